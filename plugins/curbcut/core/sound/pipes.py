"""What an engine in a process of its own answers through a pipe."""

from __future__ import annotations

import os
import select
import time


def read_exactly(pipe: int, size: int, end: float) -> bytes:
    """Return so many bytes of a pipe.

    pipe: its file descriptor; size: in bytes; end: a time of `time.monotonic`, in seconds
    raises: TimeoutError when they are not there by then, EOFError when nobody writes any more
    """
    pieces, missing = [], size
    while missing:
        if not select.select([pipe], [], [], max(0.0, end - time.monotonic()))[0]:
            raise TimeoutError
        piece = os.read(pipe, missing)
        if not piece:
            raise EOFError
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)
