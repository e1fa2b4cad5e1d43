"""Known answer 5, its second half: the difference that the length of the step makes shrinks with the step.

At the passports' rates it is lost in the noise (``test_step_length.py``: below two percent or the error). So here
everything goes ten to thirty times faster: people leave, are exploited and come home within weeks, and a step of a week
is coarse.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

STEPS = (7.0, 3.5, 1.75, 0.875)
SEEDS = range(1, 17)
HASTE = {
    "base_aspiration_per_year": 0.3, "end_irregular_per_year": 8.0, "end_regular_per_year": 8.0, "document_weeks": 2.0,
    "onset_irregular_per_year": 4.0, "escape_per_year": 8.0, "worked_off_per_year": 4.0, "deportation_per_year": 2.0,
    "death_irregular_per_year": 0.05, "assistance_weeks": 3.0,
    "experience_log_ratio": 1.0, "deportee_log_ratio": 0.7,  # or who came home would go again twenty times a year
}  # fmt: skip
INDICATORS = ("attempts", "returned")


@pytest.fixture(scope="module")
def totals(lab: Any) -> dict[float, NDArray[np.float64]]:
    """Persons a year [seeds, indicators] by step length in days."""
    found = {}
    for days in STEPS:
        settings = {"years": 1.0, "spin_up_years": 0.0, "step_days": days, **lab.lively, **HASTE}
        models = [lab.model("integrated", "responsive", seed=seed, **settings).run() for seed in SEEDS]
        found[days] = np.array([[model.indicator(name).sum() for name in INDICATORS] for model in models])
    return found


@pytest.mark.parametrize("indicator", INDICATORS)
def test_known_answer_5_the_difference_shrinks_with_the_step(
    totals: dict[float, NDArray[np.float64]], compare: Any, indicator: str
) -> None:
    at = INDICATORS.index(indicator)
    finest = totals[STEPS[-1]][:, at]
    mean, error = {}, {}
    for days in STEPS[:-1]:
        # Draws are keyed by the step: runs of different steps share endowments alone.
        mean[days], error[days] = compare.mean_and_error((totals[days][:, at] - finest) / finest.mean())
    assert abs(mean[7.0]) > 4.0 * error[7.0], "a week is not coarse enough here to show anything"
    assert abs(mean[7.0]) - abs(mean[1.75]) > 3.0 * np.hypot(error[7.0], error[1.75])
    assert abs(mean[1.75]) < abs(mean[3.5]) + 2.0 * np.hypot(error[1.75], error[3.5])
    assert abs(mean[3.5]) < abs(mean[7.0])
    assert abs(mean[1.75]) < 0.02
