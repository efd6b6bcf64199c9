"""Where sentences begin and end, in Chinese, English and both mixed.

Chinese follows GB/T 15834-2011: 句末点号 。？！ end a sentence; ，；： do not; …… ends one only when a new
sentence follows. A doubtful stop does not split: a long sentence is read aloud well, half a one is not.
"""

from __future__ import annotations

import re

from curbcut.core.language.stops import Stop, ends_at

Span = tuple[int, int]

_STOPS = "。！？｡‼⁇⁈⁉…．.!?"
_OPENERS = "（(《〈【"
_CLOSERS = r"”’」』）)】》〉〗］\]»"
_SUPERSCRIPTS = "⁰¹²³⁴-⁹"
# What may stand right behind 。！？ without any doubt that they ended the sentence.
_FRESH = rf"(?=\Z|[^\W_{_SUPERSCRIPTS}]|[\s“‘「『（《〈【])"

# Nine in ten Chinese sentences in one step: a letter first, no doubtful stop, no stop within brackets.
_WORDS = rf"[^{_STOPS}{_OPENERS}\n]*+"
_PLAIN = re.compile(
    rf"\s*+((?=[“‘「『（(《〈【]?[^\W_]){_WORDS}(?:[{_OPENERS}][^{_STOPS}{_OPENERS}）)》〉】\n]*+[）)》〉】]{_WORDS})*"
    rf"(?:[。！？]{_FRESH}|(?<!\s)(?=\n[^\S\n]*\n|\Z)))"
).match
# One character class in front lets the engine skip to the next candidate without backtracking.
_CANDIDATE = re.compile(
    rf"[{_STOPS}{_OPENERS}\n](?:"
    rf"(?<=[{_STOPS}])([{_STOPS}]*)([{_CLOSERS}]*(?:\[\d{{1,3}}\]|［\d{{1,3}}］|[{_SUPERSCRIPTS}])*)"
    r"|(?<=\n)[^\S\n]*\n\s*|)"
)
# 300: a longer bracket is a passage of its own, and one that is never closed costs no more than this to find out.
_BRACKETS = {
    "（": re.compile(r"（[^（）]{0,300}+(?:（[^（）]{0,100}+）[^（）]{0,300}+){0,4}）"),
    "(": re.compile(r"\([^()]{0,300}+(?:\([^()]{0,100}+\)[^()]{0,300}+){0,4}\)"),
    "《": re.compile(r"《[^》\n]{0,100}+》++"),
    "〈": re.compile(r"〈[^〉\n]{0,100}+〉"),
    "【": re.compile(r"【[^】\n]{0,100}+】"),
}


def split(text: str, lang: str) -> list[Span]:
    """Return the half-open spans of the sentences of `text`, ascending and free of outer white space.

    Together the spans hold every character that is not white space. A list number (`1.` `（一）` `A.`)
    and lone punctuation are never a sentence: they join their neighbour. A blank line ends a sentence.
    lang: BCP 47; it only decides whether `5. ` inside a sentence is a list number (zh) or an end (en)
    """
    spans: list[Span] = []
    size = len(text)
    start = looked = 0
    while start < size:
        if plain := _PLAIN(text, start):
            spans.append(plain.span(1))
            start = looked = plain.end()
            continue
        end = _end_of(text, start, looked, lang)
        head, tail = _trimmed(text, start, end)
        if any(map(str.isalnum, text[max(head, looked) : tail])) or (end == size and head < tail and not spans):
            spans.append((head, tail))
        elif head < tail and spans:
            spans[-1] = (spans[-1][0], tail)
        elif head < tail:
            looked = end  # punctuation before the first word belongs to the first sentence
            continue
        start = looked = end
    return spans


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without white space at either side."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _end_of(text: str, start: int, looked: int, lang: str) -> int:
    """Return where the sentence that begins at `start` ends, searching from `looked`."""
    resume = looked
    for found in _CANDIDATE.finditer(text, looked):
        at, end = found.span()
        if at < resume:
            continue
        mark = text[at]
        if mark == "\n":
            if end - at > 1:
                return end
        elif mark in _OPENERS:
            resume = _bracket_end(text, start, at)
        elif end := ends_at(text, Stop(start, at, end, mark + found[1], found[2]), lang):
            return end
    return len(text)


def _bracket_end(text: str, start: int, at: int) -> int:
    """Return where to look for stops again: behind a bracket inside a sentence, within one that stands alone.

    source: GB/T 15834-2011 4.9: a note inside a sentence is part of it, one behind it holds its own sentences
    """
    mark = text[at]
    if mark in "（(" and at - start < 16 and not any(map(str.isalnum, text[start:at])):
        return at + 1
    closed = _BRACKETS[mark].match(text, at)
    return closed.end() if closed else at + 1
