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
            "图片没有替代文字，或者替代文字只是文件名。",
            "看不见图片的人只会听到“图片”。",
            "在方括号里写一句话，说清图片告诉读者什么。",
        ),
        (
            "The image has no alternative text, or only its file name.",
            "Somebody who cannot see it hears nothing but “image”.",
            "Write one sentence in the square brackets that says what the image tells.",
        ),
    ),
    good={
        "zh": ("![申请分三步：提交、评估、改造](steps.png)", "没有图片的文字。"),
        "en": ("![Three steps: apply, assess, adapt](steps.png)",),
    },
    bad={"zh": ("![](steps.png)", "![图片](steps.png)", "![IMG_2041.JPG](steps.png)"), "en": ("![image](steps.png)",)},
)

_EMPTY_WORDS = {"图片", "图", "照片", "截图", "image", "picture", "photo", "graphic", "img", "untitled", "未命名"}
_FILE_NAME = re.compile(r"^[\w.()\- ]*\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)$", re.IGNORECASE)


def check(doc: Document) -> Iterator[Spot]:
    """Yield the images whose text is missing, a filler word, or a file name."""
    if "<img" not in doc.body:
        return
    images = list(doc.tree().iter("img"))
    places = doc.spots.images if len(doc.spots.images) == len(images) else (Place(line=0, column=0),) * len(images)
    for image, place in zip(images, places, strict=True):
        alt = (image.get("alt") or "").strip()
        if not alt or alt.casefold() in _EMPTY_WORDS or _FILE_NAME.match(alt):
            yield Spot(
                line=place.line, column=place.column, excerpt=f"![{alt}]({image.get('src', '').removeprefix('site:')})"
            )
