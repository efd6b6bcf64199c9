"""The player: what is heard is what is marked, and the reader decides where it goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from a11y.listening import (
    ENGLISH,
    GUIDE,
    NOTICE,
    Told,
    at,
    called,
    cues,
    heard,
    listen,
    marked,
    now_ms,
    pause,
    paused,
    set_time,
    slowed,
    syllable,
    until,
)

from curbcut.portal.documents import duration_text

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("player")]

Button = Callable[[str], Any]


@pytest.fixture
def notice(recorded: Path) -> list[Told]:
    """The cues of the Chinese notice."""
    return cues(recorded, NOTICE)


@pytest.fixture
def page(place: str, tab: Callable[..., Any]) -> Iterator[Any]:
    """The Chinese notice under the site's own policy; a complaint or an error of a script fails the test."""
    said: list[str] = []
    opened = tab(bypass_csp=False)
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("console", lambda message: said.append(message.text))
    opened.goto(place + NOTICE)
    yield opened
    assert said == []


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_nothing_sounds_or_is_fetched_before_the_button_is_pressed(page: Any, listen_name: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.reload()
    page.wait_for_timeout(300)
    assert paused(page)
    assert not [name for name in asked if "player" in name or name in ("audio.mp3", "cues.js", "captions.vtt")]
    assert page.locator(".player > *:visible").all_inner_texts() == [listen_name]


def test_one_press_plays_and_the_focus_stays_where_it_is(page: Any) -> None:
    page.locator(".player > button").focus()
    page.keyboard.press("Enter")
    heard(page)
    assert page.evaluate("document.activeElement.textContent") == "暂停"
    page.keyboard.press("Space")
    until(page, "document.activeElement.textContent === '播放'")
    assert paused(page)


MARKS = """() => {
  window.marks = [];
  new MutationObserver(() => {
    const one = document.querySelector('.heard'), last = marks.at(-1);
    if (one && one !== last?.[0]) marks.push([one, one.id || one.localName, document.querySelector('audio').currentTime * 1000]);
  }).observe(document.getElementById('main'), { subtree: true, attributeFilter: ['class'] });
}"""
"""Notes what is marked, and at which ms of the recording, when it happens and not when a test looks."""


def test_the_mark_goes_with_the_sound(page: Any, notice: list[Told]) -> None:
    page.evaluate(MARKS)
    listen(page)
    until(page, "marks.length > 1")
    (first, _), (second, ms) = page.evaluate("marks.slice(0, 2).map(one => one.slice(1))")
    assert (first, second) == ("h1", notice[1].id)
    assert page.locator("h1").inner_text() == "关于修建坡道的通知"
    assert notice[1].start_ms - 20 <= ms <= notice[1].start_ms + 500


def bare(text: str) -> str:
    return re.sub(r"\W", "", text)


def said(site: Path, address: str) -> dict[str, str]:
    """Return id → what is said at it, by the captions."""
    told = (site / address.lstrip("/") / "captions.vtt").read_text("utf-8")
    found: dict[str, str] = {}
    for name, _, text in (block.split("\n", 2) for block in told.strip().split("\n\n")[1:]):
        found[name] = found.get(name, "") + text
    return found


@pytest.mark.parametrize("address", [NOTICE, ENGLISH, GUIDE])
def test_every_cue_marks_what_it_says(address: str, recorded: Path, place: str, tab: Callable[..., Any]) -> None:
    page = tab()
    page.goto(place + address)
    listen(page)
    pause(page)
    captions = said(recorded, address)
    told = cues(recorded, address)
    # What no page shows: how large a table is, and that the recording has ended.
    nowhere = {cue.id for cue in told if cue.id == "cc-end" or cue.id.endswith(".table")}
    for cue in told:
        set_time(page, cue.start_ms)
        if cue.id in nowhere:
            assert page.locator(".heard").count() == 0
            continue
        shown = bare(page.locator(".heard").evaluate(
            "one => { one = one.cloneNode(true); one.querySelectorAll('rt, rp, sup').forEach(x => x.remove());"
            " return one.textContent.split(/\\s+/).join(' ') }"
        ))  # fmt: skip
        # Before it a listener may be told what a reader sees: a number, a column's name, what kind of text it is.
        assert shown
        assert bare(captions[cue.id]).endswith(shown)
    assert len(nowhere) < len(told) / 4


def test_the_lit_characters_are_those_that_are_heard(page: Any, notice: list[Told]) -> None:
    """Ruby, bold, a link, a no-break space, a footnote call and a character of two code units are all counted right."""
    listen(page)
    pause(page)
    texts = {
        "s-8558af": "重新申请的残疾人家庭，请打热线 12385。", "s-ec0912": "本人不能来的，可以请 人代办。",
        "s-b5ce82": "𠮷林路的住户也可以申请。",
    }  # fmt: skip
    for cue in notice:
        if cue.id in texts:
            lit = []
            triples = list(zip(*[iter(cue.syllables)] * 3, strict=True))
            for _, _, ms in triples:
                set_time(page, cue.start_ms + ms)
                lit.append(syllable(page))
            assert lit == [texts[cue.id][start:end] for start, end, _ in triples]
            del texts[cue.id]
    assert texts == {}


def test_a_row_of_particulars_is_marked_without_syllables(page: Any, notice: list[Told]) -> None:
    listen(page)
    pause(page)
    set_time(page, called(notice, "cc-issued").end_ms - 500)
    assert marked(page) == "cc-issued"
    assert syllable(page) == ""


def test_next_and_previous_sentence_begin_at_its_start(page: Any, notice: list[Told]) -> None:
    slowed(page)
    listen(page)
    for _ in range(6):
        press(page, "下一句")
    assert at(page, notice[6]) < notice[6].start_ms + 500
    pause(page)
    set_time(page, notice[6].end_ms - 100)
    press(page, "上一句")
    at(page, notice[6])
    press(page, "上一句")
    at(page, notice[5])


def test_the_moment_before_the_first_sentence_is_its_own(page: Any, notice: list[Told]) -> None:
    listen(page)
    pause(page)
    set_time(page, notice[0].start_ms - 40)
    assert page.locator("h1.heard").count() == 1
    press(page, "下一节")
    at(page, next(cue for cue in notice[1:] if cue.level))


def test_headings_are_gone_to_and_the_ends_are_said(page: Any, notice: list[Told]) -> None:
    slowed(page)
    listen(page)
    headings = [cue for cue in notice if cue.level]
    for cue in headings[1:]:
        press(page, "下一节")
        at(page, cue)
    press(page, "下一节")
    assert page.locator(".player [role=status]").inner_text() == "后面没有了。"
    press(page, "上一节")
    at(page, headings[-2])


def test_a_click_on_a_sentence_plays_it_and_a_link_in_it_stays_a_link(page: Any, notice: list[Told]) -> None:
    page.locator("#s-3e34ef").click()
    page.wait_for_timeout(200)
    assert paused(page), "a click does nothing before the player is open"
    slowed(page)
    listen(page)
    page.locator("#s-3e34ef").click()
    at(page, called(notice, "s-3e34ef"))
    page.locator("h1").click()
    at_title = "document.querySelector('.heard')?.matches('h1')"
    until(page, at_title)
    page.locator("nav.toc a").first.click()
    page.locator("#s-ec0912 .footnote-ref").click()
    page.wait_for_url("**#fn:1")
    assert page.evaluate(at_title)


def test_selecting_text_is_left_alone(page: Any) -> None:
    listen(page)
    pause(page)
    box = page.locator("#s-3e34ef").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + box["height"] / 2)
    page.mouse.up()
    assert page.evaluate("String(getSelection())")
    assert paused(page)


