"""An editor is asked about readings that nobody can be sure of, and prints what people record."""

from __future__ import annotations

import json

from curbcut.core.reading import read

ALLOWANCE = "content/notices/allowance.md"
TWICE = "\n\n残疾程度重、需要照料的，请看这里。\n\n残疾程度重、要人帮的，也一样。\n"


def test_a_question_names_its_places_both_readings_the_reason_and_what_to_write(site):
    text = (site.root / ALLOWANCE).read_text("utf-8")
    site.write(ALLOWANCE, text + TWICE)
    run = site.curbcut("readings", ALLOWANCE)
    assert (run.code, run.err) == (0, "")
    first = text.count("\n") + 3
    for part in (
        "“重”：现在读 zhòng，还可能读 chóng（2 处）。", "read as zhòng now, may be chóng (places: 2)",
        f"{ALLOWANCE}:{first}:5  残疾程度【重】、需要照料的", f"{ALLOWANCE}:{first + 2}:5  残疾程度【重】、要人帮的",
        "→ zhòng  {重|zhòng} | 程度重: chéng dù zhòng\n", "→ chóng  {重|chóng} | 程度重: chéng dù chóng\n",
        "查了 1 篇：要看的读音 1 个，共 2 处。", "Texts: 1. Readings to look at: 1, places: 2.",
    ):  # fmt: skip
        assert part in run.out, part


def test_json_has_one_object_for_each_question_and_one_at_the_end(site):
    site.write(ALLOWANCE, (site.root / ALLOWANCE).read_text("utf-8") + TWICE)
    question, done = map(json.loads, site.curbcut("readings", "--json", ALLOWANCE).out.splitlines())
    assert (question["version"], question["event"], question["readings"]) == (1, "question", ["zhòng", "chóng"])
    assert set(question["reason"]) == {"zh", "en"}
    assert [place["fixes"] for place in question["places"]] == [["{重|zhòng}", "{重|chóng}"]] * 2
    assert done == {"version": 1, "event": "done", "exit": 0, "texts": 1, "questions": 1, "places": 2}


def test_a_site_without_doubts_says_so(site):
    run = site.curbcut("readings")
    assert run.code == 0
    assert "没有拿不准的读音" in run.out
    assert "No reading is uncertain" in run.out


def test_what_is_written_in_the_text_s_lexicon_is_read_so_and_not_asked_again(site):
    text = (site.root / ALLOWANCE).read_text("utf-8") + TWICE
    site.write(ALLOWANCE, text.replace("---\n", "---\nlexicon:\n  程度重: chéng dù zhòng\n", 1))
    assert "没有拿不准的读音" in site.curbcut("readings", ALLOWANCE).out
    site.published()


def test_a_draft_is_looked_at_where_it_is_named(site):
    text = (site.root / ALLOWANCE).read_text("utf-8") + TWICE
    site.write(ALLOWANCE, text.replace("---\n", "---\ndraft: true\n", 1))
    assert "没有拿不准的读音" in site.curbcut("readings").out
    assert "“重”" in site.curbcut("readings", "content/notices/").out


def test_what_cannot_be_read_is_told_and_the_rest_is_looked_at(site):
    site.write(ALLOWANCE, (site.root / ALLOWANCE).read_text("utf-8") + TWICE)
    site.replace("content/pages/about.md", "slug: about", "slug: About Us!")
    run = site.curbcut("readings")
    assert (run.code, "content/pages/about.md" in run.err, "“重”" in run.out) == (0, True, True)
    alone = site.curbcut("readings", "content/pages/about.md")
    assert (alone.code, alone.out) == (1, "")


def test_a_path_that_is_no_text_and_a_broken_configuration_are_told(site):
    nothing = site.curbcut("readings", "content/notices/none.md")
    assert (nothing.code, "content/notices/none.md" in nothing.err) == (2, True)
    site.write("site_config.yml", "title: [\n")
    broken = site.curbcut("readings")
    assert (broken.code, "site_config.yml" in broken.err) == (1, True)


def test_the_script_has_every_sentence_with_its_id_and_the_file_to_record(site):
    document = read(ALLOWANCE, (site.root / ALLOWANCE).read_bytes()).document
    assert document is not None
    run = site.curbcut("readings", "--script", f"./{ALLOWANCE}")
    assert (run.code, run.err) == (0, "")
    assert [line.split("\t") for line in run.out.splitlines()] == [
        [one.id, f"recordings/content/notices/allowance/{one.id}.wav", one.text] for one in document.sentences
    ]
    told = list(map(json.loads, site.curbcut("readings", "--script", "--json", ALLOWANCE).out.splitlines()))
    assert [one["id"] for one in told] == [one.id for one in document.sentences]
    assert told[0]["file"] == f"recordings/content/notices/allowance/{told[0]['id']}.wav"
