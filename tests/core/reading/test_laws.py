"""Laws of reading, tried on random pages made of everything an editor may write."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from curbcut.core.reading import convert
from curbcut.core.reading.extension import CurbcutExtension
from curbcut.core.reading.inline import FastInline

WORDS = [
    "残疾人",
    "就业。",
    "Help desk",
    "第3条",
    "（一）",
    "“好”",
    "a_b",
    "2*3",
    "5 < 6",
    "AT&T",
    "&lt;",
    "，",
    " ",
    "\n",
    "  \n",
]
AUTOLINK = "<https://a.cn>"  # inside raw HTML it is an unknown tag, and lost
MARKUP = [
    "**粗。体**", "*斜*", "`码 <b>`", "[链](a.md)", "![图](a.png)", "[^1]", "{重|chóng}", "[en words]{lang=en}", "<b>生</b>",
    "<br>", AUTOLINK, "\\*", "[引][r]", "<i>", "</b>", "[", "]", "`", "**", "_", "{", "}", "|", "<!-- 注 -->", "&#65;", "<", "]{x}",
]  # fmt: skip
inline = st.lists(st.sampled_from(WORDS + MARKUP), min_size=1, max_size=8).map("".join)
clean = st.lists(st.sampled_from(WORDS[:8] + MARKUP[:11]), min_size=1, max_size=6).map("".join)


def blocks(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    flat = text.map(lambda t: " ".join(t.split()))
    return st.one_of(
        text,
        flat.map(lambda t: f"## {t}"),
        st.lists(flat, min_size=1, max_size=3).map(lambda ts: "\n".join(f"- {t}" for t in ts)),
        st.lists(flat, min_size=1, max_size=3).map(lambda ts: "\n".join(f"{n}. {t}" for n, t in enumerate(ts, 1))),
        st.lists(flat, min_size=2, max_size=2).map(lambda ts: f"- {ts[0]}\n    - {ts[1]}"),
        flat.map(lambda t: f"> {t}"),
        flat.map(lambda t: f"!!! note\n    {t}"),
        flat.map(lambda t: f"术语\n:   {t}"),
        flat.map(lambda t: f"| a | b |\n|---|---|\n| {t.replace('|', '/')} | x |"),
        flat.map(lambda t: f"表 1：{t}\n\n| a | b |\n|---|---|\n| 1 | x |"),
        flat.map(lambda t: f"```\n{t}\n```"),
        flat.map(lambda t: f"<div>{t.replace(AUTOLINK, '')}</div>"),
        flat.map(lambda t: f'![图](a.png "{t.replace(chr(34), "")}")'),
        st.just("[^1]: 脚注文。"),
        st.just("[r]: b.md"),
        st.just("*[GB]: 国标"),
    )


def pages(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(blocks(text), min_size=1, max_size=6, unique=True).map("\n\n".join)


LAW = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@LAW
@given(pages(inline))
def test_any_page_is_well_formed_with_unique_ids_and_one_span_per_sentence(text: str) -> None:
    body = convert(text, path="content/notices/a.md", lang="zh-Hans")
    tree = ET.fromstring(f"<div>{body.body}</div>")
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    spans = [span.get("id") for span in tree.iter("span") if span.get("class") == "s"]
    assert sorted(spans, key=str) == sorted(sentence.id for sentence in body.sentences)
    assert len(body.spots.sentences) == len(body.sentences)
    assert len(body.spots.blocks) == len(body.blocks)
    assert len(body.spots.images) == len(list(tree.iter("img")))
    read = [a for a in tree.iter("a") if a.get("href") and "footnote" not in a.get("class", "")]
    assert len(body.spots.links) == len(read)
    lines = text.count("\n") + 1
    assert all(1 <= place.line <= lines and place.column >= 1 for place in body.spots.sentences)
    assert "\x02" not in body.body


@LAW
@given(pages(clean))
def test_ordinary_pages_raise_no_alarm(text: str) -> None:
    body = convert(text, path="content/notices/a.md", lang="zh-Hans")
    assert [f for f in body.findings if f.rule == "content-lost"] == []


@LAW
@given(pages(inline))
def test_the_fast_inline_processor_gives_what_the_stock_one_gives(text: str) -> None:
    fast, stock = CurbcutExtension(), CurbcutExtension()
    ours, theirs = Markdown(extensions=[fast]), Markdown(extensions=[stock])
    theirs.treeprocessors.register(InlineProcessor(theirs), "inline", 20)
    theirs.parser.blockprocessors.deregister("plain")
    assert isinstance(ours.treeprocessors["inline"], FastInline)
    assert ours.convert(text) == theirs.convert(text)


@LAW
@given(st.text(alphabet="甲乙。 \n*_`[](){}<>!|#-:&;\"'ab1.~\\^=x/", max_size=200))
def test_any_characters_at_all_give_a_page_and_never_an_error(text: str) -> None:
    body = convert(text, path="content/notices/a.md", lang="zh-Hans")
    tree = ET.fromstring(f"<div>{body.body}</div>")
    assert not any(re.match(r"on|style", name) for element in tree.iter() for name in element.attrib)
