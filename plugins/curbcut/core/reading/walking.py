"""The walk over a page's element tree: checks, shapes and mints everything in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import normalize
from xml.etree.ElementTree import Element, SubElement

from curbcut.core.findings import WARN
from curbcut.core.model import Asset, Heading, Link
from curbcut.core.reading import tables
from curbcut.core.reading.links import is_source, target
from curbcut.core.reading.minting import (
    ATOM,
    CLOSE,
    OPEN,
    OUTSIDE,
    SENTENCE_ID,
    SPLIT,
    TEXT,
    Mint,
    Run,
    Voice,
    join_lines,
)
from curbcut.core.reading.page import Page
from curbcut.core.reading.sanitising import BLOCK, INLINE, check_attributes
from curbcut.core.reading.writing import Literal

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_EMPTY = frozenset({"hr", "col", "colgroup", "source", "track"})
_TASK = re.compile(r"\[([ xX])\][ \u3000]+")
_UNREAD = frozenset({"rt", "rp", "rtc"})
_OUTSIDE = frozenset({"footnote-backref", "headerlink"})
"""Links that are no part of a sentence; the second is the permalink of a host's `toc` extension."""
_MARKS = re.compile(r"[\W_]+")


class Walk:
    """One pass over one page. After `run`, the tree is final and the page is filled in."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.mint = Mint(page)
        self.taken: set[str] = set()
        self.seen: set[str] = set()
        self.chinese = self.mint.chinese
        self.tables = 0
        self.shapes: dict[str, Callable[[Element, Voice], bool]] = {
            "p": self._paragraph, "li": self._item, "label": self._label, "div": self._division,
            "pre": self._pre, "table": self._table, **dict.fromkeys(HEADINGS, self._heading),
        }  # fmt: skip

    def run(self, root: Element) -> None:
        """Finish the tree under `root`."""
        for element in root.iter():
            if element.attrib and (name := element.get("id")):
                self.taken.add(name)
        self.children(root, Voice(self.page.lang))

    def children(self, parent: Element, voice: Voice) -> None:
        """Walk the blocks of an element that holds only blocks."""
        if any(child.tag == "table" for child in parent):
            tables.captions(parent)
        for child in list(parent):
            self.element(child, voice)

    def element(self, element: Element, voice: Voice) -> None:
        """Walk one block: its attributes, its shape, its text, its children."""
        if element.attrib:
            self.attributes(element)
            if lang := element.get("lang"):
                voice = Voice(lang, True)
        shape = self.shapes.get(element.tag)
        if shape is not None and shape(element, voice):
            return
        self.content(element, voice)

    def content(self, element: Element, voice: Voice) -> None:
        """Walk what is in a block."""
        text = element.text
        if not len(element):
            if text and not text.isspace():
                self.mint.leaf(element, voice)
            return
        if (not text or text.isspace()) and all(
            self._is_block(child) and (not child.tail or child.tail.isspace()) for child in element
        ):
            element.text = None
            for child in element:
                child.tail = None
            self.children(element, voice)
        else:
            self._mixed(element, voice)

    def _is_block(self, element: Element) -> bool:
        if element.tag not in INLINE:
            return True
        return not self.page.plain and any(inner.tag in BLOCK for inner in element.iter())

    # -- text with inline content --------------------------------------------------------------

    def _mixed(self, element: Element, voice: Voice) -> None:
        children, text = list(element), element.text
        element.text = None
        del element[:]
        block, run = -1, Run()
        if text:
            run.tokens.append((TEXT, text, text))
        for child in [*children, None]:
            tail = None
            if child is not None:
                tail, child.tail = child.tail, None
            if child is None or self._is_block(child):
                block = self._flush(element, run, block, voice)
                run = Run()
                if child is not None:
                    element.append(child)
                    self.element(child, voice)
            else:
                self._collect(child, run)
            if tail:
                run.tokens.append((TEXT, tail, tail))

    def _flush(self, element: Element, run: Run, block: int, voice: Voice) -> int:
        """Set the inline content gathered so far; return the index of its block."""
        self.page.ahead = 0
        if all(kind == TEXT and text.isspace() for kind, _, text in run.tokens):
            return block
        if block < 0 and any(text and not text.isspace() for kind, _, text in run.tokens if kind != OUTSIDE):
            block = self.mint.block(element)
        self.mint.run(element, run, block, voice)
        return block

    def _collect(self, element: Element, run: Run) -> None:
        """Add an inline element to a run, as something that may be split or as an atom."""
        tag = element.tag
        if element.attrib:
            self.page.ahead = sum(len(_MARKS.sub("", text)) for _, _, text in run.tokens)
            self.attributes(element)
            tag = element.tag
            run.langs = run.langs or "lang" in element.attrib
        elif tag == "a":
            tag = element.tag = "span"
        elif tag == "img":
            return
        if tag == "br":
            run.tokens.append((OUTSIDE, element, "\n"))
        elif tag == "a" and element.get("class") in _OUTSIDE:
            self._noteref(element)
            run.tokens.append((OUTSIDE, element, ""))
        elif tag in SPLIT and "".join(element.itertext()).strip():
            run.tokens.append((OPEN, element, ""))
            if element.text:
                run.tokens.append((TEXT, element.text, element.text))
            for child in list(element):
                tail, child.tail = child.tail, None
                self._collect(child, run)
                if tail:
                    run.tokens.append((TEXT, tail, tail))
            run.tokens.append((CLOSE, element, ""))
        elif tag == "":
            if element.text:
                run.tokens.append((TEXT, element.text, element.text))
        else:
            run.tokens.append((ATOM, element, self._atom(element)))

    def _atom(self, element: Element) -> str:
        """Check what is inside an element that stays whole; return the text that is read."""
        if len(element) == 0:
            text = element.text or ""
            if "\n" in text:
                text = element.text = join_lines(text)
            return "" if element.tag in _UNREAD else text
        if element.tag == "sup" and element[0].get("class") == "footnote-ref":
            self.attributes(element[0])
            self._noteref(element[0])
            return ""
        read = [element.text or ""]
        for child in element:
            if child.attrib:
                self.attributes(child)
            if child.tag == "":
                child.tag = "span"
            inner = self._atom(child)
            read.append(inner if child.tag not in _UNREAD else "")
            if child.tag == "br":
                read.append("\n")
            if child.tail:
                child.tail = join_lines(child.tail)
                read.append(child.tail)
        return "".join(read) if element.tag not in _UNREAD else ""

    def _noteref(self, link: Element) -> None:
        if link.get("class") == "headerlink":
            return
        back = link.get("class") == "footnote-backref"
        link.set("role", "doc-backlink" if back else "doc-noteref")
        number = link.text or ""
        label = f"脚注 {number}" if self.chinese else f"Footnote {number}"
        link.set("aria-label", link.get("title", "") if back else label)

    # -- attributes ----------------------------------------------------------------------------

    def attributes(self, element: Element) -> None:
        """Check the attributes of an element, make its id unique, resolve where it leads."""
        tag = element.tag
        check_attributes(element, self.page)
        if "id" in element.attrib:
            self._id(element)
        if tag == "a":
            self._link(element)
        elif "src" in element.attrib or tag == "img":
            self._embed(element)

    def _id(self, element: Element) -> None:
        typed = element.get("id", "")
        name = normalize("NFC", "-".join(typed.split()))
        if not name or name.startswith("cc-") or SENTENCE_ID.match(name):
            del element.attrib["id"]
            if name:
                self.page.note("reserved-id", level=WARN, typed=typed, id=typed)
        elif name in self.seen:
            del element.attrib["id"]
            self.page.note("duplicate-id", level=WARN, typed=typed, id=typed)
        else:
            element.set("id", name)
            self.seen.add(name)

    def new_id(self, wanted: str) -> str:
        """Return `wanted`, or `wanted-2` … where it is taken, and take it."""
        name, number = wanted, 1
        while name in self.taken:
            number += 1
            name = f"{wanted}-{number}"
        self.taken.add(name)
        return name

    def _link(self, link: Element) -> None:
        href = link.get("href")
        if href is None:
            if link.tag == "a" and "id" not in link.attrib:
                link.tag = "span"
            return
        if link.get("class") in {"footnote-ref", "footnote-backref"} and href.startswith("#"):
            link.set("href", "#" + normalize("NFC", "-".join(href[1:].split())))
            return
        to = target(href, self.page.path)
        if to.escapes and self.page.resolves:
            del link.attrib["href"]
            link.tag = "span"
            self.page.note("path-escapes", typed=href, url=href)
            return
        if self.page.placed:
            self.page.link_offsets.append(self.page.at)
        if to.local and self.page.resolves:
            link.set("href", f"site:{to.path}" + (f"#{to.fragment}" if to.fragment else ""))
            if is_source(to.path):
                self.page.links.setdefault((to.path, to.fragment), Link(path=to.path, fragment=to.fragment))
            else:
                self.page.assets.setdefault(to.path, Asset(path=to.path))

    def _embed(self, element: Element) -> None:
        src = element.get("src")
        if src is None:
            if element.tag == "img":
                # Without its file an image is what its author wrote in its place.
                element.tag, element.text = "", element.get("alt") or None
            return
        if element.tag == "img":
            self.page.images.append(src)
            self.page.image_offsets.append(self.page.at if self.page.placed else 0)
            element.attrib.setdefault("alt", "")
        for name in ("src", "poster"):
            url = element.get(name)
            if url is None:
                continue
            to = target(url, self.page.path)
            if to.escapes and self.page.resolves:
                del element.attrib[name]
                self.page.note("path-escapes", typed=url, url=url)
                if name == "src" and element.tag == "img":
                    self.page.images.pop()
                    self.page.image_offsets.pop()
                    element.tag, element.text = "", element.get("alt") or None
            elif to.local and self.page.resolves:
                element.set(name, f"site:{to.path}")
                self.page.assets.setdefault(to.path, Asset(path=to.path))

    # -- shapes --------------------------------------------------------------------------------

    def _heading(self, heading: Element, voice: Voice) -> bool:
        if heading.tag == "h1":
            heading.tag = "h2"
            self.page.note("heading-level-one", level=WARN, typed="".join(heading.itertext())[:60])
        number = len(self.page.sentences)
        before = len(self.page.blocks)
        name = heading.get("id")
        if name is None:
            name = self.new_id(slug("".join(read_text(heading))) or ("节" if self.chinese else "section"))
            heading.attrib = {"id": name, **heading.attrib}
        self.content(heading, voice)
        if len(self.page.blocks) > before:
            text = " ".join(sentence.text for sentence in self.page.sentences[number:])
            self.page.headings.append(Heading(level=int(heading.tag[1]), id=name, text=text))
        return True

    def _paragraph(self, paragraph: Element, voice: Voice) -> bool:
        if len(paragraph) != 1 or paragraph[0].tag != "img":
            return False
        image = paragraph[0]
        caption = image.get("title")
        if not caption or (paragraph.text or "").strip() or (image.tail or "").strip():
            return False
        del image.attrib["title"]
        paragraph.tag, paragraph.text, image.tail = "figure", None, None
        self.attributes(image)
        if image.tag == "":
            image.tag = "p"
            self.content(image, voice)
        figcaption = SubElement(paragraph, "figcaption")
        figcaption.text = caption
        self.content(figcaption, voice)
        return True

    def _item(self, item: Element, voice: Voice) -> bool:
        holder = item
        if len(item) and item[0].tag == "p" and not (item.text or "").strip():
            holder = item[0]
        box = _TASK.match(holder.text or "")
        if not box:
            return False
        rest, holder.text = (holder.text or "")[box.end() :], None
        label = Element("label")
        done = {"type": "checkbox", "disabled": "disabled"}
        if box[1] != " ":
            done["checked"] = "checked"
        label.text = rest
        while len(holder) and not self._is_block(holder[0]):
            child = holder[0]
            holder.remove(child)
            label.append(child)
        holder.insert(0, label)
        item.set("class", f"{item.get('class', '')} task".strip())
        self.content(label, voice)
        label.insert(0, Element("input", done))
        # What leaf() has written stays as it is; a plain text would be escaped once more.
        text = label.text or ""
        label[0].tail = Literal(f" {text}") if isinstance(text, Literal) else f" {text}"
        label.text = None
        return False

    def _label(self, _label: Element, _voice: Voice) -> bool:
        # Only a task's label, which has been walked already.
        return True

    def _division(self, division: Element, voice: Voice) -> bool:
        names = (division.get("class") or "").split()
        if "admonition" in names:
            division.set("role", "note")
        elif names == ["footnote"] and len(division) and division[0].tag == "hr":
            division.set("role", "doc-endnotes")
            division.set("aria-label", "脚注" if self.chinese else "Footnotes")
        return False

    def _pre(self, pre: Element, voice: Voice) -> bool:
        holder = pre[0] if len(pre) == 1 and pre[0].tag == "code" and not (pre.text or "").strip() else pre
        if len(holder):
            return False
        if holder is not pre and holder.attrib:
            self.attributes(holder)
        if holder.text and holder.text.strip():
            self.mint.lines(pre, holder, voice)
        return True

    def _table(self, table: Element, voice: Voice) -> bool:
        self.tables += 1
        number = self.tables
        label = f"表格 {number}" if self.chinese else f"Table {number}"
        inner = tables.shape(table, label, lambda: self.new_id(f"table-{number}"))
        self.children(inner, voice)
        return True


def slug(text: str) -> str:
    """Return a heading's id: NFC, lower case, Hanzi kept, everything else than letters and digits a hyphen."""
    name = _MARKS.sub("-", normalize("NFC", text).lower()).strip("-")
    return f"h-{name}" if name.startswith("cc-") or SENTENCE_ID.match(name) else name


def read_text(element: Element) -> list[str]:
    """Return the pieces of text of an element that are read: no ruby readings, no footnote numbers."""
    if element.tag in _UNREAD or (element.tag == "sup" and len(element) and element[0].get("class") == "footnote-ref"):
        return []
    read = [element.text or ""]
    for child in element:
        read += read_text(child)
        read.append(child.tail or "")
    return read
