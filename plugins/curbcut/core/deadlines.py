"""A limit of time, and of memory, for one piece of work in this process."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

_LOOK_EVERY_S = 0.1  # how often the size of the process is looked at: a page of layout takes a tenth of that


class TooSlow(Exception):
    """A piece of work needed more than its time."""


class TooLarge(Exception):
    """A piece of work needed more than its memory."""


@contextmanager
def within(seconds: float, grown_bytes: int = 0, clock: Callable[[], float] = time.monotonic) -> Iterator[None]:
    """Raise TooSlow in this block after `seconds`, TooLarge once the process has grown by `grown_bytes` (0: no limit).

    clock: counts the seconds; `time.process_time` lets a busy machine take as long as it needs
    Only a main thread without a timer of its own can be interrupted; elsewhere the block runs without limits.
    """
    usable = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")
    if not usable or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return
    end = clock() + seconds
    ceiling = _resident_bytes() + grown_bytes if grown_bytes else 0

    def ring(_signal: int, _frame: FrameType | None) -> None:
        if clock() >= end:
            raise TooSlow
        if ceiling and _resident_bytes() > ceiling:
            raise TooLarge

    before = signal.signal(signal.SIGALRM, ring)
    step = seconds if clock is time.monotonic and not ceiling else min(seconds, _LOOK_EVERY_S)
    # Again and again: an exception raised while foreign code calls back may be swallowed there.
    signal.setitimer(signal.ITIMER_REAL, step, _LOOK_EVERY_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _resident_bytes() -> int:
    """Return the memory this process holds now; 0 where the system does not say it."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[1])  # source: proc(5), the second field
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
