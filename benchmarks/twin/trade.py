"""Stage 12: recruiters believe what was lived through, change district, enter and leave the trade by profit."""

from __future__ import annotations

import math
from bisect import bisect_right

from benchmarks.twin.ground import District
from benchmarks.twin.land import Land
from benchmarks.twin.numbers import ONE, sum_in_order
from benchmarks.twin.recruiter import Recruiter
from benchmarks.twin.recruitment import activity_in
from benchmarks.twin.week import Week
from safepassage.rules.offers import joined_score
from safepassage.rules.probability import within
from safepassage.rules.trade import entry_rate, expected_profit, leaving_rate, net_gain, profit_ratio
from safepassage.world.codes import Expected
from safepassage.world.draws import Decision, exponential, normal


def adapt(land: Land, week: Week) -> None:
    """Recruiters believe what was lived through, change district, enter and leave the trade by profit."""
    for district in land.districts:
        believe(district, week)
        judge(district, week)
    chance_to_ask = within(week.p.district_move_per_year, week.years)
    for recruiter in land.recruiters:
        asks = not recruiter.licensed and recruiter.working(week)
        if asks and recruiter.draw(week, Decision.OTHER_DISTRICT) < chance_to_ask:
            look_around(recruiter, land, week)
    for recruiter in land.recruiters:
        enter_or_leave(recruiter, week)
    for district in land.districts:
        district.recruiters_active = sum(
            recruiter.active and recruiter.custody_until <= week.end for recruiter in district.recruiters
        )


def believe(district: District, week: Week) -> None:
    """What was lived through at gates and in contacts is added to what is remembered."""
    scale, kept = week.scale, math.exp(-week.years / week.p.belief_memory_years)
    tries, stops = district.gate_tries, district.gate_stops
    district.tries = [kept * old + new * scale for old, new in zip(district.tries, tries, strict=True)]
    district.stops = [kept * old + new / ONE * scale for old, new in zip(district.stops, stops, strict=True)]
    district.acceptance = kept * district.acceptance + district.expect(Expected.ACCEPTANCES, scale)
    district.contacts = kept * district.contacts + district.expect(Expected.CONTACTS, scale)
    for village in district.subdistricts:
        village.remember(kept, scale)


def judge(district: District, week: Week) -> None:
    """How the trade pays against the end of the spin-up, and so who enters, leaves, comes."""
    q, years = week.p, week.years
    now = district.acceptance / district.contacts if district.contacts > 0.0 else 0.0
    ratio = 1.0
    if now > 0.0:
        tried, stopped = sum_in_order(district.tries), sum_in_order(district.stops)
        passing = 1.0 - stopped / tried if tried > 0.0 else 1.0
        profit = expected_profit(now, passing, q.recruiter_income_usd, q.recruiter_cost_usd)
        ratio = profit_ratio(profit, district.reference)
    district.entry_chance = within(entry_rate(q.entry_per_year, ratio, q.profit_elasticity), years)
    district.leaving_chance = within(leaving_rate(q.leaving_per_year, ratio, q.profit_elasticity), years)
    usual = district.reference_use
    used = activity_in(district, week)
    district.earnings = ratio * used / usual if usual > 0.0 else ratio


def look_around(recruiter: Recruiter, land: Land, week: Week) -> None:
    """A broker asks where else the trade would pay, and goes where the net gain is largest, if there is any."""
    q, here = week.p, recruiter.district
    gains = {}
    for there in land.districts:
        if there is not here:
            near = there.corridor == here.corridor
            strange = q.district_unfamiliarity if near else q.corridor_unfamiliarity
            key = week.keys[Decision.OTHER_DISTRICT]
            waits = [exponential(key, week.step, recruiter.slot, n + 2 * there.index) for n in (1, 2)]
            gains[there] = net_gain(here.earnings, there.earnings, 0.5 * strange * (waits[0] + waits[1]))
    best = max(gains, key=lambda there: gains[there], default=None)
    if best is None or gains[best] <= 0.0:
        return
    number = int(recruiter.draw(week, Decision.NEW_HOME, best.index) * best.home_until[-1])
    recruiter.settle_in(best, land.cells[best.home_cells[bisect_right(best.home_until, number)]])
    here.moved[best.index] += 1


def enter_or_leave(recruiter: Recruiter, week: Week) -> None:
    """A vacant place is taken by somebody new; somebody leaves the trade."""
    if recruiter.active:
        if (
            recruiter.working(week)
            and recruiter.draw(week, Decision.LEAVING_TRADE) < recruiter.district.leaving_chance
        ):
            recruiter.active = False
    elif recruiter.draw(week, Decision.ENTRY) < recruiter.native_district.entry_chance:
        draw_traits(recruiter, week)
        recruiter.settle_in(recruiter.native_district, recruiter.native_cell)
        recruiter.custody_until, recruiter.active = 0.0, True


def draw_traits(recruiter: Recruiter, week: Week) -> None:
    """Deceptiveness, intent and weekly contacts of whoever takes the place."""
    q, key, step = week.p, week.keys[Decision.TRAITS], week.step
    deceit, own = (normal(key, step, recruiter.slot, number) for number in (1, 2))
    recruiter.deceit_score = deceit
    recruiter.intent_score = joined_score(deceit, own, q.traits_correlation)
    means = (
        (q.agency_deceptiveness, q.agency_intent)
        if recruiter.licensed
        else (q.broker_deceptiveness, q.broker_intent)
    )
    scores = (recruiter.deceit_score, recruiter.intent_score)
    recruiter.deceptiveness, recruiter.intent = (
        logit_normal(mean, q.traits_spread, score) if mean > 0.0 else 0.0
        for mean, score in zip(means, scores, strict=True)
    )
    waits = exponential(key, step, recruiter.slot, 6) + exponential(key, step, recruiter.slot, 7)
    recruiter.contacts_per_week = 0.5 * q.contacts_per_week * waits


def logit_normal(mean: float, spread: float, z: float) -> float:
    """A share around ``mean`` whose log odds have the given spread."""
    mean = min(max(mean, 1e-9), 1.0 - 1e-9)
    return 1.0 / (1.0 + math.exp(-(math.log(mean / (1.0 - mean)) + spread * z)))
