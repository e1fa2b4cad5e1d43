"""The kinds of offers that a recruiter makes, and their terms: honest, fraudulent, or made for exploitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safepassage.rules.compiled import compiled
from safepassage.rules.offers import believed_wage_share, deceit_chance, log_odds_of_terms, seen_through
from safepassage.world.draws import Decision, uniform

if TYPE_CHECKING:
    from safepassage.world.world import World


@compiled
def deceives(world: World, r: int, intended: bool, left: float) -> float:
    """Chance that an offer of a recruiter deceives, given whether it is made for exploitation.

    ``left`` is what inspections leave of the deceit.
    """
    recruiters, log_ratio = world.recruiters, world.p[0].deceit_of_intent_log_odds
    deceptiveness = recruiters.deceptiveness[r] * left
    if intended:
        return deceit_chance(deceptiveness, recruiters.intent[r], log_ratio)
    return deceit_chance(deceptiveness, 1.0 - recruiters.intent[r], -log_ratio)


@compiled
def share_of_kind(world: World, r: int, intended: bool, deceptive: bool, left: float) -> float:
    """Share of a recruiter's offers that are of a kind."""
    intent, lies = float(world.recruiters.intent[r]), deceives(world, r, intended, left)
    return (intent if intended else 1.0 - intent) * (lies if deceptive else 1.0 - lies)


@compiled
def draw_kind(world: World, row: int, r: int, left: float) -> tuple[bool, bool]:
    """Whether this offer of a recruiter to this person is made for exploitation, and whether it deceives."""
    keys, step, who, own = world.keys, world.clock.step, world.people.id[row], world.recruiters.id[r]
    intended = uniform(keys[Decision.INTENT], step, who, own) < world.recruiters.intent[r]
    deceptive = uniform(keys[Decision.DECEPTION], step, who, own) < deceives(world, r, intended, left)
    return intended, deceptive


@compiled
def true_wage_share(world: World, intended: bool, deceptive: bool) -> float:
    """True wage of an offer over that of an honest one."""
    q = world.p[0]
    if intended:
        return float(q.true_wage_share_exploitative)
    return float(q.true_wage_share_fraud) if deceptive else 1.0


@compiled
def of_terms(world: World, row: int, intended: bool, deceptive: bool) -> float:
    """What the terms that a person believes in add to the log odds of acceptance."""
    q, people = world.p[0], world.people
    advice = world.doses.advice[people.district[row]]
    seen = seen_through(people.awareness[row], advice, q.awareness_discernment)
    believed = believed_wage_share(true_wage_share(world, intended, deceptive), deceptive, seen)
    return log_odds_of_terms(believed, q.accept_terms_elasticity)
