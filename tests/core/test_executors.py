"""Executors: the same outcome wherever jobs run, and no worker's death is more than one job's failure."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from curbcut.core.errors import EnvironmentProblem, UsageProblem
from curbcut.core.executors import Inline, Workers
from curbcut.core.jobs import Job, Outcome, Output, run
from curbcut.core.store import Store

ROOT = Path(__file__).resolve().parents[2]
WORK = "tests.doubles.work:"


def upper(marks: str, text: str) -> Job:
    return Job(name=f"upper {text}", do=f"{WORK}upper", args=(marks, text))


def site(marks: str) -> list[Job]:
    """Jobs of every sort: needs of needs, many at once, failures, errors, results that cannot be sent."""
    texts = [upper(marks, f"文 {n}\nmore") for n in range(12)]
    lines = [
        Job(name=f"line {n}", do=f"{WORK}first_line", args=(marks, Output(job, "text"))) for n, job in enumerate(texts)
    ]
    many = [
        Job(name=f"many {n}", do=f"{WORK}many_upper", args=(marks, t), many=True)
        for n, t in enumerate(("a", "bad", "c"))
    ]
    bad = [
        Job(name="fails", do=f"{WORK}fail", args=(marks, "哎")),
        Job(name="lacks", do=f"{WORK}lacks_tool", args=("weasyprint",)),
        Job(name="leaves", do=f"{WORK}leaves", args=(3,)),
        *(
            Job(name=f"raises {kind}", do=f"{WORK}raises", args=(kind,))
            for kind in ("awkward", "wordless", "not utf-8")
        ),
        *(Job(name=f"gives {kind}", do=f"{WORK}gives", args=(kind,)) for kind in ("nothing", "a lambda", "a lock")),
    ]
    join = Job(
        name="join",
        do=f"{WORK}join",
        args=(marks, tuple(Output(n, "text") for n in lines), {"files": (), "one": texts[0]}),
    )
    hopeless = Job(
        name="hopeless", do=f"{WORK}count", args=(marks, Job(name="waits", do=f"{WORK}count", args=(marks, bad[0])))
    )
    return [join, *many, hopeless, *bad]


def without_trace(outcome: Outcome) -> tuple[object, ...]:
    failed = [(name, why.says, why.where, why.values) for name, why in outcome.failed.items()]
    return list(outcome.answers.items()), failed, list(outcome.skipped.items()), outcome.made, outcome.kept


@pytest.fixture(scope="module")
def expected(tmp_path_factory) -> tuple[object, ...]:
    """The outcome of the same jobs, done inline. All executors write to one file of marks: it is an argument."""
    with Store(tmp_path_factory.mktemp("inline") / "store") as store:
        return without_trace(run(site("/dev/null"), store, Workers(1)))


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """A Dask cluster of two worker processes on this machine; the fixture's value is its address."""
    distributed = pytest.importorskip("distributed")
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "plugins")])
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": ":0"}
    with distributed.LocalCluster(**options, silence_logs=logging.CRITICAL) as running:
        yield running.scheduler_address
    os.environ.pop("PYTHONPATH") if before is None else os.environ.update(PYTHONPATH=before)


# --- one outcome -----------------------------------------------------------------------------------------


def test_two_processes_give_the_outcome_of_one(store: Store, expected):
    with Workers(2) as workers:
        assert without_trace(run(site("/dev/null"), store, workers)) == expected


@pytest.mark.dask
def test_a_cluster_gives_the_outcome_of_one_process(store: Store, expected, cluster: str, caplog):
    with Workers(cluster) as workers:
        assert without_trace(run(site("/dev/null"), store, workers)) == expected
    caplog.clear()


@pytest.mark.dask
def test_a_cluster_of_threads_gives_the_outcome_of_one_process(store: Store, expected, caplog):
    distributed = pytest.importorskip("distributed")
    options = {
        "n_workers": 1,
        "threads_per_worker": 2,
        "processes": False,
        "dashboard_address": ":0",
        "protocol": "tcp",
    }
    with distributed.LocalCluster(**options, silence_logs=logging.CRITICAL) as cluster:
        with Workers(cluster.scheduler_address) as workers:
            assert without_trace(run(site("/dev/null"), store, workers)) == expected
    caplog.clear()


