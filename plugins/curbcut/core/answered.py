"""What has been answered so far, and what follows from it for others: their keys, and the values of their arguments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curbcut.core.arguments import Deferred, Job, Output, holds
from curbcut.core.model import Answer, Blob, Keyed, Later, Made, digest_of
from curbcut.core.store import Parts, Store

_DIGEST_DIGITS = 64  # hex digits of SHA-256: a shorter text is never taken for a digest


class Lacking(Exception):
    """A job needs a file that its need did not make."""


class Answered:
    """The answers of a run by job name, and those known before it."""

    def __init__(self, store: Store, answers: Mapping[str, Answer], known: Mapping[str, Answer]) -> None:
        self.store, self.answers, self.known = store, answers, known

    def key(self, job: Job) -> tuple[str, Parts]:
        """Return what a job is looked up by, once all it needs is answered, and what that is made of. Raises Lacking."""
        labels = job.labels or tuple(f"argument {n}" for n in range(1, len(job.args) + 1))
        pairs = [("code", job.code)]
        pairs += [(label, self._digest(arg)) for label, arg in zip(labels, job.args, strict=True)]
        parts = tuple(pairs)
        return digest_of(job.do, parts), parts

    def blob(self, output: Output) -> Blob:
        """Return one file that a job made. Raises Lacking."""
        files = self._answer(output.job).files
        if output.file not in files:
            raise Lacking(f"“{output.job.name}” gave no file “{output.file}”")
        return files[output.file]

    def values(self, arg: Any) -> Any:
        """Return an argument as its function receives it. Raises KeyError for bytes that are gone."""
        if isinstance(arg, Job):
            answer = self._answer(arg)
            return Made(files={n: self.store.get(b) for n, b in answer.files.items()}, facts=answer.facts)
        if isinstance(arg, Output):
            return self.store.get(self.blob(arg))
        if isinstance(arg, (tuple, list)):
            return tuple(self.values(item) for item in arg)
        if isinstance(arg, dict):
            return {name: self.values(item) for name, item in arg.items()}
        return arg.make() if isinstance(arg, Later) else arg

    def _answer(self, job: Job) -> Answer:
        return self.known[job.name] if job.name in self.known else self.answers[job.name]

    def _digest(self, arg: Any) -> str:
        if isinstance(arg, Job):
            return self._answer(arg).digest
        if isinstance(arg, Output):
            return self.blob(arg).digest
        if isinstance(arg, Deferred):
            return self.blob(arg.listed).digest if arg.asked else self.key(arg.listed.job)[0]
        if isinstance(arg, Keyed):
            return digest_of(*arg.key())
        if isinstance(arg, str) and len(arg) < _DIGEST_DIGITS:  # short texts read better in `why`
            return arg
        if isinstance(arg, (tuple, list)) and holds(arg):
            return digest_of(*(self._digest(item) for item in arg))
        if isinstance(arg, Mapping) and holds(arg.values()):
            return digest_of(*((name, self._digest(item)) for name, item in sorted(arg.items())))
        return digest_of(arg)
