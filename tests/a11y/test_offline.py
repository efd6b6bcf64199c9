"""Without a network: what was visited and saved is read, heard and searched, and says of which day it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from a11y.keeping import UNTIL, Host, build, kept, names, saved, visited, without
from a11y.listening import until
from a11y.test_policy import Witness

pytestmark = pytest.mark.a11y

BANNER = "#cc-kept-copy"
FETCHED = """() => Promise.all(performance.getEntriesByType('resource').map(one => one.name).filter(url => /[.]js$/.test(url))
  .map(url => caches.match(url))).then(all => all.length > 0 && all.every(Boolean))"""
"""Whether the device has every script that the page fetched."""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("kept"))


@pytest.fixture(scope="module")
def renewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next release: another telephone number, so that the page for what is not there is another one."""
    return build(tmp_path_factory.mktemp("renewed"), **{'"12385"': '"12399"'})


@pytest.fixture
def host(release: Path, tmp_path: Path) -> Iterator[Host]:
    host = Host(tmp_path, release)
    yield host
    host.stop()


@pytest.fixture
def page(host: Host, tab: Callable[..., Any]) -> Any:
    """A page of a device that already keeps the site."""
    page = tab(bypass_csp=False)
    page.goto(host.origin + "/")
    kept(page)
    return page


def today() -> str:
    now = datetime.now().astimezone()
    return f"{now.year}年{now.month}月{now.day}日"


