"""Stage 11: reports wait, are opened or lapse; cases end in arrests; registers count at full scale."""

from __future__ import annotations

import math

from benchmarks.twin.ground import District
from benchmarks.twin.land import Land
from benchmarks.twin.numbers import ONE, fixed
from benchmarks.twin.recruiter import Recruiter
from benchmarks.twin.week import Week
from safepassage.rules.institutions import handled
from safepassage.rules.probability import within
from safepassage.rules.trade import arrest_probability, further
from safepassage.world.codes import Count, Expected, Role
from safepassage.world.draws import Decision, exponential, poisson


def enforce(land: Land, week: Week) -> None:
    """Reports wait, are opened or lapse; cases end in arrests; registers count at full scale."""
    for district in land.districts:
        at_work = [recruiter for recruiter in district.recruiters if recruiter.working(week)]
        hazard = open_cases(district, week, at_work)
        for recruiter in at_work:
            face_arrest(recruiter, week, hazard)
    for village in land.subdistricts:
        village.talk_of_arrests(math.exp(-week.years / week.p.risk_memory_years), week.years)


def open_cases(district: District, week: Week, at_work: list[Recruiter]) -> float:
    """Police work of a week; returns the hazard of arrest per contact made with intent."""
    q, scale, government = week.p, week.scale, district.government
    reports = district.expect(Expected.REPORTS, scale)
    district.waiting += reports / max(1e-9, 1.0 - q.internal_case_share)
    rate = opening_rate(district, week)
    gone = district.waiting * within(rate + q.lapse_per_year, week.years)
    district.waiting -= gone
    victims = gone * rate / max(1e-12, rate + q.lapse_per_year)
    opened = victims / q.victims_per_case
    skill = government.skill(week, Role.INVESTIGATOR, q.door_cases)
    caught = arrest_probability(q.arrest_base, q.arrest_training, skill)
    stopped = min(1.0, q.case_stopped_share * government.doses.stopped)
    to_court = opened * (1.0 - q.internal_case_share) * (1.0 - stopped)
    arrests = to_court * caught * q.suspects_per_case
    kept = math.exp(-week.years / q.risk_memory_years)
    lived = arrests / len(at_work) / week.years if at_work else 0.0
    district.arrest_risk = kept * district.arrest_risk + (1.0 - kept) * lived
    trend = min(1.0, max(0.0, week.age_years / 7.0))
    gain = q.repatriated_share_2023 - q.repatriated_share_2016
    repatriated = district.expect(Expected.DEATHS, scale) * (q.repatriated_share_2016 + trend * gain)
    share = min(1.0, q.register_share * government.doses.register)
    registered = district.expect(Expected.REGISTERED, scale) * share
    district.expected_records = [opened, registered, repatriated, arrests]

    def count(register: Decision, mean: float) -> int:
        return poisson(mean, week.keys[register], week.step, district.index)

    cases = count(Decision.COUNT_CASES, opened)
    deported = district.counts[Count.DEPORTED] * scale * q.deportation_recorded_share
    refused = district.counts[Count.REFUSED] * scale * q.interception_recorded_share
    district.recorded = [
        cases,
        cases + count(Decision.COUNT_VICTIMS, further(q.victims_per_case, cases)),
        cases + count(Decision.COUNT_SUSPECTS, further(q.suspects_per_case, cases)),
        count(Decision.COUNT_REGISTERED, registered),
        count(Decision.COUNT_REPATRIATED, repatriated),
        count(Decision.COUNT_DEPORTATIONS, deported),
        count(Decision.COUNT_INTERCEPTIONS, refused),
    ]
    district.remember_registers(math.exp(-week.years))
    district.arrests = 0
    weight = sum(fixed(recruiter.contacts_per_week * recruiter.intent) for recruiter in at_work) / ONE
    return arrests / weight if weight > 0.0 else 0.0


def opening_rate(district: District, week: Week) -> float:
    """Rate at which waiting reports are opened, as far as there are hands to open them."""
    q, government = week.p, district.government
    authority = government.met(week, district.opening, 1.0, q.as_is_responsiveness, q.door_cases)
    rate = q.opening_per_year * authority
    wanted = district.waiting * rate / q.victims_per_case
    if wanted <= 0.0:
        return rate
    hands = max(1.0, government.officers[Role.INVESTIGATOR])
    most = q.cases_per_investigator_per_year * hands * district.opening
    return rate * (handled(wanted, most) / wanted)


def face_arrest(recruiter: Recruiter, week: Week, hazard: float) -> None:
    """Risk of arrest grows with how many one contacts and how bad one's intent is."""
    if not recruiter.working(week):
        return
    chance = -math.expm1(-(hazard * recruiter.contacts_per_week * recruiter.intent))
    village = recruiter.cell.village
    assert village is not None  # recruiters work where people live
    village.page_arrests += fixed(chance)
    village.page_at_work += 1
    if recruiter.draw(week, Decision.ARREST) < chance:
        stay = exponential(week.keys[Decision.RELEASE], week.step, recruiter.slot, 0)
        recruiter.custody_until = week.end + week.p.custody_years * 365.25 * stay
        recruiter.district.arrests += 1
