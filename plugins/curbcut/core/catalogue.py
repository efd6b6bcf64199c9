"""The published documents as files for machines need them: by language, with dates, topics, relations and addresses."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from curbcut.core.model import Record
from curbcut.core.steps import Head
from curbcut.core.vocabularies import AUDIENCES, Vocabulary, in_language, lookup

FOLDERS = ("notice", "guide", "place", "event", "course", "page")
"""Kinds that have a list of their own; a lesson is found through its course."""

_BACK = {"replaces": "replaced_by", "repeals": "repealed_by", "amends": "amended_by", "issues": "issued_by_notice"}

LATER = ("replaced_by", "repealed_by", "amended_by")
"""What tells readers that a notice is not the last word, in the order of the register."""


class Edition(Record, frozen=True):
    """What stands under one language's addresses. prefix: ``""`` or ``en/``; heads: in path order."""

    lang: str
    prefix: str
    heads: tuple[Head, ...]


class Named(Record, frozen=True):
    """A document that another one names: its title, and its address if it is on this site."""

    title: str
    url: str = ""


class Catalogue:
    """Heads of published documents with the facts of their site (`SiteConfig.told`).

    heads: those whose `expire_at` has passed (`site["expired"]`) are kept, but are in no edition
    """

    def __init__(self, heads: Iterable[Head], site: dict[str, Any]) -> None:
        self.site = site
        self.heads = tuple(sorted(heads, key=lambda head: head.path))
        self.base = str(site.get("url") or "")
        self.expired = frozenset(site.get("expired", ()))
        self._terms: dict[tuple[str, str, str], tuple[str, str]] = {}
        self._audiences: dict[str, tuple[str, ...]] = {}

    def address(self, url: str) -> str:
        """Return the absolute address of a page or file; from the site's root where the site has no public address."""
        return self.base + url

    def text(self, name: str, lang: str) -> str:
        """Return one of the site's own texts (`title`, `tagline`, `organisation`) in a language."""
        return in_language(self.site.get(name), lang)

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """The site's languages by the first part of their addresses, those without documents included."""
        language = str(self.site.get("language") or "zh-Hans")
        wanted = [language, *self.site.get("languages", ()), *sorted({head.lang for head in self.heads})]
        langs: dict[str, str] = {}
        for lang in wanted:  # zh-Hans and zh-Hant share their addresses: the first one names them
            langs.setdefault(prefix(lang), lang)
        shelves: dict[str, list[Head]] = {start: [] for start in langs}
        for head in self.heads:
            if head.path not in self.expired:
                shelves[prefix(head.lang)].append(head)
        return tuple(Edition(lang=langs[start], prefix=start, heads=tuple(shelves[start])) for start in sorted(langs))

    def topics(self, head: Head) -> tuple[tuple[str, str], ...]:
        """Return the topics of a document as (slug, name in its language); a term outside the vocabulary has no slug."""
        if not head.meta.topic:
            return ()
        return tuple(dict.fromkeys([self.term("topics", term, head.lang) for term in head.meta.topic]))

    def audience(self, head: Head) -> tuple[str, ...]:
        """Return the slugs of those a document is for; a term that no audience has stays as it is."""
        known = self._audiences
        for term in head.meta.audience:
            if term not in known:
                known[term] = lookup(AUDIENCES, term) or (term,)
        return tuple(dict.fromkeys(slug for term in head.meta.audience for slug in known[term]))

    def term(self, vocabulary: str, term: str, lang: str) -> tuple[str, str]:
        """Return the slug and the name of a term in one of the site's vocabularies (`topics`, `districts` …)."""
        key = vocabulary, term, lang
        if key not in self._terms:
            words: Vocabulary = self.site.get(vocabulary) or {}
            slug = next(iter(lookup(words, term)), "")
            self._terms[key] = slug, in_language(words[slug], lang) if slug else term
        return self._terms[key]

    @cached_property
    def twins(self) -> dict[str, list[Head]]:
        """Path → all languages of the same document, itself included, Chinese first."""
        return twins(self.heads)

    @cached_property
    def lessons(self) -> dict[str, list[Head]]:
        """Folder of a course → its lessons, by path."""
        folders: dict[str, list[Head]] = {}
        for head in self.heads:
            if head.kind == "lesson":
                folders.setdefault(head.path.rpartition("/")[0], []).append(head)
        return folders

    def lessons_of(self, course: Head) -> list[Head]:
        """Return a course's lessons in its language, in their order."""
        found = self.lessons.get(course.path.rpartition("/")[0], ())
        return in_order(course, (lesson for lesson in found if prefix(lesson.lang) == prefix(course.lang)))

    @cached_property
    def by_name(self) -> dict[tuple[str, str], Head]:
        """Heads by (slug or id, language), which relations use."""
        return by_name(self.heads)

    def named(self, head: Head, relation: str) -> tuple[Named, ...]:
        """Return the documents that a notice names under `repeals`, `amends`, `replaces`, `based_on` or `issues`."""
        found = []
        for name in getattr(head.meta, relation, ()):
            target = self.by_name.get((name, head.lang))
            found.append(Named(title=name) if target is None else self._named(target))
        return tuple(found)

    def later(self, head: Head) -> dict[str, tuple[Named, ...]]:
        """Return the documents by which a notice is `replaced_by`, `repealed_by` and `amended_by`, by these names."""
        by = self.followers.get(head.path, ())
        return {name: tuple(self._named(other) for how, other in by if how == name) for name in LATER}

    def _named(self, head: Head) -> Named:
        return Named(title=head.meta.title, url=self.address(head.url))

    @cached_property
    def followers(self) -> dict[str, list[tuple[str, Head]]]:
        """Path → (relation read backwards, the document that says so)."""
        return followers(self.heads, self.by_name)


