"""The golden vectors hold: what a browser's twin of these modules must give as well."""

from __future__ import annotations

import json

import pytest
from core.search import golden


@pytest.mark.parametrize("name", ["analysis", "ranking"])
def test_the_modules_give_what_the_vectors_say(name: str) -> None:
    kept = json.loads((golden.HERE / f"{name}.json").read_text("utf-8"))
    made = json.loads(golden.written(getattr(golden, name)()))
    assert made.keys() == kept.keys()
    for part in kept:
        assert made[part] == kept[part], part


def test_every_reason_for_a_term_stands_in_the_vectors() -> None:
    kept = json.loads((golden.HERE / "ranking.json").read_text("utf-8"))
    reasons = {why for query in kept["queries"] for _, _, why, _ in query["plan"]}
    assert reasons == {"typed", "synonym", "sound", "prefix", "homophone", "typo"}
    assert sum(1 for query in kept["queries"] if query["found"]) > 20
