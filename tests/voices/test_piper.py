"""Piper, with the real package and models that nobody trained: what is said is what is written, where the marks say."""

from __future__ import annotations

import json
import math
import socket
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from voices import synthetic
from voices.spoken import ENGLISH, SENTENCES, joined, utterance

from curbcut.core.errors import CurbcutError, EnvironmentProblem, UsageProblem
from curbcut.core.model import Clip, Token, Utterance
from curbcut.core.rooms import room
from curbcut.core.sound import loudness, pcm
from curbcut.core.sound.espeak_pinyin import PLAIN, spelled
from curbcut.core.sound.wav import clip_of
from curbcut.voices import piper

pytestmark = pytest.mark.voices
PACE = 220


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refused(*_args: object) -> None:
        raise AssertionError("a voice asked the network")

    monkeypatch.setattr(socket.socket, "connect", refused)


def options(folder: Path, model: bytes | None = None, **config: object) -> piper.Options:
    speaker = str(config.pop("speaker", ""))
    path, sha256 = synthetic.kept(folder, model or synthetic.piper_model(), synthetic.piper_config(**config))
    return piper.Options(model=path, sha256=sha256, speaker=speaker)


@pytest.fixture(scope="module")
def chinese(tmp_path_factory) -> piper.Options:
    return options(tmp_path_factory.mktemp("pinyin"))


@pytest.fixture(scope="module")
def letters(tmp_path_factory) -> piper.Options:
    return options(tmp_path_factory.mktemp("espeak"), synthetic.piper_model(frames=7), kind="espeak", voice="cmn")


@pytest.fixture(scope="module")
def english(tmp_path_factory) -> piper.Options:
    return options(tmp_path_factory.mktemp("english"), synthetic.piper_model(frames=7), kind="espeak", voice="en-us")


