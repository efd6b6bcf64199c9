"""Content lines of iCalendar: escaped, folded, ended as RFC 5545, 3.1 asks."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WIDTH_BYTES = 75
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPECIAL = re.compile(r"[\\;,]")


def line(name: str, value: str) -> str:
    """Return a content line whose value needs no escaping (an address, a rule); it cannot break out of its line."""
    return f"{name}:{_one_line(value)}"


def text_line(name: str, *values: str) -> str:
    """Return a content line with texts (RFC 5545, 3.3.11), several parted by commas."""
    return f"{name}:{','.join(_escaped(value) for value in values)}"


def document(lines: Iterable[str]) -> bytes:
    """Return unfolded lines as a file: CRLF after each, none longer than 75 octets, no character cut in two."""
    return b"".join(_folded(each) for each in lines)


def _escaped(text: str) -> str:
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _SPECIAL.sub(r"\\\g<0>", plain).replace("\n", "\\n")


def _one_line(text: str) -> str:
    return _CONTROL.sub("", text).replace("\r", "").replace("\n", "")


def _folded(text: str) -> bytes:
    data = text.encode()
    pieces, start, room = [], 0, _WIDTH_BYTES
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # inside a character of UTF-8
            end -= 1
        pieces.append(data[start:end])
        start, room = end, _WIDTH_BYTES - 1  # the space that continues a line counts
    return b"\r\n ".join([*pieces, data[start:]]) + b"\r\n"
