# ruff: noqa: E501 - lines of a page
"""Targets by district and year beside the model's numbers: ``python experiments/magnitudes/run.py > docs/magnitudes.md``."""

from __future__ import annotations

import dataclasses
import sys
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safepassage.model import BorderModel, spin_up
from safepassage.observation import INDICATOR_NAMES, INDICATORS
from safepassage.observation.suppress import count_text, is_small
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.region.region import Region
from safepassage.world.world import World

SEEDS, SHARE = range(1, 9), 0.05
YEARS = tuple(range(2016, 2024))
TIMOR = ("belu", "ttu", "malaka")
CAUSE_SEEDS = SEEDS[:3]
FAR = 3.0
"""A mean that lies more than this many times outside its band is marked, and its line says why."""


class Arrivals:
    """An observer: who arrives abroad, by year, home district and country, real persons."""

    def __init__(self, districts: int, destinations: int) -> None:
        self.number = np.zeros((len(YEARS), districts, destinations))
        self._before: NDArray[np.int64] | None = None

    def read(self, world: World) -> None:
        """Count those whose departures have gone up by one in this step."""
        assert world.schedule is not None
        people, year = world.people, world.schedule.dates[world.scenario_step].year - YEARS[0]
        now = people.departures.astype(np.int64)
        new = now > (0 if self._before is None else self._before)
        np.add.at(self.number[year], (people.district[new], people.destination[new]), world.clock.scale)
        self._before = now


@dataclass(frozen=True)
class Run:
    """A finished model and what was observed beside its series."""

    model: BorderModel
    arrivals: Arrivals


@dataclass(frozen=True)
class Target:
    """One line: what, where, in which years (inclusive), the band from the facts, and why the model is off.

    ``over`` is ``mean`` for a mean of the years and ``sum`` for their total.
    """

    what: str
    where: tuple[str, ...]
    years: tuple[int, int]
    low: float
    high: float
    basis: str
    """What the band is: a count on record, arithmetic on records, or assumed."""
    facts: str
    unit: str = "persons a year"
    over: str = "mean"
    note: str = ""


RECORD, ARITHMETIC, ASSUMED = "record", "arithmetic on records", "assumed"

_SAMBAS = "the base rate of Sambas is assumed; its office's weight and its stays were chosen after these counts were seen"

TARGETS = (
    Target("abroad", ("malaka",), (2019, 2019), 2.0, 5.0, ARITHMETIC, "deaths over an assumed mortality", "percent of people"),
    Target("abroad", ("belu",), (2019, 2019), 0.3, 1.1, ARITHMETIC, "deaths over an assumed mortality", "percent of people"),
    Target("abroad", ("ttu",), (2019, 2019), 0.3, 1.1, ARITHMETIC, "deaths over an assumed mortality", "percent of people"),
    Target("abroad", ("malaka",), (2023, 2023), 2.0, 5.0, ASSUMED, "the band of 2019 lasts", "percent of people"),
    Target("departures_irregular", TIMOR, (2017, 2019), 500, 5600, ARITHMETIC, "stock over assumed stays, and refusals"),
    Target("placements", ("sambas",), (2017, 2017), 871, 871, RECORD, "labour office", note=_SAMBAS),
    Target("placements", ("sambas",), (2018, 2018), 1224, 1224, RECORD, "BP3TKI", note=_SAMBAS),
    Target("placements", ("sambas",), (2019, 2019), 1057, 1057, RECORD, "BP3TKI",
           note=_SAMBAS + "; here the office draws more from its second year on, on record fewer went than in the first"),
    Target("placements", TIMOR, (2018, 2018), 300, 300, ARITHMETIC, "a share of NTT's 1,613",
           note="Malaka's flow, found from its deaths, is more than half of it; which share of NTT's placements is the districts' is not known"),
    Target("placements", TIMOR, (2019, 2019), 110, 110, ARITHMETIC, "a share of NTT's 603",
           note="as much below before the moratorium, and cut by as much as on record"),
    Target("placements", ("belu",), (2023, 2023), 128, 128, RECORD, "BP3MI; held out"),
    Target("deaths_repatriated", ("malaka",), (2017, 2022), 48, 150, RECORD, "8-25 a year", "bodies in six years", "sum"),
    Target("deaths_repatriated", ("belu",), (2017, 2022), 6, 84, RECORD, "1-14 a year", "bodies in six years", "sum"),
    Target("deaths_repatriated", ("ttu",), (2017, 2022), 18, 42, RECORD, "3-7 a year", "bodies in six years", "sum"),
    Target("refused", TIMOR, (2017, 2019), 100, 450, ARITHMETIC, "a share of NTT's 800-1,400", "times a year"),
    Target("refused", TIMOR, (2020, 2021), 100, 450, ASSUMED, "the band of 2017-19 lasts", "times a year"),
    Target("recorded_victims", TIMOR, (2018, 2022), 4, 9, ARITHMETIC, "172 in NTT in five years, a share", "victims a year"),
    Target("land", TIMOR, (2017, 2019), 0, 5, ASSUMED, "no source has labour migration there", "percent of departures"),
    Target("land", TIMOR, (2020, 2021), 0, 5, ASSUMED, "the band of all years", "percent of departures"),
)  # fmt: skip

