"""Small loops over numbers. NumPy's own reductions would take longer to compile than to write."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from safepassage.rules.compiled import compiled


@compiled
def largest(values: NDArray[np.float64]) -> float:
    """The largest of some numbers; minus infinity for none."""
    most = -np.inf
    for value in values:
        most = max(most, value)
    return most


@compiled
def mean(values: NDArray[np.float64]) -> float:
    """The mean of some numbers, added up in their order."""
    total = 0.0
    for value in values:
        total += value
    return total / values.size


@compiled
def first_above(values: NDArray[np.float64], low: int, high: int, spot: float) -> int:
    """First place from ``low`` on, before ``high``, whose value in a rising list exceeds ``spot``; else ``high``."""
    while low < high:
        middle = (low + high) // 2
        if values[middle] > spot:
            high = middle
        else:
            low = middle + 1
    return low
