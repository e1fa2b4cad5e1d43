"""The state of a world, declared once: every group of arrays with axes, units and meanings.

Axes: ``person`` (rows sorted by home place), ``recruiter``, ``official``, ``government`` (the districts first, then
one *outside* per corridor), ``district``, ``subdistrict``, ``cell``, ``place`` (cell and subdistrict), ``gate``,
``route``, ``leg``, ``destination``, ``register`` (every person of the civil register, simulated or not), ``one``.
An axis called after an enumeration of ``world.codes`` has an entry for each of its members. ``cleared`` arrays begin
every step at their default, ``shared`` ones are never written and so are shared by all copies of a world.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from safepassage.world.codes import (
    REMEMBERED,
    Activity,
    Count,
    Expected,
    ExpectedRecord,
    Offer,
    Register,
    Role,
    Situation,
)  # fmt: skip
from safepassage.world.declare import over

I8 = NDArray[np.int8]
I16 = NDArray[np.int16]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]
B = NDArray[np.bool_]
F32 = NDArray[np.float32]
F64 = NDArray[np.float64]

CODE_SIZES: Mapping[str, int] = {
    "activity": len(Activity), "count": len(Count), "expected": len(Expected), "role": len(Role),
    "situation": len(Situation), "situation_after": len(Situation), "record": len(Register),
    "expected_record": len(ExpectedRecord), "remembered": len(REMEMBERED), "offer": len(Offer), "one": 1,
}  # fmt: skip
"""Lengths of the axes that are the same in every world."""


class Columns(NamedTuple):
    """All persons. ``id`` keys every draw of a person."""

    # who
    id: Annotated[
        I32, over("person", "", "number in the register of all persons; never changes", shared=True)
    ]
    place: Annotated[I16, over("person", "index", "home place (cell and subdistrict)", shared=True)]
    cell: Annotated[I16, over("person", "index", "home cell", shared=True)]
    subdistrict: Annotated[I16, over("person", "index", "home subdistrict", shared=True)]
    district: Annotated[I8, over("person", "index", "home district", shared=True)]
    female: Annotated[B, over("person", "", "sex")]
    age_at_start: Annotated[F32, over("person", "years", "age at the start of the scenario")]
    schooling: Annotated[F32, over("person", "years", "years of schooling")]
    wealth_score: Annotated[
        F32, over("person", "normal score", "fixed wealth rank; poor when below the poverty line's score")
    ]
    # state
    awareness: Annotated[F32, over("person", "0-1", "awareness of trafficking and of safe migration")]
    debt_usd: Annotated[
        F32,
        over("person", "USD", "debt of all journeys; at home, as it was when the person became a resident"),
    ]
    situation: Annotated[U8, over("person", "Situation", "what the person is in")]
    since: Annotated[I32, over("person", "step", "step at which the situation began")]
    due_day: Annotated[
        F32, over("person", "day", "in transit: when the next gate, the destination or home is reached")
    ]
    papers: Annotated[U8, over("person", "Papers", "papers of the present or last journey")]
    sector: Annotated[U8, over("person", "Sector", "sector of the offer or work")]
    recruiter: Annotated[I16, over("person", "slot", "recruiter of the present or last journey; -1 none", -1)]
    route: Annotated[I16, over("person", "index", "route of the present or last journey; -1 none", -1)]
    leg: Annotated[I8, over("person", "count", "gates of the route already passed; -1 homeward")]
    gate: Annotated[I16, over("person", "index", "last gate passed on the way out; -1 none", -1)]
    destination: Annotated[
        I8, over("person", "index", "country of the present or last stay abroad; -1 none", -1)
    ]
    deceived: Annotated[B, over("person", "", "the offer's true terms differ from those promised")]
    intended: Annotated[B, over("person", "", "the placement is made for exploitation")]
    wage_share: Annotated[F32, over("person", "ratio", "true wage over that of an honest offer", 1)]
    trafficked: Annotated[B, over("person", "", "trafficked on the present or last journey")]
    harmed: Annotated[B, over("person", "", "was exploited on the present or last journey")]
    identified: Annotated[B, over("person", "", "a record: identified on the present or last journey")]
    aided: Annotated[B, over("person", "", "assisted after the last journey")]
    way_home: Annotated[U8, over("person", "WayHome", "how the last stay abroad ended")]
    times_trafficked: Annotated[U8, over("person", "count", "journeys on which the person was trafficked")]
    trips: Annotated[U8, over("person", "count", "stays abroad begun; experience of migration")]
    times_exploited: Annotated[U8, over("person", "count", "episodes of exploitation begun in all")]
    # the person's own ledger, from the start of the scenario
    departures: Annotated[U8, over("person", "count", "departures since the start")]
    episodes: Annotated[U8, over("person", "count", "episodes of exploitation begun since the start")]
    exploited_years: Annotated[F32, over("person", "years", "time exploited since the start")]
    first_step: Annotated[
        I32, over("person", "step", "step of the first episode since the start; -1 none", -1)
    ]
    first_gate: Annotated[I16, over("person", "index", "gate of the first episode; -1 none", -1)]
    first_sector: Annotated[I8, over("person", "Sector", "sector of the first episode; -1 none", -1)]
    first_destination: Annotated[I8, over("person", "index", "destination of the first episode; -1 none", -1)]
    first_recruiter: Annotated[I16, over("person", "slot", "recruiter of the first episode; -1 none", -1)]


class Sample(NamedTuple):
    """Which persons of the register are simulated, and where they stand."""

    row_of_id: Annotated[
        I32, over("register", "row", "row of each register number; -1 not simulated", -1, shared=True)
    ]
    of_cell: Annotated[I64, over("cell", "persons", "simulated persons", shared=True)]
    runs: Annotated[
        I64,
        over(
            "run",
            "row",
            "first rows of runs of persons of one home cell, and the number of persons",
            shared=True,
        ),
    ]


class Visits(NamedTuple):
    """Rows of those whom a loop has to visit, found before it; scratch that no later step reads."""

    rows: Annotated[I64, over("person", "row", "whom the loop at hand visits", None)]
    seekers: Annotated[I64, over("person", "row", "residents who look for a recruiter in this step", None)]
    seeking: Annotated[I64, over("one", "persons", "how many of `seekers` hold", cleared=True)]
    away: Annotated[I64, over("person", "row", "persons not at home, or harmed on their last journey", None)]
    not_settled: Annotated[
        I64, over("one", "persons", "how many of `away` hold; -1 not found yet", -1, cleared=True)
    ]


class Recruiters(NamedTuple):
    """One row per place in the trade; a vacant place is inactive and may be taken again."""

    district: Annotated[I8, over("recruiter", "index", "where the recruiter lives now")]
    home_cell: Annotated[I16, over("recruiter", "index", "home cell")]
    cell: Annotated[I16, over("recruiter", "index", "where the recruiter works now")]
    licensed: Annotated[B, over("recruiter", "", "sponsor of a licensed agency; else a broker")]
    deceptiveness: Annotated[F64, over("recruiter", "0-1", "share of offers whose true terms differ")]
    intent: Annotated[F64, over("recruiter", "0-1", "share of offers made for exploitation")]
    deceit_score: Annotated[
        F64, over("recruiter", "normal score", "deceptiveness among recruiters of its kind")
    ]
    intent_score: Annotated[F64, over("recruiter", "normal score", "intent among recruiters of its kind")]
    contacts_per_week: Annotated[F64, over("recruiter", "persons/week", "capacity")]
    active: Annotated[B, over("recruiter", "", "the place is taken")]
    custody_until: Annotated[F64, over("recruiter", "day", "end of custody; 0 when not in custody")]
    contacts_made: Annotated[
        I64, over("recruiter", "persons", "offers made to persons of the register, since the start")
    ]
    rekeyed: Annotated[B, over("recruiter", "", "placebo: contact draws come from another key")]
    id: Annotated[
        I64, over("recruiter", "", "of the place in the trade; keys its draws, and is what persons remember")
    ]
    native_district: Annotated[I8, over("recruiter", "index", "of the place; who takes it anew begins here")]
    native_cell: Annotated[I16, over("recruiter", "index", "home cell of who takes the place anew")]
    reports: Annotated[
        F64, over("recruiter", "persons", "expected reports that wait and name this recruiter, at full scale")
    ]


class Officials(NamedTuple):
    """One row per official."""

    government: Annotated[I8, over("official", "index", "whom the official serves")]
    role: Annotated[U8, over("official", "Role", "what the official does")]
    training: Annotated[F64, over("official", "0-1", "training")]
    integrity: Annotated[F64, over("official", "0-1", "1 takes no bribe, 0 does")]
    since_day: Annotated[F64, over("official", "day", "first day in office")]
    id: Annotated[I64, over("official", "", "keys the draws")]


class Governments(NamedTuple):
    """One row per government. A setting is a triple: responsiveness, what it drifts back to, and uptake."""

    responsiveness: Annotated[F64, over("government", "0-1", "responsiveness")]
    returns_to: Annotated[F64, over("government", "0-1", "what responsiveness drifts back to")]
    uptake: Annotated[F64, over("government", "0-1", "how far facilitation can lift responsiveness")]
    action_plan: Annotated[F64, over("government", "0-1", "regional action plan adopted")]
    budgeted_plan: Annotated[
        F64, over("government", "0-1", "as much of the plan as the budget of this calendar year knows of")
    ]
    officers: Annotated[F64, over("government role", "count", "number of its officials, by role")]
    service_capacity: Annotated[
        F64, over("government", "1 as it is", "of the service office that people of a district use", 1)
    ]
    partnership: Annotated[F64, over("government", "0-1", "referral network and cross-border liaison")]
    training: Annotated[F64, over("government role", "0-1", "mean training of its officials, by role")]
    honesty: Annotated[
        F64, over("government role", "0-1", "share of its officials who take no bribe, by role")
    ]
    spend_iom_usd: Annotated[
        F64, over("government", "USD", "IOM's in this step, what could not be absorbed left out")
    ]
    spend_own_usd: Annotated[F64, over("government", "USD", "its own in this step")]
    unspent_usd: Annotated[
        F64, over("government", "USD", "IOM's money of this step that could not be absorbed")
    ]
    spent_usd: Annotated[F64, over("government activity", "USD", "since the start of the scenario")]


class Consulates(NamedTuple):
    """Consular and shelter staff abroad."""

    training: Annotated[F64, over("one", "0-1", "mean training")]
    load: Annotated[F64, over("one", "persons/year", "remembered finds of exploited persons, at full scale")]


class Beliefs(NamedTuple):
    """What recruiters of a district believe, and what they have lived through."""

    stops: Annotated[F64, over("district gate", "persons", "remembered interceptions, at full scale")]
    tries: Annotated[F64, over("district gate", "persons", "remembered attempts, at full scale")]
    arrest_risk: Annotated[F64, over("district", "1/year", "believed arrests per recruiter")]
    acceptance: Annotated[F64, over("district", "persons", "remembered accepted offers, at full scale")]
    contacts: Annotated[F64, over("district", "persons", "remembered contacts, at full scale")]
    village_acceptances: Annotated[
        F64, over("subdistrict", "persons", "remembered accepted offers, at full scale")
    ]
    village_contacts: Annotated[F64, over("subdistrict", "persons", "remembered contacts, at full scale")]
    village_arrests: Annotated[
        F64, over("subdistrict", "recruiters", "remembered expected arrests of recruiters at work there")
    ]
    village_years: Annotated[F64, over("subdistrict", "years", "remembered recruiter-years of work there")]
    seekers: Annotated[
        F64,
        over("district", "persons", "remembered people who look for a recruiter, expected, at full scale"),
    ]
    asked: Annotated[
        F64, over("district", "persons", "remembered offers to who looked for one, at full scale")
    ]
    sought: Annotated[F64, over("district", "persons", "of them, expected to be accepted")]
    work_years: Annotated[F64, over("district", "years", "remembered recruiter-years of work")]
    delivered: Annotated[
        F64, over("district", "persons", "remembered clients who were let out, expected, at full scale")
    ]
    lost: Annotated[
        F64,
        over(
            "district", "persons", "remembered clients who gave up or were sent home, expected, at full scale"
        ),
    ]
    earnings_usd: Annotated[
        F64, over("district", "USD/year", "believed earnings of a recruiter of mean capacity at work there")
    ]


class Registers(NamedTuple):
    """What registers hold: state that governments and observers read, never the truth."""

    waiting: Annotated[F64, over("district", "persons", "reports waiting to be opened, at full scale")]
    assistance_load: Annotated[
        F64, over("district", "persons/year", "remembered demand for places, at full scale")
    ]
    gate_load: Annotated[F64, over("gate", "persons/week", "remembered migrants, at full scale")]
    expected: Annotated[
        F64, over("district expected_record", "records", "what this step's draws are drawn around")
    ]
    recorded: Annotated[I64, over("district record", "records", "what registers show of this step")]
    arrests: Annotated[I64, over("district", "recruiters", "arrested in this step")]
    convictions: Annotated[I64, over("district", "recruiters", "of them, who will be convicted")]
    remembered: Annotated[
        F64, over("district remembered", "records", "what registers showed, fading within a year")
    ]
    active: Annotated[
        I64, over("district", "recruiters", "in the trade and not in custody, at the end of this step")
    ]


class Ledger(NamedTuple):
    """What happened in this step, in integers and fixed point, so that the order of a sum cannot matter."""

    stock: Annotated[I64, over("district situation", "persons", "persons in each situation")]
    abroad: Annotated[I64, over("subdistrict", "persons", "working abroad or exploited, by home")]
    flow: Annotated[
        I64, over("district situation situation_after", "persons", "changes of situation", cleared=True)
    ]
    counts: Annotated[I64, over("district count", "persons", "events", cleared=True)]
    expected: Annotated[
        I64, over("district expected", "fixed point", "sums of persons' probabilities", cleared=True)
    ]
    gate_arrivals: Annotated[I64, over("gate", "persons", "who reached each gate", cleared=True)]
    gate_stops: Annotated[
        I64, over("district gate", "fixed point", "probability of being stopped", cleared=True)
    ]
    gate_tries: Annotated[
        I64, over("district gate", "persons", "who reached each gate, by home", cleared=True)
    ]
    entered_by_gate: Annotated[
        I64, over("gate", "persons", "who entered exploitation, by their last gate", cleared=True)
    ]
    village: Annotated[
        I64, over("subdistrict offer", "fixed point", "contacts and acceptances, by home", cleared=True)
    ]
    reports_on: Annotated[
        I64,
        over(
            "recruiter",
            "fixed point",
            "expected reports of this recruiter's clients, by its id",
            cleared=True,
        ),
    ]
    moved: Annotated[
        I64, over("district district", "recruiters", "who moved from a district to another", cleared=True)
    ]
    awareness: Annotated[I64, over("cell", "fixed point", "sum of awareness over a cell's persons")]


class Context(NamedTuple):
    """One step of the world outside, as stages read it. Factors are one when nothing is special."""

    poverty_score: Annotated[F64, over("district", "normal score", "below it a wealth score means poor", 1)]
    jobless_score: Annotated[
        F64, over("district", "normal score", "below it a job score means unemployed", 1)
    ]
    wage_ratio: Annotated[F64, over("district destination", "ratio", "wage abroad over wage at home", 1)]
    demand: Annotated[F64, over("district destination", "factor", "vacancies abroad", 1)]
    openness: Annotated[F64, over("gate", "0-1", "share of those asking whom a gate lets out", 1)]
    permit: Annotated[F64, over("district", "factor", "on regular placements (moratorium)", 1)]
    office: Annotated[F64, over("district", "factor", "on the service office's capacity", 1)]
    opening: Annotated[F64, over("district", "factor", "on the opening of cases", 1)]
    access: Annotated[F64, over("district", "factor", "on access abroad and on the doors behind it", 1)]
    slack: Annotated[F64, over("district", "ratio", "unemployment rate over that of the start year", 1)]
    home_wage: Annotated[F64, over("district", "USD/year", "minimum wage at home", 1)]
    outreach: Annotated[F64, over("district", "persons/year", "reached by information of dated policies")]


class Doses(NamedTuple):
    """Accumulators: the only place where an intervention writes.

    Sums (per year, real persons or USD) start at zero, factors at one. They are cleared every step
    and filled in the fixed order of the interventions' names; stages turn them into state once.
    The identity leaves every float as it was, so a null intervention changes nothing, bit for bit.
    """

    # sums
    outreach_persons: Annotated[
        F64, over("district", "persons/year", "who take part in an outreach session", cleared=True)
    ]
    outreach_many_abroad: Annotated[
        F64,
        over("district", "persons/year", "who do so in sessions held where many are abroad", cleared=True),
    ]
    assistance_places: Annotated[
        F64, over("district", "persons/year", "whom further shelters can take in", cleared=True)
    ]
    iom_places: Annotated[
        F64, over("district", "persons/year", "whom IOM can pay for; filled last", cleared=True)
    ]
    officials_trained: Annotated[F64, over("government", "courses/year", "courses", cleared=True)]
    consular_trained: Annotated[
        F64, over("one", "courses/year", "courses for consular and shelter staff abroad", cleared=True)
    ]
    government_effort: Annotated[
        F64, over("government", "USD/year", "on action plans, SOPs, task forces", cleared=True)
    ]
    service_effort: Annotated[F64, over("district", "USD/year", "on service offices", cleared=True)]
    partnership_effort: Annotated[
        F64, over("district", "USD/year", "on referral networks and cross-border liaison", cleared=True)
    ]
    cooperation: Annotated[
        F64, over("district", "log odds", "of reporting, added by protection", cleared=True)
    ]
    referral: Annotated[
        F64, over("district", "log odds", "of referral, added by shelters near by", cleared=True)
    ]
    conviction: Annotated[
        F64, over("district", "log odds", "of a conviction, added by protected witnesses", cleared=True)
    ]
    action_plan: Annotated[F64, over("district", "0-1", "adopted by decree", cleared=True)]
    advice: Annotated[
        F64, over("district", "0-1", "awareness that who has an offer adds by asking who knows", cleared=True)
    ]
    family_finds: Annotated[
        F64, over("district", "1/year", "of exploited persons whose families report", cleared=True)
    ]
    focus: Annotated[
        F64, over("gate", "log weight", "on the chance that a trafficked person is questioned", cleared=True)
    ]
    courses_per_official: Annotated[F64, over("district", "courses/year", "for every official", cleared=True)]
    spend_iom: Annotated[
        F64, over("district activity", "USD/year", "IOM's, by what it is meant for", cleared=True)
    ]
    spend_own: Annotated[
        F64, over("district", "USD/year", "by governments on top of their ordinary spending", cleared=True)
    ]
    # factors
    screening: Annotated[F64, over("gate", "factor", "on screening capacity", 1, cleared=True)]
    openness: Annotated[F64, over("gate", "factor", "on openness outward", 1, cleared=True)]
    opening: Annotated[F64, over("district", "factor", "on the opening of cases", 1, cleared=True)]
    permit: Annotated[F64, over("district", "factor", "on regular placements", 1, cleared=True)]
    office: Annotated[F64, over("district", "factor", "on service offices' capacity", 1, cleared=True)]
    poverty: Annotated[F64, over("district", "factor", "on the poverty rate", 1, cleared=True)]
    unemployment: Annotated[F64, over("district", "factor", "on the open unemployment rate", 1, cleared=True)]
    wage: Annotated[F64, over("district", "factor", "on the wage ratio", 1, cleared=True)]
    task_force: Annotated[F64, over("district", "count", "1 + active task forces", 1, cleared=True)]
    access: Annotated[
        F64,
        over(
            "district", "factor", "on inspectors' and consuls' access, and the odds of recognition behind it", 1,
            cleared=True,
        ),
    ]  # fmt: skip
    stopped: Annotated[
        F64, over("district", "factor", "on the share of cases that are stopped", 1, cleared=True)
    ]
    self_report: Annotated[
        F64, over("district", "factor", "on the rate of coming forward at home", 1, cleared=True)
    ]
    register: Annotated[
        F64,
        over(
            "district", "factor", "on the share of identified women and children who reach their register", 1,
            cleared=True,
        ),
    ]  # fmt: skip
    reach: Annotated[F64, over("district", "factor", "on persons reached by outreach", 1, cleared=True)]


class Ground(NamedTuple):
    """Geography in compact integer types, plus what every stage asks of it. ``link``: pairs of near cells."""

    district_corridor: Annotated[I64, over("district", "index", "corridor", shared=True)]
    district_population: Annotated[F64, over("district", "persons", "register", shared=True)]
    subdistrict_population: Annotated[F64, over("subdistrict", "persons", "register", shared=True)]
    subdistrict_district: Annotated[I64, over("subdistrict", "index", "district", shared=True)]
    cell_district: Annotated[I64, over("cell", "index", "district", shared=True)]
    cell_x_km: Annotated[F64, over("cell", "km", "east of the corridor's first cell", shared=True)]
    cell_y_km: Annotated[F64, over("cell", "km", "north of it", shared=True)]
    cell_first_id: Annotated[
        I64, over("cell_end", "", "register number of a cell's first person", shared=True)
    ]
    place_first_id: Annotated[
        I64, over("place_end", "", "register number of a place's first person", shared=True)
    ]
    place_subdistrict: Annotated[I64, over("place", "index", "subdistrict", shared=True)]
    neighbour_cell: Annotated[I64, over("link", "index", "cell near a cell", shared=True)]
    neighbour_km: Annotated[F64, over("link", "km", "distance", shared=True)]
    neighbour_start: Annotated[I64, over("cell_end", "index", "first link of a cell", shared=True)]
    neighbour_weight: Annotated[
        F64,
        over(
            "link", "persons", "running sum, over each cell's own list, of people x social tie", shared=True
        ),
    ]
    gate_kind: Annotated[I64, over("gate", "GateKind", "kind", shared=True)]
    gate_government: Annotated[I64, over("gate", "index", "who runs it", shared=True)]
    gate_km: Annotated[
        F64, over("cell gate", "km", "way over land; infinite where there is none", shared=True)
    ]
    route_corridor: Annotated[I64, over("route", "index", "corridor", shared=True)]
    route_legs: Annotated[I64, over("route", "count", "gates on the way", shared=True)]
    route_gates: Annotated[I64, over("route leg", "index", "gates in their order", shared=True)]
    route_days: Annotated[
        F64, over("route leg_end", "days", "to the first gate, then after each", shared=True)
    ]
    route_cost: Annotated[F64, over("route", "USD", "fares", shared=True)]
    route_overland: Annotated[B, over("route", "", "the first gate is reached over land", shared=True)]
    route_destination: Annotated[I64, over("route", "index", "country", shared=True)]
    route_regular: Annotated[B, over("route", "", "open to those with a work permit", shared=True)]
    destination_custom: Annotated[F64, over("destination", "log weight", "custom", shared=True)]
    cell_subdistrict: Annotated[
        I64, over("cell", "index", "where most of a cell's people belong, -1 where nobody lives", shared=True)
    ]
    office_further_km: Annotated[
        F64, over("cell", "km", "way to the district's office, beyond that of its mean person", shared=True)
    ]
    home_start: Annotated[
        I64, over("district_end", "index", "where a district's homes begin in the next two", shared=True)
    ]
    home_cell: Annotated[
        I64, over("home", "index", "cells of a district's places, one district after another", shared=True)
    ]
    home_until: Annotated[
        I64, over("home", "persons", "running number of people over each district's own list", shared=True)
    ]


class Local(NamedTuple):
    """Parameters that differ by district."""

    base_aspiration: Annotated[F64, over("district", "1/year", "base rate of aspiration", shared=True)]
    regular_log_weight: Annotated[F64, over("district", "log weight", "of the regular channel", shared=True)]
    regular_female: Annotated[
        F64, over("district", "log weight", "of the regular channel, for women", shared=True)
    ]
    end_irregular: Annotated[F64, over("district", "1/year", "end of an irregular stay", shared=True)]


class Balance(NamedTuple):
    """What the spin-up has found out about a world; a scenario keeps it."""

    base_factor: Annotated[
        F64,
        over(
            "district", "factor", "on the base rate of aspiration, so that as many leave as come home or die; 1 where "
            "the stock abroad is not known", 1,
        ),
    ]  # fmt: skip


GROUPS: Mapping[str, type] = {
    "people": Columns, "sample": Sample, "visits": Visits, "recruiters": Recruiters, "officials": Officials,
    "governments": Governments, "consulates": Consulates, "beliefs": Beliefs, "registers": Registers, "ledger": Ledger,
    "context": Context, "doses": Doses, "ground": Ground, "local": Local,
    "balance": Balance,
}  # fmt: skip
"""Name of a group in a world -> its declaration."""
