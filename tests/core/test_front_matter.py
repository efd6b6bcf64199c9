"""Front matter of content: what an editor may write, and what is said about what is wrong."""

from __future__ import annotations

import pytest
from doubles.spent import at_most
from hypothesis import given, settings
from hypothesis import strategies as st

from curbcut.core.front_matter import FrontMatter, parse, parse_course
from curbcut.core.kinds import (
    Attachment,
    ChangeNote,
    Contact,
    Coordinates,
    Course,
    Event,
    Faq,
    Guide,
    Lesson,
    Notice,
    Page,
    Place,
    Source,
)
from curbcut.core.reading import read

NOTICE = "content/notices/plan.md"


def notice(more: str, path: str = NOTICE) -> FrontMatter:
    return parse(path, f"---\ntitle: 通知\nslug: plan\npublished: 2017-01-04\n{more}---\n正文\n")


def rules(front: FrontMatter) -> list[tuple[str, int, int]]:
    return [(f.rule.removeprefix("front-matter-"), f.line, f.column) for f in front.findings]


def test_a_chinese_notice_is_a_notice() -> None:
    front = parse(NOTICE, """\
---
标题: 关于印发年度工作计划的通知
网址名: plan-2017
发文字号: 市残联〔2017〕3号
发文机关: [市残联, 市财政局]
成文日期: 二〇一七年一月四日
发布日期: 2017年1月5日
生效日期: 2017.2.1
有效性: 已修改
主题:
  - 补贴
  - 康复
对象: 残疾人
层级: 市
来源: {名字: 省门户网站, 网址: https://example.org/a?b=c}
联系方式: {电话: 12385, 短信: "12345"}
附件:
  - {文件: files/plan.pdf, 标题: 计划全文, 无障碍: 否, 其他格式联系方式: 办公室}
修改说明: [{日期: 2017-03-01, 说明: 改正电话, 重大: true}]
定时发布: 2017-01-05 09:00
允许: {alt-text: 旧图没有原稿}
---
# 正文
""")  # fmt: skip
    assert front.findings == ()
    assert front.meta == Notice(
        title="关于印发年度工作计划的通知", slug="plan-2017", doc_number="市残联〔2017〕3号", issuer=("市残联", "市财政局"),
        issued="2017-01-04", published="2017-01-05", effective="2017-02-01", validity="amended", topic=("补贴", "康复"),
        audience=("残疾人",), level="municipal", source=Source(name="省门户网站", url="https://example.org/a?b=c"),
        contact=Contact(phone="12385", sms="12345"),
        attachments=(
            Attachment(file="content/notices/files/plan.pdf", title="计划全文", accessible=False, alt_format_contact="办公室"),
        ),
        change_notes=(ChangeNote(date="2017-03-01", note="改正电话", major=True),),
        publish_at="2017-01-05T09:00:00", allow={"alt-text": "旧图没有原稿"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "more", "kind"),
    [
        ("content/guides/card.md", "offline_channel: 街道窗口", Guide),
        ("content/pages/about.md", "", Page),
        ("content/pages/help/about.md", "", Page),
        ("content/places/sun.md", "address: 某路 1 号", Place),
        ("content/events/day.md", "starts: 2017-05-21", Event),
        ("courses/bank/one.md", "minutes: 10", Lesson),
    ],
)
def test_the_folder_gives_the_kind(path: str, more: str, kind: type) -> None:
    front = parse(path, f"---\ntitle: 题\nslug: a\n{more}\n---\n")
    assert front.findings == ()
    assert type(front.meta) is kind


@pytest.mark.parametrize(
    "path", ["content/x.md", "content/other/x.md", "x.md", "courses/x.md", "", "/", "../content/notices/x.md"]
)
def test_a_folder_without_a_kind_is_a_finding(path: str) -> None:
    front = parse(path, "---\ntitle: 题\n---\n")
    assert front.meta is None
    assert [f.rule for f in front.findings] == ["front-matter-folder"]


