"""The index of a release, opened: verified first, then asked.

`Told` is what the release publishes of it (search/index.json): no more than names, sizes and digests. What they name is kept
in the store, or in a folder that was copied from it, and is opened only if its SHA-256 is right.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from threading import Lock
from typing import Any, Literal

import msgspec

from curbcut.core.errors import EnvironmentProblem
from curbcut.core.model import Record
from curbcut.core.search import hits, scoring
from curbcut.core.search.analysis import grams
from curbcut.core.search.cards import FACETS, Card, Entry, anchor_of
from curbcut.core.search.passages import Passage, counted
from curbcut.core.search.queries import LONGEST, Alternative, Wanted, plan
from curbcut.core.search.synonyms import Synonyms

VERSION = 1
"""Of search/index.json and of what it names; another one is not read."""
FILE = "search/index.json"
_TITLES = 10
"""Best results in whose titles a misspelt word is looked for."""
_ALIKE = 24
"""Terms by which pages that are like another one are found."""
_REMEMBERED = 2048
"""Terms, and pages, that are kept at hand, so that a counter which is asked the same again answers at once."""
Sort = Literal["score", "date"]
Words = tuple[tuple[Alternative, ...], ...]


class Piece(Record, frozen=True):
    """A file of the index, by what it holds. documents: 0 for the synonyms."""

    name: str
    sha256: str
    size_bytes: int
    documents: int = 0


class Told(Record, frozen=True):
    """What a release says of its index. groups: in the order in which their pages are numbered."""

    version: int
    synonyms: Piece
    groups: tuple[Piece, ...] = ()


class Hit(Record, frozen=True):
    """A result. passage: the sentence to open the page at; marks: where in its text, and in the title, what was looked for stands."""

    card: Card
    score: int
    passage: Passage | None = None
    marks: hits.Marks = ()
    title_marks: hits.Marks = ()

    @property
    def address(self) -> str:
        """Where the page opens: at the sentence, or at the heading above a guide's particular, where there is one."""
        anchor = anchor_of(self.card, self.passage) if self.passage else ""
        return f"{self.card.url}#{anchor}" if anchor else self.card.url


class Results(Record, frozen=True):
    """The answer to a query.

    wanted: the terms looked for that some page has, with weight and reason; unknown: those that were typed and no page has
    words: what counts together (`queries.Plan`)
    facets: name → value → how many of all results have it; suggestion: what may have been meant, or ``""``
    """

    total: int
    hits: tuple[Hit, ...]
    wanted: tuple[Wanted, ...] = ()
    words: Words = ()
    unknown: tuple[str, ...] = ()
    facets: dict[str, dict[str, int]] = {}
    suggestion: str = ""


class Wish(Record, frozen=True):
    """How results are wanted. labels: `kind:notice`; of one name any, of different names all must fit.
    first: language whose pages stand before the others, unless they are in the order of dates.
    """

    labels: tuple[str, ...] = ()
    sort: Sort = "score"
    start: int = 0
    limit: int = 10
    first: str = ""


PLAIN = Wish()


def told_of(data: bytes, where: str) -> Told:
    """Return what search/index.json says. Raises EnvironmentProblem where it cannot be read."""
    try:
        version = msgspec.json.decode(data, type=dict[str, Any]).get("version")
        if version != VERSION:
            raise EnvironmentProblem("search-version", where=where, version=version)
        return msgspec.json.decode(data, type=Told)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise EnvironmentProblem("search-damaged", where=where, what="index.json") from problem


