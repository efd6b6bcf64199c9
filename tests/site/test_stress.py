"""The statutes as a stress site: every one is published, or the finding is a fault of its text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from stress.laws import make_site

LAWS = Path(os.environ.get("CURBCUT_LAWS", ""))


@pytest.mark.skipif(not os.environ.get("CURBCUT_LAWS"), reason="CURBCUT_LAWS names no folder of laws")
def test_every_law_is_published(fresh):
    count = make_site(LAWS, fresh.root, workers="2")
    assert count > 0
    run = fresh.published("--json")
    end = run.events[-1]
    assert end["documents"] == count
    assert [event for event in run.events if event["event"] == "finding"] == []
    for number in range(1, count + 1):
        page = fresh.page(f"notice/law-{number:03d}/index.html")
        assert page.count("<h1") == 1
    assert fresh.curbcut("verify").code == 0
