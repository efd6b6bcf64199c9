"""Block markup: Python-Markdown's processors where they read well, ours where it loses or guesses."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown, util
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.def_list import DefListProcessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.htmlparser import HTMLExtractor
from markdown.preprocessors import Preprocessor

if TYPE_CHECKING:
    from curbcut.core.reading.extension import CurbcutExtension

KNOWN_BLOCKS = frozenset(
    "plain admonition empty indent defindent code table hashheader setextheader hr olist ulist deflist quote footnote "
    "abbr reference paragraph".split()
)
_LINE = r"(?!\d+\.[ ])[^\s#>*+\-_:\[!=|~`<\x02][^\n]*"
PLAIN = re.compile(rf"(?:\u3000*{_LINE})(?:\n\u3000*{_LINE})*\Z")
"""A block of which no line begins with anything that block markup begins with."""

TITLES = {
    "note": ("说明", "Note"),
    "info": ("信息", "Information"),
    "tip": ("提示", "Tip"),
    "hint": ("提示", "Hint"),
    "important": ("重要", "Important"),
    "warning": ("注意", "Warning"),
    "attention": ("注意", "Attention"),
    "caution": ("当心", "Caution"),
    "danger": ("警告", "Danger"),
    "error": ("错误", "Error"),
    "success": ("完成", "Success"),
    "question": ("问题", "Question"),
    "example": ("举例", "Example"),
    "quote": ("引用", "Quote"),
    "abstract": ("摘要", "Summary"),
    "summary": ("摘要", "Summary"),
}
_CHINESE = {zh: name for name, (zh, _) in reversed(TITLES.items())}
_OPEN_FENCE = re.compile(r"^(?:`{3,}[^`\n]*|~{3,}[^\n]*)$", re.MULTILINE)
_NEXT_TERM = re.compile(r"(?<=[^\n])\n(?=[^\s:][^\n]*\n[ ]{0,3}:[ ]{1,3})")
REOPENED = 20
"""Unclosed raw blocks that are put right in one page, each costs one pass; more end as text."""


def extend(md: Markdown, ours: CurbcutExtension) -> None:
    """Put our preprocessors and block processors in place of the stock ones."""
    md.preprocessors.register(Beginning(md, ours), "curbcut", 200)
    md.preprocessors.register(Questions(md, ours), "curbcut_questions", 27)
    md.preprocessors.register(Fences(md, ours), "fenced_code_block", 25)
    md.preprocessors.register(RawBlocks(md, ours), "html_block", 20)
    md.parser.blockprocessors.register(Plain(md.parser), "plain", 200)
    md.parser.blockprocessors.register(Definitions(md.parser), "deflist", 25)
    md.parser.blockprocessors.register(Admonition(md.parser, ours), "admonition", 105)
    # 4. 5. 6. stay 4. 5. 6.: a number in an official text is cited elsewhere.
    md.parser.blockprocessors["olist"].LAZY_OL = False


class Beginning(Preprocessor):
    """Starts a new page and keeps its source."""

    def __init__(self, md: Markdown, ours: CurbcutExtension) -> None:
        super().__init__(md)
        self.ours = ours

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines unchanged."""
        self.ours.begin("\n".join(lines))
        return lines


class Questions(Preprocessor):
    """Marks the lines of a lesson's quizzes with their numbers."""

    def __init__(self, md: Markdown, ours: CurbcutExtension) -> None:
        super().__init__(md)
        self.ours = ours

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines, marked where they are of a quiz."""
        page = self.ours.page
        if not page.path.startswith("courses/"):
            return lines
        from curbcut.core.quizzes.lines import marked  # only lessons have quizzes

        out = marked(lines)
        page.quiz = out is not lines or "{#q-" in page.source
        return out


class Fences(FencedBlockPreprocessor):
    """Fenced code as elements, not as raw HTML, and with the number of lines kept."""

    def __init__(self, md: Markdown, ours: CurbcutExtension) -> None:
        super().__init__(md, {"lang_prefix": "language-"})
        self.ours = ours

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with every fenced block replaced by a placeholder."""
        if not any(line.startswith(("```", "~~~")) for line in lines):
            return lines
        text, at = "\n".join(lines), 0
        while fence := self.FENCED_BLOCK_RE.search(text, at):
            element = self._element(fence)
            if element is None:
                at = fence.end("attrs")
                continue
            lost = max(0, fence[0].count("\n") - 2)
            put = f"\n{self.md.htmlStash.store(element)}\n" + "\n" * lost
            text = text[: fence.start()] + put + text[fence.end() :]
            at = fence.start() + len(put)
        for left in _OPEN_FENCE.finditer(text):
            line = text.count("\n", 0, left.start()) + 1
            self.ours.page.note_at("unclosed-fence", line, excerpt=left[0])
            break
        return text.split("\n")

    def _element(self, fence: re.Match[str]) -> Element | None:
        pre = Element("pre")
        code = SubElement(pre, "code")
        code.text = util.AtomicString(util.code_escape(fence["code"].rstrip("\n")))
        language = fence["lang"] or ""
        if fence["attrs"]:
            from markdown.extensions.attr_list import get_attrs_and_remainder, sanitize_name

            attributes, rest = get_attrs_and_remainder(fence["attrs"])
            if rest:
                return None
            name, classes, others = self.handle_attrs(attributes)
            language = classes.pop(0) if classes else ""
            pre.attrib.update({k: v for k, v in (("id", name), ("class", " ".join(classes))) if v})
            code.attrib.update({sanitize_name(k): str(v) for k, v in others.items() if k == "lang"})
        if language:
            code.set("class", f"language-{language}")
        return pre


