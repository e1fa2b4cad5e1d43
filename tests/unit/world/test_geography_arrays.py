"""``world/geography_arrays.py``: what compiled loops read of the ground."""

from __future__ import annotations

import numpy as np

from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.world.actors_genesis import home_in
from safepassage.world.build import begin_world
from safepassage.world.geography_arrays import office_further_km


def test_every_person_of_a_district_is_at_home_there_alike() -> None:
    """Districts' places do not follow one another in Timor: a home is drawn among the district's own."""
    region = load_region("indonesia")
    world = begin_world(region, load_parameters(), 0.001, 1, 7.0)
    shares = np.linspace(0.0, 1.0, 20_001)[:-1]
    for d in range(len(region.districts)):
        cells = np.array([home_in(world, d, u) for u in shares])
        assert (region.cell_district[cells] == d).all()
        people = np.bincount(
            region.place_cell, region.place_population * (region.place_district == d), len(region.cell_row)
        )
        found = np.bincount(cells, minlength=people.size) / shares.size
        assert np.abs(found - people / people.sum()).max() <= 2.0 / shares.size


def test_the_office_is_as_far_on_the_mean_as_for_the_mean_person() -> None:
    region = load_region("indonesia")
    further = office_further_km(region)
    for d in range(len(region.districts)):
        own = region.place_district == d
        people = np.bincount(region.place_cell[own], region.place_population[own], further.size)
        assert abs((further * people).sum() / people.sum()) < 1e-9
        lived_in = people > 0
        # nobody is nearer than those of the cell where most people live, and somebody is far away
        assert further[lived_in].min() == further[np.argmax(people)] < 0.0
        assert 10.0 < further[lived_in].max() - further[lived_in].min() < 200.0
