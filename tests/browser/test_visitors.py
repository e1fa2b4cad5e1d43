"""Many visitors, broken messages, closed connections: nobody sees another's world, and the server lives on."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from benchmarks.visitors import Server

WORLD: dict[str, Any] = {"scenario": "no_iom", "government": "as_is", "levers": {}}
SETTINGS: dict[str, Any] = {
    "region": "classroom",
    "population_share": 0.1,
    "seed": 1,
    "worlds": [WORLD, WORLD],
}


def apart[T](work: Coroutine[Any, Any, T]) -> T:
    """Run in a thread of its own: playwright's loop stands in the main one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def talk(server: Server, *messages: Any, until: int = 1) -> list[dict[str, Any]]:
    """Send messages; return what is said until so many problems, or the worlds are ready."""
    import websockets
    from benchmarks.visitors import header_of

    said: list[dict[str, Any]] = []
    async with websockets.connect(server.socket, max_size=None) as socket:
        for message in messages:
            await socket.send(message if isinstance(message, str | bytes) else json.dumps(message))
            while True:
                answer = await asyncio.wait_for(socket.recv(), 60)
                said.append(json.loads(answer) if isinstance(answer, str) else header_of(answer)[0])
                if said[-1]["is"] in ("problem", "file", "uploaded") or said[-1].get("stage") == "ready":
                    break
    return said


def gone(server: Server) -> bool:
    """Whether all visitors are gone, after a moment."""
    until = time.monotonic() + 10
    while server.state()["visitors"] and time.monotonic() < until:
        time.sleep(0.05)
    return bool(server.state()["visitors"] == 0)


def test_fifty_visitors_each_see_their_own_worlds(server: Server) -> None:
    """The short form; the full one is ``python benchmarks/visitors.py``."""
    from benchmarks.visitors import SCENARIOS, crowd

    def together() -> tuple[list[Any], float]:
        seen = apart(crowd(server.socket, 50, "classroom", 0.1, 12, 60.0))
        assert gone(server)
        return seen, server.memory_mb()

    seen, once = together()
    assert [one.problems for one in seen] == [[]] * 50
    assert all(one.steps == 12 and one.persons == 2000 for one in seen)
    prints: dict[tuple[int, str], set[str]] = {}
    for number, one in enumerate(seen):
        prints.setdefault((number % 5, SCENARIOS[number % len(SCENARIOS)]), set()).add(one.print_of_rows())
    assert all(len(found) == 1 for found in prints.values()), "the same settings gave different worlds"
    seeds = [{next(iter(found)) for (seed, _), found in prints.items() if seed == one} for one in range(5)]
    assert len(set.union(*seeds)) == sum(map(len, seeds)), "another seed gave the same world"
    alone = apart(crowd(server.socket, 1, "classroom", 0.1, 12, 60.0))
    assert alone[0].print_of_rows() == seen[0].print_of_rows()
    _, twice = together()
    assert not twice > once * 1.25 + 20, f"memory grew from {once:.0f} to {twice:.0f} MB"


ABSURD: list[tuple[Any, str]] = [
    ("no json", "mapping"),
    (b"\x00\x01", "mapping"),
    ("[" * 100_000, "mapping"),
    ({"do": "fly"}, "unknown message"),
    ({"do": "play", "steps": 10**9}, "steps"),
    ({"do": "play"}, "no worlds"),
    ({"do": "step"}, "no worlds"),
    ({"do": "file", "what": "series"}, "no worlds"),
    ({"do": "open"}, "mapping"),
    ({"do": "open", "settings": {**SETTINGS, "population_share": 1e9}}, "population_share"),
    ({"do": "open", "settings": {**SETTINGS, "region": "indonesia", "population_share": 1.0}}, "30,000"),
    ({"do": "open", "settings": {**SETTINGS, "region": "../../etc"}}, "region"),
    ({"do": "open", "settings": {**SETTINGS, "seed": -1}}, "seed"),
    ({"do": "open", "settings": {**SETTINGS, "worlds": [WORLD]}}, "two"),
    ({"do": "open", "settings": {**SETTINGS, "worlds": [WORLD, {**WORLD, "levers": {"budget": 1e300}}]}}, "budget"),
    ({"do": "open", "settings": {**SETTINGS, "worlds": [WORLD, {**WORLD, "scenario": "uploaded"}]}}, "uploaded"),
    ({"do": "open", "settings": {**SETTINGS, "worlds": [WORLD, {**WORLD, "scenario": "integrted"}]}}, "integrated"),
    ({"do": "upload", "side": "left", "name": "x.yaml", "text": "interventions: ["}, "line 2"),
    ({"do": "upload", "side": "up", "text": ""}, "side"),
]  # fmt: skip


