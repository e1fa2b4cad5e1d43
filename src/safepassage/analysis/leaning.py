"""Which passports a result leans on: all of them, but those of programmes that none of its scenarios holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from pathlib import Path

from safepassage.evidence.errors import InputError
from safepassage.evidence.passports import Passport, load_passports
from safepassage.interventions.kinds import KINDS
from safepassage.interventions.scenario import load_scenario

ROLES = ("implementer", "facilitator", "partner")

ONLY_WITH: dict[str, tuple[str, ...]] = {
    "implementer_outreach_share": ("implementer",),
    "facilitator_training_share": ("facilitator",),
    "facilitator_government_share": ("facilitator",),
    "consular_training_share": ("facilitator",),
    "consular_staff": ("facilitator",),
    "training_cost_usd": ("facilitator",),
    "training_gain": ("facilitator", "socialisation"),
    "push_half_usd": ("facilitator",),
    "action_plan_half_usd": ("facilitator",),
    "action_plan_factor": ("action_plan", "facilitator"),
    "service_half_usd": ("facilitator",),
    "service_gain": ("facilitator",),
    "partnership_half_usd": ("partner",),
    "partnership_fade_per_year": ("partner",),
    "find_partnership_gain": ("partner",),
    "consular_partnership_gain": ("partner",),
    "assistance_partnership": ("partner",),
    "assistance_task_force": ("task_force",),
    "overhead_share": ROLES,
    "linear_returns": ("facilitator", "partner"),
    "courses_per_official_per_year": ("facilitator",),
    **{
        field.metadata["passport"]: (kind,)
        for kind, made in KINDS.items()
        for field in dataclasses.fields(made)
        if "passport" in field.metadata
    },
}
"""Parameter -> kinds of intervention without which it is multiplied by nothing. Tested: then it moves nothing."""


def leaned_on(scenarios: Iterable[str], extra: tuple[Path, ...] = ()) -> dict[str, Passport]:
    """Passports of the parameters that can have moved a run of these scenarios.

    Parameters
    ----------
    scenarios
        Names as they stand in a manifest. One that is no longer known is taken to use everything.
    extra
        Configuration folders of the user's own.
    """
    kinds = kinds_of(scenarios, extra)
    return {
        name: passport
        for name, passport in load_passports().items()
        if kinds is None or not kinds.isdisjoint(ONLY_WITH.get(name, kinds))
    }


def kinds_of(scenarios: Iterable[str], extra: tuple[Path, ...] = ()) -> set[str] | None:
    """Kinds of intervention of these scenarios, ``""`` for the world as it was; None where one is not known."""
    kinds = {""}
    kind_of = {made: kind for kind, made in KINDS.items()}
    for name in scenarios:
        try:
            kinds.update(kind_of[type(one)] for one in load_scenario(name, extra).interventions)
        except InputError:
            return None
    return kinds


def sources_of(passports: Iterable[Passport]) -> Sequence[str]:
    """Keys of the sources that passports cite, sorted, each once."""
    return sorted({passport.source for passport in passports if passport.source})
