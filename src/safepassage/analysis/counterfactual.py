"""Counterfactual persons: who is spared, who is newly harmed, with intervals and churn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from safepassage.analysis.intervals import mean_intervals
from safepassage.ensemble.compare import Contrast
from safepassage.ensemble.pair import EARLIER, GROSS, MEASURES

WITH_INTERVAL = (
    *(name for name in MEASURES if name != "persons" and not name.startswith("ever_")), "net_averted", "churn",
)  # fmt: skip
"""Indicators that come with ``low`` and ``high``."""


KEYS = ("scenario", "government", "baseline", "district", "group", "level")
COLUMNS = (*KEYS, "indicator", "value", "low", "high", "churn", "replicates")
"""Of ``persons.csv``."""

_OF_A_GROUP = (
    *(name for name in MEASURES if not name.endswith(EARLIER)),
    "net_averted", "churn", "identity_residual", "variance_reduction", "variance_reduction_bound",
    *(name for name in MEASURES if name.endswith(EARLIER)),
)  # fmt: skip
"""Indicators of each group, in the order of the table."""


def persons_table(
    contrasts: Sequence[Contrast], labels: Sequence[tuple[str, str, str]], baseline: str = "no_iom"
) -> pd.DataFrame:
    """Return ``persons.csv``: means over replicates in real persons, with 95 percent intervals.

    Parameters
    ----------
    contrasts
        One per scenario and government.
    labels
        District, group and level of each row of their arrays.
    baseline
        Name of the baseline.

    Returns
    -------
    DataFrame
        One row per scenario, government, district (or ``all``), group, level (``all`` for everybody) and
        indicator, with `COLUMNS`. ``low`` and ``high`` are empty where an indicator has no interval; ``churn`` is
        empty but for gross counts: that count for a placebo with as many changed contacts. Indicators:
        ``persons`` in the group; ``ever_baseline`` and ``ever_scenario``, persons with at least one episode of
        exploitation; the measures of model section 4; ``churn``, the sum of churn averted and newly harmed;
        ``identity_residual``, ever(baseline) - ever(scenario) - (averted - newly harmed), which is zero;
        ``variance_reduction``, what pairing saves in replicates for the difference of the two ``ever_``,
        (var a + var b) / var(a - b), and beside it ``variance_reduction_bound``, what it could save at most if
        persons did not depend on each other. Those that end in ``_year_earlier`` are the same at the horizon minus
        one year; episodes, years and departures are not known there, since the ledger of a person dates only the
        first episode.

    Notes
    -----
    Net counts belong to the model, gross counts to the way draws are keyed: read a gross count
    against its churn.
    """
    tables = [_contrast_table(contrast, labels, baseline) for contrast in contrasts]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(COLUMNS))


def by_group(persons: pd.DataFrame) -> pd.DataFrame:
    """One row per scenario, government, district, group and level, in the order of the table.

    Columns: the keys, ``replicates``, and of each indicator ``NAME``, ``NAME_low``, ``NAME_high``, ``churn_NAME``.
    """
    keys = [*KEYS, "replicates"]
    wide = persons.pivot(index=keys, columns="indicator", values=["value", "low", "high", "churn"])
    name = {"value": "{}", "low": "{}_low", "high": "{}_high", "churn": "churn_{}"}
    pairs = zip(*(wide.columns.get_level_values(at) for at in (0, 1)), strict=True)
    wide.columns = pd.Index([name[part].format(indicator) for part, indicator in pairs])
    return persons[keys].drop_duplicates(ignore_index=True).merge(wide.reset_index(), on=keys, how="left")


def _contrast_table(
    contrast: Contrast, labels: Sequence[tuple[str, str, str]], baseline: str
) -> pd.DataFrame:
    counts = dict(zip(MEASURES, np.moveaxis(contrast.counts, -1, 0), strict=True))  # [replicates, rows] each
    counts["net_averted"] = counts["averted"] - counts["newly_harmed"]
    churn = _churn(contrast)
    counts["churn"] = churn["averted"] + churn["newly_harmed"]
    nothing = np.full(len(labels), np.nan)
    # value, low, high and churn by indicator, [rows] each
    parts: dict[str, tuple[NDArray[np.float64], ...]] = {}
    for name, values in counts.items():
        ends = mean_intervals(values.T) if name in WITH_INTERVAL else (nothing, nothing)
        parts[name] = (values.mean(axis=0), *ends, churn[name].mean(axis=0) if name in churn else nothing)
    # Persons over persons: exact but for the rounding of the scale.
    residual = np.abs(counts["ever_baseline"] - counts["ever_scenario"] - counts["net_averted"]).max(axis=0)
    saved, most = _reductions(counts)
    for name, value in (
        ("identity_residual", residual.round(6)),
        ("variance_reduction", saved),
        ("variance_reduction_bound", most),
    ):
        parts[name] = (value, nothing, nothing, nothing)
    table = np.stack([np.stack(parts[name], axis=-1) for name in _OF_A_GROUP], axis=1)
    each = len(_OF_A_GROUP)
    columns: dict[str, object] = {
        "scenario": contrast.scenario,
        "government": contrast.government,
        "baseline": baseline,
        **{key: np.repeat([label[at] for label in labels], each) for at, key in enumerate(KEYS[3:])},
        "indicator": np.tile(_OF_A_GROUP, len(labels)),
        **{part: table[:, :, at].ravel() for at, part in enumerate(COLUMNS[7:11])},
        "replicates": len(contrast.counts),
    }
    return pd.DataFrame(columns)


def _reductions(
    counts: dict[str, NDArray[np.float64]],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Variance reduction by pairing, measured and at most, by row; NaN where it is not defined.

    With a averted and h newly harmed as shares of the baseline's B persons, and persons that are
    independent and rarely harmed, the two counts have variances B and B (1 - a + h), and their paired
    difference B (a + h): whoever changes, changes whatever the draws have in common. Where the fates of
    persons hang together (a recruiter's good year), both worlds share that too, and pairing can save more.
    """
    before, after = counts["ever_baseline"], counts["ever_scenario"]
    with np.errstate(divide="ignore", invalid="ignore"):
        if len(before) > 1:
            apart = before.var(axis=0, ddof=1) + after.var(axis=0, ddof=1)
            measured = np.where(apart > 0.0, apart / (before - after).var(axis=0, ddof=1), np.nan)
        else:
            measured = np.full(before.shape[1], np.nan)
        base = before.mean(axis=0)
        averted, harmed = counts["averted"].mean(axis=0) / base, counts["newly_harmed"].mean(axis=0) / base
        bound = np.where(base > 0.0, (2.0 - averted + harmed) / (averted + harmed), np.nan)
    return measured, bound


def _churn(contrast: Contrast) -> dict[str, NDArray[np.float64]]:
    """Churn of each gross count, [replicates, rows]; NaN where no placebo was run."""
    names = [*GROSS, *(name + EARLIER for name in GROSS)]
    if contrast.churn is None:
        return {name: np.full(contrast.counts.shape[:2], np.nan) for name in names}
    return {name: contrast.churn[..., MEASURES.index(name)] for name in names}
