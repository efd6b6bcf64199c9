"""Under the strict policy nothing complains, nothing is missing, and nothing leaves the origin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from a11y.answering import ready
from a11y.driving import none_wrong, open_panel
from a11y.published import Address, Page
from a11y.states import CASES, PANEL, PHONE, Case

pytestmark = pytest.mark.a11y


class Witness:
    """What a page says in the console, asks for and does not get."""

    def __init__(self, page: Any, origin: str) -> None:
        self.seen: list[str] = []
        self.where = ""
        page.on("console", lambda message: self.note(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.note(f"error: {error}"))
        page.on("requestfailed", self._failed)
        page.on(
            "response", lambda answer: self.note(f"{answer.status}: {answer.url}") if answer.status >= 400 else None
        )
        page.on("request", lambda request: self._asked(request.url, origin))

    def note(self, what: str) -> None:
        self.seen.append(f"{self.where}: {what}")

    def _failed(self, request: Any) -> None:
        # The browser drops what it still wanted for a page that is left, such as its icon: nobody waits for it.
        if request.failure != "net::ERR_ABORTED":
            self.note(f"failed: {request.url} {request.failure}")

    def _asked(self, url: str, origin: str) -> None:
        if not url.startswith((origin + "/", "data:", "blob:")):
            self.note(f"leaves the origin: {url}")


def test_no_page_complains_or_asks_another_origin(origin: str, pages: list[Page], tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    witness = Witness(page, origin)
    for one in pages:
        witness.where = one.address
        page.goto(origin + one.address, wait_until="networkidle" if one is pages[0] else "load")
        # Pictures that load late are asked for when they are scrolled to.
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_function("[...document.images].every(one => one.complete)")
        ready(page)
    none_wrong("under the strict policy", witness.seen)


@pytest.mark.parametrize("width", [1280, PHONE])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_preference_can_be_chosen_under_the_policy(
    case: Case, width: int, origin: str, address: Address, tab: Callable[..., Any]
) -> None:
    page = tab(width, bypass_csp=False)
    witness = Witness(page, origin)
    witness.where = address(case)
    page.goto(witness.where)
    before = page.evaluate("document.documentElement.outerHTML.slice(0, 400)")
    open_panel(page)
    choices = page.locator(f"{PANEL} :is(input, select)")
    assert choices.count() > 0
    for choice in choices.all():
        if choice.evaluate("one => one.matches('select')"):
            choice.select_option(index=choice.locator("option").count() - 1)
        else:
            # As a reader does it: on the label, which may be all that is seen.
            choice.evaluate("one => (one.labels[0] ?? one).click()")
    assert page.evaluate("document.documentElement.outerHTML.slice(0, 400)") != before
    chosen = page.evaluate("Object.assign({}, document.documentElement.dataset)")
    page.reload()
    assert page.evaluate("Object.assign({}, document.documentElement.dataset)") == chosen
    none_wrong("under the strict policy", witness.seen)


def test_the_policy_is_sent_and_holds(origin: str, tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    answer = page.goto(origin + "/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate(
            "() => { document.body.append(Object.assign(document.createElement('img'), { src: 'http://127.0.0.1:1/x.png' })) }"
        )
