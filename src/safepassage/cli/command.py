"""What a word of the command line is, and the exit codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from safepassage.ensemble.keys import Keys

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
        Keys of the command's own.
    """

    does: str
    run: Callable[[str, list[str]], int]
    experiment: str = ""
    usage: str = "[KEY=VALUE ...]"
    keys: type[Keys] | None = None
