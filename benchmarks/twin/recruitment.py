"""Stage 5: recruiters move, contact people, are found by those who look for them; offers are taken up."""

from __future__ import annotations

import math
from bisect import bisect_right
from typing import NamedTuple

from benchmarks.twin.ground import Cell, District
from benchmarks.twin.land import Land
from benchmarks.twin.numbers import NEVER, fixed, single
from benchmarks.twin.person import Person
from benchmarks.twin.recruiter import Recruiter
from benchmarks.twin.terms import become_trafficked, draw_sector, set_irregular_terms
from benchmarks.twin.week import Week
from safepassage.rules.offers import (
    acceptance,
    believed_acceptance,
    believed_arrests,
    believed_payoff,
    believed_wage_share,
    brought_close,
    deceit_chance,
    is_trafficked,
    log_odds_of_terms,
    reputation,
    seen_through,
    social_tie,
    trafficked_chance,
)
from safepassage.rules.probability import within
from safepassage.rules.trade import DISPLACES, activity, restlessness
from safepassage.world.codes import Expected, Role, Situation
from safepassage.world.draws import Decision, poisson


def recruit(land: Land, seekers: list[Person], week: Week) -> None:
    """Recruiters move, contact people, are found by those who look for them; offers are taken up."""
    for district in land.districts:
        district.activity = activity_in(district, week)
        district.inspections_leave = district.government.inspections_leave(week)
    judge_villages(land, week)
    for recruiter in land.recruiters:
        rate = week.p.move_rate_per_year * sooner_in(recruiter.district, week)
        if recruiter.active and recruiter.draw(week, Decision.MOVE) < within(rate, week.years):
            recruiter.cell = next_cell(recruiter, land, week)
        contact_people(recruiter, land, week)
    for person in seekers:
        look_for_recruiter(person, land, week)
    for person in land.accepting:
        take_up_offer(person, week)
    land.accepting.clear()


def activity_in(district: District, week: Week) -> float:
    """Share of recruiters' capacity that is used under the risk they believe in, if that deters."""
    return 1.0 if week.p.enforcement_rule == DISPLACES else activity(*risk_in(district, week))


def sooner_in(district: District, week: Week) -> float:
    """How much sooner recruiters look for another place, if risk displaces them."""
    return restlessness(*risk_in(district, week)) if week.p.enforcement_rule == DISPLACES else 1.0


def risk_in(district: District, week: Week) -> tuple[float, float, float, float]:
    """Arrests that recruiters believe in and what training announces, each with its strength."""
    q = week.p
    announced = district.government.training[Role.INVESTIGATOR] - q.initial_training
    return q.deterrence, district.arrest_risk, q.announced_deterrence, max(0.0, announced)


def judge_villages(land: Land, week: Week) -> None:
    """What recruiters believe of villages, against the best of them; and who there knows somebody abroad."""
    q = week.p
    for district in land.districts:
        for village in district.subdistricts:
            village.share_abroad = village.abroad * week.scale / max(1.0, village.population)
            village.believed = 0.0
            if district.contacts > 0.0:
                village.believed = believed_acceptance(
                    village.acceptances, village.contacts, district.acceptance / district.contacts,
                    q.village_prior_contacts,
                )  # fmt: skip
                fear = believed_arrests(
                    village.arrests, village.worked_years, district.arrest_risk, q.village_prior_years
                )
                village.believed = believed_payoff(village.believed, q.deterrence, fear)
    best = max(village.believed for village in land.subdistricts)
    for district in land.districts:
        known = best > 0.0 and district.contacts > 0.0
        for village in district.subdistricts:
            village.taken_up = math.pow(village.believed / best, q.village_learning) if known else 1.0


def next_cell(recruiter: Recruiter, land: Land, week: Week) -> Cell:
    """Where to work next, not far from home: the first place that comes to mind, by people and tie, and is taken up."""
    for thought in range(1, 65):
        number, _ = pick_person(recruiter, week, recruiter.home_cell, Decision.MOVE_TO, thought)
        village = land.subdistrict_of(number)
        if recruiter.draw(week, Decision.MOVE_THERE, thought) < village.taken_up:
            return land.cell_of(number)
    return recruiter.cell


def pick_person(
    recruiter: Recruiter, week: Week, near: Cell, decision: Decision, alternative: int
) -> tuple[int, float]:
    """Register number of a person who lives near a cell, by social tie, and the distance in km."""
    weights = near.running_weight
    spot = recruiter.draw(week, decision, 2 * alternative) * weights[-1]
    cell, km = near.neighbours[min(bisect_right(weights, spot), len(weights) - 1)]
    return cell.first_id + int(recruiter.draw(week, decision, 2 * alternative + 1) * cell.population), km


