"""Readings that nobody can be sure of become questions to an editor, and what a question offers answers it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from curbcut.core.ambiguities import Ambiguity, ambiguities
from curbcut.core.language.readings import read_lexicon
from curbcut.core.model import Document
from curbcut.core.steps import text_of

PATH = "content/guides/card.md"
FRONT = "---\ntitle: 办证\nslug: card\noffline_channel: 窗口\n"


def document(body: str, more: str = "", path: str = PATH, included: dict[str, bytes] | None = None) -> Document:
    doc, findings = text_of(path, f"{FRONT}{more}---\n\n{body}\n".encode(), "zh-Hans", included or {})
    assert doc is not None, findings
    return doc


def asked(*docs: Document, lexicon: dict[str, str] | None = None) -> list[Ambiguity]:
    return ambiguities(docs, lexicon or {})


def marked_at(question: Ambiguity, source: str) -> list[str]:
    """Return the characters that stand at the places of a question."""
    return [source.split("\n")[place.line - 1][place.column - 1] for place in question.places]


def test_one_word_in_many_places_is_one_question_and_the_most_frequent_comes_first() -> None:
    first = document("坡道长6米。\n\n残疾程度重、要照料的。")
    second = document("残疾程度重、要人帮的。", path="content/guides/other.md")
    questions = asked(first, second)
    assert [(q.word, q.readings, [(p.path, p.line, p.column) for p in q.places]) for q in questions] == [
        ("重", ("zhòng", "chóng"), [(PATH, 9, 5), ("content/guides/other.md", 7, 5)]),
        ("长", ("zhǎng", "cháng"), [(PATH, 7, 3)]),
    ]
    assert questions[0].places[0].shown() == "残疾程度【重】、要照料的。"
    assert questions[0].places[0].fixes == ("{重|zhòng}", "{重|chóng}")
    assert questions[1].places[0].entries == ("长六: zhǎng liù", "长六: cháng liù")


def test_what_the_text_or_a_lexicon_says_is_not_asked_and_the_text_s_own_wins() -> None:
    assert asked(document("坡道{长|cháng}6米。")) == []
    assert asked(document("坡道长6米。"), lexicon={"坡道长": "pō dào cháng"}) == []
    assert asked(document("坡道长6米。", "lexicon:\n  坡道长: pō dào cháng\n")) == []


def test_front_matter_that_is_read_aloud_is_asked_about_and_only_a_lexicon_settles_it() -> None:
    doc = document(
        "正文。",
        "summary: 坡道长6米。\nsteps:\n  - 先登记。\n  - 残疾程度重的先办。\nfaq:\n  - question: 坏了呢？\n    answer: 多半是要调。\n"
        "contact:\n  address: 坡道长6米\nallow:\n  glyphs: 坡道长\n",
    )
    questions = {question.word: question for question in asked(doc)}
    assert {word: [(p.line, p.column) for p in q.places] for word, q in questions.items()} == {
        "长": [(5, 12), (13, 14)], "重": [(8, 9)], "调": [(11, 17)],
    }  # fmt: skip
    for question in questions.values():
        assert marked_at(question, doc.source) == [question.character] * len(question.places)
        assert all(place.fixes == () and place.entries for place in question.places)


def test_a_character_of_no_table_is_asked_about_without_a_guess() -> None:
    (question,) = asked(document("姓\U0003347f的人。"))
    assert (question.readings, question.reason) == ((), "reading_unknown")
    assert question.places[0].fixes == ("{\U0003347f|pīnyīn}",)
    assert question.places[0].entries == ("\U0003347f: pīnyīn",)


def test_a_table_of_another_file_is_asked_about_where_the_text_takes_it_in() -> None:
    table = {"content/guides/a.csv": "甲,乙\n坡道长6米,一\n".encode()}
    (question,) = asked(document("看。\n\n!table a.csv 表：坡道\n", included=table))
    assert [(place.line, place.fixes[0]) for place in question.places] == [(9, "{长|zhǎng}")]


MARKUP = ["重", "长6米", "调", "。", "，", " ", "\n", "甲", "**", "*", "[乙](https://a.example/长)", "`x`", "{重|chóng}", "第3", "残疾程度",
          "[^1]", "\\*", "a"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(MARKUP), max_size=16, unique=True))
def test_every_answer_that_is_offered_settles_its_place(pieces: list[str]) -> None:
    doc = document("".join(pieces) + "\n\n[^1]: 注。")
    asked_before = where(doc)
    for question in asked(doc):
        for place in question.places:
            for fix in place.fixes:
                lines = doc.source.split("\n")
                line = lines[place.line - 1]
                assert line[place.column - 1] == question.character
                lines[place.line - 1] = line[: place.column - 1] + fix + line[place.column :]
                settled, _ = text_of(PATH, "\n".join(lines).encode(), "zh-Hans", {})
                assert settled is not None
                this = place.text, place.start
                assert where(settled).count(this) == asked_before.count(this) - 1, lines
            for entry in place.entries:
                phrase, _, reading = entry.partition(": ")
                assert read_lexicon({phrase: reading})[1] == ()
                assert (place.text, place.start) not in where(doc, {phrase: reading})


def where(doc: Document, lexicon: dict[str, str] | None = None) -> list[tuple[str, int]]:
    """Return the texts and characters that are asked about."""
    return [(place.text, place.start) for question in asked(doc, lexicon=lexicon) for place in question.places]
