"""P4b, P5, P7b, P8, P10, P11: the historical world against records.

The records stand in ``analysis.records``, each with its table and row. Some of them also shaped the
region's inputs (the shock of June 2023, the moratorium): the row says so, since agreement is then
no independent evidence.
"""

# ruff: noqa: E501 - a statement stands in one line, with what it says
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from safepassage.analysis.intervals import counts_ratio
from safepassage.analysis.patterns import Floats, PatternRow, held, predicted, ratio
from safepassage.analysis.records import (
    DEATHS,
    NOT_FITTED,
    NTT_CASES_2018_22,
    NTT_CASES_2023,
    NTT_PLACEMENTS_2018,
    PLACEMENTS_2019_A_YEAR,
    PLACEMENTS_CUT,
    Record,
    deaths_of,
)
from safepassage.ensemble.trial import Trial
from safepassage.observation import INDICATOR_NAMES

HISTORICAL = ("historical", "as_is")
KNOWN_AGAIN = 79 / 14_000
"""Assisted persons known to have been trafficked again, of all in IOM's database of ten years (Jobe 2010): a floor."""

NTT_SHARE = (0.12, 0.39)
"""Nuisance: the three districts' share of NTT's cases and deaths lies between their share of people
(0.12) and of deaths (0.25-0.39); magnitudes of the data."""

CUT_BAND = (0.4, 0.8)
"""Within which P10 takes the share by which placements are cut for that of the record."""

LASTING = 0.8
"""What P7b takes for a ratio that lasts; it fell to two thirds while nothing held the stock abroad."""

STOCK_INFORMS = "not independent: the stock abroad is set from the deaths of 2017-18"

INFORMS = "not independent: the event's factor was worked out from this record (policy_events.csv)"


def yearly(trials: Sequence[Trial], indicator: str, districts: list[int]) -> Floats:
    """One indicator of the historical world by year, summed over districts, [trials, years]."""
    at = INDICATOR_NAMES.index(indicator)
    quarters = np.stack([trial.quarters[HISTORICAL][:, districts, at].sum(axis=1) for trial in trials])
    years: Floats = quarters.reshape(len(trials), -1, 4).sum(axis=2)
    return years


def p4b(trials: Sequence[Trial], timor: list[int]) -> list[PatternRow]:
    """June 2023 is a pulse of police reports in NTT, while true exploitation changes by far less."""
    dates = trials[0].dates
    day = np.array([date.toordinal() for date in dates])
    weekly = np.stack([trial.weekly_cases[:, timor].sum(axis=1) for trial in trials])
    before = weekly[
        :, (day >= dt.date(2018, 1, 1).toordinal()) & (day < dt.date(2023, 1, 1).toordinal())
    ].mean(axis=1)
    june = dt.date(2023, 6, 9).toordinal()
    pulse = ratio(weekly[:, (day >= june) & (day < june + 21)].mean(axis=1), before)
    year = ratio(weekly[:, day >= dt.date(2023, 1, 1).toordinal()].mean(axis=1), before)
    last = ratio(weekly[:, day >= dt.date(2023, 11, 1).toordinal()].mean(axis=1), before)
    entered = yearly(trials, "entered_exploitation", timor)
    truth = ratio(entered[:, -1], entered[:, 2:7].mean(axis=1))
    where = "historical, NTT's districts, June 2023"
    a_year = NTT_CASES_2018_22.value / 5
    return [
        held("P4b", "observed", where, "expected_cases, three weeks over 2018-22", pulse, pulse > 10.0,
             f"more than tenfold; {INFORMS}"),
        held("P4b", "observed", where, "expected_cases, 2023 over 2018-22", year, (year > 1.5) & (year < 6.0),
             f"about {NTT_CASES_2023.value / a_year:.0f} times, within a factor of two ({NTT_CASES_2023.value:.0f} cases"
             f" against {a_year:.1f} a year); {INFORMS}"),
        held("P4b", "observed", where, "expected_cases, November-December 2023 over 2018-22", last, (last > 0.5) & (last < 2.0),
             "back within a factor of two by the end of 2023 (the horizon ends before 2024)"),
        held("P4b", "observed", where, "entered_exploitation, 2023 over 2018-22", truth, np.abs(truth - 1.0) < 0.5 * (year - 1.0),
             "changes by less than half as much as the records"),
    ]  # fmt: skip


def p5(trials: Sequence[Trial], sambas: list[int]) -> list[PatternRow]:
    """The closure in Sambas: regular departures fall to half or less, irregular ones less, and come back."""
    first = trials[0].first_year
    regular, irregular = (
        yearly(trials, "departures_regular", sambas),
        yearly(trials, "departures_irregular", sambas),
    )
    a = ratio(regular[:, 2021 - first], regular[:, 2019 - first])
    b = ratio(irregular[:, 2021 - first], irregular[:, 2019 - first])
    c = ratio(regular[:, 2022 - first], regular[:, 2021 - first] + 1e-9)
    return [
        held("P5", "observed", "historical, Sambas, 2021 over 2019", "departures_regular", a, a <= 0.6, "near half or less"),
        held("P5", "observed", "historical, Sambas, 2021 over 2019", "departures_irregular", b, b > a,
             f"falls less than the regular; rises in {(b > 1.0).mean():.0%} of draws"),
        held("P5", "observed", "historical, Sambas, 2022 over 2021", "departures_regular", np.minimum(c, 1e3), c > 1.0,
             "above 2021"),
    ]  # fmt: skip


