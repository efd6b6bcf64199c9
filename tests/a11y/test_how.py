"""The way of learning that somebody chooses: every choice does something, every page says it, and a link asks before it sets anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from a11y.choosing import ALL, ENGLISH, LESSON, PAGE, choose, kept, line, opened
from a11y.listening import until
from a11y.states import STORAGE_KEY

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("how")]

# --- choosing ---------------------------------------------------------------------------------------------


def test_a_choice_is_made_by_keyboard_and_every_page_says_so(origin: str, tab: Callable[..., Any]) -> None:
    page = opened(tab(bypass_csp=False), origin + PAGE)
    page.locator("h1").click()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "cc-how-large":
            break
    page.keyboard.press("Space")
    for _ in range(6):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "cc-how-slow"
    page.keyboard.press("Space")
    assert kept(page) == {"size": "4", "pace": "0.75", "how": "1"}
    page.goto(origin + "/notice/")
    assert line(page) == "学习方式：大字、慢速 · 更改"
    assert page.evaluate("document.documentElement.dataset.size") == "4"
    # It is a link that is read where it stands, and no status: it says nothing of its own accord.
    assert page.locator("#cc-active").evaluate("one => one.closest('[role], [aria-live]') === null")
    page.locator("#cc-active").focus()
    page.keyboard.press("Enter")
    page.locator("#cc-how-large").wait_for()
    assert page.url == origin + PAGE + "#cc-how"
    assert page.locator("#cc-how").evaluate("one => one.getBoundingClientRect().top < innerHeight / 2")
    for name in ("large", "slow"):
        page.locator(f"#cc-how-{name}").uncheck()
    assert kept(page) == {} and page.locator("#cc-active").count() == 0


def test_who_chose_nothing_fetches_nothing(origin: str, tab: Callable[..., Any]) -> None:
    page, asked = tab(bypass_csp=False), []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("/", LESSON):
        page.goto(origin + address)
        page.evaluate("new Promise(done => requestIdleCallback(done))")
    assert [url for url in asked if "/how." in url or "/ways." in url or "/qr." in url] == []
    opened(page, origin + PAGE)
    choose(page, "large")
    assert not [url for url in asked if "/qr." in url], "only who asks for the code fetches it"
    asked.clear()
    page.goto(origin + LESSON)
    line(page)
    assert len([url for url in asked if "/how." in url]) <= 1


def play(page: Any) -> None:
    page.locator(".player button").first.click()
    until(page, "!document.querySelector('audio').paused && document.querySelector('.player select')")


def questions(page: Any) -> int:
    page.locator("section.question").first.scroll_into_view_if_needed()
    page.locator(".turning").wait_for(state="attached")
    return int(page.locator("section.question:visible").count())


EFFECTS: dict[str, Callable[[Any], Any]] = {
    "large": lambda page: page.evaluate("getComputedStyle(document.querySelector('main p')).fontSize"),
    "contrast": lambda page: page.evaluate("getComputedStyle(document.body).backgroundColor"),
    "spaced": lambda page: page.evaluate("getComputedStyle(document.querySelector('.text p')).lineHeight"),
    "calm": lambda page: page.evaluate(
        "document.getElementById('main').querySelector('h2').id && (location.hash = document.querySelector('.text h2').id, getComputedStyle(document.querySelector(':target')).animationName)"
    ),
    "plain": lambda page: page.locator(".beside").is_visible(),
    "listen": lambda page: page.locator(".player.open").count(),
    "slow": lambda page: (play(page), page.evaluate("document.querySelector('audio').playbackRate"))[1],
    "fast": lambda page: (play(page), page.evaluate("document.querySelector('audio').playbackRate"))[1],
    "follow": lambda page: (play(page), page.locator(".player details input").nth(1).is_checked())[1],
    "pause": lambda page: (play(page), page.locator(".player details input").first.is_checked())[1],
    "one": questions,
    "easy": lambda page: page.locator("h1 + p a").count() and page.locator("h1 + p a").first.get_attribute("href"),
}
"""Choice → what a lesson looks or sounds like."""


def test_no_choice_does_nothing(origin: str, tab: Callable[..., Any]) -> None:
    page = opened(tab(), origin + PAGE)
    assert page.locator("#cc-way").count() == 0, "it is replaced by the choices"
    offered = page.locator(".way input").evaluate_all("all => all.map(one => one.id.slice(7))")
    assert sorted(offered) == sorted(EFFECTS) == sorted(ALL), "a choice without a proof of what it does"


@pytest.mark.parametrize("name", ALL)
def test_a_choice_changes_a_lesson(name: str, origin: str, tab: Callable[..., Any]) -> None:
    page = tab(reduced_motion="no-preference")
    page.goto(origin + LESSON)
    before = EFFECTS[name](page)
    opened(page, origin + PAGE)
    choose(page, name)
    page.goto(origin + LESSON)
    line(page)
    if name == "listen":
        page.locator(".player.open").wait_for()
        page.wait_for_timeout(300)
        assert page.evaluate("document.querySelector('audio').paused"), "nothing sounds unasked"
        assert page.evaluate("document.activeElement === document.body"), "and nothing takes the focus"
        play(page)
    assert EFFECTS[name](page) != before


def test_what_is_offered_is_what_there_is(origin: str, tab: Callable[..., Any]) -> None:
    page = opened(tab(), origin + ENGLISH)
    assert page.locator("#cc-how-one").count() == 1
    assert page.locator("#cc-how-easy").count() == 0, "no English course is in easy words"


def test_the_panel_and_the_choices_agree_in_two_tabs(origin: str, tab: Callable[..., Any]) -> None:
    page = opened(tab(bypass_csp=False), origin + PAGE)
    other = page.context.new_page()
    opened(other, origin + PAGE)
    choose(page, "large", "slow")
    choose(page, "fast")
    assert not page.locator("#cc-how-slow").is_checked(), "one speed at a time"
    until(other, "document.querySelector('#cc-how-fast').checked && document.querySelector('#cc-how-large').checked")
    until(other, "(document.getElementById('cc-active') || {}).textContent === '学习方式：大字、快速 · 更改'")
    page.locator("#cc-preferences input[name=cc-size][value='5']").check()
    assert page.locator("#cc-how-large").is_checked(), "larger still is large"
    assert page.locator("#cc-how-link").input_value().endswith("#how=1.large2.fast")
    page.locator("#cc-preferences").get_by_role("button", name="全部恢复标准").click()
    assert page.locator(".way input:checked").count() == 0 and page.locator("#cc-active").count() == 0


# --- links ------------------------------------------------------------------------------------------------


def test_a_link_says_what_it_would_set_and_sets_it_only_when_asked(origin: str, tab: Callable[..., Any]) -> None:
    page = opened(tab(bypass_csp=False), origin + PAGE)
    choose(page, "large", "listen")
    assert page.locator("#cc-how-link").input_value() == origin + PAGE + "#how=1.large.listen"
    before = kept(page)
    page.goto(origin + "/")
    opened(page, origin + PAGE + "#how=1.large.slow.one.loud.fast2")
    asked = page.locator("section.banner")
    assert asked.locator("p").all_inner_texts()[:2] == ["会打开：大字、慢速、一次一题。", "会关掉：先听。"]
    assert kept(page) == before, "a link sets nothing by itself"
    page.get_by_role("button", name="现在不用").click()
    assert kept(page) == before and asked.count() == 0 and page.url == origin + PAGE
    page.evaluate("location.hash = '#how=1.large.slow.one'")
    page.get_by_role("button", name="用这个设置").click()
    assert kept(page) == {"size": "4", "pace": "0.75", "one": "1", "how": "1"}
    assert page.locator(".ways [role=status]").inner_text() == "设好了：大字、慢速、一次一题。"
    assert page.evaluate("document.activeElement.id") == "cc-how" and page.url == origin + PAGE


def test_a_link_can_be_pasted_where_it_cannot_be_opened(origin: str, tab: Callable[..., Any]) -> None:
    page = opened(tab(bypass_csp=False), origin + PAGE)
    page.get_by_label("别人给的链接").fill("https://linjiang.example.org/preferences/#how=1.easy ")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "有人给了您一个学习方式"
    page.get_by_role("button", name="用这个设置").click()
    assert kept(page) == {"easy": "1", "how": "1"}


def test_every_value_travels(origin: str, tab: Callable[..., Any]) -> None:
    page = opened(tab(), origin + PAGE)
    lost = page.evaluate("""() => [...curbcut.how.CHOICES].flatMap(([name, [, preference, ...values]]) => values.filter(value => {
        curbcut.set();
        curbcut.set(preference, value);
        const text = curbcut.how.write(), found = curbcut.how.read(text);
        curbcut.set();
        curbcut.how.use(found);
        return curbcut.get(preference) !== value || found.size !== 1 || !/^1\\.[a-z]+[2-9]?$/.test(text);
    }).map(value => name + " " + value))""")
    assert lost == []


HOSTILE = {
    "empty": "", "no version": "large", "newer": "2.large", "unknown": "1.__proto__.constructor.toString.hasOwnProperty",
    "html": "1.<img src=x onerror=alert(1)>", "encoded": "1.%3Cscript%3E%00", "long": "1." + "large." * 17_000, "json": '{"size":"9"}',
    "no such value": "1.large9.slow9.contrast7", "capitals": "1.LARGE", "spaces": "1. large", "digits": "1.large22",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_link_changes_nothing_and_says_so(name: str, origin: str, tab: Callable[..., Any]) -> None:
    page, wrong = tab(bypass_csp=False), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    opened(page, origin + PAGE)
    choose(page, "spaced")
    before = kept(page)
    page.evaluate("text => { location.hash = '#how=' + text }", HOSTILE[name])
    page.get_by_text("什么也没有改").wait_for()
    assert page.locator("section.banner").count() == 0 and page.get_by_role("button", name="用这个设置").count() == 0
    assert page.locator("main img, main script").count() == 0
    assert kept(page) == before and wrong == []
    assert page.evaluate("[{}.size, {}.large, Object.keys(Object.prototype).length]") == [None, None, 0]


@pytest.mark.parametrize(
    "stored",
    [
        '{"how":{"a":1},"size":["4"],"pace":{},"one":7}',
        "[]",
        "null",
        "7",
        '{"__proto__":{"how":"1"}}',
        "{",
        '{"how":"1"}',
    ],
)
def test_a_hostile_storage_does_no_harm(stored: str, origin: str, tab: Callable[..., Any]) -> None:
    page, wrong = tab(bypass_csp=False), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(origin + LESSON)
    page.evaluate("given => localStorage.setItem(...given)", [STORAGE_KEY, stored])
    page.goto(origin + LESSON)
    page.evaluate("new Promise(done => requestIdleCallback(done))")
    assert page.locator("#cc-active").count() == 0
    opened(page, origin + PAGE)
    choose(page, "contrast")
    page.goto(origin + LESSON)
    assert line(page) == "学习方式：高对比 · 更改" and wrong == []


@pytest.mark.parametrize(
    "broken", ["Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }",
               "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"],
    ids=["full", "disabled"],
)  # fmt: skip
def test_where_nothing_is_kept_it_holds_on_the_page_and_that_is_said(
    broken: str, origin: str, tab: Callable[..., Any]
) -> None:
    page = tab(bypass_csp=False)
    page.add_init_script(broken)
    opened(page, origin + PAGE + "#how=1.large")
    page.get_by_role("button", name="用这个设置").click()
    assert "记不下设置" in page.locator(".ways [role=status]").inner_text()
    assert page.evaluate("document.documentElement.dataset.size") == "4"
    assert page.locator("#cc-how-link").input_value().endswith("#how=1.large"), "a link still carries it"
