"""A visitor's clock: what the worlds have done, the page is told, whenever the visitor stops it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from tests.unit.dashboard.worlds import asked, two_worlds

from safepassage.dashboard.hub import Hub
from safepassage.dashboard.visitor import Visitor
from safepassage.dashboard.wire import unpack


def test_a_pause_in_the_middle_of_a_frame_loses_no_row() -> None:
    """The thread that steps cannot be stopped: its frame must still be sent, and nobody else may draw meanwhile."""

    async def visit() -> tuple[list[bytes], Visitor]:
        frames: list[bytes] = []
        said: list[dict[str, Any]] = []

        async def say(message: dict[str, Any]) -> None:
            said.append(message)

        async def send(message: bytes) -> None:
            frames.append(message)

        hub = Hub()
        visitor = Visitor(hub, say, send)
        visitor.worlds = two_worlds(asked())
        for _ in range(6):
            await visitor.handle({"do": "play", "steps": 5})
            await asyncio.sleep(0.002)
            await visitor.handle({"do": "pause"})
        await visitor.handle({"do": "step", "steps": 1})
        hub.close()
        return frames, visitor

    with ThreadPoolExecutor(1) as alone:  # a browser's tests leave their loop running in this thread
        frames, visitor = alone.submit(asyncio.run, visit()).result()
    headers = [unpack(frame)[0] for frame in frames]
    assert [header["frame"] for header in headers] == list(range(1, len(headers) + 1))
    rows = sum(unpack(frame)[1]["rows0"].size for frame in frames)
    assert visitor.worlds is not None
    assert visitor.worlds.step > 1
    assert rows == np.asarray(visitor.worlds.models[0].series[: visitor.worlds.step, 0]).size


def test_a_refusal_is_short_and_in_both_languages() -> None:
    said: list[dict[str, Any]] = []

    async def say(message: dict[str, Any]) -> None:
        said.append(message)

    async def send(message: bytes) -> None:
        raise AssertionError("nothing is drawn")

    async def visit() -> None:
        hub = Hub()
        visitor = Visitor(hub, say, send)
        await visitor.handle({"do": "step"})
        long = f"interventions:\n  - {{kind: {'x' * 5000}}}"
        await visitor.handle({"do": "upload", "side": "left", "name": "a.yaml", "text": long})
        hub.close()

    with ThreadPoolExecutor(1) as alone:
        alone.submit(asyncio.run, visit()).result()
    first, second = said
    assert first["text"].startswith("there are no worlds") and first["indonesian"].startswith(
        "belum ada dunia"
    )
    assert len(second["text"]) < 520 and len(second["indonesian"]) < 600


@pytest.mark.parametrize(
    ("host", "origin", "refused"),
    [
        ("127.0.0.1:8765", None, False),
        ("localhost:8765", "http://localhost:8765", False),
        ("localhost:8765", "http://elsewhere.example", True),
        ("elsewhere.example", None, True),
        ("", None, True),
        ("[", None, True),
        ("localhost", "http://[", True),
    ],
)
def test_only_this_machines_own_pages_are_let_in(host: str, origin: str | None, refused: bool) -> None:
    pytest.importorskip("starlette")
    from safepassage.dashboard.app import _foreign

    assert _foreign(host, origin) == refused
