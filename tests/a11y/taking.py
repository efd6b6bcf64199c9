"""Taking a packaged course: a small site with and without questions, its package, and answers to every kind by name."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from a11y.answering import SITE
from a11y.listening import until

STILL = """\
---
title: 打开之前
slug: dakai
published: 2026-11-19
minutes: 2
---

""" + "\n\n".join(f"第 {number} 句：坐好，慢慢来。" for number in range(1, 60))  # fmt: skip
COURSE = {
    **SITE,
    "courses/wsyh/course.yml": SITE["courses/wsyh/course.yml"].replace("[duanxin,", "[dakai, duanxin,"),
    "courses/wsyh/dakai.md": STILL,
}
MEDIA = {
    **COURSE,
    "site_config.yml": SITE["site_config.yml"].replace("[plain]", "[audio, large_print, plain]"),
    "courses/wsyh/duanxin.md": SITE["courses/wsyh/duanxin.md"].replace(
        "## 自测", "![一部手机](手机.png)\n\n## 自测", 1
    ),
}
"""The same with recordings and prints, and a picture whose name is Chinese."""
LESSON, OTHER = "认出假短信", "转账之前"
KINDS = ("q-first", "q-signs", "q-code", "q-back", "q-digits", "q-steps", "q-pairs", "q-remind", "q-call")
"""The questions of the lesson, one of every kind, in their order."""
RIGHT: dict[str, Any] = {
    "q-first": "b", "q-signs": "abc", "q-code": "b", "q-back": ["反面"], "q-digits": ["六位"], "q-steps": None, "q-pairs": None,
    "q-remind": ["我会告诉他先不要点链接。"], "q-call": "b", "q-look": "a",
}  # fmt: skip
"""Question → letters to choose, texts to write; None for what is read off the page's own key."""
WRONG: dict[str, Any] = {
    **RIGHT, "q-first": "a", "q-signs": "d", "q-code": "a", "q-back": ["正面"], "q-digits": ["9"], "q-steps": 1, "q-pairs": 1,
    "q-call": "a", "q-look": "b",
}  # fmt: skip


def packaged(root: Path, format_: str, out: Path, *more: str) -> Path:
    """Package the course and unpack it. Returns the folder, or the file of a format that is one."""
    place = str(out) if format_ == "gift" else f"{out}.zip"
    command = [sys.executable, "-P", "-m", "curbcut", "--site", str(root), "package", "wsyh", "--format", format_]
    done = subprocess.run([*command, "--out", place, *more], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    if format_ == "gift":
        return out
    with zipfile.ZipFile(f"{out}.zip") as held:
        held.extractall(out)
    return out


def lesson(page: Any, title: str) -> Any:
    """Go to a lesson from wherever the frame is, as a reader does. Returns its frame, ready to be answered."""
    frame = page.frames[-1]
    frame.locator(".crumbs a", has_text="网上银行").click()
    frame.locator("h3 a", has_text=title).click()
    return settled(page, title)


def settled(page: Any, title: str) -> Any:
    """Return the frame of a lesson when its questions can be answered."""
    frame = page.frames[-1]
    frame.locator("h1", has_text=title).wait_for()
    until(frame, "!!curbcut.quiz?.state && document.querySelectorAll('section.question form').length > 0")
    frame.locator(".sum").wait_for()
    return frame


def give(frame: Any, answers: dict[str, Any], *questions: str) -> None:
    """Answer questions. A number instead of an answer turns what is right by as many places."""
    for id_ in questions:
        section, answer = frame.locator(f"#{id_}"), answers[id_]
        if isinstance(answer, str):
            for box in section.locator(".controls input").all():
                box.set_checked(box.get_attribute("value") in answer) if answer not in "abcd" else None
            for letter in answer:
                section.locator(f".controls input[value={letter}]").check()
        elif isinstance(answer, list):
            for field, text in zip(section.locator("input[type=text], textarea").all(), answer, strict=True):
                field.fill(text)
        else:
            _arrange(section, answer or 0)
        section.locator("button[type=submit]").click()


def _arrange(section: Any, turn: int) -> None:
    right = section.get_attribute("data-right").split()
    rows = section.locator("select").all()
    if section.get_attribute("data-kind") == "match":
        values = [pair.partition(".")[2] for pair in right]
    else:
        letters = sorted(right)
        values = [str(right.index(letter) + 1) for letter in letters]
    for row, value in zip(rows, values[turn:] + values[:turn], strict=True):
        row.select_option(value)
