"""From recognised to assisted: referral, places, and the report that may follow.

Shared by the doors (exit gate, return, home). Probabilities go to the ledger as expectations for
everyone who stands at the door, whether recognised by the draw or not: registers then do not
depend on the sample.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from safepassage.rules.compiled import compiled
from safepassage.rules.institutions import taken_in
from safepassage.rules.probability import logistic, rationed
from safepassage.world.clock import YEAR_WEEKS
from safepassage.world.codes import Count, Expected, Situation
from safepassage.world.doors import against_as_is
from safepassage.world.draws import Decision, uniform
from safepassage.world.ledger import count, fixed, move
from safepassage.world.persons import age_of, owed_by

if TYPE_CHECKING:
    from safepassage.world.state import F64
    from safepassage.world.world import World


class ReferralTerms(NamedTuple):
    """What awaits an identified person of each district in this step."""

    wanted: F64  # [D] probability of being referred, before places are allotted
    assisted: F64  # [D] probability of being assisted
    report: F64  # [D] probability that an identified person reports


@compiled
def referral_terms(world: World) -> ReferralTerms:
    """Chances of referral, assistance and reporting, from partnership, authority and free places."""
    q, governments, doses, people = (
        world.p[0],
        world.governments,
        world.doses,
        world.ground.district_population,
    )
    districts = people.size
    wanted, assisted, report = np.empty(districts), np.empty(districts), np.empty(districts)
    ordinary = logistic(q.assistance_log_odds)
    for d in range(districts):
        log_odds = (
            q.assistance_log_odds + q.assistance_partnership * governments.partnership[d]
            + q.assistance_task_force * (doses.task_force[d] - 1.0) + doses.referral[d]
        )  # fmt: skip
        own, r0 = governments.responsiveness[d], q.as_is_responsiveness
        wanted[d] = min(1.0, against_as_is(world, logistic(log_odds), ordinary, own, r0, q.door_referral))
        places = taken_in(
            q.assistance_places_per_100000 * people[d] / 100000.0, q.assistance_weeks, YEAR_WEEKS
        )
        places += doses.assistance_places[d]
        assisted[d] = wanted[d] * rationed(places, world.registers.assistance_load[d])
        alone = logistic(q.cooperation_log_odds + doses.cooperation[d])
        protected = logistic(q.cooperation_log_odds + q.cooperation_assisted + doses.cooperation[d])
        report[d] = assisted[d] * protected + (1.0 - assisted[d]) * alone
    return ReferralTerms(wanted, assisted, report)


@compiled
def expect(world: World, row: int, recognised: float, truly: bool, terms: ReferralTerms) -> None:
    """Write down what the registers may expect of a person recognised with this probability."""
    people, expected = world.people, world.ledger.expected
    d = people.district[row]
    expected[d, Expected.ASSISTANCE_DEMAND] += fixed(recognised * terms.wanted[d])
    if truly:
        reports = fixed(recognised * terms.report[d])
        expected[d, Expected.REPORTS] += reports
        if people.recruiter[row] >= 0:
            world.ledger.reports_on[people.recruiter[row]] += reports
    if people.female[row] or age_of(world, row) < 18.0:
        expected[d, Expected.REGISTERED] += fixed(recognised)


@compiled
def recognise(world: World, row: int, chance: float, truly: bool, alternative: int) -> bool:
    """Whether the staff of a door recognise this person; if so the record is made, rightly or wrongly."""
    people = world.people
    if uniform(world.keys[Decision.RECOGNISED], world.clock.step, people.id[row], alternative) >= chance:
        return False
    identify(world, row, truly)
    return True


@compiled
def identify(world: World, row: int, truly: bool) -> None:
    """Make the record: identified, rightly or wrongly."""
    world.people.identified[row] = True
    count(world, row, Count.IDENTIFIED_TRUE if truly else Count.IDENTIFIED_FALSE)


@compiled
def refer(world: World, row: int, alternative: int, terms: ReferralTerms) -> None:
    """An identified person who is at home is assisted, or goes on without help and with the debt."""
    people = world.people
    assisted = terms.assisted[people.district[row]]
    if uniform(world.keys[Decision.ASSISTANCE], world.clock.step, people.id[row], alternative) < assisted:
        people.aided[row] = True
        people.debt_usd[row] = owed_by(world, row) * (1.0 - world.p[0].debt_relief_share)
        count(world, row, Count.ASSISTED)
        move(world, row, Situation.ASSISTED)
    elif people.situation[row] != Situation.RESIDENT:
        move(world, row, Situation.RESIDENT)
