"""Job ranks: a person's rank in the labour market, re-drawn from one job spell to the next.

Nothing is stored. A spell lasts half to one and a half times the mean (the person's own draw);
which spell it is follows from the date, and the rank from the spell. So the rank of a person at a
date is the same in every scenario, and the right share is unemployed at every date.
"""

from __future__ import annotations

import math

from safepassage.rules.compiled import compiled
from safepassage.world.draws import Decision, Keys, normal, uniform

_YEAR_DAYS = 365.25


@compiled
def job_score(
    who: int, wealth_score: float, keys: Keys, correlation: float, mean_spell_years: float, day: float
) -> float:
    """Normal score of a person's job rank at a day.

    A Gaussian copula ties it to the wealth score: rho z + sqrt(1 - rho^2) e, e new in every spell.
    """
    length = mean_spell_years * (0.5 + uniform(keys[Decision.JOB_SPELL], 0, who, 0)) * _YEAR_DAYS
    spell = math.floor(day / length + uniform(keys[Decision.JOB_SPELL], 0, who, 1))
    own = normal(keys[Decision.JOB], spell, who, 0)
    return correlation * wealth_score + math.sqrt(1.0 - correlation * correlation) * own


@compiled
def is_unemployed(
    who: int, age_years: float, wealth_score: float, jobless_score: float, keys: Keys, correlation: float,
    mean_spell_years: float, day: float,
) -> bool:  # fmt: skip
    """Whether a person of 15 and over is in the labour force and without work."""
    if age_years < 15.0:
        return False
    return job_score(who, wealth_score, keys, correlation, mean_spell_years, day) < jobless_score
