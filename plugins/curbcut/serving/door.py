"""The socket on this machine, and how the server behind it is set."""

from __future__ import annotations

import logging
import os
import socket

import uvicorn
from starlette.types import ASGIApp

from curbcut.core.errors import EnvironmentProblem

HOST = "127.0.0.1"
LAST_PORT = 65_535
_GRACE_S = 1  # a download that is still running when we are told to stop


def listening(port: int) -> socket.socket:
    """Return a socket bound to `port` of this machine alone (0: any free one).

    raises: EnvironmentProblem when the port is taken or not allowed
    """
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port whose last connections are still ending is free
    try:
        door.bind((HOST, port))
        door.listen()
    except OSError as problem:
        door.close()
        raise EnvironmentProblem("port-taken", port=port, reason=os.strerror(problem.errno or 0)) from problem
    return door


def settings(inside: ASGIApp) -> uvicorn.Config:
    """Return how an application is served."""
    # Uvicorn's log speaks of its own workings; what a person needs is said by the report.
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL + 1)
    return uvicorn.Config(
        inside, http="h11", ws="none", loop="asyncio", lifespan="off", log_config=None, access_log=False,
        server_header=False, proxy_headers=False, timeout_graceful_shutdown=_GRACE_S,
    )  # fmt: skip
