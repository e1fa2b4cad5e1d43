"""A surface and a simplex draw what the table says, with four changes beside what is averted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from safepassage.evidence.errors import InputError
from safepassage.figures import Sheet, alt_text, simplex_figure, surface_figure
from safepassage.figures.designs import ROLES, corner_positions, diverging
from safepassage.figures.tables import AVERTED, COUNTS_SHOWN_BESIDE

SHEET = Sheet(0.1)
PANELS = (*AVERTED, *COUNTS_SHOWN_BESIDE)


def rows(
    point: dict[str, float], mean: float = 800.0, difference: float = -40.0
) -> list[dict[str, float | str]]:
    return [
        {**point, "indicator": indicator, "baseline_mean": mean, "mean": mean + difference,
         "difference": difference, "low": difference - 10, "high": difference + 10, "replicates": 8}
        for indicator in PANELS
    ]  # fmt: skip


def surface(**first: float) -> pd.DataFrame:
    points = [(budget, level) for budget in (1e5, 3e5) for level in (0.2, 0.5, 0.8)]
    found: list[dict[str, float | str]] = []
    for at, (budget, level) in enumerate(points):
        found += rows({"budget_usd_per_year": budget, "responsiveness": level}, **(first if at == 0 else {}))
    return pd.DataFrame(found)


def simplex() -> pd.DataFrame:
    mixes = [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.4, 0.3, 0.3)]
    return pd.DataFrame([row for mix in mixes for row in rows(dict(zip(ROLES, mix, strict=True)))])


def values(figure: Figure) -> list[str]:
    return [text.get_text() for ax in figure.axes for text in ax.texts if text.get_gid() == "value"]


def test_a_surface_turns_the_sign_of_what_is_averted() -> None:
    figure = surface_figure(surface(), SHEET)
    assert [text for text in values(figure) if text] == ["40"] * 6
    assert "300 / 0.8: 40" in alt_text(figure)
    assert alt_text(figure).count("−40") == 6 * 4


def test_a_point_that_is_not_sure_or_small_says_so() -> None:
    figure = surface_figure(surface(difference=-4.0), SHEET)
    assert "(4.0)" in values(figure) and values(figure).count("○") == 4
    figure = surface_figure(surface(mean=8.0, difference=0.5), SHEET)
    assert values(figure).count("<10") == 5


def test_points_have_to_be_a_full_grid() -> None:
    with pytest.raises(InputError, match="no full grid"):
        surface_figure(surface().iloc[6:], SHEET)


def test_a_simplex_has_its_corners_where_the_shares_are_one() -> None:
    corners = corner_positions(np.eye(3))
    assert corners.tolist() == [[0.0, 0.0], [1.0, 0.0], [0.5, pytest.approx(np.sqrt(3) / 2)]]
    figure = simplex_figure(simplex(), Sheet(0.1, "id"))
    marks = [line for ax in figure.axes for line in ax.lines if line.get_gid() == "decided"]
    assert len(marks) == 4 * 5
    assert "pelaksana 40" in alt_text(figure)


def test_shares_have_to_sum_to_one() -> None:
    table = simplex()
    table.loc[0, "partner"] = 0.5
    with pytest.raises(InputError, match="sum to one"):
        simplex_figure(table, SHEET)


def test_averted_without_what_stands_beside_it_is_refused() -> None:
    table = surface()
    for name in ("refused", "identified_false", "departures_regular", "departures_irregular"):
        with pytest.raises(InputError, match=name):
            surface_figure(table[table["indicator"] != name], SHEET)
    with pytest.raises(InputError, match="no column 'high'"):
        surface_figure(table.drop(columns="high"), SHEET)


@pytest.mark.parametrize("top", [0.0, 3.0, 47.0, 12_345.0])
def test_colours_are_alike_on_both_sides_of_zero(top: float) -> None:
    colours, norm = diverging(np.array([-top / 2, top, np.nan]))
    bounds = np.array(norm.boundaries)
    assert np.allclose(bounds, -bounds[::-1])
    assert bounds[-1] >= top * 0.99 or top == 0.0
    assert len(bounds) - 1 == colours.N
