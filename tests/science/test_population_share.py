"""Known answer 7: a sample of the people gives the same rates per head, within error; actors are never thinned."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import t as student_t

from safepassage.world.state import Recruiters

SHARES = (0.1, 0.4, 1.0)
SEEDS = range(1, 21)
INDICATORS = (
    "departures_regular", "departures_irregular", "entered_exploitation", "refused", "expected_cases", "trafficked",
    "returned", "expected_deaths", "placements",
)  # fmt: skip


LIMIT = float(student_t.isf(0.01 / 2 / (2 * len(INDICATORS)), len(SEEDS) - 1))
"""Standard errors that a difference may be off: all comparisons together fail by chance once in a hundred times."""


@pytest.fixture(scope="module")
def totals(lab: Any) -> dict[float, NDArray[np.float64]]:
    """Yearly totals at full scale, [seeds, indicators], by population share."""
    found = {}
    for share in SHARES:
        rows = []
        for seed in SEEDS:
            model = lab.model(share=share, seed=seed, years=2.0, **lab.lively).run()
            rows.append([model.indicator(name).sum() / 2.0 for name in INDICATORS])
        found[share] = np.array(rows)
    return found


@pytest.mark.parametrize("indicator", INDICATORS)
@pytest.mark.parametrize("share", SHARES[:-1])
def test_known_answer_7_rates_per_head_do_not_depend_on_the_share(
    totals: dict[float, NDArray[np.float64]], compare: Any, share: float, indicator: str
) -> None:
    column = INDICATORS.index(indicator)
    everyone = totals[1.0][:, column]
    mean, error = compare.mean_and_error(totals[share][:, column] - everyone)
    assert everyone.mean() > 0.0
    assert abs(mean) < LIMIT * error
    # and the error is small enough to notice a rate that is off by half
    assert LIMIT * error < 0.45 * everyone.mean()


@pytest.mark.parametrize("share", SHARES[:-1])
def test_known_answer_7_actors_are_never_thinned(lab: Any, share: float) -> None:
    full = lab.model(spin_up_years=0.0, **lab.lively).world
    thin = lab.model(share=share, spin_up_years=0.0, **lab.lively).world
    for name in Recruiters._fields:
        assert (getattr(thin.recruiters, name) == getattr(full.recruiters, name)).all(), name
    for name in full.officials._fields:
        assert (getattr(thin.officials, name) == getattr(full.officials, name)).all(), name
    assert thin.people.id.size == pytest.approx(share * full.people.id.size, abs=1.0)


def test_known_answer_7_a_rate_off_by_a_third_would_be_seen(lab: Any, compare: Any, totals: Any) -> None:
    """The same comparison against a world in which people wish to leave a third more often fails."""
    more = {**lab.lively, "base_aspiration_per_year": lab.lively["base_aspiration_per_year"] * 4.0 / 3.0}
    column = INDICATORS.index("departures_irregular")
    wrong = [
        lab.model(share=0.4, seed=seed, years=2.0, **more).run().indicator("departures_irregular").sum() / 2.0
        for seed in SEEDS
    ]
    mean, error = compare.mean_and_error(np.array(wrong) - totals[1.0][:, column])
    assert mean > 3.0 * error
