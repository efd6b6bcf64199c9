"""Search the published site: the same answers as on its pages, at the counter and offline.

An answer as JSON (`--json`, or `-`): version, event, query, total, suggestion (what may have been meant, or ``""``), unknown
(words that no page has), facets (name → value → pages), results. A result: rank, url and source from the site's root, title,
kind, lang, date, validity, summary, topics, score, title_marks, sentence (id, url, text, where, lang, marks; or null).
Marks are pairs of characters, the end not included. `--explain` adds terms (term, weight, why, from, pages, rarity), and
points (term → what it adds to the score, before validity) to each result.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from curbcut.core.config import SiteConfig
    from curbcut.core.search.searching import Hit, Index, Results, Wish

HELP = {"zh": "搜索已发布的网站。", "en": "Search the published site."}
VERSION = 1
"""Of the JSON objects: keys are only ever added."""


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "query", nargs="?", metavar="QUERY", help="要找的词；- 从标准输入一行一个 what to find; - reads one a line"
    )
    parser.add_argument("--json", action="store_true", help="每个问题一个 JSON 对象 one JSON object per query")
    parser.add_argument(
        "--kind", action="append", default=[], metavar="KIND", help="只要这类内容，如 notice、guide only this kind"
    )
    parser.add_argument(
        "--where", action="append", default=[], metavar="NAME=VALUE",
        help="只要符合的，如 topic=devices、year=2024、audio=yes only what fits",
    )  # fmt: skip
    parser.add_argument(
        "--sort", choices=("score", "date"), default="score", help="按相关或按日期排 by score or by date"
    )
    parser.add_argument(
        "--lang",
        default="",
        metavar="LANG",
        help="这种语言的排在前面，如 en pages in this language first, as on its search page",
    )
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="最多几条 how many results (10)")
    parser.add_argument("--explain", action="store_true", help="列出词、同义词和得分 show terms, synonyms and scores")
    parser.add_argument(
        "--like", default="", metavar="ADDRESS", help="找和这一页相近的 pages like this one: notice/plan/"
    )
    parser.add_argument("--report", action="store_true", help="给编辑的报告 what editors should know")
    parser.add_argument("--out", default="", metavar="DIR", help="构建文件夹 the build folder (default: build)")


def run(options: Namespace) -> int:
    """Answer the query, or each line of standard input, or print the report."""
    import sys

    from curbcut.core.search.opening import of_release

    wish = _wish(options)
    asked = [options.query is not None, bool(options.like), options.report]
    if sum(asked) != 1:
        from curbcut.core.errors import UsageProblem
        from curbcut.core.words import label

        both = " ".join(label("search_nothing_asked", lang) for lang in ("zh", "en"))
        raise UsageProblem("argument-unusable", reason=both.rstrip("。."))
    root = Path(options.site).resolve()
    index = of_release(Path(options.out).resolve() if options.out else root / "build")
    if options.report:
        return _report(index, root, as_json=options.json)
    if options.query == "-":
        for line in _lines(sys.stdin):
            _print_json(index, line, index.search(line, wish), explain=options.explain)
        return 0
    results = index.like(options.like.strip("/") + "/", wish) if options.like else index.search(options.query, wish)
    query = options.like or options.query
    if options.json:
        _print_json(index, query, results, explain=options.explain)
    else:
        _print(index, query, results, explain=options.explain)
    return 0


def _wish(options: Namespace) -> Wish:
    """Return how results are wanted. Raises UsageProblem for a facet that there is not."""
    from curbcut.core.errors import UsageProblem
    from curbcut.core.kinds import KINDS
    from curbcut.core.search.cards import FACETS
    from curbcut.core.search.searching import Wish

    for kind in options.kind:
        if kind not in KINDS:
            raise UsageProblem("room-unknown", corridor="--kind", room=kind, rooms=" ".join(KINDS))
    labels = [f"kind:{kind}" for kind in options.kind]
    for pair in options.where:
        name, _, value = pair.partition("=")
        if name not in FACETS or not value:
            raise UsageProblem(
                "room-unknown", corridor="--where", room=pair, rooms=" ".join(f"{facet}=…" for facet in FACETS)
            )
        labels.append(f"{name}:{value}")
    return Wish(labels=tuple(labels), sort=options.sort, limit=max(0, options.limit), first=options.lang)


def _lines(stream: Any) -> Iterator[str]:
    """Yield the lines of standard input; what is no UTF-8 becomes a sign that finds nothing."""
    for line in getattr(stream, "buffer", stream):
        text = line.decode("utf-8", "replace") if isinstance(line, bytes) else line
        yield text.rstrip("\r\n")


def _print_json(index: Index, query: str, results: Results, *, explain: bool) -> None:
    import json

    print(json.dumps(told(index, query, results, explain=explain), ensure_ascii=False), flush=True)


def told(index: Index, query: str, results: Results, *, explain: bool = False) -> dict[str, Any]:
    """Return the answer to a query as plain data, in the shape of VERSION."""
    answer: dict[str, Any] = {
        "version": VERSION, "event": "search", "query": query, "total": results.total, "suggestion": results.suggestion,
        "unknown": list(results.unknown), "facets": results.facets,
        "results": [_hit(rank, hit) for rank, hit in enumerate(results.hits, 1)],
    }  # fmt: skip
    if explain:
        answer["terms"] = [
            {"term": one.term, "weight": one.weight, "why": one.why, "from": one.word, "pages": index.having(one.term), "rarity": index.rarity(one.term)}
            for one in results.wanted
        ]  # fmt: skip
        for shown, hit in zip(answer["results"], results.hits, strict=True):
            shown["points"] = index.contributions(hit.card.url, results.words)
    return answer


def _hit(rank: int, hit: Hit) -> dict[str, Any]:
    card, passage = hit.card, hit.passage
    shown: dict[str, Any] = {
        "rank": rank, "url": card.url, "title": card.title, "kind": card.kind, "lang": card.lang, "date": card.date,
        "validity": card.validity, "summary": card.summary, "topics": list(card.topics), "source": card.path,
        "score": hit.score, "title_marks": [list(mark) for mark in hit.title_marks], "sentence": None,
    }  # fmt: skip
    if passage is not None:
        shown["sentence"] = {
            "id": passage.id, "url": hit.address, "text": passage.text, "where": passage.where,
            "lang": passage.lang, "marks": [list(mark) for mark in hit.marks],
        }  # fmt: skip
    return shown


def _print(index: Index, query: str, results: Results, *, explain: bool) -> None:
    from curbcut.core.words import label

    both = ("zh", "en")
    name = "search_found" if results.total else "search_nothing"
    print(" ".join(label(name, lang, query=query, count=results.total, phone="12385") for lang in both))
    if results.suggestion:
        print(" ".join(label("search_meant", lang, text=results.suggestion) for lang in both))
    for rank, hit in enumerate(results.hits, 1):
        _print_hit(rank, hit)
        if explain:
            points = index.contributions(hit.card.url, results.words)
            print("   " + " + ".join(f"{term} {added}" for term, added in points.items()) + f" → {hit.score}")
    if explain:
        for one in results.wanted:
            why = " ".join(label(f"search_why_{one.why}", lang) for lang in both)
            print(f"{one.term}\t{one.weight} %\t{why}: {one.word}\t{index.having(one.term)}/{index.documents}")


def _print_hit(rank: int, hit: Hit) -> None:
    import sys

    from curbcut.core.words import label

    card, live = hit.card, sys.stdout.isatty()
    held = "" if card.validity == "effective" else f"【{label(f'validity.{card.validity}', card.lang)}】"
    about = " · ".join(filter(None, (label(card.kind, card.lang), card.date)))
    print(f"{rank}. {held}{_marked(card.title, hit.title_marks, live=live)}（{about}）")
    if hit.passage is not None:
        print(f"   {_marked(hit.passage.text, hit.marks, live=live)}")
    print(f"   {hit.address}")


def _marked(text: str, marks: tuple[tuple[int, int], ...], *, live: bool) -> str:
    """Return a text with what was found in bold, where somebody looks at a terminal."""
    if not live:
        return text
    pieces, last = [], 0
    for start, end in marks:
        pieces += [text[last:start], f"\x1b[1;4m{text[start:end]}\x1b[0m"]
        last = end
    return "".join((*pieces, text[last:]))


def _report(index: Index, root: Path, *, as_json: bool) -> int:
    """Print what editors should know; nothing of it stops publishing."""
    from functools import lru_cache

    from curbcut.core.reporting import Report
    from curbcut.core.search.reports import reports
    from curbcut.core.words import label
    from curbcut.site import CONFIG, Site

    def read(path: str) -> str:
        try:
            return (root / path).read_text("utf-8")
        except (OSError, ValueError):  # the text has gone since the site was built: the finding has no line then
            return ""

    report = Report(as_json=as_json)
    site, _ = Site.open(root) if (root / CONFIG).is_file() else (None, ())
    names = _names(site.config) if site else ()
    findings = list(reports(index, lru_cache(maxsize=None)(read), names))
    report.findings(findings)
    report.say(" ".join(label("search_report_done", lang, count=len(findings)) for lang in ("zh", "en")))
    return 0


def _names(config: SiteConfig) -> Iterator[str]:
    """Yield what topics, districts and life events are called: a page lists what belongs to each."""
    for terms in (config.topics, config.districts, config.life_events):
        for term in terms.values():
            yield from term.values()
