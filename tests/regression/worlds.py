"""Three small worlds whose yearly totals are kept, so that no change of results goes unseen."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from safepassage.model import BorderModel
from safepassage.observation import INDICATORS

FOLDER = Path(__file__).parent

Totals = dict[tuple[int, str], dict[str, float]]
"""Year and district -> indicator -> its total (flows), its mean (stocks, means) or its last value (cumulated)."""


@dataclass(frozen=True)
class Kept:
    """What is run: three years after one of spin-up."""

    name: str
    region: str
    scenario: str
    government: str
    share: float
    first_year: int

    @property
    def path(self) -> Path:
        """The file in which its totals are kept."""
        return FOLDER / f"{self.name}.csv"

    def totals(self) -> Totals:
        """Run it."""
        start, end = dt.date(self.first_year, 1, 1), dt.date(self.first_year + 2, 12, 31)
        model = BorderModel(
            self.region,
            self.scenario,
            self.government,
            self.share,
            1,
            start=start,
            end=end,
            spin_up_years=1.0,
        ).run()
        years = np.array([day.year for day in model.dates])
        found: Totals = {}
        for year in np.unique(years).tolist():
            part = model.series[years == year]
            for d, district in enumerate(model.region.districts):
                found[year, district] = {
                    one.name: _together(one.kind, part[:, d, at]) for at, one in enumerate(INDICATORS)
                }
        return found


def _together(kind: str, values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """One number for a year."""
    if kind == "flow":
        return float(values.sum())
    return float(values[-1] if kind == "cumulated" else values.mean())


WORLDS = (
    Kept("classroom_integrated_responsive", "classroom", "integrated", "responsive", 1.0, 2016),
    Kept("indonesia_historical_as_is", "indonesia", "historical", "as_is", 0.02, 2019),
    Kept("indonesia_no_iom_unresponsive", "indonesia", "no_iom", "unresponsive", 0.02, 2016),
)


def exact(indicator: str) -> bool:
    """Whether a total is made of whole simulated persons or cases, and so has to be the same to the last digit."""
    one = next(one for one in INDICATORS if one.name == indicator)
    return one.kind == "flow" and one.unit != "USD" and not indicator.startswith("expected_")


def to_text(totals: Totals) -> str:
    """Totals as CSV: a row per year and district; numbers are read back without loss."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = list(next(iter(totals.values())))
    writer.writerow(["year", "district", *names])
    for (year, district), values in totals.items():
        writer.writerow([year, district, *(repr(values[name]) for name in names)])
    return out.getvalue()


def from_text(text: str) -> Totals:
    """What `to_text` wrote."""
    rows = csv.DictReader(io.StringIO(text))
    return {
        (int(row.pop("year")), row.pop("district")): {name: float(value) for name, value in row.items()}
        for row in rows
    }


def differences(kept: Totals, now: Totals) -> list[str]:
    """Totals that differ: whole numbers in any digit, the others by more than one in a billion.

    An indicator that is found and not kept is new, see `unkept`, and no difference.
    """
    if kept.keys() != now.keys():
        return [f"rows: {sorted(kept)} are kept, {sorted(now)} are found"]
    faults = []
    for (year, district), values in kept.items():
        found = now[year, district]
        if not values.keys() <= found.keys():
            return [f"indicators: {sorted(values.keys() - found.keys())} are kept and no longer found"]
        for name, value in values.items():
            same = (
                found[name] == value
                if exact(name)
                else bool(np.isclose(found[name], value, rtol=1e-9, atol=1e-12))
            )
            if not same:
                faults.append(f"{year} {district} {name}: {value:g} kept, {found[name]:g} now")
    return faults


def unkept(kept: Totals, now: Totals) -> list[str]:
    """Indicators that are found and not kept yet."""
    return sorted(
        {name for row in now.values() for name in row} - {name for row in kept.values() for name in row}
    )
