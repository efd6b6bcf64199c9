"""Jobs and the one `run()` for every executor.

A job is a function named by its import path, and its arguments; an argument that is a Job (or one
file of it, an Output) is the dependency. A job's key is made of its code and of the digests of its
arguments, so a need that gives the same bytes as before ends the chain there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from typing import Any

import msgspec

from curbcut.core.calls import Failure, call_batch, failure_of
from curbcut.core.errors import Internal
from curbcut.core.executors import Inline, Workers, worker_died
from curbcut.core.model import Answer, Blob, Keyed, Later, Made, Record, digest_of
from curbcut.core.store import Parts, Store

_MANY_AT_MOST = 1_000
"""Calls handed over at once: at 10 KB a page this keeps a worker's share of memory near 20 MB."""
_DIGEST_DIGITS = 64  # hex digits of SHA-256: a shorter text is never taken for a digest


class Job(msgspec.Struct, frozen=True, eq=False):
    """A function (`package.module:name`), its arguments, and what its code is.

    name: unique in a run, such as ``plain content/notices/a.md``; findings and `why` use it
    args: plain data, Jobs and Outputs, also inside tuples and dictionaries
    code: digest of what the function is made of (a room's files, its tools' versions)
    many: the function takes a list of argument tuples and returns a list of results (or exceptions)
    weight: how many ordinary jobs it costs (`executors.POOL_FROM`)
    """

    name: str
    do: str
    args: tuple[Any, ...] = ()
    code: str = ""
    many: bool = False
    labels: tuple[str, ...] = ()
    weight: int = 1


class Output(msgspec.Struct, frozen=True, eq=False):
    """One file of a job, as an argument: only its digest enters the key, its bytes are passed."""

    job: Job
    file: str


class Event(Record, frozen=True):
    """What happened to a job: made · kept (found in the store) · failed · skipped."""

    what: str
    job: str
    done: int
    of: int


class Outcome(Record, frozen=True):
    """The end of a run: answers by job name, failures, and what was skipped because of which job."""

    answers: dict[str, Answer]
    failed: dict[str, Failure]
    skipped: dict[str, str]
    made: int
    kept: int


def run(
    jobs: Iterable[Job],
    store: Store,
    workers: Workers,
    tell: Callable[[Event], None] | None = None,
    known: Mapping[str, Answer] | None = None,
) -> Outcome:
    """Do the jobs and all they need; look up first, work only on what is missing.

    known: answers of earlier runs by job name; a Job with such a name stands for its answer
    A failed job fails only those that need it. The outcome, its order too, does not depend on the executor.
    raises: Internal when two different jobs have one name; EnvironmentProblem (disk, cluster)
    """
    return _Run(store, workers, tell, known or {}).all(jobs)


