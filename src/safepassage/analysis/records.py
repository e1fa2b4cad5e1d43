"""Records that the patterns are held against, each with the table and row that it comes from.

One place for judges and figures; ``tests/unit/analysis/test_records.py`` reads the tables of
``evidence/regions/indonesia`` and finds every one of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

PLACEMENTS = "deaths_deportations_placements.csv"
POLICE = "tppo_cases.csv"


@dataclass(frozen=True)
class Record:
    """One number on record: ``indicator`` is the model's, ``measure`` the table's word for it.

    ``year`` is text as in the table, where a record may span years or part of one. ``informs``:
    the region's inputs were worked out from this same number (``policy_events.csv``), so that
    agreement with it is no independent evidence.
    """

    indicator: str
    region: str
    year: str
    value: float
    table: str
    measure: str
    name: str
    informs: bool = False


NTT_CASES_2018_22 = Record(
    "expected_cases", "NTT", "2018-2022", 73.0, POLICE, "tppo_cases_total", "police cases", True
)
NTT_CASES_2023 = Record("expected_cases", "NTT", "2023", 44.0, POLICE, "tppo_cases", "police cases", True)
NTT_CASES_JUNE_2023 = Record(
    "expected_cases", "NTT", "5-19 Jun 2023", 20.0, POLICE, "tppo_cases", "police cases", True
)
"""Fifteen days, the 5th to the 19th."""

NOT_FITTED: tuple[Record, ...] = (
    NTT_CASES_2023,
    Record("expected_victims", "NTT", "2023", 256.0, POLICE, "tppo_victims", "victims in police cases", True),
    Record("recorded_suspects", "NTT", "2023", 53.0, POLICE, "tppo_suspects", "suspects"),
    Record("deaths_repatriated", "NTT", "2022", 106.0, PLACEMENTS, "migrant_deaths", "bodies"),
    Record("deaths_repatriated", "NTT", "2023", 151.0, PLACEMENTS, "migrant_deaths", "bodies"),
    Record("placements", "NTT", "2023", 1305.0, PLACEMENTS, "regular_placements", "placements"),
)
"""Records of P8, in the order of its rows."""

NTT_PLACEMENTS_2018 = Record(
    "placements", "NTT", "2018", 1613.0, PLACEMENTS, "regular_placements", "placements", True
)
NTT_PLACEMENTS_2019 = Record(
    "placements", "NTT", "2019 (Jan-Nov)", 553.0, PLACEMENTS, "regular_placements", "placements", True
)
MONTHS_OF_2019 = 11
"""Months that the count of 2019 covers: 603 a year = 553 / 11 * 12."""

PLACEMENTS_2019_A_YEAR = NTT_PLACEMENTS_2019.value / MONTHS_OF_2019 * 12
PLACEMENTS_CUT = 1.0 - PLACEMENTS_2019_A_YEAR / NTT_PLACEMENTS_2018.value
"""Share by which NTT's placements fell from 2018 to 2019, a year against a year."""

SAMBAS_PLACEMENTS: tuple[Record, ...] = (
    Record("placements", "Sambas", "2017", 871.0, PLACEMENTS, "regular_placements", "placements", True),
    Record("placements", "Sambas", "2018", 1224.0, PLACEMENTS, "regular_placements", "placements", True),
    Record("placements", "Sambas", "2019", 1057.0, PLACEMENTS, "regular_placements", "placements"),
)


def _deaths(
    year: str, malaka: float, belu: float, ttu: float, *, informs: bool = False
) -> tuple[Record, ...]:
    counts = {"Malaka": malaka, "Belu": belu, "Timor Tengah Utara": ttu}
    return tuple(
        Record("expected_deaths", region, year, value, PLACEMENTS, "migrant_deaths", "deaths", informs)
        for region, value in counts.items()
    )


DEATHS: dict[tuple[int, int], tuple[Record, ...]] = {
    (2017, 2019): (
        *_deaths("2017", 8, 6, 6, informs=True),
        *_deaths("2018", 16, 5, 3, informs=True),
        *_deaths("2019 (to 25 Nov)", 14, 5, 7),
    ),
    (2021, 2022): (*_deaths("2021 (Jan-Sep)", 15, 4, 6), *_deaths("2022 (Jan-9 Nov)", 19, 1, 3)),
    (2024, 2024): _deaths("2024 (to 30 Nov)", 25, 14, 6),
}
"""Deaths by district, first and last year; parts of a year are the same for all. 2020 stands in no row of its own."""


def deaths_of(spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Deaths of Malaka, and of Belu and TTU together, in some of the spans of `DEATHS`."""
    of = [record for span in spans for record in DEATHS[span]]
    malaka = sum(record.value for record in of if record.region == "Malaka")
    return int(malaka), int(sum(record.value for record in of) - malaka)
