"""What an editor probably meant by a line that is not YAML: the explanation, and the line put right.

Only called when parsing fails. Slips that can be seen on any line (full-width colon, tab, wide
space, missing space) are all explained at once; otherwise the line of the fault is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from curbcut.core.findings import Finding, found
from curbcut.core.options.yaml_text import Fault

_KEYED = re.compile(
    r"(?P<indent>\s*(?:- +)*)(?P<key>[^\s:：#\"'\[\]{}&*!|>%@`,\-][^:：\"]{0,60}?)\s*(?P<colon>[:：])(?P<rest>.*)"
)
_BLOCK_TEXT = re.compile(r".*[:\-]\s+[|>][+\-0-9]*\s*(?:#.*)?")
_NO_SLIP = ("front-matter-merge-key", "front-matter-key-shape", "front-matter-not-mapping")
_SPECIAL = "@`%&*!|>[]{},-?#"
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}


class Mended(msgspec.Struct):
    """The text to try next; `whole` is False when a line had to be given up."""

    text: str
    whole: bool = True


class _Slip(msgspec.Struct):
    """One line put right: index, new line, and the finding's rule, column and values."""

    index: int
    line: str
    rule: str
    column: int
    values: dict[str, Any] = {}


def explained(
    text: str, fault: Fault, path: str, known: frozenset[str], first_line: int
) -> tuple[list[Finding], Mended | None]:
    """Return findings for a fault and the text to try next, or None when there is no going on."""
    lines = text.split("\n")
    if fault.final:
        index = min(fault.at[0] - first_line, len(lines) - 1)
        return [found(fault.rule, path, fault.at, excerpt=lines[index].strip(), **fault.values)], None
    slips = list(_slips(lines, known)) or _slip_at(lines, fault, first_line)
    if slips:
        told = [
            found(
                slip.rule,
                path,
                (slip.index + first_line, slip.column),
                excerpt=lines[slip.index].strip(),
                **slip.values,
            )
            for slip in slips
        ]
        for slip in slips:
            lines[slip.index] = slip.line
        return told, Mended("\n".join(lines))
    return _given_up(lines, fault, path, first_line)


def _slips(lines: list[str], known: frozenset[str]) -> Iterator[_Slip]:
    """Yield the slips that can be told from a line alone, outside block texts (`|` and `>`)."""
    block_indent, over = -1, True
    for index, line in enumerate(lines):
        stripped = line.lstrip()
        if not stripped or stripped.startswith("#"):
            continue
        indent = len(line) - len(stripped)
        if block_indent >= 0:
            if indent > block_indent:
                continue
            block_indent = -1
        if _BLOCK_TEXT.fullmatch(line):
            block_indent = indent
            continue
        if slip := _slip_in(index, line, known, nested=not over):
            yield slip
        match = _KEYED.fullmatch(line)
        over = bool(match and match["rest"].strip())


def _slip_in(index: int, line: str, known: frozenset[str], nested: bool) -> _Slip | None:
    """Return the slip of one line. nested: the line above is a key that waits for its value."""
    leading = line[: len(line) - len(line.lstrip())]
    if "\t" in leading:
        mended = leading.replace("\t", "  " if nested else "") + line.lstrip()
        return _Slip(index, mended, "front-matter-tab", leading.index("\t") + 1)
    if leading.strip(" "):
        column = len(leading) - len(leading.lstrip(" ")) + 1
        mended = re.sub(r"[^ ]", "  " if nested else "", leading) + line.lstrip()
        return _Slip(index, mended, "front-matter-wide-space", column)
    match = _KEYED.fullmatch(line)
    if match is None:
        return None
    key, rest, at = match["key"], match["rest"], match.end("colon")
    ours = key in known
    if not ours and (match["indent"] or ": " in rest or rest.endswith(":")):
        return None
    fixed = f"{match['indent']}{key}: {rest.lstrip()}".rstrip()
    if match["colon"] == "：":
        return _Slip(index, fixed, "front-matter-full-width-colon", at, {"suggestion": fixed.strip()})
    if rest and (rest[0] not in " \t" and not rest.startswith("//")):
        wide = not rest[0].strip()
        rule = "front-matter-wide-space" if wide else "front-matter-colon-space"
        return _Slip(index, fixed, rule, at + 1 if wide else at, {"suggestion": fixed.strip()})
    return None


def _slip_at(lines: list[str], fault: Fault, first_line: int) -> list[_Slip]:
    """Return the slip on the line of the fault, on the line where the broken thing began, or above."""
    if fault.rule in _NO_SLIP:
        return []
    if slip := _open_quote(lines, fault.at[0] - first_line):
        return [slip]
    for number in dict.fromkeys((fault.at[0], fault.context[0], fault.at[0] - 1)):
        index = number - first_line
        if 0 <= index < len(lines) and (slip := _slip_of_value(lines, index)):
            return [slip]
    if slip := _too_deep(lines, fault.at[0] - first_line):
        return [slip]
    return []


