"""Stage 10, return and assistance: the return door, referral, shelter, reintegration; the home door."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from safepassage.parameters import Packed
from safepassage.rules.compiled import compiled
from safepassage.rules.gates import recognition
from safepassage.rules.probability import within
from safepassage.world.actors_state import Governments, Registers
from safepassage.world.codes import Role, Sector, Situation, WayHome
from safepassage.world.columns import Columns
from safepassage.world.context import Context
from safepassage.world.doors import at_door
from safepassage.world.doses import Doses
from safepassage.world.draws import Decision, Keys, exponential, uniform
from safepassage.world.geography_arrays import Ground
from safepassage.world.ledger import Count, Expected, Ledger, move
from safepassage.world.referral import expect, identify, referral_terms, settle
from safepassage.world.world import Clock


@compiled
def come_home(
    people: Columns, away: NDArray[np.int32], ledger: Ledger, context: Context, ground: Ground,
    governments: Governments, registers: Registers, doses: Doses, keys: Keys, p: Packed, clock: Clock,
) -> None:  # fmt: skip
    """Persons come home, are recognised or not, are helped or not; assistance ends."""
    q = p[0]
    districts = ground.district_population.size
    terms = referral_terms(governments, registers, doses, ground, p)
    sees, false_alarm = np.empty((districts, 2)), np.empty(districts)
    for d in range(districts):
        skill = at_door(
            governments.training[d, Role.LABOUR_SERVICE], q.initial_training, governments.responsiveness[d],
            q.as_is_responsiveness, q.door_return, p,
        )  # fmt: skip
        odds = q.return_recognition_log_odds + math.log(context.rescue[d])
        for hidden in range(2):
            own_odds = odds + hidden * q.recognition_domestic_log_odds
            sees[d, hidden] = recognition(own_odds, q.return_recognition_training, skill)
        false_alarm[d] = recognition(q.return_false_log_odds, 0.0, skill)
    reporting = -math.log1p(-min(q.self_report_share, 0.999)) / q.self_report_years
    come_forward = np.empty(districts)
    for d in range(districts):
        come_forward[d] = within(reporting * doses.self_report[d], clock.years)
    end_of_help = 52.1786 / q.assistance_weeks
    for i in away:
        situation = people.situation[i]
        if situation == Situation.RESIDENT:
            if not people.harmed[i] or people.identified[i]:
                continue
            if (clock.step - people.since[i]) * clock.years > q.self_report_years:
                continue
            age = people.age_at_start[i] + clock.age_years
            chance = come_forward[people.district[i]]
            expect(people, ledger, i, chance, True, age, terms)
            if uniform(keys[Decision.SELF_REPORT], clock.step, people.id[i], 0) < chance:
                identify(people, ledger, i, True)
                settle(people, ledger, i, 3001, terms, keys, p, clock)
        elif situation == Situation.ASSISTED:
            over = exponential(keys[Decision.ASSISTANCE_END], clock.step, people.id[i], 0) / end_of_help
            if over < clock.years:
                move(people, ledger, i, Situation.RESIDENT, clock.step)
        elif (
            situation == Situation.IN_TRANSIT
            and people.leg[i] < 0
            and people.due_day[i] < clock.day + clock.days
        ):
            d = people.district[i]
            ledger.counts[d, Count.RETURNED] += 1
            if not people.identified[i]:
                truly = people.harmed[i]
                met = q.return_screened_share
                if people.way_home[i] == WayHome.DEPORTATION:
                    met = 1.0
                seen = sees[d, 1] if people.sector[i] == Sector.DOMESTIC else sees[d, 0]
                chance = met * (seen if truly else false_alarm[d])
                age = people.age_at_start[i] + clock.age_years
                expect(people, ledger, i, chance, truly, age, terms)
                if uniform(keys[Decision.RECOGNISED], clock.step, people.id[i], 3000) < chance:
                    identify(people, ledger, i, truly)
            if people.identified[i]:
                settle(people, ledger, i, 3000, terms, keys, p, clock)
            else:
                move(people, ledger, i, Situation.RESIDENT, clock.step)
    kept = math.exp(-clock.years / q.assistance_load_memory_years)
    for d in range(districts):
        wanted = ledger.expected[d, Expected.ASSISTANCE_DEMAND] / 1099511627776.0 * clock.scale / clock.years
        registers.assistance_load[d] = kept * registers.assistance_load[d] + (1.0 - kept) * wanted
