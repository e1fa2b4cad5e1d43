"""The figure of effects draws what the table says, beside what must stand beside it."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from safepassage.evidence.errors import InputError
from safepassage.figures import alt_text, effects_figure
from safepassage.figures.tables import effects_hidden


def draw(made_up: SimpleNamespace, table: pd.DataFrame, **keys: object) -> Figure:
    return effects_figure(table, replace(made_up.sheet, **keys))


def panel(figure: Figure, words: str) -> Axes:
    found = [ax for ax in figure.axes if words in " ".join(ax.get_title(loc="left").split())]
    assert len(found) == 1, words
    return found[0]


def lines(ax: Axes, gid: str) -> list[Line2D]:
    return [line for line in ax.lines if line.get_gid() == gid]


def rows(table: pd.DataFrame, indicator: str, district: str = "all") -> pd.DataFrame:
    return table[(table["indicator"] == indicator) & (table["district"] == district)]


def test_intervals_are_where_the_table_says(made_up: SimpleNamespace) -> None:
    table = made_up.effects()
    ax = panel(draw(made_up, table), "Change in regular")
    drawn = {tuple(line.get_xdata()) for line in lines(ax, "interval")}
    wanted = {(row.low, row.high) for row in rows(table, "departures_regular").itertuples()}
    assert drawn == wanted
    marks = sorted(float(line.get_xdata()[0]) for line in lines(ax, "estimate"))
    assert marks == pytest.approx(sorted(rows(table, "departures_regular")["difference"]))


def test_averted_is_the_difference_with_its_sign_turned(made_up: SimpleNamespace) -> None:
    table = made_up.effects()
    figure = draw(made_up, table)
    for words, indicator in (
        ("Years of exploitation", "exploitation_years"),
        ("Entries", "entered_exploitation"),
    ):
        drawn = {tuple(line.get_xdata()) for line in lines(panel(figure, words), "interval")}
        assert drawn == {(-row.high, -row.low) for row in rows(table, indicator).itertuples()}


def test_a_mark_is_hollow_exactly_where_the_interval_includes_zero(made_up: SimpleNamespace) -> None:
    table = made_up.effects()
    ax = panel(draw(made_up, table), "irregular departures")
    undecided = {
        row.difference for row in rows(table, "departures_irregular").itertuples() if row.low <= 0 <= row.high
    }
    hollow = {
        float(line.get_xdata()[0]) for line in lines(ax, "estimate") if line.get_markerfacecolor() == "white"
    }
    assert undecided
    assert hollow == undecided
    assert len(hollow) < len(lines(ax, "estimate"))


def test_averted_never_stands_alone(made_up: SimpleNamespace) -> None:
    table = made_up.effects()
    figure = draw(made_up, table)
    assert sum("averted (net)" in " ".join(ax.get_title(loc="left").split()) for ax in figure.axes) == 2
    for words in ("regular departures", "irregular departures", "refusals", "false identifications"):
        panel(figure, f"Change in {words}")
    for indicator in ("departures_regular", "departures_irregular", "refused", "identified_false"):
        with pytest.raises(InputError, match=f"no indicator '{indicator}'"):
            draw(made_up, table[table["indicator"] != indicator])


def test_words_on_every_panel_and_on_the_figure(made_up: SimpleNamespace) -> None:
    figure = draw(made_up, made_up.effects())
    panels = [ax for ax in figure.axes if ax.axison]
    assert len(panels) == 6
    for ax in panels:
        assert ax.get_xlabel()
        assert ax.get_title(loc="left")
        assert len(alt_text(ax)) > 40
        assert alt_text(ax) in alt_text(figure)
    said = figure.get_suptitle() + figure.get_supxlabel()
    for words in ("2016–2023", "50 replicates", "Conditional on stated assumptions", "Without IOM"):
        assert words in " ".join(said.split())
    assert "person-years" in panel(figure, "Years of exploitation").get_xlabel()


def test_the_indonesian_figure_has_no_english_left(made_up: SimpleNamespace) -> None:
    figure = draw(made_up, made_up.effects(), language="id")
    said = " ".join([alt_text(figure), *(ax.get_xlabel() for ax in figure.axes)])
    for english in ("averted", "persons", "departures", "Government", "Without", "replicates", "the "):
        assert english not in said


def test_small_counts_are_written_and_not_drawn(made_up: SimpleNamespace) -> None:
    table = made_up.effects()
    small = (table["indicator"] == "identified_false") & (table["scenario"] == "partner")
    table.loc[small, ["baseline_mean", "mean"]] = 7.0
    figure = draw(made_up, table)
    ax = panel(figure, "false identifications")
    words = [text for text in ax.texts if text.get_gid() == "hidden"]
    assert len(words) == len(made_up.governments)
    assert all(text.get_text().strip() == "<10" for text in words)
    assert len(lines(ax, "estimate")) == len(made_up.governments) * (len(made_up.scenarios) - 1)
    assert "<10" in alt_text(ax)
    assert "withheld" in figure.get_supxlabel()


def test_few_simulated_persons_hide_a_count_of_many_real_ones(made_up: SimpleNamespace) -> None:
    table = rows(made_up.effects(replicates=2), "identified_false")  # 240 real, 2 x 4.8 simulated
    assert effects_hidden(table, made_up.share).all()
    assert not effects_hidden(table.assign(replicates=3), made_up.share).any()


def test_a_single_hidden_district_takes_another_with_it(made_up: SimpleNamespace) -> None:
    table = made_up.effects()
    case = (
        (table["scenario"] == "partner")
        & (table["government"] == "as_is")
        & (table["indicator"] == "refused")
    )
    table.loc[case & (table["district"] == "ttu"), ["baseline_mean", "mean"]] = 3.0
    mask = pd.Series(effects_hidden(table, made_up.share), index=table.index)
    of_case = table.loc[case & mask, "district"].tolist()
    others = table[case & ~table["district"].isin(["all", "ttu"])]
    next_smallest = others.loc[others[["baseline_mean", "mean"]].min(axis=1).idxmin(), "district"]
    assert sorted(of_case) == sorted(["ttu", next_smallest])
    assert int(mask.sum()) == 2


def test_years_are_hidden_with_the_persons_who_spent_them(made_up: SimpleNamespace) -> None:
    table = made_up.effects()
    persons = (table["indicator"] == "entered_exploitation") & (table["scenario"] == "partner")
    table.loc[persons, ["baseline_mean", "mean"]] = 5.0
    mask = effects_hidden(table, made_up.share)
    hidden = set(zip(table.loc[mask, "scenario"], table.loc[mask, "indicator"], strict=True))
    assert hidden == {("partner", "entered_exploitation"), ("partner", "exploitation_years")}


def test_identical_pairs_and_one_replicate_can_be_drawn(made_up: SimpleNamespace) -> None:
    same = made_up.effects().assign(difference=0.0, low=0.0, high=0.0)
    ax = panel(draw(made_up, same), "refusals")
    assert np.isfinite(ax.get_xlim()).all()
    alone = made_up.effects(replicates=1).assign(low=np.nan, high=np.nan)
    figure = draw(made_up, alone)
    assert "nan" not in alt_text(figure)
    assert "1 replicate, " in " ".join(figure.get_supxlabel().split())


def test_errors_name_column_and_district(made_up: SimpleNamespace) -> None:
    table = made_up.effects()
    with pytest.raises(InputError, match="effects: no column 'low'"):
        draw(made_up, table.drop(columns="low"))
    with pytest.raises(InputError, match=r"no district 'bellu'.*did you mean 'belu'"):
        draw(made_up, table, district="bellu")
