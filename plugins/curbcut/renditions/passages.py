"""What search needs of one document. Nothing of it is published: bundles make an index of it, and an edited page costs
its own analysis only.
"""

from __future__ import annotations

import msgspec

from curbcut.core.model import Document, Made, Record
from curbcut.core.search.passages import COUNTED, PASSAGES, counted, passages_of

NAME = {"zh": "检索用的句子", "en": "Passages for search"}
MEDIA = "application/msgpack"
FILE = PASSAGES
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ("pypinyin",)
STANDS_ON = ("search",)


class Options(Record, frozen=True):
    """There is nothing to choose."""


def render(doc: Document, options: Options, made: dict[str, Made], parts: tuple[Made, ...]) -> Made:
    """Return, as inner files, `passages.msgpack` (Passage[]) and `counted.msgpack` (Counted); facts `length` in grams."""
    del options, made, parts
    passages = list(passages_of(doc))
    whole = counted(passages)
    encode = msgspec.msgpack.encode
    return Made(inner={PASSAGES: encode(passages), COUNTED: encode(whole)}, facts={"length": whole.length})
