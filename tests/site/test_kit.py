"""A kit opens without a server: every link leads to a file, every page says of which day it is, nothing else is touched."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

BUNDLES = "bundles: [sitemap, feeds, search, browser_search, offline]"
LINK = re.compile(r'<(?:a|link|img|script|form|source|audio)\b[^>]*?\s(?:href|src|action)="([^"]*)"')


@pytest.fixture
def online(site):
    """The reference site with search, below a path, and a notice that links to a guide."""
    site.replace("site_config.yml", "bundles: [sitemap]", BUNDLES)
    site.replace("site_config.yml", "https://reference.example.org/", "https://example.org/dpf/")
    site.write("content/notices/plan.md", "---\ntitle: 出行计划\nslug: plan\npublished: 2024-07-07\nsummary: 出行计划。\n---\n\n见[证件](../guides/certificate.md)。\n")  # fmt: skip
    site.published()
    return site


def kit(site, *words: str, code: int = 0):
    run = site.curbcut("kit", *words)
    assert run.code == code, run.err + run.out
    return run


def pages(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))}


def leading_nowhere(folder: Path) -> list[str]:
    """Return the links within pages whose place is not in the page."""
    return [
        f"{name} → #{place}"
        for name, html in pages(folder).items()
        for place in map(unescape, re.findall(r'href="#([^"]+)"', html)) if f'id="{place}"' not in unescape(html)
    ]  # fmt: skip


def dead(folder: Path) -> list[str]:
    """Return the links of a kit's pages that lead to no file."""
    lost = []
    for name, html in pages(folder).items():
        if name == "site/404.html":
            continue  # only ever shown by a server
        for url in map(unescape, LINK.findall(html)):
            parts = urlsplit(url)
            if not parts.scheme and parts.path and not (folder / name).parent.joinpath(unquote(parts.path)).is_file():
                lost.append(f"{name} → {url}")
    return lost


def test_every_link_of_a_kit_leads_to_a_file(online, tmp_path: Path) -> None:
    kit(online, "--out", str(tmp_path / "kit"))
    assert dead(tmp_path / "kit") == []
    assert len(pages(tmp_path / "kit")) > 20
    home = (tmp_path / "kit/site/index.html").read_text("utf-8")
    assert 'href="notice/index.html"' in home and 'action="search/index.html"' in home
    assert not (tmp_path / "kit/site/sitemap.xml").exists()


def test_every_page_says_of_which_day_it_is_and_where_the_current_one_stands(online, tmp_path: Path) -> None:
    kit(online, "--out", str(tmp_path / "kit"))
    for name, html in pages(tmp_path / "kit").items():
        assert "2026年11月23日存下的版本" in html or "Saved on 2026-11-23" in html, name
    page = (tmp_path / "kit/site/notice/plan/index.html").read_text("utf-8")
    assert '<a class="link" href="https://example.org/dpf/notice/plan/">看最新的版本（要上网）</a>' in page


def test_a_kit_is_saved_already_and_has_nothing_that_saves(online, tmp_path: Path) -> None:
    kit(online, "--out", str(tmp_path / "kit"))
    out = tmp_path / "kit/site"
    assert (online.root / "build/site/sw.js").is_file()
    assert not (out / "sw.js").exists() and not list(out.rglob("offline.json"))
    for name, html in pages(tmp_path / "kit").items():
        if name != "site/404.html":  # for the counter, which shows it as it is
            assert "cc-saving" not in html and "webmanifest" not in html, name
    assert leading_nowhere(tmp_path / "kit") == []


def test_the_day_is_that_of_the_build_not_of_the_copy(online, tmp_path: Path) -> None:
    online.published("--now", "2026-12-24T09:00:00+08:00")
    kit(online, "--out", str(tmp_path / "kit"))
    assert json.loads((tmp_path / "kit/kit.json").read_bytes())["day"] == "2026-12-24"