def test_a_guide_holds_the_fields_of_a_service_guide() -> None:
    front = parse("content/guides/card.md", """\
---
事项名称: 残疾人证办理
slug: card
受理条件: [持有评定结论]
申请材料: [身份证, 照片]
办理流程: [申请, 评定, 领证]
时限: 20 个工作日
收费: 不收费
依据: 《残疾人证管理办法》
地点: 街道服务窗口
工作时间: 周一至周五 9:00-17:00
咨询电话: "12385"
投诉: 12345
线下办理: 街道窗口，也可上门
常见问题:
  - 问: 要本人去吗？
    答: 可以请人代办。
---
""")  # fmt: skip
    assert front.findings == ()
    assert front.meta == Guide(
        title="残疾人证办理", slug="card", conditions=("持有评定结论",), materials=("身份证", "照片"),
        steps=("申请", "评定", "领证"), time_limit="20 个工作日", fee="不收费", basis=("《残疾人证管理办法》",),
        location="街道服务窗口", hours="周一至周五 9:00-17:00", phone="12385", complaints="12345",
        offline_channel="街道窗口，也可上门", faq=(Faq(question="要本人去吗？", answer="可以请人代办。"),),
    )  # fmt: skip


def test_a_place_says_which_map_it_means() -> None:
    text = "---\ntitle: 阳光之家\nslug: sun\naddress: 某路\ncoordinates: {{lat: 31.2, lon: 121.5{}}}\n---\n"
    assert getattr(
        parse("content/places/a.md", text.format(", system: 高德")).meta, "coordinates", None
    ) == Coordinates(lat=31.2, lon=121.5, system="GCJ02")
    assert rules(parse("content/places/a.md", text.format(""))) == [("missing-key", 5, 14)]


def test_a_lesson_is_named_after_its_file_and_its_objectives_are_numbered() -> None:
    front = parse(
        "courses/bank/fake-sms.md", "---\n标题: 认出假短信\n时长: 10\n及格分: 60\n目标: [说出特点, 先不点]\n---\n"
    )
    assert front.findings == ()
    assert front.meta == Lesson(
        title="认出假短信", slug="fake-sms", minutes=10, pass_mark=60, objectives={"o1": "说出特点", "o2": "先不点"}
    )
    assert rules(parse("courses/bank/假短信.md", "---\ntitle: 题\n---\n")) == [("file-name", 0, 0)]


def test_a_course_is_named_after_its_folder() -> None:
    course, findings = parse_course(
        "courses/bank/course.yml", "title: 网上银行\nlessons: [one, two]\nteacher: {电话: 12385}\n"
    )
    assert findings == []
    assert course == Course(title="网上银行", slug="bank", lessons=("one", "two"), teacher=Contact(phone="12385"))
    course, findings = parse_course("courses/bank/course.yml", "标题：网上银行\nlesson: [one]\n")
    assert course is None
    assert [f.line for f in findings] == [1, 2]


def test_line_numbers_of_the_body_stay_true() -> None:
    front = notice("")
    assert front.body.split("\n").index("正文") == 5
    assert front.body == "\n\n\n\n\n正文\n"


# --- fences ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 正文\n", [("missing", 1, 1)]),
        ("", [("missing", 1, 1)]),
        ("title: 题\n\n正文\n", [("missing", 1, 1)]),
        ("\n\n---\ntitle: 题\nslug: a\n---\n", [("late", 3, 1)]),
        ("----\ntitle: 题\nslug: a\n---\n", [("fence", 1, 1)]),
        ("———\ntitle: 题\nslug: a\n———\n", [("fence", 1, 1), ("fence", 4, 1)]),
        (" ---\ntitle: 题\nslug: a\n---\n", [("fence", 1, 1)]),
        ("---\ntitle: 题\nslug: a\n\n# 正文\n", [("unclosed", 4, 1)]),
        ("---\ntitle: 题\nslug: a\n正文\n", [("unclosed", 4, 1)]),
        ("---\ntitle: 题\nslug: a\n－－－\n正文\n", [("fence", 4, 1)]),
        ("---\ntitle: 题\nslug: a", [("unclosed", 3, 1)]),
        ("---", [("unclosed", 2, 1), ("missing-key", 2, 1), ("missing-key", 2, 1)]),
        ("---\n---\n", [("missing-key", 2, 1), ("missing-key", 2, 1)]),
        ("---\n- a\n---\n", [("not-mapping", 2, 1)]),
        ("---\n只是一段话\n---\n", [("not-mapping", 2, 1)]),
    ],
)
def test_a_slip_at_the_fences_is_explained(text: str, expected: list[tuple[str, int, int]]) -> None:
    front = parse("content/pages/a.md", text)
    assert front.meta is None
    assert sorted(rules(front)) == sorted(expected)


