"""Documents that are read aloud in tests, and how they are spoken without a build; each `cases/NAME/in.md` is one."""

from __future__ import annotations

from pathlib import Path

from curbcut.core.model import Document, Made
from curbcut.core.reading import read
from curbcut.core.steps import recording_of
from curbcut.renditions import audio

HERE = Path(__file__).resolve().parent
CASES = sorted(path.parent.name for path in (HERE / "cases").glob("*/in.md"))
KINDS = {"guide": "guides", "english": "pages"}


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


def made(
    voice: str = "silence", lexicon: dict[str, str] | None = None, recorded: tuple[str, ...] = ()
) -> dict[str, Made]:
    """Return what the room is told of the site; `recorded` are ids of sentences of `content/notices/x.md`."""
    related = [["repealed_by", "交通补贴新办法", "zh-Hans", "https://example.org/notice/new/"]]
    told = {
        "lexicon": lexicon or {},
        "voices": {"zh-Hans": voice, "en": voice},
        "options": {"zh-Hans": {}, "en": {}},
        "identities": {voice: "1", "recordings": "1"},
        "recordings": {recording_of("content/notices/x.md", id_): "sha" for id_ in recorded},
    }
    site = {"name": "临江市残联", "address": "https://example.org/notice/x/", "related": related, "expired": False}
    return {"speech": Made(facts=told), "site": Made(facts=site)}


def spoken(doc: Document, options: audio.Options | None = None, voice: str = "silence") -> Made:
    """Return what the room makes of a document."""
    chosen, given = options or audio.Options(), made(voice)
    clips = [audio.make_part(chosen, part.arguments, b"") for part in audio.parts(doc, chosen, given)]
    return audio.render(doc, chosen, given, tuple(clips))
