"""Several processes behind one socket: a search is work for a processor, and Python uses one at a time in each process.

They are forked when the index has been verified and opened, and share its memory. When the first of them is told to end,
the others end with it; one whose first process was killed notices and ends by itself.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from curbcut.serving.door import settings

_MOST = 4
_LOOK_S = 1


def processes() -> int:
    """Return how many processes serve."""
    return min(_MOST, os.cpu_count() or 1) if hasattr(os, "fork") else 1


def serve(inside: ASGIApp, door: socket.socket, count: int) -> None:
    """Serve on a socket until a signal comes, which is then raised again for the command line."""
    first = os.getpid()
    others = [pid for pid in (_another(inside, door, first) for _ in range(count - 1)) if pid]
    try:
        asyncio.run(_one(inside, door, 0))
    finally:
        for pid in others:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        for pid in others:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _another(inside: ASGIApp, door: socket.socket, first: int) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            asyncio.run(_one(inside, door, first))
        finally:
            os._exit(0)  # nothing of the command line's own ending happens twice
    return pid


async def _one(inside: ASGIApp, door: socket.socket, first: int) -> None:
    server = uvicorn.Server(settings(inside))
    watch = asyncio.create_task(_orphaned(server, first)) if first else None
    try:
        await server.serve([door])
    finally:
        if watch:
            watch.cancel()


async def _orphaned(server: uvicorn.Server, first: int) -> None:
    while not server.should_exit:
        await asyncio.sleep(_LOOK_S)
        if os.getppid() != first:
            server.should_exit = True
