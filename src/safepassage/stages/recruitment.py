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
    reputation,
    social_tie,
    trafficked_chance,
)
from safepassage.world.beliefs import capacity_used
from safepassage.world.codes import Expected, Offer, Situation
from safepassage.world.doors import inspected
from safepassage.world.draws import Decision, exponential, poisson, uniform
from safepassage.world.journey import (
    begin_journey,
    borrow,
    channels_of,
    draw_sector,
    leave_without_permit,
    wait_for_documents,
)
from safepassage.world.ledger import fixed, mark_trafficked, share_abroad
from safepassage.world.persons import age_of, lacks, need_of, owed_by
from safepassage.world.terms import draw_kind, of_terms, share_of_kind, true_wage_share
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
    intended: B
    deceptive: B
    number: I64  # [1] how many there are


class Meeting(NamedTuple):
    """A recruiter and a person who speak about leaving; nothing of it depends on the offer."""

    row: int  # of the person
    r: int  # row of the recruiter
    log_odds: float  # of acceptance, before anything is known of both
    of_need: float  # what need and a tie add to it
    of_tie: float
    credit: float  # chance of being given credit, one for who can pay
    owes: float  # one if the person would owe anything
    left: float  # what inspections leave of the recruiter's deceit


class Asked(NamedTuple):
    """Rows of the recruiters whom a person asks, -1 for nobody, and how far away they are, km."""

    first: int
    first_km: float
    second: int
    second_km: float


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
        np.empty(most, np.bool_), np.zeros(1, np.int64),
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
            if i < 0:
                continue
            d, s = recruiters.district[r], people.subdistrict[i]
            ledger.expected[d, Expected.CONTACTS] += fixed(1.0)
            ledger.village[s, Offer.CONTACTS] += fixed(1.0)
            age = age_of(world, i)
            away = people.situation[i] != Situation.RESIDENT
            if away or age < q.youngest_age_years or age > q.oldest_age_years:
                continue  # the way was in vain
            meeting = _meeting(world, i, r, km, q.accept_log_odds, market)
            chance = _expect(world, meeting, 1.0)
            _offer(world, meeting, offers)
            ledger.expected[d, Expected.ACCEPTANCES] += fixed(chance)
            ledger.village[s, Offer.ACCEPTANCES] += fixed(chance)


@compiled
def seek(world: World, market: Market, offers: Offers) -> None:
    """Who looks for a recruiter asks one of the district, and may ask a second after declining the first offer."""
    q, step = world.p[0], world.clock.step
    log_odds = q.accept_log_odds + q.accept_seeker_log_odds
    for i in world.visits.seekers[: world.visits.seeking[0]]:
        asked, d = _asked(world, i, market), world.people.district[i]
        if asked.first < 0:
            continue
        meeting = _meeting(world, i, asked.first, asked.first_km, log_odds, market)
        chance = _expect(world, meeting, 1.0)
        world.ledger.expected[d, Expected.ASKED] += fixed(1.0)
        world.ledger.expected[d, Expected.SOUGHT] += fixed(chance)
        accepted = _offer(world, meeting, offers)
        if asked.second < 0:
            continue
        meeting = _meeting(world, i, asked.second, asked.second_km, log_odds, market)
        again = (1.0 - chance) * q.ask_again_share
        chance = _expect(world, meeting, again)
        world.ledger.expected[d, Expected.SOUGHT] += fixed(again * chance)
        u = uniform(world.keys[Decision.ASK_AGAIN], step, world.people.id[i], 0)
        if not accepted and u < q.ask_again_share:
            _offer(world, meeting, offers)


@compiled
def _asked(world: World, row: int, market: Market) -> Asked:
    """Whom a person would ask first and next: a race of the district's recruiters."""
    best, first, first_km = np.inf, -1, 0.0
    next_best, second, second_km = np.inf, -1, 0.0
    for r in range(world.recruiters.active.size):
        if at_work(world, r) and world.recruiters.district[r] == world.people.district[row]:
            at, km = _asked_after(world, row, r, market)
            if at < best:
                next_best, second, second_km = best, first, first_km
                best, first, first_km = at, r, km
            elif at < next_best:
                next_best, second, second_km = at, r, km
    return Asked(first, first_km, second, second_km)


@compiled
def _asked_after(world: World, row: int, r: int, market: Market) -> tuple[float, float]:
    """When a person would ask this recruiter, as a clock, infinite for never; and how far away that is, km.

    By nearness and capacity, and by what is known of those who deceive.
    """
    q, ground, recruiters = world.p[0], world.ground, world.recruiters
    c, other = world.people.cell[row], recruiters.cell[r]
    east = ground.cell_x_km[c] - ground.cell_x_km[other]
    north = ground.cell_y_km[c] - ground.cell_y_km[other]
    km = math.sqrt(east * east + north * north)
    used = market.used[recruiters.district[r]]
    known = reputation(recruiters.deceptiveness[r], world.people.awareness[row], q.awareness_reputation)
    weight = recruiters.contacts_per_week[r] * used * social_tie(km, q.reach_km) * known
    if weight <= 0.0:
        return np.inf, km
    if recruiters.id[r] == world.people.recruiter[row]:
        # the recruiter of the last journey is known, and knows where to find who came home
        weight *= math.exp(world.p[0].same_recruiter_log_weight)
    key, who = world.keys[Decision.SEEK_RECRUITER], world.people.id[row]
    return exponential(key, world.clock.step, who, recruiters.id[r]) / weight, km


