"""A real comparison in memory, and in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tiny import comparison

from safepassage.analysis.results import Results


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a compare."""
    made = tmp_path_factory.mktemp("compare")
    comparison().save(made)
    return made


@pytest.fixture(scope="session")
def results(folder: Path) -> Results:
    """The same, read back."""
    return Results.load(folder)
