"""Reads a region's folder and returns it ready for a model."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.evidence.reader import file_hash, load_schema, read_table, regions_folder
from safepassage.evidence.table import Table, cell_error
from safepassage.region import dates, series
from safepassage.region.crossings import Gates, build_gates
from safepassage.region.faults import Faults
from safepassage.region.homes import Homes, build_homes, neighbours
from safepassage.region.lattice import Land, build_lands
from safepassage.region.outline import FILE_NAME, Outline, read_outline
from safepassage.region.region import Region
from safepassage.region.routes import Routes, build_routes, unreached_cells

GRID_TABLES = {
    "coarse": ("cells.csv", "cells_subdistricts.csv"),
    "fine": ("cells_fine.csv", "cells_fine_subdistricts.csv"),
}
NEEDED_TABLES = (
    "subdistricts.csv",
    "crossings.csv",
    "hub_edges.csv",
    "border.csv",
    "poverty.csv",
    "unemployment.csv",
    "population_area_hdi.csv",
    "wages.csv",
    "wages_abroad.csv",
    "gate_closures.csv",
    "policy_events.csv",
)
OPTIONAL_TABLES = ("poverty_proxy_for_gaps.csv", "deaths_deportations_placements.csv")


def region_names() -> list[str]:
    """Return the names of the regions that come with the library."""
    return sorted(p.parent.name for p in regions_folder().glob(f"*/{FILE_NAME}"))


def region_folder(name_or_folder: str | Path) -> Path:
    """Return the folder of a region that comes with the library, or of a user's own.

    Raises
    ------
    InputError
        Neither a known name nor a folder with a ``region.yaml``.
    """
    name = str(name_or_folder)
    if name in region_names():
        return regions_folder() / name
    folder = Path(name_or_folder)
    if folder.is_dir():
        if not (folder / FILE_NAME).is_file():
            raise InputError(
                f"the folder {folder} has no {FILE_NAME}; 'safepassage region new FOLDER' makes a start"
            )
        return folder
    raise InputError(f"no region and no folder {name!r}{did_you_mean(name, region_names())}")


def load_region(name_or_folder: str | Path) -> Region:
    """Read a region: one of `region_names`, or a folder of one's own.

    Cached per process; the arrays of the result are read-only.

    Raises
    ------
    InputError
        The first fault of its files, with file, line, column, value and what is allowed.

    Examples
    --------
    >>> load_region("classroom").made_up
    True
    """
    folder = region_folder(name_or_folder)
    outline = _outline(folder, folder.resolve(), _stamps(folder))
    return _load(outline.path, outline.tables.resolve(), _stamps(folder) + _stamps(outline.tables))


# Stamps and resolved paths are part of the keys so that a user's edit, or a change of the
# working folder, is seen in the same process.
_Stamps = tuple[tuple[str, int], ...]


def _stamps(folder: Path) -> _Stamps:
    return tuple((p.name, p.stat().st_mtime_ns) for p in sorted(folder.iterdir()) if p.is_file())


@lru_cache(maxsize=16)
def _outline(folder: Path, resolved: Path, stamps: _Stamps) -> Outline:
    return read_outline(folder)


@lru_cache(maxsize=16)
def _load(path: Path, tables: Path, stamps: _Stamps) -> Region:
    outline = read_outline(path.parent)
    region = build_region(outline, read_tables(outline))
    _freeze(region)
    return region


def table_names(outline: Outline) -> list[str]:
    """Return the tables that the loader reads."""
    optional = [name for name in OPTIONAL_TABLES if (outline.tables / name).is_file()]
    return [*GRID_TABLES[outline.grid], *NEEDED_TABLES, *optional]


def read_tables(outline: Outline) -> dict[str, Table]:
    """Read every table that the loader needs, each held to the schema."""
    schema = load_schema(regions_folder() / "schema.yaml")
    return {name: read_table(outline.tables / name, schema[name]) for name in table_names(outline)}


def build_region(outline: Outline, tables: dict[str, Table]) -> Region:
    """Put a region together from its outline and tables."""
    cells, cells_subdistricts = (tables[name] for name in GRID_TABLES[outline.grid])
    lands = build_lands(outline, cells)
    homes = build_homes(outline, lands, cells, cells_subdistricts, tables["subdistricts.csv"])
    gates = build_gates(outline, lands, homes, tables["crossings.csv"], tables["border.csv"])
    routes = build_routes(outline, gates, tables["hub_edges.csv"])
    check_reach(lands, homes, gates, routes, cells)
    near, near_km, near_start = neighbours(homes, lands)
    poverty, proxy = series.poverty(outline, tables["poverty.csv"], tables.get("poverty_proxy_for_gaps.csv"))
    female, schooling, adult = series.people(outline, tables["population_area_hdi.csv"])
    corridors = list(outline.corridors)
    return Region(
        name=outline.name,
        title=outline.title,
        made_up=outline.made_up,
        hashes={FILE_NAME: file_hash(outline.path)} | {name: table.sha256 for name, table in tables.items()},
        districts=tuple(outline.districts),
        district_titles=tuple(outline.district_titles.values()),
        corridors=tuple(corridors),
        district_corridor=np.array(
            [corridors.index(c) for c in outline.district_corridor.values()], dtype=np.int64
        ),
        governments=(*outline.districts, *(f"outside_{c}" for c in corridors)),
        **vars(homes),
        lattices=tuple(land.lattice for land in lands),
        cell_neighbours=near,
        cell_neighbour_km=near_km,
        cell_neighbour_start=near_start,
        place_district=homes.subdistrict_district[homes.place_subdistrict],
        gate_ids=gates.ids,
        gate_titles=gates.titles,
        gate_kind=gates.kind,
        gate_government=gates.government,
        gate_corridor=gates.corridor,
        gate_row=gates.row,
        gate_col=gates.col,
        gate_opened=gates.opened,
        gate_paths=gates.paths,
        gate_km=gates.km,
        destinations=tuple(outline.destinations),
        route_corridor=routes.corridor,
        route_legs=routes.legs,
        route_gates=routes.gates,
        route_days=routes.days,
        route_cost_usd=routes.cost_usd,
        route_overland=routes.overland,
        route_destination=routes.destination,
        route_regular=routes.regular,
        years=np.array(outline.years, dtype=np.int64),
        poverty_rate=poverty,
        poverty_proxy=proxy,
        unemployment_rate=series.shrunk_series(outline, tables["unemployment.csv"], series.UNEMPLOYMENT),
        participation_rate=series.shrunk_series(outline, tables["unemployment.csv"], series.PARTICIPATION),
        wage_ratio=series.wage_ratio(outline, tables["wages.csv"], tables["wages_abroad.csv"]),
        home_wage_usd=series.home_wage_usd(outline, tables["wages.csv"]),
        female_share=female,
        schooling_years=schooling,
        adult_share=adult,
        deaths_per_year_2017_18=series.deaths_per_year(
            outline, tables.get("deaths_deportations_placements.csv")
        ),
        closures=dates.closures(outline, gates, tables["gate_closures.csv"]),
        events=dates.events(outline, tables["policy_events.csv"]),
    )


def check_reach(
    lands: list[Land], homes: Homes, gates: Gates, routes: Routes, cells: Table, faults: Faults | None = None
) -> None:
    """Refuse people who can reach no gate: they would never appear in any result."""
    faults = faults or Faults()
    for c in unreached_cells(homes, gates, routes):
        i, j = int(homes.cell_row[c]), int(homes.cell_col[c])
        land = lands[homes.cell_corridor[c]]
        what = "empty, or a cell joined by land to a post or border; from here no gate can be reached"
        people = int(land.lattice.population[i, j])
        faults.add(cell_error(cells.path, int(land.lines[i, j]), "population", people, what))


def _freeze(region: Region) -> None:
    """A region is shared by every model of a process: nobody may write into it."""
    for holder in (region, *region.lattices):
        for value in vars(holder).values():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)