def test_the_first_page_is_kept_under_the_policy_and_nothing_complains(host: Host, tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    witness = Witness(page, host.origin)
    page.goto(host.origin + "/notice/")
    kept(page)
    page.wait_for_selector("#cc-saving button")
    assert witness.seen == []
    host.stop()
    page.goto(host.origin + "/notice/")
    assert page.inner_text("h1") == "政策通知"


def test_a_visited_page_is_read_and_says_of_which_day_it_is(host: Host, page: Any) -> None:
    visited(page, host.origin + "/guide/card/")
    visited(page, host.origin + "/en/notice/ramp/")
    assert not page.locator(BANNER).count()
    host.stop()
    page.goto(host.origin + "/guide/card/")
    assert page.inner_text("h1") == "怎样办残疾人证"
    assert page.inner_text(BANNER) == f"这一页是{today()}保存的，现在连不上网；内容可能已经改变。"
    assert (
        page.evaluate("getComputedStyle(document.querySelector('header.site')).backgroundColor") != "rgba(0, 0, 0, 0)"
    )
    page.goto(host.origin + "/en/notice/ramp/")
    assert page.inner_text(BANNER).startswith("This page was saved on 20")
    host.start()
    page.goto(host.origin + "/guide/card/")
    assert not page.locator(BANNER).count()


def test_a_notice_whose_last_day_is_over_is_not_shown_as_current(host: Host, page: Any) -> None:
    visited(page, host.origin + "/notice/ramp/")
    host.stop()
    page.goto(host.origin + "/notice/ramp/")
    assert page.inner_text(BANNER).startswith(f"这一页写明有效到{UNTIL}，现在已经过期。 这一页是{today()}保存的")


def test_for_a_page_that_is_not_there_one_is_told_what_helps(host: Host, page: Any) -> None:
    visited(page, host.origin + "/guide/card/")
    host.stop()
    page.goto(host.origin + "/notice/ramp/")
    assert page.inner_text(BANNER) == "现在连不上网，您要的这一页没有存在这台设备上。 再试一次"
    for said in ("打电话 12385", "发短信到 12386", "怎样办残疾人证"):
        until(page, "said => document.querySelector('main').textContent.includes(said)", said)
    assert page.url == host.origin + "/notice/ramp/"
    page.click("summary:has-text('是哪些')")
    page.click("#cc-device a:has-text('怎样办残疾人证')")
    page.wait_for_selector("h1:has-text('怎样办残疾人证') >> visible=true")
    page.goto(host.origin + "/en/notice/")
    assert page.inner_text(BANNER).startswith("There is no connection now")
    page.click(f"{BANNER} a")
    page.wait_for_selector(BANNER)
    host.start()
    page.click(f"{BANNER} a")
    page.wait_for_selector("h1:has-text('Notices')")


def test_a_saved_part_is_read_and_heard_and_a_seek_gets_the_bytes_it_asked_for(host: Host, page: Any) -> None:
    visited(page, host.origin + "/notice/")
    saved(page, sounds=True)
    host.stop()
    page.goto(host.origin + "/notice/ramp/")
    assert page.inner_text("h1") == "关于修建坡道的通知"
    asked = """range => fetch('audio.mp3', { headers: range ? { Range: range } : {} }).then(async answer => [answer.status,
      answer.headers.get('content-range'), [...new Uint8Array(await answer.arrayBuffer())]])"""
    sound = (host.live / "notice/ramp/audio.mp3").read_bytes()
    size = len(sound)
    for range_, start, end in (
        ("bytes=10-29", 10, 30), (f"bytes={size - 5}-", size - 5, size), ("bytes=-7", size - 7, size), (f"bytes=0-{size * 2}", 0, size),
    ):  # fmt: skip
        status, said, data = page.evaluate(asked, range_)
        assert (status, said, bytes(data)) == (206, f"bytes {start}-{end - 1}/{size}", sound[start:end]), range_
    assert page.evaluate(asked, f"bytes={size}-")[:2] == [416, f"bytes */{size}"]
    page.locator(".player > button").click()
    until(page, "() => { const a = document.querySelector('audio'); return !a.paused && a.currentTime > 0 }")


def test_a_recording_is_not_kept_unless_it_is_saved(host: Host, page: Any) -> None:
    visited(page, host.origin + "/notice/ramp/")
    page.locator(".player > button").click()
    until(page, "() => document.querySelector('audio').currentTime > 0")
    assert not page.evaluate("caches.match('audio.mp3')")


def test_a_saved_search_answers_in_full(host: Host, page: Any) -> None:
    visited(page, host.origin + "/search/")
    saved(page)
    host.stop()
    page.goto(host.origin + "/search/?q=坡道")
    page.wait_for_selector("#cc-results h3")
    assert page.inner_text("#cc-results h3 a") == "关于修建坡道的通知"
    page.goto(host.origin + "/search/?q=zzqq")
    page.wait_for_selector("#cc-found .count:has-text('没有找到')")
    assert all("q=" not in url for url in page.evaluate(
        "caches.keys().then(async all => (await Promise.all(all.map(async one => (await (await caches.open(one)).keys()).map(r => r.url)))).flat())"
    ))  # fmt: skip


def test_what_was_searched_is_searched_again(host: Host, page: Any) -> None:
    page.goto(host.origin + "/search/?q=坡道")
    page.wait_for_selector("#cc-results h3")
    until(page, FETCHED)
    host.stop()
    page.goto(host.origin + "/search/?q=坡道")
    page.wait_for_selector("#cc-results h3")


def test_what_the_network_calls_gone_is_forgotten(host: Host, page: Any) -> None:
    visited(page, host.origin + "/notice/ramp/")
    page.goto(host.origin + "/notice/")
    saved(page)
    host.answers["/notice/ramp/"] = 410
    answer = page.goto(host.origin + "/notice/ramp/")
    assert answer.status == 410
    until(page, "address => caches.match(address).then(found => !found)", page.url)
    host.stop()
    page.goto(host.origin + "/notice/ramp/")
    assert "没有存在这台设备上" in page.inner_text(BANNER)


def test_an_error_of_the_server_is_answered_from_the_device(host: Host, page: Any) -> None:
    visited(page, host.origin + "/guide/card/")
    host.answers["/guide/card/"] = 503
    page.goto(host.origin + "/guide/card/")
    assert today() in page.inner_text(BANNER)


def test_a_new_release_comes_in_while_two_pages_are_open_and_disturbs_neither(
    host: Host, page: Any, renewed: Path
) -> None:
    visited(page, host.origin + "/guide/card/")
    second = page.context.new_page()
    visited(second, host.origin + "/notice/")
    page.evaluate("window.mine = true; document.querySelector('main a').focus()")
    focused = page.evaluate("document.activeElement.href")
    (old,) = [name for name in names(page) if ":shell:" in name]
    host.publish(renewed)
    second.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update())")
    until(second, "navigator.serviceWorker.getRegistration().then(one => Boolean(one.waiting))")
    assert old in names(page) and len([name for name in names(page) if ":shell:" in name]) == 2
    assert page.evaluate("window.mine && document.activeElement.href") == focused
    for one, address in ((page, "/notice/ramp/"), (second, "/guide/")):
        one.goto(host.origin + address)
        assert "12399" in one.inner_text("footer.site")
    context = page.context
    page.close()
    second.close()
    third = context.new_page()
    third.goto(host.origin + "/")
    until(third, "old => caches.keys().then(all => !all.includes(old))", old)
    host.stop()
    third.goto(host.origin + "/register/")
    assert "12399" in third.inner_text("main")
    third.goto(host.origin + "/guide/card/")
    assert third.inner_text("h1") == "怎样办残疾人证"


