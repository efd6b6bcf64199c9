"""Measure search in the browser: what its files weigh, and how long a question takes on a slow connection.

Run with `nox -s bench` or `python tests/bench_browser.py [--pages 1000 10000] [--laws FOLDER]`. It makes up a site (`stress/known_items.py`),
serves it over HTTP/2 with 150 ms before every answer and 1.6 Mbit/s for all, and leaves Chromium a quarter of the CPU. Where Pagefind
is installed (`tests/a11y/package.json`), it is asked the same of the same pages, in turns with ours.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))
from bench_search import analysed
from stress import pagefind
from stress.known_items import Page, from_laws, from_words, questions

from curbcut import theme
from curbcut.bundles import browser_search
from curbcut.core.headers import headers
from curbcut.core.model import Made
from curbcut.core.search.cards import Card, Entry
from curbcut.core.search.postings import fineness
from curbcut.core.search.scoring import average, impacts
from curbcut.core.search.synonyms import domain
from curbcut.core.steps import PIECE

BOUNDS = {1000: (45, 900, 500, 1.3), 10_000: (55, 1100, 500, 10.0)}
"""Pages → KB and ms of a first question, ms of a second, MB of the index on the disk."""
SERVER = Path(__file__).resolve().parent / "stress" / "http2.mjs"
WITHIN_FILES_MS = 150
KNOWN = 100
"""Questions with a known answer."""
PAGE = """<!DOCTYPE html><html lang="zh-Hans"><meta charset="utf-8"><title>搜索</title><script src="../{prefs}"></script>
<script src="../{search}" defer></script><script src="../{finding}" defer></script>
<form><input id="cc-q"></form><div id="cc-found" data-root="../" data-guessing="../{guessing}" data-words="{{}}"></div>"""
WARM = """async () => {
  window.finder = window.finder || curbcut.finding('../', document.getElementById('cc-found').dataset.guessing);
  await (await finder.ready()).warm();
}"""
TYPE = """async query => {
  for (let size = 2; size < query.length; size += 2) {
    window.finder.find(query.slice(0, size), { limit: 6 });
    await new Promise(done => setTimeout(done, 500));
  }
}"""
"""What the page asks while somebody types, two characters at a time and not slowly."""
ASK = """async query => {
  window.finder = window.finder || curbcut.finding('../', document.getElementById('cc-found').dataset.guessing);
  const start = performance.now(), found = await finder.find(query, {});
  return [performance.now() - start, found.total, found.hits.map(hit => hit.url)];
}"""
PEER_FEWER_BYTES, PEER_FASTER = 3, 2
"""How much less a first question costs than with Pagefind."""


class Engine(NamedTuple):
    """What answers on a page: where it stands, what shows that it is there, what asks it, what it does when the field is entered."""

    where: str
    ready: str = "'finding' in curbcut"
    ask: str = ASK
    warm: str = WARM


def entries_of(pages: list[Page]) -> list[Entry]:
    """Return the entries of pages."""
    read = [analysed(page) for page in pages]
    mean = average(sum(whole.length for _, whole in read), len(read))
    return [
        Entry(
            card=Card(url=f"notice/n{number:05}/", title=page.title, kind="notice", lang="zh-Hans", date="2017-01-04"),
            impacts=impacts(whole.tfs, whole.length, mean), labels=("kind:notice", "year:2017"), passages=passages,
        )
        for number, (page, (passages, whole)) in enumerate(zip(pages, read, strict=True))
    ]  # fmt: skip


def published(entries: list[Entry]) -> dict[str, bytes]:
    """Return the files of the bundle, made as a build makes them."""
    by_url = {entry.card.url: entry for entry in entries}
    fine = fineness(len(entries))
    pieces = {
        f"from {next(iter(urls))}": browser_search.stretch([by_url[url] for url in urls], fine)
        for urls in browser_search.stretches(dict.fromkeys(by_url, ""))
    }
    pieces["words"] = browser_search.words_of([list(group) for group in domain()])
    options = browser_search.Options()
    for joint in browser_search.joints(options, {name: piece.facts for name, piece in pieces.items()}):
        given = tuple(pieces[name].inner[file] for name, file in joint.given)
        pieces[f"joint {joint.name}"] = browser_search.make_joint(options, joint.arguments, given)
    made = {name: {PIECE: Made(inner={**piece.inner}, facts=piece.facts)} for name, piece in pieces.items()}
    whole = browser_search.gather((), options, {}, made)
    return {**whole.files, **{path: data for piece in pieces.values() for path, data in piece.files.items()}}


def written(files: dict[str, bytes], folder: Path) -> None:
    """Write a site that has nothing but search."""
    assets = theme.published()
    names = {name: assets[f"{name}.js"] for name in ("prefs", "search", "finding", "guessing")}
    for path, data in {**files, **theme.assets(), "search/index.html": PAGE.format(**names).encode()}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def weights(files: dict[str, bytes]) -> Iterator[str]:
    """Yield what the files weigh."""
    index = {path: data for path, data in files.items() if "/cards/" not in path}
    cards = [data for path, data in files.items() if "/cards/" in path]
    blocks = [len(data) for path, data in index.items() if len(data) < 9000]
    manifest = files["search/manifest.js"]
    yield f"index {sum(map(len, index.values())) / 1e6:.2f} MB in {len(index)} files (blocks: median {statistics.median(blocks):.0f} bytes)"
    yield f"manifest {len(manifest)} bytes, {len(gzip.compress(manifest, 9))} compressed"
    yield f"sentences {sum(map(len, cards)) / 1e6:.2f} MB in {len(cards)} files, {statistics.mean(len(gzip.compress(data, 9)) for data in cards[:500]):.0f} bytes each, compressed"


def compressed(folder: Path) -> None:
    """Write the files of a folder compressed beside them, for the server."""
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


@contextmanager
def served(folder: Path, sent: dict[str, str] | None = None) -> Iterator[str]:
    """Serve a folder over HTTP/2 until the end of the block; gives its origin. sent: headers, those of a site if none are given."""
    with tempfile.TemporaryDirectory() as place:
        key, certificate = f"{place}/key.pem", f"{place}/certificate.pem"
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
        subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
        command = ["node", str(SERVER), str(folder), key, certificate, json.dumps(headers() if sent is None else sent)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            yield f"https://127.0.0.1:{running.stdout.readline().strip()}"
            running.terminate()


def measured(
    browser: Any, engine: Engine, first: str, second: str, *, slow: bool, typing: bool = False
) -> tuple[float, ...]:
    """Return ms and KB of a first question and of a second one, and KB in between. The script that asks is there before.

    The first one comes with the address, as it does from the search box of another page; before the second one the field is
    entered again. typing: the field is entered before both, and they are typed. All of it in two new browser contexts; in the
    one where nobody looks at the clock the browser tells what it loads, as a slowed-down page spends time on telling.
    """
    times, weights, between = [], [], 0.0
    for telling in (False, True):
        with browser.new_context(ignore_https_errors=True) as context:
            page = context.new_page()
            session = context.new_cdp_session(page)
            weighed: list[float] = []
            if telling:
                session.send("Network.enable")
                session.on("Network.loadingFinished", lambda event, to=weighed: to.append(event["encodedDataLength"]))
            slowed = slow and not telling
            page.goto(f"{engine.where}?slow" if slowed else engine.where, wait_until="load")
            page.wait_for_function(engine.ready)
            if slowed:
                session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            if not typing:
                del weighed[:]
            for question in (first, second):
                if engine.warm and (typing or question is second):
                    page.evaluate(engine.warm)
                if question is second:
                    between = sum(weighed) / 1000
                    del weighed[:]
                if typing:
                    page.evaluate(TYPE, question)
                took = page.evaluate(engine.ask, question)[0]
                page.wait_for_timeout(50)
                times.append(took)
                weights.append(sum(weighed) / 1000)
                del weighed[:]
    return times[0], weights[2], times[1], weights[3], between


def medians(rows: list[tuple[float, ...]]) -> list[float]:
    """Return the median of each column."""
    return [statistics.median(column) for column in zip(*rows, strict=True)]


def known_items(browser: Any, engine: Engine, pages: list[Page], count: int) -> float:
    """Return the MRR of questions whose answer is known, among ten results."""
    page = browser.new_page(ignore_https_errors=True)
    page.goto(engine.where, wait_until="load")
    page.wait_for_function(engine.ready)
    ranks = []
    for _, query, number in questions(pages, count):
        shown = page.evaluate(engine.ask, query)[2]
        place = next((n for n, url in enumerate(shown, 1) if url.strip("/") == f"notice/n{number:05}"), 0)
        ranks.append(1 / place if place else 0)
    page.close()
    return statistics.mean(ranks)


def report(count: int, laws: Path | None, browser: Any, turns: int) -> bool:
    """Print the numbers for so many pages; returns whether they are within the bounds."""
    pages = from_laws(laws, count) if laws else from_words(count)
    start = time.process_time()
    entries = entries_of(pages)
    analysed_s = time.process_time() - start
    start = time.process_time()
    files = published(entries)
    made_s = time.process_time() - start
    print(f"{count} pages: analysis {analysed_s:.1f} s, files {made_s:.1f} s of CPU time")
    print("\n".join(weights(files)))
    asked = [query for _, query, _ in questions(pages, 2 * turns)]
    pairs = list(zip(asked[::2], asked[1::2], strict=False))
    rows: dict[str, list[tuple[float, ...]]] = {}
    with ExitStack() as until:
        ours = Path(until.enter_context(tempfile.TemporaryDirectory())).resolve()
        written(files, ours)
        compressed(ours)
        engines = {"ours": Engine(until.enter_context(served(ours)) + "/search/")}
        if pagefind.there():
            peer = Path(until.enter_context(tempfile.TemporaryDirectory())).resolve()
            peer_s, peer_mb = pagefind.published(pages, peer)
            compressed(peer)
            where = until.enter_context(served(peer, {})) + "/search/"
            engines["Pagefind"] = Engine(where, pagefind.READY, pagefind.ASK, "")
        for pair in pairs:  # in turns: whatever else the machine does meets all alike
            for name, engine in engines.items():
                rows.setdefault(name, []).append(measured(browser, engine, *pair, slow=True))
            rows.setdefault("typed", []).append(measured(browser, engines["ours"], *pair, slow=True, typing=True))
            if len(rows.get("folder", ())) < 10:
                near = Engine((ours / "search" / "index.html").as_uri())
                rows.setdefault("folder", []).append(measured(browser, near, *pair, slow=False))
        mrr = {name: known_items(browser, engine, pages, KNOWN) for name, engine in engines.items()}
    first, kb, second, more, between = medians(rows["ours"])
    typed, folder = medians(rows["typed"]), medians(rows["folder"])
    print(
        f"typed on the page: first {typed[0]:.0f} ms, {typed[1]:.1f} KB with the client; second {typed[2]:.0f} ms, {typed[3]:.1f} KB"
    )
    within = max(folder[0], folder[2])
    print(
        f"slow connection: first {first:.0f} ms, {kb:.1f} KB; second {second:.0f} ms, {more:.1f} KB and {between:.1f} KB when the field is entered again; from a folder {within:.0f} ms"
    )
    disk = sum(len(data) for path, data in files.items() if "/cards/" not in path) / 1e6
    kb_most, first_most, second_most, disk_most = BOUNDS.get(count, (0, 0, 0, 0))
    good = not kb_most or (
        kb <= kb_most
        and first <= first_most
        and second <= second_most
        and disk <= disk_most
        and within <= WITHIN_FILES_MS
    )
    if "Pagefind" in rows:
        whole = sum(map(len, files.values())) / 1e6
        print("              first                second               index    disk     known items")
        for name, cpu_s, mb in (("ours", analysed_s + made_s, whole), ("Pagefind", peer_s, peer_mb)):
            one, one_kb, two, two_kb, _ = medians(rows[name])
            print(
                f"{name:10} {one:6.0f} ms {one_kb:6.1f} KB  {two:6.0f} ms {two_kb:6.1f} KB  {cpu_s:6.1f} s {mb:5.1f} MB  MRR {mrr[name]:.3f}"
            )
        peer_first, peer_kb, *_ = medians(rows["Pagefind"])
        print(
            f"a first question: {peer_kb / kb:.1f} times fewer bytes, {peer_first / first:.1f} times as fast",
            flush=True,
        )
        good &= peer_kb >= PEER_FEWER_BYTES * kb and peer_first >= PEER_FASTER * first
    return good


def main() -> int:
    """Measure; 1 where a bound is passed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, nargs="*", default=[1000])
    parser.add_argument("--laws", type=Path, help="cut the pages from the statutes in this folder instead")
    parser.add_argument("--turns", type=int, default=20, help="pairs of questions that each is asked")
    given = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Chromium is not installed")
        return 1
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        within = [report(count, given.laws, browser, given.turns) for count in given.pages]
    return 0 if all(within) else 1


if __name__ == "__main__":
    sys.exit(main())
