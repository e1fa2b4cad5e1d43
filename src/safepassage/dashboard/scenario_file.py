"""A world of the page as a scenario file, as ``safepassage run --config-dir`` takes it, and back again."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from safepassage.evidence.errors import InputError
from safepassage.evidence.passports import load_passports
from safepassage.evidence.reader import parse_strange_yaml
from safepassage.interventions.kinds import KINDS
from safepassage.interventions.scenario import Scenario, check_shares, scenario_from
from safepassage.interventions.targeting import DEFAULT

LONGEST = 64 * 1024
"""Bytes of a scenario file that is taken."""

MOST_INTERVENTIONS, LONGEST_TITLE = 40, 80
MOST_FACTOR, MOST_USD = 100.0, 1e9


def write(scenario: Scenario, notes: Sequence[str]) -> str:
    """Return the scenario as YAML, with notes on top as comments."""
    lines = [f"# {' '.join(note.split())}" for note in notes]
    title = _text(scenario.title)
    if scenario.title_id:
        title = f"{{en: {title}, id: {_text(scenario.title_id)}}}"
    lines += [f"title: {title}", f"description: {_text(scenario.description)}"]
    if scenario.targeting != DEFAULT:
        lines.append(f"targeting: {scenario.targeting}")
    lines.append("interventions:" if scenario.interventions else "interventions: []")
    for item in scenario.interventions:
        pairs = ", ".join(f"{key}: {_value(value)}" for key, value in fields_of(item).items())
        lines.append(f"  - {{{pairs}}}")
    if scenario.parameters:
        lines.append("parameters:")
        lines += [f"  {name}: {_value(value)}" for name, value in sorted(scenario.parameters.items())]
    return "\n".join(lines) + "\n"


def fields_of(item: Any) -> dict[str, Any]:
    """The kind of an intervention and the fields that differ from the kind's own."""
    kind = next(kind for kind, made in KINDS.items() if type(item) is made)
    changed = {
        field.name: getattr(item, field.name)
        for field in dataclasses.fields(item)
        if getattr(item, field.name) != field.default
    }
    return {"kind": kind, **changed}


def read(text: str, name: str) -> Scenario:
    """Return the scenario of an uploaded file.

    Raises
    ------
    InputError
        Too long, not YAML, or not a scenario: with line or place, and what would do.
    """
    if len(text.encode()) > LONGEST:
        size = LONGEST // 1024
        raise InputError(
            f"longer than {size} kB; a scenario file has a few lines", code="long", place=name, size=size
        )
    raw = parse_strange_yaml(text, name)
    if not raw:
        raise InputError(
            "nothing stands in it; a scenario has a title and interventions", code="nothing", place=name
        )
    items = raw.get("interventions") or []
    if isinstance(items, list) and len(items) > MOST_INTERVENTIONS:
        number = len(items)
        raise InputError(
            f"{number} interventions; at most {MOST_INTERVENTIONS}",
            code="many", place=name, number=number, most=MOST_INTERVENTIONS,
        )  # fmt: skip
    try:
        scenario = scenario_from(raw, "uploaded", name)
    except InputError as problem:
        raise problem if name in str(problem) else problem.within(name) from None
    except OverflowError:
        raise InputError(
            "a number has more digits than any measure needs", code="digits", place=name
        ) from None
    for item in scenario.interventions:
        _plain(item, name)
    _moderate(scenario, name)
    check_shares(scenario)
    # The title stands in a heading and in a list of the page.
    title, title_id = scenario.title[:LONGEST_TITLE], scenario.title_id[:LONGEST_TITLE]
    return dataclasses.replace(scenario, title=title, title_id=title_id)


def _plain(item: Any, name: str) -> None:
    """Names are texts, which the model sorts by; strengths are of an order that a measure can have."""
    for field, value in fields_of(item).items():
        if field in ("name", "gate") and not isinstance(value, str):
            value = str(value)[:40]
            raise InputError(
                f"{field} = {value!r} is not a text", code="no_text", place=name, name=field, value=value
            )
        most = MOST_USD if field == "usd_per_year" else MOST_FACTOR
        if isinstance(value, float) and value > most:
            raise InputError(
                f"{field} = {value:g} is above {most:g}, the most that the dashboard takes",
                code="above", place=name, name=field, value=value, most=most,
            )  # fmt: skip


def _moderate(scenario: Scenario, name: str) -> None:
    """Parameters of a file from elsewhere stay near their passports: a rate of a million would stop the server."""
    for key, value in scenario.parameters.items():
        passport = load_passports()[key]
        low, high = min(0.0, 2.0 * passport.low), max(1.0, 2.0 * passport.high)
        if not low <= value <= high:
            raise InputError(
                f"{key} = {value:g} is outside {low:g} to {high:g}, what the dashboard takes",
                code="immoderate", place=name, name=key, value=value, low=low, high=high,
            )  # fmt: skip


def _text(text: str) -> str:
    """A text in double quotes: JSON's are YAML's."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _value(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool | int | float):
        return repr(value)
    if isinstance(value, tuple | list):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, Mapping):
        raise InputError("a scenario file holds no mapping within an intervention", code="nested_mapping")
    return _text(str(value)) if not str(value).isidentifier() else str(value)
