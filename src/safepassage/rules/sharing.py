"""How processes share the work of compiling: a lock, and a helper that compiles a part of a cold cache ahead."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

_awaited: dict[str, subprocess.Popen[bytes]] = {}
"""Modules that a helper is compiling now."""
_PATIENCE_SECONDS = 120
"""A helper that takes longer, on whatever interpreter, is given up."""


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that the system takes back from a process that dies; where there is none, go on without."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def helped(helper: str, modules: Sequence[str]) -> Iterator[None]:
    """While a second process, running the code ``helper``, compiles some modules; `wait_for` waits for it.

    A helper that cannot start, dies or takes too long does not matter: what it leaves undone is compiled here. It is
    ended with the block; where this process is killed it ends by itself once it is done.
    """
    if not modules or not sys.executable or (os.cpu_count() or 1) < 2:
        yield
        return
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", helper], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )  # fmt: skip
    _awaited.update(dict.fromkeys(modules, process))
    try:
        yield
    finally:
        _awaited.clear()
        if process.poll() is None:
            process.terminate()
        process.wait()


def wait_for(module: str) -> None:
    """Let a helper that is compiling a module finish before it is looked for in the cache."""
    process = _awaited.get(module)
    if process is None:
        return
    try:
        process.wait(_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
    _awaited.clear()
