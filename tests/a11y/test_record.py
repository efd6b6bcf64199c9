"""The record of learning: filled from what the device keeps, printed on one sheet, and a form for a pen without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from a11y.answering import LESSON, RECORD, press, visit

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("quiz")]


def cells(page: Any) -> list[str]:
    return [text.strip() for text in page.locator("[data-fill=points]").all_inner_texts()]


def missing(page: Any) -> str:
    return str(page.locator("[data-fill=missing]").inner_text())


def test_the_record_tells_what_was_answered_and_what_is_missing(school: str, tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    page.goto(school + RECORD)
    assert cells(page) == ["", ""]
    assert missing(page).startswith("还没有做：认出假短信")
    visit(page, school + LESSON)
    press(page, "q-first", "ArrowDown Enter")
    page.goto(school + RECORD)
    assert re.fullmatch(r"\d+", cells(page)[0]) and int(cells(page)[0]) > 0
    assert "还没有及格：认出假短信。" in missing(page)
    key = "curbcut-quiz 坡道 wsyh/duanxin"
    page.evaluate("""key => {
        const kept = JSON.parse(localStorage.getItem(key)), asked = JSON.parse(document.getElementById("cc-record").dataset.asked)[0];
        const one = Object.values(kept.questions)[0];
        asked.questions.forEach(([id, hash]) => { kept.questions[id] = { ...one, hash, score: 1, best: 1 }; });
        localStorage.setItem(key, JSON.stringify(kept));
    }""", key)  # fmt: skip
    page.reload()
    assert cells(page)[0] == "100"
    assert "认出假短信" not in missing(page)
    page.evaluate("key => localStorage.setItem(key, '{\"title\": 1}')", key)
    page.reload()
    assert cells(page)[0] == "", "what we did not write counts for nothing"


def test_an_answer_to_an_older_wording_does_not_count(school: str, tab: Callable[..., Any]) -> None:
    page = tab()
    visit(page, school + LESSON)
    press(page, "q-first", "ArrowDown Enter")
    page.evaluate("""() => {
        const key = "curbcut-quiz 坡道 wsyh/duanxin", kept = JSON.parse(localStorage.getItem(key));
        kept.questions["q-first"].hash = "00000000";
        localStorage.setItem(key, JSON.stringify(kept));
    }""")
    page.goto(school + RECORD)
    assert cells(page)[0] == ""


def test_the_name_is_written_by_keyboard_and_kept_nowhere(school: str, tab: Callable[..., Any]) -> None:
    page, asked = tab(bypass_csp=False), []
    page.goto(school + RECORD)
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#cc-record-name").focus()
    page.keyboard.type("王<b>秀英</b>")
    assert page.locator("[data-fill=name]").inner_text() == "王<b>秀英</b>"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "打印"
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])")
    assert "秀英" not in kept
    assert not [url for url in asked if not url.endswith(".svg")], "the icon may still be on its way"
    page.reload()
    assert page.locator("[data-fill=name]").inner_text() == ""


@pytest.mark.parametrize("scripts", [True, False])
def test_the_record_is_one_sheet_of_paper(scripts: bool, school: str, tab: Callable[..., Any]) -> None:
    page = tab(java_script_enabled=scripts)
    page.goto(school + RECORD)
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    page.emulate_media(media="print")
    assert page.locator("#cc-record").is_visible()
    assert not page.locator(".asking, footer").filter(visible=True).count()
    assert page.locator("main .summary").inner_text().startswith("这是自学记录，不是考试证书。")