def test_the_order_of_an_outcome_is_the_order_of_asking(store: Store, tmp_path: Path):
    """The first job takes longest."""
    path = str(tmp_path / "marks")
    jobs = [Job(name=f"sleep {n}", do=f"{WORK}sleep", args=(path, 0.3 - n / 10)) for n in range(4)]
    with Workers(2) as workers:
        assert list(run(jobs[:3], store, workers).answers) == ["sleep 0", "sleep 1", "sleep 2"]


# --- which workers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("spec", ["0", "-1", "two", "", "²", "1.5", "http://x", " 1"])
def test_workers_that_make_no_sense_are_a_usage_problem(spec: str):
    with pytest.raises(UsageProblem, match="workers"):
        Workers(spec)


def test_few_jobs_start_no_processes():
    for spec in ("1", 1, "auto"):
        with Workers(spec) as workers:
            assert isinstance(workers.pool(20)[0], Inline)


def test_an_interrupt_passes_through_inline_work():
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Inline().submit(interrupted)


# --- death ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["exit", "killed", "segfault"])
def test_a_worker_that_dies_is_replaced_and_only_its_job_is_blamed(store: Store, marks, how: str):
    """F58: the library behind a job ends the process."""
    jobs = [upper(marks.path, str(n)) for n in range(40)]
    dies = Job(name="dies", do=f"{WORK}die", args=(how,))
    needs = Job(name="needs", do=f"{WORK}count", args=(marks.path, dies))
    with Workers(2) as workers:
        outcome = run([*jobs[:20], needs, *jobs[20:]], store, workers)
    assert {name: (why.says, why.values) for name, why in outcome.failed.items()} == {
        "dies": ("worker-died", {"job": "dies"})
    }
    assert outcome.skipped == {"needs": "dies"}
    assert len(outcome.answers) == 40
    assert store.history("dies").failure["says"] == "worker-died"


def test_several_deaths_are_each_blamed_on_their_own_job(store: Store, marks):
    jobs = [upper(marks.path, str(n)) for n in range(12)]
    dying = [Job(name=f"dies {how}", do=f"{WORK}die", args=(how,)) for how in ("exit", "killed")]
    with Workers(2) as workers:
        outcome = run([*dying, *jobs], store, workers)
        assert list(outcome.failed) == ["dies exit", "dies killed"]
        assert len(outcome.answers) == 12
        again = run([upper(marks.path, "afterwards")], store, workers)
    assert again.made == 1


def test_a_job_for_many_that_kills_its_worker_is_blamed(store: Store, marks):
    dying = Job(name="dies", do=f"{WORK}die", args=("exit",), many=True)
    with Workers(2) as workers:
        outcome = run([dying, upper(marks.path, "a")], store, workers)
    assert (list(outcome.failed), list(outcome.answers)) == (["dies"], ["upper a"])


def test_what_killed_a_worker_is_never_let_into_the_parent(monkeypatch, store: Store, marks):
    """`auto` works inline when little is left to do; not after a death."""
    monkeypatch.setattr("curbcut.core.executors.POOL_FROM", 8)
    dying = Job(name="dies", do=f"{WORK}die", args=("exit",))
    late = Job(name="dies late", do=f"{WORK}die", args=("killed",), labels=("how",))
    with Workers("auto") as workers:
        outcome = run([dying, *(upper(marks.path, str(n)) for n in range(8))], store, workers)
        again = run([late], store, workers)
    assert (list(outcome.failed), list(again.failed)) == (["dies"], ["dies late"])


@pytest.mark.dask
def test_a_cluster_worker_that_dies_is_blamed_on_its_job(store: Store, marks, cluster: str, caplog):
    """F60: a worker is lost; the rest is done by the others."""
    dying = Job(name="dies", do=f"{WORK}die", args=("killed",))
    with Workers(cluster) as workers:
        outcome = run([dying, *(upper(marks.path, str(n)) for n in range(6))], store, workers)
    caplog.clear()
    assert {name: why.says for name, why in outcome.failed.items()} == {"dies": "worker-died"}
    assert len(outcome.answers) == 6


