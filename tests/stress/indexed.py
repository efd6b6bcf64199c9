"""A site of made-up pages that is indexed as a build indexes one: the same jobs, the same store, nothing laid out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from curbcut.core.config import load_config
from curbcut.core.executors import Workers
from curbcut.core.kinds import Notice
from curbcut.core.model import Answer, Made, digest_of
from curbcut.core.release import Item
from curbcut.core.search.opening import kept
from curbcut.core.search.passages import COUNTED, PASSAGES, Passage, counted
from curbcut.core.search.searching import FILE, Index, opened, told_of
from curbcut.core.steps import Head
from curbcut.core.store import Store
from curbcut.gathering import Gathering
from curbcut.portal.shelf import Shelf
from stress.known_items import Page

CONFIG = """\
title: {zh-Hans: 临江市残联, en: Linjiang Federation}
tagline: {zh-Hans: 人人可读, en: For everybody}
organisation: {zh-Hans: 临江市残疾人联合会, en: "Linjiang Disabled Persons' Federation"}
url: https://linjiang.example/
language: zh-Hans
security_contact: safe@linjiang.example
"""
CARDS = "search/cards/"


def passages_of(page: Page) -> list[Passage]:
    """Return what a page says."""
    title = Passage(id="cc-title", text=page.title, where="title", lang="zh-Hans")
    texts = enumerate(page.paragraphs)
    return [title, *(Passage(id=f"s-{n}", text=text, where="text", lang="zh-Hans") for n, text in texts)]


def _analysed(page: Page) -> Made:
    encode, passages = msgspec.msgpack.encode, passages_of(page)
    whole = counted(passages)
    return Made(inner={PASSAGES: encode(passages), COUNTED: encode(whole)}, facts={"length": whole.length})


def url_of(number: int) -> str:
    """Return the address of a page, from the site's root."""
    return f"notice/n{number:05}/"


class Indexed:
    """A site in a folder, whose pages are put one by one; what was made of the others is still there.

    made: jobs that the last build did
    """

    made = 0

    def __init__(self, folder: Path) -> None:
        config, findings = load_config("site_config.yml", CONFIG)
        assert config is not None, findings
        self.folder = folder
        self.config = msgspec.structs.replace(config, bundles={"search": {}, "browser_search": {}}, workers="1")
        self._heads: dict[int, Head] = {}
        self._answers: dict[str, Any] = {}

    def put(self, pages: Mapping[int, Page]) -> None:
        """Analyse pages, each by its number, as the rendition `passages` does."""
        with Store(self.folder) as store:
            for number, page in pages.items():
                slug, path = f"n{number:05}", f"content/notices/n{number:05}.md"
                meta = Notice(title=page.title, slug=slug, published="2017-01-04")
                self._heads[number] = Head(path=path, slug=slug, url=url_of(number), lang="zh-Hans", meta=meta)
                name, made = f"passages {path}", _analysed(page)
                self._answers[name] = store.keep(name, f"{name} {digest_of(page)}", (), made)

    def analysed(self, number: int) -> Answer:
        """Return what `put` kept of a page."""
        answer: Answer = self._answers[f"passages content/notices/n{number:05}.md"]
        return answer

    def build(self) -> dict[str, Item]:
        """Make both bundles; return the files that are published, by their addresses."""
        with Store(self.folder) as store, Workers("1") as workers:
            making = Gathering(self.folder, self.config, store, workers, lambda event: None)
            making.answers = dict(self._answers)
            shelf = Shelf(self._heads.values())
            told: dict[str, Any] = {**self.config.told(), "expired": [], "files": {}, "synonyms": []}
            wanted = {name: _room(name) for name in self.config.bundles}
            items, findings = making._gathered(shelf, wanted, dict.fromkeys(wanted, told))
            assert not findings, findings
            self.made = making.made
        return {item.path: item for item in items}

    def data(self, item: Item) -> bytes:
        """Return the bytes of a file that is published."""
        with Store(self.folder) as store:
            return store.get(item.blob)

    def opened(self, files: dict[str, Item]) -> Index:
        """Return the index that the command line and the counter ask."""
        told = told_of(self.data(files[FILE]), FILE)
        with Store(self.folder) as store:
            return opened(told, lambda piece: kept(store, piece), FILE)


def _room(name: str) -> Any:
    from curbcut.core import rooms

    return rooms.room("bundles", name)
