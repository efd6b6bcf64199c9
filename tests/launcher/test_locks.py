"""What the locks promise: nothing unhashed, nothing that names a place, and one answer for both commands."""

import re
import tomllib

from .conftest import PROJECT

NAME = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def lock(kind: str) -> str:
    return (PROJECT / "requirements" / f"{kind}.lock").read_text()


def test_the_developers_lock_contains_the_product_lock():
    assert set(NAME.findall(lock("run"))) <= set(NAME.findall(lock("dev")))


def test_the_packages_of_the_voices_do_not_disagree_with_ours():
    ours = dict(NAME.findall(lock("dev")))
    models = dict(NAME.findall(lock("voices")))
    assert {name: ours.get(name, version) for name, version in models.items()} == models
    assert {"piper-tts", "sherpa-onnx", "onnx", "onnxruntime", "numpy"} <= set(models)
    assert not {"piper-tts", "sherpa-onnx", "onnxruntime", "numpy"} & set(ours), "250 MB that no build needs"


def test_what_is_tested_of_the_voices_is_what_their_extras_bring():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    extras = project["project"]["optional-dependencies"]
    assert sorted([*extras["piper"], *extras["sherpa"]]) == sorted(project["dependency-groups"]["voices"])


def test_each_package_has_one_version_and_hashes():
    for kind in ("run", "dev", "voices"):
        entries = re.split(r"\n(?=[a-z0-9])", lock(kind).strip())
        names = [NAME.match(entry)[1] for entry in entries]
        assert len(names) == len(set(names)), kind
        assert all("--hash=sha256:" in entry for entry in entries), kind


def test_a_lock_names_no_registry_and_no_folder_of_a_machine():
    for kind in ("run", "dev", "voices"):
        assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|(?<!\w)/\w", lock(kind)), kind
