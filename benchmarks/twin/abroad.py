"""Stage 9: travellers arrive; who is abroad goes on, changes situation, turns home or dies."""

from __future__ import annotations

import math

from benchmarks.twin import doors
from benchmarks.twin.land import Land
from benchmarks.twin.numbers import NEVER, ONE, YEAR_DAYS, fixed, single, sum_in_order
from benchmarks.twin.person import Person
from benchmarks.twin.terms import become_trafficked
from benchmarks.twin.week import Week
from safepassage.rules.abroad import against, death_rate, fees_owed, find_rate, held, linked, onset_rate
from safepassage.rules.aspiration import TRAP
from safepassage.rules.authority import complement, effective, gated
from safepassage.rules.gates import recognition
from safepassage.rules.probability import first_of, rationed, within
from safepassage.world.codes import Count, Expected, Papers, Sector, Situation, WayHome
from safepassage.world.draws import Decision


def live_abroad(land: Land, week: Week) -> None:
    """Travellers arrive; who is abroad goes on, changes situation, turns home or dies."""
    q = week.p
    for district in land.districts:
        government, national = district.government, q.national_responsiveness
        network = linked(q.find_partnership_gain, government.partnership)
        access = district.access * government.against_as_is(week, network, 1.0, national, q.door_destination)
        district.find_rate = {
            hidden: find_rate(
                q.find_inspection_per_year,
                access,
                q.find_domestic_factor if hidden else 1.0,
                government.doses.family_finds,
            )
            for hidden in (False, True)
        }
        skill = government.met(
            week, land.consular_training, q.consular_training, national, q.door_destination
        )
        odds = q.destination_recognition_log_odds + math.log(district.access)
        district.abroad_recognition = {
            hidden: recognition(
                odds + hidden * q.recognition_domestic_log_odds, q.destination_recognition_training, skill
            )
            for hidden in (False, True)
        }
        district.abroad_false_alarm = recognition(q.destination_false_log_odds, 0.0, skill)
    land.case_chance = chance_of_a_case(land, week)
    arriving = land.those(Situation.IN_TRANSIT)
    working, exploited = land.those(Situation.WORKING), land.those(Situation.EXPLOITED)
    for person in arriving:
        arrive(person, week)
    for person in working:
        work(person, week)
    for person in exploited:
        be_exploited(person, week, land.case_chance)
    finds = sum(district.expected[Expected.FINDS] for district in land.districts) / ONE * week.scale
    kept = math.exp(-week.years / q.consular_load_memory_years)
    land.consular_load = kept * land.consular_load + (1.0 - kept) * (finds / week.years)


def chance_of_a_case(land: Land, week: Week) -> float:
    """Consulates' capacity for cases over what they remember of the load."""
    q = week.p
    people = sum_in_order([district.population for district in land.districts])
    partners = [district.population * district.government.partnership for district in land.districts]
    network = linked(q.consular_partnership_gain, sum_in_order(partners) / max(1.0, people))
    product = network * against(land.consular_training, q.consular_training)
    carried = against_authority(week, product, q.national_responsiveness)
    return rationed(q.consular_cases_per_100000 * people / 100000.0 * carried, land.consular_load)


def against_authority(week: Week, product: float, responsiveness: float) -> float:
    """What is left of a product at a door of national services, against what it is where nothing changed."""
    q = week.p
    left = effective(
        int(q.authority_rule), product, 1.0, gated(responsiveness, responsiveness, 1.0), q.as_is_responsiveness,
        q.authority_floor, q.authority_own_ratio, q.authority_steepness,
    )  # fmt: skip
    return left / complement(1.0, q.as_is_responsiveness, q.authority_floor)


def escape_rate(person: Person, week: Week) -> float:
    """What is owed holds a person back, where debt is a trap."""
    q = week.p
    if q.debt_rule != TRAP:
        return float(q.escape_per_year)
    return held(q.escape_per_year, fees_owed(person.debt_usd, q.fee_usd), q.debt_hold)


def arrive(person: Person, week: Week) -> None:
    """The journey out ends, in work or in exploitation."""
    if person.route is None or person.leg != len(person.route.gates) or person.due_day >= week.end:
        return
    person.trips = min(255, person.trips + 1)
    person.departures = min(255, person.departures + 1)
    exploited = person.draw(week, Decision.ARRIVAL) < week.p.exploited_on_arrival
    if person.intended and person.trafficked and exploited:
        enter_exploitation(person, week)
    else:
        person.move(week, Situation.WORKING)


def enter_exploitation(person: Person, week: Week) -> None:
    """An episode begins, and is written into the person's own ledger."""
    person.count(Count.ENTERED_EXPLOITATION)
    regular = person.papers is Papers.PERMIT
    person.count(Count.ENTERED_REGULAR if regular else Count.ENTERED_IRREGULAR)
    if person.times_exploited > 0:
        person.count(Count.ENTERED_AGAIN)
    person.times_exploited = min(255, person.times_exploited + 1)
    person.harmed = True
    if person.gate is not None:
        person.gate.entered += 1
    if person.episodes == 0:
        person.first_step = week.step
        person.first_gate = -1 if person.gate is None else person.gate.index
        person.first_sector, person.first_destination = int(person.sector), person.destination
        person.first_recruiter = -1 if person.recruiter is None else person.recruiter.slot
    person.episodes = min(255, person.episodes + 1)
    person.move(week, Situation.EXPLOITED)


