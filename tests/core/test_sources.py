"""Sources: walked once, in one order, never outside the site, and nothing lost in silence."""

from __future__ import annotations

import os
import random
import socket
from pathlib import Path
from typing import IO

import pytest

from curbcut.core import sources as module
from curbcut.core.findings import Finding
from curbcut.core.sources import Sources, scan

NOTICE, LESSON = "content/notices/a.md", "courses/bank/01.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path, "utf-8")


def paths(sources: Sources) -> list[str]:
    return [source.path for source in (*sources.documents, *sources.courses)] + list(sources.assets)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.path) for finding in findings]


# --- what is found ----------------------------------------------------------------------------------------


def test_documents_courses_and_assets_are_told_apart_and_sorted_by_path(root: Path):
    write(root, "content/pages/关于.md", NOTICE, "content/notices/2026/b.en.md", "content/notices/a/z.md", LESSON,
          "courses/bank/course.yml", "courses/bank/course.en.yml", "content/notices/图 1.png", "content/plan.pdf", "README.md", "site_config.yml",
          "build/site/index.md")  # fmt: skip
    sources = scan(root)
    assert [source.path for source in sources.documents] == [
        "content/notices/2026/b.en.md", "content/notices/a.md", "content/notices/a/z.md", "content/pages/关于.md", LESSON,
    ]  # fmt: skip
    assert [source.path for source in sources.courses] == ["courses/bank/course.en.yml", "courses/bank/course.yml"]
    assert sources.assets == ("content/notices/图 1.png", "content/plan.pdf")
    assert sources.findings == ()


def test_files_about_the_whole_site_are_read_and_never_published(root: Path):
    own = ["content/emergency.yml", "content/permalinks.lock", "content/permalinks.yml"]
    write(root, *own, "content/notices/permalinks.yml", "courses/emergency.yml")
    sources = scan(root)
    assert [source.path for source in sources.settings] == own
    assert sources.assets == ("content/notices/permalinks.yml", "courses/emergency.yml")
    lock = sources.setting("content/permalinks.lock")
    assert lock is not None and lock.data == b"content/permalinks.lock"
    assert sources.setting("content/other.yml") is None


@pytest.mark.parametrize(("name", "meant"), [("Emergency.YML", "emergency.yml"), ("permalink.lock", "permalinks.lock")])
def test_a_file_about_the_whole_site_with_a_slip_in_its_name_is_named(root: Path, name: str, meant: str):
    write(root, f"content/{name}")
    (finding,) = scan(root).findings
    assert (finding.rule, finding.path, finding.level) == ("setting-not-recognised", f"content/{name}", "stop")
    assert meant in finding.words.fix["zh"]


def test_the_bytes_travel_with_the_path(root: Path):
    write(root, NOTICE)
    (source,) = scan(root).documents
    assert source.data == NOTICE.encode()


def test_an_empty_folder_is_an_empty_site(root: Path):
    assert scan(root) == Sources()
    (root / "content").mkdir()
    assert scan(root) == Sources()


@pytest.mark.parametrize("seed", range(5))
def test_the_order_is_the_same_whatever_the_file_system_gives(root: Path, monkeypatch, seed: int):
    write(
        root,
        *(f"content/{kind}/{name}.md" for kind in ("notices", "guides", "pages") for name in ("b", "a", "乙", "a/c")),
    )
    write(root, "content/notices/A.md", LESSON, "courses/bank/course.yml", "content/x.png", "content/notices/0/y.png")
    expected = scan(root)
    listing = os.scandir

    def shuffled(path: object) -> list[os.DirEntry[str]]:
        entries = list(listing(path))
        random.Random(seed).shuffle(entries)
        return entries

    monkeypatch.setattr(os, "scandir", shuffled)
    assert scan(root) == expected


@pytest.mark.parametrize("name", [
    ".a.md.swp", ".DS_Store", ".#a.md", "a.md~", "~$a.docx", "a.md.bak", "a.md.orig", "a.tmp", "Thumbs.db", ".git/HEAD",
    ".obsidian/a.md", "desktop.ini", "a.md.rej", "._a.md",
])  # fmt: skip
def test_leftovers_of_editors_and_systems_are_no_sources(root: Path, name: str):
    write(root, f"content/notices/{name}")
    assert scan(root) == Sources()


