"""Tasks on one or many processes: the results are the same whoever does them.

Executors are the libraries' own (`concurrent.futures`): loky's and dask's. One killed process breaks loky's whole
executor, so another is opened, and what was in flight is done again; this is decided here, once for all.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from safepassage.ensemble.pool import ATTEMPTS, Pool
from safepassage.evidence.errors import RunError

if TYPE_CHECKING:
    from safepassage.ensemble.spec import RunSpec

LOOKS_EVERY_SECONDS = 5.0
"""How often a pool that says nothing is asked for its window, and so whether it is still there."""

KILLED = (
    f"its worker process was killed {ATTEMPTS} times; most often memory is short: "
    "fewer workers or a smaller population_share may help"
)


@dataclass(frozen=True)
class Lost:
    """Stands for the result of a task whose process was killed `ATTEMPTS` times."""

    reason: str = KILLED


def map_tasks[T, R](
    function: Callable[[T], R],
    tasks: Sequence[T],
    workers: int = 1,
    progress: Callable[[int], object] | None = None,
    executor: str = "processes",
    address: str | None = None,
) -> Iterator[R]:
    """Yield ``function(task)`` for every task, in the order of the tasks.

    Parameters
    ----------
    function
        A function of a module (it is sent to other processes by name).
    tasks
        What it is called with, one by one.
    workers
        Processes; with ``processes``, one means this process.
    progress
        Called with 1 after each result.
    executor, address
        As in `RunSpec`.

    Raises
    ------
    RunError
        If the process of a task is killed again and again, most often for lack of memory.
    InputError
        The executor needs a library that is not installed, or a scheduler that does not answer.

    Notes
    -----
    What a killed process did is done again, so a result is never lost and never doubled.
    """
    ready: dict[int, R] = {}
    following = 0
    with closing(as_done(function, tasks, workers, executor, address)) as results:
        for number, result in results:
            if isinstance(result, Lost):
                raise RunError(result.reason)
            ready[number] = result
            while following in ready:
                yield ready.pop(following)
                following += 1
                if progress is not None:
                    progress(1)


def map_spec[T, R](
    function: Callable[[T], R],
    tasks: Sequence[T],
    spec: RunSpec,
    progress: Callable[[int], object] | None = None,
) -> Iterator[R]:
    """Yield ``function(task)`` in the order of the tasks, by the executor of a specification."""
    return map_tasks(function, tasks, spec.workers, progress, spec.executor, spec.address)


def as_done[T, R](
    function: Callable[[T], R],
    tasks: Sequence[T],
    workers: int = 1,
    executor: str = "processes",
    address: str | None = None,
) -> Generator[tuple[int, R | Lost]]:
    """Yield the number of a task and its result, in the order in which they are done.

    Parameters
    ----------
    function, tasks, workers, executor, address
        As in `map_tasks`.

    Notes
    -----
    What a task raises is raised here, and ends the pool; so does closing the generator.
    """
    if not tasks:
        return
    if executor == "serial" or (executor == "processes" and workers <= 1):
        for number, task in enumerate(tasks):
            yield number, function(task)
        return
    waiting = deque(range(len(tasks)))
    begun: Counter[int] = Counter()
    while waiting:
        with open_pool(executor, min(workers, len(tasks)), address) as pool:
            yield from _flights(function, tasks, pool, waiting, begun)


def open_pool(executor: str, workers: int, address: str | None) -> AbstractContextManager[Pool]:
    """Open an executor; leaving its context ends its processes, at once where something was raised.

    Raises
    ------
    InputError
        A library is missing, or the scheduler does not answer.
    """
    # The two are known to nobody else: each brings a library that takes a second to import.
    if executor == "dask":
        from safepassage.ensemble.cluster import open_dask

        return open_dask(workers, address)
    from safepassage.ensemble.processes import open_processes

    return open_processes(workers)


def _flights[T, R](
    function: Callable[[T], R], tasks: Sequence[T], pool: Pool, waiting: deque[int], begun: Counter[int]
) -> Iterator[tuple[int, R | Lost]]:
    """Keep the pool's window full until nothing waits or the pool is broken; what was in flight then waits again."""
    flying: dict[Future[R], int] = {}
    try:
        while waiting or flying:
            for _ in range(min(len(waiting), pool.window() - len(flying))):
                future = pool.executor.submit(function, tasks[waiting[0]])
                flying[future] = waiting.popleft()
            done = wait(flying, LOOKS_EVERY_SECONDS, FIRST_COMPLETED).done
            # What was done before the pool broke is kept.
            for future in sorted(done, key=lambda one: one.cancelled() or one.exception() is not None):
                try:
                    result: R | Lost = future.result()
                except pool.given_up:
                    result = Lost()
                yield flying.pop(future), result
    except pool.broken:
        for number in sorted(flying.values(), reverse=True):
            begun[number] += 1
            if begun[number] >= ATTEMPTS:
                yield number, Lost()
            else:
                waiting.appendleft(number)
