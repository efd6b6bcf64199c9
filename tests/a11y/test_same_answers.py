"""What finds pages in the browser gives what the command line gives: grams, terms, order, scores, sentences, marks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from a11y.asking import HOSTILE, queries
from a11y.driving import none_wrong

from curbcut.core.search.opening import of_release
from curbcut.core.search.searching import Index, Results, Wish

pytestmark = pytest.mark.a11y

VECTORS = Path(__file__).resolve().parents[1] / "core" / "search"
QUERIES = 400
ASK = """async given => {
  const found = [], finder = curbcut.finding('../', document.getElementById('cc-found').dataset.guessing);
  for (const [query, wish] of given) found.push(await finder.find(query, wish));
  return found;
}"""


@pytest.fixture(scope="module")
def index(site: Path) -> Index:
    """The Whoosh index of the site that the browser looks at."""
    return of_release(site.parents[1])


@pytest.fixture
def search_page(tab: Callable[..., Any], origin: str) -> Any:
    """The search page, with what answers at hand; under the strict policy, as it is sent."""
    page = tab(bypass_csp=False)
    page.goto(origin + "/search/")
    page.focus("#cc-q")
    page.evaluate(
        "new Promise(done => { const look = () => 'finding' in curbcut ? done() : setTimeout(look, 20); look(); })"
    )
    return page


def units(text: str, place: int) -> int:
    """Return a place in characters as JavaScript counts it."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def spoken(results: Results) -> dict[str, Any]:
    """Return an answer of Whoosh in the words of the browser's."""
    hits = []
    for hit in results.hits:
        passage = hit.passage
        hits.append({
            "url": hit.card.url, "score": hit.score, "address": hit.address, "title": hit.card.title, "validity": hit.card.validity,
            "sentence": (passage.text, passage.lang) if passage else None,
            "marks": [[units(passage.text, at) for at in mark] for mark in hit.marks] if passage else [],
            "titleMarks": [[units(hit.card.title, at) for at in mark] for mark in hit.title_marks],
        })  # fmt: skip
    wanted = [[one.term, one.weight, one.why, one.word] for one in results.wanted]
    return {
        "total": results.total,
        "suggestion": results.suggestion,
        "wanted": wanted,
        "hits": hits,
    }


