"""Abbreviations inside Chinese text: `办理ATM取款` holds one, although no space stands around it."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown.extensions.abbr import AbbrTreeprocessor

_LATIN = "A-Za-z0-9_"


class Abbreviations(AbbrTreeprocessor):
    """Finds abbreviations; only a Latin letter or digit beside one makes it part of a longer word.

    The stock processor asks for a word boundary, and Han characters count as parts of words.
    """

    def run(self, root: Element) -> Any:
        """Wrap each abbreviation that the page defines."""
        if not self.abbrs:
            return
        names = sorted(self.abbrs, key=lambda name: (-len(name), name))
        alone = "|".join(_alone(name) for name in names)
        self.RE = re.compile(alone)
        self.iter_element(root)


def _alone(name: str) -> str:
    before = rf"(?<![{_LATIN}])" if re.match(f"[{_LATIN}]", name) else ""
    behind = rf"(?![{_LATIN}])" if re.search(f"[{_LATIN}]$", name) else ""
    return before + re.escape(name) + behind
