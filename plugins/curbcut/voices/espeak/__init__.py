"""The voice of espeak-ng: Chinese by numbered pinyin, English by its own rules, every token placed to the sample.

What it is given is said, or it is an error: nothing is left out in silence. The engine speaks in a process of its own
(`engine.py`) and is reached through pyttsx3 (`driver.py`), one fork for each stretch of one language.

source: plugins/decisions/011-speech-is-an-optional-part.md
"""

from __future__ import annotations

import atexit
import threading
from bisect import bisect_left
from itertools import groupby, zip_longest
from typing import Any

from curbcut.core.errors import CurbcutError, Internal, UsageProblem
from curbcut.core.model import Clip, Record, Token, Utterance
from curbcut.core.sound.espeak_pinyin import spelled
from curbcut.core.sound.pcm import attenuated, silence
from curbcut.voices.espeak import process
from curbcut.voices.espeak.phrases import PHRASES
from curbcut.voices.espeak.process import Spoken

NAME = {"zh": "espeak-ng 合成语音", "en": "espeak-ng"}
TOOLS = ("espeakng-loader", "pyttsx3")

_RATES = ((120, 138), (140, 166), (160, 191), (175, 213), (200, 250), (220, 279), (250, 327), (300, 420))
"""The engine's words per minute → Hanzi per minute, pauses included. Source: measured on public notices."""
SLOWEST_CPM, FASTEST_CPM = _RATES[0][1], _RATES[-1][1]
_JOINT_MS = 40
"""Silence where the language changes within a clause: what a speaker needs to change over."""
_LEAST_MS = 35
"""A syllable that lasts less was not sounded. Source: the shortest at the fastest pace lasts 60 ms."""
_GAIN = 61_000 / 65_536
"""−0.62 dB: the engine's own limiter lets peaks reach full scale; MP3 makes them up to 0.2 dB higher, and they end below −0.3 dBFS."""


class _Sound(Record, frozen=True):
    """A voice of the engine, how loud it must be asked to be, and how lively."""

    voice: str
    volume: float
    pitch_range: int


_SOUNDS = {
    # Measured with BS.1770 so that each is at −19 LUFS once it is MP3 (which takes 0.45): see tests/voices.
    "zh": _Sound(voice=process.DEFAULT_VOICE, volume=1.10, pitch_range=75),
    "en": _Sound(voice="gmw/en", volume=1.29, pitch_range=50),
    "en-us": _Sound(voice="gmw/en-US", volume=1.40, pitch_range=50),
}


class Options(Record, frozen=True):
    """There is nothing to choose."""


def available(options: Options) -> str | None:
    """Return None when the engine starts and knows our voices, else the reason in both languages."""
    try:
        there = {file for _, file, *_ in process.voices(process.DEFAULT_VOICE)["voices"]}
    except CurbcutError as problem:
        return problem.text()
    missing = sorted({sound.voice for sound in _SOUNDS.values()} - there)
    return UsageProblem("voice-unknown", voice=" ".join(missing)).text() if missing else None


def fingerprint(options: Options) -> str:
    """Return the version of a system's library; nothing where the wheel of TOOLS brings it."""
    return "" if process.located()[1] else str(process.voices(process.DEFAULT_VOICE)["version"])


def speak(utterance: Utterance, pace_cpm: int, options: Options) -> Clip:
    """Return the sound of an utterance, with one mark for each of its tokens.

    pace_cpm: Hanzi per minute, SLOWEST_CPM–FASTEST_CPM
    raises:   UsageProblem for what cannot be spoken (nothing to say, a syllable, a language, a pace);
              EnvironmentProblem without the engine; Internal when it is killed or leaves something out
    """
    if not utterance.tokens:
        raise UsageProblem("voice-nothing-to-say", where=utterance.id, text=utterance.text)
    rate, rate_hz = _rate(pace_cpm), 0
    sound, marks, length = [], list[int](), 0
    stretches = [(key, list(tokens)) for key, tokens in groupby(utterance.tokens, lambda token: _key(token, utterance))]
    for number, (key, tokens) in enumerate(stretches, 1):
        last = number == len(stretches)
        written = _written(tokens, utterance)
        spoken = _through_pyttsx3(written, _SOUNDS[key], rate, last or bool(tokens[-1].stop))
        starts = _starts(written, spoken, key, utterance)
        rate_hz = spoken.rate_hz
        pcm = attenuated(spoken.pcm, _GAIN) + (b"" if last else silence(_JOINT_MS, rate_hz))
        marks += [length + start for start in starts]
        length += len(pcm) // 2
        sound.append(pcm)
    return Clip(pcm=b"".join(sound), rate_hz=rate_hz, marks=tuple(marks))


class _Written(Record, frozen=True):
    """What the engine is given; `places` of the tokens' first letters in it, and where each token ends."""

    text: str
    places: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[int, ...]


def _key(token: Token, utterance: Utterance) -> str:
    """Return which of _SOUNDS says a token."""
    language = token.lang.lower()
    first = language.partition("-")[0]
    if first not in ("zh", "cmn", "en"):
        raise UsageProblem("voice-language", where=utterance.id, language=token.lang)
    return "en-us" if language.startswith("en-us") else "en" if first == "en" else "zh"


