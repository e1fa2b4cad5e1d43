"""Stage 3, awareness: outreach sessions, word of mouth, testimony of returned persons; decay."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from safepassage.parameters import Packed
from safepassage.rules.awareness import audience_share, faded, learned
from safepassage.rules.compiled import compiled
from safepassage.rules.probability import within
from safepassage.world.codes import Situation
from safepassage.world.columns import Columns
from safepassage.world.doses import Doses
from safepassage.world.draws import Decision, Keys, bits, bits_below, uniform
from safepassage.world.geography_arrays import Ground
from safepassage.world.ledger import Ledger, in_fixed_point
from safepassage.world.rows import marked
from safepassage.world.world import Clock


@compiled
def spread(
    people: Columns, ledger: Ledger, doses: Doses, ground: Ground, sample_of_cell: NDArray[np.int64],
    runs: NDArray[np.int64], rows: NDArray[np.int32], keys: Keys, p: Packed, clock: Clock,
) -> None:  # fmt: skip
    """Awareness fades towards its lasting level, and rises in those who are reached.

    The mean of the cell is that of the step before.
    """
    q = p[0]
    districts = ground.district_population.size
    cells = sample_of_cell.size
    share = audience_share(q.age_pyramid_child_share, q.youngest_age_years)
    sessions = np.zeros(districts)
    stories = np.zeros(districts)
    for d in range(districts):
        audience = ground.district_population[d] * share
        sessions[d] = within(doses.outreach_persons[d] / audience, clock.years)
        assisted = ledger.stock[d, Situation.ASSISTED] * clock.scale
        stories[d] = within(q.testimony_reach * assisted / audience, clock.years)
    mean = np.zeros(cells)
    for c in range(cells):
        if sample_of_cell[c] > 0:
            mean[c] = ledger.awareness[c] / 1099511627776.0 / sample_of_cell[c]
    kept = math.exp(-q.awareness_decay_per_year * clock.years)
    heard = within(q.word_of_mouth_per_year, clock.years)
    n = _reached(people, rows, sessions.max(), stories.max(), keys, clock.step)
    taught = np.empty(n)
    for j in range(n):
        i = rows[j]
        taught[j] = faded(people.awareness[i], q.initial_awareness, kept, mean[people.cell[i]], heard)
        age = people.age_at_start[i] + clock.age_years
        if people.situation[i] == Situation.RESIDENT and age >= q.youngest_age_years:
            d = people.district[i]
            if uniform(keys[Decision.OUTREACH], clock.step, people.id[i], 0) < sessions[d]:
                taught[j] = learned(taught[j], q.outreach_gain)
            if uniform(keys[Decision.TESTIMONY], clock.step, people.id[i], 0) < stories[d]:
                taught[j] = learned(taught[j], q.testimony_gain)
    ledger.awareness.fill(0)
    for r in range(runs.size - 1):
        c = people.cell[runs[r]]
        together = people.awareness[runs[r] : runs[r + 1]]
        ledger.awareness[c] += _fade(together, q.initial_awareness, kept, mean[c], heard)
    for j in range(n):
        i = rows[j]
        before = in_fixed_point(people.awareness[i])
        people.awareness[i] = taught[j]
        ledger.awareness[people.cell[i]] += in_fixed_point(people.awareness[i]) - before


@compiled
def _reached(
    people: Columns, rows: NDArray[np.int32], session: float, story: float, keys: Keys, step: int
) -> int:
    """Write the rows of those whom a session or a story would reach at the highest chance of all districts."""
    if session <= 0.0 and story <= 0.0:
        return 0
    marks = np.empty(people.id.size, np.bool_)
    by_session, by_story = bits_below(session), bits_below(story)
    outreach, testimony = keys[Decision.OUTREACH], keys[Decision.TESTIMONY]
    for i in range(people.id.size):
        who = people.id[i]
        marks[i] = (bits(outreach, step, who, 0) < by_session) | (bits(testimony, step, who, 0) < by_story)
    return marked(marks, rows)


@compiled
def _fade(awareness: NDArray[np.float32], lasting: float, kept: float, cell_mean: float, heard: float) -> int:
    """Fade the awareness of persons of one cell, in place; return its sum, in fixed point."""
    total = 0
    for i in range(awareness.size):
        awareness[i] = faded(awareness[i], lasting, kept, cell_mean, heard)
        total += in_fixed_point(awareness[i])
    return total
