"""Front matter that cannot be used: each slip has its place, its reason and its remedy."""

from __future__ import annotations

import re
import time

import pytest

NEW = "content/notices/new.md"
GOOD = {"title": "甲", "slug": "new", "published": "2017-01-04"}


def front(*lines: str, without: str = "") -> str:
    """Return a notice whose own lines come first."""
    kept = [f"{key}: {value}" for key, value in GOOD.items() if key != without]
    return "\n".join(["---", *lines, *kept, "---", "", "正文。", ""])


SLIPS = [
    ("titel: 甲", "title", "2:1 front-matter-unknown-key", "Did you mean `title`?"),
    ("标提: 甲", "title", "2:1 front-matter-unknown-key", "标题"),
    ("publised: 2017-01-04", "published", "2:1 front-matter-unknown-key", "Did you mean `published`?"),
    ("colour: red", "", "2:1 front-matter-strange-key", "colour"),
    ("status: draft", "", "2:1 front-matter-other-key", "validity"),
    ("", "title", "2:1 front-matter-missing-key", "title: "),
    ("", "slug", "2:1 front-matter-missing-key", "slug: "),
    ("", "published", "2:1 front-matter-missing-key", "published: 2017-01-04"),
    ("title:", "title", "2:1 front-matter-empty-key", "冒号后面"),
    (f"title: {'长' * 500}", "title", "2:8 front-matter-long", "300"),
    ("title: ''", "title", "2:1 front-matter-empty-key", "title"),
    ("title: 乙", "", "3:1 front-matter-duplicate-key", "第 2 行"),
    ("标题: 乙", "", "3:1 front-matter-duplicate-key", "标题"),
    ("published： 2017-01-04", "published", "2:10 front-matter-full-width-colon", "published: 2017-01-04"),
    ("published:2017-01-04", "published", "2:10 front-matter-colon-space", "published: 2017-01-04"),
    ('title: "甲', "title", "2:8 front-matter-unclosed-quote", '"甲"'),
    ("topic: [补贴, 康复", "", "2:8 front-matter-bracket", "[补贴, 康复]"),
    ("summary: 时间: 九点", "", "2:10 front-matter-colon-in-value", '"时间: 九点"'),
    ("\tsummary: 甲", "", "2:1 front-matter-tab", "Tab"),
    ("summary: &a 甲", "", "2:10 front-matter-special-start", '"&a 甲"'),
    ("summary: *a", "", "2:10 front-matter-special-start", '"*a"'),
    ("summary: !!python/object:os.system 甲", "", "2:10 front-matter-special-start", "!"),
    ("draft: yes", "", "2:8 front-matter-truth", "true"),
    ("issued: 2017-02-30", "", "2:9 front-matter-date-day", "2017-02-30"),
    ("issued: 04/01/2017", "", "2:9 front-matter-date-order", "2017-01-04"),
    ("publish_at: 明天", "", "2:13 front-matter-", "明天"),
    ("validity: 有效果", "", "2:11 front-matter-choice", "effective"),
    ("lang: chinese", "", "2:7 front-matter-language-unknown", "zh-Hans"),
    ("attachments: [../../../etc/passwd]", "", "2:15 front-matter-file-outside", "passwd"),
    ("attachments: [/etc/passwd]", "", "2:15 front-matter-file-outside", "passwd"),
    ("attachments: ['https://x.cn/a.pdf']", "", "2:15 front-matter-file-elsewhere", "x.cn"),
    ("attachments: [nothing.pdf]", "", "2:15 asset-missing", "content/notices/nothing.pdf"),
    ("sign_video: nothing.mp4", "", "2:13 asset-missing", "content/notices/nothing.mp4"),
]


def test_each_slip_of_many_files_is_named_with_its_place_and_its_remedy_in_one_build(site):
    for number, (line, without, *_) in enumerate(SLIPS):
        text = front(*([line] if line else []), without=without).replace("slug: new", f"slug: new-{number}")
        site.write(f"content/notices/slip-{number}.md", text)
    run = site.refused()
    for number, (line, _, place, says) in enumerate(SLIPS):
        here = f"content/notices/slip-{number}.md"
        assert any(found.startswith(f"{here}:{place}") for found in run.places), (
            line,
            [p for p in run.places if here in p],
        )
        said = "".join(block for block in re.split(r"\n(?=\S)", run.err) if block.startswith(f"{here}:"))
        assert says in said, (line, said)


@pytest.mark.parametrize(("line", "without", "place", "says"), SLIPS[::10])
def test_one_slip_alone_is_one_finding(site, line, without, place, says):
    site.write(NEW, front(*([line] if line else []), without=without))
    run = site.refused()
    assert len(run.places) == 1
    assert run.places[0].startswith(f"{NEW}:{place}")
    assert says in run.err


SLUGS = {
    "../notices": "slug-path", "/etc/passwd": "slug-path", "a/b": "slug-path", "'C:x'": "slug-path", "'..'": "slug-path",
    "'%2e%2e'": "slug-", "ALLOWANCE": "slug-shape", "重庆": "slug-letters", "重慶": "slug-letters", "con": "slug-reserved",
    "a" * 200: "slug-long",
}  # fmt: skip


