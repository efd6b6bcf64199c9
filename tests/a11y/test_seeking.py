"""A browser that jumps to a sentence of a long recording plays that sentence: at the end of the file as at its beginning."""

from __future__ import annotations

import base64
import json
import operator
import statistics
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from a11y.driving import ask
from a11y.server import serving
from renditions.audio.documents import notice, spoken
from stress import pages as stress
from voices.decoding import decoded

from curbcut.core.sound.mp3 import RATE_HZ

JUMPS = 31
LISTENS_S = 0.8
STEP = 8
"""Samples that are one number when loudness is compared: 0.36 ms."""
FRAME_MS = 27
"""A browser jumps to a whole frame of the MP3, the one before or the one behind. Source: 576 samples."""
AROUND_MS = 400
"""How far from its place a sound is looked for."""

pytestmark = pytest.mark.a11y


@pytest.fixture(scope="module")
def recording() -> tuple[bytes, list[int]]:
    """A recording of more than 20 minutes, and where its sentences begin, in ms."""
    made = spoken(notice("\n\n".join(stress.page(number)[1] for number in (1, 2))), voice="espeak")
    assert made.facts["ms"] > 20 * 60_000
    told = json.loads(made.files["cues.js"].decode().removeprefix("curbcut.cues(").partition(");\n")[0])
    starts = [start for _, start, end, level, _ in told["cues"] if not level and end - start > 1000 * LISTENS_S + 500]
    return made.files["audio.mp3"], starts


def test_a_jump_to_a_sentence_is_heard_within_100_ms_and_does_not_drift(
    recording: tuple[bytes, list[int]],
    tab: Callable[..., Any],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    file, starts = recording
    reference = loud(array("h", decoded(file)))
    (tmp_path / "index.html").write_text(
        "<!doctype html><title>.</title><button>Listen</button><audio></audio>", "utf-8"
    )
    page = tab()
    # Only a page that is served may look into what is played.
    with serving(tmp_path, {}) as origin:
        page.goto(origin + "/")
    source = "data:audio/mpeg;base64," + base64.b64encode(file).decode()
    page.evaluate("source => { document.querySelector('audio').src = source }", source)
    page.click("button")
    jumps = [starts[n * (len(starts) - 1) // (JUMPS - 1)] for n in range(JUMPS)]
    off = []
    # Back and forth, so that no jump is only a short step from the last.
    for start in [*jumps[::2], *jumps[1::2]]:
        clock, heard = ask(page, "heard", [start / 1000, RATE_HZ, LISTENS_S])
        assert max(heard) > 100, f"nothing is heard at {start} ms"
        off.append((start, clock * 1000 - place_ms(heard, reference, clock)))
    values = [ms for _, ms in off]
    record_property(
        "table",
        f"{len(off)} jumps: off by {min(values):.0f} to {max(values):.0f} ms, median {statistics.median(values):.0f}",
    )
    assert len({start for start, _ in off}) >= 30
    assert [(start, ms) for start, ms in off if abs(ms) > 100] == []
    early, late = ([ms for _, ms in sorted(off)[part]] for part in (slice(10), slice(-10, None)))
    # Both land on the frame before or behind, each by chance; a drift over 20 minutes is many frames.
    assert abs(statistics.median(early) - statistics.median(late)) <= 2 * FRAME_MS


def loud(samples: Sequence[int]) -> list[int]:
    """Return the loudness of each STEP samples."""
    return [sum(map(abs, samples[at : at + STEP])) for at in range(0, len(samples) - STEP + 1, STEP)]


def place_ms(heard: list[int], reference: list[int], clock: float) -> float:
    """Return the ms of the recording that had been played at the end of what was heard: where both are most alike."""
    step_ms = 1000 * STEP / RATE_HZ
    end, around = round(clock * 1000 / step_ms), round(AROUND_MS / step_ms)

    def likeness(at: int) -> float:
        part = reference[at - len(heard) : at]
        return sum(map(operator.mul, heard, part)) / (sum(map(operator.mul, part, part)) ** 0.5 + 1)

    return max(range(max(len(heard), end - around), min(len(reference), end + around)), key=likeness) * step_ms
