"""The architecture's own promises: sizes, shapes, layers, both languages, a documented surface."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import curbcut
from curbcut.core import shapes
from curbcut.core.identities import PLANNING
from curbcut.core.reading import convert
from curbcut.core.rooms import corridor, room
from curbcut.core.steps import check
from curbcut.core.words import LANGUAGES, Words
from curbcut.core.words.findings import FINDINGS
from curbcut.core.words.interface import INTERFACE
from curbcut.core.words.problems import PROBLEMS

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = PROJECT / "plugins" / "curbcut"
FILES = sorted(p for top in ("plugins", "tests") for p in (PROJECT / top).rglob("*.py") if "__pycache__" not in p.parts)
OURS = [path for path in FILES if PACKAGE in path.parents]
FORBIDDEN = re.compile(r"(^|_)(utils?|helpers?|common|misc|manager|handler|processor)(_|$)")
ROOMS = [(kind, name) for kind in ("voices", "renditions", "bundles", "rules", "commands") for name in corridor(kind)]


def named(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_stays_within_400_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", OURS, ids=named)
def test_a_function_stays_within_60_lines_and_a_name_says_what_it_is(path: Path) -> None:
    assert not FORBIDDEN.search(path.stem), path
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            assert not FORBIDDEN.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower()), (path, node.name)
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{named(path)}: {node.name}"
            given = [a for a in (*node.args.posonlyargs, *node.args.args) if a.arg not in ("self", "cls")]
            assert len(given) <= 5, f"{named(path)}: {node.name} takes {len(given)} arguments by position"


@pytest.mark.parametrize("path", OURS, ids=named)
def test_everything_public_says_what_it_gives(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree) or not path.read_text("utf-8").strip(), f"{named(path)} has no docstring"
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{named(path)}: {node.name}"


@pytest.mark.parametrize("path", OURS, ids=named)
def test_no_repeated_group_is_possessive(path: Path) -> None:
    # Debian 12 has Python 3.11.2, where such a group can swallow what it did not match (mended in 3.11.5).
    assert not re.search(r"\)(?:\+\+|\*\+|\?\+|\{[0-9,]+\}\+)", path.read_text("utf-8"))


@pytest.mark.parametrize(("kind", "name"), ROOMS)
def test_a_room_has_its_corridors_shape(kind: str, name: str) -> None:
    module: ModuleType = room(kind, name)
    if kind == "rules":
        assert isinstance(module.RULE, shapes.Rule)
        assert callable(module.check)
        return
    if kind == "commands":
        assert set(module.HELP) == set(LANGUAGES)
        assert callable(module.arguments)
        assert callable(module.run)
        return
    assert isinstance(module, {"voices": shapes.Voice, "renditions": shapes.Rendition, "bundles": shapes.Bundle}[kind])
    assert set(module.NAME) == set(LANGUAGES)
    assert all(module.NAME.values())
    module.Options()  # the defaults are usable as they are


@pytest.mark.parametrize("name", corridor("rules"))
def test_a_rule_finds_its_bad_examples_and_leaves_its_good_ones(name: str) -> None:
    module = room("rules", name)
    assert set(module.RULE.good) == set(LANGUAGES)
    assert set(module.RULE.bad) == set(LANGUAGES)
    for lang in LANGUAGES:
        for text in module.RULE.good[lang]:
            assert not check(f"curbcut.rules.{name}", document(text, lang)), text
        for text in module.RULE.bad[lang]:
            findings = check(f"curbcut.rules.{name}", document(text, lang))
            assert findings, text
            assert all(finding.line >= 1 for finding in findings), text


def document(text: str, lang: str) -> curbcut.Document:
    from curbcut.core.kinds import Page

    body = convert(text, path="content/pages/example.md", lang="zh-Hans" if lang == "zh" else "en")
    return curbcut.Document(
        path="content/pages/example.md", slug="example", url="page/example/", lang=lang, source=text,
        meta=Page(title="例子", slug="example"), body=body.body, headings=body.headings, blocks=body.blocks,
        sentences=body.sentences, assets=body.assets, links=body.links, spots=body.spots,
    )  # fmt: skip


@pytest.mark.parametrize("catalogue", [FINDINGS, PROBLEMS], ids=["findings", "problems"])
def test_every_message_is_complete_in_both_languages(catalogue: dict[str, Words]) -> None:
    for name, words in catalogue.items():
        for lang in LANGUAGES:
            assert words.what[lang].strip(), (name, lang)
            assert words.fix[lang].strip(), (name, lang)
        holes = [
            set(re.findall(r"{(\w+)}", words.what[lang] + words.why[lang] + words.fix[lang])) for lang in LANGUAGES
        ]
        assert holes[0] == holes[1], f"{name}: the languages fill in different things"


def test_every_text_of_the_interface_is_there_in_both_languages() -> None:
    for name, texts in INTERFACE.items():
        assert set(texts) == set(LANGUAGES), name
        assert all(texts.values()), name


def test_no_text_stands_in_two_catalogues() -> None:
    """Of two texts with one name the later would silently win."""
    parts: dict[str, list[str]] = {}
    for file in sorted((PACKAGE / "core" / "words").glob("*.py")):
        keys = [
            (
                key.value,
                "findings" if "findings" in file.stem else file.stem if file.stem == "problems" else "interface",
            )
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Dict)
            for key in node.value.keys
            if isinstance(key, ast.Constant)
        ]
        for key, catalogue in keys:
            parts.setdefault(f"{catalogue} {key}", []).append(file.name)
    assert len(parts) >= len(FINDINGS) + len(PROBLEMS) + len(INTERFACE)
    assert {key: files for key, files in parts.items() if len(files) > 1} == {}


BY_VALUE = {
    "attachments",
    "config",
    "emergency",
    "permalinks",
    "directory",
    "findings",
    "front_matter",
    "options",
    "reading",
}
"""What the portal imports only for records: what they hold is part of a page's key, or of pages planned every time."""


