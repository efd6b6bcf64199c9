"""Which voice speaks a language, and where its files are."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest

from curbcut.core import voicing
from curbcut.core.model import Record

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
