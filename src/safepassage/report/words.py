"""A text of the decision pack in one language, out of ``words/report.yaml``."""

from __future__ import annotations

from safepassage.words import Language, catalogue


def say(key: str, language: Language, **values: object) -> str:
    """Return a text with its gaps filled; double spaces of empty gaps are closed.

    Examples
    --------
    >>> say("money", "id")
    'Berapa biayanya'
    """
    words = catalogue("report").say(key, language, **values)
    return words.replace("  ", " ").strip().replace(" .", ".").replace(" ,", ",")
