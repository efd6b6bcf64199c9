"""Texts of quizzes, on the page and in every format."""

from __future__ import annotations

QUIZZES: dict[str, dict[str, str]] = {
    "quiz_ordinal": {"zh": "第 {number} 题（{kind}）", "en": "Question {number} ({kind})"},
    "quiz_kind.single": {"zh": "单选", "en": "choose one"},
    "quiz_kind.multiple": {"zh": "多选", "en": "choose all that are right"},
    "quiz_kind.truth": {"zh": "判断", "en": "true or false"},
    "quiz_kind.blank": {"zh": "填空", "en": "fill in the blank"},
    "quiz_kind.number": {"zh": "填数", "en": "write a number"},
    "quiz_kind.order": {"zh": "排序", "en": "put in order"},
    "quiz_kind.match": {"zh": "配对", "en": "match"},
    "quiz_kind.open": {"zh": "简答", "en": "in your own words"},
    "quiz_kind.scenario": {"zh": "情景", "en": "scenario"},
    "quiz_true": {"zh": "对", "en": "True"},
    "quiz_false": {"zh": "错", "en": "False"},
    "quiz_blank": {"zh": "空格", "en": "blank"},
    "quiz_hint": {"zh": "提示", "en": "Hint"},
    "quiz_hint_number": {"zh": "提示 {number}", "en": "Hint {number}"},
    "quiz_key": {"zh": "第 {number} 题的答案", "en": "Answer to question {number}"},
    "quiz_keys": {"zh": "答案", "en": "Answers"},
    "quiz_answer": {"zh": "答案：", "en": "Answer:"},
    "quiz_also": {"zh": "（也可以：{others}）", "en": " (or: {others})"},
    "quiz_about": {"zh": "（相差不超过 {tolerance} 都对）", "en": " ({tolerance} more or less is right, too)"},
    "quiz_explanation": {"zh": "解析：", "en": "Explanation:"},
    "quiz_model": {"zh": "参考答案：", "en": "One good answer:"},
    "quiz_criteria": {"zh": "评分要点：", "en": "What a good answer says:"},
    "quiz_easy": {"zh": "易读：", "en": "In easy words:"},
    "quiz_sign": {"zh": "看这道题的手语视频", "en": "Watch this question in sign language"},
    "quiz_outcome": {"zh": "结果 {number}", "en": "Result {number}"},
    "quiz_branch": {"zh": "看结果 {number}", "en": "See result {number}"},
}
