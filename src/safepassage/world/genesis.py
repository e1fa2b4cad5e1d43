"""How the first people, actors and stocks are made. Every endowment is a keyed draw."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from safepassage.evidence.errors import InputError
from safepassage.parameters import Packed, Parameters
from safepassage.region.region import Floats, Region
from safepassage.rules.compiled import compiled
from safepassage.world.codes import Papers, Sector, Situation
from safepassage.world.columns import Columns, make_columns
from safepassage.world.draws import Decision, Keys, exponential, normal, uniform
from safepassage.world.journey import begin_journey
from safepassage.world.ledger import Ledger, move


@compiled
def sample_ids(total: int, share: float, offset: float) -> NDArray[np.int32]:
    """Register numbers of a systematic sample: every place gets its share within one person."""
    ids = np.empty(int(total * share) + 2, np.int32)
    n = 0
    for k in range(total):
        if math.floor((k + 1) * share + offset) > math.floor(k * share + offset):
            ids[n] = k
            n += 1
    return ids[:n]


@compiled
def _endow(people: Columns, keys: Keys, p: Packed, female_share: Floats, schooling_mean: Floats) -> None:
    """Draw what a person brings: sex, age, schooling, wealth rank, awareness."""
    q = p[0]
    tail = math.exp(-(75.0 - 15.0) / q.age_scale_years)
    for i in range(people.id.size):
        who = people.id[i]
        d = people.district[i]
        people.female[i] = uniform(keys[Decision.SEX], 0, who, 0) < female_share[d]
        u = uniform(keys[Decision.AGE], 0, who, 0)
        v = uniform(keys[Decision.AGE], 0, who, 1)
        if u < q.age_pyramid_child_share:
            people.age_at_start[i] = 15.0 * v
        else:
            people.age_at_start[i] = 15.0 - q.age_scale_years * math.log(1.0 - v * (1.0 - tail))
        schooling = schooling_mean[d] + q.schooling_spread_years * normal(keys[Decision.SCHOOLING], 0, who, 0)
        people.schooling[i] = min(18.0, max(0.0, schooling))
        people.wealth_score[i] = normal(keys[Decision.WEALTH], 0, who, 0)
        people.awareness[i] = min(
            1.0, 2.0 * q.initial_awareness * uniform(keys[Decision.AWARENESS], 0, who, 0)
        )


def make_people(region: Region, parameters: Parameters, keys: Keys, share: float) -> Columns:
    """Persons of a region at a population share in (0, 1], rows sorted by place.

    Raises
    ------
    InputError
        The share is not in (0, 1] or leaves nobody.
    """
    if not 0.0 < share <= 1.0:
        raise InputError(f"population_share = {share!r} must be above 0 and at most 1")
    ends = np.cumsum(region.place_population)
    ids = sample_ids(int(ends[-1]), share, float(uniform(keys[Decision.PLACEBO], 0, 0, 1)))
    if ids.size == 0:
        raise InputError(f"population_share = {share!r} leaves no person of {ends[-1]}; take a larger one")
    people = make_columns(ids.size)
    place = np.searchsorted(ends, ids, side="right")
    people.id[:] = ids
    people.place[:] = place
    people.cell[:] = region.place_cell[place]
    people.subdistrict[:] = region.place_subdistrict[place]
    people.district[:] = region.place_district[place]
    _endow(people, keys, parameters.packed(), region.female_share, region.schooling_years)
    return people


@compiled
def set_stock_abroad(
    people: Columns,
    ledger: Ledger,
    keys: Keys,
    p: Packed,
    target: Floats,
    step: int,
    youngest: float,
) -> None:
    """Bring each district's number abroad to ``target`` persons (simulated scale); NaN leaves it.

    Adults at home are sent, or people abroad kept, each by their own draw. Those sent get papers
    and sector as irregular leavers do. When they left is not asked: every way out of work abroad has
    a constant rate, so time since departure changes nothing.
    """
    q = p[0]
    districts = target.size
    home = np.zeros(districts)
    away = np.zeros(districts)
    for i in range(people.id.size):
        situation = people.situation[i]
        if situation == Situation.RESIDENT and youngest <= people.age_at_start[i] <= q.stock_oldest_age_years:
            home[people.district[i]] += 1.0
        elif situation == Situation.WORKING or situation == Situation.EXPLOITED:
            away[people.district[i]] += 1.0
    for i in range(people.id.size):
        d = people.district[i]
        if math.isnan(target[d]):
            continue
        who = people.id[i]
        u = uniform(keys[Decision.STOCK_ABROAD], step, who, 0)
        situation = people.situation[i]
        if situation == Situation.RESIDENT and youngest <= people.age_at_start[i] <= q.stock_oldest_age_years:
            if home[d] > 0.0 and u < (target[d] - away[d]) / home[d]:
                begin_journey(people, i)
                people.debt_usd[i] = 0.0
                domestic = q.domestic_odds_female if people.female[i] else q.domestic_odds_male
                v = uniform(keys[Decision.STOCK_TRAITS], step, who, 0)
                people.sector[i] = Sector.DOMESTIC if v < domestic / (1.0 + domestic) else Sector.PLANTATION
                w = uniform(keys[Decision.STOCK_TRAITS], step, who, 1)
                people.papers[i] = Papers.VISITOR if w < q.visitor_papers_share else Papers.NONE
                people.destination[i] = 0
                people.trips[i] = 1
                move(people, ledger, i, Situation.WORKING, step)
        elif (
            situation in (Situation.WORKING, Situation.EXPLOITED)
            and away[d] > 0.0
            and u >= target[d] / away[d]
        ):
            move(people, ledger, i, Situation.RESIDENT, step)


@compiled
def logit_normal(mean: float, spread: float, z: float) -> float:
    """A share around ``mean`` whose log odds have the given spread."""
    mean = min(max(mean, 1e-9), 1.0 - 1e-9)
    return 1.0 / (1.0 + math.exp(-(math.log(mean / (1.0 - mean)) + spread * z)))


@compiled
def draw_traits(slot: int, step: int, licensed: bool, keys: Keys, p: Packed, traits: Floats) -> None:
    """Deceptiveness, intent and weekly contacts of whoever takes a place in the trade, into ``traits``."""
    q = p[0]
    deceptive = q.agency_deceptiveness if licensed else q.broker_deceptiveness
    intent = q.agency_intent if licensed else q.broker_intent
    spread = q.traits_spread
    key = keys[Decision.TRAITS]
    traits[0] = logit_normal(deceptive, spread, normal(key, step, slot, 1)) if deceptive > 0.0 else 0.0
    traits[1] = logit_normal(intent, spread, normal(key, step, slot, 2)) if intent > 0.0 else 0.0
    # a gamma of shape 2 around the mean: most contact few, some many
    traits[2] = (
        0.5 * q.contacts_per_week * (exponential(key, step, slot, 6) + exponential(key, step, slot, 7))
    )
