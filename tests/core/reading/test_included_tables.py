"""`!table FILE.csv`: a table of a file becomes a table of the text, and every mistake is shown where it was made."""

from __future__ import annotations

import random
import re

import pytest

from curbcut.core.including import directive, named
from curbcut.core.reading import Reading, read

PATH = "content/notices/a.md"
FRONT = "---\ntitle: 甲\nslug: a\npublished: 2017-01-04\n---\n\n"
RATES = "级别,每月,说明\n一级,350,从2024年起\n二级,180,\n"


def made(body: str, lang: str = "zh-Hans", **files: str | bytes) -> Reading:
    """Read a text; `rates="…"` stands for content/notices/rates.csv."""
    data = {
        f"content/notices/{name}.csv": text.encode() if isinstance(text, str) else text for name, text in files.items()
    }
    return read(PATH, (FRONT + body).encode(), lang=lang, included=data)


def places(reading: Reading) -> list[str]:
    return [f"{f.path.removeprefix('content/notices/')}:{f.line}:{f.column} {f.rule}" for f in reading.findings]


def rows(reading: Reading) -> list[list[str]]:
    assert reading.document is not None
    return [["".join(cell.itertext()) for cell in row] for row in reading.document.tree().iter("tr")]


def test_it_is_an_ordinary_table_with_heads_caption_and_sentences():
    reading = made("前。\n\n!table rates.csv 表 1：补贴标准\n\n后。\n", rates=RATES)
    assert places(reading) == []
    assert rows(reading) == [["级别", "每月", "说明"], ["一级", "350", "从2024年起"], ["二级", "180", ""]]
    doc = reading.document
    assert doc is not None
    assert [cell.get("scope") for cell in doc.tree().iter("th")] == ["col"] * 3
    assert "".join(doc.tree().find(".//caption").itertext()) == "表 1：补贴标准"
    assert [s.text for s in doc.sentences][:4] == ["前。", "表 1：补贴标准", "级别", "每月"]
    assert all(s.id in doc.body for s in doc.sentences)


def test_it_reads_as_the_same_table_typed_by_hand():
    typed = "表：补贴\n\n| 级别 | 每月 | 说明 |\n|---|---|---|\n| 一级 | 350 | 从2024年起 |\n| 二级 | 180 | |\n"
    by_hand, taken = made(typed).document, made("!table rates.csv 表：补贴", rates=RATES).document
    assert by_hand is not None and taken is not None and by_hand.body == taken.body and by_hand.digest == taken.digest


@pytest.mark.parametrize(
    "columns", ["columns=每月,级别", 'columns="每月, 级别"', "列=每月，级别", "columns=每月、级别"]
)
def test_columns_are_chosen_and_ordered(columns):
    for line in (f"!table rates.csv {columns} 表：标准", f"!table rates.csv 表：标准 {columns}"):
        reading = made(line, rates=RATES)
        assert rows(reading) == [["每月", "级别"], ["350", "一级"], ["180", "二级"]]
        assert reading.document is not None and "表：标准" in reading.document.body


def test_a_caption_without_its_word_gets_it_in_the_language_of_the_text():
    assert "表：补贴标准</span></caption>" in made("!table rates.csv 补贴标准", rates=RATES).document.body
    english = made("!table rates.csv The rates", "en", rates=RATES).document
    assert "Table: The rates" in "".join(english.tree().find(".//caption").itertext())


def test_what_is_typed_in_a_cell_stays_text():
    cell = "a|b *c* _d_ `e` <b>f</b> {重|chóng} {: .x} [g](h.md) ![i](j.png) &amp; ~~k~~ ==l== H^2^ \\* # !table [^1] https://x.cn <x@y.cn>"
    quoted = cell.replace('"', '""')
    reading = made("!table rates.csv", rates=f'甲,乙\n"{quoted}",2\n')
    assert places(reading) == []
    assert rows(reading)[1] == [cell, "2"]
    assert reading.document is not None and reading.document.links == () and reading.document.assets == ()
    assert set(re.findall(r"<(\w+)", reading.document.body)) == {
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "span",
    }


def test_any_cell_at_all_stays_text():
    dice = random.Random(4180)
    signs = "甲乙ab1 |*_`<>[](){}!#&;~^=\\\"':,.-+@$%/残。，"
    for _ in range(300):
        cell = "".join(dice.choices(signs, k=dice.randrange(1, 25))).strip()
        quoted = cell.replace('"', '""')
        reading = made("!table r.csv", r=f'甲,乙\n"{quoted}",尾\n')
        assert places(reading) == [], cell
        wanted = " ".join(cell.split(" ")) if cell else cell
        assert re.sub(" +", " ", rows(reading)[1][0]) == re.sub(" +", " ", wanted), cell


def test_lines_inside_a_cell_are_joined_as_their_script_asks():
    assert rows(made("!table r.csv", r='甲,乙\n"第一行\n第二行","one\ntwo"\n'))[1] == ["第一行第二行", "one two"]


def test_a_file_from_a_spreadsheet_is_read():
    data = "\ufeff" + RATES.replace("\n", "\r\n") + "\r\n"
    assert rows(made("!table r.csv", r=data)) == rows(made("!table r.csv", r=RATES))


