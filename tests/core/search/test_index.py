"""The index: verified before it is opened, the same bytes every time, the same order as Whoosh's own search."""

from __future__ import annotations

import json
import pickle
import threading
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from doubles.indexed import entries, indexed, pieces
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex
from whoosh.query import Or, Term
from whoosh.reading import MultiReader
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import Searcher

from curbcut.core.errors import EnvironmentProblem
from curbcut.core.search.indexing import NAME, packed, schema, unpacked
from curbcut.core.search.queries import plan
from curbcut.core.search.scoring import telling
from curbcut.core.search.searching import Index, Piece, Wish, opened, told_of

PAGES = [
    json.loads(line) for line in (Path(__file__).parent / "quality" / "pages.jsonl").read_text("utf-8").splitlines()
]
QUERIES = [
    json.loads(line)["q"]
    for name in ("first", "second")
    for line in (Path(__file__).parent / "quality" / f"{name}.jsonl").read_text("utf-8").splitlines()
]  # fmt: skip
HOSTILE = (
    "", " ", "NOT NOT NOT 残", "id:*", "残" * 10_000, "a" * 10_000, "<script>alert(1)</script>", "(" * 500, "[" * 500 + "残",
    "\x00\x1b[31m残疾", "\u202e证人疾残\u202c", "残\ud800疾", "*", "?", "AND OR NOT", '"', "\\", "残~2", "^残", "\ufeff低保",
    "c5 OR 1=1", "../../etc/passwd", "%00", "😀", "𠮷", "🏳️‍🌈", "\n\r\t", "0" * 300, "一" * 300, "x" * 41, "-", "--help",
)  # fmt: skip


@pytest.fixture(scope="module")
def index() -> Index:
    return indexed(PAGES)


# --- trust --------------------------------------------------------------------------------------------


class Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise SystemExit('a program ran')",)


def bombed(pack: bytes) -> bytes:
    """Return a packed index in which a program hides where Whoosh keeps its list of segments."""
    files = msgspec.msgpack.decode(pack, type=dict[str, bytes])
    name = next(name for name in files if name.endswith(".toc"))
    at = files[name].rindex(b"\x80", 0, files[name].rindex(b"W3Segment"))
    files[name] = files[name][:at] + pickle.dumps([Bomb()], 2)
    return msgspec.msgpack.encode(files)


def test_what_was_changed_is_refused_before_any_of_it_is_read() -> None:
    told, kept = pieces([entries(PAGES[:5])])
    bomb = bombed(kept["group 0"])
    with pytest.raises(SystemExit, match="a program ran"):  # such a file is dangerous indeed
        FileIndex(unpacked(bomb), schema=schema(), indexname=NAME)
    for changed in (bomb, kept["group 0"][:-1], kept["group 0"] + b"\0", b"", b"no index at all"):
        with pytest.raises(EnvironmentProblem) as refused:
            opened(told, lambda piece, data=changed: data if piece.documents else kept["synonyms"], "here")
        assert (refused.value.says, refused.value.values["what"]) == ("search-damaged", "group 0")
        assert "curbcut build" in refused.value.text()


def test_a_missing_piece_and_two_that_were_swapped_are_refused() -> None:
    told, kept = pieces([entries(PAGES[:5]), entries(PAGES[5:10])])
    swapped = {"group 0": "group 1", "group 1": "group 0"}
    with pytest.raises(EnvironmentProblem, match="group 0") as refused:
        opened(told, lambda piece: kept[swapped.get(piece.name, piece.name)], "here")
    assert refused.value.says == "search-damaged"
    with pytest.raises(EnvironmentProblem, match="synonyms") as gone:
        opened(told, lambda piece: None if piece.name == "synonyms" else kept[piece.name], "here")
    assert gone.value.says == "search-gone"


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null", b"\xff", b'{"version": 1}', b'{"version":1,"synonyms":[]}']
)
def test_a_list_of_pieces_that_is_none_is_a_sentence(data: bytes) -> None:
    with pytest.raises(EnvironmentProblem) as problem:
        told_of(data, "search/index.json")
    assert problem.value.exit_code == 3