def test_what_is_not_in_the_kit_leads_to_the_web_and_says_so(online, tmp_path: Path) -> None:
    kit(online, "--only", "notice", "--include", "pages", "--out", str(tmp_path / "kit"))
    assert dead(tmp_path / "kit") == []
    page = (tmp_path / "kit/site/notice/plan/index.html").read_text("utf-8")
    assert re.search(
        r'<a href="https://example.org/dpf/guide/certificate/"[^>]*>证件<small>（要上网）</small></a>', page
    )
    assert not (tmp_path / "kit/site/guide").exists()
    assert not list((tmp_path / "kit/site").rglob("plain.txt"))


def test_without_an_address_on_the_web_words_stay_and_the_link_goes(online, tmp_path: Path) -> None:
    online.replace("site_config.yml", "url: https://example.org/dpf/\n", "")
    online.published()
    kit(online, "--only", "notice", "--out", str(tmp_path / "kit"))
    page = (tmp_path / "kit/site/notice/plan/index.html").read_text("utf-8")
    assert "<span>证件<small>（这里没有存）</small></span>" in page
    assert dead(tmp_path / "kit") == []


def test_a_course_goes_alone_with_its_lessons_and_pictures(online, tmp_path: Path) -> None:
    kit(online, "--course", "phone", "--out", str(tmp_path / "kit"))
    held = {path.removeprefix("site/") for path in pages(tmp_path / "kit")}
    assert {"index.html", "course/index.html", "course/phone/index.html", "course/phone/pay/index.html"} <= held
    assert not [path for path in held if path.startswith(("notice", "guide", "topic"))]
    assert not (tmp_path / "kit/site/files/images/steps.svg").exists()  # of a guide


def test_a_part_finds_its_own_pages_and_no_others(online, tmp_path: Path) -> None:
    from curbcut.core.search.opening import of_folder

    kit(online, "--out", str(tmp_path / "all"))
    kit(online, "--only", "notice", "--out", str(tmp_path / "part"))
    whole, part = of_folder(tmp_path / "all"), of_folder(tmp_path / "part")
    assert {hit.card.kind for hit in whole.search("残疾人证").hits} >= {"guide", "notice"}
    assert {hit.card.kind for hit in part.search("残疾人证").hits} == {"notice"}
    assert part.search("残疾人证").facets.keys() <= whole.search("残疾人证").facets.keys()
    shards = list((tmp_path / "part/site/search").rglob("*.js"))
    assert shards and not any("guide/certificate/" in shard.read_text("utf-8") for shard in shards)


def test_the_index_of_a_whole_made_again_is_the_same(online) -> None:
    from curbcut.core.search.indexing import packed
    from curbcut.core.search.opening import kept, of_release, told_by
    from curbcut.core.store import Store

    index = of_release(online.root / "build")
    with Store(online.root / "build" / "store") as store:
        [group] = told_by(online.live).groups
        assert packed(index.entries()) == kept(store, group)


def test_a_kit_is_verified_and_a_changed_byte_is_told(online, tmp_path: Path) -> None:
    kit(online, "--out", str(tmp_path / "kit"))
    assert online.curbcut("verify", str(tmp_path / "kit")).code == 0
    page = tmp_path / "kit/site/index.html"
    page.write_bytes(page.read_bytes() + b" ")
    told = online.curbcut("verify", str(tmp_path / "kit"))
    assert (told.code, "site/index.html" in told.out) == (1, True)