def pitch(clip: Clip, at: int, hertz: float) -> float:
    """How much of the sound from a sample on (20 ms) has a pitch: 0 to 1."""
    piece = pcm.samples_of(clip.pcm)[at : at + clip.rate_hz // 50]
    whole = sum(sample * sample for sample in piece) or 1
    turns = [2 * math.pi * hertz * n / clip.rate_hz for n in range(at, at + len(piece))]
    real, other = (sum(s * f(t) for s, t in zip(piece, turns, strict=True)) for f in (math.cos, math.sin))
    return 2 * (real * real + other * other) / (whole * len(piece))


def test_the_room_has_its_shape_and_needs_a_model():
    assert room("voices", "piper") is piper
    reason = piper.available(piper.Options()) or ""
    assert "没有模型" in reason
    assert "has no model" in reason


def test_every_mark_is_where_the_first_sound_of_its_token_is_heard(chinese):
    said = utterance("chong2 xin1 ren4 ding4, can2 ji2 ren2 lv4 ai4 er2.")
    clip = piper.speak(said, PACE, chinese)
    sounds = ["ch", "x", "r", "d", "c", "j", "r", "l", "Ø", "Ø"]
    for mark, sound in zip(clip.marks, sounds, strict=True):
        own = synthetic.hertz(synthetic.PINYIN.index(sound))
        assert pitch(clip, mark + 50, own) > 0.9, sound
        assert pitch(clip, mark + 50, own + 100) < 0.1, sound


def test_every_token_has_its_mark_and_marks_ascend(chinese, letters, english):
    for lang, texts, voice in (
        ("zh-Hans", SENTENCES, chinese),
        ("zh-Hans", SENTENCES, letters),
        ("en", ENGLISH, english),
    ):
        for text in texts:
            said = utterance(text, lang)
            clip = piper.speak(said, PACE, voice)
            assert len(clip.marks) == len(said.tokens)
            assert all(one < other for one, other in pairwise((*clip.marks, clip.samples)))


def test_every_syllable_of_mandarin_has_its_sounds_and_no_other_text_has_any():
    from curbcut.voices.piper.phonemes import _groups, by_pinyin

    numbers = {sound: [number] for number, sound in enumerate(synthetic.PINYIN)}
    for base in (*PLAIN, "m", "n", "ng", "hm", "hng", "ê", "zher", "wanr", "huir"):
        said = utterance(f"{base}4")
        ids = by_pinyin(said.tokens, numbers, said).ids
        sounds = "".join(synthetic.PINYIN[number] for number in ids).strip("^$_.").replace("Ø", "").replace("_", "")
        if base in PLAIN:
            assert sounds == f"{base}4"
    assert [*_groups("huir4")] == [("h", "ui", "4"), ("Ø", "er", "5")]
    for text in ("chong", "zz3", "重", "3", "...", "wong4", "er", "r4"):
        assert [*_groups(text)] == [], text


def test_no_syllable_comes_out_in_english_where_a_model_has_the_sounds_of_espeak():
    from piper import espeakbridge
    from piper.phonemize_espeak import EspeakPhonemizer

    EspeakPhonemizer()
    espeakbridge.set_voice("cmn-latn-pinyin")
    for base in (*PLAIN, "zher", "wanr", "huir"):
        for tone in "12345":
            for piece in spelled(base + tone):
                found = "".join(letters for letters, *_ in espeakbridge.get_phonemes(piece))
                assert found, piece
                assert "(" not in found, (piece, found)


def test_each_voice_is_at_19_lufs_and_at_the_pace_that_is_asked_for(chinese, english):
    for lang, texts, voice in (("zh-Hans", SENTENCES, chinese), ("en", ENGLISH, english)):
        for pace in (180, 240) if lang == "zh-Hans" else (PACE,):
            clips = [(utterance(text, lang), piper.speak(utterance(text, lang), pace, voice)) for text in texts]
            found = loudness.loudness(loudness.energies(clip.pcm, clip.rate_hz) for _, clip in clips)
            assert abs(found - loudness.TARGET_LUFS) <= loudness.TOLERANCE_LU
            assert all(pcm.peak(clip.pcm) <= pcm.CEILING for _, clip in clips)
            if lang == "zh-Hans":
                minutes = sum(clip.samples / clip.rate_hz / 60 for _, clip in clips)
                assert sum(len(said.tokens) for said, _ in clips) / minutes == pytest.approx(pace, rel=0.09)


def test_the_same_bytes_in_any_order_though_the_model_adds_noise(chinese):
    from curbcut.voices.piper.models import _loaded

    texts = SENTENCES[:4]
    forth = [piper.speak(utterance(text), PACE, chinese) for text in texts]
    back = [piper.speak(utterance(text), PACE, chinese) for text in texts[::-1]][::-1]
    assert forth == back
    _loaded.cache_clear()
    assert piper.speak(utterance(texts[2]), PACE, chinese) == forth[2]
    quiet = pcm.samples_of(forth[0].pcm)[: synthetic.HOP]
    assert len(set(quiet)) > 20, "the noise that the model adds is still there"


@pytest.mark.parametrize("node", ["RandomUniformLike", "RandomUniform"])
def test_a_model_with_chance_that_we_cannot_steady_is_refused(tmp_path, node):
    reason = piper.available(options(tmp_path, synthetic.piper_model(noise=node))) or ""
    assert node in reason


def test_a_model_that_tells_no_lengths_speaks_without_marks(tmp_path):
    clip = piper.speak(utterance(SENTENCES[0]), PACE, options(tmp_path, synthetic.piper_model(aligned=False)))
    assert clip.samples > clip.rate_hz
    assert clip.marks == ()


def test_speakers_are_chosen_by_name_or_number(tmp_path):
    model = synthetic.piper_model(speakers=3)
    config = {"num_speakers": 3, "speaker_id_map": {"li": 0, "wang": 1, "zhao": 2}}
    voice = options(tmp_path, model, **config)
    by = {
        name: piper.speak(utterance("ni3 hao3."), PACE, msgspec.structs.replace(voice, speaker=name))
        for name in ("", "li", "wang", "1")
    }
    assert by[""] == by["li"] != by["wang"] == by["1"]
    with pytest.raises(UsageProblem) as raised:
        piper.speak(utterance("ni3 hao3."), PACE, msgspec.structs.replace(voice, speaker="siri"))
    assert raised.value.says == "voice-speaker"
    assert "li wang zhao" in raised.value.text()


def test_english_in_a_chinese_voice_is_said_by_its_sounds_or_refused_by_name(letters, chinese, english):
    said = joined(utterance("ben3 zhan4 fu2 he2"), utterance("level two", "en"), utterance("biao1 zhun3."))
    assert len(piper.speak(said, PACE, letters).marks) == 8
    for voice, text in ((chinese, said), (english, utterance("ni3 hao3"))):
        with pytest.raises(UsageProblem) as raised:
            piper.speak(text, PACE, voice)
        assert raised.value.says == "voice-foreign"
    assert "ni3" in raised.value.text()


def test_a_model_of_another_language_speaks_that_language_only(tmp_path):
    french = options(tmp_path, synthetic.piper_model(frames=7), kind="espeak", voice="fr")
    said = utterance("Le formulaire est au guichet.", "fr-CA")
    assert len(piper.speak(said, PACE, french).marks) == len(said.tokens)
    with pytest.raises(UsageProblem) as raised:
        piper.speak(utterance("the form", "en"), PACE, french)
    assert raised.value.says == "voice-foreign"


def test_small_words_that_are_read_as_one_are_still_two_tokens(english):
    for text in ("There is one of the ramps on the list, and they have been told.", "One of the 305 ramps"):
        said = utterance(text, "en-GB")
        clip = piper.speak(said, PACE, english)
        assert len(clip.marks) == len(said.tokens)
        assert list(clip.marks) == sorted(set(clip.marks))


@pytest.mark.parametrize("token", ["，", "🙂", "重", "chong", "chong6", "wong4", "3", "...", "<b>"])
def test_what_cannot_be_said_is_named_in_an_error(chinese, letters, token):
    said = Utterance(id="s-1", text="字", tokens=(Token(start=0, end=1, says=token, lang="zh-Hans"),))
    for voice in (chinese, letters):
        with pytest.raises(UsageProblem) as raised:
            piper.speak(said, PACE, voice)
        assert (raised.value.says, raised.value.where) == ("voice-foreign", "s-1")


def test_a_sound_that_the_model_was_not_trained_on_is_an_error_and_not_left_out(tmp_path):
    config = synthetic.piper_config()
    config["phoneme_id_map"].pop("iong")
    path, sha256 = synthetic.kept(tmp_path, synthetic.piper_model(), config)
    with pytest.raises(UsageProblem) as raised:
        piper.speak(utterance("xiong2 di4."), PACE, piper.Options(model=path, sha256=sha256))
    assert "xiong2" in raised.value.text()


def test_an_utterance_without_anything_to_say_and_a_pace_that_is_none_are_errors(chinese):
    with pytest.raises(UsageProblem) as raised:
        piper.speak(Utterance(id="s-1", text="……", tokens=()), PACE, chinese)
    assert raised.value.says == "voice-nothing-to-say"
    for pace in (0, 5, 9_000):
        with pytest.raises(UsageProblem) as raised:
            piper.speak(utterance("ni3 hao3"), pace, chinese)
        assert raised.value.says == "voice-model-pace"


def test_a_long_paragraph_is_given_to_the_model_in_stretches_and_said_whole(chinese):
    said = utterance(" ".join(SENTENCES[0].replace(",", "").replace(".", "").split() * 15))
    clip = piper.speak(said, PACE, chinese)
    assert len(clip.marks) == len(said.tokens) > 300
    assert list(clip.marks) == sorted(set(clip.marks))


def test_the_fingerprint_follows_what_is_in_the_model_and_its_configuration(tmp_path):
    voice = options(tmp_path)
    before = piper.fingerprint(voice)
    path = Path(f"{voice.model}.json")
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    after = piper.fingerprint(voice)
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    assert after != before
    path, sha256 = synthetic.kept(moved, synthetic.piper_model(), synthetic.piper_config())
    assert piper.fingerprint(piper.Options(model=path, sha256=sha256)) == before


def broken(folder: Path, case: str) -> piper.Options:
    """Options of a voice with which something is wrong."""
    voice = options(folder)
    config = json.loads(Path(f"{voice.model}.json").read_text("utf-8"))
    garbage = {
        "model": b"\x08\x07 no model" * 9,
        "pointer": b"version https://git-lfs.github.com/spec/v1\n",
        "empty": b"",
    }
    if case in garbage:
        path, sha256 = synthetic.kept(folder, garbage[case], config)
        return piper.Options(model=path, sha256=sha256)
    if case == "truncated":
        path, sha256 = synthetic.kept(folder, synthetic.piper_model()[:-300], config)
        return piper.Options(model=path, sha256=sha256)
    changes = {
        "kind": {"phoneme_type": "hebrew"}, "unheard": {"phoneme_type": "klingon"}, "map": {"phoneme_id_map": {"a": [1]}},
        "list": {"phoneme_id_map": [1, 2]},
    }  # fmt: skip
    texts = {"json": "{", "array": "[]", "bytes": "\x00"}
    text = texts.get(case) or json.dumps(config | changes[case])
    Path(f"{voice.model}.json").write_text(text, "utf-8")
    return voice


@pytest.mark.parametrize(
    "case", ["model", "pointer", "empty", "truncated", "kind", "unheard", "map", "list", "json", "array", "bytes"]
)
def test_a_broken_model_is_told_with_its_file_and_never_a_trace(tmp_path, case):
    voice = broken(tmp_path, case)
    assert voice.model in (piper.available(voice) or "")
    with pytest.raises(EnvironmentProblem) as raised:
        piper.speak(utterance("ni3 hao3"), PACE, voice)
    assert raised.value.says == "voice-model-broken"
    assert raised.value.where.startswith(voice.model)


def test_a_model_of_another_make_is_told_when_it_is_run(tmp_path):
    from onnx import TensorProto, helper

    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        [helper.make_node("Identity", ["x"], ["y"])], "g", [value("x", TensorProto.FLOAT, [1])],
        [value("y", TensorProto.FLOAT, [1])],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)])
    model.ir_version = 8
    with pytest.raises(EnvironmentProblem) as raised:
        piper.speak(utterance("ni3 hao3"), PACE, options(tmp_path, model.SerializeToString()))
    assert raised.value.says == "voice-model-broken"


