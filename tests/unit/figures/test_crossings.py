"""Displacement by kind of crossing: what is drawn is the table, and no hidden kind can be worked out."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from matplotlib.figure import Figure
from tests.tiny import comparison

from safepassage.evidence.errors import InputError
from safepassage.figures import alt_text, crossings_figure
from safepassage.figures.effects import KINDS, kinds_hidden

INDICATORS = (*KINDS, "refused", "attempts")


def table(kinds: tuple[float, float, float, float] = (900.0, 300.0, 500.0, 2000.0)) -> pd.DataFrame:
    """Two scenarios under one government; values are the means of both sides."""
    rows = []
    for scenario in ("facilitator", "integrated"):
        for indicator, mean in zip(INDICATORS, (*kinds, 400.0, 5000.0), strict=True):
            rows.append(
                {
                    "scenario": scenario, "government": "as_is", "baseline": "no_iom", "district": "all",
                    "indicator": indicator, "baseline_mean": mean, "mean": mean, "difference": mean / 10,
                    "low": mean / 20, "high": mean / 5, "replicates": 50,
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def draw(made_up: SimpleNamespace, effects: pd.DataFrame, **keys: object) -> Figure:
    return crossings_figure(effects, replace(made_up.sheet, **keys))


def test_marks_are_where_the_table_says(made_up: SimpleNamespace) -> None:
    figure = draw(made_up, table())
    drawn = {line.get_xdata()[0] for ax in figure.axes for line in ax.lines if line.get_gid() == "estimate"}
    assert drawn == {90.0, 30.0, 50.0, 200.0, 40.0, 500.0}
    assert "Outside posts" in alt_text(figure)


def test_a_hidden_kind_hides_a_second(made_up: SimpleNamespace) -> None:
    """The four kinds sum to departures: one hidden alone could be worked out."""
    hide = kinds_hidden(table((900.0, 4.0, 500.0, 2000.0)), 1.0)
    assert hide.tolist() == [False, True, True, False, False, False] * 2
    assert not kinds_hidden(table(), 1.0).any()
    figure = draw(made_up, table((900.0, 4.0, 500.0, 2000.0)))
    assert "<10" in alt_text(figure)


def test_a_real_run_draws_in_both_languages(made_up: SimpleNamespace) -> None:
    for language in ("en", "id"):
        assert len(alt_text(draw(made_up, comparison().effects, language=language))) > 200


def test_faults_are_named(made_up: SimpleNamespace) -> None:
    effects = table()
    with pytest.raises(InputError, match="crossed_hub"):
        draw(made_up, effects[effects["indicator"] != "crossed_hub"])
    with pytest.raises(InputError, match="no column 'low'"):
        draw(made_up, effects.drop(columns="low"))
    with pytest.raises(InputError, match="district"):
        draw(made_up, effects, district="sambas")
