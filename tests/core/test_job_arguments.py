"""What an argument of a job says of itself, and what a job says it costs."""

from __future__ import annotations

from curbcut.core.executors import Workers
from curbcut.core.jobs import Job, Outcome, run
from curbcut.core.model import Later, Made
from curbcut.core.store import Store

WORK = "tests.doubles.work:"


def inline(jobs: list[Job], store: Store) -> Outcome:
    return run(jobs, store, Workers(1))


def test_an_argument_inside_a_mapping_says_itself_what_its_part_of_the_key_is(store: Store, marks):
    def job(part: str) -> Job:
        told = {"files": (), "one": Later(parts=(part,), make=lambda: Made(files={"text": part.encode()}))}
        return Job(name="join", do=f"{WORK}join", args=(marks.path, (b"a",), told))

    first = inline([job("one")], store)
    assert store.get(first.answers["join"].files["text"]) == b"a one"
    assert inline([job("one")], store).kept == 1
    assert inline([job("two")], store).made == 1


def test_a_heavy_job_counts_as_many(store: Store, marks):
    asked: list[int] = []

    class Asked(Workers):
        def pool(self, jobs: int):
            asked.append(jobs)
            return super().pool(jobs)

    heavy = [Job(name=f"h{n}", do=f"{WORK}upper", args=(marks.path, f"h{n}"), weight=500) for n in range(4)]
    run(heavy, store, Asked(1))
    assert asked[0] == 2_000