# --- keys and values -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("titel: 题\n", ("unknown-key", 5, 1)),
        ("标提: 题\n", ("unknown-key", 5, 1)),
        ("status: effective\n", ("other-key", 5, 1)),
        ("状态: 有效\n", ("other-key", 5, 1)),
        ("date: 2017-01-04\n", ("other-key", 5, 1)),
        ("kind: notice\n", ("other-key", 5, 1)),
        ("minutes: 10\n", ("foreign-key", 5, 1)),
        ("title: 又一个\n", ("duplicate-key", 5, 1)),
        ("标题: 又一个\n", ("duplicate-key", 5, 1)),
        ("validity: 作废了\n", ("choice", 5, 11)),
        ("issued: 1/4/2017\n", ("date-order", 5, 9)),
        ("issued: 2017年13月\n", ("date-month", 5, 9)),
        ("issued: [2017-01-04]\n", ("type", 5, 9)),
        ("publish_at: 明天\n", ("date-shape", 5, 13)),
        ("issuer: 市残联、市财政局\n", ("several", 5, 9)),
        ("issuer: [市残联, '']\n", ("empty-item", 5, 15)),
        ("draft: yes\n", ("truth", 5, 8)),
        ("lang: cn\n", ("language-unknown", 5, 7)),
        ("source: {url: https://example.org/}\n", ("missing-key", 5, 9)),
        ("source: {name: a, url: 'javascript:alert(1)'}\n", ("address-shape", 5, 24)),
        ("source:\n  name：省门户\n", ("full-width-colon", 6, 3)),
        ("source:\n  name: a\n  titel: b\n", ("strange-key", 7, 3)),
        ("sign_video: https://video.example/a.mp4\n", ("file-elsewhere", 5, 13)),
        ("sign_video: ../../../a.mp4\n", ("file-outside", 5, 13)),
        ("sign_video: /etc/passwd\n", ("file-outside", 5, 13)),
        ("sign_video: a\\b.mp4\n", ("file-outside", 5, 13)),
        ("sign_video: C:/a.mp4\n", ("file-outside", 5, 13)),
        ("sign_video: '%2e%2e/%2e%2e/%2e%2e/a.mp4'\n", ("file-outside", 5, 13)),
        ("sign_video: CON.mp4\n", ("file-reserved", 5, 13)),
        ("sign_video: a./b.mp4\n", ("file-reserved", 5, 13)),
        ("change_notes: [{note: 改字}]\n", ("missing-key", 5, 16)),
        ("allow: [alt-text]\n", ("type", 5, 8)),
        ("allow: {alt-text: }\n", ("empty-key", 5, 9)),
        ("effective: 2017-02-01\nvalid_until: 2017-01-01\n", ("order", 6, 1)),
        ("publish_at: 2017-01-04T10:00Z\nexpire_at: 2017-01-04 17:00+08\n", ("order", 6, 1)),
        ("publish_at: 2017-01-05 10:00+08\nexpire_at: 2017-01-04 17:00\n", ("order", 6, 1)),
    ],
)
def test_a_wrong_line_is_found_where_it_stands(more: str, expected: tuple[str, int, int]) -> None:
    front = notice(more)
    assert rules(front) == [expected]
    assert (front.meta is None) == (front.findings[0].level == "stop")


@pytest.mark.parametrize(
    "more",
    ["issuer: '市残联、市财政局'\n", "summary: 听、说、读\n", "issuer:\n", "effective: ''\n", "renditions: [plain]\n",
     "sign_video: ../../files/a.mp4\n", "effective: 2017-01-04\nvalid_until: 2017-01-04\n", "contact: 办公室\n",
     "attachments: files/a.pdf\n", "draft: 是\n", "doc_number: 010\n"],
)  # fmt: skip
def test_what_an_editor_may_write_is_no_finding(more: str) -> None:
    front = notice(more)
    assert front.findings == ()
    assert front.meta is not None


@pytest.mark.parametrize(
    ("slug", "rule", "suggestion"),
    [
        ("Winter-Care", "slug-shape", "winter-care"),
        ("winter care", "slug-shape", "winter-care"),
        ("winter--care", "slug-shape", "winter-care"),
        ("-a-", "slug-shape", "a"),
        ("冬季康复", "slug-letters", ""),
        ("ａ", "slug-letters", ""),
        ("../x", "slug-path", ""),
        ("%2e%2e%2fx", "slug-path", ""),
        ("/etc", "slug-path", ""),
        ("c:x", "slug-path", ""),
        ("..", "slug-path", ""),
        ("a\\b", "slug-path", ""),
        ("con", "slug-reserved", "con-1"),
        ("nul", "slug-reserved", "nul-1"),
        ("lpt1", "slug-reserved", "lpt1-1"),
        ("a" * 81, "slug-long", ""),
    ],
)
def test_a_slug_that_cannot_be_an_address_is_refused(slug: str, rule: str, suggestion: str) -> None:
    front = parse("content/pages/a.md", f"---\ntitle: 题\nslug: '{slug}'\n---\n")
    assert rules(front) == [(rule, 3, 7)]
    assert suggestion in front.findings[0].words.fix["zh"]


