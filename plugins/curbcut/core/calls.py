"""What a worker does: calls the functions that jobs name, and turns every failure into a value.

Whatever a function does wrong (raises, exits, gives something else than Made) ends here, under the
job's name; only plain data goes back, so that any executor can carry it.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from importlib import import_module
from typing import Any

import msgspec

from curbcut.core.errors import CurbcutError, EnvironmentProblem
from curbcut.core.model import Made, Record


class Failure(Record, frozen=True):
    """Why a job gave nothing: an error's name and words, or the trace of our own mistake.

    lacking: something is missing on the machine, which is wrong with no document
    """

    says: str
    where: str = ""
    values: dict[str, str] = {}
    trace: str = ""
    lacking: bool = False


def function(path: str) -> Callable[..., Any]:
    """Return the function an import path names (`package.module:name`)."""
    module, _, name = path.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def call_batch(calls: list[tuple[str, tuple[Any, ...], bool]]) -> list[Made | Failure]:
    """Do a batch of calls in this process; a call that fails gives its Failure, the others go on."""
    if calls and calls[0][2]:
        return _call_many(calls[0][0], [args for _, args, _ in calls])
    results: list[Made | Failure] = []
    for do, args, _ in calls:
        try:
            results.append(_plain(function(do)(*args)))
        except (Exception, SystemExit) as problem:  # noqa: BLE001 - the one place where a job's failure becomes a value
            results.append(failure_of(problem))
    return results


def _call_many(do: str, calls: list[tuple[Any, ...]]) -> list[Made | Failure]:
    try:
        results = list(function(do)(calls))
    except (Exception, SystemExit) as problem:  # noqa: BLE001 - as above
        return [failure_of(problem)] * len(calls)
    if len(results) != len(calls):
        wrong = ValueError(f"{do} gave {len(results)} results for {len(calls)} calls")
        return [failure_of(wrong)] * len(calls)
    return [_one_of_many(result) for result in results]


def _one_of_many(result: Any) -> Made | Failure:
    try:
        return failure_of(result) if isinstance(result, Exception) else _plain(result)
    except Exception as problem:  # noqa: BLE001 - as above
        return failure_of(problem)


def _plain(result: Any) -> Made:
    """Return a result with its facts as the store will give them back, so that a fresh one is like a kept one.

    raises: TypeError, ValueError for a result that cannot be kept, sent or published
    """
    if not isinstance(result, Made):
        raise TypeError(f"the result is {type(result).__name__}, not Made")
    for name, data in (*result.files.items(), *result.inner.items()):
        if not isinstance(data, bytes):
            raise TypeError(f"file “{name}” is {type(data).__name__}, not bytes")
        if "\0" in name or "\\" in name or {"", ".", ".."} & set(name.encode().decode().split("/")):
            raise ValueError(f"“{name}” is not a relative POSIX path")
    if both := result.files.keys() & result.inner.keys():
        raise ValueError(f"“{min(both)}” is both published and not")
    facts = msgspec.msgpack.decode(msgspec.msgpack.encode(result.facts), type=dict[str, Any])
    return Made(files=result.files, facts=facts, inner=result.inner)


def failure_of(problem: BaseException) -> Failure:
    """Return an exception as a value: an error with its values, anything else as a crash with its trace."""
    if isinstance(problem, CurbcutError):
        values = {name: _printable(value) for name, value in problem.values.items()}
        lacking = isinstance(problem, EnvironmentProblem)
        return Failure(says=problem.says, where=_printable(problem.where), values=values, lacking=lacking)
    try:
        reason = f"{type(problem).__name__}: {problem}"
    except Exception:  # noqa: BLE001 - even its words are broken
        reason = type(problem).__name__
    trace = "".join(traceback.format_exception(problem)[-6:])
    return Failure(says="room-crashed", values={"reason": _printable(reason)}, trace=_printable(trace))


def _printable(text: str) -> str:
    """Return a text that can be written as UTF-8, whatever file names it quotes."""
    return text.encode("utf-8", "backslashreplace").decode()
