"""The effects table: known answers, identities, and its time."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.analysis.effects import COLUMNS, effects_table, horizon_totals, paired_effects, pick
from safepassage.evidence.errors import InputError
from safepassage.observation.indicators import INDICATORS

DISTRICTS = ("west", "east")
FLOW, STOCK, MEAN, LAST = "entered_exploitation", "exploited", "awareness", "exploitation_years"


def series(
    scenarios: dict[str, float],
    replicates: int = 4,
    steps: int = 3,
    governments: tuple[str, ...] = ("as_is",),
) -> pd.DataFrame:
    """A made-up series; each scenario adds its number to the common random values."""
    rng = np.random.default_rng(5)
    dates = pd.date_range("2020-01-01", periods=steps, freq="7D")
    index = pd.MultiIndex.from_product(
        [governments, range(replicates), dates, DISTRICTS],
        names=["government", "replicate", "date", "district"],
    )
    common = rng.integers(0, 50, size=(len(index), 4)).astype(np.float64)
    frames = []
    for name, added in scenarios.items():
        frame = pd.DataFrame(common + added, columns=[FLOW, STOCK, MEAN, LAST], index=index).reset_index()
        frame.insert(0, "scenario", name)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def test_each_kind_of_indicator_is_carried_over_time_and_districts_in_its_own_way() -> None:
    table = series({"no_iom": 0.0}, replicates=1)
    names = [item.name for item in INDICATORS if item.name in table.columns]
    totals = horizon_totals(table)[0, 0, 0]  # district, indicator
    at = {name: place for place, name in enumerate(names)}
    west = table[table["district"] == "west"]
    assert totals[1, at[FLOW]] == west[FLOW].sum()
    assert totals[1, at[STOCK]] == pytest.approx(west[STOCK].mean())
    assert totals[1, at[MEAN]] == pytest.approx(west[MEAN].mean())
    assert totals[1, at[LAST]] == west[LAST].iloc[-1]
    assert totals[0, at[FLOW]] == table[FLOW].sum()
    assert totals[0, at[MEAN]] == pytest.approx(table[MEAN].mean())
    assert totals[0, at[LAST]] == totals[1:, at[LAST]].sum()


def test_the_columns_and_rows_are_those_of_the_interface() -> None:
    table = effects_table(
        series({"no_iom": 0.0, "a": 1.0, "b": 2.0}, governments=("responsive", "unresponsive"))
    )
    assert tuple(table.columns) == COLUMNS
    assert len(table) == 2 * 2 * 3 * 4
    assert table["district"].unique().tolist() == ["all", "west", "east"]
    assert not table.duplicated(["scenario", "government", "district", "indicator"]).any()


def test_identical_pairs_have_no_width() -> None:
    table = effects_table(series({"no_iom": 0.0, "same": 0.0}))
    assert (table[["difference", "low", "high"]] == 0.0).all(axis=None)
    assert table["replicates_needed"].isna().all()


def test_a_constant_difference_is_found_exactly() -> None:
    table = effects_table(series({"no_iom": 0.0, "more": -2.0}))
    row = pick(table, FLOW, "more", "as_is", "west")
    assert row["difference"] == row["low"] == row["high"] == -6.0
    assert row["replicates_needed"] == 2
    assert row["variance_reduction"] == np.inf
    assert pick(table, FLOW, "more", "as_is")["difference"] == -12.0


before_after = st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 1000)), min_size=2, max_size=20)


@given(before_after, st.randoms(use_true_random=False))
def test_the_order_of_replicates_changes_nothing(pairs: list[tuple[int, int]], random: object) -> None:
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, two = (
        paired_effects(*(np.array([[pair[side] for pair in some]], dtype=np.float64) for side in (0, 1)))
        for some in (pairs, shuffled)
    )
    for name, found in one.items():
        assert np.array_equal(found, two[name], equal_nan=True), name


@given(before_after)
def test_difference_lies_in_its_interval_and_is_that_of_the_means(pairs: list[tuple[int, int]]) -> None:
    before, after = (np.array([[pair[side] for pair in pairs]], dtype=np.float64) for side in (0, 1))
    found = {name: column[0] for name, column in paired_effects(before, after).items()}
    assert found["difference"] == pytest.approx(found["mean"] - found["baseline_mean"], abs=1e-9)
    assert found["low"] <= found["difference"] + 1e-9
    assert found["high"] >= found["difference"] - 1e-9
    assert np.isnan(found["replicates_needed"]) == (found["low"] <= 0.0 <= found["high"])


def test_pairing_pays_as_theory_says() -> None:
    rng = np.random.default_rng(0)
    common, own = rng.normal(100.0, 3.0, size=(1, 4000)), rng.normal(0.0, 1.0, size=(2, 1, 4000))
    found = paired_effects(common + own[0], common + own[1] - 10.0)
    # (9 + 1 + 9 + 1) / (1 + 1)
    assert found["variance_reduction"][0] == pytest.approx(10.0, rel=0.1)
    # (1.96 * sqrt(2) / (0.1 * 10))^2 = 7.7
    assert found["replicates_needed"][0] == 8


def test_wrong_tables_are_refused() -> None:
    table = series({"no_iom": 0.0, "a": 1.0})
    with pytest.raises(InputError, match="'no_iom'"):
        effects_table(table, baseline="no_oim")
    with pytest.raises(InputError, match="exactly once"):
        effects_table(table.iloc[1:])
    with pytest.raises(InputError, match="exactly once"):
        effects_table(pd.concat([table, table.iloc[:1]]))
    with pytest.raises(InputError, match="scenario 'b'"):
        pick(effects_table(table), FLOW, "b", "as_is")


def test_a_table_of_sixteen_replicates_takes_less_than_three_seconds() -> None:
    rng = np.random.default_rng(1)
    before = rng.normal(size=(5 * 38, 16))
    after = [before + rng.normal(size=before.shape) for _ in range(8)]
    paired_effects(before[:1], after[0][:1])  # imports
    began = time.process_time()
    for values in after:
        paired_effects(before, values)
    assert time.process_time() - began < 3.0
