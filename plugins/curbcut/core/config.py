"""`site_config.yml`: everything that a site can say about itself, as one typed record.

The same record is the loader, the JSON Schema and the documentation (fields.py names its keys).
Options of renditions and bundles are read with the room's own `Options`, in the same pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, ClassVar, TypeVar, cast
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta as Schema

from curbcut.core.dates import Refused
from curbcut.core.fields import FIELDS
from curbcut.core.findings import Finding, found, ordered, stopping
from curbcut.core.kinds import Part, Title
from curbcut.core.options import known_keys, load, load_options
from curbcut.core.options.lexicons import unreadable
from curbcut.core.options.telling import called, told
from curbcut.core.options.yaml_text import Mapping, Node, Scalar, Sequence, read_yaml
from curbcut.core.scalars import Language, Reads, Short, Slug, Term, WebAddress, web_address

VERSION = 1
"""Format of the file; raised when an old file would be read differently."""

OptionsOf = Callable[[str, str], "type[msgspec.Struct] | None"]
"""(corridor, room name) → the room's `Options`, or None when there is no such room."""

_ANY_LANGUAGE = "und"
_Said = TypeVar("_Said")
_WORKERS = re.compile(r"auto|[1-9]\d{0,2}|tcp://(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):[1-9]\d{0,4}")


def _workers(text: str, path: str) -> str:
    """Return `auto`, a number of workers, or `tcp://HOST:PORT`."""
    if not _WORKERS.fullmatch(text):
        raise Refused("workers-shape", text=text[:60])
    return text


def _timezone(text: str, path: str) -> str:
    """Return a name of the IANA time zone database."""
    from zoneinfo import ZoneInfo

    if text != "Asia/Shanghai":  # known even where the machine has no database
        try:
            ZoneInfo(text)
        except (ValueError, OSError, KeyError):
            raise Refused("timezone-unknown", text=text[:60]) from None
    return text


def _base(text: str, path: str) -> str:
    """Return a web address that ends with a slash: addresses of pages are joined to it."""
    parts = urlsplit(web_address(text))
    if parts.query or parts.fragment:
        raise Refused("base-shape", text=text[:80])
    return text if text.endswith("/") else text + "/"


ByLanguage = Annotated[dict[Language, Title], Short(text=_ANY_LANGUAGE)]
"""A text in several languages; a single text is in the site's main language."""
Terms = dict[Slug, ByLanguage]
"""The words of one classification: slug (in addresses) → names by language, in the order they are shown."""
Rooms = Annotated[dict[str, dict[str, Any]], Short(many="keys")]
"""Room name → its options; a list names rooms that keep their defaults."""
SPOKEN = ("zh-Hans", "en")
"""Languages that need a voice whatever the languages of a site are: words of both stand in texts of any."""
VoiceOf = Annotated[dict[Language, Rooms], Short(text=_ANY_LANGUAGE)]
"""Language → the one voice that speaks it, with its options; a voice that is named alone speaks all of them."""


class SiteContact(Part, frozen=True, kw_only=True):
    """How to reach the people behind the site, by telephone and without one."""

    phone: Term = "12385"
    sms: Term = ""
    fax: Term = ""
    email: Term = ""
    wechat: Term = ""
    hours: ByLanguage = msgspec.field(default_factory=dict)
    address: ByLanguage = msgspec.field(default_factory=dict)
    sign_language: ByLanguage = msgspec.field(default_factory=dict)
    url: WebAddress = ""


class Government(Part, frozen=True, kw_only=True):
    """What the meta elements of a government site say. Source: 政府网站发展指引（国办发〔2017〕47号）, annex on page tags."""

    SHORT: ClassVar[str] = "site_code"
    site_code: Term = ""
    domain: Term = ""


class _Rooms(Part, frozen=True, kw_only=True):
    """The rooms that a site names, read even where something else in the file is wrong."""

    renditions: Rooms = msgspec.field(default_factory=lambda: {"plain": {}})
    bundles: Rooms = msgspec.field(default_factory=dict)
    voices: VoiceOf = msgspec.field(default_factory=dict)


