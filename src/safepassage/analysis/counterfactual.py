"""Counterfactual persons: who is spared, who is newly harmed, with intervals and churn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from safepassage.analysis.intervals import mean_intervals
from safepassage.ensemble.compare import Contrast
from safepassage.ensemble.pair import EARLIER, GROSS, MEASURES

WITH_INTERVAL = tuple(name for name in MEASURES if name != "persons" and not name.startswith("ever_"))
"""Measures that come with ``_low`` and ``_high``."""


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
        One row per scenario, government, district (or ``all``), group and level (``all`` for
        everybody). Columns: ``persons`` in the group; ``ever_baseline`` and ``ever_scenario``,
        persons with at least one episode of exploitation; the measures of model section 4 with
        ``_low`` and ``_high``; ``churn_`` and the name of each gross count, that count for a
        placebo with as many changed contacts; ``churn``, the sum of churn averted and newly
        harmed; ``identity_residual``, ever(baseline) - ever(scenario) - (averted - newly
        harmed), which is zero; ``variance_reduction``, what pairing saves in replicates for the difference
        of the two ``ever_``, (var a + var b) / var(a - b), and beside it ``variance_reduction_bound``, what it
        could save at most if persons did not depend on each other; ``replicates``. Columns that end in
        ``_year_earlier`` are the same at the horizon minus one year; episodes, years and departures are
        not known there, since the ledger of a person dates only the first episode.

    Notes
    -----
    Net counts belong to the model, gross counts to the way draws are keyed: read a gross count
    against its churn.
    """
    tables = [_contrast_table(contrast, labels, baseline) for contrast in contrasts]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(_COLUMNS))


def _contrast_table(
    contrast: Contrast, labels: Sequence[tuple[str, str, str]], baseline: str
) -> pd.DataFrame:
    counts = dict(zip(MEASURES, np.moveaxis(contrast.counts, -1, 0), strict=True))  # [replicates, rows] each
    columns: dict[str, object] = {
        "scenario": contrast.scenario,
        "government": contrast.government,
        "baseline": baseline,
        "district": [district for district, _, _ in labels],
        "group": [group for _, group, _ in labels],
        "level": [level for _, _, level in labels],
    }
    net = counts["averted"] - counts["newly_harmed"]
    residual = counts["ever_baseline"] - counts["ever_scenario"] - net
    churn = _churn(contrast)
    for name in MEASURES:
        columns[name] = counts[name].mean(axis=0)
        if name in WITH_INTERVAL:
            columns[name + "_low"], columns[name + "_high"] = mean_intervals(counts[name].T)
        if name in churn:
            columns["churn_" + name] = churn[name].mean(axis=0)
    columns["net_averted"] = net.mean(axis=0)
    columns["net_averted_low"], columns["net_averted_high"] = mean_intervals(net.T)
    # Persons over persons: exact but for the rounding of the scale.
    columns["identity_residual"] = np.abs(residual).max(axis=0).round(6)
    columns["variance_reduction"], columns["variance_reduction_bound"] = _reductions(counts)
    both = churn["averted"] + churn["newly_harmed"]
    columns["churn"] = both.mean(axis=0)
    columns["churn_low"], columns["churn_high"] = mean_intervals(both.T)
    columns["replicates"] = len(contrast.counts)
    return pd.DataFrame(columns)[list(_COLUMNS)]


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


def _with_interval(name: str) -> tuple[str, ...]:
    gross = ("churn_" + name,) if name.removesuffix(EARLIER) in GROSS else ()
    return (name, name + "_low", name + "_high", *gross) if name in WITH_INTERVAL else (name,)


_COLUMNS = (
    "scenario",
    "government",
    "baseline",
    "district",
    "group",
    "level",
    *(column for name in MEASURES if not name.endswith(EARLIER) for column in _with_interval(name)),
    "net_averted",
    "net_averted_low",
    "net_averted_high",
    "churn",
    "churn_low",
    "churn_high",
    "identity_residual",
    "variance_reduction",
    "variance_reduction_bound",
    "replicates",
    *(column for name in MEASURES if name.endswith(EARLIER) for column in _with_interval(name)),
)
