"""How many jobs a worker is given at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from curbcut.core.arguments import Job

_MANY_AT_MOST = 1_000
"""Calls handed over at once: at 10 KB a page this keeps a worker's share of memory near 20 MB."""
_LIGHT_AT_MOST = 16


def one_by_one(jobs: list[Job], width: int) -> Iterator[list[Job]]:
    """Yield batches of jobs that are done one after the other: heavy ones alone, light ones some together.

    width: how many workers there are; 0 in this process, where nothing is gained by batches
    """
    for weight in sorted({job.weight for job in jobs}, reverse=True):  # long ones first: none is left for the end
        alike = [job for job in jobs if job.weight == weight]
        most = _LIGHT_AT_MOST if weight == 1 else 1
        share = -(-len(alike) // width) if width else 1
        yield from _cut(alike, max(1, min(most, share // 4)))


def many_at_once(jobs: list[Job], width: int) -> Iterator[list[Job]]:
    """Yield batches of jobs whose functions work on many; small ones keep all workers busy to the end."""
    for do in dict.fromkeys(job.do for job in jobs):
        same = [job for job in jobs if job.do == do]
        yield from _cut(same, min(-(-len(same) // width), _MANY_AT_MOST))


def _cut(jobs: list[Job], size: int) -> Iterable[list[Job]]:
    return (jobs[start : start + size] for start in range(0, len(jobs), size))
