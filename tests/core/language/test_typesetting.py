"""Marks stand as close, and Han as far from Latin letters, as Chinese readers expect (CLREQ 3.1.6, 3.2.2)."""

from __future__ import annotations

import pytest

from curbcut.core.language.typesetting import places


def shown(text: str) -> str:
    """Return a text with `<` behind each mark that takes half its width, `|` behind each character with room."""
    signs = {at: "<" if how == "half" else "|" for at, how in places(text)}
    return "".join(character + signs.get(at, "") for at, character in enumerate(text))


@pytest.mark.parametrize(
    "expected",
    [
        "他说：<“好。<”",  # closing before opening, closing before closing
        "《<“<甲”<》<、",  # opening behind opening
        "（<一）总则",  # an opening mark that begins a block stands flush
        "甲（一）乙",  # one alone in the middle keeps its room
        "2017|年|1|月|4|日",
        "共|78|个，其中|12%|的",
        "用|App|办",
        "A（B）",
        "读！？真的",  # ！ and ？ keep their width
    ],
)
def test_pairs_are_set_as_readers_expect(expected: str) -> None:
    assert shown(expected.replace("<", "").replace("|", "")) == expected
