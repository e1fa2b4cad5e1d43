"""What governments do, and what the world does to them: measures that a scenario can switch on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safepassage.evidence.errors import InputError
from safepassage.interventions.paying import spend_own, towards
from safepassage.interventions.timed import Timed
from safepassage.region.region import Bools
from safepassage.world.codes import GateKind
from safepassage.world.world import World

GATE_KINDS = {kind.name.lower(): kind for kind in GateKind}


@dataclass(frozen=True)
class TaskForce(Timed):
    """The anti-trafficking task force (GT-PP TPPO): opens waiting cases faster and refers more.

    ``opening_factor`` multiplies the rate of opening cases; ``usd_per_year`` is the governments' cost;
    None takes the passport's value, here as in every measure.
    """

    opening_factor: float | None = None
    usd_per_year: float | None = None
    name: str = "task_force"

    def act(self, world: World) -> None:
        """Raise case opening and referral in every district."""
        q = world.parameters.measures
        active = self.active(world)
        world.doses.opening[:] *= towards(
            self.strength("opening_factor", q.task_force_opening_factor), active
        )
        world.doses.task_force[:] *= towards(2.0, active)
        spend_own(world, self.strength("usd_per_year", q.task_force_cost_usd_per_year) * active)


@dataclass(frozen=True)
class ServiceOffices(Timed):
    """One-stop services for migrant workers (LTSA-P2TKI, BP3TKI): the regular channel is nearer and faster."""

    capacity_factor: float | None = None
    usd_per_year: float | None = None
    name: str = "service_offices"

    def act(self, world: World) -> None:
        """Raise the service offices' capacity."""
        q = world.parameters.measures
        active = self.active(world)
        world.doses.office[:] *= towards(self.strength("capacity_factor", q.service_offices_factor), active)
        spend_own(world, self.strength("usd_per_year", q.service_offices_cost_usd_per_year) * active)


@dataclass(frozen=True)
class Screening(Timed):
    """More (or less) questioning at gates of some kinds, or at one gate by its id."""

    factor: float | None = None
    kinds: tuple[str, ...] = ("formal", "traditional", "hub")
    gate: str | None = None
    usd_per_year: float = 0.0
    name: str = "screening"

    def act(self, world: World) -> None:
        """Multiply screening capacity."""
        factor = self.strength("factor", world.parameters.measures.screening_factor)
        world.doses.screening[:] *= np.where(self._mine(world), towards(factor, self.active(world)), 1.0)
        spend_own(world, self.usd_per_year * self.active(world))

    def _mine(self, world: World) -> Bools:
        return _chosen_gates(world, self.kinds, self.gate)


@dataclass(frozen=True)
class Closure(Timed):
    """Gates of some kinds let out only ``openness`` of those who ask. Citizens may always return."""

    openness: float | None = None
    kinds: tuple[str, ...] = ("formal", "traditional", "hub")
    gate: str | None = None
    name: str = "closure"

    def act(self, world: World) -> None:
        """Multiply openness outward."""
        mine = _chosen_gates(world, self.kinds, self.gate)
        openness = self.strength("openness", world.parameters.measures.closure_openness)
        world.doses.openness[:] *= np.where(mine, towards(openness, self.active(world)), 1.0)


@dataclass(frozen=True)
class Moratorium(Timed):
    """Regular placements are stopped or cut to ``permit_factor``."""

    permit_factor: float | None = None
    name: str = "moratorium"

    def act(self, world: World) -> None:
        """Multiply regular placements."""
        factor = self.strength("permit_factor", world.parameters.measures.moratorium_permit_factor)
        world.doses.permit[:] *= towards(factor, self.active(world))


@dataclass(frozen=True)
class Shock(Timed):
    """The world outside changes: poverty rates, open unemployment rates and wage ratios are multiplied."""

    poverty_factor: float = 1.0
    wage_factor: float = 1.0
    unemployment_factor: float = 1.0
    name: str = "shock"

    def act(self, world: World) -> None:
        """Multiply poverty rates, unemployment rates and wage ratios."""
        active = self.active(world)
        world.doses.poverty[:] *= towards(self.poverty_factor, active)
        world.doses.unemployment[:] *= towards(self.unemployment_factor, active)
        world.doses.wage[:] *= towards(self.wage_factor, active)


def _chosen_gates(world: World, kinds: tuple[str, ...], gate: str | None) -> Bools:
    region = world.region
    if gate is not None:
        if gate not in region.gate_ids:
            raise InputError(
                f"gate {gate!r} is not in region {region.name}",
                code="unknown.gate", near=(gate, region.gate_ids), name=gate, region=region.name,
            )  # fmt: skip
        return np.array([one == gate for one in region.gate_ids])
    return np.asarray(np.isin(region.gate_kind, [GATE_KINDS[kind] for kind in kinds]), bool)
