"""Files that are not what they should be: the message names the place, and the old site stays."""

from __future__ import annotations

import os
import socket

import pytest

NOTICE = "content/notices/allowance.md"


def test_files_in_other_encodings_are_named_and_never_published_as_garbage(site):
    simplified = (site.root / NOTICE).read_text("utf-8")
    traditional = "---\ntitle: 殘疾人交通補貼\nslug: allowance\n---\n我們在這裡有一個通知，大家都可以來看。\n"
    site.write(NOTICE, simplified.encode("gbk"))
    for name, text in (
        ("gb18030", simplified),
        ("big5", traditional),
        ("utf-16", simplified),
        ("utf-16-be", simplified),
    ):
        site.write(f"content/notices/{name}.md", text.encode(name))
    run = site.refused(
        f"{NOTICE}:2:1 encoding-not-utf8", "content/notices/gb18030.md:2:1 encoding-not-utf8",
        "content/notices/big5.md:2:1 encoding-not-utf8", "content/notices/utf-16.md:1:1 encoding-not-utf8",
        "content/notices/utf-16-be.md:2:1 encoding-not-utf8",
    )  # fmt: skip
    assert len(run.places) == 5
    assert [run.err.count(f"看起来是 {name}") for name in ("GB18030", "Big5", "UTF-16")] == [2, 1, 2]


@pytest.mark.parametrize("name", ["gbk", "utf-16"])
def test_a_configuration_in_another_encoding_is_named(site, name):
    text = (site.root / "site_config.yml").read_text("utf-8")
    site.write("site_config.yml", text.encode(name))
    run = site.build()
    assert run.code == 1
    assert [place.split(" ")[1] for place in run.places] == ["encoding-not-utf8"]


@pytest.mark.parametrize(
    ("mark", "end"),
    [(b"\xef\xbb\xbf", b"\n"), (b"", b"\r\n"), (b"\xef\xbb\xbf", b"\r\n"), (b"", b"\r")],
    ids=["BOM", "CRLF", "BOM and CRLF", "CR"],
)
def test_marks_and_line_ends_of_other_systems_give_the_same_bytes(site, mark, end):
    before = site.state()
    for path in [*site.root.glob("content/*/*.md"), *site.root.glob("courses/*/*"), site.root / "site_config.yml"]:
        path.write_bytes(mark + path.read_bytes().replace(b"\n", end))
    assert site.published().places == []
    assert site.state() == before


CHARACTERS = {
    "\0": "control-character", "\x1b": "control-character", "\x9d": "control-character", "\ufffe": "control-character",
    "\U0001ffff": "control-character", "\u200b": "invisible-character", "\u202e": "bidi-unbalanced",
}  # fmt: skip


def test_a_character_that_nobody_can_see_is_named_with_its_place(site):
    text = (site.root / NOTICE).read_text("utf-8")
    for number, char in enumerate(CHARACTERS):
        site.write(
            f"content/notices/{number}.md",
            text.replace("申请一次", f"申请{char}一次").replace("slug: a", f"slug: {number}a"),
        )
    run = site.refused(
        *(f"content/notices/{number}.md:11:21 {rule}" for number, rule in enumerate(CHARACTERS.values()))
    )
    assert len(run.places) == len(CHARACTERS)
    assert all(f"U+{ord(char):04X}" in run.err for char in CHARACTERS)


def test_a_control_character_in_the_front_matter_is_named(site):
    site.replace(NOTICE, "title: 关于", "title: 关\0于")
    site.refused(f"{NOTICE}:2:9 control-character")


def test_merge_conflict_markers_are_named_line_by_line(site):
    site.replace(NOTICE, "## 怎么", "<<<<<<< HEAD\n## 怎么\n=======\n## 如何\n>>>>>>> other\n\n## 怎么")
    site.refused(*(f"{NOTICE}:{line}:1 conflict-marker" for line in (13, 15, 17)))


def test_merge_conflict_markers_in_front_matter_and_course_are_named(site):
    site.replace(NOTICE, "slug: allowance\n", "<<<<<<< HEAD\nslug: allowance\n=======\nslug: money\n>>>>>>> other\n")
    site.replace("courses/phone/course.yml", "title:", "<<<<<<< HEAD\ntitle:")
    site.refused(f"{NOTICE}:3:1 conflict-marker", "courses/phone/course.yml:1:1 conflict-marker")


def pointer(extension: str) -> str:
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 12345\n{extension}"


def test_a_git_lfs_pointer_in_place_of_a_text_is_named(site):
    site.write(NOTICE, pointer(""))
    site.refused(f"{NOTICE}:1:1 lfs-pointer")


def test_a_git_lfs_pointer_in_place_of_a_picture_is_named(site):
    site.write("content/images/steps.svg", pointer(""))
    site.refused("content/images/steps.svg:1:1 lfs-pointer")


