"""Search in the browser: the index as small files that a page fetches one by one, from a server, a folder or a cache.

Documents are numbered by their address. They are divided into stretches of neighbours, 200 to 400 in each, the next of which
begins with the address whose SHA-256 is the least of those that may begin it; what stretches hold is joined by ranges of terms
(`core/search/postings`). An edited page costs its own stretch, and joining the ranges in which that is another one than before.

    search/manifest.js            what there is: stretches, blocks, what no longer holds, languages, synonyms
    assets/search/HASH.js         blocks of postings, and tables for queries that need them
    search/cards/STRETCH/N.js     what is shown of a document: its title, its sentences. STRETCH is a digest of the addresses,
                                  so that an old number never leads to another document
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import accumulate
from typing import Any, ClassVar

import msgspec

from curbcut.core.fields import FieldWords, field
from curbcut.core.headers import HASHED
from curbcut.core.model import Made, Record
from curbcut.core.search.analysis import STOP
from curbcut.core.search.cards import Entry
from curbcut.core.search.entries import entries_of, surroundings
from curbcut.core.search.numerals import PATTERN as NUMBER_PATTERN
from curbcut.core.search.postings import Postings, fineness, joined, postings_of, ranges, usual
from curbcut.core.search.queries import ASIDE_PATTERN
from curbcut.core.search.scoring import STANDING, average
from curbcut.core.search.shards import FILL, base36, blocks, check, hashed, hashed_shard, lists, shard, shortest
from curbcut.core.search.synonyms import groups_of, synonyms_of
from curbcut.core.search.tables import cards_of, facet_table, folded_within, sound_table, spelling_table, variant_table
from curbcut.core.shapes import Joint, Piece
from curbcut.core.steps import PIECE, Head

NAME = {"zh": "网页里的搜索", "en": "Search in the browser"}
NEEDS: tuple[str, ...] = ("passages",)
TOOLS: tuple[str, ...] = ("pypinyin",)
STANDS_ON = ("search",)
GATHERS = ("blocks.msgpack",)
LISTS_FILES = LISTS_SYNONYMS = True
WEIGHT = 16

VERSION = 3
"""Of the shards; finding.js reads no other."""
_SHELVED, _SHELF = 1500, 64
"""More blocks than these are listed in lists of about so many: else the list that comes first is most of what is fetched."""
_BLOCKS = GATHERS[0]
_LEAST, _MOST = 200, 400
"""Pages of a stretch but the last."""
_Blocks = list[tuple[str, str]]


class Options(Record, frozen=True):
    """domain_words: as in `search`."""

    FIELDS: ClassVar[dict[str, FieldWords]] = {
        "domain_words": field(
            "内置同义词",
            "是否使用自带的残疾人服务同义词表",
            "whether to use the built-in synonyms of services for disabled people",
        )
    }
    domain_words: bool = True


def pieces(
    heads: tuple[Head, ...], options: Options, site: dict[str, Any], facts: dict[str, dict[str, dict[str, Any]]]
) -> Iterator[Piece]:
    """Yield the tables of words, and the stretches of documents with what their entries depend on besides themselves."""
    groups = groups_of(site, domain_words=options.domain_words)
    yield Piece(name="words", paths=(), arguments={"groups": groups})
    lengths = [told["passages"]["length"] for told in facts.values() if "passages" in told]
    mean, fine = average(sum(lengths), len(lengths)), fineness(len(heads))
    for urls in stretches({head.url: head.path for head in heads}):
        paths = tuple(urls.values())
        yield Piece(
            name=f"from {next(iter(urls))}", paths=paths, arguments={**surroundings(paths, site, mean), "fine": fine}
        )


def stretches(paths: dict[str, str]) -> Iterator[dict[str, str]]:
    """Yield address → path of neighbouring pages. paths: of all of them"""
    urls = sorted(paths)
    while urls:
        end = len(urls)
        if end > _MOST:
            end = min(range(_LEAST, _MOST + 1), key=lambda at: sha256(urls[at].encode()).digest())
        yield {url: paths[url] for url in urls[:end]}
        urls = urls[end:]


def make_piece(
    heads: tuple[Head, ...], options: Options, arguments: dict[str, Any], made: dict[str, dict[str, Made]]
) -> Made:
    """Return a stretch's cards, its postings (inner), and facts of its documents; or the tables of words."""
    del options
    if "groups" in arguments:
        return words_of(arguments["groups"])
    return stretch(entries_of(heads, arguments, made), arguments["fine"], frozenset(arguments["recorded"]))