def _written(tokens: list[Token], utterance: Utterance) -> _Written:
    """Return the text for the engine. Raises UsageProblem for a token that it would spell, skip or misread."""
    text, places, ends, words = "", [], [], []
    for token, following in zip_longest(tokens, tokens[1:]):
        pieces = spelled(token.says) if _key(token, utterance) == "zh" else _word(token.says)
        if not pieces:
            raise UsageProblem("voice-token", where=utterance.id, token=token.says, text=utterance.text)
        places.append(len(text))
        for piece in pieces:
            words.append(len(text))
            text += piece + " "
        ends.append(len(text) - 1)
        if token.stop:
            # “B. calling” is to the engine an abbreviation, of which it says the second word inside the first.
            lettered = token.stop == "." and len(token.says) == 1 and following and following.says[:1].islower()
            text = text[:-1] + ("," if lettered else token.stop) + " "
    return _Written(text=text[:-1], places=tuple(places), ends=tuple(ends), words=tuple(words))


def _word(says: str) -> tuple[str, ...]:
    """Return a word of English if there is anything in it to be heard."""
    fit = says.isascii() and says.isprintable() and " " not in says and any(ch.isalnum() for ch in says)
    return (says,) if fit else ()


def _starts(written: _Written, spoken: Spoken, key: str, utterance: Utterance) -> list[int]:
    """Return the sample at which each token begins, having made sure that each was said."""
    heard = {word.at: word.sample for word in spoken.words}
    if key == "zh":
        lost = [at for at in written.words if at not in heard]
        starts = [heard.get(at, 0) for at in written.places]
    else:
        starts, lost = _english(written, spoken)
    if lost:
        missing = " ".join(written.text[at:].split(" ", 1)[0] for at in lost[:5])
        raise Internal("voice-dropped", where=utterance.id, missing=missing, text=utterance.text)
    samples = len(spoken.pcm) // 2
    least = _LEAST_MS * spoken.rate_hz // 1000
    ordered = all(one < other for one, other in zip(starts, (*starts[1:], samples), strict=True))
    if not ordered or samples < least * len(starts) or not spoken.pcm.strip(b"\0"):
        raise Internal("voice-too-short", where=utterance.id, samples=samples, text=utterance.text)
    return starts


def _english(written: _Written, spoken: Spoken) -> tuple[list[int], list[int]]:
    """Return where English tokens begin, and the places of those that were not said.

    Of some phrases the engine reports the first word alone, or one letter behind it a mark for each of the others. Where
    there are no such marks, a word begins where its share of the letters does.
    """
    ats = [*(word.at for word in spoken.words), len(written.text)]
    samples = [*(word.sample for word in spoken.words), len(spoken.pcm) // 2]
    events = [bisect_left(ats, at) for at in written.places]
    heads = [n for n, (event, end) in enumerate(zip(events, written.ends, strict=True)) if ats[event] < end]
    starts, lost = [0] * len(events), [*written.places[: heads[0] if heads else None]]
    for head, after in zip(heads, [*heads[1:], len(events)], strict=True):
        at, event = written.places[head], events[head]
        starts[head] = samples[event]
        others = written.places[head + 1 : after]
        phrase = written.text[at : written.ends[after - 1]]
        if not others:
            continue
        if phrase.lower() not in PHRASES:
            lost += others
            continue
        until = bisect_left(ats, at + len(phrase))
        marks = [samples[n] for n in range(event + 1, until) if ats[n] == at + 1]
        if len(marks) != len(others):
            length = samples[until] - samples[event]
            marks = [samples[event] + length * (other - at) // len(phrase) for other in others]
        starts[head + 1 : after] = marks
    return starts, lost


def _rate(pace_cpm: int) -> int:
    """Return the engine's words per minute for a pace."""
    if not SLOWEST_CPM <= pace_cpm <= FASTEST_CPM:
        raise UsageProblem("voice-pace", pace=pace_cpm, least=SLOWEST_CPM, most=FASTEST_CPM)
    at = next(n for n in range(1, len(_RATES)) if pace_cpm <= _RATES[n][1])
    (rate, pace), (more_rate, more_pace) = _RATES[at - 1], _RATES[at]
    return round(rate + (more_rate - rate) * (pace_cpm - pace) / (more_pace - pace))


class _Taken:
    """What the driver hands the sound to, in place of a file."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.spoken: Spoken | None = None

    def take(self, spoken: Spoken) -> None:
        """Keep it."""
        self.spoken = spoken


_turn = threading.Lock()
_engines: list[Any] = []
_problems: list[Exception] = []


def _through_pyttsx3(written: _Written, sound: _Sound, rate: int, end_pause: bool) -> Spoken:
    """Return what the engine makes of a text, every setting said anew: no utterance hears of another."""
    settings = {"voice": sound.voice, "rate": rate, "volume": sound.volume, "pitch": 50,
                "pitch_range": sound.pitch_range, "end_pause": end_pause}  # fmt: skip
    taken = _Taken()
    with _turn:
        _problems.clear()
        engine = _engine()
        for name, value in settings.items():
            engine.setProperty(name, value)
        engine.save_to_file(written.text, taken)
        engine.runAndWait()
        problem = _problems[0] if _problems else None
    if problem is not None:
        raise problem
    if taken.spoken is None:
        raise Internal("voice-refused", text=written.text)
    return taken.spoken


def _engine() -> Any:
    """Return this process's pyttsx3 engine. Not the one `pyttsx3.init` shares: others may set its properties."""
    if not _engines:
        from pyttsx3.engine import Engine

        from curbcut.voices.espeak import driver

        driver.register()
        engine = Engine(driver.NAME)
        engine.connect("error", _failed)
        _engines.append(engine)
        # pyttsx3 cleans up with modules that are gone once the interpreter ends.
        atexit.register(_engines.clear)
    return _engines[0]


def _failed(name: str | None, exception: Exception) -> None:
    _problems.append(exception)
