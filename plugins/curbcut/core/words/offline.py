"""What is said of copies of the site that need no network: the kit, the counter, pages that a browser has kept."""

from __future__ import annotations

from curbcut.core.words import Words, words

OFFLINE: dict[str, dict[str, str]] = {
    "kit_saved": {"zh": "这是{day}存下的版本。", "en": "Saved on {day}."},
    "kit_copy": {"zh": "离线版本", "en": "Offline copy"},
    "kit_current": {"zh": "看最新的版本（要上网）", "en": "Read the current version (online)"},
    "kit_online": {"zh": "（要上网）", "en": " (online)"},
    "kit_left_out": {"zh": "（这里没有存）", "en": " (not saved here)"},
    "kit_open": {"zh": "打开网站", "en": "Open the site"},
    "kit_inside": {"zh": "里面有什么", "en": "What is inside"},
    "kit_holds": {"zh": "{name}：{files} 个文件，{size}", "en": "{name}: {files} files, {size}"},
    "kit_how": {"zh": "怎么用", "en": "How to use it"},
    "kit_how_1": {
        "zh": "不用上网。双击 start.html 打开；搜索和阅读设置都能用。",
        "en": "It needs no network. Open start.html by double-click; search and reading preferences work.",
    },
    "kit_how_2": {
        "zh": "如果是 ZIP 文件，请先全部解压，再打开。",
        "en": "If it came as a ZIP file, extract all of it first.",
    },
    "kit_how_3": {
        "zh": "内容到{day}为止。以后的新通知、废止和更正，这里看不到。",
        "en": "It shows what held on {day}. Later notices, repeals and corrections are not in it.",
    },
    "kit_how_4": {
        "zh": "要放在服务窗口的电脑上，请用 curbcut kiosk；要检查文件有没有损坏，请用 curbcut verify。",
        "en": "For a computer at a counter use curbcut kiosk; to see whether a file was damaged use curbcut verify.",
    },
    "kit_part_pages": {"zh": "网页", "en": "Pages"},
    "kit_part_files": {"zh": "图片、附件和数据", "en": "Pictures, attachments and data"},
    "kit_part_browser_search": {"zh": "网页里的搜索", "en": "Search in the browser"},
    "kit_part_search": {"zh": "服务窗口用的搜索", "en": "Search at the counter"},
    "kit_total": {
        "zh": "一共 {size}；在 U 盘上占 {stick}，{gb} GB 的 U 盘放得下。",
        "en": "{size} in all; {stick} on a USB stick: one of {gb} GB has room.",
    },
    "kit_no_stick": {
        "zh": "一共 {size}；在 U 盘上占 {stick}，没有这么大的 U 盘。请用 --only 或 --include 少带一些。",
        "en": "{size} in all; {stick} on a USB stick: no stick has room. Take less with --only or --include.",
    },
    "kit_of_day": {"zh": "内容是 {day} 的。", "en": "It shows the site of {day}."},
    "kit_late": {
        "zh": "注意：{until} 起有内容到期或生效，网站还没有重新构建。请先运行 curbcut build。",
        "en": "Note: something expired or came into force at {until}, and the site was not built since. Run curbcut build first.",
    },
    "kiosk_slow": {
        "zh": "这次找得太久了。请换短一点的说法再试。",
        "en": "This took too long. Please try again with fewer words.",
    },
    "kiosk_address": {"zh": "窗口地址：{address}（按 Ctrl+C 结束）", "en": "At {address} (Ctrl+C ends it)"},
    "kiosk_silent": {
        "zh": "这个网站没有检索用的索引，所以不能搜索；其他都能看。",
        "en": "This site has no search index, so it cannot be searched; everything else works.",
    },
    "kiosk_like": {"zh": "相近的内容", "en": "More like this"},
    "kiosk_alike": {"zh": "和“{query}”相近：{count} 篇。", "en": "Like “{query}”: {count} pages."},
    "kiosk_alone": {"zh": "没有和“{query}”相近的内容。", "en": "Nothing is like “{query}”."},
    "kit_written": {"zh": "已存好：{out}", "en": "Saved: {out}"},
}


def _p(zh: tuple[str, str], en: tuple[str, str]) -> Words:
    return words((zh[0], "", zh[1]), (en[0], "", en[1]))


OFFLINE_PROBLEMS: dict[str, Words] = {
    "kit-no-place": _p(
        ("没有说存到哪里。", "请加上 --out 文件夹，或 --out 文件.zip；只想知道大小就用 --plan。"),
        (
            "It was not said where to save it.",
            "Add --out FOLDER or --out FILE.zip; to learn the size only, use --plan.",
        ),
    ),
    "kit-no-day": _p(
        ("不知道已发布的网站是哪一天的。", "请再运行一次 curbcut build。"),
        ("It is not known of which day the published site is.", "Run curbcut build once more."),
    ),
    "kit-in-the-way": _p(
        ("这里已经有别的东西，不是离线包。", "请换一个空的或新的文件夹（或文件名）。"),
        ("Something that is no kit is already here.", "Choose an empty or a new folder (or file name)."),
    ),
    "kit-has-more": _p(
        ("这个离线包里有 {count} 个后来加进去的文件，如 {what}；换新时会丢。", "请先把它们移走，或换一个文件夹。"),
        (
            "Somebody has put {count} files into this kit, such as {what}; replacing it would lose them.",
            "Move them away first, or choose another folder.",
        ),
    ),
    "kit-no-room": _p(
        ("放不下：要 {needs}，只剩 {has}。什么也没有写。", "请清理空间，或用 --only、--include 少带一些。"),
        (
            "There is no room: it needs {needs} and {has} are left. Nothing was written.",
            "Free some space, or take less with --only or --include.",
        ),
    ),
    "kiosk-nothing": _p(
        ("这个文件夹里没有离线包，也没有已发布的网站。", "请给 curbcut kit 存的文件夹，或构建文件夹 build。"),
        (
            "There is no kit and no published site in this folder.",
            "Give a folder that curbcut kit has saved, or build.",
        ),
    ),
    "kit-release-damaged": _p(
        ("这个已发布的文件缺了，或和发布时不一样。没有存。", "请再运行一次 curbcut build，会重新放好。"),
        (
            "This published file is missing or is not what was published. Nothing was saved.",
            "Run curbcut build once more; it is put right.",
        ),
    ),
}
