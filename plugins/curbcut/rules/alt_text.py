"""Every picture says in words what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curbcut.core.findings import STOP
from curbcut.core.model import Document, Place
from curbcut.core.shapes import Rule, Spot
from curbcut.core.words import words

RULE = Rule(
    id="alt-text",
    level=STOP,
    wcag=("1.1.1",),
    words=words(
        (
            "图片的替代文字没有，或者没说清：只是文件名或“图片”二字、和图注一样、或者长过 150 字。",
            "看不见图片的人只听到“图片”，或把同一句话听两遍，或要一口气听完一大段、不能停也不能跳。",
            "在方括号里写一两句话，说清图片告诉读者什么；细节写进正文或表格。",
        ),
        (
            "The image has no alternative text, or none that helps: a file name, the word “image”, the caption again, or over 150 characters.",
            "Somebody who cannot see it hears “image”, or the caption twice, or a long text that cannot be paused or skipped.",
            "Write in the square brackets, in a sentence or two, what the image tells; put details into the text or a table.",
        ),
    ),
    good={
        "zh": (
            "![申请分三步：提交、评估、改造](steps.png)",
            "没有图片的文字。",
            "![无障碍坡道](无障碍坡道.jpg)",
            '![坡道入口在大楼东侧，门宽一米二](ramp.jpg "市残联服务大厅的坡道")',
            f"![{'表一' * 75}](table.png)",
        ),
        "en": (
            "![Three steps: apply, assess, adapt](steps.png)",
            '![The ramp is on the east side](ramp.jpg "The service hall")',
        ),
    },
    bad={
        "zh": (
            "![](steps.png)",
            "![ ](steps.png)",
            "![图片](steps.png)",
            "![照片：](steps.png)",
            "![图1](steps.png)",
            "![图 2-1](steps.png)",
            "![IMG_2041.JPG](steps.png)",
            "![IMG_2041](steps.png)",
            "![微信图片_20170104093000](a.png)",
            "![steps](../images/steps.png)",
            '<img src="steps.png">',
            '![市残联服务大厅的坡道](ramp.jpg "市残联服务大厅的坡道")',
            '![市残联服务大厅的坡道。](ramp.jpg "市残联 服务大厅的坡道")',
            f"![{'字' * 151}](table.png)",
        ),
        "en": (
            "![image](steps.png)",
            "![Image 3](steps.png)",
            '![The ramp](ramp.jpg "The ramp.")',
            "![ramp-east](ramp-east.jpg)",
        ),
    },
)

_LONGEST = 150
"""Characters of a text that is heard in one piece: about forty seconds of Chinese at 220 characters a minute."""
_EMPTY_WORDS = re.compile(
    r"(?:图片|图像|图|照片|相片|截图|插图|未命名|image|picture|photo|photograph|graphic|figure|fig|img|untitled|screenshot)"
    r"[\W_]*(?:[0-9０-９一二三四五六七八九十]+[\W_]*)*",
    re.IGNORECASE,
)
"""A word for “picture” and perhaps a number."""
_FILE_NAME = re.compile(r"[\w.()\- ]*\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|heic)", re.IGNORECASE)
_BY_MACHINE = re.compile(
    r"(?:IMG|DSC[NF]?|PIC|Screenshot|mmexport|微信图片|微信截图|QQ图片|QQ截图|屏幕截图|无标题)[_\- ]?[\d_\-. ]*",
    re.IGNORECASE,
)
"""Names that cameras, telephones and chat programs give."""
_MARKS = re.compile(r"[\W_]+")


def check(doc: Document) -> Iterator[Spot]:
    """Yield the images whose text is missing, a filler word, a file name, the caption, or too long to be heard."""
    if "<img" not in doc.body:
        return
    tree = doc.tree()
    images = list(tree.iter("img"))
    captions = {
        image: "".join(caption.itertext())
        for figure in tree.iter("figure")
        if (caption := figure.find("figcaption")) is not None
        for image in figure.iter("img")
    }
    places = doc.spots.images if len(doc.spots.images) == len(images) else (Place(line=0, column=0),) * len(images)
    for image, place in zip(images, places, strict=True):
        alt, src = (image.get("alt") or "").strip(), image.get("src", "").removeprefix("site:")
        empty = not _MARKS.sub("", alt) or _EMPTY_WORDS.fullmatch(alt) is not None
        if empty or _a_file_name(alt, src) or _same(alt, captions.get(image, "")) or len(alt) > _LONGEST:
            yield Spot(
                line=place.line, column=place.column, excerpt=f"![{alt}]({src})", sure=len(alt) <= _LONGEST
            )  # fmt: skip


def _a_file_name(alt: str, src: str) -> bool:
    """Return whether a text is what the file is called; a Chinese name that says something may be both."""
    if _FILE_NAME.fullmatch(alt) or _BY_MACHINE.fullmatch(alt):
        return True
    stem = src.rpartition("/")[2].rpartition(".")[0]
    return alt.isascii() and " " not in alt and alt.casefold() == stem.casefold()


def _same(alt: str, caption: str) -> bool:
    return bool(caption) and _MARKS.sub("", alt).casefold() == _MARKS.sub("", caption).casefold()
