"""The counter's pages and the first page of a kit, for everybody: axe finds nothing, nothing scrolls sideways, no control is small."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from a11y.conftest import NOW
from a11y.driving import ask, none_wrong, settle
from a11y.listening import at, called, cues, listen, slowed
from a11y.states import PHONE, TARGET_PX
from a11y.test_axe import Violations
from doubles.counter import Counter

from curbcut.core.search.opening import of_folder
from curbcut.core.search.searching import Wish

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("counter")]

REFERENCE = Path(__file__).resolve().parents[1] / "site" / "reference"
SITE = {
    "content/notices/sign.mp4": "a film",
    "content/notices/everything.md": """\
---
title: 助听器配发
slug: everything
published: 2024-05-06
topic: [辅助器具]
audience: [听力残疾人]
region: 东浦区
sign_video: sign.mp4
---

助听器免费配发。
""",
    "content/permalinks.yml": "removed:\n  /notice/recalled/: 内容有误，已重新发布\n",
    "content/notices/wheels-0.en.md": "---\ntitle: Borrow a wheelchair\nslug: wheels-0\npublished: 2025-01-01\n---\n\nA wheelchair for three months.\n",
    "content/notices/wheels-old.md": "---\ntitle: 轮椅借用（旧）\nslug: wheels-old\npublished: 2012-07-07\nvalidity: repealed\n---\n\n押金三百元。\n",
    **{
        f"content/notices/wheels-{number}.md": f"---\ntitle: 轮椅借用第{number}期\nslug: wheels-{number}\npublished: 20{10 + number}-01-02\n---\n\n轮椅免费借三个月。\n"
        for number in range(12)
    },
}
ADDRESSES = {
    "form": "/search/",
    "results": "/search/?q=轮椅",
    "narrowed": "/search/?q=轮椅&year=2012&kind=notice&sort=date",
    "second page": "/search/?q=轮椅&page=2",
    "other language": "/search/?q=wheelchair",
    "English": "/en/search/?q=wheelchair 轮椅",
    "more like one": "/search/?like=notice/wheels-3/",
    "meant": "/search/?q=lunyi",
    "nothing": "/search/?q=zzqqxxw",
    "hostile": "/search/?q=" + "%3Cb%3E%E2%80%AE" * 30 + "残" * 100,
    "404": "/nowhere/",
    "410": "/notice/recalled/",
    "refused": "/%ff",
}
STATES: list[dict[str, Any]] = [
    {"width": 1280}, {"width": 320, "color_scheme": "dark"}, {"width": 320, "forced_colors": "active"},
]  # fmt: skip


class Kit(NamedTuple):
    """A saved kit, and where it is served."""

    folder: Path
    origin: str


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    root = tmp_path_factory.mktemp("counter") / "site"
    shutil.copytree(REFERENCE, root)
    config = (root / "site_config.yml").read_text("utf-8")
    config = config.replace("language: zh-Hans\n", "language: zh-Hans\nlanguages: [zh-Hans, en]\nvoices: silence\n")
    config += "topics:\n  devices: {zh-Hans: 辅助器具, en: Devices}\n  bus: {zh-Hans: 交通补贴, en: Bus money}\ndistricts:\n  dongpu: {zh-Hans: 东浦区, en: Dongpu}\n"
    config = config.replace("[sitemap]", "[sitemap, search, browser_search]").replace("[plain]", "[plain, audio]")
    for path, text in {"site_config.yml": config, **SITE}.items():
        (root / path).write_text(text, "utf-8")
    command = [sys.executable, "-m", "curbcut", "--site", str(root)]
    folder = root.parent / "kit"
    for words in (["build", "--now", NOW], ["kit", "--out", str(folder)]):
        done = subprocess.run([*command, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    running = Counter([*command, "kiosk", str(folder), "--port", "0"])
    yield Kit(folder, f"http://127.0.0.1:{running.port}")
    running.end(signal.SIGTERM)


@pytest.fixture
def looked(tab: Callable[..., Any], package: Callable[[str], Path]) -> Callable[[dict[str, str]], None]:
    """Return a function that holds pages in every state against axe, the width of the screen, and the size of controls."""

    def look(pages: dict[str, str]) -> None:
        violations, wrong = Violations(package), []
        for state in STATES:
            page = tab(**state)
            for name, address in pages.items():
                page.goto(address)
                settle(page)
                violations.check(page, f"{name} {state}")
                wrong += [f"{name} {state}: {one}" for one in ask(page, "overflow")]
                wrong += [f"{name} {state}: {one}" for one in ask(page, "targets", TARGET_PX)]
        none_wrong(f"{len(pages)} pages", [*violations.lines(), *wrong])

    return look


def test_no_page_of_the_counter_has_a_violation(kit: Kit, looked: Callable[[dict[str, str]], None]) -> None:
    looked({name: kit.origin + address for name, address in ADDRESSES.items()})


def test_the_first_page_of_a_kit_has_no_violation_in_its_folder(
    kit: Kit, looked: Callable[[dict[str, str]], None]
) -> None:
    looked({
        "start": (kit.folder / "start.html").as_uri(),
        "search": (kit.folder / "site" / "search" / "index.html").as_uri() + "?q=轮椅",
        "removed": (kit.folder / "site" / "notice" / "recalled" / "index.html").as_uri(),
    })  # fmt: skip


def test_a_visitor_finds_narrows_and_listens_without_scripts(kit: Kit, tab: Callable[..., Any]) -> None:
    page = tab(PHONE, java_script_enabled=False, bypass_csp=False)
    page.goto(kit.origin + "/search/")
    page.fill("#cc-q", "lunyi")
    page.press("#cc-q", "Enter")
    page.get_by_role("link", name="轮椅", exact=True).click()
    assert page.input_value("#cc-q") == "轮椅"
    assert page.locator("#cc-results > li").count() == 10
    page.locator("summary", has_text="缩小").click()
    page.get_by_label("2012 (2)").check()
    page.locator("#cc-found button").click()
    assert page.locator("#cc-results > li").count() == 2
    assert page.get_by_label("2012 (2)").is_checked()
    page.get_by_role("link", name="相近的内容").first.click()
    assert "相近" in page.inner_text("#cc-found .count")
    page.locator("#cc-results h3 a").first.click()
    assert page.url.startswith(kit.origin + "/notice/")
    assert page.locator("audio").count() == 1


FACETS = {
    "kind": "notice", "topic": "devices", "audience": "hearing", "district": "dongpu", "year": "2024", "validity": "effective",
    "audio": "yes", "sign": "yes",
}  # fmt: skip


def test_all_facets_are_there_at_the_counter_in_the_browser_and_on_the_command_line(
    kit: Kit, tab: Callable[..., Any]
) -> None:
    boxes = "all => all.map(one => [one.name, one.value, one.parentNode.textContent])"
    counter, browser = tab(java_script_enabled=True), tab()
    counter.goto(kit.origin + "/search/?q=助听器&kind=notice")
    browser.goto((kit.folder / "site" / "search" / "index.html").as_uri() + "?q=助听器&kind=notice")
    browser.wait_for_selector("#cc-found fieldset", state="attached")
    offered = counter.eval_on_selector_all("#cc-found input[type=checkbox]", boxes)
    assert sorted(browser.eval_on_selector_all("#cc-found input[type=checkbox]", boxes)) == sorted(offered)
    assert {name: value for name, value, _ in offered if name in FACETS} == FACETS
    assert ["sign", "yes", "有手语视频 (1)"] in offered
    index = of_folder(kit.folder)
    for name, value in FACETS.items():
        counter.goto(f"{kit.origin}/search/?q=助听器&{name}={value}")
        assert counter.locator("#cc-results > li").count() == 1, name
        # What `curbcut search --where NAME=VALUE` wishes for.
        assert [hit.card.url for hit in index.search("助听器", Wish(labels=(f"{name}:{value}",))).hits] == [
            "notice/everything/"
        ]
    for name in FACETS:
        assert index.search("助听器", Wish(labels=(f"{name}:other",))).total == 0


def test_who_asks_for_sign_language_gets_the_page_with_a_video_everywhere(kit: Kit, tab: Callable[..., Any]) -> None:
    query, title = "免费", "助听器配发"
    counter, browser = tab(java_script_enabled=False), tab(bypass_csp=False)
    counter.goto(f"{kit.origin}/search/?q={query}")
    browser.goto((kit.folder / "site" / "search" / "index.html").as_uri() + f"?q={query}")
    for page in (counter, browser):
        page.wait_for_selector("#cc-results > li:nth-child(10)")
        page.locator("summary", has_text="缩小").click()
        page.get_by_label("有手语视频 (1)").check()
        page.locator("#cc-found form button").click()
        page.wait_for_selector("#cc-results > li:only-child")
        assert page.locator("#cc-results h3 a").inner_text() == title
        assert page.get_by_label("有手语视频 (1)").is_checked()
    command = [sys.executable, "-m", "curbcut", "--site", str(kit.folder.parent / "site"), "search", query, "--json"]
    for more, least in (([], 10), (["--where", "sign=yes"], 1)):
        done = subprocess.run([*command, *more], capture_output=True, text=True, check=True)
        found = [one["title"] for one in json.loads(done.stdout)["results"]]
        assert (title in found, len(found)) == (True, least), found


def test_a_result_opens_at_its_sentence_and_the_recording_begins_there(kit: Kit, tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    page.goto(kit.origin + "/search/?q=押金三百元")
    page.locator("#cc-results h3 a").first.click()
    id_ = page.url.partition("#")[2]
    assert id_.startswith("s-")
    assert page.locator(":target").inner_text() == "押金三百元。"
    slowed(page)
    listen(page)
    told = called(cues(kit.folder / "site", "/notice/wheels-old/"), id_)
    assert told.start_ms > 0
    at(page, told)
