"""The engine under front matter and configuration: strict YAML into typed records."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

import msgspec
import pytest
from doubles.spent import at_most
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Meta as Schema

from curbcut.core.fields import FieldWords, field
from curbcut.core.findings import Finding
from curbcut.core.options import load, load_options, node_of
from curbcut.core.options.value_readers import plain
from curbcut.core.options.yaml_text import Mapping, Scalar, read_yaml

KEYS = frozenset({"title", "标题", "slug", "name", "tags"})


class Options(msgspec.Struct, frozen=True):
    FIELDS: ClassVar[dict[str, FieldWords]] = {"width": field("行宽", "一行几个字", "characters on a line")}

    width: Annotated[int, Schema(ge=1, le=200)] = 80
    scale: float = 1.0
    wrap: bool = True
    size: Literal["20pt", "24pt"] = "20pt"
    label: str = ""
    parts: tuple[str, ...] = ()
    extra: dict[str, Any] = {}


def read(text: str) -> tuple[Mapping | None, list[Finding]]:
    result = read_yaml(text, "a.yml", KEYS)
    return result.root, result.findings


def rules(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [(f.rule.removeprefix("front-matter-"), f.line, f.column) for f in findings]


def options(text: str) -> tuple[Options | None, list[tuple[str, int, int]]]:
    root, findings = read(text)
    assert root is not None
    loaded, more = load(Options, root, "a.yml")
    return loaded, rules([*findings, *more])


def test_the_schema_decides_what_a_scalar_is() -> None:
    loaded, findings = options(
        "label: 010\nwidth: 10\nscale: 1.5\nwrap: false\nextra: {a: no, b: 12:30, c: 010, d: 7, e: '7'}\n"
    )
    assert findings == []
    assert loaded == Options(
        label="010", width=10, scale=1.5, wrap=False, extra={"a": "no", "b": "12:30", "c": "010", "d": 7, "e": "7"}
    )


@pytest.mark.parametrize("typed", ["010", "no", "12:30", "1e3", "0x1F", "2017-01-04", "3.10", "true", "一"])
def test_a_text_stays_what_the_editor_typed(typed: str) -> None:
    loaded, _ = options(f"label: {typed}\n")
    assert loaded is not None
    assert loaded.label == typed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("width: 010", ("number", 1, 8)),
        ("width: '10'", ("number", 1, 8)),
        ("width: 10字", ("number", 1, 8)),
        ("width: １０", ("number", 1, 8)),
        ("width: 1_000", ("number", 1, 8)),
        ("width: " + "9" * 5000, ("number", 1, 8)),
        ("width: 201", ("range", 1, 8)),
        ("width: [1]", ("type", 1, 8)),
        ("scale: .inf", ("number", 1, 8)),
        ("scale: 1e999", ("number", 1, 8)),
        ("wrap: yes", ("truth", 1, 7)),
        ("wrap: 'true'", ("truth", 1, 7)),
        ("size: 22pt", ("choice", 1, 7)),
        ("label: [通知] ", ("type", 1, 8)),
        ("label: null", ("null", 1, 8)),
        ("label: ~", ("null", 1, 8)),
        ("parts: {a: b}", ("type", 1, 8)),
        ("parts: [a, '']", ("empty-item", 1, 12)),
        ("parts:\n  - a\n  -\n", ("empty-item", 3, 4)),
        ("extra: a", ("type", 1, 8)),
        ("widht: 3", ("unknown-key", 1, 1)),
        ("行款: 3", ("unknown-key", 1, 1)),
        ("zzz: 3", ("strange-key", 1, 1)),
        ("title: 3", ("foreign-key", 1, 1)),
        ("width: 1\nwidth: 2", ("duplicate-key", 2, 1)),
        ("width: 1\n行宽: 2", ("duplicate-key", 2, 1)),
        ("extra:\n  a: 1\n  a: 2", ("duplicate-key", 3, 3)),
    ],
)
def test_a_surprising_value_is_a_finding_at_its_place(text: str, expected: tuple[str, int, int]) -> None:
    loaded, findings = options(text)
    assert loaded is None
    assert findings == [expected]


def test_a_key_may_be_chinese_and_may_be_left_empty() -> None:
    assert options("行宽: 60\nlabel:\nsize:\n") == (Options(width=60), [])


def test_one_item_is_a_list_of_one() -> None:
    assert options("parts: 甲、乙\n") == (Options(parts=("甲、乙",)), [])


def test_all_problems_are_told_at_once_with_both_lines_of_a_duplicate() -> None:
    root, _ = read("width: x\nwrap: no\nwidth: 3\nsise: 20pt\n")
    assert root is not None
    loaded, findings = load(Options, root, "a.yml")
    assert loaded is None
    assert [f.line for f in findings] == [1, 2, 3, 4]
    assert "第 1 行" in findings[2].words.what["zh"]
    assert "size" in findings[3].words.fix["en"]


def test_options_come_from_another_programs_plain_data_too() -> None:
    loaded, findings = load_options(
        Options, {"width": 60, "wrap": False, "parts": ["a"], "label": 7, "scale": 2}, "mkdocs.yml"
    )
    assert findings == []
    assert loaded == Options(width=60, wrap=False, parts=("a",), label="7", scale=2.0)
    assert load_options(Options, None, "mkdocs.yml") == (Options(), [])
    _, findings = load_options(Options, {"width": "60", "wdith": 1}, "mkdocs.yml")
    assert rules(findings) == [("number", 0, 0), ("unknown-key", 0, 0)]


@pytest.mark.parametrize("typed", ["010", "1.10", "1e3", "0x1F", "no", "+7", "-0", "7", "1.5", "true", "", "~"])
def test_plain_data_never_loses_what_was_typed(typed: str) -> None:
    value = plain(Scalar(typed, plain=True))
    written = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    assert value is None or written == typed


# --- what cannot be parsed -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标题：通知\nslug: a", [("full-width-colon", 1, 3)]),
        ("slug: a\n标题：通知", [("full-width-colon", 2, 3)]),
        ("标题：通知\nslug：a", [("full-width-colon", 1, 3), ("full-width-colon", 2, 5)]),
        ("title:通知\nslug: a", [("colon-space", 1, 6)]),
        ("title:　通知\nslug: a", [("wide-space", 1, 7)]),
        ("\ttitle: a\nslug: b", [("tab", 1, 1)]),
        ("source:\n\tname: a\nslug: b", [("tab", 2, 1)]),
        ("　title: a\nslug b: [", [("wide-space", 1, 1), ("bracket", 2, 9)]),
        ('title: "未闭合\nslug: a', [("unclosed-quote", 1, 8)]),
        ('title: "未闭合\nslug: "a"', [("unclosed-quote", 1, 8)]),
        ("title: '未闭合\nslug: a", [("unclosed-quote", 1, 8)]),
        ('title: "关于"通知\nslug: a', [("quote-rest", 1, 8)]),
        ("title: 'it's'", [("quote-rest", 1, 8)]),
        ("title: 关于: 通知", [("colon-in-value", 1, 8)]),
        ("title: *重要*通知", [("special-start", 1, 8)]),
        ("title: &重要", [("special-start", 1, 8)]),
        ("title: !重要", [("special-start", 1, 8)]),
        ("title: @某人", [("special-start", 1, 8)]),
        ("title: [重要]通知", [("special-start", 1, 8)]),
        ("tags: [甲, 乙\nslug: a", [("bracket", 1, 7)]),
        ('title: "C:\\通知"', [("escape", 1, 8)]),
        ("title: a\n  slug: b", [("indent", 2, 3)]),
        ("title: a\n通知正文\nslug: b", [("no-colon", 2, 1)]),
        ("只有一段话", [("not-mapping", 1, 1)]),
        ("- a\n- b", [("not-mapping", 1, 1)]),
        ("<<: {a: b}", [("merge-key", 1, 1)]),
        ("? [a, b]\n: c", [("key-shape", 1, 3)]),
        ("title: a\n---\nslug: b", [("documents", 2, 1)]),
        ("title: a\u200b", [("character", 1, 9)]),
        ("title: a\x00b", [("character", 1, 9)]),
        ("title: a\u2028b", [("character", 1, 9)]),
        ("title: \ud800", [("character", 1, 8)]),
    ],
)
def test_a_slip_is_explained_on_its_own_line(text: str, expected: list[tuple[str, int, int]]) -> None:
    _, findings = read(text)
    assert rules(findings) == expected


def test_a_slip_does_not_hide_the_other_values() -> None:
    root, findings = read('标题：通知\nslug:a\ntags: "甲\nname: 关于: 乙\n')
    assert [f.rule for f in findings] == [
        "front-matter-full-width-colon", "front-matter-colon-space", "front-matter-unclosed-quote", "front-matter-colon-in-value",
    ]  # fmt: skip
    assert root is not None
    assert plain(root) == {"标题": "通知", "slug": "a", "tags": "甲", "name": "关于: 乙"}


def test_the_fix_shows_the_line_as_it_should_be() -> None:
    _, findings = read("标题：通知\nslug: a")
    assert "标题: 通知" in findings[0].words.fix["zh"]
    assert findings[0].excerpt == "标题：通知"


@pytest.mark.parametrize("text", ["title: C#\n", "title: a # 备注\n", "title: 'a #1'\n", "# 备注\ntitle: a\n"])
def test_a_real_comment_is_no_finding(text: str) -> None:
    assert read(text)[1] == []


def test_a_value_cut_by_a_hash_is_a_warning() -> None:
    _, findings = read("title: 补贴 #1 通知\n")
    assert [(f.rule, f.level, f.column) for f in findings] == [("front-matter-comment", "warn", 11)]


@pytest.mark.parametrize("inside", ["{a: https://e.org/x?y=z, b: 9:00}", "[12:30, 010]", "{a: 'x'}"])
def test_a_colon_inside_brackets_is_yaml_1_2(inside: str) -> None:
    root, findings = read(f"title: {inside}\nslug: a")
    assert findings == []
    assert root is not None
    assert plain(root)["slug"] == "a"


@pytest.mark.parametrize(
    "text", ["summary: |\n  标题：不是键\n  a: b: c\ntitle: a\n", "title: 时间：九点\n", "title: 比 3:2\n", ""]
)
def test_correct_yaml_is_left_alone(text: str) -> None:
    root, findings = read(text)
    assert root is not None
    assert findings == []


BOMBS = {
    "慢路上的嵌套": ("a: {u: b:c}\nx: " + "[" * 60_000, "deep"),
    "慢路上的大文": ("a: {u: b:c}\n" + "x: [" + "y," * 30_000, "many"),
    "慢路上的长文": ("a: {u: b:c}\nx: '" + "y " * 25_000 + "'", ""),
    "嵌套方括号": ("a: " + "[" * 60_000, "deep"),
    "嵌套花括号": ("a: " + "{a: " * 12_000, "deep"),
    "嵌套短横线": ("a:\n" + "- " * 30_000, "deep"),
    "嵌套问号": ("? " * 30_000, "key-shape"),
    "两千层缩进": ("".join(" " * n + "a:\n" for n in range(300)), "deep"),
    "引用爆炸": ("a: &a [x, x]\n" + "".join(f"k{n}: &k{n} [*a, *a]\n" for n in range(2000)), "special-start"),
    "十兆字节": ("a: b\n" * 2_000_000, "large"),
    "很多小项": ("a: [" + "x," * 30_000 + "]", "many"),
    "很多键": ("".join(f"k{n}: 1\n" for n in range(6_000)), "many"),
    "很多行错": ("标题 通知\n" * 4_000, "not-mapping"),
    "很多引号": ('"' * 60_000, "no-colon"),
    "很长一行": ("a" * 60_000 + ": b", ""),
    "很多冒号": (": " * 30_000, ""),
    "很多星号": ("*" * 60_000, ""),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_it_costs_anything(name: str) -> None:
    text, rule = BOMBS[name]
    read("a: b")  # imports
    with at_most(0.5):  # 100 ms on a quick machine
        _, findings = read(text)
    assert rule in {f.rule.removeprefix("front-matter-") for f in findings} or not rule


YAML_LIKE = st.text(st.sampled_from("abtitle标题：: -\n\t\"'[]{}&*!|>%@`#,?<=.\\01 　~"), max_size=200)


@settings(max_examples=400, deadline=None)
@given(YAML_LIKE | st.text(max_size=100))
def test_any_text_is_read_or_refused(text: str) -> None:
    with at_most(1):
        root, findings = read(text)
        assert root is not None or findings
        if root is not None:
            load(Options, root, "a.yml")
            plain(root)


JSON_LIKE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(["width", "scale", "wrap", "size", "label", "parts", "extra", "x"]), JSON_LIKE))
def test_any_plain_data_is_read_or_refused(data: dict[str, Any]) -> None:
    with at_most(1):
        loaded, findings = load_options(Options, data, "mkdocs.yml")
        assert (loaded is None) == bool(findings)
        node_of(data)
