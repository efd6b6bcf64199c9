"""What a page says of its recording: how long it is, and what its player needs."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from theme.samples import made, sample_site

from curbcut import theme
from curbcut.adapters import for_pelican
from curbcut.core.model import Answer, Blob
from curbcut.core.words import label
from curbcut.portal.documents import duration_text
from curbcut.portal.planning import plan
from curbcut.portal.shelf import Shelf

ROOM = SimpleNamespace(NAME={"zh": "录音", "en": "Recording"}, MEDIA="audio/mpeg", FILE="audio.mp3", SPEAKS=True)


@pytest.mark.parametrize(("ms", "zh", "en"), [
    (372_000, "6 分 12 秒", "6 min 12 s"), (60_000, "1 分", "1 min"), (9_499, "9 秒", "9 s"), (59_600, "1 分", "1 min"),
    (3_600_000, "1 小时", "1 h"), (3_725_000, "1 小时 2 分 5 秒", "1 h 2 min 5 s"), (200, "1 秒", "1 s"),
])  # fmt: skip
def test_a_length_is_said_as_people_say_it(ms: int, zh: str, en: str) -> None:
    assert (duration_text(ms, "zh-Hans"), duration_text(ms, "en")) == (zh, en)


def recorded(url: str) -> tuple[Any, str]:
    """Return the model of a page with a recording, and the page."""
    around, shelf, known, bodies = sample_site()
    sound = Answer(files={"audio.mp3": Blob(digest="0", size=1_200_000)}, facts={"ms": 372_000, "lang": "zh-Hans"})
    shelf = Shelf(list(shelf.heads), {path: {**rooms, "audio": sound} for path, rooms in shelf.made.items()})
    known = msgspec.structs.replace(known, rooms={**known.rooms, "audio": ROOM})
    page = next(one for one in plan(around, shelf, known) if one.url == url)
    model = made(page)
    [laid] = for_pelican.lay_out([(model, bodies[page.head.path] if page.head else "")])
    return model.printed(), laid.files["index.html"].decode()


@pytest.mark.parametrize(("url", "detail", "button"), [
    ("notice/plan/", "MP3，6 分 12 秒，1.2 MB", "听这一页（6 分 12 秒）"),
    ("en/notice/plan/", "MP3, 6 min 12 s, 1.2 MB", "Listen to this page (6 min 12 s)"),
])  # fmt: skip
def test_a_page_offers_its_recording_to_hear_and_to_take_along(url: str, detail: str, button: str) -> None:
    cc, html = recorded(url)
    assert cc["formats"][-1]["detail"] == detail
    assert cc["audio"]["name"] == button
    assert f'<audio src="audio.mp3" controls preload="none" aria-label="{button}">' in html
    assert f'data-player="{cc["root"]}assets/player.' in html
    assert html.index("<audio") < html.index("<h1")


def test_a_page_without_a_recording_has_no_player() -> None:
    around, shelf, known, _ = sample_site()
    for page in plan(around, shelf, known):
        assert made(page).printed()["audio"] is None


@pytest.mark.parametrize(("lang", "words"), [
    ("zh-Hans", ("听这一页", "“更多”里改“快慢”", "念错的，请告诉我们")),
    ("en", ("Listen to this page", "change “Speed” under “More”", "please tell us when you hear one")),
])  # fmt: skip
def test_readers_are_told_how_to_use_a_recording_and_what_is_wrong_with_it(lang: str, words: tuple[str, ...]) -> None:
    around, shelf, known, _ = sample_site()
    known = msgspec.structs.replace(known, rooms={**known.rooms, "audio": ROOM})
    texts = {page.url: str(made(page).printed()) for page in plan(around, shelf, known)}
    formats = next(text for url, text in texts.items() if url == ("" if lang == "zh-Hans" else "en/") + "formats/")
    assert all(word in formats for word in words)
    statement = next(
        text for url, text in texts.items() if url == ("" if lang == "zh-Hans" else "en/") + "accessibility/"
    )
    assert label("accessibility_limits_audio", lang) in statement


def test_a_site_without_recordings_does_not_speak_of_their_limits() -> None:
    around, shelf, known, _ = sample_site()
    texts = [str(made(page).printed()) for page in plan(around, shelf, known)]
    assert not [text for text in texts if label("accessibility_limits_audio", "zh-Hans") in text]


def test_the_names_of_what_readers_press_are_those_of_the_player() -> None:
    player = (Path(theme.__file__).parent / "assets" / "player.js").read_text("utf-8")
    assert 'say("更多", "More")' in player
    assert 'say("快慢", "Speed")' in player
