"""Content-Type by file name: a table of our own, so that no machine's mime.types decides what a page is."""

from __future__ import annotations

_UTF8 = "; charset=utf-8"
UNKNOWN = "application/octet-stream"

_TEXTS = {
    "html": "text/html", "htm": "text/html", "css": "text/css", "js": "text/javascript", "mjs": "text/javascript",
    "txt": "text/plain", "lrc": "text/plain", "log": "text/plain", "md": "text/markdown", "csv": "text/csv",
    "tsv": "text/tab-separated-values", "vtt": "text/vtt", "ics": "text/calendar", "vcf": "text/vcard",
    "xml": "application/xml", "yml": "application/yaml", "yaml": "application/yaml",
}  # fmt: skip
"""Texts that we write in UTF-8 and say so."""

_OTHERS = {
    # JSON is UTF-8 by definition (RFC 8259 8.1) and its types take no charset
    "json": "application/json", "jsonld": "application/ld+json", "geojson": "application/geo+json",
    "webmanifest": "application/manifest+json", "map": "application/json", "wasm": "application/wasm",
    # XML says its own encoding
    "xhtml": "application/xhtml+xml", "atom": "application/atom+xml", "rss": "application/rss+xml",
    "smil": "application/smil+xml", "opf": "application/oebps-package+xml", "ncx": "application/x-dtbncx+xml",
    "pls": "application/pls+xml", "xsd": "application/xml", "xsl": "application/xml", "svg": "image/svg+xml",
    # books and braille; PEF, BRF and eBraille are not registered with IANA, these are the names their readers use
    "epub": "application/epub+zip", "ebrl": "application/epub+zip", "pdf": "application/pdf",
    "pef": "application/x-pef+xml", "brf": "application/x-brf", "brl": "application/x-brl",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "zip": "application/zip", "gz": "application/gzip",
    # sound and film
    "mp3": "audio/mpeg", "opus": "audio/ogg", "ogg": "audio/ogg", "oga": "audio/ogg", "m4a": "audio/mp4",
    "m4b": "audio/mp4", "aac": "audio/aac", "flac": "audio/flac", "wav": "audio/wav",
    "mp4": "video/mp4", "webm": "video/webm", "ogv": "video/ogg",
    # pictures and letters
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "ico": "image/vnd.microsoft.icon",
    "woff2": "font/woff2", "woff": "font/woff", "ttf": "font/ttf", "otf": "font/otf",
}  # fmt: skip

TYPES = {**{ending: kind + _UTF8 for ending, kind in _TEXTS.items()}, **_OTHERS}


def media_type(name: str) -> str:
    """Return the Content-Type of a file by its ending; a stranger is a download, never a guess."""
    return TYPES.get(name.rpartition(".")[2].lower(), UNKNOWN) if "." in name else UNKNOWN
