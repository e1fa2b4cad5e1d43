"""What a user's mistake gets: one line with the thing, the place and the remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class InputError(ValueError):
    """Wrong input. Its text is one line; the command line prints it and exits with 2.

    Parameters
    ----------
    message
        What is wrong, and what would do.
    code, values
        The same for who says it in another language: a key of ``words/problems.yaml`` and what its text holds.
    place, line
        Where: stands before the message.
    near
        A word and the known ones: the nearest of them stand behind the message (`did_you_mean`).
    """

    def __init__(
        self,
        message: str,
        *,
        code: str = "",
        place: str = "",
        line: int | None = None,
        near: tuple[str, Iterable[str]] | None = None,
        **values: object,
    ) -> None:
        near = near and (near[0], tuple(near[1]))
        self.message, self.code, self.values, self.place, self.line, self.near = (
            message, code, values, place, line, near,
        )  # fmt: skip
        where = place if line is None else f"{place}, line {line}"
        text = f"{where}: {message}" if where else message
        super().__init__(" ".join(f"{text}{did_you_mean(*near) if near else ''}".split()))

    def within(self, place: str) -> InputError:
        """The same with a place before its own."""
        place = f"{place}: {self.place}" if self.place else place
        return InputError(
            self.message, code=self.code, place=place, line=self.line, near=self.near, **self.values
        )


class RunError(RuntimeError):
    """What was asked for is right and could not be done. One line; the command line prints it and exits with 1."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x' or 'y'?"`` for the nearest known words, or the known ones, if any.

    >>> did_you_mean("integrted", ["integrated", "no_iom"])
    "; did you mean 'integrated'?"
    """
    near, shown = nearest(word, known)
    if near:
        return f"; did you mean {' or '.join(repr(n) for n in near)}?"
    return f"; known: {shown}" if shown else ""


def nearest(word: str, known: Iterable[str]) -> tuple[list[str], str]:
    """The nearest known words, at most three, and a line of the first known ones."""
    known = sorted(known)
    near = difflib.get_close_matches(word, known, n=3, cutoff=0.5)
    return near, ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
