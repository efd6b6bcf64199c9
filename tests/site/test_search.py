"""Search in a build and on the command line: what is published is found, and nothing else."""

from __future__ import annotations

import json
import subprocess

import pytest

CONFIG = "renditions: [plain]\nbundles: [sitemap]"


@pytest.fixture
def searched(site):
    site.replace("site_config.yml", CONFIG, "renditions: [plain]\nbundles: [sitemap, search]")
    site.write("content/notices/wheels.md", "---\ntitle: 轮椅免费借用\nslug: wheels\npublished: 2024-07-07\nsummary: 免费借三个月。\n---\n\n## 押金\n\n押金二百六十元。归还时退还。\n")  # fmt: skip
    site.write("content/notices/wheels-old.md", "---\ntitle: 轮椅免费借用\nslug: wheels-old\npublished: 2012-07-07\nvalidity: repealed\n---\n\n押金三百元。\n")  # fmt: skip
    site.write("content/notices/hidden.md", "---\ntitle: 秘密草稿\nslug: hidden\npublished: 2024-07-07\ndraft: true\n---\n\n秘密。\n")  # fmt: skip
    run = site.build()
    assert run.code == 0, run.err
    return site


def found(site, *arguments: str) -> dict:
    run = site.curbcut("search", *arguments, "--json")
    assert run.code == 0, run.err
    return json.loads(run.out)


def test_a_result_says_what_it_is_and_opens_at_its_sentence(searched) -> None:
    told = found(searched, "260元押金")
    assert (told["version"], told["event"], told["query"]) == (1, "search", "260元押金")
    first = told["results"][0]
    assert first["url"] == "notice/wheels/"
    assert (first["title"], first["kind"], first["date"], first["validity"]) == (
        "轮椅免费借用",
        "notice",
        "2024-07-07",
        "effective",
    )
    sentence = first["sentence"]
    assert sentence["text"] == "押金二百六十元。"
    assert sentence["url"] == f"notice/wheels/#{sentence['id']}"
    page = (searched.live / "notice" / "wheels" / "index.html").read_text("utf-8")
    assert f'id="{sentence["id"]}"' in page
    start, end = sentence["marks"][0]
    assert sentence["text"][start:end] == "押金"


def test_the_same_answers_in_words_for_people(searched) -> None:
    run = searched.curbcut("search", "lunyi")
    assert run.code == 0
    assert "找到 2 篇" in run.out and "2 found" in run.out
    assert "轮椅" in run.out.splitlines()[1]  # what was meant
    assert "【已经废止】轮椅免费借用（政策通知 · 2012-07-07）" in run.out
    assert run.out.index("notice/wheels/") < run.out.index("notice/wheels-old/")
    nothing = searched.curbcut("search", "zzzzzz")
    assert (nothing.code, "没有找到" in nothing.out, "Nothing was found" in nothing.out) == (0, True, True)


def test_drafts_and_pages_of_later_are_not_found(searched) -> None:
    assert found(searched, "秘密草稿")["total"] == 0


def test_one_answer_for_each_line_also_for_one_that_is_no_text(searched) -> None:
    lines = "轮椅\n\nNOT NOT (残\n".encode() + b"\xff\xfe\n" + "残\n".encode()
    out = subprocess.run(searched.command("search", "-"), input=lines, capture_output=True, check=True).stdout
    answers = [json.loads(line) for line in out.decode().splitlines()]
    assert [answer["query"] for answer in answers] == ["轮椅", "", "NOT NOT (残", "\ufffd\ufffd", "残"]
    assert answers[0]["results"][0]["url"] == "notice/wheels/"


def test_results_are_narrowed_and_explained(searched) -> None:
    told = found(searched, "轮椅", "--where", "validity=repealed", "--explain")
    assert [result["url"] for result in told["results"]] == ["notice/wheels-old/"]
    assert {"term": "轮椅", "weight": 100, "why": "typed", "from": "轮椅", "pages": 2}.items() <= told["terms"][
        0
    ].items()
    assert sum(told["results"][0]["points"].values()) // 2 == told["results"][0]["score"]
    assert found(searched, "轮椅", "--kind", "guide")["total"] == 0
    assert "typed" in searched.curbcut("search", "轮椅", "--explain").out
    assert found(searched, "--like", "notice/wheels/")["results"][0]["url"] == "notice/wheels-old/"


@pytest.mark.parametrize("arguments", [(), ("轮椅", "--report"), ("轮椅", "--kind", "nothing"), ("轮椅", "--where", "kind"), ("轮椅", "--where", "x=y")])  # fmt: skip
def test_what_cannot_be_asked_is_told_in_both_languages(searched, arguments) -> None:
    run = searched.curbcut("search", *arguments)
    assert run.code == 2
    assert "curbcut:" in run.err and "Traceback" not in run.err


def test_the_release_has_the_list_of_pieces_and_none_of_them(searched) -> None:
    published = sorted(path.name for path in (searched.live / "search").iterdir() if path.suffix != ".html")
    assert published == ["index.json"]
    told = json.loads((searched.live / "search" / "index.json").read_bytes())
    assert told["version"] == 1
    assert sum(piece["documents"] for piece in told["groups"]) > 2
    assert not list(searched.live.rglob("*.msgpack"))


def test_an_edited_page_is_found_by_its_new_words_and_a_removed_one_no_more(searched) -> None:
    searched.replace("content/notices/wheels.md", "归还时退还。", "归还时退还，另送坐垫。")
    (searched.root / "content/notices/wheels-old.md").unlink()
    run = searched.build()
    assert run.code == 0, run.err
    assert found(searched, "坐垫")["results"][0]["url"] == "notice/wheels/"
    assert found(searched, "轮椅")["total"] == 1


def test_no_index_and_a_damaged_one_are_sentences(site, searched) -> None:
    index = searched.live / "search" / "index.json"
    told = index.read_bytes()
    index.chmod(0o644)
    index.write_bytes(told.replace(b'"sha256": "', b'"sha256": "0', 1).replace(b'",\n', b'",\n', 1))
    gone = searched.curbcut("search", "轮椅")
    assert (gone.code, "curbcut build" in gone.err) == (3, True)
    index.write_bytes(b"{")
    assert searched.curbcut("search", "轮椅").code == 3
    index.unlink()
    none = searched.curbcut("search", "轮椅")
    assert (none.code, "site_config.yml" in none.err) == (3, True)


def test_editors_hear_of_titles_that_are_alike_and_of_words_nobody_uses(searched) -> None:
    searched.write("content/synonyms.yml", "synonyms:\n  - [坐车卡, 交通卡]\n  - [轮椅, 代步椅]\n")
    assert searched.build().code == 0
    run = searched.curbcut("search", "--report")
    assert run.code == 0
    assert "content/notices/wheels.md:2:8 search-title-twice" in run.places
    assert "content/synonyms.yml:2:5 synonyms-unused" in run.places
    assert run.err.count("synonyms-unused") == 1
    assert found(searched, "代步椅")["results"][0]["url"] == "notice/wheels/"
    events = searched.curbcut("search", "--report", "--json").events
    assert {event["event"] for event in events} == {"finding"}
    assert {("content/synonyms.yml", 2, 5)} == {
        (one["path"], one["line"], one["column"]) for one in events if one["rule"] == "synonyms-unused"
    }


def test_synonyms_that_are_none_stop_the_build(searched) -> None:
    searched.write("content/synonyms.yml", "synonyms:\n  - [低保]\n")
    run = searched.build()
    assert run.code == 1
    assert "content/synonyms.yml:2:5 synonyms-alone" in run.places