def test_a_slug_never_leads_out_of_the_site_nor_fools_a_file_system(site):
    for number, slug in enumerate(SLUGS):
        site.write(f"content/notices/slug-{number}.md", front(f"slug: {slug}", without="slug"))
    run = site.refused()
    for number, rule in enumerate(SLUGS.values()):
        start = f"content/notices/slug-{number}.md:2:7 front-matter-{rule}"
        assert [found for found in run.places if found.startswith(start)], (start, run.places)


def test_a_slug_that_is_taken_names_both_files(site):
    site.write(NEW, front("slug: allowance", without="slug"))
    run = site.refused(f"{NEW}:2:7 address-taken")
    assert "content/notices/allowance.md" in run.err


def test_an_id_that_is_taken_names_both_files(site):
    site.write(NEW, front("id: One"))
    site.write("content/pages/other.md", "---\ntitle: 乙\nslug: other\nid: one\n---\n\n乙。\n")
    site.refused("content/pages/other.md:4:5 id-taken")


def test_a_date_that_can_mean_only_one_day_is_accepted(site):
    dates = ["2017年1月4日", "2017/1/4", "2017.01.04", "二〇一七年一月四日", "２０１７年１月４日", "'2017-01-04'"]
    for number, date in enumerate(dates):
        site.write(
            f"content/notices/date-{number}.md", front(f"slug: date-{number}", f"published: {date}", without="slug")
        )
        site.replace(f"content/notices/date-{number}.md", "published: 2017-01-04\n", "")
    assert site.published().places == []
    for number in range(len(dates)):
        assert '<time datetime="2017-01-04">2017年1月4日</time>' in site.page(f"notice/date-{number}/index.html")


FENCES = [
    ("---\ntitle: 甲\nslug: new\n\n正文。\n", "4:1 front-matter-unclosed"),
    ("正文。\n", "1:1 front-matter-missing"),
    ("", "1:1 front-matter-missing"),
    ("\n---\ntitle: 甲\nslug: new\npublished: 2017-01-04\n---\n", "2:1 front-matter-late"),
    ("———\ntitle: 甲\nslug: new\npublished: 2017-01-04\n---\n", "1:1 front-matter-fence"),
    ("---\ntitle: 甲\nslug: new\npublished: 2017-01-04\n——\n正文。\n", "5:1 front-matter-fence"),
    ("---\n- 甲\n- 乙\n---\n", "2:1 front-matter-not-mapping"),
]


def test_fences_that_are_missing_late_or_mistyped_are_named(site):
    for number, (text, _) in enumerate(FENCES):
        site.write(f"content/notices/fence-{number}.md", text)
    site.refused(*(f"content/notices/fence-{number}.md:{place}" for number, (_, place) in enumerate(FENCES)))


BOMBS = {
    "aliases": "---\na: &a [甲,甲]\nb: &b [*a,*a]\nc: [*b,*b]\n---\n",
    "merge": "---\n<<: {title: 甲}\nslug: new\n---\n",
    "flow 2,000 deep": f"---\ntitle: {'[' * 2_000}{']' * 2_000}\n---\n",
    "block 400 deep": "---\n" + "".join("  " * level + "a:\n" for level in range(400)) + "---\n",
    "100 KB": f'---\ntitle: "{"x" * 100_000}"\n---\n',
    "6,000 keys": "---\n" + "".join(f"a{n}: 1\n" for n in range(6_000)) + "---\n",
    "10 MB": f'---\ntitle: "{"x" * 10_000_000}"\n---\n',
}


def test_bombs_are_refused_at_once_each_for_its_own_reason(site):
    for number, text in enumerate(BOMBS.values()):
        site.write(f"content/notices/bomb-{number}.md", text)
    start = time.monotonic()
    run = site.refused(
        "content/notices/bomb-0.md:2:4 front-matter-special-start",
        "content/notices/bomb-1.md:2:1 front-matter-merge-key",
        "content/notices/bomb-2.md:2:27 front-matter-deep",
        "content/notices/bomb-4.md:2:1 front-matter-large",
        "content/notices/bomb-5.md:2502:1 front-matter-many",
        "content/notices/bomb-6.md file-too-large",
    )
    assert time.monotonic() - start < 10, "a bomb went off"
    assert any(place.startswith("content/notices/bomb-3.md:") for place in run.places)


def test_a_bomb_in_a_course_or_in_the_configuration_is_refused_too(site):
    site.write("courses/phone/course.yml", BOMBS["flow 2,000 deep"].strip("-\n"))
    site.refused("courses/phone/course.yml:1:27 front-matter-deep")
    site.write("site_config.yml", "a: &a [1,1]\nb: [*a,*a]\n")
    run = site.build()
    assert run.code == 1
    assert "site_config.yml:1:4 front-matter-special-start" in run.places
    site.write("site_config.yml", BOMBS["10 MB"].strip("-\n"))
    assert site.build().code == 1