def by_name(heads: Iterable[Head]) -> dict[tuple[str, str], Head]:
    """Return heads by (slug or id, language), which relations use; of two with one name the first."""
    names: dict[tuple[str, str], Head] = {}
    for head in heads:
        for name in (head.slug, head.meta.id):
            if name:
                names.setdefault((name, head.lang), head)
    return names


def followers(heads: Iterable[Head], names: dict[tuple[str, str], Head]) -> dict[str, list[tuple[str, Head]]]:
    """Return path → (`replaced_by`, `repealed_by`, `amended_by` or `issued_by_notice`; the document that says so)."""
    links: dict[str, list[tuple[str, Head]]] = {}
    for head in heads:
        if head.kind == "notice":
            for relation, backwards in _BACK.items():
                for name in getattr(head.meta, relation):
                    target = names.get((name, head.lang))
                    if target is not None:
                        links.setdefault(target.path, []).append((backwards, head))
    return links


def twins(heads: Iterable[Head]) -> dict[str, list[Head]]:
    """Return path → all languages of the same document (`name.md`, `name.en.md`; `course.en.yml`), itself included, Chinese first."""
    same: dict[str, list[Head]] = {}
    for head in heads:
        same.setdefault(stem(head.path), []).append(head)
    for members in same.values():
        members.sort(key=lambda head: (prefix(head.lang), head.lang))
    return {head.path: members for members in same.values() for head in members}


def prefix(lang: str) -> str:
    """Return the first part of a language's addresses: nothing for Chinese, ``en/`` for English."""
    return "" if lang.lower().startswith("zh") else f"{lang.split('-', maxsplit=1)[0].lower()}/"


def stem(path: str) -> str:
    """Return what the languages of one document share of their paths."""
    return path.removesuffix(".md").removesuffix(".yml").removesuffix(".en")


def in_order(course: Head, lessons: Iterable[Head]) -> list[Head]:
    """Return lessons in the order that course.yml gives them, those that it does not name last, by path."""
    rank = {str(name): number for number, name in enumerate(getattr(course.meta, "lessons", ()))}
    return sorted(lessons, key=lambda h: (min(rank.get(name, len(rank)) for name in lesson_names(h)), h.path))


def lesson_names(lesson: Head) -> tuple[str, str]:
    """Return what course.yml may call a lesson: its slug, or its file name without `.md` and language."""
    return lesson.slug.rpartition("/")[2], stem(lesson.path).rpartition("/")[2]


def published(head: Head) -> str:
    """Return the date of publication, else that of the first change, or ``""``."""
    return head.meta.published or min((note.date for note in head.meta.change_notes), default="")


def changed(head: Head) -> str:
    """Return the date of the newest change, or of publication, or ``""``."""
    return max((head.meta.published, *(note.date for note in head.meta.change_notes)))


def newest_first(heads: Iterable[Head]) -> list[Head]:
    """Return heads by their newest change, then by address."""
    return sorted(sorted(heads, key=lambda head: head.url), key=changed, reverse=True)


def marked_title(head: Head) -> str:
    """Return the title, with a mark before it when the document is not simply in force: ``【已废止】…``."""
    from curbcut.core.words import label

    validity = getattr(head.meta, "validity", "effective")
    if validity == "effective":
        return head.meta.title
    return label("marked", head.lang, mark=label(f"mark.{validity}", head.lang), title=head.meta.title)
