"""How places in a text correspond to places in the text made from it.

A SpanMap is a list of Pieces, the stretches whose length changed; everything between them moved as it
was. So a highlight can cover "12385" while 幺二三八五 is spoken, through any number of rewritings.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple


class Piece(NamedTuple):
    """One stretch of the source and the stretch of the target that took its place, both half-open."""

    source_start: int
    source_end: int
    target_start: int
    target_end: int


class Edit(NamedTuple):
    """Put `after` in place of text[start:end]; one of equal length replaces character by character."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class SpanMap:
    """The correspondence of a source text and a target text.

    pieces: ascending and non-overlapping in both; none is the identity. Offsets count code points.
    """

    pieces: tuple[Piece, ...] = ()

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest source span that holds what became target[start:end].

        A span that cuts through a piece takes the whole piece; removed text at its rim stays outside.
        """
        if not self.pieces:
            return start, end
        return _carried(self.pieces, start, end, (2, 0))

    def to_target(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest target span that holds what was made of source[start:end]; see `to_source`."""
        if not self.pieces:
            return start, end
        return _carried(self.pieces, start, end, (0, 2))

    def then(self, after: SpanMap) -> SpanMap:
        """Return the map from this source to the target of `after`, whose source is this target."""
        if not self.pieces:
            return after
        if not after.pieces:
            return self
        # Each piece by its place in the text between, with what it adds to the source or to the target.
        between = [(p.target_start, p.target_end, p.source_end - p.source_start, None) for p in self.pieces]
        beyond = [(p.source_start, p.source_end, None, p.target_end - p.target_start) for p in after.pieces]
        return SpanMap(tuple(_joined(sorted([*between, *beyond], key=lambda piece: piece[:2]))))


def rewrite(text: str, edits: Iterable[Edit]) -> tuple[str, SpanMap]:
    """Return `text` with the edits made, and the map to it. Edits ascend and do not overlap."""
    parts: list[str] = []
    pieces: list[Piece] = []
    done = moved = 0
    for start, end, after in edits:
        parts += text[done:start], after
        done = end
        if len(after) != end - start:
            pieces.append(Piece(start, end, start + moved, start + moved + len(after)))
            moved += len(after) - (end - start)
    parts.append(text[done:])
    return "".join(parts), SpanMap(tuple(pieces))


_Between = tuple[int, int, int | None, int | None]


def _carried(pieces: tuple[Piece, ...], start: int, end: int, fields: tuple[int, int]) -> tuple[int, int]:
    """Return a span carried over; `fields` tell where a Piece holds the start of its own and of the other side."""
    own, other = fields
    passed = bisect_right(pieces, start, key=itemgetter(own + 1))
    if passed < len(pieces) and pieces[passed][own] <= start:
        first = pieces[passed][other]
    else:
        first = start + (pieces[passed - 1][other + 1] - pieces[passed - 1][own + 1] if passed else 0)
    begun = bisect_left(pieces, end, key=itemgetter(own))
    last = pieces[begun - 1][other + 1] + max(0, end - pieces[begun - 1][own + 1]) if begun else end
    return first, max(first, last)


def _joined(between: list[_Between]) -> Iterable[Piece]:
    """Yield one piece for each group of pieces that overlap in the text between two maps.

    A piece that is empty there joins whatever it touches, or its order among them would be lost.
    """
    source_moved = target_moved = 0  # source offset − offset between; target offset − offset between
    index = 0
    while index < len(between):
        start, end = between[index][:2]
        source_start, target_start = start + source_moved, start + target_moved
        while index < len(between):
            next_start, next_end, source_size, target_size = between[index]
            touches = next_start == end and (next_start == next_end or start == end)
            if not (next_start < end or touches):
                break
            end = max(end, next_end)
            size = next_end - next_start
            source_moved += source_size - size if source_size is not None else 0
            target_moved += target_size - size if target_size is not None else 0
            index += 1
        yield Piece(source_start, end + source_moved, target_start, end + target_moved)