def test_a_list_of_another_format_is_told() -> None:
    with pytest.raises(EnvironmentProblem) as problem:
        told_of(b'{"version": 99}', "search/index.json")
    assert (problem.value.says, problem.value.values["version"]) == ("search-version", "99")


# --- the same everywhere -----------------------------------------------------------------------------


def test_the_same_pages_are_the_same_bytes_and_leave_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    first, second = packed(entries(PAGES[:50])), packed(entries(PAGES[:50]))
    assert first == second
    assert packed(entries(PAGES[1:51])) != first
    assert list(tmp_path.iterdir()) == []


class Impacts(WeightingModel):  # type: ignore[misc]
    """Whoosh's own search with what stands in the index as weights."""

    class Scorer(BaseScorer):  # type: ignore[misc]
        def score(self, matcher) -> float:  # type: ignore[no-untyped-def]
            return float(matcher.weight())

    def scorer(self, searcher, fieldname, text, qf=1):  # type: ignore[no-untyped-def]
        return self.Scorer()


def test_our_order_is_the_order_of_whoosh_s_own_search() -> None:
    groups = [entries(PAGES)[start::3] for start in range(3)]
    told, kept = pieces(groups)
    index = opened(told, lambda piece: kept[piece.name], "test")
    readers = [FileIndex(unpacked(kept[f"group {n}"]), schema=schema(), indexname=NAME).reader() for n in range(3)]
    searcher = Searcher(MultiReader(readers), weighting=Impacts())
    for query in QUERIES:
        scores: Counter[str] = Counter()
        for alternatives in plan(query, index, index.synonyms).words:
            best: dict[str, int] = {}  # not DisjunctionMax: it also counts what a matcher says of a later page
            most = telling(alternatives, index.rarity)
            for terms in alternatives:
                known = ((t, float(min(index.rarity(t), most) * weight)) for t, weight in terms if index.having(t))
                asked = Or([Term("terms", term, boost=worth) for term, worth in known])
                for hit in searcher.search(asked, limit=None):
                    url = msgspec.msgpack.decode(hit["card"])["url"]
                    best[url] = max(best.get(url, 0), int(hit.score))
            scores.update(best)
        found = sorted(((score, url) for url, score in scores.items()), key=lambda pair: (-pair[0], pair[1]))
        ours = [(hit.score, hit.card.url) for hit in index.search(query).hits]
        assert ours == found[:10], query


def test_an_index_does_not_depend_on_how_it_is_divided() -> None:
    one, many = indexed(PAGES, groups=1), indexed(PAGES, groups=7)
    for query in QUERIES:
        assert one.search(query) == many.search(query), query


