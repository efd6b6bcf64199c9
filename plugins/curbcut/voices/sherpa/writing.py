"""What an engine is given that reads Chinese characters by itself: characters that it cannot read otherwise than we do.

A character whose usual reading is ours stays. Any other (重 that is said chóng, the digits of 12385) becomes a character
with the reading that is wanted, best one that has no other: 崇. So a site's lexicon and `{重|chóng}` hold with every model.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from curbcut.core.language.readings import numbered
from curbcut.core.language.scripts import HAN_RUN
from curbcut.core.model import Token
from curbcut.voices.sherpa.process import LeftOut

_STOPS = {",": "，", ";": "；", ":": "：", ".": "。", "?": "？", "!": "！"}
_LEFT = frozenset("一不")
"""Their tone changes by a rule that every engine has; characters with the changed tone are rare and often unknown."""
_COMMON = range(0xB0, 0xD8)
"""First byte of the 3,755 ordinary characters. Source: GB 2312-80, level 1."""


def written(tokens: Sequence[Token], text: str, known: frozenset[str]) -> str:
    """Return the characters and words that say tokens.

    text: the sentence they stand in; known: the characters that a model has, empty where it does not say
    raises: LeftOut for a syllable that no character has
    """
    out = ""
    for token in tokens:
        chinese = token.lang.startswith("zh")
        if out and not chinese and out[-1].isascii():
            out += " "
        out += _characters(token, text[token.start : token.end], known) if chinese else token.says
        out += _STOPS[token.stop] if token.stop else ""
    return out if tokens[-1].stop else out + "。"


def _characters(token: Token, own: str, known: frozenset[str]) -> str:
    """Return a character for a syllable, and 儿 where it is coloured by one."""
    is_one = len(own) == 1 and HAN_RUN.fullmatch(own) is not None
    syllable, child = token.says, ""
    if syllable[-2:-1] == "r" and syllable[:-1] != "er":
        syllable, child = syllable[:-2] + syllable[-1], "儿"
    readings = _readings(own) if is_one else ()
    light = own in _LEFT or syllable.endswith("5")
    if readings[:1] == (syllable,) or (light and any(one[:-1] == syllable[:-1] for one in readings)):
        return own + child
    # A syllable that lost its tone is said with one rather than not at all.
    tones = [syllable, *(syllable[:-1] + tone for tone in "1234")] if syllable.endswith("5") else [syllable]
    same = [one for tone in tones for one in _homophones().get(tone, ())]
    found = next((one for one in same if one in known), same[0] if same else own if is_one else "")
    if not found:
        raise LeftOut(token.says)
    return found + child


@cache
def _readings(character: str) -> tuple[str, ...]:
    """Return all readings of a character, the usual one first."""
    from pypinyin.pinyin_dict import pinyin_dict

    listed = pinyin_dict.get(ord(character), "").split(",")
    return tuple(syllable for each in listed if (syllable := numbered(each)))


@cache
def _homophones() -> dict[str, tuple[str, ...]]:
    """Return syllable → characters that are usually read so: those without another reading, and ordinary ones, first."""
    found: dict[str, list[tuple[bool, bool, str]]] = {}
    for code in range(0x4E00, 0xA000):
        character = chr(code)
        try:
            rare = character.encode("gb2312")[0] not in _COMMON
        except UnicodeEncodeError:
            continue
        if readings := _readings(character):
            found.setdefault(readings[0], []).append((rare, len(readings) > 1, character))
    return {syllable: tuple(character for *_, character in sorted(each)) for syllable, each in found.items()}


@lru_cache(maxsize=2)
def characters_of(lexicons: tuple[str, ...], _stamp: str) -> frozenset[str]:
    """Return the single characters that a model's lexicons have; nothing where they are none, or it needs none."""
    return frozenset(_first_words(lexicons))


def _first_words(lexicons: Iterable[str]) -> Iterable[str]:
    for path in lexicons:
        with Path(path).open(encoding="utf-8", errors="replace") as file:
            yield from (word for line in file if len(word := line.partition(" ")[0]) == 1 and HAN_RUN.fullmatch(word))