def test_what_is_absurd_is_refused_and_the_worlds_stay(server: Server) -> None:
    said = apart(talk(server, *(message for message, _ in ABSURD)))
    problems = [one["text"] for one in said if one["is"] == "problem"]
    assert len(problems) == len(ABSURD)
    for problem, (message, named) in zip(problems, ABSURD, strict=True):
        assert named in problem, (message, problem)
    said = apart(
        talk(server, {"do": "open", "settings": SETTINGS}, ABSURD[-1][0], {"do": "file", "what": "series"})
    )
    assert [one["is"] for one in said if one["is"] in ("problem", "file")] == ["problem", "file"]


def test_a_connection_that_closes_mid_play_is_forgotten(server: Server) -> None:
    import websockets

    async def leave() -> None:
        for _ in range(5):
            socket = await websockets.connect(server.socket, max_size=None)
            await socket.send(json.dumps({"do": "open", "settings": SETTINGS}))
            await socket.send(json.dumps({"do": "play", "steps": 1}))
            for _ in range(6):
                await asyncio.wait_for(socket.recv(), 60)
            socket.transport.abort()  # no good-bye, as when a lid is closed

    apart(leave())
    assert gone(server)
    assert apart(talk(server, {"do": "open", "settings": SETTINGS}))[-1]["stage"] == "ready"


def test_who_does_not_draw_is_waited_for(server: Server) -> None:
    """Without acknowledgement only a few frames are sent: a slow browser slows its own clock."""
    import websockets

    async def sleepy() -> int:
        frames = 0
        async with websockets.connect(server.socket, max_size=None) as socket:
            await socket.send(json.dumps({"do": "open", "settings": SETTINGS}))
            await socket.send(json.dumps({"do": "play", "steps": 1}))
            try:
                while True:
                    frames += isinstance(await asyncio.wait_for(socket.recv(), 1.5), bytes)
            except TimeoutError:
                return frames

    assert apart(sleepy()) == 2 + 3  # who lives where, the first frame, three ahead


def test_the_house_is_full_at_its_limit(server: Server) -> None:
    import websockets

    async def fill() -> tuple[int, str]:
        async with asyncio.timeout(60):
            inside = [await websockets.connect(server.socket) for _ in range(55)]
            late = await websockets.connect(server.socket)
            await late.wait_closed()
            for socket in inside:
                await socket.close()
            return late.close_code or 0, late.close_reason or ""

    assert apart(fill()) == (4001, "55 visitors are here already")
    assert gone(server)


def test_pages_from_elsewhere_are_kept_out(server: Server) -> None:
    """By name (another host that points here) and by origin (another page in the visitor's browser)."""
    import websockets

    foreign = urllib.request.Request(server.page, headers={"Host": "elsewhere.example"})
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(foreign, timeout=20)
    with urllib.request.urlopen(server.page, timeout=20) as answer:
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]

    async def sneak() -> None:
        async with websockets.connect(server.socket, origin="http://elsewhere.example"):  # type: ignore[arg-type]
            pass

    with pytest.raises(websockets.InvalidStatus):
        apart(sneak())


def test_only_this_machine_is_listened_to(server: Server) -> None:
    assert server.page.split("//")[1].startswith("127.0.0.1:")


def test_a_wrong_word_and_a_taken_port_are_one_line(server: Server) -> None:
    port = server.page.rstrip("/").rsplit(":", 1)[1]
    for words, named in (
        (["prt=1"], "port"), (["port=99999"], "65535"), ([f"port={port}"], "port=0"), (["region=sambs"], "sambas"),
        (["--config-dir", "nowhere"], "nowhere"),
    ):  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "safepassage", "dashboard", *words],
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 2, done.stderr
        assert named in done.stderr and done.stderr.count("\n") == 1, done.stderr


def test_without_the_extra_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from safepassage.cli import dashboard
    from safepassage.evidence.errors import InputError

    monkeypatch.setattr(dashboard.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"safepassage\[dashboard\]"):
        dashboard.dashboard("dashboard", [])
