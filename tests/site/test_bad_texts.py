"""Text that would harm a reader, leave the site, lose words or stop the build: named with its place."""

from __future__ import annotations

import time

import pytest

NEW = "content/notices/new.md"
FRONT = "---\ntitle: 甲\nslug: new\npublished: 2017-01-04\n---\n\n"
BAD = [
    ("<script>alert(1)</script>", "7:1 unsafe-html"),
    ("甲<script src='https://x.cn/a.js'></script>", "7:2 unsafe-html"),
    ("<SCRIPT>alert(1)</SCRIPT>", "7:1 unsafe-html"),
    ("<form action='https://x.cn/'><input></form>", "7:1 unsafe-html"),
    ("<base href='https://x.cn/'>", "7:1 unsafe-html"),
    ("<meta http-equiv=refresh content='0;url=https://x.cn/'>", "7:1 unsafe-html"),
    ("<svg onload='alert(1)'></svg>", "7:1 unsafe-html"),
    ("<img src='../images/steps.svg' alt='三步走' onerror='alert(1)'>", "7:1 unsafe-attribute"),
    ("<p onclick='alert(1)'>甲</p>", "7:1 unsafe-attribute"),
    ("<p style='position:fixed'>甲</p>", "7:1 unsafe-attribute"),
    ("甲\n{: onclick=alert(1)}", "8:4 unsafe-attribute"),
    ("[甲](javascript:alert(1))", "7:5 unsafe-url"),
    ("[甲](java&#115;cript:alert)", "7:2 unsafe-url"),
    ("<a href='JaVaScRiPt:alert(1)'>甲</a>", "7:1 unsafe-url"),
    ("[甲](vbscript:x)", "7:5 unsafe-url"),
    ("[甲](data:text/html,x)", "7:5 unsafe-url"),
    ("[甲](file:///etc/passwd)", "7:5 unsafe-url"),
    ("<iframe src='https://x.cn/'></iframe>", "7:1 remote-embed"),
    ("<object data='https://x.cn/a'></object>", "7:1 remote-embed"),
    ("<link rel=stylesheet href='https://x.cn/a.css'>", "7:1 remote-embed"),
    ("![甲乙丙](https://x.cn/a.png)", "7:8 remote-embed"),
    ("<video src='//x.cn/a.mp4'></video>", "7:1 remote-embed"),
    ("[甲](../../../etc/passwd)", "7:5 path-escapes"),
    ("[甲](/etc/passwd)", "7:5 path-escapes"),
    ("[甲](%2e%2e/%2e%2e/%2e%2e/etc/passwd)", "7:5 path-escapes"),
    ("[甲](C:/x.md)", "7:5 path-escapes"),
    ("![甲乙丙](../../../a.png)", "7:8 path-escapes"),
    ("![甲乙丙](/etc/a.png)", "7:8 path-escapes"),
    ("<img src='../../../etc/a.png' alt='甲乙丙'>", "7:11 path-escapes"),
    ("<img src='/etc/a.png' alt='甲乙丙'>", "7:11 path-escapes"),
    ("<a href='../../../x.md'>甲</a>", "7:10 path-escapes"),
    ("[甲](nothing.md)", "7:2 link-broken"),
    ("[甲](allowance.md#nowhere)", "7:2 fragment-missing"),
    ("[甲](#nowhere)", "7:2 own-fragment"),
    ("![甲乙丙](nothing.png)", "7:1 asset-missing"),
    ("![甲乙丙](../images/STEPS.svg)", "7:1 asset-missing"),
    ("[甲](nothing.pdf)", "7:2 asset-missing"),
    ("[甲](../../site_config.yml)", "7:2 asset-missing"),
    ("<video src='nothing.mp4' controls></video>", "7:13 asset-missing"),
    ("![图片](../images/steps.svg)", "7:1 alt-text"),
    ("<div>\n\n后。", "7:1 unclosed-html"),
    ("<!-- 注\n\n后。", "7:1 unclosed-comment"),
    ("```\n后。", "7:1 unclosed-fence"),
    ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 丢失 |", "9:1 content-lost"),
    ("[" * 20_000, "7:1 too-many-brackets"),
    ("> " * 500 + "深", "7:1 nested-too-deep"),
    ("- " * 500 + "深", "7:1 nested-too-deep"),
    ("甲" * 100_001, "7:1 line-too-long"),
]


