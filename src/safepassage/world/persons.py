"""What follows from a person's columns and the date: age, poverty, work.

Job ranks are not stored. A spell of work lasts half to one and a half times the mean (the person's own draw);
which spell it is follows from the date, and the rank from the spell. So the rank of a person at a date is the
same in every scenario, and the right share is unemployed at every date.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from safepassage.rules.compiled import compiled
from safepassage.world.clock import YEAR_DAYS, YEAR_WEEKS
from safepassage.world.draws import Decision, normal, uniform

if TYPE_CHECKING:
    from safepassage.world.world import World

LOOKED_AT = 2.0 / YEAR_WEEKS
"""Share of residents whose chance to set out is worked out in a week, for the sum over all: twice a year each."""


@compiled
def age_of(world: World, row: int) -> float:
    """Age of today, years."""
    return float(world.people.age_at_start[row] + world.clock.age_years)


@compiled
def is_poor(world: World, row: int) -> bool:
    """Whether the wealth rank lies below the district's poverty rate."""
    people = world.people
    return bool(people.wealth_score[row] < world.context.poverty_score[people.district[row]])


@compiled
def job_score(world: World, row: int) -> float:
    """Normal score of a person's job rank today.

    A Gaussian copula ties it to the wealth score: rho z + sqrt(1 - rho^2) e, e new in every spell.
    """
    q, keys, who = world.p[0], world.keys, world.people.id[row]
    length = q.job_spell_years * (0.5 + uniform(keys[Decision.JOB_SPELL], 0, who, 0)) * YEAR_DAYS
    spell = math.floor(world.clock.day / length + uniform(keys[Decision.JOB_SPELL], 0, who, 1))
    own = normal(keys[Decision.JOB], spell, who, 0)
    rho = q.wealth_job_correlation
    return float(rho * world.people.wealth_score[row] + math.sqrt(1.0 - rho * rho) * own)


@compiled
def is_unemployed(world: World, row: int, age: float) -> bool:
    """Whether a person of 15 and over is in the labour force and without work."""
    if age < 15.0:
        return False
    return bool(job_score(world, row) < world.context.jobless_score[world.people.district[row]])
