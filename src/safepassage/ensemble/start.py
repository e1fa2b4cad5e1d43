"""A world after its spin-up, from which the arms of a draw and seed start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safepassage.ensemble.spec import RunSpec
from safepassage.interventions.scenario import Scenario, load_government, load_scenario
from safepassage.model import BorderModel, spin_up
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.world.world import World


@dataclass(frozen=True)
class Start:
    """What the arms of one draw and seed have in common."""

    spec: RunSpec
    seed: int
    values: Mapping[str, float]
    world: World

    def model(
        self,
        scenario: Scenario | str,
        government: str,
        *,
        placebo: bool = False,
        values: Mapping[str, float] | None = None,
    ) -> BorderModel:
        """Return the model of one arm, before its first step; ``values`` are set from here on, not in the spin-up."""
        spec = self.spec
        if isinstance(scenario, str):
            scenario = load_scenario(scenario, spec.own_configs)
        return BorderModel(
            self.world.region, scenario, load_government(government, spec.own_configs), spec.population_share,
            self.seed, start=spec.start, end=spec.end, step_days=spec.step_days, spin_up_years=spec.spin_up_years,
            budget_usd_per_year=spec.budget_usd_per_year, parameters=load_parameters({**self.values, **(values or {})}),
            spun_up=self.world, placebo=placebo,
        )  # fmt: skip


def alone(spec: RunSpec, seed: int) -> BorderModel:
    """Return the model of a specification's only arm: it spins up a world of its own, which needs no copy."""
    scenario, government = (spec.scenario[0], spec.government[0])
    return BorderModel(
        load_region(spec.region), load_scenario(scenario, spec.own_configs),
        load_government(government, spec.own_configs), spec.population_share, seed, start=spec.start, end=spec.end,
        step_days=spec.step_days, spin_up_years=spec.spin_up_years, budget_usd_per_year=spec.budget_usd_per_year,
        parameters=load_parameters(spec.parameters),
    )  # fmt: skip


def begin(spec: RunSpec, seed: int, values: Mapping[str, float] | None = None) -> Start:
    """Spin a world up.

    Parameters
    ----------
    spec
        What is run; its own parameters prevail over ``values``.
    seed
        Of the world and of all its arms.
    values
        A draw of parameters, by name.
    """
    held = {**(values or {}), **spec.parameters}
    world = spin_up(
        load_region(spec.region), spec.population_share, seed, load_parameters(held), spec.spin_up_years,
        spec.step_days, spec.start,
    )  # fmt: skip
    return Start(spec, seed, held, world)
