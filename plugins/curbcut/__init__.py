"""Curbcut 坡道: one Markdown source becomes a page, large print, a recording, braille and search.

The names below are the public interface; everything else may move. They are imported when first
used, so that a command or a guest plugin pays only for what it needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from curbcut.core.errors import CurbcutError
    from curbcut.core.executors import Workers
    from curbcut.core.findings import Finding
    from curbcut.core.jobs import Job, Output, run
    from curbcut.core.model import Clip, Document, Made, Sentence
    from curbcut.core.reading import read
    from curbcut.core.shapes import Rule, Spot
    from curbcut.core.store import Store
    from curbcut.site import Build, Site, Wishes

_HOME = {
    "Build": "site", "Clip": "core.model", "CurbcutError": "core.errors", "Document": "core.model",
    "Finding": "core.findings", "Job": "core.jobs", "Made": "core.model", "Output": "core.jobs",
    "Rule": "core.shapes", "Sentence": "core.model", "Site": "site", "Spot": "core.shapes",
    "Store": "core.store", "Wishes": "site", "Workers": "core.executors", "read": "core.reading", "run": "core.jobs",
}  # fmt: skip

__all__ = [
    "Build", "Clip", "CurbcutError", "Document", "Finding", "Job", "Made", "Output", "Rule", "Sentence",
    "Site", "Spot", "Store", "Wishes", "Workers", "read", "run",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'curbcut' has no attribute {name!r}")
    return getattr(import_module(f"curbcut.{_HOME[name]}"), name)
