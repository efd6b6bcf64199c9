"""Every recording of the demo site says all of its text, at the pace and the loudness that people need, and where its cues say."""

from __future__ import annotations

import math
import multiprocessing
import statistics
import unicodedata
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from pypinyin.constants import PINYIN_DICT
from renditions.audio.measuring import Measured, Pace, measured, measured_alone, recorded, spoken_backwards
from renditions.large_print.sources import Volume, volumes
from voices.phonemes import phonemes

from curbcut.core.sound.cues import milliseconds
from curbcut.core.sound.espeak_pinyin import spelled
from curbcut.core.sound.loudness import TARGET_LUFS, TOLERANCE_LU
from curbcut.core.sound.mp3 import FRAME
from curbcut.core.sound.pcm import FULL_SCALE
from curbcut.renditions import audio

ROOT = Path(__file__).resolve().parents[3]
HANZI_A_MINUTE = (200, 240)
"""How fast official texts are read aloud. Source: research/speech.md, chapter 9."""
WORDS_A_MINUTE = (150, 200)
"""With the voice's own pauses. Source: ours; books are read aloud at the lower end, news at the upper."""
PAUSES = (0.08, 0.25)
"""Source: research/speech.md, chapter 9: of the time in which a line is spoken."""
CEILING = FULL_SCALE * 10 ** (-0.3 / 20)
SAMPLE = (
    "content/notices/transport-allowance-2025.md",
    "content/pages/about.md",
    "content/places/city-library.md",
)

pytestmark = pytest.mark.sound


def workers() -> ProcessPoolExecutor:
    """Two processes that have spoken nothing yet."""
    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> list[Volume]:
    return [*volumes(ROOT, tmp_path_factory.mktemp("store"))]


@pytest.fixture(scope="module")
def recordings(demo: list[Volume]) -> list[Measured]:
    with workers() as pool:
        return [*pool.map(measured_alone, demo)]


def chinese(recordings: list[Measured]) -> list[Measured]:
    return [one for one in recordings if one.lang.startswith("zh")]


def english(recordings: list[Measured]) -> list[Measured]:
    return [one for one in recordings if one.lang.startswith("en")]


def outside(values: dict[str, float], least: float, most: float) -> dict[str, float]:
    """What is not within bounds, by its path."""
    return {path: value for path, value in values.items() if not least <= value <= most}


def test_every_hanzi_and_every_word_of_the_demo_has_its_sound(recordings: list[Measured]) -> None:
    assert len(chinese(recordings)) >= 75
    assert len(english(recordings)) >= 10
    assert {one.path: one.missing for one in recordings if one.missing} == {}


def test_every_syllable_is_one_of_mandarin_and_comes_out_as_one(recordings: list[Measured]) -> None:
    """Held against pypinyin's own dictionary, not against the table that the voice holds them against."""
    said = sorted(frozenset().union(*(one.syllables for one in recordings)))
    known = known_syllables()
    assert len(said) > 600
    assert [one for one in said if one[:-1].removesuffix("r") not in known and one[:-1] not in known] == []
    heard = phonemes([" ".join(spelled(one)) for one in said])
    assert [(one, other) for one, other in zip(said, heard, strict=True) if "(" in other] == []


def known_syllables() -> set[str]:
    """Return pypinyin's syllables of the 20,992 characters of the first block, without tones, ü as v."""
    listed = ",".join(readings for code, readings in PINYIN_DICT.items() if 0x4E00 <= code <= 0x9FFF)
    letters = unicodedata.normalize("NFD", listed).replace("u\u0308", "v")
    return set("".join(ch for ch in letters if not unicodedata.combining(ch)).split(","))


