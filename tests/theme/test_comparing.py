"""What the page accepts as an answer, and what an author may write as one, are held to comparing.json, and so is a second reading of decision 015."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from doubles.tools import missing
from theme.comparing import accepts, number, plain

from curbcut import theme
from curbcut.core.minifying import minified
from curbcut.core.quizzes.answers import number as written_number

GOLDEN: dict[str, Any] = json.loads((Path(__file__).parent / "comparing.json").read_text("utf-8"))
ACCEPTS = [one for cases in GOLDEN["accepts"].values() for one in cases]
ASK = """
%s
const given = JSON.parse(require("fs").readFileSync(0, "utf-8")), value = text => isNaN(number(text)) ? null : number(text);
console.log(JSON.stringify({ accepts: given.accepts.map(([accepted, text]) => accepts(accepted, text)), number: given.number.map(value), plain: given.plain.map(plain) }));
"""


@pytest.fixture(scope="module")
def page() -> dict[str, list[Any]]:
    """What the script says to the cases, minified as it is published."""
    node = shutil.which("node")
    if node is None:
        missing("Node.js is not installed")
    given = {
        "accepts": [one[:2] for one in ACCEPTS],
        **{name: [one[0] for one in GOLDEN[name]] for name in ("number", "plain")},
    }
    script = (Path(theme.__file__).parent / "assets/grading.js").read_text("utf-8")
    done = subprocess.run(
        [node, "-e", minified(ASK % script, ".js")], input=json.dumps(given), capture_output=True, text=True, check=True
    )
    found: dict[str, list[Any]] = json.loads(done.stdout)
    return found


def differing(cases: list[Any], found: list[Any]) -> list[Any]:
    return [[*case, said] for case, said in zip(cases, found, strict=True) if case[-1] != said]


def value(text: str) -> float | None:
    found = number(text)
    return None if math.isnan(found) else found


def test_python_reads_the_decision_as_the_table_does() -> None:
    assert differing(ACCEPTS, [accepts(accepted, given) for accepted, given, _ in ACCEPTS]) == []
    assert differing(GOLDEN["number"], [value(text) for text, _ in GOLDEN["number"]]) == []
    assert differing(GOLDEN["plain"], [plain(text) for text, _ in GOLDEN["plain"]]) == []


def test_the_page_accepts_what_the_table_says(page: dict[str, list[Any]]) -> None:
    assert differing(ACCEPTS, page["accepts"]) == []
    assert differing(GOLDEN["number"], page["number"]) == []
    assert differing(GOLDEN["plain"], page["plain"]) == []


def test_the_table_has_right_and_wrong_answers_of_every_sort() -> None:
    assert len(ACCEPTS) + len(GOLDEN["number"]) + len(GOLDEN["plain"]) >= 300
    for called, cases in GOLDEN["accepts"].items():
        if called != "other words":
            assert {right for *_, right in cases} == {True, False}, called


def test_what_an_author_may_write_as_a_number_a_learner_may_write_too() -> None:
    for text, _ in GOLDEN["number"]:
        if (written := written_number(text)) is not None:
            assert value(text) == pytest.approx(float(written[0])), text
