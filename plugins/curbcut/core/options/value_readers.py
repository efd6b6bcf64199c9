"""How a value is read, made once per type: text, number, choice, list, mapping or record.

A reader takes `(node, desk, key name)` and returns the value, or WRONG after telling the desk why.
Numbers and truth values follow the YAML 1.2 core schema (10.3.2); a text keeps what was typed.
"""

from __future__ import annotations

import math
import re
import types
import unicodedata
from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from curbcut.core.dates import Refused
from curbcut.core.fields import VALUES, FieldWords
from curbcut.core.findings import ASK, STOP, Finding, Level
from curbcut.core.options.telling import called, told
from curbcut.core.options.yaml_text import Mapping, Node, Scalar, Sequence
from curbcut.core.scalars import Label, Reads, Short

WRONG: Any = type("Wrong", (), {"__repr__": lambda self: "WRONG"})()
"""What a reader returns when the value is no good; the desk knows why."""

_NULLS = frozenset({"null", "Null", "NULL", "~"})
_TRUTHS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "是": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "否": False,
}
_LIKE_TRUTH = {
    "yes": "true",
    "on": "true",
    "y": "true",
    "1": "true",
    "no": "false",
    "off": "false",
    "n": "false",
    "0": "false",
}
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_SEVERAL = re.compile("[、，,；;]")
_EXPECTED = {
    "text": ("一段文字", "a text"),
    "whole": ("一个整数", "a whole number"),
    "number": ("一个数", "a number"),
    "truth": ("true 或 false", "true or false"),
    "list": ("一个列表", "a list"),
    "mapping": ("下一层的几个键", "keys on the lines below"),
}


class Desk:
    """Where findings are laid down while one file is read.

    record: reads a record's mapping; fields: what keys are called and mean
    whole:  False when lines had to be given up, so that a missing key proves nothing
    """

    __slots__ = ("fields", "findings", "path", "record", "whole")

    def __init__(
        self,
        path: str,
        record: Callable[[type, Node, Desk, str], Any],
        fields: AnyMapping[str, FieldWords],
        whole: bool = True,
    ) -> None:
        self.path, self.record, self.fields, self.whole = path, record, fields, whole
        self.findings: list[Finding] = []

    def tell(self, rule: str, node: Node, level: Level = STOP, **values: Any) -> Any:
        """Lay down a finding at a node and return WRONG."""
        self.findings.append(told(rule, self.path, (node.line, node.column), level=level, **values))
        return WRONG

    def tell_of(self, rule: str, node: Node, key: str, level: Level = STOP, **values: Any) -> Any:
        """Lay down a finding that says what the key is called."""
        return self.tell(rule, node, level, called=called(key, self.fields.get(key)), **values)


Reader = Callable[[Node, Desk, str], Any]


def reader_of(annotation: Any) -> Reader:
    """Return the reader of a type. Raises TypeError for a type that front matter cannot hold."""
    annotation, marks = bare_type(annotation)
    origin = get_origin(annotation)
    if annotation is str:
        return _text_reader(marks)
    if annotation in (int, float):
        return _number_reader(annotation, marks)
    if annotation is bool:
        return _read_truth
    if annotation in (Any, object):
        return lambda node, desk, name: plain(node)
    if origin is Literal:
        return _choice_reader(get_args(annotation))
    if origin in (tuple, list):
        return _list_reader(origin, get_args(annotation)[0], marks)
    if annotation is dict or origin is dict:
        key_type, value_type = get_args(annotation) or (str, Any)
        return _mapping_reader(key_type, value_type, marks)
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return lambda node, desk, name: desk.record(annotation, node, desk, name)
    if origin in (Union, types.UnionType):
        members = [member for member in get_args(annotation) if member is not type(None)]
        return reader_of(members[0]) if len(members) == 1 else _union_reader([reader_of(m) for m in members])
    raise TypeError(f"no reader for {annotation!r}")


