"""The levers of the page: each moves one documented field of an intervention, a parameter or a key.

A lever that nobody touched leaves the scenario as its file says, so a world without touched levers
is the very scenario that ``safepassage compare`` runs.
"""

from __future__ import annotations

import datetime as dt
import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from safepassage.evidence.errors import InputError
from safepassage.evidence.passports import load_passports
from safepassage.interventions.kinds import KINDS
from safepassage.interventions.scenario import Scenario, check_shares
from safepassage.model import END, START

Values = dict[str, float]
LARGEST = sys.float_info.max

OWN = "own"
"""The government of the page whose level and uptake are the levers'."""

CARRIER = "responsive"
"""The setting whose level and uptake are named by parameters that nothing else reads: it carries one's own."""

EVENTS = ("closure", "moratorium", "shock")
"""Kinds that come and go: those added on the page last from ``events_from`` to ``events_to``."""


@dataclass(frozen=True)
class Lever:
    """One slider.

    Attributes
    ----------
    kind
        ``intervention`` (``target`` is KIND.FIELD), ``parameter`` (its name), ``key`` or ``year``.
    neutral
        Where nothing is done; an intervention at its neutral value is left out.
    group
        The heading under which the page shows it.
    """

    name: str
    kind: Literal["intervention", "parameter", "key", "year"]
    target: str
    low: float
    high: float
    step: float
    neutral: float
    unit: Literal["share", "factor", "usd", "year", "level"]
    group: Literal["government", "iom", "measures", "world"]


def _parameter(
    name: str, target: str, unit: Literal["share", "level"], group: Literal["iom", "world"]
) -> Lever:
    """A lever on a parameter: shares from 0 to 1, others over their passport's range."""
    passport = load_passports()[target]
    low, high = (0.0, 1.0) if unit == "share" else (passport.low, passport.high)
    return Lever(name, "parameter", target, low, high, 0.05, passport.value, unit, group)


LEVERS: tuple[Lever, ...] = (
    Lever("responsiveness", "parameter", "responsive_level", 0.0, 1.0, 0.05, 0.0, "share", "government"),
    Lever("uptake", "parameter", "responsive_uptake", 0.0, 1.0, 0.05, 0.0, "share", "government"),
    Lever("budget", "key", "budget_usd_per_year", 0.0, 2e6, 5e4, 0.0, "usd", "iom"),
    Lever("implementer", "intervention", "implementer.share", 0.0, 1.0, 0.05, 0.0, "share", "iom"),
    Lever("facilitator", "intervention", "facilitator.share", 0.0, 1.0, 0.05, 0.0, "share", "iom"),
    Lever("partner", "intervention", "partner.share", 0.0, 1.0, 0.05, 0.0, "share", "iom"),
    _parameter("training", "facilitator_training_share", "share", "iom"),
    _parameter("outreach", "implementer_outreach_share", "share", "iom"),
    Lever("task_force", "intervention", "task_force.opening_factor", 1.0, 5.0, 0.5, 1.0, "factor", "measures"),
    Lever("offices", "intervention", "service_offices.capacity_factor", 1.0, 2.5, 0.1, 1.0, "factor", "measures"),
    Lever("screening", "intervention", "screening.factor", 0.0, 4.0, 0.25, 1.0, "factor", "measures"),
    Lever("closure", "intervention", "closure.openness", 0.0, 1.0, 0.05, 1.0, "share", "measures"),
    Lever("moratorium", "intervention", "moratorium.permit_factor", 0.0, 1.0, 0.05, 1.0, "share", "measures"),
    Lever("poverty", "intervention", "shock.poverty_factor", 0.5, 2.0, 0.05, 1.0, "factor", "world"),
    Lever("unemployment", "intervention", "shock.unemployment_factor", 0.5, 3.0, 0.05, 1.0, "factor", "world"),
    _parameter("jobless_income", "jobless_income_share", "level", "world"),
    Lever("wages", "intervention", "shock.wage_factor", 0.5, 2.0, 0.05, 1.0, "factor", "world"),
    Lever("events_from", "year", "start", START.year, END.year, 1.0, 2019.0, "year", "world"),
    Lever("events_to", "year", "end", START.year + 1, END.year + 1, 1.0, 2021.0, "year", "world"),
)  # fmt: skip
BY_NAME = {lever.name: lever for lever in LEVERS}


def real(name: str, value: Any) -> float:
    """Return a number that came over the wire.

    Raises
    ------
    InputError
        It is none, or none that a double holds.
    """
    # JSON knows whole numbers of any length.
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST:
        value = str(value)[:40]
        raise InputError(f"{name} = {value!r} is not a number", code="no_number", name=name, value=value)
    return float(value)


