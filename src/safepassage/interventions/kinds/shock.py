"""The world outside changes."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.fields import number
from safepassage.interventions.paying import towards
from safepassage.interventions.timed import Timed
from safepassage.world.world import World


@dataclass(frozen=True)
class Shock(Timed):
    """Poverty rates, open unemployment rates and wage ratios are multiplied."""

    poverty_factor: float = number(1.0)
    wage_factor: float = number(1.0)
    unemployment_factor: float = number(1.0)
    name: str = "shock"

    def act(self, world: World) -> None:
        """Multiply poverty rates, unemployment rates and wage ratios."""
        active = self.active(world)
        world.doses.poverty[:] *= towards(self.poverty_factor, active)
        world.doses.unemployment[:] *= towards(self.unemployment_factor, active)
        world.doses.wage[:] *= towards(self.wage_factor, active)
