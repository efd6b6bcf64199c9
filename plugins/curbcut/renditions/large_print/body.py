"""What becomes of a document's body on paper: nothing to click, play or unfold, and every address written out once."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from curbcut.core.words import label
from curbcut.renditions.large_print.elements import drop, element, replace, text_of, unwrap

PICTURES = "curbcut-picture:"
"""Scheme of pictures of the site, by path; the printer's fetcher knows no other way to a file."""
_KEPT = frozenset({"id", "lang", "dir", "title", "class", "href", "src", "alt", "aria-hidden"})
_KEPT_BY = {
    "ol": frozenset({"start", "type", "reversed"}), "li": frozenset({"value"}),
    "td": frozenset({"colspan", "rowspan", "headers", "align"}),
    "th": frozenset({"colspan", "rowspan", "headers", "scope", "align"}),
}  # fmt: skip
_JOINER = "\u2060"  # WORD JOINER: a number never begins a line alone
_SHORT = 90  # characters: a list item of about four lines at 20 pt is kept on one page
_LETTER_EM = 0.48
"""Width of a letter of pinyin beside characters of one em: 0.8 of their size, and 0.6 of an em each."""
_MARKS = {True: "✓ ", False: "□ "}


class Addresses:
    """The web addresses that a text links to, numbered in the order they are met.

    inside: path of a source or file of the site → its full address; without one (no `url` in the configuration)
    a link is only its text
    inner: path of a source → where it stands in the same book, as ``#id``
    """

    def __init__(self, inside: dict[str, str], inner: dict[str, str] | None = None) -> None:
        self.inside, self.inner = inside, inner or {}
        self.listed: dict[str, int] = {}

    @property
    def marks(self) -> frozenset[str]:
        """Addresses inside the file that are not of one document: those of the list, and of the chapters of a book."""
        return frozenset((*(f"#cc-address-{number}" for number in self.listed.values()), *self.inner.values()))

    def printed(self) -> Element | None:
        """Return the numbered list of addresses, or None where a text has none."""
        if not self.listed:
            return None
        items = []
        for address, number in self.listed.items():
            link = element("a", address, href=address)
            items.append(element("li", "", link, id=f"cc-address-{number}"))
        return element("ol", "", *items, class_="addresses")

    def full(self, href: str) -> str:
        """Return where a link of the body leads: a full address, ``#id``, or ``""`` for nowhere that paper knows."""
        if not href.startswith("site:"):
            return href
        path, hash_, fragment = href.removeprefix("site:").partition("#")
        if path in self.inner:
            return self.inner[path]
        address = self.inside.get(path, "")
        return address + hash_ + fragment if address else ""


def printed_body(root: Element, addresses: Addresses, lang: str) -> Element:
    """Return the body made fit for paper, changed in place.

    root: the tree of `Document.body`; lang: BCP 47 of the document
    """
    _clean(root, lang)
    number_addresses(root, addresses)
    for item in root.iter("li"):
        if len(text_of(item)) <= _SHORT:
            item.set("class", f"{item.get('class', '')} short".strip())
    return root


def _clean(parent: Element, lang: str) -> None:
    for child in list(parent):
        said = child.get("lang", lang)
        if (
            "hidden" in child.attrib
            or child.get("class") == "footnote-backref"
            or child.tag in ("rp", "wbr", "template")
        ):
            drop(parent, child)
            continue
        if child.tag in ("video", "audio"):
            replace(parent, child, element("p", _elsewhere(child.tag, lang), class_="elsewhere"))
            continue
        _clean(child, said)
        _fit(parent, child, said)


def _elsewhere(tag: str, lang: str) -> str:
    return label("print_video", lang) if tag == "video" else label("print_audio", lang)


def _fit(parent: Element, child: Element, lang: str) -> None:
    classes = child.get("class", "").split()
    if child.tag == "span" and set(child.attrib) <= {"class", "id"} and "s" in classes:
        unwrap(parent, child)
        return
    if child.tag == "div" and "table" in classes:
        unwrap(parent, child)
        return
    if child.tag == "input":
        replace(parent, child, element("span", _MARKS["checked" in child.attrib]))  # the box is the item's mark
        return
    if child.tag in ("picture", "label"):
        unwrap(parent, child)
        return
    kept = _KEPT | _KEPT_BY.get(child.tag, frozenset())
    for name in [name for name in child.attrib if name not in kept]:
        del child.attrib[name]
    if child.tag == "details":
        child.tag = "section"
        child.set("class", "details")
    elif child.tag == "summary":
        child.tag = "p"
        child.set("class", "summary")
    elif child.tag == "img":
        child.set("src", PICTURES + child.get("src", "").removeprefix("site:"))
    elif child.tag == "figure":
        _describe(child, lang)
    elif child.tag == "ruby":
        _widen(child)


def _widen(ruby: Element) -> None:
    """Give characters the room that their reading needs, so that it touches no neighbour's."""
    reading = sum(len("".join(part.itertext())) for part in ruby.iter("rt"))
    base = len("".join(ruby.itertext())) - reading
    wanting = reading * _LETTER_EM - base
    if wanting > 0:
        ruby.set("style", f"padding: 0 {wanting / 2:.2f}em")


def _describe(figure: Element, lang: str) -> None:
    """Print what the picture shows below it; a screen reader has heard it already as the picture's text."""
    image = figure.find(".//img")
    text = image.get("alt", "") if image is not None else ""
    caption = figure.find("figcaption")
    if text and (caption is None or text_of(caption) != text):
        shown = element("p", label("print_picture", lang, text=text), class_="described", aria_hidden="true")
        figure.append(shown)


def number_addresses(root: Element, addresses: Addresses) -> None:
    """Give every link to another place the number of its address; links without a place become text."""
    links = [(parent, link) for parent in root.iter() for link in parent if link.tag == "a" and "href" in link.attrib]
    for parent, link in links:
        address = addresses.full(link.get("href", ""))
        if not address:
            unwrap(parent, link)
            continue
        link.set("href", address)
        if not address.startswith(("http://", "https://")) or _shown(address) in text_of(link):
            continue
        number = addresses.listed.setdefault(address, len(addresses.listed) + 1)
        mark = element("a", f"[{number}]", href=f"#cc-address-{number}", class_="address")
        mark.tail, link.tail = link.tail, _JOINER
        parent.insert(list(parent).index(link) + 1, mark)


def _shown(address: str) -> str:
    return address.partition("://")[2].rstrip("/")
