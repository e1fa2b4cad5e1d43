"""The world: everything that stands at one moment, as plain arrays. Stages act on it in place."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from safepassage.parameters import Packed, Parameters
from safepassage.region.region import Region
from safepassage.world.clock import Clock
from safepassage.world.context import Schedule
from safepassage.world.declare import check, copy, writable
from safepassage.world.draws import Keys
from safepassage.world.handle import HANDED, HANDLE_TYPE, Handle
from safepassage.world.state import (
    GROUPS,
    Balance,
    Beliefs,
    Columns,
    Consulates,
    Context,
    Doses,
    Governments,
    Ground,
    Ledger,
    Local,
    Officials,
    Recruiters,
    Registers,
    Sample,
    Visits,
)


class Intervention(Protocol):
    """What is done about it: an intervention fills accumulators, and nothing else."""

    @property
    def name(self) -> str:
        """Fixes the order in which interventions are added up."""
        ...

    def act(self, world: World) -> None:
        """Write this step's doses into ``world.doses``."""
        ...


class Acting(Protocol):
    """An actor with behaviour of its own."""

    def act(self) -> None:
        """Do what the actor does in this step."""
        ...


class Observer(Protocol):
    """What is seen: an observer reads the world after each step, and changes nothing."""

    def read(self, world: World) -> None:
        """Take note of this step."""
        ...


@dataclass
class World:
    """One border world. A compiled function takes it as it is, and reads what `handle.HANDED` names.

    ``copy`` shares what never changes and copies what does.
    """

    region: Region
    parameters: Parameters
    share: float
    p: Packed
    keys: Keys
    clock: Clock
    people: Columns
    sample: Sample
    visits: Visits
    recruiters: Recruiters
    officials: Officials
    governments: Governments
    consulates: Consulates
    beliefs: Beliefs
    registers: Registers
    ledger: Ledger
    context: Context
    doses: Doses
    ground: Ground
    local: Local
    balance: Balance
    schedule: Schedule | None = None
    scenario_step: int = 0
    interventions: Sequence[Intervention] = ()
    acting: Sequence[Acting] = ()
    observers: Sequence[Observer] = ()
    budget_usd_per_year: float = 0.0
    targeting: str = "by_population"
    """Rule by which districts share IOM's money, a name of ``interventions.targeting.RULES``."""

    _numba_type_: ClassVar[Any] = HANDLE_TYPE

    def __setattr__(self, name: str, value: Any) -> None:
        """Set it, and never let compiled code read what stood there before."""
        if name in GROUPS:
            check(value)
        object.__setattr__(self, name, value)
        if name == "clock" and "_handle" in self.__dict__:
            self.__dict__["_handle"].set_clock(value)
        elif name in HANDED:
            self.__dict__.pop("_handle", None)

    @property
    def _address(self) -> int:
        """Where numba finds the handle, made when it is first asked for."""
        handle: Handle | None = self.__dict__.get("_handle")
        if handle is None:
            handle = self.__dict__["_handle"] = Handle(self)
        return handle.address

    def __getstate__(self) -> dict[str, Any]:
        """Everything but the handle, which is made anew."""
        return {name: value for name, value in self.__dict__.items() if name != "_handle"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """As `__setattr__` would: what comes out of a pickle is held to the declaration too."""
        for name, value in state.items():
            setattr(self, name, writable(value) if name in GROUPS else value)

    def copy(self) -> World:
        """An independent world with the same past."""
        return dataclasses.replace(self, **{name: copy(getattr(self, name)) for name in GROUPS})


Stage = Callable[[World], None]
"""What happens in one part of a step: any function of a world, compiled or not."""