def stretch(pages: Iterable[Entry], fine: int, recorded: frozenset[str] = frozenset()) -> Made:
    """Return the cards of neighbouring pages, their postings in ranges (inner), and facts of them. recorded: paths."""
    entries = sorted(pages, key=lambda entry: entry.card.url)
    name = base36(check("\n".join(entry.card.url for entry in entries)))
    folder, cards = f"search/cards/{name}/", cards_of(entries, recorded)
    inner = {f"{unit:04x}": msgspec.msgpack.encode(one) for unit, one in ranges(postings_of(entries), fine)}
    facts = {
        "name": name, "first": entries[0].card.url, "langs": [entry.card.lang for entry in entries],
        "standing": [STANDING.get(entry.card.validity, 10) for entry in entries],
        "usual": "".join(f"{usual(entry.impacts):x}" for entry in entries),
        "labels": [list(entry.labels) for entry in entries], "dates": [entry.card.date for entry in entries],
        "postings": sum(len(entry.impacts) for entry in entries), "ranges": sorted(inner),
    }  # fmt: skip
    return Made(
        files={f"{folder}{number}.js": shard(f"{folder}{number}", card) for number, card in enumerate(cards)},
        inner=inner, facts=facts,
    )  # fmt: skip


def words_of(groups: list[list[str]]) -> Made:
    """Return the tables of words; facts: their names, and the synonyms."""
    synonyms = synonyms_of(groups)
    tables = {"variants": variant_table(), "sounds": sound_table(), "spellings": spelling_table(synonyms)}
    names = {name: hashed(value) for name, value in tables.items()}
    return Made(
        files=dict(_hashed(names[name], value) for name, value in tables.items()),
        facts={"tables": names, "synonyms": [list(group) for group in synonyms.groups]},
    )


def _hashed(name: str, value: Any) -> tuple[str, bytes]:
    return f"{HASHED}search/{name}.js", hashed_shard(value)


def joints(options: Options, facts: dict[str, dict[str, Any]]) -> Iterator[Joint]:
    """Yield the ranges of terms, each with the stretches that have some of them and how many documents stand before these."""
    del options
    told = sorted((pair for pair in facts.items() if "name" in pair[1]), key=lambda pair: str(pair[1]["first"]))
    bases = list(accumulate((len(one["langs"]) for _, one in told), initial=0))
    given: dict[str, list[tuple[int, str]]] = {}
    for base, (name, one) in zip(bases, told, strict=False):
        for unit in one["ranges"]:
            given.setdefault(unit, []).append((base, name))
    least = shortest(sum(one["postings"] for _, one in told))
    for unit, held in sorted(given.items()):
        around = {"bases": [base for base, _ in held], "documents": bases[-1], "least": least}
        yield Joint(name=unit, given=tuple((name, unit) for _, name in held), arguments=around)


def make_joint(options: Options, arguments: dict[str, Any], given: tuple[bytes, ...]) -> Made:
    """Return the blocks of a range of terms (inner): of each what it begins with, and its text."""
    del options
    read = (msgspec.msgpack.decode(data, type=Postings) for data in given)
    whole = joined(zip(arguments["bases"], read, strict=True))
    held = list(blocks(whole, arguments["documents"], arguments["least"]))
    return Made(inner={_BLOCKS: msgspec.msgpack.encode(held)})


