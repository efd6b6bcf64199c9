"""Every character can be printed: no hole, no box, no wrong character in the large print."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize
from xml.etree.ElementTree import Element

import msgspec

from curbcut.core.findings import STOP
from curbcut.core.language.glyphs import described, unprintable
from curbcut.core.model import Document, Place
from curbcut.core.reading.decoding import SHOWN, at
from curbcut.core.shapes import Rule, Spot
from curbcut.core.told import told
from curbcut.core.words import words

RULE = Rule(
    id="glyphs",
    level=STOP,
    words=words(
        (
            "这个字符，大字版的字体里没有。",
            "印出来只会是空白或方框；表情符号和私用区的字，读屏软件和盲文也多半读不出。",
            "换一个常见的字符，或者用文字说出来（♿ 写“无障碍”）；姓名里的生僻字，写拼音并说明字形（如 ⿰石玉），或用图片加替代文字。",
        ),
        (
            "The fonts of the large print have no such character.",
            "It would be printed as a hole or a box; emoji and private characters are mostly lost in speech and braille too.",
            "Use a common character, or say it in words (“accessible” for ♿); for a rare character in a name write the pinyin and its parts (such as ⿰石玉), or use an image with alternative text.",
        ),
    ),
    good={
        "zh": (
            "依据《通用规范汉字表》：骉、𫘝、𬺓、𬸚都能印。“引号”——破折号……省略号·间隔号",
            "① ㊿ ⅠⅣ ℃ ㎡ ㎞ № ‰ ± × ÷ ≤ ≥ → ← ↑ ↓ □ ■ ○ ● ★ ☆ ✓ ☎ ⚠",
            "ǖ ǘ ǚ ǜ ḿ ń ň ǹ ê̄ m̀",
            "e\u0301 合成 é；兼容字 \uf900 就是 豈；看不见的\ufe0f选择符不算。",
            "有脚注[^1]。\n\n[^1]: 返回的箭头不印。",
            "<!-- ♿ 写给同事的话，不印 -->\n\n正文。",
        ),
        "en": ("It’s “café”, ½ of 10 °C – and 5 € more…", "A note[^1].\n\n[^1]: Its way back is not printed."),
    },
    bad={
        "zh": (
            "本站支持无障碍 ♿。",
            "报名成功 😀",
            "已完成 ✔ 未完成 ☐",
            "![坡道 ♿ 标志](ramp.png)",
            "姓名：\ue000（私用区）",
            "还没有编码的 \U000323b0\U000e1000",
            "| 项目 | 有无 |\n|---|---|\n| 坡道 | ✔ |",
            "## 服务 ♿\n\n文字。",
            "实体 &#x267F; 也一样。",
            "原文自己写的箭头 ↩ 要印。",
            "བོད་ཡིག",
        ),
        "en": ("We are open to all ♿.", "Łódź", "`✔`"),
    },
)

_BACK = ">↩</a>"
ONLY_FOR = "large_print"
"""The rendition whose promise this rule holds; a site that does not make it is not held to it."""

_UNSEEN = frozenset({"rp", "script", "style"})


def check(doc: Document) -> Iterator[Spot]:
    """Yield where characters stand that no font of ours draws: the first twenty places."""
    body = doc.body
    if body.count(_BACK) == body.count("footnote-backref"):
        body = body.replace(_BACK, "")  # none is the author's own
    if doc.meta.renditions and ONLY_FOR not in doc.meta.renditions:
        return
    # Nearly every text ends here: nothing in the markup either, so nobody has to take it apart.
    if not unprintable(body) and not unprintable(msgspec.json.encode(doc.meta).decode()):
        return
    missing = unprintable("\n".join([*told(doc.meta), *_read(doc.tree())]))
    spots = [spot for ch in missing for spot in _spots(ch, doc)]
    yield from sorted(spots, key=lambda spot: (spot.line, spot.column))[:SHOWN]


def _read(element: Element) -> Iterator[str]:
    """Yield what is printed of an element: its texts and what its images show, but no way back from a footnote."""
    if element.tag in _UNSEEN or element.get("class") == "footnote-backref":
        return
    yield element.get("alt", "")
    yield element.text or ""
    for child in element:
        yield from _read(child)
        yield child.tail or ""


def _spots(ch: str, doc: Document) -> Iterator[Spot]:
    """Yield the places of a character: as typed, or of the sentence in which an entity or a table's file brings it."""
    found = False
    for typed in dict.fromkeys((ch, normalize("NFD", ch))):
        offset = doc.source.find(typed)
        while offset >= 0:
            found = True
            line, column = at(doc.source, offset)
            yield Spot(line=line, column=column, excerpt=f"{ch} {described(ch)}", waivable=False)
            offset = doc.source.find(typed, offset + 1)
    if not found:
        inside = (
            place for sentence, place in zip(doc.sentences, doc.spots.sentences, strict=False) if ch in sentence.text
        )
        place = next(inside, Place(line=1, column=1))
        yield Spot(line=place.line, column=place.column, excerpt=f"{ch} {described(ch)}", waivable=False)
