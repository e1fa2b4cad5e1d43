"""The table of persons: means, intervals, churn, identity."""

from __future__ import annotations

import numpy as np

from safepassage.analysis.counterfactual import COLUMNS, KEYS, by_group, persons_table
from safepassage.ensemble.compare import Contrast
from safepassage.ensemble.pair import GROSS, MEASURES, row_labels

LABELS = row_labels(("west", "east"))


def contrast(replicates: int, with_churn: bool = True) -> Contrast:
    rng = np.random.default_rng(2)
    counts = rng.integers(0, 100, size=(replicates, len(LABELS), len(MEASURES))).astype(np.float64)
    at = {name: place for place, name in enumerate(MEASURES)}
    counts[..., at["ever_scenario"]] = (
        counts[..., at["ever_baseline"]] - counts[..., at["averted"]] + counts[..., at["newly_harmed"]]
    )
    return Contrast("a", "as_is", counts, counts / 10.0 if with_churn else None)


def test_one_row_per_district_group_and_level() -> None:
    tidy = persons_table([contrast(4)], LABELS)
    assert tuple(tidy.columns) == COLUMNS
    assert not tidy.duplicated([*KEYS, "indicator"]).any()
    table = by_group(tidy)
    assert len(table) == len(LABELS) == len(tidy) / tidy["indicator"].nunique()
    assert list(zip(table["district"], table["group"], table["level"], strict=True)) == LABELS
    assert (table["identity_residual"] == 0.0).all()
    assert (table["replicates"] == 4).all()
    for name in (*GROSS, "episodes_averted", "exploitation_years_averted", "departures_averted"):
        assert (table[name + "_low"] <= table[name]).all(), name
        assert (table[name + "_high"] >= table[name]).all(), name


def test_churn_stands_beside_each_gross_count() -> None:
    table = by_group(persons_table([contrast(4)], LABELS))
    for name in GROSS:
        assert np.allclose(table["churn_" + name], table[name] / 10.0)
    assert np.allclose(table["churn"], table["churn_averted"] + table["churn_newly_harmed"])
    assert np.allclose(table["net_averted"], table["averted"] - table["newly_harmed"])


def test_without_a_placebo_churn_is_empty_and_not_zero() -> None:
    table = by_group(persons_table([contrast(4, with_churn=False)], LABELS))
    assert table["churn"].isna().all()
    assert table["churn_averted"].isna().all()


def test_a_broken_identity_shows() -> None:
    broken = contrast(2)
    broken.counts[1, 3, MEASURES.index("ever_scenario")] += 2.0
    residual = by_group(persons_table([broken], LABELS))["identity_residual"]
    assert residual[3] == 2.0
    assert residual.drop(index=3).eq(0.0).all()


def test_no_contrast_gives_an_empty_table_with_its_columns() -> None:
    empty = persons_table([], LABELS)
    assert empty.empty
    assert tuple(empty.columns) == COLUMNS


def test_a_year_earlier_only_first_episodes_are_known() -> None:
    indicators = set(persons_table([contrast(2)], LABELS)["indicator"])
    assert "averted_year_earlier" in indicators
    assert "exploitation_years_averted_year_earlier" not in indicators
