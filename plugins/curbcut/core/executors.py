"""Where jobs run: in this process, in a pool of spawned processes, or on a Dask cluster.

All three are `concurrent.futures.Executor`s, so `run()` knows only `submit`.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from curbcut.core.errors import EnvironmentProblem, UsageProblem

if TYPE_CHECKING:  # multiprocessing is imported only where a pool is started
    from concurrent.futures import ProcessPoolExecutor

POOL_FROM = 1_500
"""Jobs from which `auto` starts processes. Source: measured, see nox -s bench: two spawned workers
cost about 0.8 s of CPU in imports, which is what reading 400 pages costs; below this the pool is
slower for a person who waits as well."""
_SCHEDULER_WITHIN_S = _WORKERS_WITHIN_S = 10.0  # a cluster in another building answers well within that
_PATIENCE_S = 30.0  # after so long without news from a cluster, ask whether it still has workers


class Inline(Executor):
    """Runs each call at once in this process: real stack traces, nothing to start."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return a future that is already done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:  # noqa: BLE001 - an executor hands every failure to its future
            future.set_exception(problem)
        return future


class Workers:
    """The workers a command asked for, started only when there is work for them. Use it in a `with`.

    spec: ``1`` inline · ``N`` processes · ``auto`` inline, and one process per core from POOL_FROM
          jobs on · ``tcp://HOST:PORT`` a Dask scheduler
    """

    def __init__(self, spec: str | int = "auto") -> None:
        self.spec = str(spec)
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        self.remote = self.spec.startswith("tcp://")
        if self.remote or self.spec == "auto":
            self.width = cores
        elif self.spec.isdecimal() and int(self.spec) >= 1:
            self.width = int(self.spec)
        else:
            raise UsageProblem("workers-unknown", given=self.spec)
        self.patience_s = _PATIENCE_S if self.remote else None
        self._pool: Executor | None = None
        self._single: ProcessPoolExecutor | None = None
        self._wary = False
        self._client: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def pool(self, jobs: int) -> tuple[Executor, int]:
        """Return the executor for so many jobs, and how many of them run at once."""
        if self._pool is None:
            if self.remote:
                self._pool = self._dask()
            elif not self._wary and (self.width == 1 or (self.spec == "auto" and jobs < POOL_FROM)):
                return Inline(), 1
            else:
                self._pool = _processes(self.width)
        return self._pool, self.width

    def alone(self, fn: Callable[..., Any], *args: Any) -> Any:
        """Run one call in a worker that does nothing else and return its result."""
        if self.remote:
            return self.pool(1)[0].submit(fn, *args).result()
        if self._single is None:
            self._single = _processes(1)
        return self._single.submit(fn, *args).result()

    def lost(self, problem: BaseException) -> None:
        """Take note that a call did not come back; a pool that broke is replaced when it is next asked for.

        raises: EnvironmentProblem when the cluster is gone
        """
        if self.remote:
            if isinstance(problem, CancelledError) or type(problem).__name__ in _CLUSTER_GONE:
                raise EnvironmentProblem("cluster-unreachable", where=self.spec, reason=_said(problem)) from problem
        elif worker_died(problem):
            self._wary = True  # what killed a worker once must not be let into this process
            self.stop()

    def check(self) -> None:
        """Ask whether anybody is left to work. Raises EnvironmentProblem when a cluster has no workers."""
        try:
            alive = self._client is None or self._client.nthreads()
        except Exception as problem:
            raise EnvironmentProblem("cluster-unreachable", where=self.spec, reason=_said(problem)) from problem
        if not alive:
            raise EnvironmentProblem("cluster-unreachable", where=self.spec, reason="no workers")

    def stop(self) -> None:
        """End every worker at once, also in the middle of a job."""
        pools, self._pool, self._single = (self._pool, self._single), None, None
        for pool in pools:
            if pool is not None and not self.remote:
                _end(pool)
        client, self._client = self._client, None
        if client is not None:
            with suppress(Exception):  # a cluster that is gone needs no farewell
                client.close(timeout=2)

    def _dask(self) -> Executor:
        try:
            from distributed import Client
        except ImportError as problem:
            raise EnvironmentProblem(
                "tool-missing", tool="distributed", install="pip install 'curbcut[cluster]'"
            ) from problem
        try:
            self._client = Client(self.spec, timeout=_SCHEDULER_WITHIN_S, set_as_default=False)
            self._client.wait_for_workers(1, timeout=_WORKERS_WITHIN_S)
        except (OSError, TimeoutError, ValueError) as problem:
            self.stop()
            raise EnvironmentProblem("cluster-unreachable", where=self.spec, reason=_said(problem)) from problem
        self.width = max(1, sum(self._client.nthreads().values()))
        executor: Executor = self._client.get_executor(pure=False, retries=0)
        return executor


_CLUSTER_GONE = ("FutureCancelledError", "FuturesCancelledError", "CancelledError", "CommClosedError")


def worker_died(problem: BaseException) -> bool:
    """Tell whether an executor's exception means that a worker process was lost."""
    return isinstance(problem, BrokenExecutor) or type(problem).__name__ == "KilledWorker"


def _said(problem: BaseException) -> str:
    return str(problem).strip().partition("\n")[0] or type(problem).__name__


def _processes(width: int) -> ProcessPoolExecutor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import resource_tracker

    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(width, mp_context=context, initializer=_settle, initargs=(os.getpid(),))
    # Processes inherit the mask: an interrupt while they import would make each of them print a trace.
    resource_tracker.ensure_running()  # at its start it takes the interrupt out of the mask
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        pool.submit(os.getpid)  # starts them
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return pool


def _end(pool: Executor) -> None:
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(timeout=2)
        if process.is_alive():  # it holds on in foreign code
            process.kill()
            process.join()


def _settle(parent: int) -> None:
    """Make a worker leave interrupts to its parent, and end when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    if sys.platform == "linux":
        import ctypes

        pr_set_pdeathsig = 1  # source: prctl(2)
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
