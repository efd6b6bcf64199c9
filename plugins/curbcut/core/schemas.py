"""JSON Schema 2020-12 for the front matter of each kind, and for the files about the whole site.

Made from the same records that the loader reads, with the Chinese names of keys and values, so
that an editor's program completes and checks what the loader accepts. `python -m
curbcut.core.schemas` writes them to `plugins/curbcut/schemas/`; a test holds them up to date.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec

from curbcut.core.config import SiteConfig
from curbcut.core.emergency import EmergencyFile
from curbcut.core.fields import FIELDS, VALUES
from curbcut.core.kinds import KINDS
from curbcut.core.options.value_readers import bare_type
from curbcut.core.permalinks import PermalinksFile
from curbcut.core.plans import PlanFile
from curbcut.core.scalars import Short
from curbcut.core.search.glossary import SynonymsFile

VERSION = 1
FOLDER = Path(__file__).resolve().parent.parent / "schemas"
_EMPTY: tuple[Any, ...] = ("", [], (), {}, None)


def schemas() -> dict[str, bytes]:
    """Return file name → JSON text: one file per kind, and one for each file that is about the whole site."""
    models: dict[str, type[msgspec.Struct]] = {
        "site_config": SiteConfig, "permalinks": PermalinksFile, "emergency": EmergencyFile,
        "synonyms": SynonymsFile, "plan": PlanFile, **KINDS,
    }  # fmt: skip
    return {f"{name}.json": _file(name, model) for name, model in models.items()}


def _file(name: str, model: type[msgspec.Struct]) -> bytes:
    _, defs = msgspec.json.schema_components([model], ref_template="#/$defs/{name}")
    for record in _records(model, {}):
        _finish(defs, record)
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:curbcut:schema:{VERSION}:{name}",
        "$ref": f"#/$defs/{model.__name__}",
        "$defs": dict(sorted(defs.items())),
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _records(annotation: Any, seen: dict[type, None]) -> dict[type, None]:
    """Return the record types that a type is made of."""
    kind, _ = bare_type(annotation)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        if kind not in seen:
            seen[kind] = None
            for field in msgspec.structs.fields(kind):
                _records(field.type, seen)
    else:
        for argument in get_args(kind):
            _records(argument, seen)
    return seen


def _finish(defs: dict[str, Any], record: type[msgspec.Struct]) -> None:
    """Complete the schema of one record: meanings, Chinese names, short forms, empty keys."""
    name = record.__name__
    schema = defs[name]
    properties: dict[str, Any] = {}
    required = []
    own = getattr(record, "FIELDS", {})
    for field in msgspec.structs.fields(record):
        key = field.encode_name
        words = own.get(key) or FIELDS[key]
        made = _relaxed(schema["properties"][key], field.type, key)
        if not field.required:
            made = _or_null(made)
        else:
            required.append({"anyOf": [{"required": [spelling]} for spelling in (key, *words.names)]})
        properties[key] = {"description": f"{words.zh}。\n{words.en}", **made}
    pointer = f"#/$defs/{name}"
    short = getattr(record, "SHORT", "")
    if short:
        pointer += "-mapping"
    for field in msgspec.structs.fields(record):
        for alias in (own.get(field.encode_name) or FIELDS[field.encode_name]).names:
            properties[alias] = {"$ref": f"{pointer}/properties/{field.encode_name}"}
    schema = {"type": "object", "description": (record.__doc__ or "").split("\n")[0], "properties": properties}
    schema |= {"additionalProperties": False} | ({"allOf": required} if required else {})
    if short:
        defs[f"{name}-mapping"] = schema
        schema = {"anyOf": [{"type": ["string", "number"]}, {"$ref": pointer}]}
    defs[name] = schema


def _relaxed(schema: dict[str, Any], annotation: Any, key: str) -> dict[str, Any]:
    """Return a schema that accepts what the loader accepts: `010` as a text, one item as a list …"""
    kind, marks = bare_type(annotation)
    default = {} if schema.get("default", "") in _EMPTY else {"default": schema["default"]}
    schema = {name: value for name, value in schema.items() if name != "default"}
    if "anyOf" in schema:  # X | None
        (schema,) = (each for each in schema["anyOf"] if each != {"type": "null"})
    short = marks.get(Short, Short())
    if "enum" in schema:
        names = [han for han, value in VALUES.get(key, {}).items() if value in schema["enum"]]
        schema = {"enum": [*schema["enum"], *names]}
    elif schema.get("type") == "boolean":
        schema = {"enum": [True, False, "是", "否"]}
    elif schema.get("type") == "string":
        schema = {**schema, "type": ["string"] if "format" in schema else ["string", "number", "boolean"]}
    elif schema.get("type") == "array" and get_origin(kind) in (tuple, list):
        items = _relaxed(schema.get("items", {}), get_args(kind)[0], key)
        schema = {"anyOf": [items, {"type": "array", "items": items}]}
    elif schema.get("type") == "object":
        schema = _mapping(schema, kind, short, key)
    return {**schema, **default}


def _mapping(schema: dict[str, Any], kind: Any, short: Short, key: str) -> dict[str, Any]:
    _, value_type = get_args(kind)
    value = _relaxed(schema.get("additionalProperties", {}) or {}, value_type, key)
    if bare_type(value_type)[0] is not str:
        value = _or_null(value)
    written: dict[str, Any] = {"type": "object", "additionalProperties": value}
    if "propertyNames" in schema:
        written["propertyNames"] = schema["propertyNames"]
    text = {"type": ["string", "number"]}
    if short.many == "keys":
        return {"anyOf": [written, {"type": "array", "items": text}, text]}
    if short.many == "values":
        return {"anyOf": [written, {"type": "array", "items": value}, value]}
    return {"anyOf": [written, value]} if short.text else written


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema that also accepts a key left empty."""
    if isinstance(schema.get("type"), (str, list)) and "enum" not in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*types, "null"]}
    default = {"default": schema["default"]} if "default" in schema else {}
    rest = {name: value for name, value in schema.items() if name != "default"}
    return {"anyOf": [rest, {"type": "null"}], **default} if rest else default


def write(folder: Path = FOLDER) -> None:
    """Write the schema files into a folder."""
    folder.mkdir(exist_ok=True)
    for name, data in schemas().items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    write()
