"""What a room that speaks is told, and what its identity counts."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from curbcut.core import identities, rooms
from curbcut.core.config import load_config
from curbcut.core.errors import EnvironmentProblem
from curbcut.core.store import Store
from curbcut.speech import Speech
from curbcut.voices import silence
from tests.doubles import talking

NOTICE = "content/notices/a.md"


def speech(root: Path, store: Store, more: str = "") -> Speech:
    config, findings = load_config("site_config.yml", f"version: 1\ntitle: 站\n{more}")
    assert config is not None, findings
    return Speech(root, config, store)


def test_chinese_and_english_have_a_voice_whatever_the_site_says(tmp_path, store: Store):
    assert speech(tmp_path, store).facts["voices"] == {"en": "espeak", "zh-Hans": "espeak"}
    told = speech(tmp_path, store, "voices: {zh-Hans: silence, ug: silence}\n").facts
    assert told["voices"] == {"en": "espeak", "ug": "silence", "zh-Hans": "silence"}
    assert set(told["identities"]) == {"espeak", "silence", "recordings"}


def test_what_a_voice_says_of_itself_changes_its_identity_and_nothing_else(tmp_path, store: Store, monkeypatch):
    said = "voices: {zh-Hans: silence}\n"
    before = speech(tmp_path, store, said).facts["identities"]
    monkeypatch.setattr(silence, "fingerprint", lambda options: "another library")
    after = speech(tmp_path, store, said).facts["identities"]
    assert after["silence"] != before["silence"]
    assert after["espeak"] == before["espeak"]

    def unknown(options):
        raise EnvironmentProblem("voice-engine-missing", reason="gone", install="")

    monkeypatch.setattr(silence, "fingerprint", unknown)
    assert speech(tmp_path, store, said).facts["identities"]["silence"] not in (before["silence"], after["silence"])


def test_a_recording_that_cannot_be_read_is_a_finding_with_its_path(tmp_path, store: Store, monkeypatch):
    for path in (NOTICE, "recordings/content/notices/a/s-1.wav", "recordings/content/notices/a/s-2.WAV"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"RIFF")
    put_file = store.put_file

    def refused(path: Path, name: str):
        if path.name == "s-1.wav":
            raise EnvironmentProblem("cannot-read", where=name, reason="Input/output error")
        return put_file(path, name)

    monkeypatch.setattr(store, "put_file", refused)
    told = speech(tmp_path, store)
    assert list(told.recordings[NOTICE]) == ["recordings/content/notices/a/s-2.wav"]
    assert [(f.rule, f.path, f.level) for f in told.findings] == [
        ("file-unreadable", "recordings/content/notices/a/s-1.wav", "stop")
    ]


def test_the_list_of_parts_depends_on_words_and_recordings_the_rendition_on_its_own_recordings_only(tmp_path, store):
    def keys(more: str = "") -> tuple[object, object]:
        told = speech(tmp_path, store, more)
        return told.listing((NOTICE,)).key(), told.speaking((NOTICE,)).key()

    (tmp_path / NOTICE).parent.mkdir(parents=True)
    (tmp_path / NOTICE).write_text("")
    before = keys()
    words = keys("lexicon: {重庆: chóng qìng}\n")
    assert words[0] != before[0] and words[1] == before[1]
    (tmp_path / "recordings/content/notices/a").mkdir(parents=True)
    (tmp_path / "recordings/content/notices/a/s-1.wav").write_bytes(b"RIFF")
    recorded = keys()
    assert recorded[0] != before[0] and recorded[1] != before[1]


@pytest.mark.parametrize("module", ["curbcut.core.sound", "curbcut.core.language", "curbcut.core.xml_text"])
def test_changed_code_below_a_room_that_speaks_makes_it_anew(monkeypatch, module):
    room = ModuleType(talking.__name__)
    room.TOOLS, room.SPEAKS, room.STANDS_ON = (), True, ("xml_text",)
    identities._room.cache_clear()
    before = identities.room(room)
    real = rooms.identity
    monkeypatch.setattr(rooms, "identity", lambda path: "changed" if path == module else real(path))
    identities._room.cache_clear()
    assert identities.room(room) != before
    identities._room.cache_clear()