@pytest.mark.parametrize("level", [0.0, 0.001])
def test_a_model_that_gives_no_sound_is_an_error_and_not_a_silence(tmp_path, level):
    with pytest.raises(EnvironmentProblem) as raised:
        piper.speak(utterance("ni3 hao3."), PACE, options(tmp_path, synthetic.piper_model(level=level)))
    assert raised.value.says == "voice-model-quiet"


def test_a_model_that_gives_what_is_no_number_is_an_error(tmp_path):
    with pytest.raises(EnvironmentProblem) as raised:
        piper.speak(utterance("ni3 hao3."), PACE, options(tmp_path, synthetic.piper_model(level=math.nan)))
    assert raised.value.says == "voice-model-broken"


def test_a_missing_file_another_file_and_a_file_that_nobody_wrote_down_are_told(tmp_path, chinese):
    gone = msgspec.structs.replace(chinese, model=str(tmp_path / "gone.onnx"))
    other = msgspec.structs.replace(chinese, sha256="0" * 64)
    unpinned = msgspec.structs.replace(chinese, sha256="")
    alone = tmp_path / "alone.onnx"
    alone.write_bytes(Path(chinese.model).read_bytes())
    lonely = msgspec.structs.replace(chinese, model=str(alone))
    for voice, problem, told in (
        (gone, "voice-model-missing", str(tmp_path / "gone.onnx")),
        (other, "voice-model-changed", chinese.sha256),
        (unpinned, "voice-model-unpinned", f"sha256: {chinese.sha256}"),
        (lonely, "voice-model-missing", f"{alone}.json"),
    ):
        for ask in (piper.fingerprint, lambda voice: piper.speak(utterance("ni3 hao3"), PACE, voice)):
            with pytest.raises(CurbcutError) as raised:
                ask(voice)
            assert raised.value.says == problem
        assert told in (piper.available(voice) or "")


