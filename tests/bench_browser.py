"""Measure search in the browser: what its files weigh, and how long a question takes on a slow connection.

Run with `nox -s bench` or `python tests/bench_browser.py [--pages 1000 10000] [--laws FOLDER]`. It makes up a site (`stress/known_items.py`),
serves it over HTTP/2, and lets Chromium slow down: 150 ms and 1.6 Mbit/s for every request, a quarter of the CPU.
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
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from bench_search import analysed
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

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
BOUNDS = {1000: (45, 900, 500, 1.3), 10_000: (55, 1100, 500, 10.0)}
"""Pages → KB and ms of a first question, ms of a second, MB of the index on the disk."""
SERVER = Path(__file__).resolve().parent / "stress" / "http2.mjs"
WITHIN_FILES_MS = 150
PAGE = """<!DOCTYPE html><html lang="zh-Hans"><meta charset="utf-8"><title>搜索</title><script src="../{prefs}"></script>
<script src="../{finding}" data-guessing="../{guessing}" id="cc-code" defer></script><main></main>"""
WARM = """async () => {
  window.finder = curbcut.finding('../', document.getElementById('cc-code').dataset.guessing);
  await (await finder.ready()).warm();
}"""
ASK = """async query => {
  window.finder = window.finder || curbcut.finding('../', document.getElementById('cc-code').dataset.guessing);
  const start = performance.now(), found = await finder.find(query, {});
  return [performance.now() - start, found.total];
}"""


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
    names = {name: assets[f"{name}.js"] for name in ("prefs", "finding", "guessing")}
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


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder over HTTP/2 until the end of the block; gives its origin."""
    with tempfile.TemporaryDirectory() as place:
        key, certificate = f"{place}/key.pem", f"{place}/certificate.pem"
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
        subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
        command = ["node", str(SERVER), str(folder), key, certificate, json.dumps(headers())]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            yield f"https://127.0.0.1:{running.stdout.readline().strip()}"
            running.terminate()


def measured(
    browser: Any, where: str, asked: list[str], *, slow: bool, typing: bool = False
) -> list[tuple[float, float, float, float]]:
    """Return ms and KB of a first question and of a second one, in a new browser context for each pair of questions."""
    found = []
    for first, second in zip(asked[::2], asked[1::2], strict=False):
        context = browser.new_context(ignore_https_errors=True)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        weighed: list[float] = []
        session.on("Network.loadingFinished", lambda event, weighed=weighed: weighed.append(event["encodedDataLength"]))
        page.goto(where, wait_until="load")
        page.wait_for_function("'finding' in curbcut")
        if slow:
            session.send("Network.emulateNetworkConditions", SLOW)
            session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        if typing:  # what the page fetches as soon as somebody begins to write
            page.evaluate(WARM)
        else:
            del weighed[:]
        one = page.evaluate(ASK, first)[0]
        page.wait_for_timeout(50)
        kb = sum(weighed) / 1000
        del weighed[:]
        two = page.evaluate(ASK, second)[0]
        page.wait_for_timeout(50)
        found.append((one, kb, two, sum(weighed) / 1000))
        context.close()
    return found


def report(count: int, laws: Path | None, browser: Any) -> bool:
    """Print the numbers for so many pages; returns whether they are within the bounds."""
    pages = from_laws(laws, count) if laws else from_words(count)
    start = time.process_time()
    entries = entries_of(pages)
    analysed_s = time.process_time() - start
    start = time.process_time()
    files = published(entries)
    print(f"{count} pages: analysis {analysed_s:.1f} s, files {time.process_time() - start:.1f} s of CPU time")
    print("\n".join(weights(files)))
    asked = [query for _, query, _ in questions(pages, 40)]
    kb_most, first_most, second_most, disk_most = BOUNDS.get(count, (0, 0, 0, 0))
    with tempfile.TemporaryDirectory() as folder:
        written(files, Path(folder))
        with served(Path(folder).resolve()) as origin:
            rows = measured(browser, origin + "/search/", asked, slow=True)
            typed = measured(browser, origin + "/search/", asked, slow=True, typing=True)
        near = measured(browser, (Path(folder) / "search" / "index.html").as_uri(), asked[:20], slow=False)
    first, kb, second, more = (statistics.median(column) for column in zip(*rows, strict=True))
    print(
        f"first when it was typed on the page: {statistics.median(row[0] for row in typed):.0f} ms, {statistics.median(row[1] for row in typed):.1f} KB with the client"
    )
    within = max(statistics.median(row[0] for row in near), statistics.median(row[2] for row in near))
    print(
        f"slow connection: first {first:.0f} ms, {kb:.1f} KB; second {second:.0f} ms, {more:.1f} KB; from a folder {within:.0f} ms"
    )
    disk = sum(len(data) for path, data in files.items() if "/cards/" not in path) / 1e6
    return not kb_most or (
        kb <= kb_most
        and first <= first_most
        and second <= second_most
        and disk <= disk_most
        and within <= WITHIN_FILES_MS
    )


def main() -> int:
    """Measure; 1 where a bound is passed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, nargs="*", default=[1000])
    parser.add_argument("--laws", type=Path, help="cut the pages from the statutes in this folder instead")
    given = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Chromium is not installed")
        return 1
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        within = [report(count, given.laws, browser) for count in given.pages]
    return 0 if all(within) else 1


if __name__ == "__main__":
    sys.exit(main())
