"""The questions of a course as QTI 3.0: an item for each, one template for each kind, and what stands in their catalogs.

source: 1EdTech QTI 3.0 ASI information model 2.11 (interactions), 2.13 (response processing); Best Practices 4.3 (catalogs)
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import PurePosixPath
from xml.sax.saxutils import escape, quoteattr

from curbcut.core.model import Choice, Question
from curbcut.packages.lessons import Course

MANIFEST = "imsmanifest.xml"
_ASI = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_CP = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_RULES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/"
_BLANK = "____"


def qti(course: Course, questions: Iterable[tuple[str, Question]]) -> dict[str, bytes]:
    """Return path → file of a package of items. questions: each behind the title of its lesson, in their order."""
    items = {f"items/{one.id}.xml": _item(course.lang, lesson, one).encode() for lesson, one in questions}
    listed = "".join(
        f'    <resource identifier="{PurePosixPath(path).stem}" type="imsqti_item_xmlv3p0" href="{path}">\n'
        f'      <file href="{path}"/>\n    </resource>\n'
        for path in items
    )
    manifest = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="{_CP}" identifier="curbcut-{course.slug}">
  <metadata>
    <schema>QTI Package</schema>
    <schemaversion>3.0.0</schemaversion>
  </metadata>
  <organizations/>
  <resources>
{listed}  </resources>
</manifest>
"""
    return {MANIFEST: manifest.encode(), **items}


def _item(lang: str, lesson: str, question: Question) -> str:
    declared, body, rules = _TEMPLATES[question.kind](question)
    best = "" if question.kind == "open" or (question.kind == "scenario" and not question.right) else _MOST
    title = f"{lesson} {question.number}"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="{_ASI}" identifier="{question.id}" title={quoteattr(title)} adaptive="false" time-dependent="false" xml:lang="{lang}">
{declared}  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float">
    <qti-default-value><qti-value>0</qti-value></qti-default-value>
  </qti-outcome-declaration>
{best}  <qti-item-body>
{body}  </qti-item-body>
{_catalogs(question)}{rules}</qti-assessment-item>
"""


_MOST = """  <qti-outcome-declaration identifier="MAXSCORE" cardinality="single" base-type="float">
    <qti-default-value><qti-value>1</qti-value></qti-default-value>
  </qti-outcome-declaration>
"""

Parts = tuple[str, str, str]
"""What is declared, the body, how it is scored."""


def _choice(question: Question) -> Parts:
    many = question.kind == "multiple"
    mapped = _shares(question) if many else ""
    shown = "".join(_simple(choice) for choice in question.choices)
    body = f"""    <qti-choice-interaction response-identifier="RESPONSE" max-choices="{0 if many else 1}" shuffle="false">
{_prompt(question)}{shown}    </qti-choice-interaction>
"""
    rules = "" if not question.right else _template("map_response" if many else "match_correct")
    return _declared("multiple" if many else "single", "identifier", question.right, mapped), body, rules


def _shares(question: Question) -> str:
    """Return what each box is worth: a wrong one takes away as much as a right one gives, and nothing falls below 0."""
    share = Decimal(1) / len(question.right)
    entries = "".join(
        _entry(choice.letter, share if choice.letter in question.right else -share) for choice in question.choices
    )
    return f'    <qti-mapping lower-bound="0" upper-bound="1" default-value="0">\n{entries}    </qti-mapping>\n'


def _order(question: Question) -> Parts:
    shown = "".join(_simple(choice) for choice in question.choices)
    body = f"""    <qti-order-interaction response-identifier="RESPONSE" shuffle="false">
{_prompt(question)}{shown}    </qti-order-interaction>
"""
    return _declared("ordered", "identifier", question.right), body, _template("match_correct")


def _match(question: Question) -> Parts:
    pairs = [f"n{left} {right}" for left, _, right in (pair.partition(".") for pair in question.right)]
    mapped = "".join(_entry(pair, Decimal(1) / len(pairs)) for pair in pairs)
    left, right = (
        "".join(
            f'        <qti-simple-associable-choice identifier="{mark}{one.letter}" match-max="{most}">{escape(one.text)}</qti-simple-associable-choice>\n'
            for one in side
        )
        for mark, most, side in (("n", 1, question.prompts), ("", 0, question.choices))
    )
    body = f"""    <qti-match-interaction response-identifier="RESPONSE" max-associations="{len(pairs)}" shuffle="false">
{_prompt(question)}      <qti-simple-match-set>
{left}      </qti-simple-match-set>
      <qti-simple-match-set>
{right}      </qti-simple-match-set>
    </qti-match-interaction>
