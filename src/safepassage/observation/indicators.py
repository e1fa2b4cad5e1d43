"""All indicators in one place: name, unit, how it adds up over time, whether truth or record."""

# ruff: noqa: E501 - a definition is one line
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["flow", "stock", "mean", "cumulated"]
Side = Literal["truth", "record", "money", "state"]


@dataclass(frozen=True)
class Indicator:
    """One column of ``series.parquet``.

    ``kind``: a *flow* counts what happened in the step; a *stock* what stands at its end; a *mean*
    is a level in [0, 1]; *cumulated* runs up from the start. Persons are scaled to the register.
    """

    name: str
    unit: str
    kind: Kind
    side: Side
    definition: str


_P = "persons"
INDICATORS: tuple[Indicator, ...] = (
    Indicator("trafficked", _P, "flow", "truth", "became trafficked: accepted an offer made for exploitation through deception, debt or coercion (under 18: no means needed), or came to owe forced work abroad"),
    Indicator("expected_trafficked", _P, "flow", "truth", "expectation of trafficked: the sum of the chances of offers, each by itself, and of debts that may turn work into forced work"),
    Indicator("entered_exploitation", _P, "flow", "truth", "began an episode of exploitation abroad"),
    Indicator("exploited", _P, "stock", "truth", "are in exploitation abroad"),
    Indicator("exploitation_years", "person-years", "cumulated", "truth", "time spent in exploitation since the start"),
    Indicator("abroad", _P, "stock", "truth", "work or are exploited abroad"),
    Indicator("departures_regular", _P, "flow", "truth", "passed the last gate with a work permit"),
    Indicator("departures_irregular", _P, "flow", "truth", "passed the last gate without a work permit"),
    Indicator("attempts", _P, "flow", "truth", "set out towards a gate (each try counts)"),
    Indicator("crossed_formal", _P, "flow", "truth", "departed; the last gate was a formal post"),
    Indicator("crossed_traditional", _P, "flow", "truth", "departed; the last gate was a traditional post"),
    Indicator("crossed_unofficial", _P, "flow", "truth", "departed; the last gate was an unofficial path"),
    Indicator("crossed_hub", _P, "flow", "truth", "departed; the last gate was a hub by sea, air or road outside the districts"),
    Indicator("refused", _P, "flow", "truth", "were turned back at a gate (each time counts)"),
    Indicator("identified_true", _P, "flow", "truth", "were identified as trafficked or exploited, rightly"),
    Indicator("identified_false", _P, "flow", "truth", "were identified as trafficked, wrongly"),
    Indicator("assisted", _P, "flow", "truth", "began to be assisted"),
    Indicator("returned", _P, "flow", "truth", "came home from abroad"),
    Indicator("retrafficked", _P, "flow", "truth", "became trafficked again"),
    Indicator("deaths_abroad", _P, "flow", "truth", "died abroad"),
    Indicator("recorded_cases", "cases", "flow", "record", "cases opened by the police, drawn at full scale; other districts' and internal cases included"),
    Indicator("recorded_victims", _P, "flow", "record", "victims in these cases, drawn at full scale"),
    Indicator("recorded_suspects", _P, "flow", "record", "suspects in these cases, drawn at full scale"),
    Indicator("expected_cases", "cases", "flow", "record", "expectation of recorded cases"),
    Indicator("expected_victims", _P, "flow", "record", "expectation of recorded victims"),
    Indicator("expected_deaths", _P, "flow", "truth", "expectation of deaths abroad: the sum of persons' probabilities"),
    Indicator("registered_victims", _P, "flow", "record", "women and children identified who reach the women-and-children register, drawn at full scale"),
    Indicator("deaths_repatriated", _P, "flow", "record", "bodies that came home, drawn at full scale"),
    Indicator("deported", _P, "flow", "truth", "were sent home from abroad by its authorities"),
    Indicator("recorded_deportations", _P, "flow", "record", "deportations that the placement agency's register shows, drawn at full scale"),
    Indicator("recorded_interceptions", _P, "flow", "record", "prevented departures that a register shows, drawn at full scale"),
    Indicator("placements", _P, "flow", "record", "work permits given by the service offices"),
    Indicator("recruiters_active", "recruiters", "stock", "truth", "recruiters in the trade and not in custody"),
    Indicator("recruiters_arrested", "recruiters", "flow", "truth", "recruiters arrested"),
    Indicator("recruiters_moved_in", "recruiters", "flow", "truth", "recruiters who moved here from another district"),
    Indicator("recruiters_moved_out", "recruiters", "flow", "truth", "recruiters who moved from here to another district"),
    Indicator("awareness", "0-1", "mean", "state", "mean awareness of all persons"),
    Indicator("training", "0-1", "mean", "state", "mean training of the district's officials"),
    Indicator("responsiveness", "0-1", "mean", "state", "responsiveness of the district's government"),
    Indicator("spend_usd", "USD", "flow", "money", "spent by IOM, overhead included"),
    Indicator("unspent_usd", "USD", "flow", "money", "IOM's money that its programmes could not absorb, with its overhead"),
    Indicator("spend_government_usd", "USD", "flow", "money", "spent by the district's government of its own"),
    Indicator("population", _P, "stock", "state", "persons alive, abroad included"),
)  # fmt: skip

INDICATOR_NAMES: tuple[str, ...] = tuple(indicator.name for indicator in INDICATORS)
