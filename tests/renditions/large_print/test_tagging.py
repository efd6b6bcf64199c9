"""Tag trees: each sample page against its golden tree, and what the tags promise beyond that."""

from __future__ import annotations

import io
import os
import re
import threading
import time
from typing import Any
from xml.etree.ElementTree import Element as DomElement

import pikepdf
import pytest
from renditions.large_print import documents
from renditions.large_print.documents import CASES, HERE, laid_out, page, stock, tagged
from renditions.large_print.fidelity import differences
from renditions.large_print.tag_tree import dump, read

from curbcut.renditions.large_print.tagging import tables, tagging
from curbcut.renditions.large_print.tagging.nodes import Mark, Node


def tree_of(body: str, style: str = "", lang: str = "zh-Hans") -> str:
    """Return the tag tree of a body, one line per element, without what is no content."""
    lines = dump(tagged(whole(body, lang), style)).splitlines()
    return "\n".join(line[2:] for line in lines[1:] if not line.startswith("artifact"))


def whole(body: str, lang: str = "zh-Hans") -> str:
    return f'<html lang="{lang}"><head><title>例</title></head><body>{body}</body></html>'


@pytest.mark.parametrize("name", CASES)
def test_a_page_has_the_tags_of_its_golden_tree(name: str, caplog: pytest.LogCaptureFixture) -> None:
    tree = dump(tagged(page(name)))
    golden = HERE / "cases" / f"{name}.tree"
    if os.environ.get("CURBCUT_GOLDEN") == "write":
        golden.write_text(tree, "utf-8")
    assert tree == golden.read_text("utf-8")
    assert [record.message for record in caplog.records if record.name == "weasyprint"] == []


@pytest.mark.parametrize("name", CASES)
def test_tags_and_page_say_the_same(name: str) -> None:
    assert differences(tagged(page(name)), page(name)) == []


@pytest.mark.parametrize("name", CASES)
def test_the_second_opinion_sees_what_the_stock_tags_lack(name: str, caplog: pytest.LogCaptureFixture) -> None:
    assert differences(stock(page(name)), page(name)) != []
    caplog.clear()  # WeasyPrint's tagger misses the alternative of what has none on purpose


def test_the_second_opinion_names_each_kind_of_fault() -> None:
    body = '<h1>题</h1><p>第一段。</p><ul><li>点</li></ul><table><tr><th>头</th></tr></table><p><a href="https://x/">到</a></p>'
    other = '<h1>提</h1><p lang="en">第一段。</p><ol></ol><table><tr><td>头</td></tr></table><p><a href="https://x/">道</a></p>'
    found = "\n".join(differences(tagged(whole(body)), whole(other)))
    for name in ("headings", "TH: page 0, tags 1", "LI: page 0, tags 1", "texts", "languages", "links"):
        assert name in found


def test_a_table_over_three_pages_is_one_table() -> None:
    rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(40))
    data = tagged(whole(f"<table><thead><tr><th>号</th></tr></thead><tbody>{rows}</tbody></table>"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) >= 3
        kinds = [element.kind for element in read(pdf).below()]
    assert (kinds.count("Table"), kinds.count("THead"), kinds.count("TR")) == (1, 1, 41)


def test_a_link_over_two_pages_is_one_link_with_a_place_on_each() -> None:
    text = "一个很长很长的链接文字，" * 40
    data = tagged(whole(f'<p><a href="https://example.org/">{text}</a></p>'))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (link,) = [element for element in read(pdf).below() if element.kind == "Link"]
        pages = {page.objgen for page in pdf.pages for note in page.Annots if note.Subtype == "/Link"}
        assert len(pages) == 2
        assert {str(note.Contents) for note in link.annotations()} == {text}


def test_a_picture_in_a_link_can_be_clicked_once() -> None:
    source = re.search(r'data:image/png[^"]*', page("figures"))
    assert source is not None
    tree = tree_of(f'<p><a href="https://x/"><img src="{source[0]}" alt="红点"/></a></p>')
    assert tree.count("→") == 1


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("accessibility guidelines", "accessibility guidelines"),
        ("well-known", "well-known"),
        ("残疾人 联合会", "残疾人 联合会"),
        ("残疾人联合会", "残疾人联合会"),
        ("<b>accessibility</b> <i>guidelines</i>", "accessibility guidelines"),
        ("<b>accessibility </b><i>guidelines</i>", "accessibility guidelines"),
        ("<b>accessi</b><br/><i>bility</i>", "accessi bility"),
        ("地址<br/>电话", "地址 电话"),
        ("WCAG\n2.2 标准", "WCAG 2.2 标准"),
    ],
)
def test_a_line_end_neither_glues_words_nor_parts_them(written: str, read_as: str) -> None:
    # Each on a line of its own, as narrow as its widest word.
    narrow = "p { width: 0; overflow-wrap: normal }"
    assert tree_of(f"<p>{written}</p>", narrow) == f"P ‹{read_as}›"


def test_a_hyphen_of_the_layout_is_no_part_of_the_word() -> None:
    style = "p { width: 4em; hyphens: auto }"
    assert tree_of("<p>accessibility representation</p>", style, "en") == "P ‹accessibility representation›"


def test_what_is_hidden_from_readers_is_no_content() -> None:
    tree = tree_of(
        '<p>读<span aria-hidden="true">❦ <a href="https://x/">到</a></span></p><p aria-hidden="true">不读</p>'
    )
    assert tree == "P ‹读›"


