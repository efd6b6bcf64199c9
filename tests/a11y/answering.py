"""A small site with lessons that ask every kind of question, and what a test does with them, by keyboard."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from a11y.listening import until

NOW = "2026-11-25T09:00:00+08:00"
LESSON, OTHER, ENGLISH = "/course/wsyh/duanxin/", "/course/wsyh/zhuanzhang/", "/en/course/wsyh/duanxin/"
PROGRESS, RECORD = "/progress/", "/course/wsyh/certificate/"

SITE = {
    "site_config.yml": """\
version: 1
title: {zh-Hans: 坡道, en: Ramp}
language: zh-Hans
languages: [zh-Hans, en]
contact: {phone: "12385"}
renditions: [plain]
""",
    "courses/wsyh/course.yml": """\
title: 网上银行
summary: 放心用手机银行。
published: 2026-11-20
lessons: [duanxin, zhuanzhang]
certificate: 学完两课，每课自测60分以上。
""",
    "courses/wsyh/duanxin.md": """\
---
title: 认出假短信
slug: duanxin
summary: 三个特点，一个办法。
published: 2026-11-20
minutes: 10
pass: 60
objectives:
  o1: 说出假短信的三个特点
---

王阿姨收到一条短信：“您的账户有异常，请马上点击链接。”她停了一停。

## 自测

### 收到这条短信，你先做什么？ {#q-first}

- [ ] 点开链接，看看账户怎么了
    > 链接可能是假的。一点进去，对方就可能拿到你的密码。
- [x] 不点链接，拨打银行卡背面的客服电话
    > 先核实，再操作，最安全。
- [ ] 按短信里写的电话打回去，问问这到底是怎么一回事
    > 短信里的电话也可能是假的。

提示：想一想，哪个电话号码一定是银行的？

提示：翻到银行卡的背面看一看。

目标：o1

### 哪些话说明短信可能是假的？（多选） {#q-signs}

- [x] “请在 24 小时内办理，否则停用”
- [x] “点击链接重新登录”
- [x] “请把验证码告诉客服”
- [ ] “您本月的电费是 86 元”
    > 这是普通的账单。

解析：催你快办、让你点链接、问你要验证码，有一样就要停一停。

目标：o1

### 验证码可以告诉银行的工作人员。（判断） {#q-code}

答案：错

解析：谁都不能告诉。

### 银行的客服电话印在银行卡的 ____。 {#q-back}

答案：背面；反面；卡背

### 验证码一般有几位数字？ {#q-digits}

答案：6 ± 0

解析：常见的验证码是 6 位数字。

### 收到可疑短信后，按顺序怎么做？（排序） {#q-steps}

1. 停一停，不点链接
2. 拨打银行卡背面的客服电话
3. 把短信内容告诉客服
4. 按客服的话处理，再删掉短信

### 把做法和原因连起来（配对） {#q-pairs}

| 做法 | 原因 |
| --- | --- |
| 不点短信里的链接 | 网址可能是假的 |
| 不把验证码告诉别人 | 有验证码就能转走钱 |
| 用卡背面的电话 | 这个号码一定是银行的 |

### 如果邻居也收到这条短信，你怎么提醒他？ {#q-remind}

参考答案：我会告诉他先不要点链接，拨打银行卡背面的电话问清楚。

评分要点：

- [ ] 说到不点链接
- [ ] 说到打银行卡背面的电话

### 情景：对方又打来电话，说能帮你“解冻账户” {#q-call}

- [ ] 照他说的，报出验证码 → [后果：钱被转走了](#lost)
- [x] 挂断电话，自己拨打银行客服 → [后果：账户安全](#safe)

#### 后果：钱被转走了 {#lost}

对方拿到验证码，马上转走了钱。先打银行客服冻结账户，再打 110 报警。[再试一次](#q-call)

#### 后果：账户安全 {#safe}

客服说账户没有异常。你保护好了自己的钱。

## 词语解释

验证码
:   银行发到你手机上的一串数字。
""",
    "courses/wsyh/zhuanzhang.md": """\
---
title: 转账之前
slug: zhuanzhang
published: 2026-11-21
minutes: 5
---

转账之前，看两遍名字。

"""
    + "\n\n".join(f"第 {number} 遍：慢慢看，一个字一个字地看，看完再往下做。" for number in range(1, 25))
    + """

## 自测

### 转账之前先看什么？ {#q-look}

- [x] 收款人的名字
- [ ] 天气
""",
    "courses/wsyh/duanxin.en.md": """\
---
title: Spot a false message
slug: duanxin
published: 2026-11-20
minutes: 10
pass: 50
---

Mrs Wang stops for a moment.

## Quiz

### What do you do first? {#q-first}

- [ ] Open the link
    > The link may be false.
- [x] Call the number on the back of the card

### Which of these are warning signs? (multiple) {#q-signs}

- [x] “Within 24 hours”
- [x] “Open this link”
- [ ] “Your bill is 86 yuan”

### How many digits does a code have? {#q-digits}

Answer: 6 ± 0
""",
}


def build(root: Path, texts: dict[str, str] | None = None) -> Path:
    """Write the site, or what is changed of it, and publish it. Returns the link to the published folder."""
    for path, text in (SITE if texts is None else texts).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "curbcut", "--site", str(root), "build", "--now", NOW],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "build" / "site"


def visit(page: Any, address: str) -> None:
    """Open a lesson and come to its questions, as a reader does."""
    page.goto(address)
    ready(page)


def ready(page: Any) -> None:
    """Wait until a page has all that its scripts bring: preferences, what saves it on the device, and questions come near."""
    page.wait_for_load_state()  # a click that leads here has only begun it
    until(page, "!document.querySelector('#cc-panel, #cc-way')")  # these make room for what they bring
    if page.locator("#cc-saving, #cc-device").count():
        until(page, "!!document.querySelector(':is(#cc-saving, #cc-device) > [role=status]')")
    if not page.locator("section.question").count():
        return
    # Not scrollIntoView: the next Tab would begin there.
    page.evaluate("scrollTo(0, scrollY + document.querySelector('section.question').getBoundingClientRect().top)")
    until(page, "document.querySelectorAll('section.question form').length && !!curbcut.quiz.state")


def reach(page: Any, selector: str) -> None:
    """Go on with the Tab key until the focus is on something."""
    for _ in range(150):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {selector}")


def type_in(page: Any, keys: str) -> None:
    """Press keys given by their names, with a space between; what stands in quotes is written."""
    for key in keys.split():
        if key.startswith("“"):
            page.keyboard.insert_text(key.strip("“”").replace("_", " "))
        else:
            page.keyboard.press(key)


def said(page: Any, question: str) -> str:
    """Return what stands in the status of a question, on one line."""
    return " ".join(page.locator(f"#{question} [role=status]").inner_text().split())


def press(page: Any, question: str, keys: str) -> str:
    """Answer a question from its first control on, with the keyboard alone. Returns what is said of it."""
    page.evaluate("id => document.getElementById(id).querySelector('h3').focus()", question)
    page.keyboard.press("Tab")
    type_in(page, keys)
    return said(page, question)
