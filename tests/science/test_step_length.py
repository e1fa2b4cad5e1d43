"""Known answer 5: steps of a week, half and a quarter of it give the same yearly totals, within error."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

STEPS = (7.0, 3.5, 1.75)
SEEDS = range(1, 33)
YEARS = 2.0
INDICATORS = (
    "departures_regular", "departures_irregular", "attempts", "trafficked", "entered_exploitation", "refused",
    "returned", "placements", "expected_deaths", "expected_cases", "identified_true", "assisted",
)  # fmt: skip


@pytest.fixture(scope="module")
def totals(lab: Any) -> dict[float, NDArray[np.float64]]:
    """Yearly totals [seeds, indicators] by step length in days; the last column is years of exploitation."""
    found = {}
    for days in STEPS:
        rows = []
        for seed in SEEDS:
            settings = {"seed": seed, "years": YEARS, "spin_up_years": 0.0, "step_days": days, **lab.lively}
            model = lab.model("integrated", "responsive", **settings).run()
            flows = [model.indicator(name).sum() / YEARS for name in INDICATORS]
            rows.append([*flows, model.indicator("exploitation_years")[-1].sum()])
        found[days] = np.array(rows)
    return found


@pytest.mark.parametrize("days", STEPS[:-1])
@pytest.mark.parametrize("indicator", [*INDICATORS, "exploitation_years"])
def test_known_answer_5_yearly_totals_do_not_depend_on_the_step(
    totals: dict[float, NDArray[np.float64]], compare: Any, days: float, indicator: str
) -> None:
    """Within 2 percent or three standard errors: with two, one in twenty of these comparisons would fail by chance.

    The spread is itself estimated: from 16 seeds one in a hundred would exceed three of them by chance.
    """
    column = [*INDICATORS, "exploitation_years"].index(indicator)
    finest = totals[STEPS[-1]][:, column]
    mean, error = compare.mean_and_error(totals[days][:, column] - finest)
    assert finest.mean() > 0.0
    assert abs(mean) < max(3.0 * error, 0.02 * finest.mean())


@pytest.mark.parametrize(
    "indicator", ["entered_exploitation", "departures_irregular", "departures_regular", "attempts"]
)
def test_known_answer_5_the_errors_are_small_enough_to_tell(
    totals: dict[float, NDArray[np.float64]], compare: Any, indicator: str
) -> None:
    """A total that is off by a tenth would be noticed."""
    column = INDICATORS.index(indicator)
    finest = totals[STEPS[-1]][:, column]
    _, error = compare.mean_and_error(totals[7.0][:, column] - finest)
    assert 3.0 * error < 0.1 * finest.mean()


def test_known_answer_5_states_that_follow_no_draw_agree_closely(lab: Any) -> None:
    """Responsiveness, partnership, service offices: the differences shrink with the step."""
    ends = {}
    for days in STEPS:
        model = lab.model("integrated", "responsive", years=3.0, spin_up_years=0.0, step_days=days).run()
        governments = model.world.governments
        ends[days] = np.concatenate(
            [governments.responsiveness, governments.action_plan, governments.partnership[:2],
             governments.service_capacity[:2], model.world.consulates.training]
        )  # fmt: skip
    coarse, fine = np.abs(ends[7.0] - ends[1.75]), np.abs(ends[3.5] - ends[1.75])
    assert coarse.max() < 0.02
    assert fine.max() < 0.5 * coarse.max() + 1e-12