def written(told: Told) -> bytes:
    """Return search/index.json."""
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def opened(told: Told, fetch: Callable[[Piece], bytes | None], where: str) -> Index:
    """Return the index. fetch: the bytes of a piece, None where they are gone.

    raises: EnvironmentProblem for a piece that is missing or is not what its digest says; nothing of it has been read then.
            And for one that is, and that this Whoosh or this Python cannot read
    """
    verified = [(piece.name, _verified(piece, fetch, where)) for piece in (told.synonyms, *told.groups)]
    name = ""
    try:
        name, data = verified[0]
        synonyms, readers = msgspec.msgpack.decode(data, type=Synonyms), []
        for name, data in verified[1:]:  # noqa: B007 - the sentence names it
            readers.append(_reader(data))
        return Index(readers, synonyms)
    except Exception as problem:  # files of pickles and structures can fail in any way
        raise EnvironmentProblem("search-unreadable", where=where, what=name, reason=repr(problem)) from problem


def _verified(piece: Piece, fetch: Callable[[Piece], bytes | None], where: str) -> bytes:
    data = fetch(piece)
    if data is None:
        raise EnvironmentProblem("search-gone", where=where, what=piece.name)
    if len(data) != piece.size_bytes or sha256(data).hexdigest() != piece.sha256:
        raise EnvironmentProblem("search-damaged", where=where, what=piece.name)
    return data


def _reader(data: bytes) -> Any:
    from whoosh.index import FileIndex

    from curbcut.core.search.indexing import NAME, schema, unpacked

    return FileIndex(unpacked(data), schema=schema(), indexname=NAME).reader()


