"""A lesson with every kind of question: its body and its records, as agreed."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from curbcut.core.model import Document, Question
from curbcut.core.reading import read

CASES = Path(__file__).resolve().parent / "cases"
NAMES = sorted(path.parent.name for path in CASES.glob("*/in.md"))


def case(name: str) -> Document:
    lang = "en" if name == "english" else "zh-Hans"
    result = read(f"courses/duanxin/{name}.md", (CASES / name / "in.md").read_bytes(), lang=lang)
    assert result.findings == ()
    assert result.document is not None
    return result.document


def questions_of(doc: Document) -> list[Question]:
    return list(doc.questions)


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_says_the_same_in_its_body_and_in_its_records(name: str, request: pytest.FixtureRequest) -> None:
    doc = case(name)
    plain = msgspec.json.format(msgspec.json.encode([_said(question) for question in doc.questions]), indent=1)
    for file, text in (("body.html", doc.body), ("questions.json", plain.decode() + "\n")):
        golden = CASES / name / "golden" / file
        if request.config.getoption("--rewrite"):
            golden.parent.mkdir(exist_ok=True)
            golden.write_text(text, "utf-8")
        assert text == golden.read_text("utf-8"), golden


def _said(record: object) -> object:
    """Return a record without what it leaves at its defaults."""
    if isinstance(record, msgspec.Struct):
        defaults = {field.name: field.default for field in msgspec.structs.fields(record)}
        named = {name: getattr(record, name) for name in record.__struct_fields__}
        return {name: _said(value) for name, value in named.items() if value != defaults[name]}
    return [_said(one) for one in record] if isinstance(record, tuple) else record


@pytest.mark.parametrize("name", NAMES)
def test_every_id_of_a_record_stands_in_the_body_once(name: str) -> None:
    doc = case(name)
    ids = [element.get("id") for element in doc.tree().iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for question in doc.questions:
        section = next(element for element in doc.tree().iter("section") if element.get("id") == question.id)
        inside = {element.get("id") for element in section.iter()}
        told = [*question.choices, *question.prompts, *(c for o in question.outcomes for c in o.choices)]
        wanted = {choice.id for choice in told} | {outcome.id for outcome in question.outcomes}
        assert wanted <= inside
        parts = [element.get("class") for element in section]
        assert [parts.count(part) for part in ("answering", "feedback", "key")] == [1, 1, 1]
        assert section.get("data-right", "").split() == list(question.right)
        assert section.get("data-hash") == question.hash
        assert question.id in {heading.id for heading in doc.headings}


@pytest.mark.parametrize("name", NAMES)
def test_the_body_keeps_the_order_of_sentences_and_has_no_control(name: str) -> None:
    doc = case(name)
    spans = [element for element in doc.tree().iter("span") if element.get("class") == "s"]
    assert [span.get("id") for span in spans] == [sentence.id for sentence in doc.sentences]
    assert len(doc.spots.sentences) == len(doc.sentences)
    assert not {"form", "input", "button", "select", "textarea", "script"} & {e.tag for e in doc.tree().iter()}
    assert not any(ord(character) < 32 and character != "\n" for character in doc.body)


def test_a_sentence_of_an_option_has_its_place_in_the_source() -> None:
    doc = case("all_kinds")
    lines = (CASES / "all_kinds" / "in.md").read_text("utf-8").split("\n")
    for sentence, place in zip(doc.sentences, doc.spots.sentences, strict=True):
        if "____" not in sentence.text:
            assert sentence.text[:4] in lines[place.line - 1][place.column - 1 :], (sentence, place)


def test_status_regions_are_empty_when_the_page_loads() -> None:
    regions = [element for element in case("all_kinds").tree().iter("div") if element.get("role") == "status"]
    assert len(regions) == 9
    assert all(not len(region) and not region.text for region in regions)
