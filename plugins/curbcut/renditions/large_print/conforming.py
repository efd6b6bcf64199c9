"""One file that is PDF/UA-1 and PDF/A-3a: our tags, metadata written anew, the Markdown source inside.

Source: ISO 14289-1 (PDF/UA-1), ISO 19005-3 (PDF/A-3), the Adobe XMP specification part 1. WeasyPrint writes either the
one claim or the other; both in one file is what its `finisher` is used for here (decision 009).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from curbcut.core.model import Record
from curbcut.renditions.large_print.packing import AMBIGUOUS_END, pack
from curbcut.renditions.large_print.tagging import tagging

VARIANT = "pdf/a-3a"
PRODUCER = "WeasyPrint, Curbcut"
"""Without versions: a new one that paints the same page makes the same file."""

_UNDATED = "1980-01-01"
"""PDF/A-3 wants a date for a file inside; this one is the earliest that every archive format knows."""

_NUDGES = 8
"""Of 256 files about two need a nudge, so eight in a row fail once in 10^16 files."""

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Particulars(Record, frozen=True, gc=False):
    """What a PDF tells about itself.

    title:       in the window's title and the metadata; must say something
    lang:        BCP 47 of the whole
    authors:     names, in order
    description: a sentence or two, or ""
    keywords:    words to find it by
    created modified: ISO 8601, a date or a date with time, or ""; never the current time
    source_name: file name of the Markdown source, "" for none
    source:      its bytes
    """

    title: str
    lang: str
    authors: tuple[str, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    created: str = ""
    modified: str = ""
    source_name: str = ""
    source: bytes = b""


def write_conforming(document: Any, told: Particulars) -> bytes:
    """Return `document`, a `weasyprint.Document`, as PDF/UA-1 and PDF/A-3a; the same bytes for the same page.

    raises: ValueError where something painted would be missing from the tag tree, or a date is none
    """
    told = _clean(told)

    document.metadata.attachments = []
    document.metadata.lang = told.lang
    for nudge in range(_NUDGES):
        data = _written(document, told, nudge)
        if AMBIGUOUS_END not in data:
            return data
    raise AssertionError(f"no form of the file in {_NUDGES} has streams with clear ends")


def _written(document: Any, told: Particulars, nudge: int) -> bytes:
    """Return the file with `nudge` empty objects in it, which shift what its last streams hold."""

    def finisher(_document: Any, pdf: Any) -> None:
        import pydyf

        _images(pdf)
        _information(pdf, told)
        _metadata(pdf, told)
        _files(pdf)
        for _ in range(nudge):
            pdf.add_object(pydyf.Dictionary())
        pack(pdf)

    attachments = [_attachment(told)] if told.source_name else None
    with tagging(document):
        return bytes(document.write_pdf(pdf_variant=VARIANT, attachments=attachments, finisher=finisher))


def _clean(told: Particulars) -> Particulars:
    """Return the particulars with texts that an XML file can hold, on one line, and dates that are dates."""
    for date in (told.created, told.modified):
        if date:
            _moment(date)
    return Particulars(
        title=_line(told.title),
        lang=_line(told.lang),
        authors=tuple(name for author in told.authors if (name := _line(author))),
        description=_line(told.description),
        keywords=tuple(word for keyword in told.keywords if (word := _line(keyword))),
        created=told.created,
        modified=told.modified,
        source_name=_line(told.source_name),
        source=told.source,
    )


def _line(text: str) -> str:
    return " ".join(_NOT_XML.sub(" ", text).split())


def _moment(date: str) -> datetime:
    """Return an ISO date as a moment; without a zone it is taken as UTC."""
    if _DATE.match(date) is None:
        raise ValueError(f"not a date of ISO 8601: {date!r}")
    moment = datetime.fromisoformat(date)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _attachment(told: Particulars) -> Any:
    from weasyprint import Attachment

    return Attachment(
        string=told.source,
        name=told.source_name,
        description=told.title,
        created=_moment(told.created or told.modified or _UNDATED).astimezone(UTC),
        modified=_moment(told.modified or told.created or _UNDATED).astimezone(UTC),
        relationship="Source",
    )


def _images(pdf: Any) -> None:
    """Let no image be smoothed by the reader's program (ISO 19005-3, 6.2.8)."""
    for made in pdf.objects:
        extra = getattr(made, "extra", None)
        if extra and extra.get("Subtype") == "/Image" and "Interpolate" in extra:
            extra["Interpolate"] = "false"