class _Run:
    """The state of one run: who waits for whom, what is in flight, what came out."""

    def __init__(
        self, store: Store, workers: Workers, tell: Callable[[Event], None] | None, known: Mapping[str, Answer]
    ) -> None:
        self.store, self.workers, self.tell, self.known = store, workers, tell, known
        self.jobs: dict[str, Job] = {}
        self.answers: dict[str, Answer] = {}
        self.failed: dict[str, Failure] = {}
        self.skipped: set[str] = set()
        self.keys: dict[str, tuple[str, Parts]] = {}
        self.waiting: dict[str, int] = {}
        self.dependants: dict[str, list[Job]] = {}
        self.ready: deque[Job] = deque()
        self.missing: list[Job] = []
        self.batches: deque[list[Job]] = deque()
        self.flying: dict[Future[list[Any]], list[Job]] = {}
        self.suspects: deque[Job] = deque()
        self.made = self.kept = 0

    def all(self, jobs: Iterable[Job]) -> Outcome:
        listed = list(jobs)
        for job in listed:
            self._enlist(job)
        while self.ready or self.missing or self.batches or self.flying or self.suspects:
            while self.ready:
                self._look_up(self.ready.popleft())
            if self.suspects and not self.flying:
                self._try_alone(self.suspects.popleft())
                continue
            if not self.suspects:
                self._send()
            if self.flying:
                done, _ = wait(self.flying, timeout=self.workers.patience_s, return_when=FIRST_COMPLETED)
                for future in done:
                    self._collect(future)
                if not done:
                    self.workers.check()
        self.store.commit()
        ended = len(self.answers) + len(self.failed) + len(self.skipped)
        assert ended == len(self.jobs), "a job was lost on the way"
        answers = self.answers | {job.name: self.known[job.name] for job in listed if job.name in self.known}
        names = dict.fromkeys((*self.jobs, *answers))  # the order of asking, not of finishing
        reasons = self._reasons()
        return Outcome(
            answers={name: answers[name] for name in names if name in answers},
            failed={name: self.failed[name] for name in names if name in self.failed},
            skipped={name: reasons[name] for name in names if name in self.skipped},
            made=self.made, kept=self.kept,
        )  # fmt: skip

    def _enlist(self, job: Job) -> None:
        asked = [job]
        while asked:
            job = asked.pop()
            if job.name in self.known:
                continue
            same = self.jobs.setdefault(job.name, job)
            if job.name in self.waiting:
                if same is not job and _shape(same) != _shape(job):
                    raise Internal("job-named-twice", job=job.name)
                continue
            needs = [need for need in _needs(job.args) if need.name not in self.known]
            names = dict.fromkeys(need.name for need in needs)
            self.waiting[job.name] = len(names)
            for name in names:
                self.dependants.setdefault(name, []).append(job)
            asked.extend(reversed(needs))
            if not needs:
                self.ready.append(job)

    def _look_up(self, job: Job) -> None:
        try:
            parts = self._parts(job)
        except _Lacking as lacking:
            self._fail(job, failure_of(lacking))
            return
        key = digest_of(job.do, parts)
        self.keys[job.name] = (key, parts)
        answer = self.store.asked(key)
        if answer is None:
            self.missing.append(job)
        else:
            self.store.recall(job.name, key, parts)
            self.kept += 1
            self._finish(job, answer, "kept")

    def _parts(self, job: Job) -> Parts:
        labels = job.labels or tuple(f"argument {n}" for n in range(1, len(job.args) + 1))
        pairs = [("code", job.code)]
        pairs += [(label, self._digest(arg)) for label, arg in zip(labels, job.args, strict=True)]
        return tuple(pairs)

    def _answer(self, job: Job) -> Answer:
        return self.known[job.name] if job.name in self.known else self.answers[job.name]

    def _blob(self, output: Output) -> Blob:
        files = self._answer(output.job).files
        if output.file not in files:
            raise _Lacking(f"“{output.job.name}” gave no file “{output.file}”")
        return files[output.file]

    def _digest(self, arg: Any) -> str:
        if isinstance(arg, Job):
            return self._answer(arg).digest
        if isinstance(arg, Output):
            return self._blob(arg).digest
        if isinstance(arg, Keyed):
            return digest_of(*arg.key())
        if isinstance(arg, str) and len(arg) < _DIGEST_DIGITS:  # short texts read better in `why`
            return arg
        if isinstance(arg, (tuple, list)) and _holds(arg):
            return digest_of(*(self._digest(item) for item in arg))
        if isinstance(arg, Mapping) and _holds(arg.values()):
            return digest_of(*((name, self._digest(item)) for name, item in sorted(arg.items())))
        return digest_of(arg)

    def _send(self) -> None:
        """Send what is missing; jobs that work on many at once wait until all of theirs are known.

        Little is in flight at a time: what has come back is kept before more is asked for.
        """
        singles = [job for job in self.missing if not job.many]
        together: dict[str, list[Job]] = {}
        if singles:
            self.missing = [job for job in self.missing if job.many]
        elif not (self.flying or self.batches):
            for job in self.missing:
                together.setdefault(job.do, []).append(job)
            self.missing = []
        waiting = sum(job.weight for batch in (singles, *self.batches, *together.values()) for job in batch)
        if not waiting:
            return
        pool, width = self.workers.pool(waiting)
        inline = isinstance(pool, Inline)
        for weight in sorted(
            {job.weight for job in singles}, reverse=True
        ):  # long ones first: none is left for the end
            alike = [job for job in singles if job.weight == weight]
            share = -(-len(alike) // width)
            most = 16 if weight == 1 else 1
            self.batches += _cut(alike, 1 if inline else max(1, min(most, share // 4)))
        for same in together.values():  # small batches keep all workers busy to the end; these cost most to begin
            self.batches += _cut(same, min(-(-len(same) // width), _MANY_AT_MOST))
        while self.batches and not self.suspects and len(self.flying) < (1 if inline else 2 * width):
            self._submit(pool, self.batches.popleft())

    def _submit(self, pool: Executor, jobs: list[Job]) -> None:
        batch, calls = [], []
        for job in jobs:
            try:
                calls.append((job.do, self._values(job.args), job.many))
                batch.append(job)
            except KeyError as problem:
                self._fail(job, _gone(problem))
        if not batch:
            return
        try:
            self.flying[pool.submit(call_batch, calls)] = batch
        except Exception as problem:  # noqa: BLE001 - a pool that broke a moment ago takes no more
            self._lost(batch, problem)

    def _values(self, arg: Any) -> Any:
        if isinstance(arg, Job):
            answer = self._answer(arg)
            return Made(files={n: self.store.get(b) for n, b in answer.files.items()}, facts=answer.facts)
        if isinstance(arg, Output):
            return self.store.get(self._blob(arg))
        if isinstance(arg, (tuple, list)):
            return tuple(self._values(item) for item in arg)
        if isinstance(arg, dict):
            return {name: self._values(item) for name, item in arg.items()}
        return arg.make() if isinstance(arg, Later) else arg

    def _collect(self, future: Future[list[Any]]) -> None:
        batch = self.flying.pop(future)
        try:
            results = future.result()
        except Exception as problem:  # noqa: BLE001 - whatever an executor raises when a worker is lost
            self._lost(batch, problem)
            return
        for job, result in zip(batch, results, strict=True):
            self._take(job, result)

    def _lost(self, batch: list[Job], problem: BaseException) -> None:
        """A batch did not come back: each of its jobs is tried alone, so that only the one to blame fails."""
        self.workers.lost(problem)
        self.suspects += batch

    def _try_alone(self, job: Job) -> None:
        try:
            result = self.workers.alone(call_batch, [(job.do, self._values(job.args), job.many)])[0]
        except KeyError as problem:
            result = _gone(problem)
        except Exception as problem:  # noqa: BLE001 - as above
            self.workers.lost(problem)
            result = (
                Failure(says="worker-died", values={"job": job.name}) if worker_died(problem) else failure_of(problem)
            )
        self._take(job, result)

    def _take(self, job: Job, result: Made | Failure) -> None:
        if isinstance(result, Failure):
            self._fail(job, result)
            return
        answer = self.store.keep(job.name, *self.keys[job.name], result)
        self.made += 1
        self._finish(job, answer, "made")

    def _finish(self, job: Job, answer: Answer, what: str) -> None:
        self.answers[job.name] = answer
        self._tell(what, job.name)
        for dependant in self.dependants.pop(job.name, ()):
            self.waiting[dependant.name] -= 1
            if self.waiting[dependant.name] == 0 and dependant.name not in self.skipped:
                self.ready.append(dependant)

    def _fail(self, job: Job, failure: Failure) -> None:
        self.failed[job.name] = failure
        key, parts = self.keys.get(job.name, ("", ()))
        self.store.keep_failure(job.name, key, parts, msgspec.to_builtins(failure))
        self._tell("failed", job.name)
        hopeless = deque(self.dependants.pop(job.name, ()))
        while hopeless:
            name = hopeless.popleft().name
            if name not in self.skipped:
                self.skipped.add(name)
                self._tell("skipped", name)
                hopeless.extend(self.dependants.pop(name, ()))

    def _reasons(self) -> dict[str, str]:
        """Return the failed job behind each skipped one: the first, in the order of its arguments."""
        first = {}
        for name in self.skipped:
            needs = _needs(self.jobs[name].args)
            first[name] = next(need.name for need in needs if need.name in self.skipped or need.name in self.failed)
        reasons = {name: name for name in self.failed}
        for skipped in self.skipped:
            name, path = skipped, []
            while name not in reasons:
                path.append(name)
                name = first[name]
            reasons.update(dict.fromkeys(path, reasons[name]))
        return reasons

    def _tell(self, what: str, name: str) -> None:
        if self.tell is not None:
            done = len(self.answers) + len(self.failed) + len(self.skipped)
            self.tell(Event(what=what, job=name, done=done, of=len(self.jobs)))


class _Lacking(Exception):
    """A job needs a file that its need did not make."""


def _gone(problem: KeyError) -> Failure:
    # Damaged between look-up and use: the job fails by name, the run goes on.
    return Failure(says="blob-gone", values={"digest": str(problem.args[0])})


def _cut(jobs: list[Job], size: int) -> Iterable[list[Job]]:
    return (jobs[start : start + size] for start in range(0, len(jobs), size))


def _shape(job: Job) -> tuple[Any, ...]:
    """Return what makes two jobs of one name the same job; their needs count by name."""
    return job.do, job.code, job.many, _named(job.args)


def _named(arg: Any) -> Any:
    if isinstance(arg, Job):
        return Job, arg.name
    if isinstance(arg, Output):
        return Output, arg.job.name, arg.file
    if isinstance(arg, (tuple, list)):
        return tuple(_named(item) for item in arg)
    if isinstance(arg, dict):
        return {name: _named(item) for name, item in arg.items()}
    return (Later, arg.parts) if isinstance(arg, Later) else arg


def _holds(args: Iterable[Any]) -> bool:
    """Tell whether a part of the key has to be asked of something inside: a job, an output, a record with its own."""
    return any(
        isinstance(arg, (Job, Output, Keyed))
        or (isinstance(arg, (tuple, list)) and _holds(arg))
        or (isinstance(arg, Mapping) and _holds(arg.values()))
        for arg in args
    )


def _needs(args: Any) -> Iterable[Job]:
    for arg in args:
        if isinstance(arg, Job):
            yield arg
        elif isinstance(arg, Output):
            yield arg.job
        elif isinstance(arg, (tuple, list)):
            yield from _needs(arg)
        elif isinstance(arg, dict):
            yield from _needs(arg.values())
