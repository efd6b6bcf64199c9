"""What somebody typed -> the terms to look for, each with its weight and the reason, and the words that they are ways to say.

Specification. `plan(text, terms, synonyms)`; a term that is wanted twice keeps its first reason and its greatest weight.
A word has alternatives, and counts by the best of them (`scoring.scored`): a page that says 补助, 津贴 and 救助金 is no better an
answer to 补贴 than one that says 补贴. Words are
  those of step 3, and what was typed for the synonyms of steps 4 and 7: their alternatives are the word as it was typed (its
               grams of step 2), each word that was meant, and each that means the same. A gram that such a word shares with
               the one it stands for weighs there as typed.
  the pairs of step 6: each term is an alternative.
All other terms count by themselves.
  1. The first 200 characters of the text are folded. The phrases of ASIDE (question words) are parted from the rest and
     count for nothing, unless nothing else is left.
  2. typed:    the grams of what is left, weight 100.
  3. synonym:  in the whole folded text, from left to right, the longest word of the synonyms that stands at a place (a Latin
               word only whole); the search goes on behind it. For each word that means the same and does not hold this one,
               its grams, weight SHARE.
  4. sound:    for each Latin word; and, behind each that is pinyin like those just before it, for all of them joined (lun yi is
               also lunyi). Words of the synonyms that are spelt so: their grams with weight 100, and step 3 for them. Else, where
               no document has the word (what was joined, nobody typed: it is heard in any case): of the sounds of its pinyin
               syllables that stand together (`pinyin.together`), or if it has none, from five letters on, of its windows of four
               letters: each that some document has, weight 100, and for each other one the words of the synonyms that are
               spelt so, as before.
  5. prefix:   for each Latin word or number of three characters or more that still gave nothing, and is not one syllable of
               pinyin: the terms that begin so, at most PREFIXES, the most frequent first (then the shorter, then by character),
               weight PREFIX.
  6. homophone: for each Han pair that no document has: of all windows of two to four characters of its run that hold the whole
               pair and cut no word of step 3 in two, the term (pinyin.SOUNDS), if some document has it, weight HOMOPHONE (of two
               characters PAIR); else the words of the synonyms that sound so: their grams with that weight, and step 3 for them.
  7. Only where no document has any term so far:
     synonym   for the words of the synonyms that begin with what is left, spaces around it aside: their grams with weight
               100, and step 3 for them.
     prefix    for a query whose only gram is one Han character, and for each syllable of pinyin of three letters or more: the
               terms that begin with it, as in step 5.
     typo      for each other Latin word of four letters or more, and each syllable that nothing begins with: the terms with the
               same first letter and at most one slip (from seven letters on two), a slip being a letter too many, missing,
               wrong, or two swapped: the fewest slips first, then the most frequent, then by character; the best one, weight TYPO.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from curbcut.core.model import Record
from curbcut.core.search.analysis import HAN, fold, grams
from curbcut.core.search.pinyin import SOUNDS, syllables, together, toneless
from curbcut.core.search.scoring import TYPED
from curbcut.core.search.synonyms import Synonyms, spellings

LONGEST = 200
"""Characters of a query that are looked at; a longer one is a text that was pasted."""
SHARE, PREFIX, HOMOPHONE, PAIR, TYPO = 70, 60, 80, 50, 60
"""Weights, in hundredths of what was typed. PAIR: of a homophone of two characters, which sound like a great many things."""
PREFIXES = 8
ASIDE = (
    "请问 怎么样 怎样才能 怎么才能 怎么办(?![理证卡事]) 怎么 怎样 如何 什么时候 什么 为什么 能不能 可不可以 可以 能否 是不是 是否 "
    "有没有 有什么 有哪些 哪里 哪儿 哪些 哪个 在哪 要不要 需不需要 需要 我想要 我想 我要 想要 谁 吗 呢 吧 呀 的 了"
).split()
"""Words of a question without its subject, as a regular expression has them."""
ASIDE_PATTERN = "|".join(sorted(ASIDE, key=len, reverse=True))
"""All of them as one regular expression, the same in Python and in JavaScript."""
_ASIDE = re.compile(ASIDE_PATTERN)
_LATIN = re.compile("[a-z]+")
_WORD = re.compile("[a-z0-9]+")
_HAN = re.compile(f"[{HAN}]")
_HAN_RUN = re.compile(f"[{HAN}]{{2,}}")


class Terms(Protocol):
    """What an index says of its terms."""

    def having(self, term: str) -> int:
        """Return how many documents have a term."""

    def starting(self, prefix: str) -> Iterable[tuple[str, int]]:
        """Return the terms that begin so, each with how many documents have it."""


Alternative = tuple[tuple[str, int], ...]
"""Terms that say a word together, each with its weight."""


class Wanted(Record, frozen=True, gc=False):
    """A term to look for. why: typed · synonym · sound · prefix · homophone · typo; word: what it came from."""

    term: str
    weight: int
    why: str
    word: str


class Plan(Record, frozen=True):
    """What is looked for. wanted: every term once, those that were typed first; words: of each its alternatives; the first one
    has a single alternative: the terms that count by themselves.
    """

    wanted: tuple[Wanted, ...]
    words: tuple[tuple[Alternative, ...], ...]


def plan(text: str, terms: Terms, synonyms: Synonyms) -> Plan:
    """Return what to look for, as the specification says."""
    return _Planner(terms, synonyms).all(text)


class _Planner:
    def __init__(self, terms: Terms, synonyms: Synonyms) -> None:
        self.terms, self.synonyms = terms, synonyms
        self.wanted: dict[str, Wanted] = {}
        self.words: dict[str, dict[str, dict[str, int]]] = {"": {"": {}}}

    def all(self, text: str) -> Plan:
        folded = fold(text[:LONGEST])
        rest = _ASIDE.sub(" ", folded)
        if not grams(rest):
            rest = folded
        for gram in grams(rest):
            self._want(gram, TYPED, "typed", gram)
        for _, word in _standing_in(folded, self.synonyms):
            self._as_typed(word)
            self._same(word, word)
        pinyin = ""
        for word in dict.fromkeys(_WORD.findall(rest)):
            self._latin(word)
            pinyin = pinyin + word if syllables(word) else ""
            if pinyin not in ("", word):
                self._latin(pinyin, joined=True)
        for run in _HAN_RUN.findall(rest):
            self._homophones(run)
        if not any(self.terms.having(term) for term in self.wanted):
            self._last_try(rest)
        words = (tuple(tuple(terms.items()) for terms in word.values()) for word in self.words.values())
        return Plan(wanted=tuple(self.wanted.values()), words=tuple(words))

    def _want(self, term: str, weight: int, why: str, word: str, typed: str = "") -> None:
        """Want a term. typed: the word of the query that it is a way to say, where others may be better."""
        terms = self.words.setdefault(typed, {}).setdefault(word if typed else "", {})
        terms[term] = max(weight, terms.get(term, 0))
        before = self.wanted.get(term)
        if before is None:
            self.wanted[term] = Wanted(term=term, weight=weight, why=why, word=word)
        elif before.weight < weight:
            self.wanted[term] = Wanted(term=term, weight=weight, why=before.why, word=before.word)

    def _as_typed(self, word: str) -> None:
        """Make what was typed one alternative of a word."""
        alone = self.words[""][""]
        for gram in grams(word):
            if gram in self.wanted and self.wanted[gram].why == "typed":
                alone.pop(gram, None)
                self._want(gram, TYPED, "typed", word, word)

    def _same(self, word: str, typed: str) -> None:
        own = set(grams(word))
        for other in self.synonyms.of.get(word, ()):
            for gram in grams(other) if word not in other else ():
                self._want(gram, TYPED if gram in own else SHARE, "synonym", f"{word} = {other}", typed)

    def _means(self, word: str, why: str, typed: str, weight: int = TYPED) -> None:
        for gram in grams(word):
            self._want(gram, weight, why, word, typed)
        self._same(word, typed)

    def _latin(self, word: str, *, joined: bool = False) -> None:
        spelt = self.synonyms.by_sound.get(word, ())
        if spelt:
            self._as_typed(word)
        for meant in spelt:
            self._means(meant, "sound", word)
        gram = next(iter(grams(word)), word)
        if spelt or (self.terms.having(gram) and not joined):
            return
        heard = False
        for sound in self._heard(word):
            if self.terms.having(sound):
                self._want(sound, TYPED, "sound", word)
                heard = True
            else:
                for meant in self.synonyms.by_sound.get(sound, ()):
                    self._means(meant, "sound", sound)
                    heard = True
        if not heard and len(word) > 2 and len(syllables(word)) != 1:
            for term, _ in self._beginning(gram):
                self._want(term, PREFIX, "prefix", word)

    def _heard(self, word: str) -> Iterator[str]:
        if not _LATIN.fullmatch(word):
            return
        said = syllables(word)
        if said:
            yield from together(said)
        elif len(word) > 4:
            yield from (word[at : at + 4] for at in range(len(word) - 3))

    def _beginning(self, prefix: str) -> list[tuple[str, int]]:
        return sorted(self.terms.starting(prefix), key=lambda pair: (-pair[1], len(pair[0]), pair[0]))[:PREFIXES]

    def _homophones(self, run: str) -> None:
        strange = [at for at in range(len(run) - 1) if not self.terms.having(run[at : at + 2])]
        inner = (
            {start + n for start, word in _standing_in(run, self.synonyms) for n in range(1, len(word))}
            if strange
            else set()
        )
        for at in strange:
            for size in SOUNDS:
                for start in range(max(0, at + 2 - size), min(at, len(run) - size) + 1):
                    if inner.isdisjoint((start, start + size)):
                        self._sounding(run[start : start + size], run[at : at + 2])

    def _sounding(self, typed: str, pair: str) -> None:
        said = [toneless(ch) for ch in typed]
        sound = "".join(said)
        if not all(said):
            return
        weight = HOMOPHONE if len(said) > 2 else PAIR
        if self.terms.having(sound):
            self._want(sound, weight, "homophone", typed, pair)
            return
        for word in self.synonyms.by_sound.get(sound, ()):
            if word != typed and spellings(word)[0] == sound:
                self._means(word, "homophone", pair, weight)

    def _last_try(self, rest: str) -> None:
        alone = rest.strip()
        for word in (word for word in self.synonyms.of if alone and word.startswith(alone)):
            self._means(word, "synonym", alone)
        single = set(grams(rest))
        for character in single if len(single) == 1 else ():
            if _HAN.fullmatch(character):
                for term, _ in self._beginning(character):
                    self._want(term, PREFIX, "prefix", character)
        for word in dict.fromkeys(_LATIN.findall(rest)):
            begun = self._beginning(word) if len(word) > 2 and len(syllables(word)) == 1 else []
            for term, _ in begun:
                self._want(term, PREFIX, "prefix", word)
            for term in self._nearest(word) if len(word) > 3 and not begun else ():
                self._want(term, TYPO, "typo", word)

    def _nearest(self, word: str) -> list[str]:
        most = 1 if len(word) < 7 else 2
        near = []
        for term, having in self.terms.starting(word[0]):
            if abs(len(term) - len(word)) <= most:
                apart = slips(word, term)
                if apart <= most:
                    near.append((apart, -having, term))
        return [term for _, _, term in sorted(near)[:1]]


def _standing_in(text: str, synonyms: Synonyms) -> Iterator[tuple[int, str]]:
    """Yield the words of the synonyms that stand in a text, each behind its place, the longest at each."""
    longest = max(map(len, synonyms.of), default=0)
    at = 0
    while at < len(text):
        for size in range(min(longest, len(text) - at), 0, -1):
            word = text[at : at + size]
            if word in synonyms.of and _whole(text, at, at + size):
                yield at, word
                at += size - 1
                break
        at += 1


def _whole(text: str, start: int, end: int) -> bool:
    return not (
        (start and _WORD.fullmatch(text[start - 1 : start + 1]))
        or (end < len(text) and _WORD.fullmatch(text[end - 1 : end + 1]))
    )


def slips(one: str, other: str) -> int:
    """Return how many slips part two words: letters too many, missing or wrong, and neighbours swapped."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, ch in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, ck in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (ch != ck))
            if i > 1 and j > 1 and ch == other[j - 2] and one[i - 2] == ck:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
