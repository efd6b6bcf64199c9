"""A source without what its authors wrote to each other: the comments of YAML and of Markdown."""

from __future__ import annotations

import re

_FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_BLOCK = re.compile(r"(?P<indent>[ ]*)(?:- )*[^#]*[|>][0-9+-]*[ \t]*(?:#.*)?\Z")
"""A line that begins a block scalar (`note: |`): in the lines below it that are indented more, `#` is text."""
_TRAILING = re.compile(r"""\A(?P<kept>(?:[^"'#]|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?<=[^ \t])#)*?)[ \t]+#.*\Z""")
_TEXT = re.compile(
    r"(?P<kept>^(?P<fence>[ ]{0,3}(?P<marks>```+|~~~+))[^\n]*\n.*?(?:^[ ]{0,3}(?P=marks)[^\n]*(?:\n|\Z)|\Z)"
    r"|(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`))"
    r"|^[ ]*<!--.*?-->[ \t]*\n|<!--.*?-->",
    re.DOTALL | re.MULTILINE,
)


def without_comments(source: str) -> str:
    """Return a Markdown file without comments; what stands in code and in quotes is kept as it is.

    source: the whole file with its front matter
    """
    front = _FRONT.match(source)
    if front is None:
        return _text(source)
    yaml = "".join(_yaml(front["yaml"].splitlines(keepends=True)))
    return f"---\n{yaml}---\n{_text(source[front.end() :])}"


def _text(markdown: str) -> str:
    return _TEXT.sub(lambda m: m["kept"] or "", markdown) if "<!--" in markdown else markdown


def _yaml(lines: list[str]) -> list[str]:
    if not any("#" in line for line in lines):
        return lines
    kept: list[str] = []
    inside = -1  # indentation of the key whose block scalar we are in
    for line in lines:
        text = line.rstrip("\n")
        indent = len(text) - len(text.lstrip(" "))
        if inside >= 0 and (not text.strip() or indent > inside):
            kept.append(line)
            continue
        inside = -1
        if text.lstrip().startswith("#"):
            continue
        if begins := _BLOCK.match(text):
            inside = len(begins["indent"])
        trailing = _TRAILING.match(text)
        kept.append(trailing["kept"] + "\n" if trailing else line)
    return kept
