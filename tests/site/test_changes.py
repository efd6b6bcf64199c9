"""An edit changes what it must, and nothing else: releases are compared by their manifests."""

from __future__ import annotations

import subprocess
import sys

NOTICE, ABOUT = "content/notices/allowance.md", "content/pages/about.md"


def changed(site, *words: str) -> set[str]:
    """Build and return the paths that were added, removed or changed."""
    before = site.files()
    site.published(*words)
    after = site.files()
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_an_edited_sentence_changes_its_own_page_and_formats_only(site):
    site.replace(NOTICE, "以后每月自动发", "以后每季自动发")
    assert changed(site) == {"notice/allowance/index.html", "notice/allowance/plain.txt"}


def test_a_space_that_nobody_sees_changes_no_byte(site):
    before = site.state()
    site.replace(NOTICE, "\n\n## 怎么申请", "\n\n\n\n## 怎么申请")
    site.published()
    assert site.state() == before


def test_a_changed_summary_changes_the_lists_too(site):
    site.replace(NOTICE, "可以领五十元", "可以领六十元")
    assert changed(site) == {
        "notice/allowance/index.html", "notice/allowance/plain.txt", "notice/index.html", "index.html", "year/2017/index.html"
    }  # fmt: skip


def test_a_changed_title_changes_every_place_that_says_it(site):
    site.replace("courses/phone/pay.md", "title: 付钱", "title: 付款")
    assert changed(site) == {
        "course/phone/pay/index.html", "course/phone/pay/plain.txt", "course/phone/index.html", "course/phone/begin/index.html"
    }  # fmt: skip
    assert "付款" in site.page("course/phone/begin/index.html"), "the next lesson is named by its title"
    site.replace("courses/phone/begin.md", "title: 打开手机", "title: 开机")
    assert "course/phone/pay/index.html" in changed(site), "the lesson before is named by its title"


def test_the_order_of_a_course_is_that_of_its_list(site):
    first = site.page("course/phone/index.html")
    assert first.index("phone/begin/") < first.index("phone/pay/")
    site.replace("courses/phone/course.yml", "[begin, pay]", "[pay, begin]")
    assert changed(site) == {"course/phone/index.html", "course/phone/begin/index.html", "course/phone/pay/index.html"}
    second = site.page("course/phone/index.html")
    assert second.index("phone/pay/") < second.index("phone/begin/")


def replacement(title: str = "新的交通补贴通知") -> str:
    return f"---\ntitle: {title}\nslug: newer\npublished: 2020-01-01\nreplaces: [allowance]\n---\n\n甲。\n"


def test_a_replaced_notice_says_so_first_and_follows_the_title_of_its_successor(site):
    site.replace(NOTICE, "topic:", "validity: repealed\ntopic:")
    site.write("content/notices/newer.md", replacement())
    site.published()
    page = site.page("notice/allowance/index.html")
    assert '<a href="../../notice/newer/">新的交通补贴通知</a>' in page
    assert page.index("新的交通补贴通知") < page.index("<h1")
    assert '<a href="../../notice/allowance/">关于发放交通补贴的通知</a>' in site.page("notice/newer/index.html")
    site.write("content/notices/newer.md", replacement("更新的交通补贴通知"))
    paths = changed(site)
    assert "notice/allowance/index.html" in paths
    assert "notice/allowance/plain.txt" not in paths
    site.replace(NOTICE, "关于发放交通补贴的通知", "关于发放公交补贴的通知")
    assert "notice/newer/index.html" in changed(site)


def test_the_successor_withdrawn_takes_the_link_away(site):
    site.replace(NOTICE, "topic:", "validity: repealed\ntopic:")
    site.write("content/notices/newer.md", replacement())
    site.published()
    (site.root / "content/notices/newer.md").unlink()
    assert {"notice/newer/index.html", "notice/allowance/index.html"} <= changed(site)
    assert "newer" not in site.page("notice/allowance/index.html")


