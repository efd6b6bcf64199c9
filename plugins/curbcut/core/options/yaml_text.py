"""Strict YAML as three kinds of node, every scalar still the text that the editor typed.

The C parser of ruamel.yaml gives events one at a time; nodes are built here without recursion, so
size, depth and references are refused before they can cost anything. What cannot be parsed is
explained line by line (yaml_repair.py), put right in memory, and parsed again: one typing slip
does not hide the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from curbcut.core.findings import WARN, Finding, found

SIZE_LIMIT_BYTES = 64 * 1024
DEPTH_LIMIT = 20
NODE_LIMIT = 5000
"""Limits of publishing.md F4; the longest real front matter we know has 120 nodes."""
SLOW_LIMIT = 8 * 1024
"""Longest text for the pure Python parser, in characters: 50 ms at worst."""
_ATTEMPTS, _ATTEMPT_BYTES = 12, 96 * 1024

# Line breaks that only YAML knows, control, invisible and direction characters, unpaired surrogates.
_REFUSED = "[^\t\n\x20-\x7e\xa0-\u200a\u200c\u200d\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"


class Scalar(msgspec.Struct, frozen=True, gc=False):
    """A text. plain: without quotes, so that a number or a truth value may be meant."""

    text: str
    plain: bool
    line: int = 0
    column: int = 0


class Sequence(msgspec.Struct, frozen=True):
    """A list."""

    items: list[Any]
    line: int = 0
    column: int = 0


class Mapping(msgspec.Struct, frozen=True):
    """Keys with their values in the order of the file; a key given twice stands here twice."""

    pairs: list[tuple[Scalar, Any]]
    line: int = 0
    column: int = 0


Node = Scalar | Sequence | Mapping


class Fault(Exception):
    """Where the text stops being the YAML that we accept; line and column count from 1.

    rule:    the finding that explains it, or ``""`` for the parser's own complaint
    context: (line, column) where the broken construct began
    final:   nothing after it can be trusted
    """

    def __init__(self, rule: str, at: tuple[int, int], context: tuple[int, int] = (0, 0), **more: Any) -> None:
        super().__init__(rule)
        self.rule, self.at, self.context, self.values = rule, at, context, more
        self.final = rule in (
            "front-matter-deep",
            "front-matter-many",
            "front-matter-documents",
            "front-matter-key-shape",
        )


class Read(msgspec.Struct):
    """A root mapping (None: nothing could be read), what was wrong, and whether any line was given up."""

    root: Mapping | None
    findings: list[Finding]
    whole: bool = True


def read_yaml(text: str, path: str, known: frozenset[str], first_line: int = 1) -> Read:
    """Read the text of one mapping.

    known:      keys that exist, to recognise lines with a slip
    first_line: line of the file on which `text` begins
    """
    if refusal := _refusal(text, path, first_line):
        return Read(None, refusal, False)
    findings: list[Finding] = []
    whole, budget = True, _ATTEMPTS
    while budget > 0:
        budget -= max(1, len(text) * _ATTEMPTS // _ATTEMPT_BYTES)
        try:
            root = _compose(text, first_line)
            return Read(root, [*findings, *_cut_by_comment(root, text, path, first_line)], whole)
        except Fault as fault:
            from curbcut.core.options.yaml_repair import explained

            more, mended = explained(text, fault, path, known, first_line)
            findings += more
            if mended is None:
                break
            whole, text = whole and mended.whole, mended.text
    return Read(None, findings, False)


def _refusal(text: str, path: str, first_line: int) -> list[Finding]:
    """Return why this text is not even looked at: too large, or with characters nobody can see."""
    if len(text) > SIZE_LIMIT_BYTES or len(text.encode("utf-8", "replace")) > SIZE_LIMIT_BYTES:
        return [found("front-matter-large", path, (first_line, 1), limit=SIZE_LIMIT_BYTES // 1024)]
    findings: list[Finding] = []
    if text.replace("\n", "").isprintable():
        return []  # the usual case: all of these are not printable, and the expression takes long to compile
    for match in re.finditer(_REFUSED, text):
        line = text.count("\n", 0, match.start())
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1)
        code = f"U+{ord(match[0]):04X}"
        findings.append(found("front-matter-character", path, (first_line + line, column + 1), code=code))
        if len(findings) == 20:
            break
    return findings


def _compose(text: str, first_line: int) -> Mapping:
    """Return the root mapping. Raises Fault at the first thing that is not accepted."""
    from ruamel.yaml import YAML
    from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        try:
            return _built(CParser(text).get_event, first_line)
        except MarkedYAMLError as error:
            if "unexpected ':'" not in str(error.problem) or len(text) > SLOW_LIMIT:
                raise
            # `{url: https://…}` is YAML 1.2 and 1.1 is all the C parser knows: read it the slow way.
            slow = YAML(typ="safe", pure=True).parse(text)
            return _built(lambda: next(slow, None), first_line)
    except MarkedYAMLError as error:
        mark, context = error.problem_mark or error.context_mark, error.context_mark
        at = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        began = (context.line + first_line, context.column + 1) if context else (0, 0)
        raise Fault("", at, began, problem=str(error.problem or "")) from None
    except YAMLError as error:
        raise Fault("", (first_line, 1), problem=str(error)) from None


def _built(next_event: Callable[[], Any], first_line: int) -> Mapping:
    """Return the root mapping from a parser's events; None ends them."""
    from ruamel.yaml import events

    builder = _Builder(first_line)
    take = {
        events.ScalarEvent: builder.scalar,
        events.MappingStartEvent: builder.mapping,
        events.SequenceStartEvent: builder.sequence,
        events.MappingEndEvent: builder.end,
        events.SequenceEndEvent: builder.end,
        events.AliasEvent: builder.alias,
        events.DocumentStartEvent: builder.document,
    }
    while (event := next_event()) is not None:
        if (act := take.get(type(event))) is not None:
            act(event)
    return builder.mapping_at_root()


