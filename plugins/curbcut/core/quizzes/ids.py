"""Ids for the questions that have none: short, ASCII, unique in their course, and the same each time they are made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from curbcut.core.language.scripts import HAN
from curbcut.core.model import Record
from curbcut.core.quizzes.lines import zoned
from curbcut.core.quizzes.names import kind_behind, scenario_before

_QUESTION = re.compile(r"###(?!#)[ \t]*(?P<stem>[^\r\n]*?)(?P<end>[ \t]*#*[ \t]*\r?\n?)\Z")
_LIST = re.compile(r"[ \t]*\{:?[ \t]*(?P<inside>[^{}\n|]*)\}\Z")
_NAMED = re.compile(r"#([^\s{}#.]+)")
_TAKEN = re.compile(r"\{:?[^{}\n|]*#([^\s{}]+)[^{}\n|]*\}")
_SYLLABLES, _WORDS, _LETTERS = 4, 3, 24
"""How much of a question's beginning its id says: syllables of Chinese, words of English, letters at most."""
_OPENING = re.compile(r"(?:下面|下列|以下|哪些?|哪个|哪件|什么|怎么|怎样|的|是|在|了|请)+")
_IDLE = frozenset(("a", "an", "the", "of", "is", "are", "do", "does", "you", "what", "which", "who", "how", "in", "to"))


class Named(Record, frozen=True):
    """An id that was put in: line (from 1), the id, the line as it is now without its end."""

    line: int
    id: str
    text: str


def ids_in(text: str) -> set[str]:
    """Return the ids that a text gives to anything."""
    return {found[1] for found in _TAKEN.finditer(text)}


def named(texts: Mapping[str, str], others: Iterable[str] = ()) -> dict[str, tuple[str, tuple[Named, ...]]]:
    """Return the texts of one course with an id for every question, and what was put in; nothing else changes.

    texts:  name → a whole file, front matter and line ends as they are; those of one language
    others: ids that are taken besides
    """
    taken = set(others).union(*map(ids_in, texts.values()))
    return {name: _one(text, taken) for name, text in texts.items()}


def _one(text: str, taken: set[str]) -> tuple[str, tuple[Named, ...]]:
    out: list[str] = []
    put: list[Named] = []
    asked = 0
    for number, (line, inside) in enumerate(zoned(re.findall(r"[^\n]*\n|[^\n]+\Z", text)), 1):
        question = _QUESTION.match(line) if inside else None
        if question is None or not question["stem"]:
            out.append(line)
            continue
        asked += 1
        given = _LIST.search(question["stem"])
        if given and _NAMED.search(given["inside"]):
            out.append(line)
            continue
        stem = question["stem"][: given.start()] if given else question["stem"]
        id_ = _free(_id(stem) or f"q-{asked}", taken)
        at = question.start("stem") + (given.start("inside") if given else len(stem))
        now = line[:at] + (f"#{id_} " if given else f" {{#{id_}}}") + line[at:]
        put.append(Named(line=number, id=id_, text=now.rstrip("\r\n")))
        out.append(now)
    return "".join(out), tuple(put)


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    taken.add(name)
    return name


def _id(stem: str) -> str:
    """Return `q-` and how a question begins, in Latin letters; ``""`` where nothing of it can be written so."""
    from pypinyin import lazy_pinyin

    text = stem[scenario_before(stem) : kind_behind(stem)[1]]
    text = re.sub(r"[*_`{}\[\]]", "", text).lower()
    han = "".join(re.findall(f"[{HAN}]", text))
    if han:
        han = _OPENING.sub("", han, count=1) if _OPENING.match(han) else han
        said = [one for one in lazy_pinyin(han[:_SYLLABLES]) if re.fullmatch("[a-zü]+", one)]
        name = "".join(said).replace("ü", "v")
    else:
        words = [word for word in re.findall(r"[a-z0-9]+", text) if word not in _IDLE]
        name = "-".join(words[:_WORDS])
    return f"q-{name[:_LETTERS].strip('-')}" if name else ""
