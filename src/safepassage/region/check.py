"""One's own region: a folder to start from, and every problem that a folder has."""

from __future__ import annotations

from pathlib import Path

from safepassage.evidence.errors import InputError
from safepassage.evidence.reader import copy_files, inspect_table, load_schema, regions_folder
from safepassage.evidence.table import Table
from safepassage.region import dates, series
from safepassage.region.crossings import build_gates
from safepassage.region.faults import Faults
from safepassage.region.homes import build_homes
from safepassage.region.lattice import build_lands
from safepassage.region.load import GRID_TABLES, OPTIONAL_TABLES, check_reach, region_folder, table_names
from safepassage.region.outline import Outline, read_outline
from safepassage.region.routes import build_routes

START = "classroom"


def new_region(folder: str | Path) -> list[str]:
    """Copy the classroom's files into a new or empty folder, as a start; return their names.

    Raises
    ------
    InputError
        The folder is not empty, is a file, or cannot be written.
    """
    return copy_files(regions_folder() / START, Path(folder))


def check_region(name_or_folder: str | Path) -> list[str]:
    """Return every problem of a region's files, each one line; none if it loads.

    A table with a fault of its own is not held against the others, so mending it may bring
    up more.
    """
    try:
        outline = read_outline(region_folder(name_or_folder))
    except InputError as fault:
        return [str(fault)]
    schema = load_schema(regions_folder() / "schema.yaml")
    wanted = table_names(outline)
    beside = sorted(p.name for p in outline.tables.glob("*.csv") if p.name in schema and p.name not in wanted)
    clean: dict[str, Table] = {}
    problems: list[InputError] = []
    for name in [*wanted, *beside]:
        table, faults = inspect_table(outline.tables / name, schema[name])
        problems += faults
        if not faults:
            clean[name] = table
    problems += _between_tables(outline, clean)
    return list(dict.fromkeys(str(p) for p in problems))


def _between_tables(outline: Outline, clean: dict[str, Table]) -> list[InputError]:
    """Return the faults that show only between tables, of those whose tables are clean."""
    faults = Faults(keep=True)
    _space(outline, clean, faults)
    if _ready(clean, "policy_events.csv"):
        dates.events(outline, clean["policy_events.csv"], faults)
    proxies = OPTIONAL_TABLES[0]
    if _ready(clean, "poverty.csv") and (proxies in clean or proxies not in table_names(outline)):
        series.poverty(outline, clean["poverty.csv"], clean.get(proxies), faults)
    if _ready(clean, "unemployment.csv"):
        for indicator in (series.UNEMPLOYMENT, series.PARTICIPATION):
            series.shrunk_series(outline, clean["unemployment.csv"], indicator, faults)
    if _ready(clean, "wages.csv", "wages_abroad.csv"):
        series.wage_ratio(outline, clean["wages.csv"], clean["wages_abroad.csv"], faults)
        series.home_wage_usd(outline, clean["wages.csv"], faults)
    if _ready(clean, "population_area_hdi.csv"):
        with faults.each():
            series.people(outline, clean["population_area_hdi.csv"])
    return faults.found


def _space(outline: Outline, clean: dict[str, Table], faults: Faults) -> None:
    """Check cells, then people, gates and routes; each needs the one before."""
    cells, cells_subdistricts = GRID_TABLES[outline.grid]
    if not _ready(clean, cells):
        return
    with faults.each():
        lands = build_lands(outline, clean[cells], faults)
    if faults.found or not _ready(clean, cells_subdistricts, "subdistricts.csv"):
        return
    people = Faults(keep=True)
    with people.each():
        homes = build_homes(
            outline, lands, clean[cells], clean[cells_subdistricts], clean["subdistricts.csv"], people
        )
    faults.found += people.found
    # A sum that does not agree leaves the homes usable; a missing district does not.
    if people.aborted or not _ready(clean, "crossings.csv", "border.csv"):
        return
    with faults.each():
        gates = build_gates(outline, lands, homes, clean["crossings.csv"], clean["border.csv"], faults)
        if _ready(clean, "hub_edges.csv"):
            routes = build_routes(outline, gates, clean["hub_edges.csv"], faults)
            check_reach(lands, homes, gates, routes, clean[cells], faults)
        if _ready(clean, "gate_closures.csv"):
            dates.closures(outline, gates, clean["gate_closures.csv"], faults)


def _ready(clean: dict[str, Table], *names: str) -> bool:
    return all(name in clean for name in names)
