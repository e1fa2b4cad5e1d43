"""What the server refuses, in Indonesian. Most of it is said by layers that know one language."""

from __future__ import annotations

from safepassage.evidence.errors import InputError, nearest
from safepassage.words import catalogue


def in_indonesian(problem: InputError) -> str:
    """A refusal in Indonesian, by its code; one without a text of its own is marked as English."""
    words = catalogue("problems")
    if problem.code not in words:
        return words.say("untranslated", "id", text=problem)
    place = problem.place
    if problem.line is not None:
        place = words.say("line", "id", place=place, line=problem.line)
    body = words.say(problem.code, "id", **problem.values)
    text = f"{place}: {body}" if place else body
    if problem.near is not None:
        near, known = nearest(*problem.near)
        if near:
            text += words.say("did_you_mean", "id", names=words.say("or", "id").join(map(repr, near)))
        elif known:
            text += words.say("known", "id", names=known)
    return " ".join(text.split())
