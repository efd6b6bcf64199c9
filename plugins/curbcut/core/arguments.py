"""What a job is: a function named by its import path, and its arguments, which are the graph.

An argument that is a Job (or one file of it, an Output) is a dependency; one that is Deferred stands for jobs that are
needed only when the job itself has to be done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from curbcut.core.model import Keyed, Later


class Job(msgspec.Struct, frozen=True, eq=False):
    """A function (`package.module:name`), its arguments, and what its code is.

    name: unique in a run, such as ``plain content/notices/a.md``; findings and `why` use it
    args: plain data, Jobs and Outputs, also inside tuples and dictionaries
    code: digest of what the function is made of (a room's files, its tools' versions)
    many: the function takes a list of argument tuples and returns a list of results (or exceptions)
    weight: how many ordinary jobs it costs (`executors.POOL_FROM`)
    part: one of very many small pieces, known by what it is made of: it has no history of its own
    """

    name: str
    do: str
    args: tuple[Any, ...] = ()
    code: str = ""
    many: bool = False
    labels: tuple[str, ...] = ()
    weight: int = 1
    part: bool = False


class Output(msgspec.Struct, frozen=True, eq=False):
    """One file of a job, as an argument: only its digest enters the key, its bytes are passed."""

    job: Job
    file: str


class Deferred(msgspec.Struct, frozen=True, eq=False):
    """Jobs that are asked for only when the job that has them as an argument must be done: it gets what they made.

    listed: the file that names them. What its job is asked stands for them in the key, so where nothing changed not even
            the list is looked for; where something did, the digest of the list does (`asked`)
    jobs:   gives them, in order, from the bytes of that file
    """

    listed: Output
    jobs: Callable[[bytes], tuple[Job, ...]]
    asked: bool = False


def shape(job: Job) -> tuple[Any, ...]:
    """Return what makes two jobs of one name the same job; their needs count by name."""
    return job.do, job.code, job.many, _named(job.args)


def _named(arg: Any) -> Any:
    if isinstance(arg, Job):
        return Job, arg.name
    if isinstance(arg, Output):
        return Output, arg.job.name, arg.file
    if isinstance(arg, Deferred):
        return Deferred, _named(arg.listed)
    if isinstance(arg, (tuple, list)):
        return tuple(_named(item) for item in arg)
    if isinstance(arg, dict):
        return {name: _named(item) for name, item in arg.items()}
    return (Later, arg.parts) if isinstance(arg, Later) else arg


def holds(args: Iterable[Any]) -> bool:
    """Tell whether a part of the key has to be asked of something inside: a job, an output, a record with its own."""
    return any(
        isinstance(arg, (Job, Output, Deferred, Keyed))
        or (isinstance(arg, (tuple, list)) and holds(arg))
        or (isinstance(arg, Mapping) and holds(arg.values()))
        for arg in args
    )


def needs(args: Any) -> Iterator[Job]:
    """Yield the jobs among arguments, also inside tuples and dictionaries; of a deferred one, what lists it needs."""
    for arg in args:
        if isinstance(arg, Job):
            yield arg
        elif isinstance(arg, Output):
            yield arg.job
        elif isinstance(arg, Deferred):
            yield from (arg.listed.job,) if arg.asked else needs(arg.listed.job.args)
        elif isinstance(arg, (tuple, list)):
            yield from needs(arg)
        elif isinstance(arg, dict):
            yield from needs(arg.values())


def defers(args: Any) -> Iterator[Deferred]:
    """Yield the deferred ones among arguments."""
    for arg in args:
        if isinstance(arg, Deferred):
            yield arg
        elif isinstance(arg, (tuple, list)):
            yield from defers(arg)
        elif isinstance(arg, dict):
            yield from defers(arg.values())


def unfolded(arg: Any, more: Callable[[Deferred], Any]) -> Any:
    """Return an argument with `more` of everything deferred in it."""
    if isinstance(arg, Deferred):
        return more(arg)
    if isinstance(arg, (tuple, list)):
        return tuple(unfolded(item, more) for item in arg)
    if isinstance(arg, dict):
        return {name: unfolded(item, more) for name, item in arg.items()}
    return arg