def test_a_mandatory_key_left_out_or_empty_is_asked_for() -> None:
    assert rules(parse(NOTICE, "---\nslug: a\npublished: 2017-01-04\n---\n")) == [("missing-key", 2, 1)]
    assert rules(parse(NOTICE, "---\ntitle:\nslug: a\npublished: 2017-01-04\n---\n")) == [("empty-key", 2, 1)]
    assert rules(parse(NOTICE, "---\ntitle: ' '\nslug: a\npublished: 2017-01-04\n---\n")) == [("empty-key", 2, 1)]


def test_a_misspelt_mandatory_key_is_not_also_called_missing() -> None:
    assert rules(parse("content/pages/a.md", "---\ntitel: 题\nslug: a\n---\n")) == [("unknown-key", 2, 1)]


def test_all_that_is_wrong_is_told_at_once_in_both_languages() -> None:
    front = parse(NOTICE, """\
---
标题：通知
slug: Plan 2017
issued: 1/4/2017
topic: @补贴
summary: "没有关上
status: draft
draft: yes
region: 关于: 本市
---
""")  # fmt: skip
    assert front.meta is None
    assert [f.line for f in front.findings] == [2, 2, 3, 4, 5, 6, 7, 8, 9]
    for finding in front.findings:
        assert "{" not in finding.text()
        assert finding.words.fix["zh"] != finding.words.fix["en"]


# --- limits ----------------------------------------------------------------------------------------

PIECES = ["---\n", "---", "title: 题\n", "标题：题\n", "slug: a\n", "published: 2017-01-04\n", "issuer: [甲, 乙]\n", "contact:\n",
          "  phone: 1\n", "\t", "- ", '"', "'", "{", "]", "：", ": ", "#", "&a ", "*a", "\n", "\u3000", "|\n", "\x00", "\U0001f600"]  # fmt: skip
PATHS = st.sampled_from(
    [NOTICE, "content/guides/a.md", "content/places/a.md", "content/events/a.md", "courses/a/b.md", "x"]
)


@settings(max_examples=400, deadline=None)
@given(PATHS, st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_ends_in_a_record_or_in_findings(path: str, text: str) -> None:
    with at_most(1):
        for whole in (text, f"---\n{text}\n---\n"):
            front = parse(path, whole)
            assert (front.meta is None) <= bool(front.findings)
            assert front.body.count("\n") <= whole.count("\n") + 1
        parse_course("courses/a/course.yml", text)


def test_a_long_body_costs_nothing() -> None:
    text = "---\ntitle: 题\nslug: a\n---\n" + "一段话。\n\n" * 500_000
    with at_most(1):
        assert parse("content/pages/a.md", text).meta is not None
        assert parse("content/pages/a.md", text[:-1].replace("---\n一段", "一段", 1)).meta is None


def test_a_text_has_readings_of_its_own() -> None:
    front = notice("读音:\n  行知: xíng zhī\n  单县: shan4 xian4\n")
    assert front.meta is not None
    assert front.meta.lexicon == {"行知": "xíng zhī", "单县": "shan4 xian4"}


def test_another_reading_makes_another_document() -> None:
    texts = [f"---\ntitle: 甲\nslug: a\nlexicon:\n  行知: {said}\n---\n行知。\n" for said in ("xíng zhī", "háng zhī")]
    documents = [read("content/pages/a.md", text.encode()).document for text in texts]
    assert len({document.digest for document in documents if document}) == 2


def test_a_reading_that_is_none_stops_at_its_place() -> None:
    front = notice("lexicon:\n  行知: xíng zhī\n  重: xyz\n  单县: shàn\n")
    assert (front.meta, rules(front)) == (None, [("lexicon-unreadable", 7, 6), ("lexicon-unreadable", 8, 7)])
    course, findings = parse_course("courses/phone/course.yml", "title: 手机\nlexicon:\n  重: xyz\n")
    assert (course, [(f.rule, f.line, f.column) for f in findings]) == (None, [("lexicon-unreadable", 3, 6)])
