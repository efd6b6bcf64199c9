"""Pagefind beside our search, for measuring only: the same pages, the same browser, the same questions.

Its program is an optional package of tests/a11y/package.json. It is used as it comes: one file of HTML for each page, which
says what language it is in, and the words of a question parted as the browser's own segmenter parts them.
"""

from __future__ import annotations

import html
import resource
import shutil
import subprocess
from pathlib import Path

from stress.known_items import Page

PROGRAM = Path(__file__).resolve().parents[1] / "a11y" / "node_modules" / "pagefind" / "lib" / "runner" / "bin.cjs"
ASKED = """<!DOCTYPE html><html lang="zh-Hans"><meta charset="utf-8"><title>搜索</title><main></main>
<script type="module">window.peer = await import("/pagefind/pagefind.js"); await peer.options({ noWorker: true });</script>"""
READY = "'peer' in window"
ASK = """async query => {
  const start = performance.now(), found = await peer.search(query), shown = await Promise.all(found.results.slice(0, 10).map(one => one.data()));
  return [performance.now() - start, found.results.length, shown.map(one => one.url)];
}"""
"""No worker: the browser slows down what runs on the page, and only that."""


def there() -> bool:
    """Tell whether it is installed."""
    return PROGRAM.is_file() and shutil.which("node") is not None


def published(pages: list[Page], folder: Path) -> tuple[float, float]:
    """Write pages with their index, and a page that asks; return CPU seconds of indexing, and MB of the index with what it shows."""
    for number, page in enumerate(pages):
        text = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in page.paragraphs)
        title = html.escape(page.title)
        place = folder / f"notice/n{number:05}/index.html"
        place.parent.mkdir(parents=True)
        place.write_text(
            f'<!DOCTYPE html><html lang="zh-Hans"><meta charset="utf-8"><title>{title}</title><main data-pagefind-body><h1>{title}</h1>{text}</main>',
            "utf-8",
        )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["node", str(PROGRAM), "--site", str(folder)], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    (folder / "search").mkdir()
    (folder / "search" / "index.html").write_text(ASKED, "utf-8")
    size = sum(path.stat().st_size for path in (folder / "pagefind").rglob("*") if path.is_file())
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, size / 1e6
