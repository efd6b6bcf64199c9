"""A voice that says nothing, for exactly as long as the text would take.

It is a product feature (a site without a speech engine still has its cues and lengths) and the
double that tests use.
"""

from __future__ import annotations

from curbcut.core.language.scripts import han_count
from curbcut.core.model import Clip

NAME = {"zh": "无声", "en": "Silence"}
TOOLS: tuple[str, ...] = ()
RATE_HZ = 22_050
"""Sample rate. Source: what espeak-ng delivers, so that clips of both can be joined."""

_LETTERS_PER_HAN = 3
"""English letters that take as long as one Han syllable at the same pace (measured averages)."""


def available() -> str | None:
    """Return None: silence is always there."""
    return None


def speak(text: str, lang: str, pace_cpm: int) -> Clip:
    """Return silence as long as `text` takes at `pace_cpm` Hanzi per minute.

    text:    one sentence, any characters
    lang:    BCP 47 (silence sounds the same in all of them)
    returns: Clip, mono s16le at RATE_HZ, one mark per Hanzi or group of letters
    raises:  ValueError for a pace outside 60–900
    """
    del lang
    if not 60 <= pace_cpm <= 900:
        raise ValueError(pace_cpm)
    han = han_count(text)
    letters = sum(1 for ch in text if ch.isalnum()) - han
    units = han + -(-letters // _LETTERS_PER_HAN)
    unit_ms = 60_000 / pace_cpm
    samples = round(units * unit_ms * RATE_HZ / 1000)
    return Clip(pcm=bytes(2 * samples), rate_hz=RATE_HZ, marks_ms=tuple(round(n * unit_ms) for n in range(units)))
