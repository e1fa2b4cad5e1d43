"""What has a date: closures of gates, and acts of government."""

from __future__ import annotations

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.evidence.table import Row, Table
from safepassage.region.crossings import KINDS, Gates
from safepassage.region.faults import Faults
from safepassage.region.outline import Outline
from safepassage.region.region import Closure, PolicyEvent


def closures(
    outline: Outline, gates: Gates, table: Table, faults: Faults | None = None
) -> tuple[Closure, ...]:
    """Return the closures by gate; a row names one gate, or a kind of gate and a corridor.

    Raises
    ------
    InputError
        An unknown gate or corridor, a row that names both or neither, an end before its start.
    """
    faults = faults or Faults()
    found = []
    for row in table.rows:
        with faults.each():
            _check_span(row)
            start, end, openness = row.date("start"), row.date("end"), row.number("openness")
            found += [Closure(a, start, end, openness) for a in _closed_gates(outline, gates, row)]
    return tuple(sorted(found, key=lambda c: (c.gate, c.start, c.end)))


def _closed_gates(outline: Outline, gates: Gates, row: Row) -> list[int]:
    """Return the gates that a row closes: none where they are a larger region's own."""
    if not row.empty("gate"):
        if not (row.empty("kind") and row.empty("corridor")):
            raise row.error("kind", "empty where a gate is named")
        name = row.text("gate")
        if name not in gates.known:
            raise row.error("gate", "a gate of crossings.csv" + did_you_mean(name, gates.known))
        return [gates.ids.index(name)] if name in gates.ids else []
    if row.empty("kind") or row.empty("corridor"):
        raise row.error("gate", "a gate, or a kind and a corridor")
    called = row.text("corridor")
    if called not in outline.known.corridors:
        raise row.error("corridor", "one of " + ", ".join(sorted(outline.known.corridors)))
    kind, corridors = KINDS[row.text("kind")], list(outline.corridors.values())
    corridor = corridors.index(called) if called in corridors else -1
    return [a for a in range(len(gates.ids)) if gates.kind[a] == kind and gates.corridor[a] == corridor]


def events(outline: Outline, table: Table, faults: Faults | None = None) -> tuple[PolicyEvent, ...]:
    """Return the acts of government that concern a district of the region, by date."""
    faults = faults or Faults()
    found = []
    for row in table.rows:
        with faults.each():
            _check_span(row)
            meant = _districts(outline, row)
            if meant:
                kind, note = row.text("kind"), row.text("note")
                found.append(
                    PolicyEvent(kind, meant, row.date("start"), row.date("end"), row.number("value"), note)
                )
    return tuple(sorted(found, key=lambda e: (e.start, e.kind, e.districts)))


def _districts(outline: Outline, row: Row) -> tuple[int, ...]:
    index = {name: d for d, name in enumerate(outline.districts)}
    names = row.text("districts").split()
    for name in names:
        if name != "all" and name not in outline.known.district_ids:
            near = did_you_mean(name, outline.known.district_ids)
            raise row.error("districts", "all, or ids of districts with spaces between" + near)
    return tuple(d for name, d in index.items() if "all" in names or name in names)


def _check_span(row: Row) -> None:
    if row.date("end") <= row.date("start"):
        raise InputError(
            f"{row.path}, line {row.line}, column 'end': '{row.text('end')}'; "
            f"allowed: a date after the start, {row.text('start')}"
        )
