"""Rooms: a file dropped into a corridor is one; its identity is its own files."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from curbcut.core import rooms
from curbcut.core.errors import EnvironmentProblem, Internal, UsageProblem
from curbcut.core.rooms import CORRIDORS, corridor, identity, room, tool_versions


@pytest.fixture
def house(tmp_path: Path, monkeypatch) -> Iterator[Path]:
    """The corridor `rules`, empty and in another place; modules imported from it are forgotten afterwards."""
    import curbcut.rules

    there = tmp_path / "curbcut" / "rules"
    (tmp_path / "curbcut" / "core").mkdir(parents=True)
    there.mkdir()
    (there / "__init__.py").write_text("")
    monkeypatch.setattr(rooms, "__file__", str(tmp_path / "curbcut" / "core" / "rooms.py"))
    monkeypatch.setattr(curbcut.rules, "__path__", [str(there)])
    before = set(sys.modules)
    yield there
    for name in set(sys.modules) - before:
        if name.startswith("curbcut.rules."):
            del sys.modules[name]


def guests(monkeypatch, *entries: tuple[str, str]) -> None:
    found = [EntryPoint(name, value, "curbcut.rules") for name, value in entries]
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: found if group == "curbcut.rules" else [])


@pytest.mark.parametrize("kind", CORRIDORS)
def test_every_room_of_the_house_can_be_entered(kind: str):
    for name, module in corridor(kind).items():
        assert room(kind, name).__name__ == module


def test_a_file_dropped_into_a_corridor_is_a_room(house: Path):
    (house / "blink.py").write_text("RULE = 'no blinking'\n")
    (house / "sound").mkdir()
    (house / "sound" / "__init__.py").write_text("RULE = 'no sound'\n")
    assert corridor("rules") == {"blink": "curbcut.rules.blink", "sound": "curbcut.rules.sound"}
    assert room("rules", "blink").RULE == "no blinking"
    assert room("rules", "sound").RULE == "no sound"


@pytest.mark.parametrize("name", [
    ".#blink.py", "._blink.py", "blink.py~", "blink (copy).py", "blink.bak.py", "_shared.py", "notes.txt", "table.json",
    "__pycache__/blink.cpython-311.pyc", "empty folder/readme.md",
])  # fmt: skip
def test_what_is_no_module_is_no_room(house: Path, name: str):
    (house / name).parent.mkdir(exist_ok=True)
    (house / name).write_text("raise SystemExit")
    assert corridor("rules") == {}


def test_the_order_is_by_name(house: Path):
    for name in ("c", "a", "b"):
        (house / f"{name}.py").write_text("")
    assert list(corridor("rules")) == ["a", "b", "c"]


def test_other_distributions_bring_rooms_by_entry_points(house: Path, monkeypatch):
    (house / "blink.py").write_text("")
    guests(monkeypatch, ("colour", "other_package.colour"), ("blink", "curbcut.rules.blink"))
    assert corridor("rules") == {"blink": "curbcut.rules.blink", "colour": "other_package.colour"}


def test_two_rooms_of_one_name_are_both_named(house: Path, monkeypatch):
    (house / "blink.py").write_text("")
    guests(monkeypatch, ("blink", "other_package.blink"))
    with pytest.raises(UsageProblem) as told:
        corridor("rules")
    assert "curbcut.rules.blink" in told.value.text()
    assert "other_package.blink" in told.value.text()


def test_commands_take_no_guests(monkeypatch):
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda **_: pytest.fail("entry points were read"))
    assert "build" in corridor("commands")


def test_an_unknown_room_is_answered_with_those_there_are(house: Path):
    (house / "blink.py").write_text("")
    with pytest.raises(UsageProblem, match="blnik") as told:
        room("rules", "blnik")
    assert "blink" in told.value.text()


@pytest.mark.parametrize("text", ["import no_such_tool", "def broken(:", "1 / 0"], ids=["import", "syntax", "crash"])
def test_a_room_that_cannot_be_loaded_is_named(house: Path, text: str):
    (house / "broken.py").write_text(text)
    with pytest.raises(EnvironmentProblem) as told:
        room("rules", "broken")
    assert (told.value.says, told.value.where) == ("room-broken", "curbcut.rules.broken")


# --- identity ---------------------------------------------------------------------------------------------------


def test_the_identity_of_a_file_changes_with_its_text_only(house: Path):
    path = house / "blink.py"
    path.write_text("LIMIT = 3\n")
    before = identity("curbcut.rules.blink")
    (house / "other.py").write_text("")
    path.touch()
    assert identity("curbcut.rules.blink") == before
    path.write_text("LIMIT = 4\n")
    assert identity("curbcut.rules.blink") != before


def test_the_identity_of_a_folder_changes_with_its_assets_and_not_with_leftovers(house: Path):
    folder = house / "sound"
    (folder / "表").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "表" / "tones.tsv").write_text("a\t1\n")
    before = identity("curbcut.rules.sound")
    for leftover in ("__pycache__/x.pyc", "表/__pycache__/y.pyc", ".tones.tsv.swp", "表/tones.tsv~", ".DS_Store"):
        (folder / leftover).parent.mkdir(exist_ok=True)
        (folder / leftover).write_text("x")
        assert identity("curbcut.rules.sound") == before, leftover
    (folder / "表" / "tones.tsv").write_text("a\t2\n")
    changed = identity("curbcut.rules.sound")
    (folder / "表" / "tones.tsv").rename(folder / "表" / "tones-2.tsv")
    renamed = identity("curbcut.rules.sound")
    (folder / "style.css").write_text("")
    assert len({before, changed, renamed, identity("curbcut.rules.sound")}) == 4


def test_the_identity_does_not_depend_on_where_the_house_stands(house: Path, tmp_path: Path, monkeypatch):
    import curbcut.rules

    there = tmp_path / ".venv" / "rules"
    for home in (house, there):
        (home / "sound").mkdir(parents=True)
        (home / "sound" / "__init__.py").write_text("X = 1\n")
        (home / "sound" / "tones.tsv").write_text("a")
    here = identity("curbcut.rules.sound")
    monkeypatch.setattr(curbcut.rules, "__path__", [str(there)])
    assert identity("curbcut.rules.sound") == here


def test_a_room_without_files_is_our_mistake():
    with pytest.raises(Internal):
        identity("curbcut.rules.no_such_room")


def test_a_missing_tool_has_a_version_too():
    """So that installing it changes keys."""
    assert tool_versions(("msgspec", "no-such-tool"))["no-such-tool"] == "missing"
    assert tool_versions(("msgspec",))["msgspec"][0].isdigit()


def test_a_room_says_a_constant_without_being_imported():
    for name, path in rooms.corridor("rules").items():
        assert rooms.constant(path, "ONLY_FOR") == getattr(rooms.room("rules", name), "ONLY_FOR", "")
    assert rooms.constant("curbcut.rules.glyphs", "ONLY_FOR") == "large_print"