def test_places_behind_a_table_are_those_of_the_file():
    reading = made("!table r.csv 表：甲\n\n见[乙](b.md)。\n\n<script>x</script>\n\n### 丙\n", r=RATES)
    doc = reading.document
    assert doc is not None
    assert [(p.line, p.column) for p in doc.spots.links] == [(9, 3)]
    assert doc.spots.sentences[-1].line == 13
    assert {place.line for place in doc.spots.sentences[:9]} == {7}
    assert places(reading) == ["a.md:11:1 unsafe-html"]
    assert doc.source.count("\n") == (
        FRONT + "!table r.csv 表：甲\n\n见[乙](b.md)。\n\n<script>x</script>\n\n### 丙\n"
    ).count("\n")


def test_what_is_wrong_inside_a_file_is_shown_in_the_file():
    assert places(made("!table r.csv", r="甲,乙\n1,2\n3,4\u200b\n")) == ["r.csv:3:4 invisible-character"]


def test_what_only_warns_takes_no_table_away():
    reading = made("!table r.csv", r="甲,乙\n1,软\u00ad连字\n")
    assert places(reading) == ["r.csv:2:4 invisible-character"]
    assert rows(reading)[1][0] == "1"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("级别,每月\n一级,350\n".encode("gb18030"), "r.csv:1:1 encoding-not-utf8"),
        ("级别;每月\n一级;350\n", "r.csv:1:1 csv-separator"),
        ("级别\t每月\n一级\t350\n", "r.csv:1:1 csv-separator"),
        ("级别，每月\n一级，350\n", "r.csv:1:1 csv-separator"),
        ('甲,乙\n1,2\n3,"4\n5,6\n', "r.csv:3:1 csv-quotes"),
        ('甲,乙\n1,"2"3\n', "r.csv:2:1 csv-quotes"),
        ("甲,乙\n1,2\n3\n", "r.csv:3:1 csv-cells"),
        ("甲,乙\n\n1,2\n3,4,5\n", "r.csv:4:1 csv-cells"),
        ("甲,,丙\n1,2,3\n", "r.csv:1:1 csv-header-empty"),
        ("甲,乙,甲\n1,2,3\n", "r.csv:1:1 csv-header-twice"),
        ("甲,乙\n", "r.csv:1:1 csv-empty"),
        ("", "r.csv:1:1 csv-empty"),
        ("甲\n" + "1\n" * 2001, "r.csv:2002:1 csv-long"),
        ("甲\n" + "1" * 2_000_001, "r.csv:0:0 file-too-large"),
    ],
)  # fmt: skip
def test_a_file_with_mistakes_is_named_with_its_line(data, place):
    reading = made("前。\n\n!table r.csv\n\n后。\n", r=data)
    assert places(reading) == [place]
    for finding in reading.findings:
        assert not re.search(r"{\w+}", finding.text()) and finding.words.fix["en"].strip()


def test_two_thousand_rows_are_read():
    reading = made("!table r.csv", r="甲,乙\n" + "".join(f"{n},残联\n" for n in range(2000)))
    assert places(reading) == [] and len(rows(reading)) == 2001


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("!table missing.csv", "a.md:7:8 table-file-missing"),
        ("!table r.csv columns=级别,每周", "a.md:7:25 table-column-missing"),
        ("!table ../../../etc/r.csv", "a.md:7:8 table-file-outside"),
        ("!table /etc/r.csv", "a.md:7:8 table-file-outside"),
        ("!table %2e%2e/%2e%2e/%2e%2e/r.csv", "a.md:7:8 table-file-outside"),
        ("!table ../../site_config.yml", "a.md:7:8 table-file-outside"),
        ("!table https://x.cn/r.csv", "a.md:7:8 table-file-elsewhere"),
        ("!table con.csv", "a.md:7:8 table-file-reserved"),
        ("!table", "a.md:7:1 table-directive"),
        ("!table r.csv columns=", "a.md:7:1 table-directive"),
        ("！table r.csv", "a.md:7:1 table-directive"),
        ("!Table r.csv", "a.md:7:1 table-directive"),
        ("- !table r.csv", "a.md:7:1 table-directive"),
        ("> !table r.csv", "a.md:7:1 table-directive"),
        ("!table r.csv\n紧挨着的文字。", "a.md:7:1 table-crowded"),
        ("紧挨着的文字。\n!table r.csv", "a.md:8:1 table-crowded"),
    ],
)
def test_a_directive_that_cannot_be_followed_is_shown_at_its_place(line, place):
    assert places(made(f"{line}\n\n后。\n", r=RATES)) == [place]


def test_code_that_shows_the_directive_is_left_alone():
    reading = made("写法如下：\n\n```\n!table r.csv\n```\n\n也就是`!table r.csv`这样。\n")
    assert places(reading) == [] and reading.document is not None
    assert reading.document.body.count("!table r.csv") == 2


def test_the_files_of_a_text_are_known_before_it_is_read():
    data = "!table r.csv 表：甲\n\n!table ../data/s.csv columns=a\n!table r.csv\n!table ../../../x.csv\n!table y.yml\n见!table z.csv".encode()
    assert named(PATH, data) == ("content/notices/r.csv", "content/data/s.csv")
    assert named(PATH, b"\xff\xfe!table r.csv") == ()
    assert directive('!table "my rates.csv" columns="a, b" Table: x') == ("my rates.csv", ("a", "b"), "Table: x")
