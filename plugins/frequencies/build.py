"""Writes the table of how often words are written, which readings of Chinese are segmented with.

    pip install jieba==0.42.1 && python plugins/frequencies/build.py

Takes jieba's dictionary (MIT) down to the words that decide where a word ends: two to four characters, seen fifty times
or more. Nobody needs jieba to build a site: loading it costs more than a second and 145 MB, this table 0.03 s.
"""

from __future__ import annotations

import math
import sys
from importlib.util import find_spec
from pathlib import Path

from curbcut.core.language.scripts import HAN_RUN

TARGET = Path(__file__).resolve().parent.parent / "curbcut" / "core" / "language" / "readings" / "frequencies.txt"
SEEN = 50
"""Words seen less often are left out: 45,000 stay of 349,000."""
LONGEST = 4
DECIBEL = 10
"""A cost is ten times the decimal logarithm of how many words are written for one of these: whole numbers suffice."""
HEADER = """\
# How often words are written: cost (10 log10 of 1/share), class (a adjective or adverb, v verb, n other), words.
# Made by plugins/frequencies/build.py of the dictionary of jieba 0.42.1, https://github.com/fxsjy/jieba
#
# The MIT License (MIT). Copyright (c) 2013 Sun Junyi
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
# documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
# rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
# persons to whom the Software is furnished to do so, subject to the following conditions:
#
# The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
# Software.
#
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
# WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
# COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
# OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def table(dictionary: str) -> str:
    """Return the file's text: one line for each cost and class, words in the order of their characters."""
    entries = [line.split(" ") for line in dictionary.splitlines() if line]
    total = sum(int(count) for _, count, _ in entries)
    groups: dict[tuple[int, str], list[str]] = {}
    for word, count, kind in entries:
        if int(count) >= SEEN and len(word) <= LONGEST and HAN_RUN.fullmatch(word) and not manner(word, kind):
            cost = round(DECIBEL * math.log10(total / int(count)))
            groups.setdefault((cost, word_class(kind)), []).append(word)
    return HEADER + "".join(f"{cost} {kind} {' '.join(sorted(groups[cost, kind]))}\n" for cost, kind in sorted(groups))


def manner(word: str, kind: str) -> bool:
    """Return whether an entry is an adverb with its particle (轻轻地), which is two words here."""
    return len(word) == 3 and word[-1] == "地" and kind[0] in "adz"


def word_class(kind: str) -> str:
    """Return jieba's part of speech as one of three: what may stand before 地, what may stand after it, the rest."""
    return "a" if kind[0] in "adz" or kind == "i" else "v" if kind[0] == "v" else "n"


if __name__ == "__main__":
    found = find_spec("jieba")
    if found is None or found.origin is None:
        print("jieba 0.42.1 is needed: pip install jieba==0.42.1")
        sys.exit(3)
    TARGET.write_text(table((Path(found.origin).parent / "dict.txt").read_text("utf-8")), "utf-8")
