"""Jobs and the one `run()` for every executor.

A job is a function and its arguments (`arguments`). Its key is made of its code and of the digests of its arguments, so
a need that gives the same bytes as before ends the chain there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import suppress
from typing import Any

import msgspec

from curbcut.core.answered import Answered, Lacking
from curbcut.core.arguments import Deferred, Job, Output, defers, needs, shape, unfolded
from curbcut.core.batches import many_at_once, one_by_one
from curbcut.core.calls import Failure, call_batch, failure_of
from curbcut.core.errors import Internal
from curbcut.core.executors import Inline, Workers, worker_died
from curbcut.core.model import Answer, Made, Record
from curbcut.core.store import Parts, Store

__all__ = ["Deferred", "Event", "Job", "Outcome", "Output", "run"]

_AHEAD = 400
"""Jobs that wait to be sent, above which no deferred ones are asked for: at 10 KB of arguments this is 4 MB."""


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
        self.answered = Answered(store, self.answers, known)
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
        # Who must be done but has not asked for its deferred jobs yet; who has: its key, itself before, their names; how
        # many such wait for each of them; and which of them were let go.
        self.postponed: deque[tuple[str, Job]] = deque()
        self.late: dict[str, tuple[str, Job, set[str]]] = {}
        self.users: dict[str, int] = {}
        self.gone: set[str] = set()
        self.made = self.kept = self.begun = self.ended = 0

    def all(self, jobs: Iterable[Job]) -> Outcome:
        listed = list(jobs)
        for job in listed:
            self._enlist(job)
        while self.ready or self.postponed or self.missing or self.batches or self.flying or self.suspects:
            while self.ready:
                job = self.ready.popleft()
                if job.name in self.late:
                    self.missing.append(job)
                else:
                    self._look_up(job)
            if self.postponed and len(self.missing) + sum(map(len, self.batches)) < _AHEAD:
                self._unfold(*self.postponed.popleft())
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
        late = (need.name for name in lasting if name in self.late for need in needs(self.jobs[name].args))
        names = dict.fromkeys((*lasting, *late, *answers))  # the order of asking, not of finishing
        reasons = self._reasons()
        for name in lasting:
            if name in self.skipped and name in self.late:  # `why` knows texts and their renditions, not parts
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
        try:
            key, parts = self.answered.key(job)
        except Lacking as lacking:
            self._fail(job, failure_of(lacking))
            return
        first = self.keys.setdefault(job.name, (key, parts))
        answer = self.store.asked(key, part=job.part)
        if answer is not None:
            if first[0] != key:
                self.store.also(first[0], answer)
            self.store.recall("" if job.part else job.name, *first)
            self.kept += job.name not in self.gone
            if self.touching:
                self._touch(job)
            self._finish(job, answer, "kept")
        elif any(deferred.asked for deferred in defers(job.args)):
            self.postponed.append((key, job))
        elif any(defers(job.args)):
            self._ask(job, lambda deferred: msgspec.structs.replace(deferred, asked=True))
        else:
            self.missing.append(job)

    def _ask(self, job: Job, more: Callable[[Deferred], Any]) -> Job:
        """Let a job that must be done wait for more of what was deferred; return it as it is then."""
        job = self.jobs[job.name] = msgspec.structs.replace(job, args=unfolded(job.args, more))
        for need in needs(job.args):
            self._enlist(need)
        self._await(job)
        if any(need.name in self.failed or need.name in self.skipped for need in needs(job.args)):
            self._skip([job])
        return job

    def _unfold(self, key: str, job: Job) -> None:
        """Ask for the deferred jobs themselves. key: with the digest of their list"""
        try:
            lists = {id(one): one.jobs(self.store.get(self.answered.blob(one.listed))) for one in defers(job.args)}
        except (KeyError, Lacking) as problem:
            self._fail(job, _gone(problem) if isinstance(problem, KeyError) else failure_of(problem))
            return
        late = {one.name for jobs in lists.values() for one in jobs}
        self.late[job.name] = key, job, {name for name in late if name in self.users or name not in self.jobs}
        for name in self.late[job.name][2]:
            self.users[name] = self.users.get(name, 0) + 1
        self._ask(job, lambda deferred: lists[id(deferred)])

    def _let_go(self, name: str) -> None:
        """Forget the deferred jobs of one that has ended: there can be hundreds for every document."""
        _, self.jobs[name], late = self.late.pop(name)
        for one in late:
            self.users[one] -= 1
            if not self.users[one]:
                for known in (self.users, self.jobs, self.answers, self.keys, self.waiting):
                    known.pop(one, None)
                self.gone.add(one)

    def _touch(self, job: Job) -> None:
        """Note the lists of what a kept job was made of, and all that is on them."""
        for deferred in defers(job.args):
            answer = self.store.asked(self.answered.key(deferred.listed.job)[0])
            with suppress(KeyError):  # a list that is lost is made anew when it is needed
                late = deferred.jobs(self.store.get(answer.files[deferred.listed.file])) if answer else ()
                self.store.touched.update(self.answered.key(one)[0] for one in late if not any(needs(one.args)))

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
        queued = (singles, together, [job for _, job in self.postponed], *self.batches)
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
                calls.append((job.do, self.answered.values(job.args), job.many))
                batch.append(job)
            except KeyError as problem:
                self._fail(job, _gone(problem))
        if not batch:
            return
        try:
            self.flying[pool.submit(call_batch, calls)] = batch
        except Exception as problem:  # noqa: BLE001 - a pool that broke a moment ago takes no more
            self._lost(batch, problem)

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
            result = self.workers.alone(call_batch, [(job.do, self.answered.values(job.args), job.many)])[0]
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
        if job.name in self.late:
            self.store.also(self.late[job.name][0], answer)
        self.made += job.name not in self.gone
        self._finish(job, answer, "made")

    def _finish(self, job: Job, answer: Answer, what: str) -> None:
        self.answers[job.name] = answer
        self._end(what, job.name)
        if job.name in self.late:
            self._let_go(job.name)
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


def _gone(problem: KeyError) -> Failure:
    # Damaged between look-up and use: the job fails by name, the run goes on.
    return Failure(says="blob-gone", values={"digest": str(problem.args[0])})
