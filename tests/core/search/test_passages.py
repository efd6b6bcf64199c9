"""A document as search sees it: every word that a reader sees, under the id by which the page shows it."""

from __future__ import annotations

from curbcut.core.model import Document
from curbcut.core.reading import read
from curbcut.core.search.passages import counted, passages_of
from curbcut.core.search.scoring import BODY, HEADING, TITLE

GUIDE = """\
---
title: 轮椅借用
slug: wheelchair
summary: 短期借轮椅，免费。
offline_channel: 到社区服务站办理
materials: [身份证, 户口簿]
faq:
  - {question: 要押金吗？, answer: 要二百元押金。}
---

## 怎么借

先打电话。再去取。
"""
NOTICE = """\
---
title: Wheelchairs
slug: plan
published: 2017-05-26
doc_number: 临残联〔2017〕12号
issuer: [市残联]
---

Text.
"""


def document(text: str, path: str = "content/guides/a.md") -> Document:
    result = read(path, text.encode(), lang="zh-Hans")
    assert result.document is not None, result.findings
    return result.document


def test_passages_say_what_the_page_says_and_where() -> None:
    told = [(passage.id.partition("-")[0] if passage.id[0] == "s" else passage.id, passage.where, passage.text) for passage in passages_of(document(GUIDE))]  # fmt: skip
    assert told == [
        ("cc-title", "title", "轮椅借用"),
        ("cc-summary", "summary", "短期借轮椅，免费。"),
        ("cc-materials.1", "facts", "身份证"),
        ("cc-materials.2", "facts", "户口簿"),
        ("cc-offline-channel", "facts", "到社区服务站办理"),
        ("cc-faq.1", "facts", "要押金吗？"),
        ("cc-faq.2", "facts", "要二百元押金。"),
        ("s", "heading", "怎么借"),
        ("s", "text", "先打电话。"),
        ("s", "text", "再去取。"),
    ]


def test_numbers_and_issuers_are_text_and_days_are_not() -> None:
    texts = [passage.text for passage in passages_of(document(NOTICE, "content/notices/a.md"))]
    assert texts == ["Wheelchairs", "市残联", "临残联〔2017〕12号", "Text."]


def test_a_title_counts_more_than_a_heading_and_a_heading_more_than_text() -> None:
    whole = counted(passages_of(document(GUIDE)))
    assert (whole.tfs["借用"], whole.tfs["么借"], whole.tfs["电话"]) == (TITLE, HEADING, BODY)
    assert whole.tfs["lunyi"] == TITLE
    assert whole.tfs["200元"] == BODY
    assert whole.length == 36
