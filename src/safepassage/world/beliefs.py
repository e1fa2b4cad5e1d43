"""What a district's recruiters expect to earn, from what they remember."""

from __future__ import annotations

from safepassage.parameters import Packed
from safepassage.rules.compiled import compiled
from safepassage.rules.trade import expected_profit
from safepassage.world.actors_state import Beliefs


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
