"""Every page that is published: it parses, its links lead somewhere, it asks nobody else, and all formats agree."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
LOADED = {"src", "poster", "srcset", "data", "background"}


class Html(HTMLParser):
    """What one page holds; `wrong` is what no page may have."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.links: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.titles: list[str] = []
        self.lang = ""
        self.count: dict[str, int] = {}
        self.feed(text)
        self.close()
        if self.open:
            self.wrong.append(f"never closed: {self.open}")

    def handle_starttag(self, tag, attrs):
        self.count[tag] = self.count.get(tag, 0) + 1
        given = dict(attrs)
        if len(given) != len(attrs):
            self.wrong.append(f"<{tag}> has an attribute twice")
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag == "style" or (tag == "script" and not given.get("src") and given.get("type") != "application/ld+json"):
            self.wrong.append(f"inline <{tag}>")
        self.wrong += [f"<{tag} {name}>" for name in given if name.startswith("on") or name == "style"]
        if "id" in given:
            self.ids.append(given["id"])
        for name in LOADED & given.keys():
            self.links.append((tag, name, given[name]))
        if "href" in given:  # a browser fetches some links by itself; others are for people and search engines
            fetched = given.get("rel") in ("stylesheet", "icon", "preload", "manifest", "modulepreload")
            self.links.append((tag if tag != "link" or fetched else "a", "href", given["href"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        if self.open and self.open[-1] == "h1":
            self.titles.append(data)
        if "head" not in self.open:
            self.texts.append(data)


@pytest.fixture(scope="session", params=["reference", "demo"])
def tree(request) -> Path:
    return request.getfixturevalue("built" if request.param == "reference" else "demo").live


@pytest.fixture(scope="session")
def pages(tree) -> dict[str, Html]:
    """Path → page, of every HTML file of a release."""
    found = {path.relative_to(tree).as_posix(): Html(path.read_text("utf-8")) for path in sorted(tree.rglob("*.html"))}
    assert len(found) > 10
    return found


def test_every_page_is_well_formed_has_one_h1_and_a_language_and_nothing_inline(pages):
    for path, page in pages.items():
        assert page.wrong == [], path
        assert page.count["h1"] == 1, path
        assert page.count["title"] == 1, path
        assert page.count["main"] == 1, path
        assert page.lang in ("zh-Hans", "en"), path
        assert page.lang == ("en" if path.startswith("en/") else "zh-Hans"), path
        assert len(page.ids) == len(set(page.ids)), (path, [i for i in page.ids if page.ids.count(i) > 1])


def test_no_page_asks_another_machine_for_anything(pages):
    for path, page in pages.items():
        for tag, name, address in page.links:
            if name in LOADED or (tag == "link" and name == "href"):
                assert urlsplit(address).scheme in ("", "data"), (path, tag, address)
                assert not address.startswith("//"), (path, tag, address)


def test_no_style_sheet_or_picture_asks_another_machine_for_anything(tree):
    for path in (p for p in tree.rglob("*") if p.suffix in (".css", ".js", ".svg")):
        text = path.read_text("utf-8")
        for address in re.findall(r"(?:url\(|@import|href=|src=)\s*[\"']?([^\"')\s]+)", text):
            assert not re.match(r"(?:https?:)?//", address), (path, address)


def lands(tree: Path, pages: dict[str, Html], here: str, address: str) -> str:
    """Return why a link leads nowhere, or nothing."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return "" if parts.scheme in ("http", "https", "tel", "sms", "mailto", "data") else f"strange scheme {address}"
    start = PurePosixPath("/" + here).parent
    joined = start / unquote(parts.path) if parts.path else PurePosixPath("/" + here)
    steps: list[str] = []
    for step in joined.parts[1:]:
        if step == ".." and not steps:
            return f"{address} climbs out of the site"
        steps = steps[:-1] if step == ".." else [*steps, step]
    target = "/".join(steps)
    if parts.path.endswith("/") or (parts.path and (tree / target).is_dir()):
        if not parts.path.endswith("/"):
            return f"{address} is a folder without its slash"
        target = f"{target}/index.html" if target else "index.html"
    if not (tree / target).is_file():
        return f"{address} → {target} does not exist"
    if parts.fragment and unquote(parts.fragment) not in pages[target].ids:
        return f"{address}: no such place in {target}"
    return ""


def test_every_link_of_every_page_leads_to_a_file_and_a_place_that_exist(tree, pages):
    broken = [
        f"{path}: {why}"
        for path, page in pages.items()
        for _, _, address in page.links
        if (why := lands(tree, pages, path, address))
    ]
    assert broken == []


def test_every_page_but_the_error_page_moves_with_its_folder(pages):
    for path, page in pages.items():
        for _, _, address in page.links:
            assert path == "404.html" or not address.startswith("/"), (path, address)


def test_every_page_can_be_reached_from_the_first(tree, pages):
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in reached or path not in pages:
            continue
        reached.add(path)
        for _, _, address in pages[path].links:
            if not urlsplit(address).scheme:
                joined = (tree / path).parent / unquote(urlsplit(address).path)
                target = joined.resolve().relative_to(tree.resolve()).as_posix()
                waiting.append(f"{target}/index.html".removeprefix("./") if (tree / target).is_dir() else target)
    listed = json.loads((tree / "manifest.json").read_text("utf-8"))["files"]
    old = {entry["path"] for entry in listed if entry["rendition"] in ("moved", "gone")}  # found by old links alone
    assert set(pages) - reached == {"404.html"} | old


def folded(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_what_the_page_says_the_plain_text_says_too(tree, pages):
    for path, page in pages.items():
        plain = (tree / path).with_name("plain.txt")
        if not plain.is_file():
            continue
        text = folded(plain.read_text("utf-8"))
        assert folded("".join(page.titles)) in text, path
        # To the end: a lesson has parts of its own in its text.
        _, _, body = (tree / path).read_text("utf-8").partition('<div class="text"')
        assert body, path
        for sentence in re.findall(r'<span id="s-[^>]*>(.*?)</span>', body, re.DOTALL):
            if not re.search("<ruby|footnote|<img|<a |<code|task|<input", sentence):
                said = folded("".join(Html(f"<p>{sentence}</p>").texts))
                assert said in text, (path, said)


def test_every_document_of_the_site_has_its_plain_text_in_the_manifest(tree):
    listed = json.loads((tree / "manifest.json").read_text("utf-8"))
    assert listed["version"] == 1
    assert {"curbcut", "pelican", "mkdocs", "markdown"} <= listed["tools"].keys()
    documents = {
        entry["source"] for entry in listed["files"] if entry["rendition"] == "page" and entry["source"].endswith(".md")
    }
    texts = {entry["source"] for entry in listed["files"] if entry["rendition"] == "plain"}
    assert documents == texts
    assert all(re.fullmatch("[0-9a-f]{64}", entry["sha256"]) and entry["size_bytes"] >= 0 for entry in listed["files"])
    assert {entry["path"] for entry in listed["files"]} | {"manifest.json"} == {
        path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()
    }  # fmt: skip


@pytest.mark.parametrize("page", ["notice/home-accessibility-2026", "guide/home-accessibility"])
def test_a_pdf_that_is_offered_says_how_long_and_how_large_it_is(demo, page):
    text = demo.page(f"{page}/index.html")
    assert '<a href="../../files/notices/home-accessibility-form.pdf">残疾人家庭无障碍改造申请表</a>' in text
    assert "PDF，2 页，34 KB，需要大字版或盲文版，请打12385" in text
    assert (demo.live / "files/notices/home-accessibility-form.pdf").read_bytes().startswith(b"%PDF-")
