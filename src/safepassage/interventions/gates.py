"""Which gates a measure is for: those of some kinds, of some districts, or one by its id."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safepassage.evidence.errors import InputError
from safepassage.interventions.fields import some_of
from safepassage.interventions.timed import InDistricts
from safepassage.region.region import Bools
from safepassage.world.codes import GateKind
from safepassage.world.world import World

GATE_KINDS = {kind.name.lower(): kind for kind in GateKind}


@dataclass(frozen=True)
class AtGates(InDistricts):
    """Acts at gates of these ``kinds``, or at the one ``gate`` where it is named.

    Where ``districts`` are named: at those that their governments run.
    """

    kinds: tuple[str, ...] = some_of(GATE_KINDS, ("formal", "traditional", "hub"), "gate kind")
    gate: str | None = None

    def mine(self, world: World) -> Bools:
        """Whether the measure is for each gate, [A].

        Raises
        ------
        InputError
            The region has no such gate.
        """
        region = world.region
        if self.gate is None:
            of_kind = np.isin(region.gate_kind, [GATE_KINDS[kind] for kind in self.kinds])
            if self.districts:
                of_kind &= np.isin(region.gate_government, np.flatnonzero(self.here(world)))
            return np.asarray(of_kind, bool)
        if self.gate not in region.gate_ids:
            raise InputError(
                f"gate {self.gate!r} is not in region {region.name}",
                code="unknown.gate", near=(self.gate, region.gate_ids), name=self.gate, region=region.name,
            )  # fmt: skip
        return np.array([one == self.gate for one in region.gate_ids])
