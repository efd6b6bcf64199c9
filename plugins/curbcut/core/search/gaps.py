"""Words that many pages use and none explains: abbreviations in Latin capitals, and technical terms put together of rare words.

Explained is what a synonym of the site or of the domain leads to, what a text defines (`*[ATM]: …`, an abbreviation beside
its long form in brackets, `…是指`), and the name of a page or of a word of the vocabularies: whoever meets it can look it up.

A term is two or three words of the segmentation, three to eight characters in all, whose rarest word is hardly written in
general (RARE), and which nearly always stand together here (GLUE). Sources of both numbers: the demo site and the shared set
of 504 pages, read by hand; they are made to say little rather than much.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from curbcut.core.findings import WARN, Finding, found
from curbcut.core.language.readings.vocabulary import Vocabulary, vocabulary
from curbcut.core.language.scripts import HAN_RUN
from curbcut.core.model import Record
from curbcut.core.search.analysis import fold
from curbcut.core.search.titles import At

MANY = 3
"""Pages from which on a word is one that many use."""
RARE, GLUE = 52, 0.8
"""Cost of a word (`readings.vocabulary`), and how often a word of a term stands in it."""
_WORDS = (2, 3)
_LENGTHS = range(3, 9)
_CAPITALS = re.compile(r"(?<![A-Za-z0-9-])[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*(?![A-Za-z0-9-])")
_EVERYDAY = re.compile(
    "[的了和与及或在是有不为对向从到把被个这那各每其等也都就又可请您我你他们上下前后内外中年月日号时点天次来去给按由以后并要能会说看用做打带前已还再只才更最第几多少件期周]"
)
_PLACE = re.compile("^[省市区县镇乡]|[省市区县镇乡村街路站]$")
_TELLS = "是指|指的是|就是|是一种|（|\\(|，即|，也叫|，又称"
_TOLD = "所谓|也叫|又称|简称|叫做|称为|（|\\("


class Text(Record, frozen=True):
    """A page as it is looked through. words: what it says without numbers and names of its particulars."""

    path: str
    title: str
    chinese: bool
    words: tuple[str, ...]
    source: str = ""


def gaps(texts: Iterable[Text], known: Iterable[str], at: At) -> Iterator[Finding]:
    """Yield what many pages use and nobody explains, the most used first.

    known: words that lead to an explanation: of the synonyms, and of the site's vocabularies
    """
    pages = list(texts)
    words = {fold(word) for word in (*known, *(page.title for page in pages))}
    missing = [*_capitals(pages, words), *_terms(pages, words)]
    for word, where, rule in sorted(missing, key=lambda one: (-len(one[1]), one[0])):
        path, place = next(((path, place) for path in where if (place := at(path, word))[0]), (where[0], (0, 0)))
        yield found(rule, path, place, level=WARN, word=word, pages=len(where))


def _capitals(pages: list[Text], words: set[str]) -> Iterator[tuple[str, list[str], str]]:
    using: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        said = "\n".join(page.words)
        for word in sorted(set(_CAPITALS.findall(said))):
            if f"*[{word}]:" not in page.source and not _beside_brackets(word, said):
                using[word].append(page.path)
    for word, where in using.items():
        if len(where) >= MANY and fold(word) not in words:
            yield word, where, "glossary-abbreviation"


def _beside_brackets(word: str, said: str) -> bool:
    """Return whether an abbreviation and its long form stand side by side: 自动取款机（ATM）, ATM（自动取款机）."""
    name = re.escape(word)
    return re.search(rf"\w ?[（(]{name}[）)]|{name} ?[（(]\w", said) is not None


def _terms(pages: list[Text], words: set[str]) -> Iterator[tuple[str, list[str], str]]:
    table = vocabulary()
    often: Counter[tuple[str, ...]] = Counter()
    using: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for page in pages:
        for run in HAN_RUN.findall("\n".join(page.words)) if page.chinese else ():
            cut = table.segments(run)
            for size in (1, *_WORDS):
                for start in range(len(cut) - size + 1):
                    term = tuple(cut[start : start + size])
                    often[term] += 1
                    using[term][page.path] = None
    fit = [term for term, where in using.items() if len(where) >= MANY and _technical(term, table, often)]
    told = "\n".join(line for page in pages for line in page.words)
    longest = _longest({"".join(term): list(using[term]) for term in fit})
    for word, where in longest.items():
        if not _known(word, words) and not re.search(f"{word}”?(?:{_TELLS})|(?:{_TOLD})“?{word}", told):
            yield word, where, "glossary-term"


def _technical(term: tuple[str, ...], table: Vocabulary, often: Mapping[tuple[str, ...], int]) -> bool:
    word = "".join(term)
    if len(term) not in _WORDS or len(word) not in _LENGTHS or _EVERYDAY.search(word) or _PLACE.search(word):
        return False
    if any(table.kind.get(part, "n") != "n" for part in (term[0], term[-1])):
        return False
    rarest = max(table.cost.get(part, 0) for part in term)
    return rarest >= RARE and often[term] >= GLUE * min(often[part,] for part in term)


def _longest(found_on: dict[str, list[str]]) -> dict[str, list[str]]:
    """Leave out what only ever stands in a longer term that is there too, and longer ones that hold a commoner one."""
    whole = {
        word: where for word, where in found_on.items()
        if not any(word != other and word in other and len(where) == len(found_on[other]) for other in found_on)
    }  # fmt: skip
    kept: dict[str, list[str]] = {}
    for word in sorted(whole, key=lambda one: (-len(whole[one]), -len(one), one)):
        if not any(other in word for other in kept):
            kept[word] = whole[word]
    return kept


def _known(word: str, words: set[str]) -> bool:
    return any(word in other or (len(other) > 1 and other in word) for other in words)
