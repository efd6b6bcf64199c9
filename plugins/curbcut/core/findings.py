"""Content that is wrong: findings, their levels, and how they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from curbcut.core.model import Record
from curbcut.core.words import Words, error_words, finding_words

Level = Literal["stop", "warn", "ask"]
STOP: Level = "stop"
WARN: Level = "warn"
ASK: Level = "ask"
_SIGN = {"stop": "停 stop", "warn": "提醒 warn", "ask": "请人看 ask"}


class Finding(Record, frozen=True):
    """One thing that is wrong, or that a person should look at.

    rule:   stable id, such as `alt-text` or `front-matter-duplicate-key`
    level:  stop (publishing ends) · warn (an editor should act) · ask (only a person can tell)
    path:   POSIX path from the site's root
    line, column: from 1; 0 means the whole file
    words:  what, why and how to fix, in both languages
    """

    rule: str
    level: Level
    path: str
    line: int
    column: int
    words: Words
    excerpt: str = ""

    def text(self) -> str:
        """Return two lines: `path:line:column [level] rule` and the sentences, zh then en."""
        where = ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])
        spoken = self.words
        zh = f"{spoken.what['zh']}{spoken.why['zh']}→ {spoken.fix['zh']}"
        en = f"{spoken.what['en']} {spoken.why['en']} → {spoken.fix['en']}"
        quoted = f"\n    | {self.excerpt}" if self.excerpt else ""
        return f"{where} [{_SIGN[self.level]}] {self.rule}\n    {zh}\n    {en}{quoted}"


def found(
    rule: str, path: str, at: tuple[int, int] = (0, 0), /, *, level: Level = STOP, excerpt: str = "", **values: object
) -> Finding:
    """Return a finding whose sentences stand in the core catalogue under `rule`."""
    line, column = at
    return Finding(
        rule=rule, level=level, path=path, line=line, column=column,
        words=finding_words(rule, **values), excerpt=_short(excerpt),
    )  # fmt: skip


def _short(excerpt: str) -> str:
    return excerpt if len(excerpt) <= 80 else excerpt[:79] + "…"


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by path, line, column and rule, each once."""
    return list({_order(finding): finding for finding in sorted(findings, key=_order)}.values())


def _order(finding: Finding) -> tuple[str, int, int, str, str, str]:
    return finding.path, finding.line, finding.column, finding.rule, finding.excerpt, finding.words.what["en"]


def stopping(findings: Iterable[Finding]) -> list[Finding]:
    """Return those that stop publishing."""
    return [finding for finding in findings if finding.level == STOP]


def demoted(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of a draft: what would stop publishing only warns while nobody can read it."""
    listed = list(findings)
    stops = {id(finding) for finding in stopping(listed)}
    return [
        Finding(
            rule=f.rule, level=WARN, path=f.path, line=f.line, column=f.column, words=f.words, excerpt=f.excerpt
        ) if id(f) in stops else f
        for f in listed
    ]  # fmt: skip


def failed(
    path: str, room: str | Mapping[str, str], why: Any, at: tuple[int, int] = (0, 0), excerpt: str = ""
) -> Finding:
    """Return the finding that a job's Failure becomes: publishing stops, and it says for which format.

    room:    its name, in each language where people know it by one
    excerpt: the words that it is about; without them, of a crash, the line of code
    """
    reasons = error_words(why.says, **why.values)
    spoken = {
        lang: finding_words(
            "rendition-failed",
            room=room if isinstance(room, str) else room[lang],
            reason=reasons.what[lang],
            remedy=reasons.fix[lang],
        )
        for lang in ("zh", "en")
    }
    words = Words(*({lang: getattr(spoken[lang], part)[lang] for lang in spoken} for part in ("what", "why", "fix")))
    # The whole trace is kept for `curbcut why`; here stands only the line that failed.
    frames = (line.strip() for line in reversed(why.trace.splitlines()))
    spot = next((line for line in frames if line.startswith("File ")), "")
    shown = _short(excerpt) or spot
    return Finding(rule="rendition-failed", level=STOP, path=path, line=at[0], column=at[1], words=words, excerpt=shown)
