"""Stage 9, destination: arrival; work or exploitation; debt; the ways out; death.

Causes compete as exponential clocks, one keyed draw each; the earliest within the step happens.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from safepassage.rules.abroad import against, death_rate, fees_owed, find_rate, held, linked, onset_rate
from safepassage.rules.aspiration import TRAP
from safepassage.rules.compiled import compiled
from safepassage.rules.probability import first_of, rationed, within
from safepassage.world.clock import YEAR_DAYS
from safepassage.world.codes import Count, Expected, Papers, Sector, Situation, WayHome
from safepassage.world.doors import against_as_is, at_door, eyes_of
from safepassage.world.draws import DESTINATION_DOOR, Decision, first_within, uniform
from safepassage.world.ledger import count, fixed, mark_trafficked, move, real
from safepassage.world.referral import expect, recognise, referral_terms
from safepassage.world.rows import not_settled

if TYPE_CHECKING:
    from safepassage.world.doors import Eyes
    from safepassage.world.referral import ReferralTerms
    from safepassage.world.state import F64
    from safepassage.world.world import World

_NEVER = 1e-12


class Abroad(NamedTuple):
    """What awaits people of each district abroad in this step."""

    found: F64  # [D, 2] rate per year of being found: not in domestic work, in it
    taken_up: float  # chance that the consulates take up the case of who is found
    eyes: Eyes
    terms: ReferralTerms


@compiled
def live_abroad(world: World) -> None:
    """Travellers arrive; workers and exploited persons go on, change situation, come home or die."""
    people = world.people
    abroad = Abroad(_finds(world), _caseload(world), _destination_door(world), referral_terms(world))
    for i in not_settled(world):
        situation = people.situation[i]
        if situation == Situation.IN_TRANSIT:
            if _has_arrived(world, i):
                _arrive(world, i)
        elif situation == Situation.EXPLOITED:
            _live_exploited(world, i, abroad)
        elif situation == Situation.WORKING:
            _work(world, i, abroad)
    _remember_finds(world)


@compiled
def _finds(world: World) -> F64:
    """Rate per year at which exploited persons of each district are found, by whether they work in homes [D, 2]."""
    q, governments = world.p[0], world.governments
    found = np.empty((world.ground.district_population.size, 2))
    for d in range(found.shape[0]):
        network = linked(q.find_partnership_gain, governments.partnership[d])
        own, national, door = governments.responsiveness[d], q.national_responsiveness, q.door_destination
        access = world.context.access[d] * against_as_is(world, network, 1.0, own, national, door)
        families = world.doses.family_finds[d]
        for hidden in range(2):
            of_sector = q.find_domestic_factor if hidden else 1.0
            found[d, hidden] = find_rate(q.find_inspection_per_year, access, of_sector, families)
    return found


@compiled
def _caseload(world: World) -> float:
    """Chance that the consulates take up the case of who is found: their capacity over the load of the weeks before.

    They serve the people of all districts alike; skilled staff and partners carry more cases.
    """
    q, people, linked_people = world.p[0], 0.0, 0.0
    for d in range(world.ground.district_population.size):
        people += world.ground.district_population[d]
        linked_people += world.ground.district_population[d] * world.governments.partnership[d]
    network = linked(q.consular_partnership_gain, linked_people / max(1.0, people))
    skill = against(world.consulates.training[0], q.consular_training)
    national = q.national_responsiveness
    carried = against_as_is(world, network * skill, 1.0, national, national, 1.0)
    cases = q.consular_cases_per_100000 * people / 100000.0 * carried
    return rationed(cases, world.consulates.load[0])


@compiled
def _remember_finds(world: World) -> None:
    """The load of cases fades in memory; this step's finds are added, at full scale."""
    clock, load, finds = world.clock, world.consulates.load, 0
    for d in range(world.ground.district_population.size):
        finds += world.ledger.expected[d, Expected.FINDS]
    kept = math.exp(-clock.years / world.p[0].consular_load_memory_years)
    load[0] = kept * load[0] + (1.0 - kept) * (real(finds) * clock.scale / clock.years)


@compiled
def _destination_door(world: World) -> Eyes:
    """How well staff abroad recognise who was exploited, by home district."""
    q, governments, staff = world.p[0], world.governments, world.consulates.training[0]
    skill = np.empty(world.ground.district_population.size)
    for d in range(skill.size):
        own, national, door = governments.responsiveness[d], q.national_responsiveness, q.door_destination
        skill[d] = at_door(world, staff, q.consular_training, own, national, door)
    return eyes_of(
        world, skill, q.destination_recognition_log_odds, q.destination_recognition_training,
        q.destination_false_log_odds,
    )  # fmt: skip