TITLES = {
    "abroad": "abroad", "departures_irregular": "irregular departures", "placements": "regular placements",
    "deaths_repatriated": "deaths, bodies that came home", "refused": "refused", "recorded_victims": "recorded victims",
    "land": "left by land to Timor-Leste", "returned": "came home", "departures_regular": "regular departures",
}  # fmt: skip

PANEL = ("placements", "departures_irregular", "returned", "refused")
"""Flows shown year by year."""


def live(seed: int, region: Region | None = None, **overrides: float) -> Run:
    """One world without IOM, government as it is, to its end."""
    region = region or load_region("indonesia")
    parameters = load_parameters(overrides)
    world = spin_up(region, SHARE, seed, parameters)
    model = BorderModel(region, "no_iom", "as_is", SHARE, seed, parameters=parameters, spun_up=world)
    arrivals = Arrivals(len(region.districts), len(region.destinations))
    model.world.observers = (*model.world.observers, arrivals)
    return Run(model.run(), arrivals)


def by_year(model: BorderModel, indicator: str, where: tuple[str, ...]) -> NDArray[np.float64]:
    """One indicator summed over districts, by year: a total of flows, a mean of stocks."""
    rows = [model.region.districts.index(name) for name in where]
    years = np.array([day.year for day in model.dates])
    values = model.series[:, rows, INDICATOR_NAMES.index(indicator)].sum(axis=1)
    flow = INDICATORS[INDICATOR_NAMES.index(indicator)].kind == "flow"
    return np.array([values[years == y].sum() if flow else values[years == y].mean() for y in YEARS])


def value(run: Run, target: Target) -> float:
    """What the model has where the target stands."""
    region = run.model.region
    rows = [region.districts.index(name) for name in target.where]
    span = slice(target.years[0] - YEARS[0], target.years[1] - YEARS[0] + 1)
    if target.what == "land":
        gone = run.arrivals.number[span][:, rows].sum(axis=(0, 1))
        return float(100.0 * gone[region.destinations.index("timor_leste")] / gone.sum())
    values = by_year(run.model, target.what, target.where)[span]
    if target.unit == "percent of people":
        values = 100.0 * values / region.district_population()[rows].sum()
    return float(values.sum() if target.over == "sum" else values.mean())


def off_by(mean: float, low: float, high: float) -> float:
    """The mean over the nearer end of its band; one inside."""
    return mean / low if mean < low else (mean / high if mean > high else 1.0)


def plain(number: float) -> str:
    """Three significant figures without an exponent."""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def quotient_of(runs: list[Run], target: Target) -> float:
    """The mean over seeds over the nearer end of the band."""
    return off_by(float(np.mean([value(run, target) for run in runs])), target.low, target.high)


def near(runs: list[Run], *bases: str) -> str:
    """How many rows of these bases lie within a factor of two of their band."""
    found = [quotient_of(runs, target) for target in TARGETS if target.basis in bases]
    return f"{sum(0.5 <= one <= 2.0 for one in found)} of {len(found)}"


