"""Curbcut in somebody else's MkDocs site (and in ProperDocs)."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from adapters.foreign import built, run, write

CONFIG = """\
site_name: 别人的网站
site_url: https://example.org/docs/
theme: {name: material, language: zh, font: false}
plugins: [search, PLUGIN]
"""
PAGES = {
    "docs/index.md": "---\ntags: [甲, 乙]\n---\n# 首页\n\n见[方案](notices/plan.md)。\n\n## 更多\n\n没有了。\n",
    "docs/notices/plan.md": "---\ntitle: 实施方案\ndate: 2025-03-01\nsummary: yes\n---\n\n## 目标\n\n覆盖 **12,385** 户。\n",
    "docs/draft.md": "---\ndraft: true\n---\n# 草稿\n\n未定。\n",
}


def site(root: Path, plugin: str, more: str = "", **files: str) -> Path:
    return write(root / "site", {"mkdocs.yml": CONFIG.replace("PLUGIN", plugin) + more, **PAGES, **files})


@pytest.mark.parametrize("generator", ["mkdocs", "properdocs"])
def test_every_page_gets_its_formats_and_says_so(tmp_path: Path, generator: str) -> None:
    pytest.importorskip(generator)
    root = site(tmp_path, "{curbcut: {renditions: [plain]}}")
    done = run(root, generator, "build", "--strict", "--quiet", "-d", "out")
    assert (done.returncode, done.stderr) == (0, "")
    out = built(root / "out")
    assert out["notices/plan/plain.txt"] == "实施方案\n\n目标\n\n覆盖 12,385 户。\n"
    assert out["plain.txt"] == "首页\n\n见方案（https://example.org/docs/notices/plan/）。\n\n更多\n\n没有了。\n"
    page = out["notices/plan/index.html"]
    size = len(out["notices/plan/plain.txt"].encode())
    assert f'<a href="plain.txt" type="text/plain">纯文本</a>（TXT，{size} B）' in page
    assert page.index("12,385") < page.index("其他格式") < page.index("</article>")


def test_a_draft_has_no_other_formats(tmp_path: Path) -> None:
    root = site(
        tmp_path, "{curbcut: {renditions: [plain]}}", "draft_docs: /later.md\n", **{"docs/later.md": "# 以后\n"}
    )
    assert run(root, "mkdocs", "build", "--quiet", "-d", "out").returncode == 0
    out = built(root / "out")
    assert "其他格式" not in out["draft/index.html"]
    assert not [name for name in out if "draft" in name or "later" in name if name.endswith(".txt")]


def test_without_options_there_is_our_markdown_and_nothing_else(tmp_path: Path) -> None:
    with_us = site(tmp_path / "a", "curbcut")
    without = site(tmp_path / "b", "tags")
    for root in (with_us, without):
        assert run(root, "mkdocs", "build", "--quiet", "--strict", "-d", "out").returncode == 0
    ours, theirs = built(with_us / "out"), built(without / "out")
    assert ours.keys() == theirs.keys()
    page = ours["notices/plan/index.html"]
    assert '<span class="s" id="s-' in page
    assert "其他格式" not in page
    loaded = re.compile(r"<(?:link|script|style|meta)[^>]*>")
    assert loaded.findall(page) == loaded.findall(theirs["notices/plan/index.html"])


def test_the_hosts_title_stays_the_only_one(tmp_path: Path) -> None:
    root = site(tmp_path, "{curbcut: {renditions: [plain]}}")
    assert run(root, "mkdocs", "build", "--quiet", "-d", "out").returncode == 0
    for name, html in built(root / "out").items():
        if name.endswith("index.html"):
            assert html.count("<h1") == 1, name
    assert (
        "<title>首页 - 别人的网站</title>" in built(root / "out")["index.html"]
        or "<title>别人的网站</title>" in built(root / "out")["index.html"]
    )


def test_the_hosts_pages_can_be_left_as_they_are(tmp_path: Path) -> None:
    root = site(tmp_path, "{curbcut: {renditions: [plain], extension: false}}")
    assert run(root, "mkdocs", "build", "--quiet", "-d", "out").returncode == 0
    page = built(root / "out")["notices/plan/index.html"]
    assert 'class="s"' not in page
    assert "其他格式" in page


def test_pages_without_a_folder_name_their_files_after_themselves(tmp_path: Path) -> None:
    root = site(tmp_path, "{curbcut: {renditions: {plain: {indent: 4}}}}", "use_directory_urls: false\n")
    assert run(root, "mkdocs", "build", "--quiet", "-d", "out").returncode == 0
    out = built(root / "out")
    assert "notices/plan.plain.txt" in out
    assert 'href="plan.plain.txt"' in out["notices/plan.html"]


def test_a_file_of_the_host_is_never_overwritten(tmp_path: Path) -> None:
    root = site(tmp_path, "{curbcut: {renditions: [plain]}}", **{"docs/notices/plan/plain.txt": "主人的\n"})
    done = run(root, "mkdocs", "build", "-d", "out")
    assert done.returncode == 0
    assert "notices/plan/plain.txt" in done.stderr
    out = built(root / "out")
    assert out["notices/plan/plain.txt"] == "主人的\n"
    assert "其他格式" not in out["notices/plan/index.html"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("{renditons: [plain]}", ["option 'renditons'", "是不是想写“renditions”", "Did you mean `renditions`?"]),
        ("{renditions: [plian]}", ["plian", "plain"]),
        ("{renditions: {plain: {indnt: 2}}}", ["indnt", "indent"]),
    ],
)
@pytest.mark.parametrize("generator", ["mkdocs", "properdocs"])
def test_a_wrong_option_is_an_error_of_the_configuration(
    tmp_path: Path, generator: str, options: str, says: list[str]
) -> None:
    pytest.importorskip(generator)
    done = run(site(tmp_path, "{curbcut: " + options + "}"), generator, "build", "-d", "out")
    assert done.returncode == 1
    assert "Config value 'plugins': Plugin 'curbcut'" in done.stderr
    assert "Traceback" not in done.stderr
    for word in says:
        assert word in done.stderr


def test_lost_content_is_said_in_the_hosts_log(tmp_path: Path) -> None:
    framed = '# 框\n\n<iframe src="https://e.org"></iframe>\n\n字。\n'
    root = site(tmp_path, "{curbcut: {renditions: [plain]}}", **{"docs/frame.md": framed})
    done = run(root, "mkdocs", "build", "-d", "out")
    assert done.returncode == 0
    assert "WARNING -  curbcut: frame.md" in done.stderr
    assert built(root / "out")["frame/plain.txt"]


def test_two_builds_give_the_same_files(tmp_path: Path) -> None:
    root = site(tmp_path, "{curbcut: {renditions: [plain]}}")
    for out in ("one", "two"):
        assert run(root, "mkdocs", "build", "--quiet", "-d", out).returncode == 0
    one, two = ({n: t for n, t in built(root / out).items() if n.endswith(".txt")} for out in ("one", "two"))
    assert one == two
    assert os.path.exists(root / "one" / "plain.txt")
