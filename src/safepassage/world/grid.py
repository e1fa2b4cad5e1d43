"""The border grid as Mesa sees it: one grid with property layers per corridor, made when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from mesa.discrete_space import OrthogonalMooreGrid
from mesa.discrete_space.property_layer import PropertyLayer

from safepassage.world.ledger import FIXED_POINT
from safepassage.world.world import World

if TYPE_CHECKING:
    import mesa

    from safepassage.region.region import Floats, Lattice


def make_grids(model: mesa.Model, world: World) -> dict[str, OrthogonalMooreGrid]:
    """One ``OrthogonalMooreGrid`` per corridor, [rows, cols] with row 0 in the north, eight neighbours.

    Property layers: ``land_share``, ``population`` (register), ``poverty`` (share, by district),
    ``awareness`` (0-1), ``abroad`` (simulated persons abroad by home cell), ``gates`` (number of
    posts; never a path). Layers are a picture of the moment the grid was asked for.
    """
    grids = {}
    for k, lattice in enumerate(world.region.lattices):
        rows, cols = lattice.population.shape
        grid = OrthogonalMooreGrid((rows, cols), torus=False, capacity=None, random=model.random)
        for name, values in _layers(world, k, lattice).items():
            layer = PropertyLayer(name, (rows, cols), default_value=0.0, dtype=float)
            layer.data[:] = values
            grid.add_property_layer(layer)
        grids[lattice.corridor] = grid
    return grids


def _layers(world: World, corridor: int, lattice: Lattice) -> dict[str, Floats]:
    """Values of every property layer of one corridor, each [rows, cols]."""
    region, people = world.region, world.people
    mine = np.flatnonzero(region.cell_corridor == corridor)
    at = (region.cell_row[mine], region.cell_col[mine])
    shape = lattice.population.shape

    def spread(by_cell: Floats) -> Floats:
        out = np.zeros(shape)
        out[at] = by_cell[mine]
        return out

    cells = len(region.cell_row)
    number = np.maximum(world.sample.of_cell, 1)
    away = np.bincount(people.cell[np.isin(people.situation, (3, 4))], minlength=cells).astype(float)
    poverty = np.zeros(len(region.districts))
    if world.schedule is not None:
        step = min(world.scenario_step, len(world.schedule.dates) - 1)
        poverty = world.schedule.poverty_rate[step]
    gates = np.zeros(shape)
    for a in np.flatnonzero((region.gate_corridor == corridor) & (region.gate_row >= 0)):
        gates[region.gate_row[a], region.gate_col[a]] += 1.0
    return {
        "land_share": lattice.land_share,
        "population": np.nan_to_num(lattice.population),
        "poverty": spread(poverty[region.cell_district]),
        "awareness": spread(world.ledger.awareness / FIXED_POINT / number),
        "abroad": spread(away),
        "gates": gates,
    }
