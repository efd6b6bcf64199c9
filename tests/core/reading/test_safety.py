"""What must never get through, and what must never be lost."""

from __future__ import annotations

import threading
import time

import pytest

from curbcut.core.reading import Body, convert


def made(text: str) -> Body:
    return convert(text, path="content/notices/plan.md", lang="zh-Hans")


def rules(body: Body) -> list[str]:
    return sorted({finding.rule for finding in body.findings})


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("<script>alert(1)</script>", "unsafe-html"),
        ("正文<script>alert(1)</script>后", "unsafe-html"),
        ("<style>p{}</style>", "unsafe-html"),
        ("<form action='x'><input></form>", "unsafe-html"),
        ("<base href='https://x.cn/'>", "unsafe-html"),
        ("<meta http-equiv=refresh content='0'>", "unsafe-html"),
        ("<iframe src='https://x.cn/'></iframe>", "remote-embed"),
        ("<object data='https://x.cn/a'></object>", "remote-embed"),
        ("<embed src='https://x.cn/a'>", "remote-embed"),
        ("<link rel=stylesheet href='https://x.cn/a'>", "remote-embed"),
        ("<img src='https://x.cn/a.png' alt='图'>", "remote-embed"),
        ("<video src='//x.cn/a.mp4'></video>", "remote-embed"),
        ("![图](https://x.cn/a.png)", "remote-embed"),
        ("![图](//x.cn/a.png)", "remote-embed"),
        ("![图][1]\n\n[1]: HTTPS://x.cn/a.png", "remote-embed"),
        ("<p onclick='a()'>甲</p>", "unsafe-attribute"),
        ("<p style='position:fixed'>甲</p>", "unsafe-attribute"),
        ("甲 **乙**{: onclick=a()}", "unsafe-attribute"),
        ("甲\n{: style='color:red'}", "unsafe-attribute"),
        ("[甲]{onmouseover=a()}", "unsafe-attribute"),
        ("[甲](javascript:alert(1))", "unsafe-url"),
        ("[甲](JaVaScRiPt:alert)", "unsafe-url"),
        ("[甲](java&#115;cript:alert)", "unsafe-url"),
        ("[甲](<java\tscript:alert>)", "unsafe-url"),
        ("[甲](&#1;javascript:alert)", "unsafe-url"),
        ("[甲](vbscript:x)", "unsafe-url"),
        ("[甲](data:text/html,x)", "unsafe-url"),
        ("![甲](data:text/html,x)", "unsafe-url"),
        ("<a href='jav&#x0A;ascript:x'>甲</a>", "unsafe-url"),
        ("[甲](javascript:x)\n\n<div>乙</div>", "unsafe-url"),
        ("<table><tr><td colspan=1000000>甲</td></tr></table>", "attribute-dropped"),
        ("[甲](../../../etc/passwd)", "path-escapes"),
        ("[甲](/etc/passwd)", "path-escapes"),
        ("[甲](//x.cn/a)", "path-escapes"),
        ("[甲](C:\\\\x)", "path-escapes"),
        ("[甲](C:/x)", "path-escapes"),
        ("[甲](..\\\\x)", "path-escapes"),
        ("[甲](%2e%2e/%2e%2e/x)", "path-escapes"),
        ("![甲](../../../a.png)", "path-escapes"),
        ("<audio src='../../../a.mp3' controls></audio>", "path-escapes"),
    ],
)
def test_what_harms_is_taken_out_and_told_with_its_place(typed: str, rule: str) -> None:
    body = made(f"前文。\n\n{typed}\n\n后文。")
    hit = [finding for finding in body.findings if finding.rule == rule]
    assert hit
    assert {finding.line for finding in hit} <= {3, 4, 5}
    low = body.body.lower()
    for bad in ("script", "onclick", "onmouse", "style=", "x.cn", "data:", "passwd", "1000000", "<form", "<meta", "c:"):
        assert bad not in low
    assert "前文。" in body.body
    assert "后文。" in body.body
    assert "content-lost" not in rules(body)


def test_ordinary_links_and_local_media_pass() -> None:
    body = made(
        "[网](https://x.cn/a?b=1) [话](tel:12385) [信](mailto:a@b.cn) <https://x.cn>\n\n"
        '<video src="v.mp4" controls><track src="v.vtt" kind="captions" srclang="zh" label="中文" default></video>\n\n'
        "<details><summary>问</summary><p>答。再答。</p></details>\n\n<ruby>重<rt>chóng</rt></ruby>庆"
    )
    assert body.findings == ()
    assert [asset.path for asset in body.assets] == ["content/notices/v.mp4", "content/notices/v.vtt"]
    assert [sentence.text for sentence in body.sentences[-4:]] == ["问", "答。", "再答。", "重庆"]


def test_an_unclosed_raw_block_is_told_and_swallows_nothing() -> None:
    body = made("前。\n\n<div>\n\n**后**文。\n\n## 标题")
    assert [(f.rule, f.line) for f in body.findings] == [("unclosed-html", 3)]
    assert "<strong>后</strong>" in body.body
    assert body.headings[0].text == "标题"


def test_an_unclosed_inline_tag_is_told() -> None:
    body = made("前。\n\n甲<i>乙\n\n丙")
    assert [(f.rule, f.line, f.column) for f in body.findings] == [("unclosed-html", 3, 2)]


