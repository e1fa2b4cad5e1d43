"""What a visitor takes home: the series as CSV, the table of effects, each world as a scenario file."""

from __future__ import annotations

import csv
import io
import shlex

from safepassage.dashboard.scenario_file import write
from safepassage.dashboard.settings import SIDES, Plan, Settings
from safepassage.dashboard.worlds import TwoWorlds
from safepassage.observation.indicators import INDICATOR_NAMES
from safepassage.observation.suppress import HIDDEN_TEXT


def series_csv(worlds: TwoWorlds) -> str:
    """One row per world, date and district up to the present step; the indicators of ``series.parquet``.

    Not suppressed, as that file is not: whoever publishes from it applies the rule for small counts.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["world", "scenario", "government", "seed", "date", "district", *INDICATOR_NAMES])
    for side, plan, model in zip(SIDES, worlds.plans, worlds.models, strict=True):
        head = [side, plan.scenario.name, plan.government_key, worlds.settings.seed]
        dates = [date.isoformat() for date in model.dates[: worlds.step]]
        for date, rows in zip(dates, model.series[: worlds.step].tolist(), strict=True):
            for district, row in zip(model.region.districts, rows, strict=True):
                table.writerow([*head, date, district, *row])
    return out.getvalue()


def effects_csv(worlds: TwoWorlds) -> str:
    """The page's table of effects, small counts as ``<10``, up to the present step."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["indicator", "left", "right", "right_against_left", "first_day", "steps", "seed"])
    first, seed = worlds.models[0].dates[0].isoformat(), worlds.settings.seed
    for row in worlds.effects():
        averted = row["name"] in ("exploitation_years_averted", "averted", "newly_harmed")
        cells = [
            "" if averted and key != "change" else _cell(row[key]) for key in ("left", "right", "change")
        ]
        table.writerow([row["name"], *cells, first, worlds.step, seed])
    return out.getvalue()


def _cell(value: float | None) -> str:
    return HIDDEN_TEXT if value is None else repr(value)


def scenario_yaml(plan: Plan, settings: Settings, name: str) -> str:
    """One world as a scenario file, with the command that runs it as a comment."""
    keys = {
        "scenario": name,
        "government": plan.government_key,
        "region": settings.region,
        "population_share": repr(settings.population_share),
        "seed": str(settings.seed),
        "budget_usd_per_year": repr(plan.budget_usd_per_year),
    }
    words = " ".join(shlex.quote(f"{key}={value}") for key, value in keys.items())
    notes = [
        "Made with safepassage dashboard: one world of the page. Results are conditional on assumptions, no forecast.",
        f"Put it into a folder of your own as scenario/{name}.yaml, then:",
        f"safepassage run --config-dir FOLDER {words}",
    ]
    return write(plan.scenario, notes)