class _Open(msgspec.Struct):
    """A collection whose end has not come: its items or pairs, and the key that waits for a value."""

    things: list[Any]
    is_mapping: bool
    line: int
    column: int
    key: Scalar | None = None


class _Builder:
    """Nodes from events. Every method raises Fault for what is not accepted."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.count = self.documents = 0

    def scalar(self, event: Any) -> None:
        line, column = self._plain_place(event)
        self._place(Scalar(event.value, not event.style, line, column))

    def mapping(self, event: Any) -> None:
        self._begin(event, is_mapping=True)

    def sequence(self, event: Any) -> None:
        self._begin(event, is_mapping=False)

    def end(self, event: Any) -> None:
        done = self.open.pop()
        self._place((Mapping if done.is_mapping else Sequence)(done.things, done.line, done.column))

    def alias(self, event: Any) -> None:
        raise Fault("front-matter-reference", self._at(event))

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise Fault("front-matter-documents", self._at(event))

    def mapping_at_root(self) -> Mapping:
        """Return the root: an empty text is an empty mapping."""
        root = self.root
        if root is None or (isinstance(root, Scalar) and root.plain and not root.text):
            return Mapping([], self.first_line, 1)
        if not isinstance(root, Mapping):
            raise Fault("front-matter-not-mapping", (root.line, root.column))
        return root

    def _at(self, event: Any) -> tuple[int, int]:
        mark = event.start_mark
        return mark.line + self.first_line, mark.column + 1

    def _plain_place(self, event: Any) -> tuple[int, int]:
        """Return where a node begins that has neither anchor nor tag."""
        if event.anchor is not None or event.ctag is not None:
            raise Fault("front-matter-reference", self._at(event))
        mark = event.start_mark
        return mark.line + self.first_line, mark.column + 1

    def _begin(self, event: Any, *, is_mapping: bool) -> None:
        line, column = self._plain_place(event)
        if len(self.open) == DEPTH_LIMIT:
            raise Fault("front-matter-deep", (line, column), limit=str(DEPTH_LIMIT))
        if self.open and self.open[-1].is_mapping and self.open[-1].key is None:
            raise Fault("front-matter-key-shape", (line, column))
        self.open.append(_Open([], is_mapping, line, column))

    def _place(self, node: Node) -> None:
        """Put a node where it belongs: the root, an item, a key or the value of one."""
        self.count += 1
        if self.count > NODE_LIMIT:
            raise Fault("front-matter-many", (node.line, node.column), limit=str(NODE_LIMIT))
        if not self.open:
            self.root = node
            return
        around = self.open[-1]
        if not around.is_mapping:
            around.things.append(node)
        elif around.key is not None:
            around.things.append((around.key, node))
            around.key = None
        elif isinstance(node, Scalar):
            if node.text == "<<" and node.plain:
                raise Fault("front-matter-merge-key", (node.line, node.column))
            around.key = node


def _cut_by_comment(root: Mapping, text: str, path: str, first_line: int) -> list[Finding]:
    """Return warnings for values that lost their end to `#`: ` #1` is read as a comment, ` # 1` surely is one."""
    if " #" not in text:
        return []
    lines = text.split("\n")
    findings = []
    for _, value in root.pairs:
        if isinstance(value, Scalar) and value.plain and value.text:
            line = lines[value.line - first_line]
            rest = line[value.column - 1 + len(value.text) :]
            if re.match(r"\s+#[^\s#]", rest) and line[value.column - 1 :].startswith(value.text):
                at = (value.line, value.column + len(value.text) + rest.index("#"))
                findings.append(found("front-matter-comment", path, at, level=WARN, excerpt=line, kept=value.text))
    return findings
