"""The tables that a browser fetches only when a query asks for them: variants, sounds, spellings, facets.

variants    each variant character with the simplified one behind it, in one text
sounds      toneless pinyin → the characters of GB 2312 that are usually read so, in one text
spellings   pinyin and first letters → words of the synonyms, parted by spaces
facets      `columns`: facet → [sets of values, one sign for each document: U+005D and up, the number of its set];
`dates`: the same sign for the rank of each document's date; `words`: language → what labels are called
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from curbcut.core.search.analysis import variants
from curbcut.core.search.cards import FACETS, Entry, anchor_of
from curbcut.core.search.pinyin import toneless
from curbcut.core.search.synonyms import Synonyms
from curbcut.core.vocabularies import AUDIENCES, Vocabulary, in_language
from curbcut.core.words import label

FIRST_SIGN = 0x5D
"""Signs from here on stand in JSON as they are."""
_OURS = ("kind", "validity", "language", "audio", "sign")


def variant_table() -> str:
    """Return the table `variants`."""
    return "".join(variant + simple for variant, simple in sorted(variants().items()))


def gb2312() -> str:
    """Return the characters of GB 2312 in its order; a browser decodes the same bytes."""
    pairs = (bytes((row, column)) for row in range(0xB0, 0xF8) for column in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


def folded_within() -> str:
    """Return the few characters of GB 2312 that are variants, each with its simplified one: they need no table fetched."""
    return "".join(ch + variants()[ch] for ch in gb2312() if ch in variants())


def rare_variants() -> frozenset[str]:
    """Return the variants that are not in GB 2312."""
    return frozenset(variants()).difference(gb2312())


def sound_table() -> list[str]:
    """Return the table `sounds`."""
    said = [toneless(ch) for ch in gb2312()]
    sounds = sorted(set(said))
    return [" ".join(sounds), "".join(chr(FIRST_SIGN + sounds.index(sound)) for sound in said)]


def spelling_table(synonyms: Synonyms) -> dict[str, str]:
    """Return the table `spellings`."""
    return {spelling: " ".join(words) for spelling, words in sorted(synonyms.by_sound.items())}


def facet_table(entries: Iterable[tuple[tuple[str, ...], str]], site: Mapping[str, Any], langs: Iterable[str]) -> Any:
    """Return the table `facets`. entries: labels and date of each document in their order; langs: of the interface."""
    rows = list(entries)
    alike = {labels for labels, _ in rows}  # few, however many documents there are
    columns = {}
    for name in FACETS:
        values = {
            labels: tuple(label.partition(":")[2] for label in labels if label.startswith(f"{name}:"))
            for labels in alike
        }
        if any(values.values()):
            columns[name] = _column([values[labels] for labels, _ in rows])
    used = {name: sorted({value for held in sets for value in held}) for name, (sets, _) in columns.items()}
    return {
        "columns": {name: [[list(held) for held in sets], signs] for name, (sets, signs) in columns.items()},
        "dates": _column([(date,) for _, date in rows])[1],
        "words": {lang: dict(_words(used, site, lang)) for lang in langs},
    }


def _column(values: list[tuple[str, ...]]) -> tuple[list[tuple[str, ...]], str]:
    sets = sorted(set(values))
    numbers = {held: number for number, held in enumerate(sets)}
    return sets, "".join(chr(FIRST_SIGN + numbers[held]) for held in values)


def _words(used: Mapping[str, list[str]], site: Mapping[str, Any], lang: str) -> Iterable[tuple[str, str]]:
    known: dict[str, Vocabulary] = {
        "topic": site.get("topics") or {}, "district": site.get("districts") or {}, "audience": AUDIENCES,
    }  # fmt: skip
    for name, values in used.items():
        yield name, label(f"facet.{name}", lang)
        for value in values:
            if name in _OURS:
                yield f"{name}:{value}", _ours(name, value, lang)
            elif value in known.get(name, {}):
                yield f"{name}:{value}", in_language(known[name][value], lang)


def _ours(name: str, value: str, lang: str) -> str:
    if name in ("audio", "sign"):
        return label(f"facet.{name}.{value}", lang)
    if name == "language":
        from curbcut.core.words.interface import INTERFACE

        return label(value, value) if value in INTERFACE else value
    return label(value if name == "kind" else f"{name}.{value}", lang)


def cards_of(entries: Iterable[Entry], recorded: frozenset[str]) -> list[list[Any]]:
    """Return what a browser shows of each page: address, title, kind, language, date (an event's own), validity, whether it is recorded,
    whether it has characters of `variants`, passages. A passage: where (first letter), `anchor_of` it, `@` and its language
    where that is another one, a space, its text. recorded: paths.
    """
    rare = rare_variants()
    cards = []
    for entry in entries:
        card = entry.card
        said = [one for one in entry.passages if one.where != "title"]
        strange = not all(rare.isdisjoint(text) for text in (card.title, *(one.text for one in said)))
        passages = [
            f"{one.where[0]}{anchor_of(card, one)}{f'@{one.lang}' if one.lang != card.lang else ''} {one.text}"
            for one in said
        ]
        cards.append([
            card.url, card.title, card.kind, card.lang, card.starts or card.date, card.validity, int(card.path in recorded), int(strange), passages,
        ])  # fmt: skip
    return cards
