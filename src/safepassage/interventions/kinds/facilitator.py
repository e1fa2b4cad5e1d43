"""IOM helps governments act."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safepassage.interventions.fields import from_passport
from safepassage.interventions.money import Programme
from safepassage.world.codes import Activity
from safepassage.world.world import World


@dataclass(frozen=True)
class Facilitator(Programme):
    """Training, SOPs and action plans, service offices.

    ``outside_share`` of the training and plans goes to who runs the hubs.
    """

    outside_share: float | None = from_passport("facilitator_outside_share")
    name: str = "facilitator"

    def act(self, world: World) -> None:
        """Buy courses, and effort on plans and offices."""
        q, doses, usd = world.parameters.programme, world.doses, self.effort(world)
        outside_share = self.strength("outside_share", world)
        corridors = len(world.region.corridors)
        outside = np.bincount(world.ground.district_corridor, usd * outside_share, minlength=corridors)
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
