"""What everybody must know right now: `content/emergency.yml`, one small file, on every page while its time lasts.

Pages only: a recording or a large-print file says what its document says, so none is made again.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

import msgspec

from curbcut.core.config import ByLanguage, SiteConfig, named
from curbcut.core.dates import Refused
from curbcut.core.fields import FIELDS, FieldWords, field
from curbcut.core.findings import Finding, found
from curbcut.core.kinds import Part
from curbcut.core.model import Record
from curbcut.core.options.telling import called, told
from curbcut.core.options.yaml_text import Mapping
from curbcut.core.scalars import Moment, Reads, site_file, web_address
from curbcut.core.schedule import in_zone
from curbcut.core.sources import CONTENT, COURSES, EMERGENCY, Sources, load_setting

Level = Literal["alert", "info"]


def _link(text: str, path: str) -> str:
    """Return an `https:` address, or the path from the site's root of a content file named from the root or from here."""
    if text.startswith("https://"):
        return web_address(text)
    if "://" in text:
        raise Refused("permalink-shape", text=text[:80])
    return site_file(text, "" if text.startswith((f"{CONTENT}/", f"{COURSES}/")) else path)


class EmergencyFile(Part, frozen=True, kw_only=True):
    """What `content/emergency.yml` says."""

    FIELDS: ClassVar[dict[str, FieldWords]] = {
        "level": field("层级 级别", "紧急（alert）或提示（info）", "alert, or info for what is not urgent")
    }
    text: ByLanguage
    link: Annotated[str, Reads(_link)] = ""
    level: Level = "alert"
    from_: Moment = msgspec.field(default="", name="from")
    until: Moment = ""


class Emergency(Record, frozen=True):
    """An emergency that holds at the moment of the build. text: by language; link: path of a document, `https:` or ``""``."""

    text: dict[str, str]
    level: Level
    link: str = ""


class Outlook(Record, frozen=True):
    """What the file comes to: the emergency of this moment or None, when that changes, and what is wrong."""

    emergency: Emergency | None = None
    transitions: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_emergency(
    sources: Sources, config: SiteConfig, now: datetime, published: Iterable[str], unread: AbstractSet[str]
) -> Outlook:
    """Return what holds at `now`.

    published: paths of published documents; unread: paths that gave no document, and say why themselves
    """
    source = sources.setting(EMERGENCY)
    if source is None:
        return Outlook()
    file, root, findings = load_setting(EmergencyFile, source)
    if file is None or root is None:
        return Outlook(findings=tuple(findings))
    file = in_zone(file, config.timezone, ("from_", "until"))
    begins, ends = (datetime.fromisoformat(text) if text else None for text in (file.from_, file.until))
    if begins and ends and begins >= ends:
        names: dict[str, Any] = {
            "called": called("until", FIELDS["until"]), "first": called("from", FIELDS["from"])
        }  # fmt: skip
        at = _place(root, "until")
        findings.append(told("front-matter-order", EMERGENCY, at, later=file.until, earlier=file.from_, **names))
    past = ends is not None and ends <= now
    elsewhere = not file.link or file.link.startswith("https://")
    if not past and not elsewhere and file.link not in {*published, *unread}:
        findings.append(found("emergency-link", EMERGENCY, _place(root, "link"), target=file.link))
    holds = not past and (begins is None or begins <= now)
    texts = named(file.text, config.language)
    return Outlook(
        emergency=Emergency(text=texts, level=file.level, link=file.link) if holds else None,
        transitions=tuple(moment.isoformat() for moment in (begins, ends) if moment and moment > now),
        findings=tuple(findings),
    )


def _place(root: Mapping, name: str) -> tuple[int, int]:
    names = (name, *FIELDS[name].names)
    return next(((value.line, value.column) for key, value in root.pairs if key.text in names), (1, 1))
