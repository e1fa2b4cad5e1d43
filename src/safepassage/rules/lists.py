"""Small loops over numbers. NumPy's own reductions would take longer to compile than to write."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from safepassage.rules.compiled import compiled, compiled_as


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
def first_above(values: NDArray[Any], low: int, high: int, spot: float) -> int:
    """First place from ``low`` on, before ``high``, whose value in a rising list exceeds ``spot``; else ``high``."""
    while low < high:
        middle = (low + high) // 2
        if values[middle] > spot:
            high = middle
        else:
            low = middle + 1
    return low


@compiled_as("int64(int64)")
def whole(number: int) -> int:
    """A whole number of any width in the one width that functions are compiled for."""
    return number
