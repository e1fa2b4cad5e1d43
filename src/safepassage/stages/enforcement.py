"""Stage 11, enforcement: reports wait, cases are opened, stopped or investigated; arrests; release.

Reports are expectations, pooled by district: so a sample of the population gives the same flow as
all of it. The registers' counts add the counting noise at full scale.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from safepassage.rules.compiled import compiled
from safepassage.rules.institutions import handled
from safepassage.rules.probability import within
from safepassage.rules.trade import arrest_probability, expected_arrests, further
from safepassage.world.clock import YEAR_DAYS
from safepassage.world.codes import REMEMBERED, Count, Expected, ExpectedRecord, Register, Role
from safepassage.world.doors import at_door
from safepassage.world.draws import Decision, exponential, poisson, uniform
from safepassage.world.ledger import fixed, real
from safepassage.world.villages import at_work

if TYPE_CHECKING:
    from safepassage.world.state import F64
    from safepassage.world.world import World


class Trade(NamedTuple):
    """Recruiters at work in each district at the beginning of the step."""

    active: F64  # [D] how many
    harm: F64  # [D] contacts a week x intent of all of them: who does more harm is reported more


@compiled
def enforce(world: World) -> None:
    """Each district's police open what waits, at a rate set by authority, or it lapses; some cases end in arrest."""
    trade = _trade(world)
    hazard = np.zeros(trade.active.size)
    for d in range(hazard.size):
        cases = _open_cases(world, d)
        arrests = _arrests(world, d, cases)
        hazard[d] = arrests / trade.harm[d] if trade.harm[d] > 0.0 else 0.0
        lived = arrests / trade.active[d] / world.clock.years if trade.active[d] > 0.0 else 0.0
        _believe(world, d, lived)
        _expect_records(world, d, cases, arrests)
        _draw_records(world, d)
    _arrest(world, hazard)


@compiled
def _trade(world: World) -> Trade:
    recruiters, districts = world.recruiters, world.ground.district_population.size
    active, weight = np.zeros(districts), np.zeros(districts, np.int64)
    for r in range(recruiters.active.size):
        if at_work(world, r):
            weight[recruiters.district[r]] += fixed(recruiters.contacts_per_week[r] * recruiters.intent[r])
            active[recruiters.district[r]] += 1.0
    harm = np.zeros(districts)
    for d in range(districts):
        harm[d] = real(weight[d])
    return Trade(active, harm)


@compiled
def _open_cases(world: World, d: int) -> float:
    """Cases that a district's police open in this step, out of the reports that wait."""
    q, registers, clock = world.p[0], world.registers, world.clock
    reports = real(world.ledger.expected[d, Expected.REPORTS]) * clock.scale
    registers.waiting[d] += reports / max(1e-9, 1.0 - q.internal_case_share)
    rate = _opening_rate(world, d)
    gone = registers.waiting[d] * within(rate + q.lapse_per_year, clock.years)
    registers.waiting[d] -= gone
    victims = gone * rate / max(1e-12, rate + q.lapse_per_year)
    return float(victims / q.victims_per_case)


@compiled
def _opening_rate(world: World, d: int) -> float:
    """Rate per year at which a report that waits in a district is opened as a case, as investigators have time.

    Events and task forces raise the rate, and the time that there is: they send more hands. Who has no investigator
    of their own is served by one from elsewhere.
    """
    q, own, opening = world.p[0], world.governments.responsiveness[d], world.context.opening[d]
    met = at_door(world, opening, 1.0, own, q.as_is_responsiveness, q.door_cases)
    rate = float(q.opening_per_year * met)
    wanted = world.registers.waiting[d] * rate / q.victims_per_case
    if wanted <= 0.0:
        return rate
    hands = max(1.0, world.governments.officers[d, Role.INVESTIGATOR])
    return rate * float(handled(wanted, q.cases_per_investigator_per_year * hands * opening) / wanted)


@compiled
def _arrests(world: World, d: int, cases: float) -> float:
    """Arrests of recruiters expected in so many cases."""
    q, governments = world.p[0], world.governments
    own, trained = governments.responsiveness[d], governments.training[d, Role.INVESTIGATOR]
    skill = at_door(world, trained, q.initial_training, own, q.as_is_responsiveness, q.door_cases)
    caught = arrest_probability(q.arrest_base, q.arrest_training, skill)
    stopped = q.case_stopped_share * world.doses.stopped[d]
    return expected_arrests(cases, q.internal_case_share, stopped, caught, q.suspects_per_case)


