"""The page of preferences offers only what does something, on the site and in a kit of it."""

from __future__ import annotations

import msgspec
import pytest
from portal.schooling import page, part
from theme.samples import sample_site

from curbcut.kit.pages import Kept, page_in_kit
from curbcut.portal.planning import plan
from curbcut.portal.shelf import Shelf

SEEING = "large contrast spaced calm plain"
LISTENING = "listen slow fast follow pause"


def test_choices_are_those_that_the_language_of_the_page_has_something_for() -> None:
    ways = page("preferences/")["ways"]
    assert ways["offers"] == f"{SEEING} {LISTENING} one easy"
    assert ways["easy"] == "course/bank-easy/"


def test_where_nothing_is_spoken_asked_or_in_easy_words_none_of_it_is_offered() -> None:
    around, shelf, known, _ = sample_site()
    heads = [msgspec.structs.replace(head, questions=(), asked=()) for head in shelf.heads if head.kind != "course"]
    planned = {one.url: one for one in plan(around, Shelf(heads), known)}
    model = planned["preferences/"]
    ways = getattr(model, "model", model).cc["ways"]
    assert ways["offers"] == SEEING and ways["easy"] == ""


def test_the_way_to_easy_words_is_marked_where_it_stands_and_the_way_back_is_not() -> None:
    easy = [entry for entry in part("course/bank/", "along")["content"] if "easy" in entry]
    assert [entry["text"] for entry in easy] == ["易读版"]
    assert [form["name"] for form in page("course/bank/open/")["formats"] if "easy" in form] == ["易读版"]
    assert not [form for form in page("course/bank-easy/open/")["formats"] if "easy" in form]


ALL = f'<div id="cc-way" data-offers="{SEEING} {LISTENING} one easy" data-address="https://example.org/" data-easy="course/a-easy/"></div>'


@pytest.mark.parametrize(
    ("paths", "left"),
    [
        (("index.html",), SEEING),
        (("notice/a/audio.mp3",), f"{SEEING} {LISTENING}"),
        (("course/a/index.html",), f"{SEEING} one"),
        (("course/a-easy/index.html",), f"{SEEING} one easy"),
    ],
)
def test_a_kit_offers_only_what_it_took_along(paths: tuple[str, ...], left: str) -> None:
    kept = Kept(paths=frozenset(paths), day="2026-11-25")
    html = page_in_kit(f"<html>{ALL}</html>".encode(), "preferences/index.html", kept).decode()
    assert f'data-offers="{left}" data-address="https://example.org/"></div>' in html
