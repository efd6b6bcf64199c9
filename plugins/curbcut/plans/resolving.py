"""What the steps of a plan are on this site: titles, formats, minutes; and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from curbcut.core.catalogue import lesson_names, prefix
from curbcut.core.config import SiteConfig
from curbcut.core.findings import STOP, WARN, Finding, ordered
from curbcut.core.kinds import Event, Lesson
from curbcut.core.media_types import media_type
from curbcut.core.model import Document, Record
from curbcut.core.options.telling import told
from curbcut.core.particulars import date_text, joined, service
from curbcut.core.plans import Plan, Step, week_of
from curbcut.core.rooms import room
from curbcut.core.schedule import heads_in_zone, sorted_by_time
from curbcut.core.steps import Head
from curbcut.core.vocabularies import in_language
from curbcut.core.words import label
from curbcut.portal.addresses import file_url
from curbcut.portal.parts import title_of
from curbcut.portal.shelf import Shelf

_INDEX = "index.html"
_NO_LONGER = ("repealed", "expired", "consolidated")


class Form(Record, frozen=True):
    """One way to a step. name: what it is called; url: from the site's root; media: its type, ``""`` for a page."""

    name: str
    url: str
    media: str = ""


class Line(Record, frozen=True):
    """A line of a step. named: what it takes from the site, in `lang`, between `before` and `after`."""

    before: str
    named: str = ""
    lang: str = ""
    after: str = ""


class Shown(Record, frozen=True):
    """A step as the learner meets it. forms: the preferred one first; lines: what else is said, in order; lang: of the title."""

    title: str
    lang: str
    lines: tuple[Line, ...] = ()
    forms: tuple[Form, ...] = ()
    preferred: bool = False
    warning: str = ""
    done: bool = False


class Outline(Record, frozen=True):
    """A plan with everything that the site knows of its steps. minutes: in all, 0 where a step's are not known."""

    plan: Plan
    lang: str
    steps: tuple[Shown, ...]
    minutes: int
    day: str
    site: str
    base: str


def shelf_of(documents: list[Document], config: SiteConfig, now: datetime) -> Shelf:
    """Return what is published at a moment. documents: without drafts (`Site.texts`)"""
    heads = [
        Head(
            path=doc.path, slug=doc.slug, url=doc.url, lang=doc.lang, meta=doc.meta,
            questions=tuple(question.id for question in doc.questions),
        )
        for doc in documents
    ]  # fmt: skip
    published, _, expired, _ = sorted_by_time(heads_in_zone(heads, config.timezone), set(), now)
    return Shelf(published, expired=expired)


def resolve(plan: Plan, shelf: Shelf, config: SiteConfig, now: datetime) -> tuple[Outline, list[Finding]]:
    """Return the plan with what its steps are, and what is wrong with it on this site."""
    day = now.date().isoformat()
    resolver = _Resolver(plan, shelf, config, day)
    heads = [resolver.head(step, at) for step, at in zip(plan.file.steps, plan.at, strict=True)]
    steps = [resolver.shown(number, head) for number, head in enumerate(heads)]
    resolver.findings += [*_out_of_order(plan, heads), *resolver.nowhere()]
    minutes = [resolver.minutes(step, head) for step, head in zip(plan.file.steps, heads, strict=True)]
    outline = Outline(
        plan=plan, lang=resolver.lang, steps=tuple(steps), minutes=sum(minutes) if all(minutes) else 0,
        day=day, site=in_language(config.title, resolver.lang), base=config.url,
    )  # fmt: skip
    return outline, ordered(resolver.findings)


