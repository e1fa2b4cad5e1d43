"""One small real comparison that several tests read: the made-up region, two pairs of runs, a year and a half."""

from __future__ import annotations

import functools
import re

import numpy as np
import pandas as pd

import safepassage as sp
from safepassage.analysis.counterfactual import KEYS
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


def tidy(wide: pd.DataFrame) -> pd.DataFrame:
    """A persons table with a column for each count, as ``persons.csv`` has it: a row for each."""
    keys = [*KEYS, "replicates"]
    names = [
        name for name in wide.columns if name not in keys and not re.search("_low$|_high$|^churn_", name)
    ]
    parts = {"value": "{}", "low": "{}_low", "high": "{}_high", "churn": "churn_{}"}
    base = wide.assign(baseline="no_iom")[keys]
    rows = [
        base.assign(
            indicator=name, **{part: wide.get(how.format(name), np.nan) for part, how in parts.items()}
        )
        for name in names
    ]
    return pd.concat(rows, ignore_index=True)
