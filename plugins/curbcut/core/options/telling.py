"""Findings whose values differ by language: what a key is called, what was expected."""

from __future__ import annotations

from typing import Any

import msgspec

from curbcut.core.fields import FieldWords
from curbcut.core.findings import STOP, Finding, Level, found
from curbcut.core.words import Words, finding_words


def told(
    rule: str, path: str, at: tuple[int, int], *, level: Level = STOP, excerpt: str = "", **values: Any
) -> Finding:
    """Return a finding; a value that is a pair of texts is said in Chinese and in English."""
    in_zh, in_en = ({k: v[lang] if isinstance(v, tuple) else v for k, v in values.items()} for lang in (0, 1))
    finding = found(rule, path, at, level=level, excerpt=excerpt, **in_zh)
    zh, en = finding.words, finding_words(rule, **in_en)
    parts = ((zh.what, en.what), (zh.why, en.why), (zh.fix, en.fix))
    return msgspec.structs.replace(finding, words=Words(*({"zh": a["zh"], "en": b["en"]} for a, b in parts)))


def called(name: str, words: FieldWords | None) -> tuple[str, str]:
    """Return what a key is called in Chinese and in English."""
    zh = f"“{words.names[0]}”（{name}）" if words and words.names else f"“{name}”"
    return zh, f"`{name}`"
