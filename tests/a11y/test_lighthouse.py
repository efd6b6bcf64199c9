"""Lighthouse, on a throttled phone, gives every mark there is."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from a11y.conftest import QUIET
from a11y.driving import none_wrong
from a11y.published import Address
from a11y.states import LIGHTHOUSE, Case

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("lighthouse")]  # two at once would slow each other down

LEAST = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 98}
ATTEMPTS = 3
"""A loaded machine only takes marks for speed away, or spoils a trace: the best of some runs is the nearest to the page."""
LIMIT_S = 180


@pytest.fixture
def examine(node: str, chromium: str, package: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Any]:
    """Return a function that gives Lighthouse's report on an address: the first good one, or the best of some."""
    report = tmp_path / "report.json"
    command = [
        node, str(package("lighthouse/cli/index.js")), "--quiet", "--output=json", f"--output-path={report}",
        f"--only-categories={','.join(LEAST)}", f"--chrome-flags=--headless=new {' '.join(QUIET)}",
        "--no-enable-error-reporting",
    ]  # fmt: skip

    def examined(url: str) -> Any:
        best: Any = None
        said = ""
        for _ in range(ATTEMPTS):
            done = subprocess.run(
                [*command, url], env={**os.environ, "CHROME_PATH": chromium},
                capture_output=True, text=True, check=False, timeout=LIMIT_S,
            )  # fmt: skip
            if done.returncode:
                said = done.stderr
                continue
            found = json.loads(report.read_text("utf-8"))
            best = max(best or found, found, key=lambda one: marks(one)["performance"])
            if marks(best)["performance"] >= LEAST["performance"]:
                break
        assert best, said
        return best

    return examined


def marks(found: Any) -> dict[str, int]:
    return {name: round(100 * (category["score"] or 0)) for name, category in found["categories"].items()}


def reasons(found: Any) -> list[str]:
    """Return what cost marks."""
    lines = []
    for category in found["categories"].values():
        for part in category["auditRefs"]:
            audit = found["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                items = json.dumps((audit.get("details") or {}).get("items", [])[:3], ensure_ascii=False)
                lines.append(f"{category['id']} {part['id']} {audit['score']}: {audit['title']} {items[:400]}")
    return lines


@pytest.mark.parametrize("case", LIGHTHOUSE, ids=str)
def test_lighthouse_gives_full_marks(
    case: Case, address: Address, examine: Callable[[str], Any], record_property: Callable[[str, object], None]
) -> None:
    found = examine(address(case))
    got = marks(found)
    record_property("table", f"lighthouse {case}: {got}")
    wrong = [f"{name}: {got[name]} < {least}" for name, least in LEAST.items() if got[name] < least]
    none_wrong(address(case), [*wrong, *reasons(found)] if wrong else [])
