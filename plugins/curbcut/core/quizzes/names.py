"""The words by which a lesson's author says what something is: zones, kinds of questions, labels."""

from __future__ import annotations

import re

ZONES = frozenset(("自测", "练习", "测验", "小测", "quiz", "practice", "check yourself"))
"""Second-level headings (in small letters) below which questions stand."""

KINDS = {
    "单选": "single", "单选题": "single", "single": "single", "single choice": "single", "choose one": "single",
    "多选": "multiple", "多选题": "multiple", "multiple": "multiple", "multiple choice": "multiple",
    "choose all": "multiple", "choose all that apply": "multiple",
    "判断": "truth", "判断题": "truth", "true/false": "truth", "true or false": "truth",
    "填空": "blank", "填空题": "blank", "fill in": "blank", "fill in the blank": "blank",
    "填数": "number", "数字": "number", "计算": "number", "number": "number",
    "排序": "order", "排序题": "order", "order": "order", "ordering": "order", "put in order": "order",
    "配对": "match", "配对题": "match", "连线": "match", "match": "match", "matching": "match",
    "简答": "open", "简答题": "open", "问答": "open", "short answer": "open", "in your own words": "open",
    "情景": "scenario", "情境": "scenario", "情景题": "scenario", "scenario": "scenario",
}  # fmt: skip
"""What may stand in brackets behind a question → its kind."""

NEEDS = {
    "single": "options", "multiple": "options", "scenario": "options", "truth": "answers", "blank": "answers",
    "number": "answers", "order": "steps", "match": "pairs", "open": "model",
}  # fmt: skip
"""Kind → what a question of it cannot be without."""

_LABELS = {
    "参考答案": "model", "model answer": "model", "评分要点": "criteria", "criteria": "criteria",
    "提示": "hint", "hint": "hint", "解析": "explanation", "explanation": "explanation",
    "答案": "answer", "answer": "answer", "目标": "objective", "objective": "objective", "objectives": "objective",
    "听读": "spoken", "spoken": "spoken", "手语": "sign", "sign": "sign", "易读": "easy", "easy": "easy",
}  # fmt: skip
LABEL = re.compile(
    r"(" + "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True)) + r")[ \u3000]*\d{0,2}[ \u3000]*[：:]\s*",
    re.IGNORECASE,
)
"""The beginning of a line that says something of a question; a number may stand before the colon."""

TRUE = frozenset(("对", "正确", "是", "√", "✓", "true", "right", "yes"))
FALSE = frozenset(("错", "错误", "不对", "否", "×", "✗", "false", "wrong", "no"))

_KIND = re.compile(r"\s*[（(]\s*([^（()）]{1,24}?)\s*[）)]\s*\Z")
_SCENARIO = re.compile(r"\s*(情景|情境|scenario)\s*\d*\s*[：:]\s*", re.IGNORECASE)


def label_of(text: str) -> tuple[str, int]:
    """Return which label a text begins with (``"hint"``), or ``""``, and the index behind it."""
    found = LABEL.match(text)
    return (_LABELS[found[1].lower()], found.end()) if found else ("", 0)


def kind_behind(text: str) -> tuple[str, int]:
    """Return the kind that a text names in brackets at its end, or ``""``, and the index at which the brackets begin."""
    found = _KIND.search(text)
    kind = KINDS.get(" ".join(found[1].lower().split()), "") if found else ""
    return (kind, found.start()) if found and kind else ("", len(text))


def scenario_before(text: str) -> int:
    """Return the index behind `情景：` at a text's beginning, 0 where it does not stand there."""
    found = _SCENARIO.match(text)
    return found.end() if found else 0


def opens_zone(title: str) -> bool:
    """Return whether a second-level heading opens a quiz; an attribute list may stand behind it."""
    return re.sub(r"\{[^{}]*\}\s*\Z", "", title).strip(" #\t\r\n\u3000").lower() in ZONES
