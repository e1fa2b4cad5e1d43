"""Persons through situations: flows balance, and small ones are not told."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.tiny import comparison

from safepassage.evidence.errors import InputError
from safepassage.figures import Sheet, alt_text, situations_figure
from safepassage.figures.situations import common_scale, situation_flows

SHEET = Sheet(0.1)


def series(**more: float) -> pd.DataFrame:
    """Two weeks, one district, two replicates alike."""
    week = {
        "attempts": 1000.0, "refused": 100.0, "crossed_formal": 300.0, "crossed_traditional": 50.0,
        "crossed_unofficial": 150.0, "crossed_hub": 350.0, "returned": 400.0, "deaths_abroad": 20.0,
        "entered_exploitation": 90.0, "abroad": 5000.0, **more,
    }  # fmt: skip
    rows = [
        {"scenario": scenario, "government": "as_is", "replicate": replicate, "date": pd.Timestamp(date),
         "district": "all_of_it", **week}
        for scenario in ("no_iom", "integrated") for replicate in range(2) for date in ("2016-01-01", "2016-01-08")
    ]  # fmt: skip
    return pd.DataFrame(rows)


def by_target(flows: pd.DataFrame, source: str) -> dict[str, float]:
    rows = flows[flows["source"] == source]
    return dict(zip(rows["target"], rows["persons"], strict=True))


def test_flows_balance() -> None:
    flows = situation_flows(series(), "no_iom", SHEET)
    out = by_target(flows, "set_out")
    assert out == {"formal": 600.0, "traditional": 100.0, "hub": 700.0, "unofficial": 300.0, "refused": 200.0,
                   "other": 100.0}  # fmt: skip
    assert sum(out.values()) == 2000.0
    into = flows.loc[flows["target"] == "abroad", "persons"].sum()
    assert into == pytest.approx(flows.loc[flows["source"] == "abroad", "persons"].sum())
    assert flows.attrs == {"exploited": 180.0, "exploited_hidden": False}


def test_a_rest_that_is_rounding_is_no_situation() -> None:
    flows = situation_flows(series(attempts=950.0), "no_iom", SHEET)
    assert "other" not in set(flows["target"])


def test_a_small_flow_is_hidden_on_both_its_ways_with_a_second() -> None:
    flows = situation_flows(series(crossed_traditional=2.0), "no_iom", SHEET)
    kept_back = flows[flows["hidden"]]
    assert {"traditional"} < set(kept_back["target"]) | set(kept_back["source"])
    for kind in ("formal", "traditional", "hub", "unofficial"):
        ways = flows[(flows["target"] == kind) | (flows["source"] == kind)]["hidden"]
        assert ways.nunique() == 1, kind
    assert flows.loc[flows["source"] == "set_out", "hidden"].sum() >= 2
    figure = situations_figure(series(crossed_traditional=2.0), SHEET, ["no_iom"])
    texts = [text.get_text() for ax in figure.get_axes() for text in ax.texts]
    assert any("Traditional post\n<10" in text for text in texts)
    assert not any(text.startswith("Set out\n") for text in texts)  # the total would give it away


def test_everything_fits_in_the_picture() -> None:
    flows = situation_flows(series(), "no_iom", SHEET)
    assert common_scale([flows]) > flows["persons"].max()
    figure = situations_figure(series(), SHEET, ["no_iom", "integrated"])
    for ax in figure.axes:
        for patch in ax.patches:
            assert -1e-6 <= patch.get_path().get_extents(patch.get_patch_transform()).y0 <= 1.0
    assert len(figure.axes) == 2


def test_a_real_run_and_both_languages() -> None:
    made = comparison()
    for language, words in (("en", "Set out → "), ("id", "Berangkat → ")):
        sheet = Sheet(1.0, language, government="responsive")
        figure = situations_figure(made.series, sheet, ("no_iom", "integrated"))
        assert alt_text(figure).count(words) >= 2


def test_faults_are_named() -> None:
    with pytest.raises(InputError, match="no column 'refused'"):
        situation_flows(series().drop(columns="refused"), "no_iom", SHEET)
    with pytest.raises(InputError, match="no scenario 'integratd'"):
        situation_flows(series(), "integratd", SHEET)
