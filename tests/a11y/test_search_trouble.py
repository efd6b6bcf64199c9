"""Search where something is wrong: damaged, swapped and missing files, no network, a new edition, a folder instead of a server."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from a11y.asking import HOSTILE
from a11y.driving import none_wrong
from a11y.listening import caught
from a11y.published import Address
from a11y.states import Case
from a11y.test_search import ANSWERS, asked, search

pytestmark = pytest.mark.a11y

FAILED = "现在搜不了"
SHARDS = re.compile(r"/search/(manifest|cards/.*|[0-9a-z]{5})\.js$")


def told(page: Any) -> str:
    page.wait_for_selector("#cc-found p, #cc-found h2")
    page.wait_for_selector("#cc-found:not([aria-busy])")
    return str(page.inner_text("#cc-found"))


def tampered(tab: Callable[..., Any], where: str, change: Callable[[Any], None]) -> tuple[Any, list[str]]:
    """Return the search page, whose shards are answered by `change`, and the exceptions that nobody caught."""
    page = tab(bypass_csp=False)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.route(SHARDS, change)
    page.goto(where + "?q=轮椅")
    return page, wrong


def cut(route: Any) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.body()[: len(answer.body()) // 2])


def flipped(route: Any) -> None:
    """Another character in the middle, so that it is still a script."""
    answer = route.fetch()
    text = answer.body().decode()
    at = text.index("[") if "[" in text else len(text) // 2
    place = next(n for n in range(at + 20, len(text)) if text[n].isalpha())
    route.fulfill(response=answer, body=text[:place] + ("a" if text[place] != "a" else "b") + text[place + 1 :])


def swapped(route: Any) -> None:
    """Another shard under this name: the manifest's bytes for everything else, and a card's for the manifest."""
    other = re.sub(r"/search/.*|/assets/.*", "/search/manifest.js", route.request.url)
    if route.request.url.endswith("manifest.js"):
        route.fulfill(body='curbcut.shard("search/other","0",{})', content_type="text/javascript")
    else:
        route.fulfill(response=route.fetch(url=other))


def a_page_instead(route: Any) -> None:
    route.fulfill(body="<!DOCTYPE html><title>登录</title>", content_type="text/html")


def gone(route: Any) -> None:
    route.fulfill(status=404, body="")


@pytest.mark.parametrize("change", [cut, flipped, swapped, a_page_instead, gone])
@pytest.mark.parametrize("which", ["manifest", "cards", "assets"])
def test_files_that_are_not_what_they_should_be_give_a_sentence_that_helps(
    change: Callable[[Any], None], which: str, address: Address, tab: Callable[..., Any]
) -> None:
    def some(route: Any) -> None:
        change(route) if which in route.request.url else route.continue_()

    page, wrong = tampered(tab, address(Case("search", "zh")), some)
    page.wait_for_selector("#cc-found p")
    assert FAILED in told(page)
    assert page.locator("#cc-results").count() == 0
    assert page.locator("main section a").count() >= 5
    assert wrong == []
    page.unroute_all(behavior="ignoreErrors")


def test_without_a_network_it_says_so_and_finds_again_when_it_is_back(
    address: Address, tab: Callable[..., Any]
) -> None:
    page = tab(bypass_csp=False)
    page.goto(address(Case("search", "zh")))
    page.context.set_offline(True)
    page.fill("#cc-q", "轮椅")
    page.press("#cc-q", "Enter")
    page.wait_for_selector(f"#cc-found:has-text('{FAILED}')")
    page.context.set_offline(False)
    search(page, "轮椅")
    assert page.locator("#cc-results > li").count() == 10


def test_a_site_published_meanwhile_is_searched_without_a_word(address: Address, tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    page.goto(address(Case("search", "zh")))
    search(page, "轮椅")
    expected = page.evaluate(ANSWERS)
    # What the page remembers has gone: its blocks have other names now, which the new list tells.
    old: set[str] = set()
    lists: list[str] = []

    def answer(route: Any) -> None:
        if "manifest" in route.request.url:
            lists.append(route.request.url)
            route.continue_()
        elif not lists and "/assets/" in route.request.url:
            old.add(route.request.url)
            route.fulfill(status=404, body="")
        else:
            route.continue_()

    page.route(SHARDS, answer)
    search(page, "手语翻译")
    assert old and len(lists) == 1
    assert page.locator("#cc-results > li").count() > 0
    page.unroute(SHARDS)
    search(page, "轮椅")
    assert page.evaluate(ANSWERS) == expected


def test_no_query_brings_an_exception_or_an_element_of_its_own(address: Address, tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.goto(address(Case("search", "zh")))
    for query in (*HOSTILE, "<img src=x onerror=alert(1)>", '"><script>1</script>', "javascript:alert(1)"):
        page.evaluate(
            "text => { document.getElementById('cc-q').value = text; document.getElementById('cc-q').form.requestSubmit(); }",
            query,
        )
        page.wait_for_selector("#cc-found:not([aria-busy])", state="attached")
        wrong += [f"{query[:30]!r} failed"] * (FAILED in page.inner_text("#cc-found"))
        wrong += [f"{query[:30]!r} made an element"] * page.locator("main :is(script, img, iframe)").count()
    none_wrong("hostile queries", wrong)


def test_two_questions_at_once_show_the_answer_to_the_last(address: Address, tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    page.goto(address(Case("search", "zh")))
    held: list[Any] = []
    first = True
    page.route("**/search/cards/**", lambda route: held.append(route) if first else route.continue_())
    page.fill("#cc-q", "轮椅")
    page.evaluate("document.getElementById('cc-q').form.requestSubmit()")
    caught(page, held)
    first = False
    search(page, "手语")
    for route in held:
        route.continue_()
    page.wait_for_timeout(500)
    assert "手语" in page.inner_text("#cc-found .count")
    assert page.locator("#cc-found h2").count() == 1


def test_without_storage_it_finds(address: Address, tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page.goto(address(Case("search", "zh")) + "?q=轮椅")
    page.wait_for_selector("#cc-results > li")


def test_from_a_folder_the_same_is_found_and_opened(site: Path, address: Address, tab: Callable[..., Any]) -> None:
    for query in ("轮椅", "残及人证", "cjrz", "殘疾人證", "wheelchiar", "260元"):
        served = asked(tab, address(Case("search", "zh")) + f"?q={query}")
        folder = asked(tab, f"{(site / 'search' / 'index.html').as_uri()}?q={query}")
        assert folder.inner_text("#cc-found") == served.inner_text("#cc-found"), query
    search(folder, "轮椅")
    folder.locator("#cc-results a[href*='#s-']").first.click()
    folder.wait_for_selector(":target")


def test_from_a_folder_a_missing_file_is_told(site: Path, tab: Callable[..., Any], tmp_path: Path) -> None:
    for name in ("assets", "search"):
        (tmp_path / name).mkdir()
    for path in (*site.glob("assets/*.*"), site / "search" / "index.html"):
        (tmp_path / path.relative_to(site)).write_bytes(path.read_bytes())
    page = tab(bypass_csp=False)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((tmp_path / "search" / "index.html").as_uri() + "?q=轮椅")
    assert FAILED in told(page)
    (tmp_path / "search" / "manifest.js").write_text("curbcut.shard('x', nonsense", "utf-8")
    page.goto((tmp_path / "search" / "index.html").as_uri() + "?q=轮椅")
    assert FAILED in told(page)
    assert all("SyntaxError" in one or "missing )" in one for one in wrong)  # the browser's own word about that file
