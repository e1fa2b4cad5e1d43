"""Yearly series by district: poverty, work, wages, and who lives there. Rates are shares."""

from __future__ import annotations

import numpy as np

from safepassage.evidence.errors import InputError
from safepassage.evidence.table import Row, Table
from safepassage.region.faults import Faults
from safepassage.region.outline import Outline
from safepassage.region.region import Bools, Floats

OWN_WEIGHT = 0.5
"""Weight of a regency's own labour-force figure against its province's. Assumed: the
regency samples of Sakernas are small and their figures jump (TTU 0.85 percent in 2018, 3.88
in 2021); nothing in the tables measures their error, so each gets half."""

UNEMPLOYMENT = "open_unemployment_TPT"
PARTICIPATION = "labour_force_participation_TPAK"
DEATH_YEARS = (2017, 2018)
"""The years whose deaths set the stock abroad at the start; later ones are kept for tests."""

_PERCENT = 100.0
_IN_A_YEAR = {"month": 12.0, "year": 1.0}


def shrink(own: float, province: float) -> float:
    """Return a regency's rate shrunk to its province's: w own + (1 - w) province.

    >>> round(shrink(0.0388, 0.0377), 5)
    0.03825
    """
    return OWN_WEIGHT * own + (1.0 - OWN_WEIGHT) * province


def _yearly(table: Table, region: str, indicator: str) -> dict[int, Row]:
    """Return the rows of a region and indicator whose year is a single year."""
    rows = table.where(region=region, indicator=indicator)
    return {int(r.text("year")): r for r in rows if r.text("year").isdigit()}


def _missing(table: Table, region: str, indicator: str, year: int, years: tuple[int, ...]) -> InputError:
    rows = list(_yearly(table, region, indicator).values())
    near = min(rows, key=lambda r: abs(int(r.text("year")) - year)) if rows else table.rows[-1]
    return InputError(
        f"{table.path}, near line {near.line}, column 'year': no {indicator} of {region!r} in {year}; "
        f"needed: one row for each year from {years[0]} to {years[-1]}"
    )


def poverty(
    outline: Outline, table: Table, proxies: Table | None, faults: Faults | None = None
) -> tuple[Floats, Bools]:
    """Return the poverty rate [Y, D] and where it is a proxy [Y, D]; own figures first."""
    faults = faults or Faults()
    shape = (len(outline.years), len(outline.districts))
    rate, proxy = np.zeros(shape), np.zeros(shape, dtype=np.bool_)
    for d, called in enumerate(outline.districts.values()):
        own = _yearly(table, called, "poverty_rate_P0")
        fill = _yearly(proxies, called, "poverty_rate_P0") if proxies else {}
        for y, year in enumerate(outline.years):
            row = own.get(year) or fill.get(year)
            if row is None:
                faults.add(_missing(table, called, "poverty_rate_P0", year, outline.years))
                continue
            rate[y, d] = row.number("value") / _PERCENT
            proxy[y, d] = year not in own or row.text("confidence") == "derived-proxy"
    return rate, proxy


def shrunk_series(outline: Outline, table: Table, indicator: str, faults: Faults | None = None) -> Floats:
    """Return a labour-force rate [Y, D] by the shrinking rule.

    Where a regency has its own figure of the year: ``shrink(own, province)``. Elsewhere the
    province's figure times the mean of the regency's known ratios to it, that mean shrunk
    to 1 in the same way; 1 where no year is known.
    """
    faults = faults or Faults()
    result = np.zeros((len(outline.years), len(outline.districts)))
    for d, (name, called) in enumerate(outline.districts.items()):
        of_province = outline.district_province[name]
        province = _yearly(table, of_province, indicator)
        own = _yearly(table, called, indicator)
        ratios = [r.number("value") / province[y].number("value") for y, r in own.items() if y in province]
        ratio = shrink(float(np.mean(ratios)), 1.0) if ratios else 1.0
        for y, year in enumerate(outline.years):
            if year not in province:
                faults.add(_missing(table, of_province, indicator, year, outline.years))
                continue
            level = province[year].number("value")
            rate = shrink(own[year].number("value"), level) if year in own else level * ratio
            result[y, d] = rate / _PERCENT
    return result