def work(person: Person, week: Week) -> None:
    """A step at work abroad: debt is paid off; the earliest change within it happens."""
    q = week.p
    regular = person.papers is Papers.PERMIT
    death = risk_death(person, week, exploited=False)
    paid = q.debt_paid_usd_per_year * week.years * person.wage_share
    person.debt_usd = single(max(0.0, person.debt_usd - paid))
    onset = onset_rate(
        q.onset_regular_per_year if regular else q.onset_irregular_per_year,
        fees_owed(person.debt_usd, q.fee_usd), q.onset_debt_factor, person.deceived, q.onset_deceived_factor,
        person.sector == Sector.DOMESTIC, q.onset_domestic_factor,
    )  # fmt: skip
    stay = q.end_regular_per_year if regular else person.district.end_irregular
    deportation = NEVER if regular else max(q.deportation_per_year, NEVER)
    if person.debt_usd > 0.0 and not person.trafficked:
        begins = first_of(onset, mortality(person, week, exploited=False) + deportation + stay, week.years)
        person.district.expected[Expected.TRAFFICKED] += fixed(begins)
    deported = person.clock(week, Decision.DEPORTATION) / deportation
    begun = person.clock(week, Decision.ONSET) / max(onset, NEVER)
    ended = person.clock(week, Decision.END_OF_STAY) / max(stay, NEVER)
    first = min(death, deported, begun, ended)
    if first >= week.years:
        return
    if first == death:
        die(person, week)
    elif first == begun:
        if person.debt_usd > 0.0 and not person.trafficked:
            # debt that turns work into forced work starts trafficking abroad
            become_trafficked(person)
        enter_exploitation(person, week)
    elif first == deported:
        turn_home(person, week, WayHome.DEPORTATION, first)
    else:
        turn_home(person, week, WayHome.END_OF_STAY, first)


def be_exploited(person: Person, week: Week, case_chance: float) -> None:
    """A step in exploitation: the earliest way out within it happens."""
    q = week.p
    death = risk_death(person, week, exploited=True)
    person.exploited_years = single(person.exploited_years + week.years)
    found = person.district.find_rate[person.hidden]
    rescue = found * case_chance
    person.district.expected[Expected.FINDS] += fixed(within(found, week.years))
    person.district.expected[Expected.RESCUES] += fixed(within(rescue, week.years))
    rates = {
        Decision.DEPORTATION: q.deportation_exploited_per_year,
        Decision.RESCUE: rescue,
        Decision.ESCAPE: escape_rate(person, week),
        Decision.DEBT_WORKED_OFF: q.worked_off_per_year,
    }
    ways = {cause: person.clock(week, cause) / max(rate, NEVER) for cause, rate in rates.items()}
    cause = min(ways, key=lambda cause: ways[cause])
    if min(death, ways[cause]) >= week.years:
        return
    if death <= ways[cause]:
        die(person, week)
    elif cause is Decision.DEPORTATION:
        turn_home(person, week, WayHome.DEPORTATION, ways[cause])
    elif cause is Decision.RESCUE:
        person.count(Count.RESCUED)
        turn_home(person, week, WayHome.RESCUE, ways[cause])
    elif cause is Decision.ESCAPE and person.draw(week, Decision.ESCAPE_HOME) < q.escape_home_share:
        turn_home(person, week, WayHome.ESCAPE, ways[cause])
    else:
        # out of exploitation, and on to ordinary irregular work
        person.debt_usd = 0.0
        person.intended = False
        person.wage_share = 1.0
        if person.papers is Papers.PERMIT:
            person.papers = Papers.NONE
        person.move(week, Situation.WORKING)


def mortality(person: Person, week: Week, exploited: bool) -> float:
    """Deaths a year of somebody in this work and sector."""
    q = week.p
    base = q.death_regular_per_year if person.papers is Papers.PERMIT else q.death_irregular_per_year
    return death_rate(
        base, person.female, q.death_female_factor, exploited, q.death_exploited_factor,
        person.sector == Sector.PLANTATION, q.death_plantation_factor,
    )  # fmt: skip


def risk_death(person: Person, week: Week, exploited: bool) -> float:
    """When death comes, in years from now; its chance in this step goes to the ledger."""
    rate = mortality(person, week, exploited)
    person.district.expected[Expected.DEATHS] += fixed(within(rate, week.years))
    return person.clock(week, Decision.DEATH) / max(rate, NEVER)


def die(person: Person, week: Week) -> None:
    """Death abroad."""
    person.count(Count.DEATHS_ABROAD)
    person.move(week, Situation.DEAD)


def turn_home(person: Person, week: Week, way: WayHome, after_years: float) -> None:
    """Begin the journey home; all but who goes at the end of a stay meet the door abroad."""
    if way is not WayHome.END_OF_STAY:
        district = person.district
        chance = district.abroad_recognition[person.hidden] if person.harmed else district.abroad_false_alarm
        if way is WayHome.RESCUE:
            chance = 1.0
        doors.expect_recognition(person, week, chance, person.harmed)
        if person.draw(week, Decision.RECOGNISED, doors.ABROAD) < chance:
            doors.become_identified(person, person.harmed)
    if way is WayHome.DEPORTATION:
        person.count(Count.DEPORTED)
    person.way_home = way
    person.leg = -1
    person.due_day = single(week.day + after_years * YEAR_DAYS + week.p.days_home)
    person.move(week, Situation.IN_TRANSIT)
