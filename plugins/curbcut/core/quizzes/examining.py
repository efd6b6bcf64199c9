"""What is wrong with a lesson's questions, each at its line: what cannot be answered stops, what is unfair warns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from curbcut.core.findings import STOP, WARN, Level
from curbcut.core.language.scripts import HAN
from curbcut.core.quizzes.answers import number, verdict
from curbcut.core.quizzes.drafts import At, Draft, Item
from curbcut.core.quizzes.names import NEEDS, label_of
from curbcut.core.quizzes.places import after_mark, line_of
from curbcut.core.quizzes.sorting import Source, is_task_list
from curbcut.core.reading.page import Problem

MOST, FEWEST = 12, 2
"""Options of a question: more nobody keeps in mind, and letters end. Source: issue of micro-courses; item-writing guides say 3–5."""
STEM_HAN = 40
"""Han characters of a stem. Source: research/learning.md 5, rule 8."""
GIVEAWAY = 2.0
GIVEAWAY_LEAST = 8
"""A right option this many times as long as the longest wrong one, and by so many Han characters, is found unread."""
_LETTER = 0.4
"""What any other character counts beside one of Han: English needs 2.5 of them."""

_WANTING = {
    "options": "question-needs-options", "answers": "question-needs-answers", "steps": "question-needs-steps",
    "pairs": "question-needs-pairs", "model": "question-needs-model",
}  # fmt: skip
_BELONGING = frozenset(("answer", "model", "criteria", "hint", "explanation"))
_HAN = re.compile(f"[{HAN}]")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}\Z")
_ALL = re.compile(
    r"(?:以上|上面|上述|前面)(?:各项|几项|几个|选项|说法|答案)?\s*(?:都|全|均|皆|没有一个)|(?:all|none|both|neither) of (?:the above|these)",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?P<a>[\u3400-\u9fff]?)(?P<n>不(?:是|能|会|对|该|应该|应|属于|包括|正确|可以|可|需要|要|用|符合)|错误的?|除了|\b(?:not|never|except|cannot|isn't|aren't|don't|doesn't|can't)\b)",
    re.IGNORECASE,
)


def _problem(rule: str, at: At, level: Level = STOP, excerpt: str = "", **values: object) -> Problem:
    return Problem(rule, level, excerpt=excerpt, place=at, values=values)


def examine(drafts: Iterable[Draft], source: Source) -> Iterator[Problem]:
    """Yield what is wrong with the questions of one lesson."""
    for made in drafts:
        yield from _identity(made)
        yield from _whole(made)
        yield from _options(made, made.options, made.at)
        yield from _answers(made)
        yield from _paths(made)
        yield from _style(made, source)


def outside(heading: Element | None, blocks: list[Element], source: Source, *, inside: bool) -> Iterator[Problem]:
    """Yield questions outside of a quiz, and options and answers in one that belong to no question."""
    if heading is not None and heading.tag == "h3" and re.match(r"q-", heading.get("id") or ""):
        name = heading.get("id") or ""
        at = next((source.at(n) for n, line in enumerate(source.lines, 1) if f"#{name}" in line), (1, 1))
        yield _problem("question-outside", at, excerpt=source.lines[at[0] - 1])
    if not inside:
        return
    for block in blocks:
        line = line_of(block)
        if is_task_list(block):
            yield _problem("options-without-question", source.at(line), excerpt=source.lines[line - 1])
        elif block.tag == "p" and line and label_of(after_mark(block.text or ""))[0] in _BELONGING:
            yield _problem("answer-without-question", source.at(line), excerpt=source.lines[line - 1])


def _identity(made: Draft) -> Iterator[Problem]:
    if not made.given_id:
        yield _problem("question-id-missing", made.at, WARN, made.stem)
    elif made.duplicate:
        yield _problem("question-id-duplicate", made.at, excerpt=made.stem, id=made.duplicate)
    elif not _ID.match(made.id):
        yield _problem("question-id-invalid", made.at, excerpt=made.stem, id=made.id)
    if not made.stem:
        yield _problem("question-without-stem", made.at)


def _whole(made: Draft) -> Iterator[Problem]:
    """Yield what a question lacks, or has too much of."""
    has = {
        "options": bool(made.options) and made.kind in ("single", "multiple", "scenario"),
        "answers": "answer" in made.said or (made.kind == "truth" and any(item.right for item in made.options)),
        "steps": bool(made.options), "pairs": bool(made.options), "model": bool(made.said.keys() & {"model", "criteria"}),
    }  # fmt: skip
    if not made.kind:
        yield _problem("question-without-answer", made.at, excerpt=made.stem)
        return
    if not has[NEEDS[made.kind]]:
        name = "options-without-boxes" if made.kind in ("single", "multiple") and _bullets(made) else ""
        yield _problem(name or _WANTING[NEEDS[made.kind]], made.at, excerpt=made.stem)
    ways = {
        "tasks": any(shape == "tasks" for shape, _ in made.lists),
        "answer": "answer" in made.said,
        "model": bool(made.said.keys() & {"model", "criteria"}),
    }
    allowed = {"truth": {"tasks", "answer"}, "blank": {"answer"}, "number": {"answer"}, "open": {"model"}}
    used = {name for name, there in ways.items() if there}
    if used - allowed.get(made.kind, {"tasks"} if made.kind in ("single", "multiple", "scenario") else set()):
        yield _problem("question-mixed", made.at, excerpt=made.stem)
    elif sum(shape == "tasks" for shape, _ in made.lists) > 1:
        yield _problem("question-two-lists", made.at, excerpt=made.stem)


def _bullets(made: Draft) -> bool:
    return any(shape in ("bullets", "steps") for shape, _ in made.lists)


def _options(made: Draft, options: list[Item], at: At) -> Iterator[Problem]:
    """Yield options that are too many, too few, empty or the same."""
    if not options and not made.prompts:
        return
    if len(options) > MOST:
        yield _problem(
            "question-too-many-options", options[MOST].at, excerpt=options[MOST].text, count=len(options), most=MOST
        )
        return
    if len(options) < FEWEST:
        yield _problem("question-too-few-options", at, excerpt=made.stem)
    for side in (options, made.prompts):
        seen: set[str] = set()
        for item in side:
            if not item.text and made.kind != "truth":
                yield _problem("option-empty", item.at)
            elif item.text in seen:
                yield _problem("option-twice", item.at, excerpt=item.text)
            seen.add(item.text)


def _answers(made: Draft) -> Iterator[Problem]:
    """Yield answers that nobody could give, or that are no answer."""
    said = made.said.get("answer", [])
    right = sum(item.right for item in made.options)
    if made.kind in ("single", "multiple") and made.options:
        if not right:
            yield _problem("question-no-right", made.at, excerpt=made.stem)
        elif right == len(made.options) > 1:
            yield _problem("question-all-right", made.at, excerpt=made.stem)
        elif made.kind == "single" and right > 1:
            yield _problem("question-one-right", made.at, excerpt=made.stem)
    elif made.kind == "truth" and said and verdict(said[0].text) is None:
        yield _problem("truth-unclear", said[0].at, excerpt=said[0].text)
    elif made.kind == "truth" and made.options and right != 1 and not said:
        yield _problem("question-no-right" if not right else "question-all-right", made.at, excerpt=made.stem)
    elif made.kind == "number" and said and number(said[0].text) is None:
        yield _problem("answer-not-a-number", said[0].at, excerpt=said[0].text)
    elif made.kind == "blank" and said and (blanks := max(made.blanks, 1)) != (given := len(made.answers)):
        yield _problem("blanks-and-answers", said[0].at, excerpt=made.stem, blanks=blanks, answers=given)


def _paths(made: Draft) -> Iterator[Problem]:
    """Yield links of a scenario that lead nowhere, and outcomes that nobody reaches; going round in a circle is allowed."""
    if made.kind != "scenario":
        return
    known = {outcome.id: outcome for outcome in made.outcomes}
    reached: set[str] = set()
    ahead: list[tuple[str, Item | None]] = [(item.leads, item) for item in made.options if item.leads]
    while ahead:
        name, item = ahead.pop()
        if name not in known:
            if name != made.id and item is not None:
                yield _problem("scenario-leads-nowhere", item.at, excerpt=item.text, id=name)
        elif name not in reached:
            reached.add(name)
            ahead += [(next_.leads, next_) for next_ in known[name].options if next_.leads]
            ahead += [(link, None) for link in known[name].links if link in known]
    for outcome in made.outcomes:
        yield from _options(made, outcome.options, outcome.at) if outcome.options else ()
        if outcome.id not in reached:
            yield _problem("scenario-unreached", outcome.at, WARN, outcome.title)


def _style(made: Draft, source: Source) -> Iterator[Problem]:
    """Yield what makes a question unfair or hard to read."""
    if len(_HAN.findall(made.stem)) > STEM_HAN:
        yield _problem("question-stem-long", made.at, WARN, made.stem, most=STEM_HAN)
    if made.kind not in ("single", "multiple"):
        return
    right = [_length(item.text) for item in made.options if item.right]
    wrong = [_length(item.text) for item in made.options if not item.right]
    if right and wrong:
        least, most = min(right), max(wrong)
        if least >= GIVEAWAY * most and least - most >= GIVEAWAY_LEAST:
            item = next(item for item in made.options if item.right)
            yield _problem("question-giveaway", item.at, WARN, item.text)
    for item in made.options:
        if _ALL.search(item.text):
            yield _problem("question-all-of-the-above", item.at, WARN, item.text)
    strong = "".join("".join(element.itertext()) for element in made.heading.iter() if element.tag in ("strong", "em"))
    for found in _NOT.finditer(made.stem):
        asks = found["n"].startswith("不") and found["a"] == found["n"][1:2]  # 是不是, 能不能
        if not asks and found["n"] not in strong and found["n"][:1] not in strong:
            yield _problem("question-negative", source.at(made.at[0], found["n"]), WARN, made.stem, word=found["n"])
            break


def _length(text: str) -> float:
    han = len(_HAN.findall(text))
    return han + (len(text) - han) * _LETTER
