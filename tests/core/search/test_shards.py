"""The files that a browser fetches: what is written is what is read, and an edited page leaves most of them as they were."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from stress.known_items import from_words

from curbcut.core.search.cards import Card, Entry
from curbcut.core.search.passages import Passage, counted
from curbcut.core.search.postings import (
    UNUSUAL,
    Postings,
    fineness,
    gap_and_level,
    gap_sign,
    joined,
    postings_of,
    range_of,
    ranges,
    usual,
)
from curbcut.core.search.scoring import average, impacts
from curbcut.core.search.shards import (
    FILL,
    LONGEST,
    SIGNS,
    blocks,
    hashed,
    hashed_shard,
    lists,
    shard,
    shortest,
)


def entries(texts: list[tuple[str, ...]]) -> list[Entry]:
    read = [counted([Passage(id="s", text=text, where="text", lang="zh-Hans") for text in page]) for page in texts]
    mean = average(sum(whole.length for whole in read), len(read))
    return [
        Entry(card=Card(url=f"n{number:05}/", title="", kind="notice", lang="zh-Hans"), impacts=impacts(whole.tfs, whole.length, mean))
        for number, whole in enumerate(read)
    ]  # fmt: skip


class Bits:
    """Packed text, read as finding.js reads it."""

    def __init__(self, text: str) -> None:
        pairs = (93 * SIGNS.index(text[at]) + SIGNS.index(text[at + 1]) for at in range(0, len(text), 2))
        self.bits, self.at = "".join(f"{pair:013b}" for pair in pairs), 0

    def ones(self) -> int:
        start, self.at = self.at, self.bits.index("0", self.at) + 1
        return self.at - start - 1

    def number(self, size: int) -> int:
        self.at += size
        return int(self.bits[self.at - size : self.at] or "0", 2)

    def coded(self, k: int) -> int:
        more = self.ones()
        return (1 << k) * ((1 << more) - 1) + self.number(more + k)

    def terms(self) -> Iterator[str]:
        """Yield the terms; what stands behind each must be read before the next one is asked for."""
        units: list[int] = []
        while "0" in self.bits[self.at :]:
            gone = self.ones()
            kept = len(units) - gone
            before, units = (units[kept] if gone else 0), units[:kept]
            for n in range(self.ones() + 1):
                k, base = (
                    (5, before + 1) if gone and not n else (14, 0x4E00) if units and units[-1] >= 0x4E00 else (5, 97)
                )
                units.append((base + self.coded(k)) % 65536)
            yield b"".join(unit.to_bytes(2, "big") for unit in units).decode("utf-16-be")


def read(text: str, given: list[Entry]) -> dict[str, dict[int, int]]:
    """Return term → ordinal → impact of a block, as finding.js reads it."""
    found: dict[str, dict[int, int]] = {}
    bits = Bits(text)
    for term in bits.terms():
        count, ordinal = bits.coded(0) + 1, -1
        k = max(0, (8 * len(given) // (10 * count)).bit_length() - 1)
        found[term] = {}
        left = bits.coded(0)
        for _ in range(count):
            ordinal += (bits.ones() << k) + bits.number(k) + 1
            left, level = left - 1, 0
            if not left:
                left, level = bits.coded(0), 1 + bits.ones()
            times = (1, 2, 3, 0)[level] if term > "\u3000" else (3, 1, 2, 0)[level]
            length = 16 / (usual(given[ordinal].impacts) + 0.5) - 1
            found[term][ordinal] = int(16 * times / (times + length)) if times else bits.number(4)
    return found


def shelf(given: list[Entry], cut: int, fine: int = 0) -> list[tuple[str, str]]:
    """Return the blocks of pages in two stretches, joined by ranges."""
    held: dict[int, list[tuple[int, Postings]]] = {}
    for base, stretch in ((0, given[:cut]), (cut, given[cut:])):
        for unit, one in ranges(postings_of(stretch), fine):
            held.setdefault(unit, []).append((base, one))
    least = shortest(sum(len(entry.impacts) for entry in given))
    return [pair for _, one in sorted(held.items()) for pair in blocks(joined(one), len(given), least)]


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
    assert starts == sorted(starts)
    for number, (_, text) in enumerate(held):
        for term in read(text, pages):
            assert max(n for n, start in enumerate(starts) if start <= term) == number


def test_blocks_stay_small_and_are_text_that_json_has_as_it_is(pages: list[Entry]) -> None:
    texts = [text for _, text in shelf(pages, 23)]
    assert max(map(len, texts)) <= LONGEST + 2
    assert set("".join(texts)) <= set(SIGNS)
    assert len(set(SIGNS)) == 93 and SIGNS.isascii() and not set(SIGNS) & set('"\\')


def test_terms_of_all_kinds_and_impacts_that_are_not_usual_are_read_as_they_were() -> None:
    terms = [
        "a",
        "ab",
        "abc",
        "b2",
        "zz",
        "12385",
        "ü",
        "привет",
        "残",
        "残疾",
        "残病",
        "疾人",
        "𠀀",
        "𠀀野",
        "𠮷野",
        "かな",
        "한국",
    ]
    given = [
        Entry(card=Card(url=f"n{n}/", title="", kind="notice", lang="zh-Hans"), impacts={term: (n * 5 + at) % 16 for at, term in enumerate(terms) if at % 3 or not n % 50})
        for n in range(300)
    ]  # fmt: skip
    told: dict[str, dict[int, int]] = {}
    for _, text in shelf(given, 100):
        told |= read(text + FILL, given)  # ones at the end say nothing
    assert told == {
        term: {n: one.impacts[term] for n, one in enumerate(given) if term in one.impacts} for term in terms
    }
    assert list(told) == sorted(terms, key=lambda term: term.encode("utf-16-be"))


def test_a_list_says_what_each_block_begins_with_and_its_name(pages: list[Entry]) -> None:
    named = [(start, hashed(text)) for start, text in shelf(pages, 23)]
    assert len(named) > 10
    for most in (1 << 62, 4):
        found: list[tuple[str, str]] = []
        divided = list(lists(named, most))
        for start, text in divided:
            *starts, names = (text + FILL).split(" ")  # what stands behind the last name says nothing
            held = [(one, names[5 * n : 5 * n + 5]) for n, one in enumerate(starts)]
            assert held[0][0] == start
            found += held
        assert found == named
        assert (len(divided) > 1) == (most == 4)


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
    assert hashed_shard("残疾") == f'curbcut.shard("{hashed("残疾")}","残疾")\n'.encode()


def test_terms_in_ranges_are_all_there_and_in_one_order(pages: list[Entry]) -> None:
    held = shelf(pages, 23, 32)
    starts = [start for start, _ in held]
    assert len(held) > len(shelf(pages, 23))
    assert starts == sorted(starts, key=lambda start: start.encode("utf-16-be"))
    told: dict[str, dict[int, int]] = {}
    for number, (_, text) in enumerate(held):
        block = read(text, pages)
        told |= block
        for term in block:
            assert max(n for n, start in enumerate(starts) if start <= term) == number
    assert told.keys() == {term for entry in pages for term in entry.impacts}


def test_an_edited_sentence_touches_few_ranges() -> None:
    texts = [(page.title, *page.paragraphs) for page in from_words(60)]
    before = dict(ranges(postings_of(entries(texts)), 32))
    texts[7] = (*texts[7][:-1], texts[7][-1].partition("。")[2])
    after = dict(ranges(postings_of(entries(texts)), 32))
    assert len(before) > 200
    assert 0 < sum(after.get(unit) != held for unit, held in before.items()) < 0.3 * len(before)


def test_a_range_is_told_by_the_first_unit_alone() -> None:
    assert fineness(640) == 0 and fineness(10_000) == fineness(100_000) == 64
    assert [fineness(pages) for pages in (1000, 1300, 2500, 5000)] == [512, 256, 256, 128]
    assert range_of(ord("残"), 0) == 0 and range_of(ord("z"), 64) == ord("z")
    assert range_of(0xD869, 64) == 0xD800 and range_of(0xE000, 64) == 0xE000
    for fine in (64, 128, 1024):
        begins = [unit for unit in range(0x3000, 0xA000) if range_of(unit, fine) == unit]
        assert 0.9 < len(begins) * fine / 0x7000 < 1.6  # one in so many, and the common ones
        assert all(range_of(unit, fine) <= unit < 0x10000 for unit in range(0x10000))


def test_a_character_that_begins_many_terms_has_a_range_of_its_own() -> None:
    for ch in "一人的国法残":
        alone = [unit for unit in range(0x3000, 0xA000) if range_of(unit, 64) == ord(ch)] == [ord(ch)]
        assert alone == (ch != "残"), ch


@pytest.mark.parametrize("gap", [0, 1, 0xCFFF, 0xD000, 0xD7FF, 0xDFFF, 0x1CFFF])
@pytest.mark.parametrize("level", range(4))
def test_a_gap_of_any_width_is_one_character(gap: int, level: int) -> None:
    sign = gap_sign(gap, level)
    assert gap_and_level(ord(sign)) == (gap, level)
    assert (UNUSUAL.fullmatch(sign) is not None) == (level > 0)
    assert sign.encode().decode() == sign  # no surrogate
