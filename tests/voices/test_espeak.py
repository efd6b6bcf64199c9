"""The espeak voice, with the real engine: everything is said, to the sample, the same every time, or it is an error."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import msgspec
import pytest
from voices.decoding import decoded
from voices.phonemes import phonemes
from voices.spoken import ENGLISH, SENTENCES, joined, utterance

from curbcut.core.errors import CurbcutError, EnvironmentProblem, Internal, UsageProblem
from curbcut.core.model import Token, Utterance
from curbcut.core.rooms import room
from curbcut.core.sound import espeak_pinyin, loudness, mp3, pcm
from curbcut.voices import espeak
from curbcut.voices.espeak import process
from curbcut.voices.espeak.clauses import MOST, capped
from curbcut.voices.espeak.phrases import PHRASES

PACE = 220


def spoken_digests(order: list[int]) -> dict[int, str]:
    """What a worker does: speak sentences in an order, return digest of sound and marks by number."""
    from curbcut.core.model import digest_of

    return {n: digest_of(espeak.speak(utterance(SENTENCES[n]), PACE, espeak.Options())) for n in order}


def test_the_engine_is_there():
    assert espeak.available(espeak.Options()) is None


def test_every_syllable_has_its_mark_and_marks_ascend():
    for text in SENTENCES:
        said = utterance(text)
        clip = espeak.speak(said, PACE, espeak.Options())
        assert len(clip.marks) == len(said.tokens) == len(text.split())
        assert all(one < other for one, other in pairwise((*clip.marks, clip.samples)))


def test_the_room_says_what_it_has_the_shape_of():
    assert room("voices", "espeak") is espeak
    assert espeak.fingerprint(espeak.Options()) == ""  # the wheel's version is among TOOLS


@pytest.mark.parametrize("tone", "12345")
def test_no_syllable_comes_out_in_english(tone: str) -> None:
    """`qiong2` as its own rules have it is `(en)kI2;@N tu:(cmn)`: English letters and the English number."""
    every = [
        base + tone for base in sorted({*espeak_pinyin.PLAIN, "m", "n", "ng", "hm", "hng", "zher", "wanr", "huir"})
    ]
    written = [" ".join(espeak_pinyin.spelled(syllable)) for syllable in every]
    found = phonemes(written)
    assert [(a, b) for a, b in zip(every, found, strict=True) if "(" in b or not any(ch in b for ch in "aAeEiIoOuUyY@")] == [
        # These two are said without a vowel, as they should be.
        (a, b) for a, b in zip(every, found, strict=True) if a[:-1] in ("n", "ng")
    ]  # fmt: skip


def test_the_default_pace_is_200_to_240_hanzi_a_minute_and_slow_and_fast_are_what_they_say():
    for pace in (160, 220, 300):
        clips = [(len(text.split()), espeak.speak(utterance(text), pace, espeak.Options())) for text in SENTENCES]
        found = sum(n for n, _ in clips) / sum(clip.samples / clip.rate_hz / 60 for _, clip in clips)
        assert abs(found - pace) <= 0.09 * pace, (pace, found)


def test_each_voice_is_at_19_lufs_and_below_the_ceiling_before_and_after_mp3():
    for lang, texts in (("zh-Hans", SENTENCES), ("en", ENGLISH), ("en-US", ENGLISH)):
        clips = [espeak.speak(utterance(text, lang), PACE, espeak.Options()) for text in texts]
        before = loudness.loudness(loudness.energies(clip.pcm, clip.rate_hz) for clip in clips)
        sound = decoded(mp3.joined([mp3.encoded(clip) for clip in clips]))
        after = loudness.loudness([loudness.energies(sound, mp3.RATE_HZ)])
        assert abs(before + 19) <= 1, (lang, before)
        assert abs(after + 19) <= 1, (lang, after)
        for each in (*(clip.pcm for clip in clips), sound):
            assert pcm.peak(each) < 32_768 * 10 ** (-0.3 / 20), lang


def test_a_mark_is_where_the_syllable_is_heard():
    """Before the first syllable of a clause there is silence, so the ear's beginning can be read off the signal."""
    late = []
    for text in SENTENCES:
        said = utterance(text)
        clip = espeak.speak(said, PACE, espeak.Options())
        samples = pcm.samples_of(clip.pcm)
        for before, mark in zip(said.tokens, clip.marks[1:], strict=False):
            if before.stop:
                assert not any(samples[mark - clip.rate_hz // 50 : mark]), "there is sound before the mark"
                onset = next(n for n in range(mark, clip.samples) if abs(samples[n]) > 150)
                late.append((onset - mark) * 1000 / clip.rate_hz)
    assert len(late) >= 10
    assert statistics.median(late) <= 20
    assert sorted(late)[int(0.95 * len(late))] <= 60


def test_the_same_bytes_in_any_order_after_any_history_in_any_worker():
    numbers = list(range(len(SENTENCES)))
    here = spoken_digests(numbers)
    assert spoken_digests(numbers[::-1]) == here
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        halves = list(pool.map(spoken_digests, [numbers[5:] + numbers[:5], numbers[1::2], numbers[::2]]))
    for half in halves:
        assert half == {n: here[n] for n in half}


def test_threads_take_turns():
    wanted = spoken_digests([3, 4])
    found: list[dict[int, str]] = []
    threads = [threading.Thread(target=lambda n=n: found.append(spoken_digests([n]))) for n in (3, 4) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(wanted[n] == digest for each in found for n, digest in each.items())
    assert len(found) == 6


def test_a_forked_process_has_an_engine_of_its_own():
    wanted = spoken_digests([3])
    mine = process.pid(process.DEFAULT_VOICE)
    out, into = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(into, spoken_digests([3])[3].encode())
        finally:
            process._processes[process.DEFAULT_VOICE].stop()
            os._exit(0)
    os.waitpid(child, 0)
    assert os.read(out, 100).decode() == wanted[3]
    assert process.pid(process.DEFAULT_VOICE) == mine
    assert spoken_digests([3]) == wanted
    os.close(out)
    os.close(into)


def test_three_hundred_hanzi_without_punctuation_are_all_said():
    said = utterance(" ".join(SENTENCES[0].replace(",", "").replace(".", "").split() * 12))
    assert len(said.tokens) > 270
    assert len(espeak.speak(said, PACE, espeak.Options()).marks) == len(said.tokens)


def test_a_paragraph_of_20_000_hanzi_is_all_said():
    said = utterance(" ".join(SENTENCES[0].replace(",", "").replace(".", "").split() * 830))
    assert len(said.tokens) > 19_000
    clip = espeak.speak(said, PACE, espeak.Options())
    assert len(clip.marks) == len(said.tokens)


def test_a_long_clause_is_cut_into_even_parts_and_places_lead_back():
    text = " ".join(f"ma{n % 4 + 1}" for n in range(2 * MOST + 10))
    whole = capped(text)
    assert [len(part.split()) for part in whole.text.split(",")] == [43, 43, 44]
    for at in range(0, len(text), 4):
        moved = next(n for n in range(len(whole.text)) if whole.place(n) == at and whole.text[n] == text[at])
        assert whole.text[moved : moved + 3] == text[at : at + 3]
    assert capped("重新认定" * 20).text.count("，") == 1
    assert capped("short, and sweet.").text == "short, and sweet."


def test_english_inside_chinese_changes_the_voice_and_keeps_its_marks():
    said = joined(utterance("ben3 zhan4 fu2 he2"), utterance("WCAG two", "en"), utterance("biao1 zhun3."))
    clip = espeak.speak(said, PACE, espeak.Options())
    assert len(clip.marks) == 8
    assert list(clip.marks) == sorted(set(clip.marks))
    alone = espeak.speak(utterance("WCAG two", "en"), PACE, espeak.Options())
    assert clip.samples > alone.samples


def test_the_second_word_of_a_phrase_that_the_engine_knows_whole_has_its_own_mark() -> None:
    said = utterance("This is no longer in force.", "en")
    clip = espeak.speak(said, 220, espeak.Options())
    assert len(clip.marks) == len(said.tokens)
    assert list(clip.marks) == sorted(set(clip.marks))


@pytest.mark.parametrize("text", ["B. calling the police", "C. a program; A. paying", "Plan B. calling is free."])
def test_a_letter_that_counts_is_no_abbreviation(text: str) -> None:
    said = utterance(text, "en")
    clip = espeak.speak(said, PACE, espeak.Options())
    assert list(clip.marks) == sorted(set(clip.marks)) and len(clip.marks) == len(said.tokens)


def test_small_words_that_the_engine_says_as_one_are_still_two_tokens():
    said = utterance("There is one of the ramps on the list, and they have been told.", "en-GB")
    clip = espeak.speak(said, PACE, espeak.Options())
    assert len(clip.marks) == len(said.tokens)
    assert list(clip.marks) == sorted(set(clip.marks))


def test_phrases_that_the_engine_reports_by_their_first_word_are_no_loss_and_others_are(monkeypatch):
    for phrase in sorted(PHRASES):
        said = utterance(f"We know {phrase} seven times.", "en")
        clip = espeak.speak(said, PACE, espeak.Options())
        assert list(clip.marks) == sorted(set(clip.marks)), phrase
    monkeypatch.setattr(espeak, "PHRASES", frozenset())
    with pytest.raises(Internal) as raised:
        espeak.speak(utterance("It is no longer in force.", "en"), PACE, espeak.Options())
    assert "longer" in raised.value.text()


def test_the_second_word_of_a_phrase_begins_where_the_engine_says():
    whole = espeak.speak(utterance("no longer", "en"), PACE, espeak.Options())
    alone = espeak.speak(utterance("no", "en"), PACE, espeak.Options())
    spoken = len(pcm.bytes_of(pcm.samples_of(alone.pcm)).rstrip(b"\0")) // 2
    assert 0.5 * spoken < whole.marks[1] <= 1.2 * spoken


@pytest.mark.parametrize(
    ("token", "lang", "problem"),
    [
        ("，", "zh-Hans", "voice-token"),
        ("🙂", "zh-Hans", "voice-token"),
        ("𠮷", "zh-Hans", "voice-token"),
        ("重", "zh-Hans", "voice-token"),
        ("chong", "zh-Hans", "voice-token"),
        ("chong6", "zh-Hans", "voice-token"),
        ("wong4", "zh-Hans", "voice-token"),
        ("nü3", "zh-Hans", "voice-token"),
        ("3", "zh-Hans", "voice-token"),
        ("...", "en", "voice-token"),
        ("<b>\x00", "en", "voice-token"),
        ("two words", "en", "voice-token"),
        ("nei5", "yue", "voice-language"),
        ("bonjour", "fr", "voice-language"),
    ],
)
def test_what_cannot_be_said_is_named_in_an_error(token: str, lang: str, problem: str) -> None:
    said = Utterance(id="s-1", text="字", tokens=(Token(start=0, end=1, says=token, lang=lang),))
    with pytest.raises(UsageProblem) as raised:
        espeak.speak(said, PACE, espeak.Options())
    assert raised.value.says == problem


def test_an_utterance_without_anything_to_say_is_an_error():
    with pytest.raises(UsageProblem) as raised:
        espeak.speak(Utterance(id="s-1", text="……🙂", tokens=()), PACE, espeak.Options())
    assert raised.value.says == "voice-nothing-to-say"


@pytest.mark.parametrize("pace", [0, 137, 421])
def test_a_pace_that_the_engine_has_not_is_an_error(pace: int) -> None:
    with pytest.raises(UsageProblem) as raised:
        espeak.speak(utterance("ni3 hao3"), pace, espeak.Options())
    assert raised.value.says == "voice-pace"


def test_text_that_looks_like_markup_is_said_as_it_is_written():
    said = utterance('<speak> <break time="9s"/> [[en:a]] &amp; hello', "en")
    clip = espeak.speak(Utterance(id="s-1", text=said.text, tokens=said.tokens[-1:]), PACE, espeak.Options())
    marked = espeak.speak(
        Utterance(
            id="s-1", text=said.text, tokens=(Token(start=0, end=7, says="<speak>", lang="en"), *said.tokens[-1:])
        ),
        PACE,
        espeak.Options(),
    )
    assert len(marked.marks) == 2
    assert marked.samples > clip.samples


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_an_engine_killed_in_the_middle_is_an_error_and_the_next_sentence_is_spoken(number: signal.Signals) -> None:
    wanted = spoken_digests([3])
    pid = process.pid(process.DEFAULT_VOICE)
    long = utterance(" ".join(SENTENCES[0].split() * 400))

    def strike() -> None:
        while not (forks := children(pid)):
            time.sleep(0.001)
        os.kill(forks[0], number)

    thread = threading.Thread(target=strike)
    thread.start()
    with pytest.raises(Internal) as raised:
        espeak.speak(long, PACE, espeak.Options())
    thread.join()
    assert raised.value.says == "voice-died"
    assert signal.Signals(number).name in raised.value.text()
    assert spoken_digests([3]) == wanted


def children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(word) for word in file.read().split()]


def test_an_engine_that_was_killed_between_two_sentences_is_started_again():
    wanted = spoken_digests([4])
    pid = process.pid(process.DEFAULT_VOICE)
    os.kill(pid, signal.SIGKILL)
    while Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
        time.sleep(0.001)
    assert spoken_digests([4]) == wanted


def test_an_unknown_voice_is_an_error_and_not_the_voice_before():
    with pytest.raises(UsageProblem) as raised:
        process.ask(process.Wanted(text="ni3 hao3", voice="siri"))
    assert raised.value.says == "voice-unknown"


@pytest.mark.parametrize("place", [("libnowhere.so.9", ""), (ctypes.util.find_library("c") or "libc.so.6", "")])
def test_a_missing_engine_is_an_error_with_its_remedy(place, monkeypatch):
    monkeypatch.setattr(process, "located", lambda: place)
    monkeypatch.setattr(process, "_processes", {})
    with pytest.raises(EnvironmentProblem) as raised:
        espeak.speak(utterance("ni3 hao3"), PACE, espeak.Options())
    assert raised.value.says == "voice-engine-missing"
    assert "curbcut[speech]" in raised.value.text()
    assert "espeak-ng" in str(espeak.available(espeak.Options()))


def test_an_engine_far_down_in_folders_with_names_of_any_kind_is_found(tmp_path, monkeypatch):
    wanted = spoken_digests([3])
    library, data = process.located()
    folder = tmp_path / "坡 道" / ("a" * 100) / ("b" * 100)
    folder.mkdir(parents=True)
    shutil.copytree(data, folder / "espeak-ng-data")
    monkeypatch.setattr(process, "located", lambda: (library, str(folder / "espeak-ng-data")))
    monkeypatch.setattr(process, "_processes", {})
    assert spoken_digests([3]) == wanted
    process._processes[process.DEFAULT_VOICE].stop()


def test_a_syllable_that_the_engine_leaves_out_is_an_error(monkeypatch):
    whole = process.ask

    def forgetful(wanted):
        spoken = whole(wanted)
        return msgspec.structs.replace(spoken, words=spoken.words[:3] + spoken.words[4:])

    monkeypatch.setattr(process, "ask", forgetful)
    with pytest.raises(Internal) as raised:
        espeak.speak(utterance(SENTENCES[0]), PACE, espeak.Options())
    assert raised.value.says == "voice-dropped"
    assert "ding4" in raised.value.text()


@pytest.mark.parametrize("sound", [b"", bytes(40), bytes(400_000)])
def test_too_little_sound_or_none_is_an_error(sound, monkeypatch):
    whole = process.ask

    def mute(wanted):
        return msgspec.structs.replace(whole(wanted), pcm=sound)

    monkeypatch.setattr(process, "ask", mute)
    with pytest.raises(CurbcutError) as raised:
        espeak.speak(utterance("ni3 hao3"), PACE, espeak.Options())
    assert raised.value.says == "voice-too-short"


def test_a_program_that_spoke_ends_without_a_word():
    code = (
        "from curbcut.voices import espeak; from curbcut.core.model import Token, Utterance\n"
        "said = Utterance(id='s-1', text='好', tokens=(Token(start=0, end=1, says='hao3', lang='zh-Hans'),))\n"
        "print(len(espeak.speak(said, 220, espeak.Options()).marks))"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")
