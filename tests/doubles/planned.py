"""A small site for plans: two lessons in two languages, one in easy words, a repealed notice, events. Nothing of it is built."""

from __future__ import annotations

import shutil
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[1] / "site" / "reference"
CONFIG = """version: 1
title: {zh-Hans: 参考站, en: Reference}
language: zh-Hans
languages: [zh-Hans, en]
contact:
  phone: "12385"
renditions: [plain, large_print, audio]
voices: silence
bundles: [sitemap]
url: https://reference.example.org/
"""
QUIZ = "\n## 自测\n\n### 先看什么？ {#q-first}\n\n- [x] 金额\n- [ ] 时间\n"
FILES = {
    "site_config.yml": CONFIG,
    "courses/phone/course.yml": "title: 用手机付钱\nsummary: 两节短课。\npublished: 2026-11-23\nlessons: [begin, pay]\neasy: phone-easy\n",
    "courses/phone/course.en.yml": "title: Pay by phone\nsummary: Two lessons.\npublished: 2026-11-23\nlessons: [begin, pay]\n",
    "courses/phone/begin.md": "---\ntitle: 打开手机\nminutes: 8\n---\n\n按住右边的键，数到三。\n",
    "courses/phone/begin.en.md": "---\ntitle: Switch it on\nminutes: 8\n---\n\nPress the key and count to three.\n",
    "courses/phone/pay.md": f"---\ntitle: 付钱\nminutes: 9\nprerequisites: [begin]\n---\n\n看清金额。再按确定。\n{QUIZ}",
    "courses/phone/draft.md": "---\ntitle: 草稿\ndraft: true\n---\n\n还没写完。\n",
    "courses/phone-easy/course.yml": "title: 用手机付钱（易读）\nsummary: 短句。\npublished: 2026-11-23\nlessons: [pay]\n",
    "courses/phone-easy/pay.md": "---\ntitle: 付钱（易读）\nminutes: 5\n---\n\n看金额。按确定。\n",
    "content/notices/old.md": "---\ntitle: 老的补贴通知\nslug: allowance-2012\npublished: 2012-07-07\nvalidity: repealed\nallow: {}\n---\n\n每月三十元。\n",
    "content/events/fair.md": "---\ntitle: 招聘会\nslug: fair\nstarts: 2026-12-12 09:00\nvenue: 市图书馆\n---\n\n带上简历。\n",
    "content/events/past.md": "---\ntitle: 春天的走读\nslug: past\nstarts: 2026-04-04\n---\n\n走过了。\n",
}


def put(root: Path) -> Path:
    """Write the site into a folder, and return it."""
    shutil.copytree(REFERENCE, root, dirs_exist_ok=True)
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root
