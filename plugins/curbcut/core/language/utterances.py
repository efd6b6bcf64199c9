"""From a sentence on the page to what a voice says: words spoken, readings found, every sound tied to its characters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from unicodedata import normalize

from curbcut.core.language.readings import EMPTY, Lexicon, Syllable, readings
from curbcut.core.language.scripts import HAN, HAN_RUN
from curbcut.core.language.spans import SpanMap
from curbcut.core.language.spoken import Spoken, spoken
from curbcut.core.model import Record, Token, Utterance

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f0-9]+(?:['’&./-][A-Za-z0-9\u00c0-\u024f]+)*")
_LETTERS = re.compile(f"[^\\W\\d_A-Za-z\u00aa\u00ba\u00c0-\u024f{HAN}]+")
_STOPS = {"，": ",", "、": ",", "；": ";", "：": ":", "。": ".", "？": "?", "！": "!", "…": ",", "—": ","} | {
    mark: mark for mark in ",;:.?!"
}
_STRENGTH = ",;:.?!"
_PLAIN = str.maketrans(
    {"’": "'", "ß": "ss", "ı": "i"}
    | dict(zip("ØøŁłĐđÐðĦħŦŧŊŋĸ", "OoLlDdDdHhTtNnk", strict=True))
    | {"Æ": "Ae", "æ": "ae", "Œ": "Oe", "œ": "oe", "Þ": "Th", "þ": "th"}
)  # voices of Latin script are given ASCII: café is said as cafe, Øre as Ore, not as caf and re
_ITEM = re.compile("(?:^|[\n。；：，、！？;:]) ?[（(]?([零一二三四五六七八九十百]{1,5}|[a-zA-Z]|[0-9]{1,3})[）)]")
_BRACKETED = re.compile("[（(]([零一二三四五六七八九十百]{1,5}|[a-zA-Z]|[0-9]{1,3})[）)]")
_BARE = re.compile(r"[^A-Za-z0-9'.&/-]")


class Reading(Record, frozen=True):
    """What is said for a text, for those who want to see how.

    said: the text in words; spans: from the text to `said`
    syllables: of its Chinese characters (places in `said`); utterance: for a voice
    unsaid: words of `said` in a script that none of our voices reads
    """

    said: str
    spans: SpanMap
    syllables: tuple[Syllable, ...]
    utterance: Utterance
    unsaid: tuple[str, ...] = ()


def utter(
    text: str,
    lang: str,
    *,
    id_: str = "",
    lexicon: Lexicon = EMPTY,
    fixed: Mapping[int, str] | None = None,
    doubting: bool = True,
) -> Reading:
    """Return a sentence ready to be spoken.

    text:  as read, without ruby; lang: BCP 47
    fixed: index of a character in `text` → its syllable (`chong2`), from `{重|chóng}`; it wins over everything
    doubting: whether the syllables say which of them are uncertain (`readings`)
    """
    words = spoken(text, lang)
    syllables = readings(words.text, lexicon, _moved(fixed or {}, words), doubting=doubting)
    tokens = tuple(_tokens(words, syllables, lang))
    utterance = Utterance(id=id_, text=text, tokens=tokens)
    return Reading(
        said=words.text, spans=words.spans, syllables=syllables, utterance=utterance, unsaid=unsaid(words.text)
    )


def unsaid(text: str) -> tuple[str, ...]:
    """Return the words of a text that are neither Chinese nor in Latin letters: nobody here can read them aloud."""
    return tuple(found[0] for found in _LETTERS.finditer(text))


def _moved(fixed: Mapping[int, str], words: Spoken) -> dict[int, str]:
    """Return the given syllables at the places of their characters in the spoken text."""
    places = ((words.spans.to_target(at, at + 1), syllable) for at, syllable in fixed.items())
    return {start: syllable for (start, end), syllable in places if end - start == 1}


def _tokens(words: Spoken, syllables: tuple[Syllable, ...], lang: str) -> Iterator[Token]:
    """Yield what is said in order; a 儿 that colours the syllable before it is not said by itself."""
    chinese = lang if lang.lower().startswith("zh") else "zh-Hans"
    latin = "en" if lang.lower().startswith("zh") else lang
    heard = [(one.start, one.end, one.pinyin, chinese) for one in syllables if not one.joined]
    for found in _WORD.finditer(words.text):
        if HAN_RUN.search(found[0]) is None:
            heard.append(
                (found.start(), found.end(), _BARE.sub("", normalize("NFKD", found[0].translate(_PLAIN))), latin)
            )
    heard.sort()
    nexts = [*(start for start, *_ in heard[1:]), len(words.text)]
    items = _items(words.text)
    for (start, end, says, of), after in zip(heard, nexts, strict=False):
        if not says:
            continue
        between = words.text[end:after]
        from_, to = words.spans.to_source(start, end)
        yield Token(start=from_, end=to, says=says, lang=of, stop=_stop(between, items.intersection(range(end, after))))


def _items(text: str) -> set[int]:
    """Return the places of the brackets around the numbers of items: （一）领钱 has a pause where （一级） has none.

    A bracketed number is one at the beginning of a clause; behind such a one, every other is, too.
    """
    first = _ITEM.search(text)
    if first is None:
        return set()
    later = (found for found in _BRACKETED.finditer(text, first.end()) if text[found.start() - 1] != "第")
    return {first.end() - 1, *(place for found in later for place in (found.start(), found.end() - 1))}


def _stop(between: str, items: Collection[int]) -> str:
    """Return the strongest pause that marks ask for, or brackets of the numbers of `items`."""
    asked = [_STOPS[mark] for mark in between if mark in _STOPS]
    return max([*asked, *("," for _ in items)], key=_STRENGTH.index, default="")
