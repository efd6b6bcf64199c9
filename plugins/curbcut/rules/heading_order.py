"""Headings form an outline without gaps: a level 3 stands under a level 2."""

from __future__ import annotations

from collections.abc import Iterator

from curbcut.core.findings import STOP
from curbcut.core.model import Document, Place
from curbcut.core.shapes import Rule, Spot
from curbcut.core.words import words

RULE = Rule(
    id="heading-order",
    level=STOP,
    wcag=("1.3.1", "2.4.6"),
    words=words(
        (
            "标题跳了级，或者是空的。",
            "用读屏软件的人按标题跳着读，跳级会让人以为漏了一段。",
            "正文从 ## 开始，每次只深一级（## 下面用 ###）。",
        ),
        (
            "A heading skips a level, or is empty.",
            "People who move by headings believe that they have missed a part.",
            "Begin with ## and go down one level at a time (### below ##).",
        ),
    ),
    good={
        "zh": ("## 申请条件\n\n文字。\n\n### 年龄\n\n文字。\n\n## 材料\n\n文字。",),
        "en": ("## One\n\nText.\n\n### Two\n\nText.",),
    },
    bad={"zh": ("### 年龄\n\n文字。", "## 申请条件\n\n#### 年龄\n\n文字。"), "en": ("## One\n\n#### Three\n\nText.",)},
)


def check(doc: Document) -> Iterator[Spot]:
    """Yield the headings that stand more than one level below the one before them."""
    places = {
        block.id: place
        for block, place in zip(doc.blocks, doc.spots.blocks, strict=False)
        if block.id and block.tag in ("h2", "h3", "h4", "h5", "h6")
    }
    above = 1
    for heading in doc.headings:
        if heading.level > above + 1 or not heading.text.strip():
            place = places.get(heading.id, Place(line=0, column=0))
            yield Spot(line=place.line, column=place.column, excerpt="#" * heading.level + " " + heading.text)
        above = heading.level