def test_a_removed_document_takes_all_its_files_with_it(site):
    (site.root / NOTICE).unlink()
    site.replace(ABOUT, "想知道补贴，请看[通知](../notices/allowance.md)。", "")
    site.published()
    assert not [path for path in site.files() if "allowance" in path or path.startswith(("notice/", "files/"))]
    assert "交通补贴" not in site.page("index.html")
    assert "allowance" not in site.page("sitemap.xml")


def test_a_picture_that_nothing_shows_any_more_is_gone(site):
    site.replace(NOTICE, "![申请分三步：交材料、审核、发钱](../images/steps.svg)\n", "")
    assert "files/images/steps.svg" in changed(site)
    assert not [path for path in site.live.rglob("*") if "steps" in path.name]


def test_a_changed_picture_changes_itself_only(site):
    site.replace("content/images/steps.svg", "M0 5h30", "M0 6h30")
    assert changed(site) == {"files/images/steps.svg"}


def test_a_renamed_file_keeps_its_address_and_its_bytes(site):
    site.write("content/notices/2017-05.md", (site.root / NOTICE).read_bytes())
    (site.root / NOTICE).unlink()
    site.replace(ABOUT, "allowance.md", "2017-05.md")
    assert changed(site) == set()


def test_a_new_slug_moves_the_document_and_every_link_to_it(site):
    site.replace(NOTICE, "slug: allowance", "slug: bus-money")
    paths = changed(site)
    assert {"notice/allowance/index.html", "notice/allowance/plain.txt", "notice/bus-money/index.html",
            "notice/bus-money/plain.txt", "page/about/index.html", "notice/index.html", "index.html", "sitemap.xml",
            "year/2017/index.html", "register/index.html", "simple/index.html", "a-z/g/index.html"} == paths  # fmt: skip
    assert 'href="../../notice/bus-money/"' in site.page("page/about/index.html")


def test_a_second_language_has_its_own_pages_and_each_twin_knows_the_other(site):
    site.write("content/pages/about.en.md", "---\ntitle: About us\nslug: about\n---\n\nWe serve disabled people.\n")
    paths = changed(site)
    assert {"en/index.html", "en/page/index.html", "en/page/about/index.html", "en/page/about/plain.txt"} <= paths
    assert "page/about/index.html" in paths
    assert "notice/allowance/plain.txt" not in paths
    english = site.page("en/page/about/index.html")
    assert '<html lang="en">' in english
    assert 'href="../../../page/about/"' in english
    assert 'href="../../en/page/about/"' in site.page("page/about/index.html")
    assert "We serve" in site.page("en/page/about/plain.txt")


def test_the_site_s_name_changes_every_page_and_no_other_format(site):
    site.replace("site_config.yml", "参考站", "示例站")
    paths = changed(site)
    assert {path for path in site.files() if path.endswith(".html")} == paths


def test_an_option_of_a_rendition_makes_only_that_rendition_again(site):
    site.write(NOTICE, (site.root / NOTICE).read_text("utf-8") + "\n- 甲\n    - 乙\n")
    site.published()
    site.replace("site_config.yml", "renditions: [plain]", "renditions:\n  plain:\n    indent: 6")
    paths = changed(site)
    assert "notice/allowance/plain.txt" in paths
    assert not [path for path in paths if path.endswith((".xml", ".svg", ".css"))]


def test_going_back_to_an_old_text_gives_the_old_bytes_and_makes_nothing(site):
    before = site.state()
    site.replace(NOTICE, "每月", "每季")
    site.published()
    site.replace(NOTICE, "每季", "每月")
    run = site.published("--json")
    assert site.state() == before
    assert run.events[-1]["made"] == 0


def test_a_build_in_which_nothing_changed_loads_no_reader_no_rule_and_no_generator(site):
    code = (
        "import runpy, sys\n"
        "try:\n    runpy.run_module('curbcut', run_name='__main__')\n"
        "finally:\n    print(*sys.modules, sep='\\n', file=sys.stderr)\n"
    )
    words = ["--site", str(site.root), "build", "--now", "2026-11-23T09:00:00+08:00"]
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "curbcut.making" in loaded
    heavy = ("curbcut.core.reading", "curbcut.rules.", "markdown", "pelican", "mkdocs", "jinja2", "weasyprint")
    assert sorted(name for name in loaded if name.startswith(heavy)) == []
