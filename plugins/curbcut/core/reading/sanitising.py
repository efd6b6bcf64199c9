"""What HTML may say: one allow-list for raw HTML, attribute lists and link targets alike.

Raw HTML is cleaned by nh3 (an HTML5 parser) with these tables; everything the tree walk meets is
checked with the same tables, because an attribute list can write `onclick` as well as a tag can.
Source of the tables: HTML Living Standard; PRODUCT.md (no third-party requests, strict CSP).
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

import nh3

from curbcut.core.findings import STOP, WARN, Level
from curbcut.core.reading.page import Page

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img input ins kbd mark q rb rp rt rtc ruby s samp small "
    "span strong sub sup time u var wbr".split()
)
BLOCK = frozenset(
    "address article aside audio blockquote caption col colgroup dd details div dl dt figcaption figure footer h1 h2 "
    "h3 h4 h5 h6 header hr li ol p picture pre section source summary table tbody td tfoot th thead tr track ul "
    "video".split()
)
TAGS = (INLINE | BLOCK) - {"input"}
CONTENT_DROPPED = frozenset({"script", "style", "template", "iframe"})
DANGEROUS = frozenset(
    "applet base embed form frame frameset iframe input button select textarea option link math meta object param "
    "script style svg template".split()
)
EVERYWHERE = frozenset({"id", "class", "lang", "dir", "role", "title", "hidden"})
ATTRIBUTES: dict[str, frozenset[str]] = {
    tag: frozenset(names.split())
    for tag, names in {
        "a": "href hreflang rel type download",
        "img": "src alt width height",
        "audio": "src controls preload",
        "video": "src controls preload poster width height",
        "source": "src type",
        "track": "src kind srclang label default",
        "td": "colspan rowspan headers align",
        "th": "colspan rowspan headers align scope abbr",
        "ol": "start reversed type",
        "li": "value",
        "col": "span",
        "colgroup": "span",
        "q": "cite",
        "blockquote": "cite",
        "del": "cite datetime",
        "ins": "cite datetime",
        "time": "datetime",
        "data": "value",
        "details": "open",
    }.items()
}
URL_ATTRIBUTES = frozenset({"href", "src", "poster", "cite"})
EMBEDS = frozenset({"img", "audio", "video", "source", "track", "iframe", "embed", "object", "link"})
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms"})
SPANS = frozenset({"colspan", "rowspan", "span"})
SPAN_LIMIT = 100
"""Cells a span may cover; `colspan=1000000` kept WeasyPrint busy for minutes (research/publishing.md 4.2)."""
DEPTH_LIMIT = 60
"""Elements inside each other in raw HTML; WeasyPrint 70 fails at 200 (research/publishing.md 4.2)."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+")
_TAG = re.compile(r"</?([a-zA-Z][^\s/>]*)")


def scheme(url: str) -> str:
    """Return the scheme a browser would see in `url`, in lower case, or ``""``.

    Browsers drop tabs and line ends in a URL and white space before it (WHATWG URL, 4.4).
    """
    found = _SCHEME.match(_INVISIBLE.sub("", unescape(url)))
    return found[1].lower() if found else ""


def attribute_problem(tag: str, name: str, value: str) -> tuple[str, Level] | None:
    """Return the rule that an attribute breaks and its level, or None where it is fine."""
    low = name.lower()
    if low.startswith(("on", "xmlns")) or low in {"style", "srcdoc", "formaction", "srcset"}:
        return "unsafe-attribute", STOP
    if low not in EVERYWHERE and low not in ATTRIBUTES.get(tag, ()) and not low.startswith("aria-"):
        return "attribute-dropped", WARN
    if low in URL_ATTRIBUTES:
        return url_problem(tag, value)
    if low in SPANS and not (value.isdecimal() and value.isascii() and 0 < int(value[:9]) <= SPAN_LIMIT):
        return "attribute-dropped", WARN
    return None


def url_problem(tag: str, url: str) -> tuple[str, Level] | None:
    """Return the rule that a link's or an embed's target breaks, or None."""
    of = scheme(url)
    if tag in EMBEDS:
        if of in {"http", "https"} or _INVISIBLE.sub("", url)[:2] in {"//", "\\\\", "/\\", "\\/"}:
            return "remote-embed", STOP
        return ("unsafe-url", STOP) if of and not _drive(of) else None
    return ("unsafe-url", STOP) if of and of not in LINK_SCHEMES and not _drive(of) else None


