"""Stage 5: recruiters move, contact people, are found by those who look for them; offers are taken up."""

from __future__ import annotations

import math
from bisect import bisect_right

from benchmarks.twin.ground import Cell, District
from benchmarks.twin.land import Land
from benchmarks.twin.numbers import NEVER, fixed, single
from benchmarks.twin.person import Person
from benchmarks.twin.recruiter import Recruiter
from benchmarks.twin.terms import become_trafficked, borrow, draw_sector, set_irregular_terms
from benchmarks.twin.week import Week
from safepassage.rules.offers import (
    acceptance,
    believed_acceptance,
    believed_arrests,
    believed_payoff,
    brought_close,
    is_trafficked,
    owing_chance,
    social_tie,
    trafficked_chance,
)
from safepassage.rules.probability import within
from safepassage.rules.trade import activity
from safepassage.world.codes import Expected, Role, Situation
from safepassage.world.draws import Decision, poisson


def recruit(land: Land, seekers: list[Person], week: Week) -> None:
    """Recruiters move, contact people, are found by those who look for them; offers are taken up."""
    chance_to_move = within(week.p.move_rate_per_year, week.years)
    for district in land.districts:
        district.activity = activity_in(district, week)
        district.inspections_leave = district.government.inspections_leave(week)
    judge_villages(land, week)
    for recruiter in land.recruiters:
        if recruiter.active and recruiter.draw(week, Decision.MOVE) < chance_to_move:
            recruiter.cell = next_cell(recruiter, land, week)
        contact_people(recruiter, land, week)
    for person in seekers:
        look_for_recruiter(person, land, week)
    for person in land.accepting:
        take_up_offer(person, week)
    land.accepting.clear()


def activity_in(district: District, week: Week) -> float:
    """Share of recruiters' capacity that is used under the risk they believe in."""
    q = week.p
    announced = district.government.training[Role.INVESTIGATOR] - q.initial_training
    return activity(q.deterrence, district.arrest_risk, q.announced_deterrence, max(0.0, announced))


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
        if person is None or person.situation is not Situation.RESIDENT:
            continue
        if not week.p.youngest_age_years <= person.age(week) <= week.p.oldest_age_years:
            continue
        chance = offer(recruiter, person, km, land, week, sought=False)
        district.expected[Expected.CONTACTS] += fixed(1.0)
        district.expected[Expected.ACCEPTANCES] += fixed(chance)
        person.subdistrict.page_contacts += fixed(1.0)
        person.subdistrict.page_acceptances += fixed(chance)


def offer(recruiter: Recruiter, person: Person, km: float, land: Land, week: Week, *, sought: bool) -> float:
    """Make an offer; returns the chance of its being accepted."""
    q, deceptiveness = week.p, recruiter.deceptiveness
    if recruiter.licensed:
        deceptiveness *= recruiter.district.inspections_leave
    deceptive = person.draw(week, Decision.DECEPTION, recruiter.slot) < deceptiveness
    tie = brought_close(
        social_tie(km, q.reach_km),
        person.subdistrict.share_abroad,
        q.network_half_share,
        q.sub_recruiter_tie,
    )
    chance = acceptance_of(person, week, tie, deceptive, sought)
    expect_trafficking(person, week, recruiter, deceptive, chance)
    if person.draw(week, Decision.ACCEPTANCE, recruiter.slot) < chance:
        keep_offer(person, land, week, recruiter, deceptive)
    return chance


def pull(recruiter: Recruiter, week: Week, cell: Cell) -> float:
    """How easily somebody of a cell who looks for a recruiter finds this one."""
    km = cell.distance_km(recruiter.cell)
    return recruiter.contacts_per_week * recruiter.district.activity * social_tie(km, week.p.reach_km)


def look_for_recruiter(person: Person, land: Land, week: Week) -> None:
    """Find one of the district's recruiters, by a race among them, and hear the offer."""
    best, chosen = math.inf, None
    for recruiter in person.district.recruiters:
        if not recruiter.working(week):
            continue
        drawn = pull(recruiter, week, person.cell)
        if drawn <= 0.0:
            continue
        at = person.clock(week, Decision.SEEK_RECRUITER, recruiter.slot) / drawn
        if at < best:
            best, chosen = at, recruiter
    if chosen is not None:
        offer(chosen, person, person.cell.distance_km(chosen.cell), land, week, sought=True)


def acceptance_of(person: Person, week: Week, tie: float, deceptive: bool, sought: bool) -> float:
    """Probability of accepting an offer."""
    q = week.p
    return acceptance(
        q.accept_log_odds + (q.accept_seeker_log_odds if sought else 0.0),
        q.accept_poverty_log_odds * person.is_poor, q.accept_unemployment_log_odds * person.is_unemployed(week),
        q.accept_tie_log_odds * tie, person.awareness, float(deceptive),
        q.awareness_discernment, q.awareness_deterrence,
    )  # fmt: skip


def expect_trafficking(
    person: Person, week: Week, recruiter: Recruiter, deceptive: bool, chance: float
) -> None:
    """Write down the chance that an offer traffics, whatever is then drawn."""
    q, irregular = week.p, 1.0
    if recruiter.licensed:
        other = max(q.agency_irregular_odds * recruiter.district.inspections_leave, NEVER)
        irregular = other / (other + max(person.district.regular_way(), NEVER))
    owed = q.fee_owed_share_poor if person.is_poor else q.fee_owed_share_other
    owes = owing_chance(irregular, q.fee_usd, owed, q.regular_fee_usd, q.fee_owed_share_other)
    caught = trafficked_chance(recruiter.intent, deceptive, owes, q.means_given_intent, person.age(week))
    person.district.expected[Expected.TRAFFICKED] += fixed(chance * caught)


def keep_offer(person: Person, land: Land, week: Week, recruiter: Recruiter, deceptive: bool) -> None:
    """Of several accepted offers the earliest counts, once."""
    at = (person.clock(week, Decision.OFFER_RACE, recruiter.slot), recruiter.slot)
    if person.best_offer is None:
        land.accepting.append(person)
    if person.best_offer is None or at < person.best_offer[:2]:
        person.best_offer = (*at, recruiter, deceptive)


def take_up_offer(person: Person, week: Week) -> None:
    """Terms are drawn, and whether it is trafficking is judged: act, means, purpose."""
    assert person.best_offer is not None
    (_, _, recruiter, deceptive), person.best_offer = person.best_offer, None
    q = week.p
    person.begin_journey()
    person.recruiter, person.deceived = recruiter, deceptive
    person.intended = person.draw(week, Decision.INTENT, recruiter.slot) < recruiter.intent
    by_permit = person.clock(week, Decision.AGENCY_WAY, 0) / max(person.district.regular_way(), NEVER)
    irregular = q.agency_irregular_odds * recruiter.district.inspections_leave
    by_other = person.clock(week, Decision.AGENCY_WAY, 1) / max(irregular, NEVER)
    if recruiter.licensed and by_permit <= by_other:
        person.sector = draw_sector(person, week)
        borrow(person, week, q.regular_fee_usd, q.fee_owed_share_other)
        person.move(week, Situation.WAITING)
    else:
        set_irregular_terms(person, week)
        person.due_day = single(week.day)
        person.move(week, Situation.IN_TRANSIT)
    means = person.debt_usd > 0.0 or person.draw(week, Decision.MEANS) < q.means_given_intent
    if is_trafficked(person.intended, deceptive, means, person.age(week)):
        become_trafficked(person)
