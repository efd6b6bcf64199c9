"""One question has one answer: at the counter, on the command line, and from the index of a kit.

The browser is held against the same index in tests/a11y/test_same_answers.py.
"""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from a11y.asking import HOSTILE, queries
from doubles.counter import Counter, shown

from curbcut.commands.search import told
from curbcut.core.search.opening import of_folder, of_release
from curbcut.core.search.searching import Index, Wish

QUALITY = Path(__file__).resolve().parents[1] / "core" / "search" / "quality"
DRAWN, LEAST = 240, 300
NEWS = 60
"""Pages of the shared set that only mention what others are about."""


class Line(NamedTuple):
    """A result: where it opens, its title, and the sentence under it."""

    address: str
    title: str
    sentence: str


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (QUALITY / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def portal(built, tmp_path_factory: pytest.TempPathFactory):
    """The shared set's pages as notices, in two languages, published with their index and saved as a kit."""
    root = tmp_path_factory.mktemp("portal") / "site"
    shutil.copytree(built.root, root, symlinks=True)
    site = type(built)(root)
    site.replace("site_config.yml", "language: zh-Hans\n", "language: zh-Hans\nlanguages: [zh-Hans, en]\n")
    site.replace("site_config.yml", "bundles: [sitemap]", "bundles: [search, browser_search]")
    pages = _lines("pages.jsonl")
    for page in [page for page in pages if page["id"][0] != "x"] + [page for page in pages if page["id"][0] == "x"][
        :NEWS
    ]:
        ending = ".en.md" if page["id"][0] == "e" else ".md"
        head = f"---\ntitle: {json.dumps(page['title'], ensure_ascii=False)}\nslug: {page['id']}\npublished: {page['date']}\n---\n"
        site.write(f"content/notices/{page['id']}{ending}", f"{head}\n{page['body']}\n")
    site.published()
    run = site.curbcut("kit", "--out", str(root.parent / "kit"))
    assert run.code == 0, run.err
    return site


@pytest.fixture(scope="module")
def kit(portal) -> Index:
    """The index in the kit."""
    return of_folder(portal.root.parent / "kit")


@pytest.fixture(scope="module")
def counter(portal) -> Iterator[Counter]:
    running = Counter(portal.command("kiosk", str(portal.root.parent / "kit"), "--port", "0"))
    yield running
    running.end(signal.SIGTERM)


@pytest.fixture(scope="module")
def asked(kit: Index) -> list[str]:
    """The questions: those with known answers, and some drawn from the site's own pages."""
    known = [line["q"] for name in ("first", "second") for line in _lines(f"{name}.jsonl")]
    return [*dict.fromkeys([*known, *queries(kit, DRAWN)])]


def answered(index: Index, query: str, lang: str) -> list[Line]:
    """Return what the command line prints as JSON, as the lines of a page."""
    answer = told(index, query, index.search(query, Wish(first=lang)))
    return [_line(result) for result in answer["results"]]


def _line(result: dict[str, Any]) -> Line:
    sentence = result["sentence"]
    own = sentence and sentence["where"] != "title"
    return Line(
        sentence["url"] if sentence else result["url"], result["title"], sentence["text"] if own else result["summary"]
    )


def on_the_page(counter: Counter, query: str, address: str = "/search/") -> list[Line]:
    """Return the lines of the page that answers at the counter."""
    root = "../" * (address.count("/") - 1)
    lines = []
    for one in shown(counter.search(query, page=address)):
        assert one.href.startswith(root), one
        lines.append(Line(re.sub("#?:~:text=.*", "", one.href.removeprefix(root)), one.title, one.text))
    return lines


def test_the_counter_answers_every_question_as_the_command_line_does(
    counter: Counter, kit: Index, portal, asked: list[str]
) -> None:
    assert len(asked) >= LEAST
    release = of_release(portal.root / "build")
    wrong, found = [], 0
    for query in asked:
        lines = answered(release, query, "zh-Hans")
        found += bool(lines)
        for where, others in (("kit", answered(kit, query, "zh-Hans")), ("counter", on_the_page(counter, query))):
            if others != lines:
                wrong.append(f"{query!r}\n  command line {lines[:2]}\n  {where} {others[:2]}")
    assert not wrong, f"{len(wrong)} of {len(asked)}\n" + "\n".join(wrong[:5])
    assert found > len(asked) * 0.9


def test_the_counter_s_english_page_begins_with_english_as_the_command_line_does(counter: Counter, kit: Index) -> None:
    for query in ("wheelchair", "disability certificate", "轮椅 wheelchair", "screen raeder"):
        lines = answered(kit, query, "en")
        assert on_the_page(counter, query, "/en/search/") == lines
        assert lines[0].address.startswith("en/"), query


def test_a_process_of_the_command_line_prints_the_same(portal, kit: Index, asked: list[str]) -> None:
    command = portal.command("search", "-", "--lang", "zh-Hans")
    lines = "\n".join(asked).encode("utf-8")
    done = subprocess.run(command, input=lines, capture_output=True, check=True)
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["query"] for answer in printed] == asked
    for answer in printed:
        assert [_line(result) for result in answer["results"]] == answered(kit, answer["query"], "zh-Hans")
    for query in asked[:3]:
        one = portal.curbcut("search", query, "--json", "--lang", "zh-Hans")
        assert [_line(result) for result in json.loads(one.out)["results"]] == answered(kit, query, "zh-Hans")


def test_hostile_questions_have_one_answer_too(counter: Counter, kit: Index) -> None:
    for query in HOSTILE:
        if query == "\ud800":  # half a character cannot be sent: it arrives as a sign that finds nothing
            assert on_the_page(counter, query) == []
        else:
            assert on_the_page(counter, query) == answered(kit, query, "zh-Hans"), query[:40]


@pytest.mark.parametrize(
    ("wish", "more"),
    [
        (Wish(sort="date"), "&sort=date"), (Wish(start=10), "&page=2"),
        (Wish(labels=("language:en",)), "&language=en"),
        (Wish(labels=("year:2023", "year:2024", "kind:notice")), "&year=2023&year=2024&kind=notice"),
    ],
    ids=["by date", "second page", "English", "years of a kind"],
)  # fmt: skip
def test_narrowed_sorted_and_turned_answers_are_alike(counter: Counter, kit: Index, wish: Wish, more: str) -> None:
    for query in ("残疾人", "补贴", "disability"):
        ours = kit.search(query, Wish(labels=wish.labels, sort=wish.sort, start=wish.start, first="zh-Hans"))
        page = shown(counter.search(query, more))
        assert [one.title for one in page] == [hit.card.title for hit in ours.hits]
    assert page or wish.start
