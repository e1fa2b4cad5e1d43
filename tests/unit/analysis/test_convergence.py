"""How many replicates: half-widths against the number of pairs, and when there are enough."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import safepassage as sp
from safepassage.analysis.convergence import convergence_table, next_replicates, precision_table
from safepassage.ensemble.spec import Precision, RunSpec
from safepassage.evidence.errors import InputError
from safepassage.figures import Sheet, alt_text, convergence_figure
from safepassage.figures.convergence import INDICATORS

BEFORE = (100.0, 140.0, 90.0, 120.0)
DIFFERENCE = (-10.0, -12.0, -8.0, -10.0)


def series() -> pd.DataFrame:
    found = []
    for scenario in ("no_iom", "integrated"):
        for replicate, (before, change) in enumerate(zip(BEFORE, DIFFERENCE, strict=True)):
            value = before + (change if scenario == "integrated" else 0.0)
            found.append(
                {"scenario": scenario, "government": "as_is", "replicate": replicate, "district": "one",
                 "date": pd.Timestamp("2016-01-01"),
                 **dict.fromkeys(INDICATORS, value)}
            )  # fmt: skip
    return pd.DataFrame(found)


def test_half_widths_are_those_of_student() -> None:
    table = convergence_table(series(), ("refused",))
    assert table["replicates"].tolist() == [2, 3, 4]
    last = table.iloc[-1]
    assert last["mean"] == -10.0
    assert last["half_width"] == pytest.approx(3.182446 * np.std(DIFFERENCE, ddof=1) / 2, rel=1e-6)
    after = np.add(BEFORE, DIFFERENCE)
    apart = np.sqrt((np.var(BEFORE, ddof=1) + np.var(after, ddof=1)) / 4)
    assert last["half_width_unpaired"] == pytest.approx(2.446912 * apart, rel=1e-6)
    assert last["half_width"] < last["half_width_unpaired"] / 10


def test_the_figure_has_years_and_what_stands_beside_them() -> None:
    table = convergence_table(series(), INDICATORS)
    figure = convergence_figure(table, Sheet(0.1, "id"))
    paired = [line for ax in figure.axes for line in ax.lines if line.get_gid() == "paired"]
    assert len(paired) == 5
    assert paired[0].get_xdata().tolist() == [2.0, 3.0, 4.0]
    assert "Tahun eksploitasi, setelah 4 ulangan" in alt_text(figure)


def test_a_difference_without_chance_has_no_point() -> None:
    alike = series()
    alike.loc[alike["scenario"] == "integrated", list(INDICATORS)] = (
        alike.loc[alike["scenario"] == "no_iom", list(INDICATORS)].to_numpy() - 5.0
    )
    figure = convergence_figure(convergence_table(alike, INDICATORS), Sheet(0.1))
    paired = [line for ax in figure.get_axes() for line in ax.lines if line.get_gid() == "paired"]
    assert all(np.isnan(line.get_ydata()).all() for line in paired)


def test_faults_are_named() -> None:
    with pytest.raises(InputError, match="refusd"):
        convergence_table(series(), ("refusd",))
    with pytest.raises(InputError, match="two of each"):
        convergence_table(series()[lambda one: one["replicate"] == 0], ("refused",))
    with pytest.raises(InputError, match="government"):
        convergence_figure(convergence_table(series(), INDICATORS), Sheet(0.1, government="x"))


def averting(replicates: int, spread: float) -> pd.DataFrame:
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
    table = precision_table(averting(256, 4.0))
    assert table["replicates"].tolist() == [2, 4, 8, 16, 32, 64, 128, 256]
    last = table.iloc[-1]
    assert last["half_width"] == pytest.approx(1.96 * 4.0 / 16.0, rel=0.15)
    assert last["half_width_share"] == pytest.approx(last["half_width"] / 100.0)
    assert last["low"] < -10.0 < last["high"]
    assert table["half_width"].iloc[4] == pytest.approx(last["half_width"] * 8**0.5, rel=0.4)
    with pytest.raises(InputError, match="exploitation_years"):
        precision_table(averting(4, 1.0), "exploitation_year")


def test_it_asks_for_what_is_needed_and_stops_when_it_is_there() -> None:
    wanted = Precision(half_width=0.01)
    asked = next_replicates(averting(16, 4.0), wanted)
    assert 40 < asked < 160
    assert next_replicates(averting(asked, 0.5), wanted) == asked
    assert next_replicates(averting(16, 0.0), wanted) == 16
    assert next_replicates(averting(16, 400.0), wanted) == wanted.most
    assert next_replicates(averting(256, 400.0), wanted) == 256


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
