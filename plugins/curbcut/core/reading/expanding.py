"""Tables from files: a `!table FILE.csv` line becomes Markdown, and every place leads back to where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from msgspec import structs

from curbcut.core.dates import Refused
from curbcut.core.findings import Finding, found
from curbcut.core.including import Directive, directive, located
from curbcut.core.model import Place, Record, SourceMap
from curbcut.core.reading.csv_files import Sheet, read_csv
from curbcut.core.reading.tables import CAPTION

_FENCE = re.compile(r"`{3,}|~{3,}")
_WORDS = ("!table", "！table", "!Table", "！Table")
_MEANT = re.compile(r"[\s>*+-]*[!！][tT]able(?![\w-])")
"""A line that was meant to be one: indented, quoted, or with the exclamation mark of a Chinese keyboard."""
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#!|~^=&]")
_REFUSED = {
    "file-elsewhere": "table-file-elsewhere", "file-outside": "table-file-outside", "file-reserved": "table-file-reserved",
}  # fmt: skip
_BREAK = re.compile(r"[ \t]*\n\s*")
_HAN_BREAK = re.compile(r"(?<=[\u2e80-\u9fff，。、；：）」])\n(?=[\u2e80-\u9fff（「])")


class Origin(Record, frozen=True):
    """Where a line of the expanded text comes from: a line of the text, and perhaps a file and its line."""

    line: int
    file: str = ""
    file_line: int = 0


class Expanded(Record, frozen=True):
    """A text with its tables in place. origins: one per line, none where nothing was taken in."""

    text: str
    origins: tuple[Origin, ...] = ()
    findings: tuple[Finding, ...] = ()

    def traced(self, finding: Finding) -> Finding:
        """Return a finding of the expanded text at the place it comes from."""
        if not 0 < finding.line <= len(self.origins):
            return finding
        origin = self.origins[finding.line - 1]
        if origin.file:
            return structs.replace(finding, path=origin.file, line=origin.file_line, column=1)
        return structs.replace(finding, line=origin.line)

    def spots(self, spots: SourceMap) -> SourceMap:
        """Return places in the expanded text as places in the text; what is in a table stands at its directive."""
        if not self.origins:
            return spots
        moved = {name: tuple(map(self._spot, getattr(spots, name))) for name in SourceMap.__struct_fields__}
        return SourceMap(**moved)

    def _spot(self, place: Place) -> Place:
        if not 0 < place.line <= len(self.origins):
            return place
        origin = self.origins[place.line - 1]
        return Place(line=origin.line, column=1 if origin.file else place.column)


def expand(path: str, text: str, lang: str, included: Mapping[str, bytes]) -> Expanded:
    """Return the text with each `!table` line replaced by the table of its file.

    path: of the text; included: bytes by path from the site's root (`including.named` says which are wanted)
    """
    if not any(word in text for word in _WORDS):
        return Expanded(text=text)
    lines = text.split("\n")
    shown: list[str] = []
    origins: list[Origin] = []
    findings: list[Finding] = []
    fence = ""
    for number, line in enumerate(lines, 1):
        if fence or _FENCE.match(line):
            opening = _FENCE.match(line)
            fence = ("" if line.rstrip() == fence else fence) if fence else (opening[0] if opening else "")
        elif _MEANT.match(line):
            crowded = any(near.strip() for near in (*lines[number - 2 : number - 1], *lines[number : number + 1]))
            made, problems = _table(path, line, number, crowded, (lang, included))
            findings += problems
            shown += [row for _, row in made]
            origins += [origin for origin, _ in made]
            continue
        shown.append(line)
        origins.append(Origin(line=number))
    return Expanded(text="\n".join(shown), origins=tuple(origins), findings=tuple(findings))


Lines = list[tuple[Origin, str]]


def _table(
    path: str, line: str, number: int, crowded: bool, given: tuple[str, Mapping[str, bytes]]
) -> tuple[Lines, list[Finding]]:
    """Return the lines that stand for a directive (an empty one where it cannot be followed), and why not."""
    lang, included = given
    here = Origin(line=number)
    nothing: Lines = [(here, "")]
    asked = directive(line)
    if asked is None:
        return nothing, [found("table-directive", path, (number, 1), excerpt=line.strip())]
    if crowded:
        return nothing, [found("table-crowded", path, (number, 1), excerpt=line.strip())]
    at = (number, line.index(asked.file) + 1)
    try:
        file = located(asked.file, path)
    except Refused as refusal:
        return nothing, [found(_REFUSED[refusal.says], path, at, text=asked.file)]
    if file not in included:
        return nothing, [found("table-file-missing", path, at, target=file)]
    sheet, findings = read_csv(file, included[file])
    if sheet is None:
        return nothing, findings
    unknown = [name for name in asked.columns if name not in sheet.header]
    if unknown:
        for name in unknown:
            near = get_close_matches(name, sheet.header, n=1) or ["、".join(sheet.header)]
            at = (number, line.find(name) + 1)
            findings.append(found("table-column-missing", path, at, name=name, file=file, columns=near[0]))
        return nothing, findings
    return list(_lines(asked, sheet, Origin(line=number, file=file), lang)), findings


def _lines(asked: Directive, sheet: Sheet, origin: Origin, lang: str) -> Iterator[tuple[Origin, str]]:
    """Yield a table in Markdown: its caption, its head, its rows, with nothing in a cell that is markup."""
    if asked.caption:
        typed = CAPTION.match(asked.caption)
        caption = asked.caption if typed else ("表：" if lang.startswith("zh") else "Table: ") + asked.caption
        yield Origin(line=origin.line), caption
        yield Origin(line=origin.line), ""
    chosen = [sheet.header.index(name) for name in asked.columns] or range(len(sheet.header))
    yield structs.replace(origin, file_line=sheet.line), _row(sheet.header[n] for n in chosen)
    yield structs.replace(origin, file_line=sheet.line), "|" + " --- |" * len(chosen)
    for line, cells in sheet.rows:
        yield structs.replace(origin, file_line=line), _row(cells[n] for n in chosen)


def _row(cells: Iterator[str]) -> str:
    return "| " + " | ".join(_literal(cell) for cell in cells) + " |"


def _literal(cell: str) -> str:
    """Return a cell so that all of it is read as text: no markup, no HTML, one line."""
    if "\n" in cell:
        cell = _BREAK.sub(" ", _HAN_BREAK.sub("", cell))
    return _MARKUP.sub(lambda sign: f"&#{ord(sign[0])};", cell)