def test_a_file_that_changed_since_it_was_loaded_is_not_spoken_with(tmp_path):
    voice = options(tmp_path)
    assert piper.speak(utterance("ni3 hao3."), PACE, voice).marks
    synthetic.kept(tmp_path, synthetic.piper_model(level=0.2))
    with pytest.raises(EnvironmentProblem) as raised:
        piper.speak(utterance("ni3 hao3."), PACE, voice)
    assert raised.value.says == "voice-model-changed"


def test_a_site_speaks_with_its_model_and_says_english_with_its_english_voice(chinese, tmp_path, capsys):
    from curbcut.__main__ import main

    (tmp_path / "models").mkdir()
    path, sha256 = synthetic.kept(tmp_path / "models", Path(chinese.model).read_bytes(), synthetic.piper_config())
    (tmp_path / "site_config.yml").write_text(
        f"title: 站\nvoices:\n  zh-Hans:\n    piper: {{model: models/{Path(path).name}, sha256: {sha256}}}\n", "utf-8"
    )
    out = tmp_path / "a.wav"
    code = main(["--site", str(tmp_path), "say", "共3个网站符合WCAG标准。", "--out", str(out)])
    told = capsys.readouterr()
    assert code == 0, told.err
    whole = clip_of(out.read_bytes())
    sounds = {sound: synthetic.hertz(synthetic.PINYIN.index(sound)) for sound in ("g", "b")}
    places = range(0, whole.samples - whole.rate_hz // 2, whole.rate_hz // 50)
    first, last = ([at for at in places if pitch(whole, at, hertz) > 0.9] for hertz in sounds.values())
    assert first and last, "共 begins with g, 标 with b"
    between = pcm.samples_of(whole.pcm)[first[-1] : last[0]]
    assert len(between) > whole.rate_hz, "the English voice says WCAG between them"
    Path(path).write_bytes(b"another model")
    assert main(["--site", str(tmp_path), "say", "好。", "--out", str(out)]) == 3
    assert sha256 in capsys.readouterr().err
