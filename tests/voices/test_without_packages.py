"""A voice whose package is not installed says so, with the command that installs it, and blocks nothing else."""

from __future__ import annotations

import importlib.util

import pytest
from voices.spoken import utterance

from curbcut.core.errors import EnvironmentProblem
from curbcut.core.rooms import room

PACKAGES = {"piper": "piper", "sherpa": "sherpa_onnx"}


@pytest.fixture
def without(monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: None if name in PACKAGES.values() else found(name, *more)
    )


def named(name: str, tmp_path) -> object:
    """A voice's options, with all files that it wants to see before it looks for its package."""
    path = tmp_path / "voice.onnx"
    path.write_bytes(b"model")
    path.with_name("voice.onnx.json").write_text("{}")
    sha256 = "9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4"
    return room("voices", name).Options(model=str(path), sha256=sha256)


@pytest.mark.parametrize("name", PACKAGES)
@pytest.mark.usefixtures("without")
def test_a_missing_package_is_told_with_the_command_that_installs_it(name, tmp_path):
    voice = room("voices", name)
    options = named(name, tmp_path)
    assert f"pip install 'curbcut[{name}]'" in (voice.available(options) or "")
    with pytest.raises(EnvironmentProblem) as raised:
        voice.speak(utterance("ni3 hao3"), 220, options)
    assert raised.value.says == "tool-missing"
    assert raised.value.exit_code == 3


@pytest.mark.parametrize("name", PACKAGES)
@pytest.mark.usefixtures("without")
def test_the_command_line_tells_it_and_shows_no_trace(name, tmp_path, capsys):
    from curbcut.__main__ import main

    (tmp_path / "site_config.yml").write_text(f"title: 站\nvoices: {{zh-Hans: {{{name}: {{model: gone.onnx}}}}}}\n")
    code = main(["--site", str(tmp_path), "say", "好。", "--out", str(tmp_path / "a.wav")])
    said = capsys.readouterr().err
    assert code == 3
    assert "pip install" in said or str(tmp_path / "gone.onnx") in said
    assert "Traceback" not in said
    assert not (tmp_path / "a.wav").exists()
