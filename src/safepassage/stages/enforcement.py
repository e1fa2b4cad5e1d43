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
from safepassage.rules.trade import (
    conviction_probability,
    expected_arrests,
    further,
    share_of_arrests,
    stopped_share,
)
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
    named: F64  # [D] reports that wait and name one of them


@compiled
def enforce(world: World) -> None:
    """Each district's police open what waits, at a rate set by authority, or it lapses; suspects are arrested."""
    _name(world)
    trade = _trade(world)
    arrests = np.zeros(trade.active.size)
    for d in range(arrests.size):
        cases = _open_cases(world, d)
        arrests[d] = _arrests(world, d, cases)
        lived = arrests[d] / trade.active[d] / world.clock.years if trade.active[d] > 0.0 else 0.0
        _believe(world, d, lived)
        _expect_records(world, d, cases, arrests[d])
        _draw_records(world, d)
    _arrest(world, trade, arrests)


@compiled
def _name(world: World) -> None:
    """Reports that name a recruiter wait as others do: this step's are added, some are opened or lapse."""
    recruiters, clock = world.recruiters, world.clock
    kept = np.empty(world.ground.district_population.size)
    for d in range(kept.size):
        kept[d] = 1.0 - within(_opening_rate(world, d) + world.p[0].lapse_per_year, clock.years)
    for r in range(recruiters.active.size):
        new = real(world.ledger.reports_on[recruiters.id[r]]) * clock.scale
        recruiters.reports[r] = kept[recruiters.district[r]] * (recruiters.reports[r] + new)


@compiled
def _trade(world: World) -> Trade:
    recruiters, districts = world.recruiters, world.ground.district_population.size
    active, weight, reports = (
        np.zeros(districts),
        np.zeros(districts, np.int64),
        np.zeros(districts, np.int64),
    )
    for r in range(recruiters.active.size):
        if at_work(world, r):
            d = recruiters.district[r]
            weight[d] += fixed(recruiters.contacts_per_week[r] * recruiters.intent[r])
            reports[d] += fixed(recruiters.reports[r])
            active[d] += 1.0
    harm, named = np.zeros(districts), np.zeros(districts)
    for d in range(districts):
        harm[d], named[d] = real(weight[d]), real(reports[d])
    return Trade(active, harm, named)


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
    """Arrests of recruiters expected in so many cases: their suspects, where no investigator stops it or tips off."""
    q, honest = world.p[0], world.governments.honesty[d, Role.INVESTIGATOR]
    stopped = stopped_share(q.case_stopped_share, world.doses.stopped[d], honest, q.integrity)
    tipped_off = q.tip_off_share * (1.0 - honest)
    return expected_arrests(cases, q.internal_case_share, stopped, tipped_off, q.suspects_per_case)


@compiled
def _conviction(world: World, d: int) -> float:
    """Chance that an arrest in a district ends in a conviction."""
    q, governments = world.p[0], world.governments
    own, trained = governments.responsiveness[d], governments.training[d, Role.INVESTIGATOR]
    skill = at_door(world, trained, q.initial_training, own, q.as_is_responsiveness, q.door_cases)
    return conviction_probability(q.conviction_base, q.conviction_training, skill, world.doses.conviction[d])


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
    registers.arrests[d] = registers.convictions[d] = 0
    last_year = math.exp(-clock.years)  # what registers showed is known for a year on average
    for n, column in enumerate(REMEMBERED):
        registers.remembered[d, n] = last_year * registers.remembered[d, n] + recorded[d, column]


@compiled
def _arrest(world: World, trade: Trade, arrests: F64) -> None:
    """Recruiters are arrested by their own draw, the likelier the more harm is reported; villages remember it."""
    q, clock, recruiters, beliefs = world.p[0], world.clock, world.recruiters, world.beliefs
    villages = beliefs.village_arrests.size
    feared, present = np.zeros(villages, np.int64), np.zeros(villages, np.int64)
    for r in range(recruiters.active.size):
        if not at_work(world, r):
            continue
        d, who = recruiters.district[r], recruiters.id[r]
        harm = recruiters.contacts_per_week[r] * recruiters.intent[r]
        share = share_of_arrests(q.named_share, recruiters.reports[r], trade.named[d], harm, trade.harm[d])
        chance = -math.expm1(-(arrests[d] * share))
        s = world.ground.cell_subdistrict[recruiters.cell[r]]
        feared[s] += fixed(chance)
        present[s] += 1
        if uniform(world.keys[Decision.ARREST], clock.step, who, 0) < chance:
            _take_in(world, r)
    fades = math.exp(-clock.years / q.risk_memory_years)
    for s in range(villages):
        beliefs.village_arrests[s] = fades * beliefs.village_arrests[s] + real(feared[s])
        beliefs.village_years[s] = fades * beliefs.village_years[s] + present[s] * clock.years


@compiled
def _take_in(world: World, r: int) -> None:
    """An arrested recruiter stays for a sentence if convicted, else until a court or the police let go."""
    q, clock, recruiters = world.p[0], world.clock, world.recruiters
    d, who = recruiters.district[r], recruiters.id[r]
    convicted = uniform(world.keys[Decision.CONVICTED], clock.step, who, 0) < _conviction(world, d)
    years = q.custody_years if convicted else q.detention_years
    term = exponential(world.keys[Decision.RELEASE], clock.step, who, 0)
    recruiters.custody_until[r] = clock.day + clock.days + years * YEAR_DAYS * term
    recruiters.reports[r] = 0.0
    world.registers.arrests[d] += 1
    world.registers.convictions[d] += 1 if convicted else 0
