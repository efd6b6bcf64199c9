"""The recording of a document, and the files that say when each of its sentences is heard."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from renditions.audio.documents import CASES, HERE, case, document, made, notice, spoken

from curbcut.core.errors import CurbcutError
from curbcut.core.model import Made
from curbcut.core.sound import mp3
from curbcut.core.sound.wav import wav_of
from curbcut.renditions import audio
from curbcut.renditions.audio.joining import CLIP, unpacked

REAL = "espeak"


def player(result: Made) -> dict[str, Any]:
    text = result.files["cues.js"].decode()
    told: dict[str, Any] = json.loads(re.fullmatch(r"curbcut\.cues\((.*)\);\n", text)[1])  # type: ignore[index]
    return told


@pytest.mark.parametrize("name", CASES)
def test_captions_and_cues_say_the_same_as_the_page(name: str, request: pytest.FixtureRequest) -> None:
    result = spoken(case(name))
    for file in ("captions.vtt", "cues.vtt"):
        golden = HERE / "cases" / name / file
        if request.config.getoption("--rewrite"):
            golden.write_bytes(result.files[file])
        assert result.files[file] == golden.read_bytes()


def test_every_syllable_is_a_stretch_of_its_sentence_and_they_follow_each_other() -> None:
    doc = case("lists_and_notes")
    texts = {sentence.id: sentence.text for sentence in doc.sentences}
    cues = player(spoken(doc, voice=REAL))["cues"]
    marked = [cue for cue in cues if cue[4]]
    assert {cue[0] for cue in marked} <= texts.keys()
    assert len(marked) > 10
    for id_, start, end, _, syllables in marked:
        triples = list(zip(syllables[::3], syllables[1::3], syllables[2::3], strict=True))
        assert all(0 <= one < other <= len(texts[id_]) for one, other, _ in triples)
        times = [ms for *_, ms in triples]
        assert times == sorted(times)
        assert times[0] >= 0
        assert times[-1] < end - start
    han = {cue[0]: len(re.findall("[一-鿿]", texts[cue[0]])) for cue in marked}
    assert {cue[0]: len(cue[4]) // 3 for cue in marked} == han


def test_what_is_said_before_a_sentence_is_in_the_captions_and_marks_nothing_on_the_page() -> None:
    result = spoken(notice("1. 打电话。"), voice=REAL)
    assert "1. 打电话。" in result.files["captions.vtt"].decode()
    cue = next(cue for cue in player(result)["cues"] if cue[0].startswith("s-"))
    assert cue[4][:2] == [0, 1]
    assert cue[4][2] > 0, "the first syllable is heard after the number"


def test_chapters_are_the_headings_and_cover_the_whole_recording() -> None:
    result = spoken(case("guide"))
    chapters = result.facts["chapters"]
    titles = [title for title, *_ in chapters]
    assert titles[0] == "法律援助"
    assert {"申请材料", "办理流程", "常见问题"} <= set(titles)
    assert [start for _, start, _, _ in chapters] == [0, *(end for _, _, end, _ in chapters[:-1])]
    assert chapters[-1][2] == result.facts["ms"]
    assert chapters[2][3] == "cc-materials"


def test_the_length_is_that_of_the_frames() -> None:
    result = spoken(case("guide"))
    data = result.files["audio.mp3"]
    size = sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True)) + 10
    count = mp3._counted(data[size:])
    assert result.facts["ms"] == round(count * mp3.FRAME * 1000 / mp3.RATE_HZ)
    assert player(result)["ms"] == result.facts["ms"]


def test_an_edited_sentence_is_spoken_once_and_nothing_else_is() -> None:
    def parts(body: str) -> list[Any]:
        return [repr(part) for part in audio.parts(notice(body), audio.Options(), made())]

    before, after = parts("第一句。第二句。第三句。"), parts("第一句。另一句。第三句。")
    assert len([part for part in after if part not in before]) == 1


def test_an_edited_lexicon_speaks_only_the_sentences_that_say_the_phrase() -> None:
    doc = notice("重庆很大。北京也很大。")
    before = [repr(part) for part in audio.parts(doc, audio.Options(), made())]
    after = [repr(part) for part in audio.parts(doc, audio.Options(), made(lexicon={"重庆": "chóng qìng"}))]
    assert [one == other for one, other in zip(before, after, strict=True)].count(False) == 1


def test_the_texts_own_readings_win_over_the_sites() -> None:
    doc = document(
        "---\ntitle: 通知\nslug: x\npublished: 2026-01-01\nlexicon: {行知: xíng zhī}\n---\n\n行知学校。{重|chóng}要。\n"
    )
    given = made(lexicon={"行知": "háng zhī"})
    parts = {part.arguments[1]: part.arguments for part in audio.parts(doc, audio.Options(), given)}
    assert parts["行知学校。"][3] == [["行知", "xíng zhī"]]
    assert parts["重要。"][4] == [[0, "chong2"]]


def test_the_same_text_is_the_same_bytes_in_any_order() -> None:
    doc, options, given = case("english"), audio.Options(), made(REAL)
    parts = list(audio.parts(doc, options, given))

    def clips(order: list[int]) -> dict[int, bytes]:
        made = {n: audio.make_part(options, parts[n].arguments, b"", Path()) for n in order}
        return {n: one.inner[CLIP] for n, one in made.items()}

    forwards = clips([*range(len(parts))])
    assert clips([*reversed(range(len(parts)))]) == forwards


def test_a_worker_speaks_without_the_modules_of_pypinyin() -> None:
    """Its tables are enough; importing the package would cost every worker a tenth of a second before its first word."""
    arguments = ("", "重新申请。", "zh-Hans", [], [], [["zh-Hans", "silence", {}, "1"]], 220)
    code = (
        "import sys; from pathlib import Path; from curbcut.renditions import audio;"
        f"made = audio.make_part(audio.Options(), {arguments!r}, b'', Path());"
        "sys.exit(not made.inner or any(name.startswith('pypinyin') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_paces_differ_as_their_names_say() -> None:
    doc = notice("残疾人可以在街道窗口领取补贴，也可以请工作人员到家里来办理手续。")
    length = {
        pace: spoken(doc, audio.Options(pace=pace), voice=REAL).facts["ms"]  # type: ignore[arg-type]
        for pace in audio.PACES_CPM
    }
    assert length["slow"] > 1.15 * length["standard"] > 1.3 * length["fast"]


def test_a_recording_by_a_person_is_heard_instead_of_the_computer() -> None:
    doc = notice("请打电话。")
    name = doc.sentences[0].id
    tone = b"".join((8000 if n // 40 % 2 else -8000).to_bytes(2, "little", signed=True) for n in range(44_100))
    given = made(REAL, recorded=(name,))
    part = next(part for part in audio.parts(doc, audio.Options(), given) if part.file)
    assert part.file == f"recordings/content/notices/x/{name}.wav"
    assert part.arguments[5][0][1] == "recordings"
    clip = audio.make_part(audio.Options(), part.arguments, wav_of(tone, 22_050), Path())
    heard = unpacked(clip.inner[CLIP])
    assert heard is not None
    assert heard.samples == 44_100
    assert heard.syllables == ()


@pytest.mark.parametrize("text", ["！！！？？？", "😀😀", "……", "——"])
def test_a_line_with_nothing_to_be_heard_is_left_out_without_a_cue(text: str) -> None:
    doc = notice(f"第一句。\n\n{text}\n\n第二句。")
    texts = {sentence.id: sentence.text for sentence in doc.sentences}
    assert [texts[cue[0]] for cue in player(spoken(doc))["cues"] if cue[0] in texts] == ["第一句。", "第二句。"]


@pytest.mark.parametrize(
    "text",
    [
        "字" * 300,
        "这是一段没有标点的文字" * 200,
        "请看<break time='5s'/>这里 &lt;speak&gt; 和 [[k'at]] 。",
        "𠮷野家和𪚥。",
        "控制符\u200b\u202e和\ufeff零宽。",
        "a" * 400,
    ],
)
def test_hostile_text_is_spoken(text: str) -> None:
    cues = player(spoken(notice(text), voice=REAL))["cues"]
    assert any(cue[0].startswith("s-") and cue[4] for cue in cues)


def test_a_paragraph_of_twenty_thousand_characters_has_a_cue_for_each_of_them() -> None:
    doc = notice("这是一段没有标点的文字" * 1_818)
    cues = [cue for cue in player(spoken(doc))["cues"] if cue[0].startswith("s-")]
    assert sum(len(cue[4]) // 3 for cue in cues) == len(doc.sentences[0].text) == 19_998


@pytest.mark.parametrize("text", ["他说Москва。", '<p lang="bo">བོད་ཡིག</p>', "カタカナ"])
def test_words_that_no_voice_can_read_are_refused_not_left_out(text: str) -> None:
    with pytest.raises(CurbcutError) as problem:
        spoken(notice(text), voice=REAL)
    assert re.search("Москва|བོད|カタカナ", problem.value.text())