# --- where things do not belong ----------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "rule"), [
    ("content/a.md", "folder-unknown"),
    ("content/news/a.md", "folder-unknown"),
    ("content/Notices/a.md", "folder-unknown"),
    ("courses/a.md", "lesson-not-in-course"),
    ("courses/bank/unit/a.md", "lesson-not-in-course"),
    ("courses/course.yml", "course-not-in-folder"),
    ("courses/course.en.yml", "course-not-in-folder"),
    ("courses/bank/unit/course.yml", "course-not-in-folder"),
])  # fmt: skip
def test_a_file_where_nothing_of_its_sort_belongs_is_said(root: Path, path: str, rule: str):
    write(root, path)
    sources = scan(root)
    assert told(sources.findings) == [(rule, path)]
    assert paths(sources) == []


def test_a_course_file_among_the_content_is_an_asset(root: Path):
    write(root, "content/notices/course.yml")
    assert paths(scan(root)) == ["content/notices/course.yml"]


# --- links -----------------------------------------------------------------------------------------------------


def link(root: Path, path: str, to: object) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).symlink_to(str(to))


def test_a_link_to_a_file_of_the_site_is_that_file(root: Path):
    write(root, "content/guides/a.md")
    link(root, NOTICE, "../guides/a.md")
    assert paths(scan(root)) == ["content/guides/a.md", NOTICE]


def test_a_link_to_a_folder_of_the_site_is_walked(root: Path):
    write(root, "content/notices/2026/a.md")
    link(root, "content/guides/same", "../notices/2026")
    assert paths(scan(root)) == ["content/guides/same/a.md", "content/notices/2026/a.md"]
    assert scan(root).findings == ()


@pytest.mark.parametrize("to", ["/etc/passwd", "../../../secret.md", "../../../site-2/a.md", "/", "/etc"])
def test_a_link_out_of_the_site_is_not_followed(root: Path, to: str):
    (root.parent / "secret.md").write_text("secret")
    write(root.parent / "site-2", "a.md")
    link(root, NOTICE, to)
    sources = scan(root)
    assert told(sources.findings) == [("link-out-of-site", NOTICE)]
    assert paths(sources) == []


def test_a_link_that_leaves_by_another_link_is_not_followed(root: Path):
    (root.parent / "private").mkdir()
    (root.parent / "private" / "a.md").write_text("secret")
    link(root, "tunnel", root.parent / "private")
    link(root, "content/notices/x", "../../tunnel")
    assert told(scan(root).findings) == [("link-out-of-site", "content/notices/x")]


def test_content_itself_may_not_stand_elsewhere(root: Path):
    (root.parent / "elsewhere" / "notices").mkdir(parents=True)
    (root.parent / "elsewhere" / "notices" / "a.md").write_text("secret")
    link(root, "content", "../elsewhere")
    assert told(scan(root).findings) == [("link-out-of-site", "content")]
    assert paths(scan(root)) == []


def test_a_site_reached_through_a_link_is_a_site(root: Path):
    write(root, NOTICE)
    (root.parent / "linked").symlink_to("site")
    assert paths(scan(root.parent / "linked")) == [NOTICE]


@pytest.mark.parametrize("to", [".", "..", "../..", "../../content/notices", "../notices"])
def test_a_link_to_a_folder_above_it_is_a_loop(root: Path, to: str):
    write(root, NOTICE, "README.md", "build/releases/1/a.md")
    link(root, "content/notices/loop", to)
    sources = scan(root)
    assert told(sources.findings) == [("link-loop", "content/notices/loop")]
    assert paths(sources) == [NOTICE]


def test_two_links_that_lead_to_each_other_end(root: Path):
    write(root, "content/guides/a.md", "content/notices/b.md")
    link(root, "content/guides/there", "../notices")
    link(root, "content/notices/here", "../guides")
    sources = scan(root)
    assert told(sources.findings) == [
        ("link-loop", "content/guides/there/here"), ("link-loop", "content/notices/here/there"),
    ]  # fmt: skip
    assert len(paths(sources)) == 4


