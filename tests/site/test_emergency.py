"""A banner on every page at once, and nothing else made again for it."""

from __future__ import annotations

EMERGENCY = "content/emergency.yml"
TYPHOON = "text: 台风橙色预警，今天停止办公。\nlink: notices/allowance.md\nuntil: 2026-11-24 08:00\n"


def test_it_is_the_first_thing_on_every_page_and_only_pages_are_made(site):
    before = site.files()
    site.write(EMERGENCY, TYPHOON)
    run = site.published("--json")
    made = [event["job"] for event in run.events if event["event"] == "job" and event["what"] == "made"]
    assert made and all(job.startswith("page ") for job in made)
    after = site.files()
    assert {path for path in after if before[path] != after[path]} == {path for path in after if path.endswith(".html")}
    for path in (path for path in after if path.endswith(".html")):
        page = site.page(path)
        assert (
            page.index('href="#main"') < page.index("台风橙色预警") < page.index("<header") < page.index('id="main"')
        ), path
        assert "aria-live" not in page and 'role="alert"' not in page
    page = site.page("guide/certificate/index.html")
    assert (
        '<section class="emergency alert" aria-labelledby="cc-emergency">\n<div class="bar">\n<h2 id="cc-emergency">紧急通知</h2>'
        in page
    )
    assert '<a class="link" href="../../notice/allowance/">关于发放交通补贴的通知</a>' in page
    assert 'href="/notice/allowance/"' in site.page("404.html")


def test_it_ends_by_itself_and_the_build_says_when(site):
    before = site.state()
    site.write(EMERGENCY, TYPHOON + "from: 2026-11-23 12:00\n")
    run = site.published("--json")
    assert site.state() == before, "its time has not come"
    assert run.events[-1]["next_transition"] == "2026-11-23T12:00:00+08:00"
    run = site.published("--now", "2026-11-23T12:00:00", "--json")
    assert "台风" in site.page("index.html")
    assert run.events[-1]["next_transition"] == "2026-11-24T08:00:00+08:00"
    run = site.published("--now", "2026-11-24T08:00:00", "--json")
    assert site.state() == before
    assert run.events[-1]["next_transition"] == ""


def test_each_language_has_its_own_words_and_its_own_page_to_read_on(site):
    site.write(
        "content/notices/allowance.en.md",
        "---\ntitle: Allowance\nslug: allowance\npublished: 2017-05-26\n---\n\nMoney.\n",
    )
    site.write(EMERGENCY, "text: {zh-Hans: 停电, en: No power}\nlink: notices/allowance.md\nlevel: info\n")
    site.published()
    english = site.page("en/index.html")
    assert '<h2 id="cc-emergency">Important</h2>\n<p>No power</p>' in english
    assert '<a class="link" href="../en/notice/allowance/">Allowance</a>' in english
    assert "停电" in site.page("index.html") and "No power" not in site.page("index.html")
    site.write(EMERGENCY, "text: 停电\nlink: https://example.org/power\n")
    site.published()
    english = site.page("en/index.html")
    assert '<p lang="zh-Hans">停电</p>' in english
    assert '<a class="link" href="https://example.org/power">Read more at example.org</a>' in english


def test_a_mistake_in_it_stops_publishing(site):
    site.write(EMERGENCY, "text: 停电\nlink: notices/none.md\nuntil: 明天\n")
    site.refused(f"{EMERGENCY}:3:8 front-matter-date-shape")
    site.write(EMERGENCY, "text: 停电\nlink: notices/none.md\n")
    site.refused(f"{EMERGENCY}:2:7 emergency-link")
    site.write(EMERGENCY, TYPHOON)
    site.replace("content/notices/allowance.md", "slug:", "draft: true\nslug:")
    site.refused(f"{EMERGENCY}:2:7 emergency-link")
