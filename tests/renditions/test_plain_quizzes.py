"""A quiz as plain text: the letters of the page, and hints and answers at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from curbcut.core.model import Document
from curbcut.core.reading import read
from curbcut.renditions import plain

CASES = Path(__file__).resolve().parents[1] / "core" / "quizzes" / "cases"
NAMES = sorted(path.parent.name for path in CASES.glob("*/in.md"))


def lesson(name: str) -> Document:
    data = (CASES / name / "in.md").read_bytes()
    document = read(f"courses/k/{name}.md", data, lang="en" if name == "english" else "zh-Hans").document
    assert document is not None
    return document


def text_of(name: str) -> str:
    return plain.render(lesson(name), plain.Options(), {}).files["plain.txt"].decode()


@pytest.mark.parametrize("name", NAMES)
def test_a_quiz_is_written_as_agreed(name: str, request: pytest.FixtureRequest) -> None:
    golden = CASES / name / "golden" / "plain.txt"
    if request.config.getoption("--rewrite"):
        golden.write_text(text_of(name), "utf-8")
    assert text_of(name) == golden.read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_answers_come_last_and_every_sentence_is_there(name: str) -> None:
    doc, text = lesson(name), text_of(name)
    title = "\nAnswers\n" if name == "english" else "\n答案\n"
    assert text.count(title) == 1
    before, keys = text.split(title)
    for question in doc.questions:
        for said in filter(None, (question.model, *(choice.feedback for choice in question.choices))):
            assert said not in before
            assert said in keys
    folded = "".join(text.split())
    bare = [s.text for s in doc.sentences if not any(sign in s.text for sign in "读{")]
    assert [said for said in bare if "".join(said.split()) not in folded] == []
