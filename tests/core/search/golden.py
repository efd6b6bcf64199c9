"""The golden vectors of search: what the module and its twin in JavaScript must both give. `python golden.py` rewrites them.

The texts and queries stand here; what they give stands in the JSON files, where every change of it shows in review.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from curbcut.core.search import hits, scoring
from curbcut.core.search.analysis import fold, grams, spots
from curbcut.core.search.numerals import value_of
from curbcut.core.search.pinyin import sounds, syllables, toneless
from curbcut.core.search.queries import plan, slips
from curbcut.core.search.synonyms import Synonyms, synonyms_of

HERE = Path(__file__).parent

TEXTS = (
    "", " \n\t", "残疾人证", "残", "残 疾", "辅助器具适配", "輪椅、殘疾人證", "關於瞭解無障礙改造", "什么、幺妹、麼",
    "拨打12385，或发短信到１２３８５", "C5驾照", "c5", "二百六十元", "260元", "２６０元", "1,510元", "24,000和1,2,3", "九六一一零",
    "二〇一七年一月四日", "2017年1月4日", "三月", "十三五规划", "第三十四次全国助残日", "临残联〔2017〕12号", "007号",
    "一级、二级残疾", "两万四千元", "How to apply for a disability certificate", "Screen readers, cities and buses",
    "class glass bus this news", "CAFÉ Übung lǜsè", "wheel-chair e-mail", "ﬁne ① Ⅳ ㈱ ½", "残\u200b疾\u00ad人", "\u202e人疾残\u202c",
    "<b>残疾</b>&amp;", "id:* NOT (残", "𠮷野家𠀀", "かな ハングル 한국어 Привет", "x" * 41, "😀残疾😀人", "\u0000\u0007残",
    "A1B2残3疾4", "ßſ", "İstanbul", "々〇", "a_b",
)  # fmt: skip
NUMBERS = (
    "一", "十", "十五", "二十", "一百五", "一百零五", "一千零一十", "三千五", "两万四", "三百五十万", "一亿二千万", "九六一一零", "一二零",
    "幺二三八五", "十三五", "三四", "千百", "一万万", "零", "万", "〇二一", "两两", "一二三四五六七八九一二三四五六七八",
)  # fmt: skip
LETTERS = (
    "canjirenzheng", "lunyi", "xian", "fangan", "yinian", "gangao", "lianai", "danganguan", "lvse", "shouyu", "hello",
    "wheelchair", "", "a", "zhuangshuang", "xi", "q", "liulangshunv", "z" * 61,
)  # fmt: skip
TITLES = ("残疾人证换领", "C5驾照", "重庆银行行长", "轮椅", "绿色", "家", "English only", "輪椅、拐杖")
PAIRS = (
    ("", ""),
    ("a", ""),
    ("wheelchiar", "wheelchair"),
    ("certifcate", "certificate"),
    ("abc", "cab"),
    ("kitten", "sitting"),
)
IMPACTS = (
    (10, 100, 100.0),
    (30, 100, 100.0),
    (60, 20, 64.0),
    (10, 1000, 64.0),
    (300, 5, 64.0),
    (15, 90, 90.50966799187809),
)
RARITIES = ((504, 1), (504, 438), (10000, 10000), (1, 1), (1, 0), (10000, 3))

GROUPS = (
    ("低保", "最低生活保障"),
    ("残疾证", "残疾人证"),
    ("自闭症", "孤独症"),
    ("轮椅", "轮椅车", "wheelchair"),
    ("screen reader", "读屏"),
    ("补贴", "补助", "津贴", "救助金"),
)
DOCUMENTS: tuple[dict[str, str], ...] = (
    {"title": "最低生活保障申请流程", "body": "家庭收入低的，可以申请最低生活保障。"},
    {"title": "残疾人证换领与遗失补发", "body": "残疾人证丢失的，可以补发。外地也能办。"},
    {"title": "残疾人证换领", "body": "旧的办法。", "validity": "repealed"},
    {"title": "轮椅免费借用服务", "body": "手动轮椅免费借三个月，押金二百元。"},
    {"title": "残疾人机动轮椅车燃油补贴", "body": "每车每年二百六十元。吃低保的一样。"},
    {"title": "补助和津贴", "body": "补助、津贴、救助金按月发。"},
    {"title": "孤独症儿童早期干预", "body": "孤独症儿童可以训练。"},
    {"title": "Borrow a wheelchair", "body": "Wheelchairs are free for three months."},
    {"title": "12385热线", "body": "打12385，聋人发短信。"},
    {"title": "一模一样", "body": "同一段文字。"},
    {"title": "一模一样", "body": "同一段文字。"},
)  # fmt: skip
QUERIES = (
    "残疾人证", "残疾证丢了怎么办", "怎么办", "低保", "dibao", "db", "lunyi", "canjirenzheng", "cjrz", "jdlyc", "残及人证", "轮倚借用",
    "自闭", "自", "wheelchiar", "wheelch", "wheelchairs", "260元", "二百六十元", "12385", "123", "輪椅", "一模一样", "同一段",
    "screen reader", "reader", "机动轮椅车", "zzzz", "", "   ", "NOT NOT NOT 残", "id:*", "(" * 500, "残" * 500, "free wheelchair",
    "guduzheng ertong", "補發", "the", "\u202e证人疾残", "热线 短信", "lunyiche ranyou",
    "轮椅补贴", "残疾证补贴", "can ji ren zheng", "lun yi che ranyou", "lun yi 12385 bu tie", "wheelchair lun yi", "底保申请", "孤独政儿童",
    "弱智证", "轮椅正", "dibaoshenqing", "jdlycranyou", "zzzzdbzz",
)  # fmt: skip


MARKED = (
    ("手动轮椅免费借三个月，轮椅要还", ("轮椅", "免费", "费借")), ("Borrow a WHEELCHAIR, wheelchairs", ("wheelchair",)),
    ("輪椅、殘疾人證", ("轮椅", "残疾", "疾人", "人证")), ("２６０元", ("260",)), ("", ("残",)), ("残", ("残",)), ("什么也没有", ("残疾",)),
)  # fmt: skip


class Shelf:
    """A handful of documents with the terms that search gives them; a double of the index."""

    def __init__(self, documents: tuple[dict[str, str], ...]) -> None:
        self.documents = documents
        counted = [self._count(document) for document in documents]
        mean = scoring.average(sum(length for _, length in counted), len(documents))
        self.impacts: dict[str, dict[int, int]] = {}
        for ordinal, (tfs, length) in enumerate(counted):
            for term, tf in tfs.items():
                self.impacts.setdefault(term, {})[ordinal] = scoring.impact(tf, length, mean)

    def _count(self, document: dict[str, str]) -> tuple[dict[str, int], int]:
        tfs: dict[str, int] = {}
        length = 0
        for text, weight in ((document["title"], scoring.TITLE), (document["body"], scoring.BODY)):
            for gram in grams(text):
                tfs[gram] = tfs.get(gram, 0) + weight
                length += 1
        for sound in set(sounds(document["title"])):
            tfs[sound] = tfs.get(sound, 0) + scoring.TITLE
        return tfs, length

    def having(self, term: str) -> int:
        return len(self.impacts.get(term, ()))

    def starting(self, prefix: str) -> Iterator[tuple[str, int]]:
        return ((term, len(found)) for term, found in self.impacts.items() if term.startswith(prefix))

    def ranked(self, query: str, synonyms: Synonyms) -> list[tuple[int, int]]:
        scores = scoring.scored(
            plan(query, self, synonyms).words,
            lambda term: ((ordinal, 2 * impact + 1) for ordinal, impact in self.impacts.get(term, {}).items()),
            lambda term: scoring.rarity(len(self.documents), self.having(term)),
        )
        stood = {
            n: scoring.standing(score, self.documents[n].get("validity", "effective")) for n, score in scores.items()
        }
        return sorted(stood.items(), key=lambda pair: (-pair[1], pair[0]))


def analysis() -> dict[str, Any]:
    """Return what texts, numbers and letters are made into."""
    return {
        "texts": [
            {"text": text, "folded": fold(text), "grams": grams(text), "spots": [list(spot) for spot in spots(text)]}
            for text in TEXTS
        ],
        "numbers": {run: value_of(run) for run in NUMBERS},
        "syllables": {letters: syllables(letters) for letters in LETTERS},
        "sounds": {title: list(sounds(title)) for title in TITLES},
        "toneless": {ch: toneless(ch) for ch in "残疾人绿女欸ａ"},
    }


def ranking() -> dict[str, Any]:
    """Return impacts, rarities, and what queries find among the documents: ordinals and scores."""
    shelf, synonyms = Shelf(DOCUMENTS), synonyms_of(GROUPS)

    def meant(query: str, found: list[tuple[int, int]]) -> str:
        known = [wanted for wanted in plan(query, shelf, synonyms).wanted if shelf.having(wanted.term)]
        return hits.suggestion(query, known, [DOCUMENTS[n]["title"] for n, _ in found[:10]])

    return {
        "impacts": [[*given, scoring.impact(*given)] for given in IMPACTS],
        "rarities": [[*given, scoring.rarity(*given)] for given in RARITIES],
        "slips": [[*pair, slips(*pair)] for pair in PAIRS],
        "marks": [[text, list(terms), list(map(list, hits.marks(text, set(terms))))] for text, terms in MARKED],
        "documents": list(DOCUMENTS), "synonyms": [list(group) for group in GROUPS],
        "same": {word: list(others) for word, others in synonyms.of.items()},
        "sounds": {spelling: list(words) for spelling, words in synonyms.by_sound.items()},
        "terms": {term: sorted(map(list, found.items())) for term, found in sorted(shelf.impacts.items())},
        "queries": [
            {
                "query": query, "plan": [[w.term, w.weight, w.why, w.word] for w in plan(query, shelf, synonyms).wanted],
                "words": plan(query, shelf, synonyms).words,
                "found": [list(pair) for pair in shelf.ranked(query, synonyms)],
                "meant": meant(query, shelf.ranked(query, synonyms)),
            }
            for query in QUERIES
        ],
    }  # fmt: skip


def written(value: dict[str, Any]) -> str:
    """Return a vector file's text, one case a line."""
    parts = []
    for name, cases in value.items():
        if isinstance(cases, list):
            inner = ",\n".join(json.dumps(case, ensure_ascii=True) for case in cases)
            parts.append(f"{json.dumps(name)}: [\n{inner}\n]")
        else:
            inner = ",\n".join(f"{json.dumps(key)}: {json.dumps(case)}" for key, case in cases.items())
            parts.append(f"{json.dumps(name)}: {{\n{inner}\n}}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    (HERE / "analysis.json").write_text(written(analysis()), "utf-8")
    (HERE / "ranking.json").write_text(written(ranking()), "utf-8")
