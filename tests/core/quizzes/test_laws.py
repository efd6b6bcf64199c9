"""Laws that hold for whatever an editor types: nothing crashes, nothing vanishes, and no mark is left."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from curbcut.core.reading import Body, convert, read
from curbcut.core.reading.page import words_of

CASES = Path(__file__).resolve().parent / "cases"
PIECES = [
    "## 自测", "## Quiz", "## 别的", "### 题一（单选）", "### 情景：题 {#q-a}", "### 空 ____ 和 ____ {#q-b}", "###", "#### 结果甲 {#jg}",
    "- [ ] 选项甲 → [看](#jg)", "- [x] 选项乙", "- 普通项", "    > 反馈丙", "  > 反馈丁", "> 引用", "1. 第一步", "2. 第二步",
    "| 左 | 右 |\n| --- | --- |\n| 丑 | 寅 |", "提示：卯", "提示 2：", "解析：辰**巳**", "答案：对", "答案：6 ± 0.5", "答案：", "参考答案：午",
    "评分要点：", "目标：o1、o2", "听读：未", "手语：a.mp4", "易读：申", "普通的一段话。", "", "", "", "```\n- [x] 代码\n```", "![图](a.png)",
    "!!! tip\n    酉", "<b>戌</b>", "<div>\n- [x] 亥\n</div>", "脚注[^1]", "[^1]: 子注", "____", "<script>x</script>", "术语\n:   释义",
    "{#q-x}", "- [x]", "\t> 缩进", "**答案：**对", "\\____", "*[HTML]: 缩写", "HTML", "<!-- 注释 -->", "&amp; &lt;", "a_b ____ c_d",
]  # fmt: skip


def text(drawn: random.Random) -> str:
    between = ["\n", "\n\n"]
    return "## 自测\n\n" + "".join(drawn.choice(PIECES) + drawn.choice(between) for _ in range(drawn.randint(3, 25)))


def lost(body: Body) -> set[int]:
    return {finding.line for finding in body.findings if finding.rule == "content-lost"}


def test_whatever_stands_in_a_quiz_it_is_read_and_nothing_is_lost_or_left_over() -> None:
    for seed in range(500):
        typed = text(random.Random(seed))
        body = convert(typed, path="courses/k/x.md", lang="zh-Hans")
        if any(finding.rule in ("unclosed-html", "unsafe-html") for finding in body.findings):
            continue
        assert not any(ord(character) < 32 and character not in "\n\t" for character in body.body), (seed, body.body)
        plain = convert(
            typed, path="content/pages/x.md", lang="zh-Hans"
        )  # a note whose label is used twice is lost anywhere
        assert lost(body) <= lost(plain), (seed, typed, lost(body))
        root = ElementTree.fromstring(f"<div>{body.body}</div>")
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), (seed, ids)
        spans = ["".join(e.itertext()) for e in root.iter("span") if e.get("class") == "s"]
        assert len(spans) == len(body.sentences), seed
        assert len(body.spots.sentences) == len(body.sentences)
        assert len(body.spots.links) == sum(
            1 for e in root.iter("a") if e.get("href") and "footnote" not in (e.get("class") or "")
        ), seed
        shown = words_of("".join(root.itertext()))
        for question in body.questions:
            for choice in question.choices:
                assert words_of(choice.text) in shown, seed


def test_the_same_text_gives_the_same_body_twice() -> None:
    for seed in range(100):
        typed = text(random.Random(seed))
        assert convert(typed, path="courses/k/x.md", lang="zh-Hans") == convert(
            typed, path="courses/k/x.md", lang="zh-Hans"
        )


def test_an_edited_question_moves_no_id_of_another() -> None:
    typed = (CASES / "all_kinds" / "in.md").read_text("utf-8")
    put = typed.replace("## 自测\n", "## 自测\n\n### 新的一题 {#q-xin}\n\n答案：对\n")
    before, after = (read("courses/k/x.md", one.encode()).document for one in (typed, put))
    assert before is not None
    assert after is not None
    assert after.questions[0].id == "q-xin"
    assert [q.hash for q in after.questions[1:]] == [q.hash for q in before.questions]
    assert {s.id for s in before.sentences} <= {s.id for s in after.sentences}


def test_a_document_that_is_no_lesson_is_read_without_any_of_this() -> None:
    reading = (
        "import sys; from curbcut.core.reading import read;"
        "read(sys.argv[1], '---\\ntitle: 甲\\nslug: a\\n---\\n\\n## 自测\\n\\n### 问？\\n\\n- [x] 甲\\n'.encode());"
        "print([name for name in sys.modules if name.startswith('curbcut.core.quizzes')])"
    )
    loaded = {
        path: subprocess.run([sys.executable, "-c", reading, path], capture_output=True, text=True, check=True).stdout
        for path in ("content/pages/a.md", "courses/k/a.md")
    }
    assert loaded["content/pages/a.md"] == "[]\n"
    assert "curbcut.core.quizzes.lines" in loaded["courses/k/a.md"]
