"""What work costs by the processor's clock: a machine that is busy with other things, or stands still, does not move it."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_most(seconds: float, *, children: bool = False) -> Iterator[None]:
    """Fail when the block needs more of the processor than so many seconds.

    children: count the processes that it runs to their end, instead of this one
    """
    began = _spent(children)
    yield
    took = _spent(children) - began
    assert took < seconds, f"{took:.2f} s of work"


def _spent(children: bool) -> float:
    if not children:
        return time.process_time()
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime
