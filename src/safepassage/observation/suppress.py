"""The one rule for small counts, before anything is published.

A published count rests on at least ten simulated persons per scenario and stands for at least
ten real ones; otherwise it is shown as ``<10``. If exactly one cell of a total is hidden, the
next smallest is hidden too, or the total would give the first away.

Pure functions of arrays: no files, no chance, no drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from safepassage.evidence.errors import InputError

Bools = NDArray[np.bool_]

MINIMUM_SIMULATED = 10
"""Simulated persons, over all replicates of one scenario, on which a count must rest."""

MINIMUM_REAL = 10
"""Real persons for whom a count must stand."""

HIDDEN_TEXT = "<10"
"""What stands in the place of a hidden count, whichever half of the rule hid it."""

# One text for both halves on purpose: to tell them apart would narrow down the small one.
NOTES = {
    "en": "<10: fewer than ten persons, or withheld so that these cannot be worked out from a total.",
    "id": "<10: kurang dari sepuluh orang, atau disembunyikan agar tidak dapat dihitung dari total.",
}


def is_small(n_real: ArrayLike, n_simulated: ArrayLike) -> Bools:
    """Say which counts are too small to publish by themselves.

    Parameters
    ----------
    n_real
        Real persons for whom each count stands, shape [N]. In a comparison of scenarios,
        the smaller of the two sides: a count shown on one side only gives the other away.
    n_simulated
        Simulated persons on which each count rests, over all replicates of the scenario,
        shape [N] or a scalar.

    Returns
    -------
    Bools
        True where the count is to be hidden, shape [N]. A missing count (NaN) is hidden.
    """
    real, simulated = np.broadcast_arrays(
        np.asarray(n_real, dtype=np.float64), np.asarray(n_simulated, dtype=np.float64)
    )
    # "not large enough" rather than "too small", so that NaN is hidden
    return ~((real >= MINIMUM_REAL) & (simulated >= MINIMUM_SIMULATED))


def hidden(n_real: ArrayLike, n_simulated: ArrayLike, totals: Sequence[Sequence[Any]] = ()) -> Bools:
    """Say which counts are to be hidden, complementary suppression included.

    Parameters
    ----------
    n_real, n_simulated
        As in :func:`is_small`, shape [N].
    totals
        For each way in which the cells are added up, a label per cell (shape [N]): cells with
        the same label make one total. Every total over a table's rows and columns has to be
        named, since hiding one cell of a row may leave a column with exactly one hidden cell.

    Returns
    -------
    Bools
        True where the count is to be hidden, shape [N].

    Raises
    ------
    InputError
        If a list of labels is not as long as the counts.

    Notes
    -----
    A total made of one cell cannot be protected by hiding a second: see
    :func:`exposed_totals`. Ties are settled by the number of simulated persons, then by
    position.

    Examples
    --------
    >>> hidden([4, 30, 25, 90], 100, totals=[["a", "a", "a", "b"]]).tolist()
    [True, False, True, False]
    """
    mask = np.atleast_1d(is_small(n_real, n_simulated)).copy()
    real = np.broadcast_to(np.asarray(n_real, dtype=np.float64), mask.shape)
    simulated = np.broadcast_to(np.asarray(n_simulated, dtype=np.float64), mask.shape)
    members = [rows for labels in totals for rows in _members(labels, len(mask)).values()]
    changed = True
    while changed:  # ends: every round hides at least one more cell
        changed = False
        for rows in members:
            shown = rows[~mask[rows]]
            if len(rows) - len(shown) == 1 and len(shown):
                next_smallest = shown[np.lexsort((shown, simulated[shown], real[shown]))[0]]
                mask[next_smallest] = True
                changed = True
    return mask


def exposed_totals(hidden_cells: ArrayLike, labels: Sequence[Any]) -> tuple[Any, ...]:
    """Name the totals that would give a hidden cell away, and so must be hidden themselves.

    After :func:`hidden` these are the totals made of a single, hidden cell.

    Parameters
    ----------
    hidden_cells
        What :func:`hidden` returned, shape [N].
    labels
        The total to which each cell belongs, shape [N].

    Returns
    -------
    tuple
        Labels of totals with exactly one hidden cell, in order of first appearance.

    Raises
    ------
    InputError
        If the labels are not as many as the cells.
    """
    mask = np.atleast_1d(np.asarray(hidden_cells, dtype=np.bool_))
    members = _members(labels, len(mask))
    return tuple(label for label, rows in members.items() if int(mask[rows].sum()) == 1)


def count_text(count: float, is_hidden: bool, decimals: int = 0) -> str:
    """Write a count, or ``<10`` in the place of a hidden one.

    Parameters
    ----------
    count
        Persons.
    is_hidden
        Whether the rule hides it.
    decimals
        Digits after the point.

    Returns
    -------
    str
        For example ``1,234`` or ``<10``.
    """
    return HIDDEN_TEXT if is_hidden else f"{count:,.{decimals}f}"


def _members(labels: Sequence[Any], cells: int) -> dict[Any, NDArray[np.int64]]:
    """Rows of each total, in order of first appearance."""
    if len(labels) != cells:
        raise InputError(
            f"suppression: {len(labels)} labels of totals for {cells} counts; give one label per count"
        )
    rows: dict[Any, list[int]] = {}
    for row, label in enumerate(labels):
        rows.setdefault(label, []).append(row)
    return {label: np.asarray(at, dtype=np.int64) for label, at in rows.items()}
