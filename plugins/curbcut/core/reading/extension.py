"""The Python-Markdown extension: `markdown.markdown(text, extensions=["curbcut"])`.

It enables the stock extensions it needs, replaces what they do badly, and finishes the page in one
walk over the tree, so that any host gets the same body with the same ids as `convert()`.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from unicodedata import name
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, NBSP_PLACEHOLDER
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from curbcut.core.reading import blocks, inline, tables
from curbcut.core.reading.abbreviations import Abbreviations
from curbcut.core.reading.decoding import ALLOWED_ENTITIES, INVISIBLE
from curbcut.core.reading.page import Page
from curbcut.core.reading.sanitising import BLOCK, check_attributes, clean, inspect
from curbcut.core.reading.walking import HEADINGS, Walk, read_text, slug
from curbcut.core.reading.writing import write

STOCK = ("attr_list", "def_list", "abbr")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[0-9a-zA-Z]{2,31});")
_RAW = re.compile(r"\x02wzxhzdk:([0-9]+)\x03")
_ALONE = re.compile(r"\x02wzxhzdk:([0-9]+)\x03\Z")
_NODE = re.compile(r"\x02klzzwxh:([0-9]+)\x03")
_AMP = "\x02amp\x03"


class CurbcutExtension(Extension):
    """Options: `lang` (BCP 47, zh-Hans), `path` (of the source) and `resolve_links` (False)."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "lang": ["zh-Hans", "language of the document, BCP 47"],
            "path": ["", "POSIX path of the source file from the site's root"],
            "resolve_links": [False, "write local links as site:PATH"],
        }
        super().__init__(**kwargs)
        self.page = Page()
        self.placed = True

    @property
    def chinese(self) -> bool:
        """True where the document's language is Chinese."""
        return self.page.lang[:2].lower() == "zh"

    def begin(self, source: str) -> None:
        """Start a new page."""
        self.page = Page(
            lang=self.getConfig("lang"), path=self.getConfig("path"),
            resolves=bool(self.getConfig("resolve_links")), source=source, placed=self.placed,
        )  # fmt: skip

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register everything with a Markdown instance."""
        chinese = str(self.getConfig("lang"))[:2].lower() == "zh"
        from markdown.extensions.footnotes import FootnoteExtension

        title = "回到正文中脚注 {} 的位置" if chinese else "Back to footnote {} in the text"
        md.registerExtensions([FootnoteExtension(BACKLINK_TITLE=title, BACKLINK_TEXT="↩"), *STOCK], {})
        tables.extend(md)
        inline.extend(md)
        blocks.extend(md, self)
        md.treeprocessors.deregister("prettify")
        md.treeprocessors.register(AttributeLists(md, self), "attr_list", 8)
        md.treeprocessors.register(Abbreviations(md, md.treeprocessors["abbr"].abbrs), "abbr", 7)
        # Behind attr_list (8) and abbr (7), before toc (5).
        md.treeprocessors.register(HeadingIds(md), "curbcut_headings", 6)
        md.treeprocessors.register(Finish(md, self), "curbcut", -100)
        for stock in ("raw_html", "amp_substitute", "footnote"):
            md.postprocessors.register(Nothing(md), stock, 0)
        # The tree is literal when it is finished; the stock serialisers would read entities into it.
        md.output_formats = {**md.output_formats, "xhtml": write, "html": write}
        md.serializer = write
        md.registerExtension(self)

    def reset(self) -> None:
        """Forget the last page."""
        self.page = Page()


class AttributeLists(AttrListTreeprocessor):
    """Reads attribute lists where there is a brace at all."""

    def __init__(self, md: Markdown, ours: CurbcutExtension) -> None:
        super().__init__(md)
        self.ours = ours

    def run(self, doc: Element) -> None:
        """Move `{…}` from the texts into attributes."""
        if "{" in self.ours.page.source:
            super().run(doc)


class Nothing(Postprocessor):
    """Stands where a stock postprocessor was: the tree is finished already."""

    def run(self, text: str) -> str:
        """Return the text unchanged."""
        return text


class HeadingIds(Treeprocessor):
    """Gives headings our ids before a host's `toc` extension gives them its own."""

    def run(self, root: Element) -> None:
        """Set the ids of the headings that have none."""
        if "toc" not in self.md.treeprocessors:
            return
        taken = {element.get("id") for element in root.iter()}
        for heading in root.iter():
            if heading.tag in HEADINGS and "id" not in heading.attrib:
                text = _ENTITY.sub(
                    lambda m: unescape(m[0]), re.sub("\x02[^\x03]*\x03", "", "".join(read_text(heading)))
                )
                wanted = name = slug(text) or "section"
                number = 1
                while name in taken:
                    number += 1
                    name = f"{wanted}-{number}"
                taken.add(name)
                heading.set("id", name)