def test_eight_who_ask_at_once_get_what_one_gets(index: Index) -> None:
    expected = {query: index.search(query) for query in QUERIES}
    fresh = indexed(PAGES)
    wrong: list[str] = []

    def ask(turn: int) -> None:
        for query in (*QUERIES[turn::2], *QUERIES):
            if fresh.search(query) != expected[query]:
                wrong.append(query)

    threads = [threading.Thread(target=ask, args=(turn,)) for turn in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


# --- answers -----------------------------------------------------------------------------------------


def test_a_word_and_what_means_the_same_count_once() -> None:
    """补助 and 津贴 both are synonyms of 补贴, and none of them is one of 轮椅."""
    one = indexed([
        {"id": "many", "title": "康复补助和津贴", "body": ["康复补助和津贴一起发。", "补助按月发，津贴按年发。"]},
        {"id": "both", "title": "轮椅补贴", "body": ["怎样领取。", "买轮椅的补贴在窗口领取。", "补助、津贴不重复领取。"]},
        {"id": "other", "title": "轮椅借用", "body": ["轮椅免费借三个月。"]},
        *({"id": f"x{n}", "title": f"通知{n}", "body": [f"第{n}号通知。"]} for n in range(20)),
    ])  # fmt: skip
    results = one.search("轮椅补贴")
    assert [hit.card.url for hit in results.hits] == ["both", "other", "many"]
    assert results.hits[0].passage is not None
    assert results.hits[0].passage.text == "买轮椅的补贴在窗口领取。"
    points = one.contributions("many", results.words)
    assert points.keys() in ({"补助"}, {"津贴"})
    assert sum(points.values()) == results.hits[2].score


def found(index: Index, query: str) -> list[str]:
    return [hit.card.url for hit in index.search(query).hits]


def test_pinyin_with_spaces_finds_what_it_finds_without() -> None:
    pages = [
        {"id": "wanted", "title": "家政服务", "body": "每周三次。"},
        {"id": "other", "title": "加强政策宣传、嘉定证件", "body": "每年八月。"},
    ]
    index = indexed(pages, synonyms=())
    assert found(index, "jiazheng") == ["wanted"]
    for query in ("jia zheng", "jia zheng fu wu", "jiazheng fuwu"):
        assert found(index, query)[0] == "wanted", query


def test_pinyin_of_several_words_is_heard_word_by_word() -> None:
    """No title says 低保: its sound is only that of a word that people say."""
    pages = [
        {"id": "wanted", "title": "最低生活保障", "body": "按月发。"},
        {"id": "other", "title": "怎样申请", "body": "按月发。"},
    ]
    assert found(indexed(pages), "dibaoshenqing")[0] == "wanted"
    assert found(indexed(pages, synonyms=()), "dibaoshenqing") == ["other"]


def test_a_wrong_character_of_a_word_that_only_the_synonyms_have_is_heard() -> None:
    """No title says 低保, so nothing sounds like it but what we know that people say."""
    pages = [
        {"id": "wanted", "title": "最低生活保障", "body": "按月发。"},
        {"id": "other", "title": "保修须知", "body": "申请保修。"},
    ]
    assert found(indexed(pages), "底保申请")[0] == "wanted"
    assert "wanted" not in found(indexed(pages, synonyms=()), "底保申请")


def test_what_was_typed_comes_before_two_characters_that_happen_to_sound_like_a_title() -> None:
    """与视 in a title sounds like 浴室, which no page has; 扶手 stands in the page that is meant."""
    pages = [
        {"id": "wanted", "title": "改造申请", "body": "可以装扶手。"},
        {"id": "other", "title": "电影与视障读书会", "body": "每月一次。"},
    ]
    assert found(indexed(pages, synonyms=()), "浴室扶手") == ["wanted", "other"]


def test_nothing_is_heard_where_a_known_word_ends() -> None:
    """哑语班 is a class of 哑语; that 语班 sounds like 于办 says nothing."""
    pages = [
        {"id": "wanted", "title": "手语入门", "body": "十节短课。"},
        {"id": "other", "title": "关于办证的通知", "body": "带好照片。"},
    ]
    assert found(indexed(pages, synonyms=(("哑语", "手语"),)), "哑语班") == ["wanted"]


def test_a_word_that_few_pages_write_so_is_no_more_telling_than_what_it_means() -> None:
    """残疾证 is how people say it; the guide says 残疾人证, and an office that writes 残疾证 once is not the answer."""
    one = indexed([
        {"id": "guide", "title": "残疾人证申领", "body": ["残疾人证不收费。"]},
        {"id": "office", "title": "区残疾人联合会", "body": ["残疾证审核、投诉接待。"]},
        *({"id": f"x{n}", "title": f"残疾人证通知{n}", "body": ["请带残疾人证。"]} for n in range(3)),
        *({"id": f"y{n}", "title": f"通知{n}", "body": [f"第{n}号通知。"]} for n in range(20)),
    ])  # fmt: skip
    results = one.search("残疾证怎么申领")
    assert results.hits[0].card.url == "guide"
    assert results.hits[-1].card.url == "office"
    assert sum(one.contributions("office", results.words).values()) == results.hits[-1].score


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_query_is_answered(index: Index, query: str) -> None:
    results = index.search(query)
    assert results.total >= len(results.hits)
    for hit in results.hits:
        assert all(0 <= start < end <= len(hit.card.title) for start, end in hit.title_marks)
        assert hit.passage is None or all(0 <= start < end <= len(hit.passage.text) for start, end in hit.marks)


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=200)
def test_any_text_is_a_query(query: str) -> None:
    small = SMALL.search(query)
    assert [hit.score for hit in small.hits] == sorted((hit.score for hit in small.hits), reverse=True)


