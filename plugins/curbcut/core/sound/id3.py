"""The ID3 tag of a recording: title, issuer, language and chapters.

source: id3.org: ID3v2.3.0 informal standard; ID3v2 Chapter Frame Addendum 1.0. Version 2.3 with UTF-16 is what every
player reads, Windows' own included.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from curbcut.core.model import Record

_UTF16 = b"\x01"
_NO_OFFSET = 0xFFFFFFFF
_TOP, _ORDERED = 2, 1
_MOST = 255
"""Entries of a table of contents: its count is one byte."""
_LANGUAGES = {"zh": "zho", "en": "eng", "yue": "yue", "ug": "uig", "bo": "bod", "mn": "mon", "ja": "jpn", "ko": "kor"}
"""BCP 47 → ISO 639-2, as the standard wants. Others are `und`."""


class Chapter(Record, frozen=True, gc=False):
    """A part of a recording with a title, from `start` to `end` in samples."""

    title: str
    start: int
    end: int


class Label(Record, frozen=True, gc=False):
    """What a player shows: title, issuer (as artist), the site's name (as album), the language (BCP 47), its address."""

    title: str
    issuer: str = ""
    site: str = ""
    lang: str = ""
    address: str = ""


def tag(label: Label, chapters: Sequence[Chapter], samples: int, rate_hz: int) -> bytes:
    """Return an ID3v2.3 tag for a recording of so many samples; chapters in order."""
    texts = {
        "TIT2": label.title,
        "TPE1": label.issuer,
        "TALB": label.site,
        "TLAN": _LANGUAGES.get(label.lang.partition("-")[0].lower(), "und") if label.lang else "",
        "TLEN": str(_ms(samples, rate_hz)),
    }
    body = b"".join(_text(name, text) for name, text in texts.items() if text)
    if label.address:
        body += _frame("WOAF", label.address.encode("ascii", "ignore"))
    names = [b"chp%d" % number for number in range(len(chapters))]
    body += _contents(names)
    for name, chapter in zip(names, chapters, strict=True):
        times = struct.pack(">IIII", _ms(chapter.start, rate_hz), _ms(chapter.end, rate_hz), _NO_OFFSET, _NO_OFFSET)
        body += _frame("CHAP", name + b"\0" + times + _text("TIT2", chapter.title))
    return b"ID3\x03\0\0" + _seven_bits(len(body)) + body


def _contents(names: list[bytes]) -> bytes:
    """Return the tables of contents: one, or one of tables where there are too many chapters for one."""
    if not names:
        return b""
    if len(names) <= _MOST:
        return _table(b"toc", names, _TOP | _ORDERED)
    groups = [names[at : at + _MOST] for at in range(0, len(names), _MOST)]
    inner = [b"toc%d" % number for number in range(len(groups))]
    tables = b"".join(_table(name, group, _ORDERED) for name, group in zip(inner, groups, strict=True))
    return _table(b"toc", inner[:_MOST], _TOP | _ORDERED) + tables


def _table(name: bytes, entries: list[bytes], flags: int) -> bytes:
    listed = b"".join(entry + b"\0" for entry in entries)
    return _frame("CTOC", name + b"\0" + bytes((flags, len(entries))) + listed)


def _text(name: str, text: str) -> bytes:
    return _frame(name, _UTF16 + b"\xff\xfe" + text.encode("utf-16-le", "replace"))


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + struct.pack(">IH", len(body), 0) + body


def _seven_bits(size: int) -> bytes:
    """Return a size as four bytes of seven bits. Raises ValueError beyond 256 MB."""
    if size >= 1 << 28:
        raise ValueError(size)
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def _ms(samples: int, rate_hz: int) -> int:
    return (samples * 1000 + rate_hz // 2) // rate_hz
