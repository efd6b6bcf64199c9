"""A small site whose pages have recordings, and what a test does with the player on them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

NOW = "2026-11-25T09:00:00+08:00"
HIGHLIGHT = "cc-syllable"
NOTICE, ENGLISH, GUIDE = "/notice/ramp/", "/en/notice/ramp/", "/guide/card/"

SITE = {
    "site_config.yml": """\
version: 1
title: {zh-Hans: 坡道, en: Ramp}
language: zh-Hans
languages: [zh-Hans, en]
contact: {phone: "12385"}
renditions: [plain, audio]
""",
    "content/notices/ramp.md": """\
---
title: 关于修建坡道的通知
slug: ramp
summary: 门口有台阶的，可以申请修坡道。
issued: 2026-03-02
published: 2026-03-05
---

## 谁可以申请

{重|chóng}新申请的**残疾人**家庭，请打[热线 12385](tel:12385)。  本人不能来的，可以请\u00a0人代办[^1]。

𠮷林路的**住户**也可以申请。

## 怎样申请

1. 带上身份证，到社区窗口填表。
2. 工作人员上门察看。

| 坡道 | 补贴 |
|---|---|
| 木坡道 | 三百元 |
| 水泥坡道 | 五百元 |

表：补贴标准

### 多久修好

一般三十天修好。

[^1]: 代办的人也要带身份证。
""",
    "content/notices/ramp.en.md": """\
---
title: Notice on building ramps
slug: ramp
summary: Homes with steps at the door can ask for a ramp.
issued: 2026-03-02
published: 2026-03-05
translation_of: ramp
---

## Who can apply

Families with a **disability card** can apply. Call 12385 for help.

## How to apply

Bring your card to the counter.

### How long it takes

Thirty days at most.
""",
    "content/guides/card.md": """\
---
title: 怎样办残疾人证
slug: card
published: 2026-03-05
materials: [身份证, 两张照片]
steps: [到社区提出申请, 到医院评定]
offline_channel: 到社区窗口办理
---

不收费。
""",
}


def build(root: Path) -> Path:
    """Write the site, and publish it with its recordings. Returns the published folder."""
    for path, text in SITE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "curbcut", "--site", str(root), "build", "--now", NOW],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return (root / "build" / "site").resolve()


class Told(NamedTuple):
    """One cue as the player has it."""

    id: str
    start_ms: int
    end_ms: int
    level: int
    syllables: list[int]


def cues(site: Path, address: str) -> list[Told]:
    """Return the cues beside a page."""
    return [Told(*one) for one in _told(site, address)["cues"]]


def length_ms(site: Path, address: str) -> int:
    """Return the length of a page's recording."""
    return int(_told(site, address)["ms"])


def _told(site: Path, address: str) -> dict[str, Any]:
    script = (site / address.lstrip("/") / "cues.js").read_text("utf-8")
    told = re.fullmatch(r"curbcut\.cues\((.*)\);\n", script)
    assert told, script[:80]
    found: dict[str, Any] = json.loads(told[1])
    return found


def called(told: list[Told], id_: str) -> Told:
    """Return the cue of an id."""
    return next(cue for cue in told if cue.id == id_)


def until(page: Any, said: str, argument: object = None, seconds: float = 30) -> Any:
    """Wait for something in the page, and return it. Playwright's own waiting evaluates texts, which the policy of the page forbids."""
    end = time.monotonic() + seconds
    while not (found := page.evaluate(said, argument)):
        assert time.monotonic() < end, f"not in {seconds} s: {said} {argument or ''}"
        page.wait_for_timeout(15)
    return found


def caught(page: Any, held: list[Any], seconds: float = 30) -> None:
    """Wait until the page has asked for something that a test holds back; held: the routes that it caught."""
    end = time.monotonic() + seconds
    while not held:
        assert time.monotonic() < end, f"nothing was asked for in {seconds} s"
        page.wait_for_timeout(15)


def listen(page: Any) -> None:
    """Press the button of a page, as a reader does, and wait until it is heard, and the page is as long as it stays."""
    page.locator(".player > button").click()
    heard(page)
    until(page, "[...document.styleSheets].some(one => /player/.test(one.href))")


def heard(page: Any) -> None:
    until(page, "() => { const a = document.querySelector('audio'); return !a.paused && a.currentTime > 0 }")


def slowed(page: Any) -> None:
    """Let sentences last ten times as long, so that none passes between two steps of a test, however slow these are."""
    page.evaluate("curbcut.set('pace', '0.1')")


def at(page: Any, cue: Told) -> float:
    """Wait until a sentence is marked; it is what is heard. Returns the ms of the recording at that moment."""
    here = "document.querySelector('.heard')?.id === id && [document.querySelector('audio').currentTime * 1000]"
    [ms] = until(page, f"id => {here}", cue.id)
    assert cue.start_ms - 1 <= ms < cue.end_ms + 600
    return float(ms)


def now_ms(page: Any) -> float:
    return float(page.evaluate("document.querySelector('audio').currentTime * 1000"))


def paused(page: Any) -> bool:
    return bool(page.evaluate("document.querySelector('audio').paused"))


def pause(page: Any) -> None:
    page.evaluate("document.querySelector('audio').pause()")
    until(page, "document.querySelector('.player > button').textContent.match(/播放|Play/)")


def marked(page: Any) -> str:
    """Return the id of what is marked as heard."""
    return str(page.evaluate("document.querySelector('.heard')?.id ?? ''"))


def syllable(page: Any) -> str:
    """Return the characters that are lit."""
    return str(page.evaluate("[...CSS.highlights.get('cc-syllable') ?? []].map(String).join('')"))


def set_time(page: Any, ms: float) -> None:
    """Bring the recording to a time while it is paused, as a media key does."""
    page.evaluate("ms => { document.querySelector('audio').currentTime = ms / 1000 }", ms)
    until(page, "!document.querySelector('audio').seeking")
    page.evaluate("document.querySelector('audio').dispatchEvent(new Event('timeupdate'))")
