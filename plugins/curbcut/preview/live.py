"""What open pages are told: which release is live, and what stops the next one.

One complete state is sent at every change and to everyone who connects, so a page that was asleep, or
whose connection broke, needs no history. Source: WHATWG HTML, server-sent events.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from typing import Any

from curbcut.core.errors import CurbcutError
from curbcut.core.findings import Finding
from curbcut.core.model import Record
from curbcut.core.words import LANGUAGES, Words, label

_HEARTBEAT_S = 15  # WHATWG HTML 9.2.7: a comment line every 15 seconds or so keeps the connection
_RETRY_MS = 1000


class Problem(Record, frozen=True):
    """One thing that stops the next release: where, and the sentences by language."""

    where: str
    text: dict[str, str]


class State(Record, frozen=True):
    """release: folder name of the live release, ``""`` for none; problems: what stops the next one."""

    release: str = ""
    problems: tuple[Problem, ...] = ()

    def event(self) -> bytes:
        """Return the state as one server-sent event, with all texts that a page may show."""
        count = len(self.problems)
        data = {
            "release": self.release,
            "problems": [{"where": problem.where, **problem.text} for problem in self.problems],
            "texts": {
                "updated": _both("preview_updated"),
                "mended": _both("preview_mended"),
                "stopped": _both("preview_stopped", count=count),
                "heading": _both("preview_problems"),
            },
        }
        return f"event: state\nretry: {_RETRY_MS}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


class Live:
    """The state now, and streams of it for any number of pages. To be used from one event loop."""

    def __init__(self, release: str) -> None:
        self.state = State(release=release)
        self._changed = asyncio.Event()
        self._closed = False

    def show(self, state: State) -> None:
        """Make this the state; pages hear of it when it differs from the one before."""
        if state != self.state:
            self.state = state
            self._wake()

    def close(self) -> None:
        """End all streams now."""
        self._closed = True
        self._wake()

    async def stream(self) -> AsyncIterator[bytes]:
        """Yield the state now and at every change, until closed."""
        sent: State | None = None
        while not self._closed:
            changed = self._changed
            if self.state is not sent:
                sent = self.state
                yield sent.event()
            try:
                await asyncio.wait_for(changed.wait(), _HEARTBEAT_S)
            except TimeoutError:
                yield b": here\n\n"

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


def problems_of(findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """Return findings as problems of a page."""
    return tuple(
        Problem(where=":".join([f.path, *(str(n) for n in (f.line, f.column) if n)]), text=_sentences(f.words))
        for f in findings
    )


def problem_of(error: CurbcutError) -> Problem:
    """Return an error as a problem of a page."""
    return Problem(where=error.where, text=_sentences(error.words))


def _sentences(words: Words) -> dict[str, str]:
    return {lang: " ".join(filter(None, (words.what[lang], words.why[lang], words.fix[lang]))) for lang in LANGUAGES}


def _both(name: str, **values: Any) -> dict[str, str]:
    return {lang: label(name, lang, **values) for lang in LANGUAGES}
