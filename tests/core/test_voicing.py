"""Which voice speaks a language, and where its files are."""

from __future__ import annotations

from array import array
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest
from voices.spoken import joined, utterance

from curbcut.core import voicing
from curbcut.core.errors import UsageProblem
from curbcut.core.model import Clip, Record, Utterance
from curbcut.core.sound import pcm

VOICES = {"zh-Hans": {"piper": {"model": "models/zh.onnx"}}, "en": {"espeak": {}}}


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh-Hans", ("piper", {"model": "models/zh.onnx"})),
        ("zh-Hant-HK", ("piper", {"model": "models/zh.onnx"})),
        ("en-GB", ("espeak", {})),
        ("yue", ("espeak", {})),
    ],
)
def test_a_language_is_spoken_by_its_voice_else_by_that_of_its_nearest_else_by_ours(lang, expected):
    assert voicing.voice_of(lang, VOICES) == expected


def test_a_site_without_voices_is_spoken_by_ours():
    assert voicing.voice_of("zh-Hans", {}) == ("espeak", {})


class Modelled(Record, frozen=True):
    """Options with a file."""

    FILES: ClassVar[tuple[str, ...]] = ("model", "tokens", "lexicon")
    model: str = ""
    tokens: str = ""
    lexicon: tuple[str, ...] = ()
    speaker: str = ""


def test_files_are_found_from_the_folder_of_the_site_whoever_asks(monkeypatch):
    monkeypatch.setattr(voicing, "room", lambda kind, name: SimpleNamespace(Options=Modelled))
    chosen = voicing.voicing(
        "modelled", {"model": "models/zh.onnx", "lexicon": ["a.txt"], "speaker": "a"}, Path("/site")
    )
    assert chosen.options == Modelled(model="/site/models/zh.onnx", lexicon=("/site/a.txt",), speaker="a")
    elsewhere = voicing.voicing("modelled", {"model": "/opt/zh.onnx"}, Path("/site"))
    assert elsewhere.options.model == "/opt/zh.onnx"


class Humming:
    """A voice that hums 100 ms for each token, and ends with a pause."""

    class Options(Record, frozen=True):
        """level: of its only sample; rate_hz: how many there are in a second."""

        level: int = 1
        rate_hz: int = 1_000
        marked: bool = True

    def __init__(self) -> None:
        self.asked: list[Utterance] = []

    def speak(self, said: Utterance, pace_cpm: int, options: Options) -> Clip:
        self.asked.append(said)
        width = options.rate_hz // 10
        sound = [options.level] * (width * len(said.tokens)) + [0] * (3 * width)
        marks = tuple(range(0, width * len(said.tokens), width)) if options.marked else ()
        return Clip(pcm=pcm.bytes_of(array("h", sound)), rate_hz=options.rate_hz, marks=marks)


MIXED = joined(utterance("ben3 zhan4"), utterance("level two", "en"), utterance("biao1 zhun3."))


@pytest.fixture
def humming(monkeypatch) -> Humming:
    voice = Humming()
    monkeypatch.setattr(voicing, "room", lambda kind, name: voice)
    return voice


def spoken(english: dict[str, object]) -> Clip:
    voices = {
        "zh-Hans": voicing.Voicing(name="a", options=Humming.Options()),
        "en": voicing.Voicing(name="b", options=Humming.Options(level=2, **english)),
    }
    return voicing.speak(MIXED, 220, voices.__getitem__)


def test_each_language_in_a_sentence_is_said_by_its_voice_without_a_pause_between(humming):
    clip = spoken({})
    assert [[token.says for token in each.tokens] for each in humming.asked] == [
        ["ben3", "zhan4"], ["level", "two"], ["biao1", "zhun3"],
    ]  # fmt: skip
    assert {each.text for each in humming.asked} == {MIXED.text}
    samples = pcm.samples_of(clip.pcm).tolist()
    assert samples == [1] * 200 + [0] * 40 + [2] * 200 + [0] * 40 + [1] * 200 + [0] * 300
    assert clip.marks == (0, 100, 240, 340, 480, 580)


def test_voices_of_another_rate_are_brought_to_the_first_and_marks_with_them(humming):
    clip = spoken({"rate_hz": 2_000})
    assert (clip.rate_hz, clip.marks) == (1_000, (0, 100, 240, 340, 480, 580))
    assert clip.samples == 980


def test_where_one_voice_tells_no_times_the_sentence_has_none(humming):
    assert spoken({"marked": False}).marks == ()


def test_a_pause_that_the_text_wants_stays(humming):
    said = joined(utterance("hao3,"), utterance("two", "en"))
    voicing.speak(said, 220, lambda lang: voicing.Voicing(name=lang, options=Humming.Options()))
    clip = voicing.speak(said, 220, lambda lang: voicing.Voicing(name=lang, options=Humming.Options()))
    assert clip.marks == (0, 400)


def test_a_voice_with_several_languages_says_a_sentence_in_one_go(humming):
    voicing.speak(MIXED, 220, lambda lang: voicing.Voicing(name="a", options=Humming.Options()))
    assert [each.tokens for each in humming.asked] == [MIXED.tokens]


def test_an_utterance_without_anything_to_say_is_an_error():
    with pytest.raises(UsageProblem) as raised:
        voicing.speak(
            Utterance(id="s-1", text="……", tokens=()), 220, lambda lang: voicing.Voicing(name="a", options=None)
        )
    assert raised.value.says == "voice-nothing-to-say"
