"""What documents say of each other: what repeals, amends, replaces, rests on or issues what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from curbcut.core.checks.placing import TextOf, setting_place
from curbcut.core.fields import FIELDS
from curbcut.core.findings import ASK, WARN, Finding
from curbcut.core.options.telling import called, told
from curbcut.core.steps import Head

_ENDS = ("replaces", "repeals")
_RELATIONS = (*_ENDS, "amends", "based_on", "issues")
_OVER = ("repealed", "consolidated", "expired")
_SEARCHES = 50
"""Suggestions in one build: looking through 5,000 slugs takes 30 ms, and who has a thousand slips needs no more."""
_LIKE_A_SLUG = re.compile(r"[a-z0-9][a-z0-9._/-]*")
"""What is no title of another body's document: those have spaces, capitals or Hanzi."""


class Known:
    """The documents that others may name: by slug or id, and notices by title or number too.

    published, waiting: heads; silent: paths that gave no document, whose names nobody knows
    """

    def __init__(self, published: Iterable[Head], waiting: Iterable[Head], silent: AbstractSet[str]) -> None:
        self.published, self.waiting = tuple(published), tuple(waiting)
        self.silent = sorted(path for path in silent if path.endswith((".md", ".yml")))
        self.by_path = {head.path: head for head in (*self.published, *self.waiting)}
        self.unpublished = {head.path for head in self.waiting}
        self._searches = _SEARCHES
        self._silence: str | None = None
        self._names: dict[str, list[Head]] = {}
        for head in sorted((*self.published, *self.waiting), key=lambda head: (head.kind != "notice", head.path)):
            names = {head.slug, head.meta.id}
            if head.kind == "notice":
                names |= {_bare(head.meta.title), _bare(getattr(head.meta, "doc_number", ""))}
            for name in names - {""}:
                self._names.setdefault(name.casefold(), []).append(head)

    def called(self, name: str, lang: str = "") -> Head | None:
        """Return the document of that name: the one in this language if there is one."""
        heads = self._names.get(name.casefold()) or self._names.get(_bare(name)) or []
        return next((head for head in heads if head.lang == lang), heads[0] if heads else None)

    def others(self, name: str, head: Head) -> list[Head]:
        """Return the documents of that name and of the head's kind in other languages."""
        return [h for h in self._names.get(name.casefold(), ()) if h.kind == head.kind and h.lang != head.lang]

    def near(self, name: str, kind: str) -> str:
        """Return the slug that was probably meant, or ``""``; only the first few that are asked for are looked for."""
        if self._searches <= 0:
            return ""
        self._searches -= 1
        slugs = sorted({head.slug for head in self.by_path.values() if head.kind == kind})
        return next(iter(get_close_matches(name.casefold()[:80], slugs, n=1, cutoff=0.6)), "")

    def perhaps(self, name: str, text_of: TextOf) -> bool:
        """Return whether a file that could not be read may have this name."""
        if self._silence is None:
            self._silence = "\n".join(path + "\n" + text_of(path) for path in self.silent)
        return name in self._silence


def check_relations(heads: Iterable[Head], known: Known, text_of: TextOf) -> Iterator[Finding]:
    """Yield relations that lead nowhere, run in a circle, or that the other end contradicts.

    heads: what is published and what waits for its day
    """
    notices = sorted((head for head in heads if head.kind == "notice"), key=lambda head: head.path)
    graph = _Graph(known, text_of)
    for head in notices:
        for relation in _RELATIONS:
            for name in getattr(head.meta, relation):
                yield from graph.edge(head, relation, name)
    yield from graph.cycles()
    for head in notices:
        yield from graph.left_alone(head)


