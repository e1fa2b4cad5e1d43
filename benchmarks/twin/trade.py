"""Stage 12: recruiters believe what was lived through, change district, enter and leave the trade by what it pays."""

from __future__ import annotations

import math
from bisect import bisect_right

from benchmarks.twin.ground import District
from benchmarks.twin.land import Land
from benchmarks.twin.numbers import ONE, YEAR_WEEKS, fixed, sum_in_order
from benchmarks.twin.recruiter import Recruiter
from benchmarks.twin.recruitment import activity_in, sooner_in
from benchmarks.twin.week import Week
from safepassage.rules.offers import joined_score
from safepassage.rules.probability import within
from safepassage.rules.trade import (
    against_other_work,
    clients,
    earnings,
    entry_rate,
    leaving_rate,
    net_gain,
    share_of,
    strangeness,
)
from safepassage.world.codes import Expected
from safepassage.world.draws import Decision, exponential, normal

REMEMBERED = {
    "acceptance": Expected.ACCEPTANCES, "contacts": Expected.CONTACTS, "seekers": Expected.SEEKERS,
    "asked": Expected.ASKED, "sought": Expected.SOUGHT, "delivered": Expected.DELIVERED, "lost": Expected.LOST,
}  # fmt: skip
"""What a district's recruiters remember -> what it is the sum of."""


def adapt(land: Land, week: Week) -> None:
    """Recruiters believe what was lived through, change district, enter and leave the trade by what it pays."""
    for district in land.districts:
        believe(district, week)
    taking_up = share_of(
        sum_in_order([district.sought for district in land.districts]),
        sum_in_order([district.asked for district in land.districts]),
        0.0,
    )
    for district in land.districts:
        judge(district, week, taking_up)
    for recruiter in land.recruiters:
        asks = not recruiter.licensed and recruiter.working(week)
        rate = week.p.district_move_per_year * sooner_in(recruiter.district, week)
        if asks and recruiter.draw(week, Decision.OTHER_DISTRICT) < within(rate, week.years):
            look_around(recruiter, land, week)
    for recruiter in land.recruiters:
        enter_or_leave(recruiter, week)
    for district in land.districts:
        district.recruiters_active = sum(
            recruiter.active and recruiter.custody_until <= week.end for recruiter in district.recruiters
        )


def believe(district: District, week: Week) -> None:
    """What was lived through at gates, in contacts and with clients is added to what is remembered."""
    scale, kept = week.scale, math.exp(-week.years / week.p.belief_memory_years)
    tries, stops = district.gate_tries, district.gate_stops
    district.tries = [kept * old + new * scale for old, new in zip(district.tries, tries, strict=True)]
    district.stops = [kept * old + new / ONE * scale for old, new in zip(district.stops, stops, strict=True)]
    for name, what in REMEMBERED.items():
        setattr(district, name, kept * getattr(district, name) + district.expect(what, scale))
    at_work = sum(recruiter.working(week) for recruiter in district.recruiters)
    district.work_years = kept * district.work_years + at_work * week.years
    for village in district.subdistricts:
        village.remember(kept, scale)


def judge(district: District, week: Week, taking_up: float) -> None:
    """What a recruiter earns here, and so who enters, leaves, comes."""
    q, years = week.p, week.years
    wanted = q.reservation_wages * district.home_wage
    district.earnings_usd = wanted
    if district.contacts > 0.0:
        at_work = [recruiter for recruiter in district.recruiters if recruiter.working(week)]
        capacity = sum(fixed(recruiter.contacts_per_week) for recruiter in at_work) / ONE
        mean = share_of(capacity, float(len(at_work)), q.contacts_per_week)
        a_year = clients(
            mean * YEAR_WEEKS, district.acceptance / district.contacts,
            share_of(district.seekers, district.work_years, 0.0), taking_up,
        )  # fmt: skip
        passing = share_of(district.delivered, district.delivered + district.lost, 1.0)
        paid = earnings(a_year, passing, q.recruiter_income_usd, q.recruiter_cost_usd)
        district.earnings_usd = paid * activity_in(district, week)
    ratio = against_other_work(district.earnings_usd, wanted)
    district.entry_chance = within(entry_rate(q.entry_per_year, ratio, q.profit_elasticity), years)
    district.leaving_chance = within(leaving_rate(q.leaving_per_year, ratio, q.profit_elasticity), years)


def look_around(recruiter: Recruiter, land: Land, week: Week) -> None:
    """A broker asks where else the trade would pay, and goes where the net gain is largest, if there is any."""
    here = recruiter.district
    at_present = strangeness_to(recruiter, here, week)
    gains = {
        there: net_gain(
            here.earnings_usd, there.earnings_usd, strangeness_to(recruiter, there, week) - at_present
        )
        for there in land.districts
        if there is not here
    }
    best = max(gains, key=lambda there: gains[there], default=None)
    if best is None or gains[best] <= 0.0:
        return
    number = int(recruiter.draw(week, Decision.NEW_HOME, best.index) * best.home_until[-1])
    recruiter.settle_in(best, land.cells[best.home_cells[bisect_right(best.home_until, number)]])
    here.moved[best.index] += 1


def strangeness_to(recruiter: Recruiter, district: District, week: Week) -> float:
    """What working in a district costs this one, once and for all; nothing at home."""
    q, native = week.p, recruiter.native_district
    if district is native:
        return 0.0
    near = district.corridor == native.corridor
    mean = q.district_unfamiliarity if near else q.corridor_unfamiliarity
    key = week.keys[Decision.OTHER_DISTRICT]
    return strangeness(mean, *(exponential(key, 0, recruiter.slot, n + 2 * district.index) for n in (1, 2)))


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
