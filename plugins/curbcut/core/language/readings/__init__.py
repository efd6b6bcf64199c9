"""How Chinese is read aloud: one pinyin syllable for every Chinese character, and which of them a person should look at.

    readings(text, lexicon)   -> the syllable of every Chinese character
    uncertain(text, lexicon)  -> those on which two independent methods disagree, or that only sense decides; doubts
    word_at, phrase_at        -> the word that a character stands in, and what a lexicon would name
    read_lexicon, merged, lexicon_for, inline, ruby   what a site, a document and a text say themselves; it always wins
    parse_reading, legal, marked         pinyin as people write it

Two methods read every text. Ours cuts it into its likeliest words and knows our own list of words (phrases.txt) and
rules for single characters; pypinyin takes the longest phrases it knows from left to right. Where they differ and our
list does not decide, the syllable is not certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from curbcut.core.language.readings.contested import CONTESTED
from curbcut.core.language.readings.lexicon import (
    EMPTY,
    Lexicon,
    Refusal,
    inline,
    merged,
    parse_reading,
    read_lexicon,
    ruby,
)
from curbcut.core.language.readings.methods import Draft, by_phrases, by_words, folded, known_run
from curbcut.core.language.readings.sandhi import spoken
from curbcut.core.language.readings.syllables import legal, marked, numbered
from curbcut.core.language.readings.vocabulary import Vocabulary, vocabulary
from curbcut.core.language.scripts import HAN_RUN
from curbcut.core.model import Record

__all__ = [
    "EMPTY",
    "Doubt",
    "Lexicon",
    "Refusal",
    "Syllable",
    "doubts",
    "inline",
    "legal",
    "lexicon_for",
    "marked",
    "merged",
    "numbered",
    "parse_reading",
    "phrase_at",
    "read_lexicon",
    "readings",
    "ruby",
    "uncertain",
    "word_at",
]


class Syllable(Record, frozen=True, gc=False):
    """One Chinese character, read aloud.

    start, end: the character in the text
    pinyin:     as spoken, letters and tone number (`yi2`, `lv4`, `de5`), one of Mandarin's legal syllables
    dictionary: as dictionaries and printed pinyin have it, before 一 and 不 change their tone (`yi1`)
    certain:    False when somebody should look
    other:      what else it may be, empty when certain or when nothing else is known
    reason:     why not: reading_methods (the two methods differ), reading_alone (outside any word only sense decides),
                reading_unknown (no table has the character; 某 is said); empty when certain. Each names a text of core.words
    joined:     a 儿 that colours the syllable before it (花儿): said together with it, or left out
    """

    start: int
    end: int
    pinyin: str
    dictionary: str
    certain: bool = True
    other: str = ""
    reason: str = ""
    joined: bool = False


class Doubt(Record, frozen=True, gc=False):
    """A character whose reading is not certain, for an editor.

    readings: as people write them (`zhòng`, `chóng`), what is read now first
    fixes:    for each, what to write in the text so that it is certain: `{重|chóng}`
    reason:   as in Syllable
    """

    start: int
    end: int
    character: str
    readings: tuple[str, ...]
    fixes: tuple[str, ...]
    reason: str


_NONE: Mapping[int, str] = MappingProxyType({})
_FREE = frozenset("谁这那哪")
"""Two readings of equal standing (shéi, shuí), or a colloquial one beside the usual: nothing to decide."""
_PLAIN = {"一": "yi1", "不": "bu4"}


def readings(
    text: str, lexicon: Lexicon = EMPTY, fixed: Mapping[int, str] = _NONE, *, doubting: bool = True
) -> tuple[Syllable, ...]:
    """Return one syllable for every Chinese character of `text`, in order; anything else has none.

    fixed:    syllables that the text itself gives, by character index, as `inline` and `ruby` return them
    doubting: ask the second method too, which tells what is uncertain and changes no syllable; a voice need not know
    """
    if not HAN_RUN.search(text):
        return ()
    tables, plain = vocabulary(), folded(text)
    drafts = by_words(tables, plain, lexicon, dict(fixed))
    others: dict[int, str] = {}
    for run in HAN_RUN.finditer(plain) if doubting else ():
        others.update(enumerate(by_phrases(tables, known_run(tables, run[0])), run.start()))
    return tuple(_syllable(tables, plain, place, drafts, others.get(place, "")) for place in sorted(drafts))


def _syllable(tables: Vocabulary, text: str, place: int, drafts: Mapping[int, Draft], other: str) -> Syllable:
    """Return the syllable at `place` of our drafts and of pypinyin's."""
    draft, ch = drafts[place], text[place]
    pinyin = dictionary = draft.syllable
    if ch in _PLAIN:
        dictionary = _PLAIN[ch]
        if not draft.said:
            following = drafts.get(place + 1)
            after = "" if draft.ends or following is None else _PLAIN.get(text[place + 1], following.syllable)
            pinyin = spoken(text[max(0, place - 2) : place], ch, text[place + 1 : place + 3], after)
        return Syllable(start=place, end=place + 1, pinyin=pinyin, dictionary=dictionary)
    reason, other = _doubt(tables, ch, draft, other)
    return Syllable(
        start=place, end=place + 1, pinyin=pinyin, dictionary=dictionary, certain=not reason, other=other,
        reason=reason, joined=ch == "儿" and pinyin == "er5",
    )  # fmt: skip


