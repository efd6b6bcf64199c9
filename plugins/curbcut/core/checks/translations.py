"""A document and its translation: both there, under one address, of one state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from curbcut.core.checks.placing import TextOf, setting_place
from curbcut.core.checks.relations import Known
from curbcut.core.findings import ASK, WARN, Finding
from curbcut.core.options.telling import told
from curbcut.core.steps import Head

_ENGLISH = re.compile(r"\.en(?=\.(?:md|yml)\Z)")
_COUNTED: dict[str, tuple[str, str]] = {
    "headings": ("标题", "headings"),
    "attachments": ("附件", "attachments"),
    "steps": ("办理步骤", "steps"),
    "materials": ("申请材料", "papers to bring"),
    "conditions": ("受理条件", "conditions"),
    "faq": ("常见问题", "frequent questions"),
}


def check_translations(heads: Iterable[Head], known: Known, language: str, text_of: TextOf) -> Iterator[Finding]:
    """Yield translations without an original, under another address, or behind the original.

    heads: what is published and what waits for its day; language: the site's own
    """
    for head in heads:
        named = head.meta.translation_of
        beside, english = _ENGLISH.subn("", head.path)
        if not named and not english:
            continue
        others = known.others(named, head) if named else []
        if named and not others and not known.perhaps(named, text_of):
            near = known.near(named, head.kind)
            advice = (f"是不是想写“{near}”？", f"Did you mean “{near}”? ") if near else ("", "")
            at = setting_place(head.path, text_of(head.path), "translation_of", named)
            yield told("translation-of-nothing", head.path, at, name=named[:80], advice=advice)
        original = (known.by_path.get(beside) if english else None) or next(iter(others), None)
        if original is not None:
            yield from _pair(original, head, text_of)
        elif not named and beside not in known.silent and not language.startswith("en"):
            yield told("translation-alone", head.path, (1, 1), level=WARN, original=beside)


def _pair(original: Head, head: Head, text_of: TextOf) -> Iterator[Finding]:
    """Yield what a translation and its original do not have in common."""

    def at(key: str) -> tuple[int, int]:
        return setting_place(head.path, text_of(head.path), key)

    if original.slug != head.slug:
        slug, wanted = (each.slug.rpartition("/")[2] for each in (head, original))
        yield told("translation-slug", head.path, at("slug"), original=original.path, slug=slug, wanted=wanted)
    here, there = getattr(head.meta, "validity", ""), getattr(original.meta, "validity", "")
    if here != there:
        yield told(
            "translation-validity", head.path, at("validity"), here=here, there=there, original=original.path
        )  # fmt: skip
    mine, theirs = _last_change(head), _last_change(original)
    if mine and mine < theirs:
        key = "change_notes" if head.meta.change_notes else "published"
        yield told(
            "translation-stale", head.path, at(key), level=WARN, here=mine, there=theirs, original=original.path
        )  # fmt: skip
    elif less := [name for name in _COUNTED if _count(head, name) < _count(original, name)]:
        zh = "、".join(f"{_COUNTED[n][0]} {_count(head, n)}/{_count(original, n)}" for n in less)
        en = ", ".join(f"{_COUNTED[n][1]} {_count(head, n)}/{_count(original, n)}" for n in less)
        yield told("translation-shorter", head.path, (1, 1), level=ASK, less=(zh, en), original=original.path)


def _last_change(head: Head) -> str:
    """Return the last day on which a document says that it was changed, or ``""``."""
    return max([head.meta.published, *(change.date for change in head.meta.change_notes)])


def _count(head: Head, name: str) -> int:
    return len(head.headings if name == "headings" else getattr(head.meta, name, ()))
