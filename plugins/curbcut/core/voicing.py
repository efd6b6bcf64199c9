"""Which voice speaks a language on a site, with its options ready to be used."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from curbcut.core.model import Record
from curbcut.core.rooms import room

DEFAULT = "espeak"
"""The voice where a site names none: it speaks Chinese and English, and comes with the program."""


class Voicing(Record, frozen=True):
    """A voice and its `Options` (a record of the room's own), in which all files are named in full."""

    name: str
    options: Any


def voicing(name: str, options: Mapping[str, Any], root: Path) -> Voicing:
    """Return a voice with the options that a site gives it; files are looked for from `root`, the site's folder.

    raises: UsageProblem for an unknown name, EnvironmentProblem when the room cannot be imported
    """
    model = room("voices", name).Options
    chosen = msgspec.convert(dict(options), type=model)
    files = {field: _in_full(getattr(chosen, field), root) for field in getattr(model, "FILES", ())}
    return Voicing(name=name, options=msgspec.structs.replace(chosen, **files))


def _in_full(file: str | tuple[str, ...], root: Path) -> str | tuple[str, ...]:
    if isinstance(file, tuple):
        return tuple(str(root / each) for each in file)
    return str(root / file) if file else ""


def voice_of(lang: str, voices: Mapping[str, Mapping[str, Any]]) -> tuple[str, Mapping[str, Any]]:
    """Return the voice for a language and its options, as `SiteConfig.voices` has them.

    lang: BCP 47; without a voice of its own it is spoken by that of the first tag with the same language (en-GB by en)
    """
    base = lang.partition("-")[0].lower()
    near = (tag for tag in voices if tag.partition("-")[0].lower() == base)
    tag = lang if lang in voices else next(near, "")
    (found,) = voices[tag].items() if tag else ((DEFAULT, {}),)
    return found
