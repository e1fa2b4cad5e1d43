"""The real region, and a folder of one's own to be changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from safepassage.region.check import new_region
from safepassage.region.load import load_region
from safepassage.region.region import Region


@pytest.fixture(scope="session")
def indonesia() -> Region:
    return load_region("indonesia")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "mine"
    new_region(target)
    return target
