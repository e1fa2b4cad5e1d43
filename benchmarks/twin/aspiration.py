"""Stage 4: residents set out, each at an own rate."""

from __future__ import annotations

import math

from benchmarks.twin.ground import District
from benchmarks.twin.land import Land
from benchmarks.twin.numbers import fixed, single, sum_in_order
from benchmarks.twin.person import Person
from benchmarks.twin.terms import set_irregular_terms
from benchmarks.twin.week import Week
from safepassage.rules.aspiration import (
    HERD,
    TRAP,
    age_curve,
    aspiration_rate,
    believed_wage_ratio,
    debt_push,
    fresh_push,
    network_push,
    openness_push,
    regular_log_weight,
    to_broker,
)
from safepassage.rules.probability import within
from safepassage.world.codes import Expected, Situation, WayHome
from safepassage.world.draws import Decision, uniform


def let_people_aspire(land: Land, week: Week, bounded: bool) -> list[Person]:
    """Residents set out, each at an own rate; returns those who look for a recruiter.

    ``bounded`` leaves off a person's exact rate where the draw already lies above the largest of the subdistrict.
    """
    q = week.p
    need = q.wage_elasticity * (math.log(q.minimum_wage_lines) - math.log(q.least_income_ratio))
    strongest = need + max(0.0, q.female_log_ratio)
    again = sum_in_order([
        max(0.0, effect)
        for effect in (q.experience_log_ratio, q.debt_log_ratio, q.fresh_return_log_ratio)
    ])  # fmt: skip
    deported = again + max(0.0, q.deportee_log_ratio)
    for district in land.districts:
        look_abroad(district, week)
        believed = max(believed_wage_ratio(district.best_wage, q.optimism, x) for x in (0.0, 1.0))
        for subdistrict in district.subdistricts:
            share = subdistrict.abroad * week.scale / max(1.0, subdistrict.population)
            push = (
                network_push(share, q.network_log_ratio, q.network_half_share, q.network_rule == HERD)
                + district.openness_push
            )
            subdistrict.network_push = push
            rate = aspiration_rate(district.base_rate(), push + strongest, believed, q.wage_elasticity, 1.0)
            subdistrict.highest_chance = within(rate * math.exp(deported), week.years)
            subdistrict.highest_of_begun = within(rate * math.exp(again), week.years)
            subdistrict.highest_of_first = within(rate, week.years)
    return [person for person in land.those(Situation.RESIDENT) if aspire(person, week, bounded)]


def look_abroad(district: District, week: Week) -> None:
    """Learn which destination draws most: its wage by vacancies, and what its openness does."""
    best = -1.0
    for n, (wage, demand) in enumerate(zip(district.wage_ratio, district.demand, strict=True)):
        push = openness_push(district.official_openness(n), week.p.openness_pull, week.p.closed_floor)
        if wage * demand * math.exp(push) > best:
            best = wage * demand * math.exp(push)
            district.best_wage, district.openness_push = wage * demand, push


def expect_to_seek(person: Person, week: Week, chance: float) -> None:
    """One who sets out with this chance, over that of being looked at, may be expected to look for a recruiter."""
    q = week.p
    office, alone = other_ways(person, week)
    looks = 1.0
    if person.age(week) >= 18.0:
        looks = to_broker(
            office, alone, person.lacks(week, q.regular_fee_usd), person.lacks(week, q.alone_cost_usd),
            person.district.let_out(), q.shut_out_stays,
        )  # fmt: skip
    person.district.expected[Expected.SEEKERS] += fixed(chance * looks)


def other_ways(person: Person, week: Week) -> tuple[float, float]:
    """Weights of the service office and of going alone, against a broker's of one."""
    q, district = week.p, person.district
    weight = regular_log_weight(
        district.regular_log_weight, q.regular_awareness * person.awareness, q.regular_schooling, person.schooling,
        district.regular_female if person.female else 0.0, q.regular_office,
        district.government.service_capacity,
        q.regular_distance_per_km * person.cell.office_further_km,
    )  # fmt: skip
    alone = q.alone_log_weight
    if person.trips > 0:
        alone += q.alone_experience
    return math.exp(weight), math.exp(alone)


def aspire(person: Person, week: Week, bounded: bool) -> bool:
    """Perhaps set out in this step: to the service office, alone, or to a broker, who is yet to be found."""
    q, subdistrict = week.p, person.subdistrict
    draw = uniform(week.keys[Decision.ASPIRATION], week.step, person.id, 0)
    begun = person.trips > 0 or person.debt_usd > 0.0
    highest = subdistrict.highest_of_begun if begun else subdistrict.highest_of_first
    if person.way_home is WayHome.DEPORTATION:
        highest = subdistrict.highest_chance
    if bounded and draw >= highest:
        return False
    chance = within(aspiration(person, week), week.years)
    if draw < highest and chance > 0.0:
        expect_to_seek(person, week, chance / highest)
    if draw >= chance:
        return False
    office, alone = other_ways(person, week)
    by_office = person.clock(week, Decision.CHANNEL, 0) / office
    by_broker = person.clock(week, Decision.CHANNEL, 1)
    by_self = person.clock(week, Decision.CHANNEL, 2) / alone
    if person.age(week) < 18.0:
        return True
    if by_office <= min(by_broker, by_self):
        if uniform(week.keys[Decision.SHUT_OUT], week.step, person.id, 0) < person.district.let_out():
            if person.lacks(week, q.regular_fee_usd):
                return True
            person.begin_journey(week)
            person.move(week, Situation.WAITING)
            return False
        if uniform(week.keys[Decision.SHUT_OUT], week.step, person.id, 1) < q.shut_out_stays:
            return False
    if by_broker <= by_self or person.lacks(week, q.alone_cost_usd):
        return True
    person.begin_journey(week)
    set_irregular_terms(person, week)
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
    log_ratio = person.subdistrict.network_push + q.wage_elasticity * person.need(week)
    if person.trips > 0:
        log_ratio += q.experience_log_ratio
        log_ratio += fresh_push(person.years_home(week), q.fresh_return_log_ratio, q.fresh_return_years)
    if person.way_home is WayHome.DEPORTATION:
        log_ratio += q.deportee_log_ratio
    if person.female:
        log_ratio += q.female_log_ratio
    if q.debt_rule != TRAP:
        log_ratio += debt_push(float(person.owes(week)), q.fee_usd, q.debt_log_ratio)
    wage = believed_wage_ratio(district.best_wage, q.optimism, person.awareness)
    return aspiration_rate(district.base_rate(), log_ratio, wage, q.wage_elasticity, at_age)
