"""The page of one document: what it is, whether it holds, its text, its other formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from curbcut.core.kinds import Lesson
from curbcut.core.pages import PageModel
from curbcut.core.particulars import Particular, anchor, date_text, identity, joined, service
from curbcut.core.steps import Head
from curbcut.core.vocabularies import in_language
from curbcut.core.words import label
from curbcut.portal.addresses import file_url, href, listing_url, root_of
from curbcut.portal.chrome import Frame, Step, Where, about_url, kept_for, page, podcast_links
from curbcut.portal.context import RELATIONS, Context, Format, Neighbour
from curbcut.portal.courses import course_facts, course_sections, ways
from curbcut.portal.keeping import saving, validity_meta
from curbcut.portal.parts import (
    fact,
    joined_texts,
    linked,
    paired,
    record_name,
    section,
    telephone,
    title_of,
    validity_of,
)
from curbcut.portal.structured import structured

_ENTRIES = 16  # of a table of contents: about what a phone shows at once
_CHECKED = "materials"  # what one ticks off before leaving home


def document_page(around: Frame, head: Head, seen: Context, rooms: Mapping[str, Any]) -> PageModel:
    """Return the page model of one document (its body is joined when the page is laid out).

    seen: what it shows of other documents; rooms: rendition name → module
    """
    twins = {twin.lang: twin.url for twin in seen.twins}
    where = Where(
        url=head.url, template="document", lang=head.lang, name=head.kind, kind=head.kind,
        trail=_trail(head, seen.course), twins=twins,
    )  # fmt: skip
    made = [*formats(seen.formats, rooms, head.lang), *_calendar(around, head)]
    above, below = [*_sections(head, seen)], [*_after(head, seen)]
    below += saving(around, head.url, head.lang) if head.kind == "course" else ()
    podcast = podcast_links(around, f"course-{head.slug}", head.url) if head.kind == "course" else []
    return page(
        around, where, title_of(head),
        summary=head.meta.summary or "",
        banner=_banner(head, seen),
        facts=paired([*_facts(head, seen), *course_facts(head, seen, rooms)]),
        toc=_contents(head, above, below),
        styles=[root_of(head.url) + around.assets["quiz.css"]] if head.questions else [],
        formats=[*_brief(head), *ways(head, seen, made), *_podcast(head, podcast)],
        study=label("study", head.lang) if head.kind == "lesson" else "",
        audio=next((_audio(around, where, form) for form in seen.formats if form.ms), None),
        sections=above,
        after=below,
        untranslated=[
            {"lang": other, "text": label("untranslated", other)}
            for other in around.languages
            if other != head.lang and other not in twins
        ],
        links=[
            *({"rel": "alternate", "type": form["media"], "href": form["href"]} for form in made),
            *podcast,
        ],
        structured=structured(around.config, head, seen),
        meta=[*_government(around, head), *validity_meta(around.config, head)],
        feedback=href(head.url, about_url("feedback", head.lang)),
        **_quiz(around, head),
        **_neighbours(head, seen),
    )  # fmt: skip


def brief_page(around: Frame, head: Head) -> PageModel:
    """Return the one-screen version of a guide: what to bring, how long, what it costs, whom to call, the steps."""
    lang, url = head.lang, f"{head.url}brief/"
    title = label("brief_of", lang, title=title_of(head))
    trail = (
        (label("guide", lang), listing_url("guide", lang)),
        (title_of(head), head.url),
        (label("brief", lang), None),
    )
    rows = [
        told
        for told in service(head.meta, lang)
        if told.name in ("materials", "time_limit", "fee", "location", "phone")
    ]
    steps = next((told for told in service(head.meta, lang) if told.name == "steps"), None)
    full = {"href": href(url, head.url), "text": label("full_guide", lang)}
    return page(
        around, Where(url=url, template="document", lang=lang, name="brief", kind="guide", trail=trail), title,
        heading=title_of(head), summary=head.meta.summary or "", facts=paired(_fact(told, lang) for told in rows),
        sections=[_section(steps, lang) | {"more": full}] if steps else [],
        meta=[{"name": "robots", "content": "noindex"}],
    )  # fmt: skip


def formats(made: Iterable[Format], rooms: Mapping[str, Any], lang: str) -> list[dict[str, str]]:
    """Return the format list: name, address beside the page, media type, size (and pages, or length) in words."""
    shown = []
    for form in made:
        room = rooms[form.room]
        parts = [form.file.rpartition(".")[2].upper()]
        if form.pages:
            parts.append(label("pages_detail", lang, pages=form.pages))
        if form.ms:
            parts.append(duration_text(form.ms, lang))
        parts.append(size_text(form.size))
        shown.append(
            {
                "name": in_language(form.called or room.NAME, "zh" if lang.startswith("zh") else "en"), "href": form.file,
                "media": room.MEDIA, "detail": joined_texts(tuple(parts), lang),
            }
        )  # fmt: skip
    return shown


def _quiz(around: Frame, head: Head) -> dict[str, Any]:
    """Return what a lesson's script has to know of its questions: under which name their answers are kept, and what is a pass."""
    if not isinstance(head.meta, Lesson) or not head.questions:
        return {}
    told = {
        "lesson": record_name(head), "pass": head.meta.pass_mark or 0, "site": kept_for(around.config), "url": head.url,
        "progress": href(head.url, about_url("progress", head.lang)),
    }  # fmt: skip
    return {"quiz": told, "scripts": [root_of(head.url) + around.assets["quiz.js"]]}


