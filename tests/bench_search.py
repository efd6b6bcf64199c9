"""Measure search: what an index costs, how fast it answers, and whether it finds the page that was meant.

Run with `nox -s bench` or `python tests/bench_search.py [--pages 1000 10000] [--laws FOLDER]`. Seconds of CPU time belong
to this machine; how well it finds does not.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from stress.known_items import WAYS, Page, from_laws, from_words, questions

from curbcut.core.search.cards import Card, Entry
from curbcut.core.search.indexing import packed
from curbcut.core.search.passages import Counted, Passage, counted
from curbcut.core.search.scoring import average, impacts
from curbcut.core.search.searching import Index, Piece, Told, opened
from curbcut.core.search.synonyms import domain, synonyms_of

GROUP = 320
BOUNDS = {1000: (8.0, 0.80), 10_000: (60.0, 0.62)}
"""Pages → CPU seconds for analysis and index, and the known-item MRR that is asked for."""


def timed(work: Callable[[], object]) -> tuple[object, float]:
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


def measure(name: str, pages: list[Page], asked: int) -> tuple[float, float]:
    """Print one line for a collection of pages; return CPU seconds of analysis and index, and the MRR."""
    analysed(pages[0])  # loads the readings, which a build has loaded anyway
    read, analysis_s = timed(lambda: [analysed(page) for page in pages])
    assert isinstance(read, list)
    packs, index_s = timed(lambda: [packed(group) for group in groups_of(pages, read)])
    assert isinstance(packs, list)
    largest = max(groups_of(pages, read), key=len)
    _, edited_s = timed(lambda: (analysed(pages[0]), packed(largest)))
    index, open_s = timed(lambda: open_packs(packs))
    assert isinstance(index, Index)
    ranks: dict[str, list[float]] = {way: [] for way in WAYS}
    times = []
    for way, query, number in questions(pages, asked):
        start = time.perf_counter()
        found = index.search(query).hits
        times.append(1000 * (time.perf_counter() - start))
        place = next((n for n, hit in enumerate(found, 1) if hit.card.url == f"notice/n{number:05}/"), 0)
        ranks[way].append(1 / place if place else 0)
    every = [rank for way in ranks.values() for rank in way]
    size = sum(map(len, packs)) / 1e6
    print(
        f"{name}, {len(pages)} pages: analysis {analysis_s:.1f} s, index {index_s:.1f} s in {len(packs)} groups, {size:.1f} MB; "
        f"one page edited {edited_s:.2f} s; opened in {open_s:.2f} s; "
        f"a query {statistics.median(times):.1f} ms, p95 {statistics.quantiles(times, n=20)[-1]:.1f} ms; "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )
    print(
        f"  known items: MRR {statistics.mean(every):.3f} of {len(every)}; "
        + ", ".join(f"{way} {statistics.mean(found):.2f}" for way, found in ranks.items() if found),
        flush=True,
    )
    return analysis_s + index_s, statistics.mean(every)


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
            cpu_s, mrr = measure(name, pages, options.questions)
            if count in BOUNDS:
                most_s, least = BOUNDS[count]
                print(f"  bounds: {cpu_s:.1f} s of {most_s:.0f}, MRR {mrr:.3f} of {least:.2f}")
                missed |= cpu_s > most_s or mrr < least
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
