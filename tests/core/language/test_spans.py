"""Places carried between a text and the text made from it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from curbcut.core.language.spans import Edit, Piece, SpanMap, rewrite


@st.composite
def _edits(draw: st.DrawFn, size: int) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, size), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [Edit(start, end, draw(st.text("xyz", max_size=3))) for start, end in pairs]


@st.composite
def _two_rewritings(draw: st.DrawFn) -> tuple[str, str, str, SpanMap, SpanMap]:
    source = draw(st.text("abcdef", max_size=14))
    between, first = rewrite(source, draw(_edits(len(source))))
    target, second = rewrite(between, draw(_edits(len(between))))
    return source, between, target, first, second


def _spans_within(size: int) -> list[tuple[int, int]]:
    return [(start, end) for start in range(size + 1) for end in range(start, size + 1)]


def test_a_spoken_number_leads_back_to_the_written_one() -> None:
    text, spans = rewrite("请拨打12385咨询", [Edit(3, 8, "幺二三八五热线")])
    assert text == "请拨打幺二三八五热线咨询"
    assert spans.to_source(3, 4) == (3, 8)
    assert spans.to_source(2, 11) == (2, 9)
    assert spans.to_target(4, 5) == (3, 10)
    assert spans.to_target(8, 10) == (10, 12)


def test_an_edit_of_equal_length_keeps_every_character_at_its_place() -> None:
    assert rewrite("a,b", [Edit(1, 2, "，")]) == ("a，b", SpanMap())


def test_removed_text_at_the_rim_of_a_span_stays_outside() -> None:
    text, spans = rewrite("　　本办法　", [Edit(0, 2, ""), Edit(5, 6, "")])
    assert text == "本办法"
    assert spans.to_source(0, 3) == (2, 5)


def test_two_rewritings_compose_into_one() -> None:
    between, first = rewrite("（见附件...)12385", [Edit(4, 7, "……"), Edit(7, 8, "）")])
    _, second = rewrite(between, [Edit(7, 12, "幺二三八五号")])
    assert first.then(second).pieces == (Piece(4, 7, 4, 6), Piece(8, 13, 7, 13))


def test_the_identity_changes_nothing() -> None:
    _, spans = rewrite("残联", [Edit(0, 1, "某残")])
    assert SpanMap().then(spans) == spans.then(SpanMap()) == spans
    assert SpanMap().to_source(3, 5) == SpanMap().to_target(3, 5) == (3, 5)


@given(_two_rewritings())
def test_spans_stay_within_the_text_and_keep_their_order(made: tuple[str, str, str, SpanMap, SpanMap]) -> None:
    source, _, target, first, second = made
    spans = first.then(second)
    for carry, size, limit in (
        (spans.to_source, len(target), len(source)),
        (spans.to_target, len(source), len(target)),
    ):
        for start, end in _spans_within(size):
            carried = carry(start, end)
            assert 0 <= carried[0] <= carried[1] <= limit
            wider = carry(max(0, start - 1), min(size, end + 1))
            if start < end:
                assert wider[0] <= carried[0]
                assert carried[1] <= wider[1]


@given(_two_rewritings())
def test_a_composed_map_covers_what_its_parts_cover_one_after_the_other(
    made: tuple[str, str, str, SpanMap, SpanMap],
) -> None:
    _, _, target, first, second = made
    spans = first.then(second)
    for start, end in _spans_within(len(target)):
        whole, parts = spans.to_source(start, end), first.to_source(*second.to_source(start, end))
        assert start == end or (whole[0] <= parts[0] and parts[1] <= whole[1])


@given(_two_rewritings())
def test_between_pieces_both_texts_move_together(made: tuple[str, str, str, SpanMap, SpanMap]) -> None:
    source, _, target, first, second = made
    source_at = target_at = 0
    for piece in (*first.then(second).pieces, Piece(len(source), len(source), len(target), len(target))):
        assert piece.source_start - source_at == piece.target_start - target_at >= 0
        source_at, target_at = piece.source_end, piece.target_end


@given(_two_rewritings())
def test_a_source_span_comes_home(made: tuple[str, str, str, SpanMap, SpanMap]) -> None:
    source, between, _, first, _ = made
    for start, end in _spans_within(len(source)):
        there = first.to_target(start, end)
        if start < end and there[0] < there[1]:
            home = first.to_source(*there)
            kept = {
                offset
                for offset in range(start, end)
                if first.to_target(offset, offset + 1)[0] < first.to_target(offset, offset + 1)[1]
            }
            assert not kept or (home[0] <= min(kept) and max(kept) < home[1]), between
