"""Questions by ear: the same numbers and letters, silence to think in, and the answers behind everything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from curbcut.core.language.spoken import spoken
from curbcut.core.model import Document
from curbcut.core.reading import read
from curbcut.renditions.audio.lines import Line
from curbcut.renditions.audio.questions import THINKING
from curbcut.renditions.audio.script import script

CASES = Path(__file__).resolve().parents[2] / "core" / "quizzes" / "cases"
NAMES = sorted(path.parent.name for path in CASES.glob("*/in.md"))
TOLD = {"related": [], "expired": False}


def lesson(name: str) -> Document:
    data = (CASES / name / "in.md").read_bytes()
    document = read(f"courses/k/{name}.md", data, lang="en" if name == "english" else "zh-Hans").document
    assert document is not None
    return document


def heard(name: str) -> tuple[Line, ...]:
    return script(lesson(name), TOLD)


@pytest.mark.parametrize("name", NAMES)
def test_a_quiz_is_read_as_agreed(name: str, request: pytest.FixtureRequest) -> None:
    shown = "".join(
        f"{line.id}\t{line.level or ''}\t{line.pause_ms}\t[{line.before}]{line.text}\n" for line in heard(name)
    )
    golden = CASES / name / "golden" / "script.tsv"
    if request.config.getoption("--rewrite"):
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_no_answer_is_heard_before_all_questions_were(name: str) -> None:
    lines, questions = heard(name), lesson(name).questions
    last = max(number for number, line in enumerate(lines) if line.pause_ms == THINKING)
    early = "".join(line.before + line.text for line in lines[: last + 1])
    for question in questions:
        told = (
            question.explanation,
            question.model,
            *question.hints,
            *(choice.feedback for choice in question.choices),
        )
        assert not [said for said in told if said and said.split("\n")[0] in early]
    assert sum(line.pause_ms == THINKING for line in lines) == len(questions)
    names = [line.id for line in lines]
    assert names.index("cc-keys") > last
    assert [name for name in names if name.startswith("cc-key-")] == [f"cc-key-{q.number}" for q in questions]
    assert names[-1] == "cc-end"


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_read_once_unless_other_words_were_written_for_the_voice(name: str) -> None:
    doc = lesson(name)
    read_aloud = [line.id for line in script(doc, TOLD) if line.is_sentence]
    assert len(read_aloud) == len(set(read_aloud))
    replaced = {s.id for s in doc.sentences if any(q.spoken and s.text == q.text for q in doc.questions)}
    code = {sentence.id for sentence in doc.sentences if doc.blocks[sentence.block].tag == "pre"}
    assert {sentence.id for sentence in doc.sentences} - code - replaced == set(read_aloud)


def test_letters_are_those_of_the_page() -> None:
    lines = {line.id: line.before for line in heard("all_kinds")}
    doc = lesson("all_kinds")
    listed = [
        item for found in doc.tree().iterfind(".//ol[@class='options']") for item in zip("ABCDEFG", found, strict=False)
    ]
    spans = [(letter, span) for letter, item in listed if (span := item.find(".//span")) is not None]
    assert len(spans) > 8
    for letter, span in spans:
        assert lines[span.get("id", "")] == f"{letter}. "


def test_a_blank_is_named() -> None:
    assert spoken("印在银行卡的 ____。").text == "印在银行卡的 空格。"
    assert spoken("It has ____ digits.", "en").text == "It has blank digits."
