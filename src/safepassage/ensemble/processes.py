"""Processes of this machine, by joblib's loky."""

from __future__ import annotations

import multiprocessing.resource_tracker
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from typing import Any

from joblib.externals.loky.backend import resource_tracker
from joblib.externals.loky.process_executor import (
    BrokenProcessPool,
    ProcessPoolExecutor,
    ShutdownExecutorError,
)

IDLE_SECONDS = 300.0
"""A process without work ends after this time (loky's manner of giving memory back)."""

LOOKS_EVERY_SECONDS = 1.0


class ProcessPool:
    """A loky pool that can be made anew: one killed process breaks the whole of it."""

    # TerminatedWorkerError is a BrokenProcessPool.
    killed: tuple[type[BaseException], ...] = (BrokenProcessPool, ShutdownExecutorError, CancelledError)
    falls_as_one = True

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor = self._new()

    @property
    def window(self) -> int:
        """One task for each process, and one more for each that gets ready."""
        return 2 * self._workers

    def _new(self) -> Any:
        return ProcessPoolExecutor(
            self._workers, timeout=IDLE_SECONDS, initializer=end_with_parent, initargs=(os.getpid(),)
        )

    def submit(self, function: Callable[[Any], Any], task: Any) -> Future[Any]:
        """Have a task done by one of the processes."""
        with deaf_to_interrupts():
            future: Future[Any] = self._executor.submit(function, task)
        return future

    def fallen(self) -> bool:
        """Never: loky tells when a process was killed."""
        return False

    def renew(self) -> None:
        """End what is left of the pool and make another."""
        self.close(at_once=True)
        self._executor = self._new()

    def close(self, at_once: bool) -> None:
        """End all processes."""
        self._executor.shutdown(wait=True, kill_workers=at_once)


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
