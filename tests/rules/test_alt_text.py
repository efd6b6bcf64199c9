"""A text that is too long to be heard is a question; all else that says nothing stops publishing."""

from __future__ import annotations

import pytest

from curbcut.core.steps import findings_of, read_document


@pytest.mark.parametrize(
    ("image", "level"),
    [(f"![{'字' * 151}](a.png)", "ask"), ("![图片](a.png)", "stop"), ('![坡道](a.png "坡道")', "stop")],
)
def test_the_level_follows_what_is_wrong(image, level):
    text = f"---\ntitle: 甲\nslug: a\n---\n\n前文。\n\n{image}\n"
    made = read_document("content/pages/a.md", text.encode(), "zh-Hans", ("curbcut.rules.alt_text",))
    assert [(f.line, f.column, f.level) for f in findings_of(made)] == [(8, 1, level)]
