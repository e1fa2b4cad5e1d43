"""Tasks on one or many processes: the results are the same whoever does them.

An executor is a pool: it takes tasks (`Pool.submit`) and can be made anew when its processes were
killed (`Pool.renew`). What is in flight, done or to be done again is decided here, once for all.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from safepassage.ensemble.pool import ATTEMPTS, Pool
from safepassage.evidence.errors import RunError

if TYPE_CHECKING:
    from safepassage.ensemble.spec import RunSpec

LOOKS_EVERY_SECONDS = 5.0
"""How often a pool that says nothing is asked whether it is still there."""

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
    pool = make_pool(executor, min(workers, len(tasks)), address)
    finished = False
    try:
        yield from _flights(function, tasks, pool)
        finished = True
    finally:
        pool.close(at_once=not finished)


def make_pool(executor: str, workers: int, address: str | None) -> Pool:
    """Start the processes of an executor.

    Raises
    ------
    InputError
        A library is missing, or the scheduler does not answer.
    """
    # The two are known to nobody else: each brings a library that takes a second to import.
    if executor == "dask":
        from safepassage.ensemble.cluster import DaskPool

        return DaskPool(workers, address)
    from safepassage.ensemble.processes import ProcessPool

    return ProcessPool(workers)


def _flights[T, R](
    function: Callable[[T], R], tasks: Sequence[T], pool: Pool
) -> Iterator[tuple[int, R | Lost]]:
    """Keep the pool's window full, and do again what went down with a process."""
    waiting = deque(range(len(tasks)))
    begun: Counter[int] = Counter()
    flying: dict[Future[R], int] = {}
    while waiting or flying:
        broken = False
        while waiting and len(flying) < pool.window:
            number = waiting.popleft()
            try:
                flying[pool.submit(function, tasks[number])] = number
            except pool.killed:
                waiting.appendleft(number)
                broken = True
                break
        done = set(flying) if broken else wait(flying, LOOKS_EVERY_SECONDS, FIRST_COMPLETED).done
        lost_all = broken or (not done and pool.fallen())
        again = []
        for future in sorted(done, key=lambda one: flying[one]):
            number = flying[future]
            if broken and not future.done():
                continue
            del flying[future]
            problem = CancelledError() if future.cancelled() else future.exception()
            if problem is None:
                yield number, future.result()
            elif isinstance(problem, pool.killed):
                broken = True
                again.append(number)
            elif isinstance(problem, CancelledError):
                raise RunError("the dask scheduler is gone; start it again, then call the same command")
            else:
                raise problem
        if lost_all or (broken and pool.falls_as_one):
            again += flying.values()
            flying.clear()
        if lost_all or broken:
            pool.renew()
        for number in sorted(again, reverse=True):
            begun[number] += 1
            if begun[number] >= ATTEMPTS:
                yield number, Lost()
            else:
                waiting.appendleft(number)
