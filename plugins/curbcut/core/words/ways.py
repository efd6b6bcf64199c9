"""What the page of preferences says where somebody chooses how they learn, and hands it on (decision 019)."""

from __future__ import annotations


def _t(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


WAYS: dict[str, dict[str, str]] = {
    "how_title": _t("我的学习方式", "How I learn best"),
    "how_lead": _t("勾上适合您的，马上生效，全站都照着做；每一页上都写着，随时能改。只记在这台设备上。", "Tick what suits you. It takes effect at once on the whole site, every page says so, and you can change it. It stays on this device."),
    "how_seeing": _t("看", "Seeing"),
    "how_large": _t("全站的字都放大。", "All text of the site is larger."),
    "how_contrast": _t("黑底黄字，看得更清楚。", "Yellow text on black."),
    "how_spaced": _t("行和行之间空大一些，不容易看串行。", "More room between the lines, so that you do not lose yours."),
    "how_calm": _t("网页上的东西不闪、不滑动。", "Nothing on a page flashes or glides."),
    "how_plain": _t("收起菜单和旁边的栏目，只留正文。", "Menus and boxes beside the text are put away."),
    "how_listening": _t("听", "Listening"),
    "how_listen": _t("有录音的网页，一打开播放器就准备好。不会自己出声，按“播放”才念。", "Where a page has a recording, its player is open from the start. It makes no sound until you press “Play”."),
    "how_slow": _t("录音念得慢一些。", "Recordings are slower."),
    "how_fast": _t("录音念得快一些。“慢速”和“快速”只能选一个。", "Recordings are faster. Choose slow or fast, not both."),
    "how_follow": _t("念到哪里，网页就翻到哪里。", "The page scrolls to what is being read."),
    "how_pause": _t("念完一句就停，按“播放”再念下一句。", "It stops after each sentence; press “Play” for the next."),
    "how_learning": _t("学", "Learning"),
    "how_one": _t("自测一次只显示一题，答完再看下一题。", "A quiz shows one question; you go on to the next yourself."),
    "how_easy": _t("有易读版的课，先给您易读版的链接。", "Where a lesson has a version in easy words, the link to it comes first."),
    "how_unkept": _t("这台设备记不下设置（存储满了，或者关掉了），只在这一页有效。", "This device cannot keep settings (full or switched off): they hold on this page only."),
    "how_none": _t("先在上面勾一项，这里就有链接。", "Choose something above, and there is a link here."),
    "how_copy": _t("复制链接", "Copy the link"),
    "how_copied": _t("链接复制好了。", "The link is copied."),
    "how_selected": _t("链接已经选中，请自己复制（电脑上按 Ctrl+C）。", "The link is selected: please copy it yourself (Ctrl+C on a computer)."),
    "how_code": _t("显示二维码", "Show the QR code"),
    "how_undrawn": _t("二维码没有画出来，请检查网络，再按一次。链接照样能用。", "The QR code could not be drawn. Check the connection and press again. The link works all the same."),
    "how_print": _t("打印这张卡", "Print the card"),
    "how_link": _t("我的学习方式的链接", "The link to my way of learning"),
    "how_no_address": _t("这个文件夹没有网址。把上面这一行抄下来，在另一台设备的这一页里贴到“别人给的链接”。", "This folder has no address. Copy this line, and paste it on the same page of another device under “A link I was given”."),
    "how_about_link": _t("在别的手机或电脑上打开链接，或者扫二维码，网页会先问，再照着设。链接里只有上面勾的几项，没有您的名字。", "Open the link on another phone or computer, or scan the code: the page asks first, then sets it. It holds what is ticked above and not your name."),
    "how_way": _t("学习方式：", "Way of learning: "),
    "how_scan": _t("用手机扫这个码，再按“用这个设置”。", "Scan this code with a phone, then press “Use this”."),
    "how_unknown": _t("这个链接里没有这里认得的设置，什么也没有改。", "This link holds no settings that are known here. Nothing was changed."),
    "how_on": _t("会打开：", "It would turn on: "),
    "how_stop": _t("。", ". "),
    "how_off": _t("会关掉：", "It would turn off: "),
    "how_given": _t("有人给了您一个学习方式", "Somebody gave you a way of learning"),
    "how_use": _t("用这个设置", "Use this"),
    "how_set": _t("设好了：", "Set: "),
    "how_not_now": _t("现在不用", "Not now"),
    "how_unchanged": _t("没有改。", "Nothing was changed. "),
    "how_paste": _t("别人给的链接", "A link I was given"),
    "how_look": _t("看看里面是什么", "See what it holds"),
    "how_hand": _t("带到别的设备", "Take it to another device"),
    "how_code_name": _t("二维码：打开“{link}”", "QR code that opens “{link}”"),
}  # fmt: skip
