"""The canary: every private thing of WeasyPrint that the tagger and the layout stand on, by name (decisions 009 and 012).

When one of these fails after a new WeasyPrint: keep the pin below that version, read what became of the thing named,
follow it in `large_print/tagging/`, `lines` and `sheets`, read the golden trees again, and only then move the pin.
"""

from __future__ import annotations

import inspect
import io
import re
from typing import Any

import pikepdf
import pydyf
import pytest
import weasyprint
from renditions.large_print.documents import laid_out, page
from renditions.large_print.painted import painted
from weasyprint import css
from weasyprint import pdf as writer
from weasyprint.draw import text as paint
from weasyprint.formatting_structure import boxes
from weasyprint.html import UA_STYLESHEET
from weasyprint.layout import inline, preferred
from weasyprint.layout import page as sheet
from weasyprint.text import line_break

CHANGED = "WeasyPrint changed: read the first lines of this file"


@pytest.fixture(scope="module")
def seen() -> dict[str, Any]:
    """Return what WeasyPrint hands to its tagger for a page with everything in it."""
    caught: dict[str, Any] = {}
    html = page("contents").replace("</body>", "<ul><li>点<ruby>字<rt>zì</rt></ruby></li></ul></body>")
    document = laid_out(html)

    def add_tags(pdf: Any, given: Any, version: Any, streams: Any) -> None:
        caught.update(pdf=pdf, document=given, streams=streams, tags=[dict(stream._tags) for stream in streams])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "add_tags", add_tags)
        document.write_pdf(pdf_variant="pdf/a-3a", finisher=lambda given, pdf: caught.update(finished=(given, pdf)))
    waiting = [page._page_box for page in document.pages]
    found = []
    while waiting:
        found.append(waiting.pop())
        waiting += found[-1].children
    return {**caught, "boxes": found}


def test_the_version_is_the_one_that_was_read() -> None:
    assert weasyprint.__version__.split(".")[0] == "70", CHANGED


def test_the_tagger_is_called_by_this_name_with_these_arguments() -> None:
    assert list(inspect.signature(writer.add_tags).parameters) == ["pdf", "document", "pdf_version", "page_streams"], (
        CHANGED
    )
    assert "add_tags(pdf, document, options['pdf_version'], page_streams)" in inspect.getsource(writer.generate_pdf), (
        CHANGED
    )


def test_the_streams_say_which_box_has_which_mark(seen: dict[str, Any]) -> None:
    for stream, tags in zip(seen["streams"], seen["tags"], strict=True):
        assert all(isinstance(box, (boxes.TextBox, boxes.ReplacedBox)) for box in tags), CHANGED
        assert sorted(given["mcid"] for given in tags.values()) == list(range(len(tags))), CHANGED
        for place, item in enumerate(stream.stream):
            if type(item) is pydyf.Dictionary and "MCID" in item:
                assert stream.stream[place - 1] in {"/Span", "/Figure"}, CHANGED
                assert stream.stream[place + 1] == b"BDC", CHANGED


def test_the_boxes_say_what_they_are(seen: dict[str, Any]) -> None:
    names = {getattr(box, "element_tag", None) for box in seen["boxes"]}
    assert {"html", "body", "li::marker", "a::after", "ruby", None} <= names, CHANGED
    kinds = {type(box).__name__ for box in seen["boxes"]}
    assert {"PageBox", "MarginBox", "BlockBox", "LineBox", "InlineBox", "InlineBlockBox", "TextBox"} <= kinds, CHANGED
    assert "AbsolutePlaceholder" in kinds, CHANGED
    placeholder = next(box for box in seen["boxes"] if type(box).__name__ == "AbsolutePlaceholder")
    assert isinstance(placeholder._box, boxes.Box), CHANGED
    assert {box.at_keyword for box in seen["boxes"] if isinstance(box, boxes.MarginBox)} >= {"@top-left"}, CHANGED
    assert any(box.is_leader for box in seen["boxes"] if isinstance(box, boxes.InlineBox)), CHANGED
    assert any(box.link_annotation is not None for box in seen["boxes"] if isinstance(box, boxes.Box)), CHANGED
    for box in seen["boxes"]:
        if isinstance(box, boxes.TextBox):
            assert isinstance(box.text, str), CHANGED
            assert {box.style[name] for name in ("visibility", "position", "white_space")}, CHANGED
    assert boxes.TableRowGroupBox.is_header is boxes.TableRowGroupBox.is_footer is False, CHANGED
    assert boxes.Box.colspan == boxes.Box.rowspan == 1, CHANGED


