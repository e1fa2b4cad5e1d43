"""The figures of the patterns draw what their tables say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from tests.unit.analysis.made_trials import make, years

from safepassage.analysis.by_draw import predictions_by_draw, quarters_by_draw, weeks_by_draw
from safepassage.analysis.observed import HISTORICAL
from safepassage.analysis.patterns import claim, held
from safepassage.analysis.records import NOT_FITTED, PLACEMENTS_CUT, SAMBAS_PLACEMENTS
from safepassage.evidence.errors import InputError
from safepassage.figures import Sheet, alt_text
from safepassage.figures.patterns import records_figure, summary_figure
from safepassage.figures.patterns_pulse import pulse_figure
from safepassage.figures.patterns_rules import rules_figure
from safepassage.figures.patterns_years import closure_figure, moratorium_figure
from safepassage.figures.tables import COUNTS_SHOWN_BESIDE

DRAWS = 10
SHEET, INDONESIAN = Sheet(0.5), Sheet(0.5, "id")
SIZES = np.linspace(0.5, 1.5, DRAWS)


def lines(ax: Axes, gid: str) -> list[np.ndarray]:
    return [np.asarray(line.get_ydata(), float) for line in ax.lines if line.get_gid() == gid]


def said(figure: Figure) -> str:
    panels = [ax for ax in figure.axes if ax.axison]
    assert all(len(alt_text(ax)) > 30 for ax in panels)
    return " ".join(
        [alt_text(figure), figure.get_supxlabel(), *(ax.get_ylabel() + ax.get_xlabel() for ax in panels)]
    )


@pytest.fixture(scope="module")
def tables() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Two districts: the first in Sambas or in NTT, as asked; counts a year times a size by draw."""
    rng = np.random.default_rng(4)
    history = {
        "placements": years({2018: 1000.0 * SIZES, 2019: 400.0 * SIZES, 2021: 0.0}, DRAWS, 1000.0),
        "departures_regular": years({2021: 100.0}, DRAWS, 1000.0),
        "departures_irregular": years({2021: 900.0}, DRAWS, 1200.0),
        "entered_exploitation": years({2023: 440.0}, DRAWS, 400.0),
        "expected_cases": years({}, DRAWS, 40.0),
    }
    rise = np.zeros((DRAWS, 32, 2))
    rise[:, 6:, 0] = 3.0 + 0.1 * rng.normal(size=(DRAWS, 26))
    trials = make(
        DRAWS,
        {HISTORICAL: history, ("task_force", "as_is"): {"expected_cases": rise}},
        weekly=rng.gamma(9.0, 1 / 9.0, (DRAWS, 417, 2)),
    )
    names = ("sambas", "malaka")
    quarters = quarters_by_draw(trials, names)
    swapped = quarters.assign(district=quarters["district"].map({"sambas": "malaka", "malaka": "sambas"}))
    weeks = weeks_by_draw(trials, names)
    return quarters, swapped, weeks


def test_the_table_by_draw_is_the_trials(tables: tuple[pd.DataFrame, ...]) -> None:
    quarters, _, weeks = tables
    mine = quarters[(quarters["scenario"] == "historical") & (quarters["district"] == "sambas")]
    total = mine.groupby(["draw", "year"])["placements"].sum()
    assert total[3, 2019] == pytest.approx(400.0 * SIZES[3])
    assert len(mine) == DRAWS * 32
    assert len(weeks) == DRAWS * 417 * 2
    assert weeks["date"].min() == pd.Timestamp("2016-01-01")


def test_closure_medians_records_and_hidden_counts(tables: tuple[pd.DataFrame, ...]) -> None:
    figure = closure_figure(tables[0], SHEET)
    left, right, below = figure.axes[:3]
    (median,) = lines(left, "median")
    assert median[[1, 2, 3]].tolist() == pytest.approx([1000.0, 1000.0, 400.0])
    assert np.isnan(median[5])  # nobody in any draw: written, not drawn
    assert [text.get_text() for text in left.texts if text.get_gid() == "hidden"] == ["<10"]
    assert lines(left, "record")[0].tolist() == [one.value for one in SAMBAS_PLACEMENTS]
    assert not lines(right, "record")
    regular, irregular = lines(below, "median")
    assert (regular[5], irregular[5]) == pytest.approx((0.1, 0.75))


def test_pulse_marks_the_first_clear_quarter(tables: tuple[pd.DataFrame, ...]) -> None:
    figure = pulse_figure(tables[1], tables[2], SHEET)
    marks = [line for line in figure.axes[2].lines if line.get_gid() == "first clear"]
    assert [float(line.get_xdata()[0]) for line in marks] == [pytest.approx(2017.625)]  # the task force alone
    assert not [line for line in figure.axes[3].lines if line.get_gid() == "first clear"]
    truth = lines(figure.axes[1], "median")[0]
    assert truth.tolist() == pytest.approx([1.0] * 4 + [1.1] * 4)
    pulse, a_year = (values[0] for values in lines(figure.axes[0], "record")[::2])
    assert (pulse, a_year) == pytest.approx((20 / 15 / (73 / 5 / 365.25), 44 / (73 / 5 / 365.25 * 365)))


