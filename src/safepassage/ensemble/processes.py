"""Processes of this machine, by joblib's loky."""

from __future__ import annotations

import multiprocessing.resource_tracker
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from typing import Any

from joblib.externals.loky.backend import resource_tracker
from joblib.externals.loky.process_executor import (
    BrokenProcessPool,
    ProcessPoolExecutor,
    ShutdownExecutorError,
)

from safepassage.ensemble.pool import Pool

IDLE_SECONDS = 300.0
"""A process without work ends after this time (loky's manner of giving memory back)."""

LOOKS_EVERY_SECONDS = 1.0


@contextmanager
def open_processes(workers: int) -> Iterator[Pool]:
    """Open an executor on processes of this machine; one killed process breaks the whole of it."""
    executor = Processes(workers, timeout=IDLE_SECONDS, initializer=end_with_parent, initargs=(os.getpid(),))
    at_once = True
    try:
        # One task for each process, and one more that gets ready. TerminatedWorkerError is a BrokenProcessPool.
        yield Pool(executor, lambda: 2 * workers, (BrokenProcessPool, ShutdownExecutorError, CancelledError))
        at_once = False
    finally:
        executor.shutdown(wait=True, kill_workers=at_once)


class Processes(ProcessPoolExecutor):  # type: ignore[misc]
    """loky's executor; the processes that it starts leave Ctrl-C to this one."""

    def submit(self, *task: Any, **more: Any) -> Future[Any]:
        """Have a task done; processes are started here."""
        with deaf_to_interrupts():
            future: Future[Any] = super().submit(*task, **more)
        return future


def end_with_parent(parent: int) -> None:
    """Make this process end when its parent has, and leave Ctrl-C to the parent.

    A driver that is killed outright cannot end its processes; they look whether it is there.
    """
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(LOOKS_EVERY_SECONDS)
        os._exit(1)

    threading.Thread(target=look, name="end with parent", daemon=True).start()


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Hold back Ctrl-C for the moment in which processes are started; it is raised at the end.

    They inherit the blocked mask, so it reaches this process alone, which ends them; else each
    would print a traceback of its own.

    Raises
    ------
    KeyboardInterrupt
        At the end, if it came meanwhile: ignoring the signal instead would lose it.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # The trackers lift the mask of the thread that starts them: they start first.
    multiprocessing.resource_tracker.ensure_running()
    resource_tracker.ensure_running()
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, before)
        if heard and callable(before):  # also where the body failed: whoever tries again must not swallow it
            before(signal.SIGINT, None)
