"""The corridors and their rooms: a file dropped into a corridor, or an entry point, is a room.

Listing a corridor reads names only; a room is imported when it is asked for.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from curbcut.core.errors import EnvironmentProblem, Internal, UsageProblem

CORRIDORS = ("voices", "renditions", "bundles", "rules", "commands")
_OURS_ONLY = ("commands",)
"""Corridors that take no guests: the command line must answer before entry points could be read."""


def corridor(kind: str) -> dict[str, str]:
    """Return room name → module path for a corridor: our files first, then entry points.

    raises: UsageProblem when two rooms claim one name
    """
    package = f"curbcut.{kind}"
    home = Path(__file__).resolve().parent.parent / kind
    ours = (p for p in sorted(home.iterdir()) if p.suffix == ".py" or (p / "__init__.py").is_file())
    # Names that Python can import: an editor's leftovers (`.#braille.py`) are no rooms.
    names = [p.stem for p in ours if p.stem.isidentifier() and not p.stem.startswith("_")]
    rooms = {name: f"{package}.{name}" for name in names}
    for name, value in () if kind in _OURS_ONLY else _guests(package):
        if rooms.get(name, value) != value:
            raise UsageProblem("room-name-clash", corridor=kind, room=name, one=rooms[name], two=value)
        rooms[name] = value
    return rooms


def _guests(group: str) -> tuple[tuple[str, str], ...]:
    """Return (name, module path) of rooms that other distributions bring, sorted."""
    from importlib.metadata import entry_points

    return _listed(group, tuple(sys.path), entry_points)


@cache
def _listed(group: str, _path: tuple[str, ...], read: Callable[..., Iterable[Any]]) -> tuple[tuple[str, str], ...]:
    # Looking through all installed distributions takes 7 ms, and a build asks half a dozen times.
    return tuple(sorted((entry.name, entry.module) for entry in read(group=group)))


def room(kind: str, name: str) -> ModuleType:
    """Import and return one room.

    raises: UsageProblem for an unknown name, EnvironmentProblem when it cannot be imported
    """
    rooms = corridor(kind)
    if name not in rooms:
        raise UsageProblem("room-unknown", corridor=kind, room=name, rooms=" ".join(rooms))
    try:
        return import_module(rooms[name])
    except Exception as problem:
        reason = f"{type(problem).__name__}: {problem}"
        raise EnvironmentProblem("room-broken", where=rooms[name], room=name, reason=reason) from problem


def identity(module_path: str) -> str:
    """Return the digest of a room's own files: what enters its cache keys.

    A room that is a folder counts all its files (styles, tables), in name order.
    """
    spec = find_spec(module_path)
    if spec is None or spec.origin is None:
        raise Internal("room-without-file", room=module_path)
    origin = Path(spec.origin)
    files = [origin] if origin.name != "__init__.py" else [p for p in origin.parent.rglob("*") if p.is_file()]
    digest = sha256()
    for name in sorted(path.relative_to(origin.parent).as_posix() for path in files):
        # What Python and editors leave behind is no part of it.
        if not any(part == "__pycache__" or part.startswith(".") or part.endswith("~") for part in name.split("/")):
            digest.update(name.encode() + b"\0" + (origin.parent / name).read_bytes() + b"\0")
    return digest.hexdigest()


def constant(module_path: str, name: str) -> str:
    """Return a text that a room's file says of itself (`NAME = "…"` at a line's start), without importing it; else ``""``.

    A build in which nothing changed needs no rule, and importing them all takes longer than the rest of it.
    """
    spec = find_spec(module_path)
    if spec is None or spec.origin is None:
        raise Internal("room-without-file", room=module_path)
    said = re.search(rf'^{name} = "([^"\\\n]*)"', Path(spec.origin).read_text("utf-8"), re.MULTILINE)
    return said[1] if said else ""


def tool_versions(tools: tuple[str, ...]) -> dict[str, str]:
    """Return distribution → version; `missing` where it is not installed."""
    return {tool: _version(tool) for tool in sorted(tools)}


@cache
def _version(tool: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(tool)
    except PackageNotFoundError:
        return "missing"
