"""Words: what they cost in a segmentation, their class, and how the characters in them are read.

Loaded once per process, when the first Chinese text is read: 0.1 s of CPU time.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

from curbcut.core.language.readings.syllables import LEGAL, numbered

_HERE = Path(__file__).parent
_WON = 3
"""How much less one of our phrases costs than the two words it could be cut into: it beats those, and no others."""
_IDIOM = 62
_PAIR = 66
"""What a phrase of pypinyin costs that the frequencies do not know: three characters or more, and two."""
_RARE = 75
"""What a character costs that the frequencies do not know."""
UNKNOWN = "mou3"
"""Said for a character that no table knows: 某, as people say for what cannot be named; always reported."""
_APART = ("一行", "两行", "几行", "得了")
"""Listed as words, and read by what stands beside them: lines of text (háng) or a party of people (xíng); 得了奖."""
_DEFAULTS = dict(
    pair.split("=")
    for pair in (
        "长=chang2 教=jiao1 查=cha2 薄=bao2 咽=yan4 嗯=en4 勒=le4 嚼=jiao2 轧=zha2 削=xiao1 熟=shu2 谁=shei2 佛=fo2 "
        "仔=zi3 弹=tan2 匙=chi2 茄=qie2 塞=sai1 喔=o1 拽=zhuai4 幢=zhuang4 爪=zhua3 泊=bo2 似=si4 脯=fu3 晃=huang4 "
        "一=yi1 不=bu4 诶=ei4 儿=er2 剥=bo1 和=he2 哪=na3 别=bie2 呢=ne5 地=di4 得=de5 〇=ling2 扎=zha1 石=shi2"
    ).split()
)
"""What a character is read as when it stands alone, where pypinyin's first reading is not the usual one today."""


Reading = tuple[tuple[str, ...], tuple[bool, ...]]


