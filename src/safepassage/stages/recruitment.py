"""Stage 5, recruitment: recruiters move over the grid, contact people and make offers.

A recruiter's week is spent on persons of the register near by, one keyed draw after another; so
the contacts of one recruiter never depend on those of another, and a person who is not simulated
uses up a contact as one who is. Where they work follows what they believe about villages.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from safepassage.parameters import Packed
from safepassage.rules.compiled import compiled
from safepassage.rules.offers import (
    acceptance,
    believed_acceptance,
    believed_arrests,
    believed_payoff,
    brought_close,
    is_trafficked,
    owing_chance,
    social_tie,
    trafficked_chance,
)
from safepassage.rules.probability import within
from safepassage.world.actors_state import Beliefs, Governments, Recruiters
from safepassage.world.beliefs import capacity_used
from safepassage.world.codes import Papers, Situation
from safepassage.world.columns import Columns
from safepassage.world.context import Context
from safepassage.world.draws import Decision, Keys, exponential, poisson, uniform
from safepassage.world.geography_arrays import Ground
from safepassage.world.journey import (
    begin_journey,
    draw_sector,
    false_papers_in,
    regular_way,
    set_irregular_terms,
)
from safepassage.world.ledger import Count, Expected, Ledger, fixed, move, share_abroad
from safepassage.world.spells import is_unemployed
from safepassage.world.world import Clock

_THOUGHTS = 64
"""So many places come to mind at most; who takes up none of them stays. A bound of the loop, hardly ever reached."""


@compiled
def _pick_person(
    cell: int, ground: Ground, key: np.uint64, step: int, who: int, alternative: int
) -> tuple[int, float]:
    """A person of the register near ``cell``, weighted by social tie: (register number, distance in km).

    The weights are of places, the same in every scenario; so one draw on their running sum picks
    the cell, another the person in it.
    """
    start, end = ground.neighbour_start[cell], ground.neighbour_start[cell + 1]
    spot = uniform(key, step, who, 2 * alternative) * ground.neighbour_weight[end - 1]
    low, high = start, end - 1
    while low < high:
        middle = (low + high) // 2
        if ground.neighbour_weight[middle] > spot:
            high = middle
        else:
            low = middle + 1
    chosen = ground.neighbour_cell[low]
    first, last = ground.cell_first_id[chosen], ground.cell_first_id[chosen + 1]
    number = first + int(uniform(key, step, who, 2 * alternative + 1) * (last - first))
    return number, ground.neighbour_km[low]


@compiled
def _villages(beliefs: Beliefs, ground: Ground, p: Packed) -> NDArray[np.float64]:
    """How likely a recruiter takes up work in each subdistrict that comes to mind, [S]; one for the best.

    Beliefs about a village start from those about its district.
    """
    q = p[0]
    villages = ground.subdistrict_district.size
    out = np.ones(villages)
    best = 0.0
    for s in range(villages):
        d = ground.subdistrict_district[s]
        if beliefs.contacts[d] > 0.0:
            elsewhere = beliefs.acceptance[d] / beliefs.contacts[d]
            out[s] = believed_acceptance(
                beliefs.village_acceptances[s],
                beliefs.village_contacts[s],
                elsewhere,
                q.village_prior_contacts,
            )
            fear = believed_arrests(
                beliefs.village_arrests[s],
                beliefs.village_years[s],
                beliefs.arrest_risk[d],
                q.village_prior_years,
            )
            out[s] = believed_payoff(out[s], q.deterrence, fear)
            best = max(best, out[s])
    for s in range(villages):
        if best > 0.0 and beliefs.contacts[ground.subdistrict_district[s]] > 0.0:
            out[s] = math.pow(out[s] / best, q.village_learning)
        else:
            out[s] = 1.0
    return out


@compiled
def _next_cell(
    home: int, here: int, taken_up: NDArray[np.float64], ground: Ground, keys: Keys, step: int, own: int
) -> int:
    """Where a recruiter goes to work: places come to mind by people and social tie, the first taken up is it.

    Equal to a choice by people x tie x belief; one keyed draw for each place that comes to mind, so
    that a changed belief moves only those whom it concerns.
    """
    for j in range(1, _THOUGHTS + 1):
        at, _ = _pick_person(home, ground, keys[Decision.MOVE_TO], step, own, j)
        place = np.searchsorted(ground.place_first_id, at, side="right") - 1
        if uniform(keys[Decision.MOVE_THERE], step, own, j) < taken_up[ground.place_subdistrict[place]]:
            return int(np.searchsorted(ground.cell_first_id, at, side="right") - 1)
    return here


@compiled
def _chance(
    people: Columns, row: int, age: float, tie: float, deceptive: bool, sought: bool, context: Context, keys: Keys,
    p: Packed, clock: Clock,
) -> float:  # fmt: skip
    """Probability that this person accepts this offer."""
    q = p[0]
    d = people.district[row]
    poor = 1.0 if people.wealth_score[row] < context.poverty_score[d] else 0.0
    jobless = is_unemployed(
        people.id[row], age, people.wealth_score[row], context.jobless_score[d], keys, q.wealth_job_correlation,
        q.job_spell_years, clock.day,
    )  # fmt: skip
    constant = q.accept_log_odds + (q.accept_seeker_log_odds if sought else 0.0)
    return acceptance(
        constant, poor, q.accept_poverty_log_odds, 1.0 if jobless else 0.0, q.accept_unemployment_log_odds, tie,
        q.accept_tie_log_odds, people.awareness[row], 1.0 if deceptive else 0.0, q.awareness_discernment,
        q.awareness_deterrence,
    )  # fmt: skip


@compiled
def _expect_trafficking(
    people: Columns, ledger: Ledger, row: int, r: int, age: float, deceptive: bool, chance: float, context: Context,
    recruiters: Recruiters, regular: NDArray[np.float64], p: Packed,
) -> None:  # fmt: skip
    """Write down the chance that this offer traffics this person, whatever is then drawn."""
    q = p[0]
    d = people.district[row]
    irregular = 1.0
    if recruiters.licensed[r]:
        other = max(q.agency_irregular_odds, 1e-12)
        irregular = other / (other + max(regular[d], 1e-12))
    poor = people.wealth_score[row] < context.poverty_score[d]
    owed = q.fee_owed_share_poor if poor else q.fee_owed_share_other
    owes = owing_chance(irregular, q.fee_usd, owed, q.regular_fee_usd, q.fee_owed_share_other)
    caught = trafficked_chance(recruiters.intent[r], deceptive, owes, q.means_given_intent, age)
    ledger.expected[d, Expected.TRAFFICKED] += fixed(chance * caught)


@compiled
def _take_up(
    people: Columns, ledger: Ledger, row: int, r: int, deceptive: bool, context: Context, recruiters: Recruiters,
    regular: NDArray[np.float64], false_papers: NDArray[np.float64], keys: Keys, p: Packed, clock: Clock,
) -> None:  # fmt: skip
    """A person takes up an offer: terms are drawn, and whether it is trafficking is judged.

    A licensed agency sends by the regular channel as far as that is open, else without a permit.
    """
    q = p[0]
    d = people.district[row]
    who = people.id[row]
    age = people.age_at_start[row] + clock.age_years
    begin_journey(people, row)
    people.recruiter[row] = recruiters.id[r]
    people.deceived[row] = deceptive
    people.intended[row] = (
        uniform(keys[Decision.INTENT], clock.step, who, recruiters.id[r]) < recruiters.intent[r]
    )
    by_permit = exponential(keys[Decision.AGENCY_WAY], clock.step, who, 0) / max(regular[d], 1e-12)
    by_other = exponential(keys[Decision.AGENCY_WAY], clock.step, who, 1) / max(
        q.agency_irregular_odds, 1e-12
    )
    if recruiters.licensed[r] and by_permit <= by_other:
        people.sector[row] = draw_sector(people.female[row], who, keys, p, clock.step)
        owes = uniform(keys[Decision.FEE], clock.step, who, 0) < q.fee_owed_share_other
        people.debt_usd[row] = q.regular_fee_usd if owes else 0.0
        people.papers[row] = Papers.NONE
        move(people, ledger, row, Situation.WAITING, clock.step)
    else:
        set_irregular_terms(people, row, context.poverty_score[d], false_papers[d], keys, p, clock)
        people.due_day[row] = clock.day
        move(people, ledger, row, Situation.IN_TRANSIT, clock.step)
    means = (
        people.debt_usd[row] > 0.0 or uniform(keys[Decision.MEANS], clock.step, who, 0) < q.means_given_intent
    )
    if is_trafficked(people.intended[row], deceptive, means, age):
        people.trafficked[row] = True
        ledger.counts[d, Count.TRAFFICKED] += 1
        if people.times_trafficked[row] > 0:
            ledger.counts[d, Count.RETRAFFICKED] += 1
        people.times_trafficked[row] = min(255, people.times_trafficked[row] + 1)


@compiled
def recruit(
    people: Columns, ledger: Ledger, context: Context, ground: Ground, governments: Governments,
    recruiters: Recruiters, beliefs: Beliefs, seekers: NDArray[np.int32], row_of_id: NDArray[np.int32], keys: Keys,
    p: Packed, clock: Clock,
) -> None:  # fmt: skip
    """Recruiters offer, persons accept or not; who accepts two offers takes the earlier one."""
    q = p[0]
    n_recruiters = recruiters.active.size
    districts = ground.district_population.size
    used = np.empty(districts)
    for d in range(districts):
        used[d] = capacity_used(beliefs, governments, d, p)
    moved = within(q.move_rate_per_year, clock.years)
    taken_up = _villages(beliefs, ground, p)
    regular = regular_way(context, ground, governments)
    false_papers = false_papers_in(governments, p)
    abroad = share_abroad(ledger, ground.subdistrict_population, clock.scale)
    number = np.zeros(n_recruiters, np.int64)
    for r in range(n_recruiters):
        if not recruiters.active[r]:
            continue
        own = recruiters.id[r]
        if uniform(keys[Decision.MOVE], clock.step, own, 0) < moved:
            recruiters.cell[r] = _next_cell(
                recruiters.home_cell[r], recruiters.cell[r], taken_up, ground, keys, clock.step, own
            )
        if recruiters.custody_until[r] > clock.day:
            continue
        mean = recruiters.contacts_per_week[r] * used[recruiters.district[r]] * clock.days / 7.0
        number[r] = poisson(mean, keys[Decision.CONTACT_NUMBER], clock.step, own)
        recruiters.contacts_made[r] += number[r]
    most = number.sum() + seekers.size
    rows = np.empty(most, np.int64)
    by = np.empty(most, np.int64)
    race = np.empty(most)
    lies = np.empty(most, np.bool_)
    n = 0
    for r in range(n_recruiters):
        place_key = keys[Decision.PLACEBO] if recruiters.rekeyed[r] else keys[Decision.CONTACT_PLACE]
        own = recruiters.id[r]
        for j in range(number[r]):
            at, km = _pick_person(recruiters.cell[r], ground, place_key, clock.step, own, j)
            i = row_of_id[at]
            if i < 0 or people.situation[i] != Situation.RESIDENT:
                continue
            age = people.age_at_start[i] + clock.age_years
            if age < q.youngest_age_years or age > q.oldest_age_years:
                continue
            deceptive = uniform(keys[Decision.DECEPTION], clock.step, at, own) < recruiters.deceptiveness[r]
            s = people.subdistrict[i]
            tie = brought_close(
                social_tie(km, q.reach_km), abroad[s], q.network_half_share, q.sub_recruiter_tie
            )
            chance = _chance(people, i, age, tie, deceptive, False, context, keys, p, clock)
            d = recruiters.district[r]
            ledger.expected[d, Expected.CONTACTS] += fixed(1.0)
            ledger.expected[d, Expected.ACCEPTANCES] += fixed(chance)
            ledger.village[s, 0] += fixed(1.0)
            ledger.village[s, 1] += fixed(chance)
            _expect_trafficking(
                people, ledger, i, r, age, deceptive, chance, context, recruiters, regular, p
            )  # fmt: skip
            if uniform(keys[Decision.ACCEPTANCE], clock.step, at, own) < chance:
                rows[n], by[n], lies[n] = i, r, deceptive
                race[n] = exponential(keys[Decision.OFFER_RACE], clock.step, at, own)
                n += 1
    for k in range(seekers.size):
        i = seekers[k]
        who = people.id[i]
        c = people.cell[i]
        best = np.inf
        chosen = -1
        chosen_km = 0.0
        for r in range(n_recruiters):
            if not recruiters.active[r] or recruiters.custody_until[r] > clock.day:
                continue
            if recruiters.district[r] != people.district[i]:
                continue
            other = recruiters.cell[r]
            east = ground.cell_x_km[c] - ground.cell_x_km[other]
            north = ground.cell_y_km[c] - ground.cell_y_km[other]
            km = math.sqrt(east * east + north * north)
            weight = (
                recruiters.contacts_per_week[r] * used[recruiters.district[r]] * social_tie(km, q.reach_km)
            )
            if weight <= 0.0:
                continue
            at_clock = exponential(keys[Decision.SEEK_RECRUITER], clock.step, who, recruiters.id[r]) / weight
            if at_clock < best:
                best, chosen, chosen_km = at_clock, r, km
        if chosen < 0:
            continue
        age = people.age_at_start[i] + clock.age_years
        own = recruiters.id[chosen]
        deceptive = uniform(keys[Decision.DECEPTION], clock.step, who, own) < recruiters.deceptiveness[chosen]
        tie = brought_close(
            social_tie(chosen_km, q.reach_km), abroad[people.subdistrict[i]], q.network_half_share,
            q.sub_recruiter_tie,
        )  # fmt: skip
        chance = _chance(people, i, age, tie, deceptive, True, context, keys, p, clock)
        _expect_trafficking(
            people, ledger, i, chosen, age, deceptive, chance, context, recruiters, regular, p
        )  # fmt: skip
        if uniform(keys[Decision.ACCEPTANCE], clock.step, who, own) < chance:
            rows[n], by[n], lies[n] = i, chosen, deceptive
            race[n] = exponential(keys[Decision.OFFER_RACE], clock.step, who, own)
            n += 1
    for a in range(n):
        first = True
        for b in range(n):
            # one recruiter may have met the same person twice: then clock and recruiter are the same
            earlier = recruiters.id[by[b]] < recruiters.id[by[a]] or (by[b] == by[a] and b < a)
            same = race[b] == race[a] and earlier
            if rows[b] == rows[a] and (race[b] < race[a] or same):
                first = False
        if first:
            _take_up(
                people,
                ledger,
                rows[a],
                by[a],
                lies[a],
                context,
                recruiters,
                regular,
                false_papers,
                keys,
                p,
                clock,
            )
