"""Mesa agents: recruiters, officials, local governments, IOM's office. Each is a view on its row.

A kind of actor is a class here, in `KINDS`, that says which group of `World` it views. Give a subclass to
``BorderModel(actors={Recruiter: MyRecruiter})`` and override ``act``: it is called once a step, after the
programmes of the step and before anything happens to persons.
"""

from __future__ import annotations

from typing import Any, ClassVar

import mesa
from mesa.discrete_space import Cell

from safepassage.evidence.errors import InputError
from safepassage.world.clock import YEAR_DAYS
from safepassage.world.codes import Role
from safepassage.world.holder import Holder
from safepassage.world.world import World


def _share(name: str, meaning: str) -> property:
    """A number from 0 to 1 in the actor's row of its group, which can be set."""

    def read(view: ActorView) -> float:
        return float(getattr(view.arrays, name)[view.row])

    def write(view: ActorView, value: float) -> None:
        if not 0.0 <= value <= 1.0:
            raise InputError(f"{name} = {value!r} must be from 0 to 1")
        getattr(view.arrays, name)[view.row] = value

    return property(read, write, doc=meaning)


class ActorView(mesa.Agent):  # type: ignore[misc]
    """An agent whose state is a row of a group of the world's arrays."""

    views: ClassVar[str] = ""
    """Name of the group in `World`; none where there is one such actor, whose state is the world's own."""

    def __init__(self, model: Holder, row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def world(self) -> World:
        """The world that holds this actor's state."""
        world: World = self.model.world
        return world

    @property
    def arrays(self) -> Any:
        """The arrays of the actor's group."""
        return getattr(self.world, self.views)

    @classmethod
    def rows_of(cls, world: World) -> int:
        """How many such actors a world has."""
        return len(getattr(world, cls.views)[0]) if cls.views else 1

    def act(self) -> None:
        """What the actor does of its own in a step; nothing unless a subclass says so."""

    def remove(self) -> None:
        """Refused: an actor's row stands in the world's arrays."""
        raise InputError(
            f"{type(self).__name__} cannot be removed; a recruiter can leave the trade: active = False"
        )


class Recruiter(ActorView):
    """A place in the trade: a licensed agency sponsor or an unlicensed broker, or vacant."""

    views = "recruiters"
    deceptiveness = _share("deceptiveness", "Share of offers whose true terms differ from those promised.")
    intent = _share("intent", "Share of placements made for exploitation.")

    @property
    def licensed(self) -> bool:
        """Whether the recruiter works for a licensed agency (PJTKI)."""
        return bool(self.arrays.licensed[self.row])

    @property
    def active(self) -> bool:
        """In the trade and not in custody. Set it to leave or take the place."""
        at_large = self.arrays.custody_until[self.row] <= self.world.clock.day
        return bool(self.arrays.active[self.row] and at_large)

    @active.setter
    def active(self, value: bool) -> None:
        self.arrays.active[self.row] = bool(value)

    @property
    def district(self) -> str:
        """Home district."""
        return self.world.region.districts[int(self.arrays.district[self.row])]

    @property
    def contacts_per_week(self) -> float:
        """Persons contacted in a week."""
        return float(self.arrays.contacts_per_week[self.row])

    @contacts_per_week.setter
    def contacts_per_week(self, value: float) -> None:
        if not 0.0 <= value < 1000.0:
            raise InputError(f"contacts_per_week = {value!r} must be from 0 to 1000")
        self.arrays.contacts_per_week[self.row] = value

    @property
    def position(self) -> tuple[str, int, int]:
        """Corridor, lattice row and column of the cell where the recruiter works now."""
        region, cell = self.world.region, int(self.arrays.cell[self.row])
        return (
            region.corridors[int(region.cell_corridor[cell])],
            int(region.cell_row[cell]),
            int(region.cell_col[cell]),
        )

    @property
    def cell(self) -> Cell:
        """The Mesa cell of ``position``, looked up now."""
        corridor, row, col = self.position
        return self.model.grid(corridor)[(row, col)]

    def arrest(self, years: float) -> None:
        """Take the recruiter into custody for ``years`` from now."""
        if not 0.0 <= years < 100.0:
            raise InputError(f"years = {years!r} must be from 0 to 100")
        self.arrays.custody_until[self.row] = self.world.clock.day + YEAR_DAYS * years


class Official(ActorView):
    """Border officer, patrol, officer at a hub, investigator, or labour and migrant-service officer."""

    views = "officials"
    training = _share("training", "Training, 0 to 1.")

    @property
    def role(self) -> Role:
        """What the official does."""
        return Role(int(self.arrays.role[self.row]))

    @property
    def government(self) -> str:
        """Who employs the official."""
        return self.world.region.governments[int(self.arrays.government[self.row])]


class LocalGovernment(ActorView):
    """One district's government, or who runs the hubs of a corridor (*outside*)."""

    views = "governments"
    responsiveness = _share("responsiveness", "Responsiveness, 0 to 1.")

    @property
    def title(self) -> str:
        """Its id."""
        return self.world.region.governments[self.row]

    @property
    def action_plan(self) -> float:
        """How far a regional action plan (RAD) is adopted, 0 to 1."""
        return float(self.arrays.action_plan[self.row])


class IOMOffice(ActorView):
    """The IOM office: its budget, what it spent in this step, and the doses it can add."""

    @property
    def budget_usd_per_year(self) -> float:
        """Budget, USD a year. Set it to change what programmes can spend from the next step on."""
        return float(self.world.budget_usd_per_year)

    @budget_usd_per_year.setter
    def budget_usd_per_year(self, value: float) -> None:
        if not 0.0 <= value < 1e12:
            raise InputError(f"budget_usd_per_year = {value!r} must be a finite amount, not negative")
        self.world.budget_usd_per_year = float(value)

    @property
    def spend_usd(self) -> dict[str, float]:
        """Spent in this step, by district, overhead included."""
        spent = self.world.governments.spend_iom_usd
        return {name: float(spent[d]) for d, name in enumerate(self.world.region.districts)}


KINDS: tuple[type[ActorView], ...] = (Recruiter, Official, LocalGovernment, IOMOffice)
"""Every kind of actor, in the order in which the model registers them."""


def make_agents(model: Holder, world: World, classes: dict[type[Any], type[Any]]) -> None:
    """Register one agent per actor with the model; ``classes`` puts a subclass in a class's place."""
    for kind in KINDS:
        made = classes.get(kind, kind)
        for row in range(kind.rows_of(world)):
            made(model, row)


def check_classes(classes: dict[type[Any], type[Any]]) -> None:
    """Refuse what is not a subclass of the actor whose place it takes."""
    for kind, made in classes.items():
        if kind not in KINDS or not (isinstance(made, type) and issubclass(made, kind)):
            names = ", ".join(k.__name__ for k in KINDS)
            raise InputError(f"actors: {made!r} is not a subclass of one of {names} in the place of {kind!r}")
