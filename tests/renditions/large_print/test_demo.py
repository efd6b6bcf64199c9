"""Every large print of the demo site is PDF/UA-1 and PDF/A-3a, and its tags say what its page says."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import page as validator
import pikepdf
import pytest
from renditions.large_print.fidelity import differences
from renditions.large_print.painted import painted
from renditions.large_print.sources import Volume, printed_files, volumes
from renditions.large_print.tag_tree import Element, read

ROOT = Path(__file__).resolve().parents[3]
PROFILES = ("ua1", "3a")

UNPUBLISHED = re.compile(r"^(?:draft|publish_at|expire_at):", re.MULTILINE)
"""What front matter says of a text that is not out."""

pytestmark = pytest.mark.pdf


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Volume]:
    return {volume.path: volume for volume in volumes(ROOT, tmp_path_factory.mktemp("store"))}


@cache
def paths() -> list[str]:
    """Return the sources of the demo, drafts and all, without opening the site."""
    texts = [*ROOT.glob("content/*/*.md"), *ROOT.glob("courses/*/*.md"), *ROOT.glob("courses/*/course.yml")]
    return sorted(path.relative_to(ROOT).as_posix() for path in texts)


@pytest.mark.parametrize("path", paths())
def test_a_document_of_the_demo_is_what_it_claims_to_be(
    path: str, demo: dict[str, Volume], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if path not in demo:
        assert UNPUBLISHED.search((ROOT / path).read_text("utf-8")), "nothing keeps it from being published"
        pytest.skip("a draft, or its day has not come or has passed")
    made, pages = printed_files(demo[path], monkeypatch)
    for file, data in made.files.items():
        assert conforming(data, tmp_path) == [], file
        assert differences(data, pages[file]) == [], file
    data = made.files["large-print.pdf"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == made.facts["pages"]
        assert {family(font) for font in fonts(pdf)} == {"Curbcut Sans"}
        headings = outline(read(pdf, painted(pdf)))
    # What the text was made from says which answers are right: of a course it is in the key.
    with pikepdf.open(io.BytesIO(made.files.get("large-print-key.pdf", data))) as pdf:
        assert source(pdf) == demo[path].site.files["source.md"]
    # The document itself, not what it was laid out from: the second pivot that the tags are held against.
    # Of a question the heading says its number first, and a blank is longer.
    told = [text_of(heading.text) for doc in demo[path].docs for heading in doc.headings]
    asked = [re.sub("_+", "____", heading) for heading in headings]
    assert [text for text in told if not any(text in heading for heading in asked)] == []


def conforming(data: bytes, folder: Path) -> list[str]:
    """Return what two profiles find wrong with a file."""
    file = folder / "large-print.pdf"
    file.write_bytes(data)
    return [
        f"{profile} {failure.rule_id}: {failure.message}"
        for profile in PROFILES
        for failure in validator.validate_pdf(str(file), profile=profile).failures
    ]


def fonts(pdf: pikepdf.Pdf) -> set[str]:
    return {
        str(font.get("/BaseFont"))
        for sheet in pdf.pages
        for font in sheet.get("/Resources", {}).get("/Font", {}).values()
    }


def family(name: str) -> str:
    return re.sub(r"^/(?:[A-Z]{6}\+)?(Curbcut)-?(Sans).*$", r"\1 \2", name)


def source(pdf: pikepdf.Pdf) -> bytes:
    return next(iter(pdf.attachments.values())).get_file().read_bytes()


def outline(tree: Element) -> list[str]:
    """Return the texts of headings, in order."""
    return [text_of(said(one)) for one in tree.below() if re.fullmatch(r"H[1-6]", one.kind)]


def said(one: Element) -> str:
    """Return the text of an element without the readings beside its characters."""
    kids = (kid for kid in one.kids if isinstance(kid, (str, Element)))
    return "".join(kid if isinstance(kid, str) else said(kid) for kid in kids if getattr(kid, "kind", "") != "RT")


def text_of(text: str) -> str:
    return "".join(text.split())