_TOLD = (
    "url", "language", "languages", "title", "tagline", "organisation", "contact", "timezone", "topics", "districts",
    "life_events", "security_contact",
)  # fmt: skip


class SiteConfig(Part, frozen=True, kw_only=True):
    """What `site_config.yml` says. `title` is the only key that must be there."""

    title: ByLanguage
    version: Annotated[int, Schema(ge=1, le=VERSION)] = VERSION
    tagline: ByLanguage = msgspec.field(default_factory=dict)
    organisation: ByLanguage = msgspec.field(default_factory=dict)
    url: Annotated[str, Schema(extra_json_schema={"format": "uri"}), Reads(_base)] = ""
    language: Language = "zh-Hans"
    languages: tuple[Language, ...] = ()
    contact: SiteContact = msgspec.field(default_factory=SiteContact)
    timezone: Annotated[str, Reads(_timezone)] = "Asia/Shanghai"
    topics: Terms = msgspec.field(default_factory=dict)
    districts: Terms = msgspec.field(default_factory=dict)
    life_events: Terms = msgspec.field(default_factory=dict)
    government: Government | None = None
    response_days: Annotated[int, Schema(ge=1, le=90)] = 15
    security_contact: Term = ""
    renditions: Rooms = msgspec.field(default_factory=lambda: {"plain": {}})
    bundles: Rooms = msgspec.field(default_factory=dict)
    voices: VoiceOf = msgspec.field(default_factory=dict)
    lexicon: dict[Term, Term] = msgspec.field(default_factory=dict)
    synonyms: tuple[tuple[Term, ...], ...] = ()
    workers: Annotated[str, Schema(pattern=f"^(?:{_WORKERS.pattern})$"), Reads(_workers)] = "auto"
    keep_releases: Annotated[int, Schema(ge=1, le=1000)] = 5
    listing_size: Annotated[int, Schema(ge=1, le=500)] = 20

    def told(self) -> dict[str, Any]:
        """Return, as plain data, what a bundle may know of the site: names, contact, addresses, vocabularies."""
        told = {name: getattr(self, name) for name in _TOLD}
        return cast("dict[str, Any]", msgspec.to_builtins(told))


def installed(corridor: str, name: str) -> type[msgspec.Struct] | None:
    """Return the `Options` of an installed room."""
    from curbcut.core import rooms

    if name not in _names(corridor):
        return None
    return cast("type[msgspec.Struct]", rooms.room(corridor, name).Options)


def load_config(path: str, text: str, options_of: OptionsOf = installed) -> tuple[SiteConfig | None, list[Finding]]:
    """Return the configuration, or None, and everything that is wrong with it.

    Options of rooms come back complete: what the site left out has the room's default.
    """
    read = read_yaml(text, path, known_keys(SiteConfig))
    if read.root is None:
        return None, ordered(read.findings)
    if later := _from_the_future(read.root, path):
        return None, [later]
    config, findings = load(SiteConfig, read.root, path, whole=read.whole)
    rooms, more = _rooms(read.root, path, options_of)
    if config is not None:
        more += [*unreadable(config.lexicon, read.root, path), *_synonyms(config, read.root, path)]
    findings = ordered([*findings, *read.findings, *more])
    if config is None or stopping(findings):
        return None, findings
    voices = rooms.pop("voices", {})
    if _ANY_LANGUAGE in voices:  # one that is named alone says everything
        voices = dict.fromkeys((config.language, *config.languages, *SPOKEN), voices[_ANY_LANGUAGE])
    return msgspec.structs.replace(config, **rooms, **_in_languages(config), voices=voices), findings


def _from_the_future(root: Mapping, path: str) -> Finding | None:
    """Return a finding when the file has a newer format: nothing else in it can be judged then."""
    value = _value(root, "version")
    if isinstance(value, Scalar) and re.fullmatch(r"[1-9]\d{0,8}", value.text) and int(value.text) > VERSION:
        return found("config-version", path, (value.line, value.column), version=value.text, known=VERSION)
    return None


