"""The Nu HTML checker has nothing to say about any page, stylesheet or picture."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.a11y

UNKNOWN_TO_THE_CHECKER: dict[str, str] = {}
"""Pattern of a message about CSS → why it is right all the same. Only features newer than the checker."""


def test_every_page_stylesheet_and_picture_is_valid(
    site: Path, origin: str, java: str, package: Callable[[str], Path]
) -> None:
    jar = package("vnu-jar/build/dist/vnu.jar")
    files = [path.relative_to(site) for path in sorted(site.rglob("*")) if path.suffix in (".html", ".css", ".svg")]
    # Asked from the server, so that 'self' in the page's policy means what it means to a reader.
    command = [java, "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg"]
    done = subprocess.run(
        [*command, *(f"{origin}/{path.as_posix()}" for path in files)], capture_output=True, text=True, check=False
    )
    assert done.stdout, done.stderr
    messages = json.loads(done.stdout)["messages"]
    said = [one for one in messages if one["type"] != "info" or one.get("subType") == "warning"]
    told = {f"{one['url'].removeprefix(origin)}:{one.get('lastLine')}: {one['message']} {one.get('extract', '')!r}" for one in said}
    excused = [line for line in told for pattern in UNKNOWN_TO_THE_CHECKER if re.search(pattern, line)]
    assert not told - set(excused), "\n".join(sorted(told - set(excused)))
    for pattern in UNKNOWN_TO_THE_CHECKER:
        assert any(re.search(pattern, line) for line in excused), f"no longer needed: {pattern}"
