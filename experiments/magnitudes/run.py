# ruff: noqa: E501 - lines of a page
"""Targets by district and year beside the model's numbers: ``python experiments/magnitudes/run.py > docs/magnitudes.md``."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safepassage.model import BorderModel, spin_up
from safepassage.observation import INDICATOR_NAMES, INDICATORS
from safepassage.parameters import load_parameters
from safepassage.world.geography import load_region

SEEDS, SHARE = range(1, 9), 0.05
TIMOR = ("belu", "ttu", "malaka")


@dataclass(frozen=True)
class Target:
    """One line: what, where, in which years (inclusive; the mean of them), and the band from the facts."""

    indicator: str
    where: tuple[str, ...]
    years: tuple[int, int]
    low: float
    high: float
    unit: str = "persons a year"
    of_people: bool = False
    note: str = ""


TARGETS = (
    Target("abroad", ("malaka",), (2019, 2019), 2.0, 5.0, "percent of people", True),
    Target("abroad", ("belu",), (2019, 2019), 0.3, 1.1, "percent of people", True),
    Target("abroad", ("ttu",), (2019, 2019), 0.3, 1.1, "percent of people", True),
    Target("departures_irregular", TIMOR, (2017, 2019), 500, 5600),
    Target("placements", ("sambas",), (2017, 2017), 871, 871),
    Target("placements", ("sambas",), (2018, 2018), 1224, 1224),
    Target("placements", ("sambas",), (2019, 2019), 1057, 1057),
    Target("placements", TIMOR, (2018, 2018), 300, 300),
    Target("placements", TIMOR, (2019, 2019), 110, 110),
    Target("placements", ("belu",), (2023, 2023), 128, 128,
           note="the moratorium of 2018 runs to the horizon here; when it ceased to bind is not known"),
    Target("deaths_repatriated", ("malaka",), (2017, 2022), 8, 25, "bodies a year"),
    Target("deaths_repatriated", ("belu",), (2017, 2022), 1, 14, "bodies a year"),
    Target("deaths_repatriated", ("ttu",), (2017, 2022), 3, 7, "bodies a year"),
    Target("refused", TIMOR, (2017, 2019), 100, 450, "times a year"),
    Target("recorded_victims", TIMOR, (2018, 2022), 4, 9, "victims a year"),
)  # fmt: skip


def by_year(model: BorderModel, indicator: str, where: tuple[str, ...]) -> np.ndarray:
    """One indicator summed over districts, by year from 2016: a total of flows, a mean of stocks."""
    rows = [model.region.districts.index(name) for name in where]
    years = np.array([day.year for day in model.dates])
    values = model.series[:, rows, INDICATOR_NAMES.index(indicator)].sum(axis=1)
    flow = INDICATORS[INDICATOR_NAMES.index(indicator)].kind == "flow"
    return np.array(
        [values[years == y].sum() if flow else values[years == y].mean() for y in range(2016, 2024)]
    )


def plain(value: float) -> str:
    """Three significant figures without an exponent."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def land_share(model: BorderModel) -> float:
    """Share of those of the Timor districts who left since the start and last went to Timor-Leste, percent."""
    people, region = model.world.people, model.region
    gone = np.isin(people.district, [region.districts.index(name) for name in TIMOR]) & (
        people.departures > 0
    )
    there = people.destination[gone] == region.destinations.index("timor_leste")
    return 100.0 * float(there.mean())


def main() -> None:
    """Run the seeds and print the page."""
    region = load_region("indonesia")
    people = dict(zip(region.districts, region.district_population(), strict=True))
    models = []
    for seed in SEEDS:
        world = spin_up(region, SHARE, seed, load_parameters())
        models.append(BorderModel(region, "no_iom", "as_is", SHARE, seed, spun_up=world).run())
    print("# Magnitudes: the facts and the model\n")
    print(
        "Made by `python experiments/magnitudes/run.py`: the world as it was without IOM, government as it is, central"
    )
    print(
        f"values of all parameters, {len(SEEDS)} seeds at {SHARE:g} of the population. Targets: arithmetic on the tables of"
    )
    print(
        "the region (known_issues.md says how thin they are). *ratio*: the model's mean over the nearer end of the band,"
    )
    print("1 inside it. More than three times off is marked.\n")
    print("| what | where | years | facts | model, mean (range of seeds) | ratio | |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for target in TARGETS:
        first, last = target.years[0] - 2016, target.years[1] - 2016
        values = np.array(
            [by_year(m, target.indicator, target.where)[first : last + 1].mean() for m in models]
        )
        if target.of_people:
            values = 100.0 * values / sum(people[name] for name in target.where)
        mean = float(values.mean())
        quotient = (
            mean / target.low if mean < target.low else (mean / target.high if mean > target.high else 1.0)
        )
        band = f"{target.low:g}" if target.low == target.high else f"{target.low:g}-{target.high:g}"
        when = str(target.years[0]) if first == last else f"{target.years[0]}-{target.years[1]}"
        far = "**more than three times off**" if not 1 / 3 <= quotient <= 3 else ""
        print(
            f"| {target.indicator} ({target.unit}) | {', '.join(target.where)} | {when} | {band} | {plain(mean)}"
            f" ({plain(values.min())}-{plain(values.max())}) | {quotient:.2f} | {' '.join((far, target.note)).strip()} |"
        )
    land = np.array([land_share(model) for model in models])
    print(
        f"| departures by land to Timor-Leste (percent) | {', '.join(TIMOR)} | 2016-2023 | 0-5 | {land.mean():.3g}"
        f" ({land.min():.3g}-{land.max():.3g}) | {max(1.0, land.mean() / 5):.2f} | |"
    )
    print("\nOf Sambas's irregular flow nothing is known here, so it has no target.")


if __name__ == "__main__":
    main()
