"""How titles are read aloud, for indexes that people look things up in by their first letter."""

from __future__ import annotations

from collections.abc import Iterable

_LEFT_OUT = "《〈“‘「『（([【"
_READ = 8
"""Characters of a title that are read: enough to put a page of titles in order, and for the words they stand in."""


def reading_keys(titles: Iterable[str], lang: str) -> dict[str, str]:
    """Return title → its reading in lower-case Latin letters: toneless pinyin of its beginning, or the words of an English title.

    Opening marks and an English article do not count. Characters that have several readings follow the
    word they stand in (重新 is chong xin).
    source: pypinyin 0.55 (MIT), its phrase dictionary
    """
    if not lang.startswith("zh"):
        return {title: _words(title) for title in titles}
    from pypinyin import lazy_pinyin

    return {title: " ".join(lazy_pinyin(title.lstrip(_LEFT_OUT)[:_READ].lower())) for title in titles}


def _words(title: str) -> str:
    words = title.lstrip(_LEFT_OUT).casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)
