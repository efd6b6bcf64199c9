"""A large site divides the list of its blocks: the same is found, and who asks again waits for no list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from a11y.driving import none_wrong
from a11y.server import serving
from bench_browser import WARM, entries_of, published, written
from stress.known_items import from_words, questions

from curbcut.bundles import browser_search

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("search in lists")]

PAGES, QUESTIONS = 200, 60
ASK = """async asked => {
  window.finder = window.finder || curbcut.finding('../', document.getElementById('cc-found').dataset.guessing);
  const found = [];
  for (const [query, wish] of asked) {
    const answer = await finder.find(query, wish);
    found.push([answer.total, answer.suggestion, answer.hits.map(hit => [hit.url, hit.score, hit.address])]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The same pages with one list of all blocks, and with lists of few: origins, names of the lists, questions."""
    pages = from_words(PAGES)
    entries = entries_of(pages)
    whole = published(entries)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(browser_search, "_SHELVED", 20)
        patch.setattr(browser_search, "_SHELF", 8)
        divided = published(entries)
    lists = {Path(path).name for path in set(divided) - set(whole)}
    assert len(lists) > 10, "it is divided"
    folders: dict[str, Path] = {}
    for name, files in (("whole", whole), ("divided", divided)):
        folders[name] = tmp_path_factory.mktemp(name)
        written(files, folders[name])
    asked = [query for _, query, _ in questions(pages, QUESTIONS)]
    with serving(folders["whole"], {}) as one, serving(folders["divided"], {}) as other:
        yield {"whole": f"{one}/search/", "divided": f"{other}/search/", "lists": lists, "asked": asked}


def opened(tab: Callable[..., Any], where: str) -> tuple[Any, list[str]]:
    """Return a page that can be asked, and the names of the shards that it fetches, as it fetches them."""
    page, fetched = tab(), []
    page.on("request", lambda request: fetched.append(Path(request.url).name))
    page.goto(where)
    page.wait_for_function("'finding' in curbcut")
    return page, fetched


def test_divided_lists_give_the_same_answers(sites: dict[str, Any], tab: Callable[..., Any]) -> None:
    wishes: list[dict[str, Any]] = [{}, {"first": "zh-Hans"}, {"start": 10, "limit": 5}, {"sort": "date", "limit": 25}]
    asked = [[query, wishes[turn % len(wishes)]] for turn, query in enumerate(sites["asked"])]
    heard = [opened(tab, sites[name])[0].evaluate(ASK, asked) for name in ("whole", "divided")]
    assert any(total > 100 for total, _, _ in heard[0])
    wrong = [f"{one}: {first} {second}" for one, first, second in zip(asked, *heard, strict=True) if first != second]
    none_wrong("divided lists", wrong)


def test_who_asks_again_waits_for_no_list(sites: dict[str, Any], tab: Callable[..., Any]) -> None:
    page, fetched = opened(tab, sites["divided"])
    page.evaluate(WARM)
    assert not sites["lists"] & {*fetched}, "nobody has asked yet"
    page.evaluate(ASK, [[sites["asked"][0], {}]])
    page.evaluate(WARM)
    assert sites["lists"] <= {*fetched}
    assert len(fetched) == len({*fetched}), "nothing is fetched twice"
    before = len(fetched)
    page.evaluate(ASK, [[query, {}] for query in sites["asked"][1:5]])
    assert len(fetched) > before
    assert not sites["lists"] & {*fetched[before:]}


def test_who_saves_data_fetches_only_the_lists_of_the_question(sites: dict[str, Any], tab: Callable[..., Any]) -> None:
    page, fetched = opened(tab, sites["divided"])
    page.evaluate(ASK, [[sites["asked"][0], {}]])
    before = sites["lists"] & {*fetched}
    assert 0 < len(before) < len(sites["lists"])
    page.evaluate("async () => (await finder.ready()).warm(true)")
    assert sites["lists"] & {*fetched} == before
