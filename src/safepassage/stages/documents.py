"""Stage 6, documents: the regular channel takes time and money and passes through the service office."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from safepassage.parameters import Packed
from safepassage.rules.compiled import compiled
from safepassage.world.actors_state import Governments
from safepassage.world.codes import Papers, Situation
from safepassage.world.columns import Columns
from safepassage.world.context import Context
from safepassage.world.draws import Decision, Keys, exponential
from safepassage.world.geography_arrays import Ground
from safepassage.world.journey import begin_journey, draw_sector, regular_way
from safepassage.world.ledger import Count, Ledger, move
from safepassage.world.world import Clock


@compiled
def process(
    people: Columns,
    away: NDArray[np.int32],
    ledger: Ledger,
    context: Context,
    ground: Ground,
    governments: Governments,
    keys: Keys,
    p: Packed,
    clock: Clock,
) -> None:
    """Who waits gets the permit, gives up, or waits on: the earlier of two clocks within the step."""
    q = p[0]
    regular = regular_way(context, ground, governments)
    base = 52.1786 / q.document_weeks
    for i in away:
        if people.situation[i] != Situation.WAITING:
            continue
        d = people.district[i]
        who = people.id[i]
        done = base * (1.0 - q.document_dropout_share) * regular[d]
        given_up = base * q.document_dropout_share
        permit_after = exponential(keys[Decision.DOCUMENTS], clock.step, who, 0) / max(done, 1e-12)
        up_after = exponential(keys[Decision.DROPOUT], clock.step, who, 0) / max(given_up, 1e-12)
        if permit_after < clock.years and permit_after <= up_after:
            if people.recruiter[i] < 0:
                people.sector[i] = draw_sector(people.female[i], who, keys, p, clock.step)
            people.papers[i] = Papers.PERMIT
            people.due_day[i] = clock.day + permit_after * 365.25
            ledger.counts[d, Count.PLACEMENTS] += 1
            move(people, ledger, i, Situation.IN_TRANSIT, clock.step)
        elif up_after < clock.years:
            begin_journey(people, i)
            people.debt_usd[i] = 0.0
            move(people, ledger, i, Situation.RESIDENT, clock.step)
