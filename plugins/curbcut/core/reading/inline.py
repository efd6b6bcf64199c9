"""Inline markup: Python-Markdown's own patterns applied only where they can match, and two of ours.

Most Chinese prose has no inline markup at all; the stock processor still runs fifteen patterns over
every text of it. Here one expression finds out whether any pattern could match.
"""

from __future__ import annotations

import re
from collections import deque
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown, util
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.inlinepatterns import DelimiterProcessor
from markdown.inlinepatterns import InlineProcessor as Pattern
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor

TRIGGERS = {
    "backtick": "`",
    "escape": "\\",
    "ruby": "{",
    "passage": "]{",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "@",
    "linebreak": "  \n",
    "html": "<",
    "em_strong": "*_",
}
"""A text without one of a pattern's characters (for `](`-like pairs: the whole string) cannot match it."""

RUBY = r"\{([^{}|\n\\]+)\|([^{}|\n\\]+)\}"
PASSAGE = r"\[([^\[\]]+)\]\{:?[ ]*([^{}\n]+)\}"


def extend(md: Markdown) -> None:
    """Put the fast processor and our patterns in place."""
    md.treeprocessors.register(FastInline(md), "inline", 20)
    md.treeprocessors.register(FastUnescape(md), "unescape", 0)
    # Entities become characters in the tree walk; as raw HTML they would cost every page a sanitiser run.
    md.inlinePatterns.deregister("entity")
    emphasis = Emphasis("*", "strong,em", md)
    emphasis.add("_", "strong,em", smart=True)
    md.inlinePatterns.register(emphasis, "em_strong", 60)
    md.inlinePatterns.register(Passage(PASSAGE, md), "passage", 177)
    md.inlinePatterns.register(Ruby(RUBY, md), "ruby", 165)


class FastInline(InlineProcessor):
    """The stock inline processor, without the work that cannot change anything.

    Overrides the private `__handleInline` of the stock class (Python-Markdown 3.11, pinned);
    tests compare the results of both.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._plan: list[tuple[Any, str | tuple[str, ...]]] = []
        self._possible = re.compile(r"")

    def _prepare(self) -> None:
        # Extensions of a host may register patterns after ours, so this is asked before every page.
        if len(self.inlinePatterns) == len(self._plan):
            return
        patterns = list(self.inlinePatterns)  # sorts the registry, so that the names below are in order
        names = [item.name for item in self.inlinePatterns._priority]  # noqa: SLF001
        self._plan = []
        for name, pattern in zip(names, patterns, strict=True):
            needs = TRIGGERS.get(name, "")
            self._plan.append((pattern, tuple(needs) if name == "em_strong" else needs))
        known = all(needs for _, needs in self._plan)
        self._possible = re.compile(r"[`\\{\[<*_]|  \n|\x02" if known else r"")

    def marked_up(self, data: str, first: int = 0) -> str:
        """Return `data` with its inline markup replaced by placeholders, from pattern number `first` on."""
        if isinstance(data, util.AtomicString) or not self._possible.search(data):
            return data
        apply = self._InlineProcessor__applyPattern
        for index in range(first, len(self._plan)):
            pattern, needs = self._plan[index]
            if needs and (needs not in data if isinstance(needs, str) else not any(n in data for n in needs)):
                continue
            start, matched = 0, True
            while matched:
                data, matched, start = apply(pattern, data, index, start)
        return data

    # The stock class calls its private method by this name, from inside nested markup too.
    _InlineProcessor__handleInline = marked_up

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the inline patterns to `tree`, in the order of the stock processor."""
        self._prepare()
        self.stashed_nodes: dict[str, Element | str] = {}
        parents = [] if ancestors is None else ancestors[:]
        parents.append(tree.tag.lower())
        possible = self._possible.search
        place = self._InlineProcessor__processPlaceholders
        waiting: deque[tuple[Element, list[str]]] = deque([(tree, parents)])
        while waiting:
            element, above = waiting.popleft()
            if element is not tree:
                above.append(element.tag.lower())
            self.ancestors = above
            inserted: list[tuple[Element, list[Any]]] = []
            for child in list(element):
                text = child.text
                if text and not isinstance(text, util.AtomicString) and possible(text):
                    above.append(child.tag.lower())
                    child.text = None
                    made = place(self.marked_up(text), child)
                    waiting.extend(made)
                    inserted.append((child, made))
                    above.pop()
                if child.tail and possible(child.tail):
                    self._tail(element, child)
                if len(child):
                    waiting.append((child, above[:]))
            for child, made in inserted:
                for index, new in enumerate(made):
                    child.insert(index, new[0])
        return tree

    def _tail(self, element: Element, child: Element) -> None:
        tail = self.marked_up(child.tail or "")
        dummy = Element("d")
        child.tail = None
        made = self._InlineProcessor__processPlaceholders(tail, dummy, False)
        if dummy.tail:
            child.tail = dummy.tail
        place = list(element).index(child) + 1
        for new in reversed(made):
            element.insert(place, new[0])


