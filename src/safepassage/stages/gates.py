"""Stage 8, gates: screening, bribes, refusal and retry, identification, referral; or an unofficial path.

A traveller who reaches a gate within the step is questioned with probability
min(1, capacity / load), may be recognised as trafficked, may be turned back for the papers, may
try again. The load is what the gate has seen in the weeks before, so order cannot matter.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from safepassage.parameters import Packed
from safepassage.rules.compiled import compiled
from safepassage.rules.gates import patrol_probability, recognition
from safepassage.rules.probability import logistic, rationed
from safepassage.world.actors_state import Governments, Officials, Registers
from safepassage.world.codes import GateKind, Papers, Role, Situation, WayHome
from safepassage.world.columns import Columns
from safepassage.world.context import Context
from safepassage.world.doors import at_door
from safepassage.world.doses import Doses
from safepassage.world.draws import Decision, Keys, uniform
from safepassage.world.geography_arrays import Ground
from safepassage.world.ledger import Count, Ledger, fixed, move
from safepassage.world.referral import expect, identify, referral_terms, settle
from safepassage.world.world import Clock

_PATROL, _BORDER_POST, _HUB = int(Role.PATROL), int(Role.BORDER_POST), int(Role.HUB)


@compiled
def _questioned(
    ground: Ground, governments: Governments, registers: Registers, doses: Doses, p: Packed
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Chance of being questioned, and effective training of those who question, at each gate [A]."""
    q = p[0]
    gates = ground.gate_kind.size
    chance, skill = np.empty(gates), np.empty(gates)
    for a in range(gates):
        g = ground.gate_government[a]
        kind = ground.gate_kind[a]
        if kind == GateKind.UNOFFICIAL:
            chance[a] = patrol_probability(q.patrol_chance, doses.screening[a])
            role = _PATROL
        else:
            role = _BORDER_POST
            capacity, crossers = q.screening_capacity_post, q.everyday_crossers_post
            if kind == GateKind.TRADITIONAL:
                capacity, crossers = q.screening_capacity_traditional, q.everyday_crossers_traditional
            elif kind == GateKind.HUB:
                capacity, crossers = q.screening_capacity_hub, q.everyday_travellers_hub
                role = _HUB
            chance[a] = rationed(capacity * doses.screening[a], crossers + registers.gate_load[a])
        skill[a] = at_door(
            governments.training[g, role], q.initial_training, governments.responsiveness[g],
            q.as_is_responsiveness, q.door_screening, p,
        )  # fmt: skip
    return chance, skill


@compiled
def _turned_back(
    people: Columns, ledger: Ledger, row: int, gate: int, keys: Keys, p: Packed, clock: Clock
) -> None:
    """A refused traveller tries again within a week, perhaps elsewhere, or goes home."""
    q = p[0]
    d = people.district[row]
    ledger.counts[d, Count.REFUSED] += 1
    if uniform(keys[Decision.RETRY], clock.step, people.id[row], gate) < q.retry_share:
        people.route[row] = -1
        people.leg[row] = 0
        people.due_day[row] += 7.0
    else:
        people.way_home[row] = WayHome.TURNED_BACK
        move(people, ledger, row, Situation.RESIDENT, clock.step)


@compiled
def _paper_refusal(papers: int, effective: float, p: Packed) -> float:
    """Chance that a questioned traveller is turned back for these papers, bribes apart."""
    q = p[0]
    if papers == Papers.PERMIT:
        return float(q.permit_refusal_share)
    if papers == Papers.VISITOR:
        return logistic(q.visitor_refusal_log_odds + q.refusal_training * effective)
    return logistic(q.refusal_log_odds + q.refusal_training * effective)


@compiled
def _departed(people: Columns, ledger: Ledger, row: int, gate: int, kind: int) -> None:
    """The last gate is passed: the departure is counted, by the kind of that gate."""
    d = people.district[row]
    people.gate[row] = gate
    ledger.counts[d, Count.CROSSED_FORMAL + kind] += 1
    if people.papers[row] == Papers.PERMIT:
        ledger.counts[d, Count.DEPARTURES_REGULAR] += 1
    else:
        ledger.counts[d, Count.DEPARTURES_IRREGULAR] += 1


@compiled
def pass_gates(
    people: Columns, away: NDArray[np.int32], ledger: Ledger, context: Context, ground: Ground,
    governments: Governments, officials: Officials, registers: Registers, doses: Doses, keys: Keys, p: Packed,
    clock: Clock,
) -> None:  # fmt: skip
    """Travellers whose journey reaches a gate within the step meet it."""
    q = p[0]
    chance, skill = _questioned(ground, governments, registers, doses, p)
    terms = referral_terms(governments, registers, doses, ground, p)
    honest = officials.integrity.mean()
    end = clock.day + clock.days
    for i in away:
        if people.situation[i] != Situation.IN_TRANSIT or people.route[i] < 0 or people.leg[i] < 0:
            continue
        who = people.id[i]
        d = people.district[i]
        age = people.age_at_start[i] + clock.age_years
        while (
            people.situation[i] == Situation.IN_TRANSIT
            and people.route[i] >= 0
            and people.leg[i] < ground.route_legs[people.route[i]]
            and people.due_day[i] < end
        ):
            route, leg = people.route[i], people.leg[i]
            a = ground.route_gates[route, leg]
            kind = ground.gate_kind[a]
            ledger.gate_arrivals[a] += 1
            ledger.gate_tries[d, a] += 1
            trafficked = people.trafficked[i]
            sees = recognition(q.exit_recognition_log_odds, q.exit_recognition_training, skill[a])
            if not trafficked:
                sees = recognition(q.exit_false_log_odds, q.exit_false_training, skill[a])
            bribed = 1.0 - honest if people.recruiter[i] >= 0 else 0.0
            refused = _paper_refusal(people.papers[i], skill[a], p) * (1.0 - bribed)
            if kind == GateKind.UNOFFICIAL and people.papers[i] != Papers.PERMIT:
                refused = 1.0 - bribed
            stop = chance[a] * (sees + (1.0 - sees) * refused)
            ledger.gate_stops[d, a] += fixed(stop)
            expect(people, ledger, i, context.openness[a] * chance[a] * sees, trafficked, age, terms)
            if uniform(keys[Decision.OPENNESS], clock.step, who, a) >= context.openness[a]:
                _turned_back(people, ledger, i, a, keys, p, clock)
                continue
            if uniform(keys[Decision.SCREENED], clock.step, who, a) < chance[a]:
                if uniform(keys[Decision.RECOGNISED], clock.step, who, a) < sees:
                    identify(people, ledger, i, trafficked)
                    ledger.counts[d, Count.REFUSED] += 1
                    people.way_home[i] = WayHome.TURNED_BACK
                    settle(people, ledger, i, a, terms, keys, p, clock)
                    continue
                if uniform(keys[Decision.PAPERS_REFUSED], clock.step, who, a) < refused:
                    _turned_back(people, ledger, i, a, keys, p, clock)
                    continue
            people.leg[i] = leg + 1
            people.due_day[i] += ground.route_days[route, leg + 1]
            if leg + 1 == ground.route_legs[route]:
                _departed(people, ledger, i, a, kind)
    kept = math.exp(-clock.years / q.gate_load_memory_years)
    for a in range(ground.gate_kind.size):
        weekly = ledger.gate_arrivals[a] * clock.scale * 7.0 / clock.days
        registers.gate_load[a] = kept * registers.gate_load[a] + (1.0 - kept) * weekly
