"""What authors write to each other does not travel in the files that readers take home."""

from __future__ import annotations

import pytest

from curbcut.core.comments import without_comments


def test_comments_of_the_front_matter_and_of_the_text_are_gone() -> None:
    typed = """\
---
# 请张三核对金额
title: 通知  # 标题未定
summary: "金额 # 不是注释"
note: 'it''s # text'
hash: a#b
---

正文。<!-- 李四：这里要改 -->下一句。

<!--
整段
注释
-->
末句。
"""
    kept = """\
---
title: 通知
summary: "金额 # 不是注释"
note: 'it''s # text'
hash: a#b
---

正文。下一句。

末句。
"""
    assert without_comments(typed) == kept


def test_what_looks_like_a_comment_inside_a_block_of_text_stays() -> None:
    typed = "---\nsummary: |\n  # 不是注释\n  第二行 # 也不是\ntitle: 甲\n# 是注释\n---\n正文\n"
    assert without_comments(typed) == typed.replace("# 是注释\n", "")


@pytest.mark.parametrize(
    "text",
    [
        "```html\n<!-- 示例 -->\n```\n",
        "写成 `<!-- 注释 -->` 就行。\n",
        "~~~\n<!-- 没有关上的代码\n",
    ],
)
def test_a_comment_shown_as_code_stays(text: str) -> None:
    assert without_comments(text) == text


def test_a_text_without_front_matter_is_a_text() -> None:
    assert without_comments("# 标题\n<!-- x -->正文\n") == "# 标题\n正文\n"
