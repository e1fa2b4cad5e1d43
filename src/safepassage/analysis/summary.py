"""The effects table in words and columns, for a terminal."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from safepassage.analysis.counterfactual import by_group
from safepassage.analysis.effects import OVER_TIME, RISKS, horizon_totals, indicators_in, pick
from safepassage.observation.suppress import HIDDEN_TEXT, is_small

WIDTH = 19
LABEL_WIDTH = 31
PER_BLOCK = 4
"""Scenarios side by side; more of them go into a second block."""

# Averted exploitation never stands without what is beside it: deterring migration is not success.
# Label, indicator, sign (-1: averted), whether in percent of the baseline, whether money.
ROWS: tuple[tuple[str, str, float, bool, bool], ...] = (
    ("exploitation years averted", "exploitation_years", -1.0, False, False),
    ("  in percent", "exploitation_years", -1.0, True, False),
    ("entered exploitation", "entered_exploitation", 1.0, False, False),
    ("departures, regular", "departures_regular", 1.0, False, False),
    ("departures, irregular", "departures_irregular", 1.0, False, False),
    ("refused exit", "refused", 1.0, False, False),
    ("identified falsely", "identified_false", 1.0, False, False),
    ("spent by IOM, USD", "spend_usd", 1.0, False, True),
    ("left unspent by IOM, USD", "unspent_usd", 1.0, False, True),
    ("spent by governments, USD", "spend_government_usd", 1.0, False, True),
)
CHANGE_STARTS_AT = 2

RISK_ROWS = (
    ("entered per 1,000, regular", "risk_regular"),
    ("entered per 1,000, irregular", "risk_irregular"),
)
"""What stands under the departures: who enters exploitation per 1,000 of them, and the change of that in brackets."""

RISK_NOTE = (
    "Entered per 1,000: persons who enter exploitation per 1,000 departures of the same channel, the scenario's own; "
    "in round brackets its change, beneath the change's interval. Fewer may enter because fewer leave, or at less risk."
)

CHURN = (
    "Net counts belong to the model; gross counts hold churn as well: the same count for a placebo that changes "
    "nothing but as many draws of contacts. Read a gross count only as far as it exceeds its churn."
)
NEEDED = (
    "Replicates needed: for an interval of plus or minus 10 percent of the effect on exploitation years. Pairing "
    "saves: how many times fewer than independent runs need, for persons ever exploited; in brackets what it could "
    "save at most if persons did not depend on each other."
)
CANNOT_CLAIM = (
    "What this table cannot claim: it is conditional on the passports' stated assumptions (unit costs, who answers "
    "to whose responsiveness), not a forecast, and the intervals hold chance alone, not what is unknown of the "
    "parameters; no real government or post is ranked. `safepassage sources` lists what it leans on."
)


def effects_text(
    effects: pd.DataFrame, persons: pd.DataFrame, population_share: float, period: str, region: str
) -> str:
    """Write the effects of all districts together, government by government.

    Parameters
    ----------
    effects, persons
        Tables of `effects_table` and `persons_table`.
    population_share
        Simulated persons per real one.
    period
        The horizon, for the heading.
    region
        Name of the region, for the heading.

    Returns
    -------
    str
        Lines of at most LABEL_WIDTH + PER_BLOCK * WIDTH characters, tables at least.
    """
    if effects.empty:
        return "Nothing to compare: the baseline is the only scenario."
    persons = by_group(persons)
    replicates = int(effects["replicates"].iloc[0])
    baseline = str(effects["baseline"].iloc[0])
    lines = [
        f"Against {baseline} under the same government: region {region}, {period}, {replicates} "
        f"pair{'s' if replicates > 1 else ''} of runs, {100 * population_share:.3g} percent of persons simulated.",
        "Totals over the horizon, scaled to real persons; in brackets 95 percent intervals, paired by seed.",
        "Without brackets every pair differs by the same; at 0 no simulated person differs, and a larger "
        "population_share may show what this one cannot.",
    ]
    scenarios = [str(name) for name in effects["scenario"].unique()]
    for government in [str(name) for name in effects["government"].unique()]:
        years = pick(effects, "exploitation_years", scenarios[0], government)
        entered = pick(effects, "entered_exploitation", scenarios[0], government)
        lines += [
            "",
            f"Government: {government} ({baseline}: {_count(years['baseline_mean'])} exploitation years, "
            f"{_count(entered['baseline_mean'])} persons entered exploitation)",
        ]
        for start in range(0, len(scenarios), PER_BLOCK):
            some = scenarios[start : start + PER_BLOCK]
            lines += _block(effects, some, government, population_share)
            lines += _gross_block(persons, some, government, population_share)
            lines += _runs_block(effects, persons, some, government)
    lines += ["", RISK_NOTE, NEEDED, CHURN, CANNOT_CLAIM]
    if replicates == 1:
        lines.append("One replicate has no interval: ask for replicates=16 or more.")
    return "\n".join(lines)


def _block(effects: pd.DataFrame, scenarios: Sequence[str], government: str, share: float) -> list[str]:
    lines = [" " * LABEL_WIDTH + "".join(f"{name:>{WIDTH}}" for name in scenarios)]
    for at, (label, indicator, sign, percent, money) in enumerate(ROWS):
        if at == CHANGE_STARTS_AT:
            lines.append("change in")
        cells = [
            _cell(pick(effects, indicator, name, government), sign, percent, money, share)
            for name in scenarios
        ]
        lines += _lines(label, cells)
        if indicator == "departures_irregular":
            for risk, name in RISK_ROWS:
                lines += _lines(risk, [_risk(effects, name, one, government, share) for one in scenarios])
    return lines


def _lines(label: str, cells: Sequence[tuple[str, str]]) -> list[str]:
    """A row of the table, and its intervals beneath where there are any."""
    lines = [f"{label:<{LABEL_WIDTH}}" + "".join(f"{mean:>{WIDTH}}" for mean, _ in cells)]
    if any(interval for _, interval in cells):
        lines.append(" " * LABEL_WIDTH + "".join(f"{interval:>{WIDTH}}" for _, interval in cells))
    return lines


def _risk(effects: pd.DataFrame, name: str, scenario: str, government: str, share: float) -> tuple[str, str]:
    """A risk of the scenario with its change, and the interval of the change.

    Hidden where either channel has few who enter: the other and all together would tell how many.
    """
    counted = [pick(effects, entered, scenario, government) for entered, _ in RISKS.values()]
    if any(
        _is_hidden(min(float(row["baseline_mean"]), float(row["mean"])), share, float(row["replicates"]))
        for row in counted
    ):
        return HIDDEN_TEXT, ""
    row = pick(effects, name, scenario, government)
    mean, change, low, high = (float(row[part]) for part in ("mean", "difference", "low", "high"))
    interval = f"[{_percent(low)}, {_percent(high)}]" if low < high else ""
    return f"{_percent(mean)} ({'+' if change > 0.0 else ''}{_percent(change)})", interval


def _cell(row: pd.Series, sign: float, percent: bool, money: bool, share: float) -> tuple[str, str]:
    """Mean and interval of one cell as texts."""
    smaller = min(float(row["baseline_mean"]), float(row["mean"]))
    persons = not money and row["indicator"] != "exploitation_years"
    if persons and _is_hidden(smaller, share, float(row["replicates"])):
        return HIDDEN_TEXT, ""
    scale = 100.0 / float(row["baseline_mean"]) if percent and row["baseline_mean"] else 1.0
    mean, ends = (
        sign * scale * float(row["difference"]),
        sorted(sign * scale * float(row[end]) for end in ("low", "high")),
    )
    write: Callable[[float], str] = _percent if percent else (_money if money else _count)
    if not ends[0] < ends[1]:
        return write(mean), ""
    return write(mean), f"[{write(ends[0])}, {write(ends[1])}]"


def _gross_block(persons: pd.DataFrame, scenarios: Sequence[str], government: str, share: float) -> list[str]:
    """Write persons spared and newly harmed, each with its churn beneath."""
    rows = persons[
        (persons["government"] == government) & (persons["district"] == "all") & (persons["group"] == "all")
    ]
    by_scenario: dict[str, dict[str, Any]] = {str(row["scenario"]): row for row in rows.to_dict("records")}  # type: ignore[misc]
    lines = ["persons, gross"]
    for label, name in (("spared", "averted"), ("newly harmed", "newly_harmed")):
        counts: list[str] = []
        churns: list[str] = []
        for scenario in scenarios:
            row = by_scenario[scenario]
            small = _is_hidden(float(row[name]), share, float(row["replicates"]))
            counts.append(HIDDEN_TEXT if small else _count(row[name]))
            churn = float(row["churn_" + name])
            churns.append("no placebo" if math.isnan(churn) else f"churn {_count(churn)}")
        lines.append(f"{label:<{LABEL_WIDTH}}" + "".join(f"{text:>{WIDTH}}" for text in counts))
        lines.append(" " * LABEL_WIDTH + "".join(f"{text:>{WIDTH}}" for text in churns))
    return lines


def _runs_block(
    effects: pd.DataFrame, persons: pd.DataFrame, scenarios: Sequence[str], government: str
) -> list[str]:
    """Write how many replicates the main effect needs, and what pairing saves of them."""
    needed = [
        float(pick(effects, "exploitation_years", name, government)["replicates_needed"])
        for name in scenarios
    ]
    rows = persons[
        (persons["government"] == government) & (persons["district"] == "all") & (persons["group"] == "all")
    ].set_index("scenario")
    saved, most = (
        [float(value) for value in rows.loc[list(scenarios), name].to_numpy(dtype=float)]
        for name in ("variance_reduction", "variance_reduction_bound")
    )
    cells = {
        "replicates needed": [
            "effect not seen" if math.isnan(value) else f"{value:,.0f}" for value in needed
        ],
        "pairing saves, times (at most)": [
            f"{_times(one)} ({_times(two)})" for one, two in zip(saved, most, strict=True)
        ],
    }
    return [
        f"{label:<{LABEL_WIDTH}}" + "".join(f"{text:>{WIDTH}}" for text in texts)
        for label, texts in cells.items()
    ]


def _times(value: float) -> str:
    return f"{value:.1f}" if math.isfinite(value) else "-"


def _is_hidden(count: float, share: float, replicates: float) -> bool:
    """Say whether a count is too small to be shown; zero is no person and may be."""
    return count > 0.0 and bool(is_small(count, count * share * replicates))


def series_text(series: pd.DataFrame) -> str:
    """Write what the runs of one scenario came to, all districts together, mean over replicates."""
    scenario, government = str(series["scenario"].iloc[0]), str(series["government"].iloc[0])
    replicates = series["replicate"].nunique()
    # The first scenario and government, all districts together.
    together = horizon_totals(series)[0, 0, :, 0, :].mean(axis=0)
    lines = [
        f"Scenario {scenario}, government {government}, all districts; mean of {replicates} "
        f"run{'s' if replicates > 1 else ''}. Scaled to real persons; conditional on assumptions, not a forecast."
    ]
    for indicator, value in zip(indicators_in(series), together, strict=True):
        share = indicator.kind == "mean"
        lines.append(
            f"  {indicator.name:<24}{value:>16,.{3 if share else 1}f}  {indicator.unit}, {OVER_TIME[indicator.kind]}"
        )
    return "\n".join(lines)


def _count(value: float) -> str:
    text = f"{value:,.0f}" if abs(value) >= 10 or value == 0 else f"{value:,.1f}"
    return "0" if text in ("-0", "-0.0", "0.0") else text


def _percent(value: float) -> str:
    return f"{value:.1f}".replace("-0.0", "0.0")


def _money(value: float) -> str:
    return f"{value / 1e6:,.2f} m" if abs(value) >= 1e5 else _count(value)
