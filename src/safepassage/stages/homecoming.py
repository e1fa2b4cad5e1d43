"""Stage 10, return and assistance: the return door, referral, shelter, reintegration; the home door."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from safepassage.rules.compiled import compiled
from safepassage.rules.probability import within
from safepassage.world.clock import YEAR_WEEKS
from safepassage.world.codes import Count, Expected, Role, Sector, Situation, WayHome
from safepassage.world.doors import at_door, eyes_of
from safepassage.world.draws import HOME_DOOR, RETURN_DOOR, Decision, exponential, uniform
from safepassage.world.ledger import count, move, real
from safepassage.world.referral import expect, identify, recognise, refer, referral_terms
from safepassage.world.rows import not_settled

if TYPE_CHECKING:
    from safepassage.world.doors import Eyes
    from safepassage.world.referral import ReferralTerms
    from safepassage.world.state import F64
    from safepassage.world.world import World


class Home(NamedTuple):
    """What awaits people at home in this step."""

    eyes: Eyes
    terms: ReferralTerms
    come_forward: F64  # [D] chance that a person who was harmed comes forward at home


@compiled
def come_home(world: World) -> None:
    """Persons come home, are recognised or not, are helped or not; assistance ends."""
    people = world.people
    home = Home(_return_door(world), referral_terms(world), _come_forward(world))
    for i in not_settled(world):
        situation = people.situation[i]
        if situation == Situation.RESIDENT:
            _may_come_forward(world, i, home)
        elif situation == Situation.ASSISTED:
            _be_assisted(world, i)
        elif situation == Situation.IN_TRANSIT and _is_back(world, i):
            _return(world, i, home)
    _remember_demand(world)


@compiled
def _return_door(world: World) -> Eyes:
    q, governments = world.p[0], world.governments
    skill = np.empty(world.ground.district_population.size)
    for d in range(skill.size):
        trained, own = governments.training[d, Role.LABOUR_SERVICE], governments.responsiveness[d]
        skill[d] = at_door(world, trained, q.initial_training, own, q.as_is_responsiveness, q.door_return)
    return eyes_of(
        world, skill, q.return_recognition_log_odds, q.return_recognition_training, q.return_false_log_odds
    )


@compiled
def _come_forward(world: World) -> F64:
    q, more = world.p[0], world.doses.self_report
    reporting = -math.log1p(-min(q.self_report_share, 0.999)) / q.self_report_years
    chance = np.empty(more.size)
    for d in range(more.size):
        chance[d] = within(reporting * more[d], world.clock.years)
    return chance


@compiled
def _may_come_forward(world: World, row: int, home: Home) -> None:
    """The home door: who was harmed may still report it, for some years."""
    people, clock = world.people, world.clock
    if not people.harmed[row] or people.identified[row]:
        return
    if (clock.step - people.since[row]) * clock.years > world.p[0].self_report_years:
        return
    chance = home.come_forward[people.district[row]]
    expect(world, row, chance, people.harmed[row], home.terms)
    if uniform(world.keys[Decision.SELF_REPORT], clock.step, people.id[row], 0) < chance:
        identify(world, row, people.harmed[row])
        refer(world, row, HOME_DOOR, home.terms)


@compiled
def _be_assisted(world: World, row: int) -> None:
    """Assistance goes on, or ends within the step."""
    end_of_help = YEAR_WEEKS / world.p[0].assistance_weeks
    key, who = world.keys[Decision.ASSISTANCE_END], world.people.id[row]
    over = exponential(key, world.clock.step, who, 0) / end_of_help
    if over < world.clock.years:
        move(world, row, Situation.RESIDENT)


@compiled
def _is_back(world: World, row: int) -> bool:
    """Whether who is on the way home gets there within the step."""
    people, clock = world.people, world.clock
    return bool(people.leg[row] < 0 and people.due_day[row] < clock.day + clock.days)


@compiled
def _return(world: World, row: int, home: Home) -> None:
    """A person is back: recognised at the return door or not, referred or not."""
    people = world.people
    count(world, row, Count.RETURNED)
    if not people.identified[row]:
        truly, d = people.harmed[row], people.district[row]
        hidden = 1 if people.sector[row] == Sector.DOMESTIC else 0
        met = world.p[0].return_screened_share
        if people.way_home[row] == WayHome.DEPORTATION:
            met = 1.0
        chance = met * (home.eyes.sees[d, hidden] if truly else home.eyes.false_alarm[d])
        expect(world, row, chance, truly, home.terms)
        recognise(world, row, chance, truly, RETURN_DOOR)
    if people.identified[row]:
        refer(world, row, RETURN_DOOR, home.terms)
    else:
        move(world, row, Situation.RESIDENT)


@compiled
def _remember_demand(world: World) -> None:
    """The demand for places fades in memory; this step's is added, at full scale."""
    clock, load = world.clock, world.registers.assistance_load
    kept = math.exp(-clock.years / world.p[0].assistance_load_memory_years)
    for d in range(load.size):
        demand = real(world.ledger.expected[d, Expected.ASSISTANCE_DEMAND])
        load[d] = kept * load[d] + (1.0 - kept) * (demand * clock.scale / clock.years)
