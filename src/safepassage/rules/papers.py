"""Papers that are not true: local offices make them where officials take bribes. Passports: ``channel.yaml``."""

from __future__ import annotations

import math

from safepassage.rules.compiled import compiled


@compiled
def false_share(
    as_is: float, honest: float, honest_as_is: float, responsiveness: float, responsiveness_as_is: float,
    effect: float, most: float,
) -> float:  # fmt: skip
    """Share of irregular travellers with false papers, at most ``most``.

    In proportion to the share of the office's officials who take bribes, and falling with the
    government's responsiveness; ``as_is`` where both are as they are. Nobody's, if none take any.
    """
    if honest_as_is >= 1.0:
        return 0.0
    corrupt = (1.0 - honest) / (1.0 - honest_as_is)
    return min(most, as_is * corrupt * math.exp(-effect * (responsiveness - responsiveness_as_is)))
