"""The Chromium in which the design and the scripts are tried, one for each file of tests: elsewhere others begin theirs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from doubles.tools import missing


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium that asks nobody for anything."""
    playwright = pytest.importorskip("playwright.sync_api")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        missing("Chromium is not installed")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=program, args=arguments)
        yield opened
        opened.close()
