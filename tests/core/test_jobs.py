"""Jobs: arguments are the graph, digests are the keys, and one failure stays one failure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbcut.core.errors import Internal
from curbcut.core.executors import Workers
from curbcut.core.jobs import Event, Job, Outcome, Output, run
from curbcut.core.model import Answer, Later, Made
from curbcut.core.store import Store

WORK = "tests.doubles.work:"


def inline(jobs, store: Store, tell: Callable[[Event], None] | None = None, known=None) -> Outcome:
    return run(jobs, store, Workers(1), tell, known)


def upper(marks, text: str, name: str = "") -> Job:
    return Job(name=name or f"upper {text}", do=f"{WORK}upper", args=(marks.path, text), labels=("marks", "text"))


def first_line(marks, need: Job) -> Job:
    return Job(name=f"first of {need.name}", do=f"{WORK}first_line", args=(marks.path, Output(need, "text")))


def count(marks, need: Job) -> Job:
    return Job(name=f"count {need.name}", do=f"{WORK}count", args=(marks.path, need))


# --- the graph ------------------------------------------------------------------------------------------


def test_arguments_are_the_graph_also_inside_tuples_and_dictionaries(store: Store, marks):
    a, b, c = (upper(marks, text) for text in "abc")
    job = Job(
        name="join", do=f"{WORK}join",
        args=(marks.path, (Output(a, "text"), b"and"), {"files": (Output(b, "text"),), "one": c}),
    )  # fmt: skip
    outcome = inline([job], store)
    assert store.get(outcome.answers["join"].files["text"]) == b"A and B C"
    assert set(outcome.answers) == {"join", "upper a", "upper b", "upper c"}


def test_a_need_of_many_is_made_once(store: Store, marks):
    shared = upper(marks, "shared")
    outcome = inline([count(marks, shared), first_line(marks, shared), count(marks, upper(marks, "shared"))], store)
    assert (outcome.made, marks()) == (3, ["count", "first_line", "upper shared"])


def test_nothing_runs_twice(store: Store, marks):
    job = count(marks, upper(marks, "a"))
    first = inline([job], store)
    again = inline([job], store)
    assert (first.made, first.kept, again.made, again.kept) == (2, 0, 0, 2)
    assert marks() == ["count", "upper a"]


def test_a_fresh_answer_is_like_a_kept_one(store: Store, marks):
    """The job gives a tuple among its facts; the store gives lists: nobody may tell the two apart."""
    fresh, kept = (inline([upper(marks, "a")], store).answers["upper a"] for _ in range(2))
    assert fresh == kept
    assert kept.facts == {"length": 1, "pair": [1, 2]}


def test_a_need_that_gives_the_same_bytes_ends_the_chain(store: Store, marks):
    def chain(text: str) -> Job:
        return count(marks, first_line(marks, upper(marks, text, name="source")))

    inline([chain("title\nold text")], store)
    outcome = inline([chain("title\nnew text")], store)
    assert (outcome.made, outcome.kept) == (2, 1)
    assert marks().count("count") == 1


def test_only_what_depends_on_a_change_is_made_again(store: Store, marks):
    def site(*texts: str) -> list[Job]:
        return [count(marks, upper(marks, text, name=f"source {n}")) for n, text in enumerate(texts)]

    inline(site("a", "b", "c"), store)
    assert inline(site("a", "changed", "c"), store).made == 2


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(0, 30), max_size=4), min_size=1, max_size=25))
def test_any_graph_is_made_once_each_and_kept_entirely(tmp_path_factory, edges):
    """Job n needs some of the jobs before it; whatever the graph, each runs once, and never again."""
    root = tmp_path_factory.mktemp("graph")
    path = str(root / "marks")
    jobs: list[Job] = []
    for n, needs in enumerate(edges):
        args = tuple(Output(jobs[need % n], "text") for need in needs) if n else ()
        one = jobs[0] if n else Job(name="root", do=f"{WORK}upper", args=(path, "root"))
        jobs.append(
            Job(name=f"job {n}", do=f"{WORK}join", args=(path, (*args, b"%d" % n), {"files": (), "one": one}))
            if n else Job(name="job 0", do=f"{WORK}upper", args=(path, "job 0"))
        )  # fmt: skip
    with Store(root / "store") as store:
        first, again = (inline(jobs, store) for _ in range(2))
    assert first.answers == again.answers
    assert list(first.answers) == list(again.answers)
    assert (again.made, again.kept) == (0, len(first.answers))
    assert len((root / "marks").read_text().splitlines()) == first.made == len(first.answers)


def test_a_chain_of_thousands_of_jobs_is_no_problem(store: Store, marks):
    job = upper(marks, "a")
    for n in range(3_000):
        job = Job(name=f"link {n}", do=f"{WORK}first_line", args=(marks.path, Output(job, "text"), *[]))
    outcome = inline([job], store)
    # Every link gives the same bytes as the one before, so after two the answer is known.
    assert len(outcome.answers) == 3_001
    assert outcome.made == 2


def test_a_broken_start_of_a_long_chain_skips_it_all(store: Store, marks):
    job = Job(name="start", do=f"{WORK}fail", args=(marks.path, "哎"))
    for n in range(3_000):
        job = Job(name=f"link {n}", do=f"{WORK}count", args=(marks.path, job))
    assert set(inline([job], store).skipped.values()) == {"start"}


def test_jobs_cannot_need_each_other(marks):
    """A job is frozen and its needs are its arguments: they exist before it does."""
    job = upper(marks, "a")
    with pytest.raises(AttributeError):
        job.args = (job,)  # type: ignore[misc]


# --- keys -------------------------------------------------------------------------------------------------


def test_the_key_does_not_depend_on_names(store: Store, marks):
    inline([count(marks, upper(marks, "a"))], store)
    renamed = Job(name="other", do=f"{WORK}count", args=(marks.path, upper(marks, "a", name="another")))
    assert inline([renamed], store).made == 0


def test_an_argument_for_later_is_made_only_when_its_job_is_done(store: Store, marks):
    asked: list[str] = []

    def job(key: str, text: str) -> Job:
        later = Later(parts=(key,), make=lambda: asked.append(text) or text)
        return Job(name="late", do=f"{WORK}upper", args=(marks.path, later), labels=("marks", "text"))

    first = inline([job("1", "a")], store)
    again = inline([job("1", "never asked")], store)
    other = inline([job("2", "b")], store)
    assert (first.made, again.kept, other.made) == (1, 1, 1)
    assert asked == ["a", "b"]
    assert store.get(other.answers["late"].files["text"]).startswith(b"B")


def test_an_argument_for_later_reaches_other_processes(store: Store, marks):
    later = Later(parts=("1",), make=lambda: "far away")  # no process could be sent this function
    with Workers(2) as workers:
        outcome = run(
            [Job(name="late", do=f"{WORK}upper", args=(marks.path, later)), upper(marks, "b"), upper(marks, "c")],
            store, workers,
        )  # fmt: skip
    assert store.get(outcome.answers["late"].files["text"]).startswith(b"FAR AWAY")


@pytest.mark.parametrize("changed", [
    {"code": "2"}, {"do": f"{WORK}first_line", "args": ("", b"a")}, {"args": ("marks", "b")}, {"args": ("marks", b"a")},
], ids=["code", "function", "text", "type"])  # fmt: skip
def test_the_key_depends_on_code_function_and_arguments(store: Store, tmp_path: Path, monkeypatch, changed):
    monkeypatch.chdir(tmp_path)
    base = {"name": "job", "do": f"{WORK}upper", "args": ("marks", "a"), "code": "1"}
    inline([Job(**base)], store)
    before = store.history("job").key
    inline([Job(**(base | changed))], store)
    assert store.history("job").key != before


def test_a_text_is_never_taken_for_the_digest_of_something_else(store: Store, marks):
    """A text argument that spells the digest of bytes must not answer for those bytes."""
    a = upper(marks, "a")
    digest = inline([a], store).answers["upper a"].files["text"].digest
    keys = []
    for argument in (Output(a, "text"), digest):
        job = Job(name="job", do=f"{WORK}first_line", args=(marks.path, argument))
        inline([job], store)
        keys.append(store.history("job").key)
    assert keys[0] != keys[1]


def test_why_shows_which_part_of_a_key_changed(store: Store, marks):
    inline([upper(marks, "a", name="job")], store)
    inline([upper(marks, "b", name="job")], store)
    history = store.history("job")
    assert set(history.parts) - set(history.before) == {("text", "b")}


def test_history_follows_a_text_that_goes_back(store: Store, marks):
    for text in "aba":
        inline([upper(marks, text, name="job")], store)
    assert dict(store.history("job").parts)["text"] == "a"
    assert marks() == ["upper a", "upper b"]


# --- names and known answers ---------------------------------------------------------------------------


def test_two_different_jobs_of_one_name_are_refused(store: Store, marks):
    with pytest.raises(Internal, match="job one"):
        inline([upper(marks, "a", name="job one"), upper(marks, "b", name="job one")], store)
    assert marks() == []


def test_the_same_job_written_twice_is_one_job(store: Store, marks):
    jobs = [count(marks, upper(marks, "a")) for _ in range(3)]
    assert inline(jobs, store).made == 2


def test_known_answers_stand_for_jobs(store: Store, marks):
    known = inline([upper(marks, "a")], store).answers
    stub = Job(name="upper a", do="")
    outcome = inline([first_line(marks, stub), stub], store, known=known)
    assert store.get(outcome.answers["first of upper a"].files["text"]) == b"A"
    assert outcome.answers["upper a"] == known["upper a"]
    assert (outcome.made, outcome.kept) == (1, 0)


def test_no_jobs_are_no_problem(store: Store):
    assert inline([], store) == Outcome(answers={}, failed={}, skipped={}, made=0, kept=0)


# --- failures -------------------------------------------------------------------------------------------


def test_a_failed_job_fails_only_those_that_need_it(store: Store, marks):
    bad = Job(name="bad", do=f"{WORK}fail", args=(marks.path, "墨水用完了"))
    jobs = [count(marks, first_line(marks, bad)), count(marks, upper(marks, "good"))]
    outcome = inline(jobs, store)
    assert list(outcome.answers) == ["count upper good", "upper good"]
    assert outcome.failed["bad"].values == {"reason": "ValueError: 墨水用完了"}
    assert "in fail" in outcome.failed["bad"].trace
    assert outcome.skipped == {"count first of bad": "bad", "first of bad": "bad"}


def test_a_failure_is_shown_by_history_and_tried_again_next_time(store: Store, marks):
    bad = Job(name="bad", do=f"{WORK}fail", args=(marks.path, "哎"))
    for turn in (1, 2):
        assert "bad" in inline([bad], store).failed
        assert len(marks()) == turn
        assert store.history("bad").failure["values"] == {"reason": "ValueError: 哎"}
    inline([upper(marks, "a", name="bad")], store)
    assert store.history("bad").failure is None


def test_a_failure_is_forgotten_when_the_text_goes_back_to_what_worked(store: Store, marks):
    good = upper(marks, "a", name="job")
    inline([good], store)
    inline([Job(name="job", do=f"{WORK}fail", args=(marks.path, "哎"))], store)
    inline([good], store)
    assert store.history("job").failure is None


def test_an_error_keeps_its_name_its_place_and_its_values(store: Store):
    outcome = inline([Job(name="pdf", do=f"{WORK}lacks_tool", args=("weasyprint",))], store)
    failure = outcome.failed["pdf"]
    assert (failure.says, failure.where) == ("tool-missing", "content/notices/坡道.md")
    assert failure.values == {"tool": "weasyprint", "install": "apt install it"}


@pytest.mark.parametrize("kind", ["awkward", "wordless", "not utf-8", "recursion"])
def test_an_exception_of_any_shape_is_one_failed_job(store: Store, marks, kind: str):
    outcome = inline([Job(name="bad", do=f"{WORK}raises", args=(kind,)), upper(marks, "good")], store)
    assert list(outcome.failed) == ["bad"]
    assert list(outcome.answers) == ["upper good"]
    assert store.history("bad").failure["says"] == "room-crashed"


@pytest.mark.parametrize("kind", ["nothing", "a lambda", "a lock", "text", "a lone surrogate", "a way out", "the root"])
def test_a_result_that_is_not_plain_is_one_failed_job(store: Store, marks, kind: str):
    outcome = inline([Job(name="bad", do=f"{WORK}gives", args=(kind,)), upper(marks, "good")], store)
    assert outcome.failed["bad"].says == "room-crashed"
    assert list(outcome.answers) == ["upper good"]


def test_a_room_that_exits_does_not_take_the_build_with_it(store: Store, marks):
    outcome = inline([Job(name="bad", do=f"{WORK}leaves", args=(0,)), upper(marks, "good")], store)
    assert outcome.failed["bad"].values == {"reason": "SystemExit: 0"}


@pytest.mark.parametrize("do", ["no.such.module:x", f"{WORK}no_such_function", "without a colon"])
def test_a_function_that_does_not_exist_is_one_failed_job(store: Store, marks, do: str):
    outcome = inline([Job(name="bad", do=do), upper(marks, "good")], store)
    assert (list(outcome.failed), list(outcome.answers)) == (["bad"], ["upper good"])


def test_a_need_without_the_wanted_file_fails_the_one_that_wants_it(store: Store, marks):
    a = upper(marks, "a")
    job = Job(name="job", do=f"{WORK}first_line", args=(marks.path, Output(a, "other")))
    outcome = inline([job, count(marks, a)], store)
    assert outcome.failed["job"].values["reason"].endswith("“upper a” gave no file “other”")
    assert "count upper a" in outcome.answers
    assert store.history("job").failure["says"] == "room-crashed"


def test_what_is_skipped_names_the_first_failed_need_in_order_of_arguments(store: Store, marks):
    one, two = (Job(name=name, do=f"{WORK}fail", args=(marks.path, name)) for name in ("one", "two"))
    job = Job(name="job", do=f"{WORK}join", args=(marks.path, (two,), {"files": (), "one": one}))
    assert inline([one, two, job], store).skipped == {"job": "two"}


def test_bytes_that_vanish_in_the_middle_fail_the_job_by_name_and_heal_next_time(store: Store, marks):
    a = upper(marks, "a")
    answer = inline([a], store).answers["upper a"]
    path = store.path_of(answer.files["text"].digest)
    jobs = [Job(name="0 damage", do=f"{WORK}damage", args=(str(path),)), first_line(marks, a), upper(marks, "good")]
    outcome = inline(jobs, store)
    assert outcome.failed["first of upper a"].says == "blob-gone"
    assert "upper good" in outcome.answers
    healed = inline(jobs, store)
    assert healed.failed == {}
    assert store.get(healed.answers["first of upper a"].files["text"]) == b"A"


# --- many at once ------------------------------------------------------------------------------------------


def many(marks, text: str) -> Job:
    return Job(name=f"many {text}", do=f"{WORK}many_upper", args=(marks.path, text), many=True)


def test_jobs_that_work_on_many_are_done_in_one_call_after_all_their_needs(store: Store, marks):
    needs = [Job(name=f"many of {n}", do=f"{WORK}many_upper", many=True, args=(marks.path, f"n{n}")) for n in range(5)]
    outcome = inline([*needs, upper(marks, "a"), many(marks, "x")], store)
    assert marks() == ["many 6", "upper a"]
    assert store.get(outcome.answers["many x"].files["text"]) == b"X"


def test_one_exception_among_many_fails_alone(store: Store, marks):
    outcome = inline([many(marks, text) for text in ("a", "bad", "c")], store)
    assert list(outcome.answers) == ["many a", "many c"]
    assert outcome.failed["many bad"].values == {"reason": "ValueError: no bad"}


def test_a_call_for_many_that_gives_too_few_results_fails_them_all(store: Store, marks):
    jobs = [Job(name=f"short {n}", do=f"{WORK}many_short", args=(str(n),), many=True) for n in range(3)]
    outcome = inline([*jobs, upper(marks, "a")], store)
    assert list(outcome.failed) == ["short 0", "short 1", "short 2"]
    assert list(outcome.answers) == ["upper a"]


# --- events, and work that is not lost -----------------------------------------------------------------------


def test_events_tell_each_job_once_and_count_to_the_end(store: Store, marks):
    bad = Job(name="bad", do=f"{WORK}fail", args=(marks.path, "哎"))
    told: list[Event] = []
    inline([count(marks, bad), upper(marks, "a")], store, told.append)
    assert sorted((event.what, event.job) for event in told) == [
        ("failed", "bad"), ("made", "upper a"), ("skipped", "count bad"),
    ]  # fmt: skip
    assert [event.done for event in told] == [1, 2, 3]
    assert {event.of for event in told} == {3}


def test_what_is_done_is_kept_before_the_next_job_begins(store: Store, marks):
    """A person sees progress, memory stays small, and a build that is killed has kept what it made."""
    told: list[tuple[int, int]] = []
    inline([upper(marks, str(n)) for n in range(50)], store, lambda event: told.append((event.done, len(marks()))))
    assert told == [(n, n) for n in range(1, 51)]


def test_an_interrupt_loses_only_the_job_at_hand(tmp_path: Path, marks):
    def interrupt(event: Event) -> None:
        if event.done == 30:
            raise KeyboardInterrupt

    jobs = [upper(marks, str(n)) for n in range(50)]
    with pytest.raises(KeyboardInterrupt), Store(tmp_path / "s") as store:
        inline(jobs, store, interrupt)
    with Store(tmp_path / "s") as store:
        outcome = inline(jobs, store)
    assert (outcome.kept, outcome.made) == (30, 20)


def test_an_answer_is_plain_data(store: Store, marks):
    answer = inline([upper(marks, "a")], store).answers["upper a"]
    assert isinstance(answer, Answer)
    assert store.keep("x", "y", (), Made()).files == {}
