"""Engine against twin, bit for bit: what is the first thing that differs?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.twin.ground import District
from benchmarks.twin.model import BorderTwin
from benchmarks.twin.person import Person
from benchmarks.twin.settle import BELIEFS
from safepassage.observation import INDICATOR_NAMES
from safepassage.world.codes import Count, Expected, ExpectedRecord
from safepassage.world.state import Columns
from safepassage.world.world import World

Named = tuple[str, Any, Any]
"""What is compared, the engine's values, the twin's."""

INDEX = {
    "cell": "index", "subdistrict": "index", "district": "index", "route": "index", "gate": "index",
    "recruiter": "slot",
}  # fmt: skip
"""Attributes of a person that are objects in the twin and numbers in the engine; none is -1."""


def first_difference(world: World, twin: BorderTwin) -> str | None:
    """The first person, else actor or sum, that differs after the last step; None where all bits agree.

    Persons are looked at by register number, a person's columns in the order of ``Columns``.
    """
    step = world.scenario_step - 1
    if twin.scenario_step != world.scenario_step:
        return f"steps done: engine {world.scenario_step}, twin {twin.scenario_step}"
    found = first_person(world, twin)
    if found is None:
        for what, engine, plain in everything_else(world, twin):
            found = first_unequal(what, engine, plain)
            if found is not None:
                break
    return None if found is None else f"step {step}: {found}"


def first_person(world: World, twin: BorderTwin) -> str | None:
    """The person of lowest number whose life differs, and their first column that does."""
    persons = list(twin.land.persons)
    if [person.id for person in persons] != world.people.id.tolist():
        return "persons: not the same ones, or not in the same order"
    where: dict[int, tuple[str, Any, Any]] = {}
    for name in Columns._fields:
        engine = getattr(world.people, name)
        plain = np.array([number(person, name) for person in persons])
        unequal = np.flatnonzero(bits(engine) != bits(plain.astype(engine.dtype)))
        if unequal.size:
            where.setdefault(int(unequal[0]), (name, engine[unequal[0]], plain[unequal[0]]))
    if not where:
        return None
    row = min(where, key=lambda row: persons[row].id)
    name, engine, plain = where[row]
    return f"person {persons[row].id}: {name}: engine {engine!s}, twin {plain!s}"


def number(person: Person, name: str) -> float:
    """A person's attribute as the column holds it."""
    value = getattr(person, name)
    if name in INDEX:
        return -1 if value is None else getattr(value, INDEX[name])
    return value


def everything_else(world: World, twin: BorderTwin) -> Iterator[Named]:
    """Actors, places, registers, beliefs, sums, indicators: names and both sides' values."""
    yield from actors(world, twin)
    for d, district in enumerate(twin.land.districts):
        yield from by_district(world, d, district)
    ledger = world.ledger
    yield "persons abroad by subdistrict", ledger.abroad, [place.abroad for place in twin.land.subdistricts]
    villages = twin.land.subdistricts
    yield "villages' contacts", world.beliefs.village_contacts, [village.contacts for village in villages]
    accepted = [village.acceptances for village in villages]
    yield "villages' acceptances", world.beliefs.village_acceptances, accepted
    arrested = [village.arrests for village in villages]
    yield "villages' arrests", world.beliefs.village_arrests, arrested
    yield "work in villages", world.beliefs.village_years, [village.worked_years for village in villages]
    yield "awareness by cell", ledger.awareness, [cell.awareness_sum for cell in twin.land.cells]
    for gate in twin.land.gates:
        title, a = f"gate {gate.name}", gate.index
        yield f"{title}: arrivals", ledger.gate_arrivals[a], gate.arrivals
        yield f"{title}: entered exploitation", ledger.entered_by_gate[a], gate.entered
        yield f"{title}: load", world.registers.gate_load[a], gate.load
        yield f"{title}: openness", world.context.openness[a], gate.openness
        yield f"{title}: focus", world.doses.focus[a], gate.focus
        yield f"{title}: screening", world.doses.screening[a], gate.screening
    yield "consular training", world.consulates.training[0], twin.land.consular_training
    yield "consular load", world.consulates.load[0], twin.land.consular_load
    yield "day", world.clock.day, twin.day
    yield "years of ageing", world.clock.age_years, twin.age_years


