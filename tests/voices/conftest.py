"""Tests that speak with models need packages that only `nox -s voices` installs."""

from __future__ import annotations

import os
from importlib.util import find_spec

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip where they are not installed, except in their own session."""
    if item.get_closest_marker("voices") and not os.environ.get("CURBCUT_VOICES"):
        lacking = [name for name in ("piper", "onnx", "sherpa_onnx") if find_spec(name) is None]
        if lacking:
            pytest.skip(f"{' '.join(lacking)} not installed: nox -s voices")