"""
    declared = _declared(
        "multiple", "directedPair", tuple(pairs), f'    <qti-mapping default-value="0">\n{mapped}    </qti-mapping>\n'
    )
    return declared, body, _template("map_response")


def _blank(question: Question) -> Parts:
    share = Decimal(1) / len(question.answers)
    declared, fields = "", []
    for number, accepted in enumerate(question.answers, 1):
        entries = "".join(_entry(text, share, ' case-sensitive="false"') for text in accepted)
        mapped = f'    <qti-mapping default-value="0">\n{entries}    </qti-mapping>\n'
        declared += _declared("single", "string", accepted[:1], mapped, f"RESPONSE{number}")
        fields.append(f'<qti-text-entry-interaction response-identifier="RESPONSE{number}" expected-length="15"/>')
    added = "".join(f'<qti-map-response identifier="RESPONSE{number}"/>' for number in range(1, len(fields) + 1))
    return declared, _written(question, fields), _scored(f"<qti-sum>{added}</qti-sum>")


def _number(question: Question) -> Parts:
    tolerance = question.tolerance or "0"
    field = '<qti-text-entry-interaction response-identifier="RESPONSE" expected-length="10"/>'
    rules = f"""  <qti-response-processing>
    <qti-response-condition>
      <qti-response-if>
        <qti-equal tolerance-mode="absolute" tolerance="{tolerance} {tolerance}"><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-equal>
        <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value>
      </qti-response-if>
    </qti-response-condition>
  </qti-response-processing>
"""
    return _declared("single", "float", (question.value,)), _written(question, [field]), rules


def _open(question: Question) -> Parts:
    said = "".join(f"<li>{escape(one)}</li>" for one in question.criteria)
    rubric = "".join((f"<p>{escape(question.model)}</p>" if question.model else "", f"<ul>{said}</ul>" if said else ""))
    shown = f'    <qti-rubric-block use="scoring" view="scorer">\n      <qti-content-body>{rubric}</qti-content-body>\n    </qti-rubric-block>\n'
    body = f"""    <qti-extended-text-interaction response-identifier="RESPONSE">
{_prompt(question)}    </qti-extended-text-interaction>
"""
    return _declared("single", "string", ()), body + (shown if rubric else ""), ""


_TEMPLATES = {
    "single": _choice, "truth": _choice, "scenario": _choice, "multiple": _choice, "order": _order, "match": _match,
    "blank": _blank, "number": _number, "open": _open,
}  # fmt: skip


def _declared(cardinality: str, kind: str, right: tuple[str, ...], mapped: str = "", name: str = "RESPONSE") -> str:
    values = "".join(f"<qti-value>{escape(value)}</qti-value>" for value in right)
    correct = f"    <qti-correct-response>{values}</qti-correct-response>\n" if right else ""
    return f"""  <qti-response-declaration identifier="{name}" cardinality="{cardinality}" base-type="{kind}">
{correct}{mapped}  </qti-response-declaration>
"""


def _entry(key: str, value: Decimal, more: str = "") -> str:
    return f'      <qti-map-entry map-key={quoteattr(key)} mapped-value="{value:.6f}"{more}/>\n'


def _template(name: str) -> str:
    return f'  <qti-response-processing template="{_RULES}{name}"/>\n'


def _scored(value: str) -> str:
    return f"""  <qti-response-processing>
    <qti-set-outcome-value identifier="SCORE">{value}</qti-set-outcome-value>
  </qti-response-processing>
"""


def _simple(choice: Choice) -> str:
    return f'      <qti-simple-choice identifier="{choice.letter}">{escape(choice.text)}</qti-simple-choice>\n'


def _linked(question: Question) -> str:
    return ' data-catalog-idref="stem"' if question.spoken or question.easy else ""


def _prompt(question: Question) -> str:
    return f"      <qti-prompt><span{_linked(question)}>{escape(question.text)}</span></qti-prompt>\n"


def _written(question: Question, fields: list[str]) -> str:
    """Return a stem with its fields where the blanks are, or behind it."""
    texts = [escape(text) for text in question.text.split(_BLANK)]
    if len(texts) - 1 != len(fields):
        return f"    <p{_linked(question)}>{escape(question.text)}</p>\n    <p>{' '.join(fields)}</p>\n"
    inner = "".join(text + field for text, field in zip(texts, [*fields, ""], strict=True))
    return f"    <p{_linked(question)}>{inner}</p>\n"


def _catalogs(question: Question) -> str:
    """Return what the stem is in other words: for a voice, and in easy words."""
    cards = ""
    for support, text in (("spoken", question.spoken), ("simplified-language-portions", question.easy)):
        if text:
            cards += f"""      <qti-card support="{support}">
        <qti-html-content><p>{escape(text)}</p></qti-html-content>
      </qti-card>
"""
    if not cards:
        return ""
    return f"""  <qti-catalog-info>
    <qti-catalog id="stem">
{cards}    </qti-catalog>
  </qti-catalog-info>
"""