@compiled
def _has_arrived(world: World, row: int) -> bool:
    """Whether a traveller on the way out has all gates behind, and arrives within the step."""
    people, clock = world.people, world.clock
    route = people.route[row]
    if route < 0 or people.leg[row] != world.ground.route_legs[route]:
        return False
    return bool(people.due_day[row] < clock.day + clock.days)


@compiled
def _arrive(world: World, row: int) -> None:
    """The journey out ends: in work, or in exploitation where that was intended."""
    people, clock = world.people, world.clock
    people.trips[row] = min(255, people.trips[row] + 1)
    if clock.counting:
        people.departures[row] = min(255, people.departures[row] + 1)
    u = uniform(world.keys[Decision.ARRIVAL], clock.step, people.id[row], 0)
    if people.intended[row] and people.trafficked[row] and u < world.p[0].exploited_on_arrival:
        _enter_exploitation(world, row)
    else:
        move(world, row, Situation.WORKING)


@compiled
def _enter_exploitation(world: World, row: int) -> None:
    """An episode of exploitation begins, and is written into the person's own ledger."""
    people, clock = world.people, world.clock
    count(world, row, Count.ENTERED_EXPLOITATION)
    regular = people.papers[row] == Papers.PERMIT
    count(world, row, Count.ENTERED_REGULAR if regular else Count.ENTERED_IRREGULAR)
    if people.gate[row] >= 0:
        world.ledger.entered_by_gate[people.gate[row]] += 1
    if people.times_exploited[row] > 0:
        count(world, row, Count.ENTERED_AGAIN)
    people.times_exploited[row] = min(255, people.times_exploited[row] + 1)
    people.harmed[row] = True
    if clock.counting:
        if people.episodes[row] == 0:
            people.first_step[row] = clock.step
            people.first_gate[row] = people.gate[row]
            people.first_sector[row] = people.sector[row]
            people.first_destination[row] = people.destination[row]
            people.first_recruiter[row] = people.recruiter[row]
        people.episodes[row] = min(255, people.episodes[row] + 1)
    move(world, row, Situation.EXPLOITED)


@compiled
def _strikes(world: World, row: int, decision: int, rate_per_year: float) -> float:
    """When a cause strikes a person, in years; infinite where that is not within the step."""
    clock = world.clock
    return first_within(world.keys[decision], clock.step, world.people.id[row], 0, rate_per_year, clock.years)


@compiled
def _mortality(world: World, row: int) -> float:
    """Rate of death per year; what registers may expect of it is written down."""
    q, people = world.p[0], world.people
    regular = people.papers[row] == Papers.PERMIT
    rate = death_rate(
        q.death_regular_per_year if regular else q.death_irregular_per_year, people.female[row],
        q.death_female_factor, people.situation[row] == Situation.EXPLOITED, q.death_exploited_factor,
        people.sector[row] == Sector.PLANTATION, q.death_plantation_factor,
    )  # fmt: skip
    dies = within(rate, world.clock.years)
    world.ledger.expected[people.district[row], Expected.DEATHS] += fixed(dies)
    return rate


@compiled
def _die(world: World, row: int) -> None:
    """A death abroad."""
    count(world, row, Count.DEATHS_ABROAD)
    move(world, row, Situation.DEAD)


@compiled
def _escape(world: World, row: int) -> float:
    """Rate of escape per year; where debt is a trap, what is owed holds a person back."""
    q = world.p[0]
    if q.debt_rule != TRAP:
        return float(q.escape_per_year)
    return held(q.escape_per_year, fees_owed(world.people.debt_usd[row], q.fee_usd), q.debt_hold)


@compiled
def _live_exploited(world: World, row: int, abroad: Abroad) -> None:
    """A step of exploitation, and the ways out of it: deportation, rescue, escape, debt worked off, death."""
    q, people, clock = world.p[0], world.people, world.clock
    death = _strikes(world, row, Decision.DEATH, _mortality(world, row))
    if clock.counting:
        people.exploited_years[row] += clock.years
    rescue = _rescue(world, row, abroad)
    deport = _strikes(world, row, Decision.DEPORTATION, q.deportation_exploited_per_year)
    escape = _strikes(world, row, Decision.ESCAPE, _escape(world, row))
    rescued = _strikes(world, row, Decision.RESCUE, rescue)
    over = _strikes(world, row, Decision.DEBT_WORKED_OFF, q.worked_off_per_year)
    first = min(death, deport, escape, rescued, over)
    if first >= clock.years:
        return
    if first == death:
        _die(world, row)
    elif first == deport:
        _leave_by_the_door(world, row, WayHome.DEPORTATION, first, abroad)
    elif first == rescued:
        count(world, row, Count.RESCUED)
        _leave_by_the_door(world, row, WayHome.RESCUE, first, abroad)
    elif first == escape and _goes_home(world, row):
        _leave_by_the_door(world, row, WayHome.ESCAPE, first, abroad)
    else:
        _work_on(world, row)


