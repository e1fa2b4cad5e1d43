"""What a district's recruiters expect to earn and dare to do, from what they remember."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safepassage.rules.compiled import compiled
from safepassage.rules.trade import DISPLACES, activity, clients, earnings, restlessness, share_of
from safepassage.world.clock import YEAR_WEEKS
from safepassage.world.codes import Role

if TYPE_CHECKING:
    from safepassage.world.world import World


@compiled
def passing(world: World, district: int) -> float:
    """Remembered share of a district's clients who got abroad, of those of whom it is known; one at first."""
    delivered, lost = world.beliefs.delivered[district], world.beliefs.lost[district]
    return share_of(delivered, delivered + lost, 1.0)


@compiled
def believed_earnings(world: World, district: int, contacts_per_week: float) -> float:
    """What a recruiter of this capacity is believed to earn in a district, USD a year.

    Own contacts, and a share in those who look for somebody: there are so many, and all at work share
    them. Fear of arrest keeps a part of the capacity idle. Where nobody has been contacted yet the
    trade is taken to pay what keeps people in it.
    """
    q, beliefs = world.p[0], world.beliefs
    if beliefs.contacts[district] <= 0.0:
        return wanted_earnings(world, district)
    accepting = share_of(beliefs.acceptance[district], beliefs.contacts[district], 0.0)
    asked, sought = 0.0, 0.0
    for d in range(beliefs.asked.size):
        asked += beliefs.asked[d]
        sought += beliefs.sought[d]
    seekers = share_of(beliefs.seekers[district], beliefs.work_years[district], 0.0)
    a_year = clients(contacts_per_week * YEAR_WEEKS, accepting, seekers, share_of(sought, asked, 0.0))
    paid = earnings(a_year, passing(world, district), q.recruiter_income_usd, q.recruiter_cost_usd)
    return paid * capacity_used(world, district)


@compiled
def wanted_earnings(world: World, district: int) -> float:
    """What the trade has to pay for places to be taken and left at the base rates, USD a year."""
    return float(world.p[0].reservation_wages * world.context.home_wage[district])


@compiled
def capacity_used(world: World, district: int) -> float:
    """Share of their capacity that recruiters use under the risk of arrest that they believe in.

    Where enforcement displaces, nobody works less: they look for another place sooner.
    """
    q = world.p[0]
    if q.enforcement_rule == DISPLACES:
        return 1.0
    risk, announced = world.beliefs.arrest_risk[district], _announced(world, district)
    return activity(q.deterrence, risk, q.announced_deterrence, announced)


@compiled
def sooner(world: World, district: int) -> float:
    """How much sooner recruiters of a district look for another place: one where enforcement deters."""
    q = world.p[0]
    if q.enforcement_rule != DISPLACES:
        return 1.0
    risk, announced = world.beliefs.arrest_risk[district], _announced(world, district)
    return restlessness(q.deterrence, risk, q.announced_deterrence, announced)


@compiled
def _announced(world: World, district: int) -> float:
    """Training of a district's investigators above what they had at first: what announces arrests to come."""
    grown = world.governments.training[district, Role.INVESTIGATOR] - world.p[0].initial_training
    return float(max(0.0, grown))
