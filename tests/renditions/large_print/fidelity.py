"""Whether a PDF's tag tree says what its page says: a second opinion, which shares no code with what makes the tags.

`differences(data, html)` reads the tags from the file with pikepdf and the page from its XHTML, and holds them together.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

import pikepdf
from renditions.large_print.painted import Painted, painted
from renditions.large_print.tag_tree import Element, read

_HEADINGS = {f"h{level}" for level in range(1, 7)}
_BLOCKS = _HEADINGS | set(
    "p div section article aside header footer nav main address blockquote figure figcaption pre ul ol li dl dt dd "
    "table caption thead tbody tfoot tr th td details summary hr body html form fieldset".split()
)
_LOOSE = set("body main div section article aside header footer nav address blockquote figure details form".split())
"""Where text of its own makes a paragraph."""
_PARTS = {"caption": 0, "thead": 1, "tfoot": 3}
"""A caption comes first and a foot last in the tags, wherever the page has them."""
_SILENT = {"script", "style", "rp", "head", "template"}
_BLOCK_TAGS = set(
    "Document Part Art Sect Div Aside BlockQuote P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table Caption THead TBody TFoot TR "
    "TH TD TOC TOCI Note".split()
)


def differences(data: bytes, html: str) -> list[str]:
    """Return what tags and page do not agree on, in plain words; nothing where they agree."""
    page = ElementTree.fromstring(re.sub(r"^\s*<!DOCTYPE[^>]*>", "", html))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        seen = painted(pdf)
        tree = read(pdf, seen)
        return [
            *_compared("headings", _page_headings(page), _tree_headings(tree)),
            *_counts(page, tree),
            *_compared("texts", list(_page_texts(page)), list(_tree_texts(tree, generated="data-to=" not in html))),
            *_compared("languages", sorted(_page_languages(page)), sorted(_tree_languages(tree))),
            *_links(page, tree),
            *_reached(tree, seen),
            *_complete(pdf, tree),
            *_way_back(pdf, tree),
        ]


def _compared(name: str, page: list[object], tags: list[object]) -> Iterator[str]:
    if page != tags:
        at = next((n for n, (a, b) in enumerate(zip(page, tags, strict=False)) if a != b), min(len(page), len(tags)))
        yield f"{name}, number {at + 1}: page {page[at : at + 2]!r}, tags {tags[at : at + 2]!r}"


# ---------------------------------------------------------------------------------------------------------- the page


def _hidden(element: ElementTree.Element) -> bool:
    return element.tag in _SILENT or element.get("aria-hidden") == "true"


def _walk(element: ElementTree.Element, *, nav: bool = False) -> Iterator[tuple[ElementTree.Element, bool]]:
    """Yield what can be read of a page, in order, and whether it is in a list of contents."""
    if not _hidden(element):
        nav = nav or element.tag == "nav"
        yield element, nav
        for child in element:
            yield from _walk(child, nav=nav)


def _said(element: ElementTree.Element) -> str:
    """Return the text of an element with a line for every block in it."""
    if _hidden(element):
        return ""
    children = sorted(element, key=lambda child: _PARTS.get(child.tag, 2)) if element.tag == "table" else element
    inner = (element.text or "") + "".join(_said(child) + (child.tail or "") for child in children)
    if element.tag == "br":
        return " "
    if element.tag == "q":
        return f"“{inner}”"  # which the style sheet of browsers adds
    return f"\0{inner}\0" if element.tag in _BLOCKS else inner


def _texts(said: str) -> Iterator[str]:
    for piece in said.split("\0"):
        if text := " ".join(piece.split()):
            yield text


def _page_texts(page: ElementTree.Element) -> Iterator[str]:
    return _texts(_said(page))


def _page_headings(page: ElementTree.Element) -> list[object]:
    return [
        (element.tag.upper(), " ".join("".join(_texts(_said(element))).split()))
        for element, _ in _walk(page)
        if element.tag in _HEADINGS
    ]


def _page_languages(page: ElementTree.Element, spoken: str = "") -> Iterator[str]:
    if _hidden(page):
        return
    own = page.get("lang", spoken)
    if own != spoken and page.tag != "html":
        yield own
    for child in page:
        yield from _page_languages(child, own)


def _paragraphs(element: ElementTree.Element) -> int:
    """Count the runs of text that stand loose among blocks, which are paragraphs though the page does not say so."""
    runs, open_run = 0, False
    pieces: list[tuple[bool, str]] = [(False, element.text or "")]
    for child in element:
        said = _said(child).replace("\0", "") or ("picture" if _shows(element, child) else "")
        pieces += [(child.tag in _BLOCKS, said), (False, child.tail or "")]
    for block, text in pieces:
        if block:
            open_run = False
        elif text.strip() and not open_run:
            runs, open_run = runs + 1, True
    return runs


def _counts(page: ElementTree.Element, tree: Element) -> Iterator[str]:
    wanted: Counter[str] = Counter()
    for element, nav in _walk(page):
        tag = element.tag
        text = "".join(_texts(_said(element))) or ("picture" if _pictured(element) else "")
        if tag in {"table", "thead", "tbody", "tfoot", "tr", "td", "caption"} and (text or tag != "caption"):
            if tag == "table" and element.find("tr") is not None:
                wanted["TBody"] += 1  # which HTML has though it is not written
            wanted[
                {"table": "Table", "tr": "TR", "td": "TD", "caption": "Caption"}.get(tag, "T" + tag[1:].capitalize())
            ] += 1
        elif tag == "th":
            wanted["TH" if text else "TD"] += 1
        elif tag in {"ul", "ol", "dl"} and text:
            wanted["TOC" if nav and tag != "dl" else "L"] += 1
            if tag == "dl":
                wanted["LI"] += sum(1 for _ in _groups(element))
        elif tag == "li" and text:
            wanted["TOCI" if nav else "LI"] += 1
        elif (tag in {"p", "summary"} and text) or tag == "pre":
            wanted["P"] += 1
        elif tag == "figcaption" and text:
            wanted["Caption"] += 1
        elif tag == "blockquote" and text:
            wanted["BlockQuote"] += 1
        elif tag == "img" and element.get("alt") != "" and element.get("role") != "presentation":
            wanted["Figure"] += 1
        elif tag == "ruby":
            wanted["RT"] += len(element.findall("rt"))
        elif tag in {"em", "strong"} and text:
            wanted[tag.capitalize()] += 1
        if tag in _LOOSE:
            wanted["P"] += _paragraphs(element)
    given = Counter(element.kind for element in tree.below())
    kinds = "Table TR TH TD Caption THead TBody TFoot L LI TOC TOCI P BlockQuote Figure RT Em Strong".split()
    for kind in kinds:
        if wanted[kind] != given[kind]:
            yield f"{kind}: page {wanted[kind]}, tags {given[kind]}"


def _pictured(element: ElementTree.Element) -> bool:
    return any(image.get("alt") for image in element.iter("img"))


def _shows(element: ElementTree.Element, child: ElementTree.Element) -> bool:
    """Whether a child is a picture in the line; one in a figure, or set as a block, is none."""
    return element.tag != "figure" and "block" not in child.get("style", "") and _pictured(child)


def _groups(terms: ElementTree.Element) -> Iterator[int]:
    """Yield once for every group of a description list: terms, then what describes them."""
    before = "dd"
    divided = [inner for child in terms for inner in (child if child.tag == "div" else [child])]
    for inner in divided:
        if inner.tag == "dt" and before == "dd":
            yield 1
        if inner.tag in {"dt", "dd"}:
            before = inner.tag


def _links(page: ElementTree.Element, tree: Element) -> Iterator[str]:
    wanted = []
    for element, _ in _walk(page):
        if element.tag == "a" and element.get("href"):
            pictures = " ".join(image.get("alt", "") for image in element.iter("img"))
            wanted.append(element.get("aria-label") or " ".join("".join(element.itertext()).split()) or pictures)
    links = [element for element in tree.below() if element.kind == "Link"]
    given = []
    for link in links:
        told = {str(annotation.get("/Contents", "")) for annotation in link.annotations()}
        if len(told) != 1:
            yield f"link {link.text()!r}: its places say {sorted(told)!r}"
        given.append(min(told, default=""))
        for annotation in link.annotations():
            if int(annotation.get("/F", 0)) & 4 == 0:
                yield f"link {link.text()!r} is not printed"
    yield from _compared("links", wanted, given)


# ---------------------------------------------------------------------------------------------------------- the tags


def _tree_headings(tree: Element) -> list[object]:
    return [
        (element.kind, " ".join(element.text().split()))
        for element in tree.below()
        if re.match(r"H[1-6]$", element.kind)
    ]


def _tree_texts(tree: Element, *, generated: bool) -> Iterator[str]:
    """generated: whether numbers of pages in the contents come from the style sheet, not from the page."""
    return _texts(_read_aloud(tree, generated))


def _read_aloud(element: Element, generated: bool, counted: bool = False, contents: bool = False) -> str:
    contents = contents or element.kind == "TOC"
    if element.kind == "L":
        counted = element.attribute("/ListNumbering") is not None
    if element.kind == "Figure":
        return ""  # its alternative is read; letters in the picture are not
    if element.kind == "Lbl" and (counted or contents):
        return ""  # a bullet or number that the style sheet makes
    inner = "".join(
        kid if isinstance(kid, str) else _read_aloud(kid, generated, counted, contents)
        for kid in element.kids
        if isinstance(kid, (str, Element))
    )
    if generated and contents and element.kind == "Link":
        inner = re.sub(r"\s\d+$", "", inner)  # the number of the page
    return f"\0{inner}\0" if element.kind in _BLOCK_TAGS else inner


def _tree_languages(tree: Element) -> Iterator[str]:
    return (str(element.object.Lang) for element in tree.below() if "/Lang" in element.object)


def _reached(tree: Element, seen: Painted) -> Iterator[str]:
    reached = Counter(place for element in tree.below() for place in element.reached)
    for place, times in reached.items():
        if times > 1:
            yield f"marked content {place} is in the tree {times} times: {seen.texts.get(place)!r}"
    for place, text in seen.texts.items():
        if place not in reached:
            yield f"marked content {place} is not in the tree: {text!r}"
    if seen.loose:
        yield f"painted outside of any marked content: {seen.loose[:3]!r}"
    if seen.nested:
        yield f"{seen.nested} marked contents inside marked contents"


def _complete(pdf: pikepdf.Pdf, tree: Element) -> Iterator[str]:
    names = [str(element.object.ID) for element in tree.below() if "/ID" in element.object]
    if len(names) != len(set(names)):
        yield f"IDs given twice: {[name for name, times in Counter(names).items() if times > 1]!r}"
    table = pdf.Root.StructTreeRoot.get("/IDTree")
    listed = [str(name) for name in list(table.Names)[::2]] if table is not None else []
    yield from _compared("the table of IDs", sorted(names), sorted(listed))
    for element in tree.below():
        if element.kind == "TH" and element.attribute("/Scope") is None:
            yield f"header cell without scope: {element.text()!r}"
        if element.kind == "Figure" and not str(element.object.get("/Alt", "")):
            yield "a figure without alternative"
        if element.kind == "Note" and "/ID" not in element.object:
            yield f"a note without ID: {element.text()!r}"
        heads = element.attribute("/Headers")
        for head in heads if isinstance(heads, pikepdf.Array) else ():
            if str(head) not in names:
                yield f"a cell names a header that is not there: {head!s}"
        if not element.kids and not element.reached and element.kind not in {"TD", "TH"}:
            yield f"an empty {element.kind}"


def _way_back(pdf: pikepdf.Pdf, tree: Element) -> Iterator[str]:
    """Hold the parent tree against the tree: each marked content and each annotation leads back to its element."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    table = dict(zip((int(number) for number in numbers[::2]), numbers[1::2], strict=True))
    for element in tree.below():
        for number, mcid in element.reached:
            owner = table[int(pdf.pages[number].obj.StructParents)][mcid]
            if owner is None or owner.objgen != element.object.objgen:
                yield f"marked content {number, mcid} leads back to another element than {element.kind}"
        for annotation in element.annotations():
            if table[int(annotation.StructParent)].objgen != element.object.objgen:
                yield f"a link's place leads back to another element: {element.text()!r}"
    for number, page in enumerate(pdf.pages):
        if page.obj.get("/Tabs") != "/S":
            yield f"page {number + 1} has no order of tabbing"
