"""`plan.yml`: what one learner wants to be able to do, and the steps to it. The only file of ours that is about one person.

It never belongs to a site's content (`sources.scan` finds it there); `curbcut plan` reads it where its author keeps it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, ClassVar, Literal

from curbcut.core.dates import Refused, iso_date
from curbcut.core.fields import FIELDS, FieldWords, field
from curbcut.core.findings import Finding, found, ordered, stopping
from curbcut.core.kinds import Contact, Minutes, Part
from curbcut.core.model import Record
from curbcut.core.options.yaml_text import SIZE_LIMIT_BYTES, Mapping, Node, Scalar, Sequence
from curbcut.core.scalars import Language, Reads, Term, Text
from curbcut.core.sources import Source, load_setting

Way = Literal["audio", "large_print", "easy", "plain", "sign", "one_at_a_time"]
_WEEK = re.compile(r"(?:the )?week of (?P<en>.+)|(?P<zh>.+?)\s*(?:那|这|当|所在的?)一?[周週](?:里|内)?", re.IGNORECASE)
_ISO_WEEK = re.compile(r"(\d{4})-?W(\d\d)")
_THINGS = ("lesson", "page", "do")


def _when(text: str, path: str = "") -> str:
    """Return a day (`2026-12-05`) or a week (`2026-W49`, ISO 8601): of `2026-12-05 那一周`, or `week of 2026-12-05`."""
    if typed := _ISO_WEEK.fullmatch(text.upper()):
        try:
            date.fromisocalendar(int(typed[1]), int(typed[2]), 1)
        except ValueError:
            raise Refused("date-shape", text=text[:60]) from None
        return f"{typed[1]}-W{typed[2]}"
    week = _WEEK.fullmatch(text)
    day = iso_date(((week["en"] or week["zh"]) if week else text).strip())
    if not week:
        return day
    year, number, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{number:02}"


def week_of(when: str) -> tuple[str, str] | None:
    """Return Monday and Sunday of a week as `_when` gives it, None for a day."""
    year, week, number = when.partition("-W")
    if not week:
        return None
    monday = date.fromisocalendar(int(year), int(number), 1)
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


class Step(Part, frozen=True, kw_only=True):
    """One step: a lesson, a page of the site, or something to do without a computer."""

    FIELDS: ClassVar[dict[str, FieldWords]] = {
        "lesson": field("课文 课", "学哪一课：课程/课，如 online-banking/02-pay-safely", "a lesson: course/lesson, such as online-banking/02-pay-safely"),
        "page": field("网页", "看本站的哪一页：它的网址，如 guide/disability-certificate", "a page of the site: its address, such as guide/disability-certificate"),
        "do": field("做", "不用电脑和手机也能做的事，用自己的话写", "something to do without a computer, in plain words"),
        "by": field("时间 什么时候", "大约什么时候，只是提醒：一天（2026-12-05）或一周（2026-12-05 那一周）", "about when, as a reminder only: a day (2026-12-05) or a week (week of 2026-12-05)"),
        "note": field("说明", "写给学的人的一两句话", "a sentence or two for the learner"),
        "ways": field("学法 怎么学", "这一步先用哪种版本，依次写；不写就照整个计划的", "the formats that come first in this step, in order; else those of the plan"),
        "done": field("做完了 做完", "true 表示已经做完", "true: it is done"),
    }  # fmt: skip
    lesson: Term = ""
    page: Term = ""
    do: Text = ""
    by: Annotated[str, Reads(_when)] = ""
    note: Text = ""
    minutes: Minutes | None = None
    ways: tuple[Way, ...] = ()
    done: bool = False


class PlanFile(Part, frozen=True, kw_only=True):
    """What `plan.yml` says: the plan of one person."""

    FIELDS: ClassVar[dict[str, FieldWords]] = {
        "name": field("称呼 名字", "学的人喜欢别人怎么叫他，可不填", "what the learner likes to be called; optional"),
        "goal": field("想做到 目标", "学的人想做到什么，用他自己的话", "what the learner wants to be able to do, in the learner's own words"),
        "helper": field("陪学的人 老师", "谁写的这份计划，怎样找到他", "who made this plan, and how to reach them"),
        "ways": field("学法 怎么学", "先用哪种版本，依次写：大字、录音、易读、纯文本、手语、一次一题", "the formats that come first, in order: large_print, audio, easy, plain, sign, one_at_a_time"),
        "steps": field("步骤", "要做的事，按先后", "what to do, in order"),
    }  # fmt: skip
    goal: Text
    steps: tuple[Step, ...]
    name: Term = ""
    lang: Language = ""
    helper: Contact | None = None
    ways: tuple[Way, ...] = ()


class Plan(Record, frozen=True):
    """A plan as it was read. at: line and column of each step's thing; ways_at: of what each of them says of formats, else of the plan."""

    path: str
    file: PlanFile
    text: str
    at: tuple[tuple[int, int], ...]
    ways_at: tuple[tuple[int, int], ...]


def read_plan(path: str, data: bytes) -> tuple[Plan | None, list[Finding]]:
    """Return the plan in a file's bytes, or None, and everything that is wrong with it by itself."""
    if len(data) > SIZE_LIMIT_BYTES:
        return None, [found("plan-large", path, (1, 1), limit=SIZE_LIMIT_BYTES // 1024)]
    file, root, findings = load_setting(PlanFile, Source(path=path, data=data))
    if file is None or root is None:
        return None, ordered(findings)
    listed = _value(root, PlanFile, "steps")
    items = list(listed.items if isinstance(listed, Sequence) else [listed])
    if not file.steps:
        findings.append(found("plan-without-steps", path, _at(listed or root)))
    for step, item in zip(file.steps, items, strict=True):
        named = [name for name in _THINGS if getattr(step, name)]
        if len(named) != 1:
            findings.append(found("plan-step-things", path, _at(item), count=len(named)))
    if stopping(findings):
        return None, ordered(findings)
    ways = _value(root, PlanFile, "ways")
    read = Plan(
        path=path, file=file, text=data.decode("utf-8-sig"),
        at=tuple(_at(_thing(item)) for item in items),
        ways_at=tuple(_at(_value(item, Step, "ways") or ways or item) for item in items),
    )  # fmt: skip
    return read, ordered([*findings, *_repeated(read)])


def _repeated(plan: Plan) -> list[Finding]:
    seen: dict[tuple[str, ...], tuple[int, int]] = {}
    findings = []
    for step, at in zip(plan.file.steps, plan.at, strict=True):
        thing = step.lesson.strip("/"), step.page.strip("/"), " ".join(step.do.split())
        first = seen.setdefault(thing, at)
        if first != at:
            findings.append(
                found("plan-repeated", plan.path, at, what=" ".join(filter(None, thing))[:60], line=first[0])
            )
    return findings


def _thing(item: Node) -> Node:
    return next(value for name in _THINGS if (value := _value(item, Step, name)) is not None)


def _value(node: Node, model: type[Step | PlanFile], name: str) -> Node | None:
    words = model.FIELDS.get(name) or FIELDS[name]
    pairs = node.pairs if isinstance(node, Mapping) else []
    return next((value for key, value in pairs if key.text in (name, *words.names) and not _empty(value)), None)


def _empty(value: Node) -> bool:
    """Return whether a key is left empty: then it says nothing."""
    return isinstance(value, Scalar) and not value.text.strip()


def _at(node: Node) -> tuple[int, int]:
    return node.line, node.column
