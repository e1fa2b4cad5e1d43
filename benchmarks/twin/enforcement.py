"""Stage 11: reports wait, are opened or lapse; suspects are arrested; registers count at full scale."""

from __future__ import annotations

import math

from benchmarks.twin.ground import District
from benchmarks.twin.land import Land
from benchmarks.twin.numbers import ONE, fixed
from benchmarks.twin.recruiter import Recruiter
from benchmarks.twin.week import Week
from safepassage.rules.institutions import handled
from safepassage.rules.probability import within
from safepassage.rules.trade import (
    conviction_probability,
    expected_arrests,
    further,
    share_of_arrests,
    stopped_share,
)
from safepassage.world.codes import Count, Expected, Role
from safepassage.world.draws import Decision, exponential, poisson


def enforce(land: Land, week: Week) -> None:
    """Reports wait, are opened or lapse; suspects are arrested; registers count at full scale."""
    for recruiter in land.recruiters:
        kept = 1.0 - within(opening_rate(recruiter.district, week) + week.p.lapse_per_year, week.years)
        recruiter.reports = kept * (recruiter.reports + recruiter.page_reports / ONE * week.scale)
        recruiter.page_reports = 0
    for district in land.districts:
        at_work = [recruiter for recruiter in district.recruiters if recruiter.working(week)]
        arrests = open_cases(district, week, at_work)
        harm = sum(fixed(one.contacts_per_week * one.intent) for one in at_work) / ONE
        named = sum(fixed(one.reports) for one in at_work) / ONE
        convicted = conviction_probability(
            week.p.conviction_base, week.p.conviction_training,
            district.government.skill(week, Role.INVESTIGATOR, week.p.door_cases), district.government.doses.conviction,
        )  # fmt: skip
        for recruiter in at_work:
            own = recruiter.contacts_per_week * recruiter.intent
            share = share_of_arrests(week.p.named_share, recruiter.reports, named, own, harm)
            face_arrest(recruiter, week, -math.expm1(-(arrests * share)), convicted)
    for village in land.subdistricts:
        village.talk_of_arrests(math.exp(-week.years / week.p.risk_memory_years), week.years)


def open_cases(district: District, week: Week, at_work: list[Recruiter]) -> float:
    """Police work of a week; returns the arrests that may be expected."""
    q, scale, government = week.p, week.scale, district.government
    reports = district.expect(Expected.REPORTS, scale)
    district.waiting += reports / max(1e-9, 1.0 - q.internal_case_share)
    rate = opening_rate(district, week)
    gone = district.waiting * within(rate + q.lapse_per_year, week.years)
    district.waiting -= gone
    victims = gone * rate / max(1e-12, rate + q.lapse_per_year)
    opened = victims / q.victims_per_case
    honest = government.honesty[Role.INVESTIGATOR]
    stopped = stopped_share(q.case_stopped_share, government.doses.stopped, honest, q.integrity)
    warned = q.tip_off_share * (1.0 - honest)
    arrests = expected_arrests(opened, q.internal_case_share, stopped, warned, q.suspects_per_case)
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
    district.arrests = district.convictions = 0
    return arrests


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


def face_arrest(recruiter: Recruiter, week: Week, chance: float, convicted: float) -> None:
    """The village remembers the risk; who is arrested stays for a sentence if convicted, else not for long."""
    village = recruiter.cell.village
    assert village is not None  # recruiters work where people live
    village.page_arrests += fixed(chance)
    village.page_at_work += 1
    if recruiter.draw(week, Decision.ARREST) < chance:
        guilty = recruiter.draw(week, Decision.CONVICTED) < convicted
        stay = exponential(week.keys[Decision.RELEASE], week.step, recruiter.slot, 0)
        years = week.p.custody_years if guilty else week.p.detention_years
        recruiter.custody_until = week.end + years * 365.25 * stay
        recruiter.reports = 0.0
        recruiter.district.arrests += 1
        recruiter.district.convictions += guilty
