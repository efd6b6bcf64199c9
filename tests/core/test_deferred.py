"""Deferred jobs: asked for only when what needs them has to be done, and made once whoever needs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbcut.core import jobs as running
from curbcut.core.executors import Workers
from curbcut.core.jobs import Deferred, Event, Job, Outcome, Output, run
from curbcut.core.store import Store

WORK = "tests.doubles.work:"


def book(path: str, name: str, text: str) -> Job:
    """Return a job that joins what its lines, one deferred job each, gave."""
    listing = Job(name=f"list {name}", do=f"{WORK}list_lines", args=(path, text))

    def lines(data: bytes) -> tuple[Job, ...]:
        return tuple(
            Job(name=f"part {line}", do=f"{WORK}say", args=(path, line), part=True) for line in data.decode().split()
        )

    deferred = Deferred(listed=Output(listing, "list"), jobs=lines)
    return Job(name=name, do=f"{WORK}join_parts", args=(path, deferred), labels=("marks", "parts"))


def inline(jobs: list[Job], store: Store, tell=None, *, touching: bool = False) -> Outcome:
    return run(jobs, store, Workers(1), tell, touching=touching)


def test_a_job_gets_what_its_deferred_jobs_made_in_order(store: Store, marks):
    outcome = inline([book(marks.path, "a", "one two one")], store)
    assert store.get(outcome.answers["a"].files["text"]) == b"ONE TWO ONE"
    assert marks() == ["join", "list", "say one", "say two"]
    assert list(outcome.answers) == ["a", "list a"]


def test_where_nothing_changed_neither_the_list_nor_anything_on_it_is_looked_for(store: Store, marks):
    inline([book(marks.path, "a", "one two")], store)
    told: list[Event] = []
    outcome = inline([book(marks.path, "a", "one two")], store, told.append)
    assert [(event.what, event.job) for event in told] == [("kept", "a")]
    assert (outcome.made, outcome.kept) == (0, 1)


def test_a_change_that_leaves_the_list_as_it_was_ends_there(store: Store, marks):
    inline([book(marks.path, "a", "one two")], store)
    outcome = inline([book(marks.path, "a", "ONE two")], store)
    assert (outcome.made, outcome.kept) == (1, 1)
    assert sorted(marks()) == ["join", "list", "list", "say one", "say two"]
    told: list[Event] = []
    inline([book(marks.path, "a", "ONE two")], store, told.append)
    assert [(event.what, event.job) for event in told] == [("kept", "a")]


def test_of_a_changed_list_only_what_is_new_is_made(store: Store, marks):
    inline([book(marks.path, "a", "one two three")], store)
    outcome = inline([book(marks.path, "a", "one 2 three")], store)
    assert store.get(outcome.answers["a"].files["text"]) == b"ONE 2 THREE"
    assert (outcome.made, outcome.kept) == (3, 2)  # the list, the line, the whole; two lines


def test_what_several_need_is_made_and_told_of_once(store: Store, marks, monkeypatch):
    for ahead in (1, 400):
        monkeypatch.setattr(running, "_AHEAD", ahead)
        told: list[Event] = []
        jobs = [book(marks.path, f"{name}{ahead}", f"same {name}{ahead} same{ahead}") for name in "abc"]
        outcome = inline(jobs, store, told.append)
        assert sum(event.job == f"part same{ahead}" for event in told) == 1
        assert marks().count(f"say same{ahead}") == 1
        assert outcome.made + outcome.kept == len(told) == told[-1].done == told[-1].of


def test_an_empty_list_is_a_list(store: Store, marks):
    outcome = inline([book(marks.path, "a", "")], store)
    assert store.get(outcome.answers["a"].files["text"]) == b""


def test_a_failed_one_fails_who_needs_it_and_nobody_else(store: Store, marks):
    jobs = [book(marks.path, "a", "one bad2 bad1"), book(marks.path, "b", "one two"), book(marks.path, "c", "bad1 x")]
    outcome = inline(jobs, store)
    assert list(outcome.answers) == ["b", "list a", "list b", "list c"]
    assert outcome.skipped == {"a": "part bad2", "c": "part bad1"}
    assert outcome.failed["part bad2"].values == {"reason": "ValueError: cannot say bad2"}
    assert "say x" in marks()


def test_why_tells_what_failed_and_forgets_it_once_it_works(store: Store, marks):
    inline([book(marks.path, "a", "one bad")], store)
    failure = store.history("a").failure
    assert failure["values"] == {"reason": "ValueError: cannot say bad"}
    assert store.history("part bad") is None
    inline([book(marks.path, "a", "one good")], store)
    assert store.history("a").failure is None


def test_a_list_that_cannot_be_made_fails_who_needs_it(store: Store, marks):
    outcome = inline([book(marks.path, "a", "unlisted"), book(marks.path, "b", "one")], store)
    assert outcome.skipped == {"a": "list a"}
    assert "b" in outcome.answers


def test_a_list_without_its_file_fails_who_needs_it(store: Store, marks):
    listing = Job(name="list", do=f"{WORK}upper", args=(marks.path, "a"))
    job = Job(name="a", do=f"{WORK}join_parts", args=(marks.path, Deferred(Output(listing, "list"), lambda data: ())))
    assert "gave no file" in inline([job], store).failed["a"].values["reason"]


def test_damaged_parts_are_noticed_and_made_anew(store: Store, marks):
    inline([book(marks.path, "a", "one two")], store)
    (part,) = [path for path in (store.root / "blobs").glob("*/*") if path.read_bytes() == b"ONE"]
    part.chmod(0o644)
    part.write_bytes(b"0NE")
    assert inline([book(marks.path, "a", "one 2")], store).failed["a"].says == "blob-gone"
    outcome = inline([book(marks.path, "a", "one 2")], store)
    assert store.get(outcome.answers["a"].files["text"]) == b"ONE 2"


def test_only_so_many_wait_at_a_time_however_many_there_are(store: Store, marks, monkeypatch):
    """Arguments of hundreds of parts for each of thousands of texts do not fit into memory."""
    monkeypatch.setattr(running, "_AHEAD", 20)
    waiting: list[int] = []
    jobs = [book(marks.path, f"b{n}", " ".join(f"{n}-{m}" for m in range(10))) for n in range(30)]
    outcome = inline(jobs, store, lambda event: waiting.append(event.of - event.done))
    assert outcome.made == 30 * 12
    assert max(waiting) <= 20 + 10 + 2 * 30  # and the texts and their lists, which are few


def test_a_sweep_leaves_what_kept_work_was_made_of(store: Store, marks):
    inline([book(marks.path, "a", "one two"), book(marks.path, "gone", "three")], store)
    with Store(store.root) as later:
        inline([book(marks.path, "a", "one two")], later, touching=True)
        later.sweep(later.touched)
        outcome = inline([book(marks.path, "a", "one two 3")], later)
    assert outcome.kept == 2
    assert marks().count("say one") == 1
    with Store(store.root) as later:
        assert inline([book(marks.path, "b", "three")], later).made == 3, "a sweep kept what nobody needs"


LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "bad1", "bad2"]), max_size=6).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=6), st.lists(LINES, min_size=1, max_size=6), st.sampled_from([1, 3, 400]))
def test_whatever_the_lists_each_part_is_made_once_and_the_outcome_is_that_of_making_all(
    tmp_path_factory, before, after, ahead
):
    root = tmp_path_factory.mktemp("books")
    path = str(root / "marks")
    with pytest.MonkeyPatch.context() as patch, Store(root / "store") as store:
        patch.setattr(running, "_AHEAD", ahead)
        for texts in (before, after):
            outcome = inline([book(path, f"text {n}", text) for n, text in enumerate(texts)], store)
            for n, text in enumerate(texts):
                bad = [line for line in text.split() if line.startswith("bad")]
                assert outcome.skipped.get(f"text {n}", "") == (f"part {bad[0]}" if bad else "")
                if not bad:
                    assert store.get(outcome.answers[f"text {n}"].files["text"]).decode() == text.upper()
    said = [line for line in (root / "marks").read_text().splitlines() if line.startswith("say ")]
    assert all(said.count(line) == 1 for line in said if "bad" not in line)
    assert all(said.count(line) <= 2 for line in said), "a failed part was tried twice in one build"


def test_two_processes_give_the_outcome_of_one(store: Store, tmp_path: Path):
    texts = ["a b c", "b bad1 bad2 d", "", "a b c", "bad2 e", "f g h i j k l m n"]
    jobs = [book("/dev/null", f"text {n}", text) for n, text in enumerate(texts)]
    outcomes = []
    for width in (1, 2):
        with Store(tmp_path / f"store {width}") as kept, Workers(width) as workers:
            done = run(jobs, kept, workers)
        outcomes.append(
            (list(done.answers.items()), list(done.failed), list(done.skipped.items()), done.made, done.kept)
        )
    assert outcomes[0] == outcomes[1]
