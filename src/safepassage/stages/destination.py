"""Stage 9, destination: arrival; work or exploitation; debt; the ways out; death.

Causes compete as exponential clocks, one keyed draw each; the earliest within the step happens.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from safepassage.parameters import Packed
from safepassage.rules.abroad import death_rate, onset_rate, rescue_product
from safepassage.rules.compiled import compiled
from safepassage.rules.gates import recognition
from safepassage.rules.probability import first_of, within
from safepassage.world.actors_state import Governments, Registers
from safepassage.world.codes import Papers, Sector, Situation, WayHome
from safepassage.world.columns import Columns
from safepassage.world.context import Context
from safepassage.world.doors import against_as_is, at_door
from safepassage.world.doses import Doses
from safepassage.world.draws import Decision, Keys, first_within, uniform
from safepassage.world.geography_arrays import Ground, Local
from safepassage.world.ledger import Count, Expected, Ledger, fixed, move
from safepassage.world.referral import ReferralTerms, expect, identify, referral_terms
from safepassage.world.world import Clock

_NEVER = 1e-12


@compiled
def _enter_exploitation(people: Columns, ledger: Ledger, row: int, clock: Clock) -> None:
    """An episode of exploitation begins, and is written into the person's own ledger."""
    d = people.district[row]
    ledger.counts[d, Count.ENTERED_EXPLOITATION] += 1
    if people.gate[row] >= 0:
        ledger.entered_by_gate[people.gate[row]] += 1
    people.harmed[row] = True
    if clock.counting:
        if people.episodes[row] == 0:
            people.first_step[row] = clock.step
            people.first_gate[row] = people.gate[row]
            people.first_sector[row] = people.sector[row]
            people.first_destination[row] = people.destination[row]
            people.first_recruiter[row] = people.recruiter[row]
        people.episodes[row] = min(255, people.episodes[row] + 1)
    move(people, ledger, row, Situation.EXPLOITED, clock.step)


@compiled
def _arrive(people: Columns, ledger: Ledger, row: int, keys: Keys, p: Packed, clock: Clock) -> None:
    """The journey out ends: in work, or in exploitation where that was intended."""
    q = p[0]
    people.trips[row] = min(255, people.trips[row] + 1)
    if clock.counting:
        people.departures[row] = min(255, people.departures[row] + 1)
    exploited = uniform(keys[Decision.ARRIVAL], clock.step, people.id[row], 0) < q.exploited_on_arrival
    if people.intended[row] and people.trafficked[row] and exploited:
        _enter_exploitation(people, ledger, row, clock)
    else:
        move(people, ledger, row, Situation.WORKING, clock.step)


@compiled
def _turn_home(
    people: Columns, ledger: Ledger, row: int, way: int, after_years: float, p: Packed, clock: Clock
) -> None:
    """Begin the journey home."""
    if way == WayHome.DEPORTATION:
        ledger.counts[people.district[row], Count.DEPORTED] += 1
    people.way_home[row] = way
    people.leg[row] = -1
    people.due_day[row] = clock.day + after_years * 365.25 + p[0].days_home
    move(people, ledger, row, Situation.IN_TRANSIT, clock.step)


@compiled
def _destination_door(
    people: Columns, ledger: Ledger, row: int, sees: float, false_alarm: float, sure: bool,
    terms: ReferralTerms, keys: Keys,
    clock: Clock,
) -> None:  # fmt: skip
    """The door abroad: consulate, shelter, NGO. Who is rescued is recognised for sure."""
    truly = people.harmed[row]
    chance = sees if truly else false_alarm
    if sure:
        chance = 1.0
    age = people.age_at_start[row] + clock.age_years
    expect(people, ledger, row, chance, truly, age, terms)
    if uniform(keys[Decision.RECOGNISED], clock.step, people.id[row], 2000) < chance:
        identify(people, ledger, row, truly)