def contact_people(recruiter: Recruiter, land: Land, week: Week) -> None:
    """Spend the week on persons near by; those who are simulated and at home get an offer."""
    if not recruiter.working(week):
        return
    district = recruiter.district
    mean = recruiter.contacts_per_week * district.activity * week.days / 7.0
    number = poisson(mean, week.keys[Decision.CONTACT_NUMBER], week.step, recruiter.slot)
    recruiter.contacts_made += number
    decision = Decision.PLACEBO if recruiter.rekeyed else Decision.CONTACT_PLACE
    for contact in range(number):
        register_number, km = pick_person(recruiter, week, recruiter.cell, decision, contact)
        person = land.person_of.get(register_number)
        if person is None:
            continue
        district.expected[Expected.CONTACTS] += fixed(1.0)
        person.subdistrict.page_contacts += fixed(1.0)
        of_age = week.p.youngest_age_years <= person.age(week) <= week.p.oldest_age_years
        if person.situation is not Situation.RESIDENT or not of_age:
            continue
        meeting = Meeting(recruiter, person, km, sought=False, week=week)
        chance = expect(meeting, week)
        offer(meeting, land, week)
        district.expected[Expected.ACCEPTANCES] += fixed(chance)
        person.subdistrict.page_acceptances += fixed(chance)


class Meeting:
    """A recruiter and a person who speak about leaving; what both bring does not depend on the offer."""

    def __init__(self, recruiter: Recruiter, person: Person, km: float, *, sought: bool, week: Week) -> None:
        q = week.p
        self.recruiter, self.person = recruiter, person
        self.tie = brought_close(
            social_tie(km, q.reach_km),
            person.subdistrict.share_abroad,
            q.network_half_share,
            q.sub_recruiter_tie,
        )
        self.log_odds = q.accept_log_odds + (q.accept_seeker_log_odds if sought else 0.0)
        self.lacks = person.lacks(week, fee_of(person, week, recruiter))
        self.credit = q.credit_share if self.lacks else 1.0
        self.left = recruiter.district.inspections_leave if recruiter.licensed else 1.0

    def chance(self, week: Week, terms: Terms) -> float:
        """Probability that an offer on these terms is accepted."""
        q, person = week.p, self.person
        advice = person.district.government.doses.advice
        seen = seen_through(person.awareness, advice, q.awareness_discernment)
        believed = believed_wage_share(terms.wage_share(week), terms.deceptive, seen)
        return acceptance(
            self.log_odds, q.accept_need * person.need(week), q.accept_tie_log_odds * self.tie,
            log_odds_of_terms(believed, q.accept_terms_elasticity), -q.awareness_deterrence * person.awareness,
        )  # fmt: skip


class Terms(NamedTuple):
    """What kind of offer it is."""

    intended: bool
    deceptive: bool

    def wage_share(self, week: Week) -> float:
        """True wage over that of an honest offer."""
        if self.intended:
            return float(week.p.true_wage_share_exploitative)
        return float(week.p.true_wage_share_fraud) if self.deceptive else 1.0


def lies(meeting: Meeting, week: Week, intended: bool) -> float:
    """Chance that an offer deceives, given its purpose."""
    k, recruiter = week.p.deceit_of_intent_log_odds, meeting.recruiter
    share, log_ratio = (recruiter.intent, k) if intended else (1.0 - recruiter.intent, -k)
    return deceit_chance(recruiter.deceptiveness * meeting.left, share, log_ratio)


def offer(meeting: Meeting, land: Land, week: Week) -> bool:
    """Make an offer; whether it is accepted."""
    recruiter, person = meeting.recruiter, meeting.person
    intended = person.draw(week, Decision.INTENT, recruiter.slot) < recruiter.intent
    deceptive = person.draw(week, Decision.DECEPTION, recruiter.slot) < lies(meeting, week, intended)
    terms = Terms(intended, deceptive)
    if person.draw(week, Decision.ACCEPTANCE, recruiter.slot) >= meeting.credit * meeting.chance(week, terms):
        return False
    keep_offer(person, land, week, recruiter, terms)
    return True


def expect(meeting: Meeting, week: Week, made: float = 1.0) -> float:
    """The chance of acceptance over all kinds of offers; the chance that one traffics goes to the ledger."""
    q, recruiter, person = week.p, meeting.recruiter, meeting.person
    owes = float(meeting.lacks or person.owes(week) > 0.0)
    accepted = caught = 0.0
    for terms in (Terms(False, False), Terms(False, True), Terms(True, False), Terms(True, True)):
        deceit = lies(meeting, week, terms.intended)
        weight = (recruiter.intent if terms.intended else 1.0 - recruiter.intent) * (
            deceit if terms.deceptive else 1.0 - deceit
        )
        chance = meeting.credit * meeting.chance(week, terms) * weight
        accepted += chance
        if terms.intended:
            means = trafficked_chance(terms.deceptive, owes, q.means_given_intent, person.age(week))
            caught += chance * means
    person.district.expected[Expected.TRAFFICKED] += fixed(made * caught)
    return accepted


