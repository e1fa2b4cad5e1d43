"""Where skill meets authority in this run: one of the rival rules, at a door that feels a government."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from safepassage.rules.authority import complement, effective, gated
from safepassage.rules.compiled import compiled
from safepassage.rules.gates import recognition
from safepassage.rules.institutions import budgeted, left_by_inspection
from safepassage.world.codes import Role

if TYPE_CHECKING:
    from safepassage.world.state import F64
    from safepassage.world.world import World


@compiled
def at_door(
    world: World, skill: float, without: float, responsiveness: float, other: float, door: float
) -> float:
    """Effective skill at a door, in units of ``skill``, under the rule that the run has chosen.

    ``without`` is the skill there would be without IOM's products. The door feels the government's
    ``responsiveness`` with weight ``door``, ``other`` for the rest.
    """
    q = world.p[0]
    felt = gated(responsiveness, other, door)
    return effective(
        int(q.authority_rule), skill, without, felt, q.as_is_responsiveness, q.authority_floor,
        q.authority_own_ratio, q.authority_steepness,
    )  # fmt: skip


@compiled
def against_as_is(
    world: World, product: float, without: float, responsiveness: float, other: float, door: float
) -> float:
    """The same as a ratio: one where product and responsiveness are as they are (``without`` = 1)."""
    q = world.p[0]
    as_is = complement(1.0, q.as_is_responsiveness, q.authority_floor)
    return at_door(world, product, without, responsiveness, other, door) / as_is


@compiled
def inspected(world: World, d: int) -> float:
    """What the labour service's inspections leave of a district's agencies' deceit and irregular sending; one as it is.

    Trained officers inspect as far as authority lets them and as the district pays for it.
    """
    q, governments = world.p[0], world.governments
    trained, own = governments.training[d, Role.LABOUR_SERVICE], governments.responsiveness[d]
    skill = at_door(world, trained, q.initial_training, own, q.as_is_responsiveness, q.door_service)
    as_is = complement(q.initial_training, q.as_is_responsiveness, q.authority_floor)
    paid = budgeted(q.action_plan_factor, governments.budgeted_plan[d])
    return left_by_inspection(q.agency_inspection, skill * paid, as_is)


class Eyes(NamedTuple):
    """How well the staff of a door tell who was harmed, for people of each district."""

    sees: F64  # [D, 2] probability of recognising a person who was: not in domestic work, in it
    false_alarm: F64  # [D] of taking somebody for harmed who was not


@compiled
def eyes_of(world: World, skill: F64, log_odds: float, training: float, false_log_odds: float) -> Eyes:
    """What staff with an effective ``skill`` [D] see at a door of these log odds."""
    q, access = world.p[0], world.context.access
    sees, false_alarm = np.empty((skill.size, 2)), np.empty(skill.size)
    for d in range(skill.size):
        odds = log_odds + math.log(access[d])
        for hidden in range(2):
            sees[d, hidden] = recognition(odds + hidden * q.recognition_domestic_log_odds, training, skill[d])
        false_alarm[d] = recognition(false_log_odds, 0.0, skill[d])
    return Eyes(sees, false_alarm)