def test_moratorium_cuts_and_the_record_beside(tables: tuple[pd.DataFrame, ...]) -> None:
    figure = moratorium_figure(tables[1], SHEET)
    below = figure.axes[2]
    estimates = [float(line.get_xdata()[0]) for line in below.lines if line.get_gid() == "estimate"]
    assert estimates == pytest.approx([0.6, 0.0])
    (record,) = [line for line in below.lines if line.get_gid() == "record"]
    assert float(record.get_xdata()[0]) == pytest.approx(PLACEMENTS_CUT)
    assert next(values.tolist() for values in lines(figure.axes[0], "record")) == pytest.approx(
        [0.12 * 1613, 0.39 * 1613]
    )


def test_a_record_outside_is_hollow() -> None:
    made = {record.indicator: years({int(record.year): 0.25 * record.value}, 40) for record in NOT_FITTED}
    made["placements"] = made["placements"] * 50.0
    table = predictions_by_draw(make(40, {HISTORICAL: made}), [0], 1)
    figure = records_figure(table, SHEET)
    outside = [line for line in figure.axes[0].lines if line.get_gid() == "record outside"]
    # deaths of 2022 were overwritten by those of 2023 in this made-up history
    assert {float(line.get_xdata()[0]) for line in outside} == {106.0, 1305.0}
    assert all(line.get_markerfacecolor() == "white" for line in outside)
    assert sum(label.get_text().endswith("†") for label in figure.axes[0].get_yticklabels()) == 2
    assert "1,305, outside" in alt_text(figure)


def made_patterns() -> pd.DataFrame:
    rows = [
        claim("P1", "a against b", "exploitation_years", np.array([1.0, 2.0, 3.0]), "says"),
        claim("P6", "c", "quotient", np.array([np.nan]), "says"),
        held("P3", "built in", "d", "entered", np.array([0.2] * 10), np.zeros(10, bool), "says"),
    ]
    return pd.DataFrame([row.__dict__ for row in rows])


def test_summary_has_a_row_for_each_statement() -> None:
    figure = summary_figure(made_patterns(), SHEET)
    left, right = figure.axes[:2]
    assert len([line for line in left.lines if line.get_gid() == "estimate"]) == 2  # one is undefined
    assert [text.get_text() for text in left.texts] == ["2 (−0.484; 4.48)", "undefined", "0.2"]
    assert [text.get_text() for text in right.texts] == ["undecided", "undecided", "fail"]
    assert [float(line.get_xdata()[0]) for line in right.lines if line.get_gid() == "share"] == [1.0, 0.0]
    assert "P3 (built in), d, entered: 0.2, fail" in alt_text(figure)


def made_rules(beside: bool = False) -> pd.DataFrame:
    rows = [
        {"rule": rule, "door": door, "responsiveness": r, "scenario": "integrated", "draw": draw,
         "difference": -100.0 * (1 + r) * (1 + 0.1 * draw), "log_ratio": -0.1 * r,
         **(dict.fromkeys(COUNTS_SHOWN_BESIDE, 5.0) if beside else {})}
        for rule in "abcd" for door in ("all", "referral") for r in (0.0, 0.5, 1.0) for draw in range(5)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_rules_have_a_panel_each_and_the_sign_of_what_is_averted() -> None:
    figure = rules_figure(made_rules(), SHEET)
    assert [ax.get_title(loc="left")[:3] for ax in figure.axes[:4]] == ["(a)", "(b)", "(c)", "(d)"]
    for ax in figure.axes[:4]:
        assert lines(ax, "median")[0].tolist() == pytest.approx([120.0, 180.0, 240.0])
    assert lines(figure.axes[4], "median")[0].tolist() == pytest.approx([0.0, 0.05, 0.1])
    assert "effects.csv" in figure.get_supxlabel()
    more = rules_figure(made_rules(beside=True), SHEET, door="referral")
    assert len([ax for ax in more.axes if ax.axison]) == 24
    assert "gate off at: referral" in " ".join(more.get_suptitle().split())
    with pytest.raises(InputError, match="no door 'referal'"):
        rules_figure(made_rules(), SHEET, door="referal")
    with pytest.raises(InputError, match="no column 'log_ratio'"):
        rules_figure(made_rules().drop(columns="log_ratio"), SHEET)


def test_no_english_is_left_in_indonesian(tables: tuple[pd.DataFrame, ...]) -> None:
    quarters, swapped, weeks = tables
    predictions = predictions_by_draw(make(20), [0], 1)
    for figure in (
        closure_figure(quarters, INDONESIAN),
        pulse_figure(swapped, weeks, INDONESIAN),
        moratorium_figure(swapped, INDONESIAN),
        records_figure(predictions, INDONESIAN),
        rules_figure(made_rules(beside=True), INDONESIAN),
    ):
        words = said(figure)
        for english in (" the ", "draws", "record ", "averted", "departures", "persons", "percent "):
            assert english not in words, english
