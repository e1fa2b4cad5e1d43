"""What a user's mistake gets: one line with the thing, the place and the remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class InputError(ValueError):
    """Wrong input. Its text is one line; the command line prints it and exits with 2."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class RunError(RuntimeError):
    """What was asked for is right and could not be done. One line; the command line prints it and exits with 1."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x' or 'y'?"`` for the nearest known words, or the known ones, if any.

    >>> did_you_mean("integrted", ["integrated", "no_iom"])
    "; did you mean 'integrated'?"
    """
    known = sorted(known)
    if not known:
        return ""
    near = difflib.get_close_matches(word, known, n=3, cutoff=0.5)
    if near:
        return f"; did you mean {' or '.join(repr(n) for n in near)}?"
    shown = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
    return f"; known: {shown}"
