"""The player where a file is missing or another: what can be heard is heard, and the rest is said in words."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from a11y.listening import ENGLISH, NOTICE, caught, heard, listen, paused, until
from a11y.server import serving

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("player")]


@pytest.fixture
def broken(recorded: Path, tmp_path: Path, tab: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a page of a copy of the site in which files are missing or others."""
    copy = tmp_path / "site"
    shutil.copytree(recorded, copy)
    with serving(copy, {}) as address:

        def opened(page_address: str, **changes: bytes | None) -> Any:
            for name, data in changes.items():
                [file] = copy.glob(name if "/" in name else f"{page_address.lstrip('/')}{name.replace('_', '.')}")
                file.unlink()
                if data is not None:
                    file.write_bytes(data)
            page = tab()
            errors: list[str] = []
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(address + page_address)
            page.errors = errors
            return page

        yield opened


@pytest.mark.parametrize("sound", [None, b"no sound " * 400], ids=["missing", "not a sound"])
@pytest.mark.parametrize(("address", "words"), [(NOTICE, "录音放不出来"), (ENGLISH, "The recording cannot be played")])
def test_a_recording_that_cannot_be_played_is_told_with_the_download(
    address: str, words: str, sound: bytes | None, broken: Callable[..., Any]
) -> None:
    page = broken(address, audio_mp3=sound)
    page.locator(".player > button").click()
    said = page.locator(".player [role=status]")
    said.get_by_text(words).wait_for()
    assert said.locator("a[download]").get_attribute("href") == "audio.mp3"
    assert page.errors == []


@pytest.mark.parametrize("script", [None, b"curbcut.cues({"], ids=["missing", "cut off"])
def test_without_cues_it_is_heard_and_the_buttons_that_need_them_are_away(
    script: bytes | None, broken: Callable[..., Any]
) -> None:
    page = broken(NOTICE, cues_js=script)
    listen(page)
    assert "标不出念到哪里" in page.locator(".player [role=status]").inner_text()
    assert page.get_by_role("button", name="下一句").count() == 0


def test_who_pauses_before_the_cues_have_come_is_not_started_again(broken: Callable[..., Any]) -> None:
    page, held = broken(NOTICE), []
    page.route("**/cues.js", lambda route: held.append(route))
    button = page.locator(".player > button")
    button.click()
    page.locator(".player select").wait_for(state="attached")
    button.click()
    heard(page)
    button.click()
    until(page, "document.querySelector('audio').paused")
    until(page, "document.querySelector('.player > button').textContent === '播放'")
    caught(page, held)
    held[0].continue_()
    page.get_by_role("button", name="下一句").wait_for()
    page.wait_for_timeout(300)
    assert paused(page)
    button.click()
    heard(page)


def test_cues_of_another_recording_mark_nothing(recorded: Path, broken: Callable[..., Any]) -> None:
    page = broken(NOTICE, audio_mp3=(recorded / "guide/card/audio.mp3").read_bytes())
    listen(page)
    page.locator(".player [role=status]").get_by_text("标不出念到哪里").wait_for()
    assert page.locator(".heard").count() == 0


def test_without_the_players_script_the_browsers_own_player_stands_there(broken: Callable[..., Any]) -> None:
    page = broken(NOTICE, **{"assets/player.*.js": None})
    page.locator(".player > button").click()
    page.locator("audio").wait_for(state="visible")
    assert page.locator(".player > button").count() == 0
    assert page.errors == []
