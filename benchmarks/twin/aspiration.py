"""Stage 4: residents set out, each at an own rate."""

from __future__ import annotations

import math

from benchmarks.twin.land import Land
from benchmarks.twin.numbers import YEAR_WEEKS, fixed, single, sum_in_order
from benchmarks.twin.person import Person
from benchmarks.twin.terms import set_irregular_terms
from benchmarks.twin.week import Week
from safepassage.rules.aspiration import (
    age_curve,
    aspiration_rate,
    believed_wage_ratio,
    debt_push,
    fresh_push,
    network_push,
    regular_log_weight,
)
from safepassage.rules.probability import within
from safepassage.world.codes import Expected, Situation, WayHome
from safepassage.world.draws import Decision, uniform

LOOKED_AT = 2.0 / YEAR_WEEKS
"""Share of residents by whose chances it is judged how many look for a recruiter."""


def let_people_aspire(land: Land, week: Week, bounded: bool) -> list[Person]:
    """Residents set out, each at an own rate; returns those who look for a recruiter.

    ``bounded`` leaves off a person's exact rate where the draw already lies above the largest of the subdistrict.
    """
    q = week.p
    effects = (
        q.poverty_log_ratio, q.unemployment_log_ratio, q.experience_log_ratio, q.deportee_log_ratio,
        q.aided_log_ratio, q.female_log_ratio, q.debt_log_ratio, q.fresh_return_log_ratio,
    )  # fmt: skip
    strongest = sum_in_order([max(0.0, effect) for effect in effects])
    for district in land.districts:
        district.best_wage = max(
            0.0, *(w * demand for w, demand in zip(district.wage_ratio, district.demand, strict=True))
        )
        believed = max(believed_wage_ratio(district.best_wage, q.optimism, x) for x in (0.0, 1.0))
        for subdistrict in district.subdistricts:
            share = subdistrict.abroad * week.scale / max(1.0, subdistrict.population)
            push = network_push(share, q.network_log_ratio, q.network_half_share)
            subdistrict.network_push = push
            if bounded:
                rate = aspiration_rate(
                    district.base_aspiration, push + strongest, believed, q.wage_elasticity, 1.0
                )
                subdistrict.highest_chance = within(rate, week.years)
    residents = land.those(Situation.RESIDENT)
    for person in residents:
        if person.draw(week, Decision.LOOKED_AT) < LOOKED_AT:
            expect_to_seek(person, week)
    return [person for person in residents if aspire(person, week)]


def expect_to_seek(person: Person, week: Week) -> None:
    """One of a part of the residents, by whom it is known how many may be expected to look for a recruiter."""
    chance = within(aspiration(person, week), week.years)
    if chance > 0.0:
        office, alone = other_ways(person, week)
        to_a_broker = 1.0 if person.age(week) < 18.0 else 1.0 / (1.0 + office + alone)
        person.district.expected[Expected.SEEKERS] += fixed(chance * to_a_broker / LOOKED_AT)


def other_ways(person: Person, week: Week) -> tuple[float, float]:
    """Weights of the service office and of going alone, against a broker's of one."""
    q, district = week.p, person.district
    office = district.regular_way()
    weight = regular_log_weight(
        district.regular_log_weight, q.regular_awareness * person.awareness, q.regular_schooling, person.schooling,
        district.regular_female if person.female else 0.0, q.regular_office, office,
        q.regular_distance_per_km * person.cell.office_further_km,
    )  # fmt: skip
    alone = q.alone_log_weight
    if person.trips > 0:
        alone += q.alone_experience
    return math.exp(weight), math.exp(alone)


def aspire(person: Person, week: Week) -> bool:
    """Perhaps set out in this step: to the service office, alone, or to a broker, who is yet to be found."""
    subdistrict = person.subdistrict
    draw = uniform(week.keys[Decision.ASPIRATION], week.step, person.id, 0)
    if draw >= subdistrict.highest_chance or draw >= within(aspiration(person, week), week.years):
        return False
    office, alone = other_ways(person, week)
    by_office = person.clock(week, Decision.CHANNEL, 0) / office
    by_broker = person.clock(week, Decision.CHANNEL, 1)
    by_self = person.clock(week, Decision.CHANNEL, 2) / alone
    if person.age(week) < 18.0 or by_broker <= min(by_office, by_self):
        return True
    if by_office <= by_self:
        person.begin_journey()
        person.debt_usd = 0.0
        person.move(week, Situation.WAITING)
    else:
        person.begin_journey()
        set_irregular_terms(person, week)
        person.debt_usd = 0.0
        person.due_day = single(week.day)
        person.move(week, Situation.IN_TRANSIT)
    return False


def aspiration(person: Person, week: Week) -> float:
    """Rate per year of setting out."""
    q, district = week.p, person.district
    at_age = age_curve(
        person.age(week), q.age_peak_years, q.age_spread_years, q.youngest_age_years, q.oldest_age_years
    )
    if at_age <= 0.0:
        return 0.0
    log_ratio = person.subdistrict.network_push
    if person.is_poor:
        log_ratio += q.poverty_log_ratio
    if person.is_unemployed(week):
        log_ratio += q.unemployment_log_ratio
    if person.trips > 0:
        log_ratio += q.experience_log_ratio
        years_home = (week.step - person.since) * week.years
        log_ratio += fresh_push(years_home, q.fresh_return_log_ratio, q.fresh_return_years)
    if person.way_home is WayHome.DEPORTATION:
        log_ratio += q.deportee_log_ratio
    if person.aided:
        log_ratio += q.aided_log_ratio
    if person.female:
        log_ratio += q.female_log_ratio
    log_ratio += debt_push(float(person.debt_usd), q.fee_usd, q.debt_log_ratio)
    wage = believed_wage_ratio(district.best_wage, q.optimism, person.awareness)
    return aspiration_rate(district.base_aspiration, log_ratio, wage, q.wage_elasticity, at_age)
