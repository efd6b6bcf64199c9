"""What code a result depends on, as digests for keys: files and versions, not release numbers.

A release of Curbcut does not re-make a thing whose own files and tools stayed as they were.
"""

from __future__ import annotations

from functools import cache
from types import ModuleType

from curbcut.core import rooms
from curbcut.core.model import digest_of

READING_TOOLS = ("markdown", "nh3", "ruamel.yaml")
LAYOUT_TOOLS = ("pelican", "mkdocs", "mkdocs-material", "jinja2")
_READERS = (
    "deadlines",
    "definitions",
    "reading",
    "quizzes",
    "language",
    "front_matter",
    "including",
    "options",
    "kinds",
    "scalars",
    "fields",
    "dates",
    "recurrences",
    "words",
    "steps",
    "calls",
    "model",
)
_SHARED = ("words", "model", "language", "kinds", "particulars", "repeats", "vocabularies")
_GATHERING = (
    "catalogue",
    "coordinates",
    "directory",
    "headers",
    "media_types",
    "podcasts",
    "recurrences",
    "spreadsheets",
    "steps",
    "syndication",
    "timezones",
    "vocabularies",
    "xml_text",
)
"""What bundles stand on besides; no rendition does."""
_SPEAKING, _SPEAKING_TOOLS = ("sound", "steps", "voicing"), ("lameenc", "pypinyin")
"""What rooms that speak stand on besides: how clips become a recording, and how characters become syllables."""
PLANNING = (
    "catalogue",
    "coordinates",
    "dates",
    "definitions",
    "headers",
    "kinds",
    "language",
    "model",
    "pages",
    "particulars",
    "podcasts",
    "recurrences",
    "repeats",
    "scalars",
    "sources",
    "steps",
    "vocabularies",
    "words",
)
"""What the plan of a page stands on, below the portal; a test holds it against what is imported."""


@cache
def reading(rules: tuple[str, ...]) -> str:
    """Return the identity of reading and checking: the reader, the schemas, the rules (module paths), their tools."""
    readers = [rooms.identity(f"curbcut.core.{name}") for name in _READERS]
    return digest_of(readers, [rooms.identity(rule) for rule in rules], rooms.tool_versions(READING_TOOLS))


def room(module: ModuleType) -> str:
    """Return the identity of a room: its files, its tools, and the revision of what it stands on."""
    speaks = getattr(module, "SPEAKS", False)
    below = (*_SHARED, *getattr(module, "STANDS_ON", ()))
    below += _GATHERING if hasattr(module, "gather") else ()
    below += _SPEAKING if speaks else ()
    return _room(module.__name__, (*module.TOOLS, *(_SPEAKING_TOOLS if speaks else ())), below)


@cache
def _room(name: str, tools: tuple[str, ...], below: tuple[str, ...]) -> str:
    shared = [rooms.identity(f"curbcut.core.{part}") for part in below]
    return digest_of(rooms.identity(name), rooms.tool_versions(tools), shared)


def voice(name: str, fingerprints: dict[str, str]) -> str:
    """Return the identity of a voice: its files, its tools, and what its options and the machine decide.

    fingerprints: by language that it speaks on a site
    """
    module = rooms.room("voices", name)
    return digest_of(rooms.identity(module.__name__), rooms.tool_versions(tuple(module.TOOLS)), fingerprints)


@cache
def planning() -> str:
    """Return the identity of planning a page: the portal, and what it says things with."""
    return digest_of(rooms.identity("curbcut.portal"), [rooms.identity(f"curbcut.core.{name}") for name in PLANNING])


@cache
def collation() -> str:
    """Return the identity of the A to Z: how titles are read aloud."""
    return digest_of(rooms.identity("curbcut.core.language.collation"), rooms.tool_versions(("pypinyin",)))


@cache
def counting() -> str:
    """Return the identity of counting an attachment's pages."""
    return digest_of(rooms.identity("curbcut.core.attachments"), rooms.tool_versions(("pypdf",)))


@cache
def generator(part: str) -> str:
    """Return the identity of laying out `content` or `courses`: adapter and generator versions."""
    adapter = {"content": "curbcut.adapters.for_pelican", "courses": "curbcut.adapters.for_mkdocs"}[part]
    ours = [rooms.identity(module) for module in (adapter, "curbcut.core.steps", "curbcut.core.pages")]
    return digest_of(ours, rooms.tool_versions(LAYOUT_TOOLS))
