"""What a document is for machines: schema.org in JSON-LD, in the page's head.

source: schema.org 29 (Legislation, NewsArticle, GovernmentService, Place, Event, Course, LearningResource; BreadcrumbList
is left out: search engines read it from the page)
"""

from __future__ import annotations

from typing import Any

import msgspec

from curbcut.core.config import SiteConfig
from curbcut.core.coordinates import to_wgs84
from curbcut.core.steps import Head
from curbcut.core.vocabularies import in_language
from curbcut.portal.addresses import absolute
from curbcut.portal.context import RELATIONS, Context
from curbcut.portal.parts import title_of, validity_of

_TYPES = {
    "notice": "Legislation", "guide": "GovernmentService", "place": "Place", "event": "Event",
    "course": "Course", "lesson": "LearningResource", "page": "WebPage",
}  # fmt: skip
_DIGITS = 6  # 0.1 m
_FORCE = {"effective": "InForce", "amended": "PartiallyInForce"}
_FEATURES = {
    "plain": ("readingOrder",),
    "large_print": ("largePrint", "taggedPDF"),
    "audio": ("synchronizedAudioText",),
    "braille": ("braille",),
}
"""Room → accessibilityFeature. Source: schema.org accessibility properties for discoverability vocabulary, 2023."""


def structured(config: SiteConfig, head: Head, seen: Context) -> str:
    """Return the JSON-LD of a document; `</` cannot occur in it."""
    meta = head.meta
    organisation = {
        "@type": "GovernmentOrganization",
        "name": in_language(config.organisation or config.title, head.lang),
    }
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle" if _is_news(head, seen) else _TYPES[head.kind],
        "name": title_of(head),
        "description": meta.summary,
        "url": absolute(config.url, head.url) if config.url else "",
        "inLanguage": head.lang,
        "datePublished": meta.published,
        "dateModified": max((change.date for change in meta.change_notes), default=""),
        "accessMode": ["textual", "auditory"] if "audio" in seen.rooms else ["textual"],
        "accessibilityFeature": sorted(
            {"structuralNavigation", *(feature for name in seen.rooms for feature in _FEATURES.get(name, ()))}
        ),
        "accessibilityHazard": "unknown" if meta.sign_video else "none",
        **_of_kind(config, head, seen, organisation),
    }
    return script_text({key: value for key, value in data.items() if value})


def _is_news(head: Head, seen: Context) -> bool:
    """Return whether a notice only tells that something happens: it has no number and changes no other document."""
    meta: Any = head.meta
    if head.kind != "notice" or meta.doc_number or seen.back:
        return False
    return not any(getattr(meta, relation) for relation in RELATIONS)


def script_text(data: dict[str, Any]) -> str:
    """Return data as JSON that may stand in a `script` element: no `<` occurs in it."""
    return msgspec.json.encode(data).decode().replace("<", "\\u003c")


def _of_kind(config: SiteConfig, head: Head, seen: Context, organisation: dict[str, Any]) -> dict[str, Any]:
    meta: Any = head.meta
    if _is_news(head, seen):
        return {"headline": title_of(head), "publisher": organisation, "author": organisation}
    if head.kind == "notice":
        issuers = [{"@type": "GovernmentOrganization", "name": name} for name in meta.issuer] or [organisation]
        return {
            "legislationIdentifier": meta.doc_number, "legislationDate": meta.issued, "legislationPassedBy": issuers,
            "legislationDateOfApplicability": meta.effective, "legislationType": "policy notice",
            "legislationLegalForce": f"https://schema.org/{_FORCE.get(validity_of(head), 'NotInForce')}",
            "legislationRepeals": _named(seen, (*meta.repeals, *meta.replaces)),
            "legislationChanges": _named(seen, meta.amends),
        }  # fmt: skip
    if head.kind == "guide":
        channel = {"@type": "ServiceChannel", "servicePhone": meta.phone, "serviceUrl": meta.online_url}
        return {"provider": organisation, "availableChannel": {k: v for k, v in channel.items() if v}}
    if head.kind == "place":
        features = [{"@type": "LocationFeatureSpecification", "name": name, "value": True} for name in meta.facilities]
        return {"address": meta.address, "telephone": meta.phone, "amenityFeature": features, **_geo(meta.coordinates)}
    if head.kind == "event":
        place = {"@type": "Place", "name": meta.venue or meta.address, "address": meta.address or meta.venue}
        organiser = {"@type": "Organization", "name": meta.organiser[0]} if meta.organiser else organisation
        somewhere = {
            "location": place, "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode"
        } if place["name"] else {}  # fmt: skip
        return {"startDate": meta.starts, "endDate": meta.ends, "organizer": organiser, **somewhere}
    if head.kind == "course":
        parts = [
            {"@type": "LearningResource", "name": lesson.title}
            | ({"url": absolute(config.url, lesson.url)} if config.url else {})
            for lesson in seen.lessons
        ]
        return {"provider": organisation, "teaches": list(meta.objectives), "hasPart": parts}
    if head.kind == "lesson":
        minutes = {"timeRequired": f"PT{meta.minutes}M"} if meta.minutes else {}
        return {"learningResourceType": "lesson", "teaches": list(meta.objectives.values()), **minutes}
    return {}


def _geo(at: Any) -> dict[str, Any]:
    """Return where a place is, as satellites see it: maps of mainland China are shifted."""
    if at is None:
        return {}
    lat, lon = to_wgs84(at.lat, at.lon, at.system)
    return {"geo": {"@type": "GeoCoordinates", "latitude": round(lat, _DIGITS), "longitude": round(lon, _DIGITS)}}


def _named(seen: Context, names: tuple[str, ...]) -> list[dict[str, str]]:
    titles = (seen.named[name].title if name in seen.named else name for name in names)
    return [{"@type": "Legislation", "name": title} for title in titles]
