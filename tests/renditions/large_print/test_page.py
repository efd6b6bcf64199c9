"""The printed page says first whether a document holds, then what it is, then all that its page says."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from curbcut.core.model import Document
from curbcut.core.reading import read
from curbcut.core.steps import opened, read_course
from curbcut.renditions.large_print.book import compose_book
from curbcut.renditions.large_print.page import Wishes, compose, worth_contents

NOTICE = """\
---
title: 关于发放补贴的通知
slug: allowance
doc_number: 临残联〔2017〕12号
issuer: [临江市残联]
issued: 2017-05-22
published: 2017-05-26
validity: {validity}
summary: 每月50元。
contact: {{name: 办公室, phone: "12385"}}
attachments: [{{file: form.csv, title: 申请表}}]
change_notes: [{{date: 2018-01-02, note: 改了一处。}}]
---

正文见[办法](other.md)。

## 怎样申请

带身份证。
"""

GUIDE = """\
---
title: 办证
slug: card
published: 2026-01-01
materials: [身份证, 照片]
steps: [填表, 领证]
fee: 不收费
conditions: [有户口]
time_limit: 5天
basis: [办法]
office: 区残联
location: 街道
hours: 周一
phone: "12385"
offline_channel: 到窗口
complaints: 打12385
faq:
  - question: 丢了怎么办？
    answer: 补办。
---

正文。
"""


def document(text: str, path: str) -> Document:
    found = read(path, text.encode())
    assert found.document is not None, found.findings
    return found.document


def lines(html: Element) -> list[str]:
    """Return the printed texts, one line for each block that holds text."""
    shown: list[str] = []

    def walk(one: Element) -> None:
        if one.tag in ("p", "h1", "h2", "h3", "li", "dt", "dd"):
            shown.append(" ".join("".join(one.itertext()).replace("\u2060", "").split()))
        else:
            for child in one:
                walk(child)

    walk(html.find("body"))
    return shown


def told(**more: Any) -> dict[str, Any]:
    return {"name": "临江市残联", "address": "https://example.org/notice/allowance/", "addresses": {}, "related": [], "expired": False, **more}  # fmt: skip


WISHES = Wishes(columns=4, edition="大字（字号20磅）", contents=False)


def notice(validity: str = "effective", **more: Any) -> list[str]:
    return lines(compose(document(NOTICE.format(validity=validity), "content/notices/a.md"), told(**more), WISHES))


def test_a_repealed_notice_says_so_before_its_title_and_names_what_replaced_it() -> None:
    newer = ["replaced_by", "关于提高补贴的通知", "zh-Hans", "https://example.org/notice/new/"]
    printed = notice("repealed", related=[newer])
    assert printed[:3] == ["这份文件已经废止，不再执行。", "已被代替：关于提高补贴的通知[1]", "关于发放补贴的通知"]
    assert printed[-1] == "https://example.org/notice/new/"


def test_a_notice_in_force_begins_with_its_title() -> None:
    assert notice()[:2] == ["关于发放补贴的通知", "每月50元。"]


def test_a_page_past_its_day_says_so_first() -> None:
    assert notice(expired=True)[0] == "这个网页已过期，只供查阅。"


def test_the_cover_tells_what_the_document_is_in_the_order_of_the_page() -> None:
    assert notice()[2:9] == [
        "发文机关：临江市残联", "成文日期：2017年5月22日", "发文字号：临残联〔2017〕12号", "发布日期：2017年5月26日",
        "有效性：现行有效", "版本：大字（字号20磅）", "网页版：https://example.org/notice/allowance/",
    ]  # fmt: skip


def test_attachments_contact_changes_and_addresses_follow_the_text() -> None:
    addresses = {
        "content/notices/other.md": "https://example.org/notice/other/",
        "content/notices/form.csv": "https://example.org/files/notices/form.csv",
    }
    printed = notice(addresses=addresses)
    assert printed[printed.index("正文见办法[1]。") :] == [
        "正文见办法[1]。", "怎样申请", "带身份证。",
        "附件", "申请表[2]", "有问题，请找", "办公室", "咨询电话：12385", "修改记录", "2018年1月2日 改了一处。",
        "正文里的网址", "https://example.org/notice/other/", "https://example.org/files/notices/form.csv",
    ]  # fmt: skip


def test_a_guide_has_its_particulars_as_sections_and_a_list_to_tick() -> None:
    printed = lines(compose(document(GUIDE, "content/guides/card.md"), told(), WISHES))
    assert "收费：不收费" in printed
    assert printed[printed.index("申请材料") :][:6] == ["申请材料", "□ 身份证", "□ 照片", "办理流程", "填表", "领证"]
    assert printed[printed.index("常见问题") :][:3] == ["常见问题", "问：丢了怎么办？", "答：补办。"]


def test_contents_name_every_heading_and_lead_to_it() -> None:
    doc = document(NOTICE.format(validity="effective"), "content/notices/a.md")
    html = compose(doc, told(), Wishes(columns=4, edition="大字", contents=True))
    assert worth_contents(html)
    links = html.findall(".//nav//a")
    ids = {one.get("id") for one in html.iter()}
    assert [link.text for link in links][:2] == ["怎样申请 ", "附件 "]
    assert all(link.get("href", "").removeprefix("#") in ids for link in links)


def test_no_id_stands_twice() -> None:
    html = compose(document(NOTICE.format(validity="effective"), "content/notices/a.md"), told(), WISHES)
    ids = [one.get("id") for one in html.iter() if one.get("id")]
    assert sorted(ids) == sorted(set(ids))


def test_texts_are_composed_so_that_the_font_has_them() -> None:
    doc = document(
        NOTICE.format(validity="effective").replace("带身份证", "带 cafe\u0301\u260e\ufe0f"), "content/notices/a.md"
    )
    assert "带 café☎。" in lines(compose(doc, told(), WISHES))


COURSE = "title: 手机课\nslug: phone\npublished: 2026-01-01\nobjectives: [会打电话]\nlessons: [one, two]\n"
LESSON = """\
---
title: {title}
slug: {slug}
published: 2026-01-01
---

看[下一课]({other}.md)[^1]。

## 练习 {{#try}}

做。见[练习](#try)。

[^1]: 注{title}。
"""


def test_a_course_is_one_book_whose_lessons_are_chapters() -> None:
    course = opened(read_course("courses/phone/course.yml", COURSE.encode(), "zh-Hans").inner["document.msgpack"])
    lessons = tuple(
        document(LESSON.format(title=title, slug=slug, other=other), f"courses/phone/{slug}.md")
        for title, slug, other in (("拨号", "one", "two"), ("短信", "two", "one"))
    )
    html = compose_book(course, lessons, told(name="残联"), Wishes(columns=4, edition="大字", contents=True))
    outline = [(one.tag, "".join(one.itertext())) for one in html.iter() if one.tag in ("h1", "h2", "h3", "h4")]
    assert outline == [
        ("h1", "手机课"), ("h2", "目录"), ("h2", "学习目标"),
        ("h2", "拨号"), ("h3", "练习"), ("h2", "短信"), ("h3", "练习"),
    ]  # fmt: skip
    ids = [one.get("id") for one in html.iter() if one.get("id")]
    assert sorted(ids) == sorted(set(ids))
    inside = [one.get("href", "") for one in html.iter("a") if one.get("href", "").startswith("#")]
    assert [href for href in inside if href.removeprefix("#") not in ids] == []
    assert {"#cc-2-lesson", "#cc-1-try", "#cc-2-try"} <= set(inside)
