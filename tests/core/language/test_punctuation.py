"""Chinese punctuation put right: tables of before and after, and promises about any text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from curbcut.core.language.marks import mark_edits
from curbcut.core.language.punctuation import _WORTH_A_LOOK, Change, normalise

PUT_RIGHT = {
    # clause marks
    "申请补贴,请带身份证.": "申请补贴，请带身份证。",
    "申请补贴, 请带证件": "申请补贴，请带证件",
    "办理时间:周一至周五;周末休息": "办理时间：周一至周五；周末休息",
    "可以代办吗?可以!": "可以代办吗？可以！",
    "真的吗?!太好了": "真的吗？！太好了",
    "咨询电话:12385,全天接听": "咨询电话：12385，全天接听",
    "电话 12385, 周一开放": "电话 12385，周一开放",
    "姓名: 张三 , 男": "姓名：张三，男",
    "请安装NVDA,再重启": "请安装NVDA，再重启",
    "请安装 NVDA, 争渡等软件": "请安装 NVDA，争渡等软件",
    "办好了吗?OK": "办好了吗？OK",
    "OK!我们开始吧": "OK！我们开始吧",
    "他说“可以”,我就去了": "他说“可以”，我就去了",
    "收入3.5万元,人口1,000人": "收入3.5万元，人口1,000人",
    "上午9:00-12:00,下午休息": "上午9:00-12:00，下午休息",
    "网址:https://www.example.cn/a?b=1,请收藏": "网址：https://www.example.cn/a?b=1，请收藏",
    "邮箱:info@example.org.cn;电话见下": "邮箱：info@example.org.cn；电话见下",
    "本通知自即日起施行.": "本通知自即日起施行。",
    "详见附件(表一).": "详见附件（表一）。",
    "第一行.\n第二行,完": "第一行。\n第二行，完",
    # brackets
    "身份证(复印件)一份": "身份证（复印件）一份",
    "联系人(Tom)在一楼": "联系人（Tom）在一楼",
    "NVDA(一款读屏软件)免费": "NVDA（一款读屏软件）免费",
    "残联 (市级) 通知": "残联（市级）通知",
    "(一)申请条件": "（一）申请条件",
    "(1)填表 (2)盖章": "（1）填表 （2）盖章",
    "1)填表": "1）填表",
    "第(3)款": "第（3）款",
    "材料(身份证(原件))": "材料（身份证（原件））",
    "材料（复印件)两份": "材料（复印件）两份",
    "材料(复印件）两份": "材料（复印件）两份",
    "电话(办公室)": "电话（办公室）",
    # quotation marks
    '他说:"可以."': "他说：“可以。”",
    '使用"NVDA"软件': "使用“NVDA”软件",
    '"爱心卡"和"优待证"': "“爱心卡”和“优待证”",
    "这叫'无障碍'设施": "这叫‘无障碍’设施",
    "\"他说'好'\"": "“他说‘好’”",
    '请选"A","B"或"C"': "请选“A”，“B”或“C”",
    '“爱心卡"': "“爱心卡”",
    '"爱心卡”': "“爱心卡”",
    # ellipses and dashes
    "请稍候...": "请稍候……",
    "请稍候......": "请稍候……",
    "请稍候。。。马上就好": "请稍候……马上就好",
    "请稍候…马上就好": "请稍候……马上就好",
    "请稍候………马上就好": "请稍候……马上就好",
    "轮椅、拐杖···都可以借": "轮椅、拐杖……都可以借",
    "坡道--通向每个人": "坡道——通向每个人",
    # document numbers
    "市残联[2017]12号": "市残联〔2017〕12号",
    "市残联发(2017)12号": "市残联发〔2017〕12号",
    "市残联发（2017）12号": "市残联发〔2017〕12号",
    "市残联发【2020】第3号": "市残联发〔2020〕第3号",
    "市残联发［2020］3号": "市残联发〔2020〕3号",
    "市残联办函 [2021] 5 号": "市残联办函 〔2021〕 5 号",
    # characters and spaces
    "２０２４年": "2024年",
    "ＡＢＣ类": "ABC类",
    "⼀次性补贴": "一次性补贴",
    "⻅附件": "见附件",
    "⺠政局": "民政局",
    "\uf9e1子": "李子",
    "\U0002f800本": "\u4e3d本",
    "拼音ca\u0301n": "拼音cán",
    "　　本办法自发布之日起施行": "本办法自发布之日起施行",
    "张　三": "张 三",
    "姓名　　　年龄": "姓名 年龄",
    "姓名\u00a0\u00a0年龄": "姓名 年龄",
    "甲。　\n　　乙。": "甲。\n乙。",
    # several at once
    '残联[2017]12号规定:"持证人(含儿童)可申请...".': "残联〔2017〕12号规定：“持证人（含儿童）可申请……”.",
}

LEFT_ALONE = [
    "本指南适用于持证残疾人，请带证件。",
    "他说：“可以。”然后走了……",
    "坡道——通向每个人",
    "北京—上海",
    "周一–周五",
    "阿卜杜拉·买买提",
    "见①，面积20㎡，约½",
    "比例为1:2",
    "时间12:30",
    "共1,000人",
    "3,4,5条",
    "A,B,C三类",
    "2.0.1版",
    "1.申请",
    "一.总则",
    "残联.公益",
    "通知.docx文件",
    "电话(010)12345678",
    "下载API(v2)文档",
    "调用print(x)函数",
    "使用--watch参数",
    "查询?id=1",
    "访问https://www.example.cn/a_(b)?c=d,e页面",
    "写信到a.b@example.cn",
    "这是 don't 的意思",
    '5"屏幕和7"屏幕',
    "目录................3",
    "（2023）京01民初123号",
    "第3届（2017）5号楼",
    "等等…………",
    "&nbsp;空格",
    "`a,b` 是代码",
]

ENGLISH = [
    'Hello, world! (ok) "yes"... it\'s 1,000; see: a--b?',
    "We met 王芳, who said it's fine (really).",
    'The notice (残联, 2017) is "new"; please read it all today.',
    "Don't worry -- it is free.",
]


@pytest.mark.parametrize(("before", "after"), PUT_RIGHT.items())
def test_chinese_marks_are_put_right(before: str, after: str) -> None:
    assert normalise(before, "zh-Hans").text == after


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_right_or_no_punctuation_is_left_alone(text: str) -> None:
    made = normalise(text, "zh-Hans")
    assert (made.text, made.changes, made.spans.pieces) == (text, (), ())


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
@pytest.mark.parametrize("text", ENGLISH)
def test_english_keeps_its_marks_in_a_document_of_either_language(text: str, lang: str) -> None:
    assert normalise(text, lang).text == text


def test_an_english_document_keeps_the_marks_around_a_chinese_name() -> None:
    assert normalise("残联, 残联!", "en").text == "残联, 残联!"


def test_each_change_says_where_what_and_why() -> None:
    made = normalise("　见[2017]1号, (附件)...", "zh-Hans")
    assert made.text == "见〔2017〕1号，（附件）……"
    assert made.changes == (
        Change(0, 1, "　", "", "space"),
        Change(2, 3, "[", "〔", "document-number"),
        Change(7, 8, "]", "〕", "document-number"),
        Change(10, 12, ", ", "，", "mark"),
        Change(12, 13, "(", "（", "mark"),
        Change(15, 16, ")", "）", "mark"),
        Change(16, 19, "...", "……", "ellipsis"),
    )


def test_a_span_of_the_new_text_leads_back_to_the_source() -> None:
    source = "等一下...请拨打 12385, 谢谢"
    made = normalise(source, "zh-Hans")
    start = made.text.index("12385")
    assert source[slice(*made.spans.to_source(start, start + 6))] == "12385, "


_PIECES = st.sampled_from([
    *"残疾人 请 一 说 , : ; ? ! . ... 。。。 … --- -- — · ··· \" ' “ ” ‘ ’ ( ) （ ） [ ] 〔 〕 【 】 、 。 ，".split(" "),
    *"1 12:30 [2017] 12号 (2017) 1,000 https://a.cn/b?c=d a@b.cn NVDA f(x) --x ＝ ２ Ａ ⼀ e = &lt; ` 가".split(" "),
    *" |  |\u3000|\u00a0|\n|\uf900|\u0301|\u037e|\u11a8|\u2126".split("|"),
])  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=30).map("".join) | st.text(max_size=40)


@given(_TEXTS, st.sampled_from(["zh-Hans", "en"]))
@example("人,(,(,(", "zh-Hans")
def test_normalised_text_is_normal(text: str, lang: str) -> None:
    once = normalise(text, lang)
    again = normalise(once.text, lang)
    assert (again.text, again.changes) == (once.text, ())


@given(_TEXTS, st.sampled_from(["zh-Hans", "en"]))
def test_the_changes_alone_make_the_new_text_from_the_source(text: str, lang: str) -> None:
    made = normalise(text, lang)
    parts, done = [], 0
    for change in made.changes:
        assert done <= change.start <= change.end
        assert text[change.start : change.end] == change.before != change.after
        parts += [text[done : change.start], change.after]
        done = change.end
    assert "".join([*parts, text[done:]]) == made.text


@given(_TEXTS)
def test_the_map_fits_both_texts(text: str) -> None:
    made = normalise(text, "zh-Hans")
    assert made.spans.to_source(len(made.text), len(made.text))[1] <= len(text)
    source_at = target_at = 0
    for piece in made.spans.pieces:
        assert piece.source_start - source_at == piece.target_start - target_at >= 0
        source_at, target_at = piece.source_end, piece.target_end
    assert len(text) - source_at == len(made.text) - target_at


@given(_TEXTS)
def test_a_text_not_worth_a_look_has_nothing_to_put_right(text: str) -> None:
    assert _WORTH_A_LOOK.search(text) or not mark_edits(text)


@pytest.mark.parametrize(
    "unit", ["人,", "(", "人(a)", "a", "a.", ' "', " ", "\u00a0", "人 ", "人, ", '人"', "。", "e\u0301", "１", "人--"]
)
def test_hostile_text_is_put_right_in_one_breath(unit: str) -> None:
    text = "人" * 2_000 + unit * 5_000  # a quadratic rule would take minutes here
    assert normalise(text, "zh-Hans").text.startswith("人")


@given(st.text(st.characters(min_codepoint=0, max_codepoint=0x7E)))
def test_ascii_never_changes(text: str) -> None:
    assert normalise(text, "zh-Hans").text == text
