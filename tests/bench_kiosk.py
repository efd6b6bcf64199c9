"""Measure the counter: searches a second, and how long one takes, over HTTP, every query another one.

Run with `nox -s bench` or `python tests/bench_kiosk.py [--site FOLDER] [--pages 1000]`: FOLDER is a built site whose search
page is filled; the demo site is built where none is given. The index is of generated pages; queries are fragments of their titles and texts.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent))
import psutil
from bench_search import analysed, groups_of, open_packs
from stress.known_items import from_words, questions

from curbcut.core.search.indexing import packed
from curbcut.kiosk.app import application
from curbcut.kiosk.crowd import processes, serve
from curbcut.kiosk.holding import Held, Holding
from curbcut.serving.door import listening

LEAST_A_SECOND, MOST_MS = 200, 50
CLIENTS = 4


class _Generated(Holding):
    def __init__(self, folder: Path, pages: int) -> None:
        super().__init__(folder)
        made = from_words(pages)
        packs = [packed(group) for group in groups_of(made, [analysed(page) for page in made])]
        self._held = Held(release=self._held.release, index=open_packs(packs), pages=self._held.pages)


def _serve(folder: Path, pages: int, ready: multiprocessing.Queue[int]) -> None:
    holding = _Generated(folder, pages)
    with listening(0) as door:
        port = door.getsockname()[1]
        ready.put(port)
        serve(application(holding, port), door, processes())


def ask(port: int, queries: list[str]) -> list[float]:
    """Ask from several people at once; return the milliseconds of every answer."""
    times: list[float] = []

    def person(mine: list[str]) -> None:
        for query in mine:
            start = time.perf_counter()
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", f"/search/?q={quote(query)}")
            answer = connection.getresponse()
            held = answer.read()
            assert answer.status == 200 and b"cc-results-title" in held, held[:200]
            connection.close()
            times.append(1000 * (time.perf_counter() - start))

    people = [threading.Thread(target=person, args=(queries[n::CLIENTS],)) for n in range(CLIENTS)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    return times


def _worked(pid: int) -> float:
    """Return the seconds of processor time that the counter's processes have taken."""
    first = psutil.Process(pid)
    return sum(sum(process.cpu_times()[:2]) for process in (first, *first.children(recursive=True)))


def _demo() -> Path:
    out = Path(tempfile.mkdtemp(prefix="curbcut-bench-"))
    command = [sys.executable, "-P", "-m", "curbcut", "build", "--out", str(out), "--only", "search,browser_search"]
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).resolve().parents[1])
    return out


def main() -> None:
    """Print one line; exit with 1 where a bound is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--site", default="")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--questions", type=int, default=1500)
    options = parser.parse_args()
    folder = Path(options.site) if options.site else _demo()
    queries = list(dict.fromkeys(query for _, query, _ in questions(from_words(options.pages), options.questions)))
    ready: multiprocessing.Queue[int] = multiprocessing.Queue()
    server = multiprocessing.Process(target=_serve, args=(folder.resolve(), options.pages, ready), daemon=False)
    server.start()
    port = ready.get()
    ask(port, queries[:20])
    start, worked = time.perf_counter(), _worked(server.pid)
    times = ask(port, queries[20:])
    rate = len(times) / (time.perf_counter() - start)
    each = 1000 * (_worked(server.pid) - worked) / len(times)
    load = os.getloadavg()[0]
    server.terminate()
    late = statistics.quantiles(times, n=20)[-1]
    print(
        f"{options.pages} pages, {len(times)} searches, {CLIENTS} at once: {rate:.0f} a second (≥ {LEAST_A_SECOND}), median {statistics.median(times):.1f} ms, p95 {late:.1f} ms (≤ {MOST_MS}); "
        f"{each:.1f} ms of processor time each, load {load:.1f}"
    )
    sys.exit(1 if rate < LEAST_A_SECOND or late > MOST_MS else 0)


if __name__ == "__main__":
    main()