def actors(world: World, twin: BorderTwin) -> Iterator[Named]:
    """Recruiters, officials, governments."""
    numbers = (
        "deceptiveness", "intent", "deceit_score", "intent_score", "contacts_per_week", "active", "licensed",
        "custody_until", "contacts_made", "rekeyed", "reports",
    )  # fmt: skip
    for name in numbers:
        values = [getattr(recruiter, name) for recruiter in twin.land.recruiters]
        yield f"recruiters' {name}", getattr(world.recruiters, name), values
    for name in ("cell", "home_cell", "district", "native_district", "native_cell"):
        values = [getattr(recruiter, name).index for recruiter in twin.land.recruiters]
        yield f"recruiters' {name}", getattr(world.recruiters, name), values
    for name in ("role", "training", "integrity", "since_day"):
        values = [getattr(official, name) for official in twin.land.officials]
        yield f"officials' {name}", getattr(world.officials, name), values
    for name in world.governments._fields:
        values = [getattr(government, name) for government in twin.land.governments]
        yield f"governments' {name}", getattr(world.governments, name), values


def by_district(world: World, d: int, district: District) -> Iterator[Named]:
    """Context, beliefs, registers and the step's page of one district."""
    context, beliefs, registers, ledger = world.context, world.beliefs, world.registers, world.ledger
    doses = district.government.doses
    yield f"{district.name}: base factor", world.balance.base_factor[d], district.base_factor
    for name in (
        "poverty_score", "jobless_score", "wage_ratio", "permit", "office", "opening", "access", "slack", "home_wage",
        "outreach",
    ):  # fmt: skip
        yield f"{district.name}: {name}", getattr(context, name)[d], getattr(district, name)
    for name in doses.__dataclass_fields__:
        yield f"{district.name}: dose of {name}", getattr(world.doses, name)[d], getattr(doses, name)
    for name in ("stops", "tries", *BELIEFS):
        yield f"{district.name}: believed {name}", getattr(beliefs, name)[d], getattr(district, name)
    for name in ("waiting", "assistance_load", "recorded", "remembered", "arrests", "convictions"):
        yield f"{district.name}: {name}", getattr(registers, name)[d], getattr(district, name)
    yield f"{district.name}: recruiters active", registers.active[d], district.recruiters_active
    for record in ExpectedRecord:
        title = f"{district.name}: expected record of {record.name.lower()}"
        yield title, registers.expected[d, record], district.expected_records[record]
    for count in Count:
        yield f"{district.name}: {count.name.lower()}", ledger.counts[d, count], district.counts[count]
    for expected in Expected:
        title = f"{district.name}: expected {expected.name.lower()}"
        yield title, ledger.expected[d, expected], district.expected[expected]
    moved = [district.moved[other] for other in range(len(ledger.moved))]
    yield f"{district.name}: recruiters moved to", ledger.moved[d], moved
    for name in ("stock", "flow", "gate_tries", "gate_stops"):
        yield f"{district.name}: {name}", getattr(ledger, name)[d], getattr(district, name)


def first_unequal(what: str, engine: Any, plain: Any) -> str | None:
    """The first place where two values or arrays differ in a bit."""
    ours = np.asarray(engine)
    theirs = np.asarray(plain).astype(ours.dtype)
    if ours.shape != theirs.shape:
        return f"{what}: engine has shape {ours.shape}, twin {theirs.shape}"
    unequal = np.argwhere(np.atleast_1d(bits(ours) != bits(theirs)))
    if not unequal.size:
        return None
    at = tuple(int(i) for i in unequal[0][: ours.ndim])
    place = "".join(f"[{i}]" for i in at)
    return f"{what}{place}: engine {ours[at]!r}, twin {theirs[at]!r}"


def bits(values: NDArray[Any]) -> NDArray[Any]:
    """Values as integers of the same bits."""
    if values.dtype.kind != "f":
        return values
    return np.ascontiguousarray(values).reshape(values.shape).view(f"i{values.dtype.itemsize}")


def indicators_differ(series: NDArray[np.float64], twin: BorderTwin) -> str | None:
    """Compare the engine's series with the twin's table, for a twin that ran from the start."""
    table = twin.datacollector.tables["indicators"]
    # an indicator that the twin does not know is None in its table
    names = [name for name in INDICATOR_NAMES if table[name][0] is not None]
    steps = len(table["step"]) // len(twin.land.districts)
    theirs = np.array([table[name] for name in names]).T.reshape(steps, len(twin.land.districts), len(names))
    ours = series[:steps, :, [INDICATOR_NAMES.index(name) for name in names]]
    unequal = np.argwhere(bits(np.ascontiguousarray(ours)) != bits(np.ascontiguousarray(theirs)))
    if not unequal.size:
        return None
    step, d, i = (int(x) for x in unequal[0])
    return (
        f"step {step}: indicator {names[i]} of {twin.land.districts[d].name}:"
        f" engine {ours[step, d, i]!r}, twin {theirs[step, d, i]!r}"
    )
