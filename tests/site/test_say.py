"""An editor hears how a text is read before anybody else does."""

from __future__ import annotations

import json
import subprocess

from curbcut.core.sound.wav import clip_of


def test_say_prints_the_words_the_pinyin_and_writes_the_sound(site, tmp_path):
    file = tmp_path / "a.mp3"
    run = site.curbcut("say", "共3个，咨询12385。", "--out", str(file))
    assert run.code == 0, run.err
    assert run.out.splitlines()[:2] == ["共三个，咨询幺二三八五。", "gòng sān gè zī xún yāo èr sān bā wǔ"]
    assert file.read_bytes()[:1] == b"\xff"
    assert len(file.read_bytes()) > 8_000  # 32 kbit/s: two seconds and more


def test_say_shows_what_nobody_can_be_sure_of_and_how_to_settle_it(site):
    run = site.curbcut("say", "重了。", "--json")
    told = json.loads(run.out)
    assert told["uncertain"][0]["character"] == "重"
    assert set(told["uncertain"][0]["fixes"]) == {"{重|zhòng}", "{重|chóng}"}
    settled = site.curbcut("say", "{重|chóng}了。", "--json")
    assert (json.loads(settled.out)["uncertain"], json.loads(settled.out)["pinyin"]) == ([], ["chóng", "le"])


def test_say_answers_one_object_for_each_line(site):
    lines = subprocess.run(
        site.command("say", "-", "--json"), input="第一段。\n\n共3个。\n".encode(), capture_output=True, check=True
    ).stdout.decode().splitlines()  # fmt: skip
    assert [json.loads(line)["said"] for line in lines] == ["第一段。", "共三个。"]
    assert all(json.loads(line)["version"] == 1 for line in lines)


def test_the_site_s_own_readings_count(site):
    site.replace("site_config.yml", "renditions: [plain]", "renditions: [plain]\nlexicon:\n  单县: shàn xiàn")
    run = site.curbcut("say", "到单县去", "--json")
    assert json.loads(run.out)["pinyin"] == ["dào", "shàn", "xiàn", "qù"]


def test_a_reading_that_is_none_is_a_finding_in_its_line(site):
    site.replace("site_config.yml", "renditions: [plain]", "renditions: [plain]\nlexicon:\n  单县: shàn\n  重: xyz")
    run = site.build()
    assert run.code == 1
    assert [place.split(" ")[1] for place in run.places] == ["lexicon-unreadable"] * 2
    assert "site_config.yml:8" in run.err and "site_config.yml:9" in run.err


def test_the_site_s_voice_speaks_its_language(site, tmp_path):
    site.replace("site_config.yml", "renditions: [plain]", "renditions: [plain]\nvoices: {zh-Hans: silence}")
    ours, other = tmp_path / "ours.wav", tmp_path / "other.wav"
    assert site.curbcut("say", "好。", "--out", str(ours)).code == 0
    assert site.curbcut("say", "好。", "--voice", "espeak", "--out", str(other)).code == 0
    assert not any(clip_of(ours.read_bytes()).pcm)
    assert any(clip_of(other.read_bytes()).pcm)


def test_a_voice_or_a_file_that_is_none_is_told(site, tmp_path):
    unknown = site.curbcut("say", "好。", "--voice", "nobody", "--out", str(tmp_path / "a.wav"))
    assert (unknown.code, "nobody" in unknown.err) == (2, True)
    ending = site.curbcut("say", "好。", "--out", str(tmp_path / "a.ogg"))
    assert (ending.code, ".mp3" in ending.err) == (2, True)
    nothing = site.curbcut("say", "！！", "--out", str(tmp_path / "a.wav"))
    assert nothing.code == 2
    folder = site.curbcut("say", "好。", "--out", str(tmp_path / "none" / "a.wav"))
    assert folder.code == 3
