"""Stage 11, enforcement: reports wait, cases are opened, stopped or investigated; arrests; release.

Reports are expectations, pooled by district: so a sample of the population gives the same flow as
all of it. The registers' counts add the counting noise at full scale.
"""

from __future__ import annotations

import math

import numpy as np

from safepassage.parameters import Packed
from safepassage.rules.compiled import compiled
from safepassage.rules.probability import within
from safepassage.rules.trade import arrest_probability, further
from safepassage.world.actors_state import Beliefs, Governments, Recruiters, Registers
from safepassage.world.codes import Role
from safepassage.world.context import Context
from safepassage.world.doors import at_door
from safepassage.world.doses import Doses
from safepassage.world.draws import Decision, Keys, exponential, poisson, uniform
from safepassage.world.geography_arrays import Ground
from safepassage.world.ledger import Count, Expected, Ledger, fixed
from safepassage.world.world import Clock

CASES, REGISTERED, REPATRIATED, ARRESTS = 0, 1, 2, 3
"""Columns of ``registers.expected``."""


@compiled
def enforce(
    ledger: Ledger, context: Context, ground: Ground, governments: Governments, recruiters: Recruiters,
    beliefs: Beliefs, registers: Registers, doses: Doses, keys: Keys, p: Packed, clock: Clock,
) -> None:  # fmt: skip
    """Each district's police open what waits, at a rate set by authority, or it lapses; some cases end in arrest."""
    q = p[0]
    districts = ground.district_population.size
    weight = np.zeros(districts, np.int64)
    active = np.zeros(districts)
    for r in range(recruiters.active.size):
        if recruiters.active[r] and recruiters.custody_until[r] <= clock.day:
            weight[recruiters.district[r]] += fixed(recruiters.contacts_per_week[r] * recruiters.intent[r])
            active[recruiters.district[r]] += 1.0
    trend = min(1.0, max(0.0, clock.age_years / 7.0))
    comes_home = q.repatriated_share_2016 + trend * (q.repatriated_share_2023 - q.repatriated_share_2016)
    fades = math.exp(-clock.years / q.risk_memory_years)
    last_year = math.exp(-clock.years)  # what registers showed is known for a year on average
    hazard = np.zeros(districts)
    for d in range(districts):
        reports = ledger.expected[d, Expected.REPORTS] / 1099511627776.0 * clock.scale
        registers.waiting[d] += reports / max(1e-9, 1.0 - q.internal_case_share)
        own, r0, door = governments.responsiveness[d], q.as_is_responsiveness, q.door_cases
        rate = q.opening_per_year * at_door(context.opening[d], 1.0, own, r0, door, p)
        gone = registers.waiting[d] * within(rate + q.lapse_per_year, clock.years)
        registers.waiting[d] -= gone
        victims = gone * rate / max(1e-12, rate + q.lapse_per_year)
        opened = victims / q.victims_per_case
        skill = at_door(governments.training[d, Role.INVESTIGATOR], q.initial_training, own, r0, door, p)
        caught = arrest_probability(q.arrest_base, q.arrest_training, skill)
        arrests = (
            opened
            * (1.0 - q.internal_case_share)
            * (1.0 - min(1.0, q.case_stopped_share * doses.stopped[d]))
            * caught
            * q.suspects_per_case
        )
        hazard[d] = arrests / (weight[d] / 1099511627776.0) if weight[d] > 0 else 0.0
        lived = arrests / active[d] / clock.years if active[d] > 0.0 else 0.0
        beliefs.arrest_risk[d] = fades * beliefs.arrest_risk[d] + (1.0 - fades) * lived
        share = min(1.0, q.register_share * doses.register[d])
        registered = ledger.expected[d, Expected.REGISTERED] / 1099511627776.0 * clock.scale * share
        repatriated = ledger.expected[d, Expected.DEATHS] / 1099511627776.0 * clock.scale * comes_home
        registers.expected[d, CASES] = opened
        registers.expected[d, REGISTERED] = registered
        registers.expected[d, REPATRIATED] = repatriated
        registers.expected[d, ARRESTS] = arrests
        # every case has a victim and a suspect, and more of them by chance
        cases = poisson(opened, keys[Decision.COUNT_CASES], clock.step, d)
        registers.recorded[d, 0] = cases
        registers.recorded[d, 1] = cases + poisson(
            further(q.victims_per_case, cases), keys[Decision.COUNT_VICTIMS], clock.step, d
        )
        registers.recorded[d, 2] = cases + poisson(
            further(q.suspects_per_case, cases), keys[Decision.COUNT_SUSPECTS], clock.step, d
        )
        registers.recorded[d, 3] = poisson(registered, keys[Decision.COUNT_REGISTERED], clock.step, d)
        registers.recorded[d, 4] = poisson(repatriated, keys[Decision.COUNT_REPATRIATED], clock.step, d)
        deported = ledger.counts[d, Count.DEPORTED] * clock.scale * q.deportation_recorded_share
        refused = ledger.counts[d, Count.REFUSED] * clock.scale * q.interception_recorded_share
        registers.recorded[d, 5] = poisson(deported, keys[Decision.COUNT_DEPORTATIONS], clock.step, d)
        registers.recorded[d, 6] = poisson(refused, keys[Decision.COUNT_INTERCEPTIONS], clock.step, d)
        registers.arrests[d] = 0
        for n, column in enumerate((1, 3, 4)):
            registers.remembered[d, n] = (
                last_year * registers.remembered[d, n] + registers.recorded[d, column]
            )
    feared = np.zeros(beliefs.village_arrests.size, np.int64)
    at_work = np.zeros(beliefs.village_arrests.size, np.int64)
    for r in range(recruiters.active.size):
        if not recruiters.active[r] or recruiters.custody_until[r] > clock.day:
            continue
        d = recruiters.district[r]
        own = hazard[d] * recruiters.contacts_per_week[r] * recruiters.intent[r]
        s = ground.cell_subdistrict[recruiters.cell[r]]
        feared[s] += fixed(-math.expm1(-own))
        at_work[s] += 1
        if uniform(keys[Decision.ARREST], clock.step, recruiters.id[r], 0) < -math.expm1(-own):
            term = (
                q.custody_years
                * 365.25
                * exponential(keys[Decision.RELEASE], clock.step, recruiters.id[r], 0)
            )
            recruiters.custody_until[r] = clock.day + clock.days + term
            registers.arrests[d] += 1
    for s in range(feared.size):
        arrests = feared[s] / 1099511627776.0
        beliefs.village_arrests[s] = fades * beliefs.village_arrests[s] + arrests
        beliefs.village_years[s] = fades * beliefs.village_years[s] + at_work[s] * clock.years
