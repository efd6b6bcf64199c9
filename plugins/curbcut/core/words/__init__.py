"""Every sentence the program says, in Chinese and in English, looked up by name.

The sentences themselves are data: `findings` (content that is wrong), `problems` (we cannot go
on) and `interface` (pages and commands). A name without one of the languages fails a test.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

LANGUAGES = ("zh", "en")


class Words(NamedTuple):
    """What is wrong, why it matters and how to put it right, each by language (`zh`, `en`)."""

    what: dict[str, str]
    why: dict[str, str]
    fix: dict[str, str]

    def filled(self, /, **values: object) -> Words:
        """Return the sentences with their `{names}` replaced."""
        kept = _Kept(values)
        what, why, fix = ({lang: text.format_map(kept) for lang, text in texts.items()} for texts in self)
        return Words(what, why, fix)


class _Kept(dict[str, object]):
    """A mapping that leaves an unknown `{name}` standing: a message never fails to print."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def words(zh: tuple[str, str, str], en: tuple[str, str, str]) -> Words:
    """Return Words from two triples (what, why, fix)."""
    pairs = [{"zh": in_zh, "en": in_en} for in_zh, in_en in zip(zh, en, strict=True)]
    return Words(*pairs)


def finding_words(name: str, /, **values: object) -> Words:
    """Return the sentences of a core finding, filled in. Raises KeyError for an unknown name."""
    from curbcut.core.words.findings import FINDINGS

    return FINDINGS[name].filled(**values)


def error_words(name: str, /, **values: object) -> Words:
    """Return the sentences of an error, filled in. Raises KeyError for an unknown name."""
    from curbcut.core.words.problems import PROBLEMS

    return PROBLEMS[name].filled(**values)


def label(name: str, lang: str, /, **values: object) -> str:
    """Return an interface text in the language of `lang` (a BCP 47 tag: zh… is Chinese)."""
    text = _label(name, lang)
    return text.format_map(_Kept(values)) if values else text


@lru_cache(maxsize=4096)
def _label(name: str, lang: str) -> str:
    from curbcut.core.words.interface import INTERFACE

    return INTERFACE[name]["zh" if lang.lower().startswith("zh") else "en"]