def test_the_identity_of_planning_counts_all_that_a_plan_stands_on() -> None:
    files = list((PACKAGE / "portal").rglob("*.py"))
    for name in PLANNING:
        path = PACKAGE / "core" / name
        files += [path.with_suffix(".py")] if path.with_suffix(".py").is_file() else list(path.rglob("*.py"))
    imported = {
        node.module.split(".")[2]
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("curbcut.core.")
    }
    assert imported - BY_VALUE == set(PLANNING)


def test_the_layers_hold() -> None:
    tool = Path(sys.executable).parent / "lint-imports"
    if not tool.exists():
        pytest.skip("import-linter is not installed")
    done = subprocess.run([tool], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_public_surface_is_documented_and_complete() -> None:
    assert sorted(curbcut.__all__) == curbcut.__all__
    for name in curbcut.__all__:
        assert getattr(curbcut, name).__doc__, name


def test_the_map_names_every_room_and_folder() -> None:
    text = (PROJECT / "plugins" / "ARCHITECTURE.md").read_text("utf-8")
    for folder in sorted(p.name for p in PACKAGE.iterdir() if p.is_dir() and p.name != "__pycache__"):
        assert f"{folder}/" in text, folder
    for kind, name in ROOMS:
        if kind != "commands":
            assert name in text, f"{kind}/{name}"
    for module in sorted(p.stem for p in (PACKAGE / "core").iterdir() if not p.stem.startswith("_")):
        assert re.search(rf"\b{module}\b|\b{module.split('_')[0]}_\*", text), f"core/{module}"


def test_what_is_committed_names_no_machine() -> None:
    git = shutil.which("git")
    if git is None or not (PROJECT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True).stdout.split(b"\0")
    places = re.compile(rb"(?<![\w/.])/(?:root|home/\w+|work|opt/wheels)/[\w.]+")
    for name in (PROJECT / entry.decode() for entry in listed if entry):
        if name.is_file() and not name.is_symlink():
            found = places.search(name.read_bytes())
            assert not found, f"{named(name)}: {found[0]!r}" if found else ""
