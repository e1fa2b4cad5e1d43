"""A browser, pages opened as files, and a server of its own. What is missing skips its tests with a line."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from tests.browser.hands import DESK, PHONE, ready, wait
from tests.tiny import comparison

if TYPE_CHECKING:
    from benchmarks.visitors import Server
    from playwright.sync_api import Browser, Page

LIBRARIES = ("starlette", "uvicorn", "websockets")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium: the one that CHROMIUM names, the system's, or playwright's own."""
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: no page was opened"
    )
    named = os.environ.get("CHROMIUM") or next(
        (found for name in NAMES if (found := shutil.which(name))), None
    )
    with sync_api.sync_playwright() as player:
        own = Path(player.chromium.executable_path)
        if named is None and not own.exists():
            pytest.skip("no chromium on this machine (set CHROMIUM to one): no page was opened")
        made = player.chromium.launch(executable_path=named, args=list(ARGUMENTS))
        yield made
        made.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
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
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go: SCREENSHOTS, else a temporary folder."""
    named = os.environ.get("SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def visit(server: Server, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open the page in the made-up classroom; at the end nothing was asked elsewhere and nothing failed."""
    contexts: list[Any] = []
    asked: list[str] = []
    failed: list[str] = []

    def open_page(size: dict[str, int] = DESK, region: str | None = "classroom", **more: Any) -> Page:
        context = browser.new_context(viewport=size, locale="en-GB", accept_downloads=True, **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda socket: asked.append(socket.url))
        page.on(
            "console", lambda said: failed.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto(server.page)
        wait(page, "document.body.dataset.frames > 0")
        if region is not None:
            if size is PHONE:
                page.click("#show_aside")
            page.select_option("#region", region)
            if size is PHONE:
                page.click("#hide_aside")
        ready(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert failed == []
    assert asked and {urlsplit(url).netloc for url in asked if not url.startswith("blob:")} == {
        urlsplit(server.page).netloc
    }


@dataclass
class Opened:
    """A page with what it asked for and complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def open_page(browser: Any) -> Iterator[Any]:
    """Open a file at a size; in the end nothing was asked of a network and nothing complained."""
    opened: list[Opened] = []
    contexts = []

    def go(path: Path, width: int = 1280, height: int = 720, **context: Any) -> Opened:
        made = browser.new_context(viewport={"width": width, "height": height}, **context)
        contexts.append(made)
        one = Opened(made.new_page())
        one.page.on("request", lambda request: one.requests.append(request.url))
        one.page.on(
            "console", lambda said: one.complaints.append(said.text) if said.type == "error" else None
        )
        one.page.on("pageerror", lambda problem: one.complaints.append(str(problem)))
        one.page.goto(path.as_uri())
        opened.append(one)
        return one

    yield go
    for one in opened:
        assert not [url for url in one.requests if not url.startswith(("file:", "data:"))]
        assert one.complaints == []
    for made in contexts:
        made.close()


@pytest.fixture(scope="session")
def report_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A decision pack."""
    return comparison().report(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="session")
def replay_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A replay of the same."""
    from safepassage.report.replay import write_replay

    spec = replace(comparison().spec, scenario=("no_iom", "integrated"), government=("responsive",))
    return write_replay(spec, tmp_path_factory.mktemp("replay"), gif=False)[0]


NAMELESS = """() => [...document.querySelectorAll(
    'button, input, select, a[href], canvas, img, summary, [role=region]')]
  .filter((one) => one.getAttribute('aria-hidden') !== 'true')
  .filter((one) => !((one.getAttribute('aria-label') || one.getAttribute('alt') || '').trim()
     || (one.labels && [...one.labels].some((label) => label.textContent.trim()))
     || (!['INPUT', 'SELECT', 'CANVAS', 'IMG'].includes(one.tagName) && one.textContent.trim())))
  .map((one) => one.outerHTML.slice(0, 80))"""
"""Controls and pictures without a name for screen readers."""

CONTRASTS = """() => {
  const parse = (text) => {
    const found = text.match(/[\\d.]+/g).map(Number);
    return [found.slice(0, 3), found[3] === undefined ? 1 : found[3]];
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const [rgb, alpha] = parse(getComputedStyle(at).backgroundColor);
      if (alpha > .99) return rgb;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.parentElement;
    if (!node.textContent.trim() || ['SCRIPT', 'STYLE'].includes(one.tagName)) continue;
    const [a, b] = [light(parse(getComputedStyle(one).color)[0]), light(ground(one))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) found.push([node.textContent.trim().slice(0, 40), ratio]);
  }
  return found;
}"""
"""Texts whose contrast with their ground is below 4.5 to 1 (WCAG AA)."""


TINY = """() => [...document.querySelectorAll('body *')]
  .filter((node) => node.checkVisibility() && !['SCRIPT', 'STYLE'].includes(node.tagName))
  .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim()))
  .filter((node) => parseFloat(getComputedStyle(node).fontSize) < 12)
  .map((node) => node.textContent.trim().slice(0, 40))"""
"""Texts smaller than twelve pixels."""


@pytest.fixture(scope="session")
def checks() -> dict[str, str]:
    """Scripts that find what a page lacks; each returns a list of faults."""
    return {"nameless": NAMELESS, "contrasts": CONTRASTS, "tiny": TINY}
