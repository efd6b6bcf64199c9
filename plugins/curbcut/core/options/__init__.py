"""Typed records out of YAML nodes or plain mappings: every problem found, none raised.

A record's annotations say what each key may hold, fields.py what it is called in Chinese. Nothing
here knows about notices or sites: front matter, `site_config.yml`, `course.yml` and a room's
`Options` all go through `load`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping as AnyMapping
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from curbcut.core.fields import FIELDS, INSTEAD, FieldWords
from curbcut.core.findings import Finding
from curbcut.core.options.value_readers import WRONG, Desk, Reader, reader_of, wrong_type
from curbcut.core.options.yaml_text import DEPTH_LIMIT, Mapping, Node, Scalar, Sequence

Loaded = TypeVar("Loaded", bound=msgspec.Struct)


class _Slot(msgspec.Struct, frozen=True):
    """One key of a record: as written, as an attribute, and how its value is read."""

    name: str
    attribute: str
    read: Reader
    required: bool


class _Shape(msgspec.Struct, frozen=True):
    """What a record accepts: every name a key may have → its slot."""

    slots: dict[str, _Slot]
    required: tuple[str, ...]
    short: str
    words: dict[str, FieldWords]
    is_kind: bool


def load(model: type[Loaded], node: Node, path: str, *, whole: bool = True) -> tuple[Loaded | None, list[Finding]]:
    """Return the record, or None, and everything that is wrong with it.

    whole: False when lines of the file were given up: then missing keys are not complained about
    """
    desk = Desk(path, _record, FIELDS, whole)
    value = _record(model, node, desk, "")
    stopped = value is WRONG or any(finding.level == "stop" for finding in desk.findings)
    return (None if stopped else cast(Loaded, value)), desk.findings


def load_options(
    model: type[Loaded], options: Node | AnyMapping[str, Any] | None, path: str
) -> tuple[Loaded | None, list[Finding]]:
    """Return a room's options from nodes or from plain data (another program's configuration)."""
    node = options if isinstance(options, (Scalar, Sequence, Mapping)) else node_of(options)
    if isinstance(node, Scalar) and node.plain and not node.text:
        node = Mapping([], node.line, node.column)
    return load(model, node, path)


@cache
def known_keys(model: type[msgspec.Struct]) -> frozenset[str]:
    """Return every name that a key of the record and of the records in it may have."""
    return frozenset(_shape_of(model).slots) | _PART_KEYS


def node_of(data: Any, depth: int = 0) -> Node:
    """Return nodes (line 0) for plain data as JSON, TOML or another YAML loader gives it."""
    if depth > DEPTH_LIMIT:
        return Scalar(str(type(data).__name__), False)
    if data is None:
        return Scalar("", True)
    if isinstance(data, bool):
        return Scalar("true" if data else "false", True)
    if isinstance(data, (int, float)):
        return Scalar(str(data), True)
    if isinstance(data, AnyMapping):
        return Mapping([(Scalar(str(key), False), node_of(value, depth + 1)) for key, value in data.items()])
    if isinstance(data, (list, tuple)):
        return Sequence([node_of(item, depth + 1) for item in data])
    return Scalar(str(data), False)


_PART_KEYS = frozenset(name for key, words in FIELDS.items() for name in (key, *words.names))


@cache
def _shape_of(model: type[msgspec.Struct]) -> _Shape:
    own = getattr(model, "FIELDS", {})
    slots: dict[str, _Slot] = {}
    required, words = [], {}
    for field in msgspec.structs.fields(model):
        slot = _Slot(field.encode_name, field.name, reader_of(field.type), field.required)
        meaning = own.get(slot.name) or FIELDS.get(slot.name)
        for name in (slot.name, *(meaning.names if meaning else ())):
            if slots.setdefault(name, slot) is not slot:
                raise TypeError(f"{model.__name__}: two keys are called {name}")
        if meaning:
            words[slot.name] = meaning
        if slot.required:
            required.append(slot.name)
    is_kind = getattr(model.__struct_config__, "tag", None) is not None
    return _Shape(slots, tuple(required), getattr(model, "SHORT", ""), words, is_kind)


def _record(model: type, node: Node, desk: Desk, name: str) -> Any:
    """Return the record of a mapping, or WRONG."""
    shape = _shape_of(model)
    if type(node) is Scalar and shape.short:
        key, colon, value = node.text.partition("：")
        if colon and node.plain and key.strip() in shape.slots:
            return desk.tell("front-matter-full-width-colon", node, suggestion=f"{key.strip()}: {value.strip()}")
        node = Mapping([(Scalar(shape.short, True, node.line, node.column), node)], node.line, node.column)
    if type(node) is not Mapping:
        return wrong_type(node, desk, name or "front matter", "mapping")
    before, outer = len(desk.findings), desk.fields
    desk.fields = outer if shape.words.keys() <= outer.keys() else {**outer, **shape.words}
    values, seen = _values(shape, node, desk)
    missing = [key for key in shape.required if key not in seen]
    for key in missing if desk.whole else ():
        words = shape.words.get(key) or FieldWords((), key, key)
        desk.tell_of("front-matter-missing-key", node, key, meaning=(words.zh, words.en), example=_example(key))
    desk.fields = outer
    if missing or any(finding.level == "stop" for finding in desk.findings[before:]):
        return WRONG
    return model(**values)


def _values(shape: _Shape, node: Mapping, desk: Desk) -> tuple[dict[str, Any], dict[str, tuple[str, int]]]:
    """Return values by attribute, and for each key seen how and where it was written."""
    values: dict[str, Any] = {}
    seen: dict[str, tuple[str, int]] = {}
    for key, value in node.pairs:
        slot = shape.slots.get(key.text)
        if slot is None:
            meant = _unknown_key(shape, key, desk)
            seen.setdefault(meant, (key.text, key.line))
            continue
        if slot.name in seen:
            first, line = seen[slot.name]
            desk.tell("front-matter-duplicate-key", key, key=key.text, first=first, line=line)
            continue
        seen[slot.name] = (key.text, key.line)
        if type(value) is Scalar and not value.text.strip() and (value.plain or slot.required):
            # A key left empty says nothing: fine, unless the key is one that must speak.
            if slot.required:
                desk.tell_of("front-matter-empty-key", key, slot.name)
            continue
        given = slot.read(value, desk, slot.name)
        if given is not WRONG:
            values[slot.attribute] = given
    return values, seen


def _unknown_key(shape: _Shape, key: Scalar, desk: Desk) -> str:
    """Tell about a key that does not exist; return the name of the key that was probably meant, or ``""``."""
    from difflib import get_close_matches

    typed = unicodedata.normalize("NFKC", key.text).strip()
    if "：" in key.text:
        suggestion = key.text.replace("：", ": ", 1)
        desk.tell("front-matter-full-width-colon", key, suggestion=suggestion)
        return _meant(shape, typed.split(":")[0])
    target, zh, en = INSTEAD.get(typed.lower(), ("", "", ""))
    if zh and (target in shape.slots or (not target and shape.is_kind)):
        desk.tell("front-matter-other-key", key, key=key.text, advice=(zh, en))
        return target
    cutoff = 0.6 if typed.isascii() else 0.5
    elsewhere = typed in _PART_KEYS
    if typed.lower() in shape.slots:
        near = [typed.lower()]
    else:
        near = [] if elsewhere else get_close_matches(typed.lower()[:60], shape.slots, n=1, cutoff=cutoff)
    if near:
        desk.tell("front-matter-unknown-key", key, key=key.text[:60], suggestion=near[0])
        return shape.slots[near[0]].name
    names = dict.fromkeys(slot.name for slot in shape.slots.values())
    zh = "、".join(shape.words[name].names[0] if name in shape.words else name for name in names)
    rule = "front-matter-foreign-key" if elsewhere else "front-matter-strange-key"
    desk.tell(rule, key, key=key.text[:60], keys=(zh, ", ".join(names)))
    return ""


def _meant(shape: _Shape, name: str) -> str:
    return shape.slots[name].name if name in shape.slots else ""


def _example(key: str) -> str:
    """Return a line that an editor can copy."""
    return {
        "title": "title: 关于做好冬季康复服务的通知", "slug": "slug: winter-care-2017", "published": "published: 2017-01-04",
        "offline_channel": "offline_channel: 到街道服务窗口办理，也可以打 12385 预约上门", "address": "address: 某某路 12 号",
        "starts": "starts: 2017-05-21 09:00", "date": "date: 2017-01-04", "system": "system: GCJ02",
    }.get(key, f"{key}: …")  # fmt: skip
