"""Sentences of findings about addresses that stay, and about the emergency banner."""

from __future__ import annotations

from curbcut.core.words import Words, words

_ADDRESS_RULE = (
    "网址发布了就不消失：读者收藏了它，别的网站和纸面上都印着它。",
    "A published address never vanishes: readers keep it, and other sites and paper carry it.",
)
_ADDRESS_FIX = (
    "请恢复这个文件；如果网页搬走了，在 content/permalinks.yml 的 moved 下写“/{address}: 新网址”；如果删除了，在 removed 下写明原因。{hint}",
    "Restore the document; if the page moved, write “/{address}: NEW ADDRESS” under `moved` in content/permalinks.yml; if it was removed, say why under `removed`. {hint}",
)

ADDRESSES: dict[str, Words] = {
    "permalink-vanished": words(
        ("发布过的网址 /{address} 现在没有网页了。", _ADDRESS_RULE[0], _ADDRESS_FIX[0]),
        ("The published address /{address} has no page any more.", _ADDRESS_RULE[1], _ADDRESS_FIX[1]),
    ),
    "permalink-withheld": words(
        (
            "发布过的网址 /{address} 现在没有网页：“{path}”是草稿，或者还没到发布时间。",
            _ADDRESS_RULE[0],
            "请去掉草稿标记、改早发布时间；或者在 content/permalinks.yml 的 removed 下写明为什么撤下。",
        ),
        (
            "The published address /{address} has no page now: “{path}” is a draft, or its time has not come.",
            _ADDRESS_RULE[1],
            "Take the draft mark away or let it be published now; or say under `removed` in content/permalinks.yml why it is gone.",
        ),
    ),
    "permalink-unlocked": words(
        (
            "有 {count} 个新网址还没有记下来。",
            "记下来以后，误删或改名时程序会提醒。",
            "请运行 curbcut lock，并把 content/permalinks.lock 一起提交。",
        ),
        (
            "New addresses that are not written down yet: {count}.",
            "Once they are, removing or renaming one by mistake is noticed.",
            "Run curbcut lock, and commit content/permalinks.lock.",
        ),
    ),
    "permalink-line": words(
        (
            "这一行不是网页的网址：“{text}”。",
            "读不懂的行，程序没法替您守住。",
            "请改成 /notice/plan/ 这样的网址，或删掉这一行；运行 curbcut lock 会重新整理。",
        ),
        (
            "This line is no page's address: “{text}”.",
            "What cannot be read cannot be kept.",
            "Write an address such as /notice/plan/, or remove the line; curbcut lock puts the file in order.",
        ),
    ),
    "permalink-published": words(
        (
            "网址 /{address} 写成已搬走或已删除，但“{path}”正发布在这里。",
            "一个网址不能又有网页又转走。",
            "请删掉这一行，或改“{path}”的网址名。",
        ),
        (
            "/{address} is said to have moved or gone, but “{path}” is published there.",
            "An address cannot both have a page and lead away.",
            "Remove this entry, or change the slug of “{path}”.",
        ),
    ),
    "permalink-twice": words(
        (
            "网址 /{address} 在第 {line} 行已经写过。",
            "程序不知道该听哪一个。",
            "请删掉其中一个。",
        ),
        ("/{address} already stands on line {line}.", "Nobody can tell which entry counts.", "Remove one of them."),
    ),
    "permalink-claimed": words(
        (
            "网址 /{address} 是本站自己的网页或文件。",
            "它正在使用，不能当作已搬走或已删除的网址。",
            "请删掉这一行，或检查网址有没有写错。",
        ),
        (
            "/{address} is a page or a file that this site makes itself.",
            "It is in use and cannot lead away.",
            "Remove this entry, or check the address.",
        ),
    ),
    "permalink-nowhere": words(
        (
            "本站没有 /{address} 这个网页（没有这篇内容，或者它是草稿、还没到发布时间）。",
            "读者会被带到一个不存在的地方。",
            "请改成现在的网址。{hint}",
        ),
        (
            "This site has no page at /{address} (no such document, or a draft, or its time has not come).",
            "Readers would be led to nothing.",
            "Write the address that the page has now. {hint}",
        ),
    ),
    "permalink-chain": words(
        (
            "/{address} 搬到 /{via}，而 /{via} 又搬走了。",
            "一次次转走又慢又容易断，读屏软件会把每一页都报一遍。",
            "请直接写“/{address}: {end}”。",
        ),
        (
            "/{address} leads to /{via}, which has moved itself.",
            "One hop after the other is slow and breaks easily, and a screen reader announces every page.",
            "Write “/{address}: {end}”.",
        ),
    ),
    "permalink-loop": words(
        ("从 /{address} 转走以后又会转回来。", "读者永远到不了一个网页。", "请写上真正有网页的网址。"),
        (
            "What leaves /{address} comes back to it.",
            "Readers would never arrive at a page.",
            "Write the address of a page that is really there.",
        ),
    ),
    "permalink-to-removed": words(
        (
            "它指向的 /{address} 已经删除。",
            "读者绕一圈，只看到“已删除”。",
            "请改成有内容的网址，或把旧网址也写在 removed 下。",
        ),
        (
            "It leads to /{address}, which was removed.",
            "Readers would only be told so after a detour.",
            "Lead to a page with content, or put the old address under `removed` as well.",
        ),
    ),
    "front-matter-permalink-shape": words(
        (
            "“{text}”不能用作网址。",
            "旧网址要从 / 写起，是网页的网址；新网址可以是本站的网址，也可以是 https:// 开头的网址。",
            "请写成 /notice/plan/ 这样的形式，不带问号和 #。",
        ),
        (
            "“{text}” cannot be used as an address here.",
            "An old address is that of a page, from / on; a new one may also be a web address that starts with https://.",
            "Write it like /notice/plan/, without a question mark.",
        ),
    ),
    "setting-not-recognised": words(
        (
            "“{name}”不会被读取：它应当叫 {meant}，直接放在 content/ 下。",
            "名字不对，里面的话就不起作用，也不会有人发现。",
            "请改名为 content/{meant}。",
        ),
        (
            "“{name}” is not read: it must be called {meant} and stand in content/ itself.",
            "Under another name it says nothing, and nobody would notice.",
            "Rename it to content/{meant}.",
        ),
    ),
    "emergency-link": words(
        (
            "紧急通知指向的“{target}”没有发布（没有这个文件，或者它是草稿、还没到发布时间）。",
            "最着急的时候，读者会点到空处。",
            "请改正路径，或先发布那篇内容，或删掉 link。",
        ),
        (
            "The emergency banner leads to “{target}”, which is not published (no such file, a draft, or its time has not come).",
            "Readers would reach nothing when they need it most.",
            "Correct the path, publish that document first, or remove `link`.",
        ),
    ),
}
