"""Stage 10: persons come home, are recognised or not, are helped or not; assistance ends."""

from __future__ import annotations

import math

from benchmarks.twin import doors
from benchmarks.twin.land import Land
from benchmarks.twin.numbers import YEAR_WEEKS
from benchmarks.twin.person import Person
from benchmarks.twin.week import Week
from safepassage.rules.gates import recognition
from safepassage.rules.probability import within
from safepassage.world.codes import Count, Expected, Role, Situation, WayHome
from safepassage.world.draws import Decision


def come_home(land: Land, week: Week) -> None:
    """Persons come home, are recognised or not, are helped or not; assistance ends."""
    q = week.p
    for district in land.districts:
        skill = district.government.skill(week, Role.LABOUR_SERVICE, q.door_return)
        odds = q.return_recognition_log_odds + math.log(district.access)
        district.return_recognition = {
            hidden: recognition(
                odds + hidden * q.recognition_domestic_log_odds, q.return_recognition_training, skill
            )
            for hidden in (False, True)
        }
        district.return_false_alarm = recognition(q.return_false_log_odds, 0.0, skill)
    reporting = -math.log1p(-min(q.self_report_share, 0.999)) / q.self_report_years
    for district in land.districts:
        rate = reporting * district.government.doses.self_report
        district.self_report_chance = within(rate, week.years)
    coming, assisted = land.those(Situation.IN_TRANSIT), land.those(Situation.ASSISTED)
    residents = land.persons_in[Situation.RESIDENT]
    at_home = [person for person in residents if person.harmed and may_come_forward(person, week)]
    for person in at_home:
        come_forward(person, week)
    for person in assisted:
        be_assisted(person, week)
    for person in coming:
        arrive_home(person, week)
    kept = math.exp(-week.years / q.assistance_load_memory_years)
    for district in land.districts:
        wanted = district.expect(Expected.ASSISTANCE_DEMAND, week.scale) / week.years
        district.assistance_load = kept * district.assistance_load + (1.0 - kept) * wanted


def arrive_home(person: Person, week: Week) -> None:
    """Arrive, pass the return door, be helped or not."""
    if person.leg >= 0 or person.due_day >= week.end:
        return
    person.count(Count.RETURNED)
    if not person.identified:
        met = 1.0 if person.way_home is WayHome.DEPORTATION else week.p.return_screened_share
        district = person.district
        seen = district.return_recognition[person.hidden]
        chance = met * (seen if person.harmed else district.return_false_alarm)
        doors.expect_recognition(person, week, chance, person.harmed)
        if person.draw(week, Decision.RECOGNISED, doors.RETURN) < chance:
            doors.become_identified(person, person.harmed)
    if person.identified:
        doors.help_or_send_home(person, week, doors.RETURN)
    else:
        person.move(week, Situation.RESIDENT)


def may_come_forward(person: Person, week: Week) -> bool:
    """Whether somebody harmed and at home is not identified, and not home for long."""
    years_home = (week.step - person.since) * week.years
    return not person.identified and years_home <= week.p.self_report_years


def come_forward(person: Person, week: Week) -> None:
    """The home door: perhaps report by oneself."""
    chance = person.district.self_report_chance
    doors.expect_recognition(person, week, chance, True)
    if person.draw(week, Decision.SELF_REPORT) < chance:
        doors.become_identified(person, True)
        doors.help_or_send_home(person, week, doors.HOME)


def be_assisted(person: Person, week: Week) -> None:
    """Assistance ends some day."""
    if person.clock(week, Decision.ASSISTANCE_END) / (YEAR_WEEKS / week.p.assistance_weeks) < week.years:
        person.move(week, Situation.RESIDENT)
