"""Faults of a region's tables: the first is raised, or all are kept for the check."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from safepassage.evidence.errors import InputError


class Faults:
    """Takes each fault as it is found.

    Parameters
    ----------
    keep
        True to go on and collect every fault in ``found``; False to raise the first.
    """

    def __init__(self, keep: bool = False) -> None:
        self.keep = keep
        self.found: list[InputError] = []
        self.aborted = False
        """Whether a block of `each` was left before its end."""

    def add(self, fault: InputError) -> None:
        """Raise the fault, or keep it and go on."""
        if not self.keep:
            raise fault
        self.found.append(fault)

    @contextmanager
    def each(self) -> Iterator[None]:
        """Take a fault raised inside the block; the block is left, what follows it goes on."""
        try:
            yield
        except InputError as fault:
            self.aborted = True
            self.add(fault)
