"""Measure speaking: CPU seconds of this process and of the engine's, beside the time that a listener needs.

Run with `nox -s bench` or `python tests/bench_speech.py [--rounds 3]`. Every figure is the best of some rounds: the
machine may be busy. CPU seconds bear that; the seconds on the clock need a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from renditions.audio.documents import made, notice
from stress import pages as stress

from curbcut.core.ambiguities import ambiguities
from curbcut.core.model import Document, Made
from curbcut.core.steps import Part, text_of
from curbcut.renditions import audio
from curbcut.renditions.audio.joining import CLIP, unpacked
from curbcut.voices.espeak import process

PAGES = 2
"""Pages of the stress test that are about 20 minutes together."""
OPTIONS = audio.Options()
GIVEN = made("espeak")
TARGETS = {
    "chain": "target 300", "workers": "target 1.8", "edit": "target 60 ms", "start": "target 0.4 s", "memory": "target 150 MB", "readings": "target 2",
}  # fmt: skip


def body(pages: int = PAGES) -> str:
    """Return the text of some measuring pages."""
    return "\n\n".join(stress.page(number)[1] for number in range(1, pages + 1))


def engines_cpu() -> float:
    """Return the CPU seconds of the engine's processes and of their forks that ended."""
    total = 0
    for one in process._processes.values():
        fields = Path(f"/proc/{one.pid}/stat").read_text().rpartition(")")[2].split()
        total += sum(map(int, fields[11:15]))
    return total / os.sysconf("SC_CLK_TCK")


def cpu() -> float:
    """Return the CPU seconds spent so far, the engine's among them."""
    return time.process_time() + engines_cpu()


def spoken(part: Part) -> Made:
    """Return the clip of a part."""
    return audio.make_part(OPTIONS, part.arguments, b"", Path())


def recording(doc: Document) -> tuple[Made, float]:
    """Return what the room makes of a document, and the seconds of sound in it without the pauses between lines."""
    clips = [spoken(part) for part in audio.parts(doc, OPTIONS, GIVEN)]
    heard = [unpacked(one.inner[CLIP]) for one in clips]
    return audio.render(doc, OPTIONS, GIVEN, tuple(clips)), sum(one.samples for one in heard if one) / 22_050


def chain(rounds: int) -> None:
    """From the text to the files: normalising, pinyin, the engine, MP3, cues, joining."""
    doc, best = notice(body()), (0.0, 0.0, 0.0, 0)
    for _ in range(rounds):
        began = cpu()
        result, seconds = recording(doc)
        spent = cpu() - began
        best = max(best, (seconds / spent, spent, seconds, len(result.files["audio.mp3"])))
    ratio, spent, seconds, size = best
    say(
        "chain",
        f"{ratio:.0f} times real time for each CPU second",
        f"{seconds / 60:.1f} min of sound, {size / 1e6:.2f} MB, {spent:.2f} CPU s",
    )


def workers(rounds: int) -> None:
    """Two processes against one, by the clock, with as much to do for each."""
    best = {count: min(clock(count) for _ in range(rounds)) for count in (1, 2)}
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    say(
        "workers",
        f"{2 * best[1] / best[2]:.2f} times as fast on two processes",
        f"load average {load}, {os.cpu_count()} cores: means nothing above 0.5",
    )


def clock(count: int) -> float:
    """Return the seconds that so many processes take, each for a page of its own, without starting."""
    running = [start("page") for _ in range(count)]
    for one in running:
        assert one.stdout is not None
        one.stdout.readline()
    began = time.perf_counter()
    for one in running:
        assert one.stdin is not None
        one.stdin.write(b"go\n")
        one.stdin.close()
    for one in running:
        one.wait()
    return time.perf_counter() - began


def start(task: str) -> subprocess.Popen[bytes]:
    """Start this file as a worker."""
    command = [sys.executable, "-P", str(Path(__file__).resolve()), "--worker", task]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def edit(rounds: int) -> None:
    """A sentence of a page of 20 minutes is written anew: its parts, one clip, and the whole page joined."""
    before, best = notice(body()), 1e9
    kept = {repr(part): spoken(part) for part in audio.parts(before, OPTIONS, GIVEN)}
    for number in range(3 * rounds):
        after = notice(body().replace("应当按时办理", f"应当在{number + 2}日内办理", 1))
        began = cpu()
        parts = [*audio.parts(after, OPTIONS, GIVEN)]
        clips = [kept.get(repr(part)) or spoken(part) for part in parts]
        audio.render(after, OPTIONS, GIVEN, tuple(clips))
        best = min(best, cpu() - began)
        assert sum(repr(part) not in kept for part in parts) == 1
    say(
        "edit",
        f"{best * 1000:.0f} CPU ms for an edited sentence",
        f"{len(parts)} lines on the page; the clock of the engine's process ticks every 10 ms",
    )


