"""What documents say of each other and of their site, seen by whole commands; and tables from files."""

from __future__ import annotations

import json

NOTICE = "content/notices/allowance.md"
TOPICS = "topics:\n  allowance: {zh-Hans: 交通补贴, en: Transport}\n  devices: {zh-Hans: 辅助器具, en: Devices}\n"
RATES = "级别,每月\n一级,80元\n二级,50元\n"


def test_the_reference_site_has_nothing_to_say_against_it(built):
    assert built.curbcut("check").places == []


def test_each_mistake_between_documents_is_shown_at_its_place_in_one_build(site):
    site.write("site_config.yml", (site.root / "site_config.yml").read_text("utf-8") + TOPICS)
    front = "---\ntitle: 甲\nslug: {}\npublished: 2017-01-04\n{}---\n\n正文。\n"
    site.write("content/notices/a.md", front.format("a", "topic: [交通补帖]\naudience: [大家]\n"))
    site.write("content/notices/b.md", front.format("b", "replaces: [allowance]\nbased_on: [alowance]\n"))
    site.write("content/notices/c.en.md", front.format("c", "translation_of: zzz\n"))
    site.write(
        "content/events/d.md", "---\ntitle: 甲\nslug: d\nstarts: 2017-05-20\nrecurrence: FREQ=WEEKLY;BYDAY=SU\n---\n"
    )
    site.write("content/places/e.md", "---\ntitle: 甲\nslug: e\naddress: 某路\nphone: '13812345678'\n---\n")
    site.refused(
        "content/notices/a.md:5:9 term-unknown", "content/notices/a.md:6:12 term-unknown",
        "content/notices/b.md:5:12 relation-in-force", "content/notices/b.md:6:12 relation-missing",
        "content/notices/c.en.md:5:17 translation-of-nothing", "content/events/d.md:4:1 event-starts-outside",
        "content/places/e.md:2:1 place-without-coordinates", "content/places/e.md:5:9 personal-data",
    )  # fmt: skip


def test_a_course_is_held_against_the_rules_too(site):
    text = (site.root / "courses/phone/course.yml").read_text("utf-8")
    site.write("courses/phone/course.yml", text + "teacher:\n  name: 李老师\n  phone: '13812345678'\n")
    assert site.refused().places == [f"courses/phone/course.yml:{text.count(chr(10)) + 3}:11 personal-data"]


def test_what_only_warns_is_published_and_said(site):
    site.write("content/places/e.md", "---\ntitle: 甲\nslug: e\naddress: 某路\n---\n")
    run = site.published()
    assert run.places == ["content/places/e.md:2:1 place-without-coordinates"]


def test_a_table_of_a_file_is_in_every_format_and_its_edit_reaches_only_its_readers(site):
    site.write("content/notices/rates.csv", RATES)
    site.replace(NOTICE, "\n## 怎么申请", "\n!table rates.csv 表 1：补贴标准\n\n## 怎么申请")
    site.published()
    page = site.page("notice/allowance/index.html")
    assert "<caption" in page and "80元" in page and 'scope="col"' in page
    assert "80元" in site.page("notice/allowance/plain.txt")
    assert not any(path.endswith(".csv") for path in site.files()), "what is only shown is not offered"
    before = site.files()
    site.write("content/notices/rates.csv", RATES.replace("80", "90"))
    run = site.published("--json")
    read = [
        e["job"] for e in map(json.loads, run.out.splitlines()) if e.get("phase") == "read" and e.get("what") == "made"
    ]
    assert read == [f"read {NOTICE}"]
    after = site.files()
    assert {path for path in before if before[path] != after[path]} == {
        "notice/allowance/index.html", "notice/allowance/plain.txt"
    }  # fmt: skip
    assert "90元" in site.page("notice/allowance/index.html")


def test_a_table_with_mistakes_stops_the_build_at_its_line(site):
    site.write("content/notices/rates.csv", RATES + "三级\n")
    site.replace(NOTICE, "\n## 怎么申请", "\n!table rates.csv\n\n!table gone.csv\n\n## 怎么申请")
    run = site.refused("content/notices/rates.csv:4:1 csv-cells", f"{NOTICE}:15:8 table-file-missing")
    assert len(run.places) == 2


def test_a_link_behind_a_table_is_shown_at_its_place(site):
    site.write("content/notices/rates.csv", RATES)
    site.replace(NOTICE, "\n## 怎么申请", "\n!table rates.csv 表：标准\n\n见[甲](gone.md)。\n\n## 怎么申请")
    assert site.refused().places == [f"{NOTICE}:15:3 link-broken"]


def test_a_file_outside_the_site_is_never_taken_in(site):
    secret = site.root.parent / "secret.csv"
    secret.write_text("甲,乙\n秘密,2\n", "utf-8")
    (site.root / "content/notices/link.csv").symlink_to(secret)
    site.replace(NOTICE, "\n## 怎么申请", "\n!table ../../../secret.csv\n\n!table link.csv\n\n## 怎么申请")
    run = site.refused(f"{NOTICE}:13:8 table-file-outside", f"{NOTICE}:15:8 table-file-missing")
    assert "content/notices/link.csv link-out-of-site" in run.places
