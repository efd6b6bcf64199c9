"""What a printed file says of itself: title, language, author, dates, and the text it was made from."""

from __future__ import annotations

from curbcut.core.model import Document, Made
from curbcut.core.steps import SOURCE
from curbcut.renditions.large_print.conforming import Particulars


def particulars(doc: Document, site: Made) -> Particulars:
    """Return the particulars of a document's PDF."""
    meta = doc.meta
    issuers = tuple(getattr(meta, "issuer", ()) or ())
    published = getattr(meta, "published", "") or getattr(meta, "starts", "") or ""
    return Particulars(
        title=meta.title or doc.slug, lang=doc.lang, authors=issuers or ((site.facts.get("name", ""),) if site.facts.get("name") else ()),
        description=meta.summary or "", keywords=tuple(meta.topic), created=published, source_name=SOURCE,
        source=site.files.get(SOURCE, b""),
    )  # fmt: skip
