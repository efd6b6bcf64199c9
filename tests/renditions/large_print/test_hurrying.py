"""What stands in for WeasyPrint's layout (decision 013) makes the same file to the byte, and does less for it."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from typing import Any

import pytest
import weasyprint
from renditions.large_print.sources import printed
from renditions.large_print.test_room import headings, volume
from weasyprint.text import line_break

from curbcut.renditions.large_print import lines, printing, sheets
from curbcut.renditions.large_print.stand_ins import standing_in

HAN = "出现变化的当月街道服务窗口提供大字和语音说明护理补贴复核通过政务服务网查询"
CASES = {
    "plain": f"{HAN}，{HAN}。" * 12,
    "marks": f"“{HAN[:21]}”（{HAN[:9]}）、《{HAN[:17]}》：“‘{HAN[:7]}’”……{HAN[:23]}——{HAN}。" * 9,
    "figures": f"自2026年1月12日起，{HAN[:13]}12,385.50元，占3.5%（第18项），{HAN}1/2，2026-11-27，{HAN}10:30。" * 9,
    "spaces": f"12385 热线受理以后，{HAN[:20]} 12385 {HAN[:7]} ，{HAN[:11]}。 {HAN} 5 {HAN}。" * 9,
    "scripts": f"{HAN[:11]}GB 18030标准，{HAN}（abc{HAN[:8]}defg）{HAN}App2、β版、Ив{HAN}かな{HAN}ａｂｃ。" * 9,
    "edges": f"{HAN[:5]}**{HAN}，{HAN}**{HAN[:19]}[{HAN}](https://example.org/1){HAN}`{HAN}`{HAN}~~{HAN}~~{HAN}，12 {HAN}。" * 5,
    "long word": "0123456789" * 30 + f"，{HAN}" + "a" * 200 + f"，{HAN}。",
    "kept lines": f"```\n{HAN}\n\n{HAN * 3}\n\t甲\n```\n\n甲<br>乙{HAN * 2}<br>丙",
    "table": f"| {HAN[:4]} | {HAN[:9]} | 1 |\n|---|---|---|\n" + f"| {HAN} | {HAN[:17]}，12 元 | abc |\n| a | {HAN * 3} | |\n" * 9,
    "lists": "".join(f"- {HAN}\n    1. {HAN * 2}：\n    2. 甲\n- [ ] {HAN}\n" for _ in range(6)) + f"\n[^1]\n\n[^1]: {HAN * 3}",
    "English": "Residents who receive the nursing subsidy may ask for it to be reviewed (form 12), “at any time”. " * 30,
    "right to left": f'<p dir="rtl" lang="ar">مرحبا {HAN} بالعالم 123</p>\n\n{HAN}שלום{HAN}',
    "headings": headings(9, 333),
}  # fmt: skip


def alone(patch: pytest.MonkeyPatch) -> None:
    """Let nothing stand in for WeasyPrint."""
    patch.setattr(printing, "_hurried", nullcontext)
    patch.setattr(printing._page_class(), "_ua_stylesheets", weasyprint.HTML._ua_stylesheets)


@pytest.mark.parametrize("name", CASES)
def test_a_file_is_the_same_to_the_byte_as_weasyprint_makes_alone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given = volume(CASES[name], "lang: en\n" if name == "English" else "")
    hurried, _ = printed(given, monkeypatch, sizes=("20", "30"))
    with monkeypatch.context() as patch:
        alone(patch)
        patient, _ = printed(given, monkeypatch, sizes=("20", "30"))
    assert hurried.files == patient.files


def shapings(markdown: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many times Pango is given a text of the body for a document."""
    given: list[str] = []

    def watch(patch: pytest.MonkeyPatch, owner: Any) -> None:
        set_text = owner.set_text

        def noted(self: Any, text: str, justify: bool = False) -> None:
            given.append(text)
            set_text(self, text, justify)

        patch.setattr(owner, "set_text", noted)

    with monkeypatch.context() as patch:
        watch(patch, line_break.Layout)
        watch(patch, lines.Kept)
        printed(volume(markdown), patch)
    return sum("甲甲甲甲甲" in text for text in given)


def test_a_paragraph_of_five_lines_is_shaped_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shapings("甲" * 110, monkeypatch) == 1


def test_weasyprint_alone_shapes_every_line_three_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise it became better than what stands in for it, which could go."""
    alone(monkeypatch)
    assert shapings("甲" * 110, monkeypatch) >= 3 * 4


def test_sheets_under_the_same_rules_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    work_out = sheets.work_out

    def counted(page_type: Any, html: Any, style_for: Any) -> None:
        seen.append(page_type.index)
        work_out(page_type, html, style_for)

    monkeypatch.setattr(sheets, "work_out", counted)
    made, _ = printed(volume(CASES["headings"]), monkeypatch)
    assert made.facts["pages"] > 5
    assert seen == [0, 1]  # the first sheet has no running head


def test_sheets_under_other_rules_are_not_taken_for_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    style = "@page { size: 200px 100px } @page :left { margin-left: 9px } @page :nth(3) { margin-left: 21px }"
    html = weasyprint.HTML(string="<p>a</p>" + '<p style="break-before: page">a</p>' * 5)
    with printing._hurried():
        layout = html.render(stylesheets=[weasyprint.CSS(string=style)])
    margins = [page._page_box.margin_left for page in layout.pages]
    assert [margins[number] for number in (1, 2, 3, 5)] == [9, 21, 9, 9]
    assert margins[0] == margins[4] not in (9, 21)


def test_other_threads_get_weasyprint_s_own_lines() -> None:
    made: list[Any] = []
    with printing._hurried():
        thread = threading.Thread(
            target=lambda: made.append(weasyprint.HTML(string=f"<p>{HAN * 9}</p>").render().pages[0]._page_box)
        )
        thread.start()
        thread.join()
    texts = list(printing._texts(made[0]))
    assert len(texts) > 3
    assert {type(box.pango_layout) for box in texts} == {line_break.Layout}


def test_names_mean_again_what_they_meant_however_a_document_ends() -> None:
    names = [("text", "line_break", "Layout"), ("layout", "inline", "split_first_line"), ("layout", "preferred", "split_first_line"), ("layout", "page", "set_page_type_computed_styles")]  # fmt: skip

    def meant() -> list[Any]:
        import weasyprint.layout.preferred

        return [getattr(getattr(getattr(weasyprint, folder), module), name) for folder, module, name in names]

    before = meant()
    with pytest.raises(RuntimeError), printing._hurried():
        assert all(now is not was for now, was in zip(meant(), before, strict=True))
        raise RuntimeError
    assert meant() == before


def test_a_name_that_is_not_there_is_not_replaced() -> None:
    with pytest.raises(AttributeError), standing_in((line_break, "no_such_name", None)):
        raise AssertionError("never here")
    assert not hasattr(line_break, "no_such_name")
