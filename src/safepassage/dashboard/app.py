"""The web app: one page of static files, and one websocket for each visitor."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from safepassage.dashboard.catalogue import catalogue
from safepassage.dashboard.hub import Hub
from safepassage.dashboard.visitor import Visitor
from safepassage.report.markup import ASSETS as SHARED_ASSETS

ASSETS = Path(__file__).resolve().parent / "assets"
SHARED = SHARED_ASSETS.resolve()
"""Map and chart, as the replay has them."""
HOSTS = ("127.0.0.1", "localhost")
LONGEST_MESSAGE = 200_000
FULL, IDLE = 4001, 4002
"""Close codes of the websocket: no place left, silent or here for too long."""

HEADERS = {
    # The browser itself refuses any request that would leave the machine.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
_LOG = logging.getLogger(__name__)


class Guard:
    """Lets in requests addressed to this machine, from its own pages, and sends the headers above.

    Without it a page from elsewhere could talk to the server through the visitor's browser.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        foreign = _foreign(headers.get("host", ""), headers.get("origin"))
        if foreign and scope["type"] == "http":
            await PlainTextResponse("This page is for its own machine alone.", 403)(scope, receive, send)
            return
        if foreign:
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, with_headers)


def _foreign(host: str, origin: str | None) -> bool:
    try:
        return urlsplit(f"//{host}").hostname not in HOSTS or (
            origin is not None and urlsplit(origin).netloc != host
        )
    except ValueError:  # neither is an address, "[" for example
        return True


def make_app(hub: Hub) -> ASGIApp:
    """Return the app of one server."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(hub.warm_up())
        yield
        warming.cancel()
        hub.close()

    async def state(request: Request) -> Response:
        return JSONResponse({"visitors": hub.visitors, "ready": hub.ready.is_set()})

    async def texts(request: Request) -> Response:
        return JSONResponse(catalogue(hub.choices))

    async def visit(socket: WebSocket) -> None:
        await _visit(hub, socket)

    routes = [
        Route("/state", state),
        Route("/catalogue", texts),
        WebSocketRoute("/visit", visit),
        Mount("/shared", StaticFiles(directory=SHARED)),
        Mount("/", StaticFiles(directory=ASSETS, html=True)),
    ]
    return Guard(Starlette(routes=routes, lifespan=lifespan))


async def _visit(hub: Hub, socket: WebSocket) -> None:
    """One visitor from the first message to the last."""
    await socket.accept()
    if hub.visitors >= hub.limits.visitors:
        await socket.close(FULL, f"{hub.limits.visitors} visitors are here already")
        return
    hub.visitors += 1

    async def say(message: dict[str, Any]) -> None:
        await _quietly(socket, json.dumps(message, allow_nan=False))

    async def send(message: bytes) -> None:
        await _quietly(socket, message)

    visitor = Visitor(hub, say, send)
    leaves = asyncio.get_running_loop().time() + hub.limits.life_seconds
    try:
        while True:
            left = leaves - asyncio.get_running_loop().time()
            message = await asyncio.wait_for(socket.receive(), max(0.0, min(left, hub.limits.idle_seconds)))
            if message["type"] == "websocket.disconnect":
                break
            await visitor.handle(_parsed(message.get("text")))
    except TimeoutError:
        await _close(socket, IDLE, "silent for too long, or here for too long; open the page again")
    except Exception:
        # A send that failed has marked the connection as gone: that is no fault.
        if _connected(socket):
            _LOG.exception("a visitor's connection ended by a fault")
            await _close(socket, 1011, "a fault in the server; open the page again")
    finally:
        hub.visitors -= 1
        await visitor.close()


def _connected(socket: WebSocket) -> bool:
    return socket.application_state is socket.client_state is WebSocketState.CONNECTED


async def _close(socket: WebSocket, code: int, why: str) -> None:
    with suppress(RuntimeError, WebSocketDisconnect, OSError):
        await socket.close(code, why)


async def _quietly(socket: WebSocket, message: str | bytes) -> None:
    """Send; a visitor who has just gone is noticed by the reading side."""
    try:
        if isinstance(message, bytes):
            await socket.send_bytes(message)
        else:
            await socket.send_text(message)
    except (RuntimeError, WebSocketDisconnect, OSError):
        pass


def _parsed(text: str | None) -> Any:
    """The message, or None for what is no JSON."""
    try:
        return json.loads(text or "")
    except (ValueError, RecursionError):
        return None
