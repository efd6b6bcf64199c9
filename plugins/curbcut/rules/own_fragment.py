"""A link to a place in its own page finds that place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from curbcut.core.findings import STOP
from curbcut.core.model import Document, Place
from curbcut.core.particulars import anchors
from curbcut.core.shapes import Rule, Spot
from curbcut.core.words import words

RULE = Rule(
    id="own-fragment",
    level=STOP,
    wcag=("2.4.1",),
    words=words(
        (
            "这个链接要跳到本页的一个位置，但本页没有这个位置。",
            "读者点了以后留在原地，读屏用户不知道发生了什么。",
            "请改成本页某个标题的编号，如 {#apply}，或删去这个链接。",
        ),
        (
            "The link leads to a place in this page that does not exist.",
            "Readers stay where they are, and screen reader users cannot tell what happened.",
            "Use the id of a heading of this page, such as {#apply}, or remove the link.",
        ),
    ),
    good={
        "zh": ("[怎么申请](#apply)\n\n## 怎么申请 {#apply}", "[回到顶部](#top)", "正文[^1]。\n\n[^1]: 说明。"),
        "en": ("[How to apply](#apply)\n\n## How to apply {#apply}",),
    },
    bad={"zh": ("[怎么申请](#apply)\n\n## 怎么申请",), "en": ("[How to apply](#appply)\n\n## How to apply {#apply}",)},
)

_ALWAYS = {"", "top", "main"}
"""The top of a page (HTML Living Standard, 7.4.6.3) and the theme's main part are always there."""
_OWN = re.compile(r' href="#([^"]*)"')


def check(doc: Document) -> Iterator[Spot]:
    """Yield the links whose `#id` no element of the page has."""
    if ' href="#' not in doc.body:
        return
    if all(_there(doc, fragment) for fragment in _OWN.findall(doc.body)):
        return
    links = [a for a in doc.tree().iter("a") if a.get("href") and "footnote" not in a.get("class", "")]
    places = doc.spots.links if len(doc.spots.links) == len(links) else (Place(line=0, column=0),) * len(links)
    for link, place in zip(links, places, strict=True):
        href = link.get("href", "")
        if href.startswith("#") and not _there(doc, href[1:]):
            excerpt = f"[{''.join(link.itertext())}]({unquote(href)})"
            yield Spot(line=place.line, column=place.column, excerpt=excerpt)


def _there(doc: Document, fragment: str) -> bool:
    names = (fragment, unquote(fragment))
    return any(name in _ALWAYS or f' id="{name}"' in doc.body or name in anchors(doc.meta) for name in names)