def _drive(of: str) -> bool:
    # "C:\x" is a path of one machine; links.py refuses it with words of its own.
    return len(of) == 1


def clean(html: str, page: Page) -> Element:
    """Return raw HTML, cleaned and balanced, as an element tree under one `div`."""
    kept: dict[str, set[str]] = {tag: set(names) for tag, names in ATTRIBUTES.items()}
    kept["*"] = set(EVERYWHERE)
    safe = nh3.clean(
        html, tags=set(TAGS), clean_content_tags=set(CONTENT_DROPPED), attributes=kept,
        strip_comments=True, link_rel=None, generic_attribute_prefixes={"aria-"},
        url_schemes=set(LINK_SCHEMES), attribute_filter=_only_safe,
    )  # fmt: skip
    builder = _Builder()
    builder.feed(safe)
    builder.close()
    if builder.too_deep:
        page.note_typed("nested-too-deep", builder.too_deep)
    return builder.root


def _only_safe(tag: str, name: str, value: str) -> str | None:
    return None if attribute_problem(tag, name, value or name) else value


def check_attributes(element: Element, page: Page) -> None:
    """Take away the attributes that break a rule, and note each."""
    for name in list(element.attrib):
        value = element.attrib[name]
        if value is None:
            # An attribute list may give a name alone.
            value = element.attrib[name] = name
        if broken := attribute_problem(element.tag, name, value):
            del element.attrib[name]
            typed = value if name in URL_ATTRIBUTES else name
            page.note(broken[0], level=broken[1], typed=typed, attribute=name, url=value, tag=element.tag)


class _Builder(HTMLParser):
    """Builds an element tree from the balanced output of nh3."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self.open = [self.root]
        self.too_deep = ""
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            SubElement(self.open[-1], tag, _named(attrs))
        elif len(self.open) > DEPTH_LIMIT:
            self.too_deep = self.too_deep or (self.get_starttag_text() or "<")
            self.skipped += 1
        else:
            self.open.append(SubElement(self.open[-1], tag, _named(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            self.skipped -= tag not in VOID
        elif len(self.open) > 1 and tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        parent = self.open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


def _named(attrs: list[tuple[str, str | None]]) -> dict[str, str]:
    return {name: name if value is None or (value == "" and name in _BARE) else value for name, value in attrs}


_BARE = frozenset({"controls", "open", "default", "reversed", "download", "hidden"})


class _Inspector(HTMLParser):
    """Says what nh3 will take away from a piece of raw HTML."""

    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.open: list[tuple[str, str]] = []

    def parse_html_declaration(self, i: int) -> int:
        """Read `<!…>` as browsers do; the stock parser raises on some of them."""
        return self.parse_comment(i) if self.rawdata.startswith("<!--", i) else self.parse_bogus_comment(i)

    def handle_endtag(self, tag: str) -> None:
        for number in range(len(self.open) - 1, -1, -1):
            if self.open[number][0] == tag:
                del self.open[number]
                break

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        typed = self.get_starttag_text() or f"<{tag}"
        if tag in _CLOSED:
            self.open.append((tag, typed))
        if tag in DANGEROUS:
            urls = [value or "" for name, value in attrs if name in {"src", "href", "data"}]
            remote = tag in EMBEDS and any(scheme(url) in {"http", "https"} for url in urls)
            self.page.note_typed("remote-embed" if remote else "unsafe-html", typed, tag=tag)
        elif tag not in TAGS:
            self.page.note_typed("html-dropped", typed, level=WARN, tag=tag)
        for name, value in attrs:
            broken = attribute_problem(tag, name, value or name)
            if broken and (tag in TAGS or (broken[1] == STOP and broken[0] != "remote-embed")):
                self.page.note_typed(broken[0], typed, level=broken[1], attribute=name, tag=tag, url=value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)


_CLOSED = INLINE - VOID - {"rt", "rp", "rb", "rtc"}
"""Inline tags that need an end: browsers carry an open one on into every following paragraph."""


def inspect(pieces: list[str], page: Page) -> None:
    """Note every tag and attribute of raw HTML, in document order, that cannot be published."""
    inspector = _Inspector(page)
    for raw in pieces:
        inspector.feed(raw)
        rest = inspector.rawdata
        if broken := _TAG.match(rest):
            page.note_typed("unsafe-html", rest[:60], tag=broken[1])
        inspector.rawdata = ""
        inspector.clear_cdata_mode()
    for _, typed in inspector.open:
        page.note_typed("unclosed-html", typed)