def size_text(size_bytes: int) -> str:
    """Return a size as people say it: ``940 B``, ``12 KB``, ``1.2 MB`` (1 KB = 1,000 bytes)."""
    if size_bytes < 1_000:
        return f"{size_bytes} B"
    if size_bytes < 999_500:
        return f"{round(size_bytes / 1_000)} KB"
    return f"{size_bytes / 1_000_000:.1f} MB"


def duration_text(ms: int, lang: str) -> str:
    """Return a length of time as people say it: ``6 分 12 秒``, ``6 min 12 s``; no unit of which there is none."""
    seconds = max(1, (ms + 500) // 1000)
    counts = {"hours": seconds // 3600, "minutes": seconds // 60 % 60, "seconds": seconds % 60}
    return " ".join(label(f"{unit}_detail", lang, count=count) for unit, count in counts.items() if count)


def _audio(around: Frame, where: Where, form: Format) -> dict[str, str]:
    """Return what the page's player needs of a recording: itself, its captions, its script, and what its button says."""
    return {
        "href": form.file, "captions": "captions.vtt",
        "name": label("listen", where.lang, length=duration_text(form.ms, where.lang)),
        "player": root_of(where.url) + around.assets["player.js"],
    }  # fmt: skip


def _trail(head: Head, course: Neighbour | None) -> tuple[Step, ...]:
    """Return the way to a document. A lesson whose course has no text in its language has no list in it either."""
    last = (title_of(head), None)
    if head.kind != "lesson":
        return (label(head.kind, head.lang), listing_url(head.kind, head.lang)), last
    if course is None or course.lang == head.lang:
        above: tuple[Step, ...] = ((course.title, course.url),) if course else ()
        return (label("course", head.lang), listing_url("course", head.lang)), *above, last
    return (
        (label("course", head.lang), listing_url("course", course.lang)),
        (course.title, course.url, course.lang),
        last,
    )


def _calendar(around: Frame, head: Head) -> Iterator[dict[str, str]]:
    if head.kind == "event" and "calendar" in around.config.bundles:
        name = label("to_calendar", head.lang)
        yield {"name": name, "href": "event.ics", "media": "text/calendar", "detail": "ICS"}


def _podcast(head: Head, links: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Yield the way to a course's podcast: to its address in words, for a browser shows a feed as markup."""
    if links:
        there = href(head.url, about_url("formats", head.lang)) + "#cc-podcast"
        yield {"name": label("to_podcast", head.lang), "href": there, "media": "text/html", "detail": "RSS"}


def _banner(head: Head, seen: Context) -> dict[str, Any] | None:
    validity = validity_of(head)
    if validity != "effective":
        newer = next((other for how, other in seen.back if how != "issued_by_notice"), None)
        text = label(f"banner.{validity}", head.lang)
        link = {"href": href(head.url, newer.url), "link_text": newer.title} if newer else {"href": None}
        return {"level": validity, "text": text, **link}
    if seen.expired:
        return {"level": "expired", "text": label("banner.page_expired", head.lang), "href": None}
    return None


def _facts(head: Head, seen: Context) -> list[dict[str, Any]]:
    lang = head.lang
    told = identity(head.meta, lang)
    told += [particular for particular in service(head.meta, lang) if head.kind != "guide" or _is_fact(particular)]
    rows = [_fact(particular, lang) for particular in told]
    if head.kind == "notice":
        names = [particular.name for particular in told]
        place = names.index("issued") + 1 if "issued" in names else len([n for n in names if n in ("topic", "issuer")])
        rows.insert(place, fact("title_row", title_of(head), lang) | {"long": True})
    rows += _next_dates(head, seen.dates)
    for relation in RELATIONS:
        for name in getattr(head.meta, relation, None) or ():
            rows.append(_related(head, relation, name, seen.named.get(name)))
    rows += [fact(how, other.title, lang, link=href(head.url, other.url)) for how, other in seen.back]
    source = getattr(head.meta, "source", None)
    if source:
        rows.append(fact("source", source.name, lang, link=source.url or None))
    contact = head.meta.contact
    if contact:
        shown = joined_texts((contact.name, contact.phone, contact.email), lang)
        rows.append(fact("page_contact", shown, lang, link=telephone(contact.phone)))
    return rows


def _next_dates(head: Head, dates: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    if dates:
        between = "；" if head.lang.startswith("zh") else "; "
        yield fact("next_dates", between.join(date_text(date, head.lang) for date in dates), head.lang)


def _is_fact(told: Particular) -> bool:
    return told.name in ("time_limit", "fee", "office", "location", "hours", "phone", "online_url")


def _fact(told: Particular, lang: str) -> dict[str, Any]:
    date = told.values[0] if told.form == "date" else None
    return fact(told.name, joined(told, lang), lang, link=_link(told), date=date) | {"id": anchor(told.name)}


def _link(told: Particular) -> str | None:
    if told.name == "phone":
        return telephone(told.values[0])
    return told.values[0] if told.name in ("online_url", "register_url", "url") else None


def _related(head: Head, relation: str, name: str, target: Neighbour | None) -> dict[str, Any]:
    if target is None:
        return fact(relation, name, head.lang)
    spoken = "" if target.lang == head.lang else target.lang
    return fact(relation, target.title, head.lang, link=href(head.url, target.url)) | {"lang": spoken}


def _sections(head: Head, seen: Context) -> Iterator[dict[str, Any]]:
    """Yield what stands above the text: a course's lessons, a guide's particulars."""
    if head.kind == "course":
        yield from course_sections(head, seen)
    elif head.kind == "guide":
        for particular in service(head.meta, head.lang):
            if not _is_fact(particular):
                yield _section(particular, head.lang)


def _contents(head: Head, above: list[dict[str, Any]], below: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the contents: what stands before the text, its headings, what stands after it. Long ones name no third level."""
    around = ([{"id": part["id"], "text": part["title"], "level": 2} for part in parts] for parts in (above, below))
    before, after = around
    headings = [{"id": h.id, "text": h.text, "level": h.level} for h in head.headings if h.level <= 3]
    if len(before) + len(headings) + len(after) > _ENTRIES:
        headings = [entry for entry in headings if entry["level"] == 2]
    return [*before, *headings, *after]


def _brief(head: Head) -> Iterator[dict[str, str]]:
    """Yield the way to the one-screen version of a guide, first among its formats."""
    if head.kind == "guide":
        yield {"name": label("brief", head.lang), "href": "brief/", "media": "text/html", "detail": "HTML"}


def _section(told: Particular, lang: str) -> dict[str, Any]:
    name = anchor(told.name).removeprefix("cc-")
    if told.form == "steps":
        return section(name, told.label, "steps", list(told.values))
    if told.form == "list":
        return section(name, told.label, "checks" if told.name == _CHECKED else "list", list(told.values))
    if told.form == "pairs":
        pairs = zip(told.values[::2], told.values[1::2], strict=True)
        return section(name, told.label, "pairs", [{"question": q, "answer": a} for q, a in pairs])
    return section(name, told.label, "line", {"text": joined(told, lang), "href": _link(told)})


def _after(head: Head, seen: Context) -> Iterator[dict[str, Any]]:
    """Yield attachments and the history of changes, which stand after the text."""
    lang = head.lang
    if head.meta.attachments:
        listed = []
        for offered in head.meta.attachments:
            detail = joined_texts((*_described(offered.file, seen, lang), offered.alt_format_contact), lang)
            ask = {"href": href(head.url, about_url("feedback", lang)), "text": label("ask_format", lang)}
            title, link = offered.title or offered.file.rpartition("/")[2], href(head.url, file_url(offered.file))
            listed.append(linked(title, link, detail=detail, ways=[] if offered.accessible else [ask]))
        yield section("attachments", label("attachments", lang), "items", listed)
    if head.meta.change_notes:
        notes = [f"{date_text(change.date, lang)}  {change.note}" for change in head.meta.change_notes]
        yield section("changes", label("change_notes", lang), "list", notes)


def _described(path: str, seen: Context, lang: str) -> tuple[str, ...]:
    """Return what a file is: ``PDF``, ``24 页``, ``1.2 MB``."""
    size_bytes, pages = seen.offered.get(path, (0, 0))
    counted = label("pages_detail", lang, pages=pages) if pages else ""
    return path.rpartition(".")[2].upper(), counted, size_text(size_bytes) if size_bytes else ""


def _government(around: Frame, head: Head) -> Iterator[dict[str, str]]:
    """Yield the meta elements of government sites, where a site asks for them."""
    government = around.config.government
    if government is None:
        return
    lang = head.lang
    for name, content in (
        ("SiteName", in_language(around.config.title, lang)), ("SiteDomain", government.domain),
        ("SiteIDCode", government.site_code), ("ColumnName", label(head.kind, lang)), ("ArticleTitle", title_of(head)),
        ("PubDate", head.meta.published), ("ContentSource", _source_name(head)), ("Keywords", ",".join(head.meta.topic)),
    ):  # fmt: skip
        if content:
            yield {"name": name, "content": content}


def _source_name(head: Head) -> str:
    source = getattr(head.meta, "source", None)
    return source.name if source else ",".join(getattr(head.meta, "issuer", ()))


def _neighbours(head: Head, seen: Context) -> dict[str, Any]:
    lessons = seen.lessons
    place = next((n for n, lesson in enumerate(lessons) if lesson.url == head.url), None)
    if head.kind != "lesson" or place is None:
        return {}

    def link(n: int) -> dict[str, str] | None:
        inside = 0 <= n < len(lessons)
        return {"title": lessons[n].title, "href": href(head.url, lessons[n].url)} if inside else None

    record = dict(seen.beside).get("record")  # of the last lesson
    finish = {"title": label("record", head.lang), "href": href(head.url, record)} if record else None
    return {"previous": link(place - 1), "next": link(place + 1), "finish": finish}
