"""Silence lasts as long as the text would, and has a mark for each token."""

from __future__ import annotations

import pytest
from voices.spoken import joined, utterance

from curbcut.core.errors import UsageProblem
from curbcut.voices import silence


def test_silence_lasts_as_long_as_the_text_and_marks_each_token():
    said = joined(utterance("fu2 he2"), utterance("WCAG two", "en"), utterance("biao1 zhun3."))
    clip = silence.speak(said, 240, silence.Options())
    assert not any(clip.pcm)
    assert [round(mark * 1000 / clip.rate_hz) for mark in clip.marks] == [0, 250, 500, 1000, 1250, 1500]
    assert clip.samples == round(7 * 0.25 * clip.rate_hz)


def test_a_pace_that_nobody_speaks_at_is_refused():
    with pytest.raises(UsageProblem):
        silence.speak(utterance("ni3 hao3"), 0, silence.Options())