def _doubt(tables: Vocabulary, ch: str, draft: Draft, other: str) -> tuple[str, str]:
    """Return the reason of a doubt and the other reading; two empty texts when there is none."""
    if (draft.decided and (draft.said or tables.known(ch))) or ch in _FREE:
        return "", ""
    if not tables.known(ch):
        return "reading_unknown", ""
    if other and other != draft.syllable and "5" not in (other[-1], draft.syllable[-1]):
        return "reading_methods", other
    if draft.alone and ch in CONTESTED:
        return "reading_alone", next(one for one in CONTESTED[ch] if one != draft.syllable)
    if other and other[:-1] != draft.syllable[:-1]:
        return "reading_methods", other
    return "", ""


def lexicon_for(text: str, entries: Mapping[str, str]) -> dict[str, str]:
    """Return the entries that can matter for a text: where another one is edited, the text is not spoken anew.

    Phrases are looked for in what is said, where 3 is 三; a Chinese and an English voice say numbers differently, so both count.
    """
    if not entries:
        return {}
    # A tenth of a second to load, which whoever only checks a lexicon need not wait for.
    from curbcut.core.language.spoken import spoken as in_words

    said = [folded(in_words(text, lang).text) for lang in ("zh-Hans", "en")]
    return {phrase: reading for phrase, reading in entries.items() if any(phrase in each for each in said)}


def word_at(text: str, place: int) -> tuple[int, int]:
    """Return the word that the Chinese character at `place` stands in, as a span; of a text as it is said."""
    run = next(found for found in HAN_RUN.finditer(folded(text)) if found.start() <= place < found.end())
    start = end = run.start()
    for word in vocabulary().segments(run[0]):
        start, end = end, end + len(word)
        if end > place:
            break
    return start, end


def phrase_at(text: str, place: int) -> tuple[int, int]:
    """Return what a lexicon can name so that this character is settled and no other word: its word, with one more
    beside it where it is a single character.
    """
    start, end = word_at(text, place)
    if end - start == 1 and HAN_RUN.match(text, end):
        end = word_at(text, end)[1]
    elif end - start == 1 and start and HAN_RUN.match(text, start - 1):
        start = word_at(text, start - 1)[0]
    return start, end


def uncertain(text: str, lexicon: Lexicon = EMPTY, fixed: Mapping[int, str] = _NONE) -> tuple[Doubt, ...]:
    """Return the characters of `text` that an editor should look at, with both readings and what to write."""
    return tuple(doubts(text, readings(text, lexicon, fixed)))


def doubts(text: str, syllables: tuple[Syllable, ...]) -> Iterator[Doubt]:
    """Yield those of the syllables of `text` that an editor should look at."""
    for one in syllables:
        if not one.certain:
            ch = text[one.start : one.end]
            spelt = tuple(marked(syllable) for syllable in (one.pinyin, one.other) if syllable)
            if one.reason == "reading_unknown":
                spelt = ()
            fixes = tuple(f"{{{ch}|{spelling}}}" for spelling in spelt) or (f"{{{ch}|pīnyīn}}",)
            yield Doubt(start=one.start, end=one.end, character=ch, readings=spelt, fixes=fixes, reason=one.reason)
