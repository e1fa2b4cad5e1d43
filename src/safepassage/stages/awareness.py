"""Stage 3, awareness: outreach sessions, word of mouth, testimony of returned persons; decay."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from safepassage.rules.awareness import audience_share, faded, learned, sessions
from safepassage.rules.compiled import compiled
from safepassage.rules.lists import largest
from safepassage.rules.probability import within
from safepassage.world.codes import Situation
from safepassage.world.draws import Decision, bits, bits_below, uniform
from safepassage.world.ledger import in_fixed_point, real, share_abroad
from safepassage.world.persons import age_of
from safepassage.world.rows import marked

if TYPE_CHECKING:
    from safepassage.world.state import F32, F64
    from safepassage.world.world import World


class Hearing(NamedTuple):
    """What may reach people in this step."""

    session: F64  # [S] chance of an outreach session
    story: F64  # [D] chance of hearing what a returned person tells
    mean: F64  # [C] mean awareness of the cell, of the step before
    kept: float  # share of what was learned that stays
    heard: float  # chance of talk within the cell


@compiled
def spread_awareness(world: World) -> None:
    """Awareness fades towards its lasting level, and rises in those who are reached.

    The mean of the cell is that of the step before.
    """
    hearing = _hearing(world)
    rows = world.visits.rows[: _reached(world, largest(hearing.session), largest(hearing.story))]
    taught = np.empty(rows.size)
    for j in range(rows.size):
        taught[j] = _taught(world, rows[j], hearing)
    _fade_all(world, hearing)
    people, total = world.people, world.ledger.awareness
    for j in range(rows.size):
        i = rows[j]
        before = in_fixed_point(people.awareness[i])
        people.awareness[i] = taught[j]
        total[people.cell[i]] += in_fixed_point(people.awareness[i]) - before


@compiled
def _hearing(world: World) -> Hearing:
    q, clock, population = world.p[0], world.clock, world.ground.district_population
    share = audience_share(q.age_pyramid_child_share, q.youngest_age_years)
    story = np.zeros(population.size)
    for d in range(population.size):
        audience = population[d] * share
        assisted = world.ledger.stock[d, Situation.ASSISTED] * clock.scale
        story[d] = within(q.testimony_reach * assisted / audience, clock.years)
    simulated = world.sample.of_cell
    mean = np.zeros(simulated.size)
    for c in range(simulated.size):
        if simulated[c] > 0:
            mean[c] = real(world.ledger.awareness[c]) / simulated[c]
    kept = math.exp(-q.awareness_decay_per_year * clock.years)
    return Hearing(_sessions(world, share), story, mean, kept, within(q.word_of_mouth_per_year, clock.years))


@compiled
def _sessions(world: World, audience_share: float) -> F64:
    """Chance of an outreach session in each subdistrict, [S]."""
    ground, doses, context, abroad = world.ground, world.doses, world.context, share_abroad(world)
    gone = np.zeros(ground.district_population.size)
    for s in range(abroad.size):
        gone[ground.subdistrict_district[s]] += abroad[s] * ground.subdistrict_population[s]
    session = np.zeros(abroad.size)
    for s in range(abroad.size):
        d = ground.subdistrict_district[s]
        people = ground.district_population[d]
        persons = sessions(
            doses.outreach_persons[d] + context.outreach[d], doses.outreach_many_abroad[d], abroad[s],
            gone[d] / people,
        )  # fmt: skip
        session[s] = within(persons / (people * audience_share), world.clock.years)
    return session


@compiled
def _reached(world: World, session: float, story: float) -> int:
    """Write the rows of those whom a session or a story would reach at the highest chance of all districts."""
    if session <= 0.0 and story <= 0.0:
        return 0
    ids, step = world.people.id, world.clock.step
    marks = np.empty(ids.size, np.bool_)
    by_session, by_story = bits_below(session), bits_below(story)
    outreach, testimony = world.keys[Decision.OUTREACH], world.keys[Decision.TESTIMONY]
    for i in range(ids.size):
        who = ids[i]
        marks[i] = (bits(outreach, step, who, 0) < by_session) | (bits(testimony, step, who, 0) < by_story)
    return marked(marks, world.visits.rows)


@compiled
def _taught(world: World, row: int, hearing: Hearing) -> float:
    """Awareness of a person after this step's sessions and stories."""
    q, people, keys, step = world.p[0], world.people, world.keys, world.clock.step
    who, d = people.id[row], people.district[row]
    mean = hearing.mean[people.cell[row]]
    awareness = faded(people.awareness[row], q.initial_awareness, hearing.kept, mean, hearing.heard)
    if people.situation[row] == Situation.RESIDENT and age_of(world, row) >= q.youngest_age_years:
        if uniform(keys[Decision.OUTREACH], step, who, 0) < hearing.session[people.subdistrict[row]]:
            awareness = learned(awareness, q.outreach_gain)
        if uniform(keys[Decision.TESTIMONY], step, who, 0) < hearing.story[d]:
            awareness = learned(awareness, q.testimony_gain)
    return awareness


@compiled
def _fade_all(world: World, hearing: Hearing) -> None:
    """Fade everybody's awareness and add it up by cell, one run of neighbours after another."""
    people, runs, total = world.people, world.sample.runs, world.ledger.awareness
    lasting = world.p[0].initial_awareness
    total.fill(0)
    for r in range(runs.size - 1):
        c = people.cell[runs[r]]
        together = people.awareness[runs[r] : runs[r + 1]]
        total[c] += _fade(together, lasting, hearing.kept, hearing.mean[c], hearing.heard)


@compiled
def _fade(awareness: F32, lasting: float, kept: float, cell_mean: float, heard: float) -> int:
    """Fade the awareness of persons of one cell, in place; return its sum, in fixed point."""
    total = 0
    for i in range(awareness.size):
        awareness[i] = faded(awareness[i], lasting, kept, cell_mean, heard)
        total += in_fixed_point(awareness[i])
    return total