def test_enter_plays_from_the_caret(page: Any, notice: list[Told]) -> None:
    listen(page)
    pause(page)
    page.evaluate(
        "() => { document.activeElement.blur();"
        " getSelection().collapse(document.querySelector('#s-b5ce82 strong').firstChild, 1) }"
    )
    page.keyboard.press("Enter")
    at(page, called(notice, "s-b5ce82"))


def test_it_can_stop_after_each_sentence(page: Any, notice: list[Told]) -> None:
    slowed(page)
    listen(page)
    page.locator("summary").click()
    page.get_by_label("念完一句停一下").check()
    page.evaluate("curbcut.set('pace', '')")
    until(page, "document.querySelector('audio').paused")
    assert notice[0].end_ms - 20 <= now_ms(page) <= notice[1].start_ms
    page.locator(".player > button").click()
    until(page, "id => document.querySelector('.heard')?.id === id", notice[1].id)
    until(page, "document.querySelector('audio').paused")
    assert notice[1].end_ms - 20 <= now_ms(page) <= notice[2].start_ms


PACE = """async () => {
  const audio = document.querySelector('audio'), [first, started] = [audio.currentTime * 1000, performance.now()];
  await new Promise(done => setTimeout(done, 1000));
  return (audio.currentTime * 1000 - first) / (performance.now() - started);
}"""