class Vocabulary:
    """The tables, and what has been worked out of them so far."""

    def __init__(self) -> None:
        """Load the frequencies, our phrases and pypinyin's tables."""
        self._single, self._listed = _pypinyins()
        self.cost, self.kind = _frequencies((_HERE / "frequencies.txt").read_text("utf-8"))
        self.reviewed = _phrases((_HERE / "phrases.txt").read_text("utf-8"))
        for word in self._listed:
            self.cost.setdefault(word, _IDIOM if len(word) > 2 else _PAIR)
        for word in sorted(self.reviewed, key=len):
            self.cost[word] = min(self.cost.get(word, _RARE), self._halves(word) - _WON)
        for word in _APART:
            self.cost.pop(word, None)
        self.longest: dict[str, int] = {}
        for word in self.cost:
            if len(word) > self.longest.get(word[0], 1):
                self.longest[word[0]] = len(word)
        self._words: dict[str, Reading] = {}
        self._characters: dict[str, str] = {}

    def _halves(self, word: str) -> int:
        """Return what a word costs as two words, the shorter of them known."""
        cost = self.cost
        sides = ((word[:at], word[at:]) for at in range(1, len(word)))
        return min(sum(cost.get(side, _RARE * len(side)) for side in pair) for pair in sides)

    def segments(self, run: str, longest_word: int = 99) -> list[str]:
        """Return the words of a run of Han characters with the least cost in all; the longer word wins a tie."""
        size = len(run)
        best = [0] * (size + 1)
        step = [1] * (size + 1)
        cost, longest = self.cost, self.longest
        for start in range(size - 1, -1, -1):
            least, taken = cost.get(run[start], _RARE) + best[start + 1], 1
            for length in range(2, min(longest.get(run[start], 1), size - start, longest_word) + 1):
                own = cost.get(run[start : start + length])
                if own is not None and own + best[start + length] <= least:
                    least, taken = own + best[start + length], length
            best[start], step[start] = least, taken
        words, at = [], 0
        while at < size:
            words.append(run[at : at + step[at]])
            at += step[at]
        return words

    def character(self, ch: str) -> str:
        """Return how a character is read when nothing else is known; UNKNOWN when no table has it."""
        if ch not in self._characters:
            given = _DEFAULTS.get(ch)
            listed = [numbered(spelling) for spelling in self._single.get(ord(ch), "").split(",") if spelling]
            self._characters[ch] = given or next((syllable for syllable in listed if syllable in LEGAL), "") or UNKNOWN
        return self._characters[ch]

    def known(self, ch: str) -> bool:
        """Return whether any table says how the character is read."""
        return self.character(ch) != UNKNOWN or ch == "某"

    def word(self, word: str) -> Reading:
        """Return the syllables of a word of the segmentation, ours, else pypinyin's, else those of its parts, and
        for each whether it is one of ours.
        """
        if word not in self._words:
            self._words[word] = self._read(word)
        return self._words[word]

    def _read(self, word: str) -> Reading:
        listed = self._listing(word)
        syllables, ours = (listed, [False] * len(word)) if listed else self._parts(word)
        for place, syllable in self.reviewed.get(word, {}).items():
            syllables[place] = syllable or syllables[place][:-1] + "5"
            ours[place] = True
        return tuple(syllables), tuple(ours)

    def _listing(self, word: str) -> list[str] | None:
        if word not in self._listed:
            return None
        listed = msgspec.json.decode(self._listed[word], type=list[list[str]])
        if len(listed) != len(word):
            return None
        spelt = (numbered(options[0]) for options in listed)
        return [
            one if one is not None and one in LEGAL else self.character(ch) for ch, one in zip(word, spelt, strict=True)
        ]

    def _parts(self, word: str) -> tuple[list[str], list[bool]]:
        """Return the syllables of the parts that a word is cut into, and which are ours."""
        syllables: list[str] = []
        ours: list[bool] = []
        for part in self.segments(word, len(word) - 1):
            read, decided = self.word(part) if len(part) > 1 else ((self.character(part),), (False,))
            syllables += read
            ours += decided
        return syllables, ours


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the tables, loaded when first asked for."""
    return Vocabulary()


def _pypinyins() -> tuple[dict[int, str], dict[str, msgspec.Raw]]:
    """Return pypinyin's readings by code point, as it writes them, and those of its phrases as JSON.

    They are files of data beside its modules. Importing the package, and making lists of 47,000 phrases of which a text
    has a few, takes ten times as long: every worker would begin with it.
    """
    found = find_spec("pypinyin")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("pypinyin")
    home = Path(found.origin).parent
    single = msgspec.json.decode((home / "pinyin_dict.json").read_bytes(), type=dict[int, str])
    return single, msgspec.json.decode((home / "phrases_dict.json").read_bytes(), type=dict[str, msgspec.Raw])


def _frequencies(text: str) -> tuple[dict[str, int], dict[str, str]]:
    """Return cost and class by word."""
    cost: dict[str, int] = {}
    kind: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            price, letter, *words = line.split(" ")
            cost.update(dict.fromkeys(words, int(price)))
            kind.update(dict.fromkeys(words, letter))
    return cost, kind


def _phrases(text: str) -> dict[str, dict[int, str]]:
    """Return our readings by phrase and place; a later line wins. An empty text is the character's own syllable, light."""
    found: dict[str, dict[int, str]] = {}
    for line in text.splitlines():
        head, _, rest = line.partition(" ")
        if head == "轻":
            for word in rest.split():
                found.setdefault(word, {}).setdefault(len(word) - 1, "")
        elif head == "读":
            word, *syllables = rest.split()
            found[word] = dict(enumerate(syllables))
        elif head != "#":
            syllable, *words = rest.split()
            for word in words:
                places = found.setdefault(word, {})
                places.update({place: syllable for place, ch in enumerate(word) if ch == head})
    return {word: places for word, places in found.items() if len(word) > 1}
