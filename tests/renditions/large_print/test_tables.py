"""A table that does not fit at 20 pt becomes lists that say the same; one that fits stays a table."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

from curbcut.renditions.large_print.tables import fit_tables


def fitted(html: str, columns: int = 4, lang: str = "zh-Hans") -> Element:
    root = fromstring(f"<div>{html}</div>")
    fit_tables(root, columns, lang)
    return root


def said(root: Element) -> list[str]:
    """Return the records as lines: what leads, then each labelled value."""
    lines = []
    for item in root.findall(".//ul[@class='rows']/li"):
        lines.append("".join(item.find("p").itertext()))
        lines += ["  " + "".join(pair.itertext()) for pair in item.findall("ul/li")]
    return lines


HEAD = "<thead><tr><th>岗位</th><th>人数</th><th>学历</th><th>地点</th><th>电话</th></tr></thead>"


def test_each_row_becomes_a_labelled_list_led_by_its_first_cell() -> None:
    root = fitted(
        f"<table><caption>表：岗位</caption>{HEAD}<tbody>"
        "<tr><th>护工</th><td>2</td><td>不限</td><td>东浦区</td><td>12385</td></tr>"
        "<tr><td>文员</td><td>1</td><td></td><td>西山区</td><td>12386</td></tr></tbody></table>"
    )
    assert root.find(".//table") is None
    assert root.find(".//p[@class='caption']").text == "表：岗位"
    assert said(root) == [
        "岗位：护工", "  人数：2", "  学历：不限", "  地点：东浦区", "  电话：12385",
        "岗位：文员", "  人数：1", "  地点：西山区", "  电话：12386",
    ]  # fmt: skip


def test_a_cell_over_several_rows_is_said_in_each_of_them_and_its_id_once() -> None:
    root = fitted(
        f"<table>{HEAD}<tbody>"
        '<tr><td rowspan="2" id="a">护工</td><td>2</td><td rowspan="2">不限</td><td>东浦区</td><td>1</td></tr>'
        "<tr><td>3</td><td>西山区</td><td>2</td></tr></tbody></table>"
    )
    assert said(root) == [
        "岗位：护工", "  人数：2", "  学历：不限", "  地点：东浦区", "  电话：1",
        "岗位：护工", "  人数：3", "  学历：不限", "  地点：西山区", "  电话：2",
    ]  # fmt: skip
    assert len(root.findall(".//*[@id='a']")) == 1


def test_heads_over_several_columns_come_before_the_columns_own() -> None:
    root = fitted(
        '<table><thead><tr><th rowspan="2">区</th><th colspan="2">2025年</th><th colspan="2">2026年</th></tr>'
        "<tr><th>发现</th><th>改好</th><th>发现</th><th>改好</th></tr></thead>"
        "<tbody><tr><th>东浦</th><td>1</td><td>2</td><td>3</td><td>4</td></tr></tbody></table>"
    )
    assert said(root) == [
        "区：东浦", "  2025年 · 发现：1", "  2025年 · 改好：2", "  2026年 · 发现：3", "  2026年 · 改好：4",
    ]  # fmt: skip


def test_a_row_without_a_first_cell_is_led_by_its_number() -> None:
    row = "<tr><td></td><td>2</td><td>甲</td><td>乙</td><td>丙</td></tr>"
    assert said(fitted(f"<table>{HEAD}<tbody>{row}{row}</tbody></table>"))[5] == "第2行"


def test_a_narrow_table_stays_a_table() -> None:
    root = fitted("<table><tr><td>1</td><td>2</td></tr></table>")
    assert root.find("table") is not None


def test_a_span_of_a_million_columns_is_held_to_the_columns_that_are_there() -> None:
    root = fitted(
        '<table><tr><td>1</td><td>2</td></tr><tr><td colspan="1000000" rowspan="99999999999">合计</td></tr></table>'
    )
    cell = root.find(".//td[@colspan]")
    assert cell.attrib == {"colspan": "2", "rowspan": "1"}


def test_a_table_inside_a_wide_one_is_kept_in_its_list() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    root = fitted(
        f"<table>{HEAD}<tbody><tr><td>一</td><td>{inner}</td><td>3</td><td>4</td><td>5</td></tr></tbody></table>"
    )
    assert [cell.text for cell in root.findall(".//ul[@class='pairs']//td")] == ["甲", "乙"]
