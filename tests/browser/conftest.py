"""A server of its own on a free port of this machine, and a browser; both ended by their handles."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from benchmarks.visitors import Server
    from playwright.sync_api import Browser

LIBRARIES = ("starlette", "uvicorn", "websockets")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run",
]  # fmt: skip


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A dashboard that runs for the session."""
    missing = [name for name in LIBRARIES if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"the extra [dashboard] is not installed: {', '.join(missing)}")
    from benchmarks.visitors import Server

    made = Server("visitors=55")
    try:
        made.wait_until_ready()
        yield made
    finally:
        made.end()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None or importlib.util.find_spec("playwright") is None:
        pytest.skip("chromium or playwright is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        made: Any = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield made
        made.close()
