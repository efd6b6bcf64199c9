"""Recordings as a site has them: beside every page, spoken once, by people where they recorded, and refused in words."""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import signal
import subprocess
import time
from array import array
from pathlib import Path

import pytest
from doubles.engines import asked, engine_of

from curbcut.core.sound.wav import wav_of

NOTICE, GUIDE = "content/notices/allowance.md", "content/guides/certificate.md"
SENTENCE = "申请一次，以后每月自动发。"
BESIDE = ("audio.mp3", "captions.vtt", "cues.js", "cues.vtt", "speech-marks.jsonl")
NOWHERE = "/nowhere/libespeak-ng.so"


@pytest.fixture(scope="session")
def silent(built, tmp_path_factory):
    """The reference site with recordings in which nobody speaks, published once. For looking only."""
    return _recorded(built, tmp_path_factory.mktemp("silent"), "renditions: [audio, plain]\nvoices: silence")


@pytest.fixture(scope="session")
def spoken(built, tmp_path_factory):
    """The reference site with recordings by the real engine, published once. For looking only."""
    return _recorded(built, tmp_path_factory.mktemp("spoken"), "renditions: [audio, plain]")


def _recorded(built, folder: Path, lines: str):
    site = type(built)(folder / "site")
    shutil.copytree(built.root, site.root, symlinks=True)
    site.replace("site_config.yml", "renditions: [plain]", lines)
    site.published()
    return site


@pytest.fixture
def quiet(silent, tmp_path):
    """A copy of `silent`, to change at will."""
    return type(silent)(Path(shutil.copytree(silent.root, tmp_path / "site", symlinks=True)))


@pytest.fixture
def heard(spoken, tmp_path):
    """A copy of `spoken`, to change at will."""
    return type(spoken)(Path(shutil.copytree(spoken.root, tmp_path / "site", symlinks=True)))


@pytest.fixture
def lacking(tmp_path):
    """Return a function that gives the environment of a machine without the engine, or without the encoder."""

    def without(*names: str) -> dict[str, str]:
        for name in names:
            (tmp_path / "without" / name).mkdir(parents=True)
            (tmp_path / "without" / name / "__init__.py").write_text(LACKING[name], "utf-8")
        return {"PYTHONPATH": os.pathsep.join(filter(None, (str(tmp_path / "without"), os.environ.get("PYTHONPATH"))))}

    return without


LACKING = {
    "espeakng_loader": f"def get_library_path(): return {NOWHERE!r}\ndef get_data_path(): return '/nowhere/data'\n",
    "lameenc": "raise ImportError('no lameenc here')\n",
}
ENGINE, ENCODER = LACKING


def made(site, *words: str, **environment: str) -> tuple[int, set[str]]:
    """Build, and return how many parts were spoken and the texts whose recording was put together."""
    events = site.published("--json", *words, **environment).events
    jobs = [event["job"] for event in events if event["event"] == "job" and event["what"] == "made"]
    texts = {job.removeprefix("audio ") for job in jobs if job.startswith("audio ")}
    return len([job for job in jobs if job.startswith("part audio ")]), texts


def said(site, page: str) -> list[str]:
    """Return the captions of a page, in order."""
    return [block.split("\n", 2)[2] for block in site.page(f"{page}captions.vtt").strip().split("\n\n")[1:]]


def cues(site, page: str) -> list[list]:
    return json.loads(re.fullmatch(r"curbcut\.cues\((.*)\);\n", site.page(f"{page}cues.js"))[1])["cues"]


def sentence(site) -> str:
    """Return the id of SENTENCE, as its page has it."""
    return re.search(rf'id="(s-[^"]+)">{SENTENCE[:5]}', site.page("notice/allowance/index.html"))[1]


def recording(site, id_: str) -> str:
    return f"recordings/{NOTICE.removesuffix('.md')}/{id_}.wav"


def tone(seconds: float, level: float = 0.3) -> bytes:
    """Return somebody who hums, as WAV."""
    loudest = round(32_767 * level)
    hum = (round(loudest * math.sin(n / 8)) for n in range(round(44_100 * seconds)))
    return wav_of(array("h", hum).tobytes(), 44_100)


def test_every_page_offers_its_recording_with_length_and_size_and_to_hear_at_once(spoken):
    pages = [path.removesuffix("audio.mp3") for path in spoken.files() if path.endswith("/audio.mp3")]
    assert len(pages) == 6  # three documents, two lessons and their course
    for page in pages:
        assert {f"{page}{name}" for name in BESIDE} <= spoken.files().keys()
        html = spoken.page(f"{page}index.html")
        shown = re.search(r'<li><a [^>]*href="audio.mp3"[^>]*>(.*?)</li>', html, re.DOTALL)
        length = re.search(r"录音<small>MP3，(\d+ (?:分|秒)(?: \d+ 秒)?)，\d+ KB</small>", shown[1])
        assert length, shown[1]
        assert f'<audio src="audio.mp3" controls preload="none" aria-label="听这一页（{length[1]}）">' in html


