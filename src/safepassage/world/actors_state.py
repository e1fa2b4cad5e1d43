"""What actors hold, as arrays: recruiters, officials, governments. Mesa agents are views on them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

I16 = NDArray[np.int16]
U8 = NDArray[np.uint8]
B = NDArray[np.bool_]
F64 = NDArray[np.float64]


class Recruiters(NamedTuple):
    """One row per place in the trade; a vacant place is inactive and may be taken again."""

    district: NDArray[np.int8]  # where the recruiter lives now
    home_cell: I16
    cell: I16  # where the recruiter works now
    licensed: B
    deceptiveness: F64  # share of offers
    intent: F64  # share of placements made for exploitation
    contacts_per_week: F64
    active: B
    custody_until: F64  # day; 0 when not in custody
    contacts_made: NDArray[np.int64]  # offers made to persons of the register, since the start
    rekeyed: B  # placebo: contact draws come from another key
    id: NDArray[np.int64]  # of the place in the trade; keys its draws, and is what persons remember
    native_district: NDArray[np.int8]  # of the place; who takes it anew begins here
    native_cell: I16


class Officials(NamedTuple):
    """One row per official."""

    government: NDArray[np.int8]
    role: U8
    training: F64  # 0-1
    integrity: F64  # 1 takes no bribe, 0 does
    since_day: F64
    id: NDArray[np.int64]  # keys the draws


class Governments(NamedTuple):
    """One row per government: the districts first, then one *outside* per corridor.

    The triple is a setting: where responsiveness starts, what it drifts back to, and how far
    facilitation can lift it (``uptake``).
    """

    responsiveness: F64  # 0-1
    returns_to: F64
    uptake: F64
    action_plan: F64  # 0-1, adopted
    service_capacity: F64  # 1 as it is; of the service office that people of a district use
    partnership: F64  # 0-1
    training: NDArray[np.float64]  # [G, roles] mean training by role
    honesty: F64  # share of the labour and migrant-service officers who take no bribe
    spend_iom_usd: F64  # in this step, what could not be absorbed left out
    spend_own_usd: F64
    unspent_usd: F64  # IOM's money of this step that could not be absorbed
    spent_usd: F64  # [G, activities] since the start of the scenario, a line per activity


class Beliefs(NamedTuple):
    """What recruiters of a district believe, and what they have lived through."""

    stops: F64  # [D, A] remembered interceptions, persons at full scale
    tries: F64  # [D, A] remembered attempts
    arrest_risk: F64  # [D] believed arrests per recruiter and year
    acceptance: F64  # [D] remembered accepted offers, persons at full scale
    contacts: F64  # [D] remembered contacts
    reference: F64  # [D] expected profit of a contact at the end of the spin-up, USD
    village_acceptances: F64  # [S] remembered accepted offers in each subdistrict, persons at full scale
    village_contacts: F64  # [S] remembered contacts there
    village_arrests: F64  # [S] remembered expected arrests of recruiters at work in each subdistrict
    village_years: F64  # [S] remembered recruiter-years of work there
    reference_use: F64  # [D] share of recruiters' capacity that was used at the end of the spin-up


class Registers(NamedTuple):
    """What registers hold: state that governments and observers read, never the truth."""

    waiting: F64  # [D] reports waiting to be opened, persons at full scale
    assistance_load: F64  # [D] remembered demand for places, persons a year at full scale
    gate_load: F64  # [A] remembered migrants a week at full scale
    expected: F64  # [D, 4] this step: cases, registered victims, repatriated deaths, arrests
    # [D, 7] this step: cases, victims, suspects, registered victims, repatriated, deportations, interceptions
    recorded: NDArray[np.int64]
    arrests: NDArray[np.int64]  # [D] this step
    # [D, 3] victims, registered victims and repatriated deaths that registers showed, fading within a year
    remembered: F64
    active: NDArray[np.int64]  # [D] recruiters in the trade and not in custody, at the end of this step


def copy_arrays[T: tuple[NDArray[np.generic], ...]](state: T) -> T:
    """An independent copy of a named tuple of arrays."""
    return type(state)(*(array.copy() for array in state))
