"""Stage 8: travellers meet the gates that they reach within the step; then gates remember their load."""

from __future__ import annotations

import math

from benchmarks.twin.doors import become_identified, expect_recognition, help_or_send_home
from benchmarks.twin.ground import Gate, Route
from benchmarks.twin.land import Land
from benchmarks.twin.numbers import fixed, single
from benchmarks.twin.person import Person
from benchmarks.twin.week import Week
from safepassage.rules.gates import focused, patrol_probability, recognition, turned_back
from safepassage.rules.probability import logistic, rationed
from safepassage.world.codes import Count, Expected, GateKind, Papers, Role, Situation, WayHome
from safepassage.world.draws import Decision


def pass_gates(land: Land, week: Week) -> None:
    """Travellers meet the gates that they reach within the step; then gates remember their load."""
    honest_share = sum(int(official.integrity) for official in land.officials) / len(land.officials)
    for gate in land.gates:
        gate.honest_share = honest_share
        staff_gate(gate, week)
    for person in land.those(Situation.IN_TRANSIT):
        travel(person, week)
    kept = math.exp(-week.years / week.p.gate_load_memory_years)
    for gate in land.gates:
        weekly = gate.arrivals * week.scale * 7.0 / week.days
        gate.load = kept * gate.load + (1.0 - kept) * weekly


def staff_gate(gate: Gate, week: Week) -> None:
    """Chance of being questioned at a gate, and how well who questions there is trained."""
    q = week.p
    if gate.kind is GateKind.UNOFFICIAL:
        gate.question_chance = patrol_probability(q.patrol_chance, gate.screening)
        gate.focused_chance = gate.question_chance
        gate.skill = gate.government.skill(week, Role.PATROL, q.door_screening)
        return
    capacity, others = {
        GateKind.FORMAL: (q.screening_capacity_post, q.everyday_crossers_post),
        GateKind.TRADITIONAL: (q.screening_capacity_traditional, q.everyday_crossers_traditional),
        GateKind.HUB: (q.screening_capacity_hub, q.everyday_travellers_hub),
    }[gate.kind]
    gate.question_chance = rationed(capacity * gate.screening, others + gate.load)
    role = Role.HUB if gate.kind is GateKind.HUB else Role.BORDER_POST
    gate.skill = gate.government.skill(week, role, q.door_screening)
    gate.focused_chance = focused(gate.question_chance, q.screening_focus * gate.skill + gate.focus)


def travel(person: Person, week: Week) -> None:
    """Pass one gate after another within the step, until stopped, there, or the step is over."""
    if person.leg < 0:
        return
    while (
        person.situation is Situation.IN_TRANSIT
        and person.route is not None
        and person.leg < len(person.route.gates)
        and person.due_day < week.end
    ):
        meet(person, week, person.route, person.route.gates[person.leg])


def meet(person: Person, week: Week, route: Route, gate: Gate) -> None:
    """One gate: is it open, is one questioned, recognised, turned back for the papers?"""
    district, q = person.district, week.p
    gate.arrivals += 1
    district.gate_tries[gate.index] += 1
    if person.trafficked:
        sees = recognition(q.exit_recognition_log_odds, q.exit_recognition_training, gate.skill)
    else:
        sees = recognition(q.exit_false_log_odds, q.exit_false_training, gate.skill)
    refused = refusal_at(person, week, gate)
    questioned = gate.focused_chance if person.trafficked else gate.question_chance
    district.gate_stops[gate.index] += fixed(questioned * (sees + (1.0 - sees) * refused))
    if person.recruiter is not None:
        note_client(person, week, route, gate, sees, refused)
    expect_recognition(person, week, gate.openness * questioned * sees, person.trafficked)
    if person.draw(week, Decision.OPENNESS, gate.index) >= gate.openness:
        turn_back(person, week, gate)
        return
    if person.draw(week, Decision.SCREENED, gate.index) < questioned:
        if person.draw(week, Decision.RECOGNISED, gate.index) < sees:
            become_identified(person, person.trafficked)
            person.count(Count.REFUSED)
            person.way_home = WayHome.TURNED_BACK
            help_or_send_home(person, week, gate.index)
            return
        if person.draw(week, Decision.PAPERS_REFUSED, gate.index) < refused:
            turn_back(person, week, gate)
            return
    person.leg += 1
    person.due_day = single(person.due_day + route.days[person.leg])
    if person.leg == len(route.gates):
        depart(person, gate)


def note_client(person: Person, week: Week, route: Route, gate: Gate, sees: float, refused: float) -> None:
    """Recruiters hear which of their clients got abroad and which came home: the chances of both."""
    expected = person.district.expected
    questioned = gate.focused_chance if person.trafficked else gate.question_chance
    turned = turned_back(gate.openness, questioned, sees, refused)
    recognised = gate.openness * questioned * sees
    expected[Expected.LOST] += fixed(recognised + turned * (1.0 - week.p.retry_share))
    if person.leg + 1 == len(route.gates):
        expected[Expected.DELIVERED] += fixed(max(0.0, 1.0 - recognised - turned))


def refusal_at(person: Person, week: Week, gate: Gate) -> float:
    """Chance of being turned back for the papers once questioned; a recruiter may bribe."""
    q = week.p
    unbribed = 1.0 - (1.0 - gate.honest_share if person.recruiter is not None else 0.0)
    if person.papers is Papers.PERMIT:
        return q.permit_refusal_share * unbribed
    if gate.kind is GateKind.UNOFFICIAL:
        return unbribed
    if person.papers is Papers.VISITOR:
        return logistic(q.visitor_refusal_log_odds + q.refusal_training * gate.skill) * unbribed
    return logistic(q.refusal_log_odds + q.refusal_training * gate.skill) * unbribed


def turn_back(person: Person, week: Week, gate: Gate) -> None:
    """Refused: try again in a week, perhaps elsewhere, or go home."""
    person.count(Count.REFUSED)
    if person.draw(week, Decision.RETRY, gate.index) < week.p.retry_share:
        person.route, person.leg = None, 0
        person.due_day = single(person.due_day + 7.0)
    else:
        person.way_home = WayHome.TURNED_BACK
        person.move(week, Situation.RESIDENT)


def depart(person: Person, gate: Gate) -> None:
    """The last gate is passed."""
    person.gate = gate
    person.count(Count(Count.CROSSED_FORMAL + gate.kind))
    regular = person.papers is Papers.PERMIT
    person.count(Count.DEPARTURES_REGULAR if regular else Count.DEPARTURES_IRREGULAR)