def test_a_page_that_is_no_document_has_no_player(spoken):
    documents = {path.rpartition("/")[0] for path in spoken.files() if path.endswith("/audio.mp3")}
    others = [path for path in spoken.files() if path.endswith(".html") and path.rpartition("/")[0] not in documents]
    assert len(others) > 10
    assert not [path for path in others if "<audio" in spoken.page(path)]


def test_an_edited_sentence_is_spoken_once_and_one_recording_is_made(quiet):
    assert made(quiet) == (0, set())
    quiet.replace(NOTICE, "每月自动发", "每季自动发")
    assert made(quiet) == (1, {NOTICE})
    assert "申请一次，以后每季自动发。" in said(quiet, "notice/allowance/")


def test_a_word_of_the_lexicon_is_spoken_anew_only_where_it_stands(quiet):
    pages = [path.removesuffix("audio.mp3") for path in quiet.files() if path.endswith("/audio.mp3")]
    lines = {page: [line for line in said(quiet, page) if "窗口" in line] for page in pages}
    quiet.write(
        "site_config.yml", (quiet.root / "site_config.yml").read_text("utf-8") + "lexicon: {窗口: chuāng kǒu}\n"
    )
    spoken, texts = made(quiet)
    assert spoken == len({line for found in lines.values() for line in found}) > 1
    assert len(texts) == len([page for page in pages if lines[page]]) < len(pages)


def test_a_recorded_sentence_is_heard_in_place_of_the_computer(quiet):
    id_ = sentence(quiet)
    before = said(quiet, "notice/allowance/")
    quiet.write(recording(quiet, id_), tone(3.5))
    run = quiet.published("--json")
    assert not [event for event in run.events if event["event"] == "finding"]
    (start, end) = next((cue[1], cue[2]) for cue in cues(quiet, "notice/allowance/") if cue[0] == id_)
    assert abs(end - start - 3_500) <= 1
    assert said(quiet, "notice/allowance/") == before
    (quiet.root / recording(quiet, id_)).unlink()
    quiet.published()
    assert next(cue[2] - cue[1] for cue in cues(quiet, "notice/allowance/") if cue[0] == id_) != end - start


def test_a_recording_of_no_sentence_is_a_warning_and_the_site_is_published(quiet):
    path = recording(quiet, "s-000000")
    quiet.write(path, tone(1))
    assert quiet.published().places == [f"{path} recording-unheard"]


@pytest.mark.parametrize(("wav", "zh", "en"), [
    (b"ID3\x03 an MP3 with another name", "录音的格式不能用", "format cannot be used"),
    (tone(3)[:-1000], "录音的格式不能用", "format cannot be used"),
    (tone(3).replace(b"\x02\0\x10\0", b"\x01\0\x08\0", 1), "录音的格式不能用", "format cannot be used"),
    (b"", "录音的格式不能用：0 bytes", "format cannot be used: 0 bytes"),
    (tone(0.4), "录音长 0.4 秒", "lasts 0.4 s"),
    (tone(60), "录音长 60.0 秒", "lasts 60.0 s"),
    (tone(3, level=0.001), "录音里没有声音", "no sound in the recording"),
], ids=["MP3", "cut off", "8 bit", "empty", "too short", "too long", "silent"])  # fmt: skip
def test_a_recording_that_cannot_be_used_stops_publishing_by_its_path_and_its_sentence(quiet, wav, zh, en):
    path = recording(quiet, sentence(quiet))
    quiet.write(path, wav)
    run = quiet.refused(f"{path} rendition-failed")
    assert run.places == [f"{path} rendition-failed"]
    assert zh in run.err
    assert en in run.err
    assert f"    | {SENTENCE}" in run.err
    assert "“录音”没有做出来" in run.err


def trusted(site):
    """Let the rule pass that finds such words first: its reason says that a person will have recorded them."""
    site.replace(NOTICE, "slug: allowance", "slug: allowance\nallow: {sayable: 有人录音}")


def test_a_sentence_that_nobody_can_read_is_named_at_its_place(quiet):
    trusted(quiet)
    quiet.replace(NOTICE, "每月自动发", "每月自动发Москва")
    run = quiet.refused(f"{NOTICE}:12:19 rendition-failed")
    assert "没有声音会念“Москва”" in run.err
    assert "No voice here can read “Москва”" in run.err
    assert "    | 申请一次，以后每月自动发Москва。" in run.err


