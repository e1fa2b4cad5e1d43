"""When an intervention acts, from a date to a date or always, where, and how strong it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import numpy as np

from safepassage.evidence.errors import InputError
from safepassage.interventions.fields import A_DATE, names
from safepassage.region.region import Bools
from safepassage.world.world import World


@dataclass(frozen=True)
class Timed:
    """Acts in steps that begin in [start, end); None means no limit."""

    start: dt.date | None = field(default=None, metadata=A_DATE)
    end: dt.date | None = field(default=None, metadata=A_DATE)

    def strength(self, name: str, world: World) -> float:
        """The value of a field made by `from_passport`: the scenario's where it gives one, else the run's."""
        given = getattr(self, name)
        if given is None:
            return world.parameters.one(self.__dataclass_fields__[name].metadata["passport"])
        return float(given)

    def active(self, world: World) -> float:
        """One in the steps in which the intervention acts, else zero."""
        assert world.schedule is not None
        today = world.schedule.dates[world.scenario_step]
        if self.start is not None and today < self.start:
            return 0.0
        if self.end is not None and today >= self.end:
            return 0.0
        return 1.0


@dataclass(frozen=True)
class InDistricts(Timed):
    """Acts in these ``districts`` alone, in all where none is named."""

    districts: tuple[str, ...] = names()

    def here(self, world: World) -> Bools:
        """Whether the measure is for each district, [D].

        Raises
        ------
        InputError
            The region has no such district.
        """
        region = world.region
        for name in self.districts:
            if name not in region.districts:
                raise InputError(
                    f"district {name!r} is not in region {region.name}",
                    code="unknown.district", near=(name, region.districts), name=name, region=region.name,
                )  # fmt: skip
        return np.array([not self.districts or name in self.districts for name in region.districts])
