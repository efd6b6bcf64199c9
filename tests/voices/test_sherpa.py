"""sherpa-onnx, with the real package and models that nobody trained: all is said, in our readings, or it is an error."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import msgspec
import pytest
from voices import synthetic
from voices.spoken import utterance

from curbcut.core.errors import CurbcutError, EnvironmentProblem, Internal, UsageProblem
from curbcut.core.language.readings import inline
from curbcut.core.language.utterances import utter
from curbcut.core.model import Utterance
from curbcut.core.rooms import room
from curbcut.core.sound import loudness, pcm
from curbcut.core.sound.auditions import _utterances
from curbcut.voices import sherpa
from curbcut.voices.sherpa.process import LeftOut
from curbcut.voices.sherpa.writing import written

pytestmark = pytest.mark.voices
PACE = 220


def options(folder: Path, model: bytes | None = None) -> sherpa.Options:
    return sherpa.Options(**synthetic.sherpa_files(folder, model or synthetic.sherpa_model()))


@pytest.fixture(scope="module")
def chinese(tmp_path_factory) -> sherpa.Options:
    return options(tmp_path_factory.mktemp("sherpa"))


def said(text: str) -> Utterance:
    plain, fixed = inline(text)
    return utter(plain, "zh-Hans", id_="s-1", fixed=fixed).utterance


def test_the_room_has_its_shape_and_needs_a_model():
    assert room("voices", "sherpa") is sherpa
    reason = sherpa.available(sherpa.Options()) or ""
    assert "没有模型" in reason
    assert "has no model" in reason


def test_it_speaks_without_marks_at_the_house_s_loudness_and_the_pace_that_is_asked_for(chinese):
    for pace in (180, 240):
        clips = [(each, sherpa.speak(each, pace, chinese)) for each in _utterances("zh-Hans")]
        assert all(clip.marks == () for _, clip in clips)
        found = loudness.loudness(loudness.energies(clip.pcm, clip.rate_hz) for _, clip in clips)
        assert abs(found - loudness.TARGET_LUFS) <= loudness.TOLERANCE_LU
        assert all(pcm.peak(clip.pcm) <= pcm.CEILING for _, clip in clips)
        minutes = sum(clip.samples / clip.rate_hz / 60 for _, clip in clips)
        assert sum(len(each.tokens) for each, _ in clips) / minutes == pytest.approx(pace, rel=0.09)


def test_the_same_bytes_in_any_order_and_in_any_process(chinese):
    from curbcut.voices.sherpa.process import _processes

    texts = ["重新认定。", "残疾人可以网上办理。", "一二三五八。"]
    forth = [sherpa.speak(said(text), PACE, chinese) for text in texts]
    assert [sherpa.speak(said(text), PACE, chinese) for text in texts[::-1]][::-1] == forth
    for process in list(_processes.values()):
        process.stop()
    assert [sherpa.speak(said(text), PACE, chinese) for text in texts] == forth


def test_a_reading_of_ours_is_heard_whatever_the_model_would_read(chinese):
    """The lexicon reads 重 as zhòng only; 重新 is said with the sound of 虫, and so is what an editor asks for."""
    ours, other = sherpa.speak(said("重新"), PACE, chinese), sherpa.speak(said("虫新"), PACE, chinese)
    assert ours == other
    assert sherpa.speak(said("{重|zhòng}新"), PACE, chinese) != ours
    assert sherpa.speak(said("{重|chóng}人"), PACE, chinese) == sherpa.speak(said("虫人"), PACE, chinese)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重新认定，可以办理。", "崇新认定，可以办理。"),
        ("重大", "重大。"),
        ("共3个，咨询12385。", "共三个，咨询腰二三巴五。"),
        ("一个也不去", "一个也不去。"),
        ("一会儿", "一会。"),
        ("符合WCAG two的网站", "符合WCAG two的网站。"),
        ("好吗？行！", "好吗？行！"),
    ],
)
def test_what_the_engine_is_given_has_one_reading_only(text, expected):
    each = said(text)
    assert written(each.tokens, each.text, frozenset()) == expected


def test_a_syllable_that_is_coloured_is_written_with_its_colour():
    assert written(utterance("yi1 huir4").tokens, "一会", frozenset()) == "一会儿。"


def test_a_light_syllable_keeps_its_own_character_only_where_that_can_be_read_so():
    assert written(utterance("de5 ma5 xi5").tokens, "的吗西", frozenset()) == "的吗西。"
    other = written(utterance("de5 xi5").tokens, "字字", frozenset())
    assert "字" not in other
    assert [said(one).tokens[0].says[:-1] for one in other[:-1]] == ["de", "xi"]


def test_a_homophone_is_one_that_the_model_has():
    each = said("12385重新")
    assert written(each.tokens, each.text, frozenset("妖二三八五虫新")) == "妖二三八五虫新。"
    nothing = utterance("biang4")
    with pytest.raises(LeftOut):
        written(nothing.tokens, "", frozenset())


def test_a_word_that_the_model_leaves_out_is_an_error_that_names_it(chinese):
    for text, word in (("请hello。", "hello"), ("残鑫人淼", "鑫 淼")):
        with pytest.raises(UsageProblem) as raised:
            sherpa.speak(said(text), PACE, chinese)
        assert (raised.value.says, raised.value.where) == ("voice-foreign", "s-1")
        assert raised.value.values["token"] == word
    assert sherpa.speak(said("残疾人。"), PACE, chinese).samples


def test_a_long_paragraph_is_given_to_the_model_in_stretches_and_said_whole(chinese):
    short = sherpa.speak(utterance("can2 ji2 ren2 " * 20), PACE, chinese)
    long = sherpa.speak(utterance("can2 ji2 ren2 " * 200), PACE, chinese)
    assert long.samples == pytest.approx(10 * short.samples, rel=0.1)


def test_speakers_have_numbers(tmp_path):
    voice = options(tmp_path, synthetic.sherpa_model(speakers=3))
    first, other = (
        sherpa.speak(said("残疾人。"), PACE, msgspec.structs.replace(voice, speaker=number)) for number in (0, 2)
    )
    assert first != other
    for number in (-1, 3):
        with pytest.raises(UsageProblem) as raised:
            sherpa.speak(said("残疾人。"), PACE, msgspec.structs.replace(voice, speaker=number))
        assert raised.value.says == "voice-speaker"
        assert "0–2" in raised.value.text()


def test_an_utterance_without_anything_to_say_and_a_pace_that_is_none_are_errors(chinese):
    with pytest.raises(UsageProblem) as raised:
        sherpa.speak(Utterance(id="s-1", text="……", tokens=()), PACE, chinese)
    assert raised.value.says == "voice-nothing-to-say"
    with pytest.raises(UsageProblem) as raised:
        sherpa.speak(said("残疾人"), 9_000, chinese)
    assert raised.value.says == "voice-model-pace"


def broken(folder: Path, case: str) -> sherpa.Options:
    """Options of a voice with which something is wrong."""
    if case in ("garbage", "empty", "pointer"):
        garbage = {
            "garbage": b"\x08\x07 no model" * 9,
            "empty": b"",
            "pointer": b"version https://git-lfs.github.com/spec/v1\n",
        }
        return sherpa.Options(**synthetic.sherpa_files(folder, garbage[case]))
    if case == "metadata":  # sherpa-onnx ends its process here
        return sherpa.Options(**synthetic.sherpa_files(folder, synthetic.sherpa_model(comment="")))
    voice = options(folder)
    if case == "tokens":
        return msgspec.structs.replace(voice, tokens="")
    if case == "nonsense":
        Path(voice.tokens).write_bytes(b"\xff\xfe\x00 no tokens")
        return voice
    return msgspec.structs.replace(voice, family=case)


@pytest.mark.parametrize("case", ["garbage", "empty", "pointer", "metadata", "tokens", "nonsense", "matcha", "kokoro"])
def test_a_broken_model_is_told_with_its_file_and_this_process_lives_on(tmp_path, case):
    voice = broken(tmp_path, case)
    assert voice.model in (sherpa.available(voice) or "")
    with pytest.raises(EnvironmentProblem) as raised:
        sherpa.speak(said("残疾人。"), PACE, voice)
    assert raised.value.says == "voice-model-broken"
    assert raised.value.where == voice.model
    assert raised.value.values["reason"]


@pytest.mark.parametrize("level", [0.0, 0.001])
def test_a_model_that_gives_no_sound_is_an_error_and_not_a_silence(tmp_path, level):
    with pytest.raises(EnvironmentProblem) as raised:
        sherpa.speak(said("残疾人。"), PACE, options(tmp_path, synthetic.sherpa_model(level=level)))
    assert raised.value.says == "voice-model-quiet"


def test_a_model_that_gives_what_is_no_number_is_an_error(tmp_path):
    with pytest.raises(EnvironmentProblem) as raised:
        sherpa.speak(said("残疾人。"), PACE, options(tmp_path, synthetic.sherpa_model(level=float("nan"))))
    assert raised.value.says == "voice-model-broken"


def test_an_engine_killed_in_the_middle_is_an_error_and_the_next_sentence_is_spoken(chinese):
    from curbcut.voices.sherpa.process import _processes

    wanted = sherpa.speak(said("残疾人。"), PACE, chinese)
    process = list(_processes.values())[-1]
    os.kill(process.pid, signal.SIGSTOP)
    process._process.stdin.flush()
    os.kill(process.pid, signal.SIGKILL)
    with pytest.raises(Internal) as raised:
        process.say("残疾人。", 0, 1.0)
    assert raised.value.says == "voice-died"
    time.sleep(0.1)
    assert sherpa.speak(said("残疾人。"), PACE, chinese) == wanted


def test_a_missing_file_another_file_and_a_file_that_nobody_wrote_down_are_told(tmp_path, chinese):
    gone = str(tmp_path / "gone")
    for voice, problem, told in (
        (msgspec.structs.replace(chinese, model=gone), "voice-model-missing", gone),
        (msgspec.structs.replace(chinese, lexicon=(gone,)), "voice-model-missing", gone),
        (msgspec.structs.replace(chinese, sha256="0" * 64), "voice-model-changed", chinese.sha256),
        (msgspec.structs.replace(chinese, sha256=""), "voice-model-unpinned", f"sha256: {chinese.sha256}"),
    ):
        for ask in (sherpa.fingerprint, lambda voice: sherpa.speak(said("残疾人"), PACE, voice)):
            with pytest.raises(CurbcutError) as raised:
                ask(voice)
            assert raised.value.says == problem
        assert told in (sherpa.available(voice) or "")


def test_the_fingerprint_follows_what_is_in_all_files(tmp_path):
    voice = options(tmp_path)
    before = sherpa.fingerprint(voice)
    lexicon = Path(voice.lexicon[0])
    lexicon.write_text(lexicon.read_text("utf-8") + "鑫 xin1\n", "utf-8")
    assert sherpa.fingerprint(voice) != before
    with_data = msgspec.structs.replace(voice, data=str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "phontab").write_bytes(b"1")
    one = sherpa.fingerprint(with_data)
    (tmp_path / "data" / "phontab").write_bytes(b"22")
    assert sherpa.fingerprint(with_data) != one
