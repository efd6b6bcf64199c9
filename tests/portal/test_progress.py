"""Lessons that ask something, and the page of what a learner has answered, as models."""

from __future__ import annotations

import msgspec
from theme.samples import sample, sample_models, sample_site

from curbcut.portal.planning import plan
from curbcut.portal.shelf import Shelf


def test_a_lesson_with_questions_says_under_which_name_their_answers_are_kept() -> None:
    told = sample("course/phone/pay/").cc["quiz"]
    assert told == {
        "lesson": "phone/pay", "pass": 60, "site": "和平区残疾人联合会", "url": "course/phone/pay/", "progress": "../../../progress/",
    }  # fmt: skip
    assert sample("course/phone/pay/").cc["scripts"][0].startswith("../../../assets/quiz.")
    begin = sample("course/phone/begin/").cc
    assert (begin["quiz"], begin["scripts"], begin["styles"]) == (None, [], [])


def test_there_is_a_page_of_progress_where_something_is_asked() -> None:
    assert {"progress/", "en/progress/"} <= {model.url for model, _ in sample_models()}
    assert sample("en/progress/").cc["progress"] == "和平区残疾人联合会", "one record for all languages of a site"
    assert "progress/" in [
        one["href"].removeprefix("../")
        for one in next(part for part in sample("sitemap/").cc["sections"] if part["id"] == "cc-about")["content"]
    ]
    around, shelf, known, _ = sample_site()
    silent = Shelf([msgspec.structs.replace(head, questions=()) for head in shelf.heads], shelf.made)
    assert not [page.url for page in plan(around, silent, known) if "progress" in page.url]
