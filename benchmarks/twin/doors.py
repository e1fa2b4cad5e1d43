"""The doors at which somebody may be recognised: record, referral, help."""

from __future__ import annotations

from benchmarks.twin.numbers import fixed, single
from benchmarks.twin.person import Person
from benchmarks.twin.week import Week
from safepassage.world.codes import Count, Expected, Situation
from safepassage.world.draws import Decision

ABROAD, RETURN, HOME = 2000, 3000, 3001
"""What tells draws at these doors from those at a gate, which take the gate's number."""


def expect_recognition(person: Person, week: Week, chance: float, truly: bool) -> None:
    """What the registers may expect of somebody recognised with this chance."""
    expected, district = person.district.expected, person.district
    expected[Expected.ASSISTANCE_DEMAND] += fixed(chance * district.referred)
    if truly:
        reports = fixed(chance * district.reporting)
        expected[Expected.REPORTS] += reports
        if person.recruiter is not None:
            person.recruiter.page_reports += reports
    if person.female or person.age(week) < 18.0:
        expected[Expected.REGISTERED] += fixed(chance)


def become_identified(person: Person, truly: bool) -> None:
    """A record is made, rightly or wrongly."""
    person.identified = True
    person.count(Count.IDENTIFIED_TRUE if truly else Count.IDENTIFIED_FALSE)


def help_or_send_home(person: Person, week: Week, door: int) -> None:
    """Identified and at home: be assisted, or go on without help and with the debt."""
    if person.draw(week, Decision.ASSISTANCE, door) < person.district.assisted:
        person.aided = True
        person.debt_usd = single(person.owes(week) * (1.0 - week.p.debt_relief_share))
        person.count(Count.ASSISTED)
        person.move(week, Situation.ASSISTED)
    elif person.situation is not Situation.RESIDENT:
        person.move(week, Situation.RESIDENT)