def test_chinese_is_read_at_200_to_240_hanzi_a_minute_and_english_at_150_to_200_words(
    recordings: list[Measured],
) -> None:
    """Without the pauses at the ends of lines; with the voice's own, all Chinese recordings together are at that pace, too."""
    hanzi = {one.path: one.hanzi.heard_a_minute for one in chinese(recordings)}
    assert outside(hanzi, *HANZI_A_MINUTE) == {}
    together = Pace()
    for one in chinese(recordings):
        together = together.plus(one.hanzi)
    assert HANZI_A_MINUTE[0] <= together.a_minute <= HANZI_A_MINUTE[1]
    words = {one.path: one.words.a_minute for one in english(recordings) if one.words.count}
    assert len(words) >= 10
    assert outside(words, *WORDS_A_MINUTE) == {}


@pytest.mark.parametrize("name", ["slow", "fast"])
def test_slow_and_fast_are_what_they_say(name: str, demo: list[Volume]) -> None:
    together = Pace()
    for volume in demo:
        if volume.path in SAMPLE:
            together = together.plus(
                measured(volume.path, volume.docs, recorded(volume.docs, volume.site, pace=name)).hanzi
            )
    assert together.count > 1000
    assert abs(together.heard_a_minute / audio.PACES_CPM[name] - 1) <= 0.10


def test_pauses_are_a_twelfth_to_a_quarter_of_the_time(recordings: list[Measured]) -> None:
    assert outside({one.path: one.pauses for one in recordings}, *PAUSES) == {}


def test_each_recording_is_at_19_lufs_and_nothing_is_clipped_in_its_mp3(recordings: list[Measured]) -> None:
    loud = {one.path: one.lufs for one in recordings}
    assert outside(loud, TARGET_LUFS - TOLERANCE_LU, TARGET_LUFS + TOLERANCE_LU) == {}
    assert outside({one.path: one.peak for one in recordings}, 1, CEILING) == {}


def test_the_mp3_is_exactly_as_long_as_the_page_says(recordings: list[Measured]) -> None:
    assert [one.path for one in recordings if one.samples % FRAME or milliseconds(one.samples) != one.ms] == []


def test_each_line_is_heard_where_its_cue_says(recordings: list[Measured]) -> None:
    """Before the sound of b, d, g and their like the mouth is shut, which nobody hears: that is most of it."""
    late = sorted(abs(ms) for one in recordings for ms in one.late_ms)
    assert len(late) > 4000
    assert statistics.median(late) <= 20
    assert late[int(0.95 * len(late))] <= 60


def test_the_same_bytes_come_of_another_process_that_speaks_all_in_reverse(
    demo: list[Volume], recordings: list[Measured]
) -> None:
    with workers() as pool:
        others = dict(pool.map(spoken_backwards, demo[::-1]))
    assert others == {one.path: one.digest for one in recordings}


def test_a_table_of_it_can_be_read(recordings: list[Measured], capsys: pytest.CaptureFixture[str]) -> None:
    told = [summary(name, some) for name, some in (("zh", chinese(recordings)), ("en", english(recordings)))]
    with capsys.disabled():
        print("", *told, sep="\n")
    assert all("minutes" in line for line in told)


def summary(name: str, some: list[Measured]) -> str:
    """Return a line on the recordings of a language: how many, how long, and the values at the edges."""
    late = sorted(abs(ms) for one in some for ms in one.late_ms)
    paces = [one.hanzi.heard_a_minute if name == "zh" else one.words.a_minute for one in some]
    return (
        f"{name}: {len(some)} recordings, {sum(one.ms for one in some) / 60_000:.0f} minutes, {len(late)} lines;"
        f" {min(paces):.0f}–{max(paces):.0f} {'Hanzi' if name == 'zh' else 'words'} a minute;"
        f" quiet {min(one.pauses for one in some):.2f}–{max(one.pauses for one in some):.2f};"
        f" {min(one.lufs for one in some):.1f} to {max(one.lufs for one in some):.1f} LUFS,"
        f" peak {20 * math.log10(max(one.peak for one in some) / FULL_SCALE):.2f} dBFS;"
        f" cues off by {statistics.median(late):.0f} ms (median), {late[int(0.95 * len(late))]:.0f} (p95), {late[-1]:.0f} (most)"
    )
