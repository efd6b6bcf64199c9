"""Documents that are read aloud in tests, and how they are spoken without a build; each `cases/NAME/in.md` is one."""

from __future__ import annotations

from pathlib import Path

from curbcut.core.model import Document, Made
from curbcut.core.reading import read
from curbcut.core.voicing import voicing
from curbcut.renditions import audio

HERE = Path(__file__).resolve().parent
CASES = sorted(path.parent.name for path in (HERE / "cases").glob("*/in.md"))
KINDS = {"guide": "guides", "english": "pages"}
REAL = {"zh-Hans": {"espeak": {}}, "en": {"espeak": {}}}
SILENT = {"zh-Hans": {"silence": {}}, "en": {"silence": {}}}


def document(text: str, kind: str = "notices", lang: str = "zh-Hans") -> Document:
    """Return a text as a document of a kind."""
    ending = ".en.md" if lang == "en" else ".md"
    result = read(f"content/{kind}/x{ending}", text.encode(), lang=lang, placed=False)
    assert result.document is not None, result.findings
    return result.document


def notice(body: str) -> Document:
    """Return a notice with this text."""
    return document(f"---\ntitle: 通知\nslug: x\npublished: 2026-01-01\n---\n\n{body}\n")


def case(name: str) -> Document:
    """Return a case's document."""
    text = (HERE / "cases" / name / "in.md").read_text("utf-8")
    return document(text, KINDS.get(name, "notices"), "en" if name == "english" else "zh-Hans")


def made(**speech: object) -> dict[str, Made]:
    """Return what the room is told of the site; `speech` overrides what is told of voices."""
    related = [["repealed_by", "交通补贴新办法", "zh-Hans", "https://example.org/notice/new/"]]
    told = {"lexicon": {}, "voices": SILENT, "recordings": {}, **speech}
    site = {"name": "临江市残联", "address": "https://example.org/notice/x/", "related": related, "expired": False}
    return {"speech": Made(facts=told), "site": Made(facts=site)}


def spoken(doc: Document, options: audio.Options | None = None, **speech: object) -> Made:
    """Return what the room makes of a document, spoken by silence unless `speech` says otherwise."""
    chosen, given = options or audio.Options(), made(**speech)
    clips = [
        audio.make_part(chosen, part.arguments, b"", voicing(*part.voice, Path()))
        for part in audio.parts(doc, chosen, given)
    ]
    return audio.render(doc, chosen, given, tuple(clips))
