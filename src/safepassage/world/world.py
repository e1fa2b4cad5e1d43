"""The world: everything that stands at one moment, as plain arrays. Stages act on it in place."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from safepassage.parameters import Packed, Parameters
from safepassage.region.region import Region
from safepassage.world.actors_state import Beliefs, Governments, Officials, Recruiters, Registers, copy_arrays
from safepassage.world.columns import Columns, copy_columns
from safepassage.world.context import Context, Schedule
from safepassage.world.doses import Doses
from safepassage.world.draws import Keys
from safepassage.world.geography_arrays import Ground, Local
from safepassage.world.ledger import Ledger
from safepassage.world.rows import runs_of

if TYPE_CHECKING:
    from collections.abc import Sequence


class Clock(NamedTuple):
    """When it is. Passed to compiled loops as one small tuple."""

    step: int  # since the start of the spin-up; keys every draw
    day: float  # of the beginning of the step, since the start of the spin-up
    days: float  # length of the step
    years: float  # length of the step
    age_years: float  # years since the start of the scenario; zero in the spin-up, when ages stand still
    scale: float  # real persons per simulated one
    counting: bool  # whether persons' own ledgers are written (not in the spin-up)


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
    """One border world. ``copy`` shares what never changes and copies what does."""

    region: Region
    parameters: Parameters
    p: Packed
    keys: Keys
    share: float
    ground: Ground
    local: Local
    row_of_id: NDArray[np.int32]  # [register] row of each register number, -1 when not simulated
    sample_of_cell: NDArray[np.int64]  # [C] simulated persons
    people: Columns
    recruiters: Recruiters
    officials: Officials
    governments: Governments
    beliefs: Beliefs
    registers: Registers
    ledger: Ledger
    doses: Doses
    context: Context
    consular: NDArray[np.float64]  # [1] training of consular and shelter staff abroad
    rows: NDArray[np.int32]  # scratch: rows of those whom a loop has to visit
    clock: Clock
    switched_on: NDArray[np.bool_] = field(default_factory=lambda: np.ones(13, bool))
    """A flag per stage, for ablation."""
    schedule: Schedule | None = None
    scenario_step: int = 0
    interventions: Sequence[Intervention] = ()
    acting: Sequence[Acting] = ()
    budget_usd_per_year: float = 0.0
    targeting: str = "by_population"
    """Rule by which districts share IOM's money, a name of ``interventions.targeting.RULES``."""
    runs: NDArray[np.int64] = field(init=False)
    """[R + 1] First rows of runs of persons of one home cell, and the number of persons."""

    def __post_init__(self) -> None:
        self.runs = runs_of(self.people.cell)

    def copy(self) -> World:
        """An independent world with the same past."""
        return dataclasses.replace(
            self,
            people=copy_columns(self.people),
            recruiters=copy_arrays(self.recruiters),
            officials=copy_arrays(self.officials),
            governments=copy_arrays(self.governments),
            beliefs=copy_arrays(self.beliefs),
            registers=copy_arrays(self.registers),
            ledger=copy_arrays(self.ledger),
            doses=copy_arrays(self.doses),
            context=copy_arrays(self.context),
            consular=self.consular.copy(),
            rows=self.rows.copy(),
            switched_on=self.switched_on.copy(),
        )