def _open_quote(lines: list[str], last: int) -> _Slip | None:
    """Return the first quote up to line `last` that is still open where the next key begins."""
    for index, line in enumerate(lines[: last + 1]):
        match = _KEYED.fullmatch(line)
        value = match["rest"].strip() if match else ""
        if not match or value[:1] not in _QUOTED or _QUOTED[value[0]].match(value):
            continue
        following = next((n for n in lines[index + 1 :] if n.strip()), "")
        if not following or (_KEYED.fullmatch(following) and not following[0].isspace()):
            column = line.index(value[0], match.end("colon")) + 1
            closed = f"{line.rstrip()}{value[0]}"
            if not _QUOTED[value[0]].fullmatch(value + value[0]):
                closed = f"{line[: column - 1]}{json.dumps(value[1:], ensure_ascii=False)}"
            return _Slip(index, closed, "front-matter-unclosed-quote", column, {"suggestion": closed.strip()})
    return None


def _slip_of_value(lines: list[str], index: int) -> _Slip | None:
    line = lines[index]
    if match := _KEYED.fullmatch(line):
        return _slip_of_text(index, line, line[: match.end("colon")] + " ", match["rest"].strip())
    if item := re.fullmatch(r"(?P<indent>\s*(?:- +)+)(?P<rest>\S.*)", line):
        return _slip_of_text(index, line, item["indent"], item["rest"].strip())
    return None


def _too_deep(lines: list[str], index: int) -> _Slip | None:
    """Return a line that is indented below a key which already has its value."""
    if not 0 < index < len(lines):
        return None
    line = lines[index]
    above = next((n for n in reversed(lines[:index]) if n.strip()), "")
    over = _KEYED.fullmatch(above)
    if over and over["rest"].strip() and _KEYED.fullmatch(line) and _indent(line) > _indent(above):
        fixed = " " * _indent(above) + line.lstrip()
        return _Slip(index, fixed, "front-matter-indent", _indent(line) + 1)
    return None


def _slip_of_text(index: int, line: str, before: str, value: str) -> _Slip | None:
    """Return what is wrong with a value and the same line with the value in quotes."""
    rule = _value_rule(value)
    if not rule:
        return None
    quoted = json.dumps(value, ensure_ascii=False)
    if rule == "front-matter-bracket":
        quoted = value + ("]" if value[0] == "[" else "}")
    inner = value[1:-1] if value[0] in _QUOTED and value[-1] == value[0] and len(value) > 1 else ""
    if inner:
        quoted = json.dumps(inner, ensure_ascii=False)
    column = line.index(value, len(before) - 1) + 1
    fixed = before + quoted
    return _Slip(index, fixed, rule, column, {"suggestion": fixed.strip(), "sign": value[0]})


def _value_rule(value: str) -> str:
    if not value:
        return ""
    if value[0] in _QUOTED:
        closed = _QUOTED[value[0]].match(value)
        rest = value[closed.end() :].strip() if closed else ""
        if closed and not rest.startswith("#") and rest:
            return "front-matter-quote-rest"
        return "front-matter-escape" if closed and "\\" in value and value[0] == '"' and not _json_text(value) else ""
    if value[0] in "[{" and not re.search(r"[\]}]", value):
        return "front-matter-bracket"
    if re.search(r":(\s|$)", value) and value[0] not in "[{":
        return "front-matter-colon-in-value"
    if value[0] in _SPECIAL:
        return "front-matter-special-start"
    return ""


def _json_text(value: str) -> bool:
    try:
        return isinstance(json.loads(value), str)
    except ValueError:
        return False


def _given_up(lines: list[str], fault: Fault, path: str, first_line: int) -> tuple[list[Finding], Mended | None]:
    """Explain a line that cannot be put right, and leave it out together with what is nested under it."""
    at = fault.context if "expected ':'" in fault.values.get("problem", "") else fault.at
    index = min(max(at[0] - first_line, 0), len(lines) - 1)
    while index > 0 and not lines[index].strip():
        index -= 1
    bare = lines[index].strip()
    rule = fault.rule or ("front-matter-no-colon" if bare and not re.search("[:：]", bare) else "front-matter-syntax")
    column = at[1] if index == at[0] - first_line else 1
    told = [found(rule, path, (index + first_line, column), excerpt=bare, **fault.values)]
    if not bare or rule == "front-matter-not-mapping":
        return told, None
    end = index + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > _indent(lines[index])):
        end += 1
    lines[index:end] = [""] * (end - index)
    return told, Mended("\n".join(lines), whole=False)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
