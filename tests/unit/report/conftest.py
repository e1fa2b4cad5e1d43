"""A real comparison in memory, and in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tiny import comparison

from safepassage.report.results import Results, read_results


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a compare."""
    made = tmp_path_factory.mktemp("compare")
    comparison().save(made)
    return made


@pytest.fixture(scope="session")
def results(folder: Path) -> Results:
    """The same, read back."""
    return read_results(folder)