def p7b(trials: Sequence[Trial], malaka: list[int], others: list[int], people: Floats) -> list[PatternRow]:
    """Deaths abroad per head in Malaka against Belu and TTU: within the intervals of the counts, and it lasts."""
    heads = people[others].sum() / people[malaka].sum()
    first = trials[0].first_year
    mine, theirs = yearly(trials, "expected_deaths", malaka), yearly(trials, "expected_deaths", others)

    def per_head(start: int, end: int) -> Floats:
        span = slice(start - first, end - first + 1)
        return ratio(mine[:, span].sum(axis=1), theirs[:, span].sum(axis=1)) * heads

    early, late = (2017, 2019), (2021, 2022)
    judged = ((early, (early,), f"; {STOCK_INFORMS}"), (late, (late,), ""), ((2017, 2022), tuple(DEATHS), ""))
    rows = []
    for (start, end), spans, note in judged:
        top, bottom = deaths_of(spans)
        record, low, high = (heads * number for number in counts_ratio(top, bottom))
        quotient = per_head(start, end)
        counted = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)
        rows.append(
            held("P7b", "observed", f"Malaka against Belu and TTU, {start}-{end}", "expected_deaths per head", quotient,
                 (quotient > low) & (quotient < high),
                 f"{top} against {bottom} deaths in {counted}: {record:.1f} per head, 95 percent of counting noise"
                 f" {low:.1f}-{high:.1f}{note}")
        )  # fmt: skip
    lasts = ratio(per_head(*late), per_head(*early))
    rows.append(
        held("P7b", "observed", "Malaka against Belu and TTU, 2021-22 over 2017-19", "expected_deaths per head", lasts,
             lasts > LASTING, f"the ratio lasts: at least {LASTING:g} of what it was")
    )  # fmt: skip
    return rows


def predictions(trials: Sequence[Trial], timor: list[int], seed: int) -> list[tuple[Record, Floats]]:
    """Predict each record of `NOT_FITTED`, [trials]: the districts' number over an unknown share, with counting noise.

    The shares are a stream of their own: drawn with the seed alone they would be the very numbers
    that place the draws of the parameters.
    """
    rng = np.random.default_rng([seed, 8])
    share = rng.uniform(*NTT_SHARE, len(trials))
    first = trials[0].first_year
    found = []
    for record in NOT_FITTED:
        districts = yearly(trials, record.indicator, timor)[:, int(record.year) - first]
        found.append((record, rng.poisson(np.maximum(districts / share, 0.0)).astype(float)))
    return found


def p8(trials: Sequence[Trial], timor: list[int], seed: int) -> list[PatternRow]:
    """Records of NTT not fitted lie in the 90 percent predictive interval, with the districts' share unknown."""
    return [
        predicted("P8", f"historical, NTT {record.year}", record.indicator, province, record.value,
                  f"{record.name}, districts over a share of {NTT_SHARE[0]}-{NTT_SHARE[1]} with counting noise"
                  + (f"; {INFORMS}" if record.informs else ""))
        for record, province in predictions(trials, timor, seed)
    ]  # fmt: skip


def p10(trials: Sequence[Trial], timor: list[int]) -> list[PatternRow]:
    """NTT's moratorium of November 2018 cuts placements by about 60 percent; departures fall by much less."""
    first = trials[0].first_year
    placements = yearly(trials, "placements", timor)
    departures = yearly(trials, "departures_regular", timor) + yearly(trials, "departures_irregular", timor)
    cut = 1.0 - ratio(placements[:, 2019 - first], placements[:, 2018 - first])
    fall = 1.0 - ratio(departures[:, 2019 - first], departures[:, 2018 - first])
    where = "historical, NTT's districts, 2019 against 2018"
    return [
        held("P10", "observed", where, "placements", cut, (cut > CUT_BAND[0]) & (cut < CUT_BAND[1]),
             f"share cut, about {PLACEMENTS_CUT:.2f} ({NTT_PLACEMENTS_2018.value:,.0f} to {PLACEMENTS_2019_A_YEAR:,.0f} a year), "
             f"{CUT_BAND[0]}-{CUT_BAND[1]}; {INFORMS}"),
        # where nothing was cut there is nothing to be less than half of
        held("P10", "observed", where, "departures in all", np.where(np.isfinite(cut), fall, np.nan),
             (cut > 0.0) & (fall < 0.5 * cut), "share cut, less than half as much"),
    ]  # fmt: skip


def p11(trials: Sequence[Trial]) -> list[PatternRow]:
    """Of those who enter exploitation some were exploited before: more than are known of, and no source says how many."""
    every = list(range(trials[0].quarters[HISTORICAL].shape[1]))
    again, entered = (
        yearly(trials, name, every).sum(axis=1) for name in ("entered_again", "entered_exploitation")
    )
    share = ratio(again, entered)
    return [
        held("P11", "observed", "historical, 2016-2023", "entered_again over entered_exploitation", share,
             (share > KNOWN_AGAIN) & (share < 0.5),
             f"share exploited before, above the {KNOWN_AGAIN:.2%} known in ten years (a floor), below half (assumed)")
    ]  # fmt: skip
