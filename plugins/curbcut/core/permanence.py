"""Checks of permanent addresses: nothing that was published vanishes in silence. Pure over heads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from difflib import get_close_matches

from curbcut.core.findings import WARN, Finding, found
from curbcut.core.kinds import KINDS
from curbcut.core.options.telling import told
from curbcut.core.permalinks import Locked, Moved, Permalinks, Removed
from curbcut.core.sources import LOCK, PERMALINKS
from curbcut.core.steps import Head

_DOCUMENT = re.compile(
    rf"(?:[a-z]{{2,3}}/)?(?:(?:{'|'.join(kind for kind in KINDS if kind != 'lesson')})/[^/]+|course/(?!page/)[^/]+/(?!(?:glossary|certificate)/)[^/]+)/"
)
"""Addresses that only a document can have: whether it is there is known before anything is laid out."""

_NEAR = (
    0.75  # likeness of two slugs (difflib) from which one may be meant for the other: `plan-2017` and `plan-2017-01`
)


def check_permalinks(
    links: Permalinks, published: Iterable[Head], waiting: Iterable[Head], *, whole: bool
) -> Iterator[Finding]:
    """Yield what is wrong between the two files and what is published.

    waiting: drafts and what waits for its time; whole: False when a document could not be read (then nobody knows
    which address it has, and it says itself what is wrong)
    """
    here = {head.url: head for head in published}
    yield from _contradictions(links, here)
    yield from _targets(links, here, whole=whole)
    if links.locked is None:
        return
    gone = {each.old for each in links.entries}
    later = {head.url: head for head in waiting}
    for locked in links.locked if whole and links.whole else ():
        if locked.address in here or locked.address in gone:
            continue
        at = (locked.line, 1)
        if head := later.get(locked.address):
            yield found("permalink-withheld", LOCK, at, address=locked.address, path=head.path)
        else:
            yield told("permalink-vanished", LOCK, at, address=locked.address, hint=_hint(locked, here))
    if new := len(here.keys() - {locked.address for locked in links.locked}):
        yield found("permalink-unlocked", LOCK, level=WARN, count=new)


def unfit(links: Permalinks, paths: AbstractSet[str]) -> Iterator[Finding]:
    """Yield what only shows when every file of the release is known.

    paths: files of the release without the pages for moved and removed addresses
    """
    for each in links.entries:
        file = file_of(each.old)
        parts = file.split("/")
        if file in paths or any("/".join(parts[:depth]) in paths for depth in range(1, len(parts))):
            yield found("permalink-claimed", PERMALINKS, each.at, address=each.old)
        to = _own(each)
        if to is not None and not _DOCUMENT.fullmatch(to) and not _claimed(to, links) and file_of(to) not in paths:
            yield told("permalink-nowhere", PERMALINKS, each.to_at, address=to, hint=("", ""))


def file_of(address: str) -> str:
    """Return the file that a server shows at an address."""
    return address if address and not address.endswith("/") else address + "index.html"


def _contradictions(links: Permalinks, here: dict[str, Head]) -> Iterator[Finding]:
    folded = {url.casefold(): head for url, head in here.items()}
    moved: dict[str, Moved | Removed] = {}
    for each in links.entries:
        if head := folded.get(each.old.casefold()):
            yield found("permalink-published", PERMALINKS, each.at, address=each.old, path=head.path)
        other = moved.setdefault(each.old.casefold(), each)
        if other is not each:
            yield found("permalink-twice", PERMALINKS, each.at, address=each.old, line=other.at[0])


def _targets(links: Permalinks, here: dict[str, Head], *, whole: bool) -> Iterator[Finding]:
    moved = {each.old: each for each in links.moved}
    removed = {each.old for each in links.removed}
    for each in links.entries:
        to = _own(each)
        if to is None:
            continue
        if to in moved or to == each.old:
            end = _end(each.old, to, moved)
            if end is None:
                yield found("permalink-loop", PERMALINKS, each.to_at, address=each.old)
            else:
                shown = end if end.startswith("https://") else f"/{end}"
                yield found("permalink-chain", PERMALINKS, each.to_at, address=each.old, via=to, end=shown)
        elif to in removed:
            yield found("permalink-to-removed", PERMALINKS, each.to_at, address=to)
        elif whole and _DOCUMENT.fullmatch(to) and to not in here:
            near = get_close_matches(to, here, n=1, cutoff=_NEAR)
            yield told("permalink-nowhere", PERMALINKS, each.to_at, address=to, hint=_meant(near[0] if near else ""))


def _own(each: Moved | Removed) -> str | None:
    """Return the address of this site that an entry leads to, without `#id`; None for another site or no target."""
    to = each.to if isinstance(each, Moved) else each.instead
    if to.startswith("https://") or (not to and isinstance(each, Removed)):
        return None
    return to.partition("#")[0]


def _claimed(address: str, links: Permalinks) -> bool:
    return any(address == each.old for each in links.entries)


def _end(old: str, to: str, moved: dict[str, Moved]) -> str | None:
    """Return where a chain of moves ends, or None when it never does."""
    seen = {old}
    while to in moved:
        if to in seen:
            return None
        seen.add(to)
        to = moved[to].to
    return None if to in seen else to


def _hint(locked: Locked, here: dict[str, Head]) -> tuple[str, str]:
    """Return a did-you-mean for an address that vanished: the document with its id, else its title, else a like slug."""
    same_id = (url for url, head in here.items() if locked.id and head.meta.id == locked.id)
    same_title = (
        url for url, head in here.items() if locked.title and " ".join(head.meta.title.split()) == locked.title
    )
    folder = locked.address.removesuffix("/").rpartition("/")[0] + "/"
    beside = [url for url in here if url.startswith(folder)]
    language = next((head.lang for url, head in here.items() if _prefix(url) == _prefix(locked.address)), "")
    ours = (url for urls in (same_id, same_title) for url in urls if not language or here[url].lang == language)
    near = next(ours, None) or next(iter(get_close_matches(locked.address, beside, n=1, cutoff=_NEAR)), "")
    return _meant(near)


def _prefix(url: str) -> str:
    """Return the language's part of an address: ``en/`` or nothing."""
    match = re.match(r"[a-z]{2,3}/", url)
    return match[0] if match and match[0][:-1] not in KINDS else ""


def _meant(url: str) -> tuple[str, str]:
    return (f"是不是现在的 /{url} ？", f"Is it now /{url}?") if url else ("", "")