def wage_ratio(outline: Outline, wages: Table, abroad: Table, faults: Faults | None = None) -> Floats:
    """Return the minimum wage there over the one here, [Y, D, destinations].

    A row of ``wages_abroad.csv`` is in the money of a wage here (IDR/month), in another
    money that ``wages.csv`` has the exchange rate of, or is itself a ratio.
    """
    faults = faults or Faults()
    result = np.zeros((len(outline.years), len(outline.districts), len(outline.destinations)))
    for k, destination in enumerate(outline.destinations):
        there = _yearly(abroad, destination, "wage_abroad")
        for y, year in enumerate(outline.years):
            if year not in there:
                faults.add(_missing(abroad, destination, "wage_abroad", year, outline.years))
                continue
            for d, name in enumerate(outline.districts):
                with faults.each():
                    result[y, d, k] = _ratio(
                        outline, wages, there[year], outline.district_province[name], year
                    )
    return result


def _ratio(outline: Outline, wages: Table, there: Row, province: str, year: int) -> float:
    unit, value = there.text("unit"), there.number("value")
    if unit == "ratio":
        return value
    here = _yearly(wages, province, "minimum_wage_UMP")
    if year not in here:
        raise _missing(wages, province, "minimum_wage_UMP", year, outline.years)
    home_unit = here[year].text("unit")
    if unit == home_unit:
        return value / here[year].number("value")
    money, home = unit.split("/")[0], home_unit.split("/")[0]
    rates = _yearly(wages, f"{money}/{home}", "exchange_rate")
    if year not in rates:
        if not rates:
            raise there.error(
                "unit", f"{home_unit}, ratio, or a money whose rate to {home} is in {wages.path.name}"
            )
        raise _missing(wages, f"{money}/{home}", "exchange_rate", year, outline.years)
    return value * rates[year].number("value") / here[year].number("value")


def home_wage_usd(outline: Outline, wages: Table, faults: Faults | None = None) -> Floats:
    """Return what a minimum wage here comes to in a year, USD, [Y, D].

    ``wages.csv`` has it in dollars, or the exchange rate of its money to the dollar (``USD/IDR``: IDR per USD).
    """
    faults = faults or Faults()
    result = np.ones((len(outline.years), len(outline.districts)))
    for y, year in enumerate(outline.years):
        for d, name in enumerate(outline.districts):
            with faults.each():
                result[y, d] = _dollars(outline, wages, outline.district_province[name], year)
    return result


def _dollars(outline: Outline, wages: Table, province: str, year: int) -> float:
    here = _yearly(wages, province, "minimum_wage_UMP")
    if year not in here:
        raise _missing(wages, province, "minimum_wage_UMP", year, outline.years)
    money, _, period = here[year].text("unit").partition("/")
    if period not in _IN_A_YEAR:
        raise here[year].error("unit", f"{money}/{' or '.join(_IN_A_YEAR)}")
    yearly = here[year].number("value") * _IN_A_YEAR[period]
    if money == "USD":
        return yearly
    rates = _yearly(wages, f"USD/{money}", "exchange_rate")
    if year not in rates:
        raise _missing(wages, f"USD/{money}", "exchange_rate", year, outline.years)
    return yearly / rates[year].number("value")


def _latest(table: Table, region: str, indicator: str, last: int) -> float:
    """Return the figure of the latest year up to ``last``, else of the earliest after it."""
    rows = _yearly(table, region, indicator)
    if not rows:
        raise table.error(f"no {indicator} of {region!r} in any year; one row is needed")
    before = [y for y in rows if y <= last]
    return rows[max(before) if before else min(rows)].number("value")


def people(outline: Outline, table: Table) -> tuple[Floats, Floats, float]:
    """Return the share of women [D], mean years of schooling [D], share aged 15 and over."""
    last = outline.years[-1]
    share, school = [], []
    for called in outline.districts.values():
        women = _latest(table, called, "population_female", last)
        men = _latest(table, called, "population_male", last)
        share.append(women / (women + men))
        school.append(_latest(table, called, "mean_years_schooling_15plus", last))
    adult = _latest(table, outline.adult_share_of, "working_age_share_15plus", last)
    return np.array(share), np.array(school), adult


def deaths_per_year(outline: Outline, table: Table | None) -> Floats:
    """Return migrants' bodies repatriated a year [D], mean of `DEATH_YEARS`, NaN where not known.

    A district counts as known only if every one of these years is there.
    """
    result = np.full(len(outline.districts), np.nan)
    for d, called in enumerate(outline.districts.values()):
        rows = _yearly(table, called, "migrant_deaths") if table else {}
        if all(year in rows for year in DEATH_YEARS):
            result[d] = np.mean([rows[year].number("value") for year in DEATH_YEARS])
    return result
