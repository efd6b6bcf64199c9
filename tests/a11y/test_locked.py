"""The lock of the accessibility tools: hashes for everything, nothing that names a place or moves by itself."""

from __future__ import annotations

import json
import re

import pytest
from a11y.conftest import HERE

pytestmark = pytest.mark.a11y


def test_the_lock_has_hashes_and_names_no_registry() -> None:
    packages = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name
        # npm ci takes the newest of these, whatever the lock says.
        assert "latest" not in {**package.get("dependencies", {}), **package.get("peerDependencies", {})}.values(), name


def test_what_we_ask_for_is_pinned() -> None:
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values()), wanted