def test_a_picture_without_an_alternative_is_told() -> None:
    html = whole(f'<p>字<img src="{"data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E"}"/></p>')
    with pytest.MonkeyPatch.context() as patch:
        told: list[str] = []
        patch.setattr(
            "curbcut.renditions.large_print.tagging.roles.LOGGER.error", lambda text, *values: told.append(text)
        )
        tagged(html)
    assert told == ["Image %r has no text alternative"]


def test_loose_things_in_lists_and_nested_lists_without_items_are_wrapped() -> None:
    tree = tree_of("<ul><li>一</li><ul><li>二</li></ul></ul>", "ul { list-style: none }")
    assert [line.strip().split(" ")[0] for line in tree.splitlines()] == [
        "L",
        "LI",
        "LBody",
        "‹一›",
        "L",
        "LI",
        "LBody",
    ]


def many_cells(rows: list[str], wide: int, high: int) -> Node:
    """Return a table: one letter per cell, `h` for a header."""
    table = Node("Table", None)
    for letters in rows:
        row = table.add("TR")
        for letter in letters:
            cell = row.add("TH" if letter == "h" else "TD", DomElement("th" if letter == "h" else "td"))
            cell.kids.append(Mark(0, 0, letter))
            cell.set("Table", "ColSpan", wide)
            cell.set("Table", "RowSpan", high)
    tables.finish(table, 1)
    return table


def test_a_million_columns_cost_nothing() -> None:
    table = many_cells(["hd", "hd", "hd"], 1_000_000, 1_000_000)
    headers = [cell.attributes["Table"].get("Headers") for row in table.nodes() for cell in row.nodes()]
    assert headers[1] == ["table-1-header-1"]


@pytest.mark.parametrize("row", ["hdddd", "hhhhh", "ddddd"])
def test_two_thousand_rows_of_spans_are_told_in_seconds(row: str) -> None:
    started = time.process_time()
    many_cells([row] * 2000, 2, 1)
    assert time.process_time() - started < 5


def test_no_depth_is_too_deep_for_the_tags() -> None:
    from curbcut.renditions.large_print.tagging import finishing, walking

    walk = walking.Walk("zh")
    node = walk.root
    for _ in range(5000):
        node = node.add("Div")
    finishing.finish(walk)
    assert walk.root.kids == []
    deep = "<blockquote>" * 60 + "<p>底</p>" + "</blockquote>" * 60
    assert tree_of(deep, "blockquote { margin: 0 }").count("BlockQuote") == 60


def test_something_painted_in_no_box_is_an_error_of_ours() -> None:
    document = laid_out(whole("<p>字</p>"))
    body = document.pages[0]._page_box
    lost = next(box for box in body.descendants() if getattr(box, "text", "") == "字")
    painted = document.pages[0].paint

    def paint(stream: Any, scale: float = 1) -> None:
        painted(stream, scale)
        stream._tags[lost.copy()] = stream._tags.pop(lost)

    document.pages[0].paint = paint
    with tagging(document), pytest.raises(ValueError, match="page 1 but in no box of it: '字'"):
        document.write_pdf(pdf_variant="pdf/ua-1")


def test_text_painted_in_a_group_is_an_error_of_ours() -> None:
    document = laid_out(whole('<p style="opacity: .5">半透明</p>'))
    with tagging(document), pytest.raises(ValueError, match="page 1: 1 of 2 pieces are painted in a group"):
        document.write_pdf(pdf_variant="pdf/ua-1")


def test_the_stock_tagger_is_back_after_the_block_and_after_an_error() -> None:
    from weasyprint import pdf as writer

    before = writer.add_tags
    document = laid_out(whole("<p>字</p>"))
    with tagging(document):
        assert writer.add_tags is not before
    assert writer.add_tags is before
    with pytest.raises(RuntimeError), tagging(document):
        raise RuntimeError
    assert writer.add_tags is before


def test_another_document_written_meanwhile_gets_stock_tags() -> None:
    html = whole("<p>字</p><aside><p>旁</p></aside>")
    ours, other = laid_out(html), laid_out(html)
    with tagging(ours):
        assert other.write_pdf(pdf_variant="pdf/ua-1") == laid_out(html).write_pdf(pdf_variant="pdf/ua-1")
        assert ours.write_pdf(pdf_variant="pdf/ua-1") == tagged(html)


def test_threads_wait_for_one_another() -> None:
    wanted = {name: tagged(page(name)) for name in ("lists", "notes")}
    given: dict[str, bytes] = {}
    documents_ = {name: laid_out(page(name)) for name in wanted}

    def write(name: str) -> None:
        with tagging(documents_[name]):
            given[name] = documents_[name].write_pdf(pdf_variant="pdf/ua-1")

    threads = [threading.Thread(target=write, args=(name,)) for name in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert given == wanted


def test_every_kind_of_element_is_one_that_pdf_knows() -> None:
    known = set(
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead "
        "TBody TFoot Span Quote Note Reference Code Link Ruby RB RT Figure".split()
    )
    for name in CASES:
        with pikepdf.open(io.BytesIO(tagged(page(name)))) as pdf:
            roles = {str(role)[1:]: str(kind)[1:] for role, kind in pdf.Root.StructTreeRoot.RoleMap.items()}
            used = {element.kind for element in read(pdf).elements()[0].below()}
        assert {roles.get(kind, kind) for kind in used} <= known
        assert not set(roles) & known


def test_the_reader_s_own_markup_keeps_its_meaning() -> None:
    from curbcut.core.reading import convert

    text = (HERE / "cases" / "reader.md").read_text("utf-8")
    html = whole(f"<h1>题</h1>{convert(text, path='content/pages/x.md', lang='zh-Hans').body}")
    html = re.sub(r"<input[^>]*/>", "☐", html).replace("site:content/pages/", "")
    assert differences(tagged(html), html) == []
    assert documents.CASES
