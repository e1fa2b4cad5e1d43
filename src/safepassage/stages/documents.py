"""Stage 6, documents: the regular channel takes time, more where a moratorium or a closure holds permits back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safepassage.rules.compiled import compiled
from safepassage.world.clock import YEAR_DAYS, YEAR_WEEKS
from safepassage.world.codes import Count, Papers, Situation
from safepassage.world.draws import Decision, exponential
from safepassage.world.journey import channels_of, draw_sector, give_up
from safepassage.world.ledger import count, move
from safepassage.world.rows import not_settled

if TYPE_CHECKING:
    from safepassage.world.world import World


@compiled
def process_documents(world: World) -> None:
    """Who waits gets the permit, gives up, or waits on: the earlier of two clocks within the step."""
    q, people, keys, clock = world.p[0], world.people, world.keys, world.clock
    let_out = channels_of(world).let_out
    base = YEAR_WEEKS / q.document_weeks
    for i in not_settled(world):
        if people.situation[i] != Situation.WAITING:
            continue
        who = people.id[i]
        done = base * (1.0 - q.document_dropout_share) * let_out[people.district[i]]
        given_up = base * q.document_dropout_share
        permit_after = exponential(keys[Decision.DOCUMENTS], clock.step, who, 0) / max(done, 1e-12)
        up_after = exponential(keys[Decision.DROPOUT], clock.step, who, 0) / max(given_up, 1e-12)
        if permit_after < clock.years and permit_after <= up_after:
            if people.recruiter[i] < 0:
                people.sector[i] = draw_sector(world, i)
            people.papers[i] = Papers.PERMIT
            people.due_day[i] = clock.day + permit_after * YEAR_DAYS
            count(world, i, Count.PLACEMENTS)
            move(world, i, Situation.IN_TRANSIT)
        elif up_after < clock.years:
            give_up(world, i)
