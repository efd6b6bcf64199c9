"""What the search page answers in the browser, and that it says of each answer what a list would say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from a11y.published import Address
from a11y.states import Case

pytestmark = pytest.mark.a11y

ANSWERS = """() => [...document.querySelectorAll('#cc-results > li')].map(li => ({
  title: li.querySelector('h3 a').textContent, tag: li.querySelector('.tag')?.textContent, date: li.querySelector('.date')?.textContent,
  lang: li.lang, text: li.querySelector('p').textContent, marked: [...li.querySelectorAll('p mark')].map(mark => mark.textContent)
}))"""


def asked(tab: Callable[..., Any], where: str) -> Any:
    """Return the search page with its answer."""
    page = tab(bypass_csp=False)
    page.goto(where)
    page.wait_for_selector("#cc-found h2")
    return page


def answers(tab: Callable[..., Any], where: str) -> dict[str, dict[str, Any]]:
    return {answer["title"]: answer for answer in asked(tab, where).evaluate(ANSWERS)}


def search(page: Any, query: str) -> None:
    """Ask on the page itself."""
    page.fill("#cc-q", query)
    page.press("#cc-q", "Enter")
    page.wait_for_selector(f"#cc-found .count:has-text('{query}')")


def test_an_answer_says_whether_it_still_holds_and_when_it_came(tab: Callable[..., Any], address: Address) -> None:
    found = answers(tab, address(Case("search", "zh")) + "?q=交通补贴")
    old, new = found["关于调整残疾人交通补贴的通知（2017年）"], found["关于提高残疾人交通补贴的通知"]
    assert (old["tag"], old["date"]) == ("已经废止", "政策通知 · 2017年5月26日")
    assert (new["tag"], new["date"]) == (None, "政策通知 · 2025年5月16日")
    assert list(found).index(new["title"]) < list(found).index(old["title"])


def test_an_answer_speaks_the_language_of_its_page(tab: Callable[..., Any], address: Address) -> None:
    found = answers(tab, address(Case("search", "en")) + "?q=transport")
    old = found["Notice on the transport allowance for disabled people (2017)"]
    assert (old["tag"], old["date"]) == ("Repealed", "Notices · 2017-05-26")


def test_pages_of_the_readers_language_come_first_and_others_say_theirs(
    tab: Callable[..., Any], address: Address
) -> None:
    for lang, other in (("zh", "en"), ("en", "zh-Hans")):
        langs = [one["lang"] for one in answers(tab, address(Case("search", lang)) + "?q=12385").values()]
        assert langs, lang
        assert langs == sorted(langs, key=lambda one: one == other), lang
    found = answers(tab, address(Case("search", "en")) + "?q=轮椅")
    assert any(one["lang"] == "zh-Hans" and "中文" in one["date"] for one in found.values())


def test_of_an_event_the_answer_says_when_it_is(tab: Callable[..., Any], address: Address) -> None:
    found = answers(tab, address(Case("search", "zh")) + "?q=冬季残疾人专场招聘会")
    assert found["2026年冬季残疾人专场招聘会"]["date"] == "活动 · 2026年12月5日"


@pytest.mark.parametrize("query", ["残疾人证", "殘疾人證", "canjirenzheng", "残疾证"])
def test_one_thing_is_found_by_its_name_its_sound_and_what_people_call_it(
    query: str, tab: Callable[..., Any], address: Address
) -> None:
    found = list(answers(tab, address(Case("search", "zh")) + f"?q={query}").values())
    assert sum("残疾人证" in one["title"] + one["text"] for one in found) >= 3, found
    assert all(one["marked"] or query in one["title"] for one in found[:5]), found


def test_an_answer_opens_at_its_sentence(tab: Callable[..., Any], address: Address) -> None:
    page = asked(tab, address(Case("search", "zh")) + "?q=轮椅 押金")
    links = page.locator("#cc-results > li:has(h3 a[href*='#s-'])")
    said = links.first.locator("p").first.inner_text()
    links.first.locator("h3 a").click()
    page.wait_for_selector(":target")
    opened = page.evaluate(
        """() => [...document.querySelectorAll('[id="' + location.hash.slice(1) + '"]')].map(one => one.textContent).join('')"""
    )
    assert "".join(said.split()) == "".join(opened.split())


def test_a_question_is_kept_in_the_address_and_the_way_back(tab: Callable[..., Any], address: Address) -> None:
    page = asked(tab, address(Case("search", "zh")) + "?q=轮椅")
    before = page.title()
    assert before.startswith("轮椅")
    search(page, "手语")
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == "手语"
    assert page.title().startswith("手语")
    assert page.evaluate("document.activeElement.id") == "cc-results-title"
    page.go_back()
    page.wait_for_selector("#cc-found .count:has-text('轮椅')")
    assert (page.title(), page.input_value("#cc-q")) == (before, "轮椅")


def test_nothing_found_says_what_was_tried_and_offers_what_was_meant(tab: Callable[..., Any], address: Address) -> None:
    page = asked(tab, address(Case("search", "zh")) + "?q=zzqqxxw")
    told = page.inner_text("#cc-found")
    for part in ("没有找到“zzqqxxw”", "同义词", "12385"):
        assert part in told
    search(page, "残及人证")
    meant = page.locator("#cc-found a[href^='?q=']").first
    assert meant.inner_text() == "残疾人证"
    meant.click()
    page.wait_for_selector("#cc-found .count:has-text('“残疾人证”')")
    assert page.input_value("#cc-q") == "残疾人证"


def test_answers_are_narrowed_sorted_and_widened_again(tab: Callable[..., Any], address: Address) -> None:
    page = asked(tab, address(Case("search", "zh")) + "?q=残疾人")
    whole = page.inner_text("#cc-found .count")
    page.click("#cc-found summary")
    page.check("input[name=kind][value=event]")
    page.check("input[name=sort][value=date]")
    told = page.inner_text("label:has(input[name=kind][value=event])")
    page.click("#cc-found details button")
    page.wait_for_selector(f"#cc-found:not(:has(.count:text-is('{whole}'))) details[open]")
    dates = [one["date"] for one in page.evaluate(ANSWERS)]
    assert dates and all(date.startswith("活动") for date in dates)
    assert page.inner_text("#cc-found .count").split()[1] == told.split("(")[1].rstrip(")")
    assert "kind=event" in page.url and "sort=date" in page.url
    page.wait_for_selector("input[name=kind][value=event]:checked", state="attached")
    page.click("#cc-found details a")
    page.wait_for_selector("#cc-found details:not([open])")
    assert page.inner_text("#cc-found .count") == whole


def test_more_answers_stand_on_the_next_page(tab: Callable[..., Any], address: Address) -> None:
    page = asked(tab, address(Case("search", "zh")) + "?q=残疾人")
    first = [one["title"] for one in page.evaluate(ANSWERS)]
    page.click("#cc-found a[rel=next]")
    page.wait_for_selector("#cc-results[start='11']")
    second = [one["title"] for one in page.evaluate(ANSWERS)]
    assert len(first) == 10 and second and "page=2" in page.url
    page.click("#cc-found a[rel=prev]")
    page.wait_for_selector("#cc-results[start='1']")
    assert [one["title"] for one in page.evaluate(ANSWERS)] == first