def _information(pdf: Any, told: Particulars) -> None:
    """Write the document information dictionary, which must agree with the metadata (ISO 19005-3, 6.6.3)."""
    import pydyf

    texts = {
        "Title": told.title,
        "Author": "; ".join(told.authors),
        "Subject": told.description,
        "Keywords": ", ".join(told.keywords),
        "Creator": "Curbcut",
        "Producer": PRODUCER,
        "CreationDate": _pdf_date(told.created),
        "ModDate": _pdf_date(told.modified),
    }
    pdf.info.clear()
    pdf.info.update({name: pydyf.String(text) for name, text in texts.items() if text})


def _pdf_date(date: str) -> str:
    """Return an ISO date as PDF has it (ISO 32000-1, 7.9.4): no more told than is known."""
    found = _DATE.match(date)
    if found is None:
        return ""
    year, month, day, hour, minute, second, zone = found.groups()
    if hour is None:
        return f"D:{year}{month}{day}"
    offset = "" if zone is None else "Z" if zone == "Z" else f"{zone[:3]}'{zone[4:]}'"
    return f"D:{year}{month}{day}{hour}{minute}{second or '00'}{offset}"


def _metadata(pdf: Any, told: Particulars) -> None:
    """Put our metadata in the place of WeasyPrint's, uncompressed so that any program finds it."""
    written = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    written.stream = [metadata(told).encode()]
    written.compress = False


def metadata(told: Particulars) -> str:
    """Return the XMP packet: who claims to conform to what, and what the file is."""
    return _PACKET.format(
        title=_language_alternative("dc:title", told.title),
        creator=_sequence("dc:creator", "Seq", told.authors),
        description=_language_alternative("dc:description", told.description),
        language=_sequence("dc:language", "Bag", (told.lang,)),
        subject=_sequence("dc:subject", "Bag", told.keywords),
        keywords=_property("pdf:Keywords", ", ".join(told.keywords)),
        created=_property("xmp:CreateDate", told.created),
        modified=_property("xmp:ModifyDate", told.modified),
        producer=_property("pdf:Producer", PRODUCER),
    )


def _property(name: str, text: str) -> str:
    return f"\n<{name}>{_escaped(text)}</{name}>" if text else ""


def _language_alternative(name: str, text: str) -> str:
    item = f'<rdf:Alt><rdf:li xml:lang="x-default">{_escaped(text)}</rdf:li></rdf:Alt>'
    return f"\n<{name}>{item}</{name}>" if text else ""


def _sequence(name: str, kind: str, texts: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{_escaped(text)}</rdf:li>" for text in texts if text)
    return f"\n<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _files(pdf: Any) -> None:
    """Name the file inside once, and so that every reader can show its name.

    WeasyPrint lists it twice in `/AF`, and writes `/F` and the table of names in UTF-8, which PDF 1.7 does not know.
    """
    if "AF" not in pdf.catalog:
        return
    pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    (reference,) = pdf.catalog["AF"]
    described = pdf.objects[int(reference.split()[0])]
    described["F"] = described["UF"]
    table = pdf.objects[int(pdf.catalog["Names"]["EmbeddedFiles"].split()[0])]
    table["Names"][0] = described["UF"]


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>{title}{creator}{description}{language}{subject}{keywords}{producer}
<xmp:CreatorTool>Curbcut</xmp:CreatorTool>{created}{modified}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
