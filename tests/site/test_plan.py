"""`curbcut plan`: one person's contents page and print, the same bytes every time; and nothing of it is ever published."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from doubles.planned import put

from curbcut.__main__ import main

CASE = Path(__file__).resolve().parent / "plan"
PROJECT = Path(__file__).resolve().parents[2]
NOW = "2026-11-25T09:00:00+08:00"
GOAL = "goal: 用手机付钱\n"


@pytest.fixture
def learner(fresh, tmp_path: Path):
    """The site for plans, not built, and beside it a folder of the helper's own with a plan."""
    fresh.root = put(tmp_path / "site")
    (tmp_path / "own").mkdir()
    shutil.copy(CASE / "plan.yml", tmp_path / "own")
    return fresh


class Said(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def plan(learner, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Return a function that runs the command on a plan (the case's, or this text) and holds its exit code.

    In this process: half of a new one's time would go into importing what the last one had.
    """

    def run(*words: str, text: str = "", code: int = 0, file: str = "") -> Said:
        if text:
            (tmp_path / "own" / "plan.yml").write_text(text, "utf-8")
        named = file or str(tmp_path / "own" / "plan.yml")
        capsys.readouterr()
        ended = main(["--site", str(learner.root), "plan", named, "--now", NOW, *words])
        said = Said(ended, *capsys.readouterr())
        assert said.code == code, said.err + said.out
        return said

    return run


def places(said: Said) -> list[str]:
    """Return `line:column rule` of each finding."""
    found = re.findall(r"^(\S.*?) \[[^]]+\] ([a-z0-9-]+)$", said.err, re.MULTILINE)
    return [f"{re.sub(r'^.*?[.]yml:', '', where)} {rule}" for where, rule in found]


# --- what is made ----------------------------------------------------------------------------------------------


def test_the_page_and_the_text_are_what_they_were(plan, tmp_path: Path, request: pytest.FixtureRequest):
    plan("--out", str(tmp_path / "out"))
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    main = re.sub(r"\d+ KB", "n KB", page[page.index("<main") : page.index("</main>")]) + "</main>\n"
    made = {"main.html": main, "plan.txt": (tmp_path / "out" / "plan.txt").read_text("utf-8")}
    for name, text in made.items():
        golden = CASE / "golden" / name
        if request.config.getoption("--rewrite"):
            golden.write_text(text, "utf-8")
        assert text == golden.read_text("utf-8")


def test_a_plan_is_made_of_the_same_bytes_in_every_place(learner, tmp_path: Path):
    for name, seed, zone in (("one", "1", "Asia/Shanghai"), ("two", "77", "America/Lima")):
        words = (str(tmp_path / "own" / "plan.yml"), "--now", NOW, "--out", str(tmp_path / f"{name}.zip"))
        assert learner.curbcut("plan", *words, PYTHONHASHSEED=seed, TZ=zone, LC_ALL="C").code == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as held:
        assert {"index.html", "plan.pdf", "plan.txt", "kit.json", "manifest.json"} <= set(held.namelist())


def test_the_folder_can_be_checked_and_made_anew_but_what_is_added_to_it_is_not_lost(plan, learner, tmp_path: Path):
    out = tmp_path / "out"
    plan("--out", str(out))
    assert learner.curbcut("verify", str(out)).code == 0
    plan("--out", str(out))
    (out / "notes.txt").write_text("mine")
    assert "notes.txt" in plan("--out", str(out), code=2).err
    assert (out / "notes.txt").read_text() == "mine"


def test_every_file_that_the_page_asks_for_is_in_the_folder(plan, tmp_path: Path):
    plan("--out", str(tmp_path / "out"))
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    asked = re.findall(r'(?:src|href)="([^"#]+)"', page)
    local = [one for one in asked if not re.match(r"https://reference\.example\.org/|tel:|sms:", one)]
    assert {"plan.pdf", "plan.txt"} <= set(local)
    assert [one for one in local if not (tmp_path / "out" / one).is_file()] == []


def test_the_page_has_the_sites_policy_and_keeps_away_from_search_engines(plan, tmp_path: Path):
    plan("--out", str(tmp_path / "out"))
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in page
    assert '<meta name="referrer" content="no-referrer">' in page
    assert "default-src &#39;none&#39;; script-src &#39;self&#39;" in page
    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", page)


def test_without_a_place_the_plan_is_checked_and_shown(plan, tmp_path: Path):
    run = plan()
    assert "小周的计划" in run.out and "[ ] 做完了" in run.out and "[x] 做完了" in run.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own", "site"]


def test_a_text_cannot_break_out_of_the_page(plan, tmp_path: Path):
    hostile = "name: <b>x</b>\ngoal: '</title><script>1</script>'\nsteps:\n  - do: '<img src=x> & \"y\"'\n    note: '[x](javascript:1) ]]>'\n"
    plan("--out", str(tmp_path / "out"), text=hostile)
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "<img" not in page and "<script>" not in page and "<b>x" not in page
    assert "&lt;img src=x&gt; &amp;" in page


def test_an_english_plan_has_the_translations_and_says_what_is_in_another_language(plan, tmp_path: Path):
    text = "lang: en\ngoal: Pay by phone\nsteps:\n  - lesson: phone/begin\n    by: week of 2026-12-09\n  - lesson: phone/pay\n"
    plan("--out", str(tmp_path / "out"), text=text)
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert (
        '<html lang="en">' in page
        and "Step 1: Switch it on" in page
        and "Course: Pay by phone; about 8 minutes" in page
    )
    assert 'Step 2: <span lang="zh-Hans">付钱</span>' in page
    assert "the week of 2026-12-07 to 2026-12-13" in page
    assert 'href="https://reference.example.org/en/course/phone/begin/"' in page


def test_nothing_in_a_plan_hurries_or_scolds(plan):
    """A day that has passed is said like any other."""
    run = plan(text=f"{GOAL}steps:\n  - do: 写一写\n    by: 2020-01-01\n")
    assert run.err == ""
    assert "2020年1月1日前后" in run.out and "早一点、晚一点都可以" in run.out
    assert not re.search("逾期|超时|截止|必须|迟到|late|overdue|deadline", run.out)


@pytest.mark.parametrize("typed", ["notice/allowance", "/notice/allowance/", "https://reference.example.org/notice/allowance/", "notice/allowance/index.html", "allowance"])  # fmt: skip
def test_a_page_may_be_named_in_the_ways_people_name_pages(plan, typed: str):
    assert "第 1 步：关于发放交通补贴的通知" in plan(text=f"{GOAL}steps:\n  - page: {typed}\n").out


@pytest.mark.parametrize("typed", ["phone/pay", "/course/phone/pay/", "course/phone/pay"])
def test_a_lesson_may_be_named_with_and_without_its_kind(plan, typed: str):
    assert "第 1 步：付钱" in plan(text=f"{GOAL}steps:\n  - lesson: {typed}\n").out


def test_the_ways_of_a_step_come_before_those_of_the_plan(plan):
    out = plan(
        text=f"{GOAL}ways: [录音]\nsteps:\n  - lesson: phone/begin\n  - lesson: phone/pay\n    ways: [易读, 大字]\n"
    ).out
    begin, pay = out.split("第 2 步")
    assert "先用：录音" in begin and "大字" not in begin
    assert "先用：易读版" in pay and "也可以用：大字 PDF、网页" in pay


def test_the_example_for_helpers_is_sound_on_the_demo_site(learner, tmp_path: Path):
    text = (PROJECT / "CONTRIBUTING.md").read_text("utf-8")
    (tmp_path / "example.yml").write_text(text.split("~~~yaml\n")[1].split("~~~")[0], "utf-8")
    learner.root = PROJECT
    run = learner.curbcut("plan", str(tmp_path / "example.yml"), "--now", NOW)
    assert (run.code, run.err) == (0, "") and "一共 4 步" in run.out


def test_sign_language_comes_first_where_it_is_asked_for(plan, learner, tmp_path: Path):
    learner.write("content/notices/sign.webm", "a film")
    learner.replace("content/notices/allowance.md", "slug: allowance\n", "slug: allowance\nsign_video: sign.webm\n")
    plan("--out", str(tmp_path / "out"), text=f"{GOAL}steps:\n  - page: notice/allowance\n    ways: [手语]\n")
    link = (
        'href="https://reference.example.org/files/notices/sign.webm" type="video/webm" class="button">先用：手语视频'
    )
    assert link in (tmp_path / "out" / "index.html").read_text("utf-8")


# --- pages that come along -------------------------------------------------------------------------------------


@pytest.fixture
def built(learner):
    """The site for plans, published: without recordings, which take time."""
    learner.replace(
        "site_config.yml", "renditions: [plain, large_print, audio]\nvoices: silence", "renditions: [plain]"
    )
    learner.published()
    return learner


def test_pages_come_along_and_links_lead_to_them(built, plan, tmp_path: Path):
    text = f"{GOAL}ways: [纯文本]\nsteps:\n  - lesson: phone/pay\n    ways: [易读]\n  - lesson: phone/begin\n"
    out = tmp_path / "out"
    plan("--with-pages", "--out", str(out), text=text)
    page = (out / "index.html").read_text("utf-8")
    for link in (
        "site/course/phone/pay/index.html",
        "site/course/phone-easy/pay/index.html",
        "site/course/phone/begin/plain.txt",
    ):
        assert f'href="{link}"' in page and (out / link).is_file()
    assert 'href="site/index.html"' in page and 'href="site/preferences/index.html"' in page
    assert not (out / "site" / "notice" / "allowance" / "index.html").exists()
    assert built.curbcut("verify", str(out)).code == 0
    listed = json.loads((out / "manifest.json").read_text("utf-8"))["files"]
    assert {"plan.pdf", "site/course/phone/pay/index.html"} <= {file["path"] for file in listed}
    plan("--with-pages", "--out", str(out))  # a plan takes the place of another one


def test_formats_of_the_pages_can_be_left_out(built, plan, tmp_path: Path):
    text = f"{GOAL}ways: [纯文本]\nsteps:\n  - lesson: phone/pay\n"
    plan("--with-pages", "--include", "pages", "--out", str(tmp_path / "out"), text=text)
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert 'href="https://reference.example.org/course/phone/pay/plain.txt"' in page
    assert 'href="site/course/phone/pay/index.html"' in page


def test_a_plan_without_pages_brings_none_and_needs_no_address(built, plan, tmp_path: Path):
    built.replace("site_config.yml", "url: https://reference.example.org/\n", "")
    for words in ((), ("--with-pages",)):
        plan(*words, "--out", str(tmp_path / "out"), text=f"{GOAL}steps:\n  - do: 写一写\n")
        assert not (tmp_path / "out" / "site").exists()


def test_a_page_that_is_not_built_yet_is_named(built, plan, tmp_path: Path):
    built.write("content/pages/new.md", "---\ntitle: 新的\nslug: new\n---\n\n新的一页。\n")
    run = plan("--with-pages", "--out", str(tmp_path / "out"), text=f"{GOAL}steps:\n  - page: page/new\n", code=2)
    assert "page/new" in run.err and "curbcut build" in run.err and not (tmp_path / "out").exists()


def test_a_site_without_an_address_needs_its_pages_along(built, plan, tmp_path: Path):
    built.replace("site_config.yml", "url: https://reference.example.org/\n", "")
    text = f"{GOAL}steps:\n  - lesson: phone/pay\n"
    assert "--with-pages" in plan("--out", str(tmp_path / "out"), text=text, code=2).err
    plan("--with-pages", "--out", str(tmp_path / "out"), text=text)
    assert "https://" not in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_without_a_release_the_message_says_to_build(plan, tmp_path: Path):
    assert "curbcut build" in plan("--with-pages", "--out", str(tmp_path / "out"), code=2).err


# --- what is wrong with a plan on this site ----------------------------------------------------------------------

WRONG = {
    "a lesson that is not there": ("- lesson: phone/gone", ["3:13 plan-unknown"], 1),
    "a page that is not there": ("- page: notice/gone", ["3:11 plan-unknown"], 1),
    "a draft": ("- lesson: phone/draft", ["3:13 plan-unknown"], 1),
    "a way out of the site": ("- page: ../../etc/passwd", ["3:11 plan-unknown"], 1),
    "a page as a lesson": ("- lesson: notice/allowance", ["3:13 plan-not-a-lesson"], 1),
    "a lesson twice": ("- lesson: phone/pay\n  - lesson: phone/pay", ["4:13 plan-repeated"], 1),
    "what builds on a later lesson": ("- lesson: phone/pay\n  - lesson: phone/begin", ["3:13 plan-order"], 0),
    "a repealed notice": ("- page: notice/allowance-2012", ["3:11 plan-out-of-force"], 0),
    "an event that is over": ("- page: event/past", ["3:11 plan-event-over"], 0),
    "a format that a step does not have": ("- page: notice/allowance\n    ways: [易读]", ["4:11 plan-way-missing"], 0),
    "questions one at a time where none are": ("- lesson: phone/begin\n    ways: one_at_a_time", ["4:11 plan-way-missing"], 0),
    "a character that cannot be printed": ("- do: 笑一笑 😀", ["3:13 glyphs"], 1),
    "a day that does not exist": ("- do: 写\n    by: 2026-02-30", ["4:9 front-matter-date-day"], 1),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_its_place_and_the_way_out(plan, tmp_path: Path, case: str):
    steps, told, code = WRONG[case]
    run = plan("--out", str(tmp_path / "out"), text=f"{GOAL}steps:\n  {steps}\n", code=code)
    assert places(run) == told
    assert all("→" in line for line in run.err.splitlines() if line.startswith("    ") and not line.startswith("    |"))
    assert (tmp_path / "out").exists() == (code == 0)


def test_a_format_that_no_step_has_is_told_once(plan):
    run = plan(text=f"{GOAL}ways: [手语, 大字]\nsteps:\n  - lesson: phone/begin\n  - page: notice/allowance\n")
    assert places(run) == ["2:7 plan-way-missing"]


def test_what_was_meant_is_suggested(plan):
    run = plan(text=f"{GOAL}steps:\n  - page: notice/alowance\n", code=1)
    assert "notice/allowance" in run.err


def test_a_learner_is_told_that_a_notice_does_not_hold(plan):
    out = plan(text=f"{GOAL}steps:\n  - page: notice/allowance-2012\n").out
    assert out.index("这份文件已经废止") < out.index("打开：网页")


def test_a_plan_that_is_not_there_is_a_question_of_usage(plan, tmp_path: Path):
    for file in (tmp_path / "own" / "nothing.yml", tmp_path / "own"):
        assert "没有这份计划" in plan(file=str(file), code=2).err


# --- nothing personal is published ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["content/plan.yml", "courses/phone/plan.yaml", "content/pages/小周.plan.yml", "courses/xiaozhou.yml"])  # fmt: skip
def test_a_plan_among_the_content_stops_publishing_and_is_told_where_to_go(learner, path: str):
    learner.write(path, (CASE / "plan.yml").read_bytes())
    for command in ("check", "build"):
        run = learner.curbcut(command, "--now", NOW)
        assert run.code == 1
        assert f"{path}:5:1 plan-published" in run.places and "plans/" in run.err
    assert not (learner.root / "build" / "site").exists()


def test_a_plan_in_chinese_is_known_too_and_other_data_is_left_alone(learner):
    learner.write("content/pages/x.yml", "想做到: 付钱\n步骤:\n  - 做: 写\n")
    learner.write("content/pages/y.yml", "steps:\n  - one\n")
    learner.write("content/pages/annual-plan.yml", "goal: more\n")
    told = [place for place in learner.curbcut("check", "--now", NOW).places if "plan-published" in place]
    assert told == ["content/pages/x.yml:2:1 plan-published"]


def test_a_plan_among_the_content_is_not_made_either(learner, plan):
    file = learner.write("content/pages/x.yml", (CASE / "plan.yml").read_bytes())
    run = plan(file=str(file), code=1)
    assert "plan-published" in run.err


def refused(plan, out: Path) -> None:
    before = sorted(out.parent.glob("*")) if out.parent.exists() else []
    run = plan("--out", str(out), code=2)
    assert "什么也没有写" in run.err and "nothing was written" in run.err
    assert (sorted(out.parent.glob("*")) if out.parent.exists() else []) == before


@pytest.mark.parametrize("place", ["content/xiaozhou", "courses", "courses/phone/x", "build/x", "build/site/x", ".", "x", "x.zip", "plans/../content/x"])  # fmt: skip
def test_a_plan_is_not_written_where_it_would_be_published(plan, learner, place: str):
    refused(plan, learner.root / place)


def test_a_link_into_the_content_is_seen_through(plan, learner, tmp_path: Path):
    (tmp_path / "stick").symlink_to(learner.root / "content")
    refused(plan, tmp_path / "stick" / "x")


def test_a_build_folder_of_any_name_is_known(plan, learner, tmp_path: Path):
    for folder in ("store", "releases", "site"):
        (tmp_path / "elsewhere" / folder).mkdir(parents=True)
    refused(plan, tmp_path / "elsewhere" / "site" / "x")


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


def test_what_git_tracks_is_refused_and_what_it_leaves_out_is_not(
    plan, learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    git(learner.root, "init", "-q")
    (learner.root / ".gitignore").write_text("/plans/\n")
    refused(plan, learner.root / "notes" / "x")
    plan("--out", str(learner.root / "plans" / "x"))
    assert (learner.root / "plans" / "x" / "index.html").is_file()
    git(tmp_path / "own", "init", "-q")
    refused(plan, tmp_path / "own" / "x")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "own" / ".git"))
    refused(plan, learner.root / "notes" / "x")


def test_a_plan_that_git_would_take_in_is_warned_of(plan, learner):
    git(learner.root, "init", "-q")
    (learner.root / ".gitignore").write_text("/plans/\n")
    for path, told in (("plans/plan.yml", []), ("plan.yml", ["1:1 plan-in-git"])):
        file = learner.write(path, f"{GOAL}steps:\n  - do: 写\n")
        assert places(plan(file=str(file))) == told


def test_nothing_of_a_plan_is_in_what_is_published(built, plan):
    plan(file=str(built.write("plans/plan.yml", (CASE / "plan.yml").read_bytes())))
    before = built.state()
    built.published()
    assert built.state() == before
    assert not any("小周" in path.read_text("utf-8", "ignore") for path in built.live.rglob("*.html"))
