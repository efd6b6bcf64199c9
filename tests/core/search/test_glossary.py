"""Editors own the synonyms: what is wrong with them is told in its place, and what is right is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from curbcut.core.config import load_config
from curbcut.core.search.analysis import grams
from curbcut.core.search.glossary import read_synonyms
from curbcut.core.search.synonyms import domain, synonyms_of
from curbcut.core.sources import SYNONYMS, Source, Sources, scan


def read(text: str) -> tuple[tuple[tuple[str, ...], ...], list[str]]:
    groups, findings = read_synonyms(Sources(settings=(Source(path=SYNONYMS, data=text.encode()),)))
    return groups, [f"{finding.line}:{finding.column} {finding.rule}" for finding in findings]


def test_groups_are_read_under_both_names() -> None:
    assert read("synonyms:\n  - [低保, 最低生活保障]\n  - [card, certificate]\n") == (
        (("低保", "最低生活保障"), ("card", "certificate")), [],
    )  # fmt: skip
    assert read("同义词:\n- - 低保\n  - 最低生活保障\n")[0] == (("低保", "最低生活保障"),)
    assert read_synonyms(Sources()) == ((), [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("synonyms:\n  - [低保]\n", ["2:5 synonyms-alone"]),
        ("synonyms:\n  - [低保, 低保, 保障]\n", ["2:10 synonyms-repeated"]),
        ("synonyms:\n  - [輪椅, 轮椅]\n", ["2:10 synonyms-repeated"]),
        ("synonyms:\n  - [低保, '！！']\n", ["2:10 synonyms-wordless"]),
        (f"synonyms:\n  - [低保, {'长' * 33}]\n", ["2:10 synonyms-wordless"]),
        ("synonyms:\n  - [card, the]\n", ["2:12 synonyms-wordless"]),
        ("synonyms: 低保\n", ["1:11 synonyms-alone"]),
    ],
)
def test_a_group_that_is_none_is_told_in_its_place(text: str, expected: list[str]) -> None:
    assert read(text)[1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "synonyms:\n",
        "- [a, b]\n",
        "synonyms: {a: b}\n",
        "synonyms: [[a, [b]]]\n",
        "words: []\n",
        "\x00",
    ],
)
def test_a_file_that_is_none_gives_findings_and_no_groups(text: str) -> None:
    groups, findings = read(text)
    assert groups == ()
    assert findings


def test_the_configuration_may_have_groups_too() -> None:
    config, findings = load_config("site_config.yml", "title: 站\nsynonyms:\n  - [低保, 最低生活保障]\n")
    assert config is not None
    assert (config.synonyms, findings) == ((("低保", "最低生活保障"),), [])
    _, findings = load_config("site_config.yml", "title: 站\nsynonyms:\n  - [低保]\n")
    assert [(f.rule, f.line) for f in findings] == [("synonyms-alone", 3)]


def test_a_misspelt_name_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "synonyms.yaml").write_text("synonyms: []\n", "utf-8")
    assert [finding.rule for finding in scan(tmp_path).findings] == ["setting-not-recognised"]


def test_the_domain_s_own_groups_are_sound() -> None:
    groups = domain()
    assert len(groups) > 100
    for group in groups:
        assert len(set(group)) == len(group) > 1, group
        assert all(map(grams, group)), group
    table = synonyms_of(groups)
    assert "最低生活保障" in table.of["低保"]
    assert "低保" in table.by_sound["dibao"] and "低保" in table.by_sound["db"]
    assert len(table.groups) == len(groups)