def test_a_sentence_that_no_voice_reads_is_heard_where_a_person_recorded_it(quiet):
    trusted(quiet)
    quiet.replace(NOTICE, SENTENCE, "Поддержка оказывается людям с инвалидностью каждый месяц.")
    quiet.refused(f"{NOTICE}:12:19 rendition-failed")
    quiet.replace("site_config.yml", "[audio, plain]", "[plain]")
    quiet.published()
    id_ = re.search(r'id="(s-[^"]+)">Поддержка', quiet.page("notice/allowance/index.html"))[1]
    quiet.replace("site_config.yml", "[plain]", "[audio, plain]")
    quiet.write(recording(quiet, id_), tone(9))
    quiet.published()
    assert abs(next(cue[2] - cue[1] for cue in cues(quiet, "notice/allowance/") if cue[0] == id_) - 9_000) <= 1


def test_a_word_of_the_front_matter_that_nobody_can_read_is_named_too(quiet):
    trusted(quiet)
    quiet.replace(NOTICE, "title: 关于", "title: 关于Москва")
    run = quiet.refused(f"{NOTICE} rendition-failed")
    assert "    | 政策文件：关于Москва发放交通补贴的通知" in run.err


def test_a_cell_of_a_table_that_nobody_can_read_is_named_with_its_column(quiet):
    trusted(quiet)
    quiet.replace(
        NOTICE, "## 怎么申请", "| 区 | 窗口 |\n|---|---|\n| 东浦 | Москва |\n| 西山 | 二号 |\n\n表：窗口\n\n## 怎么申请"
    )
    run = quiet.build()
    assert (run.code, len(run.places)) == (1, 1)
    assert re.fullmatch(rf"{NOTICE}:16:\d+ rendition-failed", run.places[0])
    assert "    | 窗口：Москва" in run.err


def test_a_voice_that_nobody_knows_is_a_finding_in_the_configuration(quiet):
    quiet.replace("site_config.yml", "voices: silence", "voices: espeek")
    assert re.fullmatch(r"site_config.yml:\d+:\d+ config-unknown-room", quiet.build().places[0])


def test_a_machine_without_the_engine_is_told_once_and_publishes_what_was_spoken_before(heard, lacking):
    without = lacking(ENGINE)
    assert made(heard, **without) == (0, set())
    heard.replace(NOTICE, "每月自动发", "每季自动发")
    before = heard.state()
    run = heard.build(**without)
    assert run.code == 3
    assert run.err.count("声音“espeak”现在用不了") == run.err.count("The voice “espeak” cannot be used") == 1
    assert NOWHERE.rpartition("/")[0] in run.err
    assert "pip install 'curbcut[speech]'" in run.err
    assert heard.state() == before
    assert made(heard) == (1, {NOTICE})


def test_a_silent_site_needs_no_engine(quiet, lacking):
    quiet.replace(NOTICE, "每月自动发", "每季自动发")
    assert made(quiet, **lacking(ENGINE)) == (1, {NOTICE})


def test_a_machine_without_the_encoder_is_told_once(quiet, lacking):
    quiet.replace(NOTICE, "每月自动发", "每季自动发")
    before = quiet.state()
    run = quiet.build(**lacking(ENCODER))
    assert run.code == 3
    assert run.err.count("lameenc") == 2  # once in each language
    assert quiet.state() == before


def test_doctor_says_what_recordings_lack(spoken, silent, lacking):
    without = lacking(ENGINE, ENCODER)
    run = spoken.curbcut("doctor", **without)
    assert run.code == 3
    lines = [line for line in run.out.splitlines() if line.startswith("✗")]
    assert any(line.startswith("✗ audio: ") and "lameenc" in line and "pip install" in line for line in lines)
    assert any(line.startswith("✗ 声音 voice espeak (zh-Hans): ") for line in lines)
    assert "✗ 声音" not in silent.curbcut("doctor", **without).out


def test_doctor_of_a_site_without_recordings_lacks_nothing_for_them(built, lacking):
    run = built.curbcut("doctor", **lacking(ENGINE, ENCODER))
    assert run.code == 0
    assert "- audio: 缺少 MP3 编码器 lameenc" in run.out


