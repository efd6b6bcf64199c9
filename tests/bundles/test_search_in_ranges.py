"""The index of an edited site: what is made of it is what a new build makes, whatever was there before, and little of it is made."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from stress.indexed import CARDS, Indexed
from stress.known_items import Page, from_words

from curbcut.bundles.browser_search import stretches
from curbcut.core.search import postings
from curbcut.core.search.passages import PASSAGES
from curbcut.making import StoreDamaged


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> dict[int, Page]:
    """Pages of a site that is divided into ranges as if it were a large one."""
    monkeypatch.setattr(postings, "_WHOLE", 0)
    monkeypatch.setattr(postings, "_LARGE", 40)
    return dict(enumerate(from_words(40, 300)))


def digests(site: Indexed) -> dict[str, str]:
    return {path: item.blob.digest for path, item in site.build().items()}


def test_an_edited_page_gives_what_a_new_build_gives_and_joins_few_ranges(
    pages: dict[int, Page], tmp_path: Path
) -> None:
    site = Indexed(tmp_path / "edited")
    site.put(pages)
    before = digests(site)
    whole = site.made
    first, *others = pages[17].paragraphs
    edited = pages[17]._replace(paragraphs=(first.partition("。")[2], *others))
    site.put({17: edited})
    after = digests(site)
    assert 0 < site.made < 0.4 * whole
    shards = {path for path in before if CARDS not in path}
    assert 0 < len(shards - after.keys()) < 0.4 * len(shards)

    new = Indexed(tmp_path / "new")
    new.put({**pages, 17: edited})
    assert digests(new) == after

    site.put({17: pages[17]})
    assert digests(site) == before


def test_stretches_are_of_like_size_and_a_new_page_is_in_one_of_them() -> None:
    urls = [f"notice/n{number:05}/" for number in range(0, 20_000, 2)]
    before = [tuple(one) for one in stretches(dict.fromkeys(urls, ""))]
    assert [url for one in before for url in one] == urls
    assert all(200 <= len(one) <= 400 for one in before[:-1]) and len(before) < 40
    changed = []
    for number in range(1, 20_000, 400):
        after = {tuple(one) for one in stretches(dict.fromkeys([*urls, f"notice/n{number:05}/"], ""))}
        changed.append(len(after.difference(before)))
    assert sum(changed) < 1.2 * len(changed)


def test_a_page_whose_passages_are_damaged_in_the_store_is_known_when_its_stretch_is_made_anew(
    pages: dict[int, Page], tmp_path: Path
) -> None:
    site = Indexed(tmp_path / "edited")
    site.put(pages)
    before = digests(site)
    digest = site.analysed(16).files[PASSAGES].digest
    with closing(sqlite3.connect(site.folder / "index.sqlite")) as index, index:
        index.execute("UPDATE inner_blobs SET data = x'00' WHERE digest = ?", (digest,))
    assert digests(site) == before  # nobody reads it
    site.put({17: pages[18]})
    with pytest.raises(StoreDamaged):
        site.build()
    site.put(pages)
    assert digests(site) == before
