"""Make a site of statutes out of a folder of Markdown files without front matter.

Such a file has `# title`, lines of promulgation history, a mark that ends them, then the chapters.
What the front matter needs is read from the text, as an importer would.
"""

from __future__ import annotations

import re
from pathlib import Path

_MARK = "<!-- INFO END -->"
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ISSUERS = ("全国人民代表大会常务委员会", "全国人民代表大会", "国务院", "中央军事委员会")

CONFIG = """\
title:
  zh-Hans: 法律压力站
  en: Stress site
language: zh-Hans
contact:
  phone: "12385"
workers: {workers}
renditions: [plain]
"""


def make_site(laws: Path, site: Path, workers: str = "auto") -> int:
    """Write the site and return how many notices it has. The laws are never copied elsewhere."""
    notices = site / "content" / "notices"
    notices.mkdir(parents=True, exist_ok=True)
    (site / "site_config.yml").write_text(CONFIG.format(workers=workers), "utf-8")
    files = sorted(laws.glob("*.md"))
    for number, path in enumerate(files, 1):
        text = path.read_text("utf-8").replace("\u200b", "")  # one law has a line that is only a zero-width space
        (notices / f"law-{number:03d}.md").write_text(_notice(text, number), "utf-8")
    return len(files)


def _notice(text: str, number: int) -> str:
    before, mark, body = text.partition(_MARK)
    if not mark:
        before, _, body = text.partition("\n\n")
    title = before.strip().splitlines()[0].lstrip("# ").strip()
    history = "\n\n".join(line.strip() for line in before.strip().splitlines()[1:] if line.strip())
    dates = [f"{int(y):04d}-{int(m):02d}-{int(d):02d}" for y, m, d in _DATE.findall(history)]
    issuer = next((name for name in _ISSUERS if name in history), "国务院")
    front = [
        "---", f"title: {_quoted(title)}", f"slug: law-{number:03d}", f"issuer: [{issuer}]",
        f"published: {max(dates, default='2000-01-01')}", f"issued: {min(dates, default='2000-01-01')}", "topic: [法律法规]", "---", "",
    ]  # fmt: skip
    return "\n".join(front) + (f"{history}\n\n" if history else "") + _body(body)


def _quoted(title: str) -> str:
    return '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _body(text: str) -> str:
    """Return the chapters with an outline that begins at level 2 and skips none."""
    lines, above = [], 1
    for line in text.strip().splitlines():
        heading = re.match(r"(#+)\s+(.*)", line)
        if heading:
            level = max(2, min(len(heading[1]), above + 1, 6))
            above = level
            lines.append(f"{'#' * level} {heading[2]}")
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"
