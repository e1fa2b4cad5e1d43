"""One small real comparison that several tests read: the made-up region, two pairs of runs, a year and a half."""

from __future__ import annotations

import functools

import safepassage as sp
from safepassage.comparison import Comparison


@functools.lru_cache(maxsize=1)
def comparison() -> Comparison:
    """Two governments, two scenarios besides the baseline; about two seconds once compiled."""
    made: Comparison = sp.compare(
        ["no_iom", "partner", "integrated"],
        region="classroom",
        government=["responsive", "unresponsive"],
        population_share=1.0,
        replicates=2,
        spin_up_years=3.0,
        end="2017-06-30",
    )
    return made