def factor_lines(runs: list[Run]) -> list[str]:
    """Base factors that the spin-ups found, where they looked for one."""
    region = runs[0].model.region
    factors = np.array([run.model.world.balance.base_factor for run in runs])
    rates = factors * runs[0].model.world.local.base_aspiration
    lines = [
        "| district | base factor, mean (range of seeds) | spread over seeds | base rate, 1/year |",
        "| --- | --- | --- | --- |",
    ]
    for d, name in enumerate(region.districts):
        mine = factors[:, d]
        spread = (
            f"{100 * mine.std(ddof=1) / mine.mean():.0f} percent"
            if mine.std() > 0
            else "none: not known, left at one"
        )
        lines.append(
            f"| {name} | {mine.mean():.2f} ({mine.min():.2f}-{mine.max():.2f}) | {spread} | {rates[:, d].mean():.4f} |"
        )
    return lines


def target_lines(runs: list[Run]) -> list[str]:
    """The table of targets."""
    lines = [
        "| what | where | years | band | what the band is | model, mean (range of seeds) | ratio | why |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for target in TARGETS:
        values = np.array([value(run, target) for run in runs])
        mean = float(values.mean())
        quotient = quotient_of(runs, target)
        band = f"{target.low:g}" if target.low == target.high else f"{target.low:g}-{target.high:g}"
        when = "-".join(str(year) for year in dict.fromkeys(target.years))
        far = "**more than three times off:**" if not 1 / FAR <= quotient <= FAR else ""
        lines.append(
            f"| {TITLES[target.what]} ({target.unit}) | {', '.join(target.where)} | {when} | {band} | {target.basis}: {target.facts} |"
            f" {plain(mean)} ({plain(values.min())}-{plain(values.max())}) | {quotient:.2f} | {f'{far} {target.note}'.strip()} |"
        )
    return lines


def panel_lines(runs: list[Run]) -> list[str]:
    """Means of the seeds by district and year, small counts hidden."""
    region = runs[0].model.region
    lines = [
        "| what | where | " + " | ".join(map(str, YEARS)) + " |",
        "| --- | --- |" + " --- |" * len(YEARS),
    ]
    people = region.district_population()
    for d, name in enumerate(region.districts):
        shares = np.mean([100.0 * by_year(run.model, "abroad", (name,)) / people[d] for run in runs], axis=0)
        lines.append(
            f"| abroad, percent of people | {name} | " + " | ".join(f"{one:.2f}" for one in shares) + " |"
        )
    for what in PANEL:
        for name in region.districts:
            means = np.mean([by_year(run.model, what, (name,)) for run in runs], axis=0)
            small = is_small(means, means * SHARE * len(runs))
            cells = [count_text(float(one), bool(hide)) for one, hide in zip(means, small, strict=True)]
            lines.append(f"| {TITLES[what]} | {name} | " + " | ".join(cells) + " |")
    return lines


def without(region: Region, what: str) -> Region:
    """The region without its closures, or without its moratoria; its hash is another one."""
    hashes = {**region.hashes, "without": what}
    if what == "closures":
        return dataclasses.replace(region, closures=(), hashes=hashes)
    events = tuple(event for event in region.events if event.kind != what)
    return dataclasses.replace(region, events=events, hashes=hashes)


def causes() -> None:
    """Print the years of worlds with one thing changed: what the page's reasons rest on."""
    region = load_region("indonesia")
    changed: dict[str, tuple[Region, dict[str, float]]] = {
        "as it is": (region, {}),
        "without closures": (without(region, "closures"), {}),
        "without moratorium": (without(region, "moratorium"), {}),
        **{f"{name} = 0": (region, {name: 0.0})
           for name in ("network_log_ratio", "wage_elasticity", "regular_office", "openness_pull", "shut_out_stays", "stock_holds")},
    }  # fmt: skip
    print(f"{len(CAUSE_SEEDS)} seeds, real persons a year, {YEARS[0]} to {YEARS[-1]}")
    for title, (world, overrides) in changed.items():
        runs = [live(seed, world, **overrides) for seed in CAUSE_SEEDS]
        for what in ("placements", "departures_irregular", "refused"):
            for where in (("sambas",), TIMOR):
                mean = np.mean([by_year(run.model, what, where) for run in runs], axis=0)
                small = is_small(mean, mean * SHARE * len(runs))
                numbers = [count_text(float(n), bool(hide)) for n, hide in zip(mean, small, strict=True)]
                print(
                    f"{title:<24}{TITLES[what]:<22}{where[0] if len(where) == 1 else 'Timor':<8}{', '.join(numbers)}"
                )
        gone = sum(run.arrivals.number[:, 1:].sum(axis=1) for run in runs)
        print(
            f"{title:<24}by land, percent      Timor   {', '.join(f'{100 * a[1] / a.sum():.1f}' for a in gone)}"
        )


def main() -> None:
    """Run the seeds and print the page, or the runs with one thing changed."""
    if sys.argv[1:] == ["causes"]:
        causes()
        return
    runs = [live(seed) for seed in SEEDS]
    print(f"""# Magnitudes: the facts and the model

Made by `python experiments/magnitudes/run.py > docs/magnitudes.md`: the world as it was without IOM, government as it is,
central values of all parameters, {len(SEEDS)} seeds at {SHARE:g} of the population. Bands stand on the tables of the region
([known troubles](../src/safepassage/evidence/regions/indonesia/known_issues.md) says how thin they are). *What the band is*: a count on *record*;
*arithmetic on records*, with a share or a rate that may itself be assumed; or *assumed*, which is no fact. *ratio*: the model's mean over
the nearer end of the band, 1 inside it. More than three times off is marked. Of Sambas's irregular flow and of its stock
abroad in these years nothing is known here, so they have no target.

**The model is not independent of these numbers.** The stock abroad, and the flow that holds it, come from the deaths of 2017-18.
Eighteen assumed values are a rough version's that came within a factor of three of most targets (their passports say so). The
office's weights, the stays of Sambas, the weight of Timor-Leste and the end of the moratorium were chosen with placements of 2017-19 and the
closure's years in sight. Nothing was chosen by deaths of 2022-24, or by placements, cases and victims of 2023, though Belu's count has stood on this page all along.

Within a factor of two: {near(runs, RECORD)} rows on record, {near(runs, ARITHMETIC)} on arithmetic, {near(runs, ASSUMED)} on an assumed band.
""")
    print("\n".join(target_lines(runs)))
    print(
        "\n## The model's years\n\nMeans of the seeds, real persons. <10: fewer than ten persons, real or simulated.\n"
    )
    print("\n".join(panel_lines(runs)))
    print(
        "\n## Base rates found in the spin-up\n\nSo that as many leave as come home or die at the known stock"
        " ([decision 90](decisions/0090-base-rates-from-the-stock.md)).\n"
    )
    print("\n".join(factor_lines(runs)))
    print(f"""
What the years show. Until 2019 the stocks of the Timor districts stand still, as they were made to; the closure takes a seventh to a fifth
off them. In the closure of 2020-22 the regular channel nearly stops; irregular departures fall to about a third in Sambas and
on Timor. Three things do that: vacancies (the event `demand`), closed official ways (`openness_pull`), and people whom the office turns away
and who mostly stay (`shut_out_stays`). No count of departures of those years exists to hold it against, but that crossings went on and that of 77 dead of
2022 whose departure was told 73 had left before 2020.

Sambas's stock, which no record of these years tells, grows by a third until 2019: its base rate is assumed, and is not one that
holds it. Its placements rise by a quarter from 2017 to 2018, by two fifths on record (one observation, two agencies). NTT's
moratorium cuts the three districts' placements by about as much as on record; it is taken to end in April 2022, and Belu's placements of 2023,
which were not used, come out at two fifths of their count. Recorded victims are a third more than the share of NTT's: police
figures are thin, and the districts' share is assumed.

The causes named above were looked for by running {len(CAUSE_SEEDS)} of the seeds with one thing changed: a parameter at zero, the region without its
closures, the region without its moratorium (`python experiments/magnitudes/run.py causes`).""")


if __name__ == "__main__":
    main()