class _Graph:
    """The relations seen so far: what ends what (by slug), and who is named by whom."""

    def __init__(self, known: Known, text_of: TextOf) -> None:
        self.known, self.text_of = known, text_of
        self.ends: dict[str, dict[str, tuple[Head, str, str]]] = {}
        self.named: set[tuple[str, str]] = set()
        self.told: set[tuple[str, str, str]] = set()

    def edge(self, head: Head, relation: str, name: str) -> Iterator[Finding]:
        """Yield what is wrong with one relation, and remember it."""
        target = self.known.called(name, head.lang)
        if target is None:
            if _LIKE_A_SLUG.fullmatch(name) and not self.known.perhaps(name, self.text_of):
                near = self.known.near(name, "notice")
                advice = (f"是不是想写“{near}”？", f"Did you mean “{near}”? ") if near else ("", "")
                yield self._finding("relation-missing", head, relation, name, advice=advice)
            return
        if target.slug == head.slug and target.kind == head.kind:
            yield self._finding("relation-self", head, relation, name)
            return
        if target.path in self.known.unpublished and _before(head, target):
            yield self._finding("relation-unpublished", head, relation, name, target=target.path)
        if target.kind != "notice":
            return
        self.named.add((relation, target.slug))
        if relation in _ENDS:
            self.ends.setdefault(head.slug, {}).setdefault(target.slug, (head, relation, name))
        key = (head.slug, relation, target.slug)  # the two languages of a notice have the same relations
        if key not in self.told and (found := self._contradiction(head, relation, name, target)):
            self.told.add(key)
            yield found

    def _contradiction(self, head: Head, relation: str, name: str, target: Head) -> Finding | None:
        """Return how the two ends disagree: about what holds, or about what came first."""
        here, there = _facts(head), _facts(target)
        if relation not in ("based_on", "issues") and here["issued"] and here["issued"] < there["issued"]:
            dates = {"earlier": here["issued"], "later": there["issued"]}
            return self._finding("relation-order", head, relation, name, target=target.path, **dates)
        if relation in _ENDS and there["validity"] not in _OVER and not _ends_by_itself(there, here):
            return self._finding("relation-in-force", head, relation, name, target=target.path)
        if relation == "amends" and there["validity"] == "effective":
            return self._finding("relation-not-amended", head, relation, name, level=WARN, target=target.path)
        rests = relation in ("based_on", "issues") and here["validity"] in ("effective", "amended")
        if rests and there["validity"] == "repealed":
            return self._finding("relation-on-repealed", head, relation, name, level=ASK, target=target.path)
        return None

    def cycles(self) -> Iterator[Finding]:
        """Yield each circle of documents that end one another, once."""
        done: set[str] = set()
        for start in sorted(self.ends):
            trail: list[str] = []
            stack = [(start, iter(sorted(self.ends[start])))] if start not in done else []
            trail += [start] if stack else []
            while stack:
                slug, targets = stack[-1]
                target = next(targets, None)
                if target is None:
                    done.add(slug)
                    stack.pop()
                    trail.pop()
                elif target in trail:
                    yield self._cycle(trail[trail.index(target) :])
                elif target in self.ends and target not in done:
                    stack.append((target, iter(sorted(self.ends[target]))))
                    trail.append(target)

    def _cycle(self, circle: list[str]) -> Finding:
        first = circle.index(min(circle))
        circle = circle[first:] + circle[:first]
        head, relation, name = self.ends[circle[0]][circle[1]]
        return self._finding("relation-cycle", head, relation, name, circle=" → ".join([*circle, circle[0]]))

    def left_alone(self, head: Head) -> Iterator[Finding]:
        """Yield a document that says it was repealed, though nothing here repeals it."""
        validity = _facts(head)["validity"]
        if validity not in ("repealed", "consolidated"):
            return
        by = _ENDS if validity == "repealed" else (*_ENDS, "amends")
        if not any((relation, head.slug) in self.named for relation in by):
            at = setting_place(head.path, self.text_of(head.path), "validity")
            yield told("repealed-by-nothing", head.path, at, level=WARN, slug=head.slug)

    def _finding(self, rule: str, head: Head, relation: str, name: str, **values: Any) -> Finding:
        at = setting_place(head.path, self.text_of(head.path), relation, name)
        return told(rule, head.path, at, called=called(relation, FIELDS[relation]), name=name[:80], **values)


def _before(head: Head, target: Head) -> bool:
    """Return whether a document is out before one that is not yet: today, or on its own day."""
    mine, its = head.meta.publish_at, target.meta.publish_at
    return target.meta.draft or not mine or datetime.fromisoformat(mine) < datetime.fromisoformat(its)


def _facts(head: Head) -> dict[str, str]:
    return {name: getattr(head.meta, name, "") for name in ("issued", "effective", "valid_until", "validity")}


def _ends_by_itself(old: dict[str, str], new: dict[str, str]) -> bool:
    """Return whether the old document's last day comes before the new one's first: both may be true today."""
    return bool(old["valid_until"] and new["effective"] and old["valid_until"] <= new["effective"])


def _bare(title: str) -> str:
    return title.strip().removeprefix("《").removesuffix("》").casefold()
