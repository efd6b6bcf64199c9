"""Texts that only printed formats say, by language."""

from __future__ import annotations

PRINTED: dict[str, dict[str, str]] = {
    "print_contents": {"zh": "目录", "en": "Contents"},
    "print_addresses": {"zh": "正文里的网址", "en": "Web addresses in the text"},
    "print_picture": {"zh": "图里画的：{text}", "en": "The picture shows: {text}"},
    "print_video": {"zh": "视频（请看网页版）", "en": "Video (see the web page)"},
    "print_audio": {"zh": "录音（请听网页版）", "en": "Recording (see the web page)"},
    "print_web": {"zh": "网页版", "en": "On the web"},
    "print_size": {"zh": "版本", "en": "Edition"},
    "print_points": {"zh": "{name}（字号{points}磅）", "en": "{name} ({points} point)"},
    "print_row": {"zh": "第{number}行", "en": "Row {number}"},
    "print_page": {"zh": "第{page}页，共{pages}页", "en": "Page {page} of {pages}"},
    "print_on_page": {"zh": "第{page}页", "en": "page {page}"},
    "print_answer": {"zh": "答：", "en": "Answer: "},
    "print_question": {"zh": "问：", "en": "Question: "},
    "fax": {"zh": "传真", "en": "Fax"},
    "wechat": {"zh": "微信", "en": "WeChat"},
    "print_contact": {"zh": "有问题，请找", "en": "Questions? Ask"},
}
