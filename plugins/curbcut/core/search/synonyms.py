"""What people say and what our texts say: groups of words that mean the same.

Specification. Words are folded (`analysis.fold`) and stand for each other in every direction. A word may be in several
groups. `of(word)` are all others of its groups, in order, each once. `by_sound` gives, for the toneless pinyin of a word
(canjirenzheng) and for the first letters of one of two characters or more (cjrz), the words that sound like it.
A browser gets the same as one table: the groups, and the sounds of their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from curbcut.core.language.scripts import is_han
from curbcut.core.model import Record
from curbcut.core.search.analysis import fold
from curbcut.core.search.pinyin import toneless

Groups = tuple[tuple[str, ...], ...]


class Synonyms(Record, frozen=True):
    """Groups of folded words, ready to be looked up.

    groups: as given; of: word → the others of its groups; by_sound: pinyin or first letters → words
    """

    groups: Groups = ()
    of: dict[str, tuple[str, ...]] = {}
    by_sound: dict[str, tuple[str, ...]] = {}


def synonyms_of(groups: Iterable[Iterable[str]]) -> Synonyms:
    """Return groups of words as a table. Words that fold to nothing, and groups of one, are left out."""
    folded = [tuple(dict.fromkeys(filter(None, (fold(word).strip() for word in group)))) for group in groups]
    kept = tuple(dict.fromkeys(group for group in folded if len(group) > 1))
    of: dict[str, dict[str, None]] = {}
    sounds: dict[str, dict[str, None]] = {}
    for group in kept:
        for word in group:
            of.setdefault(word, {}).update(dict.fromkeys(other for other in group if other != word))
    for word in of:
        for spelling in spellings(word):
            sounds.setdefault(spelling, {})[word] = None
    return Synonyms(
        groups=kept, of={word: tuple(others) for word, others in of.items()},
        by_sound={spelling: tuple(words) for spelling, words in sounds.items()},
    )  # fmt: skip


def domain() -> Groups:
    """Return the groups that every site of this domain has, as they are written."""
    text = (Path(__file__).parent / "domain.txt").read_text("utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line and not line.startswith("#"))


def groups_of(site: Mapping[str, Any], *, domain_words: bool) -> list[list[str]]:
    """Return the groups of a site, as a bundle with `LISTS_SYNONYMS` is told them, with those of the domain."""
    return [*(list(group) for group in domain() if domain_words), *map(list, site.get("synonyms") or ())]


def spellings(word: str) -> tuple[str, ...]:
    """Return how a word of two Han characters or more is spelt: its toneless pinyin, and its first letters."""
    said = [toneless(ch) if is_han(ch) else "" for ch in word]
    if len(said) < 2 or not all(said):
        return ()
    return "".join(said), "".join(one[0] for one in said)
