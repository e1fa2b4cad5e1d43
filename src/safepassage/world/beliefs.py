"""What a district's recruiters expect to earn and dare to do, from what they remember."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safepassage.rules.compiled import compiled
from safepassage.rules.trade import activity, expected_profit, profit_ratio
from safepassage.world.codes import Role

if TYPE_CHECKING:
    from safepassage.world.world import World


@compiled
def profit_now(world: World, district: int) -> float:
    """Expected profit of a contact, USD: remembered acceptance, and the remembered share who pass a gate.

    Zero while nobody has been contacted.
    """
    q, beliefs = world.p[0], world.beliefs
    if beliefs.contacts[district] <= 0.0:
        return 0.0
    tries, stops = 0.0, 0.0
    for gate in range(beliefs.tries.shape[1]):
        tries += beliefs.tries[district, gate]
        stops += beliefs.stops[district, gate]
    passing = 1.0 - stops / tries if tries > 0.0 else 1.0
    acceptance = beliefs.acceptance[district] / beliefs.contacts[district]
    return expected_profit(acceptance, passing, q.recruiter_income_usd, q.recruiter_cost_usd)


@compiled
def profit_against_spin_up(world: World, district: int) -> float:
    """Expected profit of a contact over that at the end of the spin-up; one while nobody has accepted."""
    if world.beliefs.acceptance[district] > 0.0:
        return profit_ratio(profit_now(world, district), world.beliefs.reference[district])
    return 1.0


@compiled
def capacity_used(world: World, district: int) -> float:
    """Share of their capacity that recruiters use under the risk of arrest that they believe in."""
    q = world.p[0]
    announced = world.governments.training[district, Role.INVESTIGATOR] - q.initial_training
    risk = world.beliefs.arrest_risk[district]
    return activity(q.deterrence, risk, q.announced_deterrence, max(0.0, announced))


@compiled
def earnings_against_spin_up(world: World, district: int) -> float:
    """Believed earnings of a recruiter's year over those at the end of the spin-up: profit x capacity used."""
    ratio = profit_against_spin_up(world, district)
    used = capacity_used(world, district)
    reference = world.beliefs.reference_use[district]
    return ratio * used / reference if reference > 0.0 else ratio