@pytest.mark.parametrize("entity", ["&#x202E;", "&#8203;"])
def test_an_invisible_character_cannot_hide_in_an_entity(entity: str) -> None:
    assert rules(made(f"甲{entity}乙")) == ["invisible-character"]


def test_an_unclosed_fence_is_told() -> None:
    body = made("前。\n\n```\ncode\n\n后文。")
    assert ("unclosed-fence", 3) in [(f.rule, f.line) for f in body.findings]
    assert "后文" in body.body


def test_an_unclosed_comment_is_told() -> None:
    body = made("前。\n\n<!-- 注\n\n后文。")
    assert ("unclosed-comment", 3) in [(f.rule, f.line) for f in body.findings]
    assert "后文" in body.body


def test_a_cell_more_than_the_head_is_lost_content() -> None:
    body = made("| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 丢失 |\n| 3 | 4 |")
    assert [(f.rule, f.line, f.excerpt) for f in body.findings] == [("content-lost", 3, "| 1 | 2 | 丢失 |")]


def test_a_note_defined_twice_is_lost_content() -> None:
    assert ("content-lost", 3) in [
        (f.rule, f.line) for f in made("甲[^1]。\n\n[^1]: 第一个说明\n\n[^1]: 第二个").findings
    ]


@pytest.mark.parametrize("typed", ["*甲**乙*丙", "*甲**乙*`丁`", "**甲***乙***丙", "_a__b_c *d**e*f"])
def test_emphasis_eats_no_word(typed: str) -> None:
    """Python-Markdown 3.11.3 alone makes `*甲**乙*丙` into `*甲<strong>乙</strong>`: the last word is gone."""
    body = made(typed)
    assert body.findings == ()
    assert set(typed) - set("*_`") <= set(body.sentences[0].text)


@pytest.mark.parametrize(
    "typed",
    [
        "甲 &amp; 乙 &copy; `&lt;b&gt;` \\*丙\\*",
        "![图](a_(1).png '题') [链](a_(1).md \"题 (二)\") [引][r]、[r][]、[r]\n\n[r]: x.md '题'",
        "1. 一\n2. 二\n    1. 三\n\n> 1. 四\n\n第1.0版，3. 不是列表",
        "标题\n===\n\n副题\n---\n\n***\n\n段",
        "{甲} 不是属性 {a|b}，{{x}}",
        "<!-- 注释 -->段<!--x-->落\n\n<b>粗</b> a<b 且 b>c\n\n<div>块 &lt; 1</div>",
        "`` a`b `` 与 ` 单个反引号，`跨\n行`",
        "~~~\n# 不是标题 [x](y)\n~~~\n\n    缩进 <b> 代码",
        "*[GB]: 国标\n\nGB/T 15834 与 GB",
        '!!! note "标题"\n    内容\n\n    再来\n\n外面',
        "[^a]: 先定义\n    第二行\n\n文[^a]和[^a]，[^无]",
        "- [ ] 一\n- [x] 二\n- [X] 三\n* 四\n+ 五",
        "| `a|b` | c \\| d |\n|---|---|\n| [x](y) | {重|chóng} |",
        "<https://a.cn/x_y?b=1> <a@b.cn> http://a.cn/_x_",
        "甲_乙_丙 __丁__ snake_case 2*3*4",
        "表 1：**总**表\n\n| a | b |\n|---|---|\n| | |",
        "第[1]条、见[附件]（一）、[甲](乙 丙)、[a] [b]",
        "<details>\n<summary>甲</summary>\n\n乙\n\n</details>",
        "> 引\n续\n\n段  \n换行",
        "5 < 6 和 7 > 3；<3；<-；a <= b",
        "甲\n:   乙\n\n    丙\n\n丁\n:   戊",
        "\\# 不是标题\n\n\\[不是链接\\](x)",
        "[链**接**](<a b.md> '题')和[空]()",
        "前\n## 紧跟标题\n后",
    ],
)
def test_ordinary_writing_loses_nothing(typed: str) -> None:
    assert "content-lost" not in rules(made(typed)), made(typed).body


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("[" * 20_000, "too-many-brackets"),
        ("[a](" * 5_000, "too-many-brackets"),
        (">" * 500 + " 甲", "nested-too-deep"),
        ("> " * 500 + "甲", "nested-too-deep"),
        ("".join("    " * i + "- 甲\n" for i in range(100)), "nested-too-deep"),
        ("字" * 100_001, "line-too-long"),
        ("字\n" * 1_000_001, "file-too-large"),
        ("<a " * 5_000, "too-many-brackets"),
        ("<div>" * 500 + "甲" + "</div>" * 500, "nested-too-deep"),
    ],
)
def test_pathological_input_ends_quickly_in_a_finding(typed: str, rule: str) -> None:
    start = time.process_time()
    assert rule in rules(made(typed))
    assert time.process_time() - start < 0.5


def test_another_thread_reads_without_a_timer() -> None:
    got: list[Body] = []
    thread = threading.Thread(target=lambda: got.append(made("甲。")))
    thread.start()
    thread.join()
    assert got[0].sentences[0].text == "甲。"
