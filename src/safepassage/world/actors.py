"""Mesa agents: recruiters, officials, local governments, IOM's office. Each is a view on its row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa

from safepassage.world.codes import Role
from safepassage.world.world import World

if TYPE_CHECKING:
    from safepassage.model import BorderModel


class ActorView(mesa.Agent):  # type: ignore[misc]
    """An agent whose state is a row of the world's arrays."""

    def __init__(self, model: BorderModel, row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def _world(self) -> World:
        world: World = self.model.world
        return world


class Recruiter(ActorView):
    """Licensed agency sponsor or unlicensed broker."""

    @property
    def licensed(self) -> bool:
        """Whether the recruiter works for a licensed agency (PJTKI)."""
        return bool(self._world.recruiters.licensed[self.row])

    @property
    def active(self) -> bool:
        """In the trade and not in custody."""
        recruiters = self._world.recruiters
        return bool(recruiters.active[self.row] and recruiters.custody_until[self.row] <= self._world.clock.day)

    @property
    def district(self) -> str:
        """Home district."""
        return self._world.region.districts[int(self._world.recruiters.district[self.row])]

    @property
    def deceptiveness(self) -> float:
        """Share of offers whose true terms differ from those promised."""
        return float(self._world.recruiters.deceptiveness[self.row])

    @property
    def intent(self) -> float:
        """Share of placements made for exploitation."""
        return float(self._world.recruiters.intent[self.row])

    @property
    def position(self) -> tuple[str, int, int]:
        """Corridor, lattice row and column of the cell where the recruiter works now."""
        region, cell = self._world.region, int(self._world.recruiters.cell[self.row])
        return region.corridors[int(region.cell_corridor[cell])], int(region.cell_row[cell]), int(region.cell_col[cell])

    def arrest(self, years: float) -> None:
        """Take the recruiter into custody for ``years`` from now."""
        self._world.recruiters.custody_until[self.row] = self._world.clock.day + 365.25 * years


class Official(ActorView):
    """Border officer, patrol, officer at a hub, investigator, or labour and migrant-service officer."""

    @property
    def role(self) -> Role:
        """What the official does."""
        return Role(int(self._world.officials.role[self.row]))

    @property
    def government(self) -> str:
        """Who employs the official."""
        return self._world.region.governments[int(self._world.officials.government[self.row])]

    @property
    def training(self) -> float:
        """Training, 0 to 1."""
        return float(self._world.officials.training[self.row])


class LocalGovernment(ActorView):
    """One district's government, or who runs the hubs of a corridor."""

    @property
    def title(self) -> str:
        """Its id."""
        return self._world.region.governments[self.row]

    @property
    def responsiveness(self) -> float:
        """Responsiveness, 0 to 1."""
        return float(self._world.governments.responsiveness[self.row])

    @property
    def action_plan(self) -> float:
        """How far a regional action plan (RAD) is adopted, 0 to 1."""
        return float(self._world.governments.action_plan[self.row])


class IOMOffice(ActorView):
    """The IOM office: its budget, and what it spent in this step by district."""

    @property
    def budget_usd_per_year(self) -> float:
        """Budget, USD a year."""
        return float(self._world.budget_usd_per_year)

    @property
    def spend_usd(self) -> dict[str, float]:
        """Spent in this step, by district, overhead included."""
        spent = self._world.governments.spend_iom_usd
        return {name: float(spent[d]) for d, name in enumerate(self._world.region.districts)}


def make_agents(model: BorderModel, world: World) -> None:
    """Register one agent per actor with the model."""
    kinds: tuple[tuple[Any, int], ...] = (
        (Recruiter, len(world.recruiters.active)), (Official, len(world.officials.role)),
        (LocalGovernment, len(world.region.governments)), (IOMOffice, 1),
    )  # fmt: skip
    for kind, number in kinds:
        for row in range(number):
            kind(model, row)
