"""The open page in a real browser: renewed in place, focus and scroll untouched, said once, no policy broken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import CHROMIUM

if not Path(CHROMIUM).exists():
    pytest.skip("Chromium is not installed (apt-get install chromium)", allow_module_level=True)
playwright_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed (pip install playwright)"
)

pytestmark = pytest.mark.chromium
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
ABOUT = "content/pages/about.md"
LINES = "\n\n".join(f"第 {n} 段，说明第 {n} 件事。" for n in range(60))
GOOD = f"""---
title: 关于我们
summary: 我们是谁。
slug: about
---

## 概况

{LINES}

这里可以看[残联](https://example.org/)的网站，也可以看[办法](https://example.org/way)。

## 末尾

{LINES.replace("件", "条")}
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright_api.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site_config.yml").write_text("title: 测试站\nurl: https://example.org/\n", "utf-8")
    save(tmp_path, GOOD)
    return tmp_path


@pytest.fixture
def opened(site: Path, serve, browser) -> Iterator[Any]:
    with serve(site=site) as preview:
        context = browser.new_context(viewport={"width": 800, "height": 600}, service_workers="block")
        context.set_default_timeout(20_000)
        page = context.new_page()
        complaints: list[str] = []
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda problem: complaints.append(str(problem)))
        page.goto(f"http://127.0.0.1:{preview.port}/page/about/")
        page.evaluate("""() => {
            window.said = [];
            const status = document.querySelector("[role=status]");
            new MutationObserver(() => status.textContent && window.said.push(status.textContent.trim()))
                .observe(status, {childList: true, characterData: true, subtree: true});
            window.same = true;  // gone after a reload
        }""")
        yield page
        context.close()
        assert complaints == []


def save(site: Path, text: str, path: str = ABOUT) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(text, "utf-8")


def said(page: Any) -> list[str]:
    page.wait_for_timeout(300)
    heard: list[str] = page.evaluate("window.said")
    assert page.evaluate("window.same"), "the page was reloaded"
    return heard


def focused(page: Any) -> str:
    text: str = page.evaluate("document.activeElement.textContent")
    return text


def top_of(page: Any, text: str) -> float:
    box = page.get_by_text(text, exact=True).first.bounding_box()
    return float(box["y"])


def focus_the_link(page: Any) -> None:
    link = page.get_by_role("link", name="办法")
    link.focus()
    link.scroll_into_view_if_needed()


def test_a_saved_edit_appears_and_focus_and_scroll_stay(opened, site) -> None:
    focus_the_link(opened)
    before = opened.evaluate("[scrollX, scrollY]")
    assert before[1] > 0
    save(site, GOOD.replace("第 7 段，说明第 7 件事", "第 7 段，现在说另一件事"))
    opened.get_by_text("现在说另一件事").wait_for(state="attached")
    assert focused(opened) == "办法"
    assert opened.evaluate("[scrollX, scrollY]") == before
    assert said(opened) == ["页面已更新 Page updated"]
    status = opened.get_by_role("status")
    assert status.locator("[lang=zh-Hans]").inner_text().strip() == "页面已更新"
    assert status.locator("[lang=en]").inner_text().strip() == "Page updated"


def test_the_focused_link_keeps_focus_when_its_own_sentence_is_edited(opened, site) -> None:
    focus_the_link(opened)
    save(site, GOOD.replace("也可以看[办法]", "还可以看[新办法]").replace("[残联]", "[联合会]"))
    opened.get_by_text("新办法").wait_for()
    assert focused(opened) == "新办法"


def test_what_is_being_read_stays_where_it_is_when_text_above_grows(opened, site) -> None:
    focus_the_link(opened)
    before = top_of(opened, "办法")
    save(site, GOOD.replace("## 概况", "## 概况\n\n新的一段。" + "很长的话，" * 200))
    opened.get_by_text("很长的话").first.wait_for(state="attached")
    opened.wait_for_timeout(300)
    assert focused(opened) == "办法"
    assert abs(top_of(opened, "办法") - before) < 2


def test_focus_moves_to_what_stood_around_it_when_the_link_is_gone(opened, site) -> None:
    focus_the_link(opened)
    before = opened.evaluate("scrollY")
    save(site, GOOD.replace("，也可以看[办法](https://example.org/way)", ""))
    opened.get_by_role("link", name="办法").wait_for(state="detached")
    opened.wait_for_timeout(300)
    assert opened.evaluate("document.activeElement !== document.body")
    assert "这里可以看残联的网站" in focused(opened)
    assert abs(opened.evaluate("scrollY") - before) < 60