def heard(answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer of the browser, as `spoken` has it."""
    hits = []
    for hit in answer["hits"]:
        passage = hit["passage"]
        sentence = (passage["text"], passage.get("lang", hit["lang"])) if passage else None
        shown = {name: hit[name] for name in ("url", "score", "address", "title", "validity", "marks", "titleMarks")}
        hits.append({**shown, "sentence": sentence})
    wanted = [[one[name] for name in ("term", "weight", "why", "word")] for one in answer["wanted"]]
    return {
        "total": answer["total"],
        "suggestion": answer["suggestion"],
        "wanted": wanted,
        "hits": hits,
    }


def differences(query: str, ours: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    return [
        f"{query!r}: {name}: Whoosh {ours[name]!r}, browser {theirs[name]!r}"[:600]
        for name in ours
        if ours[name] != theirs[name]
    ]


def test_the_browser_and_whoosh_answer_every_query_alike(
    search_page: Any, index: Index, record_property: Callable[[str, object], None]
) -> None:
    asked = [*dict.fromkeys(("轮椅补贴", "残疾证 补贴 救助", *queries(index, QUERIES)))]
    assert len(asked) >= 300
    answers = search_page.evaluate(ASK, [[query, {}] for query in asked])
    reasons: dict[str, int] = {}
    wrong: list[str] = []
    for query, answer in zip(asked, answers, strict=True):
        results = index.search(query)
        for why in {one.why for one in results.wanted}:
            reasons[why] = reasons.get(why, 0) + 1
        wrong += differences(query, spoken(results), heard(answer))
    record_property("table", f"{len(asked)} queries answered alike, by reasons for their terms: {reasons}")
    none_wrong(f"{len(wrong)} differences", wrong)
    assert reasons.keys() == {"typed", "synonym", "sound", "prefix", "homophone", "typo"}


def test_hostile_queries_are_answered_alike(search_page: Any, index: Index) -> None:
    asked = [query for query in HOSTILE if query != "\ud800"]  # half a character cannot be sent to the browser
    answers = search_page.evaluate(ASK, [[query, {}] for query in asked])
    wrong = []
    for query, answer in zip(asked, answers, strict=True):
        wrong += differences(query[:40], spoken(index.search(query)), heard(answer))
    none_wrong("hostile queries", wrong)
    assert (
        search_page.evaluate(
            "curbcut.finding('../', document.getElementById('cc-found').dataset.guessing).find('\\ud800').then(found => found.total)"
        )
        == 0
    )


@pytest.mark.parametrize(
    "wish",
    [
        Wish(labels=("kind:notice",)), Wish(labels=("kind:notice", "kind:guide", "validity:effective")), Wish(sort="date"),
        Wish(labels=("language:en",), sort="date"), Wish(start=10), Wish(start=3, limit=4), Wish(labels=("topic:nothing",)),
    ],
    ids=str,
)  # fmt: skip
def test_narrowed_and_sorted_answers_are_alike(wish: Wish, search_page: Any, index: Index) -> None:
    asked = ["残疾人", "补贴", "wheelchair allowance", "2025年", "无障碍"]
    given = {"labels": list(wish.labels), "sort": wish.sort, "start": wish.start, "limit": wish.limit, "facets": True}
    answers = search_page.evaluate(ASK, [[query, given] for query in asked])
    wrong = []
    for query, answer in zip(asked, answers, strict=True):
        results = index.search(query, wish)
        wrong += differences(query, spoken(results), heard(answer))
        counted = {name: dict(sorted(values.items())) for name, values in sorted(results.facets.items())}
        theirs = {name: dict(sorted(values.items())) for name, values in sorted(answer["facets"].items())}
        if counted != theirs:
            wrong.append(f"{query}: facets {counted} {theirs}")
    none_wrong(str(wish), wrong)


def test_the_golden_vectors_hold_in_the_browser(search_page: Any) -> None:
    analysis = json.loads((VECTORS / "analysis.json").read_text("utf-8"))
    ranking = json.loads((VECTORS / "ranking.json").read_text("utf-8"))
    search_page.evaluate(
        "curbcut.finding('../', document.getElementById('cc-found').dataset.guessing).find('\u8f2a\u6905 \u6b98\u53ca\u4eba\u8b49 zzzz')"
    )  # fetches all tables
    texts = [one["text"] for one in analysis["texts"]]
    said = search_page.evaluate("""([texts, numbers, letters, pairs]) => {
      const p = curbcut.guessing.parts;
      return { texts: texts.map(t => [p.fold(t), p.grams(t), p.spots(t)]), numbers: numbers.map(p.valueOf), letters: letters.map(p.syllables),
               slips: pairs.map(([a, b]) => p.slips(a, b)) };
    }""", [texts, list(analysis["numbers"]), list(analysis["syllables"]), [pair[:2] for pair in ranking["slips"]]])  # fmt: skip
    wrong = []
    for one, (folded, grams, spots) in zip(analysis["texts"], said["texts"], strict=True):
        expected = [[gram, units(one["text"], start), units(one["text"], end)] for gram, start, end in one["spots"]]
        if (folded, grams, spots) != (one["folded"], one["grams"], expected):
            wrong.append(f"{one} {folded} {grams} {spots}")
    for name, told in (("numbers", analysis["numbers"]), ("letters", analysis["syllables"])):
        wrong += [
            f"{run}: {told[run]} {value}" for run, value in zip(told, said[name], strict=True) if told[run] != value
        ]
    wrong += [
        f"{pair} {slips}" for pair, slips in zip(ranking["slips"], said["slips"], strict=True) if pair[2] != slips
    ]
    none_wrong("golden vectors", wrong)
