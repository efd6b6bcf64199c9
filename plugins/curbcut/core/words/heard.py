"""Texts that only recordings say, by language."""

from __future__ import annotations

HEARD: dict[str, dict[str, str]] = {
    "heard.notice": {"zh": "政策文件", "en": "Policy notice"},
    "heard.guide": {"zh": "办事指南", "en": "Service guide"},
    "heard.page": {"zh": "网页", "en": "Page"},
    "heard.place": {"zh": "机构和设施", "en": "Place"},
    "heard.event": {"zh": "活动", "en": "Event"},
    "heard.course": {"zh": "课程", "en": "Course"},
    "heard.lesson": {"zh": "课文", "en": "Lesson"},
    "heard_table": {"zh": "表格，{rows}行，{columns}列。", "en": "A table with {rows} rows and {columns} columns."},
    "heard_note": {"zh": "脚注{number}", "en": "Note {number}"},
    "heard_notes": {"zh": "脚注", "en": "Notes"},
    "heard_picture": {"zh": "图里画的", "en": "The picture shows"},
    "heard_video": {"zh": "这里有一段视频，请在网页上看。", "en": "There is a video here, on the web page."},
    "heard_audio": {"zh": "这里有一段录音，请在网页上听。", "en": "There is a recording here, on the web page."},
    "heard_done": {"zh": "已勾选", "en": "Ticked"},
    "heard_end": {"zh": "全文完。", "en": "That is all."},
    "heard_synthetic": {"zh": "这段录音由电脑朗读。", "en": "This was read by a computer."},
}