def test_two_zips_have_the_same_bytes_and_hold_the_folder(online, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        kit(online, "--out", str(tmp_path / name))
    assert sha256((tmp_path / "one.zip").read_bytes()).digest() == sha256((tmp_path / "two.zip").read_bytes()).digest()
    kit(online, "--out", str(tmp_path / "kit"))
    zipfile.ZipFile(tmp_path / "one.zip").extractall(tmp_path / "unpacked")
    assert online.curbcut("verify", str(tmp_path / "unpacked")).code == 0
    assert (tmp_path / "unpacked/manifest.json").read_bytes() == (tmp_path / "kit/manifest.json").read_bytes()


def test_a_plan_says_what_costs_how_much_and_writes_nothing(online, tmp_path: Path) -> None:
    before = sorted(online.root.rglob("*"))
    run = kit(online, "--plan", "--json")
    plan = run.events[0]
    assert plan["event"] == "plan" and plan["stick_gb"] == 1
    assert plan["size_bytes"] == sum(part["size_bytes"] for part in plan["parts"])
    kit(online, "--out", str(tmp_path / "kit"))
    own = ("kit.json", "manifest.json", "start.html")
    files = [path for path in (tmp_path / "kit").rglob("*") if path.is_file() and path.name not in own]
    assert plan["size_bytes"] == sum(path.stat().st_size for path in files)
    assert sum(part["files"] for part in plan["parts"]) == len(files)
    assert sorted(online.root.rglob("*")) == before


def test_a_kit_replaces_a_kit_and_nothing_else(online, tmp_path: Path) -> None:
    out = tmp_path / "kit"
    kit(online, "--out", str(out))
    kit(online, "--only", "notice", "--out", str(out))
    assert not (out / "site/guide").exists()
    (out / "site/my-notes.txt").write_text("我的笔记")
    assert "my-notes.txt" in kit(online, "--out", str(out), code=2).err
    assert (out / "site/my-notes.txt").read_text() == "我的笔记"
    other = tmp_path / "photos"
    other.mkdir()
    (other / "a.jpg").write_bytes(b"a")
    assert "不是离线包" in kit(online, "--out", str(other), code=2).err
    (tmp_path / "a.zip").write_bytes(b"no zip")
    assert "no kit" in kit(online, "--out", str(tmp_path / "a.zip"), code=2).err
    assert [path.name for path in sorted(tmp_path.glob(".*"))] == []


def test_a_kit_whose_replacing_was_cut_short_comes_back(online, tmp_path: Path) -> None:
    out = tmp_path / "kit"
    kit(online, "--out", str(out))
    out.rename(tmp_path / ".kit.before")  # killed between the two renames
    kit(online, "--only", "nothing-like-it", "--out", str(out), code=2)
    kit(online, "--out", str(out))
    assert online.curbcut("verify", str(out)).code == 0
    assert not (tmp_path / ".kit.before").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--only", "news"], ("notice", "guide", "course/phone")),
        (["--include", "audio"], ("pages", "plain", "txt")),
        (["--course", "cooking"], ("course/phone",)),
        ([], ("--out", "--plan")),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(
    online, tmp_path: Path, words: list[str], said: tuple[str, ...]
) -> None:
    out = ["--out", str(tmp_path / "kit")] if words else []
    run = kit(online, *words, *out, code=2)
    assert all(word in run.err for word in said), run.err
    assert not (tmp_path / "kit").exists()


def test_without_a_release_the_message_says_to_build(fresh, built, tmp_path: Path) -> None:
    shutil.copy(built.root / "site_config.yml", fresh.root)
    run = fresh.curbcut("kit", "--out", str(tmp_path / "kit"))
    assert (run.code, "curbcut build" in run.err) == (2, True)


def test_a_damaged_release_is_not_copied(online, tmp_path: Path) -> None:
    page = online.live / "notice/plan/index.html"
    data = page.read_bytes()
    page.unlink()  # the file is a link into the store
    page.write_bytes(data.replace("出行计划".encode(), "出行取消".encode()))
    run = kit(online, "--out", str(tmp_path / "kit"), code=3)
    assert "notice/plan/index.html" in run.err
    assert not (tmp_path / "kit").exists()


def test_a_disk_that_is_too_small_is_left_as_it_was(online, small_disk) -> None:
    disk = small_disk(200)
    run = kit(online, "--out", str(disk / "kit"), code=3)
    assert "MB" in run.err and list(disk.iterdir()) == []
    disk = small_disk(60)
    run = kit(online, "--out", str(disk / "kit.zip"), code=3)
    assert "磁盘已满" in run.err and list(disk.iterdir()) == []
