"""Measure speaking: CPU seconds of this process and of the engine's, beside the time that a listener needs.

Run with `nox -s bench` or `python tests/bench_speech.py [--rounds 3]`; quote the best round, the machine may be busy.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from stress import pages as stress

from curbcut.core.ambiguities import ambiguities
from curbcut.core.language.sentences import split
from curbcut.core.language.utterances import utter
from curbcut.core.sound import mp3
from curbcut.core.steps import text_of
from curbcut.voices import espeak
from curbcut.voices.espeak import process

PACE = 220


def engine(pid: int) -> float:
    """Return the CPU seconds of the engine's process and of its forks that ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def sentences() -> list[str]:
    """Return the sentences of one measuring page."""
    lines = [line for line in stress.page(1)[1].splitlines() if line and line[0] not in "#|"]
    return [line[start:end] for line in lines for start, end in split(line, "zh-Hans")]


def asking(texts: list[str]) -> float:
    """Return the CPU seconds that `curbcut readings` takes for a text of these sentences, its reading included."""
    source = "---\ntitle: 办法\nslug: rules\n---\n\n" + "\n\n".join(texts)
    start = time.process_time()
    doc, _ = text_of("content/pages/rules.md", source.encode(), "zh-Hans", {})
    assert doc is not None
    ambiguities([doc], {})
    return (time.process_time() - start) / len(doc.sentences)


def main() -> None:
    """Print the best of some rounds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    texts = sentences()
    espeak.speak(utter(texts[0], "zh-Hans", id_="warm").utterance, PACE, espeak.Options())
    pid = process.pid(process.DEFAULT_VOICE)
    best: tuple[float, ...] = (0.0,)
    for _ in range(rounds):
        own, its = time.process_time(), engine(pid)
        said = [utter(text, "zh-Hans", id_=f"s-{number}").utterance for number, text in enumerate(texts)]
        worded = time.process_time() - own
        clips = [espeak.speak(each, PACE, espeak.Options()) for each in said if each.tokens]
        frames = [mp3.encoded(clip) for clip in clips]
        spent = time.process_time() - own + engine(pid) - its
        seconds = sum(clip.samples / clip.rate_hz for clip in clips)
        best = max(best, (seconds / spent, seconds, worded, spent, float(sum(len(one.frames) for one in frames))))
    asked = min(asking(texts) for _ in range(rounds))
    print(f"{asked * 1000:.2f} CPU s to ask about the readings of 1,000 sentences (target 2)")
    ratio, seconds, worded, spent, size = best
    print(
        f"{len(texts)} sentences, {seconds:.0f} s of sound, {size / 1000:.0f} kB: {spent:.2f} CPU s ({worded:.2f} s of them words and pinyin)"
    )
    print(f"{ratio:.0f} times real time for each CPU second (target 300)")


if __name__ == "__main__":
    main()
