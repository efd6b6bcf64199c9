"""A way of learning handed on: as a QR code, on paper, from a folder; and what a screen reader and a small screen find there."""

from __future__ import annotations

import base64
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from a11y.choosing import ALL, ENGLISH, LESSON, PAGE, choose, kept, line, opened
from a11y.conftest import ROOT
from a11y.driving import ask, none_wrong
from a11y.states import AXE_TAGS

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("how")]

# --- the code and the card --------------------------------------------------------------------------------

DECODE = """async ([library, picture]) => {
  new Function(library).call(window);
  const image = new Image();
  image.src = "data:image/png;base64," + picture;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const pixels = pen.getImageData(0, 0, image.width, image.height), found = jsQR(pixels.data, image.width, image.height);
  return found && found.data;
}"""


@pytest.mark.parametrize("theme", ["light", "dark", "contrast", "blue"])
@pytest.mark.parametrize(
    "names", [("slow",), tuple(name for name in ALL if name not in ("fast", "contrast"))], ids=["one", "all"]
)
def test_another_program_reads_the_link_off_the_code(
    names: tuple[str, ...], theme: str, origin: str, tab: Callable[..., Any], package: Callable[[str], Path]
) -> None:
    page = opened(tab(390, bypass_csp=False), origin + PAGE)
    page.evaluate("theme => curbcut.set('theme', theme)", theme)
    choose(page, *names)
    page.get_by_role("button", name="显示二维码").click()
    page.locator(".card svg").wait_for()
    link = page.locator("#cc-how-link").input_value()
    assert link.startswith(origin + PAGE + "#how=1.")
    picture = base64.b64encode(page.locator(".card svg").screenshot()).decode()
    reader = tab()
    library = package("jsqr/dist/jsQR.js").read_text("utf-8")
    assert reader.evaluate(DECODE, [library, picture]) == link
    name = page.locator(".card svg").get_attribute("aria-label")
    assert name == f"二维码：打开“{link}”"
    # What is ticked later is in the code at once.
    page.locator("#cc-how-slow").uncheck() if len(names) > 1 else choose(page, "one")
    picture = base64.b64encode(page.locator(".card svg").screenshot()).decode()
    assert reader.evaluate(DECODE, [library, picture]) == page.locator("#cc-how-link").input_value() != link


def test_the_script_of_the_code_is_the_package_that_is_locked(package: Callable[[str], Path]) -> None:
    source = package("lean-qr/index.js").parent
    spec = importlib.util.spec_from_file_location("qr_build", ROOT / "plugins" / "qr" / "build.py")
    assert spec and spec.loader
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    assert build.TARGET.read_text("utf-8") == build.script(source), "run nox -s qr"
    assert f"lean-qr {json.loads((source / 'package.json').read_text('utf-8'))['version']}," in build.HEAD


def test_only_the_card_is_printed(origin: str, tab: Callable[..., Any]) -> None:
    page = opened(tab(), origin + PAGE)
    choose(page, "large", "one")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible(), "without a card the page is printed as any other"
    page.emulate_media(media="screen")
    page.get_by_role("button", name="显示二维码").click()
    page.locator(".card svg").wait_for()
    page.emulate_media(media="print")
    shown = page.locator("main").inner_text()
    assert "学习方式：大字、一次一题" in shown and "#how=1.large.one" in shown
    for gone in ("h1", ".way", "#cc-preferences", "#cc-system", "footer"):
        assert not page.locator(gone).first.is_visible(), gone


# --- other places -----------------------------------------------------------------------------------------


def test_from_a_folder_it_works_and_the_link_leads_to_the_site(
    site: Path, folders: dict[str, Path], tab: Callable[..., Any]
) -> None:
    page = opened(tab(bypass_csp=False), (site / "preferences" / "index.html").as_uri() + "#how=1.large.one")
    page.get_by_role("button", name="用这个设置").click()
    assert kept(page) == {"size": "4", "one": "1", "how": "1"} and "#" not in page.url
    assert page.locator("#cc-how-link").input_value() == "https://linjiang.example.org/preferences/#how=1.large.one"
    page.get_by_role("button", name="显示二维码").click()
    page.locator(".card svg").wait_for()
    page.goto((site / LESSON.strip("/") / "index.html").as_uri())
    assert line(page) == "学习方式：大字、一次一题 · 更改"

    # A package of a site without an address, without recordings and without easy words: only what does something is offered.
    page.goto((folders["folder"] / "index.html").as_uri())
    page.get_by_role("link", name="我的学习方式").click()
    page.locator("#cc-how").wait_for()
    offered = page.locator(".way input").evaluate_all("all => all.map(one => one.id.slice(7))")
    assert offered == ["large", "contrast", "spaced", "calm", "plain", "one"]
    page.get_by_label("别人给的链接").fill("https://linjiang.example.org/preferences/#how=1.large.one")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="用这个设置").click()
    assert page.locator("#cc-how-link").input_value() == "#how=1.large.one"
    assert not page.get_by_role("button", name="显示二维码").is_visible()
    assert "这个文件夹没有网址" in page.locator(".ways").inner_text()


def test_without_scripts_the_page_says_what_to_do(origin: str, tab: Callable[..., Any]) -> None:
    page = tab(java_script_enabled=False)
    page.goto(origin + PAGE)
    text = page.locator("main").inner_text()
    assert "脚本关着" in text and "Ctrl" in text and page.locator("main input, main button").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark", "contrast", "blue"])
@pytest.mark.parametrize("width", [320, 1280])
def test_choices_question_code_and_line_are_accessible(
    width: int, theme: str, origin: str, tab: Callable[..., Any], package: Callable[[str], Path]
) -> None:
    wrong = []
    for address in (PAGE, ENGLISH):
        page = opened(tab(width), origin + address)
        page.evaluate("theme => { curbcut.set('theme', theme); curbcut.set('size', '5') }", theme)
        choose(page, "large", "slow", "one", "listen", "pause")
        page.locator("[aria-controls=cc-how-card]").click()
        page.locator(".card svg").wait_for()
        page.evaluate("location.hash = '#how=1.large.follow'")
        page.locator("section.banner").wait_for()
        page.evaluate(package("axe-core/axe.min.js").read_text("utf-8"))
        wrong += [f"{address}: {one['rule']} {one['target']} {one['why']}" for one in ask(page, "axe", AXE_TAGS)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{address}: wider than {width}")
        page.goto(origin + ("/en" if address == ENGLISH else "") + "/notice/")
        line(page)
        page.evaluate(package("axe-core/axe.min.js").read_text("utf-8"))
        wrong += [f"line: {one['rule']} {one['target']} {one['why']}" for one in ask(page, "axe", AXE_TAGS)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{address}: the line is wider than {width}")
    none_wrong(f"{theme} at {width}", wrong)
