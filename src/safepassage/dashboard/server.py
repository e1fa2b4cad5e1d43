"""The server: bound to this machine alone, ended by its handle or by Ctrl-C."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from safepassage.dashboard.app import LONGEST_MESSAGE, make_app
from safepassage.dashboard.hub import Hub
from safepassage.evidence.errors import InputError

LOOPBACK = "127.0.0.1"
"""The only address: there is no key for another one."""


def bind(port: int) -> socket.socket:
    """Take a port of this machine; 0 takes any free one.

    Raises
    ------
    InputError
        The port is taken or may not be used.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((LOOPBACK, port))
    except OSError as problem:
        made.close()
        raise InputError(
            f"port={port} cannot be used ({problem.strerror}); name another one, or port=0 for any free one"
        ) from None
    return made


def serve(hub: Hub, port: int, tell: Callable[[str], None]) -> None:
    """Serve until interrupted; ``tell`` is called with the address once it is open."""
    listening = bind(port)
    config = uvicorn.Config(
        make_app(hub),
        log_level="warning",
        access_log=False,
        lifespan="on",
        ws_max_size=LONGEST_MESSAGE,
        ws_ping_interval=20.0,
        ws_ping_timeout=20.0,
        timeout_graceful_shutdown=3,
    )
    listening.listen(128)
    tell(f"http://{LOOPBACK}:{listening.getsockname()[1]}/")
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()