_FIRST = """
import time
from pathlib import Path
from curbcut.renditions import audio
audio.make_part(audio.Options(), ("", "你好。", "zh-Hans", [], [], [["zh-Hans", "espeak", {}, "1"]], 220), b"", Path())
ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
print(time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / 100, time.process_time())
"""


def worker(rounds: int) -> None:
    """How long a worker takes until it has spoken its first words, and its memory when it has spoken a page."""
    command = [sys.executable, "-P", "-c", _FIRST]
    told = [
        subprocess.run(command, capture_output=True, check=True, text=True).stdout.split() for _ in range(2 * rounds)
    ]
    seconds, own = (min(float(each[n]) for each in told) for n in (0, 1))
    say(
        "start",
        f"{seconds:.2f} s until the first words",
        f"{own:.2f} CPU s of its own; load average {os.getloadavg()[0]:.1f}",
    )
    out, _ = start("memory").communicate(b"go\n")
    sizes = json.loads(out.splitlines()[-1])
    say(
        "memory",
        f"{sum(sizes):.0f} MB at most",
        f"{sizes[0]:.0f} of the worker, {sum(sizes[1:]):.0f} of the engine's process",
    )


def at_work(task: str) -> None:
    """What a worker does, told over its standard input."""
    recording(notice("你好。"))
    print("ready", flush=True)
    sys.stdin.readline()
    recording(notice(body(1)))
    if task == "memory":
        print(json.dumps([peak_mb(pid) for pid in (os.getpid(), *(one.pid for one in process._processes.values()))]))


def peak_mb(pid: int) -> float:
    """Return the most memory that a process has had."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


_STOCK = """
import sys, pyttsx3
engine = pyttsx3.init("espeak")
engine.setProperty("voice", "sit/cmn")
engine.save_to_file(open(sys.argv[1], encoding="utf-8").read(), sys.argv[2])
engine.runAndWait()
"""


def beside(rounds: int) -> None:
    """The same text as others speak it: pyttsx3 with its own driver, and the espeak-ng program with an encoder."""
    with tempfile.TemporaryDirectory() as folder:
        text, wav, mp3 = (Path(folder) / name for name in ("in.txt", "out.wav", "out.mp3"))
        text.write_text("\n".join(part.arguments[1] for part in audio.parts(notice(body()), OPTIONS, GIVEN)), "utf-8")
        encode = {
            "lame": f"lame --quiet -b 32 -m m '{wav}' '{mp3}'",
            "ffmpeg": f"ffmpeg -loglevel error -y -i '{wav}' -b:a 32k -ac 1 '{mp3}'",
        }
        found = next((tool for tool in encode if shutil.which(tool)), "")
        speakers = {
            "stock pyttsx3": [sys.executable, "-c", _STOCK, str(text), str(wav)],
            "espeak-ng": ["espeak-ng", "-v", "cmn", "-f", str(text), "-w", str(wav)],
        }
        for name, command in speakers.items():
            if not shutil.which("espeak-ng"):
                print(f"{name}: skipped, espeak-ng is not installed")
                continue
            wav.unlink(missing_ok=True)
            spent = children(command)
            seconds = (wav.stat().st_size - 44) / 44_100 if wav.exists() else 0.0
            if found and seconds:
                spent += children(["sh", "-c", encode[found]])
            print(
                f"{name}{' and ' + found if found else ', not encoded'}: {seconds / spent:.0f} times real time, {seconds / 60:.1f} min of sound, {spent:.2f} CPU s"
            )


def children(command: list[str]) -> float:
    """Return the CPU seconds of a program and of those that it starts."""
    before = os.times()
    done = subprocess.run(command, check=False, capture_output=True, timeout=300)
    after = os.times()
    if done.returncode:
        print(f"{command[0]} failed: {done.stderr.decode('utf-8', 'replace').strip()[-300:]}")
    return after.children_user + after.children_system - before.children_user - before.children_system


def readings(rounds: int) -> None:
    """What `curbcut readings` takes for a text, its reading included."""
    source, best = f"---\ntitle: 办法\nslug: rules\n---\n\n{body()}", 1e9
    for _ in range(rounds):
        began = time.process_time()
        doc, _ = text_of("content/pages/rules.md", source.encode(), "zh-Hans", {})
        assert doc is not None
        ambiguities([doc], {})
        best = min(best, (time.process_time() - began) / len(doc.sentences))
    say("readings", f"{best * 1000:.2f} CPU s to ask about 1,000 sentences", f"{len(doc.sentences)} sentences")


def say(name: str, result: str, more: str) -> None:
    """Print a result beside its target."""
    print(f"{name}: {result} ({TARGETS[name]}; {more})", flush=True)


def main() -> None:
    """Print the best of some rounds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", help="chain, edit, worker, workers, readings or beside")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.worker:
        at_work(asked.worker)
        return
    for one in (chain, edit, worker, workers, readings, beside):
        if asked.only in (None, one.__name__):
            one(asked.rounds)


if __name__ == "__main__":
    main()
