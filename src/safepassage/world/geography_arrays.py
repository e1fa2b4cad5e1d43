"""The region's arrays as compiled loops read them, and the parameters that differ by district."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from safepassage.parameters import Parameters
from safepassage.region.region import Floats, Ints, Region
from safepassage.rules.compiled import compiled
from safepassage.rules.offers import social_tie


class Ground(NamedTuple):
    """Geography in compact integer types, plus what every stage asks of it."""

    district_corridor: Ints  # [D]
    district_population: Floats  # [D] register
    subdistrict_population: Floats  # [S] register
    subdistrict_district: Ints  # [S]
    cell_district: Ints  # [C]
    cell_x_km: Floats  # [C] east of the corridor's first cell
    cell_y_km: Floats  # [C] north of it
    cell_first_id: Ints  # [C + 1] register numbers of a cell's people
    place_first_id: Ints  # [P + 1] register numbers of a place's people
    place_subdistrict: Ints  # [P]
    neighbour_cell: Ints
    neighbour_km: Floats
    neighbour_start: Ints  # [C + 1]
    neighbour_weight: Floats  # running sum, over each cell's own list, of people x social tie
    gate_kind: Ints
    gate_government: Ints
    gate_km: Floats  # [C, A]
    route_corridor: Ints
    route_legs: Ints
    route_gates: Ints  # [R, MAX_LEGS]
    route_days: Floats  # [R, MAX_LEGS + 1]
    route_cost: Floats
    route_overland: NDArray[np.bool_]
    route_destination: Ints
    route_regular: NDArray[np.bool_]
    destination_custom: Floats  # [destinations] log weight of custom
    cell_subdistrict: Ints  # [C] where most of a cell's people belong, -1 where nobody lives
    office_further_km: Floats  # [C] way to the district's office, beyond that of its mean person
    home_start: Ints  # [D + 1] where each district's homes begin in the next two
    home_cell: Ints  # [P] cells of a district's places, one district after another
    home_until: Ints  # [P] running number of people over each district's own list


class Local(NamedTuple):
    """Parameters by district [D] or government [G]."""

    base_aspiration: Floats
    regular_log_weight: Floats
    regular_female: Floats
    end_irregular: Floats


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
    start = region.cell_neighbour_start
    reach_km = parameters.recruitment.reach_km
    cumulated = running_weight(people, region.cell_neighbours, region.cell_neighbour_km, start, reach_km)
    subdistricts = np.bincount(
        region.place_subdistrict, weights=region.place_population, minlength=len(region.subdistricts)
    )
    custom = np.full(len(region.destinations), parameters.transit.land_border_log_weight)
    custom[0] = 0.0  # the first destination is the one that the sources name for labour migration
    return Ground(
        region.district_corridor, region.district_population().astype(float), subdistricts.astype(float),
        region.subdistrict_district,
        region.cell_district, *_kilometres(region), np.concatenate([[0], np.cumsum(people)]),
        np.concatenate([[0], np.cumsum(region.place_population)]), region.place_subdistrict, region.cell_neighbours,
        region.cell_neighbour_km, start, cumulated, region.gate_kind, region.gate_government,
        region.gate_km, region.route_corridor, region.route_legs, region.route_gates, region.route_days,
        region.route_cost_usd, region.route_overland, region.route_destination, region.route_regular, custom,
        _main_subdistrict(region), office_further_km(region), *_homes(region),
    )  # fmt: skip


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


@compiled
def home_in(ground: Ground, district: int, u: float) -> int:
    """Cell in which a person of a district is at home, each person alike, from a uniform number."""
    start, end = ground.home_start[district], ground.home_start[district + 1]
    spot = int(u * ground.home_until[end - 1])
    return int(ground.home_cell[start + np.searchsorted(ground.home_until[start:end], spot, side="right")])


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