@pytest.mark.dask
def test_a_scheduler_that_goes_away_is_an_environment_problem(store: Store, marks, caplog):
    """F60: the scheduler is lost in the middle of the work."""
    distributed = pytest.importorskip("distributed")
    options = {
        "n_workers": 1,
        "threads_per_worker": 1,
        "processes": False,
        "dashboard_address": ":0",
        "protocol": "tcp",
    }
    cluster = distributed.LocalCluster(**options, silence_logs=logging.CRITICAL)

    def close_at_first(_event: object) -> None:
        cluster.close()

    jobs = [upper(marks.path, "a"), *(Job(name=f"s{n}", do=f"{WORK}sleep", args=(marks.path, 0.2)) for n in range(4))]
    jobs.append(Job(name="last", do=f"{WORK}count", args=(marks.path, jobs[1])))
    with pytest.raises(EnvironmentProblem) as told, Workers(cluster.scheduler_address) as workers:
        run(jobs, store, workers, close_at_first)
    caplog.clear()
    assert told.value.says == "cluster-unreachable"


@pytest.mark.dask
def test_a_cluster_without_workers_is_an_environment_problem(monkeypatch, caplog):
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr("curbcut.core.executors._WORKERS_WITHIN_S", 0.5)
    with distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=":0", protocol="tcp") as cluster:
        with pytest.raises(EnvironmentProblem, match="workers") as told, Workers(cluster.scheduler_address) as workers:
            workers.pool(1)
    caplog.clear()
    assert told.value.exit_code == 3


@pytest.mark.dask
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "tcp://", "tcp://127.0.0.1:notaport"])
def test_a_scheduler_that_is_not_there_is_an_environment_problem(monkeypatch, address: str, caplog):
    pytest.importorskip("distributed")
    monkeypatch.setattr("curbcut.core.executors._SCHEDULER_WITHIN_S", 0.5)
    with pytest.raises(EnvironmentProblem) as told, Workers(address) as workers:
        workers.pool(1)
    caplog.clear()
    assert (told.value.says, told.value.exit_code) == ("cluster-unreachable", 3)


def test_a_missing_cluster_library_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EnvironmentProblem, match="distributed") as told, Workers("tcp://127.0.0.1:8786") as workers:
        workers.pool(1)
    assert "curbcut[cluster]" in told.value.text()


# --- the end of the parent --------------------------------------------------------------------------------------

_BUILD = """
import os, sys
from pathlib import Path
from curbcut.core.executors import Workers
from curbcut.core.jobs import Job, run
from curbcut.core.store import Store

if __name__ == "__main__":
    jobs = [Job(name=f"job {n}", do="tests.doubles.work:sleep", args=(sys.argv[2], 60 + n)) for n in range(2)]
    with Store(Path(sys.argv[1])) as store, Workers(2) as workers:
        run(jobs, store, workers)
"""


@pytest.fixture
def parent(tmp_path: Path, marks) -> Iterator[Callable[[], tuple[subprocess.Popen[bytes], list[int]]]]:
    """Call it to start a build of two long jobs; it returns once both run, with the numbers of its workers."""
    (tmp_path / "build.py").write_text(_BUILD)
    started = []

    def start() -> tuple[subprocess.Popen[bytes], list[int]]:
        command = [sys.executable, str(tmp_path / "build.py"), str(tmp_path / "s"), marks.path]
        paths = os.pathsep.join([str(ROOT), str(ROOT / "plugins")])
        process = subprocess.Popen(
            command, stderr=subprocess.PIPE, start_new_session=True, env={**os.environ, "PYTHONPATH": paths}
        )
        started.append(process)
        assert within(30, lambda: len(marks()) == 2), "the workers did not start"
        return process, [int(pid) for pid in marks()]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_an_interrupt_leaves_no_workers_and_no_noise_of_theirs(parent):
    """A terminal sends Ctrl-C to every process of the group."""
    process, workers = parent()
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=20)[1].decode()
    assert not any(alive(pid) for pid in workers)
    assert said.count("Traceback") == 1, "the parent's own; this test's build does not catch it"
    assert said.rstrip().endswith("KeyboardInterrupt")


def test_a_killed_parent_leaves_no_orphans(parent):
    process, workers = parent()
    process.kill()
    process.wait()
    assert within(30, lambda: not any(alive(pid) for pid in workers))


def test_stopping_ends_work_that_is_under_way(store: Store, marks):
    began = time.monotonic()
    with Workers(2) as workers:
        workers.pool(2)[0].submit(time.sleep, 60)
        pids = list(workers.pool(2)[0]._processes)
    assert not any(alive(pid) for pid in pids)
    assert time.monotonic() - began < 20
