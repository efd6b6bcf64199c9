"""Which podcasts a site has and what is in each of them: once for the feeds, and for the pages that lead there."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from curbcut.core.catalogue import FOLDERS, Catalogue, Edition, published
from curbcut.core.model import Record
from curbcut.core.steps import Head
from curbcut.core.words import label

ROOM = "audio"
"""The rendition that makes recordings."""
FILE = "audio.mp3"
"""Its recording of a document, beside the page."""


class Episode(Record, frozen=True):
    """One recording.

    day:    ISO date from which it counts: its document's, of a lesson without one its course's; ``""`` for unknown
    number: place of a lesson in its course, from 1; 0 for what is no lesson
    """

    head: Head
    day: str
    number: int = 0


class Podcast(Record, frozen=True):
    """One podcast.

    path: of its feed, without `.xml`, from the site's root; page: the page that shows the same documents
    episodes: all of them, the newest first; of a course (`serial`) in the order of its lessons
    """

    path: str
    page: str
    lang: str
    title: str
    about: str
    episodes: list[Episode]
    serial: bool = False


def podcasts(catalogue: Catalogue, files: Mapping[str, Mapping[str, Container[str]]]) -> Iterator[Podcast]:
    """Yield the podcasts that have an episode, by language: everything, the kinds, the courses.

    files: path → rendition → files that were made
    What has no date is only in the podcast of its course, where lessons have their order from elsewhere.
    """
    for edition in catalogue.editions:
        courses = [head for head in edition.heads if head.kind == "course"]
        lessons = {lesson.path: (course, n) for course in courses for n, lesson in _numbered(catalogue, course)}
        episodes = {}
        for head in edition.heads:
            if FILE in files.get(head.path, {}).get(ROOM, ()):
                course, number = lessons.get(head.path, (None, 0))
                day = published(head) or (published(course) if course else "")
                episodes[head.path] = Episode(head=head, day=day, number=number)
        yield from _of_kinds(catalogue, edition, list(episodes.values()))
        for course in courses:
            own = [episodes[lesson.path] for _, lesson in _numbered(catalogue, course) if lesson.path in episodes]
            if own:
                yield _of_course(catalogue, edition, course, own)


def _of_kinds(catalogue: Catalogue, edition: Edition, episodes: list[Episode]) -> Iterator[Podcast]:
    lang, start, site = edition.lang, edition.prefix, catalogue.text("title", edition.lang)
    by_address = sorted((episode for episode in episodes if episode.day), key=lambda episode: episode.head.url)
    newest = sorted(by_address, key=lambda episode: (episode.day, episode.number), reverse=True)
    if newest:
        yield Podcast(
            path=f"{start}podcast/all", page=start, lang=lang, title=label("podcast_all", lang, site=site),
            about=label("podcast_all_summary", lang, site=site), episodes=newest,
        )  # fmt: skip
    for kind in FOLDERS:
        own = [episode for episode in newest if episode.head.kind == kind]
        if own:
            part = label(kind, lang)
            yield Podcast(
                path=f"{start}podcast/{kind}", page=f"{start}{kind}/", lang=lang,
                title=label("podcast_title", lang, part=part, site=site),
                about=label("podcast_summary", lang, part=part, site=site), episodes=own,
            )  # fmt: skip


def _of_course(catalogue: Catalogue, edition: Edition, course: Head, episodes: list[Episode]) -> Podcast:
    title, site = course.meta.title, catalogue.text("title", edition.lang)
    return Podcast(
        path=f"{edition.prefix}podcast/course-{course.slug}", page=course.url, lang=edition.lang,
        title=label("feed_title", edition.lang, part=title, site=site), about=course.meta.summary or title,
        episodes=episodes, serial=True,
    )  # fmt: skip


def _numbered(catalogue: Catalogue, course: Head) -> Iterator[tuple[int, Head]]:
    return enumerate(catalogue.lessons_of(course), 1)
