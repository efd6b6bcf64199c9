"""The player for everybody: by keyboard, by screen reader, in every theme and size, on small screens, without scripts."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from a11y.conftest import HERE
from a11y.driving import ask, none_wrong, prefer, settle
from a11y.listening import (
    ENGLISH,
    GUIDE,
    NOTICE,
    called,
    cues,
    heard,
    listen,
    now_ms,
    pause,
    paused,
    set_time,
    slowed,
    until,
)
from a11y.roles import in_chinese
from a11y.server import TOOLS
from a11y.states import SIZES, TARGET_PX, THEMES
from a11y.test_axe import Violations
from a11y.test_keyboard import walk

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("player")]

AXE = "axe-core/axe.min.js"
READER = "@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
MIDDLE_MS = 24_000
"""In the sentence s-8558af, which has bold words, a link and ruby (`test_the_middle_is_where_these_tests_think_it_is`)."""
GOLDEN = HERE / "player.zh.txt"


def more(page: Any) -> None:
    page.locator(".player summary").click()


def opened(page: Any) -> None:
    """Open the player with all it has, stopped in the middle of a sentence with bold, link and ruby."""
    listen(page)
    pause(page)
    more(page)
    set_time(page, MIDDLE_MS)
    page.evaluate("scrollTo(0, 0)")  # a click may have moved the page, and the player stays in sight above the text


def playing(page: Any) -> None:
    pause(page)
    page.locator(".player > button").click()
    heard(page)


STATES: dict[str, Callable[[Any], None]] = {"closed": lambda page: None, "open": opened, "playing": playing}


@pytest.mark.parametrize("address", [NOTICE, ENGLISH, GUIDE])
def test_no_state_of_the_player_has_a_violation(
    address: str, place: str, tab: Callable[..., Any], package: Callable[[str], Path],
    record_property: Callable[[str, object], None],
) -> None:  # fmt: skip
    package(AXE)
    violations, count = Violations(package), 0
    for width in (320, 1280):
        page = tab(width, 900)
        page.goto(place + address)
        for name, bring in STATES.items():
            bring(page)
            for theme in THEMES:
                for size in (SIZES[0], SIZES[-1]):
                    page.emulate_media(color_scheme="light" if theme else "dark")
                    prefer(page, {"theme": theme, "size": size})
                    violations.check(page, f"{name}, {theme}, size {size}, {width} px")
                    count += 1
        page.emulate_media(forced_colors="active")
        violations.check(page, f"forced colours, {width} px")
    record_property("table", f"axe {address}: {count} states with the player")
    none_wrong(address, violations.lines())


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("address", [NOTICE, ENGLISH])
def test_nothing_of_it_is_cut_off_or_too_small(address: str, width: int, place: str, tab: Callable[..., Any]) -> None:
    page = tab(width, 256 if width == 320 else 800)
    page.goto(place + address)
    wrong = []
    for bring in (STATES["closed"], opened):
        bring(page)
        for size in (SIZES[0], SIZES[-1]):
            prefer(page, {"size": size})
            wrong += [f"size {size}: {one}" for one in (*ask(page, "overflow"), *ask(page, "clipped"))]
            wrong += [f"size {size}: {one}" for one in ask(page, "targets", TARGET_PX)]
    none_wrong(f"{address} at {width} px", wrong)


@pytest.mark.parametrize(
    "screen", [{"width": 320, "height": 256, "device_scale_factor": 4}, {"width": 1280, "height": 800}]
)
def test_every_stop_is_seen_while_it_is_open(screen: dict[str, int], place: str, tab: Callable[..., Any]) -> None:
    """Also at 400 %, and backwards, when what stays in sight could hide it."""
    page = tab(**screen)
    page.goto(place + NOTICE)
    opened(page)
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
    settle(page)
    wanted = [stop["at"] for stop in ask(page, "stops")]
    forward, wrong = walk(page, "Tab")
    backward, more_wrong = walk(page, "Shift+Tab")
    none_wrong(str(screen), [*wrong, *more_wrong])
    places, back = ([stop["at"] for stop in stops] for stops in (forward, backward))
    assert places == sorted(places)
    assert back == sorted(back, reverse=True)
    # Forward begins where the focus was, in the player; backward is the whole page.
    assert set(places) <= set(back)
    assert set(wanted) <= set(back)


def test_the_middle_is_where_these_tests_think_it_is(recorded: Path) -> None:
    told = called(cues(recorded, NOTICE), "s-8558af")
    assert told.start_ms < MIDDLE_MS < told.end_ms


def test_everything_is_done_with_the_keyboard(listen_name: str, place: str, tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    page.goto(place + NOTICE)
    slowed(page)
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    name = "document.activeElement.textContent"
    assert page.evaluate(name) == listen_name, "the first stop of the content"
    page.keyboard.press("Enter")
    heard(page)
    assert page.evaluate(name) == "暂停"
    for wanted in ("上一句", "下一句"):
        page.keyboard.press("Tab")
        assert page.evaluate(name) == wanted
    page.keyboard.press("Space")
    until(page, "document.querySelector('.heard')?.id === 'cc-validity'")
    page.evaluate("curbcut.set('pace', '')")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    until(page, "document.querySelector('audio').playbackRate === 1.25")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.get_by_label("念完一句停一下").is_checked()


def test_no_key_alone_does_anything(place: str, tab: Callable[..., Any]) -> None:
    """Source: WCAG 2.2, 2.1.4."""
    page = tab()
    page.goto(place + NOTICE)
    listen(page)
    pause(page)
    before = now_ms(page)
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
    for key in ("k", "p", "j", "l", "m", "s", "Space", "Enter", "ArrowLeft", "ArrowRight", ">", "<"):
        page.keyboard.press(key)
    assert paused(page)
    assert now_ms(page) == before


def test_a_screen_reader_is_told_nothing_that_it_does_not_ask_for(place: str, tab: Callable[..., Any]) -> None:
    page = tab()
    page.goto(place + NOTICE)
    listen(page)
    page.evaluate(
        "() => { window.told = []; const watch = new MutationObserver(all => told.push(...all.map(one => one.target.textContent)));"
        " document.querySelectorAll('[role=status], [role=alert], [aria-live]').forEach(one =>"
        " watch.observe(one, { childList: true, characterData: true, subtree: true })) }"
    )
    focus = page.evaluate("document.activeElement.textContent")
    until(page, "document.querySelector('.heard')?.id === 'cc-issued'")
    assert page.evaluate("told") == []
    assert page.evaluate("document.activeElement.textContent") == focus
    assert page.locator(".player [role=status]").count() == 1
    assert page.locator(".player [aria-live]").count() == 0


def test_a_screen_reader_says_what_was_agreed(
    request: pytest.FixtureRequest, place: str, tab: Callable[..., Any], package: Callable[[str], Path]
) -> None:
    package(READER)
    said = []
    for name, bring in (("收起", STATES["closed"]), ("打开", opened)):
        page = tab()
        page.goto(place + NOTICE)
        bring(page)
        phrases = [in_chinese(one) for one in ask(page, "transcript", f"{TOOLS}screen-reader.js")]
        start = next(n for n, phrase in enumerate(phrases) if phrase.startswith("正文"))
        said += [f"# {name}", *phrases[start : phrases.index("文章")], ""]
    text = "\n".join(said)
    if request.config.getoption("--rewrite"):
        GOLDEN.write_text(text, "utf-8")
    agreed = GOLDEN.read_text("utf-8") if GOLDEN.exists() else ""
    none_wrong(
        GOLDEN.name,
        list(difflib.unified_diff(agreed.splitlines(), text.splitlines(), "agreed", "said", lineterm="", n=2)),
    )


def test_without_scripts_the_browsers_own_player_stands_there(
    listen_name: str, place: str, tab: Callable[..., Any]
) -> None:
    page = tab(java_script_enabled=False)
    page.goto(place + NOTICE)
    audio = page.locator(".player audio")
    assert audio.is_visible()
    assert (audio.get_attribute("preload"), audio.get_attribute("controls")) == ("none", "")
    assert audio.get_attribute("aria-label") == listen_name
    track = page.locator(".player track")
    assert (track.get_attribute("kind"), track.get_attribute("src")) == ("captions", "captions.vtt")
    assert page.locator(".player button").is_hidden()
    assert ask(page, "controls")["dead"] == []


def test_where_no_highlights_are_known_the_sentence_is_marked_all_the_same(place: str, tab: Callable[..., Any]) -> None:
    page = tab()
    page.add_init_script("delete window.Highlight; delete CSS.highlights")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(place + NOTICE)
    listen(page)
    until(page, "document.querySelector('.heard')?.id === 'cc-validity'")
    assert errors == []


def test_what_is_heard_is_marked_by_more_than_a_colour(place: str, tab: Callable[..., Any]) -> None:
    page = tab()
    page.goto(place + NOTICE)
    opened(page)
    line = "(() => { const s = getComputedStyle(document.querySelector('.heard')); return [s.textDecorationLine, s.textDecorationThickness] })()"
    for forced in ("none", "active"):
        page.emulate_media(forced_colors=forced)
        shape, thick = page.evaluate(line)
        assert shape == "underline"
        assert float(thick.removesuffix("px")) >= 2


def test_nothing_of_it_is_printed(place: str, tab: Callable[..., Any]) -> None:
    page = tab()
    page.goto(place + NOTICE)
    opened(page)
    page.emulate_media(media="print")
    assert page.locator(".player").is_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.heard')).textDecorationLine") == "none"


@pytest.mark.parametrize(("still", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_it_moves_the_page_as_gently_as_the_reader_wants(
    still: str, behaviour: str, place: str, tab: Callable[..., Any]
) -> None:
    page = tab(390, 300, reduced_motion=still)
    page.add_init_script("Element.prototype.scrollIntoView = function (how) { window.moved = how.behavior }")
    page.goto(place + NOTICE)
    page.evaluate("curbcut.set('follow', '1')")
    listen(page)
    page.get_by_role("button", name="下一节", exact=True).evaluate("one => one.click()")
    until(page, "how => window.moved === how", behaviour)
