"""`curbcut fmt --ids`: questions get their ids, and nothing else changes."""

from __future__ import annotations

import os

LESSON = "courses/phone/pay.md"
QUIZ = "\r\n## 自测\r\n\r\n### 先看什么？\r\n\r\n- [x] 金额\r\n- [ ] 时间\r\n"


def written(site) -> bytes:
    whole = ("---\ntitle: 付钱\nsummary: 先看金额。\n---\n\n看清金额。\n" + QUIZ).encode()
    site.write(LESSON, whole)
    return whole


def test_check_writes_nothing_and_ends_with_1(site):
    before = written(site)
    run = site.curbcut("fmt", "--ids", "--check")
    assert run.code == 1
    assert (site.root / LESSON).read_bytes() == before
    assert f"{LESSON}:10: ### 先看什么？ {{#q-xiankanshenme}}" in run.out


def test_an_id_is_put_in_and_every_other_byte_stays(site):
    before = written(site)
    os.chmod(site.root / LESSON, 0o640)
    run = site.curbcut("fmt", "--ids")
    assert run.code == 0
    after = (site.root / LESSON).read_bytes()
    assert after == before.replace("先看什么？".encode(), "先看什么？ {#q-xiankanshenme}".encode())
    assert (site.root / LESSON).stat().st_mode & 0o777 == 0o640
    assert site.curbcut("fmt", "--ids", "--check").code == 0
    assert sorted(path.name for path in (site.root / "courses/phone").iterdir()) == ["begin.md", "course.yml", "pay.md"]


def test_only_the_named_files_change(site):
    before = written(site)
    run = site.curbcut("fmt", "--ids", "courses/phone/begin.md")
    assert (run.code, (site.root / LESSON).read_bytes()) == (0, before)
    assert site.curbcut("fmt", "--ids", "--json", LESSON).events[0] == {
        "version": 1, "event": "id", "path": LESSON, "line": 10, "id": "q-xiankanshenme",
    }  # fmt: skip


def test_what_is_no_lesson_is_a_slip_of_the_pen(site):
    run = site.curbcut("fmt", "--ids", "content/pages/about.md")
    assert run.code == 2
    assert "about.md" in run.err


def test_a_file_that_is_not_utf_8_is_left_alone_and_named(site):
    site.write(LESSON, "## 自测\n\n### 题\n".encode("gbk"))
    run = site.curbcut("fmt", "--ids")
    assert run.code == 1
    assert LESSON in run.out
    assert (site.root / LESSON).read_bytes() == "## 自测\n\n### 题\n".encode("gbk")