def test_the_speed_is_the_readers_and_stays(page: Any) -> None:
    listen(page)
    page.locator("summary").click()
    choices = page.locator(".player option").all_inner_texts()
    assert (choices[0], choices[-1]) == ("0.5 倍", "2.5 倍")
    page.get_by_label("快慢").select_option("2.5")
    assert 2 < page.evaluate(PACE) < 3
    assert page.evaluate("document.querySelector('audio').preservesPitch")
    page.reload()
    listen(page)
    assert page.evaluate("document.querySelector('audio').playbackRate") == 2.5


def test_the_place_is_kept_for_this_recording_only(page: Any, notice: list[Told]) -> None:
    slowed(page)
    listen(page)
    page.locator("#s-3e34ef").click()
    there = called(notice, "s-3e34ef")
    at(page, there)
    page.reload()
    listen(page)
    at(page, there)
    assert (
        page.locator(".player [role=status]").inner_text()
        == f"接着上次的地方念：{duration_text(there.start_ms, 'zh-Hans')}"
    )
    page.evaluate(
        "() => { const key = Object.keys(localStorage).find(one => one.includes('heard'));"
        " document.querySelector('audio').pause(); addEventListener('pagehide', () =>"
        " localStorage.setItem(key, JSON.stringify([1, 28.5]))) }"
    )
    page.reload()
    listen(page)
    assert page.locator(".heard").inner_text() == "关于修建坡道的通知"


def test_without_storage_it_plays_all_the_same(page: Any) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page.reload()
    slowed(page)
    listen(page)
    press(page, "下一句")
    until(page, "document.querySelector('.heard')?.id === 'cc-validity'")


def test_the_page_scrolls_only_with_a_reader_who_is_there(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 400})
    listen(page)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    top = page.evaluate("scrollY")
    until(page, "document.querySelector('.heard')?.id === 'cc-validity'")
    assert page.evaluate("scrollY") == top
    page.evaluate("document.querySelector('.player details').open = true")
    page.evaluate("[...document.querySelectorAll('.player input')].at(-1).click()")
    until(page, "document.querySelector('.heard')?.id === 'cc-issued'")
    until(
        page,
        "(() => { const b = document.querySelector('.heard').getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight })()",
    )


def test_closing_stops_marks_nothing_and_gives_the_focus_back(page: Any, listen_name: str) -> None:
    listen(page)
    page.locator("summary").click()
    press(page, "关闭")
    assert paused(page)
    assert page.locator(".heard").count() == 0
    assert page.evaluate("document.activeElement.textContent") == listen_name
    page.keyboard.press("Enter")
    heard(page)
    until(page, "document.activeElement.textContent === '暂停'")
    until(page, "document.querySelectorAll('.heard').length === 1")


def test_media_keys_know_the_chapter(page: Any) -> None:
    listen(page)
    press(page, "下一节")
    until(page, "navigator.mediaSession.metadata.title === '谁可以申请'")


def test_it_works_from_files(recorded: Path, tab: Callable[..., Any]) -> None:
    page = tab()
    page.goto((recorded / "notice/ramp/index.html").as_uri())
    slowed(page)
    listen(page)
    press(page, "下一句")
    until(page, "document.querySelector('.heard')?.id === 'cc-validity'")
    assert page.evaluate("getComputedStyle(document.querySelector('.heard')).textDecorationLine") == "underline"
