"""How a voice is that we did not choose: it says a few sentences, and we learn how loud and how fast it is.

A model comes with its own loudness and pace. Both are measured once, on sentences that never change, so that every
sentence gets the same gain and the pace that was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from curbcut.core.errors import EnvironmentProblem, UsageProblem
from curbcut.core.model import Clip, Record, Token, Utterance
from curbcut.core.sound.loudness import energies, gain_for
from curbcut.core.sound.pcm import amplified, peak, silence

_CHINESE = {
    "残疾人可以到户籍所在地的街道提出申请，也可以在网上办理。": (
        "can2 ji2 ren2 ke3 yi3 dao4 hu4 ji2 suo3 zai4 di4 de5 jie1 dao4 ti2 chu1 shen1 qing3, "
        "ye3 ke3 yi3 zai4 wang3 shang4 ban4 li3."
    ),
    "工作人员会在十天以内答复，请留下电话。": (
        "gong1 zuo4 ren2 yuan2 hui4 zai4 shi2 tian1 yi3 nei4 da2 fu4, qing3 liu2 xia4 dian4 hua4."
    ),
    "无障碍通道在东门，旁边有呼叫按钮！": (
        "wu2 zhang4 ai4 tong1 dao4 zai4 dong1 men2, pang2 bian1 you3 hu1 jiao4 an4 niu3!"
    ),
}
_ENGLISH = (
    "You can hand in the form at the community office, or online before the end of the year.",
    "Step free access is at the east gate; a call button is beside the ramp.",
    "Do you need a sign language interpreter?",
)
"""Source: ours; ordinary sentences with every stop, 10 s and more: a gate of BS.1770 needs several seconds of speech."""
_LETTERS_PER_HAN = 3
"""Letters of Latin script that take as long as one Han syllable at the same pace (measured averages)."""
_SLOWEST, _FASTEST = 0.4, 2.5
"""How much a model may be slowed down or hurried: beyond, what it says cannot be understood. Source: ours, cautious."""
_QUIET = 330
"""A sound whose peak is lower (−40 dBFS) has no speech in it."""
_LONG_MS, _SHORT_MS = 300, 150
"""Pauses after a sentence, and after what ends without its stop. Source: measured in espeak-ng (research/speech.md, 3)."""
_LEAST_MS = 35
"""A syllable that lasts less was not sounded. Source: as in the espeak voice."""


class Audition(Record, frozen=True):
    """What was learnt: the gain to the house's loudness; what a Hanzi takes, and its share of the pauses after sentences."""

    gain: float
    hanzi_ms: float
    pause_ms: float

    def hurry(self, pace_cpm: int) -> float:
        """Return how much faster than by itself the model has to be. Raises UsageProblem for what it cannot be."""
        left_ms = 60_000 / max(1, pace_cpm) - self.pause_ms
        if left_ms <= 0 or not _SLOWEST <= self.hanzi_ms / left_ms <= _FASTEST:
            least, most = (round(60_000 / (self.hanzi_ms / limit + self.pause_ms)) for limit in (_SLOWEST, _FASTEST))
            raise UsageProblem("voice-model-pace", pace=pace_cpm, least=least, most=most)
        return self.hanzi_ms / left_ms


def audition(speak: Callable[[Utterance], Clip], lang: str, where: str) -> Audition:
    """Return what a voice is like at its own speed and loudness.

    lang: BCP 47; what is not Chinese reads the English sentences by its own rules; where: the model's file, for errors
    raises: EnvironmentProblem for one that says one sentence in two ways; whatever `speak` raises
    """
    utterances = _utterances(lang)
    clips = [speak(utterance) for utterance in utterances]
    if speak(utterances[0]) != clips[0]:
        raise EnvironmentProblem("voice-model-varies", where=where)
    spoken = sum(hanzi(utterance.tokens) for utterance in utterances)
    return Audition(
        gain=gain_for(energies(clip.pcm, clip.rate_hz) for clip in clips),
        hanzi_ms=sum(clip.samples * 1000 / clip.rate_hz for clip in clips) / spoken,
        pause_ms=sum(map(_pause_ms, utterances)) / spoken,
    )


def heard(clip: Clip, utterance: Utterance) -> Clip:
    """Return a model's clip if there is speech in it, as long as its text needs. Raises EnvironmentProblem."""
    milliseconds = clip.samples * 1000 // clip.rate_hz
    if milliseconds < _LEAST_MS * len(utterance.tokens) or peak(clip.pcm) < _QUIET:
        raise EnvironmentProblem("voice-model-quiet", where=utterance.id, ms=milliseconds, text=utterance.text)
    return clip


def finished(clip: Clip, utterance: Utterance, gain: float) -> Clip:
    """Return a model's clip at a gain, with the pause that follows a sentence."""
    pcm = amplified(clip.pcm, gain) + silence(_pause_ms(utterance), clip.rate_hz)
    return Clip(pcm=pcm, rate_hz=clip.rate_hz, marks=clip.marks)


def _pause_ms(utterance: Utterance) -> int:
    return _LONG_MS if utterance.tokens[-1].stop in (".", "?", "!") else _SHORT_MS


def hanzi(tokens: Iterable[Token]) -> int:
    """Return as how many Hanzi tokens count where a pace is measured."""
    return sum(
        1 if token.lang.startswith("zh") else max(1, -(-len(token.says) // _LETTERS_PER_HAN)) for token in tokens
    )


@cache
def _utterances(lang: str) -> tuple[Utterance, ...]:
    """Return the sentences, without asking the readings: these take a second to be ready."""
    said = [*_CHINESE.items()] if lang.startswith("zh") else [(text, text) for text in _ENGLISH]
    return tuple(_utterance(text, words.split(), lang) for text, words in said)


def _utterance(text: str, words: list[str], lang: str) -> Utterance:
    chinese = lang.startswith("zh")
    tokens, at = [], 0
    for word in words:
        says = word.rstrip(",;.?!")
        width, stop = 1 if chinese else len(says), word[len(says) :]
        tokens.append(Token(start=at, end=at + width, says=says, lang=lang, stop=stop))
        at += width + len(stop) + (not chinese)
    return Utterance(id="audition", text=text, tokens=tuple(tokens))
