"""What a screen reader says of a page is kept as a file: a change of it is read by a person, then written anew.

./curbcut test -s a11y -- tests/a11y/test_transcripts.py --rewrite
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from a11y.answering import ready
from a11y.conftest import HERE, NOW
from a11y.driving import ask, none_wrong
from a11y.published import Address
from a11y.roles import in_chinese
from a11y.server import TOOLS
from a11y.states import TRANSCRIPTS, Case

pytestmark = pytest.mark.a11y

FOLDER = HERE / "transcripts"
SAVED_SIZE = re.compile(r"[\d.]+ [KM]B(?=）)|[\d.]+ [KM]B(?=\)| more\))")
"""How much a part of the site is that can be saved: it changes with every page of the part."""
READER = "@guidepup/virtual-screen-reader/lib/esm/index.browser.js"


@pytest.mark.parametrize("case", TRANSCRIPTS, ids=str)
def test_a_screen_reader_says_what_was_agreed(
    case: Case, request: pytest.FixtureRequest, address: Address, tab: Callable[..., Any],
    package: Callable[[str], Path],
) -> None:  # fmt: skip
    package(READER)
    page = tab()
    page.clock.set_fixed_time(NOW)
    page.goto(address(case))
    ready(page)  # what a script brings later would come before or behind the reader, as it happens
    phrases = ask(page, "transcript", f"{TOOLS}screen-reader.js")
    # The first line says which page it is: another page of a template may become the one with most kinds of elements.
    said = f"{urlsplit(page.url).path}\n" + "\n".join(phrases if case.lang == "en" else map(in_chinese, phrases)) + "\n"
    said = SAVED_SIZE.sub("… KB", said)
    golden = FOLDER / f"{case.template}.{case.lang}.txt"
    if request.config.getoption("--rewrite"):
        golden.write_text(said, "utf-8")
    agreed = golden.read_text("utf-8") if golden.exists() else ""
    changed = list(difflib.unified_diff(agreed.splitlines(), said.splitlines(), "agreed", "said", lineterm="", n=2))
    none_wrong(f"{golden.name}: {page.url}", changed)


def test_no_transcript_is_left_of_a_page_that_is_gone(request: pytest.FixtureRequest) -> None:
    wanted = {f"{case.template}.{case.lang}.txt" for case in TRANSCRIPTS}
    left = [path for path in FOLDER.iterdir() if path.name not in wanted]
    if request.config.getoption("--rewrite"):
        for path in left:
            path.unlink()
    else:
        none_wrong("transcripts without a page", [path.name for path in left])


def test_roles_and_states_are_said_in_chinese_and_names_as_they_are() -> None:
    assert in_chinese("heading, Excel, Word 和 PPT, level 2") == "标题，Excel，Word 和 PPT，第 2 级"
    assert in_chinese("end of listitem, level 1, position 1, set size 4") == "列表项结束，第 1 级，第 1 项，共 4 项"
    assert in_chinese("list") == "列表"
    assert in_chinese("checkbox, 材料, not checked, disabled") == "复选框，材料，未选中，不可用"
    assert in_chinese("按 list, of 来排") == "按 list, of 来排"
