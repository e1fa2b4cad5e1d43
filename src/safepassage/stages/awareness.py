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
from safepassage.world.draws import Decision, Keys, uniform
from safepassage.world.geography_arrays import Ground
from safepassage.world.ledger import Ledger
from safepassage.world.world import Clock


@compiled
def spread(
    people: Columns, ledger: Ledger, doses: Doses, ground: Ground, sample_of_cell: NDArray[np.int64], keys: Keys,
    p: Packed, clock: Clock,
) -> None:  # fmt: skip
    """Awareness fades towards its lasting level, and rises in those who are reached.

    One pass over all persons; the mean of the cell is that of the step before.
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
    most_sessions, most_stories = sessions.max(), stories.max()
    reached = np.empty(people.id.size, np.bool_)
    for i in range(people.id.size):
        session = uniform(keys[Decision.OUTREACH], clock.step, people.id[i], 0) < most_sessions
        story = uniform(keys[Decision.TESTIMONY], clock.step, people.id[i], 0) < most_stories
        reached[i] = session | story
    ledger.awareness.fill(0)
    run, at = 0, 0
    for i in range(people.id.size):
        c = people.cell[i]
        value = faded(people.awareness[i], q.initial_awareness, kept, mean[c], heard)
        age = people.age_at_start[i] + clock.age_years
        if reached[i] and people.situation[i] == Situation.RESIDENT and age >= q.youngest_age_years:
            d = people.district[i]
            if uniform(keys[Decision.OUTREACH], clock.step, people.id[i], 0) < sessions[d]:
                value = learned(value, q.outreach_gain)
            if uniform(keys[Decision.TESTIMONY], clock.step, people.id[i], 0) < stories[d]:
                value = learned(value, q.testimony_gain)
        people.awareness[i] = value
        if c != at:
            # people of a cell mostly stand together: add up the run, write it once
            ledger.awareness[at] += run
            run, at = 0, c
        run += int(people.awareness[i] * 1099511627776.0)
    ledger.awareness[at] += run
