"""The Nu HTML checker has nothing to say about any page, stylesheet or picture."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from a11y.driving import none_wrong

pytestmark = pytest.mark.a11y

UNKNOWN_TO_THE_CHECKER: dict[str, str] = {
    "CSS: Unrecognized at-rule “@container”": "CSS Containment 3; columns must know the reader's text size",
    "CSS: “container-type”: Property": "the same",
    r"CSS: Parse Error\. 'ght\(cc-syllable\)": "CSS Custom Highlight API 1: a syllable that is heard has no element of its own",
    "Inline script violates Content Security Policy": "a data block (JSON-LD) is never run, so no policy applies to it:"
    " HTML Living Standard 4.12.1.1, prepare the script element, step 12 returns before the check of CSP",
}
"""Pattern of a message → why the page is right all the same: what is newer than the checker, or its own mistake."""


def test_every_page_stylesheet_and_picture_is_valid(
    site: Path, origin: str, java: str, package: Callable[[str], Path]
) -> None:
    jar = package("vnu-jar/build/dist/vnu.jar")
    found = [path for path in sorted(site.rglob("*")) if path.suffix in (".html", ".css", ".svg")]
    # Asked from the server, so that 'self' in the page's policy means what it means to a reader. A picture that comes
    # from a server is taken for HTML, so pictures are files; after one, the checker takes everything for a picture.
    found.sort(key=lambda path: path.suffix == ".svg")
    asked = [str(path) if path.suffix == ".svg" else f"{origin}/{path.relative_to(site).as_posix()}" for path in found]
    command = [
        java, "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", str(jar), "--format", "json", "--stdout",
        "--exit-zero-always", "--also-check-css", "--also-check-svg", *asked,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    messages = json.loads(done.stdout)["messages"]
    told = {
        f"{one['url'].removeprefix(origin)}:{one.get('lastLine')}: {one['message']} {one.get('extract', '')!r}"
        for one in messages
        if one["type"] != "info" or one.get("subType") == "warning"
    }
    excused = {line for line in told for pattern in UNKNOWN_TO_THE_CHECKER if re.search(pattern, line)}
    needless = [f"no longer needed: {p}" for p in UNKNOWN_TO_THE_CHECKER if not any(re.search(p, one) for one in told)]
    none_wrong(f"{len(asked)} files", [*sorted(told - excused), *needless])
