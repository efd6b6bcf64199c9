"""Curbcut in somebody else's Pelican site."""

from __future__ import annotations

from pathlib import Path

import pytest
from adapters.foreign import built, run, write

SETTINGS = """\
SITENAME = "别人的网站"
PATH = "content"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
SITEURL = "https://example.org"
READERS = {"rst": None}
THEME = "simple"
FEED_ALL_ATOM = "feed.txt"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
ON = 'PLUGINS = ["curbcut"]\nCURBCUT = {"renditions": ["plain"]}\n'
CONTENT = {
    "content/news/plan.md": (
        "Title: 实施方案\nDate: 2025-03-01\nSlug: plan\n\n## 目标\n\n覆盖 **12,385** 户。"
        "见[关于]({filename}/pages/about.md#x)和[图]({static}map.png)。\n"
    ),
    "content/pages/about.md": "---\nTitle: 关于\nSlug: about\nsave_as: about/index.html\nurl: about/\n---\n\n回[方案]({filename}../news/plan.md)。\n",
    "content/news/draft.md": "Title: 草稿\nDate: 2025-03-01\nSlug: draft\nStatus: draft\n\n未定。\n",
    "content/news/hidden.md": "Title: 隐藏\nDate: 2025-03-01\nSlug: hidden\nStatus: hidden\n\n不列。\n",
    "content/news/map.png": "",
}


def site(root: Path, more: str, **files: str) -> Path:
    return write(root / "site", {"pelicanconf.py": SETTINGS + more, **CONTENT, **files})


@pytest.mark.parametrize("plugin", ["curbcut", "curbcut.adapters.for_pelican"])
def test_every_article_and_page_gets_its_formats_and_says_so(tmp_path: Path, plugin: str) -> None:
    root = site(tmp_path, ON.replace('["curbcut"]', f'["{plugin}"]'))
    done = run(root, "pelican", "--fatal=warnings", "-o", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    out = built(root / "out")
    assert out["plan.plain.txt"] == (
        "实施方案\n\n目标\n\n覆盖 12,385 户。见关于（https://example.org/about/#x）和图（https://example.org/news/map.png）。\n"
    )
    assert out["about/plain.txt"] == "关于\n\n回方案（https://example.org/plan.html）。\n"
    size = len(out["plan.plain.txt"].encode())
    assert (
        f'<a href="https://example.org/plan.plain.txt" type="text/plain">纯文本</a>（TXT，{size} B）'
        in out["plan.html"]
    )
    assert 'href="https://example.org/about/plain.txt"' in out["about/index.html"]


def test_drafts_and_hidden_articles_have_no_other_formats(tmp_path: Path) -> None:
    root = site(tmp_path, ON)
    assert run(root, "pelican", "-o", "out").returncode == 0
    out = built(root / "out")
    assert sorted(name for name in out if name.endswith("plain.txt")) == ["about/plain.txt", "plan.plain.txt"]
    assert "其他格式" not in out["drafts/draft.html"] + out["hidden.html"]


def test_links_of_the_host_are_resolved_on_its_pages(tmp_path: Path) -> None:
    root = site(tmp_path, ON + "RELATIVE_URLS = True\n")
    assert run(root, "pelican", "--fatal=warnings", "-o", "out").returncode == 0
    out = built(root / "out")
    assert 'href="./about/#x"' in out["plan.html"]
    assert 'href="./plan.plain.txt"' in out["plan.html"]
    assert 'href="../about/plain.txt"' in out["about/index.html"]
    assert "{filename}" not in "".join(out.values())


def test_lists_and_summaries_do_not_repeat_the_formats(tmp_path: Path) -> None:
    root = site(tmp_path, ON)
    assert run(root, "pelican", "-o", "out").returncode == 0
    index = built(root / "out")["index.html"]
    assert "12,385" in index
    assert "其他格式" not in index


@pytest.mark.parametrize("more", ["", 'PLUGINS = ["curbcut"]\n'], ids=["loaded-because-installed", "named"])
def test_nothing_happens_without_our_settings(tmp_path: Path, more: str) -> None:
    ours, theirs = site(tmp_path / "a", more), site(tmp_path / "b", "PLUGINS = []\n")
    for root in (ours, theirs):
        assert run(root, "pelican", "-o", "out").returncode == 0
    assert built(ours / "out") == built(theirs / "out")


def test_empty_settings_are_our_markdown_alone(tmp_path: Path) -> None:
    root = site(tmp_path, 'PLUGINS = ["curbcut"]\nCURBCUT = {}\n')
    assert run(root, "pelican", "-o", "out").returncode == 0
    out = built(root / "out")
    assert '<span class="s" id="s-' in out["plan.html"]
    assert not [name for name in out if name.endswith("plain.txt")]


def test_a_wrong_option_stops_the_build_without_a_traceback(tmp_path: Path) -> None:
    root = site(tmp_path, 'PLUGINS = ["curbcut"]\nCURBCUT = {"renditons": ["plain"]}\n')
    done = run(root, "pelican", "-o", "out")
    assert done.returncode == 2
    said = done.stdout + done.stderr
    assert "Did you mean `renditions`?" in said
    assert "Traceback" not in said


def test_a_file_of_the_host_is_never_overwritten(tmp_path: Path) -> None:
    root = site(tmp_path, ON + 'STATIC_PATHS = ["plan.plain.txt"]\n', **{"content/plan.plain.txt": "主人的\n"})
    done = run(root, "pelican", "-o", "out")
    assert done.returncode == 0
    assert "plan.plain.txt" in done.stdout + done.stderr
    out = built(root / "out")
    assert out["plan.plain.txt"] == "主人的\n"
    assert "其他格式" not in out["plan.html"]


def test_an_article_in_another_language_says_it_in_that_language(tmp_path: Path) -> None:
    english = "Title: The plan\nDate: 2025-03-01\nSlug: plan\nLang: en\n\nIt covers 12,385 homes.\n"
    root = site(tmp_path, ON, **{"content/news/plan-en.md": english})
    assert run(root, "pelican", "-o", "out").returncode == 0
    out = built(root / "out")
    assert out["plan-en.plain.txt"] == "The plan\n\nIt covers 12,385 homes.\n"
    assert "Other formats" in out["plan-en.html"]
