"""Saving, and what is saved: for a screen reader, with the keyboard, on a small screen, without scripts, and when somebody changes their mind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from a11y.driving import ask, none_wrong, prefer, settle
from a11y.keeping import Host, build, kept, names, saved
from a11y.listening import until
from a11y.test_axe import Violations

pytestmark = pytest.mark.a11y

STATUS = "#cc-saving [role=status]"
HELD = """() => { const real = window.fetch, going = new Promise(done => { window.goOn = done }); window.fetch = (to, how) => how && how.signal
  ? new Promise((done, failed) => { going.then(() => done(real(to, how))); how.signal.aborted ? failed(how.signal.reason)
    : how.signal.addEventListener('abort', () => failed(how.signal.reason)) }) : real(to, how) }"""
"""No file comes before `goOn()`, so that there is a time at which it is being saved, however slow a test is."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    host = Host(tmp_path_factory.mktemp("host"), build(tmp_path_factory.mktemp("kept")))
    yield host
    host.stop()


def opened(host: Host, tab: Callable[..., Any], width: int = 1280, *, policy: bool = True) -> Any:
    """Return the list of notices, ready to be saved."""
    page = tab(width, bypass_csp=not policy)
    page.goto(host.origin + "/notice/")
    kept(page)
    page.wait_for_selector("#cc-saving button")
    return page


def sizes(page: Any) -> list[Any]:
    """Return the controls of a saving section that are too small, and whether the page scrolls sideways."""
    return list(page.evaluate(
        """() => [...document.querySelectorAll('#cc-saving button, #cc-saving label, #cc-device button, #cc-device summary, #cc-device a')]
        .filter(one => { const box = one.getBoundingClientRect(); return box.width && (box.height < 44 || box.width < 44) }).map(one => one.outerHTML)
        .concat(document.documentElement.scrollWidth > innerWidth ? ['scrolls sideways'] : [])"""
    ))  # fmt: skip


def test_its_size_is_said_before_and_its_progress_while_it_is_saved(host: Host, tab: Callable[..., Any]) -> None:
    page = opened(host, tab)
    files = page.evaluate("fetch('offline.json').then(one => one.json())")
    pages = sum(1 for path, _, _ in files["files"] if path.endswith("/"))
    whole = sum(size for _, size, _ in files["files"])
    assert page.inner_text("#cc-saving button >> nth=0") == f"保存（{pages} 页，{round(whole / 1000)} KB）"
    page.check("#cc-saving input")
    more = whole + sum(size for _, size, _ in files["sounds"])
    assert page.inner_text("#cc-saving button >> nth=0") == f"保存（{pages} 页，{round(more / 1000)} KB）"
    page.evaluate(
        "() => { window.said = []; new MutationObserver(() => said.push(document.querySelector('#cc-saving [role=status]').textContent))"
        ".observe(document.querySelector('#cc-saving [role=status]'), { childList: true, characterData: true, subtree: true }) }"
    )
    saved(page)
    said = page.evaluate("said")
    assert said[0] == "正在保存……" and said[-1].startswith("存好了，") and len(said) <= 5, said
    page.reload()
    page.wait_for_selector(f"{STATUS}:has-text('存在这台设备上')")


def test_saving_is_cancelled_and_nothing_is_left(host: Host, tab: Callable[..., Any]) -> None:
    page = opened(host, tab)
    page.evaluate(HELD)
    page.focus("#cc-saving button >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector("#cc-saving button:has-text('取消')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "取消"
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{STATUS}:has-text('已取消，没有保存。')")
    assert page.evaluate("document.activeElement.textContent").startswith("保存")
    assert not [name for name in names(page) if ":saved:" in name]


def test_saving_goes_on_where_the_network_failed(host: Host, tab: Callable[..., Any]) -> None:
    page = opened(host, tab)
    page.context.route("**/notice/ramp/", lambda route: route.abort())
    page.click("#cc-saving button >> nth=0")
    page.wait_for_selector(f"{STATUS}:has-text('没有存完：网络断了')")
    page.context.unroute("**/notice/ramp/")
    page.goto(host.origin + "/offline/")
    page.wait_for_selector("#cc-device .date:has-text('没有存完')")
    page.goto(host.origin + "/notice/")
    saved(page)


def test_what_is_saved_is_removed_and_the_focus_stays_near(host: Host, tab: Callable[..., Any]) -> None:
    page = opened(host, tab)
    saved(page)
    page.goto(host.origin + "/offline/")
    first = page.locator("#cc-device button").first
    first.wait_for()
    assert first.get_attribute("aria-label") == "从这台设备删除：政策通知"
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#cc-device [role=status]:has-text('已从这台设备删除。')")
    assert not [name for name in names(page) if ":saved:" in name]
    assert (
        page.evaluate("document.activeElement.closest('section').querySelector('h2').textContent") == "这台设备上有什么"
    )


@pytest.mark.parametrize("width", [1280, 320])
def test_no_state_of_saving_has_a_violation(
    width: int, host: Host, tab: Callable[..., Any], package: Callable[[str], Path]
) -> None:
    violations = Violations(package)
    page = opened(host, tab, width, policy=False)
    wrong: list[Any] = []

    def look(state: str) -> None:
        for theme in ("light", "dark", "contrast"):
            prefer(page, {"theme": theme, "size": "5" if width == 320 else ""})
            settle(page)
            violations.check(page, f"{state} {theme}")
            wrong.extend(f"{state} {theme}: {one}" for one in sizes(page))

    look("offered")
    page.evaluate(HELD)
    page.click("#cc-saving button >> nth=0")
    page.wait_for_selector("#cc-saving progress:not([hidden])")
    violations.check(page, "while it is saved")
    page.evaluate("goOn()")
    page.wait_for_selector(f"{STATUS}:has-text('存好了，')")
    look("saved")
    page.goto(host.origin + "/offline/")
    page.wait_for_selector("#cc-device button")
    page.click("#cc-device summary")
    look("the list")
    host.stop()
    try:
        page.goto(host.origin + "/guide/")
        page.wait_for_selector("#cc-kept-copy")
        page.wait_for_selector("#cc-device button")
        look("for a page that is not there")
        page.goto(host.origin + "/notice/")
        page.wait_for_selector("#cc-kept-copy")
        look("a page that was saved")
    finally:
        host.start()
    none_wrong("saving", [*violations.lines(), *wrong])


def test_without_scripts_the_page_says_how_to_save(host: Host, tab: Callable[..., Any]) -> None:
    page = tab(java_script_enabled=False)
    page.goto(host.origin + "/notice/")
    page.click("main a:has-text('怎样保存')")
    assert page.inner_text("h1") == "离线阅读"
    for said in ("关了脚本", "下载每一页的大字版", "打电话 12385"):
        assert said in page.inner_text("main")
    assert ask(page, "controls")["dead"] == []


def test_in_english_everything_is_said_in_english(host: Host, tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    page.goto(host.origin + "/en/notice/")
    kept(page)
    page.click("#cc-saving button:has-text('Save (')")
    page.wait_for_selector(f"{STATUS}:has-text('Without a network')")
    page.goto(host.origin + "/en/offline/")
    page.wait_for_selector("#cc-device .date:has-text('saved on 20')")
    until(page, "!/[\\u4e00-\\u9fff]/.test(document.getElementById('cc-device').innerText)")
