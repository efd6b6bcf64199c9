"""What a document is for machines: schema.org in JSON-LD, in the page's head.

source: schema.org 29 (Legislation, GovernmentService, Place, Event, Course, LearningResource, BreadcrumbList is
left out: search engines read it from the page)
"""

from __future__ import annotations

import json
from typing import Any

from curbcut.core.config import SiteConfig
from curbcut.core.steps import Head
from curbcut.core.vocabularies import in_language
from curbcut.portal.addresses import absolute, href
from curbcut.portal.parts import title_of, validity_of
from curbcut.portal.shelf import Shelf

_TYPES = {
    "notice": "Legislation", "guide": "GovernmentService", "place": "GovernmentOffice", "event": "Event",
    "course": "Course", "lesson": "LearningResource", "page": "WebPage",
}  # fmt: skip
_FORCE = {"effective": "InForce", "amended": "PartiallyInForce"}
_FEATURES = {
    "plain": ("readingOrder",),
    "large_print": ("largePrint", "taggedPDF"),
    "audio": ("synchronizedAudioText",),
    "braille": ("braille",),
}
"""Room → accessibilityFeature. Source: schema.org accessibility properties for discoverability vocabulary, 2023."""


def structured(config: SiteConfig, shelf: Shelf, head: Head) -> str:
    """Return the JSON-LD of a document; `</` cannot occur in it."""
    meta = head.meta
    made = shelf.made.get(head.path, {})
    organisation = {
        "@type": "GovernmentOrganization",
        "name": in_language(config.organisation or config.title, head.lang),
    }
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES[head.kind],
        "name": title_of(head),
        "description": meta.summary,
        "url": absolute(config.url, head.url) if config.url else "",
        "inLanguage": head.lang,
        "datePublished": meta.published,
        "dateModified": max((change.date for change in meta.change_notes), default=""),
        "accessMode": ["textual", "auditory"] if "audio" in made else ["textual"],
        "accessibilityFeature": sorted(
            {"structuralNavigation", *(feature for name in made for feature in _FEATURES.get(name, ()))}
        ),
        "accessibilityHazard": "none",
        **_of_kind(shelf, head, organisation),
    }
    text = json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _of_kind(shelf: Shelf, head: Head, organisation: dict[str, Any]) -> dict[str, Any]:
    meta: Any = head.meta
    if head.kind == "notice":
        issuers = [{"@type": "GovernmentOrganization", "name": name} for name in meta.issuer] or [organisation]
        return {
            "legislationIdentifier": meta.doc_number, "legislationDate": meta.issued, "legislationPassedBy": issuers,
            "legislationDateOfApplicability": meta.effective, "legislationType": "policy notice",
            "legislationLegalForce": f"https://schema.org/{_FORCE.get(validity_of(head), 'NotInForce')}",
            "legislationRepeals": _named(shelf, head, (*meta.repeals, *meta.replaces)),
            "legislationChanges": _named(shelf, head, meta.amends),
        }  # fmt: skip
    if head.kind == "guide":
        channel = {"@type": "ServiceChannel", "servicePhone": meta.phone, "serviceUrl": meta.online_url}
        return {"provider": organisation, "availableChannel": {k: v for k, v in channel.items() if v}}
    if head.kind == "place":
        where = meta.coordinates
        spot = (
            {"geo": {"@type": "GeoCoordinates", "latitude": where.lat, "longitude": where.lon}}
            if where and where.system == "WGS84"
            else {}
        )
        features = [{"@type": "LocationFeatureSpecification", "name": name, "value": True} for name in meta.facilities]
        return {
            "address": meta.address,
            "telephone": meta.phone,
            "openingHours": "",
            "amenityFeature": features,
            **spot,
        }
    if head.kind == "event":
        place = {"@type": "Place", "name": meta.venue or meta.address, "address": meta.address or meta.venue}
        organiser = {"@type": "Organization", "name": meta.organiser[0]} if meta.organiser else organisation
        return {
            "startDate": meta.starts, "endDate": meta.ends, "location": place if place["name"] else None, "organizer": organiser,
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode", "isAccessibleForFree": True,
        }  # fmt: skip
    if head.kind == "course":
        parts = [
            {"@type": "LearningResource", "name": title_of(h), "url": href(head.url, h.url)}
            for h in shelf.lessons(head)
        ]
        return {"provider": organisation, "teaches": list(meta.objectives), "hasPart": parts}
    if head.kind == "lesson":
        minutes = {"timeRequired": f"PT{meta.minutes}M"} if meta.minutes else {}
        return {"learningResourceType": "lesson", "teaches": list(meta.objectives.values()), **minutes}
    return {}


def _named(shelf: Shelf, head: Head, names: tuple[str, ...]) -> list[dict[str, str]]:
    targets = (shelf.by_name.get((name, head.lang)) for name in names)
    return [
        {"@type": "Legislation", "name": title_of(t) if t else name} for t, name in zip(targets, names, strict=True)
    ]
