"""Socialisation of the Palermo Protocol and of ministerial regulation."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.fields import from_passport, one_of
from safepassage.interventions.outreach import WHERE, reach
from safepassage.interventions.paying import spend_own
from safepassage.interventions.timed import Timed
from safepassage.world.world import World


@dataclass(frozen=True)
class Socialisation(Timed):
    """To villages, and to officials."""

    persons_per_1000: float | None = from_passport("socialisation_persons_per_1000")
    courses_per_official: float | None = from_passport("socialisation_courses")
    where: str = one_of(WHERE, "everywhere", "where")
    usd_per_year: float | None = from_passport("socialisation_cost_usd_per_year")
    name: str = "socialisation"

    def act(self, world: World) -> None:
        """Reach villages and officials."""
        active = self.active(world)
        people = world.ground.district_population / 1000.0
        reach(world, self.strength("persons_per_1000", world) * active * people, self.where)
        world.doses.courses_per_official[:] += self.strength("courses_per_official", world) * active
        spend_own(world, self.strength("usd_per_year", world) * active)