def checked(values: Mapping[str, Any]) -> Values:
    """Return the touched levers as numbers within their ranges.

    Raises
    ------
    InputError
        An unknown lever, no number, or one outside the slider's range: a request made by hand.
    """
    ready: Values = {}
    for name, value in values.items():
        if name not in BY_NAME:
            name = str(name)[:40]
            raise InputError(
                f"lever {name!r} is not known", code="unknown.lever", near=(name, BY_NAME), name=name
            )
        lever = BY_NAME[name]
        ready[name] = number = real(name, value)
        if not lever.low <= number <= lever.high:
            raise InputError(
                f"{name} = {number:g} is outside {lever.low:g} to {lever.high:g}",
                code="outside", name=name, value=f"{number:g}", low=lever.low, high=lever.high,
            )  # fmt: skip
    if ready.get("events_from", -math.inf) >= ready.get("events_to", math.inf):
        raise InputError("events_from must be before events_to; move one of the two years", code="years")
    return ready


def values_of(scenario: Scenario) -> Values:
    """Where the levers stand for a scenario that nobody touched; budget and government are not a scenario's."""
    values: Values = {}
    for lever in LEVERS:
        if lever.kind == "intervention":
            kind, field = lever.target.split(".")
            mine = [item for item in scenario.interventions if isinstance(item, KINDS[kind])]
            values[lever.name] = _field(mine[0], field) if mine else lever.neutral
        elif lever.kind == "parameter" and lever.target in scenario.parameters:
            values[lever.name] = float(scenario.parameters[lever.target])
        elif lever.kind == "parameter" and lever.group != "government":
            values[lever.name] = lever.neutral
        elif lever.kind == "year":
            dates = [getattr(item, lever.target) for item in scenario.interventions if _is_event(item)]
            values[lever.name] = float(
                dates[0].year if dates and dates[0] else _edge(lever) if dates else lever.neutral
            )
    return values


def _field(item: Any, field: str) -> float:
    """An intervention's strength; where it gives none, its passport's."""
    value = getattr(item, field)
    if value is not None:
        return float(value)
    return load_passports()[item.__dataclass_fields__[field].metadata["passport"]].value


def _is_event(item: Any) -> bool:
    return isinstance(item, tuple(KINDS[kind] for kind in EVENTS))


def _edge(lever: Lever) -> float:
    """The year that stands for no limit."""
    return lever.low if lever.target == "start" else lever.high


def apply(scenario: Scenario, touched: Values, name: str) -> Scenario:
    """Return the scenario with the touched levers set; the same object where none is.

    Raises
    ------
    InputError
        The roles' shares add up to more than IOM's whole budget.
    """
    if not {key for key in touched if BY_NAME[key].kind != "key"}:
        return scenario
    items: list[Any] = list(scenario.interventions)
    parameters = dict(scenario.parameters)
    for key, value in touched.items():
        lever = BY_NAME[key]
        if lever.kind == "intervention":
            items = _with_field(items, lever, value, touched)
        elif lever.kind == "parameter":
            parameters[lever.target] = value
    if "training" in touched:
        parameters["facilitator_government_share"] = _rest_for_plans(scenario, touched["training"])
    dates = {
        BY_NAME[key].target: _date(BY_NAME[key], touched[key])
        for key in touched
        if BY_NAME[key].kind == "year"
    }
    items = [replace(item, **dates) if dates and _is_event(item) else item for item in items]
    made = replace(scenario, name=name, interventions=tuple(items), parameters=parameters)
    check_shares(made)
    return made


def _with_field(items: list[Any], lever: Lever, value: float, touched: Values) -> list[Any]:
    """Set a field where the kind is there already (its dates stay), else add the kind; drop what does nothing."""
    kind, field = lever.target.split(".")
    made = KINDS[kind]
    if any(isinstance(item, made) for item in items):
        items = [replace(item, **{field: value}) if isinstance(item, made) else item for item in items]
    elif value != lever.neutral:
        dates = {}
        if kind in EVENTS:
            for name in ("events_from", "events_to"):
                year = BY_NAME[name]
                dates[year.target] = _date(year, touched.get(name, year.neutral))
        items = [*items, made(**{field: value}, **dates)]
    return [item for item in items if not (isinstance(item, made) and _idle(kind, item))]


def _idle(kind: str, item: Any) -> bool:
    """Whether every lever of the kind stands at its neutral value."""
    mine = [lever for lever in LEVERS if lever.kind == "intervention" and lever.target.split(".")[0] == kind]
    return all(getattr(item, lever.target.split(".")[1]) == lever.neutral for lever in mine)


def _date(lever: Lever, year: float) -> dt.date | None:
    """The first of January; no limit at the end of the slider."""
    return None if year == _edge(lever) else dt.date(int(year), 1, 1)


def _rest_for_plans(scenario: Scenario, training: float) -> float:
    """What training leaves is shared between plans and service offices as the scenario shares it.

    Else more than the facilitator's money would be spent.
    """
    known = load_passports()
    was, plans = (
        float(scenario.parameters.get(name, known[name].value))
        for name in ("facilitator_training_share", "facilitator_government_share")
    )
    return 0.0 if was >= 1.0 else (1.0 - training) * min(1.0, plans / (1.0 - was))