def by_permit(person: Person, week: Week, recruiter: Recruiter) -> bool:
    """An agency sends by the regular channel as far as that is open, else without a permit."""
    permit = person.clock(week, Decision.AGENCY_WAY, 0) / max(person.district.regular_way(), NEVER)
    odds = week.p.agency_irregular_odds * recruiter.district.inspections_leave
    other = person.clock(week, Decision.AGENCY_WAY, 1) / max(odds, NEVER)
    return recruiter.licensed and permit <= other


def fee_of(person: Person, week: Week, recruiter: Recruiter) -> float:
    """What a journey with this recruiter costs."""
    return week.p.regular_fee_usd if by_permit(person, week, recruiter) else week.p.fee_usd


def pull(recruiter: Recruiter, person: Person, week: Week) -> float:
    """How easily somebody who looks for a recruiter finds this one, and wants to."""
    km, q = person.cell.distance_km(recruiter.cell), week.p
    near = recruiter.contacts_per_week * recruiter.district.activity * social_tie(km, q.reach_km)
    near *= reputation(recruiter.deceptiveness, person.awareness, q.awareness_reputation)
    return near * math.exp(q.same_recruiter_log_weight) if recruiter is person.recruiter else near


def look_for_recruiter(person: Person, land: Land, week: Week) -> None:
    """Hear the offer of one of the district's recruiters, and perhaps, having declined it, of another."""
    waits = {}
    for recruiter in person.district.recruiters:
        drawn = pull(recruiter, person, week) if recruiter.working(week) else 0.0
        if drawn > 0.0:
            clock = person.clock(week, Decision.SEEK_RECRUITER, recruiter.slot)
            waits[recruiter] = (clock / drawn, recruiter.slot)
    asked = sorted(waits, key=lambda one: waits[one])[:2]
    meetings = [
        Meeting(recruiter, person, person.cell.distance_km(recruiter.cell), sought=True, week=week)
        for recruiter in asked
    ]
    if not meetings:
        return
    page = person.district.expected
    chance = expect(meetings[0], week)
    page[Expected.ASKED] += fixed(1.0)
    page[Expected.SOUGHT] += fixed(chance)
    accepted = offer(meetings[0], land, week)
    if len(meetings) == 1:
        return
    share = week.p.ask_again_share
    again = (1.0 - chance) * share
    page[Expected.SOUGHT] += fixed(again * expect(meetings[1], week, made=again))
    if not accepted and person.draw(week, Decision.ASK_AGAIN) < share:
        offer(meetings[1], land, week)


def keep_offer(person: Person, land: Land, week: Week, recruiter: Recruiter, terms: Terms) -> None:
    """Of several accepted offers the earliest counts, once."""
    at = (person.clock(week, Decision.OFFER_RACE, recruiter.slot), recruiter.slot)
    if person.best_offer is None:
        land.accepting.append(person)
    if person.best_offer is None or at < person.best_offer[:2]:
        person.best_offer = (*at, recruiter, *terms)


def take_up_offer(person: Person, week: Week) -> None:
    """Terms are drawn, and whether it is trafficking is judged: act, means, purpose."""
    assert person.best_offer is not None
    (_, _, recruiter, *kind), person.best_offer = person.best_offer, None
    terms = Terms(*kind)
    q = week.p
    permit, fee = by_permit(person, week, recruiter), fee_of(person, week, recruiter)
    owes = person.lacks(week, fee)
    person.begin_journey(week)
    person.recruiter, person.deceived, person.intended = recruiter, terms.deceptive, terms.intended
    person.wage_share = single(terms.wage_share(week))
    if owes:
        person.debt_usd = single(person.debt_usd + fee * (q.deceptive_fee_factor if terms.deceptive else 1.0))
    if permit:
        person.sector = draw_sector(person, week)
        person.move(week, Situation.WAITING)
    else:
        set_irregular_terms(person, week)
        person.due_day = single(week.day)
        person.move(week, Situation.IN_TRANSIT)
    means = person.debt_usd > 0.0 or person.draw(week, Decision.MEANS) < q.means_given_intent
    if is_trafficked(terms.intended, terms.deceptive, means, person.age(week)):
        become_trafficked(person)
