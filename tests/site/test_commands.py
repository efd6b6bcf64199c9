"""The smaller commands, and what they owe: why, sweep, doctor, explain, and help."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

import curbcut
from curbcut.core.rooms import corridor
from curbcut.core.words.findings import FINDINGS

NOTICE = "content/notices/allowance.md"


def why(site, path: str) -> dict[str, dict]:
    """Return what `why --json` says of a path, by job."""
    run = site.curbcut("why", path, "--json")
    assert run.code == 0, run.err
    return {event["job"]: event for event in run.events}


def test_why_says_that_a_thing_was_made_for_the_first_time(site):
    told = why(site, NOTICE)
    assert set(told) == {f"read {NOTICE}", f"plain {NOTICE}"}
    assert all(event["first"] and event["version"] == 1 and event["failure"] is None for event in told.values())
    run = site.curbcut("why", NOTICE)
    assert "第一次制作 made for the first time" in run.out


def test_why_names_the_source_when_the_source_was_edited(site):
    site.replace(NOTICE, "每月自动发", "每季自动发")
    site.published()
    told = why(site, NOTICE)
    assert told[f"read {NOTICE}"]["changed"] == ["source"]
    assert told[f"plain {NOTICE}"]["changed"] == ["document"]
    assert why(site, "notice/allowance/")["page notice/allowance/"]["changed"] == ["document"]
    assert "≠ source" in site.curbcut("why", NOTICE).out


def test_why_knows_a_path_in_every_form_that_people_type(site):
    for path in (NOTICE, f"./{NOTICE}", str(site.root / NOTICE)):
        assert set(why(site, path)) == {f"read {NOTICE}", f"plain {NOTICE}"}
    for path in (
        "notice/allowance/",
        "notice/allowance/index.html",
        "build/site/notice/allowance/index.html",
        "/notice/allowance",
    ):
        assert set(why(site, path)) == {"page notice/allowance/"}


def test_why_names_the_page_model_when_the_configuration_changed_what_surrounds_pages(site):
    site.replace("site_config.yml", "参考站", "示例站")
    site.published()
    assert why(site, "notice/allowance/")["page notice/allowance/"]["changed"] == ["page model"]
    assert why(site, NOTICE)[f"plain {NOTICE}"]["first"]


def test_why_names_the_options_when_they_changed(site):
    site.replace("site_config.yml", "renditions: [plain]", "renditions:\n  plain:\n    indent: 6")
    site.published()
    assert why(site, NOTICE)[f"plain {NOTICE}"]["changed"] == ["options"]


def test_why_names_the_language_when_the_site_s_own_changed(site):
    site.replace("site_config.yml", "language: zh-Hans", "language: zh-Hant")
    site.published()
    assert why(site, NOTICE)[f"read {NOTICE}"]["changed"] == ["language"]


def test_why_names_the_code_when_the_program_s_theme_or_reader_changed(site, tmp_path):
    shutil.copytree(Path(curbcut.__file__).parent, tmp_path / "curbcut", ignore=shutil.ignore_patterns("__pycache__"))
    newer = {"PYTHONPATH": os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH", ""))))}
    style = tmp_path / "curbcut" / "theme" / "assets" / "site.css"
    style.write_text(style.read_text("utf-8") + "\nhr { border-width: 3px }\n", "utf-8")
    reader = tmp_path / "curbcut" / "core" / "reading" / "links.py"
    reader.write_text(reader.read_text("utf-8") + "\n# newer\n", "utf-8")
    site.published(**newer)
    assert why(site, NOTICE)[f"read {NOTICE}"]["changed"] == ["code"]
    assert why(site, NOTICE)[f"plain {NOTICE}"]["first"], "the same document came out, so nothing was made of it again"
    assert "code" in why(site, "notice/allowance/")["page notice/allowance/"]["changed"]


def test_why_of_something_unknown_is_a_usage_problem(site):
    run = site.curbcut("why", "content/notices/nothing.md")
    assert run.code == 2
    assert "nothing.md" in run.err


def test_sweep_frees_what_no_build_needs_and_the_next_build_gives_the_same_bytes(site):
    for turn in range(2):
        site.write(
            "content/pages/about.md",
            f"---\ntitle: 关于\nslug: about\n---\n\n第{turn}次。\n" + f"很长的话{turn}。" * 2_000,
        )
        site.published()
    before = site.state()
    blobs = len(list((site.root / "build/store/blobs").glob("*/*")))
    run = site.curbcut("sweep")
    assert run.code == 0
    assert int(re.search(r"Removed (\d+) blobs", run.out)[1]) > 0
    assert len(list((site.root / "build/store/blobs").glob("*/*"))) < blobs
    assert site.state() == before
    assert site.published("--json").events[-1]["made"] == 0
    assert site.state() == before
    assert site.curbcut("verify").code == 0


def test_sweep_of_a_site_with_mistakes_shows_them_and_frees_nothing(site):
    site.replace(NOTICE, "slug: allowance\n", "")
    before = site.state()
    blobs = sorted((site.root / "build/store/blobs").glob("*/*"))
    run = site.curbcut("sweep")
    assert run.code == 1
    assert f"{NOTICE}:2:1 front-matter-missing-key" in run.places
    assert set(blobs) <= set((site.root / "build/store/blobs").glob("*/*"))
    assert site.state() == before


def test_doctor_lists_what_is_there_and_its_exit_code_says_whether_something_lacks(site):
    run = site.curbcut("doctor")
    lacks = [line for line in run.out.splitlines() if line.startswith("✗")]
    assert run.code == (3 if lacks else 0)
    assert "✓ pelican 4.12" in run.out
    assert all("→" in line for line in lacks)
    assert "✓ 声音 voice silence" in run.out


def test_doctor_says_how_the_site_s_voices_are_in_the_language_they_speak(site):
    site.replace("site_config.yml", "renditions: [plain]", "renditions: [plain]\nvoices: {en: silence}")
    run = site.curbcut("doctor")
    assert "✓ 声音 voice silence (en)" in run.out
    assert len([line for line in run.out.splitlines() if "voice silence" in line]) == 1


def test_doctor_names_a_folder_that_cannot_be_used(site):
    run = site.curbcut("--site", str(site.root / "nowhere"), "doctor")
    assert run.code == 3
    assert f"✗ {site.root / 'nowhere'}" in run.out


def test_explain_lists_every_rule_and_every_finding(site):
    names = site.curbcut("explain").out.split()
    assert set(FINDINGS) <= set(names)
    assert {"alt-text", "heading-order"} <= set(names)
    assert len(names) >= len(FINDINGS) + len(corridor("rules"))


@pytest.mark.parametrize("name", ["alt-text", "front-matter-duplicate-key", "link-broken", "rendition-failed"])
def test_explain_says_what_why_and_how_in_both_languages(site, name):
    run = site.curbcut("explain", name)
    assert run.code == 0
    assert run.out.count("→") >= 2
    assert re.search("[\u4e00-\u9fff]", run.out)
    assert re.search("[a-z]{3,} [a-z]{3,}", run.out)
    if name == "alt-text":
        assert "WCAG 1.1.1" in run.out
        assert "✗ ![](steps.png)" in run.out


def test_explain_of_an_unknown_name_offers_the_names(site):
    run = site.curbcut("explain", "alt-txt")
    assert run.code == 2
    assert "alt-text" in run.err


def test_every_finding_says_why_it_matters_in_both_languages():
    for name, words in FINDINGS.items():
        assert words.why["zh"].strip() and words.why["en"].strip(), name


@pytest.mark.parametrize("command", sorted(corridor("commands")))
def test_every_command_explains_itself_in_both_languages(site, command):
    run = site.curbcut(command, "--help")
    assert run.code == 0
    assert re.search("[\u4e00-\u9fff]{4}", run.out)
    assert f"curbcut {command}" in run.out


def test_a_machine_without_pango_is_told_so_by_doctor_and_once_by_a_build(site, tmp_path):
    before = (site.root / "build" / "site").readlink()
    fake = tmp_path / "without" / "weasyprint"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n")
    site.replace("site_config.yml", "renditions: [plain]", "renditions: [plain, large_print]")
    doctor = site.curbcut("doctor", PYTHONPATH=str(fake.parent))
    assert doctor.code == 3
    assert "✗ large_print" in doctor.out and "apt-get install libpango-1.0-0" in doctor.out
    build = site.build(PYTHONPATH=str(fake.parent))
    assert build.code == 3
    assert build.err.count("cannot load library") == 2  # once in each language
    assert (site.root / "build" / "site").readlink() == before
