"""Ids that `curbcut fmt --ids` puts in: nothing else changes, and the second time nothing at all."""

from __future__ import annotations

import random
import re

import pytest

from curbcut.core.quizzes.ids import named

ZONE = "---\ntitle: 课\n---\n\n## 自测\n\n"


def put(text: str) -> str:
    return named({"a": text})["a"][0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("### 下面哪件事能做？（单选）\n", "### 下面哪件事能做？（单选） {#q-jianshinengzuo}\n"),
        ("### What do you do first?\n", "### What do you do first? {#q-first}\n"),
        ("### 情景：对方来电话\r\n", "### 情景：对方来电话 {#q-duifanglaidian}\r\n"),
        ("### 女儿绿 ###\n", "### 女儿绿 {#q-nverlv} ###\n"),
        ("### ？？\n", "### ？？ {#q-1}\n"),
        ("### 题 {.wide}\n", "### 题 {#q-ti .wide}\n"),
        ("### 题", "### 题 {#q-ti}"),
        ("###题\n", "###题 {#q-ti}\n"),
    ],
)
def test_an_id_is_how_the_question_begins(before: str, after: str) -> None:
    assert put(ZONE + before) == ZONE + after
    assert put(ZONE + after) == ZONE + after


@pytest.mark.parametrize(
    "line", ["### 题 {#q-x}\n", "#### 结果\n", "###\n", "```\n### 题\n```\n", "## 新的一节\n\n### 题\n"]
)
def test_what_is_no_question_without_an_id_stays(line: str) -> None:
    assert put(ZONE + line) == ZONE + line


def test_two_questions_that_begin_alike_get_two_ids_in_the_whole_course() -> None:
    first, second = ZONE + "### 收到短信\n", ZONE + "### 收到短信\n\n### 收到短信\n"
    made = named({"a": first, "b": second}, others=["q-shoudaoduanxin"])
    ids = [one.id for _, put_in in made.values() for one in put_in]
    assert ids == ["q-shoudaoduanxin-2", "q-shoudaoduanxin-3", "q-shoudaoduanxin-4"]


def test_only_ids_are_put_in_whatever_a_file_looks_like() -> None:
    drawn = random.Random(7)
    pieces = [
        "## 自测\n",
        "### 题\r\n",
        "### 问 A 吗 ##  \n",
        "- [x] 甲\n",
        "\t\n",
        "```\n",
        "\r\n",
        "\u3000字",
        "{#q-a}",
        "\x0b",
        "\u2028",
        "# 一\n",
    ]
    for _ in range(300):
        text = "".join(drawn.choice(pieces) for _ in range(30))
        after = put(text)
        assert re.sub(r" \{#q-[a-z0-9-]+\}|#q-[a-z0-9-]+ (?=[^{}]*\})", "", after) == re.sub(
            r" \{#q-[a-z0-9-]+\}", "", text
        )
        assert put(after) == after
