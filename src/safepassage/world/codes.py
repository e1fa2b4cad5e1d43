"""The closed sets of the model. Their numbers are stored in columns; the words are the glossary's."""

from __future__ import annotations

from enum import IntEnum

from safepassage.region.kinds import GateKind

__all__ = [
    "REMEMBERED", "STAY", "Activity", "Count", "Door", "DoorDraw", "Expected", "ExpectedRecord", "GateKind", "Offer",
    "Papers", "Register", "Role", "Sector", "Situation", "WayHome",
]  # fmt: skip


class Situation(IntEnum):
    """What a person is in. *Identified* is a record, not a situation."""

    RESIDENT = 0
    WAITING = 1  # for documents of the regular channel
    IN_TRANSIT = 2
    WORKING = 3  # abroad
    EXPLOITED = 4  # abroad
    ASSISTED = 5
    DEAD = 6


class Papers(IntEnum):
    """*Irregular* means without a work permit, whatever the crossing."""

    NONE = 0
    VISITOR = 1  # passport or border pass without a work permit
    FALSE = 2
    PERMIT = 3


class Sector(IntEnum):
    """Where the work offered is. Domestic work (PRT) counts with services."""

    PLANTATION = 0  # and construction
    DOMESTIC = 1  # and services
    OTHER = 2


class WayHome(IntEnum):
    """How the last stay abroad ended."""

    NONE = 0
    END_OF_STAY = 1
    ESCAPE = 2
    RESCUE = 3
    DEPORTATION = 4
    TURNED_BACK = 5  # at a gate on the way out


class Door(IntEnum):
    """The four doors of identification."""

    EXIT = 0
    DESTINATION = 1
    RETURN = 2
    HOME = 3


class Role(IntEnum):
    """What an official does."""

    BORDER_POST = 0
    PATROL = 1
    HUB = 2
    INVESTIGATOR = 3
    LABOUR_SERVICE = 4


class Activity(IntEnum):
    """What money is spent on; a line of the spending ledger."""

    OUTREACH = 0
    ASSISTANCE = 1
    TRAINING = 2
    CONSULAR_TRAINING = 3
    PLANS = 4
    SERVICE_OFFICES = 5
    PARTNERSHIP = 6
    OVERHEAD = 7
    UNSPENT = 8  # IOM's money that could not be absorbed, with its overhead
    OWN_OUTREACH = 9  # the government's own, from here on
    OWN_ASSISTANCE = 10
    OWN_MEASURES = 11


class Count(IntEnum):
    """Events counted by home district, simulated persons."""

    ATTEMPTS = 0
    DEPARTURES_REGULAR = 1
    DEPARTURES_IRREGULAR = 2
    CROSSED_FORMAL = 3
    CROSSED_TRADITIONAL = 4
    CROSSED_UNOFFICIAL = 5
    CROSSED_HUB = 6
    REFUSED = 7
    TRAFFICKED = 8
    ENTERED_EXPLOITATION = 9
    RETRAFFICKED = 10
    IDENTIFIED_TRUE = 11
    IDENTIFIED_FALSE = 12
    ASSISTED = 13
    RETURNED = 14
    DEATHS_ABROAD = 15
    PLACEMENTS = 16
    DEPORTED = 17
    RESCUED = 18
    ENTERED_AGAIN = 19  # exploitation, who was exploited before
    ENTERED_REGULAR = 20  # exploitation, with a work permit
    ENTERED_IRREGULAR = 21


class Expected(IntEnum):
    """Sums of persons' probabilities by home district, in fixed point."""

    REPORTS = 0  # persons who would report
    REGISTERED = 1  # women and children identified
    DEATHS = 2
    ASSISTANCE_DEMAND = 3  # identified persons referred, before places are allotted
    ACCEPTANCES = 4  # accepted offers of recruiters, among those contacted
    CONTACTS = 5  # of recruiters with people of the register, at home or away
    TRAFFICKED = 6  # each offer by itself, and debts that may turn work into forced work
    FINDS = 7  # exploited persons found by inspections or by what families report
    RESCUES = 8  # of these, whose case the consulates take up
    SEEKERS = 9  # who look for a recruiter
    ASKED = 10  # who looked for a recruiter and found one
    SOUGHT = 11  # offers accepted by those who asked
    DELIVERED = 12  # recruiters' clients who pass their last gate
    LOST = 13  # recruiters' clients who give up, or are sent home from a gate


class Register(IntEnum):
    """What a register shows, counted at full scale; a column of ``registers.recorded``."""

    CASES = 0
    VICTIMS = 1
    SUSPECTS = 2
    REGISTERED = 3  # women and children, in their register
    REPATRIATED = 4  # bodies that came home
    DEPORTATIONS = 5
    INTERCEPTIONS = 6  # departures that were prevented


REMEMBERED = (Register.VICTIMS, Register.REGISTERED, Register.REPATRIATED)
"""The registers that are known for about a year, in the order of the columns of ``registers.remembered``."""


class ExpectedRecord(IntEnum):
    """What a register may be expected to show; a column of ``registers.expected``."""

    CASES = 0
    REGISTERED = 1
    REPATRIATED = 2
    ARRESTS = 3


class DoorDraw(IntEnum):
    """The alternative of a draw at a door; at an exit gate it is the gate's own number, which is smaller."""

    DESTINATION = 2000
    RETURN = 3000
    HOME = 3001


STAY = 4000
"""The alternative of staying at home in the race of routes; a route's is its own number, which is smaller."""


class Offer(IntEnum):
    """What is remembered of offers in a village; a column of ``ledger.village``."""

    CONTACTS = 0
    ACCEPTANCES = 1
