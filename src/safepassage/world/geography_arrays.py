"""The region's arrays as compiled loops read them, and the parameters that differ by district."""

from __future__ import annotations

import numpy as np

from safepassage.parameters import Parameters
from safepassage.region.region import Floats, Ints, Region
from safepassage.rules.compiled import compiled
from safepassage.rules.offers import social_tie
from safepassage.world.declare import contiguous
from safepassage.world.state import Ground, Local


@compiled
def running_weight(people: Ints, neighbours: Ints, km: Floats, start: Ints, reach_km: float) -> Floats:
    """Running sum, over each cell's own list of neighbours, of people times social tie."""
    out = np.empty(neighbours.size)
    for c in range(start.size - 1):
        total = 0.0
        for n in range(start[c], start[c + 1]):
            total += people[neighbours[n]] * social_tie(km[n], reach_km)
            out[n] = total
    return out


def make_ground(region: Region, parameters: Parameters) -> Ground:
    """Compact geography of a region."""
    cells = len(region.cell_row)
    people = np.zeros(cells, np.int64)
    np.add.at(people, region.place_cell, region.place_population)
    start, links, km = region.cell_neighbour_start, region.cell_neighbours, region.cell_neighbour_km
    subdistricts = np.bincount(
        region.place_subdistrict, weights=region.place_population, minlength=len(region.subdistricts)
    )
    custom = np.full(len(region.destinations), parameters.transit.land_border_log_weight)
    custom[0] = 0.0  # the first destination is the one that the sources name for labour migration
    x, y = _kilometres(region)
    home_start, home_cell, home_until = _homes(region)
    ground = Ground(
        district_corridor=region.district_corridor,
        district_population=region.district_population().astype(float),
        subdistrict_population=subdistricts.astype(float),
        subdistrict_district=region.subdistrict_district,
        cell_district=region.cell_district,
        cell_x_km=x,
        cell_y_km=y,
        cell_first_id=np.concatenate([[0], np.cumsum(people)]),
        place_first_id=np.concatenate([[0], np.cumsum(region.place_population)]),
        place_subdistrict=region.place_subdistrict,
        neighbour_cell=links,
        neighbour_km=km,
        neighbour_start=start,
        neighbour_weight=running_weight(people, links, km, start, parameters.recruitment.reach_km),
        gate_kind=region.gate_kind,
        gate_government=region.gate_government,
        gate_km=region.gate_km,
        route_corridor=region.route_corridor,
        route_legs=region.route_legs,
        route_gates=region.route_gates,
        route_days=region.route_days,
        route_cost=region.route_cost_usd,
        route_overland=region.route_overland,
        route_destination=region.route_destination,
        route_regular=region.route_regular,
        destination_custom=custom,
        cell_subdistrict=_main_subdistrict(region),
        office_further_km=office_further_km(region),
        home_start=home_start,
        home_cell=home_cell,
        home_until=home_until,
    )
    return contiguous(ground)


def office_further_km(region: Region) -> Floats:
    """How much further the service office is from each cell than from the mean person of its district, plane km.

    The regency's office is taken to stand in the cell where most of its people live; zero where
    nobody lives.
    """
    x, y = _kilometres(region)
    out = np.zeros(len(region.cell_row))
    for d in range(len(region.districts)):
        own = region.place_district == d
        people = np.bincount(region.place_cell[own], region.place_population[own], len(out))
        if not people.any():
            continue
        office, lived_in = int(np.argmax(people)), np.flatnonzero(people)
        east, north = x[lived_in] - x[office], y[lived_in] - y[office]
        km = np.sqrt(east * east + north * north)
        out[lived_in] = km - (km * people[lived_in]).sum() / people.sum()
    return out


def _main_subdistrict(region: Region) -> Ints:
    """Subdistrict to which most people of each cell belong."""
    out = np.full(len(region.cell_row), -1, np.int64)
    for place in np.argsort(region.place_population, kind="stable"):  # the largest comes last, and stands
        out[region.place_cell[place]] = region.place_subdistrict[place]
    return out


def _homes(region: Region) -> tuple[Ints, Ints, Ints]:
    """Places by district: where each begins, their cells, and the running number of their people."""
    places = [np.flatnonzero(region.place_district == d) for d in range(len(region.districts))]
    start = np.cumsum([0, *(own.size for own in places)])
    until = np.concatenate([np.cumsum(region.place_population[own]) for own in places])
    return start, region.place_cell[np.concatenate(places)].astype(np.int64), until.astype(np.int64)


def _kilometres(region: Region) -> tuple[Floats, Floats]:
    """Plane coordinates of the cells, for distances within a corridor."""
    x, y = np.zeros(len(region.cell_row)), np.zeros(len(region.cell_row))
    for k, lattice in enumerate(region.lattices):
        mine = np.flatnonzero(region.cell_corridor == k)
        rows, cols = region.cell_row[mine], region.cell_col[mine]
        latitude = lattice.lat[rows]
        y[mine] = 111.32 * (latitude - lattice.lat.min())
        x[mine] = 111.32 * np.cos(np.radians(latitude.mean())) * (lattice.lon[cols] - lattice.lon.min())
    return x, y


def make_local(region: Region, parameters: Parameters) -> Local:
    """Parameters of each district: its own value, else its corridor's, else the general one."""
    places = district_places(region)
    names = ("base_aspiration_per_year", "regular_log_weight", "regular_female", "end_irregular_per_year")
    return Local(*(parameters.local(name, places) for name in names))


def district_places(region: Region) -> list[tuple[str, ...]]:
    """Ids by which passports may name each district: its own, then its corridor's."""
    return [
        (district, region.corridors[int(region.district_corridor[d])])
        for d, district in enumerate(region.districts)
    ]
