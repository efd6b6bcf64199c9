"""A small site that is kept on a device, and a host that can be stopped, publish a new release, and lose files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from a11y.listening import until
from a11y.server import serving

NOW = "2026-01-15T09:00:00+08:00"
"""Of the build: before the notice's last day, which is over wherever this test runs."""
UNTIL = "2026年1月31日"

SITE = {
    "site_config.yml": """\
version: 1
title: {zh-Hans: 坡道, en: Ramp}
language: zh-Hans
languages: [zh-Hans, en]
contact: {phone: "12385", sms: "12386"}
renditions: [plain, audio]
bundles: {search: , browser_search: , offline: }
""",
    "content/notices/ramp.md": """\
---
title: 关于修建坡道的通知
slug: ramp
summary: 门口有台阶的，可以申请修坡道。
issued: 2026-01-02
published: 2026-01-05
valid_until: 2026-01-31
---

门口有台阶的残疾人家庭，可以申请修坡道。
""",
    "content/notices/ramp.en.md": """\
---
title: Notice on building ramps
slug: ramp
summary: Homes with steps at the door can ask for a ramp.
issued: 2026-01-02
published: 2026-01-05
translation_of: ramp
---

Call 12385 for help.
""",
    "content/guides/card.md": """\
---
title: 怎样办残疾人证
slug: card
published: 2026-01-05
materials: [身份证, 两张照片]
steps: [到社区提出申请, 到医院评定]
offline_channel: 到社区窗口办理
---

不收费。
""",
    "courses/bank/course.yml": "title: 网上银行\nsummary: 一节短课。\npublished: 2026-01-05\nlessons: [01-first]\nlicence: CC BY 4.0\n",
    "courses/bank/01-first.md": "---\ntitle: 密码只给自己\nminutes: 5\n---\n\n密码不告诉任何人。\n",
}


def build(root: Path, **changed: str) -> Path:
    """Write the site and publish it; returns the published folder. changed: text → what stands there instead in site_config.yml"""
    for path, text in SITE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    config = root / "site_config.yml"
    for old, new in changed.items():
        config.write_text(config.read_text("utf-8").replace(old, new), "utf-8")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "curbcut", "--site", str(root), "build", "--now", NOW],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return (root / "build" / "site").resolve()


class Host:
    """Serves a release at one address, again and again. answers: address → status it has instead of 200"""

    def __init__(self, folder: Path, release: Path) -> None:
        self.live = folder / "live"
        self.port = 0
        self.answers: dict[str, int] = {}
        self.running = ExitStack()
        self.publish(release)
        self.start()

    def publish(self, release: Path) -> None:
        """Let another release be the live one."""
        self.live.unlink(missing_ok=True)
        self.live.symlink_to(release)

    def start(self) -> None:
        """Answer, at the same address as before."""
        self.origin = self.running.enter_context(serving(self.live, {}, port=self.port, answers=self.answers))
        self.port = int(self.origin.rpartition(":")[2])

    def stop(self) -> None:
        """Answer nobody any more."""
        self.running.close()


def without(release: Path, pattern: str, folder: Path) -> Path:
    """Return a copy of a release that has lost the files of a pattern."""
    copy = Path(shutil.copytree(release, folder / "lost"))
    found = list(copy.rglob(pattern))
    assert found, pattern
    for file in found:
        file.unlink()
    return copy


def kept(page: Any) -> None:
    """Wait until the worker is there, and has the page that was there before it."""
    until(page, "navigator.serviceWorker.getRegistration().then(one => Boolean(one && one.active))")
    until(page, "address => caches.match(address).then(Boolean)", page.url.split("?")[0])


def visited(page: Any, address: str) -> None:
    """Open a page under the worker, and wait until the device has it."""
    page.goto(address)
    kept(page)


def names(page: Any) -> list[str]:
    """Return the names of what the device keeps."""
    return sorted(page.evaluate("caches.keys()"))


def saved(page: Any, *, sounds: bool = False) -> None:
    """Save the part of the site that a page stands for, as a reader does."""
    page.wait_for_selector("#cc-saving button")
    if sounds:
        page.check("#cc-saving input")
    page.click("#cc-saving button:has-text('保存')")
    page.wait_for_selector("#cc-saving [role=status]:has-text('存好了，')")