def test_a_page_whose_files_are_gone_says_that_a_newer_one_is_there(
    host: Host, page: Any, release: Path, tmp_path: Path
) -> None:
    visited(page, host.origin + "/guide/card/")
    # Its own script comes when the page has been there for a while, and is listening once it has run.
    script = until(
        page, "performance.getEntriesByType('resource').map(one => one.name).find(url => /offline[.]/.test(url))"
    )
    page.evaluate("url => import(url).then(() => true)", script)
    page.evaluate("caches.keys().then(all => Promise.all(all.map(one => caches.delete(one))))")
    host.publish(without(release, "panel.*.js", tmp_path))
    page.click("#cc-open")
    page.wait_for_selector("#cc-renewed")
    assert "重新打开这一页" in page.inner_text("#cc-renewed") and page.inner_text("h1") == "怎样办残疾人证"
    page.click("#cc-renewed a")
    page.wait_for_selector("h1")


def test_a_file_that_the_site_no_longer_has_comes_from_the_device(
    host: Host, page: Any, release: Path, tmp_path: Path
) -> None:
    page.goto(host.origin + "/guide/card/")
    host.publish(without(release, "panel.*.js", tmp_path))
    page.click("#cc-open")
    page.wait_for_selector("section#cc-preferences")


def test_where_there_is_no_room_pages_are_read_and_saving_says_what_helps(host: Host, tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    page.goto(host.origin + "/notice/")
    kept(page)
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": host.origin, "quotaSize": 1000})
    page.goto(host.origin + "/notice/")
    page.wait_for_selector("#cc-saving button")
    page.click("#cc-saving button:has-text('保存')")
    page.wait_for_selector("#cc-saving [role=status]:has-text('放不下')")
    page.goto(host.origin + "/notice/ramp/")
    assert page.inner_text("h1") == "关于修建坡道的通知"


def test_where_nothing_may_be_kept_the_site_is_read_and_saving_says_what_helps(
    host: Host, tab: Callable[..., Any]
) -> None:
    page = tab(bypass_csp=False)
    page.add_init_script(
        "for (const name of ['open', 'has', 'keys']) CacheStorage.prototype[name] = () => Promise.reject(new DOMException('', 'SecurityError'))"
    )
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(host.origin + "/notice/")
    page.wait_for_selector("#cc-saving button")
    page.click("#cc-saving button:has-text('保存')")
    page.wait_for_selector("#cc-saving [role=status]:has-text('这个浏览器不让网站保存内容')")
    page.goto(host.origin + "/offline/")
    page.wait_for_selector("#cc-device p:has-text('这个浏览器不让网站保存内容')")
    assert wrong == []


def test_from_a_folder_and_another_host_over_http_nothing_is_registered(
    host: Host, release: Path, tab: Callable[..., Any]
) -> None:
    page = tab(bypass_csp=False)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    for origin in (release.as_uri(), host.origin.replace("127.0.0.1", "site.test")):
        if origin.startswith("http"):
            page.route("http://site.test:*/**", lambda route: route.fulfill(path=_file(release, route.request.url)))
        page.goto(origin + "/guide/card/index.html")
        page.wait_for_timeout(2600)
        assert page.inner_text("h1") == "怎样办残疾人证"
    assert wrong == []


def _file(release: Path, url: str) -> Path:
    return release / url.split("/", 3)[3]
