"""A course with its easy version, as the planner makes their pages."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from theme.samples import CONFIG, TODAY, made

from curbcut import theme
from curbcut.core.config import load_config
from curbcut.core.language.collation import reading_keys
from curbcut.core.model import Answer, Blob
from curbcut.core.pages import PageModel
from curbcut.core.steps import Head, head_of, read_course, read_document
from curbcut.portal.about import Checked, Known
from curbcut.portal.chrome import Now, frame
from curbcut.portal.planning import plan
from curbcut.portal.shelf import Shelf
from curbcut.renditions import audio, large_print, plain

SOURCES = {
    "courses/bank/course.yml": """\
title: 网上银行
published: 2026-01-01
lessons: [open, pay]
objectives: [会付款]
teacher: {name: 培训科, phone: "12385", hours: 工作日}
certificate: 学完两课。
licence: CC BY 4.0
easy: bank-easy
""",
    "courses/bank/open.md": """\
---
title: 开通
minutes: 8
pass: 60
---

先去银行。

验证码
:   银行发来的一串数字。

柜台
:   银行里办事的地方。

## 自测

### 到哪里开通？ {#q-where}

- [x] 银行
- [ ] 商店

### 为什么？ {#q-why}

参考答案：安全。
""",
    "courses/bank/pay.md": """\
---
title: 付款
minutes: 9
pass: 60
prerequisites: [open]
---

先看金额。

收款码
:   别人扫了就能付钱的图。

## 自测

### 先看什么？ {#q-look}

- [x] 金额
- [ ] 天气
""",
    "courses/bank-easy/course.yml": "title: 网上银行（易读版）\npublished: 2026-01-01\nlessons: [open]\n",
    "courses/bank-easy/open.md": "---\ntitle: 开通\nminutes: 3\n---\n\n去银行。\n",
    "courses/bank/course.en.yml": "title: Online banking\npublished: 2026-01-01\ntranslation_of: bank\nlessons: [open]\ncertificate: Both lessons.\n",
    "courses/bank/open.en.md": """\
---
title: Open it
pass: 60
translation_of: bank/open
---

Go to the bank.

Code
:   A number that the bank sends.

## Quiz

### Where? {#q-where}

- [x] The bank
- [ ] A shop
""",
}


def read(path: str, text: str) -> Head:
    """Return the head of one text."""
    lang = "en" if path.endswith((".en.md", ".en.yml")) else "zh-Hans"
    reads = (
        read_course(path, text.encode(), lang)
        if path.endswith(".yml")
        else read_document(path, text.encode(), lang, ())
    )
    found = head_of(Answer(facts=reads.facts))
    assert found is not None, reads.facts
    return found


def school(changes: dict[str, str] | None = None) -> dict[str, PageModel]:
    """Return address → page model of the site, with some of its texts replaced (path → text)."""
    config, findings = load_config("site_config.yml", CONFIG)
    assert config is not None, findings
    heads = [read(path, text) for path, text in {**SOURCES, **(changes or {})}.items()]
    answers = {
        "plain": Answer(files={"plain.txt": Blob(digest="0", size=2_100)}),
        "audio": Answer(files={audio.FILE: Blob(digest="1", size=1_200_000)}, facts={"ms": 90_000}),
        "large_print": Answer(files={large_print.FILE: Blob(digest="2", size=90_000)}, facts={"pages": 4}),
    }
    shelf = Shelf(heads, {head.path: answers for head in heads if head.kind == "lesson"})
    around = frame(config, shelf, theme.published(), Now(today=TODAY))
    keys = {lang: reading_keys(shelf.read_aloud(lang), lang) for lang in around.languages}
    rooms: dict[str, Any] = {"audio": audio, "large_print": large_print, "plain": plain}
    pages = [made(page) for page in plan(around, shelf, Known(rooms=rooms, checked=Checked(), keys=keys))]
    return {page.url: msgspec.structs.replace(page, cc=page.printed()) for page in pages}


@cache
def page(url: str) -> dict[str, Any]:
    """Return everything that the template of one page reaches."""
    return school()[url].cc


def part(url: str, name: str) -> dict[str, Any]:
    """Return one section of a page."""
    return next(one for one in page(url)["sections"] if one["id"] == f"cc-{name}")
