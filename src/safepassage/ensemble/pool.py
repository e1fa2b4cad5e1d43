"""What the driver needs to know of an executor: which one it is, and how it tells of killed processes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

ATTEMPTS = 8
"""How often a task is begun before it is given up, if its process is killed each time."""


@dataclass(frozen=True)
class Pool:
    """A library's executor, open for tasks.

    Attributes
    ----------
    executor
        Takes tasks, and ends with its context.
    window
        How many tasks may be in flight now: enough that nobody waits, few enough to stay small. Asked every few
        seconds; may raise one of `broken`.
    broken
        Raised where the executor is gone with all that was in flight; another is to be opened.
    given_up
        Raised by a task alone: its processes were killed `ATTEMPTS` times, by the executor's own count.
    """

    executor: Executor
    window: Callable[[], int]
    broken: tuple[type[BaseException], ...]
    given_up: tuple[type[BaseException], ...] = ()
