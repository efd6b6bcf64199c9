"""A voice that says nothing, for exactly as long as the text would take.

It is a product feature (a site without a speech engine still has its cues and lengths) and the
double that tests use.
"""

from __future__ import annotations

from curbcut.core.errors import UsageProblem
from curbcut.core.model import Clip, Record, Utterance
from curbcut.core.sound.auditions import hanzi

NAME = {"zh": "无声", "en": "Silence"}
TOOLS: tuple[str, ...] = ()
SLOWEST_CPM, FASTEST_CPM = 60, 900
"""Hanzi per minute. Source: half of very slow dictation; faster than anybody listens."""
RATE_HZ = 22_050
"""Sample rate. Source: what espeak-ng delivers, so that clips of both can be joined."""


class Options(Record, frozen=True):
    """There is nothing to choose."""


def available(options: Options) -> str | None:
    """Return None: silence is always there."""
    return None


def fingerprint(options: Options) -> str:
    """Return nothing: all silence is the same."""
    return ""


def speak(utterance: Utterance, pace_cpm: int, options: Options) -> Clip:
    """Return silence as long as the utterance takes at `pace_cpm` Hanzi per minute.

    returns: Clip, mono s16le at RATE_HZ, one mark per token
    raises:  UsageProblem for a pace that nobody speaks at
    """
    if not SLOWEST_CPM <= pace_cpm <= FASTEST_CPM:
        raise UsageProblem("voice-pace", pace=pace_cpm, least=SLOWEST_CPM, most=FASTEST_CPM)
    unit = RATE_HZ * 60 / pace_cpm
    marks, units = [], 0
    for token in utterance.tokens:
        marks.append(round(units * unit))
        units += hanzi((token,))
    return Clip(pcm=bytes(2 * round(units * unit)), rate_hz=RATE_HZ, marks=tuple(marks))