RULES = [
    {"id": "old", "title": "交通补贴办法", "body": "每月发放交通补贴。", "date": "2012-01-01", "validity": "repealed"},
    {"id": "new", "title": "交通补贴办法", "body": "每月发放交通补贴。", "date": "2025-01-01", "labels": ["topic:allowance", "audio:yes"]},
    {"id": "zoo", "title": "动物园免票", "body": ["凭证免票。", "交通补贴不能在这里用，请看二百六十元的说明。"], "kind": "guide", "date": "2020-05-01"},
]  # fmt: skip
SMALL = indexed(RULES)


def test_what_holds_comes_before_what_held() -> None:
    found = SMALL.search("交通补贴办法")
    assert [(hit.card.url, hit.card.validity) for hit in found.hits][:2] == [("new", "effective"), ("old", "repealed")]
    assert found.hits[0].score == 2 * found.hits[1].score


def test_results_are_narrowed_counted_and_sorted() -> None:
    found = SMALL.search("补贴")
    assert found.facets["kind"] == {"notice": 2, "guide": 1}
    assert found.facets["year"] == {"2012": 1, "2020": 1, "2025": 1}
    assert found.facets["audio"] == {"yes": 1}
    narrowed = SMALL.search("补贴", Wish(labels=("kind:guide", "kind:notice", "year:2020")))
    assert [hit.card.url for hit in narrowed.hits] == ["zoo"]
    assert SMALL.search("补贴", Wish(labels=("kind:nothing",))).total == 0
    by_date = SMALL.search("补贴", Wish(sort="date", limit=2))
    assert [hit.card.url for hit in by_date.hits] == ["new", "zoo"]
    assert by_date.total == 3
    assert [hit.card.url for hit in SMALL.search("补贴", Wish(sort="date", start=2, limit=2)).hits] == ["old"]


def test_a_result_opens_at_the_sentence_that_answers() -> None:
    hit = next(hit for hit in SMALL.search("260元交通补贴").hits if hit.card.url == "zoo")
    assert hit.passage is not None
    assert (hit.passage.id, hit.address) == ("s-1", "zoo#s-1")
    assert [hit.passage.text[start:end] for start, end in hit.marks] == ["交通补贴"]


def test_a_page_is_like_those_that_speak_of_the_same_and_never_like_itself() -> None:
    assert next(hit.card.url for hit in SMALL.like("old").hits) == "new"
    assert all(hit.card.url != "old" for hit in SMALL.like("old").hits)
    assert SMALL.like("nowhere").total == 0


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("助听气", "助听器"),
        ("轮倚借用", "轮椅借用"),
        ("lunyi", "轮椅"),
        ("wheelchiar", "wheelchair"),
        ("轮椅", ""),
        ("zzzzzz", ""),
    ],
)
def test_what_was_meant_is_offered(index: Index, query: str, meant: str) -> None:
    assert index.search(query).suggestion == meant


def test_an_empty_site_can_be_asked() -> None:
    told, kept = pieces([])
    empty = opened(told, lambda piece: kept[piece.name], "test")
    assert empty.search("残疾").total == 0
    assert isinstance(unpacked(packed([])), RamStorage)
    assert isinstance(told.synonyms, Piece)
