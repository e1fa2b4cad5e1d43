"""Where recruiters go to work, and whom they meet there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from safepassage.rules.compiled import compiled
from safepassage.rules.lists import first_above, whole
from safepassage.rules.offers import believed_acceptance, believed_arrests, believed_payoff
from safepassage.rules.probability import within
from safepassage.world.beliefs import sooner
from safepassage.world.draws import Decision, uniform

if TYPE_CHECKING:
    from safepassage.world.state import F64
    from safepassage.world.world import World

_THOUGHTS = 64
"""So many places come to mind at most; who takes up none of them stays. A bound of the loop, hardly ever reached."""


@compiled
def at_work(world: World, r: int) -> bool:
    """Whether a recruiter is in the trade and not in custody."""
    recruiters = world.recruiters
    return bool(recruiters.active[r] and recruiters.custody_until[r] <= world.clock.day)


@compiled
def pick_person(world: World, cell: int, key: np.uint64, who: int, alternative: int) -> tuple[int, float]:
    """A person of the register near ``cell``, weighted by social tie: (register number, distance in km).

    The weights are of places, the same in every scenario; so one draw on their running sum picks
    the cell, another the person in it.
    """
    ground, step = world.ground, world.clock.step
    start, end = ground.neighbour_start[cell], ground.neighbour_start[cell + 1]
    spot = uniform(key, step, who, 2 * alternative) * ground.neighbour_weight[end - 1]
    link = first_above(ground.neighbour_weight, start, end - 1, spot)
    chosen = ground.neighbour_cell[link]
    first, last = ground.cell_first_id[chosen], ground.cell_first_id[chosen + 1]
    number = first + int(uniform(key, step, who, 2 * alternative + 1) * (last - first))
    return number, ground.neighbour_km[link]


@compiled
def take_up_work(world: World) -> None:
    """Recruiters in the trade now and then look for another village to work in."""
    recruiters, key, step = world.recruiters, world.keys[Decision.MOVE], world.clock.step
    rate, taken_up = world.p[0].move_rate_per_year, _attraction(world)
    for r in range(recruiters.active.size):
        moved = within(rate * sooner(world, recruiters.district[r]), world.clock.years)
        if recruiters.active[r] and uniform(key, step, recruiters.id[r], 0) < moved:
            recruiters.cell[r] = _next_cell(world, r, taken_up)


@compiled
def _attraction(world: World) -> F64:
    """How likely a recruiter takes up work in each subdistrict that comes to mind, [S]; one for the best.

    Beliefs about a village start from those about its district.
    """
    q, beliefs, district = world.p[0], world.beliefs, world.ground.subdistrict_district
    out = np.ones(district.size)
    best = 0.0
    for s in range(district.size):
        d = district[s]
        if beliefs.contacts[d] > 0.0:
            elsewhere = beliefs.acceptance[d] / beliefs.contacts[d]
            accepted, contacts = beliefs.village_acceptances[s], beliefs.village_contacts[s]
            hope = believed_acceptance(accepted, contacts, elsewhere, q.village_prior_contacts)
            arrests, years = beliefs.village_arrests[s], beliefs.village_years[s]
            fear = believed_arrests(arrests, years, beliefs.arrest_risk[d], q.village_prior_years)
            out[s] = believed_payoff(hope, q.deterrence, fear)
            best = max(best, out[s])
    for s in range(district.size):
        known = best > 0.0 and beliefs.contacts[district[s]] > 0.0
        out[s] = math.pow(out[s] / best, q.village_learning) if known else 1.0
    return out


@compiled
def _next_cell(world: World, r: int, taken_up: F64) -> int:
    """Where a recruiter goes to work: places come to mind by people and social tie, the first taken up is it.

    Equal to a choice by people x tie x belief; one keyed draw for each place that comes to mind, so
    that a changed belief moves only those whom it concerns.
    """
    ground, keys, recruiters, step = world.ground, world.keys, world.recruiters, world.clock.step
    home, own = recruiters.home_cell[r], recruiters.id[r]
    for j in range(1, _THOUGHTS + 1):
        at, _ = pick_person(world, home, keys[Decision.MOVE_TO], own, j)
        place = first_above(ground.place_first_id, 0, ground.place_first_id.size, at) - 1
        if uniform(keys[Decision.MOVE_THERE], step, own, j) < taken_up[ground.place_subdistrict[place]]:
            return first_above(ground.cell_first_id, 0, ground.cell_first_id.size, at) - 1
    return whole(recruiters.cell[r])
