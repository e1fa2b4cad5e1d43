"""Stage 5, recruitment: recruiters move over the grid, contact people and make offers.

A recruiter's week is spent on persons of the register near by, one keyed draw after another; so
the contacts of one recruiter never depend on those of another, and a person who is not simulated
uses up a contact as one who is. Where they work follows what they believe about villages.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from safepassage.rules.compiled import compiled
from safepassage.rules.lists import whole
from safepassage.rules.offers import (
    acceptance,
    brought_close,
    is_trafficked,
    owing_chance,
    share_without_permit,
    social_tie,
    trafficked_chance,
)
from safepassage.world.beliefs import capacity_used
from safepassage.world.codes import Expected, Offer, Situation
from safepassage.world.doors import inspected
from safepassage.world.draws import Decision, exponential, poisson, uniform
from safepassage.world.journey import (
    begin_journey,
    channels_of,
    draw_sector,
    leave_without_permit,
    wait_for_documents,
)
from safepassage.world.ledger import fixed, mark_trafficked, share_abroad
from safepassage.world.persons import age_of, is_poor, is_unemployed
from safepassage.world.villages import at_work, pick_person, take_up_work

if TYPE_CHECKING:
    from safepassage.world.journey import Channels
    from safepassage.world.state import F64, I64, B
    from safepassage.world.world import World


class Market(NamedTuple):
    """What holds for every offer of this step."""

    used: F64  # [D] share of their capacity that recruiters use
    abroad: F64  # [S] share of the people who are abroad
    channels: Channels
    inspected: F64  # [D] what inspections leave of agencies' deceit and irregular sending


class Offers(NamedTuple):
    """Offers that persons would accept, in the order in which they were made."""

    row: I64  # whom it is made to
    by: I64  # row of the recruiter
    when: F64  # clock of the offer: who accepts two takes the earlier one
    deceptive: B
    number: I64  # [1] how many there are


@compiled
def recruit(world: World) -> None:
    """Recruiters offer, persons accept or not; who accepts two offers takes the earlier one."""
    take_up_work(world)
    market = Market(_capacity(world), share_abroad(world), channels_of(world), _inspected(world))
    number = _contacts(world, market)
    offers = _no_offers(number.sum() + world.visits.seeking[0])
    meet(world, number, market, offers)
    seek(world, market, offers)
    take_up_first(world, market, offers)


@compiled
def _capacity(world: World) -> F64:
    used = np.empty(world.ground.district_population.size)
    for d in range(used.size):
        used[d] = capacity_used(world, d)
    return used


@compiled
def _inspected(world: World) -> F64:
    left = np.empty(world.ground.district_population.size)
    for d in range(left.size):
        left[d] = inspected(world, d)
    return left


@compiled
def _no_offers(most: int) -> Offers:
    return Offers(
        np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most), np.empty(most, np.bool_),
        np.zeros(1, np.int64),
    )  # fmt: skip


@compiled
def _contacts(world: World, market: Market) -> I64:
    """How many persons of the register each recruiter meets in this step."""
    recruiters, clock = world.recruiters, world.clock
    number = np.zeros(recruiters.active.size, np.int64)
    for r in range(number.size):
        if not at_work(world, r):
            continue
        used = market.used[recruiters.district[r]]
        mean = recruiters.contacts_per_week[r] * used * clock.days / 7.0
        number[r] = poisson(mean, world.keys[Decision.CONTACT_NUMBER], clock.step, recruiters.id[r])
        recruiters.contacts_made[r] += number[r]
    return number


@compiled
def meet(world: World, number: I64, market: Market, offers: Offers) -> None:
    """Recruiters meet people near by, and make offers to those who are at home and of age."""
    q, people, recruiters, ledger = world.p[0], world.people, world.recruiters, world.ledger
    for r in range(number.size):
        key = world.keys[Decision.PLACEBO if recruiters.rekeyed[r] else Decision.CONTACT_PLACE]
        for j in range(number[r]):
            at, km = pick_person(world, recruiters.cell[r], key, recruiters.id[r], j)
            i = whole(world.sample.row_of_id[at])
            if i < 0 or people.situation[i] != Situation.RESIDENT:
                continue
            age = age_of(world, i)
            if age < q.youngest_age_years or age > q.oldest_age_years:
                continue
            chance = _offer(world, i, r, km, q.accept_log_odds, market, offers)
            d, s = recruiters.district[r], people.subdistrict[i]
            ledger.expected[d, Expected.CONTACTS] += fixed(1.0)
            ledger.expected[d, Expected.ACCEPTANCES] += fixed(chance)
            ledger.village[s, Offer.CONTACTS] += fixed(1.0)
            ledger.village[s, Offer.ACCEPTANCES] += fixed(chance)


@compiled
def seek(world: World, market: Market, offers: Offers) -> None:
    """Who looks for a recruiter asks one of the district: a race by nearness and capacity."""
    of_seekers = world.p[0].accept_log_odds + world.p[0].accept_seeker_log_odds
    for i in world.visits.seekers[: world.visits.seeking[0]]:
        r, km = _asked_first(world, i, market)
        if r >= 0:
            _offer(world, i, r, km, of_seekers, market, offers)


@compiled
def _asked_first(world: World, row: int, market: Market) -> tuple[int, float]:
    """The recruiter whom a person asks first, -1 for nobody; and how far away that is, km."""
    best, chosen, chosen_km = np.inf, -1, 0.0
    for r in range(world.recruiters.active.size):
        if at_work(world, r) and world.recruiters.district[r] == world.people.district[row]:
            at, km = _asked_after(world, row, r, market)
            if at < best:
                best, chosen, chosen_km = at, r, km
    return chosen, chosen_km


@compiled
def _asked_after(world: World, row: int, r: int, market: Market) -> tuple[float, float]:
    """When a person would ask this recruiter, as a clock, infinite for never; and how far away that is, km."""
    ground, recruiters = world.ground, world.recruiters
    c, other = world.people.cell[row], recruiters.cell[r]
    east = ground.cell_x_km[c] - ground.cell_x_km[other]
    north = ground.cell_y_km[c] - ground.cell_y_km[other]
    km = math.sqrt(east * east + north * north)
    used = market.used[recruiters.district[r]]
    weight = recruiters.contacts_per_week[r] * used * social_tie(km, world.p[0].reach_km)
    if weight <= 0.0:
        return np.inf, km
    key, who = world.keys[Decision.SEEK_RECRUITER], world.people.id[row]
    return exponential(key, world.clock.step, who, recruiters.id[r]) / weight, km


@compiled
def _offer(
    world: World, row: int, r: int, km: float, log_odds: float, market: Market, offers: Offers
) -> float:
    """A recruiter makes an offer; the chance that it is accepted. If it is, it is added to the others.

    ``log_odds`` is that of acceptance, before anything is known of the person and the offer.
    """
    q, keys, step = world.p[0], world.keys, world.clock.step
    who, own = world.people.id[row], world.recruiters.id[r]
    deceptiveness = world.recruiters.deceptiveness[r]
    if world.recruiters.licensed[r]:
        deceptiveness *= market.inspected[world.recruiters.district[r]]
    deceptive = uniform(keys[Decision.DECEPTION], step, who, own) < deceptiveness
    abroad = market.abroad[world.people.subdistrict[row]]
    tie = brought_close(social_tie(km, q.reach_km), abroad, q.network_half_share, q.sub_recruiter_tie)
    chance = _chance(world, row, log_odds, tie, deceptive)
    _expect_trafficking(world, row, r, deceptive, chance, market)
    if uniform(keys[Decision.ACCEPTANCE], step, who, own) < chance:
        n = offers.number[0]
        offers.row[n], offers.by[n], offers.deceptive[n] = row, r, deceptive
        offers.when[n] = exponential(keys[Decision.OFFER_RACE], step, who, own)
        offers.number[0] = n + 1
    return chance


@compiled
def _chance(world: World, row: int, log_odds: float, tie: float, deceptive: bool) -> float:
    """Probability that this person accepts this offer."""
    q = world.p[0]
    of_poor = q.accept_poverty_log_odds if is_poor(world, row) else 0.0
    jobless = is_unemployed(world, row, age_of(world, row))
    of_unemployed = q.accept_unemployment_log_odds if jobless else 0.0
    return acceptance(
        log_odds, of_poor, of_unemployed, q.accept_tie_log_odds * tie, world.people.awareness[row],
        1.0 if deceptive else 0.0, q.awareness_discernment, q.awareness_deterrence,
    )  # fmt: skip


@compiled
def _expect_trafficking(
    world: World, row: int, r: int, deceptive: bool, chance: float, market: Market
) -> None:
    """Write down the chance that this offer traffics this person, whatever is then drawn."""
    q, d = world.p[0], world.people.district[row]
    irregular = 1.0
    if world.recruiters.licensed[r]:
        odds = q.agency_irregular_odds * market.inspected[world.recruiters.district[r]]
        irregular = share_without_permit(odds, market.channels.regular[d])
    owed = q.fee_owed_share_poor if is_poor(world, row) else q.fee_owed_share_other
    owes = owing_chance(irregular, q.fee_usd, owed, q.regular_fee_usd, q.fee_owed_share_other)
    intent, age = world.recruiters.intent[r], age_of(world, row)
    caught = trafficked_chance(intent, deceptive, owes, q.means_given_intent, age)
    world.ledger.expected[d, Expected.TRAFFICKED] += fixed(chance * caught)


@compiled
def take_up_first(world: World, market: Market, offers: Offers) -> None:
    """Everybody takes up the first of the offers that they accept."""
    ids, n = world.recruiters.id, offers.number[0]
    for a in range(n):
        first = True
        for b in range(n):
            # one recruiter may have met the same person twice: then clock and recruiter are the same
            same_time = offers.when[b] == offers.when[a]
            earlier = ids[offers.by[b]] < ids[offers.by[a]] or (offers.by[b] == offers.by[a] and b < a)
            if offers.row[b] == offers.row[a] and (
                offers.when[b] < offers.when[a] or (same_time and earlier)
            ):
                first = False
        if first:
            _take_up(world, offers.row[a], offers.by[a], offers.deceptive[a], market)


@compiled
def _take_up(world: World, row: int, r: int, deceptive: bool, market: Market) -> None:
    """A person takes up an offer: terms are drawn, and whether it is trafficking is judged.

    A licensed agency sends by the regular channel as far as that is open, else without a permit.
    """
    q, people, recruiters, keys = world.p[0], world.people, world.recruiters, world.keys
    step, who, own, d = world.clock.step, people.id[row], recruiters.id[r], people.district[row]
    begin_journey(world, row)
    people.recruiter[row] = own
    people.deceived[row] = deceptive
    people.intended[row] = uniform(keys[Decision.INTENT], step, who, own) < recruiters.intent[r]
    by_permit = exponential(keys[Decision.AGENCY_WAY], step, who, 0) / max(market.channels.regular[d], 1e-12)
    odds = q.agency_irregular_odds * market.inspected[recruiters.district[r]]
    by_other = exponential(keys[Decision.AGENCY_WAY], step, who, 1) / max(odds, 1e-12)
    if recruiters.licensed[r] and by_permit <= by_other:
        people.sector[row] = draw_sector(world, row)
        owes = uniform(keys[Decision.FEE], step, who, 0) < q.fee_owed_share_other
        people.debt_usd[row] = q.regular_fee_usd if owes else 0.0
        wait_for_documents(world, row)
    else:
        leave_without_permit(world, row, market.channels.false_papers[d])
    coerced = uniform(keys[Decision.MEANS], step, who, 0) < q.means_given_intent
    means = people.debt_usd[row] > 0.0 or coerced
    if is_trafficked(people.intended[row], deceptive, means, age_of(world, row)):
        mark_trafficked(world, row)