@compiled
def _believe(world: World, d: int, lived: float) -> None:
    """Recruiters of a district remember the risk of arrest that they live with."""
    risk = world.beliefs.arrest_risk
    fades = math.exp(-world.clock.years / world.p[0].risk_memory_years)
    risk[d] = fades * risk[d] + (1.0 - fades) * lived


@compiled
def _expect_records(world: World, d: int, cases: float, arrests: float) -> None:
    """What the registers may expect to hold of this step, at full scale."""
    q, clock, expected, ledger = world.p[0], world.clock, world.registers.expected, world.ledger.expected
    trend = min(1.0, max(0.0, clock.age_years / 7.0))
    comes_home = q.repatriated_share_2016 + trend * (q.repatriated_share_2023 - q.repatriated_share_2016)
    share = min(1.0, q.register_share * world.doses.register[d])
    expected[d, ExpectedRecord.CASES] = cases
    expected[d, ExpectedRecord.REGISTERED] = real(ledger[d, Expected.REGISTERED]) * clock.scale * share
    expected[d, ExpectedRecord.REPATRIATED] = real(ledger[d, Expected.DEATHS]) * clock.scale * comes_home
    expected[d, ExpectedRecord.ARRESTS] = arrests


@compiled
def _drawn(world: World, d: int, decision: int, mean: float) -> int:
    """A register's count around its mean."""
    return poisson(mean, world.keys[decision], world.clock.step, d)


@compiled
def _draw_records(world: World, d: int) -> None:
    """Draw what the registers show of this step, and what is remembered of it."""
    q, clock, registers = world.p[0], world.clock, world.registers
    expected, recorded, counts = registers.expected, registers.recorded, world.ledger.counts
    # every case has a victim and a suspect, and more of them by chance
    cases = _drawn(world, d, Decision.COUNT_CASES, expected[d, ExpectedRecord.CASES])
    victims, suspects = further(q.victims_per_case, cases), further(q.suspects_per_case, cases)
    deported = counts[d, Count.DEPORTED] * clock.scale * q.deportation_recorded_share
    refused = counts[d, Count.REFUSED] * clock.scale * q.interception_recorded_share
    recorded[d, Register.CASES] = cases
    recorded[d, Register.VICTIMS] = cases + _drawn(world, d, Decision.COUNT_VICTIMS, victims)
    recorded[d, Register.SUSPECTS] = cases + _drawn(world, d, Decision.COUNT_SUSPECTS, suspects)
    recorded[d, Register.REGISTERED] = _drawn(
        world, d, Decision.COUNT_REGISTERED, expected[d, ExpectedRecord.REGISTERED]
    )
    recorded[d, Register.REPATRIATED] = _drawn(
        world, d, Decision.COUNT_REPATRIATED, expected[d, ExpectedRecord.REPATRIATED]
    )
    recorded[d, Register.DEPORTATIONS] = _drawn(world, d, Decision.COUNT_DEPORTATIONS, deported)
    recorded[d, Register.INTERCEPTIONS] = _drawn(world, d, Decision.COUNT_INTERCEPTIONS, refused)
    registers.arrests[d] = 0
    last_year = math.exp(-clock.years)  # what registers showed is known for a year on average
    for n, column in enumerate(REMEMBERED):
        registers.remembered[d, n] = last_year * registers.remembered[d, n] + recorded[d, column]


@compiled
def _arrest(world: World, hazard: F64) -> None:
    """Recruiters are arrested by their own draw, the likelier the more harm they do; villages remember it."""
    q, clock, recruiters, beliefs = world.p[0], world.clock, world.recruiters, world.beliefs
    villages = beliefs.village_arrests.size
    feared, present = np.zeros(villages, np.int64), np.zeros(villages, np.int64)
    for r in range(recruiters.active.size):
        if not at_work(world, r):
            continue
        d, who = recruiters.district[r], recruiters.id[r]
        chance = -math.expm1(-(hazard[d] * recruiters.contacts_per_week[r] * recruiters.intent[r]))
        s = world.ground.cell_subdistrict[recruiters.cell[r]]
        feared[s] += fixed(chance)
        present[s] += 1
        if uniform(world.keys[Decision.ARREST], clock.step, who, 0) < chance:
            term = exponential(world.keys[Decision.RELEASE], clock.step, who, 0)
            recruiters.custody_until[r] = clock.day + clock.days + q.custody_years * YEAR_DAYS * term
            world.registers.arrests[d] += 1
    fades = math.exp(-clock.years / q.risk_memory_years)
    for s in range(villages):
        beliefs.village_arrests[s] = fades * beliefs.village_arrests[s] + real(feared[s])
        beliefs.village_years[s] = fades * beliefs.village_years[s] + present[s] * clock.years
