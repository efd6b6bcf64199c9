"""Where sentences end. In the tables `|` marks every boundary; it is not part of the text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from curbcut.core.language.sentences import split

CHINESE = [
    # 句末点号 end, others do not
    "本指南适用于持证残疾人。|请带身份证原件。",
    "可以请人代办吗？|可以。",
    "欢迎来到社区服务中心！|请在一楼取号。",
    "办理地点在一楼，二楼是活动室；三楼是图书角。|电梯在右侧。",
    "需要的材料：身份证、户口簿、照片。",
    "真的吗？！|太好了！！！|我明天就去。",
    "工作日上午开放。 |周末不开放。",
    "没有句号的一行",
    "只有一句。",
    "  前后有空格。  |中间也有。  ",
    "天气预报说有雨｡|请带伞｡",
    # quotations
    "“好。”他说。|然后他签了名。",
    "“可以代办吗？”她问。|“可以。”|窗口人员点头。",
    "他说：“请坐。”|大家坐下了。",
    "他问：“几点上课？”|我说：“九点。”|大家都笑了。",
    "“请进。”|第二天，工作人员上门评估。",
    "“您好，”他说，“请出示证件。”",
    "“好。”|小李说：“明天来。”",
    "他高喊“加油！”跑过终点。|全场鼓掌。",
    "她写下“谢谢！”两个字。",
    "“怎么申请？”的回答见下一节。",
    "“加油！”“努力！”等口号写在墙上。",
    "“能坐轮椅进去吗？”是最常见的问题。",
    "请回答“是否持证？”、“是否在本市居住？”两个问题。",
    "老师说：“第一步是登录。|第二步是填表。”|我们照着做了。",
    "他说：“墙上写着‘请走坡道！’”|我抬头看了看。",
    "「可以。」她答道。|『好。』|第二天就办好了。",
    "“残联的电话是多少？”志愿者小陈回答了他。",
    '他说:"可以."|我放心了。',
    '工作人员问:"带证件了吗?"|老人点点头。',
    "“……我再想想。”他说完就走了。",
    # brackets
    "请带证件（身份证或户口簿）。|谢谢。",
    "请带证件（身份证。或户口簿。）到窗口。|谢谢。",
    "他上台了。|（掌声。）|大家坐下。",
    "（说明：本表由申请人填写。|代填的请注明。）",
    "《谁来帮忙？》是一本绘本。|欢迎借阅。",
    "请看《你好！邻居》第三页。|每人一册。",
    "【注意！】请勿遮挡盲道。|谢谢合作。",
    "补贴按月发放（遇节假日顺延）！|请留意短信。",
    "详见通知。[1]|另见附件。［2］",
    "详见通知。²|另见附件。",
    # ellipses
    "他想了想……还是来了。",
    "轮椅、助听器、盲杖……都可以借。",
    "等一下……",
    "我……我会写了！|老师笑了。",
    "他没有回答……|“再说一遍。”她说。",
    "请稍候。。。马上就好。",
    "请稍候...马上就好。",
    "请稍候…… |下一位。",
    "（前文从略）…………|第二部分如下。",
    "太好了！……|我们继续。",
    # numbers, document numbers, list numbers
    "市残联〔2017〕12号文件已废止。|请看新文件。",
    "收入低于3.5万元的家庭可申请。|详见第2.1.3节。",
    "1. 填写申请表。|2. 交到窗口。",
    "1．填写申请表。|2．交到窗口。",
    "1.填写申请表。|2.交到窗口。",
    "一、申请条件。|二、办理流程。",
    "（一）完善制度。|（二）加强培训。",
    "①完善制度。|②加强培训。",
    "一.总则。|二.分则。",
    "(1)填表。|(2)盖章。",
    "第一条　本办法适用于本市。|第二条　由市残联解释。",
    "材料：1.身份证；2.户口簿；3.照片。",
    "材料： 1. 身份证 2. 户口簿 3. 照片",
    "下列正确的是：A. 拨打热线 B. 去窗口",
    "1.",
    "1. A. 甲",
    # half-width stops after Han
    "需要哪些材料?|请看下表.|谢谢!",
    "请看下表. |然后填写.",
    "办好了吗?OK",
    "共有几人?|3人。",
    "约翰．史密斯先生来访。",
    # technical strings
    "请访问 https://www.example.cn/list?id=1.2&p=3 下载。|谢谢。",
    "请打开 example.cn/查询?id=1 页面。",
    "请写信到 info@example.org.cn。|我们会回复。",
    "请打开残联.公益网站。|谢谢。",
    "下载通知.docx文件。|再打印。",
    "请安装2.0.1版。|旧版停用。",
    "第一段没有句号\n\n|第二段也没有",
    "同一段换行\n接着写。|下一句。",
    "？！",
    "……",
    "“开头。| 空格后的引号。 ”",
    "。残联",
]

ENGLISH = [
    "Bring your card. |Ask at the desk.",
    "Is it free? |Yes! |Come in.",
    "Mr. Wang met Dr. Li on St. James Street. |They talked.",
    "Bring ID, e.g. a passport. |Copies are fine.",
    "Some aids, i.e. canes, are free. |Others are not.",
    "See No. 5 on the map. |It is blue.",
    "Is it far? |No. |We can walk.",
    "She works in the U.S. |He does not.",
    "She joined the U.S. Access Board. |It sets rules.",
    "J. K. Chen wrote this. |A. B. Li drew it.",
    "The desk opens at 9 a.m. |Please come early.",
    "We meet at 5 p.m. Monday. |Bring a friend.",
    "The fee is 3.5 yuan. |Version 1.2.3 is out.",
    "Wait ... what? |Fine.",
    "Wait... |Then he came.",
    "Wait... and see.",
    "Really?! |Yes.",
    "“Is it open?” she asked. |“Yes.” |We went in.",
    '"Is it open?" Mary asked. |"Yes," he said.',
    'He said "stop." |Then he left.',
    "Bring ID (e.g. a card. Or a passport.) to the desk. |Thanks.",
    "(We are closed. |Come tomorrow.) |Thanks.",
    "1. Open the form. |2. Sign it.",
    "A. Call the desk. |B. Write a letter.",
    "Step 1. Open the form. |Step 2. Sign it.",
    "The total is 5. |Then add two.",
    "Visit www.example.org. |It is free.",
    "Visit https://example.org/a.b?c=1. |It is free.",
    "Mail a.b@example.org. |We reply.",
    "Pens, paper, etc. are free. |Take some.",
    "Pens, paper, etc. |Take some.",
    "It runs .NET and Node.js well. |Try it.",
    "Use it on a tablet. |iPads are free. |eBooks too.",
    "Use Ruby on Jan. 5 only. |Ask us.",
    "Example Co. Ltd. |The end.",
    "It costs little. |£5 is enough.",
    "no capital. not a new one",
    "Hello",
]

MIXED = [
    "请安装 NVDA. |然后重启电脑。",
    "请安装NVDA.|然后重启电脑。",
    "OK!|我们开始。",
    "Press OK. |然后关闭窗口。",
    "请说“Yes.” |Then press Enter.",
    "见 e.g.身份证一栏。",
    "方案B. 请看附件。",
    "坡道 Curbcut 2.0 发布了！|It is free. |欢迎试用。",
    "The notice 市残联〔2024〕8号 is new. |请阅读。",
]


def _text_and_sentences(marked: str) -> tuple[str, list[str]]:
    return marked.replace("|", ""), [part.strip() for part in marked.split("|")]


def _sentences(text: str, lang: str) -> list[str]:
    return [text[start:end] for start, end in split(text, lang)]


@pytest.mark.parametrize("marked", CHINESE)
def test_chinese_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    text, expected = _text_and_sentences(marked)
    assert _sentences(text, "zh-Hans") == expected


@pytest.mark.parametrize("marked", ENGLISH)
def test_english_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    text, expected = _text_and_sentences(marked)
    assert _sentences(text, "en") == expected


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
@pytest.mark.parametrize("marked", MIXED)
def test_mixed_text_splits_the_same_in_either_language(marked: str, lang: str) -> None:
    text, expected = _text_and_sentences(marked)
    assert _sentences(text, lang) == expected


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u3000\u3000"])
def test_white_space_holds_no_sentence(text: str) -> None:
    assert split(text, "zh-Hans") == []


_PIECES = st.sampled_from([
    *"残疾人 请 说 的 。 ！ ？ … …… ． . ! ? 。。。 ... “ ” ‘ ’ \" ' （ ） ( ) 《 》 【 】 ， ： ；".split(" "),
    *"1 一 3.5 [1] ² ① Mr. U.S. e.g. The said A x https://a.cn/?b=1. 〔2017〕12号 😀 e\u0301".split(" "),
    *" |\u3000|\n|\n\n".split("|"),
])  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=30).map("".join) | st.text(max_size=40)


@given(_TEXTS, st.sampled_from(["zh-Hans", "en"]))
@example("。\n。", "zh-Hans")
def test_sentences_cover_everything_but_white_space(text: str, lang: str) -> None:
    spans = split(text, lang)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@given(_TEXTS, st.sampled_from(["zh-Hans", "en"]))
def test_sentences_ascend_are_trimmed_and_hold_a_word(text: str, lang: str) -> None:
    spans = split(text, lang)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    for start, end in spans:
        assert text[start:end] and text[start:end] == text[start:end].strip()
        assert len(spans) == 1 or any(map(str.isalnum, text[start:end]))


@pytest.mark.parametrize("unit", ["（", "“。", "“。”", '。"', "\n", "a.", "《", "甲？”的", "他“甲”", ". ", "1. "])
def test_hostile_text_costs_no_more_than_it_is_long(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert len(split(text, "zh-Hans")) <= len(text)  # a quadratic search would run for minutes here