class Index:
    """The pages of a site, ready to be asked; any number of threads may ask."""

    def __init__(self, readers: Sequence[Any], synonyms: Synonyms) -> None:
        self._readers, self.synonyms = readers, synonyms
        self._reading = Lock()  # Whoosh's files have one place to read at, whoever reads
        self._having: dict[str, int] = {}
        self._postings: dict[str, tuple[array[int], array[int]]] = {}
        self._shelf: dict[int, tuple[Card, hits.Texts]] = {}
        urls = [url.decode() for url in self._column("url")]
        ranks = sorted(range(len(urls)), key=urls.__getitem__)
        self._ordinals = [0] * len(urls)
        for ordinal, number in enumerate(ranks):
            self._ordinals[number] = ordinal
        self._numbers = {url: number for number, url in enumerate(urls)}
        self._dates = [date.decode() for date in self._column("date")]
        self._standing = [scoring.STANDING.get(held.decode(), 10) for held in self._column("validity")]

    def _column(self, name: str) -> Iterator[bytes]:
        for reader in self._readers:
            column = reader.column_reader(name)
            yield from (column[number] for number in range(reader.doc_count_all()))

    @property
    def documents(self) -> int:
        """How many pages there are."""
        return len(self._ordinals)

    def entries(self) -> Iterator[Entry]:
        """Yield what the index was made of, page by page."""
        base = 0
        for reader in self._readers:
            impacts: list[dict[str, int]] = [{} for _ in range(reader.doc_count_all())]
            labels: list[list[str]] = [[] for _ in impacts]
            with self._reading:
                for field, term in reader.all_terms():
                    found = reader.postings(field, term)
                    for number, weight in zip(found.numbers, found.weights, strict=True):
                        if field == "terms":
                            impacts[number][term.decode()] = weight >> 1
                        else:
                            labels[number].append(term.decode())
            for number, held in enumerate(impacts):
                card, texts = self._stored(base + number)
                yield Entry(card=card, impacts=held, labels=tuple(labels[number]), passages=tuple(texts.passages))
            base += len(impacts)

    # --- terms: what queries.Terms asks for ---------------------------------------------------------

    def having(self, term: str) -> int:
        """Return how many pages have a term."""
        having = self._having.get(term)
        if having is None:
            having = self._having[term] = len(self.postings(term)[0])
        return having

    def starting(self, prefix: str) -> list[tuple[str, int]]:
        """Return the terms that begin so, each with how many pages have it."""
        with self._reading:
            terms = {term.decode() for reader in self._readers for term in reader.expand_prefix("terms", prefix)}
        return [(term, self._frequency(term)) for term in terms]

    def _frequency(self, term: str) -> int:
        """Return how many pages have a term of which only this is asked."""
        having = self._having.get(term)
        if having is None:
            with self._reading:
                having = sum(reader.doc_frequency("terms", term) for reader in self._readers)
            self._having[term] = having
        return having

    def postings(self, term: str) -> tuple[array[int], array[int]]:
        """Return the numbers of the pages that have a term, and 2 * impact + 1 for each."""
        held = self._postings.get(term)
        if held is None:
            held = self._read("terms", term)
            if held[0]:  # a query tries many sounds that no page has
                if len(self._postings) >= _REMEMBERED:
                    self._postings = {}
                self._postings[term] = held
        return held

    def _read(self, field: str, term: str) -> tuple[array[int], array[int]]:
        from whoosh.reading import TermNotFound

        numbers, weights = array("L"), array("B")
        base = 0
        with self._reading:
            for reader in self._readers:
                with suppress(TermNotFound):
                    found = reader.postings(field, term)
                    numbers.extend([base + number for number in found.numbers])
                    weights.extend(found.weights)
                base += reader.doc_count_all()
        return numbers, weights

    # --- answers ------------------------------------------------------------------------------------

    def search(self, query: str, wish: Wish = PLAIN) -> Results:
        """Return the answer to a query; any text is one."""
        planned = plan(query, self, self.synonyms)
        known = tuple(one for one in planned.wanted if self.having(one.term))
        unknown = tuple(one.term for one in planned.wanted if one.why == "typed" and not self.having(one.term))
        ranked = self._ranked(planned.words, wish)
        doubtful = [one for one in known if one.why != "typed" or one.word.isascii()]
        titles = (self.card(number).title for number, _ in ranked[:_TITLES]) if doubtful else ()
        meant = hits.suggestion(query[:LONGEST], doubtful, titles)
        return Results(
            total=len(ranked), hits=self._shown(ranked, planned.words, wish, meant), wanted=known, words=planned.words,
            unknown=unknown, facets=self._facets(ranked), suggestion=meant,
        )  # fmt: skip

    def place(self, query: str, url: str, wish: Wish = PLAIN) -> tuple[int, Card | None]:
        """Return which result of a query a page is, from 1, or 0 where it is none; and the page that comes first."""
        ranked = self._ranked(plan(query, self, self.synonyms).words, wish)
        number = self._numbers[url]
        place = next((place for place, (found, _) in enumerate(ranked, 1) if found == number), 0)
        return place, self.card(ranked[0][0]) if ranked else None

    def like(self, url: str, wish: Wish = PLAIN) -> Results:
        """Return the pages that are most like one; none for an address that is no page."""
        number = self._numbers.get(url)
        if number is None:
            return Results(total=0, hits=())
        telling = counted(self.passages(number)).tfs
        worth = {term: tf * self.rarity(term) for term, tf in telling.items()}
        terms = sorted((term for term in worth if self.having(term) > 1), key=lambda term: (-worth[term], term))[
            :_ALIKE
        ]
        wanted = tuple(Wanted(term=term, weight=telling[term], why="typed", word=term) for term in terms)
        words = ((tuple((one.term, one.weight) for one in wanted),),)
        ranked = [pair for pair in self._ranked(words, wish) if pair[0] != number]
        return Results(total=len(ranked), hits=self._shown(ranked, words, wish), wanted=wanted, words=words)

    def page(self, url: str) -> Card | None:
        """Return what a result shows of the page at an address; None for an address that is no page."""
        number = self._numbers.get(url)
        return None if number is None else self.card(number)

    def card(self, number: int) -> Card:
        """Return what a result shows of the page with a number."""
        return self._stored(number)[0]

    def passages(self, number: int) -> tuple[Passage, ...]:
        """Return what the page with a number says."""
        return tuple(self._stored(number)[1].passages)

    def _stored(self, number: int) -> tuple[Card, hits.Texts]:
        if number not in self._shelf:
            if len(self._shelf) >= _REMEMBERED:
                self._shelf = {}
            self._shelf[number] = self._read_stored(number)
        return self._shelf[number]

    def _read_stored(self, number: int) -> tuple[Card, hits.Texts]:
        for reader in self._readers:
            if number < reader.doc_count_all():
                with self._reading:
                    fields = reader.stored_fields(number)
                card = msgspec.msgpack.decode(fields["card"], type=Card)
                return card, hits.Texts(msgspec.msgpack.decode(fields["passages"], type=tuple[Passage, ...]))
            number -= reader.doc_count_all()
        raise IndexError(number)

    def _ranked(self, words: Words, wish: Wish) -> list[tuple[int, int]]:
        """Return (number, score) of all results in their order."""
        scores = scoring.scored(words, lambda term: zip(*self.postings(term), strict=True), self.rarity)
        allowed = self._allowed(wish.labels)
        standing, ordinals, dates = self._standing, self._ordinals, self._dates
        own = self._labels.get(f"language:{wish.first}", frozenset()) if wish.first and wish.sort == "score" else ()
        rows = [
            (bool(own) and number not in own, -(score * standing[number] // 10), ordinals[number], number)
            for number, score in scores.items() if allowed is None or number in allowed
        ]  # fmt: skip
        rows.sort()
        if wish.sort == "date":
            rows.sort(key=lambda row: dates[row[3]], reverse=True)
        return [(number, -minus) for _, minus, _, number in rows]

    def contributions(self, url: str, words: Words) -> dict[str, int]:
        """Return what each term adds to the score of a page, before its standing: term → points."""
        number = self._numbers[url]
        points: dict[str, int] = {}
        for alternatives in words:
            most = scoring.telling(alternatives, self.rarity)
            told = (
                {term: self._times(number, term) * min(self.rarity(term), most) * weight for term, weight in terms}
                for terms in alternatives
            )
            for term, added in max(told, key=lambda one: sum(one.values())).items():
                points[term] = points.get(term, 0) + added
        return {term: added for term, added in points.items() if added}

    def _times(self, number: int, term: str) -> int:
        return next((times for found, times in zip(*self.postings(term), strict=True) if found == number), 0)

    def rarity(self, term: str) -> int:
        """Return how telling a term is (`scoring.rarity`)."""
        return scoring.rarity(self.documents, self.having(term))

    def _shown(self, ranked: list[tuple[int, int]], words: Words, wish: Wish, meant: str = "") -> tuple[Hit, ...]:
        wanted = {term for alternatives in words for terms in alternatives for term, _ in terms if self.having(term)}
        terms = wanted.union(grams(meant))
        shown = []
        for number, score in ranked[wish.start : wish.start + wish.limit]:
            card, texts = self._stored(number)
            passage = hits.best(texts, words, self.rarity)
            shown.append(Hit(
                card=card, score=score, passage=passage, title_marks=hits.marks(card.title, terms),
                marks=hits.marks(passage.text, terms) if passage else (),
            ))  # fmt: skip
        return tuple(shown)

    # --- facets -------------------------------------------------------------------------------------

    @cached_property
    def _labels(self) -> dict[str, frozenset[int]]:
        terms = sorted({term for reader in self._readers for term in reader.field_terms("labels")})
        return {term: frozenset(self._read("labels", term)[0]) for term in terms}

    def _allowed(self, labels: tuple[str, ...]) -> frozenset[int] | None:
        groups: dict[str, frozenset[int]] = {}
        for label in labels:
            name = label.partition(":")[0]
            fitting = (having for known, having in self._labels.items() if known.lower() == label.lower())
            groups[name] = groups.get(name, frozenset()).union(*fitting)
        return frozenset.intersection(*groups.values()) if groups else None

    def _facets(self, ranked: list[tuple[int, int]]) -> dict[str, dict[str, int]]:
        numbers = {number for number, _ in ranked}
        facets: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        for label, having in self._labels.items():
            name, _, value = label.partition(":")
            if count := len(numbers & having):
                facets[name][value] = count
        return {name: values for name, values in facets.items() if values}
