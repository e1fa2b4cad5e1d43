"""What a border region is, once its tables are read: frozen arrays, no files, no chance.

Index words used throughout the library:

- *district* D: the governments whose people the model follows (here four regencies);
- *government* G: the districts first, then one *outside* per corridor (who runs the hubs);
- *place* P: a pair of a home cell and a subdistrict. People are sorted by place;
- *cell* C: the populated cells, each with a row and column on its corridor's lattice;
- *gate* A: any point where a journey can be screened, or a border segment without a post;
- *route* R: an ordered list of at most ``MAX_LEGS`` gates from a corridor to a destination;
- *year* Y: calendar years of the yearly series.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

MAX_LEGS = 4
"""A journey passes at most this many gates."""


@dataclass(frozen=True)
class Lattice:
    """The full rectangle of one corridor's cells, for the map and for Mesa's grid.

    ``zone`` is an object array [rows, cols] of words (a district id, ``sea``, or a
    neighbour); ``land_share`` in [0, 1] and ``population`` in persons have the same shape.
    Row 0 is north, column 0 west.
    """

    corridor: str
    zone: NDArray[np.object_]
    land_share: Floats
    population: Floats
    lon: Floats
    lat: Floats
    cell_degrees: float


@dataclass(frozen=True)
class Closure:
    """From ``start`` to ``end`` (exclusive) a gate lets out only ``openness`` of those who ask."""

    gate: int
    start: dt.date
    end: dt.date
    openness: float


@dataclass(frozen=True)
class PolicyEvent:
    """A dated act of government that changed what people meet, e.g. a moratorium.

    ``kind`` is one of ``service_office``, ``moratorium``, ``demand``, ``detection_shock``,
    ``memorandum``; ``value`` multiplies the rate that the kind names, in ``districts``. Of ``information`` it is how
    many persons a year are reached in each of them.
    """

    kind: str
    districts: tuple[int, ...]
    start: dt.date
    end: dt.date
    value: float
    note: str


@dataclass(frozen=True, eq=False)
class Region:
    """One border region, ready for a model. All arrays are read-only.

    It is loaded once and handed on, so it is equal to itself alone and can key a cache.
    """

    name: str
    title: str
    made_up: bool
    hashes: dict[str, str]
    """SHA-256 of every table that was read."""

    districts: tuple[str, ...]
    district_titles: tuple[str, ...]
    corridors: tuple[str, ...]
    district_corridor: Ints  # [D] corridor of a district
    governments: tuple[str, ...]  # [G] districts, then "outside_<corridor>"

    subdistricts: tuple[str, ...]  # [S] codes
    subdistrict_titles: tuple[str, ...]
    subdistrict_district: Ints  # [S]

    lattices: tuple[Lattice, ...]  # one per corridor
    cell_corridor: Ints  # [C]
    cell_row: Ints
    cell_col: Ints
    cell_district: Ints
    cell_neighbours: Ints  # [sum of neighbours] cells of the same corridor, nearest first
    cell_neighbour_km: Floats  # same length
    cell_neighbour_start: Ints  # [C + 1] where each cell's own list starts (itself first)

    place_cell: Ints  # [P] sorted by cell, then subdistrict
    place_subdistrict: Ints
    place_district: Ints
    place_population: Ints  # persons of the register

    gate_ids: tuple[str, ...]  # [A]
    gate_titles: tuple[str, ...]
    gate_kind: Ints  # GateKind
    gate_government: Ints  # [A] who runs it
    gate_corridor: Ints
    gate_row: Ints  # [A] lattice position of a post, -1 for a border segment or a hub
    gate_col: Ints
    gate_opened: tuple[dt.date | None, ...]  # None: always there
    gate_paths: Floats  # [A] number of unofficial paths along a segment, else 0
    gate_km: Floats  # [C, A] least-cost distance over land, inf where there is no way

    destinations: tuple[str, ...]
    route_corridor: Ints  # [R] corridor where the journey starts
    route_legs: Ints  # [R] number of gates
    route_gates: Ints  # [R, MAX_LEGS] gate index, -1 beyond the last
    route_days: (
        Floats  # [R, MAX_LEGS + 1] days to each gate, then to the destination; leg 0 excludes the land part
    )
    route_cost_usd: Floats  # [R] fares; the land part to the first gate is added from gate_km
    route_overland: Bools  # [R] the first gate is reached over land (gate_km applies)
    route_destination: Ints  # [R]
    route_regular: Bools  # [R] open to holders of a work permit (posts and hubs only)

    years: Ints  # [Y]
    poverty_rate: Floats  # [Y, D] share of people, at 15 March (Susenas)
    poverty_proxy: Bools  # [Y, D] true where the figure is a proxy
    unemployment_rate: Floats  # [Y, D] share of the labour force, at 15 August (Sakernas)
    participation_rate: Floats  # [Y, D] share of those aged 15 and over
    wage_ratio: Floats  # [Y, D, destinations] minimum wage there over minimum wage here
    home_wage_usd: Floats  # [Y, D] minimum wage here, USD a year
    female_share: Floats  # [D]
    schooling_years: Floats  # [D] mean years of schooling at 15 and over
    adult_share: float  # share aged 15 and over
    deaths_per_year_2017_18: (
        Floats  # [D] migrants' bodies repatriated a year, mean of 2017-18; NaN where not known
    )

    closures: tuple[Closure, ...]
    events: tuple[PolicyEvent, ...]

    @property
    def population(self) -> int:
        """Persons in the register, all districts."""
        return int(self.place_population.sum())

    def district_population(self) -> Ints:
        """Persons of the register by district, shape [D]."""
        return np.bincount(
            self.place_district, weights=self.place_population, minlength=len(self.districts)
        ).astype(np.int64)
