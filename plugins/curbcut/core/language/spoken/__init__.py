"""What is said: a text of a public document in words that a voice can read, and the way back to the text.

    spoken(text, lang) -> Spoken(text, spans, switches)

One file per subject, each with its RULES; where two want the same place the earlier one of _ORDER has it. Decided once:
zero is 零 (〇 only where it is written so); telephones, rooms, codes and cards have 幺, years and decimals 一; a range is 到,
a hyphen of a code 杠; 9:30 is 九点半; 2 that counts is 两, 2 that names a place in an order 二; addresses on the net are
named, not spelled. Commas between the groups of a telephone number are pauses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from curbcut.core.language.punctuation import normalise
from curbcut.core.language.scripts import CJK_PUNCTUATION, HAN
from curbcut.core.language.spans import Edit, Piece, SpanMap, rewrite
from curbcut.core.language.spoken import (
    addresses,
    dates_and_times,
    document_numbers,
    english,
    greek,
    latin,
    lists_and_articles,
    measures_and_money,
    numbers,
    symbols,
    telephones,
)
from curbcut.core.language.spoken.clearing import clear, signs
from curbcut.core.language.spoken.folding import folds
from curbcut.core.language.spoken.rule import DIGITS, LETTERS, Rule


class Switch(NamedTuple):
    """A run of the spoken text, half-open, that another voice reads; lang: BCP 47."""

    start: int
    end: int
    lang: str


class Spoken(NamedTuple):
    """A text as it is said: the words, the way back to what is written, and where the language changes.

    text: for Chinese without a digit outside its English switches; spans: from the written to the spoken text;
    switches: ascending, only the runs that are not in the text's own language
    """

    text: str
    spans: SpanMap = SpanMap()
    switches: tuple[Switch, ...] = ()


_ORDER = (
    latin, lists_and_articles, dates_and_times, telephones, addresses, measures_and_money, document_numbers, numbers,
    greek, symbols
)  # fmt: skip
_OTHER_DIGITS = "¹⁰⁴-⁹₀-₉①-⓿❶-➓⑴-⒛፩-፱᧚𐩀-𐩃𐹠-𐹨🄀-🄊"
_SIGNS = "".join(
    dict.fromkeys(
        ch for room in _ORDER for rule in room.RULES for ch in rule.first if not ch.isalnum() or not ch.isascii()
    )
)
_PLACE = re.compile(rf"[0-9]|(?<![A-Za-z])[A-Za-z]|[{re.escape(_SIGNS)}]|(?![0-9])\d|[{_OTHER_DIGITS}]")


def _by_first() -> dict[str, tuple[Rule, ...]]:
    every: dict[str, list[Rule]] = {}
    for room in _ORDER:
        for rule in room.RULES:
            for first in dict.fromkeys(rule.first):
                every.setdefault(first, []).append(rule)
    return {first: tuple(rules) for first, rules in every.items()}


_RULES = _by_first()


def spoken(text: str, lang: str = "zh-Hans") -> Spoken:
    """Return `text` as it is said in `lang` (BCP 47), with its span map and its changes of language.

    Text without anything to put into words comes back as it is. Never raises; markup is plain text.
    """
    return _chinese(text) if lang[:2].lower() == "zh" else _other(text)


def _chinese(text: str) -> Spoken:
    said, spans = _cleared(text)
    if _PLACE.search(said):
        said, put = rewrite(said, _edits(said))
        spans = spans.then(put)
    return Spoken(said, spans, tuple(_switches(said, _LATIN_RUN, "en")))


def _cleared(text: str) -> tuple[str, SpanMap]:
    put_right = normalise(signs(text), "zh-Hans")
    plain, folded = rewrite(put_right.text, folds(put_right.text))
    said, cleared = rewrite(plain, clear(plain, is_chinese=True))
    return said, put_right.spans.then(folded).then(cleared)


def _edits(text: str) -> Iterator[Edit]:
    at = looked = 0
    while found := _PLACE.search(text, at):
        at = found.start()
        first = text[at]
        if at >= looked and first.isascii():
            looked, is_passage = latin.stretch(text, at)
            if is_passage:
                at = looked
                continue
        edit = _edit(text, at, first)
        if edit is None:
            at += 1
            continue
        yield edit
        at = edit.end


def _edit(text: str, at: int, first: str) -> Edit | None:
    for rule in _RULES.get(first, ()):
        found = rule.pattern.match(text, at)
        if found and (words := rule.say(found)) is not None:
            return Edit(at, found.end(), words)
    if first not in DIGITS and first not in LETTERS and (value := unicodedata.digit(first, None)) is not None:
        return Edit(at, at + 1, numbers.by_digit(str(value)))
    return None


_LATIN = r"A-Za-z0-9²³¹\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_LATIN_RUN = re.compile(rf"[{_LATIN}](?:[ -~\u00a0-\u024f–—‘’…]*[{_LATIN}])?")
_HAN_RUN = re.compile(rf"(?:(?<![A-Za-z0-9])[0-9]{{1,16}}(?=[{HAN}]))?[{HAN}][{HAN}{CJK_PUNCTUATION}0-9“”…—·]*")


def _switches(text: str, run: re.Pattern[str], lang: str) -> Iterator[Switch]:
    for found in run.finditer(text):
        yield Switch(*found.span(), lang)


def _other(text: str) -> Spoken:
    """Return a text in another language: its numbers belong to its voice, the Chinese in it is said as Chinese."""
    plain, folded = rewrite(text, folds(text))
    cleared, spans = rewrite(plain, clear(plain, is_chinese=False))
    addressed, named = rewrite(cleared, [Edit(*address) for address in latin.english_addresses(cleared)])
    said, worded = rewrite(addressed, english.edits(addressed))
    parts: list[str] = []
    pieces: list[Piece] = []
    switches: list[Switch] = []
    done = moved = 0
    for found in _HAN_RUN.finditer(said):
        start = found.start()
        chinese, inner, _ = _chinese(found[0])
        parts += said[done:start], chinese
        done = found.end()
        for from_start, from_end, to_start, to_end in inner.pieces:
            pieces.append(Piece(start + from_start, start + from_end, start + moved + to_start, start + moved + to_end))
        switches.append(Switch(start + moved, start + moved + len(chinese), "zh-Hans"))
        moved += len(chinese) - (done - start)
    parts.append(said[done:])
    return Spoken(
        "".join(parts), folded.then(spans).then(named).then(worded).then(SpanMap(tuple(pieces))), tuple(switches)
    )
