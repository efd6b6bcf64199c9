"""`!table FILE.csv`: which files of the site a text takes in, known before the text is read.

Light on purpose: the coordinator asks every source, and only what is named here travels with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from curbcut.core.dates import Refused
from curbcut.core.scalars import site_file

SIZE_BYTES = 2_000_000
"""Bytes of one file that are looked at; a larger one is a finding, as a text of that size is."""
_WORD = "!table"
_DIRECTIVE = re.compile(r'!table[ \t]+("[^"\n]+"|[^\s"]+)(?:[ \t]+(\S.*))?')
_COLUMNS = re.compile(r'(?:^|[ \t]+)(?:columns|列)=("[^"\n]*"|\S*)[ \t]*')
_ENDING = ".csv"


class Directive(NamedTuple):
    """One `!table` line: the file as typed, the columns to show (none: all), and the caption or ``""``."""

    file: str
    columns: tuple[str, ...] = ()
    caption: str = ""


def directive(line: str) -> Directive | None:
    """Return what a line asks for, or None where it is no well-formed directive."""
    match = _DIRECTIVE.fullmatch(line.rstrip())
    if match is None:
        return None
    rest = match[2] or ""
    columns: tuple[str, ...] = ()
    if chosen := _COLUMNS.search(rest):
        columns = tuple(dict.fromkeys(name.strip() for name in re.split("[,，、]", chosen[1].strip('"'))))
        rest = rest[: chosen.start()] + " " + rest[chosen.end() :]
        if not all(columns):
            return None
    return Directive(match[1].strip('"'), columns, rest.strip())


def located(file: str, path: str) -> str:
    """Return the POSIX path from the site's root of a file named in the text at `path`.

    raises: Refused for what is outside the site, on another one, or no `.csv`
    """
    found = normalize("NFC", site_file(file, path))
    if not found.lower().endswith(_ENDING):
        raise Refused("file-outside", text=file)
    return found


def named(path: str, data: bytes) -> tuple[str, ...]:
    """Return the CSV files that a source names, whether they exist or not, each once and in order."""
    if _WORD.encode() not in data:
        return ()
    found: dict[str, None] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        asked = directive(line) if line.startswith(_WORD) else None
        try:
            if asked:
                found[located(asked.file, path)] = None
        except Refused:
            continue  # said where the text is read
    return tuple(found)


def taken(path: str, data: bytes, root: Path, files: Mapping[str, str], kept: dict[str, bytes]) -> dict[str, bytes]:
    """Return the CSV files that a source names and the site has, by path: its reading depends on their bytes.

    files: path → where it lies below `root`; kept: what was read of them before, and is from now on
    """
    found: dict[str, bytes] = {}
    for name in named(path, data):
        if name in files and name not in kept:
            with suppress(OSError), open(root / files[name], "rb") as file:
                kept[name] = file.read(SIZE_BYTES + 1)
        if name in kept:
            found[name] = kept[name]
    return found