@compiled
def live_abroad(
    people: Columns, away: NDArray[np.int32], ledger: Ledger, context: Context, ground: Ground, local: Local,
    governments: Governments, registers: Registers, doses: Doses, consular: NDArray[np.float64], keys: Keys,
    p: Packed, clock: Clock,
) -> None:  # fmt: skip
    """Travellers arrive; workers and exploited persons go on, change situation, come home or die."""
    q = p[0]
    districts = ground.district_population.size
    terms = referral_terms(governments, registers, doses, ground, p)
    rescue, false_alarm = np.empty(districts), np.empty(districts)
    sees = np.empty((districts, 2))  # not in domestic work, in it
    for d in range(districts):
        own, national, door = governments.responsiveness[d], q.national_responsiveness, q.door_destination
        product = rescue_product(
            q.rescue_per_year, q.rescue_partnership_per_year, governments.partnership[d], consular[0],
            q.consular_training,
        )  # fmt: skip
        rescue[d] = (
            q.rescue_per_year * context.rescue[d] * against_as_is(product, 1.0, own, national, door, p)
        )
        skill = at_door(consular[0], q.consular_training, own, national, door, p)
        odds = q.destination_recognition_log_odds + math.log(context.rescue[d])
        for hidden in range(2):
            own_odds = odds + hidden * q.recognition_domestic_log_odds
            sees[d, hidden] = recognition(own_odds, q.destination_recognition_training, skill)
        false_alarm[d] = recognition(q.destination_false_log_odds, 0.0, skill)
    step = clock.step
    for i in away:
        situation = people.situation[i]
        if situation == Situation.IN_TRANSIT:
            route = people.route[i]
            if (
                route >= 0
                and people.leg[i] == ground.route_legs[route]
                and people.due_day[i] < clock.day + clock.days
            ):
                _arrive(people, ledger, i, keys, p, clock)
            continue
        if situation != Situation.WORKING and situation != Situation.EXPLOITED:
            continue
        d = people.district[i]
        who = people.id[i]
        regular = people.papers[i] == Papers.PERMIT
        exploited = situation == Situation.EXPLOITED
        hidden = people.sector[i] == Sector.DOMESTIC
        seen = sees[d, 1] if hidden else sees[d, 0]
        mortality = death_rate(
            q.death_regular_per_year if regular else q.death_irregular_per_year, people.female[i],
            q.death_female_factor, exploited, q.death_exploited_factor, people.sector[i] == Sector.PLANTATION,
            q.death_plantation_factor,
        )  # fmt: skip
        ledger.expected[d, Expected.DEATHS] += fixed(within(mortality, clock.years))
        death = first_within(keys[Decision.DEATH], step, who, 0, mortality, clock.years)
        if exploited:
            if clock.counting:
                people.exploited_years[i] += clock.years
            sent = q.deportation_exploited_per_year
            deport = first_within(keys[Decision.DEPORTATION], step, who, 0, sent, clock.years)
            escape = first_within(keys[Decision.ESCAPE], step, who, 0, q.escape_per_year, clock.years)
            found = rescue[d] * q.rescue_domestic_factor if hidden else rescue[d]
            rescued = first_within(keys[Decision.RESCUE], step, who, 0, found, clock.years)
            over = first_within(
                keys[Decision.DEBT_WORKED_OFF], step, who, 0, q.worked_off_per_year, clock.years
            )
            first = min(death, deport, escape, rescued, over)
            if first >= clock.years:
                continue
            if first == death:
                ledger.counts[d, Count.DEATHS_ABROAD] += 1
                move(people, ledger, i, Situation.DEAD, step)
            elif first == deport:
                _destination_door(people, ledger, i, seen, false_alarm[d], False, terms, keys, clock)
                _turn_home(people, ledger, i, WayHome.DEPORTATION, first, p, clock)
            elif first == rescued:
                _destination_door(people, ledger, i, seen, false_alarm[d], True, terms, keys, clock)
                _turn_home(people, ledger, i, WayHome.RESCUE, first, p, clock)
            elif first == escape and uniform(keys[Decision.ESCAPE_HOME], step, who, 0) < q.escape_home_share:
                _destination_door(people, ledger, i, seen, false_alarm[d], False, terms, keys, clock)
                _turn_home(people, ledger, i, WayHome.ESCAPE, first, p, clock)
            else:
                # out of exploitation, and on to ordinary irregular work
                people.debt_usd[i] = 0.0
                people.intended[i] = False
                if people.papers[i] == Papers.PERMIT:
                    people.papers[i] = Papers.NONE
                move(people, ledger, i, Situation.WORKING, step)
            continue
        people.debt_usd[i] = max(0.0, people.debt_usd[i] - q.debt_paid_usd_per_year * clock.years)
        onset = onset_rate(
            q.onset_regular_per_year if regular else q.onset_irregular_per_year, people.debt_usd[i] > 0.0,
            q.onset_debt_factor, people.deceived[i], q.onset_deceived_factor, people.sector[i] == Sector.DOMESTIC,
            q.onset_domestic_factor,
        )  # fmt: skip
        stay = q.end_regular_per_year if regular else local.end_irregular[d]
        sent = _NEVER if regular else max(q.deportation_per_year, _NEVER)
        if people.debt_usd[i] > 0.0 and not people.trafficked[i]:
            begins = first_of(onset, mortality + sent + stay, clock.years)
            ledger.expected[d, Expected.TRAFFICKED] += fixed(begins)
        deport = first_within(keys[Decision.DEPORTATION], step, who, 0, sent, clock.years)
        begin = first_within(keys[Decision.ONSET], step, who, 0, onset, clock.years)
        end = first_within(keys[Decision.END_OF_STAY], step, who, 0, stay, clock.years)
        first = min(death, deport, begin, end)
        if first >= clock.years:
            continue
        if first == death:
            ledger.counts[d, Count.DEATHS_ABROAD] += 1
            move(people, ledger, i, Situation.DEAD, step)
        elif first == begin:
            if people.debt_usd[i] > 0.0 and not people.trafficked[i]:
                # debt that turns work into forced work starts trafficking abroad
                people.trafficked[i] = True
                ledger.counts[d, Count.TRAFFICKED] += 1
                if people.times_trafficked[i] > 0:
                    ledger.counts[d, Count.RETRAFFICKED] += 1
                people.times_trafficked[i] = min(255, people.times_trafficked[i] + 1)
            _enter_exploitation(people, ledger, i, clock)
        elif first == deport:
            _destination_door(people, ledger, i, seen, false_alarm[d], False, terms, keys, clock)
            _turn_home(people, ledger, i, WayHome.DEPORTATION, first, p, clock)
        else:
            _turn_home(people, ledger, i, WayHome.END_OF_STAY, first, p, clock)
