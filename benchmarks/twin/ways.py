"""Stages 6 and 7: documents are waited for; who is about to set out chooses a way."""

from __future__ import annotations

import math

from benchmarks.twin.ground import Route
from benchmarks.twin.land import Land
from benchmarks.twin.numbers import NEVER, YEAR_DAYS, YEAR_WEEKS, fixed, single
from benchmarks.twin.person import Person
from benchmarks.twin.terms import draw_sector
from benchmarks.twin.week import Week
from safepassage.rules.gates import believed_chance, full_cost, route_utility
from safepassage.world.codes import Count, Expected, GateKind, Papers, Situation
from safepassage.world.draws import Decision

STAY = 4000
"""The alternative to all routes: not to go."""


def process_documents(land: Land, week: Week) -> None:
    """The regular channel takes time and passes through the service office."""
    for person in land.those(Situation.WAITING):
        wait_for_documents(person, week)


def choose_ways(land: Land, week: Week) -> None:
    """Who is about to set out chooses by cost, time, believed risk, wage and openness."""
    q = week.p
    for gate in land.gates:
        gate.log_openness = math.log(max(gate.openness, q.closed_floor))
    for district in land.districts:
        district.believed_stop = [
            believed_chance(stops, tries, q.belief_prior_chance, q.belief_prior_weight)
            for stops, tries in zip(district.stops, district.tries, strict=True)
        ]
    for person in land.those(Situation.IN_TRANSIT):
        choose_way(person, week)


def wait_for_documents(person: Person, week: Week) -> None:
    """Get the permit, give up, or wait on."""
    district, q = person.district, week.p
    base = YEAR_WEEKS / q.document_weeks
    done = base * (1.0 - q.document_dropout_share)
    done = done * district.let_out()
    given_up = base * q.document_dropout_share
    permit_after = person.clock(week, Decision.DOCUMENTS) / max(done, NEVER)
    up_after = person.clock(week, Decision.DROPOUT) / max(given_up, NEVER)
    if permit_after < week.years and permit_after <= up_after:
        if person.recruiter is None:
            person.sector = draw_sector(person, week)
        person.papers = Papers.PERMIT
        person.due_day = single(week.day + permit_after * YEAR_DAYS)
        person.count(Count.PLACEMENTS)
        person.move(week, Situation.IN_TRANSIT)
    elif up_after < week.years:
        person.begin_journey(week)
        person.move(week, Situation.RESIDENT)


def choose_way(person: Person, week: Week) -> None:
    """About to set out: choose among the open ways, or stay at home after all."""
    q = week.p
    if person.route is not None or person.leg < 0 or person.due_day >= week.end:
        return
    best, chosen, days_to_gate, highest, going = math.inf, None, 0.0, -math.inf, 0.0
    for route in person.district.routes:
        if person.papers is Papers.PERMIT and not route.regular:
            continue
        land_km = person.cell.gate_km[route.gates[0].index] if route.overland else 0.0
        if land_km == math.inf:
            continue
        to_gate = route.days[0] + land_km / q.walk_km_per_day
        utility, log_openness = judge(person, week, route, land_km, to_gate)
        highest = max(highest, utility)
        weight = math.exp(utility + log_openness)
        going += weight
        at = person.clock(week, Decision.ROUTE, route.index) / weight
        if at < best:
            best, chosen, days_to_gate = at, route, to_gate
    gives_up = 1.0
    if chosen is not None:
        staying = math.exp(highest - q.stay_log_disadvantage)
        gives_up = staying / (staying + going)
        if person.clock(week, Decision.ROUTE, STAY) / staying < best:
            chosen = None
    if person.recruiter is not None:
        person.district.expected[Expected.LOST] += fixed(gives_up)
    if chosen is None:
        person.move(week, Situation.RESIDENT)
        return
    person.route, person.leg, person.destination = chosen, 0, chosen.destination
    person.due_day = single(max(person.due_day, week.day) + days_to_gate)
    person.count(Count.ATTEMPTS)


def judge(person: Person, week: Week, route: Route, land_km: float, to_gate: float) -> tuple[float, float]:
    """Utility of a way as it is believed to be, and the log of how open it is."""
    district, q = person.district, week.p
    days, passed, log_openness = to_gate, 1.0, 0.0
    for gate, days_on in zip(route.gates, route.days[1:], strict=True):
        days += days_on
        stopped = district.believed_stop[gate.index]
        if person.papers is not Papers.NONE and gate.kind is not GateKind.UNOFFICIAL:
            stopped *= 1.0 - q.post_papers_relief
        passed *= 1.0 - stopped
        log_openness += gate.log_openness
    utility = route_utility(
        full_cost(route.cost_usd + land_km * q.land_cost_usd_per_km, days, q.day_cost_usd), q.cost_weight_per_usd,
        1.0 - passed, q.risk_weight, district.wage_ratio[route.destination] * district.demand[route.destination],
        q.wage_route_weight, route.custom,
    )  # fmt: skip
    return utility, log_openness
