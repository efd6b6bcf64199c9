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
    "print_key_of": {"zh": "{title}：答案册", "en": "{title}: answer key"},
    "print_key_text": {
        "zh": "配合练习册用，题号和字母一样。给老师和陪学的人收着，做完再看。",
        "en": "It goes with the workbook and has the same numbers and letters. A teacher or supporter can keep it until the work is done.",
    },
    "print_how": {"zh": "怎么用这本练习册", "en": "How to use this workbook"},
    "print_how_tick": {
        "zh": "单选、判断、情景：在选中的一项前面打勾。",
        "en": "Choose one, true or false, scenario: tick the box before the one you choose.",
    },
    "print_how_ticks": {"zh": "多选：对的都打勾。", "en": "Choose all that are right: tick every right one."},
    "print_how_order": {
        "zh": "排序：在大方框里写 1、2、3，第一步写 1。",
        "en": "Put in order: write 1, 2, 3 into the large boxes. The first step is 1.",
    },
    "print_how_match": {"zh": "配对：在大方框里写字母。", "en": "Match: write a letter into each large box."},
    "print_how_blank": {"zh": "填空、填数：写在横线上。", "en": "Fill in, or write a number: write on the line."},
    "print_how_open": {
        "zh": "简答：用自己的话，写在题下面的横线上。",
        "en": "In your own words: write on the lines below the question.",
    },
    "print_how_hints": {
        "zh": "答不出来，先看这一课后面的提示。",
        "en": "If it does not come, look at the hints behind the lesson.",
    },
    "print_how_key": {
        "zh": "答案在另一本《答案册》里。",
        "en": "The answers are in the answer key, a booklet of its own.",
    },
    "print_how_time": {
        "zh": "不计时，写错可以改，也可以说给别人替您写。",
        "en": "There is no time limit. You may change an answer, or have somebody write what you say.",
    },
    "print_post": {"zh": "寄送单", "en": "To send by post"},
    "print_post_to": {"zh": "收件人：", "en": "To:"},
    "print_post_top": {
        "zh": "要寄出，就取下这一页，写好收件人，放在最上面。",
        "en": "To send the workbook, take this page off, write the address, and put it on top.",
    },
    "print_post_write": {
        "zh": "直接在练习册上写。写不下，另用一张纸，写清课名和题号。",
        "en": "Write into the workbook. If there is no room, take another sheet and write the lesson and the number of the question.",
    },
    "print_post_name": {"zh": "姓名：________________", "en": "Name: ________________"},
    "print_post_pages": {
        "zh": "寄回时，只寄有题的几页就行。",
        "en": "You need send back only the pages with questions.",
    },
    "print_post_back": {"zh": "请寄回：", "en": "Please send it back to:"},
    "print_post_call": {"zh": "怎么交，请先打电话问：", "en": "How to hand it in? Please call first:"},
}