@compiled
def _rescue(world: World, row: int, abroad: Abroad) -> float:
    """Rate per year of rescue: found, and the case taken up. What may be expected of both is written down."""
    d, expected = world.people.district[row], world.ledger.expected
    hidden = 1 if world.people.sector[row] == Sector.DOMESTIC else 0
    found = float(abroad.found[d, hidden])
    rescue = found * abroad.taken_up
    expected[d, Expected.FINDS] += fixed(within(found, world.clock.years))
    expected[d, Expected.RESCUES] += fixed(within(rescue, world.clock.years))
    return rescue


@compiled
def _goes_home(world: World, row: int) -> bool:
    """Whether who escaped goes home rather than on to other work."""
    u = uniform(world.keys[Decision.ESCAPE_HOME], world.clock.step, world.people.id[row], 0)
    return bool(u < world.p[0].escape_home_share)


@compiled
def _work_on(world: World, row: int) -> None:
    """Out of exploitation, and on to ordinary irregular work."""
    people = world.people
    people.debt_usd[row] = 0.0
    people.intended[row] = False
    people.wage_share[row] = 1.0
    if people.papers[row] == Papers.PERMIT:
        people.papers[row] = Papers.NONE
    move(world, row, Situation.WORKING)


@compiled
def _work(world: World, row: int, abroad: Abroad) -> None:
    """A step of work abroad: debt is paid off; it may turn into exploitation, or end."""
    q, people, clock = world.p[0], world.people, world.clock
    d, regular = people.district[row], people.papers[row] == Papers.PERMIT
    mortality = _mortality(world, row)
    people.debt_usd[row] = max(0.0, people.debt_usd[row] - _paid_off(world, row))
    onset = onset_rate(
        q.onset_regular_per_year if regular else q.onset_irregular_per_year,
        fees_owed(people.debt_usd[row], q.fee_usd), q.onset_debt_factor, people.deceived[row], q.onset_deceived_factor,
        people.sector[row] == Sector.DOMESTIC, q.onset_domestic_factor,
    )  # fmt: skip
    stay = q.end_regular_per_year if regular else world.local.end_irregular[d]
    sent = _NEVER if regular else max(q.deportation_per_year, _NEVER)
    forced_by_debt = people.debt_usd[row] > 0.0 and not people.trafficked[row]
    if forced_by_debt:
        begins = first_of(onset, mortality + sent + stay, clock.years)
        world.ledger.expected[d, Expected.TRAFFICKED] += fixed(begins)
    death = _strikes(world, row, Decision.DEATH, mortality)
    deport = _strikes(world, row, Decision.DEPORTATION, sent)
    begin = _strikes(world, row, Decision.ONSET, onset)
    end = _strikes(world, row, Decision.END_OF_STAY, stay)
    first = min(death, deport, begin, end)
    if first >= clock.years:
        return
    if first == death:
        _die(world, row)
    elif first == begin:
        if forced_by_debt:
            # debt that turns work into forced work starts trafficking abroad
            mark_trafficked(world, row)
        _enter_exploitation(world, row)
    elif first == deport:
        _leave_by_the_door(world, row, WayHome.DEPORTATION, first, abroad)
    else:
        _turn_home(world, row, WayHome.END_OF_STAY, first)


@compiled
def _paid_off(world: World, row: int) -> float:
    """What a debt falls by in a step of work, USD: in proportion to the true wage."""
    return float(world.p[0].debt_paid_usd_per_year * world.clock.years * world.people.wage_share[row])


@compiled
def _leave_by_the_door(world: World, row: int, way: int, after_years: float, abroad: Abroad) -> None:
    """Home by way of the door abroad: consulate, shelter, NGO. Who is rescued is recognised for sure."""
    people, eyes = world.people, abroad.eyes
    truly, d = people.harmed[row], people.district[row]
    hidden = 1 if people.sector[row] == Sector.DOMESTIC else 0
    chance = eyes.sees[d, hidden] if truly else eyes.false_alarm[d]
    if way == WayHome.RESCUE:
        chance = 1.0
    expect(world, row, chance, truly, abroad.terms)
    recognise(world, row, chance, truly, DESTINATION_DOOR)
    _turn_home(world, row, way, after_years)


@compiled
def _turn_home(world: World, row: int, way: int, after_years: float) -> None:
    """Begin the journey home."""
    people = world.people
    if way == WayHome.DEPORTATION:
        count(world, row, Count.DEPORTED)
    people.way_home[row] = way
    people.leg[row] = -1
    people.due_day[row] = world.clock.day + after_years * YEAR_DAYS + world.p[0].days_home
    move(world, row, Situation.IN_TRANSIT)
