"""Accumulators: the only place where an intervention writes.

Sums (per year, real persons or USD) start at zero, factors at one. They are cleared every step
and filled in the fixed order of the interventions' names; stages turn them into state once.
The identity leaves every float as it was, so a null intervention changes nothing, bit for bit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from safepassage.region.region import Floats, Region
from safepassage.world.codes import Activity


class Doses(NamedTuple):
    """What all interventions of one step add up to."""

    # sums
    outreach_persons: Floats  # [D] persons a year who take part in an outreach session
    assistance_places: Floats  # [D] persons a year whom further shelters can take in
    iom_places: Floats  # [D] persons a year whom IOM can pay for; filled last
    officials_trained: Floats  # [G] courses a year
    consular_trained: Floats  # [1] courses a year for consular and shelter staff abroad
    government_effort: Floats  # [G] USD a year on action plans, SOPs, task forces
    service_effort: Floats  # [D] USD a year on service offices
    partnership_effort: Floats  # [D] USD a year on referral networks and cross-border liaison
    cooperation: Floats  # [D] log odds of reporting, added by protection
    referral: Floats  # [D] log odds of referral, added by shelters near by
    action_plan: Floats  # [D] 0-1, adopted by decree
    courses_per_official: Floats  # [D] courses a year for every official
    spend_iom: Floats  # [D, activities] USD a year, by what it is meant for
    spend_own: Floats  # [D] USD a year, by governments on top of their ordinary spending
    # factors
    screening: Floats  # [A] on screening capacity
    openness: Floats  # [A] on openness outward
    opening: Floats  # [D] on the opening of cases
    permit: Floats  # [D] on regular placements
    office: Floats  # [D] on service offices' capacity
    poverty: Floats  # [D] on the poverty rate
    unemployment: Floats  # [D] on the open unemployment rate
    wage: Floats  # [D] on the wage ratio
    task_force: Floats  # [D] 1 + active task forces
    rescue: Floats  # [D] on rescue and the odds of recognition abroad and on return
    stopped: Floats  # [D] on the share of cases that are stopped
    self_report: Floats  # [D] on the rate of coming forward at home
    register: Floats  # [D] on the share of identified women and children who reach their register
    reach: Floats  # [D] on persons reached by outreach


_SUMS = 14


def make_doses(region: Region) -> Doses:
    """Cleared accumulators for a region."""
    d, g, a = len(region.districts), len(region.governments), len(region.gate_ids)
    sums = (d, d, d, g, 1, g, d, d, d, d, d, d, (d, len(Activity)), d)
    factors = (a, a, *[d] * 12)
    doses = Doses(*(np.zeros(shape) for shape in (*sums, *factors)))
    clear_doses(doses)
    return doses


def clear_doses(doses: Doses) -> None:
    """Back to the identity: sums zero, factors one."""
    for array in doses[:_SUMS]:
        array.fill(0.0)
    for array in doses[_SUMS:]:
        array.fill(1.0)
