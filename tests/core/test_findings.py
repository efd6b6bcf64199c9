"""Findings: what is wrong, where, and what to do, in both languages; every one of them in the catalogue."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from curbcut.bundles import offline
from curbcut.core.calls import Failure
from curbcut.core.findings import ASK, STOP, WARN, failed, found, ordered, stopping
from curbcut.core.words import LANGUAGES, label
from curbcut.core.words.findings import FINDINGS
from curbcut.core.words.interface import INTERFACE
from curbcut.core.words.problems import PROBLEMS
from curbcut.packages import start
from curbcut.portal import about, courses, helping, keeping, preferring

HOUSE = Path(__file__).resolve().parents[2] / "plugins" / "curbcut"
SOURCES = {
    path: ast.parse(path.read_text())
    for path in sorted(HOUSE.rglob("*.py"))
    if path.parent.name != "words" and "__pycache__" not in path.parts
}
_ERRORS = {"CurbcutError", "UsageProblem", "EnvironmentProblem", "Busy", "Internal", "error_words"}
_FINDINGS = {"found", "told", "finding_words"}


# --- printing ---------------------------------------------------------------------------------------------------


def test_a_finding_says_where_what_why_and_how_in_both_languages():
    finding = found(
        "asset-missing", "content/notices/a.md", (7, 3), excerpt="![坡道](ramp.jpg)", target="content/ramp.jpg"
    )
    assert finding.text() == (
        "content/notices/a.md:7:3 [停 stop] asset-missing\n"
        "    找不到图片或附件“content/ramp.jpg”。页面上会缺一块，读屏软件会读出文件名。→ 请放入文件，或改正路径。\n"
        "    The image or file “content/ramp.jpg” does not exist. The page would show a gap. → Add the file, or correct the path.\n"
        "    | ![坡道](ramp.jpg)"
    )


@pytest.mark.parametrize(("at", "where"), [((0, 0), "a.md"), ((4, 0), "a.md:4"), ((4, 2), "a.md:4:2")])
def test_a_place_that_is_not_known_is_left_out(at: tuple[int, int], where: str):
    assert found("link-dangling", "a.md", at).text().startswith(f"{where} [")


@pytest.mark.parametrize(("level", "sign"), [(STOP, "停 stop"), (WARN, "提醒 warn"), (ASK, "请人看 ask")])
def test_the_level_is_said(level, sign: str):
    assert f"[{sign}]" in found("link-dangling", "a.md", level=level).text()


def test_an_excerpt_is_short():
    assert found("link-dangling", "a.md", excerpt="长" * 200).excerpt == "长" * 79 + "…"
    assert found("link-dangling", "a.md", excerpt="长" * 80).excerpt == "长" * 80


def test_only_stops_stop_publishing():
    findings = [found("link-dangling", "a.md", level=level) for level in (STOP, WARN, ASK)]
    assert stopping(findings) == findings[:1]


def test_findings_are_ordered_by_place_and_told_once():
    a, b, c = (
        found("link-broken", path, at, target="x")
        for path, at in (("a.md", (2, 1)), ("a.md", (10, 1)), ("b.md", (1, 1)))
    )
    assert ordered([c, b, a, b, a]) == [a, b, c]


def test_findings_that_differ_only_in_what_they_say_are_all_told():
    """Two lessons that do not exist, both listed somewhere in course.yml."""
    listed = [found("lesson-missing", "courses/bank/course.yml", lesson=lesson) for lesson in ("a", "b")]
    assert ordered(listed) == listed


def test_a_value_may_have_any_name_and_any_text():
    finding = found("link-broken", "a.md", target="{target} %s {0}", name="n", self="s", rule_="r")
    assert "{target} %s {0}" in finding.text()


def test_a_missing_value_leaves_its_name_standing():
    assert "{target}" in found("link-broken", "a.md").text()


def test_a_failed_job_is_a_finding_for_its_format():
    why = Failure(says="tool-missing", values={"tool": "espeak-ng", "install": "apt install espeak-ng"})
    finding = failed("content/notices/a.md", "audio", why)
    assert (finding.rule, finding.level, finding.path) == ("rendition-failed", STOP, "content/notices/a.md")
    for part in ("audio", "缺少工具“espeak-ng”", "“espeak-ng” is missing", "apt install espeak-ng"):
        assert part in finding.text()


# --- the catalogues ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*FINDINGS, *PROBLEMS])
def test_every_message_speaks_both_languages(name: str):
    for words, whole in ((FINDINGS.get(name), True), (PROBLEMS.get(name), False)):
        if words is None:
            continue
        for lang in LANGUAGES:
            assert words.what[lang].strip(), (name, lang)
            assert words.fix[lang].strip(), (name, lang)
            assert words.why[lang].strip() or not whole, (name, lang)
        assert re.search("[一-鿿]", words.what["zh"]) or words.what["zh"].startswith("{"), name
        assert not re.search("[一-鿿]", words.what["en"] + words.fix["en"]), name


@pytest.mark.parametrize("name", [*FINDINGS, *PROBLEMS])
def test_both_languages_say_the_same_values(name: str):
    for words in filter(None, (FINDINGS.get(name), PROBLEMS.get(name))):
        zh, en = (
            {field for part in words for _, field, *_ in string.Formatter().parse(part[lang]) if field}
            for lang in LANGUAGES
        )
        assert zh == en


@pytest.mark.parametrize("name", INTERFACE)
def test_every_text_of_pages_and_commands_speaks_both_languages(name: str):
    assert set(INTERFACE[name]) == set(LANGUAGES)
    assert all(text.strip() for text in INTERFACE[name].values())
    assert label(name, "zh-Hans")
    assert label(name, "en")


def calls(names: set[str]) -> Iterator[tuple[str, Path]]:
    """Yield the first argument of every call of these names, where it is a plain text."""
    for path, tree in SOURCES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                first = node.args[0]  # `found("a", …)` or `found("a" if … else "b", …)`
                chosen = (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,)
                if called in names:
                    yield from (
                        (t.value, path) for t in chosen if isinstance(t, ast.Constant) and isinstance(t.value, str)
                    )


def texts() -> set[str]:
    """Return every plain text of the house, the catalogues' own left out."""
    nodes = (node for tree in SOURCES.values() for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {node.value for node in nodes if isinstance(node.value, str)}


def refused() -> Iterator[tuple[str, Path]]:
    """Yield the findings of values that a reader refuses: `Refused("date-day")` is `front-matter-date-day`."""
    return ((f"front-matter-{name}", path) for name, path in calls({"Refused"}))


def test_every_finding_that_is_made_stands_in_the_catalogue():
    assert [(name, str(path)) for name, path in (*calls(_FINDINGS), *refused()) if name not in FINDINGS] == []


def test_every_error_that_is_raised_stands_in_the_catalogue():
    says = {
        (keyword.value.value, path)
        for path, tree in SOURCES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "says"
        and isinstance(keyword.value, ast.Constant)
        and getattr(node.func, "id", "") == "Failure"
    }
    assert [(name, str(path)) for name, path in {*calls(_ERRORS), *says} if name not in PROBLEMS] == []


def test_every_label_that_is_shown_stands_in_the_catalogue():
    assert [(name, str(path)) for name, path in calls({"label"}) if name not in INTERFACE] == []


@pytest.mark.parametrize(("catalogue", "names"), [("findings", FINDINGS), ("problems", PROBLEMS)])
def test_every_message_of_a_catalogue_is_used(catalogue: str, names):
    assert sorted(set(names) - texts() - {name for name, _ in refused()}) == []


def test_every_text_of_the_interface_is_used():
    shown = " ".join(path.read_text() for kind in ("html", "js") for path in HOUSE.rglob(f"*.{kind}"))
    written = {word.rpartition(".")[2] for word in re.findall(r"[\w.-]+", shown)}  # `cc.labels.skip`
    composed = [
        re.compile(".+".join(re.escape(v.value) if isinstance(v, ast.Constant) else "" for v in node.values) + "$")
        for tree in SOURCES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        and re.fullmatch(
            r"validity\.|banner\.|mark\.|emergency\.|preview_|nav\.|format\.|_index|_detail|heard\.|heard_|facet\.\.?|quiz_kind\.|search_why_|kit_how_|kit_part_",
            _fixed(node),
        )
    ]
    composed += [re.compile(r"(validity|banner)\..+")]  # "validity." + validity
    composed += [re.compile(rf"search_({'|'.join(about._SAID_WHILE_SEARCHING)})$")]  # f"search_{name}"
    composed += [re.compile(rf"how_({'|'.join(preferring._SAID)})$")]  # f"how_{name}"
    # The sentences of a list, numbered; what a device keeps, by name.
    composed += [re.compile(r"(accessibility|feedback_say|preferences|progress|offline_how|record)_\d")]
    composed += [re.compile(rf"package_({'|'.join({word for words in start._WORDS.values() for word in words})})$")]
    kept = {"save": {*keeping._SAVING, *keeping._ALSO_LISTED}, "list": keeping._LISTED, "worker": offline._SAID}
    composed += [re.compile(f"offline_{part}_{name}$") for part, names in kept.items() for name in names]
    composed += [re.compile(r"record_(name|course|date|lessons?|points|pass|signed)$")]
    composed += [re.compile(rf"learning_({'|'.join(helping._SENTENCES)})(_\d)?$")]
    composed += [re.compile(rf"study_({'|'.join(courses._WITH_QUIZ)})$")]
    unused = set(INTERFACE) - texts() - written
    assert (left := sorted(name for name in unused if not any(shape.match(name) for shape in composed))) == [], left


def _fixed(node: ast.JoinedStr) -> str:
    return "".join(str(value.value) for value in node.values if isinstance(value, ast.Constant))
