"""What a word of the command line is, and the exit codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from safepassage.evidence.errors import InputError

DONE, FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True)
class Command:
    """One word of the command line: what it does, and what runs it.

    Attributes
    ----------
    run
        Takes the command's name and the words after it; returns the exit code.
    experiment
        The experiment of ``configs/experiment`` where none is named; empty for a command without keys.
    keys
        Keys of the command's own, each with its explanation.
    """

    does: str
    run: Callable[[str, list[str]], int]
    experiment: str = ""
    usage: str = "[KEY=VALUE ...]"
    keys: dict[str, str] = field(default_factory=dict)


def whole_number(key: str, text: str, low: int, high: int) -> int:
    """Read a whole number of the command line.

    Raises
    ------
    InputError
        It is none, or out of range.
    """
    # As short as high at most: Python refuses to read numbers of thousands of digits.
    digits = text.isascii() and text.isdigit() and len(text) <= len(str(high))
    if not digits or not low <= int(text) <= high:
        raise InputError(f"{key}={text} is not a whole number from {low} to {high}")
    return int(text)
