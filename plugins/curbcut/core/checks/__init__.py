"""Checks across documents: what no file can know alone. One subject per module, pure over heads.

Places in the source are looked up only where something is wrong: on a sound site of 5,000 documents
all checks together take a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from curbcut.core.checks.addresses import check_addresses
from curbcut.core.checks.courses import check_courses
from curbcut.core.checks.events import check_events
from curbcut.core.checks.geography import check_geography
from curbcut.core.checks.lessons import check_lessons
from curbcut.core.checks.links import check_links, offered
from curbcut.core.checks.placing import Opener, TextOf
from curbcut.core.checks.relations import Known, check_relations
from curbcut.core.checks.translations import check_translations
from curbcut.core.checks.vocabulary import check_vocabulary
from curbcut.core.checks.waivers import check_waivers
from curbcut.core.config import SiteConfig
from curbcut.core.findings import STOP, Finding, demoted
from curbcut.core.steps import Head

__all__ = ["Corpus", "check_corpus", "offered"]


@dataclass(frozen=True)
class Corpus:
    """All that a build has read, sorted by who can see it.

    published: heads of what is out; waiting: of drafts and of what waits for its time
    drafts:  paths of drafts, those that could not be read too
    unread:  other paths that gave no document, and say why themselves
    assets:  paths of files that are no documents
    open_:   path → Document with its places; text_of: path → the text as typed
    """

    published: tuple[Head, ...]
    waiting: tuple[Head, ...]
    drafts: AbstractSet[str]
    unread: AbstractSet[str]
    assets: AbstractSet[str]
    open_: Opener
    text_of: TextOf

    @cached_property
    def scheduled(self) -> tuple[Head, ...]:
        """What waits for its time: its day must not begin with a surprise."""
        return tuple(head for head in self.waiting if head.path not in self.drafts)


def check_corpus(corpus: Corpus, config: SiteConfig) -> list[Finding]:
    """Return what is wrong between the documents of a site, and between them and its configuration."""
    published, waiting, unread, open_ = corpus.published, corpus.waiting, corpus.unread, corpus.open_
    findings = [
        *check_addresses(published, corpus.text_of),
        *check_courses(published, waiting, unread, open_, corpus.text_of),
    ]
    unpublished = corpus.drafts | {head.path for head in waiting}
    findings += check_links(published, unpublished, unread, corpus.assets, open_)
    to_come = (*published, *corpus.scheduled)
    findings += check_lessons(to_come, waiting, corpus.text_of)
    if corpus.scheduled:
        names = {head.path for head in corpus.scheduled}
        later = check_links(to_come, corpus.drafts, unread, corpus.assets, open_)
        findings += [finding for finding in later if finding.path in names]
    findings += _not_waived(_judged(corpus, to_come, config), (*published, *waiting))
    return findings


def _judged(corpus: Corpus, to_come: tuple[Head, ...], config: SiteConfig) -> Iterator[Finding]:
    """Yield what a person may judge otherwise: these findings `allow` can silence unless they stop publishing."""
    text_of = corpus.text_of
    known = Known(corpus.published, corpus.waiting, corpus.drafts | corpus.unread)
    yield from check_relations(to_come, known, text_of)
    yield from check_translations(to_come, known, config.language, text_of)
    alone: tuple[Callable[[Iterable[Head]], Iterator[Finding]], ...] = (
        lambda heads: check_vocabulary(heads, config, text_of),
        lambda heads: check_geography(heads, bool(config.districts), text_of),
        lambda heads: check_events(heads, text_of),
        lambda heads: check_waivers(heads, text_of),
    )
    unfinished = [head for head in corpus.waiting if head.path in corpus.drafts]
    for check in alone:
        yield from check(to_come)
        yield from demoted(check(unfinished))


def _not_waived(findings: Iterable[Finding], heads: Iterable[Head]) -> Iterator[Finding]:
    allowed = {head.path: head.meta.allow for head in heads if head.meta.allow}
    for finding in findings:
        if finding.level == STOP or finding.rule not in allowed.get(finding.path, ()):
            yield finding
