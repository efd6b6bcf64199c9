"""Residents find what they look for: questions with known answers, in the words that they use.

`second.jsonl` was written before the synonyms were, and looked at once after they were.
"""

from __future__ import annotations

import json
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from doubles.indexed import indexed

from curbcut.core.search.searching import Index

HERE = Path(__file__).parent / "quality"


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def index() -> Index:
    return indexed(lines("pages.jsonl"))


@pytest.mark.parametrize(("questions", "least", "least_of_a_class"), [("first", 0.99, 0.85), ("second", 0.96, 0.85)])
def test_the_page_that_answers_comes_first(index: Index, questions: str, least: float, least_of_a_class: float) -> None:
    ranks: dict[str, list[float]] = {}
    for asked in lines(f"{questions}.jsonl"):
        found = [hit.card.url for hit in index.search(asked["q"]).hits]
        place = next((n for n, url in enumerate(found, 1) if url in asked["rel"]), 0)
        ranks.setdefault(asked["cls"], []).append(1 / place if place else 0)
    classes = {name: round(mean(of), 3) for name, of in ranks.items()}
    assert len(classes) == 10
    assert mean(rank for of in ranks.values() for rank in of) >= least, classes
    assert min(classes.values()) >= least_of_a_class, classes
