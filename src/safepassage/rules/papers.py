"""Papers that are not true: local offices make them where officials take bribes. Passports: ``channel.yaml``."""

from __future__ import annotations

import math

from safepassage.rules.compiled import compiled


@compiled
def false_share(as_is: float, honest: float, honest_as_is: float, checked: float, most: float) -> float:
    """Share of irregular travellers with false papers, at most ``most``.

    In proportion to the share of the office's officials who take bribes, times exp(-``checked``): how much more offices
    are looked at than as it is. ``as_is`` where both are as they are. Nobody's, if none take any.
    """
    if honest_as_is >= 1.0:
        return 0.0
    corrupt = (1.0 - honest) / (1.0 - honest_as_is)
    return min(most, as_is * corrupt * math.exp(-checked))


@compiled
def checks(of_responsiveness: float, responsiveness: float, of_training: float, training: float) -> float:
    """How much more offices are looked at than as it is, in logs: responsiveness and training beyond as it is."""
    return of_responsiveness * responsiveness + of_training * training
