"""Long texts: each is PDF/UA-1 and PDF/A-3a, and its tags say what its page says.

CURBCUT_LAWS names a folder of statutes, of which a hundred are printed; without it, made-up notices stand for them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from renditions.large_print.fidelity import differences
from renditions.large_print.sources import Volume, printed
from renditions.large_print.test_demo import conforming
from stress.laws import make_site
from stress.pages import page

from curbcut.core.model import Made
from curbcut.core.reading import read

LAWS = os.environ.get("CURBCUT_LAWS", "")
COUNT = 100 if LAWS else 20
FACTS = {"name": "测量站", "address": "https://example.org/n/", "addresses": {}, "related": [], "expired": False}

pytestmark = pytest.mark.pdf


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    if not LAWS:
        front = "---\ntitle: 第{0}号通知\nslug: n{0}\npublished: 2026-01-01\n---\n\n"
        return [(front.format(number) + page(number)[1] * (1 + number % 4)).encode() for number in range(COUNT)]
    site = tmp_path_factory.mktemp("laws") / "site"
    make_site(Path(LAWS), site)
    return [path.read_bytes() for path in sorted((site / "content" / "notices").glob("*.md"))]


@pytest.mark.parametrize("number", range(COUNT))
def test_a_long_text_is_what_it_claims_to_be(
    number: int, texts: list[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typed = texts[number * len(texts) // COUNT]
    found = read("content/notices/n.md", typed, placed=False)
    assert found.document is not None, found.findings
    made, html = printed(Volume("n", (found.document,), Made(files={"source.md": typed}, facts=FACTS)), monkeypatch)
    data = made.files["large-print.pdf"]
    assert conforming(data, tmp_path) == []
    assert differences(data, html) == []
