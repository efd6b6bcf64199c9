"""`pyttsx3.init('curbcut')`: pyttsx3's own interface over our engine, without what its own driver loses."""

from __future__ import annotations

import os
import stat
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
import pyttsx3

from curbcut.core.errors import EnvironmentProblem, UsageProblem
from curbcut.core.sound import playing
from curbcut.core.sound.wav import clip_of
from curbcut.voices.espeak import driver

TEXT = "chong2 xin1 ren4 ding4, can2 ji2 ren2."


@pytest.fixture
def engine() -> Iterator[pyttsx3.engine.Engine]:
    driver.register()
    made = pyttsx3.init("curbcut")
    made.events = []
    for topic in ("started-utterance", "started-word", "finished-utterance", "error"):
        made.connect(topic, lambda topic=topic, **told: made.events.append((topic, told)))
    yield made
    pyttsx3._activeEngines.pop("curbcut", None)  # its callbacks hold it, and the next test would be given it


def errors(engine) -> list[Exception]:
    return [told["exception"] for topic, told in engine.events if topic == "error"]


def test_three_queued_files_are_three_files_before_run_and_wait_returns(engine, tmp_path):
    for number, text in enumerate((TEXT, "ni3 hao3.", TEXT)):
        engine.save_to_file(text, str(tmp_path / f"{number}.wav"), f"u{number}")
    engine.runAndWait()
    sounds = [clip_of((tmp_path / f"{number}.wav").read_bytes()) for number in range(3)]
    assert sounds[0].pcm == sounds[2].pcm
    assert sounds[0].samples > sounds[1].samples > 10_000
    with wave.open(str(tmp_path / "0.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
    assert sorted(os.listdir(tmp_path)) == ["0.wav", "1.wav", "2.wav"]
    assert not errors(engine)


def test_words_are_told_by_their_place_in_the_text_and_the_name_of_the_utterance(engine, tmp_path):
    engine.save_to_file(TEXT, str(tmp_path / "a.wav"), "first")
    engine.runAndWait()
    words = [told for topic, told in engine.events if topic == "started-word"]
    assert [TEXT[w["location"] : w["location"] + w["length"]] for w in words] == TEXT.replace(",", "").replace(
        ".", ""
    ).split()
    assert {w["name"] for w in words} == {"first"}
    assert engine.events[0] == ("started-utterance", {"name": "first"})
    assert engine.events[-1] == ("finished-utterance", {"completed": True, "name": "first"})


def test_two_thousand_utterances_in_one_queue_are_all_spoken(engine):
    class Counted:
        count = 0

        def take(self, spoken):
            assert len(spoken.pcm) > 5_000
            self.count += 1

    counted = Counted()
    for _ in range(2_000):
        engine.save_to_file("hao3", counted)
    engine.runAndWait()
    assert counted.count == 2_000
    assert not errors(engine)


def test_properties_are_those_of_pyttsx3_and_change_the_sound(engine, tmp_path):
    engine.setProperty("rate", 120)
    engine.setProperty("volume", 0.5)
    engine.save_to_file(TEXT, str(tmp_path / "slow.wav"))
    engine.setProperty("rate", 300)
    engine.setProperty("volume", 1.0)
    engine.save_to_file(TEXT, str(tmp_path / "fast.wav"))
    engine.runAndWait()
    assert engine.getProperty("rate") == 300
    assert engine.getProperty("volume") == 1.0
    slow, fast = (clip_of((tmp_path / name).read_bytes()) for name in ("slow.wav", "fast.wav"))
    assert slow.samples > 2 * fast.samples
    engine.setProperty("rate", 9_000)
    assert engine.getProperty("rate") == 450
    with pytest.raises(KeyError):
        engine.getProperty("colour")


def test_voices_are_listed_and_taken_by_any_of_their_names(engine):
    voices = {voice.id: voice for voice in engine.getProperty("voices")}
    assert voices["sit/cmn-latn-pinyin"].languages == ["cmn-latn-pinyin"]
    assert len(voices) > 50
    for name, taken in (("gmw/en-us", "gmw/en-us"), ("en-gb", "gmw/en"), ("en-us", "en-us")):
        engine.setProperty("voice", name)
        engine.runAndWait()
        assert engine.getProperty("voice") == taken
    assert not errors(engine)


def test_an_unknown_voice_is_told_as_an_error(engine):
    before = engine.getProperty("voice")
    engine.setProperty("voice", "siri")
    engine.runAndWait()
    assert [problem.says for problem in errors(engine)] == ["voice-unknown"]
    assert isinstance(errors(engine)[0], UsageProblem)
    assert engine.getProperty("voice") == before


def test_a_file_that_cannot_be_written_is_told_as_an_error_and_the_next_is_written(engine, tmp_path):
    engine.save_to_file("ni3 hao3", str(tmp_path / "nowhere" / "a.wav"), "lost")
    engine.save_to_file("ni3 hao3", str(tmp_path / "b.wav"))
    engine.runAndWait()
    assert isinstance(errors(engine)[0], EnvironmentProblem)
    assert ("finished-utterance", {"completed": False, "name": "lost"}) in engine.events
    assert clip_of((tmp_path / "b.wav").read_bytes()).samples > 5_000


def test_a_long_text_without_punctuation_is_spoken_whole(engine, tmp_path):
    text = " ".join(["ma1", "ma2", "ma3", "ma4"] * 75)
    engine.save_to_file(text, str(tmp_path / "a.wav"))
    engine.runAndWait()
    words = [told["location"] for topic, told in engine.events if topic == "started-word"]
    assert words == list(range(0, 1_200, 4))


def test_speaking_aloud_tells_of_each_word_at_its_time(engine, tmp_path, monkeypatch):
    text, said = "ni3 hao3 ma5", tmp_path / "said"
    # It plays until the last word was told of, half a minute at most.
    player = script(
        tmp_path / "player", f"#!/bin/sh\nfor _ in $(seq 600); do [ -e '{said}' ] && exit; sleep 0.05; done\n"
    )
    engine.connect("started-word", lambda **told: told["location"] == text.index("ma5") and said.touch())
    monkeypatch.setattr(playing, "PLAYERS", ((str(player),),))
    engine.say(text, "aloud")
    engine.runAndWait()
    topics = [topic for topic, _ in engine.events]
    assert topics == ["started-utterance", *["started-word"] * 3, "finished-utterance"]


def test_speaking_aloud_can_be_stopped(engine, tmp_path, monkeypatch):
    player = script(tmp_path / "player", "#!/bin/sh\nexec sleep 60\n")
    monkeypatch.setattr(playing, "PLAYERS", ((str(player),),))
    engine.connect("started-word", lambda **told: engine.stop())
    engine.say("ni3 hao3 ma5", "aloud")
    engine.runAndWait()
    assert engine.events[-1] == ("finished-utterance", {"completed": False, "name": "aloud"})
    assert not errors(engine)


def test_stopping_while_files_are_written_drops_those_that_wait(engine, tmp_path):
    engine.connect("started-word", lambda **told: engine.stop())
    for name in ("a.wav", "b.wav"):
        engine.save_to_file("ni3 hao3", str(tmp_path / name), name)
    engine.runAndWait()
    assert os.listdir(tmp_path) == []
    assert ("finished-utterance", {"completed": False, "name": "a.wav"}) in engine.events
    engine._connects.pop("started-word")
    engine.save_to_file("ni3 hao3", str(tmp_path / "c.wav"))
    engine.runAndWait()
    assert os.listdir(tmp_path) == ["c.wav"]


@pytest.mark.parametrize("players", [(), (("false",),)])
def test_without_a_working_player_speaking_aloud_is_told_as_an_error(engine, players, monkeypatch):
    monkeypatch.setattr(playing, "PLAYERS", players)
    engine.say("ni3 hao3")
    engine.runAndWait()
    assert [problem.says for problem in errors(engine)] == ["sound-not-played"]


def test_an_outer_loop_drives_it_too(engine, tmp_path):
    engine.startLoop(False)
    engine.save_to_file("ni3 hao3", str(tmp_path / "a.wav"))
    engine.save_to_file("ni3 hao3", str(tmp_path / "b.wav"))
    for _ in range(5):
        engine.iterate()
    engine.endLoop()
    assert sorted(os.listdir(tmp_path)) == ["a.wav", "b.wav"]


def script(path: Path, text: str) -> Path:
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path
