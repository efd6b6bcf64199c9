"""Cues: captions, metadata and speech marks tell the same times and the ids of the page."""

from __future__ import annotations

import json
import re

from voices.spoken import utterance

from curbcut.core.model import Clip, Token, Utterance
from curbcut.core.sound.cues import Cue, Syllable, captions, cue_of, metadata, player_cues, speech_marks
from curbcut.core.sound.mp3 import RATE_HZ
from curbcut.voices import silence


def test_a_cue_has_the_place_of_each_syllable_in_the_recording():
    said = utterance("ni3 hao3.", name="s-00aa11")
    clip = Clip(pcm=bytes(2 * RATE_HZ), rate_hz=RATE_HZ, marks=(0, 5_000))
    cue = cue_of(said, clip, 1_105)
    assert (cue.id, cue.text, cue.start, cue.end) == ("s-00aa11", "字字.", 1_105, 1_105 + RATE_HZ)
    assert [(each.start, each.end, each.sample) for each in cue.syllables] == [(0, 1, 1_105), (1, 2, 6_105)]


def test_digits_spoken_in_several_syllables_are_one_stretch():
    tokens = [Token(start=1, end=4, says=says, lang="zh-Hans") for says in ("yao1", "er4", "san1")]
    said = Utterance(id="s-1", text="打123", tokens=(Token(start=0, end=1, says="da3", lang="zh-Hans"), *tokens))
    cue = cue_of(said, silence.speak(said, 240, silence.Options()), 0)
    assert [(each.start, each.end) for each in cue.syllables] == [(0, 1), (1, 4)]


def test_a_recording_of_another_rate_has_its_cue_in_samples_of_the_mp3():
    said = utterance("ni3 hao3.")
    cue = cue_of(said, Clip(pcm=bytes(4 * 44_100), rate_hz=44_100), 500)
    assert (cue.start, cue.end, cue.syllables) == (500, 500 + 2 * RATE_HZ, ())


CUES = (
    Cue(id="s-00aa11", text="重新认定 <b> & --> 通知", start=1_105, end=23_155),
    Cue(id="s-00bb22", text="你好", start=23_155, end=RATE_HZ * 3_700,
        syllables=(Syllable(start=0, end=1, sample=23_155), Syllable(start=1, end=2, sample=34_180))),
)  # fmt: skip


def test_captions_are_webvtt():
    assert captions(CUES).decode() == (
        "WEBVTT\n\n"
        "s-00aa11\n00:00:00.050 --> 00:00:01.050\n重新认定 &lt;b&gt; &amp; --&gt; 通知\n\n"
        "s-00bb22\n00:00:01.050 --> 01:01:40.000\n你好\n"
    )


def test_metadata_points_at_the_sentence_and_its_syllables():
    blocks = metadata(CUES).decode().strip().split("\n\n")
    assert blocks[0] == "WEBVTT"
    name, times, payload = blocks[2].split("\n")
    assert (name, times) == ("s-00bb22", "00:00:01.050 --> 01:01:40.000")
    assert json.loads(payload) == {
        "selector": {"type": "FragmentSelector", "value": "s-00bb22"},
        "syllables": [[0, 1, 1_050], [1, 2, 1_550]],
    }


def test_speech_marks_are_one_object_to_a_line():
    lines = [json.loads(line) for line in speech_marks(CUES).decode().splitlines()]
    assert [(each["type"], each["time"], each["id"], each["value"]) for each in lines] == [
        ("sentence", 50, "s-00aa11", CUES[0].text), ("sentence", 1_050, "s-00bb22", "你好"),
        ("word", 1_050, "s-00bb22", "你"), ("word", 1_550, "s-00bb22", "好"),
    ]  # fmt: skip


def test_a_long_sentence_is_captioned_in_parts_that_break_at_its_punctuation():
    text = "申请人可以到户籍所在地的街道办事处提出申请，也可以通过网上服务大厅办理，还可以请家人代为办理。"
    han = [at for at, ch in enumerate(text) if ch not in "，。"]
    syllables = tuple(Syllable(start=at, end=at + 1, sample=n * 5_000) for n, at in enumerate(han))
    made = captions([Cue(id="s-1", text=text, start=0, end=300_000, syllables=syllables)]).decode()
    assert re.findall(r"^s-1\.(\d)\n(.*) --> (.*)\n(.*)$", made, re.MULTILINE) == [
        (
            "1",
            "00:00:00.000",
            "00:00:07.710",
            "申请人可以到户籍所在地的街道办事处提出申请，也可以通过网上服务大厅办理，",
        ),
        ("2", "00:00:07.710", "00:00:13.605", "还可以请家人代为办理。"),
    ]


def test_a_letter_stays_with_its_option_in_the_captions_of_an_answer():
    text = "答案：A. 停一停，不点链接 → D. 自己找到真的电话 → B. 打电话问是不是真的 → C. 知道是假的，删掉短信"
    said = [at for at, ch in enumerate(text) if ch.isalnum()]
    syllables = tuple(Syllable(start=at, end=at + 1, sample=n * 5_000) for n, at in enumerate(said))
    made = captions([Cue(id="s-1", text=text, start=0, end=300_000, syllables=syllables)]).decode()
    assert re.findall(r"-->.*\n(.*)$", made, re.MULTILINE) == [
        "答案：A. 停一停，不点链接 → D. 自己找到真的电话 →", "B. 打电话问是不是真的 → C. 知道是假的，删掉短信",
    ]  # fmt: skip


def test_a_sentence_without_known_syllables_is_one_caption_whatever_its_length():
    made = captions([Cue(id="s-1", text="长" * 200, start=0, end=100_000)]).decode()
    assert made.count("-->") == 1
    assert "长" * 200 in made


def test_the_player_is_told_times_levels_and_syllables_in_a_script():
    script = player_cues(CUES, {"s-00aa11": 2}, RATE_HZ * 3_701).decode()
    told = re.fullmatch(r"curbcut\.cues\((.*)\);\n", script)
    assert told
    assert json.loads(told[1]) == {
        "ms": 3_701_000,
        "cues": [["s-00aa11", 50, 1_050, 2, []], ["s-00bb22", 1_050, 3_700_000, 0, [0, 1, 0, 1, 2, 500]]],
    }


def test_no_id_ends_the_players_script_early():
    cue = Cue(id="s-\u2028</script>\u2029", text="你", start=0, end=RATE_HZ)
    script = player_cues([cue], {}, RATE_HZ).decode()
    assert "\u2028" not in script and "\u2029" not in script
    assert json.loads(script.removeprefix("curbcut.cues(").removesuffix(");\n"))["cues"][0][0] == cue.id
