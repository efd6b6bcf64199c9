"""Measure builds as whole commands: CPU seconds (user + system, children included) and peak memory.

Run with `nox -s bench` or `python tests/bench.py [--pages 1000] [--large 5000] [--rounds 3]`. Everything
that is compared runs in turn in the same run; quote the ratios, the seconds belong to this machine.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from stress import pages as stress

CURBCUT = ["-m", "curbcut", "--site", ".", "build"]


def measured(command: list[str], folder: Path) -> tuple[float, float, float]:
    """Run `python COMMAND` in a folder. Returns CPU seconds, wall seconds, peak MB of one process."""
    import time

    start = time.perf_counter()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # it would have our modules, and only ours, compiled every time
    with open(folder / "bench.log", "ab") as log:
        process = os.posix_spawn(
            sys.executable, [sys.executable, *command], environment,
            file_actions=[(os.POSIX_SPAWN_DUP2, log.fileno(), 1), (os.POSIX_SPAWN_DUP2, log.fileno(), 2)],
        )  # fmt: skip
        _, status, usage = os.wait4(process, 0)
    if status:
        sys.exit(f"{command} failed in {folder}:\n{(folder / 'bench.log').read_text()[-2000:]}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024


def in_folder(command: list[str], folder: Path) -> tuple[float, float, float]:
    """Measure a command whose current folder is `folder`."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        return measured(command, folder)
    finally:
        os.chdir(before)


def edit(site: Path, number: int, turn: int) -> None:
    """Change one sentence of one page, as an editor would."""
    path = site / "content" / "notices" / f"n{number:05d}.md"
    path.write_text(path.read_text("utf-8") + f"\n第 {turn} 次补充说明。\n", "utf-8")


def row(name: str, runs: list[tuple[float, float, float]], pages: int, note: str = "") -> float:
    """Print one line of the table and return the median CPU seconds."""
    cpu = statistics.median(run[0] for run in runs)
    wall = statistics.median(run[1] for run in runs)
    peak = max(run[2] for run in runs)
    spread = f"{min(r[0] for r in runs):.2f}–{max(r[0] for r in runs):.2f}"
    print(
        f"| {name:<42} | {cpu:7.2f} | {spread:>13} | {1000 * cpu / pages:7.2f} | {wall:6.2f} | {peak:6.0f} | {note}",
        flush=True,
    )
    return cpu


def compare(folder: Path, pages: int, rounds: int) -> None:
    """Cold builds side by side with stock Pelican and stock Material, then the incremental ones."""
    ours, bare, pelican, material = (folder / name for name in ("ours", "bare", "pelican", "material"))
    stress.make_site(ours, pages, workers="1")
    with_bare, with_pelican = (
        stress.make_pelican(bare, pages, lists=False),
        stress.make_pelican(pelican, pages, lists=True),
    )
    with_material = stress.make_material(material, pages)
    runs: dict[str, list[tuple[float, float, float]]] = {"cold": [], "bare": [], "pelican": [], "material": []}
    for turn in range(rounds):
        # Never where files were removed a moment ago: ext4 searches long past inodes it has just freed.
        runs["cold"].append(in_folder([*CURBCUT, "--out", f"out-{turn}"], ours))
        runs["bare"].append(in_folder([*with_bare, "-o", f"output-{turn}"], bare))
        runs["pelican"].append(in_folder([*with_pelican, "-o", f"output-{turn}"], pelican))
        if turn == 0:  # a minute each time, and far from the bound
            runs["material"].append(in_folder(with_material, material))
    cold = row(f"Curbcut, cold, {pages} pages", runs["cold"], pages, "target ≤ 4 ms a page")
    row("Pelican simple, pages only, same extension", runs["bare"], pages, "no lists by topic or audience, no feeds")
    other = row("Pelican simple, same pages, lists and feeds", runs["pelican"], pages)
    third = row("MkDocs-Material, navigation.prune", runs["material"], pages)
    print(f"  cold / Pelican = {cold / other:.2f} (target ≤ 1.15) · Material / cold = {third / cold:.2f} (target ≥ 2)")
    in_folder(CURBCUT, ours)
    incremental(ours, pages, rounds)


def incremental(site: Path, pages: int, rounds: int) -> None:
    """Nothing changed, and one page edited: whole commands, start included."""
    row(f"Curbcut, nothing changed, {pages} pages", [in_folder(CURBCUT, site) for _ in range(rounds)], pages)
    runs = []
    for turn in range(rounds):
        edit(site, 7 + turn, turn)
        runs.append(in_folder(CURBCUT, site))
    row(f"Curbcut, one page edited, {pages} pages", runs, pages)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--large", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(f"| {'what':<42} | {'CPU s':>7} | {'min–max':>13} | {'ms/page':>7} | {'wall s':>6} | {'MB':>6} |")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        compare(folder, options.pages, options.rounds)
        if options.large:
            site = folder / "large"
            stress.make_site(site, options.large, workers="1")
            row(f"Curbcut, cold, {options.large} pages", [in_folder(CURBCUT, site)], options.large, "target ≤ 400 MB")
            incremental(site, options.large, options.rounds)


if __name__ == "__main__":
    main()
