"""What a district's recruiters expect to earn and dare to do, from what they remember."""

from __future__ import annotations

from safepassage.parameters import Packed
from safepassage.rules.compiled import compiled
from safepassage.rules.trade import activity, expected_profit, profit_ratio
from safepassage.world.actors_state import Beliefs, Governments
from safepassage.world.codes import Role


@compiled
def profit_now(beliefs: Beliefs, district: int, p: Packed) -> float:
    """Expected profit of a contact, USD: remembered acceptance, and the remembered share who pass a gate.

    Zero while nobody has been contacted.
    """
    q = p[0]
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
def profit_against_spin_up(beliefs: Beliefs, district: int, p: Packed) -> float:
    """Expected profit of a contact over that at the end of the spin-up; one while nobody has accepted."""
    if beliefs.acceptance[district] > 0.0:
        return profit_ratio(profit_now(beliefs, district, p), beliefs.reference[district])
    return 1.0


@compiled
def capacity_used(beliefs: Beliefs, governments: Governments, district: int, p: Packed) -> float:
    """Share of their capacity that recruiters use under the risk of arrest that they believe in."""
    q = p[0]
    announced = governments.training[district, Role.INVESTIGATOR] - q.initial_training
    return activity(q.deterrence, beliefs.arrest_risk[district], q.announced_deterrence, max(0.0, announced))


@compiled
def earnings_against_spin_up(beliefs: Beliefs, governments: Governments, district: int, p: Packed) -> float:
    """Believed earnings of a recruiter's year over those at the end of the spin-up: profit x capacity used."""
    ratio = profit_against_spin_up(beliefs, district, p)
    used = capacity_used(beliefs, governments, district, p)
    return ratio * used / beliefs.reference_use[district] if beliefs.reference_use[district] > 0.0 else ratio
