"""The base rate of leaving, found in the spin-up: as many leave a district as come home or die abroad.

A stock abroad that is known (from deaths) stands still only if inflow balances outflow, and no source has the
inflow. So each district's base rate is what its stock implies, whatever else the mechanisms are.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from safepassage.region.region import Floats
from safepassage.world.actors_genesis import fill_stock, stock_abroad
from safepassage.world.clock import YEAR_DAYS
from safepassage.world.codes import Situation
from safepassage.world.world import World

SETTLING_YEARS = 3
"""Years of the spin-up before anything is counted: short stays and papers need them to come into balance."""

_ABROAD = [Situation.WORKING, Situation.EXPLOITED]
_NOT_ABROAD = [one for one in Situation if one not in _ABROAD]


class Counted(NamedTuple):
    """What a spin-up has counted so far, by district, [D]."""

    factor_years: Floats  # factor in force x years
    arrivals: Floats  # abroad, simulated persons
    exits: Floats  # from abroad, home or by death
    person_years: Floats  # abroad


def balanced(counted: Counted, target: Floats, most: float, lent: float) -> Floats:
    """Factor on the base rate at which arrivals abroad equal exits at the target, [D].

    exits a person-year x target / (arrivals a year and unit of the factor).

    Parameters
    ----------
    target
        Simulated persons abroad; NaN where it is not known.
    most
        Largest factor, and one over the least.
    lent
        Exits by which a district's own rate of exit is drawn to that of all known districts together: in a small
        sample it has a few dozen of its own.

    Returns
    -------
    Floats
        NaN where the target is not known, or nobody left, came home or was abroad.
    """
    out = np.full(target.size, np.nan)
    moved = (counted.arrivals > 0.0) & (counted.exits > 0.0) & (counted.person_years > 0.0)
    known = np.isfinite(target) & (target > 0.0) & moved
    if not known.any():
        return out
    factor_years, arrivals, exits, person_years = (array[known] for array in counted)
    together = exits.sum() / person_years.sum()
    rate = (exits + lent) / (person_years + lent / together)
    out[known] = np.clip(rate * target[known] / (arrivals / factor_years), 1.0 / most, most)
    return out


class Balancer:
    """Counts who arrives and who leaves abroad in a spin-up, and resets stock and base rate once a year."""

    def __init__(self, world: World) -> None:
        self._target = stock_abroad(world.region, world.parameters) * world.share
        self._steps_a_year = max(1, round(YEAR_DAYS / world.clock.days))
        self._on = world.parameters.genesis.stock_holds > 0.0
        self._counted = Counted(*np.zeros((4, self._target.size)))

    def read(self, world: World) -> None:
        """Take note of the step that was just done; at the end of a year set stock and factors anew."""
        done, genesis = world.clock.step, world.parameters.genesis
        if not self._on or done < SETTLING_YEARS * self._steps_a_year:
            return
        year_is_over = done % self._steps_a_year == 0
        if done > SETTLING_YEARS * self._steps_a_year:
            self._count(world)
            if year_is_over:
                found = balanced(self._counted, self._target, genesis.base_factor_most, genesis.exits_lent)
                world.balance.base_factor[:] = np.where(np.isnan(found), 1.0, found)
                for held in self._counted:
                    held *= genesis.counts_kept_per_year
        if year_is_over:
            fill_stock(world)

    def _count(self, world: World) -> None:
        flow, stock, years = world.ledger.flow, world.ledger.stock, world.clock.years
        step = (
            world.balance.base_factor * years,
            flow[:, _NOT_ABROAD][:, :, _ABROAD].sum(axis=(1, 2)),
            flow[:, _ABROAD][:, :, _NOT_ABROAD].sum(axis=(1, 2)),
            stock[:, _ABROAD].sum(axis=1) * years,
        )
        for held, now in zip(self._counted, step, strict=True):
            held += np.asarray(now, np.float64)