def test_each_mistake_of_many_files_is_shown_at_its_place_in_one_build(site):
    """One build for all: none hides another, and the whole takes seconds."""
    for number, (text, _) in enumerate(BAD):
        site.write(f"content/notices/bad-{number}.md", FRONT.replace("new", f"bad-{number}") + f"{text}\n\n后文。\n")
    start = time.monotonic()
    site.refused(*(f"content/notices/bad-{number}.md:{place}" for number, (_, place) in enumerate(BAD)))
    assert time.monotonic() - start < 20


@pytest.mark.parametrize(("text", "place"), BAD[::12], ids=lambda value: value[:20])
def test_one_mistake_alone_is_one_finding(site, text, place):
    site.write(NEW, f"{FRONT}{text}\n\n后文。\n")
    assert site.refused().places == [f"{NEW}:{place}"]


def test_text_that_looks_like_an_include_reads_no_file(site):
    secret = (site.root / "site_config.yml").read_text("utf-8").splitlines()[1]
    typed = [
        '--8<-- "../../site_config.yml"',
        '{% include "site_config.yml" %}',
        "{!site_config.yml!}",
        "{{ site.title }}",
    ]
    site.write(NEW, FRONT + "\n\n".join(typed) + "\n")
    site.published()
    text = site.page("notice/new/plain.txt")
    assert secret not in text
    assert text.count("site") == 4


def test_a_link_may_lead_to_a_part_that_front_matter_gives_a_page(site):
    site.write(NEW, f"{FRONT}带[材料](../guides/certificate.md#cc-materials)。\n")
    site.replace("content/guides/certificate.md", "办证不收钱。", "办证不收钱。看[流程](#cc-steps)。")
    site.published()
    assert 'href="../../guide/certificate/#cc-materials"' in site.page("notice/new/index.html")
    site.write(NEW, f"{FRONT}要交[费](../guides/certificate.md#cc-fee)。\n")
    site.refused(f"{NEW}:7:4 fragment-missing")


def test_a_link_to_a_draft_is_named_and_does_not_say_that_it_is_missing(site):
    site.replace("content/guides/certificate.md", "slug:", "draft: true\nslug:")
    run = site.refused("content/notices/allowance.md:15:11 link-unpublished")
    assert "link-broken" not in run.err


def test_a_file_with_mistakes_is_not_called_missing_by_those_that_link_to_it(site):
    site.replace("content/notices/allowance.md", "slug: allowance\n", "")
    site.replace("content/guides/certificate.md", "slug:", "slog:")
    site.write("courses/phone/pay.md", "正文。\n")
    assert {place.split(" ")[1] for place in site.refused().places} == {
        "front-matter-missing-key", "front-matter-unknown-key", "front-matter-missing"
    }  # fmt: skip


def test_a_page_that_still_takes_too_long_is_stopped_by_the_clock(site):
    """Nothing that passes the structural limits may hold up the site for more than its five seconds."""
    worst = [
        "*甲 **乙 " * 450,
        "`" * 3_900,
        "<a " * 3_900,
        "![[" * 90,
        "_a__b" * 700,
        "{: #x }" * 3_000,
        "|" * 90_000,
        "&amp" * 20_000,
    ]
    for number, text in enumerate(worst):
        site.write(f"content/notices/slow-{number}.md", FRONT.replace("new", f"slow-{number}") + text + "\n")
    start = time.monotonic()
    run = site.build()
    assert run.code in (0, 1)
    assert time.monotonic() - start < 50