class FastUnescape(UnescapeTreeprocessor):
    """Restores escaped characters where there are any."""

    def run(self, root: Element) -> None:
        """Undo the stock placeholders for backslash escapes."""
        for element in root.iter():
            if element.text and "\x02" in element.text and element.tag != "code":
                element.text = self.unescape(element.text)
            if element.tail and "\x02" in element.tail:
                element.tail = self.unescape(element.tail)
            for key, value in element.attrib.items():
                if value and "\x02" in value:
                    element.set(key, self.unescape(value))


class Emphasis(DelimiterProcessor):
    """The stock emphasis, except that it never takes a word for a closing mark.

    Python-Markdown 3.11.3 makes `*a**b*c` into `*a<strong>b</strong>`: the `c` is eaten, or half a placeholder.
    """

    _text = _rest = ""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # noqa: N802
        at = m.start(0)
        if self.regions and not (data.endswith(self._rest) and at >= len(data) - len(self._rest)):
            # The stock class keeps the later marks of a text, and is then asked about a text inside it.
            self.reset()
        for _ in range(2):
            self._text = data
            element, start, end = super().handleMatch(m, data)
            if element is None or self._marked(element, data, start, end):
                self._rest = data[end:] if element is not None else ""
                return element, start, end
            self.reset()
        return None, at, m.end(0)

    def _marked(self, element: Element, data: str, start: int, end: int) -> bool:
        """Return True where a match begins and ends with marks, and holds what stands between them."""
        if not 0 <= start < end <= len(data):
            return False
        size = 2 if element.tag == "strong" else 1
        marks = data[start] * size
        if marks[0] not in self.delimiters or data[start : start + size] != marks or data[end - size : end] != marks:
            return False
        inside = re.sub(r"[*_]", "", "".join(element.itertext()))
        return inside == re.sub(r"[*_]", "", data[start:end])

    def add_region(self, *region: Any) -> None:
        """Keep a region (delimiter, start, start's end, end, end's end, size) whose ends are marks."""
        delimiter, a, b, c, d, size = region
        marks = delimiter.token * size
        if self._text[a:b] == marks == self._text[c:d]:
            super().add_region(*region)


class Ruby(Pattern):
    """`{重|chóng}` as ruby; one syllable per character where their numbers agree."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # noqa: N802
        base, readings = m[1].strip(), m[2].split()
        ruby = Element("ruby")
        pairs = list(zip(base, readings, strict=True)) if len(base) == len(readings) else [(base, m[2].strip())]
        for number, (text, reading) in enumerate(pairs):
            if number:
                ruby[-1].tail = util.AtomicString(text)
            else:
                ruby.text = util.AtomicString(text)
            for tag, inside in (("rp", "（"), ("rt", reading), ("rp", "）")):
                SubElement(ruby, tag).text = util.AtomicString(inside)
        return ruby, m.start(), m.end()


class Passage(Pattern):
    """`[text]{lang=en}`: a passage with attributes of its own."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # noqa: N802
        attributes, rest = get_attrs_and_remainder(m[2])
        if rest or m[1].startswith("^") or not attributes or "|" in m[2]:
            return None, None, None
        span = Element("span")
        span.text = m[1]
        for name, value in attributes:
            if name == ".":
                span.set("class", f"{span.get('class', '')} {value}".strip())
            else:
                span.set(name, value or name)
        return span, m.start(), m.end()
