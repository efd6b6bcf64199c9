"""Bytes as text, and whole files as documents."""

from __future__ import annotations

import re

import pytest

from curbcut.core.options.yaml_text import _REFUSED
from curbcut.core.reading import address, read
from curbcut.core.reading.decoding import _CONTROL, _ENDS, _PLANE_END, INVISIBLE, decode, guessed_encoding

NOTICE = """\
---
title: 关于就业的通知
summary: 说明谁可以申请。
slug: plan
published: 2017-01-04
issuer: 中国残联
---
## 一、目标

到2020年，见[指南](../guides/apply.md#材料)。
"""
PATH = "content/notices/plan.md"


def rules(text: str | bytes) -> list[tuple[str, int, int]]:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return [(f.rule, f.line, f.column) for f in decode(PATH, data)[1]]


def test_line_ends_and_marks_make_no_difference() -> None:
    variants = [
        NOTICE,
        NOTICE.replace("\n", "\r\n"),
        "\ufeff" + NOTICE,
        NOTICE.replace("\n", "\r"),
        NOTICE.replace("\n", "\u2028"),
    ]
    documents = [read(PATH, text.encode()).document for text in variants]
    assert documents[0] is not None
    assert all(document == documents[0] for document in documents)


def test_a_document_has_its_address_its_places_and_its_digest() -> None:
    reading = read(PATH, NOTICE.encode())
    document = reading.document
    assert reading.findings == ()
    assert document is not None
    assert (document.kind, document.slug, document.url) == ("notice", "plan", "notice/plan/")
    assert [(p.line, p.column) for p in document.spots.sentences] == [(8, 4), (10, 1)]
    moved = read(PATH, NOTICE.replace("## 一", "\n## 一").encode()).document
    assert moved is not None
    assert moved.digest == document.digest
    assert moved.spots != document.spots


def test_another_text_is_another_digest() -> None:
    one, two = read(PATH, NOTICE.encode()).document, read(PATH, NOTICE.replace("2020", "2021").encode()).document
    assert one is not None
    assert two is not None
    assert one.digest != two.digest


@pytest.mark.parametrize(
    ("codec", "name"),
    [("gb18030", "GB18030"), ("gbk", "GB18030"), ("big5", "Big5"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16")],
)
def test_another_encoding_is_named(codec: str, name: str) -> None:
    data = NOTICE.replace("关于就业的通知", "殘疾人就業的通知" if codec == "big5" else "关于就业的通知").encode(
        codec, "ignore"
    )
    assert guessed_encoding(data) == name
    reading = read(PATH, data)
    assert reading.document is None
    assert reading.findings[0].rule == "encoding-not-utf8"
    assert name in reading.findings[0].words.what["zh"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲\n乙\x00丙", ("control-character", 2, 2)),
        ("甲\x9f", ("control-character", 1, 2)),
        ("甲\ufffe", ("control-character", 1, 2)),
        ("甲\U0001ffff", ("control-character", 1, 2)),
        ("甲\u202e乙", ("bidi-unbalanced", 1, 2)),
        ("甲\u2066乙\u202c", ("bidi-unbalanced", 1, 4)),
        ("甲\u200b乙", ("invisible-character", 1, 2)),
        ("甲\ufeff乙", ("invisible-character", 1, 2)),
        ("甲\u00ad乙", ("invisible-character", 1, 2)),
        ("<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> b\n", ("conflict-marker", 1, 1)),
        ("version https://git-lfs.github.com/spec/v1\noid x", ("lfs-pointer", 1, 1)),
    ],
)
def test_what_cannot_be_seen_is_told_with_its_place(text: str, found: tuple[str, int, int]) -> None:
    assert found in rules(text)


@pytest.mark.parametrize(
    "text", ["👨\u200d👩\u200d👧 ❤\ufe0f 👩🏽\u200d🦽", "\u2066abc\u2069", "标题\n=======\n", "می\u200cخواهم"]
)
def test_what_is_written_rightly_passes(text: str) -> None:
    assert rules(text) == []


def test_a_lone_surrogate_is_no_utf8() -> None:
    assert rules("甲\ud800")[0][0].startswith("encoding")


@pytest.mark.parametrize(
    ("kind", "path", "slug", "lang", "expected"),
    [
        ("notice", "content/notices/a.md", "plan", "zh-Hans", ("plan", "notice/plan/")),
        ("notice", "content/notices/a.en.md", "plan", "en", ("plan", "en/notice/plan/")),
        ("lesson", "courses/sewing/01.md", "", "zh-Hans", ("sewing/01", "course/sewing/01/")),
        ("lesson", "courses/sewing/01.en.md", "start", "en", ("sewing/start", "en/course/sewing/start/")),
    ],
)
def test_addresses(kind: str, path: str, slug: str, lang: str, expected: tuple[str, str]) -> None:
    assert address(kind, path, slug, lang) == expected


def test_whatever_is_refused_or_changed_is_not_printable_so_that_a_printable_file_needs_no_second_look() -> None:
    wrong = [_ENDS, _CONTROL, _PLANE_END, INVISIBLE, re.compile(_REFUSED)]
    seen = [chr(code) for code in range(0x110000) if chr(code).isprintable() and chr(code) != "\n"]
    assert len(seen) > 140_000
    assert not [ch for ch in seen for pattern in wrong if pattern.match(ch)]
