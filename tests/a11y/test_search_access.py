"""The search page for everybody: no violation in any of its states, by keyboard alone, while an input method composes, said once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from a11y.answering import ready
from a11y.driving import ask, none_wrong, prefer, settle
from a11y.listening import until
from a11y.published import Address
from a11y.roles import in_chinese
from a11y.server import TOOLS
from a11y.states import AXE_TAGS, PHONE, Case
from a11y.test_search import asked, search
from a11y.test_transcripts import SAVED_SIZE

pytestmark = pytest.mark.a11y

HERE = Path(__file__).resolve().parent
SAID = """() => {
  window.said = [];
  for (const region of document.querySelectorAll('[role=status]')) {
    new MutationObserver(() => { if (region.textContent) said.push(region.textContent); }).observe(region, { childList: true, characterData: true, subtree: true });
  }
}"""


STAYS = "window.setTimeout = (wait => (act, ms, ...more) => [1000, 5000].includes(ms) ? 0 : wait(act, ms, ...more))(window.setTimeout)"
"""A search that takes a second says so first, and what is said goes after five. With this a slow test hears what a quick one does."""


def told(page: Any) -> None:
    """Wait until the number of answers has been said, and the page has all that it brings."""
    until(page, "[...document.querySelectorAll('.unseen')].some(one => one.textContent)")
    ready(page)


def empty(page: Any) -> None:
    """As it opens."""


def results(page: Any) -> None:
    search(page, "残疾人补贴")


def nothing(page: Any) -> None:
    search(page, "zzqqxxw")


def meant(page: Any) -> None:
    search(page, "残及人证")


def narrowed(page: Any) -> None:
    search(page, "残疾人")
    page.click("#cc-found summary")
    page.wait_for_selector("#cc-found fieldset")


def suggesting(page: Any) -> None:
    page.focus("#cc-q")
    page.keyboard.type("轮椅")
    page.wait_for_selector("#cc-suggestions [role=option]")


def choosing(page: Any) -> None:
    suggesting(page)
    page.keyboard.press("ArrowDown")


def failed(page: Any) -> None:
    page.route("**/search/manifest.js", lambda route: route.abort())
    page.fill("#cc-q", "轮椅")
    page.press("#cc-q", "Enter")
    page.wait_for_selector("#cc-found p:has-text('。'), #cc-found p:has-text('.')")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("state", [empty, results, nothing, meant, narrowed, suggesting, choosing, failed])
def test_no_state_of_the_search_has_a_violation(
    state: Callable[[Any], None], lang: str, address: Address, tab: Callable[..., Any], package: Callable[[str], Path]
) -> None:
    page = tab(PHONE)
    page.goto(address(Case("search", lang)))
    state(page)
    page.evaluate(package("axe-core/axe.min.js").read_text("utf-8"))
    wrong = []
    for theme in ("light", "dark", "contrast", "blue"):
        for size in ("", "5"):
            prefer(page, {"theme": theme, "size": size})
            settle(page)
            wrong += [f"{one['rule']} {one['target']} {one['why']} {one['html']}" for one in ask(page, "axe", AXE_TAGS)]
    none_wrong(f"{state.__name__} {lang}", wrong)


def test_suggestions_are_a_combobox_with_nothing_chosen(address: Address, tab: Callable[..., Any]) -> None:
    page = tab()
    page.goto(address(Case("search", "zh")))
    box = page.locator("#cc-q")
    assert (box.get_attribute("role"), box.get_attribute("aria-expanded")) == ("combobox", "false")
    suggesting(page)
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-activedescendant") is None
    assert page.locator("[role=option][aria-selected=true]").count() == 0
    page.keyboard.press("ArrowDown")
    chosen = box.get_attribute("aria-activedescendant")
    assert page.locator("[role=option][aria-selected=true]").get_attribute("id") == chosen
    assert page.evaluate("document.activeElement.id") == "cc-q"
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") != chosen
    page.keyboard.press("Escape")
    assert (box.get_attribute("aria-expanded"), box.input_value()) == ("false", "轮椅")
    page.keyboard.press("Escape")
    assert box.input_value() == ""


def test_enter_searches_for_what_was_typed_and_opens_what_was_chosen(address: Address, tab: Callable[..., Any]) -> None:
    page = tab()
    page.goto(address(Case("search", "zh")))
    suggesting(page)
    page.keyboard.press("Enter")
    page.wait_for_selector("#cc-found h2")
    assert page.locator("#cc-suggestions").is_hidden()
    page.fill("#cc-q", "")
    choosing(page)
    text = page.inner_text("[role=option][aria-selected=true]")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/search/" not in url)
    assert page.inner_text("h1") == text


def test_everything_of_the_results_is_reached_by_keyboard(address: Address, tab: Callable[..., Any]) -> None:
    page = asked(tab, address(Case("search", "zh")) + "?q=轮椅")
    page.focus("#cc-q")
    wanted = page.locator("#cc-found :is(a, button, summary)").count()
    reached = set()
    for _ in range(wanted + 12):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("(one => one.closest('#cc-found') ? one.outerHTML : '')(document.activeElement)"))
    assert len(reached - {""}) == wanted


def test_what_an_input_method_composes_is_left_alone(address: Address, tab: Callable[..., Any]) -> None:
    page = tab()
    page.goto(address(Case("search", "zh")))
    page.focus("#cc-q")
    writing = page.context.new_cdp_session(page)
    writing.send("Input.imeSetComposition", {"text": "lun'yi", "selectionStart": 6, "selectionEnd": 6})
    page.wait_for_timeout(900)
    assert page.locator("[role=option]").count() == 0
    # What a browser sends for Enter while an input method is at work.
    sent = page.evaluate("""() => document.getElementById('cc-q').dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true }))""")
    assert sent is False and "?q" not in page.url
    writing.send("Input.insertText", {"text": "轮椅"})
    page.wait_for_selector("[role=option]")
    assert page.input_value("#cc-q") == "轮椅"
    page.keyboard.press("Enter")
    page.wait_for_selector("#cc-found .count:has-text('轮椅')")


def test_the_number_of_answers_is_said_once(address: Address, tab: Callable[..., Any]) -> None:
    page = tab()
    page.goto(address(Case("search", "zh")))
    page.evaluate(SAID)
    said = "said.filter(text => text.includes('找到'))"
    search(page, "轮椅")
    until(page, f"{said}.length")
    page.wait_for_timeout(800)
    assert page.evaluate(said) == [page.inner_text("#cc-found .count")]
    search(page, "手语")
    until(page, f"{said}.length > 1")
    page.wait_for_timeout(800)
    assert page.evaluate(f"{said}.length") == 2


def test_no_letter_does_anything_by_itself(address: Address, tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    page.add_init_script(STAYS)
    page.goto(address(Case("search", "zh")) + "?q=轮椅")
    told(page)
    page.evaluate("document.activeElement.blur()")
    before = page.evaluate("[document.activeElement.tagName, document.body.innerHTML.length, location.href]")
    for letter in "/sSkfq?":
        page.keyboard.press(letter)
    page.wait_for_timeout(300)
    assert page.evaluate("[document.activeElement.tagName, document.body.innerHTML.length, location.href]") == before


def test_a_long_question_is_said_in_full_on_a_narrow_screen(address: Address, tab: Callable[..., Any]) -> None:
    page = asked(tab, address(Case("search", "zh")) + "?q=" + "残疾人怎样申请轮椅" * 8)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.inner_text("#cc-found .count").count("轮椅") == 8
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_mark_is_not_a_colour_alone(address: Address, tab: Callable[..., Any]) -> None:
    page = asked(tab, address(Case("search", "zh")) + "?q=轮椅")
    assert "underline" in page.evaluate(
        "getComputedStyle(document.querySelector('#cc-results mark')).textDecorationLine"
    )


def test_without_scripts_the_ways_to_browse_are_there(address: Address, tab: Callable[..., Any]) -> None:
    page = tab(java_script_enabled=False)
    page.goto(address(Case("search", "zh")) + "?q=轮椅")
    assert "脚本" in page.inner_text("main")
    links = page.locator("main section a")
    assert links.count() >= 5
    assert page.locator("main a[href$='a-z/']").count() == 1
    links.first.click()
    assert page.inner_text("h1")


@pytest.mark.parametrize("query", ["轮椅", "zzqqxxw"])
def test_a_screen_reader_says_of_the_results_what_was_agreed(
    query: str,
    request: pytest.FixtureRequest,
    address: Address,
    tab: Callable[..., Any],
    package: Callable[[str], Path],
) -> None:
    package("@guidepup/virtual-screen-reader/lib/esm/index.browser.js")
    page = tab()
    page.add_init_script(STAYS)
    page.goto(address(Case("search", "zh")) + f"?q={query}")
    page.wait_for_selector("#cc-found h2")
    told(page)
    phrases = [in_chinese(phrase) for phrase in ask(page, "transcript", f"{TOOLS}screen-reader.js")]
    said = "\n".join(phrases[phrases.index("正文") : phrases.index("正文结束") + 1]) + "\n"
    said = SAVED_SIZE.sub("… KB", said)
    golden = HERE / "results" / f"{'found' if query == '轮椅' else 'nothing'}.zh.txt"
    if request.config.getoption("--rewrite"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, "utf-8")
    assert said == golden.read_text("utf-8")
