"""Stage 8, gates: screening, bribes, refusal and retry, identification, referral; or an unofficial path.

A traveller who reaches a gate within the step is questioned with probability
min(1, capacity / load), may be recognised as trafficked, may be turned back for the papers, may
try again. The load is what the gate has seen in the weeks before, so order cannot matter.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from safepassage.rules.compiled import compiled
from safepassage.rules.gates import (
    focused,
    patrol_probability,
    recognition,
    stop_probability,
    turned_back,
)
from safepassage.rules.lists import mean
from safepassage.rules.probability import logistic, rationed
from safepassage.world.codes import Count, Expected, GateKind, Papers, Role, Situation, WayHome
from safepassage.world.doors import at_door
from safepassage.world.draws import Decision, uniform
from safepassage.world.ledger import count, fixed, move
from safepassage.world.referral import expect, recognise, refer, referral_terms
from safepassage.world.rows import not_settled

if TYPE_CHECKING:
    from safepassage.world.referral import ReferralTerms
    from safepassage.world.state import F64
    from safepassage.world.world import World

_PATROL, _BORDER_POST, _HUB = int(Role.PATROL), int(Role.BORDER_POST), int(Role.HUB)


class Screening(NamedTuple):
    """What awaits travellers at the gates in this step."""

    chance: F64  # [A] of being questioned
    focused: F64  # [A] the same of a trafficked person
    skill: F64  # [A] effective training of those who question
    honest: float  # share of officials who take no bribe
    terms: ReferralTerms


@compiled
def pass_gates(world: World) -> None:
    """Travellers whose journey reaches a gate within the step meet it."""
    people = world.people
    chance, skill = _questioning(world)
    of_trafficked = _focus(world, chance, skill)
    screening = Screening(
        chance, of_trafficked, skill, mean(world.officials.integrity), referral_terms(world)
    )
    for i in not_settled(world):
        if people.situation[i] == Situation.IN_TRANSIT:
            while _at_a_gate(world, i):
                _meet_gate(world, i, screening)
    _remember_load(world)


@compiled
def _questioning(world: World) -> tuple[F64, F64]:
    """Chance of being questioned, and effective training of those who question, at each gate [A]."""
    q, ground, governments = world.p[0], world.ground, world.governments
    gates = ground.gate_kind.size
    chance, skill = np.empty(gates), np.empty(gates)
    for a in range(gates):
        kind, more = ground.gate_kind[a], world.doses.screening[a]
        if kind == GateKind.UNOFFICIAL:
            chance[a] = patrol_probability(q.patrol_chance, more)
            role = _PATROL
        else:
            role = _BORDER_POST
            capacity, crossers = q.screening_capacity_post, q.everyday_crossers_post
            if kind == GateKind.TRADITIONAL:
                capacity, crossers = q.screening_capacity_traditional, q.everyday_crossers_traditional
            elif kind == GateKind.HUB:
                capacity, crossers = q.screening_capacity_hub, q.everyday_travellers_hub
                role = _HUB
            chance[a] = rationed(capacity * more, crossers + world.registers.gate_load[a])
        g = ground.gate_government[a]
        trained, own = governments.training[g, role], governments.responsiveness[g]
        skill[a] = at_door(world, trained, q.initial_training, own, q.as_is_responsiveness, q.door_screening)
    return chance, skill


@compiled
def _focus(world: World, chance: F64, skill: F64) -> F64:
    """Chance of a trafficked person of being questioned at each gate [A]: trained and informed officers choose better.

    They question as many as before; the trafficked are so few that nobody else's chance changes noticeably. A patrol
    meets whoever passes.
    """
    out = np.empty(chance.size)
    for a in range(chance.size):
        out[a] = chance[a]
        if world.ground.gate_kind[a] != GateKind.UNOFFICIAL:
            out[a] = focused(chance[a], world.p[0].screening_focus * skill[a] + world.doses.focus[a])
    return out


@compiled
def _at_a_gate(world: World, row: int) -> bool:
    """Whether a traveller reaches the next gate of the way out within this step."""
    people, clock = world.people, world.clock
    if people.situation[row] != Situation.IN_TRANSIT or people.route[row] < 0 or people.leg[row] < 0:
        return False
    ahead = people.leg[row] < world.ground.route_legs[people.route[row]]
    return bool(ahead and people.due_day[row] < clock.day + clock.days)


@compiled
def _meet_gate(world: World, row: int, screening: Screening) -> None:
    """A traveller asks to pass: turned back, recognised, or let through."""
    people, ground, keys, step = world.people, world.ground, world.keys, world.clock.step
    who, a = people.id[row], ground.route_gates[people.route[row], people.leg[row]]
    trafficked, openness = people.trafficked[row], world.context.openness[a]
    questioned = screening.focused[a] if trafficked else screening.chance[a]
    sees, refused = _sees(world, row, screening.skill[a]), _refuses(world, row, a, screening)
    _note_try(world, row, a, stop_probability(questioned, sees, refused))
    if world.people.recruiter[row] >= 0:
        turned = turned_back(openness, questioned, sees, refused)
        _note_client(world, row, openness * questioned * sees, turned)
    expect(world, row, openness * questioned * sees, trafficked, screening.terms)
    if uniform(keys[Decision.OPENNESS], step, who, a) >= openness:
        _turn_back(world, row, a)
        return
    if uniform(keys[Decision.SCREENED], step, who, a) < questioned:
        if recognise(world, row, sees, trafficked, a):
            count(world, row, Count.REFUSED)
            people.way_home[row] = WayHome.TURNED_BACK
            refer(world, row, a, screening.terms)
            return
        if uniform(keys[Decision.PAPERS_REFUSED], step, who, a) < refused:
            _turn_back(world, row, a)
            return
    _let_through(world, row, a)


@compiled
def _sees(world: World, row: int, skill: float) -> float:
    """Chance that a questioned traveller is taken for trafficked, rightly or wrongly."""
    q = world.p[0]
    if world.people.trafficked[row]:
        return recognition(q.exit_recognition_log_odds, q.exit_recognition_training, skill)
    return recognition(q.exit_false_log_odds, q.exit_false_training, skill)


@compiled
def _refuses(world: World, row: int, gate: int, screening: Screening) -> float:
    """Chance that a questioned traveller is turned back for the papers; recruiters may pay a bribe."""
    papers = world.people.papers[row]
    bribed = 1.0 - screening.honest if world.people.recruiter[row] >= 0 else 0.0
    if world.ground.gate_kind[gate] == GateKind.UNOFFICIAL and papers != Papers.PERMIT:
        return 1.0 - bribed
    return _paper_refusal(world, papers, screening.skill[gate]) * (1.0 - bribed)


@compiled
def _paper_refusal(world: World, papers: int, effective: float) -> float:
    """Chance that a questioned traveller is turned back for these papers, bribes apart."""
    q = world.p[0]
    if papers == Papers.PERMIT:
        return float(q.permit_refusal_share)
    if papers == Papers.VISITOR:
        return logistic(q.visitor_refusal_log_odds + q.refusal_training * effective)
    return logistic(q.refusal_log_odds + q.refusal_training * effective)


@compiled
def _note_try(world: World, row: int, gate: int, stop: float) -> None:
    """Write down that a person reached a gate, and with which chance of being stopped."""
    ledger, d = world.ledger, world.people.district[row]
    ledger.gate_arrivals[gate] += 1
    ledger.gate_tries[d, gate] += 1
    ledger.gate_stops[d, gate] += fixed(stop)


@compiled
def _note_client(world: World, row: int, recognised: float, turned: float) -> None:
    """Write down the chances that a recruiter's client is lost here, and got abroad where this is the last gate."""
    people, expected = world.people, world.ledger.expected
    d = people.district[row]
    expected[d, Expected.LOST] += fixed(recognised + turned * (1.0 - world.p[0].retry_share))
    if people.leg[row] + 1 == world.ground.route_legs[people.route[row]]:
        expected[d, Expected.DELIVERED] += fixed(max(0.0, 1.0 - recognised - turned))


