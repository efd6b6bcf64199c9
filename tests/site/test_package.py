"""A course as a package: valid manifests, the same bytes every time, small, and refusals that say what to do."""

from __future__ import annotations

import json
import re
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import pytest

SCORM = ("scorm12", "scorm2004")
PACKAGE_BYTES = 300_000
"""Of six lessons, without media (issue 7)."""
LESSON = """---
title: 第{n}课
slug: {slug}
published: 2024-07-07
minutes: 5
pass: 60
---

![两个人在打电话](打电话.png)

{text}

## 自测

### 先做什么？ {{#q-{slug}-first}}

- [x] 停一停
- [ ] 马上点

### 谁会问你要密码？ {{#q-{slug}-who}}

答案：骗子
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
TEXT = "收到短信，先停一停，再打银行卡背面的电话问清楚。不点链接，不说密码，不急着转账。\n\n" * 12


@pytest.fixture
def course(site):
    """The reference site with a course of six lessons, and a picture with a Chinese name."""
    slugs = ["yi", "er", "san", "si", "wu", "liu"]
    site.write("courses/anquan/course.yml", f"title: 安全 & 放心\nsummary: 六课。\npublished: 2024-07-07\nlessons: {json.dumps(slugs, ensure_ascii=False)}\n")  # fmt: skip
    for n, slug in enumerate(slugs, 1):
        site.write(f"courses/anquan/{slug}.md", LESSON.format(n=n, slug=slug, text=TEXT))
    site.write("courses/anquan/打电话.png", PNG)
    site.published()
    return site


def package(site, *words: str, code: int = 0):
    run = site.curbcut("package", *words)
    assert run.code == code, run.err + run.out
    return run


@pytest.mark.parametrize("format_", SCORM)
def test_the_manifest_lists_every_file_and_names_are_ascii(course, tmp_path: Path, format_: str) -> None:
    from lxml import etree

    package(course, "anquan", "--format", format_, "--out", str(tmp_path / "a.zip"))
    with zipfile.ZipFile(tmp_path / "a.zip") as held:
        tree = etree.fromstring(held.read("imsmanifest.xml"))
        names = set(held.namelist())
        start = held.read("index.html").decode()
    listed = [unquote(one.get("href")) for one in tree.iter("{*}file")]
    assert sorted(listed) == sorted(names - {"imsmanifest.xml"})
    assert tree.find(".//{*}item/{*}title").text == "安全 & 放心"
    assert [name for name in names if not name.isascii()] == []
    told = json.loads(start.partition('id="cc-course">')[2].partition("</script>")[0])
    assert [lesson["id"] for lesson in told["lessons"]] == ["yi", "er", "san", "si", "wu", "liu"]
    assert all(one.get("identifier", "").isascii() for one in tree.iter("{*}*"))


CMI5 = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"


def cmi5(course, tmp_path: Path):
    """Return the course structure of a package, and the names of all its files, when the one follows the rules for the others.

    source: cmi5 Quartz 13.1 and 14.1; the schema itself is in no package that could be pinned
    """
    from lxml import etree

    package(course, "anquan", "--format", "cmi5", "--out", str(tmp_path / "a.zip"))
    with zipfile.ZipFile(tmp_path / "a.zip") as held:
        data, names = held.read("cmi5.xml"), set(held.namelist())
    tree = etree.fromstring(data)
    top, unit = tree
    assert (tree.tag, top.tag, unit.tag) == (f"{CMI5}courseStructure", f"{CMI5}course", f"{CMI5}au")
    assert [one.tag.removeprefix(CMI5) for one in top] == ["title", "description"] and set(top.attrib) == {"id"}
    assert [one.tag.removeprefix(CMI5) for one in unit] == ["title", "description", "url"], "the order of the schema"
    assert set(unit.attrib) == {"id", "launchMethod", "moveOn"} and unit.get("launchMethod") == "AnyWindow"
    assert all(len(one) == 1 and one[0].tag == f"{CMI5}langstring" and one[0].text for one in (*top, *unit[:2]))
    ids = [top.get("id"), unit.get("id")]
    assert len(set(ids)) == 2 and all(re.fullmatch(r"(https://|urn:uuid:)[!-~]+", one) for one in ids)
    assert unit[2].text in names and "imsmanifest.xml" not in names
    return top, unit


def test_cmi5_names_the_course_as_one_unit_whose_lessons_decide_what_is_a_pass(course, tmp_path: Path) -> None:
    top, unit = cmi5(course, tmp_path)
    assert unit.get("moveOn") == "CompletedAndPassed"
    assert [(one[0].text, one[0].get("lang")) for one in top] == [("安全 & 放心", "zh-Hans"), ("六课。", "zh-Hans")]
    assert (top.get("id"), unit.get("id")) == (
        "https://reference.example.org/course/anquan/", "https://reference.example.org/course/anquan/#au",
    )  # fmt: skip


def test_cmi5_of_a_course_that_grades_nothing_asks_for_completion_only(course, tmp_path: Path) -> None:
    for slug in ("yi", "er", "san", "si", "wu", "liu"):
        course.write(f"courses/anquan/{slug}.md", LESSON.format(n=1, slug=slug, text=TEXT).partition("## 自测")[0])
    course.published()
    assert cmi5(course, tmp_path)[1].get("moveOn") == "Completed"


def test_cmi5_of_a_site_without_an_address_has_names_that_stay(course, tmp_path: Path) -> None:
    config = course.root / "site_config.yml"
    config.write_text(config.read_text("utf-8").replace("url: https://reference.example.org/\n", ""), "utf-8")
    course.published()
    one, other = cmi5(course, tmp_path), cmi5(course, tmp_path)
    assert [each.get("id") for each in one] == [each.get("id") for each in other]
    assert all(each.get("id").startswith("urn:uuid:") for each in one)


def test_a_picture_with_a_chinese_name_is_in_the_package_under_a_name_of_its_own(course, tmp_path: Path) -> None:
    package(course, "anquan", "--out", str(tmp_path / "包"))
    page = tmp_path / "包" / "course/anquan/yi/index.html"
    shown = [
        address
        for address in re.findall(r'<img [^>]*src="([^"]+)"', page.read_text("utf-8"))
        if address.endswith(".png")
    ]
    assert shown and all((page.parent / address).resolve().read_bytes() == PNG for address in shown)
    assert course.curbcut("verify", str(tmp_path / "包")).code == 0


def test_the_size_is_told_by_format_and_what_many_platforms_refuse_is_warned_of(
    course, tmp_path: Path, monkeypatch
) -> None:
    from curbcut.commands.package import _plan
    from curbcut.packages import course as planned
    from curbcut.packages.course import Package, Wanted
    from curbcut.site import Site

    run = package(course, "anquan", "--include", "plain", "--plan")
    assert re.search(r"KB +\d+  网页 Pages\n", run.out) and re.search(r"KB +6  纯文本 ", run.out), run.out
    assert "比较大" not in run.out
    package(course, "anquan", "--format", "scorm12", "--out", str(tmp_path / "a.zip"))
    site, _ = Site.open(course.root)
    made = {
        name: Package(course.root / "build", site.config, Wanted(course="anquan", format=name))
        for name in ("folder", *SCORM)
    }
    assert not any(one.too_large for one in made.values())
    monkeypatch.setattr(planned, "PLATFORM_BYTES", 1_000)
    assert {name: one.too_large for name, one in made.items()} == {"folder": False, "scorm12": True, "scorm2004": True}
    said: list[str] = []
    _plan(
        SimpleNamespace(say=lambda *lines: said.extend(lines), tell=lambda event: said.append(str(event))),
        made["scorm12"],
    )
    assert any("比较大" in line for line in said) and any("This is large" in line for line in said)
    assert "'too_large': True" in said[-1]


def test_names_in_a_package_are_ascii_and_stay_apart() -> None:
    from curbcut.packages.pages import ascii_path

    assert ascii_path("a/b.png") == "a/b.png"
    assert re.fullmatch(r"a/f-[0-9a-f]{12}/f-[0-9a-f]{12}\.png", ascii_path("a/图/打电话.png"))
    assert ascii_path("图.png") != ascii_path("画.png")


def test_a_package_of_six_lessons_is_small_and_made_of_the_same_bytes_every_time(course, tmp_path: Path) -> None:
    for format_ in ("folder", *SCORM, "cmi5", "qti3"):
        for name in ("one", "two"):
            package(course, "anquan", "--format", format_, "--out", str(tmp_path / f"{name}.zip"))
        data = (tmp_path / "one.zip").read_bytes()
        assert data == (tmp_path / "two.zip").read_bytes()
        assert len(data) <= PACKAGE_BYTES


def test_a_package_can_be_a_folder_that_is_checked_like_a_kit(course, tmp_path: Path) -> None:
    package(course, "anquan", "--out", str(tmp_path / "课程"))
    assert course.curbcut("verify", str(tmp_path / "课程")).code == 0
    start = tmp_path / "课程" / "index.html"
    start.write_bytes(start.read_bytes() + b" ")
    assert course.curbcut("verify", str(tmp_path / "课程")).code == 1


def test_other_formats_come_only_when_asked_for(course, tmp_path: Path) -> None:
    for words, there in (((), False), (("--include", "plain"), True)):
        package(course, "anquan", *words, "--out", str(tmp_path / "a.zip"))
        with zipfile.ZipFile(tmp_path / "a.zip") as held:
            assert ("course/anquan/yi/plain.txt" in held.namelist()) is there
            page = held.read("course/anquan/yi/index.html").decode()
        assert ('href="plain.txt"' in page) is there


def test_a_plan_says_how_large_it_is_and_writes_nothing(course, tmp_path: Path) -> None:
    run = package(course, "anquan", "--plan", "--out", str(tmp_path / "a.zip"))
    assert "安全 & 放心：6 课，12 题" in run.out and list(tmp_path.glob("a.zip")) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing",), ("nothing", "anquan", "curbcut build")),
        (("../anquan",), ("anquan",)),
        (("anquan", "--format", "scorm13"), ("scorm13", "scorm12", "scorm2004")),
        (("anquan", "--lang", "fr"), ("fr", "anquan")),
        (("anquan", "--include", "braille"), ("braille", "plain")),
        (("anquan", "--format", "scorm12", "--out", "x.tar"), (".zip",)),
        (("anquan", "--format", "qti3", "--out", "x"), (".zip",)),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(course, tmp_path: Path, words, said: tuple[str, ...]) -> None:
    out = () if "--out" in words else ("--out", str(tmp_path / "a.zip"))
    run = package(course, *words, *out, code=2)
    assert all(word in run.err for word in said), run.err
    assert not (tmp_path / "a.zip").exists()


def test_something_else_in_the_way_is_left_alone(course, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("mine")
    package(course, "anquan", "--format", "scorm12", "--out", str(tmp_path / "a.zip"), code=2)
    assert (tmp_path / "a.zip").read_text() == "mine"


def test_a_disk_that_is_full_is_left_as_it_was(course, small_disk) -> None:
    disk = small_disk(40)
    run = package(course, "anquan", "--format", "scorm12", "--out", str(disk / "a.zip"), code=3)
    assert "磁盘已满" in run.err and list(disk.iterdir()) == []


def test_without_a_release_the_message_says_to_build(fresh, built, tmp_path: Path) -> None:
    (fresh.root / "site_config.yml").write_bytes((built.root / "site_config.yml").read_bytes())
    run = fresh.curbcut("package", "anquan", "--out", str(tmp_path / "a.zip"))
    assert (run.code, "curbcut build" in run.err) == (2, True)


def test_questions_alone_are_a_text_file_that_says_what_was_left_out(course, tmp_path: Path) -> None:
    order = "### 按顺序怎么做？（排序） {#q-yi-steps}\n\n1. 停\n2. 看\n3. 问\n"
    course.write("courses/anquan/yi.md", LESSON.format(n=1, slug="yi", text=TEXT) + "\n" + order)
    out = tmp_path / "题.txt"
    run = package(course, "anquan", "--format", "gift", "--out", str(out), code=2)
    assert "courses/anquan/yi.md" in run.err and "curbcut build" in run.err and not out.exists()
    course.published()
    run = package(course, "anquan", "--format", "gift", "--out", str(out))
    assert "q-yi-steps" in run.out and "排序" in run.out
    text = out.read_text("utf-8")
    assert text.count("::q-") == 12 and "q-yi-steps" not in text
    package(course, "anquan", "--format", "gift", "--out", str(out))
    assert out.read_text("utf-8") == text
    out.write_text("mine")
    package(course, "anquan", "--format", "gift", "--out", str(out), code=2)
    assert out.read_text() == "mine"


def test_a_course_that_asks_nothing_has_no_file_of_questions(course, tmp_path: Path) -> None:
    for slug in ("yi", "er", "san", "si", "wu", "liu"):
        course.write(f"courses/anquan/{slug}.md", LESSON.format(n=1, slug=slug, text=TEXT).partition("## 自测")[0])
    course.published()
    run = package(course, "anquan", "--format", "gift", "--out", str(tmp_path / "a.txt"), code=2)
    assert "没有题" in run.err


def test_two_packages_at_once_wait_for_each_other(course, tmp_path: Path) -> None:
    """Each only reads what is published: that another one does, too, is no reason to refuse."""
    import subprocess

    words = [course.command("package", "anquan", "--out", str(tmp_path / f"{name}.zip")) for name in ("a", "b")]
    running = [subprocess.Popen(one, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for one in words]
    assert [(one.communicate()[1], one.returncode) for one in running] == [(b"", 0), (b"", 0)]


def test_a_build_that_goes_on_is_named_after_a_while(course) -> None:
    from curbcut.core.errors import Busy
    from curbcut.site import PATIENCE_S, locked

    build = course.root / "build"
    with locked(build):
        began = time.monotonic()
        with pytest.raises(Busy), locked(build, 0.3):
            pass
        assert 0.3 <= time.monotonic() - began < PATIENCE_S
