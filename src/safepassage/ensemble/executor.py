"""Tasks on one or many processes: results come in the order of the tasks, and are the same."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

Executor = Literal["local", "serial"]

RESTARTS = 3
"""How often the processes are made anew after one of them was killed."""


def map_tasks[T, R](
    function: Callable[[T], R],
    tasks: Sequence[T],
    workers: int = 1,
    progress: Callable[[int], object] | None = None,
) -> Iterator[R]:
    """Yield ``function(task)`` for every task, in the order of the tasks.

    Parameters
    ----------
    function
        A function of a module (it is sent to other processes by name).
    tasks
        What it is called with, one by one.
    workers
        Processes; one means this process.
    progress
        Called with 1 after each result.

    Raises
    ------
    RuntimeError
        If processes are killed again and again, most often for lack of memory.

    Notes
    -----
    A killed process takes its whole pool with it. What was not yet yielded is then done again
    on a new pool, so a result is never lost and never doubled.
    """
    workers = min(workers, len(tasks))
    done = 0
    if workers <= 1:
        for task in tasks:
            yield function(task)
            if progress is not None:
                progress(1)
        return
    for restart in range(RESTARTS + 1):
        try:
            for result in _on_processes(function, tasks[done:], workers):
                done += 1
                yield result
                if progress is not None:
                    progress(1)
            return
        except _terminated() as problem:
            if restart == RESTARTS:
                raise RuntimeError(
                    f"worker processes were killed {RESTARTS + 1} times; most often memory is short: "
                    "fewer workers or a smaller population_share may help"
                ) from problem


def _on_processes[T, R](function: Callable[[T], R], tasks: Sequence[T], workers: int) -> Iterator[R]:
    from joblib import Parallel, delayed

    # One seed a task; arguments are small, so nothing is mapped into files outside the output folder.
    pool = Parallel(
        n_jobs=workers,
        backend="loky",
        return_as="generator",
        batch_size=1,
        pre_dispatch="n_jobs",
        max_nbytes=None,
    )
    with _deaf_to_interrupts():
        results = pool(delayed(function)(task) for task in tasks)
    return iter(results)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ignore Ctrl-C for the moment in which processes are started.

    They inherit that, so it reaches this process alone, which ends them; else each would print
    a traceback of its own. (A blocked mask will not do: Python's resource tracker lifts it.)
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _terminated() -> type[BaseException]:
    from joblib.externals.loky.process_executor import TerminatedWorkerError

    return TerminatedWorkerError  # type: ignore[no-any-return]
