"""The figure of series: binning, bands over replicates, hidden quarters, closures, truth beside records."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from safepassage.evidence.errors import InputError
from safepassage.figures import alt_text, closure_spans, series_figure
from safepassage.figures.flows import per_quarter
from safepassage.region.load import load_region

CLOSURES = [(dt.date(2020, 3, 18), dt.date(2022, 4, 7))]


def draw(made_up: SimpleNamespace, table: pd.DataFrame, **keys: object) -> Figure:
    return series_figure(table, made_up.sheet, **keys)


def drawn_panels(figure: Figure) -> list[Axes]:
    return [ax for ax in figure.axes if ax.axison]


def constant(made_up: SimpleNamespace, value: float) -> pd.DataFrame:
    table = made_up.series(("no_iom",), replicates=2)
    return table.assign(entered_exploitation=value)


def test_a_constant_flow_stays_constant_although_steps_do_not_fit_quarters(made_up: SimpleNamespace) -> None:
    bins = per_quarter(constant(made_up, 5.0), "entered_exploitation", made_up.sheet)
    assert bins["mean"].to_numpy() == pytest.approx(4 * 5.0 * 365.25 / 7 / 4)  # four districts
    assert len(bins) == 32


def test_a_quarter_barely_begun_is_left_out(made_up: SimpleNamespace) -> None:
    table = constant(made_up, 5.0)
    cut = table[pd.to_datetime(table["date"]) < "2020-07-20"]
    assert per_quarter(cut, "entered_exploitation", made_up.sheet)["start"].max() == pd.Timestamp(
        "2020-04-01"
    )


def test_the_band_is_of_replicates_and_the_line_their_mean(made_up: SimpleNamespace) -> None:
    table = constant(made_up, 5.0)
    table["entered_exploitation"] += 2.0 * table["replicate"]
    bins = per_quarter(table, "entered_exploitation", made_up.sheet)
    step = 4 * 365.25 / 7 / 4
    assert bins["mean"].to_numpy() == pytest.approx(6.0 * step)
    assert bins["low"].to_numpy() == pytest.approx(5.1 * step)
    assert bins["high"].to_numpy() == pytest.approx(6.9 * step)


def test_counts_under_the_rule_break_the_line_and_leave_a_strip(made_up: SimpleNamespace) -> None:
    table = made_up.series(("historical",), replicates=30)
    table[["recorded_victims"]] *= 0.6
    figure = draw(made_up, table)
    truth, victims, _ = drawn_panels(figure)
    assert not [patch for patch in truth.patches if patch.get_gid() == "hidden"]
    strips = [patch for patch in victims.patches if patch.get_gid() == "hidden"]
    assert strips
    assert all(strip.get_hatch() for strip in strips)
    recorded = next(line for line in victims.lines if line.get_gid() == "flow" and line.get_marker() != "")
    bins = per_quarter(table, "recorded_victims", made_up.sheet)
    assert np.isnan(recorded.get_ydata()).tolist() == bins["hidden"].tolist()
    assert 0 < bins["hidden"].sum() < len(bins)
    assert "withheld" in figure.get_supxlabel()


def test_expectations_count_nobody_and_are_drawn_whole(made_up: SimpleNamespace) -> None:
    bins = per_quarter(made_up.series(("historical",)), "expected_cases", made_up.sheet)
    assert not bins["hidden"].any()


def test_a_register_drawn_at_full_scale_rests_on_its_own_entries(made_up: SimpleNamespace) -> None:
    # 12 in a quarter over two replicates: 24 entries of a register, but half a simulated person
    weekly = 12.0 / 4 / (365.25 / 7 / 4)
    table = made_up.series(("no_iom",), replicates=2).assign(recorded_victims=weekly, refused=weekly)
    assert not per_quarter(table, "recorded_victims", made_up.sheet)["hidden"].any()
    assert per_quarter(table, "refused", made_up.sheet)["hidden"].all()


def test_one_hidden_district_takes_another_with_it(made_up: SimpleNamespace) -> None:
    table = constant(made_up, 40.0)
    table.loc[table["district"] == "ttu", "entered_exploitation"] = 0.5
    table.loc[table["district"] == "belu", "entered_exploitation"] = 30.0
    hidden = {
        district: bool(
            per_quarter(table, "entered_exploitation", replace(made_up.sheet, district=district))[
                "hidden"
            ].all()
        )
        for district in ("sambas", "belu", "ttu", "malaka")
    }
    assert hidden == {"sambas": False, "belu": True, "ttu": True, "malaka": False}


def test_one_scenario_shows_truth_and_two_registers_apart(made_up: SimpleNamespace) -> None:
    figure = draw(made_up, made_up.series(("historical",)))
    assert [ax.get_title(loc="left").split(":")[0] for ax in drawn_panels(figure)] == [
        "What happened",
        "Recorded",
        "Recorded",
    ]


def test_scenarios_compared_come_with_departures_refusals_and_false_identifications(
    made_up: SimpleNamespace,
) -> None:
    table = made_up.series()
    titles = [ax.get_title(loc="left") for ax in drawn_panels(draw(made_up, table))]
    assert titles[3:] == [
        "Regular departures",
        "Irregular departures",
        "Persons refused exit",
        "False identifications",
    ]
    with pytest.raises(InputError, match="no column 'refused'"):
        draw(made_up, table.drop(columns="refused"))


def test_many_scenarios_are_drawn_without_bands(made_up: SimpleNamespace) -> None:
    few, many = made_up.series(("a", "b", "c")), made_up.series(("a", "b", "c", "d"))
    assert drawn_panels(draw(made_up, few))[0].collections
    assert "Bands" in draw(made_up, few).get_supxlabel()
    figure = draw(made_up, many)
    assert not drawn_panels(figure)[0].collections
    assert "Bands" not in figure.get_supxlabel()


def test_closures_are_shaded_in_every_panel_and_named(made_up: SimpleNamespace) -> None:
    figure = draw(made_up, made_up.series(), closures=CLOSURES)
    for ax in drawn_panels(figure):
        spans = [patch for patch in ax.patches if patch.get_gid() == "closure"]
        assert len(spans) == 1
        left, right = spans[0].get_extents().transformed(ax.transData.inverted()).intervalx
        assert (left, right) == pytest.approx((2020 + 77 / 365.25, 2022 + 96 / 365.25), abs=0.01)
        assert ax.get_xlim()[1] < 2024.3
    legend = next(ax.get_legend() for ax in figure.axes if ax.get_legend())
    assert "border restricted" in [text.get_text() for text in legend.get_texts()]


def test_the_closure_of_2020_to_2022_is_read_from_formal_posts() -> None:
    region = load_region("indonesia")
    assert closure_spans(region, "sambas") == [(dt.date(2020, 3, 18), dt.date(2022, 4, 14))]
    for start, end in closure_spans(region, "belu"):
        assert start >= dt.date(2020, 3, 1)
        assert end <= dt.date(2022, 12, 31)


def test_words_on_every_panel_and_on_the_figure(made_up: SimpleNamespace) -> None:
    figure = draw(made_up, made_up.series(), closures=CLOSURES)
    for ax in drawn_panels(figure):
        assert ax.get_ylabel()
        assert ax.get_title(loc="left")
        assert alt_text(ax) in alt_text(figure)
    said = " ".join((figure.get_suptitle() + " " + figure.get_supxlabel()).split())
    for words in ("2016–2023", "6 replicates", "per quarter", "Conditional on stated assumptions"):
        assert words in said


def test_errors_name_the_scenario(made_up: SimpleNamespace) -> None:
    table = made_up.series()
    with pytest.raises(InputError, match="no scenario 'integrted'; did you mean 'integrated'"):
        draw(made_up, table, scenarios=["integrted"])
