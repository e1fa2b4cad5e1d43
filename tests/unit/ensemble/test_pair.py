"""Counterfactual persons against a count by hand, and their identities."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from safepassage.ensemble.pair import EARLIER, GROSS, LEVELS, MEASURES, Horizon, pair_counts, row_labels

DISTRICTS = ("west", "east")
HORIZON = Horizon(step_days=7.0, steps=104)
Ledger = dict[str, NDArray[Any]]


def ledger(first: list[int], **columns: Any) -> Ledger:
    """Persons with a first episode at these steps (-1: none); all else plain."""
    size = len(first)
    ever = np.array(first) >= 0
    made: Ledger = {
        "id": np.arange(size),
        "district": np.arange(size) % 2,
        "female": np.arange(size) % 3 == 0,
        "age": np.linspace(10.0, 60.0, size),
        "schooling": np.linspace(0.0, 16.0, size),
        "poor": np.arange(size) % 4 == 0,
        "episodes": ever.astype(np.uint8),
        "exploited_years": ever * 0.5,
        "departures": ever.astype(np.uint8),
        "first_step": np.array(first),
        "first_gate": np.where(ever, 1, -1),
        "first_sector": np.where(ever, 0, -1),
        "first_destination": np.where(ever, 2, -1),
        "first_recruiter": np.where(ever, 5, -1),
    }
    made.update({name: np.array(values) for name, values in columns.items()})
    return made


def everybody(counts: NDArray[np.float64]) -> dict[str, float]:
    at = row_labels(DISTRICTS).index(("all", "all", "all"))
    return dict(zip(MEASURES, counts[at], strict=True))


def test_each_measure_counts_what_it_says() -> None:
    # averted, newly harmed, delayed (5 weeks), hastened (5 weeks), moved too little, rerouted, never
    before = ledger([10, -1, 20, 30, 40, 50, -1])
    after = ledger([-1, 10, 25, 25, 44, 50, -1], first_gate=[-1, 1, 1, 1, 1, 3, -1])
    after["episodes"][5] = 3
    after["exploited_years"][2] = 0.1
    found = everybody(pair_counts(before, after, 2, HORIZON))
    assert found["persons"] == 7
    assert (found["ever_baseline"], found["ever_scenario"]) == (5, 5)
    assert [found[name] for name in GROSS] == [1, 1, 1, 1, 1]
    assert found["episodes_averted"] == -2
    assert found["exploitation_years_averted"] == pytest.approx(0.4)
    assert found["departures_averted"] == 0


def test_delay_is_counted_in_weeks_whatever_the_step() -> None:
    before, after = ledger([10]), ledger([13])
    assert everybody(pair_counts(before, after, 2, Horizon(7.0, 104)))["delayed"] == 0
    assert everybody(pair_counts(before, after, 2, Horizon(14.0, 52)))["delayed"] == 1


def test_the_last_year_does_not_count_at_the_earlier_horizon() -> None:
    assert HORIZON.earlier == 52
    before, after = ledger([51, 52, 40]), ledger([-1, -1, 60])
    found = everybody(pair_counts(before, after, 2, HORIZON))
    assert (found["averted"], found["averted" + EARLIER]) == (2, 2)
    assert (found["delayed"], found["delayed" + EARLIER]) == (1, 0)
    assert found["ever_baseline" + EARLIER] == 2


def test_a_person_stays_in_the_baseline_group() -> None:
    before, after = ledger([5, -1], poor=[True, False]), ledger([-1, -1], poor=[False, True])
    labels = row_labels(DISTRICTS)
    counts = pair_counts(before, after, 2, HORIZON)
    averted = MEASURES.index("averted")
    assert counts[labels.index(("all", "poor", "poor")), averted] == 1
    assert counts[labels.index(("all", "poor", "not_poor")), averted] == 0


def test_other_persons_are_refused() -> None:
    with pytest.raises(ValueError, match="same persons"):
        pair_counts(ledger([1, 2]), ledger([1, 2], id=[1, 0]), 2, HORIZON)


steps = st.lists(st.tuples(st.integers(-1, 103), st.integers(-1, 103)), min_size=1, max_size=60)


@given(steps)
def test_identities(pairs: list[tuple[int, int]]) -> None:
    before, after = ledger([a for a, _ in pairs]), ledger([b for _, b in pairs])
    counts = pair_counts(before, after, 2, HORIZON)
    columns = dict(zip(MEASURES, counts.T, strict=True))
    for end in ("", EARLIER):
        net = columns["averted" + end] - columns["newly_harmed" + end]
        assert np.array_equal(columns["ever_baseline" + end] - columns["ever_scenario" + end], net)
    # Every group divides everybody, in every district and in all together.
    labels = row_labels(DISTRICTS)
    for district in ("all", *DISTRICTS):
        whole = counts[labels.index((district, "all", "all"))]
        for group, levels in LEVELS.items():
            rows = [labels.index((district, group, level)) for level in levels]
            assert np.allclose(counts[rows].sum(axis=0), whole)
    # The reverse comparison turns every sign.
    back = dict(zip(MEASURES, pair_counts(after, before, 2, HORIZON).T, strict=True))
    assert np.array_equal(back["averted"], columns["newly_harmed"])
    assert np.array_equal(back["delayed"], columns["hastened"])
    assert np.array_equal(back["episodes_averted"], -columns["episodes_averted"])


@given(steps)
def test_a_world_against_itself_changes_nobody(pairs: list[tuple[int, int]]) -> None:
    same = ledger([a for a, _ in pairs])
    columns = dict(zip(MEASURES, pair_counts(same, same, 2, HORIZON).T, strict=True))
    for name in (*GROSS, "episodes_averted", "exploitation_years_averted", "departures_averted"):
        assert not columns[name].any()
