"""How a journey begins: the marks of the last one are wiped, terms and papers are drawn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from safepassage.parameters import Packed
from safepassage.rules.compiled import compiled
from safepassage.rules.papers import false_share
from safepassage.world.actors_state import Governments
from safepassage.world.codes import Papers, Sector, WayHome
from safepassage.world.columns import Columns
from safepassage.world.context import Context
from safepassage.world.draws import Decision, Keys, exponential, uniform
from safepassage.world.geography_arrays import Ground
from safepassage.world.world import Clock

_NO_PAPERS, _VISITOR, _FALSE = int(Papers.NONE), int(Papers.VISITOR), int(Papers.FALSE)
_PLANTATION, _DOMESTIC, _OTHER = int(Sector.PLANTATION), int(Sector.DOMESTIC), int(Sector.OTHER)


@compiled
def begin_journey(people: Columns, row: int) -> None:
    """Wipe what belongs to the last journey."""
    people.recruiter[row] = -1
    people.route[row] = -1
    people.leg[row] = 0
    people.gate[row] = -1
    people.destination[row] = -1
    people.papers[row] = Papers.NONE
    people.deceived[row] = False
    people.intended[row] = False
    people.trafficked[row] = False
    people.harmed[row] = False
    people.identified[row] = False
    people.aided[row] = False
    people.way_home[row] = WayHome.NONE


@compiled
def regular_openness(context: Context, ground: Ground) -> NDArray[np.float64]:
    """Openness of the most open regular way of each corridor: offices place nobody through a closed border."""
    most = np.zeros(ground.district_corridor.max() + 1)
    for route in range(ground.route_corridor.size):
        if ground.route_regular[route]:
            openness = 1.0
            for leg in range(ground.route_legs[route]):
                openness *= context.openness[ground.route_gates[route, leg]]
            most[ground.route_corridor[route]] = max(most[ground.route_corridor[route]], openness)
    return most


@compiled
def regular_way(context: Context, ground: Ground, governments: Governments) -> NDArray[np.float64]:
    """How open the regular channel is to each district's people, [D]: service office, permits, the most open way."""
    way_open = regular_openness(context, ground)
    out = np.empty(ground.district_corridor.size)
    for d in range(out.size):
        out[d] = governments.service_capacity[d] * context.permit[d] * way_open[ground.district_corridor[d]]
    return out


@compiled
def draw_sector(female: bool, who: int, keys: Keys, p: Packed, step: int) -> int:
    """Sector of an offer or of the work looked for: a race of the three by the odds of the sex."""
    q = p[0]
    domestic = q.domestic_odds_female if female else q.domestic_odds_male
    best = exponential(keys[Decision.SECTOR], step, who, 0)
    sector = _PLANTATION
    clock = exponential(keys[Decision.SECTOR], step, who, 1) / max(domestic, 1e-12)
    if clock < best:
        best = clock
        sector = _DOMESTIC
    if exponential(keys[Decision.SECTOR], step, who, 2) / max(q.other_odds, 1e-12) < best:
        sector = _OTHER
    return sector


@compiled
def false_papers_in(governments: Governments, p: Packed) -> NDArray[np.float64]:
    """Share of irregular travellers with papers of a local office that are not true, by government [G]."""
    q = p[0]
    out = np.empty(governments.honesty.size)
    for g in range(out.size):
        out[g] = false_share(
            q.false_papers_share, governments.honesty[g], q.integrity, governments.responsiveness[g],
            q.as_is_responsiveness, q.false_papers_responsiveness, 1.0 - q.visitor_papers_share,
        )  # fmt: skip
    return out


@compiled
def draw_papers(who: int, false_papers: float, keys: Keys, p: Packed, step: int) -> int:
    """Papers of an irregular journey: a race of none, a visitor's and false ones by their shares."""
    q = p[0]
    none = 1.0 - q.visitor_papers_share - false_papers
    best = exponential(keys[Decision.PAPERS], step, who, _NO_PAPERS) / max(none, 1e-12)
    papers = _NO_PAPERS
    clock = exponential(keys[Decision.PAPERS], step, who, _VISITOR) / max(q.visitor_papers_share, 1e-12)
    if clock < best:
        best = clock
        papers = _VISITOR
    if exponential(keys[Decision.PAPERS], step, who, _FALSE) / max(false_papers, 1e-12) < best:
        papers = _FALSE
    return papers


@compiled
def set_irregular_terms(
    people: Columns, row: int, poverty_score: float, false_papers: float, keys: Keys, p: Packed, clock: Clock
) -> None:
    """Papers, sector and what is owed for a journey without a work permit.

    ``false_papers`` is the share of irregular travellers of the district who have them.
    """
    q = p[0]
    who = people.id[row]
    people.papers[row] = draw_papers(who, false_papers, keys, p, clock.step)
    people.sector[row] = draw_sector(people.female[row], who, keys, p, clock.step)
    owed = q.fee_owed_share_poor if people.wealth_score[row] < poverty_score else q.fee_owed_share_other
    owes = uniform(keys[Decision.FEE], clock.step, who, 0) < owed
    people.debt_usd[row] = q.fee_usd if owes else 0.0
