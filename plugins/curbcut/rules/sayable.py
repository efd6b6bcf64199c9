"""Every word can be read aloud: none is in a script that no voice here reads."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from curbcut.core.findings import STOP
from curbcut.core.language.glyphs import described
from curbcut.core.language.utterances import unsaid, utter
from curbcut.core.model import Document, Place
from curbcut.core.reading.decoding import SHOWN, at
from curbcut.core.shapes import Rule, Spot
from curbcut.core.told import told
from curbcut.core.words import words

RULE = Rule(
    id="sayable",
    level=STOP,
    words=words(
        (
            "录音念不出这个词：没有声音会念它的文字。",
            "听录音的人会漏掉它，所以这一页的录音做不出来。",
            "改写成中文或英文，例如写出音译；或者请人录这一句，放进 recordings 文件夹，再在 `allow` 里写 `sayable` 和理由。",
        ),
        (
            "The recording cannot say this word: no voice here reads its script.",
            "Whoever listens would miss it, so this page gets no recording.",
            "Write it in Chinese or English, by its sound for instance; or let a person record the sentence, put it into the folder recordings, and write `sayable` and the reason in `allow`.",
        ),
    ),
    good={
        "zh": (
            "看NVDA 2024.1，℃、㎡、№、①、½都会念，e\u0301也会。",
            "α射线、β-内酰胺、5μm、Ω；ﬁne、𝐀；Øre、Łódź、straße。",
            "代码不念：\n\n```\nМосква\n```",
            "<!-- Москва -->\n\n正文♿😀→✔。",
            "𠮷野家，〇，々。",
        ),
        "en": ("Ångström, café, 10 °C, 5 m², α, ½ and 残联.",),
    },
    bad={
        "zh": (
            "他说Москва。",
            "写作Αθήνα。",
            "叫做カタカナ。",
            "`Привет`也念。",
            "![Москва 地图](a.png)",
            "| 城市 | 名字 |\n|---|---|\n| 莫斯科 | Москва |",
            "## Москва\n\n正文。",
            "实体 &#x416; 也一样。",
            '<p lang="bo">བོད་ཡིག</p>',
        ),
        "en": ("Ask for Москва.",),
    },
)

ONLY_FOR = "audio"
"""The rendition whose promise this rule holds; a site that does not make it is not held to it."""


def check(doc: Document) -> Iterator[Spot]:
    """Yield where words stand that no voice reads: the first twenty places."""
    if doc.meta.renditions and ONLY_FOR not in doc.meta.renditions:
        return
    # Nearly every text ends here: nothing in its markup either, so no sentence has to be put into words.
    if not unsaid(doc.body) and not unsaid(msgspec.json.encode(doc.meta).decode()):
        return
    read = [(s.text, s.lang) for s in doc.sentences if doc.blocks[s.block].tag != "pre"]
    read += [(image.get("alt", ""), doc.lang) for image in doc.tree().iter("img")]
    read += [(text, doc.lang) for text in told(doc.meta)]
    missing = dict.fromkeys(word for text, lang in read if unsaid(text) for word in utter(text, lang).unsaid)
    spots = [spot for word in missing for spot in _spots(word, doc)]
    yield from sorted(spots, key=lambda spot: (spot.line, spot.column))[:SHOWN]


def _spots(word: str, doc: Document) -> Iterator[Spot]:
    """Yield the places of a word: as typed, or of the sentence in which an entity or a table's file brings it."""
    excerpt = f"{word} {described(word[0])}"
    offset = doc.source.find(word)
    if offset < 0:
        inside = (
            place for sentence, place in zip(doc.sentences, doc.spots.sentences, strict=False) if word in sentence.text
        )
        place = next(inside, Place(line=1, column=1))
        yield Spot(line=place.line, column=place.column, excerpt=excerpt)
    while offset >= 0:
        line, column = at(doc.source, offset)
        yield Spot(line=line, column=column, excerpt=excerpt)
        offset = doc.source.find(word, offset + len(word))
