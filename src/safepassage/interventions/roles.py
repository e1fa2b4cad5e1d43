"""IOM's three roles: implementer, facilitator, partner. Each turns money into its own doses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safepassage.interventions.money import effort_by_district
from safepassage.interventions.timed import Timed
from safepassage.world.codes import Activity
from safepassage.world.world import World


@dataclass(frozen=True)
class Implementer(Timed):
    """IOM acts itself: outreach sessions in villages, direct assistance and reintegration.

    ``share`` of IOM's budget, 0 to 1.
    """

    share: float = 1.0
    name: str = "implementer"

    def act(self, world: World) -> None:
        """Buy sessions and places."""
        q = world.parameters.programme
        usd = effort_by_district(world, self.share * self.active(world))
        doses = world.doses
        outreach = usd * q.implementer_outreach_share
        doses.outreach_persons[:] += outreach / q.outreach_cost_usd * q.outreach_persons
        doses.iom_places[:] += (usd - outreach) / q.assistance_cost_usd
        doses.spend_iom[:, Activity.OUTREACH] += outreach
        doses.spend_iom[:, Activity.ASSISTANCE] += usd - outreach


@dataclass(frozen=True)
class Facilitator(Timed):
    """IOM helps governments act: training, SOPs and action plans, service offices.

    ``share`` of IOM's budget; ``outside_share`` of the training and plans goes to who runs the hubs.
    """

    share: float = 1.0
    outside_share: float | None = None
    name: str = "facilitator"

    def act(self, world: World) -> None:
        """Buy courses, and effort on plans and offices."""
        q = world.parameters.programme
        usd = effort_by_district(world, self.share * self.active(world))
        outside_share = self.strength("outside_share", q.facilitator_outside_share)
        doses, ground = world.doses, world.ground
        corridors = len(world.region.corridors)
        outside = np.bincount(ground.district_corridor, usd * outside_share, minlength=corridors)
        by_government = np.concatenate([usd * (1.0 - outside_share), outside])
        training = by_government * q.facilitator_training_share
        doses.officials_trained[:] += training * (1.0 - q.consular_training_share) / q.training_cost_usd
        doses.consular_trained[0] += training.sum() * q.consular_training_share / q.training_cost_usd
        doses.government_effort[:] += by_government * q.facilitator_government_share
        rest = max(0.0, 1.0 - q.facilitator_training_share - q.facilitator_government_share)
        doses.service_effort[:] += usd * rest
        courses = usd * q.facilitator_training_share
        doses.spend_iom[:, Activity.TRAINING] += courses * (1.0 - q.consular_training_share)
        doses.spend_iom[:, Activity.CONSULAR_TRAINING] += courses * q.consular_training_share
        doses.spend_iom[:, Activity.PLANS] += usd * q.facilitator_government_share
        doses.spend_iom[:, Activity.SERVICE_OFFICES] += usd * rest


@dataclass(frozen=True)
class Partner(Timed):
    """IOM works with others: referral networks, universities and NGOs, cross-border liaison.

    ``share`` of IOM's budget, 0 to 1.
    """

    share: float = 1.0
    name: str = "partner"

    def act(self, world: World) -> None:
        """Put effort into partnership."""
        usd = effort_by_district(world, self.share * self.active(world))
        world.doses.partnership_effort[:] += usd
        world.doses.spend_iom[:, Activity.PARTNERSHIP] += usd
