"""Where skill meets authority in this run: one of the rival rules, at a door that feels a government."""

from __future__ import annotations

from safepassage.parameters import Packed
from safepassage.rules.authority import complement, effective, gated
from safepassage.rules.compiled import compiled


@compiled
def at_door(
    skill: float, without: float, responsiveness: float, other: float, door: float, p: Packed
) -> float:
    """Effective skill at a door, in units of ``skill``, under the rule that the run has chosen.

    ``without`` is the skill there would be without IOM's products. The door feels the government's
    ``responsiveness`` with weight ``door``, ``other`` for the rest.
    """
    q = p[0]
    felt = gated(responsiveness, other, door)
    return effective(
        int(q.authority_rule), skill, without, felt, q.as_is_responsiveness, q.authority_floor,
        q.authority_own_ratio, q.authority_steepness,
    )  # fmt: skip


@compiled
def against_as_is(
    product: float, without: float, responsiveness: float, other: float, door: float, p: Packed
) -> float:
    """The same as a ratio: one where product and responsiveness are as they are (``without`` = 1)."""
    q = p[0]
    as_is = complement(1.0, q.as_is_responsiveness, q.authority_floor)
    return at_door(product, without, responsiveness, other, door, p) / as_is
