"""Measure the large print: CPU seconds in a warm process, beside what others make of the same text with the same fonts.

Run with `nox -s bench` or `python tests/bench_print.py [--rounds 5] [--laws FOLDER]`. Everything that is
compared runs in turn in the same run; quote the ratios, the seconds belong to this machine.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

sys.path.insert(0, str(Path(__file__).resolve().parent))
from stress import pages as stress
from stress.laws import make_site

from curbcut.core.executors import Workers
from curbcut.core.jobs import Job, run
from curbcut.core.model import Document, Made
from curbcut.core.reading import read
from curbcut.core.steps import DOCUMENT, read_document
from curbcut.core.store import Store
from curbcut.renditions import large_print as room
from curbcut.renditions.large_print import printing

FONTS = Path(room.__file__).parent / "fonts"
TARGETS = {1: 0.05, 10: 0.22, 60: 0.95}
"""CPU seconds for so many pages. A page is printed at the room's default size."""
SITE = Made(files={"source.md": b"# source\n"}, facts={"name": "测量站", "address": "https://example.org/n/", "addresses": {}, "related": []})  # fmt: skip


def text(sections: int) -> str:
    """Return a Markdown text of so many sections of the measuring pages, four under one heading: 600 characters, as in notices."""
    made: list[str] = []
    number = 0
    while len(made) < sections:
        number += 1
        made += re.split(r"(?m)^(?=## )", stress.page(number)[1])[1:]
    return "".join(part if at % 4 == 0 else part.partition("\n")[2] for at, part in enumerate(made[:sections]))


def document(sections: int) -> Document:
    """Return a notice of so many sections."""
    typed = f"---\ntitle: 关于测量的通知\nslug: n\npublished: 2026-01-01\nissuer: [市残联]\n---\n\n{text(sections)}"
    found = read("content/notices/n.md", typed.encode(), placed=False)
    assert found.document is not None
    return found.document


def sized(pages: int) -> Document:
    """Return the notice that comes nearest to so many pages from below."""
    if pages == 1:
        return document(1)
    low, high = 1, 6 * pages
    while low < high:
        middle = (low + high + 1) // 2
        if room.render(document(middle), room.Options(), {"site": SITE}).facts["pages"] <= pages:
            low = middle
        else:
            high = middle - 1
    return document(low)


def page_of(doc: Document) -> Element:
    """Return the elements that our printer lays out for a document."""
    seen: list[Element] = []
    laid_out = printing.laid_out

    def noted(html: Element, *rest: object) -> object:
        seen.append(html)
        return laid_out(html, *rest)

    printing.laid_out = noted
    try:
        room.render(doc, room.Options(), {"site": SITE})
    finally:
        printing.laid_out = laid_out
    return seen[-1]


def ours(doc: Document) -> Callable[[], bytes]:
    """Return what prints a document with everything the room promises."""
    return lambda: room.render(doc, room.Options(), {"site": SITE}).files[room.FILE]


def stock(doc: Document) -> Callable[[], bytes]:
    """Return what prints the same page with WeasyPrint as it comes: its parser, its tags, PDF/UA-1 alone."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    html = tostring(page_of(doc), encoding="unicode")
    fonts = FontConfiguration()
    sheet = printing.sheet(20, "zh-Hans")
    style = weasyprint.CSS(string=sheet, url_fetcher=printing._fetcher({}), font_config=fonts)

    def make() -> bytes:
        laid = weasyprint.HTML(string=html).render(font_config=fonts, stylesheets=[style])
        return bytes(laid.write_pdf(pdf_variant="pdf/ua-1"))

    return make


@cache
def _browser() -> Any:
    from playwright.sync_api import sync_playwright

    return sync_playwright().start().chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])


def chromium(doc: Document, folder: Path) -> Callable[[], bytes]:
    """Return what prints the same page with a warm Chromium."""
    html = tostring(page_of(doc), encoding="unicode")
    sheet = printing.sheet(20, "zh-Hans").replace("curbcut-font:", f"file://{FONTS}/")
    file = folder / "page.html"
    file.write_text(f"<!DOCTYPE html>{html}".replace("</head>", f"<style>{sheet}</style></head>"), "utf-8")
    browser = _browser()

    def make() -> bytes:
        page = browser.new_page()
        page.goto(f"file://{file}")
        data: bytes = page.pdf(tagged=True, outline=True, prefer_css_page_size=True)
        page.close()
        return data

    return make


def typst(doc: Document, folder: Path) -> Callable[[], bytes]:
    """Return what prints the same headings and paragraphs with Typst, PDF/UA-1."""
    import typst as engine

    lines = [
        '#set document(title: "关于测量的通知")',
        '#set text(font: "Curbcut Sans", size: 20pt, lang: "zh")',
        '#set page("a4")',
    ]
    for one in page_of(doc).iter():
        words = escape("".join(one.itertext()).strip(), quote=False)
        safe = re.sub(r"([#*_`$<>@\\\[\]~=+-])", r"\\\1", words)
        if re.fullmatch("h[1-3]", one.tag):
            lines.append(f"{'=' * int(one.tag[1])} {safe}")
        elif one.tag in ("p", "li", "td", "th", "caption"):
            lines.append(f"\n{safe}\n")
    file = folder / "page.typ"
    file.write_text("\n".join(lines), "utf-8")
    return lambda: engine.compile(str(file), font_paths=[str(FONTS)], pdf_standards=["ua-1"])


def cpu() -> float:
    """Return the CPU seconds of this process so far."""
    return time.process_time()


def tree_cpu() -> float:
    """Return the CPU seconds of all processes below this one: a browser's are not waited for."""
    total, ticks = 0, os.sysconf("SC_CLK_TCK")
    parents: dict[int, int] = {}
    used: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(folder.name)] = int(fields[1])
            used[int(folder.name)] = int(fields[11]) + int(fields[12])
    for number, clock in used.items():
        above = number
        while above not in (0, 1, os.getpid()):
            above = parents.get(above, 0)
        total += clock if above == os.getpid() else 0
    return total / ticks


