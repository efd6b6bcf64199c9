"""Taking a course that a platform has launched with cmi5: opening it, answering all of it, waiting for what the platform is told."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from a11y.listening import until
from a11y.lrs import Store
from a11y.taking import KINDS, LESSON, OTHER, give, lesson, settled

VALID = """
const said = require(process.argv[1]).default, all = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(all.flatMap(one => said(one).map(String))));
"""
"""Prints what xapi-validation finds wrong with statements."""


def invalid(statements: list[dict[str, Any]], node: str, validator: Path) -> list[str]:
    """Return what xapi-validation finds wrong."""
    command = [node, "-e", VALID, str(validator)]
    done = subprocess.run(command, input=json.dumps(statements), capture_output=True, text=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


def enter(store: Store, tab: Callable[..., Any], **changes: str) -> Any:
    """Open the course as a new device does."""
    return entered(tab(bypass_csp=False), store.launched(**changes))


def entered(page: Any, address: str) -> Any:
    page.goto(address)
    until(page, "document.querySelector('iframe') !== null")
    page.frames[-1].locator("h1").wait_for()
    until(page.frames[-1], "document.readyState === 'complete'")
    return page


def first(page: Any) -> Any:
    page.frames[-1].locator("h3 a", has_text=LESSON).click()
    return settled(page, LESSON)


def read_to_the_end(page: Any) -> None:
    page.frames[-1].locator("h3 a", has_text="打开之前").click()
    page.frames[-1].locator("h1", has_text="打开之前").wait_for()
    page.frames[-1].locator("article .text > :last-child").scroll_into_view_if_needed()


def when(said: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something is so on the side of the platform."""
    end = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < end, "the platform was not told"
        time.sleep(0.05)


def status(page: Any) -> str:
    return str(page.locator(".leaving [role=status]").inner_text())


def take_all(page: Any, store: Store, answers: dict[str, Any]) -> None:
    read_to_the_end(page)
    when(lambda: store.kept["data"]["dakai"]["seen"])
    give(lesson(page, LESSON), answers, *KINDS)
    give(lesson(page, OTHER), answers, "q-look")
    when(lambda: "completed" in store.said())