class RawBlocks(Preprocessor):
    """Takes raw HTML blocks out of the text; one that is never closed takes nothing else with it."""

    def __init__(self, md: Markdown, ours: CurbcutExtension) -> None:
        super().__init__(md)
        self.ours = ours

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with raw blocks replaced by placeholders."""
        text = "\n".join(lines)
        if "<" not in text:
            return lines
        stash = self.md.htmlStash
        kept, count = list(stash.rawHtmlBlocks), stash.html_counter
        extractor = self._extracted(text)
        for _ in range(REOPENED):
            opening = extractor.opening if extractor.inraw and extractor.stack else None
            if opening is None:
                break
            tag = extractor.stack[0]
            self.ours.page.note_at(
                "unclosed-html", text.count("\n", 0, opening) + 1, excerpt=text[opening : opening + 60].split("\n")[0]
            )
            stash.rawHtmlBlocks, stash.html_counter = list(kept), count
            # The tag alone is dropped: what follows is read as if it had never been there.
            end = text.find(">", opening) + 1 or opening + 1 + len(tag)
            text = text[:opening] + "\n" * text.count("\n", opening, end) + text[end:]
            extractor = self._extracted(text)
        extractor.close()
        return "".join(extractor.cleandoc).split("\n")

    def _extracted(self, text: str) -> _Extractor:
        extractor = _Extractor(self.md)
        extractor.feed(text)
        return extractor


class _Extractor(HTMLExtractor):
    """The stock extractor, which also remembers where the raw block it is in began."""

    opening: int | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        before = self.inraw
        at = self.line_offset + self.offset
        super().handle_starttag(tag, attrs)
        if self.inraw and not before:
            self.opening = at


class Plain(ParagraphProcessor):
    """Takes a paragraph that no other processor could want, before they are asked one by one."""

    known: tuple[int, bool] = (0, False)

    def test(self, parent: Element, block: str) -> bool:
        """Return True for text without block markup; never where a host has processors of its own."""
        registry = self.parser.blockprocessors
        if self.known[0] != len(registry):
            self.known = (len(registry), all(item.name in KNOWN_BLOCKS for item in registry._priority))  # noqa: SLF001
        return self.known[1] and PLAIN.match(block) is not None


class Definitions(DefListProcessor):
    """Definition lists, also where no blank line parts a definition from the next term."""

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        """Read one term with its definitions."""
        first, *rest = _NEXT_TERM.split(blocks[0])
        if rest and self.RE.search(first):
            blocks[0:1] = [first, *rest]
        result: bool | None = super().run(parent, blocks)
        return result


class Admonition(AdmonitionProcessor):
    """`!!! 提示` or `!!! tip`: the title is in the document's language."""

    def __init__(self, parser: Any, ours: CurbcutExtension) -> None:
        super().__init__(parser)
        self.ours = ours

    def test(self, parent: Element, block: str) -> bool:
        """Return True where an admonition begins or goes on."""
        if "!!!" not in block and not block.startswith("    "):
            return False
        return bool(super().test(parent, block))

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        """Return the classes and the title; `!!! note ""` has no title."""
        names = match[1].lower().split()
        first = _CHINESE.get(names[0], names[0])
        title: str | None = match[2]
        if title is None:
            pair = TITLES.get(first)
            title = names[0] if pair is None else pair[0 if self.ours.chinese else 1]
            if names[0] in _CHINESE:
                title = names[0]
        return " ".join([first, *names[1:]]), title or None


def as_text(raw: str | Element) -> str:
    """Return a stashed piece of raw HTML as text."""
    return raw if isinstance(raw, str) else escape("".join(raw.itertext()))
