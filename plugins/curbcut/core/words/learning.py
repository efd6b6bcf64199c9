"""What pages say to somebody who takes a course, and to those who help."""

from __future__ import annotations


def _t(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


LEARNING: dict[str, dict[str, str]] = {
    # a lesson
    "study": _t("怎么学这一课", "How to study this lesson"),
    "study_quiz": _t("做自测题", "Take the quiz"),
    "study_questions": _t("{count} 题", "questions: {count}"),
    "study_audio": _t("也念自测题，答案在最后", "the quiz too, with its answers at the end"),
    "study_large_print": _t("自测题可以在纸上答，答案在最后", "the quiz on paper, with its answers at the end"),
    "study_easy": _t("易读版", "Easy to read"),
    "study_full": _t("完整版", "Full version"),
    # a course
    "lesson_count": _t("课数", "Lessons"),
    "lesson_count_value": _t("{count} 课", "{count}"),
    "question_count": _t("自测题", "Quiz questions"),
    "question_count_value": _t("{count} 题", "{count}"),
    "lesson_first": _t("先学：{lessons}", "first take: {lessons}"),
    "lesson_pass": _t("{count} 分及格", "pass mark {count}"),
    "lesson_formats": _t("每课的格式", "Formats of each lesson"),
    "pass_mark": _t("及格", "Pass mark"),
    "pass_mark_value": _t("每课自测 {count} 分以上，满分 100 分", "{count} or more of 100 points in each quiz"),
    "certificate": _t("怎样算学完", "What counts as finished"),
    "teacher": _t("问谁", "Whom to ask"),
    "licence": _t("使用许可", "Licence"),
    "along": _t("学的时候用得到", "Useful while you learn"),
    # what belongs to a course
    "glossary": _t("词语解释", "Words explained"),
    "glossary_of": _t("{title}：词语解释", "{title}: words explained"),
    "glossary_text": _t("这门课各课解释过的词，按拼音排列。点词语，就到那一课讲它的地方。", "The words that the lessons of this course explain, in alphabetical order. Each leads to its place in the lesson."),
    "glossary_in": _t("见：{lessons}", "In: {lessons}"),
}  # fmt: skip
