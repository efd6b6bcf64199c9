"""A site that does not fit together: configuration, courses, all findings at once, and the same told as JSON."""

from __future__ import annotations

import re

import pytest

COURSE = "courses/phone/course.yml"


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("", "1:1 front-matter-missing-key", "title"),
        ("language: zh-Hans\n", "1:1 front-matter-missing-key", "title"),
        ("title: 甲\ncolour: red\n", "2:1 front-matter-strange-key", "colour"),
        ("title: 甲\nrendition: [plain]\n", "2:1 front-matter-unknown-key", "renditions"),
        ("title: 甲\nrenditions: [plane]\n", "2:14 config-unknown-room", "plain"),
        ("title: 甲\nrenditions:\n  plain:\n    indnt: 2\n", "4:5 front-matter-unknown-key", "indent"),
        ("title: 甲\nrenditions:\n  plain:\n    indent: 很多\n", "4:13 front-matter-number", "很多"),
        ("title: 甲\nbundles: [site_map]\n", "2:11 config-unknown-room", "sitemap"),
        ("version: 2\ntitle: 甲\nnew_key: 1\n", "1:10 config-version", "curbcut"),
        ("title: 甲\nworkers: many\n", "2:10 front-matter-workers-shape", "auto"),
        ("title: 甲\ntimezone: Asia/Linjiang\n", "2:11 front-matter-timezone-unknown", "Asia/Linjiang"),
        ("title: 甲\nkeep_releases: 0\n", "2:16 front-matter-range", "1"),
        ("title: 甲\nurl: reference\n", "2:6 front-matter-address-shape", "https://"),
        ("title: [甲\nworkers: 1\n", "1:8 front-matter-bracket", "title: [甲]"),
        ("title: 甲\ntitle: 乙\n", "2:1 front-matter-duplicate-key", "title"),
        ("title： 甲\n", "1:6 front-matter-full-width-colon", "title: 甲"),
        ("<<<<<<< HEAD\ntitle: 甲\n", "1:1 conflict-marker", "<<<<<<<"),
        ("title: 甲\0乙\n", "1:9 control-character", "U+0000"),
        ("- 甲\n", "1:1 front-matter-not-mapping", "title"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_explained(site, text, place, says):
    site.write("site_config.yml", text)
    before = site.state()
    run = site.build()
    assert run.code == 1
    assert f"site_config.yml:{place}" in run.places, run.err
    assert says in run.err
    assert site.state() == before


def test_without_a_configuration_it_says_where_one_belongs(site):
    before = site.state()
    (site.root / "site_config.yml").unlink()
    for command in ("build", "check", "sweep", "serve"):
        run = site.curbcut(command)
        assert run.code == 2
        assert "这里没有 site_config.yml" in run.err
        assert "There is no site_config.yml here" in run.err
        assert str(site.root) in run.err
    assert site.state() == before


def test_a_lesson_without_a_course_is_named(site):
    site.replace("courses/phone/begin.md", "[付钱](pay.md)", "付钱")
    (site.root / COURSE).unlink()
    site.refused("courses/phone/begin.md course-missing", "courses/phone/pay.md course-missing")


def test_a_lesson_or_a_course_outside_its_folder_is_named(site):
    site.write("courses/lesson.md", "---\ntitle: 甲\n---\n")
    site.write("courses/course.yml", "title: 甲\n")
    site.write("courses/phone/deep/er.md", "---\ntitle: 甲\n---\n")
    site.refused(
        "courses/lesson.md lesson-not-in-course", "courses/course.yml course-not-in-folder",
        "courses/phone/deep/er.md lesson-not-in-course",
    )  # fmt: skip


def test_a_course_that_lists_an_unknown_lesson_is_named_with_the_place(site):
    site.replace(COURSE, "[begin, pay]", "[begin, pya]")
    run = site.refused(f"{COURSE}:4:18 lesson-missing")
    assert "“pya”" in run.err


def test_a_course_without_lessons_only_warns(site):
    site.write("courses/empty/course.yml", "title: 空课\nsummary: 还没有内容。\n")
    assert site.published().places == ["courses/empty/course.yml course-without-lessons"]


def test_a_lesson_whose_file_name_cannot_be_an_address_is_named(site):
    site.write("courses/phone/第三课.md", "---\ntitle: 第三课\n---\n\n正文。\n")
    site.refused("courses/phone/第三课.md front-matter-file-name")


def five_mistakes(site) -> list[str]:
    site.replace("content/notices/allowance.md", "slug: allowance", "slug: ../allowance")
    site.replace("content/guides/certificate.md", "办证不收钱。", "办证不收钱。<script>x</script>")
    site.write("content/pages/about.md", "关于我们".encode("gbk"))
    site.replace(COURSE, "[begin, pay]", "[begin, pay, test]")
    site.replace("courses/phone/begin.md", "(pay.md)", "(pai.md)")
    return [
        "content/guides/certificate.md:14:7 unsafe-html",
        "content/notices/allowance.md:3:7 front-matter-slug-path",
        "content/pages/about.md:1:1 encoding-not-utf8",
        "courses/phone/begin.md:10:4 link-broken",
        f"{COURSE}:4:23 lesson-missing",
    ]


def test_five_different_mistakes_are_five_findings_in_one_build_in_order(site):
    expected = five_mistakes(site)
    run = site.refused(*expected)
    assert run.places == expected
    assert "5 个问题" in run.out
    assert "5 problems" in run.out


def test_check_shows_the_same_findings_and_publishes_nothing(site):
    expected = five_mistakes(site)
    before = site.state()
    run = site.curbcut("check")
    assert run.code == 1
    assert run.places == expected
    assert "5 条" in run.out
    some = site.curbcut("check", "courses/", "./content/pages/about.md")
    assert some.places == expected[2:]
    assert site.curbcut("check", "content/images").code == 0
    assert site.state() == before


def test_json_is_one_object_per_line_with_the_same_findings_and_exit_code(site):
    expected = five_mistakes(site)
    for command in ("build", "check"):
        run = site.curbcut(command, "--json")
        assert run.code == 1
        assert run.err == ""
        assert all(event["version"] == 1 and event["event"] for event in run.events)
        assert run.events[0]["event"] == "start" and run.events[0]["command"] == command
        assert run.events[-1]["event"] == "done" and run.events[-1]["exit"] == 1
        found = [event for event in run.events if event["event"] == "finding"]
        shown = [
            ":".join([f["path"], *(str(n) for n in (f["line"], f["column"]) if n)]) + f" {f['rule']}" for f in found
        ]
        assert shown == expected
        for finding in found:
            assert finding["level"] == "stop"
            for part in ("what", "why", "fix"):
                assert set(finding["words"][part]) == {"zh", "en"}
                assert all(finding["words"][part].values()), finding
                assert not re.search(r"{\w+}", "".join(finding["words"][part].values()))


def test_json_of_a_good_build_tells_jobs_and_the_end(site):
    site.replace("content/pages/about.md", "我们为", "我们一直为")
    run = site.published("--json")
    assert run.err == ""
    assert {event["event"] for event in run.events} == {"start", "phase", "job", "done"}
    assert "read content/pages/about.md" in [event["job"] for event in run.events if event["event"] == "job"]
    end = run.events[-1]
    assert end["published"] and end["changed"] and end["exit"] == 0
    assert end["release"] == site.live.name
    assert end["files"] == len(site.files()) + 1


def test_json_of_a_configuration_that_cannot_be_used_ends_properly(site):
    site.write("site_config.yml", "titel: 甲\n")
    run = site.build("--json")
    assert run.code == 1
    assert [event["event"] for event in run.events] == ["start", "finding", "done"]
    assert run.events[1]["rule"] == "front-matter-unknown-key"
    assert run.events[-1]["published"] is False


def test_a_json_command_that_cannot_go_on_still_writes_only_json_to_stdout(site):
    run = site.build("--json", "--now", "someday")
    assert run.code == 2
    assert all(event["version"] == 1 for event in run.events)
    assert "someday" in run.err


@pytest.mark.parametrize(
    "words",
    [("build", "--only", "plane"), ("build", "--workers", "0"), ("build", "--now", "tomorrow"), ("build", "--nowhere"), ("bild",), ()],
)  # fmt: skip
def test_a_command_that_cannot_be_understood_exits_2_and_changes_nothing(site, words):
    before = site.state()
    assert site.curbcut(*words).code == 2
    assert site.state() == before