def plain(node: Node) -> Any:
    """Return plain data; a number or truth value only where it prints back as it was typed."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    text = node.text
    if not node.plain:
        return text
    if text in ("true", "false"):
        return text == "true"
    if _WHOLE.fullmatch(text) and str(int(text)) == text:
        return int(text)
    if len(text) < 40 and _NUMBER.fullmatch(text) and repr(float(text)) == text:
        return float(text)
    return None if text in ("", "null") else text


def bare_type(annotation: Any) -> tuple[Any, dict[type, Any]]:
    """Return a type without its annotations, and these by class; `X | None` counts as X."""
    marks: dict[type, Any] = {}
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            marks |= {type(mark): mark for mark in more}
        elif get_origin(annotation) in (Union, types.UnionType):
            members = [member for member in get_args(annotation) if member is not type(None)]
            if len(members) != 1:
                return annotation, marks
            annotation = members[0]
        else:
            return annotation, marks


def _text_reader(marks: dict[type, Any]) -> Reader:
    limits = marks.get(msgspec.Meta)
    reads = marks[Reads].read if Reads in marks else None
    longest = (limits.max_length if limits else None) or 60_000
    pattern = re.compile(limits.pattern) if limits and limits.pattern and not reads else None

    def read(node: Node, desk: Desk, name: str) -> Any:
        if type(node) is not Scalar:
            return wrong_type(node, desk, name, "text")
        text = node.text.strip()
        if node.plain and text in _NULLS:
            return desk.tell_of("front-matter-null", node, name, text=text)
        if reads:
            try:
                return reads(text, desk.path) if text else ""
            except Refused as refusal:
                return desk.tell_of(f"front-matter-{refusal.says}", node, name, **refusal.values)
        if len(text) > longest:
            return desk.tell_of("front-matter-long", node, name, length=len(text), limit=longest)
        if pattern and not pattern.search(text):
            return desk.tell_of("front-matter-pattern", node, name, text=text, pattern=pattern.pattern)
        return text

    return read


def _number_reader(kind: type, marks: dict[type, Any]) -> Reader:
    limits = marks.get(msgspec.Meta)
    shape, expected = (_WHOLE, "whole") if kind is int else (_NUMBER, "number")

    def read(node: Node, desk: Desk, name: str) -> Any:
        if type(node) is not Scalar:
            return wrong_type(node, desk, name, expected)
        text = node.text
        if not node.plain or len(text) > 40 or not shape.fullmatch(text):
            return _no_number(node, desk, name, expected)
        value = kind(text)
        if not math.isfinite(value):
            return _no_number(node, desk, name, expected)
        if limits and not _within(value, limits):
            least = limits.ge if limits.ge is not None else limits.gt
            most = limits.le if limits.le is not None else limits.lt
            bounds = f"{'' if least is None else least}–{'' if most is None else most}"
            return desk.tell_of("front-matter-range", node, name, text=text, bounds=bounds)
        return value

    return read


def _within(value: float, limits: msgspec.Meta) -> bool:
    return (
        (limits.ge is None or value >= limits.ge)
        and (limits.le is None or value <= limits.le)
        and (limits.gt is None or value > limits.gt)
        and (limits.lt is None or value < limits.lt)
    )


def _no_number(node: Scalar, desk: Desk, name: str, expected: str) -> Any:
    digits = re.search(r"-?\d+(?:\.\d+)?", unicodedata.normalize("NFKC", node.text)[:40])
    number = float(digits[0]) if digits else 10.0
    suggestion = str(int(number)) if expected == "whole" else f"{number:g}"
    shown = node.text if node.plain else f'"{node.text}"'
    return desk.tell_of(
        "front-matter-number", node, name, text=shown[:60], expected=_EXPECTED[expected], suggestion=suggestion
    )


def _read_truth(node: Node, desk: Desk, name: str) -> Any:
    if type(node) is not Scalar:
        return wrong_type(node, desk, name, "truth")
    if node.plain and node.text in _TRUTHS:
        return _TRUTHS[node.text]
    known = _LIKE_TRUTH.get(node.text.lower(), "true" if node.text.lower() == "true" else "false")
    return desk.tell_of("front-matter-truth", node, name, text=node.text, suggestion=known)


def _choice_reader(choices: tuple[Any, ...]) -> Reader:
    by_text = {str(choice): choice for choice in choices}

    def read(node: Node, desk: Desk, name: str) -> Any:
        if type(node) is not Scalar:
            return wrong_type(node, desk, name, "text")
        text, in_chinese = node.text.strip(), VALUES.get(name, {})
        chosen = in_chinese.get(text, text)
        if chosen in by_text:
            return by_text[chosen]
        first = {value: han for han, value in reversed(in_chinese.items()) if value in by_text}
        zh = "、".join(f"{first[c]}（{c}）" if c in first else c for c in by_text)
        return desk.tell_of("front-matter-choice", node, name, text=text[:60], choices=(zh, ", ".join(by_text)))

    return read


def _list_reader(kind: Callable[[list[Any]], Any], annotation: Any, marks: dict[type, Any]) -> Reader:
    read_item, (bare, item_marks) = reader_of(annotation), bare_type(annotation)
    is_label = Label in item_marks
    takes_mapping = isinstance(bare, type) and issubclass(bare, msgspec.Struct)

    def read(node: Node, desk: Desk, name: str) -> Any:
        if type(node) is Sequence:
            items = node.items
        elif type(node) is Mapping and not takes_mapping:
            return wrong_type(node, desk, name, "list")
        else:
            items = [node]
            if is_label and type(node) is Scalar and node.plain and _SEVERAL.search(node.text):
                desk.tell_of("front-matter-several", node, name, ASK, text=node.text)
        values = []
        for item in items:
            if type(item) is Scalar and not item.text.strip():
                desk.tell_of("front-matter-empty-item", item, name)
            elif (value := read_item(item, desk, name)) is not WRONG:
                values.append(value)
        return kind(values)

    return read


def _mapping_reader(key_type: Any, value_type: Any, marks: dict[type, Any]) -> Reader:
    read_key, read_value = reader_of(key_type), reader_of(value_type)
    short = marks.get(Short) or Short()
    bare = bare_type(value_type)[0]
    empty: Any = {} if bare is dict or get_origin(bare) is dict else None

    def read(node: Node, desk: Desk, name: str) -> Any:
        pairs = _pairs(node, short)
        if pairs is None:
            return wrong_type(node, desk, name, "mapping")
        values: dict[Any, Any] = {}
        lines: dict[Any, int] = {}
        for key_node, node_of_value in pairs:
            key = read_key(key_node, desk, name)
            if key is WRONG:
                continue
            if key in lines:
                desk.tell("front-matter-duplicate-key", key_node, key=key_node.text, first=key, line=lines[key])
                continue
            lines[key] = key_node.line
            if type(node_of_value) is Scalar and node_of_value.plain and not node_of_value.text:
                if empty is None:
                    desk.tell("front-matter-empty-key", key_node, called=called(key, None))
                values[key] = empty
            elif (value := read_value(node_of_value, desk, key)) is not WRONG:
                values[key] = value
        return values

    return read


def _pairs(node: Node, short: Short) -> list[tuple[Scalar, Node]] | None:
    """Return a mapping's pairs, those of a short form written out, or None."""
    if isinstance(node, Mapping):
        return node.pairs
    if isinstance(node, Scalar):
        if short.many == "keys":
            return [(node, Scalar("", True, node.line, node.column))]
        if short.text:
            return [(Scalar(short.text, True, node.line, node.column), node)]
    items = node.items if isinstance(node, Sequence) else [node]
    if short.many == "keys" and all(isinstance(item, Scalar) for item in items):
        return [(item, Scalar("", True, item.line, item.column)) for item in items]
    if short.many == "values":
        return [(Scalar(f"o{n}", True, item.line, item.column), item) for n, item in enumerate(items, 1)]
    return None


def _union_reader(readers: list[Reader]) -> Reader:
    def read(node: Node, desk: Desk, name: str) -> Any:
        before = len(desk.findings)
        for reader in readers:
            del desk.findings[before:]
            value = reader(node, desk, name)
            if len(desk.findings) == before:
                return value
        return WRONG

    return read


def wrong_type(node: Node, desk: Desk, name: str, expected: str) -> Any:
    """Tell that a value has another shape than its key asks for."""
    if isinstance(node, Scalar):
        if expected == "mapping" and "：" in node.text:
            suggestion = node.text.replace("：", ": ", 1)
            return desk.tell("front-matter-full-width-colon", node, suggestion=suggestion)
        given = "一段文字", "a text"
    else:
        given = ("一个列表", "a list") if isinstance(node, Sequence) else ("下一层的几个键", "a mapping")
    return desk.tell_of(
        "front-matter-type", node, name, expected=_EXPECTED[expected], given=given
    )  # fmt: skip
