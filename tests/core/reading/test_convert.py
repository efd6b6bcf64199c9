"""What Markdown becomes: the promises of the one parser, Chinese first."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import markdown
import pytest

from curbcut.core.reading import Body, convert

PATH = "content/notices/plan.md"


def made(text: str, lang: str = "zh-Hans", path: str = PATH) -> Body:
    return convert(text, path=path, lang=lang)


def bare(body: str) -> str:
    """The body without sentence spans and line ends: what a test wants to see."""
    body = re.sub(r'<span class="s" id="[^"]*"(?: lang="[^"]*")?>(.*?)</span>', r"\1", body)
    return re.sub(r"\n", "", body)


def said(body: Body) -> list[str]:
    return [sentence.text for sentence in body.sentences]


def rules(body: Body) -> list[str]:
    return [finding.rule for finding in body.findings]


WHOLE = """\
## 一、总体要求 {#goals}

到2020年，**基本实现。残疾人**享有`基本`民生保障[^1]。第二句：见[办法](../guides/apply.md#材料)。
Ask for help at the office.

- 第一项。还有*一句。*
    - 内层
- [x] 已完成

1. 甲
2. 乙

| | 数量 |
|:--|--:|
| 就业 | **17** 人 |

表 1：就业人数

!!! 提示
    请早申请。

> 引文一。引文二。

术语
:   解释文字。

![两位妇女](a.png "在工作。")

```python
x = "<b>"
```

[^1]: 脚注一句。脚注二句。
"""


def test_the_body_is_well_formed_and_every_id_is_unique() -> None:
    body = made(WHOLE)
    tree = ET.fromstring(f"<div>{body.body}</div>")
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert body.findings == ()


def test_every_sentence_has_one_span_with_its_words() -> None:
    body = made(WHOLE)
    tree = ET.fromstring(f"<div>{body.body}</div>")
    spans = {span.get("id"): span for span in tree.iter("span") if span.get("class") == "s"}
    assert list(spans) == [sentence.id for sentence in body.sentences]
    for sentence in body.sentences:
        span = spans[sentence.id]
        for call in span.findall(".//sup"):
            call.clear()
        assert "".join("".join(span.itertext()).split()).startswith("".join(sentence.text.split())[:4])


def test_all_words_of_the_tree_stand_in_sentences() -> None:
    body = made(WHOLE)
    assert said(body) == [
        "一、总体要求", "到2020年，基本实现。", "残疾人享有基本民生保障。", "第二句：见办法。", "Ask for help at the office.",
        "第一项。", "还有一句。", "内层", "已完成", "甲", "乙", "表 1：就业人数", "数量", "就业", "17 人", "提示", "请早申请。",
        "引文一。", "引文二。", "术语", "解释文字。", "在工作。", 'x = "<b>"', "脚注一句。", "脚注二句。",
    ]  # fmt: skip


def test_a_sentence_that_ends_inside_bold_parts_the_bold() -> None:
    body = made("甲**乙。丙**丁。")
    assert re.sub(r' id="s-\w+"', "", body.body) == (
        '<p><span class="s">甲<strong>乙。</strong></span><span class="s"><strong>丙</strong>丁。</span></p>'
    )


def test_a_link_is_never_parted() -> None:
    assert said(made("见《[办法。附件](x.md)》。再说。")) == ["见《办法。附件》。", "再说。"]


def test_a_footnote_call_belongs_to_the_sentence_before_it_and_is_not_read() -> None:
    body = made("甲句。[^1]乙句。\n\n[^1]: 注。")
    assert said(body)[:2] == ["甲句。", "乙句。"]
    first = ET.fromstring(f"<div>{body.body}</div>").find(".//span")
    assert first is not None
    assert first.find("sup") is not None


def test_editing_one_sentence_changes_one_id() -> None:
    before, after = made("甲句。乙句。丙句。甲句。"), made("甲句。乙句改。丙句。甲句。")
    ids = [{sentence.id for sentence in body.sentences} for body in (before, after)]
    assert len(ids[0] - ids[1]) == len(ids[1] - ids[0]) == 1


def test_the_same_sentence_twice_is_numbered() -> None:
    first, second = made("同意。同意。").sentences
    assert second.id == f"{first.id}-2"


def test_line_ends_between_chinese_characters_vanish() -> None:
    assert said(made("国家鼓励\n退役军人，\n参加**边疆**\n建设\nand more\nwords。")) == [
        "国家鼓励退役军人，参加边疆建设 and more words。"
    ]


def test_a_line_break_ends_a_sentence() -> None:
    assert said(made("地址：甲路1号  \n电话：12385")) == ["地址：甲路1号", "电话：12385"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("## 办理 流程！", "办理-流程"),
        ("## Step 2", "step-2"),
        ("## 一 {#one}", "one"),
        ("## ！！", "节"),
        ("## cc-menu", "h-cc-menu"),
        ("## 一\n\n## 一", "一"),
    ],
)
def test_heading_ids_keep_hanzi(typed: str, name: str) -> None:
    assert made(typed).headings[0].id == name


def test_the_second_heading_of_a_name_is_numbered_and_explicit_ids_win() -> None:
    assert [h.id for h in made("## 甲\n\n## 甲\n\n## 乙 {#甲-2}").headings] == ["甲", "甲-3", "甲-2"]


def test_a_first_level_heading_becomes_second_and_is_told() -> None:
    body = made("# 标题\n\n正文")
    assert body.headings[0].level == 2
    assert rules(body) == ["heading-level-one"]
    assert (body.findings[0].line, body.findings[0].level) == (1, "warn")


@pytest.mark.parametrize("typed", ["## 甲 {#cc-menu}", "## 甲 {#s-012345}"])
def test_ids_of_the_program_cannot_be_taken(typed: str) -> None:
    assert rules(made(typed)) == ["reserved-id"]


def test_an_id_used_twice_is_told() -> None:
    assert rules(made("## 甲 {#x}\n\n## 乙 {#x}")) == ["duplicate-id"]


def test_table_cells_say_what_they_head() -> None:
    assert bare(made("| | 数 |\n|---|:-:|\n| 岗 | 1 |").body) == (
        '<div class="table" role="region" tabindex="0" aria-label="表格 1"><table><thead><tr><td></td>'
        '<th scope="col" class="align-center">数</th></tr></thead><tbody><tr><th scope="row">岗</th>'
        '<td class="align-center">1</td></tr></tbody></table></div>'
    )


@pytest.mark.parametrize("caption", ["表：人数", "表 1：人数", "表2-1：人数", "Table 3: People"])
def test_a_paragraph_beside_a_table_names_it(caption: str) -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    for text in (f"{caption}\n\n{table}", f"{table}\n\n{caption}"):
        body = made(text)
        assert '<caption id="table-1">' in body.body or "<caption" in body.body
        assert 'aria-labelledby="table-1"' in body.body
        assert "<p>" not in body.body
        assert body.findings == ()


def test_a_bar_in_ruby_or_code_does_not_part_cells() -> None:
    body = made("| 字 | 码 |\n|---|---|\n| {重|chóng} | `a|b` |")
    assert "<td><span" in body.body
    assert said(body)[2:] == ["重", "a|b"]


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("{重|chóng}", "<ruby>重<rp>（</rp><rt>chóng</rt><rp>）</rp></ruby>"),
        (
            "{重庆|chóng qìng}",
            "<ruby>重<rp>（</rp><rt>chóng</rt><rp>）</rp>庆<rp>（</rp><rt>qìng</rt><rp>）</rp></ruby>",
        ),
        ("{北京|Peking}", "<ruby>北京<rp>（</rp><rt>Peking</rt><rp>）</rp></ruby>"),
    ],
)
def test_ruby_is_shown_and_only_its_base_is_read(typed: str, html: str) -> None:
    body = made(f"在{typed}市。")
    assert bare(body.body) == f"<p>在{html}市。</p>"
    assert said(body) == ["在" + re.sub(r"[{}]|\|.*\}", "", typed) + "市。"]


def test_passages_carry_their_language() -> None:
    body = made("甲说[hola amigo]{lang=es}。The office is open. 第二句。")
    assert '<span lang="es">hola amigo</span>' in body.body
    assert [(s.lang, s.text[:3]) for s in body.sentences] == [
        ("zh-Hans", "甲说h"),
        ("en", "The"),
        ("zh-Hans", "第二句"),
    ]


def test_a_block_in_another_language_is_not_guessed_about() -> None:
    body = made("日本語の文。 Two words.\n{: lang=ja}")
    assert '<p lang="ja">' in body.body
    assert {s.lang for s in body.sentences} == {"ja"}


def test_a_chinese_sentence_in_an_english_document_says_so() -> None:
    body = made("Call us. 请致电。", lang="en")
    assert [s.lang for s in body.sentences] == ["en", "zh-Hans"]
    assert 'lang="zh-Hans"' in body.body


def test_task_lists_have_labelled_boxes_and_keep_what_is_in_them() -> None:
    body = made("- [ ] 交材料\n    - 身份证\n- [x] 登记")
    assert bare(body.body) == (
        '<ul><li class="task"><label><input type="checkbox" disabled="disabled"/> 交材料</label>'
        '<ul><li>身份证</li></ul></li><li class="task"><label><input type="checkbox" disabled="disabled" '
        'checked="checked"/> 登记</label></li></ul>'
    )


@pytest.mark.parametrize(
    ("lang", "title", "note"),
    [("zh-Hans", "回到正文中脚注 1 的位置", "脚注 1"), ("en", "Back to footnote 1 in the text", "Footnote 1")],
)
def test_footnotes_speak_the_documents_language(lang: str, title: str, note: str) -> None:
    body = made("甲[^a]。\n\n[^a]: 注。", lang=lang).body
    assert f'title="{title}"' in body
    assert f'aria-label="{note}"' in body
    assert 'role="doc-noteref"' in body


@pytest.mark.parametrize(
    ("typed", "lang", "classes", "title"),
    [
        ("!!! warning", "zh-Hans", "admonition warning", "注意"),
        ("!!! danger", "en", "admonition danger", "Danger"),
        ("!!! 提示", "zh-Hans", "admonition tip", "提示"),
        ('!!! note "费用"', "zh-Hans", "admonition note", "费用"),
    ],
)
def test_admonitions_have_a_title_in_the_language(typed: str, lang: str, classes: str, title: str) -> None:
    assert bare(made(f"{typed}\n    内容。", lang=lang).body) == (
        f'<div class="{classes}" role="note"><p class="admonition-title">{title}</p><p>内容。</p></div>'
    )


def test_an_image_with_a_title_is_a_figure() -> None:
    body = made('![两位妇女](img/a.png "工作。")')
    assert bare(body.body) == (
        '<figure><img src="site:content/notices/img/a.png" alt="两位妇女"/><figcaption>工作。</figcaption></figure>'
    )
    assert [asset.path for asset in body.assets] == ["content/notices/img/a.png"]


def test_numbers_of_a_list_are_kept() -> None:
    assert '<ol start="4">' in made("4. 丁\n5. 戊").body


def test_definitions_need_no_blank_line_between_them() -> None:
    assert bare(made("甲\n:   子\n乙\n:   丑").body) == "<dl><dt>甲</dt><dd>子</dd><dt>乙</dt><dd>丑</dd></dl>"


def test_entities_become_characters() -> None:
    assert bare(made("&lt;b&gt; &copy; AT&T &amp;lt; `&lt;`").body) == (
        "<p>&lt;b&gt; © AT&amp;T &amp;lt; <code>&amp;lt;</code></p>"
    )


def test_local_links_name_their_source() -> None:
    body = made("[甲](../guides/b.md#x)、[乙](plan.pdf)、[丙](#id)、[丁](https://a.cn/?a=1&b=2)。")
    assert [(link.path, link.fragment) for link in body.links] == [("content/guides/b.md", "x")]
    assert [asset.path for asset in body.assets] == ["content/notices/plan.pdf"]
    hrefs = [a.get("href") for a in ET.fromstring(f"<div>{body.body}</div>").iter("a")]
    assert hrefs == ["site:content/guides/b.md#x", "site:content/notices/plan.pdf", "#id", "https://a.cn/?a=1&b=2"]


def test_places_of_sentences_links_and_images() -> None:
    body = made("第一句。第二句有[链接](a.md)。\n\n> 引**文**。\n\n前 ![图](b.png) 后。")
    assert [(p.line, p.column) for p in body.spots.sentences] == [(1, 1), (1, 5), (3, 3), (5, 1)]
    assert [(p.line, p.column) for p in body.spots.links] == [(1, 10)]
    assert [(p.line, p.column) for p in body.spots.images] == [(5, 3)]
    assert len(body.spots.blocks) == len(body.blocks) == 3


def test_each_link_of_a_line_has_its_own_column() -> None:
    body = made("看[甲](https://a.cn/x1y2)，再看[乙](b.md)和**[丙](c.md)**。\n\n<b>甲</b> &eacute;t&eacute; [乙](e.md)")
    assert [(p.line, p.column) for p in body.spots.links] == [(1, 3), (1, 28), (1, 40), (3, 29)]


def test_places_are_true_where_text_moves() -> None:
    text = "甲[^1]。\n\n[^1]: 脚注。\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n表：标题\n\n最后。"
    body = made(text)
    lines = {s.text: p.line for s, p in zip(body.sentences, body.spots.sentences, strict=True)}
    assert lines == {
        "甲。": 1, "表：标题": 9, "a": 5, "b": 5, "1": 7, "2": 7, "最后。": 11, "脚注。": 3
    }  # fmt: skip


def test_any_host_gets_the_same_body_with_links_as_typed() -> None:
    hosted = markdown.markdown(WHOLE, extensions=["curbcut.core.reading.extension"])
    ours = made(WHOLE).body
    assert re.sub(r"site:content/(guides|notices)/", lambda m: "../guides/" if m[1] == "guides" else "", ours) == hosted


def test_the_table_of_contents_of_a_host_uses_our_ids() -> None:
    text = "## 一、目标\n\n## 一、目标\n\n## {重|chóng}点 &amp; `码`"
    host = markdown.Markdown(
        extensions=["curbcut.core.reading.extension", "toc"], extension_configs={"toc": {"permalink": True}}
    )
    hosted = host.convert(text)
    for heading in made(text).headings:
        assert f'id="{heading.id}"' in hosted
        assert f'href="#{heading.id}"' in hosted
    assert "¶</a></h2>" in hosted


def test_a_page_leaves_nothing_behind_for_the_next() -> None:
    alone = made("甲[^1]。*[丙]: x\n\n[^1]: 注").body
    made("[^1]: 别的\n\n*[甲]: 缩写\n\n[甲]: x.md\n\n甲[^1]")
    assert made("甲[^1]。*[丙]: x\n\n[^1]: 注").body == alone