@pytest.mark.parametrize("to", ["nowhere.md", "a.md"], ids=["nothing", "itself"])
def test_a_link_to_nothing_or_to_itself_is_said(root: Path, to: str):
    link(root, NOTICE, to)
    assert told(scan(root).findings) == [("link-dangling", NOTICE)]


# --- special files and names --------------------------------------------------------------------------------------


def test_pipes_and_sockets_are_never_opened_and_only_warn(root: Path, monkeypatch):
    (root / "content" / "notices").mkdir(parents=True)
    monkeypatch.chdir(root / "content" / "notices")  # a socket's path is short
    os.mkfifo("pipe.md")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.md")
        sources = scan(root)
    assert told(sources.findings) == [
        ("special-file", "content/notices/pipe.md"),
        ("special-file", "content/notices/socket.md"),
    ]
    assert {finding.level for finding in sources.findings} == {"warn"}
    assert paths(sources) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_said(root: Path):
    write(root, NOTICE)
    (root / NOTICE).chmod(0)
    assert told(scan(root).findings) == [("file-unreadable", NOTICE)]


def test_a_file_that_cannot_be_read_is_said_with_the_reason(root: Path, monkeypatch):
    write(root, NOTICE, "content/notices/b.md")

    def failing(path: str, mode: str) -> IO[bytes]:
        if path.endswith("/a.md"):
            raise OSError(5, "Input/output error")
        return open(path, mode)

    monkeypatch.setattr(module, "open", failing, raising=False)
    sources = scan(root)
    assert paths(sources) == ["content/notices/b.md"]
    assert [finding.path for finding in sources.findings] == [NOTICE]
    assert "Input/output error" in sources.findings[0].text()


def test_a_file_that_an_editor_is_replacing_at_this_moment_is_no_finding(root: Path, monkeypatch):
    write(root, NOTICE, "content/notices/b.md")
    stat = os.stat

    def vanishing(path: object, **options: object) -> os.stat_result:
        if str(path).endswith("/a.md"):
            raise FileNotFoundError
        return stat(path, **options)

    monkeypatch.setattr("curbcut.core.sources.os.stat", vanishing)
    assert scan(root).findings == ()


@pytest.mark.parametrize(
    "path", [b"content/notices/\xce\xc4\xbc\xfe.md", b"content/notices/\xce\xc4/a.md"], ids=["file", "folder"]
)
def test_a_name_in_another_encoding_is_said_and_can_be_printed(root: Path, path: bytes):
    """GBK names come out of zip files made on Windows."""
    there = os.fsencode(root) + b"/" + path
    os.makedirs(os.path.dirname(there))
    with open(there, "wb"):
        pass
    sources = scan(root)
    assert [finding.rule for finding in sources.findings] == ["name-not-utf8"]
    assert "\\xce\\xc4" in sources.findings[0].text().encode().decode() or "\\udcce" in sources.findings[0].text()
    assert paths(sources) == []


@pytest.mark.parametrize(("one", "other"), [
    ("content/notices/Plan.md", "content/notices/plan.md"),
    ("content/notices/caf\u00e9.md", "content/notices/cafe\u0301.md"),
    ("content/notices/stra\u00dfe.png", "content/notices/STRASSE.png"),
    ("content/notices/Plan.png", "content/notices/plan.png"),
    ("content/Notices-2026/a.png", "content/notices-2026/a.png"),
])  # fmt: skip
def test_names_that_some_systems_take_for_one_are_said(root: Path, one: str, other: str):
    write(root, one, other)
    if len(list((root / one).parent.iterdir())) == 1 and (root / one).parent == (root / other).parent:
        pytest.skip("this file system takes them for one, too")
    first, second = sorted((one, other))
    (finding,) = scan(root).findings
    assert (finding.rule, finding.path) == ("names-collide", second)
    assert first in finding.text()
