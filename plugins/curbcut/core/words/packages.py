"""What is said of a course as a package: on its start page, in a learning platform, on the command line."""

from __future__ import annotations

from curbcut.core.words import Words, words

PACKAGES: dict[str, dict[str, str]] = {
    "package_open": {"zh": "开始学", "en": "Begin"},
    "package_how": {
        "zh": "不用上网，也不用账号。答案记在这台设备上；在学习平台里打开时，成绩会记到平台里。",
        "en": "It needs no network and no account. Answers are kept on this device; opened in a learning platform, they count there.",
    },
    "package_ways": {
        "zh": "我的学习方式：大字、慢速、一次一题……",
        "en": "How I learn best: large text, slow speech, one question at a time …",
    },
    "package_leave": {"zh": "保存并退出", "en": "Save and exit"},
    "package_saved": {
        "zh": "已经保存。可以关闭这个窗口了。下次打开，从这里接着学。",
        "en": "Saved. You can close this window now. Next time you go on from here.",
    },
    "package_refused": {
        "zh": "学习平台没有记下来。答案还在这台设备上，请过一会儿再按“保存并退出”。",
        "en": "The platform did not keep this. Your answers are still on this device; press “Save and exit” in a moment.",
    },
    "package_told": {
        "zh": "记在这台设备上，也报给学习平台。",
        "en": "It is kept on this device and told to the learning platform. ",
    },
    "package_passing": {
        "zh": "这个窗口不让网页存东西：答案和设置只记到关掉窗口为止，也可能不能打印、不能存成文件。",
        "en": "This window lets pages store nothing: answers and preferences last until it closes. Printing and saving files may not work either. ",
    },
    "package_looking": {"zh": "现在是查看，不记成绩。", "en": "You are looking only; nothing is recorded."},
    "package_connecting": {"zh": "正在连接学习平台……", "en": "Connecting to the learning platform…"},
    "package_waiting": {
        "zh": "现在连不上学习平台。可以接着学：答案存在这台设备上，连上以后自动补交。",
        "en": "The learning platform cannot be reached now. You can go on: answers are kept on this device and sent when it can.",
    },
    "package_lost": {
        "zh": "这次没有连上学习平台。可以接着学：答案存在这台设备上，下次从学习平台打开这门课时补交。",
        "en": "The learning platform did not let this visit in. You can go on: answers are kept on this device, and sent when you next open the course from the platform.",
    },
    "package_sound": {"zh": "打开声音", "en": "Turn the sound on"},
    "package_holds": {
        "zh": "{title}：{lessons} 课，{questions} 题，{size}。",
        "en": "{title}: {lessons} lessons, {questions} questions, {size}.",
    },
    "package_large": {
        "zh": "比较大：有的学习平台一个文件只收 {limit} 左右，请先问平台的管理员。不带录音会小得多；也可以把课分成两门。",
        "en": "This is large: some platforms take no file over about {limit}, so ask whoever runs yours. Without recordings it is far smaller; or make two courses of it.",
    },
    "package_left_out": {
        "zh": "GIFT 里没有排序题和情景题，这 {count} 题没有放进去：{ids}",
        "en": "GIFT has no ordering and no scenarios; {count} questions are left out: {ids}",
    },
}


def _p(zh: tuple[str, str], en: tuple[str, str]) -> Words:
    return words((zh[0], "", zh[1]), (en[0], "", en[1]))


PACKAGE_PROBLEMS: dict[str, Words] = {
    "package-no-course": _p(
        (
            "已发布的网站里没有“{what}”这门课（语言 {lang}）。有：{courses}",
            "请换一个名字；刚加的课，请先运行 curbcut build。",
        ),
        (
            "The published site has no course “{what}” (language {lang}). It has: {courses}",
            "Choose one of these; for a new course, run curbcut build first.",
        ),
    ),
    "package-no-lessons": _p(
        ("“{what}”这门课还没有一课是发布了的。", "请在 course.yml 的 lessons 里写上课文，再运行 curbcut build。"),
        ("No lesson of the course “{what}” is published.", "List its lessons in course.yml, then run curbcut build."),
    ),
    "package-no-questions": _p(
        ("“{what}”这门课没有题。", "这种格式只装题目；要课文，请用 --format folder、scorm12 或 cmi5。"),
        (
            "The course “{what}” asks no questions.",
            "This format holds questions only; for the lessons use --format folder, scorm12 or cmi5.",
        ),
    ),
    "package-edited": _p(
        ("这一课的题改过，和已发布的不一样。", "请先运行 curbcut build。"),
        ("The questions of this lesson are not those that are published.", "Run curbcut build first."),
    ),
    "package-in-the-way": _p(
        ("这里已经有别的文件，不是 curbcut package 存的。", "请换一个文件名。"),
        ("Another file is already here, not one that curbcut package saved.", "Choose another file name."),
    ),
    "package-no-zip": _p(
        ("学习平台要 ZIP 文件，这个名字不以 .zip 结尾。", "请写 --out 文件.zip。"),
        ("A learning platform takes a ZIP file, and this name does not end in .zip.", "Write --out FILE.zip."),
    ),
}
