"""Accumulators: the only place where an intervention writes.

Sums (per year, real persons or USD) start at zero, factors at one. They are cleared every step
and filled in the fixed order of the interventions' names; stages turn them into state once.
The identity leaves every float as it was, so a null intervention changes nothing, bit for bit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from safepassage.world.region import Floats, Region


class Doses(NamedTuple):
    """What all interventions of one step add up to."""

    # sums
    outreach_persons: Floats  # [D] persons a year who take part in an outreach session
    assistance_places: Floats  # [D] persons a year whom shelters and IOM can take in
    officials_trained: Floats  # [G] courses a year
    consular_trained: Floats  # [1] courses a year for consular and shelter staff abroad
    government_effort: Floats  # [G] USD a year on action plans, SOPs, task forces
    service_effort: Floats  # [D] USD a year on service offices
    partnership_effort: Floats  # [D] USD a year on referral networks and cross-border liaison
    spend_iom: Floats  # [D] USD a year
    spend_own: Floats  # [D] USD a year, by governments on top of their ordinary spending
    # factors
    screening: Floats  # [A] on screening capacity
    openness: Floats  # [A] on openness outward
    opening: Floats  # [D] on the opening of cases
    permit: Floats  # [D] on regular placements
    office: Floats  # [D] on service offices' capacity
    poverty: Floats  # [D] on the poverty rate
    wage: Floats  # [D] on the wage ratio
    task_force: Floats  # [D] 1 + active task forces


_SUMS = 9


def make_doses(region: Region) -> Doses:
    """Cleared accumulators for a region."""
    d, g, a = len(region.districts), len(region.governments), len(region.gate_ids)
    doses = Doses(*(np.zeros(n) for n in (d, d, g, 1, g, d, d, d, d, a, a, d, d, d, d, d, d)))
    clear_doses(doses)
    return doses


def clear_doses(doses: Doses) -> None:
    """Back to the identity: sums zero, factors one."""
    for array in doses[:_SUMS]:
        array.fill(0.0)
    for array in doses[_SUMS:]:
        array.fill(1.0)
