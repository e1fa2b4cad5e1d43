"""What all visitors share, and nothing else: compiled code, spun-up worlds (read-only), two threads."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from safepassage.dashboard.settings import Choices
from safepassage.model import BorderModel, spin_up
from safepassage.parameters import load_parameters
from safepassage.world.world import World

Key = tuple[str, float, int]
"""Region, population share, seed of the world."""

THREADS = 2
KEPT_WORLDS = 6
"""Spun-up worlds kept for the next visitor: a class that shares a seed shares one spin-up."""


@dataclass(frozen=True)
class Limits:
    """How many visitors, and for how long; a visitor who is silent is asked to leave."""

    visitors: int = 60
    idle_seconds: float = 1800.0
    life_seconds: float = 6 * 3600.0


@dataclass
class Hub:
    """The server's common part. A visitor's worlds are the visitor's; here are only copies to start from."""

    choices: Choices = field(default_factory=Choices)
    limits: Limits = field(default_factory=Limits)
    visitors: int = 0
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    failed: str = ""
    _kept: OrderedDict[Key, asyncio.Future[World]] = field(default_factory=OrderedDict)
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(THREADS, "worlds"))
    _spinning: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    async def run[T](self, work: Callable[[], T]) -> T:
        """Do a piece of work in one of the threads."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    async def warm_up(self) -> None:
        """Compile the model, or load it from the compile cache; visitors wait for this."""
        try:
            await self.run(_first_steps)
        except Exception as problem:  # the page says it, the log has the rest
            self.failed = f"{type(problem).__name__}: {problem}"
            raise
        finally:
            self.ready.set()

    async def spun_up(self, key: Key) -> World:
        """A world from which both sides of a visitor start; made once for all who ask for the same."""
        if key not in self._kept:
            self._kept[key] = asyncio.ensure_future(self._spin(key))
        else:
            self._kept.move_to_end(key)
        future = self._kept[key]
        try:
            # A visitor who leaves must not take the world away from the others who wait for it.
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            raise
        except BaseException:
            self._kept.pop(key, None)
            raise
        finally:
            while len(self._kept) > KEPT_WORLDS:
                self._kept.popitem(last=False)

    async def _spin(self, key: Key) -> World:
        name, share, seed = key
        region = self.choices.regions[name]
        async with self._spinning:
            return await self.run(lambda: spin_up(region, share, seed, load_parameters()))

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _first_steps() -> None:
    """Everything that is compiled is called once."""
    BorderModel("classroom", "integrated", population_share=0.05, spin_up_years=0.1).step()