def gather(heads: tuple[Head, ...], options: Options, site: dict[str, Any], made: dict[str, dict[str, Made]]) -> Made:
    """Return the blocks, the table of facets, and `search/manifest.js`, which names them all."""
    del options
    told = {name: one[PIECE] for name, one in made.items()}
    ranged = [pair for _, one in sorted(told.items()) if _BLOCKS in one.inner for pair in _blocks_of(one)]
    return Made(
        files=_joined([one.facts for one in told.values()], ranged, site, sorted({head.lang for head in heads}))
    )


def _blocks_of(joint: Made) -> _Blocks:
    return msgspec.msgpack.decode(joint.inner[_BLOCKS], type=_Blocks)


def exported(entries: list[Entry], groups: list[list[str]], site: dict[str, Any]) -> dict[str, bytes]:
    """Return all files of the index of these pages, which may be a part of a site. groups: of synonyms."""
    recorded = frozenset(entry.card.path for entry in entries if "audio:yes" in entry.labels)
    told = {"words": words_of(groups), **({"pages": stretch(entries, 0, recorded)} if entries else {})}
    facts = {name: one.facts for name, one in told.items()}
    made = [
        make_joint(Options(), joint.arguments, tuple(told[name].inner[file] for name, file in joint.given))
        for joint in joints(Options(), facts)
    ]
    langs = sorted({entry.card.lang for entry in entries})
    whole = _joined(list(facts.values()), [pair for one in made for pair in _blocks_of(one)], site, langs)
    return {path: data for files in (*(one.files for one in told.values()), whole) for path, data in files.items()}


def _joined(facts: list[dict[str, Any]], ranged: _Blocks, site: dict[str, Any], langs: list[str]) -> dict[str, bytes]:
    """Return the files that are made of all pieces: blocks, facets, the manifest. ranged: the blocks of all ranges, in order."""
    words = next(one for one in facts if "tables" in one)
    told = sorted((one for one in facts if "name" in one), key=lambda one: str(one["first"]))
    files, listed = _named(ranged)
    shelved = len(listed) > _SHELVED
    if shelved:
        more, listed = _named(lists(listed, _SHELF))
        files.update(more)
    rows = [pair for one in told for pair in zip(map(tuple, one["labels"]), one["dates"], strict=True)]
    facets = facet_table(rows, site, langs)
    files.update([_hashed(hashed(facets), facets)])
    manifest = {
        "version": VERSION, "stretches": [[one["name"], len(one["langs"])] for one in told],
        "blocks": next((text for _, text in lists(listed)), ""), "shelved": int(shelved), "tables": {**words["tables"], "facets": hashed(facets)},
        "usual": "".join(one["usual"] for one in told),
        "standing": _standing([held for one in told for held in one["standing"]]),
        "langs": _runs([lang for one in told for lang in one["langs"]]), "synonyms": words["synonyms"],
        "folded": folded_within(), "stop": " ".join(sorted(STOP)), "aside": ASIDE_PATTERN, "number": NUMBER_PATTERN,
    }  # fmt: skip
    files["search/manifest.js"] = shard("search/manifest", manifest)
    return files


def _named(texts: Iterable[tuple[str, str]]) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """Return the files of blocks or lists, and of each what it begins with and its name. texts: the same, and the text."""
    files: dict[str, bytes] = {}
    listed = []
    for start, text in texts:
        held, name = text, hashed(text)
        while f"{HASHED}search/{name}.js" in files:
            held += FILL  # two of one name: ones behind the last zero say nothing
            name = hashed(held)
        files.update([_hashed(name, held)])
        listed.append((start, name))
    return files, listed


def _standing(held: list[int]) -> list[list[int]]:
    """Return [ordinal, standing] of each document that has not the full one."""
    full = max(STANDING.values())
    return [[ordinal, standing] for ordinal, standing in enumerate(held) if standing != full]


def _runs(langs: list[str]) -> list[list[Any]]:
    """Return [ordinal, language] wherever the language changes."""
    return [[at, lang] for at, lang in enumerate(langs) if not at or lang != langs[at - 1]]