def test_a_selection_elsewhere_stays(opened, site) -> None:
    opened.get_by_text("第 3 段，说明第 3 件事").first.select_text()
    chosen = opened.evaluate("getSelection().toString()")
    save(site, GOOD.replace("第 7 段，说明", "第 7 段，另外说明"))
    opened.get_by_text("另外说明").first.wait_for(state="attached")
    assert opened.evaluate("getSelection().toString()") == chosen
    assert "第 3 段" in chosen


def test_a_save_that_changes_another_page_says_nothing_here(opened, site) -> None:
    with opened.expect_response("**/page/about/"):
        save(site, GOOD.replace("slug: about", "slug: other").replace("关于我们", "其他"), "content/pages/other.md")
    opened.wait_for_timeout(300)
    assert [text for text in said(opened) if "更新" in text] == []


def test_findings_are_listed_at_the_end_and_the_old_page_stays_until_they_are_mended(opened, site) -> None:
    focus_the_link(opened)
    save(site, GOOD.replace("slug: about", "slug: 关于").replace("第 7 段", "第 7 节"))
    listed = opened.locator("section.curbcut-problems li")
    listed.wait_for()
    assert ABOUT in listed.inner_text()
    assert listed.locator("[lang=en]").inner_text()
    assert "没有发布：1 个问题" in opened.get_by_role("status").inner_text()
    assert opened.get_by_role("status").is_visible()
    assert opened.get_by_text("第 7 节").count() == 0
    assert focused(opened) == "办法"
    save(site, GOOD)
    listed.wait_for(state="detached")
    assert said(opened) == ["没有发布：1 个问题，列在页面末尾 Not published. Problems: 1, listed at the end of this page",
                            "问题已经改好 The problems are put right"]  # fmt: skip


def test_a_changed_title_shows_in_the_tab_and_in_the_page(opened, site) -> None:
    save(site, GOOD.replace("title: 关于我们", "title: 我们"))
    opened.get_by_role("heading", level=1, name="我们", exact=True).wait_for()
    assert opened.title().startswith("我们")
    assert opened.evaluate("window.same")


def test_a_page_that_was_away_catches_up(opened, site) -> None:
    opened.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    save(site, GOOD.replace("第 7 段", "第 7 节"))
    opened.wait_for_timeout(4000)
    assert opened.get_by_text("第 7 节").count() == 0
    opened.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    opened.get_by_text("第 7 节").first.wait_for(state="attached")


def test_open_details_and_answers_stay(tmp_path, publish, serve, browser) -> None:
    """Quizzes and folded answers are tried on a page made by hand: courses are another room's promise."""
    form = (
        "<!DOCTYPE html><html lang=zh-Hans><head><title>t</title></head><body><main id=main><p id=p>{word}</p>"
        "<details><summary>更多</summary><p>{word}</p></details><input id=i><input type=radio id=r>"
        "<div id=box tabindex=0><p>{word}</p></div></main></body></html>"
    )
    publish(tmp_path / "build", {"index.html": form.format(word="旧").encode()})
    with serve("--no-build", site=tmp_path) as preview:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{preview.port}/")
        page.locator("summary").click()
        page.locator("#i").fill("我的答案")
        page.locator("#r").check()
        publish(tmp_path / "build", {"index.html": form.format(word="新").encode()})
        page.locator("#p", has_text="新").wait_for()
        assert page.locator("details").get_attribute("open") is not None
        assert page.locator("#i").input_value() == "我的答案"
        assert page.locator("#r").is_checked()
        page.close()


def test_a_lost_connection_is_quiet_and_mends_itself(tmp_path, publish, serve, browser) -> None:
    publish(tmp_path / "build", {"index.html": b"<!DOCTYPE html><title>t</title><body><p id=p>one</p></body>"})
    with serve("--no-build", site=tmp_path) as preview:
        page = browser.new_page()
        failures: list[str] = []
        page.on("pageerror", lambda problem: failures.append(str(problem)))
        page.goto(f"http://127.0.0.1:{preview.port}/")
        page.evaluate("window.same = true")
        port = preview.port
    publish(tmp_path / "build", {"index.html": b"<!DOCTYPE html><title>t</title><body><p id=p>two</p></body>"})
    page.wait_for_timeout(1500)
    assert page.get_by_role("status").inner_text() == ""
    with serve("--no-build", "--port", str(port), site=tmp_path):
        page.locator("#p", has_text="two").wait_for(timeout=20_000)
        assert page.evaluate("window.same")
    page.close()
    assert failures == []