def test_a_text_box_is_drawn_from_its_layout_s_text_and_a_page_knows_its_anchors() -> None:
    html = '<html lang="zh-Hans"><head><title>甲</title></head><body><h1 id="a">甲</h1><p>第000页</p></body></html>'
    document = laid_out(html)
    assert "a" in document.pages[0].anchors, CHANGED
    waiting = [document.pages[0]._page_box]
    while waiting:
        box = waiting.pop()
        waiting += getattr(box, "children", ())
        if getattr(box, "text", "") == "第000页":
            box.text = box.pango_layout.text = "第7页"
    data = document.write_pdf(pdf_variant="pdf/ua-1")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "第7页" in "".join(painted(pdf).texts.values()), CHANGED


def test_a_link_s_place_is_a_dictionary_listed_on_its_page(seen: dict[str, Any]) -> None:
    pdf = seen["pdf"]
    assert [f"{number} 0 R".encode() for number in pdf.pages["Kids"][::3]] == list(pdf.page_references), CHANGED
    listed = [note for number in pdf.pages["Kids"][::3] for note in pdf.objects[number].get("Annots", ())]
    places = [box.link_annotation for box in seen["boxes"] if isinstance(box, boxes.Box) and box.link_annotation]
    assert sorted(place.reference for place in places) == sorted(listed), CHANGED
    assert all(len(place["Rect"]) == 4 for place in places), CHANGED


def test_the_finisher_gets_the_document_and_a_pdf_with_metadata(seen: dict[str, Any]) -> None:
    document, pdf = seen["finished"]
    assert document is seen["document"], CHANGED
    written = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    assert isinstance(written, pydyf.Stream), CHANGED
    assert written.compress is True, CHANGED
    assert document.metadata.attachments == [], CHANGED


def test_lines_are_broken_by_these_names() -> None:
    assert inline.split_first_line is preferred.split_first_line is line_break.split_first_line, CHANGED
    assert list(inspect.signature(line_break.split_first_line).parameters) == [
        "text", "style", "context", "max_width", "justification_spacing", "is_line_start", "minimum",
    ], CHANGED  # fmt: skip
    source = inspect.getsource(line_break.split_first_line)
    assert "if space_collapse and second_line_text[break_point or -1] == ' ':" in source, CHANGED
    assert source.count("return first_line_metrics(") == 5, CHANGED
    assert "layout = Layout(style, justification_spacing, max_width)" in inspect.getsource(line_break.create_layout), (
        CHANGED
    )


def test_a_text_is_shaped_and_painted_by_these_methods() -> None:
    methods = {name for name, made in vars(line_break.Layout).items() if callable(made)}
    assert methods == {
        "__init__", "setup", "get_first_line", "set_text", "set_tabs", "deactivate", "reactivate",
    }, CHANGED  # fmt: skip
    assert list(inspect.signature(line_break.Layout).parameters) == ["style", "justification_spacing", "max_width"], (
        CHANGED
    )
    source = inspect.getsource(paint.draw_text) + inspect.getsource(paint.draw_first_line)
    used = set(re.findall(r"textbox\.pango_layout\.(\w+)", source))
    assert used == {
        "ascent", "deactivate", "get_first_line", "layout", "max_width", "reactivate", "set_text",
        "strikethrough_position", "strikethrough_thickness", "text", "underline_position", "underline_thickness",
    }, CHANGED  # fmt: skip
    assert "pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)" in source, CHANGED


def test_sheets_get_their_styles_by_these_names() -> None:
    function = sheet.set_page_type_computed_styles
    assert list(inspect.signature(function).parameters) == ["page_type", "html", "style_for"], CHANGED
    assert "set_page_type_computed_styles(page_type, html, context.style_for)" in inspect.getsource(sheet), CHANGED
    rules = inspect.getsource(css.StyleFor.add_page_declarations)
    assert "for sheet, origin, sheet_specificity in self._sheets:" in rules, CHANGED
    assert "for _rule, selector_list, declarations in sheet.page_rules:" in rules, CHANGED
    assert "if self._page_type_match(page_selector_type, page_type):" in rules, CHANGED


def test_elements_get_their_rules_by_these_names() -> None:
    assert weasyprint.HTML(string="<p>a</p>")._ua_stylesheets(False) == [UA_STYLESHEET], CHANGED
    matcher = UA_STYLESHEET.matcher
    everywhere = [rule[3] for rule in matcher.other_selectors if rule[3] is not None]
    assert everywhere == [
        "marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback",
    ], CHANGED  # fmt: skip
    assert "li" in matcher.lower_local_name_selectors, CHANGED
