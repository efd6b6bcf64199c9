"""The files that a browser fetches: what is written is what is read, and an edited page leaves most of them as they were."""

from __future__ import annotations

import re

import pytest
from stress.known_items import from_words

from curbcut.core.search.cards import Card, Entry
from curbcut.core.search.passages import Passage, counted
from curbcut.core.search.scoring import average, impacts
from curbcut.core.search.shards import (
    FINAL,
    LONGEST,
    MORE,
    SHARED,
    blocks,
    hashed,
    merged,
    postings_of,
    shard,
    usual,
)

LINE = re.compile(f"([{re.escape(SHARED)}])([^{re.escape(SHARED + FINAL + MORE)}]+)([{re.escape(FINAL + MORE)}]+)")


def entries(texts: list[tuple[str, ...]]) -> list[Entry]:
    read = [counted([Passage(id="s", text=text, where="text", lang="zh-Hans") for text in page]) for page in texts]
    mean = average(sum(whole.length for whole in read), len(read))
    return [
        Entry(card=Card(url=f"n{number:05}/", title="", kind="notice", lang="zh-Hans"), impacts=impacts(whole.tfs, whole.length, mean))
        for number, whole in enumerate(read)
    ]  # fmt: skip


def read(text: str, given: list[Entry]) -> dict[str, dict[int, int]]:
    """Return term → ordinal → impact of a block, as finding.js reads it."""
    found: dict[str, dict[int, int]] = {}
    term = ""
    for shared, rest, written in LINE.findall(text):
        term = term[: SHARED.index(shared)] + rest
        ordinal, signs, value = -1, iter(written), 0
        found[term] = {}
        for sign in signs:
            value = value * 26 + (FINAL + MORE).index(sign) % 26
            if sign in FINAL:
                ordinal += value // 2 + 1
                found[term][ordinal] = FINAL.index(next(signs)) if value % 2 else usual(given[ordinal].impacts)
                value = 0
    return found


def shelf(given: list[Entry], cut: int) -> list[tuple[str, str]]:
    return list(blocks(merged([(0, postings_of(given[:cut])), (cut, postings_of(given[cut:]))])))


@pytest.fixture(scope="module")
def pages() -> list[Entry]:
    return entries([(page.title, *page.paragraphs) for page in from_words(60)])


def test_what_is_written_in_stretches_is_read_as_one(pages: list[Entry]) -> None:
    told: dict[str, dict[int, int]] = {}
    for _, text in shelf(pages, 23):
        told |= read(text, pages)
    assert told == {
        term: {n: entry.impacts[term] for n, entry in enumerate(pages) if term in entry.impacts}
        for term in {term for entry in pages for term in entry.impacts}
    }


def test_a_term_stands_in_the_last_block_that_does_not_begin_behind_it(pages: list[Entry]) -> None:
    held = shelf(pages, 23)
    starts = [start for start, _ in held]
    assert starts == sorted(starts) and starts[0] == ""
    for number, (_, text) in enumerate(held):
        for term in read(text, pages):
            assert max(n for n, start in enumerate(starts) if start <= term) == number


def test_blocks_stay_small_and_no_sign_of_theirs_is_part_of_a_term(pages: list[Entry]) -> None:
    assert max(len(text.encode()) for _, text in shelf(pages, 23)) <= LONGEST
    signs = set(SHARED + FINAL + MORE)
    assert len(signs) == len(SHARED + FINAL + MORE)
    assert not signs & set("".join(term for entry in pages for term in entry.impacts))


def test_how_pages_are_divided_changes_no_file(pages: list[Entry]) -> None:
    assert shelf(pages, 23) == shelf(pages, 41)


def test_an_edited_page_leaves_most_blocks_as_they_were() -> None:
    texts = [(page.title, *page.paragraphs) for page in from_words(400)]
    before = {hashed(text) for _, text in shelf(entries(texts), 200)}
    texts[7] = (*texts[7][:-1], "明天上午九点在办事大厅领取残疾人证，带上身份证。")
    after = {hashed(text) for _, text in shelf(entries(texts), 200)}
    assert len(before) > 100
    assert len(before & after) > 0.6 * len(before)


def test_a_shard_says_its_name_and_a_sum_of_what_it_holds() -> None:
    assert shard("search/x", ["残疾", 1]) == 'curbcut.shard("search/x","15nv6ww",["残疾",1])\n'.encode()