def compared(pages: int, rounds: int, folder: Path) -> None:
    """Print one line for each engine on a text of so many pages."""
    doc = sized(pages)
    engines: dict[str, tuple[Callable[[], bytes], Callable[[], float]]] = {
        "Curbcut": (ours(doc), cpu), "WeasyPrint as it comes": (stock(doc), cpu),
    }  # fmt: skip
    for name, make in (("Chromium", chromium), ("Typst", typst)):
        try:
            engines[name] = make(doc, folder), tree_cpu if name == "Chromium" else cpu
        except Exception as problem:  # noqa: BLE001 - a bench goes on without a tool that is not there
            print(f"  {name} is not measured: {problem}", file=sys.stderr)
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    sizes: dict[str, int] = {}
    for turn in range(rounds + 1):
        for name, (make, clock) in engines.items():
            start = clock()
            sizes[name] = len(make())
            if turn:  # the first round warms up
                seconds[name].append(clock() - start)
    count = room.render(doc, room.Options(), {"site": SITE}).facts["pages"]
    base = statistics.median(seconds["WeasyPrint as it comes"])
    for name, runs in seconds.items():
        middle = statistics.median(runs)
        target = f"target {TARGETS[pages]}" if name == "Curbcut" else ""
        print(f"| {count:>3} pages, {name:<24} | {middle:>6.3f} | {min(runs):.3f}–{max(runs):.3f} | {middle / base:>5.2f} | {sizes[name] / 1000:>6.0f} | {target} |")  # fmt: skip


def peak(pages: int) -> None:
    """Print the peak memory of a fresh process that prints a text of so many pages twice."""
    code = (
        "import sys, resource; sys.path.insert(0, 'tests'); import bench_print as b\n"
        f"doc = b.document({4 * pages}); make = b.ours(doc); make(); make()\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    print(f"peak memory of a worker, {pages} pages and more: {float(done.stdout):.0f} MB (target 250)")


def scaling(folder: Path, laws: str) -> None:
    """Print how much faster two workers print a hundred documents than one."""
    if laws:
        make_site(Path(laws), folder / "laws")
        sources = [path.read_bytes() for path in sorted((folder / "laws" / "content" / "notices").glob("*.md"))[:100]]
    else:
        sources = [
            f"---\ntitle: 第{n}号\nslug: n{n}\npublished: 2026-01-01\n---\n\n{stress.page(n)[1]}".encode()
            for n in range(100)
        ]
    blobs = [
        read_document(f"content/notices/n{n}.md", data, "zh-Hans", ()).inner.get(DOCUMENT, b"")
        for n, data in enumerate(sources)
    ]
    walls = {}
    for width in ("1", "2"):
        jobs = [
            Job(
                name=f"print {n}", do="curbcut.core.steps:render_document", weight=room.WEIGHT,
                args=(room.__name__, blob, {}, {"site": SITE}),
            )
            for n, blob in enumerate(blobs) if blob
        ]  # fmt: skip
        with Store(folder / f"store{width}") as store, Workers(width) as workers:
            start = time.perf_counter()
            outcome = run(jobs, store, workers)
            walls[width] = time.perf_counter() - start
            assert len(outcome.answers) == len(jobs) == 100, outcome.failed
    print(
        f"{len(jobs)} documents: one worker {walls['1']:.1f} s, two {walls['2']:.1f} s, {walls['1'] / walls['2']:.2f} times as fast"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--laws", default="")
    options = parser.parse_args()
    print("| what                                  |  CPU s | min–max     | ratio |     kB | |")
    with tempfile.TemporaryDirectory() as temporary:
        for pages in TARGETS:
            compared(pages, options.rounds, Path(temporary))
        peak(60)
        scaling(Path(temporary), options.laws)


if __name__ == "__main__":
    main()
