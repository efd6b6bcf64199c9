"""The two methods: by likely words, our list and rules; and by pypinyin, the longest phrases from left to right."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from curbcut.core.language.characters import look_alikes
from curbcut.core.language.readings.choosing import choose
from curbcut.core.language.readings.lexicon import Lexicon, by_first
from curbcut.core.language.readings.syllables import LEGAL, numbered
from curbcut.core.language.readings.vocabulary import UNKNOWN, Vocabulary
from curbcut.core.language.scripts import HAN_RUN

_REPEATS = "々〻"
_NUMERALS = {
    code: "〇一二三四五六七八九十"[value]
    for code in (*range(0x3021, 0x302A), 0x3038)
    if (value := int(unicodedata.numeric(chr(code)))) <= 10
} | {0x3039: "廿", 0x303A: "卅"}
_FIGURES = "零〇一二三四五六七八九"
_OPEN_ONES = frozenset("这那每另某哪任同有上下前后又再")
"""Words such as 这一 and 每一 are not whole without what comes next, so their 一 changes its tone."""


class Draft(NamedTuple):
    """What one method makes of one character.

    decided: by a lexicon, by our list of words, or by a rule that is more than the usual case
    said:    given as spoken, so that no tone changes any more
    ends:    a 一 that ends its word, which keeps its tone
    alone:   stands outside any word
    """

    syllable: str
    decided: bool = False
    said: bool = False
    ends: bool = False
    alone: bool = False


def folded(text: str) -> str:
    """Return `text` with what only looks like a Chinese character, or is an old numeral, as the character; same length."""
    return look_alikes(text).translate(_NUMERALS)


def by_words(tables: Vocabulary, text: str, lexicon: Lexicon, fixed: dict[int, str]) -> dict[int, Draft]:
    """Return our draft of every Chinese character of a folded text, by place."""
    words, places, given = _tokens(tables, text, lexicon)
    drafts: dict[int, Draft] = {}
    for number, (word, place) in enumerate(zip(words, places, strict=True)):
        if place in given:
            drafts.update((place + n, Draft(one, decided=True, said=True)) for n, one in enumerate(given[place]))
        elif not HAN_RUN.match(word):
            continue
        elif len(word) > 1:
            syllables, ours = tables.word(word)
            for n, ch in enumerate(word):
                ends = ch == "一" and n == len(word) - 1 and word[-2] not in _OPEN_ONES
                said = ours[n] and not (ch == "一" and _counted(text, place + n))
                drafts[place + n] = Draft(syllables[n], decided=ours[n], said=said, ends=ends)
        elif word in _REPEATS and place - 1 in drafts:
            drafts[place] = drafts[place - 1]
        else:
            syllable, decided = choose(tables, words, number)
            drafts[place] = Draft(syllable, decided=decided, alone=True)
    drafts.update((place, Draft(one, decided=True, said=True)) for place, one in fixed.items() if place in drafts)
    return drafts


def _counted(text: str, place: int) -> bool:
    """Return whether the 一 at `place` belongs to a number or stands between two verbs: 十一条, 等一等."""
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    between_verbs = before == after and text[place + 2 : place + 3] not in tuple(_FIGURES)  # not 数一数二
    return bool(before) and (before in _FIGURES + "第十" or between_verbs)


def _tokens(tables: Vocabulary, text: str, lexicon: Lexicon) -> tuple[list[str], list[int], dict[int, tuple[str, ...]]]:
    """Return the words, numbers and marks of a text, where each begins, and the syllables of a lexicon's phrases."""
    words: list[str] = []
    places: list[int] = []
    given: dict[int, tuple[str, ...]] = {}
    last = 0
    for found in HAN_RUN.finditer(text):
        if gap := text[last : found.start()].strip():
            words.append(gap)
            places.append(last)
        last = found.end()
        for start, end, syllables in _cuts(found[0], lexicon):
            place = found.start() + start
            if syllables:
                given[place] = syllables
            for word in [found[0][start:end]] if syllables else tables.segments(found[0][start:end]):
                words.append(word)
                places.append(place)
                place += len(word)
    if gap := text[last:].strip():
        words.append(gap)
        places.append(last)
    return words, places, given


def _cuts(run: str, lexicon: Lexicon) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return the stretches of a run: phrases of the lexicon with their syllables, and what lies between them without."""
    phrases = by_first(lexicon)
    if not phrases:
        return [(0, len(run), ())]
    cuts: list[tuple[int, int, tuple[str, ...]]] = []
    at = free = 0
    while at < len(run):
        hit = next((entry for entry in phrases.get(run[at], ()) if run.startswith(entry[0], at)), None)
        if hit is None:
            at += 1
            continue
        if free < at:
            cuts.append((free, at, ()))
        cuts.append((at, at + len(hit[0]), hit[1]))
        at = free = at + len(hit[0])
    if free < len(run):
        cuts.append((free, len(run), ()))
    return cuts


def by_phrases(tables: Vocabulary, run: str) -> list[str]:
    """Return pypinyin's own syllables of a run of Chinese characters that its tables all know."""
    from pypinyin import Style, pinyin

    read = pinyin(run, style=Style.TONE)  # its own numbers cost as much again as ours
    syllables = [numbered(options[0]) for options in read]
    return [
        one if one is not None and one in LEGAL else tables.character(ch)
        for ch, one in zip(run, syllables, strict=True)
    ]


def known_run(tables: Vocabulary, run: str) -> str:
    """Return the run with 某 for every character that no table has, so that both methods can read it."""
    return "".join(ch if tables.character(ch) != UNKNOWN else "某" for ch in run)
