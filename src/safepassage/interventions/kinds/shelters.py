"""Further shelters."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.fields import from_passport
from safepassage.interventions.timed import Timed
from safepassage.world.clock import YEAR_WEEKS
from safepassage.world.world import World


@dataclass(frozen=True)
class Shelters(Timed):
    """Places in assistance, and a place near by is taken up more."""

    places_per_100000: float | None = from_passport("shelter_places_per_100000")
    referral_log_odds: float | None = from_passport("shelter_referral_log_odds")
    usd_per_place: float | None = from_passport("shelter_cost_usd_per_place")
    name: str = "shelters"

    def act(self, world: World) -> None:
        """Open places, raise referral. A place is free again after the mean length of assistance."""
        active = self.active(world)
        people = world.ground.district_population / 100000.0
        places = self.strength("places_per_100000", world) * active * people
        world.doses.assistance_places[:] += places * (
            YEAR_WEEKS / world.parameters.return_home.assistance_weeks
        )
        world.doses.referral[:] += self.strength("referral_log_odds", world) * active
        world.doses.spend_own[:] += places * self.strength("usd_per_place", world)
