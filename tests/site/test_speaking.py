"""A rendition that speaks: told of words, voices and recordings; only what changed is said again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from curbcut.core.store import Store

PROJECT = Path(__file__).resolve().parents[2]
NOTICE, GUIDE = "content/notices/allowance.md", "content/guides/certificate.md"
TALK = "notice/allowance/talk.txt"


@pytest.fixture
def talking(site, tmp_path):
    """Return the environment in which the site speaks with a silent voice, and a function that gives what was said."""
    home = tmp_path / "distribution"
    info = home / "talking-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: talking\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(
        "[curbcut.renditions]\ntalking = tests.doubles.talking\n[curbcut.voices]\nmute = mutevoice\n", "utf-8"
    )
    (home / "mutevoice.py").write_text(MUTE, "utf-8")
    site.replace(
        "site_config.yml", "renditions: [plain]", "renditions: [talking]\nvoices: {zh-Hans: silence, en: silence}"
    )
    path = os.pathsep.join(filter(None, (str(home), str(PROJECT), os.environ.get("PYTHONPATH", ""))))
    marks = tmp_path / "said"
    marks.touch()

    def said() -> list[str]:
        lines = marks.read_text("utf-8").splitlines()
        marks.write_text("")
        return lines

    return {"PYTHONPATH": path, "MARKS": str(marks), "ASKED": str(tmp_path / "asked")}, said


MUTE = '''
"""A voice that cannot speak, and notes what it is asked."""
import os
from curbcut.core.model import Record

NAME = {"zh": "哑", "en": "Mute"}
TOOLS = ()


class Options(Record, frozen=True):
    """None."""


def _note(what):
    with open(os.environ["ASKED"], "a") as file:
        file.write(what + "\\n")


def available(options):
    """Say that it has no voice."""
    _note("available")
    return "没有嗓子 no throat"


def fingerprint(options):
    """Return what the machine decides."""
    _note("fingerprint")
    return "1"


def speak(utterance, pace_cpm, options):
    """Never come here."""
    raise AssertionError
'''


def identifier(site, text: str) -> str:
    """Return the id of a sentence, as on the page."""
    before = site.page("notice/allowance/index.html").partition(text)[0]
    return before.rpartition('id="')[2].partition('"')[0]


def test_every_sentence_is_said_by_the_voice_of_its_language(site, talking):
    environment, said = talking
    site.published(**environment)
    assert site.page(TALK).splitlines()[:2] == ["参考站", "[silence: 有临江市户口和残疾人证，就可以申请。]"]
    lines = said()
    assert lines.count("申请一次，以后每月自动发。") == 1
    assert site.page(f"course/{courses(site)[0]}/talk.txt").count("[silence: ") > 1


def courses(site) -> list[str]:
    return sorted(path.parent.name for path in site.live.glob("course/*/talk.txt"))


def test_an_edited_sentence_is_said_once_and_nothing_else(site, talking):
    environment, said = talking
    site.published(**environment)
    said()
    site.published(**environment)
    assert said() == []
    site.replace(NOTICE, "申请一次，", "申请两次，")
    site.published(**environment)
    assert said() == ["申请两次，以后每月自动发。", "joined"]
    assert "申请两次" in site.page(TALK)


def test_a_word_of_the_lexicon_is_said_anew_only_where_it_stands(site, talking):
    environment, said = talking
    site.published(**environment)
    said()
    site.write("site_config.yml", (site.root / "site_config.yml").read_text("utf-8") + "lexicon: {临江: lín jiāng}\n")
    site.published(**environment)
    lines = said()
    assert all("<lín jiāng>" in line for line in lines if line != "joined")
    joined = [path for path in site.live.rglob("talk.txt") if "<lín jiāng>" in path.read_text("utf-8")]
    assert 0 < lines.count("joined") == len(joined) < len(list(site.live.rglob("talk.txt")))


def test_a_recording_takes_the_place_of_the_voice_for_its_sentence_alone(site, talking):
    environment, said = talking
    site.published(**environment)
    said()
    folder = f"recordings/{NOTICE.removesuffix('.md')}"
    name = f"{folder}/{identifier(site, '申请一次，')}.wav"
    site.write(name, "人声")
    run = site.published(**environment)
    assert "[recordings: 人声]" in site.page(TALK)
    assert said() == ["申请一次，以后每月自动发。", "joined"]
    assert run.places == []
    site.write(name, "又一遍")
    site.published(**environment)
    assert "[recordings: 又一遍]" in site.page(TALK)
    (site.root / name).unlink()
    site.published(**environment)
    assert "recordings" not in site.page(TALK)


def test_a_recording_that_no_sentence_uses_is_told_of_in_every_build(site, talking):
    environment, _ = talking
    lost = [f"recordings/{NOTICE.removesuffix('.md')}/s-000000.wav", "recordings/content/notices/nobody/s-1.wav"]
    for path in lost:
        site.write(path, "人声")
    for _turn in range(2):
        assert site.published(**environment).places == [f"{path} recording-unheard" for path in sorted(lost)]


def test_a_recording_that_cannot_be_read_stops_publishing(site, talking):
    environment, _ = talking
    folder = site.root / "recordings" / NOTICE.removesuffix(".md")
    folder.mkdir(parents=True)
    (folder / "s-1.wav").symlink_to("/etc/hostname")
    run = site.build(**environment)
    assert (run.code, run.places) == (1, [f"recordings/{NOTICE.removesuffix('.md')}/s-1.wav link-out-of-site"])


def test_a_voice_that_cannot_speak_ends_the_build_before_anything_is_said(site, talking):
    environment, said = talking
    site.replace("site_config.yml", "en: silence", "en: mute")
    before = site.state()
    run = site.build(**environment)
    assert run.code == 3
    assert "没有嗓子" in run.err and "mute" in run.err
    assert said() == []
    assert site.state() == before
    assert Path(environment["ASKED"]).read_text().splitlines() == ["fingerprint", "available"]


def test_a_voice_is_not_asked_for_where_nothing_speaks(site, talking):
    environment, _ = talking
    site.replace("site_config.yml", "en: silence", "en: mute")
    site.replace("site_config.yml", "renditions: [talking]", "renditions: [plain]")
    site.write("recordings/nobody.wav", "人声")
    assert site.published(**environment).places == []
    assert not Path(environment["ASKED"]).exists()


def test_a_sentence_that_cannot_be_said_is_blamed_on_its_text(site, talking):
    environment, _ = talking
    site.replace(NOTICE, "申请一次，", "哎呀，")
    before = site.state()
    run = site.build(**environment)
    assert (run.code, run.places) == (1, [f"{NOTICE} rendition-failed"])
    assert "说不出来" in run.err
    with Store(site.root / "build" / "store") as store:  # what `why` shows
        assert store.history(f"talking {NOTICE}").failure["values"] == {"reason": "ValueError: 说不出来"}
    assert site.state() == before


def test_a_sweep_leaves_what_was_said(site, talking):
    environment, said = talking
    site.published(**environment)
    said()
    assert site.curbcut("sweep", "--now", "2026-11-23T09:00:00+08:00", **environment).code == 0
    site.replace(NOTICE, "申请一次，", "申请两次，")
    site.published(**environment)
    assert said() == ["申请两次，以后每月自动发。", "joined"]
