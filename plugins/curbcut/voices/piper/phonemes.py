"""From what is said to the numbers that a piper model was trained on, and where among them each token begins.

Nothing is left out: a token for which the model has no number is an error. piper itself drops it with a line in a log.

source: piper 1.8.0, phonemize_chinese.py and phoneme_ids.py: a syllable is initial, final, tone and one PAD; other
        voices have a PAD after every letter of sound
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from curbcut.core.errors import UsageProblem
from curbcut.core.model import Record, Token, Utterance
from curbcut.core.sound.espeak_pinyin import PLAIN, spelled

_PAD, _FIRST, _LAST, _NO_INITIAL, _SPACE = "_", "^", "$", "Ø", " "
_SYLLABLE = re.compile("([a-zê]+)([1-5])")
_PARTS = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]|)([a-z]+)")
_RESPELLED = {"n": "en", "ng": "eng", "m": "mu", "hm": "heng", "hng": "heng", "ê": "ei"}
"""Syllables without a vowel: the nearest that the models have."""
_INSTEAD = {";": ",", ":": ",", "!": ".", "?": ".", ",": ".", ".": ","}
"""For a stop that a model has no number for."""
_PINYIN = "cmn-latn-pinyin"
"""The voice of espeak-ng that reads numbered pinyin; its letters of sound are those of `cmn`."""
_turn = threading.Lock()
_phonemizers: list[Any] = []

Numbers = Mapping[str, Sequence[int]]


class Numbered(Record, frozen=True):
    """What a model is given; `starts` are the places of the tokens' first numbers."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]


def by_pinyin(tokens: Sequence[Token], numbers: Numbers, utterance: Utterance) -> Numbered:
    """Return tokens for a model of pinyin. Raises UsageProblem for one that it has no sounds for."""
    ids, starts = list(numbers[_FIRST]), []
    for at, token in enumerate(tokens):
        groups = [*_groups(token.says)] if token.lang.startswith("zh") else []
        if not groups or not all(sound in numbers for group in groups for sound in group):
            raise _foreign(token, utterance)
        starts.append(len(ids))
        for group in groups:
            ids += [number for sound in group for number in numbers[sound]] + [*numbers[_PAD]]
        if stop := _stop(token, numbers, last=at == len(tokens) - 1):
            ids += [*numbers[stop], *numbers[_PAD]]
    return Numbered(ids=(*ids, *numbers[_LAST]), starts=tuple(starts))


def _groups(says: str) -> Iterator[tuple[str, ...]]:
    """Yield initial, final and tone of a syllable, and those of the 儿 that colours it; nothing for what is none."""
    match = _SYLLABLE.fullmatch(says)
    base, tone = match.groups() if match else ("", "")
    coloured = base.endswith("r") and base not in PLAIN and base[:-1] in PLAIN
    plain = _RESPELLED.get(base, base[:-1] if coloured else base)
    if plain in PLAIN and (parts := _PARTS.fullmatch(plain)):
        yield parts[1] or _NO_INITIAL, parts[2], tone
        if coloured:
            yield _NO_INITIAL, "er", "5"


def by_espeak(tokens: Sequence[Token], config: Any, utterance: Utterance) -> Numbered:
    """Return tokens for a model of espeak-ng's letters of sound.

    config: piper's, of the model
    raises: UsageProblem for a token in a language that is not the model's, or with a sound that it has no number for
    """
    numbers: Numbers = config.phoneme_id_map
    ids, starts = [*numbers[_FIRST], *numbers[_PAD]], []
    sounds = [each for clause in _clauses(tokens) for each in _sounds(clause, config, utterance)]
    for at, (token, letters) in enumerate(zip(tokens, sounds, strict=True)):
        if not letters or not all(letter in numbers for letter in letters):
            raise _foreign(token, utterance)
        last = at == len(tokens) - 1
        starts.append(len(ids))
        stop = _stop(token, numbers, last=last)
        for letter in (*letters, *([stop] if stop else []), *([] if last or _SPACE not in numbers else [_SPACE])):
            ids += [*numbers[letter], *numbers[_PAD]]
    return Numbered(ids=(*ids, *numbers[_LAST]), starts=tuple(starts))


def _clauses(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield what is said without a stop, in one language."""
    clause = 0
    marked = []
    for token in tokens:
        marked.append((clause, token.lang.startswith("zh"), token))
        clause += bool(token.stop)
    for _, together in groupby(marked, lambda each: each[:2]):
        yield [token for _, _, token in together]


def _sounds(clause: list[Token], config: Any, utterance: Utterance) -> list[list[str]]:
    """Return the letters of sound of each token. Raises UsageProblem for another language than the model's."""
    own, model = str(config.espeak_voice), spoken_by(config)
    language = clause[0].lang.partition("-")[0].lower()
    if language == "zh" and model == "zh":
        written = [" ".join(spelled(token.says)) for token in clause]
        return [_letters(_PINYIN, text, config) if text else [] for text in written]
    if language not in (model, "en" if model == "zh" else model):
        raise _foreign(clause[0], utterance)
    # A clause is read whole, so that “of the” is what people say; where the words do not come out one by one, each alone.
    voice = own if language == model else "en"
    words = _split(_letters(voice, " ".join(token.says for token in clause), config))
    alone = [_letters(voice, token.says, config) for token in clause]
    one_by_one = len(words) == len(clause) and all(len(_split(letters)) == 1 for letters in alone)
    return words if one_by_one else alone


def spoken_by(config: Any) -> str:
    """Return the language of a model: `zh`, or the first part of another tag."""
    base = str(config.espeak_voice).partition("-")[0].lower()
    return "zh" if config.phoneme_type.value == "pinyin" or base in ("cmn", "zh") else base


def _split(letters: list[str]) -> list[list[str]]:
    words: list[list[str]] = [[]]
    for letter in letters:
        if letter == _SPACE:
            words.append([])
        else:
            words[-1].append(letter)
    return [word for word in words if word]


def _letters(voice: str, text: str, config: Any) -> list[str]:
    from piper.phonemize_espeak import EspeakPhonemizer

    with _turn:  # the engine behind it has one state for the whole process
        if not _phonemizers:
            _phonemizers.append(EspeakPhonemizer())
        found = _phonemizers[0].phonemize(voice, text, vowel_clusters=config.vowel_clusters)
    return [letter for sentence in found for letter in sentence]


def _stop(token: Token, numbers: Numbers, *, last: bool) -> str:
    """Return the stop after a token that the model knows; what ends without one ends like a sentence."""
    stop = token.stop or ("." if last else "")
    return next((mark for mark in (stop, _INSTEAD.get(stop, "")) if mark in numbers), "")


def _foreign(token: Token, utterance: Utterance) -> UsageProblem:
    return UsageProblem(
        "voice-foreign", where=utterance.id, voice="piper", token=token.says, language=token.lang, text=utterance.text
    )