def _synonyms(config: SiteConfig, root: Mapping, path: str) -> list[Finding]:
    """Return the groups of synonyms that are none."""
    if not config.synonyms:
        return []
    from curbcut.core.search.glossary import unfit  # it stands on more than most sites ever need

    return list(unfit(config.synonyms, root, path))


def _rooms(root: Mapping, path: str, options_of: OptionsOf) -> tuple[dict[str, Any], list[Finding]]:
    """Return renditions, bundles and voices with the options that the rooms read, and what is wrong with these."""
    pairs = [
        pair for name in _Rooms.__struct_fields__ for pair in root.pairs if pair[0].text in (name, *FIELDS[name].names)
    ]
    named, _ = load(_Rooms, Mapping(pairs), path)  # its findings are those of the whole file
    findings: list[Finding] = []
    if named is None:
        return {}, findings
    read: dict[str, Any] = {}
    for corridor in ("renditions", "bundles"):
        given = getattr(named, corridor)
        read[corridor], more = _options(corridor, given, _value(root, corridor), path, options_of)
        findings += more
    read["voices"] = {}
    for language, given in named.voices.items():
        place, node = _entry(_value(root, "voices"), language)
        at = node or place
        read["voices"][language], more = _options("voices", given, at, path, options_of)
        findings += more
        if len(given) != 1:
            findings.append(found("config-one-voice", path, (at.line, at.column), count=len(given)))
    return read, findings


def _options(
    corridor: str, rooms: dict[str, Any], named: Node | None, path: str, options_of: OptionsOf
) -> tuple[dict[str, Any], list[Finding]]:
    """Return what each of some rooms makes of its options, by room. named: where they stand"""
    read: dict[str, Any] = {}
    findings: list[Finding] = []
    for name, given in rooms.items():
        place, node = _entry(named, name)
        model = options_of(corridor, name)
        if model is None:
            findings.append(_no_room(corridor, name, path, place))
            continue
        options, more = load_options(model, given if node is None else node, path)
        findings += more
        read[name] = msgspec.to_builtins(options) if options is not None else {}
    return read, findings


def named(texts: dict[str, _Said], language: str) -> dict[str, _Said]:
    """Return texts by language; one that was given without any stands under the site's own."""
    return {language if tag == _ANY_LANGUAGE else tag: text for tag, text in texts.items()}


def _in_languages(config: SiteConfig) -> dict[str, Any]:
    """Return the texts that were given without a language under the site's own."""
    language = config.language
    changes: dict[str, Any] = {
        name: named(getattr(config, name), language) for name in ("title", "tagline", "organisation")
    }
    for terms in ("topics", "districts", "life_events"):
        changes[terms] = {slug: named(names, language) for slug, names in getattr(config, terms).items()}
    contact = {name: named(getattr(config.contact, name), language) for name in ("hours", "address", "sign_language")}
    return {**changes, "contact": msgspec.structs.replace(config.contact, **contact)}


def _value(root: Mapping, name: str) -> Node | None:
    """Return the value of a key under any of its names."""
    names = (name, *FIELDS[name].names)
    return next((value for key, value in root.pairs if key.text in names), None)


def _entry(node: Node | None, name: str) -> tuple[Node, Node | None]:
    """Return where a room is named, and its options if it has any there."""
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            if key.text == name:
                return key, value
    items = node.items if isinstance(node, Sequence) else [node]
    named = (item for item in items if isinstance(item, Scalar) and item.text.strip() == name)
    return next(named, node or Scalar(name, True)), None


def _no_room(corridor: str, name: str, path: str, place: Node) -> Finding:
    from difflib import get_close_matches

    names = _names(corridor)
    near = get_close_matches(name[:60], names, n=1)
    return told(
        "config-unknown-room", path, (place.line, place.column), room=name[:60], rooms=" ".join(near or names) or "—",
        called=called(corridor, FIELDS[corridor]),
    )  # fmt: skip


def _names(corridor: str) -> list[str]:
    from curbcut.core import rooms

    try:
        return sorted(rooms.corridor(corridor))
    except OSError:  # a corridor without a folder has no rooms
        return []
