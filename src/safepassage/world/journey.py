"""How a journey begins: the marks of the last one are wiped, terms and papers are drawn; debts stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from safepassage.rules.compiled import compiled
from safepassage.rules.papers import checks, false_share
from safepassage.world.codes import Papers, Role, Sector, Situation, WayHome
from safepassage.world.draws import Decision, exponential
from safepassage.world.ledger import move
from safepassage.world.persons import owed_by

if TYPE_CHECKING:
    from safepassage.world.state import F64
    from safepassage.world.world import World

_NO_PAPERS, _VISITOR, _FALSE = int(Papers.NONE), int(Papers.VISITOR), int(Papers.FALSE)
_OTHER_PAPERS = len(Papers)
"""The alternative of a visitor's papers: any other or none."""
_PLANTATION, _DOMESTIC, _OTHER = int(Sector.PLANTATION), int(Sector.DOMESTIC), int(Sector.OTHER)


class Channels(NamedTuple):
    """What awaits in this step those who leave."""

    office: F64  # [D] how near the service office is to people, 1 as it is
    let_out: F64  # [D] share of those who ask there who are let out: permits, and the most open official way
    regular: F64  # [D] both: how open the regular channel is
    false_papers: F64  # [G] share of irregular travellers with papers of a local office that are not true


@compiled
def channels_of(world: World) -> Channels:
    """The regular channel (service office, permits, the most open way), and false papers, by district."""
    q, governments, corridor = world.p[0], world.governments, world.ground.district_corridor
    ways = official_openness(world)
    office, let_out = governments.service_capacity[: corridor.size].copy(), np.empty(corridor.size)
    for d in range(let_out.size):
        let_out[d] = world.context.permit[d] * ways[corridor[d]].max()
    false_papers = np.empty(governments.responsiveness.size)
    for g in range(false_papers.size):
        responsive = governments.responsiveness[g] - q.as_is_responsiveness
        trained = governments.training[g, Role.LABOUR_SERVICE] - q.initial_training
        checked = checks(q.false_papers_responsiveness, responsive, q.false_papers_training, trained)
        false_papers[g] = false_share(
            q.false_papers_share, governments.honesty[g, Role.LABOUR_SERVICE], q.integrity, checked,
            1.0 - q.visitor_papers_share,
        )  # fmt: skip
    return Channels(office, let_out, office * let_out, false_papers)


@compiled
def official_openness(world: World) -> F64:
    """Openness of the most open way for holders of a permit, by corridor and destination; 0 without any."""
    ground = world.ground
    corridors = world.governments.responsiveness.size - ground.district_corridor.size
    most = np.zeros((corridors, ground.destination_custom.size))
    for route in range(ground.route_corridor.size):
        if ground.route_regular[route]:
            openness = 1.0
            for leg in range(ground.route_legs[route]):
                openness *= world.context.openness[ground.route_gates[route, leg]]
            k, n = ground.route_corridor[route], ground.route_destination[route]
            most[k, n] = max(most[k, n], openness)
    return most


@compiled
def begin_journey(world: World, row: int) -> None:
    """Wipe what belongs to the last journey. What is still owed for it stays."""
    people = world.people
    people.debt_usd[row] = owed_by(world, row)
    people.recruiter[row] = -1
    people.route[row] = -1
    people.leg[row] = 0
    people.gate[row] = -1
    people.destination[row] = -1
    people.papers[row] = Papers.NONE
    people.deceived[row] = False
    people.intended[row] = False
    people.wage_share[row] = 1.0
    people.trafficked[row] = False
    people.harmed[row] = False
    people.identified[row] = False
    people.aided[row] = False
    people.way_home[row] = WayHome.NONE


@compiled
def draw_sector(world: World, row: int) -> int:
    """Sector of an offer or of the work looked for: a race of the three by the odds of the sex."""
    q, key, step, who = world.p[0], world.keys[Decision.SECTOR], world.clock.step, world.people.id[row]
    domestic = q.domestic_odds_female if world.people.female[row] else q.domestic_odds_male
    best = exponential(key, step, who, 0)
    sector = _PLANTATION
    clock = exponential(key, step, who, 1) / max(domestic, 1e-12)
    if clock < best:
        best = clock
        sector = _DOMESTIC
    if exponential(key, step, who, 2) / max(q.other_odds, 1e-12) < best:
        sector = _OTHER
    return sector


@compiled
def _draw_papers(world: World, row: int, false_papers: float) -> int:
    """Papers of an irregular journey: a race of a visitor's or other ones, then one of false ones or none.

    So more false papers reach those alone who would have none.
    """
    q, key, step, who = world.p[0], world.keys[Decision.PAPERS], world.clock.step, world.people.id[row]
    other = 1.0 - q.visitor_papers_share
    by_visit = exponential(key, step, who, _VISITOR) / max(q.visitor_papers_share, 1e-12)
    if by_visit < exponential(key, step, who, _OTHER_PAPERS) / max(other, 1e-12):
        return _VISITOR
    without = exponential(key, step, who, _NO_PAPERS) / max(other - false_papers, 1e-12)
    return _FALSE if exponential(key, step, who, _FALSE) / max(false_papers, 1e-12) < without else _NO_PAPERS


@compiled
def borrow(world: World, row: int, fee_usd: float) -> None:
    """A fee that cannot be paid in advance is owed, on top of what is owed from before."""
    world.people.debt_usd[row] += fee_usd


@compiled
def wait_for_documents(world: World, row: int) -> None:
    """By the regular channel: the person waits for a work permit."""
    world.people.papers[row] = Papers.NONE
    move(world, row, Situation.WAITING)


@compiled
def leave_without_permit(world: World, row: int, false_papers: float) -> None:
    """Without a work permit: papers and sector are drawn, and the person sets out.

    ``false_papers`` is the share of irregular travellers of the district who have them.
    """
    people = world.people
    people.papers[row] = _draw_papers(world, row, false_papers)
    people.sector[row] = draw_sector(world, row)
    people.due_day[row] = world.clock.day
    move(world, row, Situation.IN_TRANSIT)


@compiled
def give_up(world: World, row: int) -> None:
    """The journey ends before it began. What was advanced for it is still owed."""
    begin_journey(world, row)
    move(world, row, Situation.RESIDENT)