@compiled
def _tie(world: World, row: int, km: float, market: Market) -> float:
    """How close a person and a recruiter so far away are, 0 to 1."""
    q, abroad = world.p[0], market.abroad[world.people.subdistrict[row]]
    return brought_close(social_tie(km, q.reach_km), abroad, q.network_half_share, q.sub_recruiter_tie)


@compiled
def _meeting(world: World, row: int, r: int, km: float, log_odds: float, market: Market) -> Meeting:
    """A recruiter and a person so far away meet; ``log_odds`` is that of acceptance, before anything is known of both.

    Who cannot pay in advance asks for credit, which not everybody is given.
    """
    q = world.p[0]
    lacking = lacks(world, row, _fee(world, row, r, market))
    return Meeting(
        row, r, log_odds, q.accept_need * need_of(world, row), q.accept_tie_log_odds * _tie(world, row, km, market),
        q.credit_share if lacking else 1.0, 1.0 if lacking or owed_by(world, row) > 0.0 else 0.0,
        _left(world, r, market),
    )  # fmt: skip


@compiled
def _offer(world: World, meeting: Meeting, offers: Offers) -> bool:
    """A recruiter makes an offer; whether it is taken up. If it is, it is added to the others."""
    keys, step, row, r = world.keys, world.clock.step, meeting.row, meeting.r
    who, own = world.people.id[row], world.recruiters.id[r]
    intended, deceptive = draw_kind(world, row, r, meeting.left)
    chance = meeting.credit * _chance(world, meeting, of_terms(world, row, intended, deceptive))
    if uniform(keys[Decision.ACCEPTANCE], step, who, own) >= chance:
        return False
    n = offers.number[0]
    offers.row[n], offers.by[n], offers.intended[n], offers.deceptive[n] = row, r, intended, deceptive
    offers.when[n] = exponential(keys[Decision.OFFER_RACE], step, who, own)
    offers.number[0] = n + 1
    return True


@compiled
def _chance(world: World, meeting: Meeting, terms: float) -> float:
    """Probability that an offer is accepted; ``terms`` is what its terms add to the log odds."""
    of_fear = -world.p[0].awareness_deterrence * world.people.awareness[meeting.row]
    return acceptance(meeting.log_odds, meeting.of_need, meeting.of_tie, terms, of_fear)


@compiled
def _expect(world: World, meeting: Meeting, made: float) -> float:
    """Chance that an offer is taken up, over all kinds of offers of this recruiter.

    The chance that it traffics is written down, whatever is then drawn; ``made`` is that of its being made.
    """
    q, row, r = world.p[0], meeting.row, meeting.r
    age = age_of(world, row)
    accepted = caught = 0.0
    for intended in (False, True):
        for deceptive in (False, True):
            chance = meeting.credit * _chance(world, meeting, of_terms(world, row, intended, deceptive))
            chance *= share_of_kind(world, r, intended, deceptive, meeting.left)
            accepted += chance
            if intended:
                caught += chance * trafficked_chance(deceptive, meeting.owes, q.means_given_intent, age)
    world.ledger.expected[world.people.district[row], Expected.TRAFFICKED] += fixed(made * caught)
    return accepted


@compiled
def _left(world: World, r: int, market: Market) -> float:
    """What inspections leave of a recruiter's deceit: nobody inspects brokers."""
    return float(market.inspected[world.recruiters.district[r]]) if world.recruiters.licensed[r] else 1.0


@compiled
def _by_permit(world: World, row: int, r: int, market: Market) -> bool:
    """Whether this recruiter sends this person by the regular channel: an agency does as far as that is open."""
    q, step, key, who = world.p[0], world.clock.step, world.keys[Decision.AGENCY_WAY], world.people.id[row]
    if not world.recruiters.licensed[r]:
        return False
    open_now = market.channels.regular[world.people.district[row]]
    by_permit = exponential(key, step, who, 0) / max(open_now, 1e-12)
    odds = q.agency_irregular_odds * market.inspected[world.recruiters.district[r]]
    return bool(by_permit <= exponential(key, step, who, 1) / max(odds, 1e-12))


@compiled
def _fee(world: World, row: int, r: int, market: Market) -> float:
    """What a journey with this recruiter costs this person, USD."""
    q = world.p[0]
    return float(q.regular_fee_usd if _by_permit(world, row, r, market) else q.fee_usd)


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
            _take_up(world, offers, a, market)


@compiled
def _take_up(world: World, offers: Offers, number: int, market: Market) -> None:
    """A person takes up an offer: terms are drawn, and whether it is trafficking is judged.

    The fee is paid in advance or added to what is owed. To owe anything is a means.
    """
    row, r = offers.row[number], offers.by[number]
    intended, deceptive = offers.intended[number], offers.deceptive[number]
    q, people, recruiters, keys = world.p[0], world.people, world.recruiters, world.keys
    step, who, d = world.clock.step, people.id[row], people.district[row]
    permit, fee = _by_permit(world, row, r, market), _fee(world, row, r, market)
    owes = lacks(world, row, fee)
    begin_journey(world, row)
    people.recruiter[row] = recruiters.id[r]
    people.deceived[row], people.intended[row] = deceptive, intended
    people.wage_share[row] = true_wage_share(world, intended, deceptive)
    if owes:
        borrow(world, row, fee * (q.deceptive_fee_factor if deceptive else 1.0))
    if permit:
        people.sector[row] = draw_sector(world, row)
        wait_for_documents(world, row)
    else:
        leave_without_permit(world, row, market.channels.false_papers[d])
    coerced = uniform(keys[Decision.MEANS], step, who, 0) < q.means_given_intent
    means = people.debt_usd[row] > 0.0 or coerced
    if is_trafficked(intended, deceptive, means, age_of(world, row)):
        mark_trafficked(world, row)