class Finish(Treeprocessor):
    """Makes the tree literal, puts raw HTML in its place, cleaned, and walks it."""

    def __init__(self, md: Markdown, ours: CurbcutExtension) -> None:
        super().__init__(md)
        self.ours = ours

    def run(self, root: Element) -> Element:
        """Return the finished tree."""
        page, source = self.ours.page, self.ours.page.source
        stash = list(self.md.htmlStash.rawHtmlBlocks)
        if stash or any(mark in source for mark in "&<["):
            _literal(root, stash, page, self.md.treeprocessors["inline"].stashed_nodes)
        if stash:
            if all(isinstance(piece, Element) for piece in stash):
                _place_elements(root, stash)
            else:
                page.plain = False
                root = self._raw(root, stash)
        if page.quiz:
            _walk_quiz(root, page)
        else:
            Walk(page).run(root)
        root.tail = None
        return root

    def _raw(self, root: Element, stash: list[str | Element]) -> Element:
        inspect([piece for piece in stash if isinstance(piece, str)], self.ours.page)
        for element in root.iter():
            if element.attrib:
                check_attributes(element, self.ours.page)
        html = write(root)[len("<div>") : -len("</div>\n")]
        html = _substitute(html, stash, self.md)
        return clean(html, self.ours.page)


def _walk_quiz(root: Element, page: Page) -> None:
    from curbcut.core.quizzes.gathering import finished, gathered  # only lessons have quizzes

    drafts = gathered(root, page)
    Walk(page).run(root)
    finished(drafts, page)


def _substitute(html: str, stash: list[str | Element], md: Markdown) -> str:
    """Return the serialised tree with every placeholder replaced by its raw HTML."""

    def put(found: re.Match[str]) -> str:
        number = int(found[1] or found[2])
        if number >= len(stash):
            return ""
        piece = stash[number]
        raw = write(piece) if isinstance(piece, Element) else piece
        alone = found[1] is not None
        tag = re.match(r"</?([^ >/\n]+)", raw)
        if alone and not (tag and (tag[1][0] in "!?" or md.is_block_level(tag[1]) or tag[1].lower() in BLOCK)):
            return f"<p>{pattern.sub(put, raw)}</p>"
        return pattern.sub(put, raw)

    pattern = re.compile(r"<p>\x02wzxhzdk:([0-9]+)\x03</p>|\x02wzxhzdk:([0-9]+)\x03")
    return pattern.sub(put, html)


def _literal(root: Element, stash: list[str | Element], page: Page, nodes: dict[str, str | Element]) -> None:
    """Replace entities and the stock placeholders by the characters they stand for."""

    def character(entity: re.Match[str]) -> str:
        said = unescape(entity[0])
        if not INVISIBLE.match(said) or said in ALLOWED_ENTITIES:
            return said
        page.note_typed("invisible-character", entity[0], code=f"U+{ord(said):04X}", called=name(said, ""))
        return ""

    def text_of(text: str) -> str:
        if "\x02" in text:
            text = text.replace(_AMP, "&").replace(FN_BACKLINK_TEXT, "↩").replace(NBSP_PLACEHOLDER, "\xa0")
        return _ENTITY.sub(character, text) if "&" in text else text

    def node(found: re.Match[str]) -> str:
        # Markup inside a title or an alternative text: its words, however deep they stand.
        return _NODE.sub(node, "".join(_itertext(nodes.get(found[1], ""))))

    def value_of(value: str) -> str:
        if "\x02klz" in value:
            value = _NODE.sub(node, value)
        if "\x02wzx" in value:
            value = _RAW.sub(lambda m: blocks.as_text(stash[int(m[1])]) if int(m[1]) < len(stash) else "", value)
        return text_of(value)

    for tree in [root, *(piece for piece in stash if isinstance(piece, Element))]:
        for element in tree.iter():
            if element.text and ("&" in element.text or "\x02" in element.text):
                element.text = text_of(element.text)
            if element.tail and ("&" in element.tail or "\x02" in element.tail):
                element.tail = text_of(element.tail)
            for key, value in element.attrib.items():
                if value and ("&" in value or "\x02" in value):
                    element.set(key, value_of(value))


def _place_elements(root: Element, stash: list[str | Element]) -> None:
    """Put fenced code where its placeholder stands: alone in a paragraph, or inside other text."""
    for parent in list(root.iter()):
        for number, child in enumerate(list(parent)):
            alone = _ALONE.match((child.text or "").strip()) if child.tag == "p" and not len(child) else None
            if alone and isinstance(piece := stash[int(alone[1])], Element):
                piece.tail = child.tail
                parent[number] = piece
    left = [element for element in root.iter() if "\x02" in (element.text or "") + (element.tail or "")]
    for element in left:
        for part in ("text", "tail"):
            text = getattr(element, part)
            if text and "\x02" in text:
                setattr(element, part, _RAW.sub(lambda m: "".join(_itertext(stash[int(m[1])])), text))


def _itertext(piece: str | Element) -> list[str]:
    return [piece] if isinstance(piece, str) else list(piece.itertext())


def makeExtension(**kwargs: Any) -> CurbcutExtension:  # noqa: N802
    """Return the extension (the door of Python-Markdown's dotted names)."""
    return CurbcutExtension(**kwargs)
