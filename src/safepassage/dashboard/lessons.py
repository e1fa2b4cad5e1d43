"""Five guided questions for a class: each sets both worlds, and is answered by what came out.

Their words are ``question`` in ``words/dashboard.yaml``. No answer is written there or here: the page compares
the learner's expectation with the indicator that the question is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SAME_WITHIN = 0.03
"""Changes below this share of the left world count as about the same."""


@dataclass(frozen=True)
class Lesson:
    """One question.

    Attributes
    ----------
    about
        The indicator whose change is the answer.
    beside
        Indicators that are shown with it.
    left, right
        Settings of the worlds: scenario, government, levers.
    """

    name: str
    about: str
    beside: tuple[str, ...]
    left: dict[str, Any]
    right: dict[str, Any]


def _world(scenario: str, government: str = "as_is", **levers: float) -> dict[str, Any]:
    return {"scenario": scenario, "government": government, "levers": levers}


LESSONS: tuple[Lesson, ...] = (
    Lesson(
        "records",
        "recorded_victims",
        ("trafficked", "recorded_cases", "identified_true", "identified_false"),
        _world("no_iom"),
        _world("task_force"),
    ),
    Lesson(
        "closure",
        "crossed_unofficial",
        ("departures_regular", "departures_irregular", "refused", "entered_exploitation"),
        _world("no_iom"),
        _world("border_closure"),
    ),
    Lesson(
        "responsiveness",
        "exploitation_years",
        ("identified_true", "identified_false", "departures_regular", "departures_irregular"),
        _world("facilitator", "unresponsive"),
        _world("facilitator", "responsive"),
    ),
    Lesson(
        "roles",
        "exploitation_years",
        ("entered_exploitation", "assisted", "departures_regular", "departures_irregular"),
        _world("implementer"),
        _world("partner"),
    ),
    Lesson(
        "wages",
        "departures_irregular",
        ("departures_regular", "refused", "entered_exploitation", "exploitation_years"),
        _world("no_iom"),
        _world("wage_gap"),
    ),
)
