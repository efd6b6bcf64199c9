"""What a device may keep: the worker's list, the manifest, what belongs to each part. Pages and files as a release lists them."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any

from bundles.heads import CONFIG, course, gathered, notice, site
from PIL import Image

from curbcut import theme


def published(*paths: str) -> list[dict[str, Any]]:
    """Return files of a release; what each is stands before its path (`page notice/index.html`)."""
    told = []
    for number, path in enumerate(sorted(paths, key=lambda path: path.split()[1])):
        rendition, name = path.split()
        told.append({"path": name, "size": 100 + number, "digest": f"{number:064x}", "rendition": rendition})
    return told


RELEASE = (
    "theme assets/site.0a1b2c3d.css", "theme assets/icon.f14d83f9.svg", "theme assets/panel.9fa5f2d1.js", "page offline/index.html",
    "page en/offline/index.html", "page notice/index.html", "page notice/bus/index.html", "audio notice/bus/audio.mp3",
    "plain notice/bus/plain.txt", "asset files/notices/bus/map.png", "page search/index.html", "page en/search/index.html",
    "browser_search search/manifest.js", "browser_search assets/search/0a1b2.js", "page course/bank/index.html",
    "page course/bank/01-first/index.html", "page index.html",
)  # fmt: skip


def files(*paths: str, **told: Any) -> dict[str, bytes]:
    listed = published(*(paths or RELEASE))
    for file in listed:
        if file["path"] == "notice/bus/index.html":
            file["shown"] = ["files/notices/bus/map.png"]
    heads = [notice("bus"), *course()]
    return gathered("offline", heads, site(published=listed, **told), short_name={"zh-Hans": "临江"})


def worker(made: dict[str, bytes]) -> dict[str, list[str]]:
    """Return the lists that the worker has."""
    lists = re.findall(r"\b(shell|wanted|offline):(\[[^\]]*\])", made["sw.js"].decode())
    return {name: json.loads(text) for name, text in lists}


def test_the_worker_must_have_the_theme_and_the_page_for_what_is_not_there() -> None:
    told = worker(files())
    assert told["shell"] == [
        "assets/icon.f14d83f9.svg", "assets/panel.9fa5f2d1.js", "assets/site.0a1b2c3d.css", "en/offline/", "offline/",
    ]  # fmt: skip
    assert told["wanted"] == ["search/", "en/search/", "search/manifest.js"]
    assert told["offline"] == ["offline/", "en/offline/"]


def test_another_file_of_the_shell_is_another_worker_and_another_text_is_not() -> None:
    first = files()["sw.js"]
    assert files()["sw.js"] == first
    assert files(*(path for path in RELEASE if "panel" not in path))["sw.js"] != first
    listed = published(*RELEASE)
    for changed, same in (("notice/bus/index.html", True), ("offline/index.html", False)):
        told = [{**file, "digest": "f" * 64} if file["path"] == changed else file for file in listed]
        one = gathered("offline", [], site(published=listed))["sw.js"]
        assert (gathered("offline", [], site(published=told))["sw.js"] == one) == same, changed


def test_the_manifest_is_found_and_leads_home_wherever_the_site_stands() -> None:
    told = json.loads(files()["site.webmanifest"])
    assert (told["name"], told["short_name"], told["lang"], told["display"]) == (
        "临江市残联",
        "临江",
        "zh-Hans",
        "standalone",
    )
    assert (told["start_url"], told["scope"]) == ("./", "./")
    drawn, picture = theme.published(), {"type": "image/png"}
    icons = json.loads(
        files(*(f"theme {drawn[name]}" for name in drawn if name.startswith("icon")), "page offline/index.html")[
            "site.webmanifest"
        ]
    )["icons"]
    assert icons == [
        {"src": drawn["icon.svg"], "sizes": "any", "type": "image/svg+xml"},
        {"src": drawn["icon-192.png"], "sizes": "192x192", **picture},
        {"src": drawn["icon-512.png"], "sizes": "512x512", **picture},
        {"src": drawn["icon-maskable.png"], "sizes": "512x512", **picture, "purpose": "maskable"},
    ]
    for icon in icons[1:]:
        image = Image.open(BytesIO(theme.assets()[icon["src"]]))
        assert (f"{image.width}x{image.height}", image.format) == (icon["sizes"], "PNG")
    worker = files(*RELEASE, f"theme {drawn['icon-512.png']}")["sw.js"]
    assert b"assets/panel" in worker and b"icon-512" not in worker
    below = site(CONFIG.replace("linjiang.example/", "city.example/federation/"), published=published(*RELEASE))
    assert b"federation" not in b"".join(gathered("offline", [], below).values())


def test_a_part_has_its_pages_with_their_pictures_and_recordings_apart() -> None:
    told = json.loads(files()["notice/offline.json"])
    assert [path for path, _, _ in told["files"]] == ["files/notices/bus/map.png", "notice/", "notice/bus/"]
    assert [path for path, _, _ in told["sounds"]] == ["notice/bus/audio.mp3"]
    assert [path for path, _, _ in json.loads(files()["course/bank/offline.json"])["files"]] == [
        "course/bank/", "course/bank/01-first/",
    ]  # fmt: skip
    sizes = {file["path"]: file["size"] for file in published(*RELEASE)}
    assert {path: size for path, size, _ in told["sounds"]} == {"notice/bus/audio.mp3": sizes["notice/bus/audio.mp3"]}


def test_the_search_is_a_part_of_its_own() -> None:
    told = json.loads(files()["search/offline.json"])
    assert [path for path, _, _ in told["files"]] == [
        "assets/search/0a1b2.js",
        "en/search/",
        "search/",
        "search/manifest.js",
    ]
    assert "search/offline.json" not in files(*(path for path in RELEASE if "browser_search" not in path))


def test_what_has_expired_belongs_to_no_part() -> None:
    listed = published(*RELEASE)
    for file in listed:
        if file["path"].startswith("notice/bus/"):
            file["source"] = "content/notices/bus.md"
    made = gathered("offline", [notice("bus")], site(published=listed, expired=["content/notices/bus.md"]))
    assert json.loads(made["notice/offline.json"])["files"] == [["notice/", *_size("notice/index.html", listed)]]


def _size(path: str, listed: list[dict[str, Any]]) -> list[Any]:
    return next([file["size"], file["digest"][:12]] for file in listed if file["path"] == path)


def test_without_a_page_for_what_is_not_there_nothing_is_kept() -> None:
    assert files("page index.html", "theme assets/site.0a1b2c3d.css") == {}
