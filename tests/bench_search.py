"""Measure search: what an index and its export for browsers cost, new and after an edit, how fast it answers, and whether it
finds the page that was meant.

Run with `nox -s bench` or `python tests/bench_search.py [--pages 1000 10000] [--laws FOLDER]`. Seconds of CPU time belong
to this machine; how well it finds does not.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent))
from stress.indexed import CARDS, Indexed, url_of
from stress.known_items import WAYS, Page, from_laws, from_words, questions

from curbcut.core.release import Item
from curbcut.core.search.cards import Card, Entry
from curbcut.core.search.passages import Counted, Passage, counted
from curbcut.core.search.scoring import average, impacts
from curbcut.core.search.searching import Index, Piece, Told, opened
from curbcut.core.search.synonyms import domain, synonyms_of

_T = TypeVar("_T")
GROUP, EDITS = 320, 3
BOUNDS = {1000: (8.0, 3.0, 1.3, 0.80), 10_000: (60.0, 3.0, 10.0, 0.62)}
"""Pages → CPU seconds for analysis, index and export; for one page edited; MB of the export but for its sentences; known-item MRR."""
RENAMED = 0.4
"""Share of the export's files that one edited page may rename."""


def timed(work: Callable[[], _T]) -> tuple[_T, float]:
    """Return what something gives and the CPU seconds it takes."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def analysed(page: Page) -> tuple[tuple[Passage, ...], Counted]:
    """Return the passages of a page and its terms."""
    passages = [Passage(id="cc-title", text=page.title, where="title", lang="zh-Hans")]
    for number, text in enumerate(page.paragraphs):
        passages.append(Passage(id=f"s-{number}", text=text, where="text", lang="zh-Hans"))
    return tuple(passages), counted(passages)


def groups_of(pages: list[Page], read: list[tuple[tuple[Passage, ...], Counted]]) -> list[list[Entry]]:
    """Return the entries of pages, divided as the bundle does."""
    mean = average(sum(whole.length for _, whole in read), len(read))
    count = 1
    while count * GROUP < len(pages):
        count *= 2
    groups: list[list[Entry]] = [[] for _ in range(count)]
    for number, (page, (passages, whole)) in enumerate(zip(pages, read, strict=True)):
        card = Card(url=f"notice/n{number:05}/", title=page.title, kind="notice", lang="zh-Hans", date="2017-01-04")
        counts = impacts(whole.tfs, whole.length, mean)
        entry = Entry(card=card, impacts=counts, labels=("kind:notice", "year:2017"), passages=passages)
        groups[int(sha256(card.url.encode()).hexdigest()[:8], 16) % count].append(entry)
    return [group for group in groups if group]


def open_packs(packs: list[bytes]) -> Index:
    """Return the index of packed groups, as the command line opens it."""
    import msgspec

    kept = {sha256(pack).hexdigest(): pack for pack in packs}
    words = msgspec.msgpack.encode(synonyms_of(domain()))
    kept[sha256(words).hexdigest()] = words
    pieces = [Piece(name=digest, sha256=digest, size_bytes=len(data), documents=1) for digest, data in kept.items()]
    return opened(
        Told(version=1, synonyms=pieces[-1], groups=tuple(pieces[:-1])), lambda piece: kept[piece.sha256], "bench"
    )


def edited(pages: list[Page], number: int) -> Page:
    """Return a page with another first sentence."""
    page, other = pages[number], pages[(7 * number + 1) % len(pages)]
    rest = page.paragraphs[0].partition("。")[2]
    return page._replace(paragraphs=(f"{other.paragraphs[-1].partition('。')[0]}。{rest}", *page.paragraphs[1:]))


def edits(site: Indexed, pages: list[Page], files: dict[str, Item]) -> tuple[float, float]:
    """Edit one page and then another; return the median CPU seconds of what a build does for it, and the share of files renamed."""
    times, shares = [], []
    for turn in range(EDITS):
        number = (turn + 1) * len(pages) // (EDITS + 1)
        pages[number] = edited(pages, number)
        start = time.process_time()
        site.put({number: pages[number]})
        after = site.build()
        times.append(time.process_time() - start)
        shards = [path for path in after if CARDS not in path]
        shares.append(sum(path not in files for path in shards) / len(shards))
        files = after
    return statistics.median(times), statistics.median(shares)


def known_items(index: Index, pages: list[Page], asked: int) -> tuple[dict[str, list[float]], list[float]]:
    """Return, by way of asking, 1 / place of the page that was meant (0 for none in ten), and the milliseconds of each query."""
    ranks: dict[str, list[float]] = {way: [] for way in WAYS}
    times = []
    for way, query, number in questions(pages, asked):
        start = time.perf_counter()
        found = index.search(query).hits
        times.append(1000 * (time.perf_counter() - start))
        place = next((n for n, hit in enumerate(found, 1) if hit.card.url == url_of(number)), 0)
        ranks[way].append(1 / place if place else 0)
    return ranks, times


def measure(name: str, pages: list[Page], asked: int, folder: Path) -> bool:
    """Print the rows of a collection of pages; return whether they are within the bounds."""
    analysed(pages[0])  # loads the readings, which a build has loaded anyway
    site = Indexed(folder)
    _, analysis_s = timed(lambda: site.put(dict(enumerate(pages))))
    files, made_s = timed(site.build)
    disk = (
        sum(
            item.blob.size
            for path, item in files.items()
            if path.startswith(("search/", "assets/search/")) and CARDS not in path
        )
        / 1e6
    )
    _, again_s = timed(site.build)
    edit_s, renamed = edits(site, [*pages], files)  # while nothing else is in memory, as in a build
    index, open_s = timed(lambda: site.opened(files))
    ranks, times = known_items(index, pages, asked)
    every = [rank for way in ranks.values() for rank in way]
    rows = [
        ("index and export", analysis_s + made_s, "CPU s"), ("one page edited", edit_s, "CPU s"),
        ("export but for its sentences", disk, "MB"), ("known items", statistics.mean(every), "MRR"),
    ]  # fmt: skip
    within = renamed < RENAMED
    print(f"{name}, {len(pages)} pages ({resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB of memory)")
    for (what, value, unit), bound in zip(rows, BOUNDS.get(len(pages), (0, 0, 0, 0)), strict=True):
        good = not bound or (value >= bound if unit == "MRR" else value <= bound)
        asked_for = f" {'≥' if unit == 'MRR' else '≤'} {bound}" if bound else ""
        print(f"  {what:<30} {value:8.3f} {unit:<6}{asked_for}{'' if good else ' MISSED'}")
        within &= good
    print(f"  {'files renamed by an edit':<30} {100 * renamed:8.1f} %      < {100 * RENAMED:.0f}")
    print(
        f"  analysis {analysis_s:.1f} s, nothing changed {again_s:.2f} s, opened in {open_s:.2f} s; "
        f"a query {statistics.median(times):.1f} ms, p95 {statistics.quantiles(times, n=20)[-1]:.1f} ms; "
        + ", ".join(f"{way} {statistics.mean(found):.2f}" for way, found in ranks.items() if found),
        flush=True,
    )
    return within


def main() -> None:
    """Print the table; exit with 1 where a bound is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--questions", type=int, default=250)
    parser.add_argument("--laws", default="")
    options = parser.parse_args()
    missed = False
    for count in options.pages:
        sources = {"words": from_words(count)}
        if options.laws:
            sources["laws"] = from_laws(Path(options.laws), count)
        for name, pages in sources.items():
            with tempfile.TemporaryDirectory() as folder:
                missed |= not measure(name, pages, options.questions, Path(folder))
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
