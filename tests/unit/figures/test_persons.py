"""The figure of persons: gross counts where the table says, churn beside each, nothing given away."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from tests.tiny import tidy

from safepassage.evidence.errors import InputError
from safepassage.figures import Language, alt_text, persons_figure
from safepassage.figures.tables import persons_hidden


def draw(made_up: SimpleNamespace, persons: pd.DataFrame, language: Language = "en", **keys: str) -> Figure:
    return persons_figure(tidy(persons), made_up.effects(), replace(made_up.sheet, language=language), **keys)


def bars(ax: Axes, gid: str) -> list[float]:
    return [bar.get_width() for bar in ax.patches if isinstance(bar, Rectangle) and bar.get_gid() == gid]


def everybody(table: pd.DataFrame, government: str = "as_is") -> pd.DataFrame:
    return table[
        (table["government"] == government) & (table["district"] == "all") & (table["group"] == "all")
    ]


def test_bars_and_their_churn_are_as_long_as_the_table_says(made_up: SimpleNamespace) -> None:
    table = made_up.persons()
    main = draw(made_up, table).axes[0]
    wanted = everybody(table)
    assert bars(main, "gross averted") == pytest.approx(wanted["averted"].tolist())
    assert bars(main, "gross newly_harmed") == pytest.approx((-wanted["newly_harmed"]).tolist())
    assert bars(main, "churn averted") == pytest.approx(wanted["churn_averted"].tolist())
    assert bars(main, "churn newly_harmed") == pytest.approx((-wanted["churn_newly_harmed"]).tolist())
    drawn = {tuple(line.get_xdata()) for line in main.lines if line.get_gid() == "interval newly_harmed"}
    assert drawn == {(-row.newly_harmed_low, -row.newly_harmed_high) for row in wanted.itertuples()}
    net = [tuple(line.get_xdata()) for line in main.lines if line.get_gid() == "net interval"]
    assert net == [(row.net_averted_low, row.net_averted_high) for row in wanted.itertuples()]


def test_churn_is_drawn_however_small_where_its_count_is(made_up: SimpleNamespace) -> None:
    table = made_up.persons().assign(churn_averted=2.0, churn_newly_harmed=3.0)
    main = draw(made_up, table).axes[0]
    assert bars(main, "churn averted") == [2.0] * len(made_up.scenarios)
    assert "<10" not in alt_text(main)


def test_both_sides_are_written_without_a_sign(made_up: SimpleNamespace) -> None:
    main = draw(made_up, made_up.persons()).axes[0]
    assert main.xaxis.get_major_formatter()(-200.0, 0) == main.xaxis.get_major_formatter()(200.0, 1) == "200"


def test_the_four_other_changes_stand_beside_averted(made_up: SimpleNamespace) -> None:
    figure = draw(made_up, made_up.persons())
    titles = [" ".join(ax.get_title(loc="left").split()) for ax in figure.axes if ax.axison]
    assert titles[1:] == [
        "Regular departures",
        "Irregular departures",
        "Persons refused exit",
        "False identifications",
    ]
    effects = made_up.effects()
    with pytest.raises(InputError, match="no indicator 'identified_false'"):
        persons_figure(
            tidy(made_up.persons()), effects[effects["indicator"] != "identified_false"], made_up.sheet
        )


def test_a_hidden_count_hides_the_net_that_would_give_it_away(made_up: SimpleNamespace) -> None:
    table = made_up.persons()
    at = everybody(table).index[1]
    table.loc[at, "newly_harmed"] = 6.0
    figure = draw(made_up, table)
    main = figure.axes[0]
    assert [text.get_text().strip() for text in main.texts if text.get_gid() == "hidden newly_harmed"] == [
        "<10"
    ]
    rows = len(made_up.scenarios)
    assert len(bars(main, "gross newly_harmed")) == len(bars(main, "churn newly_harmed")) == rows - 1
    assert len(bars(main, "gross averted")) == rows
    assert len([line for line in main.lines if line.get_gid() == "net"]) == rows - 1
    facilitator = next(part for part in alt_text(main).split("; IOM as ") if part.startswith("facilitator"))
    assert "<10" in facilitator
    assert "net" not in facilitator


def test_levels_of_a_group_are_drawn_for_one_scenario_and_protect_each_other(
    made_up: SimpleNamespace,
) -> None:
    table = made_up.persons()
    case = (
        (table["scenario"] == "facilitator") & (table["government"] == "as_is") & (table["district"] == "all")
    )
    table.loc[case & (table["level"] == "poor"), "averted"] = 4.0
    mask = pd.Series(persons_hidden(table, "averted", made_up.share), index=table.index)
    assert set(table.loc[mask & case, "level"]) == {"poor", "not_poor"}
    assert not mask[~case].any()
    main = draw(made_up, table, group="poor", scenario="facilitator").axes[0]
    assert [tick.get_text() for tick in main.get_yticklabels()] == ["Poor", "Not poor"]
    assert bars(main, "gross averted") == []


def test_where_all_is_hidden_the_axis_holds_only_zero(made_up: SimpleNamespace) -> None:
    main = draw(made_up, made_up.persons(scale=0.001)).axes[0]
    assert list(main.get_xticks()) == [0.0]
    assert {text.get_text().strip() for text in main.texts} == {"<10"}
    assert not [line for line in main.lines if str(line.get_gid()).startswith(("net", "interval"))]


def test_without_a_placebo_churn_is_said_to_be_unknown(made_up: SimpleNamespace) -> None:
    table = made_up.persons().assign(churn_averted=np.nan, churn_newly_harmed=np.nan)
    figure = draw(made_up, table)
    assert bars(figure.axes[0], "churn averted") == []
    assert "churn is not known" in " ".join(figure.get_supxlabel().split())
    assert "nan" not in alt_text(figure)


def test_words_on_every_panel_and_on_the_figure(made_up: SimpleNamespace) -> None:
    for language in ("en", "id"):
        figure = draw(made_up, made_up.persons(), language=language)
        for ax in (ax for ax in figure.axes if ax.axison):
            assert ax.get_xlabel()
            assert ax.get_title(loc="left")
            assert alt_text(ax) in alt_text(figure)
        assert "2016–2023" in " ".join(figure.get_suptitle().split())
    assert "Bergantung pada asumsi" in " ".join(figure.get_supxlabel().split())


def test_errors_name_group_and_column(made_up: SimpleNamespace) -> None:
    with pytest.raises(InputError, match=r"no group 'pour'.*did you mean 'poor'"):
        draw(made_up, made_up.persons(), group="pour")
    with pytest.raises(InputError, match="no column 'churn'"):
        persons_figure(
            tidy(made_up.persons()).drop(columns="churn"),
            made_up.effects(),
            made_up.sheet,
        )
