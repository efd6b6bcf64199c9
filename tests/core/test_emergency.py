"""The emergency file: when it holds, when that changes, and what can be wrong with it."""

from __future__ import annotations

from datetime import datetime

import msgspec
import pytest

from curbcut.core.config import SiteConfig
from curbcut.core.emergency import Outlook, read_emergency
from curbcut.core.sources import EMERGENCY, Source, Sources

CONFIG = SiteConfig(title={"zh-Hans": "站"})


def outlook(yml: str, now: str = "2026-11-23T09:00:00+08:00", timezone: str = "Asia/Shanghai") -> Outlook:
    sources = Sources(settings=(Source(path=EMERGENCY, data=yml.encode()),))
    config = msgspec.structs.replace(CONFIG, timezone=timezone)
    return read_emergency(
        sources, config, datetime.fromisoformat(now), ["content/notices/a.md"], {"content/notices/broken.md"}
    )


def test_without_the_file_there_is_nothing() -> None:
    assert read_emergency(Sources(), CONFIG, datetime.fromisoformat("2026-01-01T00:00:00Z"), [], set()) == Outlook()


def test_one_text_is_in_the_site_s_language_and_is_an_alert() -> None:
    emergency = outlook("text: 台风橙色预警，今天停止办公。\n").emergency
    assert emergency is not None
    assert (emergency.text, emergency.level, emergency.link) == (
        {"zh-Hans": "台风橙色预警，今天停止办公。"},
        "alert",
        "",
    )


@pytest.mark.parametrize(
    ("now", "holds", "transitions"),
    [
        ("2026-11-23T07:59:59+08:00", False, ("2026-11-23T08:00:00+08:00", "2026-11-23T20:00:00+08:00")),
        ("2026-11-23T08:00:00+08:00", True, ("2026-11-23T20:00:00+08:00",)),
        ("2026-11-23T11:59:59Z", True, ("2026-11-23T20:00:00+08:00",)),
        ("2026-11-23T12:00:00Z", False, ()),
    ],
)
def test_it_holds_from_its_beginning_until_its_end(now: str, holds: bool, transitions: tuple[str, ...]) -> None:
    seen = outlook("text: 停电\nfrom: 2026-11-23 08:00\nuntil: 2026-11-23 20:00\n", now)
    assert (seen.emergency is not None, seen.transitions, seen.findings) == (holds, transitions, ())


def test_its_times_are_on_the_site_s_own_clock() -> None:
    assert outlook("text: 停电\nuntil: 2026-11-24 08:00\n", timezone="Asia/Urumqi").transitions == (
        "2026-11-24T08:00:00+06:00",
    )


@pytest.mark.parametrize(
    "link",
    ["notices/a.md", "content/notices/a.md", "./notices/a.md", "notices/broken.md", "https://example.org/warning"],
)
def test_a_link_may_be_a_content_file_or_another_site(link: str) -> None:
    assert outlook(f"text: 停电\nlink: {link}\n").findings == ()


@pytest.mark.parametrize(
    ("yml", "place"),
    [
        ("level: alert\n", (1, 1, "front-matter-missing-key")),
        ("text:\n", (1, 1, "front-matter-empty-key")),
        ("txt: 停电\n", (1, 1, "front-matter-unknown-key")),
        ("text: 停电\nlevel: 红色\n", (2, 8, "front-matter-choice")),
        ("text: 停电\nlevel: municipal\n", (2, 8, "front-matter-choice")),
        ("text: 停电\nuntil: 明天\n", (2, 8, "front-matter-date-shape")),
        ("text: 停电\nfrom: 2026-11-24\nuntil: 2026-11-23\n", (3, 8, "front-matter-order")),
        ("text: 停电\nlink: notices/none.md\n", (2, 7, "emergency-link")),
        ("text: 停电\nlink: http://example.org/\n", (2, 7, "front-matter-permalink-shape")),
        ("text: 停电\nlink: ../../secret\n", (2, 7, "front-matter-file-outside")),
        ("text： 停电\n", (1, 5, "front-matter-full-width-colon")),
        ("停电\n", (1, 1, "front-matter-not-mapping")),
    ],
)
def test_a_mistake_is_named_with_its_place_and_stops(yml: str, place: tuple[int, int, str]) -> None:
    found = outlook(yml).findings
    assert place in [(f.line, f.column, f.rule) for f in found]
    assert all(f.level == "stop" and f.path == EMERGENCY for f in found)


def test_a_link_of_what_is_past_may_be_gone() -> None:
    assert outlook("text: 停电\nlink: notices/none.md\nuntil: 2026-11-22\n").findings == ()