def test_a_symbolic_link_out_of_the_site_is_never_followed(site, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("秘密", "utf-8")
    (tmp_path / "folder").mkdir()
    (site.root / "content/notices/secret.md").symlink_to(secret)
    (site.root / "content/images/passwd").symlink_to("/etc/passwd")
    (site.root / "content/guides/folder").symlink_to(tmp_path / "folder")
    site.refused(
        "content/notices/secret.md link-out-of-site", "content/images/passwd link-out-of-site", "content/guides/folder link-out-of-site"
    )  # fmt: skip


def test_a_content_folder_that_is_a_link_out_of_the_site_is_refused(site, tmp_path):
    (site.root / "content").rename(tmp_path / "elsewhere")
    (site.root / "content").symlink_to(tmp_path / "elsewhere")
    site.refused("content link-out-of-site")


def test_a_loop_and_a_dangling_link_end(site):
    (site.root / "content/notices/again").symlink_to("..")
    (site.root / "content/images/self").symlink_to("self")
    (site.root / "content/images/gone.png").symlink_to("nothing.png")
    site.refused(
        "content/notices/again link-loop", "content/images/self link-dangling", "content/images/gone.png link-dangling"
    )  # fmt: skip


def test_a_link_inside_the_site_is_a_file_like_others(site):
    (site.root / "content/images/two.svg").symlink_to("steps.svg")
    site.replace(NOTICE, "(../images/steps.svg)", "(../images/two.svg)")
    site.published()
    assert not (site.live / "files/images/two.svg").is_symlink()
    assert site.page("files/images/two.svg") == (site.root / "content/images/steps.svg").read_text("utf-8")


def test_a_pipe_and_a_socket_only_warn_and_nothing_waits_for_them(site, monkeypatch):
    before = site.state()
    os.mkfifo(site.root / "content/notices/pipe.md")
    monkeypatch.chdir(site.root / "content/images")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("door.png")
        run = site.published()
    assert run.places == ["content/images/door.png special-file", "content/notices/pipe.md special-file"]
    assert site.state() == before


def test_a_pipe_in_place_of_the_configuration_is_no_site(site):
    (site.root / "site_config.yml").unlink()
    os.mkfifo(site.root / "site_config.yml")
    assert site.build().code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(site):
    (site.root / NOTICE).chmod(0)
    site.refused(f"{NOTICE} file-unreadable")


def test_a_file_name_that_is_not_utf8_is_named(site):
    path = os.fsencode(site.root / "content/notices") + b"/\xb2\xd0.md"
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
    run = site.refused("content/notices/\\udcb2\\udcd0.md name-not-utf8")
    assert len(run.places) == 1


@pytest.mark.parametrize(
    ("one", "two"), [("Plan.md", "plan.md"), ("café.md", "cafe\u0301.md")], ids=["case", "NFC and NFD"]
)
def test_file_names_that_some_computer_takes_for_one_are_named(site, one, two):
    for number, name in enumerate((one, two)):
        site.write(f"content/pages/{name}", f"---\ntitle: 计划\nslug: plan-{number}\n---\n\n甲。\n")
    later = max(one, two)
    site.refused(f"content/pages/{later} names-collide")


def test_what_editors_and_systems_leave_behind_is_no_content(site):
    before = site.state()
    for name in (
        ".about.md.swp",
        "~$about.md",
        "about.md~",
        "about.md.orig",
        ".DS_Store",
        "Thumbs.db",
        ".env",
        ".git/x.md",
    ):
        site.write(f"content/pages/{name}", "秘密")
    assert site.published().places == []
    assert site.state() == before


def test_a_file_in_a_folder_of_no_kind_is_named(site):
    site.write("content/news/one.md", "---\ntitle: 新闻\nslug: one\n---\n")
    site.write("content/loose.md", "---\ntitle: 新闻\nslug: two\n---\n")
    site.refused("content/news/one.md folder-unknown", "content/loose.md folder-unknown")


def test_a_file_of_many_megabytes_is_refused_at_once(site):
    site.write(NOTICE, (site.root / NOTICE).read_text("utf-8") + "很长的一段。\n\n" * 150_000)
    site.refused(f"{NOTICE} file-too-large")


@pytest.mark.parametrize("name", ["notices/new.MD", "notices/new.markdown", "../courses/phone/Course.yml"])
def test_a_text_under_a_name_that_is_not_read_is_not_left_out_silently(site, name):
    site.write(f"content/{name}", "---\ntitle: 甲\nslug: new\npublished: 2026-01-01\n---\n\n正文。\n")
    assert f"content/{name}".replace("content/../", "") + " name-not-recognised" in site.refused().places


def test_personal_data_in_a_file_that_is_offered_is_found_in_that_file(site):
    notice = "content/notices/allowance.md"
    site.write("content/notices/list.csv", "姓名,手机,身份证号\n张三,13812345678,\n李四,,11010519491231002X\n")
    site.write("content/notices/private.csv", "张三,13812345678\n")
    site.replace(notice, "slug: allowance\n", "slug: allowance\nattachments: [list.csv]\n")
    site.refused("content/notices/list.csv:2:4 personal-data", "content/notices/list.csv:3:5 personal-data")
    site.replace(notice, "attachments:", "allow: {personal-data: 值班手机}\nattachments:")
    run = site.refused("content/notices/list.csv:3:5 personal-data")
    assert [place for place in run.places if "personal-data" in place] == ["content/notices/list.csv:3:5 personal-data"]
