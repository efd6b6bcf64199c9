"""What front matter tells a reader, in the order and words that every format uses.

A page shows particulars beside the text, a plain copy above it, a recording says them first; all
of them take the list from here, so that no format knows less than another.
"""

from __future__ import annotations

from typing import Any, Literal

from curbcut.core.kinds import Content
from curbcut.core.model import Record
from curbcut.core.repeats import repeats
from curbcut.core.words import label

Form = Literal["line", "list", "steps", "pairs", "date"]

_IDENTITY = (
    "index_number", "topic", "issuer", "issued", "doc_number", "published", "effective", "valid_until", "audience",
)  # fmt: skip
"""In the order of the head of a notice on gov.cn; the page adds the title behind `issued`."""
_WHERE_AND_WHEN = (
    "starts", "ends", "recurrence", "venue", "organiser", "register_by", "register_url", "district", "address",
    "phone", "hours", "transport", "services", "facilities", "url",
)  # fmt: skip
_SERVICE = (
    "conditions", "materials", "steps", "time_limit", "fee", "basis", "office", "location", "hours", "phone",
    "offline_channel", "online_url", "complaints",
)  # fmt: skip
_DATES = {"issued", "published", "effective", "valid_until", "starts", "ends", "register_by"}
_LISTS = {"conditions", "materials", "basis"}


class Particular(Record, frozen=True):
    """One thing that front matter tells.

    name:  its key (`doc_number`); label: what readers call it, in the document's language
    values: texts in order; for `pairs` question and answer in turn; for `date` the ISO date
    form:  line (one or several short texts) · list · steps (their order counts) · pairs · date
    """

    name: str
    label: str
    values: tuple[str, ...]
    form: Form = "line"


def identity(meta: Content, lang: str) -> list[Particular]:
    """Return what a document is: number, issuer, dates, whom it is for, whether it holds, how long it takes."""
    rows = _rows(meta, lang, _IDENTITY)
    validity = getattr(meta, "validity", "")
    if validity:
        rows.append(
            Particular(name="validity", label=label("validity", lang), values=(label(f"validity.{validity}", lang),))
        )
    minutes = getattr(meta, "minutes", None)
    if minutes:
        shown = label("minutes_value", lang, count=minutes)
        rows.append(Particular(name="minutes", label=label("minutes", lang), values=(shown,)))
    return rows


def service(meta: Content, lang: str) -> list[Particular]:
    """Return what somebody needs who wants the thing done, goes to the place, or comes to the event."""
    if type(meta).__name__ != "Guide":
        return _rows(meta, lang, _WHERE_AND_WHEN)
    rows = _rows(meta, lang, _SERVICE)
    pairs = tuple(text for pair in getattr(meta, "faq", ()) for text in (pair.question, pair.answer))
    return [*rows, Particular(name="faq", label=label("faq", lang), values=pairs, form="pairs")] if pairs else rows


def anchor(name: str) -> str:
    """Return the id of the part of a page that shows a particular: ``cc-time-limit``."""
    return f"cc-{name.replace('_', '-')}"


def anchors(meta: Content) -> frozenset[str]:
    """Return the ids that a page has from its front matter, which links may lead to."""
    if type(meta).__name__ != "Guide":
        return frozenset()
    return frozenset(anchor(told.name) for told in service(meta, "zh-Hans"))


def date_text(iso: str, lang: str) -> str:
    """Return a date (or date-time) for readers: ``2017年1月4日`` in Chinese, ISO order kept in English."""
    day, _, rest = iso.partition("T")
    clock = f" {rest[:5]}" if rest else ""
    pieces = day.split("-")
    if len(pieces) != 3 or not lang.startswith("zh"):
        return day + clock
    return f"{int(pieces[0])}年{int(pieces[1])}月{int(pieces[2])}日{clock}"


def joined(particular: Particular, lang: str) -> str:
    """Return a particular's texts as one line, dates in words."""
    if particular.form == "date":
        return date_text(particular.values[0], lang)
    return ("、" if lang.startswith("zh") else ", ").join(particular.values)


def _rows(meta: Content, lang: str, names: tuple[str, ...]) -> list[Particular]:
    rows = []
    for name in names:
        value: Any = getattr(meta, name, None)
        if value:
            values = (value,) if isinstance(value, str) else tuple(str(item) for item in value)
            if name == "recurrence":
                values = (repeats(value, lang),)
            rows.append(Particular(name=name, label=label(name, lang), values=values, form=_form(name)))
    return rows


def _form(name: str) -> Form:
    if name in _DATES:
        return "date"
    if name == "steps":
        return "steps"
    return "list" if name in _LISTS else "line"
