"""Bytes as text: strict UTF-8, plain line ends, and nothing invisible that could mislead a reader."""

from __future__ import annotations

import re
from unicodedata import category, name

from curbcut.core.findings import STOP, WARN, Finding, found
from curbcut.core.reading.limits import FILE_SIZE_BYTES

_ENDS = re.compile("\r\n|[\r\u2028\u2029\x85\x0c\x0b]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PLANE_END = re.compile(
    "[" + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)) + "]"
)
_CONFLICT = re.compile(r"^(?:<{7} |>{7} |\|{7} |={7}$)", re.MULTILINE)
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
ALLOWED_ENTITIES = "\u00ad\u200c\u200d\u200e\u200f\u2009"
"""What an author may write as an entity (`&shy;` `&zwj;` `&lrm;` …), where it can be seen in the source."""

_OPENS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
_ISOLATES = "\u2066\u2067\u2068"
_ALLOWED_MARKS = "\u200e\u200f"
_LFS = b"version https://git-lfs.github.com/spec/"
_COMMON = "的一是不了在有人和为国大中年上这会日对业工发"
"""The commonest Han characters; a wrong guess of an encoding holds almost none of them."""
SHOWN = 20
"""Findings of one sort that are shown for one file."""


def decode(path: str, data: bytes) -> tuple[str | None, list[Finding]]:
    """Return the text of a file and what is wrong with it; None where it is no text of ours."""
    if len(data) > FILE_SIZE_BYTES:
        return None, [found("file-too-large", path)]
    if data.startswith(_LFS):
        return None, [found("lfs-pointer", path, (1, 1))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        return None, [_not_utf8(path, data, wrong.start)]
    findings: list[Finding] = []
    if text.replace("\n", "").replace("\u3000", "").replace("\t", "").isprintable():
        _conflicts(path, text, findings)  # the usual case: all that is looked for below is not printable
        return text, findings
    text = _ENDS.sub("\n", text)
    _characters(path, text, findings)
    _conflicts(path, text, findings)
    return _CONTROL.sub("", _PLANE_END.sub("", text)), findings


def any_text(data: bytes) -> str:
    """Return the text of a file that need not be in UTF-8, as well as it can be told: to search it, not to show it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode(guessed_encoding(data) or "latin-1", "replace")


def at(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _not_utf8(path: str, data: bytes, offset: int) -> Finding:
    guess = guessed_encoding(data)
    line = data.count(b"\n", 0, offset) + 1
    rule = "encoding-not-utf8" if guess else "encoding-unknown"
    return found(rule, path, (line, 1), encoding=guess)


def guessed_encoding(data: bytes) -> str:
    """Return the encoding that bytes seem to be in (GB18030, Big5, UTF-16), or ``""``."""
    for mark, encoding in ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        if data.startswith(mark):
            return encoding
    sample = data[:20_000]
    scores = []
    for encoding, codec in (("GB18030", "gb18030"), ("Big5", "big5"), ("UTF-16", "utf-16-le"), ("UTF-16", "utf-16-be")):
        try:
            text = data.decode(codec)[: len(sample)]
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            continue
        han = sum(1 for c in text if "\u4e00" <= c <= "\u9fff")
        scores.append((sum(text.count(c) for c in _COMMON) * 10 + han / (len(text) or 1), encoding))
    return max(scores, key=lambda score: score[0], default=(0, ""))[1]


def _characters(path: str, text: str, findings: list[Finding]) -> None:
    for pattern in (_CONTROL, _PLANE_END):
        for number, wrong in enumerate(pattern.finditer(text)):
            if number == SHOWN:
                break
            findings.append(found("control-character", path, at(text, wrong.start()), code=f"U+{ord(wrong[0]):04X}"))
    if INVISIBLE.search(text):
        _invisible(path, text, findings)


def _invisible(path: str, text: str, findings: list[Finding]) -> None:
    offset = 0
    for line in text.split("\n"):
        if INVISIBLE.search(line):
            findings += _line(path, text, line, offset)[:SHOWN]
        offset += len(line) + 1


def _line(path: str, text: str, line: str, offset: int) -> list[Finding]:
    """Return what one line has that cannot be seen: direction marks without an end, zero-width characters."""
    findings: list[Finding] = []
    open_marks: list[tuple[str, tuple[int, int]]] = []
    for index, char in enumerate(line):
        place = at(text, offset + index)
        if char in _OPENS or char in _ISOLATES:
            open_marks.append((char, place))
        elif char in "\u202c\u2069":
            wanted = _OPENS.get(open_marks[-1][0], "\u2069") if open_marks else ""
            if wanted == char:
                open_marks.pop()
            else:
                findings.append(_invisible_one("bidi-unbalanced", path, place, char))
        elif INVISIBLE.match(char) and char not in _ALLOWED_MARKS and not _joins_emoji(line, index):
            findings.append(_invisible_one("invisible-character", path, place, char))
    findings += [_invisible_one("bidi-unbalanced", path, place, char) for char, place in open_marks]
    return findings


def _invisible_one(rule: str, path: str, place: tuple[int, int], char: str) -> Finding:
    level = WARN if char == "\u00ad" else STOP
    return found(rule, path, place, level=level, code=f"U+{ord(char):04X}", called=name(char, ""))


def _joins_emoji(line: str, index: int) -> bool:
    """Return True for a joiner between two emoji, or between letters of a script that needs it (Arabic, Indic)."""
    if line[index] not in "\u200d\u200c" or index == 0 or index + 1 == len(line):
        return False
    before, after = line[index - 1], line[index + 1]
    if before == "\ufe0f" or "\U0001f3fb" <= before <= "\U0001f3ff" or category(before) == "So":
        return line[index] == "\u200d" and (category(after) == "So" or after in "♀♂⚕⚖✈❤")
    return "\u0600" <= before <= "\u0dff" and category(after)[0] in "LM"


def _conflicts(path: str, text: str, findings: list[Finding]) -> None:
    if "<<<<<<< " not in text and ">>>>>>> " not in text:
        return
    for mark in _CONFLICT.finditer(text):
        findings.append(found("conflict-marker", path, at(text, mark.start()), excerpt=mark[0]))
        if len(findings) > SHOWN:
            return
