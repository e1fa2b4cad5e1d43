"""How many replicates: the table, and when there are enough."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import safepassage as sp
from safepassage.analysis.enough import next_replicates, precision_table
from safepassage.ensemble.spec import Precision, RunSpec
from safepassage.evidence.errors import InputError


def series(replicates: int, spread: float) -> pd.DataFrame:
    """A baseline of 100 person-years, and a scenario that averts 10 give or take the spread."""
    rng = np.random.default_rng(replicates)
    effect = -10.0 + spread * rng.normal(size=replicates)
    return pd.DataFrame(
        [
            {"scenario": name, "government": "as_is", "replicate": at, "date": "2020-01-01", "district": "west",
             "exploitation_years": 100.0 + (value if name == "x" else 0.0)}
            for name in ("no_iom", "x") for at, value in enumerate(effect)
        ]
    )  # fmt: skip


def test_half_widths_fall_with_the_root_of_the_replicates() -> None:
    table = precision_table(series(256, 4.0))
    assert table["replicates"].tolist() == [2, 4, 8, 16, 32, 64, 128, 256]
    last = table.iloc[-1]
    assert last["half_width"] == pytest.approx(1.96 * 4.0 / 16.0, rel=0.15)
    assert last["half_width_share"] == pytest.approx(last["half_width"] / 100.0)
    assert last["low"] < -10.0 < last["high"]
    assert table["half_width"].iloc[4] == pytest.approx(last["half_width"] * 8**0.5, rel=0.4)
    with pytest.raises(InputError, match="exploitation_years"):
        precision_table(series(4, 1.0), "exploitation_year")


def test_it_asks_for_what_is_needed_and_stops_when_it_is_there() -> None:
    wanted = Precision(half_width=0.01)
    asked = next_replicates(series(16, 4.0), wanted)
    assert 40 < asked < 160
    assert next_replicates(series(asked, 0.5), wanted) == asked
    assert next_replicates(series(16, 0.0), wanted) == 16
    assert next_replicates(series(16, 400.0), wanted) == wanted.most
    assert next_replicates(series(256, 400.0), wanted) == 256


def test_a_comparison_adds_replicates_and_is_the_same_as_one_of_that_number() -> None:
    keys = {
        "region": "classroom",
        "population_share": 1.0,
        "spin_up_years": 0.5,
        "end": "2016-12-31",
        "churn": False,
    }
    auto = sp.compare(
        ["no_iom", "integrated"],
        replicates="auto",
        precision={"indicator": "attempts", "half_width": 1e-9, "least": 4, "most": 6},
        **keys,
    )
    assert auto.spec.replicates == 6
    assert (auto.effects["replicates"] == 6).all()
    fixed = sp.compare(["no_iom", "integrated"], replicates=6, **keys)
    pd.testing.assert_frame_equal(auto.effects, fixed.effects, check_exact=True)
    pd.testing.assert_frame_equal(auto.series, fixed.series, check_exact=True)


def test_precision_that_cannot_be_reached_is_refused() -> None:
    for keys, said in (({"half_width": 0}, "half_width"), ({"indicator": "x"}, "indicator"), ({"least": 1}, "least"),
                       ({"half_wdth": 1}, "half_width")):  # fmt: skip
        with pytest.raises(InputError, match=said):
            RunSpec.from_mapping({"precision": keys, "replicates": "auto"})
