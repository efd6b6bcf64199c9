"""Jobs and the one `run()` for every executor.

A job is a function and its arguments (`arguments`). Its key is made of its code and of the digests of its arguments, so
a need that gives the same bytes as before ends the chain there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from typing import Any

import msgspec

from curbcut.core.arguments import Deferred, Job, Output, defers, holds, needs, shape, unfolded
from curbcut.core.batches import many_at_once, one_by_one
from curbcut.core.calls import Failure, call_batch, failure_of
from curbcut.core.errors import Internal
from curbcut.core.executors import Inline, Workers, worker_died
from curbcut.core.model import Answer, Blob, Keyed, Later, Made, Record, digest_of
from curbcut.core.store import Parts, Store

__all__ = ["Deferred", "Event", "Job", "Outcome", "Output", "run"]

_AHEAD = 400
"""Jobs that wait to be sent, above which no deferred ones are asked for: at 10 KB of arguments this is 4 MB."""
_DIGEST_DIGITS = 64  # hex digits of SHA-256: a shorter text is never taken for a digest


class Event(Record, frozen=True):
    """What happened to a job: made · kept (found in the store) · failed · skipped."""

    what: str
    job: str
    done: int
    of: int


class Outcome(Record, frozen=True):
    """The end of a run: answers by job name, failures, and what was skipped because of which job.

    Of deferred jobs there are only failures: what they gave is in the answer of the job that needed it.
    """

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
    *,
    touching: bool = False,
) -> Outcome:
    """Do the jobs and all they need; look up first, work only on what is missing.

    known: answers of earlier runs by job name; a Job with such a name stands for its answer
    touching: note also the deferred jobs of what is kept, so that a sweep of the store leaves what they gave
    A failed job fails only those that need it. The outcome, its order too, does not depend on the executor.
    raises: Internal when two different jobs have one name; EnvironmentProblem (disk, cluster)
    """
    the_run = _Run(store, workers, tell, known or {})
    the_run.touching = touching
    return the_run.all(jobs)


class _Run:
    """The state of one run: who waits for whom, what is in flight, what came out."""

    touching = False

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
        # Of deferred jobs: who must be done but has not asked for its own yet, who has (as it was before), how many
        # such wait for each of them, and the names of those that were let go.
        self.postponed: deque[Job] = deque()
        self.folded: dict[str, Job] = {}
        self.users: dict[str, int] = {}
        self.gone: set[str] = set()
        self.made = self.kept = self.begun = self.ended = 0

    def all(self, jobs: Iterable[Job]) -> Outcome:
        listed = list(jobs)
        for job in listed:
            self._enlist(job)
        while self.ready or self.postponed or self.missing or self.batches or self.flying or self.suspects:
            while self.ready:
                self._look_up(self.ready.popleft())
            if self.postponed and len(self.missing) + sum(map(len, self.batches)) < _AHEAD:
                self._unfold(self.postponed.popleft())
                continue
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
        return self._outcome(listed)

    def _outcome(self, listed: list[Job]) -> Outcome:
        assert self.ended == self.begun, "a job was lost on the way"
        answers = {name: answer for name, answer in self.answers.items() if name not in self.users}
        answers |= {job.name: self.known[job.name] for job in listed if job.name in self.known}
        lasting = [name for name in self.jobs if name not in self.users]
        late = (need.name for name in lasting if name in self.folded for need in needs(self.jobs[name].args))
        names = dict.fromkeys((*lasting, *late, *answers))  # the order of asking, not of finishing
        reasons = self._reasons()
        for name in lasting:
            if name in self.skipped and name in self.folded:  # `why` knows texts and their renditions, not parts
                self.store.keep_failure(name, *self.keys[name], msgspec.to_builtins(self.failed[reasons[name]]))
        self.store.commit()
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
                if same is not job and shape(same) != shape(job):
                    raise Internal("job-named-twice", job=job.name)
                continue
            self.begun += job.name not in self.gone
            asked.extend(reversed(self._await(job)))

    def _await(self, job: Job) -> list[Job]:
        """Note what a job waits for, and return it."""
        awaited = [need for need in needs(job.args) if need.name not in self.known and need.name not in self.answers]
        names = dict.fromkeys(need.name for need in awaited)
        self.waiting[job.name] = len(names)
        for name in names:
            self.dependants.setdefault(name, []).append(job)
        if not awaited:
            self.ready.append(job)
        return awaited

    def _look_up(self, job: Job) -> None:
        if job.name in self.folded:
            self.missing.append(job)
            return
        try:
            parts = self._parts(job)
        except _Lacking as lacking:
            self._fail(job, failure_of(lacking))
            return
        key = digest_of(job.do, parts)
        self.keys[job.name] = (key, parts)
        answer = self.store.asked(key)
        if answer is None:
            (self.postponed if any(defers(job.args)) else self.missing).append(job)
        else:
            self.store.recall("" if job.part else job.name, key, parts)
            self.kept += job.name not in self.gone
            if self.touching:
                self._touch(job)
            self._finish(job, answer, "kept")

    def _deferred(self, deferred: Deferred) -> tuple[Job, ...]:
        return deferred.jobs(self.store.get(self._blob(deferred.listed)))

    def _unfold(self, job: Job) -> None:
        """Put the deferred jobs in the place of what stood for them, and ask for them."""
        try:
            whole = msgspec.structs.replace(job, args=unfolded(job.args, self._deferred))
        except KeyError as problem:
            self._fail(job, _gone(problem))
            return
        self.folded[job.name], self.jobs[job.name] = job, whole
        for late in self._late(whole):
            if late.name in self.users or late.name not in self.jobs:
                self.users[late.name] = self.users.get(late.name, 0) + 1
            self._enlist(late)
        self._await(whole)
        if any(need.name in self.failed or need.name in self.skipped for need in needs(whole.args)):
            self._skip([whole])

    def _late(self, whole: Job) -> list[Job]:
        before = {need.name for need in needs(self.folded[whole.name].args)}
        return list({need.name: need for need in needs(whole.args) if need.name not in before}.values())

    def _let_go(self, whole: Job) -> None:
        """Forget the deferred jobs of one that has ended: there can be hundreds for every document."""
        late = self._late(whole)
        self.jobs[whole.name] = self.folded.pop(whole.name)
        for name in (job.name for job in late if job.name in self.users):
            self.users[name] -= 1
            if not self.users[name]:
                for known in (self.users, self.jobs, self.answers, self.keys, self.waiting):
                    known.pop(name, None)
                self.gone.add(name)

    def _touch(self, job: Job) -> None:
        for deferred in defers(job.args):
            for late in self._deferred(deferred):
                if not any(needs(late.args)):
                    self.store.touched.add(digest_of(late.do, self._parts(late)))

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
        if isinstance(arg, (Output, Deferred)):
            return self._blob(arg.listed if isinstance(arg, Deferred) else arg).digest
        if isinstance(arg, Keyed):
            return digest_of(*arg.key())
        if isinstance(arg, str) and len(arg) < _DIGEST_DIGITS:  # short texts read better in `why`
            return arg
        if isinstance(arg, (tuple, list)) and holds(arg):
            return digest_of(*(self._digest(item) for item in arg))
        if isinstance(arg, Mapping) and holds(arg.values()):
            return digest_of(*((name, self._digest(item)) for name, item in sorted(arg.items())))
        return digest_of(arg)

    def _send(self) -> None:
        """Send what is missing; jobs that work on many at once wait until all of theirs are known.

        Little is in flight at a time: what has come back is kept before more is asked for.
        """
        together: list[Job] = []
        singles = [job for job in self.missing if not job.many]
        if singles:
            self.missing = [job for job in self.missing if job.many]
        elif not (self.flying or self.batches):
            together, self.missing = self.missing, []
        queued = (singles, together, self.postponed, *self.batches)
        waiting = sum(job.weight for batch in queued for job in batch)
        if not waiting:
            return
        pool, width = self.workers.pool(waiting)
        inline = isinstance(pool, Inline)
        self.batches += one_by_one(singles, 0 if inline else width)
        self.batches += many_at_once(together, width)
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
        answer = self.store.keep("" if job.part else job.name, *self.keys[job.name], result)
        self.made += job.name not in self.gone
        self._finish(job, answer, "made")

    def _finish(self, job: Job, answer: Answer, what: str) -> None:
        self.answers[job.name] = answer
        self._end(what, job.name)
        if job.name in self.folded:
            self._let_go(job)
        for dependant in self.dependants.pop(job.name, ()):
            self.waiting[dependant.name] -= 1
            if self.waiting[dependant.name] == 0 and dependant.name not in self.skipped:
                self.ready.append(dependant)

    def _fail(self, job: Job, failure: Failure) -> None:
        self.failed[job.name] = failure
        if not job.part:
            key, parts = self.keys.get(job.name, ("", ()))
            self.store.keep_failure(job.name, key, parts, msgspec.to_builtins(failure))
        self._end("failed", job.name)
        self._skip(self.dependants.pop(job.name, ()))

    def _skip(self, jobs: Iterable[Job]) -> None:
        hopeless = deque(jobs)
        while hopeless:
            name = hopeless.popleft().name
            if name not in self.skipped:
                self.skipped.add(name)
                self._end("skipped", name)
                hopeless.extend(self.dependants.pop(name, ()))

    def _reasons(self) -> dict[str, str]:
        """Return the failed job behind each skipped one: the first, in the order of its arguments."""
        first = {}
        for name in self.skipped:
            names = (need.name for need in needs(self.jobs[name].args))
            first[name] = next(need for need in names if need in self.skipped or need in self.failed)
        reasons = {name: name for name in self.failed}
        for skipped in self.skipped:
            name, path = skipped, []
            while name not in reasons:
                path.append(name)
                name = first[name]
            reasons.update(dict.fromkeys(path, reasons[name]))
        return reasons

    def _end(self, what: str, name: str) -> None:
        if name not in self.gone:  # one that is asked for again was told of
            self.ended += 1
            if self.tell is not None:
                self.tell(Event(what=what, job=name, done=self.ended, of=self.begun))


class _Lacking(Exception):
    """A job needs a file that its need did not make."""


def _gone(problem: KeyError) -> Failure:
    # Damaged between look-up and use: the job fails by name, the run goes on.
    return Failure(says="blob-gone", values={"digest": str(problem.args[0])})
