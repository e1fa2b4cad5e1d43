"""From recognised to assisted: referral, places, and the report that may follow.

Shared by the doors (exit gate, return, home). Probabilities go to the ledger as expectations for
everyone who stands at the door, whether recognised by the draw or not: registers then do not
depend on the sample.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from safepassage.parameters import Packed
from safepassage.region.region import Floats
from safepassage.rules.compiled import compiled
from safepassage.rules.probability import logistic, rationed
from safepassage.world.actors_state import Governments, Registers
from safepassage.world.codes import Situation
from safepassage.world.columns import Columns
from safepassage.world.doors import against_as_is
from safepassage.world.doses import Doses
from safepassage.world.draws import Decision, Keys, uniform
from safepassage.world.geography_arrays import Ground
from safepassage.world.ledger import Count, Expected, Ledger, fixed, move
from safepassage.world.world import Clock


class ReferralTerms(NamedTuple):
    """What awaits an identified person of each district in this step."""

    wanted: Floats  # [D] probability of being referred, before places are allotted
    assisted: Floats  # [D] probability of being assisted
    report: Floats  # [D] probability that an identified person reports


@compiled
def referral_terms(
    governments: Governments, registers: Registers, doses: Doses, ground: Ground, p: Packed
) -> ReferralTerms:
    """Chances of referral, assistance and reporting, from partnership, authority and free places."""
    q = p[0]
    districts = ground.district_population.size
    wanted, assisted, report = np.empty(districts), np.empty(districts), np.empty(districts)
    ordinary = logistic(q.assistance_log_odds)
    for d in range(districts):
        log_odds = (
            q.assistance_log_odds + q.assistance_partnership * governments.partnership[d]
            + q.assistance_task_force * (doses.task_force[d] - 1.0) + doses.referral[d]
        )  # fmt: skip
        wanted[d] = min(1.0, against_as_is(
            logistic(log_odds), ordinary, governments.responsiveness[d], q.as_is_responsiveness, q.door_referral, p
        ))  # fmt: skip
        places = (
            q.assistance_places_per_100000 * ground.district_population[d] / 100000.0
            + doses.assistance_places[d]
        )
        assisted[d] = wanted[d] * rationed(places, registers.assistance_load[d])
        alone = logistic(q.cooperation_log_odds + doses.cooperation[d])
        protected = logistic(q.cooperation_log_odds + q.cooperation_assisted + doses.cooperation[d])
        report[d] = assisted[d] * protected + (1.0 - assisted[d]) * alone
    return ReferralTerms(wanted, assisted, report)


@compiled
def expect(
    people: Columns,
    ledger: Ledger,
    row: int,
    recognised: float,
    truly: bool,
    age: float,
    terms: ReferralTerms,
) -> None:
    """Write down what the registers may expect of a person recognised with this probability."""
    d = people.district[row]
    ledger.expected[d, Expected.ASSISTANCE_DEMAND] += fixed(recognised * terms.wanted[d])
    if truly:
        ledger.expected[d, Expected.REPORTS] += fixed(recognised * terms.report[d])
    if people.female[row] or age < 18.0:
        ledger.expected[d, Expected.REGISTERED] += fixed(recognised)


@compiled
def identify(people: Columns, ledger: Ledger, row: int, truly: bool) -> None:
    """Make the record: identified, rightly or wrongly."""
    people.identified[row] = True
    ledger.counts[people.district[row], Count.IDENTIFIED_TRUE if truly else Count.IDENTIFIED_FALSE] += 1


@compiled
def settle(
    people: Columns,
    ledger: Ledger,
    row: int,
    alternative: int,
    terms: ReferralTerms,
    keys: Keys,
    p: Packed,
    clock: Clock,
) -> None:
    """An identified person who is at home is assisted, or goes on without help and with the debt."""
    q = p[0]
    d = people.district[row]
    if uniform(keys[Decision.ASSISTANCE], clock.step, people.id[row], alternative) < terms.assisted[d]:
        people.aided[row] = True
        people.debt_usd[row] *= 1.0 - q.debt_relief_share
        ledger.counts[d, Count.ASSISTED] += 1
        move(people, ledger, row, Situation.ASSISTED, clock.step)
    elif people.situation[row] != Situation.RESIDENT:
        move(people, ledger, row, Situation.RESIDENT, clock.step)
