"""Small settings and worlds that the tests of the dashboard share."""

from __future__ import annotations

from typing import Any

from safepassage.dashboard import settings
from safepassage.dashboard.settings import Choices, Settings
from safepassage.dashboard.worlds import TwoWorlds
from safepassage.ensemble.seeds import replicate_seed
from safepassage.model import spin_up
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region

WORLD: dict[str, Any] = {"scenario": "no_iom", "government": "as_is", "levers": {}}
REGION, SHARE, SEED = "classroom", 1.0, 3


def raw(left: Any = WORLD, right: Any = WORLD, **more: Any) -> dict[str, Any]:
    """Settings as the page sends them."""
    return {"region": REGION, "population_share": SHARE, "seed": SEED, "worlds": [left, right], **more}


def asked(**more: Any) -> Settings:
    """Settings as the server has read them."""
    return settings.read(raw(**more), Choices())


def two_worlds(wanted: Settings) -> TwoWorlds:
    """The two worlds of these settings, as a visitor gets them."""
    seed = replicate_seed(wanted.seed, 0)
    world = spin_up(load_region(wanted.region), wanted.population_share, seed, load_parameters())
    left, right = (
        settings.plan(one, None, Choices(), side)
        for one, side in zip(wanted.worlds, settings.SIDES, strict=True)
    )
    return TwoWorlds(wanted, (left, right), world, seed)