class _Resolver:
    """One plan held against one site; collects findings."""

    def __init__(self, plan: Plan, shelf: Shelf, config: SiteConfig, day: str) -> None:
        self.plan, self.shelf, self.config, self.day = plan, shelf, config, day
        self.lang = plan.file.lang or config.language
        self.findings: list[Finding] = []
        self.found: set[str] = set()
        self.pages, self.lessons = self._known(lessons=False), self._known(lessons=True)

    def tell(self, rule: str, at: tuple[int, int], level: Any = STOP, **values: Any) -> None:
        self.findings.append(told(rule, self.plan.path, at, level=level, **values))

    def head(self, step: Step, at: tuple[int, int]) -> Head | None:
        """Return the document of a step, in the plan's language where there is one; None for what has none."""
        typed = step.lesson or step.page
        if not typed:
            return None
        tidy = typed.removeprefix(self.config.url or "\0").strip("/").removesuffix(_INDEX).strip("/")
        known = self.lessons if step.lesson else self.pages
        head = known.get(tidy) or known.get(tidy.removeprefix("course/") if step.lesson else tidy)
        if head is None and step.lesson and tidy in self.pages:
            self.tell("plan-not-a-lesson", at, what=tidy[:80])
        elif head is None:
            near = get_close_matches(tidy[:80], known, n=3, cutoff=0.4) or list(known)[:3]
            self.tell("plan-unknown", at, what=typed[:80], near=("、".join(near) or "—", ", ".join(near) or "—"))
        return head

    def _known(self, *, lessons: bool) -> dict[str, Head]:
        """Return what a plan may write → the document that it means."""
        known: dict[str, Head] = {}
        for head in self.shelf.heads:
            if lessons and head.kind != "lesson":
                continue
            head_here = next((twin for twin in self.shelf.twins.get(head.path, ()) if twin.lang == self.lang), head)
            address = head.url.removeprefix(prefix(head.lang)).strip("/")
            names = (address.removeprefix("course/"),) if lessons else (address, head.url.strip("/"))
            for name in names:
                known.setdefault(name, head_here)
        if not lessons:  # a name alone, where only one page has it
            named: dict[str, set[str]] = {}
            for head in self.shelf.heads:
                named.setdefault(head.slug, set()).add(head.url.removeprefix(prefix(head.lang)).strip("/"))
            known |= {slug: known[min(found)] for slug, found in named.items() if len(found) == 1 and slug not in known}
        return known

    def shown(self, number: int, head: Head | None) -> Shown:
        """Return one step as the learner meets it."""
        step, lang = self.plan.file.steps[number], self.lang
        about = self._about(step, head)
        if head is None:
            title = " ".join((step.do or step.lesson or step.page).split())
            return Shown(title=title, lang=lang, lines=tuple(about), done=step.done)
        forms, preferred = self._forms(number, head)
        return Shown(
            title=title_of(head), lang=head.lang, lines=tuple(about), forms=forms, preferred=preferred,
            warning=self._warning(head, self.plan.at[number]), done=step.done,
        )  # fmt: skip

    def _about(self, step: Step, head: Head | None) -> Iterator[Line]:
        lang = self.lang
        minutes = self.minutes(step, head)
        time = label("plan_about", lang, minutes=minutes) if minutes else ""
        course = self._course(head)
        if course:
            after = (("；" if lang.startswith("zh") else "; ") + time) if time else ""
            before = label("plan_in_course", lang, course="")
            yield Line(before=before, named=title_of(course), lang=course.lang, after=after)
        elif time:
            yield Line(before=time)
        if head and isinstance(head.meta, Event):
            yield Line(before=label("plan_starts", lang, when=date_text(head.meta.starts, lang)))
            colon = "：" if lang.startswith("zh") else ": "
            where = (one for one in service(head.meta, lang) if one.name == "venue")
            yield from (Line(before=one.label + colon, named=joined(one, lang), lang=head.lang) for one in where)
        if step.by:
            yield Line(before=label("plan_when", lang, when=_when_text(step.by, lang)))
        if step.note:
            yield Line(before=label("plan_note", lang, note=" ".join(step.note.split())))
        if "one_at_a_time" in self._ways(step) and head and head.questions:
            self.found.add("one_at_a_time")
            yield Line(before=label("plan_one", lang))

    def _course(self, head: Head | None) -> Head | None:
        """Return the course of a lesson, in the plan's language where there is one."""
        course = self.shelf.course_of(head) if head and head.kind == "lesson" else None
        twins = self.shelf.twins.get(course.path, ()) if course else ()
        return next((twin for twin in twins if twin.lang == self.lang), course)

    def minutes(self, step: Step, head: Head | None) -> int:
        """Return how long a step takes: in easy words, if these come first; 0 where nobody says it."""
        first = next((way for way in self._ways(step) if way != "one_at_a_time"), "")
        read = (self.shelf.easy(head) if head and first == "easy" else None) or head
        return step.minutes or getattr(read.meta if read else None, "minutes", None) or 0

    def _ways(self, step: Step) -> tuple[str, ...]:
        return tuple(dict.fromkeys(step.ways or self.plan.file.ways))

    def _forms(self, number: int, head: Head) -> tuple[tuple[Form, ...], bool]:
        """Return the formats that a step asks for, in order, behind them the page, which has all others; and whether there is one."""
        step = self.plan.file.steps[number]
        there = self._there(head)
        wanted = [way for way in self._ways(step) if way != "one_at_a_time"]
        for way in wanted:
            if way in there:
                self.found.add(way)
            elif step.ways:
                self.tell("plan-way-missing", self.plan.ways_at[number], WARN, title=title_of(head), way=_way_name(way))
        if "one_at_a_time" in step.ways and not head.questions:
            wanting = _way_name("one_at_a_time")
            self.tell("plan-way-missing", self.plan.ways_at[number], WARN, title=title_of(head), way=wanting)
        first = [way for way in wanted if way in there]
        return tuple(there[way] for way in (*first, "page")), bool(first)

    def _there(self, head: Head) -> dict[str, Form]:
        """Return the formats of a document by the name that a plan gives them, the page first."""
        lang = self.lang
        there = {"page": Form(name=label("plan_page", lang), url=head.url)}
        for name in self.config.renditions:
            module = room("renditions", name)
            able = head.kind != "course" or hasattr(module, "bind")
            if able and (not head.meta.renditions or name in head.meta.renditions):
                there[name] = Form(name=in_language(module.NAME, lang), url=head.url + module.FILE, media=module.MEDIA)
        if easy := self.shelf.easy(head):
            there["easy"] = Form(name=label("plan_easy", lang), url=easy.url)
        if head.meta.sign_video:
            video = file_url(head.meta.sign_video)
            there["sign"] = Form(name=label("plan_sign", lang), url=video, media=media_type(video))
        return there

    def _warning(self, head: Head, at: tuple[int, int]) -> str:
        """Return what the learner must know first of a document that does not hold; its author is told, too."""
        if isinstance(head.meta, Event) and not head.meta.recurrence and self._over(head.meta):
            self.tell("plan-event-over", at, WARN, title=title_of(head))
        validity = getattr(head.meta, "validity", "")
        if validity not in _NO_LONGER and head.path not in self.shelf.expired:
            return ""
        name = f"banner.{validity}" if validity in _NO_LONGER else "banner.page_expired"
        newer = [other for how, other in self.shelf.back.get(head.path, ()) if how in ("replaced_by", "repealed_by")]
        instead = (f"：{newer[0].url.strip('/')}", f": {newer[0].url.strip('/')}") if newer else ("", "")
        state = (label(name, "zh"), label(name, "en"))
        self.tell("plan-out-of-force", at, WARN, title=title_of(head), state=state, instead=instead)
        return label(name, self.lang)

    def _over(self, event: Event) -> bool:
        return (event.ends or event.starts)[: len(self.day)] < self.day

    def nowhere(self) -> Iterator[Finding]:
        """Yield the formats that the whole plan asks for and no step has."""
        if all(step.ways or step.do for step in self.plan.file.steps):
            return
        at = next(at for step, at in zip(self.plan.file.steps, self.plan.ways_at, strict=True) if not step.ways)
        for way in self.plan.file.ways:
            if way not in self.found:
                every = label("plan_every_step", "zh"), label("plan_every_step", "en")
                yield told("plan-way-missing", self.plan.path, at, level=WARN, title=every, way=_way_name(way))


def _way_name(way: str) -> tuple[str, str]:
    if way == "one_at_a_time":
        return label("plan_one_name", "zh"), label("plan_one_name", "en")
    if way in ("easy", "sign"):
        return label(f"plan_{way}", "zh"), label(f"plan_{way}", "en")
    names = room("renditions", way).NAME
    return names["zh"], names["en"]


def _when_text(by: str, lang: str) -> str:
    """Return a day or a week as it is said to somebody who need not hurry."""
    if week := week_of(by):
        return label("plan_week", lang, first=date_text(week[0], lang), last=date_text(week[1], lang))
    return label("plan_day", lang, day=date_text(by, lang))


def _out_of_order(plan: Plan, heads: list[Head | None]) -> Iterator[Finding]:
    """Yield the lessons that build on one that comes later."""
    for number, head in enumerate(heads):
        if head is None or not isinstance(head.meta, Lesson):
            continue
        folder = head.path.rpartition("/")[0]
        for later in heads[number + 1 :]:
            if later is None or later.path.rpartition("/")[0] != folder:
                continue
            if set(lesson_names(later)) & set(head.meta.prerequisites):
                yield told("plan-order", plan.path, plan.at[number], level=WARN, first=title_of(later))