def test_why_answers_for_a_recording(quiet):
    quiet.replace(NOTICE, "每月自动发", "每季自动发")
    quiet.published()
    for path in ("notice/allowance/audio.mp3", "build/site/notice/allowance/cues.js"):
        [told] = quiet.curbcut("why", path, "--json").events
        assert told["job"] == f"audio {NOTICE}"
        assert "document" in told["changed"]
    assert quiet.curbcut("why", "notice/allowance/nothing.mp3").code == 2


def test_an_engine_that_is_killed_while_it_speaks_costs_one_sentence_and_no_half_recording(heard):
    heard.replace(NOTICE, "## 怎么申请", "".join(f"第{n}个窗口在和平路{n}号。\n\n" for n in range(150)) + "## 怎么申请")
    before = heard.state()
    command = heard.command("build", "--now", "2026-11-23T09:00:00+08:00", "--workers", "1", "--json")
    build = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    for line in build.stdout:
        if '"part audio' in line and '"made"' in line:
            break
    # The report comes in gulps, so many sentences are still to be said. Stopped, the engine is surely asked for something before it is killed.
    build.send_signal(signal.SIGSTOP)
    engine = engine_of(build.pid)
    os.kill(engine, signal.SIGSTOP)
    build.send_signal(signal.SIGCONT)
    end = time.monotonic() + 5  # it may have taken the question already
    while not asked(engine) and time.monotonic() < end:
        time.sleep(0.02)
    os.killpg(engine, signal.SIGKILL)
    rest = build.stdout.read()
    assert build.communicate(timeout=120)[1] == ""
    assert build.returncode == 1
    events = [json.loads(line) for line in rest.splitlines()]
    [found] = [event for event in events if event["event"] == "finding"]
    assert (found["rule"], found["path"]) == ("rendition-failed", NOTICE)
    assert found["line"] > 0
    assert re.fullmatch(r"第\d+个窗口在和平路\d+号。", found["excerpt"])
    assert all("SIGKILL" in found["words"]["what"][lang] for lang in ("zh", "en"))
    assert heard.state() == before
    parts, texts = made(heard)
    assert texts == {NOTICE}
    assert parts < 150, "what was spoken before is kept"


def without_rights(site, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody for whom the permissions of files count."""
    humble = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if humble and shutil.which("setpriv") is None:
        pytest.skip("setpriv is not installed")
    done = subprocess.run([*humble, *site.command(*words)], capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("what", ["folder", "file"])
def test_recordings_that_may_not_be_read_stop_publishing_by_name(quiet, what):
    file = quiet.write(recording(quiet, sentence(quiet)), tone(3))
    path = file.parent if what == "folder" else file
    path.chmod(0)
    before = quiet.state()
    done = without_rights(quiet, "build")
    path.chmod(0o755)
    assert done.returncode == 1
    assert f"{path.relative_to(quiet.root).as_posix()} [停 stop] file-unreadable" in done.stderr
    assert quiet.state() == before


def test_a_build_folder_that_may_not_be_written_ends_the_build_in_words(quiet):
    quiet.replace(NOTICE, "每月自动发", "每季自动发")
    before = quiet.state()
    folders = [quiet.root / "build", *(path for path in (quiet.root / "build").rglob("*") if path.is_dir() and not path.is_symlink())]  # fmt: skip
    for folder in folders:
        folder.chmod(0o555)
    done = without_rights(quiet, "build")
    for folder in folders:
        folder.chmod(0o755)
    assert done.returncode == 3
    assert str(quiet.root / "build") in done.stderr
    assert quiet.state() == before


def test_a_text_may_do_without(quiet):
    quiet.replace(NOTICE, "topic:", "renditions: [plain]\ntopic:")
    quiet.published()
    assert not [name for name in BESIDE if f"notice/allowance/{name}" in quiet.files()]
    page = quiet.page("notice/allowance/index.html")
    assert "<audio" not in page
    assert "audio.mp3" not in page


def test_the_recording_of_a_repealed_notice_begins_with_that(quiet):
    quiet.replace(NOTICE, "topic:", "validity: repealed\ntopic:")
    quiet.published()
    assert "废止" in said(quiet, "notice/allowance/")[0]
    assert cues(quiet, "notice/allowance/")[0][0] == "cc-banner"


def test_a_course_is_heard_with_the_titles_of_its_lessons(quiet):
    lines = said(quiet, "course/phone/")
    assert lines[0].startswith("课程：")
    titles = [re.search(r"^title: (.+)$", (quiet.root / f"courses/phone/{name}.md").read_text("utf-8"), re.MULTILINE)[1]
              for name in ("begin", "pay")]  # fmt: skip
    assert [line for line in lines if line[:3] in ("1. ", "2. ")] == [
        f"1. {titles[0]}",
        f"2. {titles[1]}",
    ]
