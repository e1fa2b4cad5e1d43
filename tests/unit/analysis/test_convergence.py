"""Half-widths against the number of pairs: Student's, exact for known differences."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from safepassage.analysis.convergence import convergence_table
from safepassage.evidence.errors import InputError
from safepassage.figures import alt_text, convergence_figure
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
    figure = convergence_figure(table, population_share=0.1, language="id")
    assert isinstance(figure, Figure)
    paired = [line for ax in figure.axes for line in ax.lines if line.get_gid() == "paired"]
    assert len(paired) == 5
    assert paired[0].get_xdata().tolist() == [2.0, 3.0, 4.0]
    assert "setelah 4 ulangan" in alt_text(figure)


def test_a_difference_without_chance_has_no_point() -> None:
    alike = series()
    alike.loc[alike["scenario"] == "integrated", list(INDICATORS)] = (
        alike.loc[alike["scenario"] == "no_iom", list(INDICATORS)].to_numpy() - 5.0
    )
    figure = convergence_figure(convergence_table(alike, INDICATORS), population_share=0.1)
    paired = [line for ax in figure.get_axes() for line in ax.lines if line.get_gid() == "paired"]
    assert all(np.isnan(line.get_ydata()).all() for line in paired)


def test_faults_are_named() -> None:
    with pytest.raises(InputError, match="refusd"):
        convergence_table(series(), ("refusd",))
    with pytest.raises(InputError, match="two of each"):
        convergence_table(series()[lambda one: one["replicate"] == 0], ("refused",))
    with pytest.raises(InputError, match="government"):
        convergence_figure(convergence_table(series(), INDICATORS), population_share=0.1, government="x")
