"""Heads as reading gives them, made from front matter written in the test; and the facts of a site."""

from __future__ import annotations

from typing import Any

from curbcut.core.config import load_config
from curbcut.core.model import Answer, Made
from curbcut.core.reading import read
from curbcut.core.rooms import room
from curbcut.core.schedule import heads_in_zone
from curbcut.core.steps import Head, head_of, read_course

CONFIG = """\
title: {zh-Hans: 临江市残联, en: Linjiang Federation}
tagline: {zh-Hans: 人人可读, en: For everybody}
organisation: {zh-Hans: 临江市残疾人联合会, en: "Linjiang Disabled Persons' Federation"}
url: https://linjiang.example/
language: zh-Hans
languages: [zh-Hans, en]
security_contact: safe@linjiang.example
topics:
  allowance: {zh-Hans: 补贴与救助, en: Allowances}
  culture: {zh-Hans: 文化体育, en: Culture}
districts:
  dongpu: {zh-Hans: 东浦区, en: Dongpu}
  xishan: {zh-Hans: 西山区, en: Xishan}
life_events:
  hardship: {zh-Hans: 生活有困难, en: Short of money}
"""


def site(config: str = CONFIG, **changes: Any) -> dict[str, Any]:
    """Return what a bundle is told of a site: of site_config.yml, and what the build adds."""
    loaded, findings = load_config("site_config.yml", config)
    assert loaded is not None, findings
    return {**loaded.told(), "expired": [], **changes}


def head(path: str, front_matter: str) -> Head:
    """Return the head of one document below content/: its front matter is read as the build reads it."""
    full = f"content/{path}"
    result = read(
        full, f"---\n{front_matter}---\n\n正文。\n".encode(), lang="en" if path.endswith(".en.md") else "zh-Hans"
    )
    doc = result.document
    assert doc is not None, [(f.rule, f.line) for f in result.findings]
    bare = Head(path=doc.path, slug=doc.slug, url=doc.url, lang=doc.lang, meta=doc.meta, digest=doc.digest)
    return heads_in_zone([bare], "Asia/Shanghai")[0]


def notice(slug: str, more: str = "", *, title: str = "通知", published: str = "2017-05-26", en: bool = False) -> Head:
    """Return a notice; `more` is front matter besides title, slug and day of publication."""
    ending = ".en.md" if en else ".md"
    return head(f"notices/{slug}{ending}", f"title: {title}\nslug: {slug}\npublished: {published}\n{more}")


def course(more: str = "", *, published: str = "2026-11-23") -> list[Head]:
    """Return a course (`more` is front matter of course.yml) and its lessons: 01-first, second (in 02-second.md), 00-extra."""
    day = f"published: {published}\n" if published else ""
    made = read_course("courses/bank/course.yml", f"title: 网银\n{day}{more}".encode(), "zh-Hans")
    bank = head_of(Answer(facts=made.facts))
    assert bank is not None
    return [bank, lesson("01-first"), lesson("02-second", "slug: second\n"), lesson("00-extra")]


def lesson(name: str, more: str = "") -> Head:
    """Return a lesson of that course."""
    text = f"---\ntitle: {name}\nminutes: 8\n{more}---\n\n课。\n"
    doc = read(f"courses/bank/{name}.md", text.encode(), lang="zh-Hans").document
    assert doc is not None
    return Head(path=doc.path, slug=doc.slug, url=doc.url, lang=doc.lang, meta=doc.meta)


def gathered(name: str, heads: list[Head], told: dict[str, Any] | None = None, **options: Any) -> dict[str, bytes]:
    """Return the files of a bundle over some heads, whatever order they come in."""
    module = room("bundles", name)
    facts = site() if told is None else told
    made: Made = module.gather(tuple(heads), module.Options(**options), facts, {})
    again: Made = module.gather(tuple(reversed(heads)), module.Options(**options), facts, {})
    assert made == again, "the order of the heads shows"
    return made.files
