"""Large print as a site has it: offered on every page, made anew only where something in it changed."""

from __future__ import annotations

import re

import pytest

NOTICE = "content/notices/allowance.md"
PDF = "large-print.pdf"


@pytest.fixture
def printing(site):
    """A site that prints, published once."""
    site.replace("site_config.yml", "renditions: [plain]", "renditions: [large_print, plain]")
    site.published()
    return site


def printed(site, *words: str) -> set[str]:
    """Build and return the documents whose large print was made."""
    run = site.published("--json", *words)
    jobs = [event["job"] for event in run.events if event["event"] == "job" and event["what"] == "made"]
    return {job.removeprefix("large_print ") for job in jobs if job.startswith("large_print ")}


def test_every_page_offers_its_file_with_pages_and_size(printing):
    files = printing.files()
    pages = [path for path in files if path.endswith(f"/{PDF}")]
    assert len(pages) == 6  # three documents, two lessons and their course
    for path in pages:
        page = printing.page(path.replace(PDF, "index.html"))
        shown = re.search(rf'<a [^>]*href="{PDF}"[^>]*>(.*?)</a>(.*?)</li>', page, re.DOTALL)
        assert shown, path
        assert "大字 PDF" in shown[1]
        assert re.search(r"PDF，\d+ 页，\d+ KB", re.sub("<[^>]+>", "", shown[0])), path


def test_an_edited_sentence_prints_one_document_again(printing):
    assert printed(printing) == set()
    printing.replace(NOTICE, "以后每月自动发", "以后每季自动发")
    assert printed(printing) == {NOTICE}


def test_an_edited_lesson_is_printed_with_its_course(printing):
    printing.replace("courses/phone/pay.md", "title: 付钱", "title: 付款")
    assert printed(printing) == {"courses/phone/pay.md", "courses/phone/course.yml"}


QUIZ = """

## 自测

### 先看什么？ {#q-first}

- [x] 名字和钱数
- [ ] 什么也不看
"""


def test_a_course_with_questions_offers_its_workbook_and_its_key_and_says_how_to_post_them(printing):
    lesson = printing.root / "courses/phone/pay.md"
    printing.write("courses/phone/pay.md", lesson.read_text("utf-8") + QUIZ)
    assert printed(printing) == {"courses/phone/pay.md", "courses/phone/course.yml"}
    page = printing.page("course/phone/index.html")
    for file, name in ((PDF, "大字练习册 PDF"), ("large-print-key.pdf", "大字答案册 PDF")):
        assert f"course/phone/{file}" in printing.files()
        shown = re.search(rf'<a [^>]*href="{file}"[^>]*>(.*?)</a>(.*?)</li>', page, re.DOTALL)
        assert shown and name in shown[1], file
        assert re.search(r"PDF，\d+ 页，\d+ KB", re.sub("<[^>]+>", "", shown[0])), file
    assert "打印大字练习册，最后一页是寄送单" not in page, "the course names nobody to send it back to"
    assert "答案在最后" in printing.page("course/phone/pay/index.html")
    assert "course/phone/pay/large-print-key.pdf" not in printing.files()
    course = (printing.root / "courses/phone/course.yml").read_text("utf-8")
    printing.write("courses/phone/course.yml", course + 'teacher: {name: 王老师, phone: "12385"}\n')
    assert printed(printing) == {"courses/phone/course.yml"}
    assert "打印大字练习册，最后一页是寄送单" in printing.page("course/phone/index.html")


def test_what_replaces_a_notice_is_printed_on_it(printing):
    printing.replace(NOTICE, "topic:", "validity: repealed\ntopic:")
    printing.write(
        "content/notices/newer.md",
        "---\ntitle: 新办法\nslug: newer\npublished: 2020-01-01\nreplaces: [allowance]\n---\n\n甲。\n",
    )
    assert printed(printing) == {NOTICE, "content/notices/newer.md"}
    printing.replace("content/notices/newer.md", "title: 新办法", "title: 新的办法")
    assert printed(printing) == {NOTICE, "content/notices/newer.md"}


def test_a_comment_of_an_author_prints_nothing_and_is_in_no_file(printing):
    printing.replace(NOTICE, "title:", "# 请核对金额\ntitle:")
    assert printed(printing) == set()


def test_two_workers_print_the_same_bytes(printing, tmp_path):
    printing.published("--out", str(tmp_path / "out"), "--workers", "2")
    for path in printing.files():
        if path.endswith(".pdf"):
            here, there = (root / "site" / path for root in (printing.root / "build", tmp_path / "out"))
            assert here.read_bytes() == there.read_bytes(), path


def test_a_document_may_do_without(printing):
    printing.replace(NOTICE, "topic:", "renditions: [plain]\ntopic:")
    printing.published()
    assert f"notice/allowance/{PDF}" not in printing.files()
    assert PDF not in printing.page("notice/allowance/index.html")


def test_a_picture_that_cannot_be_printed_stops_publishing_by_name(printing):
    before = printing.state()
    printing.write("content/images/broken.png", b"\x89PNG\r\n\x1a\nnothing")
    printing.replace(NOTICE, "## 怎么申请", "![申请表的样子](../images/broken.png)\n\n## 怎么申请")
    run = printing.build()
    assert run.code == 1
    assert f"{NOTICE} [停 stop] rendition-failed" in run.err
    assert "content/images/broken.png" in run.err
    assert printing.state() == before


@pytest.mark.parametrize("sizes", ["[20, 24, 30]", "[30]"])
def test_a_site_chooses_its_sizes(site, sizes):
    site.replace(
        "site_config.yml", "renditions: [plain]", f"renditions:\n  large_print:\n    sizes: {sizes}\n  plain:\n"
    )
    site.published()
    page = site.page("notice/allowance/index.html")
    expected = {"[20, 24, 30]": ["大字 PDF", "特大字 PDF", "超大字 PDF"], "[30]": ["超大字 PDF"]}[sizes]
    assert re.findall(r">((?:特大|超大|大)字 PDF)<", page) == expected


def test_a_size_that_nobody_makes_is_a_finding(site):
    site.replace("site_config.yml", "renditions: [plain]", "renditions:\n  large_print:\n    sizes: [12]\n  plain:\n")
    run = site.build()
    assert run.code == 1
    assert "site_config.yml:" in run.err


def test_an_emoji_stops_a_site_that_prints_and_no_other(printing, site):
    printing.replace(NOTICE, "以后每月自动发", "以后每月自动发😀")
    run = printing.build()
    assert run.code == 1
    assert "U+1F600" in run.err
    assert any(place.endswith(" glyphs") for place in run.places)
    printing.replace("site_config.yml", "[large_print, plain]", "[plain]")
    assert printing.build().code == 0