@compiled
def _turn_back(world: World, row: int, gate: int) -> None:
    """A refused traveller tries again within a week, perhaps elsewhere, or goes home."""
    people = world.people
    count(world, row, Count.REFUSED)
    if uniform(world.keys[Decision.RETRY], world.clock.step, people.id[row], gate) < world.p[0].retry_share:
        people.route[row] = -1
        people.leg[row] = 0
        people.due_day[row] += 7.0
    else:
        people.way_home[row] = WayHome.TURNED_BACK
        move(world, row, Situation.RESIDENT)


@compiled
def _let_through(world: World, row: int, gate: int) -> None:
    """The gate is passed. At the last one the departure is counted, by the kind of that gate."""
    people, ground = world.people, world.ground
    route = people.route[row]
    people.leg[row] += 1
    people.due_day[row] += ground.route_days[route, people.leg[row]]
    if people.leg[row] == ground.route_legs[route]:
        people.gate[row] = gate
        count(world, row, Count.CROSSED_FORMAL + ground.gate_kind[gate])
        permit = people.papers[row] == Papers.PERMIT
        count(world, row, Count.DEPARTURES_REGULAR if permit else Count.DEPARTURES_IRREGULAR)


@compiled
def _remember_load(world: World) -> None:
    """What the gates have seen fades; this step's arrivals are added, at full scale."""
    clock, load = world.clock, world.registers.gate_load
    kept = math.exp(-clock.years / world.p[0].gate_load_memory_years)
    for a in range(load.size):
        weekly = world.ledger.gate_arrivals[a] * clock.scale * 7.0 / clock.days
        load[a] = kept * load[a] + (1.0 - kept) * weekly
