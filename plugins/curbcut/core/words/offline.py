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
    "offline": {"zh": "离线阅读", "en": "Reading without a network"},
    "offline_text": {
        "zh": "没有网络的时候，这台设备上看过的和保存过的内容还能看。",
        "en": "Without a network you can still read what this device has shown or saved.",
    },
    "offline_kept": {"zh": "这台设备上有什么", "en": "What is on this device"},
    "offline_kept_text": {
        "zh": "内容只存在这台设备的浏览器里，别人看不到；和别人共用设备时，可以在这里删除。如果这里没有列出来，是浏览器不能保存，或者关了脚本。",
        "en": "It is kept in the browser of this device only. If you share the device you can remove it here. If nothing is listed here, the browser cannot keep pages, or its scripts are switched off.",
    },
    "offline_help": {"zh": "现在没有网络，可以这样办", "en": "What you can do without a network"},
    "offline_help_call": {"zh": "打电话 {phone}，不用上网。", "en": "Call {phone}; that needs no internet."},
    "offline_help_sms": {
        "zh": "发短信到 {sms}，不用上网。",
        "en": "Send a text message to {sms}; that needs no internet.",
    },
    "offline_help_read": {
        "zh": "看保存过的内容。每一页最上面写着是哪一天保存的；重要的事，办之前请再问一次。",
        "en": "Read what was saved. Each page says at its top of which day it is; ask again before you act on something important.",
    },
    "offline_help_search": {
        "zh": "保存过“搜索”的，没有网络也能搜。",
        "en": "If you have saved “Search”, it works without a network.",
    },
    "offline_how": {"zh": "怎样保存", "en": "How to save"},
    "offline_how_1": {
        "zh": "看过的网页自动留下，最近的 100 页。录音不会自动留下。",
        "en": "Pages that you have read are kept by themselves, the last 100 of them. Recordings are not.",
    },
    "offline_how_2": {
        "zh": "要多存一些，请打开下面的一项，到页面最下面按“保存”。按之前会写明有多大。",
        "en": "For more, open one of these and press “Save” at the end of its page. It says beforehand how much it is.",
    },
    "offline_how_3": {
        "zh": "不能保存的浏览器，可以下载每一页的大字版、录音或纯文本。",
        "en": "Where the browser cannot save, download the large print, the recording or the plain text of a page.",
    },
    "offline_how_4": {
        "zh": "想像应用一样打开：在浏览器的菜单里选“添加到主屏幕”或“安装”。",
        "en": "To open the site like an app, choose “Add to home screen” or “Install” in the browser's menu.",
    },
    "offline_save": {"zh": "存下来，没有网络也能看", "en": "Save for reading without a network"},
    "offline_save_text": {
        "zh": "这一部分可以存到您的设备上。如果这里没有按钮，请看怎样保存。",
        "en": "This part of the site can be saved on your device. If there is no button here, see how to save.",
    },
    "offline_save_how": {"zh": "离线阅读：怎样保存，存了什么", "en": "How to save, and what is saved"},
    "offline_save_save": {"zh": "保存（{pages} 页，{size}）", "en": "Save ({pages} pages, {size})"},
    "offline_save_save_files": {"zh": "保存（{size}）", "en": "Save ({size})"},
    "offline_save_again": {"zh": "再存一次最新的（{size}）", "en": "Save the current version ({size})"},
    "offline_save_sounds": {"zh": "录音也存（另加 {size}）", "en": "With the recordings ({size} more)"},
    "offline_save_cancel": {"zh": "取消", "en": "Cancel"},
    "offline_save_remove": {"zh": "从这台设备删除", "en": "Remove from this device"},
    "offline_save_remove_named": {"zh": "从这台设备删除：{title}", "en": "Remove from this device: {title}"},
    "offline_save_progress": {"zh": "已保存多少", "en": "How much is saved"},
    "offline_save_busy": {"zh": "正在保存……", "en": "Saving…"},
    "offline_save_part": {"zh": "存好了 {percent}%", "en": "{percent}% saved"},
    "offline_save_done": {
        "zh": "存好了，{size}。没有网络时，从“离线阅读”打开。",
        "en": "Saved, {size}. Without a network, open it from “Reading without a network”.",
    },
    "offline_save_saved": {"zh": "{day}存在这台设备上，{size}。", "en": "Saved on this device on {day}, {size}."},
    "offline_save_cancelled": {"zh": "已取消，没有保存。", "en": "Cancelled; nothing was saved."},
    "offline_save_removed": {"zh": "已从这台设备删除。", "en": "Removed from this device."},
    "offline_save_broken": {
        "zh": "没有存完：网络断了。连上网以后再按“保存”，会接着存。",
        "en": "Not all of it was saved: the network failed. Press “Save” again when you are online; it goes on from there.",
    },
    "offline_save_full": {
        "zh": "放不下：要 {size}。请在“离线阅读”里删掉一些，或者不存录音，再试一次。",
        "en": "There is no room for {size}. Remove something under “Reading without a network”, or leave out the recordings, and try again.",
    },
    "offline_save_refused": {
        "zh": "这个浏览器不让网站保存内容（可能是无痕模式）。可以改为下载大字版、录音或纯文本。",
        "en": "This browser lets no site save anything (perhaps it is in private mode). You can download the large print, the recording or the plain text instead.",
    },
    "offline_list_none": {"zh": "现在没有保存的内容。", "en": "Nothing is saved at the moment."},
    "offline_list_part": {"zh": "{size}，{day}保存", "en": "{size}, saved on {day}"},
    "offline_list_partial": {"zh": "没有存完，{size}，{day}", "en": "Not all of it is saved, {size}, {day}"},
    "offline_list_seen": {"zh": "看过的网页", "en": "Pages that you have read"},
    "offline_list_pages": {"zh": "{pages} 页，{size}", "en": "{pages} pages, {size}"},
    "offline_list_which": {"zh": "是哪些", "en": "Which they are"},
    "offline_worker_kept": {
        "zh": "这一页是{day}保存的，现在连不上网；内容可能已经改变。",
        "en": "This page was saved on {day}. There is no connection now; it may have changed since.",
    },
    "offline_worker_past": {
        "zh": "这一页写明有效到{day}，现在已经过期。",
        "en": "This page says that it holds until {day}: it has expired.",
    },
    "offline_worker_away": {
        "zh": "现在连不上网，您要的这一页没有存在这台设备上。",
        "en": "There is no connection now, and the page you asked for is not saved on this device.",
    },
    "offline_worker_again": {"zh": "再试一次", "en": "Try again"},
    "offline_worker_call": {"zh": "可以打电话：{phone}", "en": "You can call: {phone}"},
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
