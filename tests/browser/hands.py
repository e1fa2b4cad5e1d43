"""What a hand and an eye do on the dashboard's page; tests of the page share it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

DESK, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 844}
PATIENCE = 60.0
SHOTS = os.environ.get("SAFEPASSAGE_SHOTS")
"""A folder for pictures of the page, for whoever wants to look."""


def wait(page: Page, what: str, patience: float = PATIENCE) -> None:
    """Ask again and again: the page's own rules forbid what playwright's waiting would do in it."""
    until = time.monotonic() + patience
    while not page.evaluate(what):
        assert time.monotonic() < until, (
            f"{what} did not come true; the page says: {page.inner_text('body')[:400]}"
        )
        time.sleep(0.03)


def ready(page: Page) -> None:
    """Worlds are there and can be played."""
    page.wait_for_timeout(200)  # the page waits a moment for further changes before it asks for new worlds
    wait(page, "!document.querySelector('#reset').disabled")


def step_of(page: Page) -> int:
    """The step that the last picture showed."""
    return int(page.evaluate("Number(document.body.dataset.step)"))


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the page where somebody asked for it."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png")


def slide(page: Page, name: str, value: float) -> None:
    """Move a slider as a hand would: the page hears a change."""
    page.locator(f"#{name}").evaluate(
        "(node, value) => { node.value = value; node.dispatchEvent(new Event('input')); "
        "node.dispatchEvent(new Event('change')); }",
        value,
    )


def shown(page: Page, row: str, column: str = "change") -> str:
    """A cell of the table of effects."""
    return page.inner_text(f"td[data-row='{row}'][data-column='{column}']")
