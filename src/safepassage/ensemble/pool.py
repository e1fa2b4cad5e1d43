"""What an executor is to those who use it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol

ATTEMPTS = 8
"""How often a task is begun before it is given up, if its process is killed each time."""


class Pool(Protocol):
    """Processes that do tasks, on this machine or others."""

    killed: tuple[type[BaseException], ...]
    """What a future raises when the process that did its task is gone."""

    falls_as_one: bool
    """Whether one killed process takes the whole pool with it, and all that is in flight."""

    @property
    def window(self) -> int:
        """How many tasks may be in flight: enough that nobody waits, few enough to stay small."""

    def submit(self, function: Callable[[Any], Any], task: Any) -> Future[Any]:
        """Have a task done; may raise one of `killed`."""

    def fallen(self) -> bool:
        """Whether all processes are gone without a word; asked every few seconds."""

    def renew(self) -> None:
        """Make what was killed anew; nothing to do where the pool does that by itself."""

    def close(self, at_once: bool) -> None:
        """End all processes; at once, without waiting for what they do."""
