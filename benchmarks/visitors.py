"""Many visitors at once on one dashboard: nobody sees another's world, memory is bounded, the end is clean.

Run ``python benchmarks/visitors.py [visitors=50] [seconds=20] [share=0.01] [rounds=2]``: starts a server on a free
port of this machine, lets plain websocket clients play, and prints frames a second and memory.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import websockets

SCENARIOS = (
    "implementer",
    "facilitator",
    "partner",
    "integrated",
    "task_force",
    "border_closure",
    "wage_gap",
)
START_SECONDS = 120.0
"""A server that compiles for the first time opens its port at once; the first worlds take about a minute."""


@dataclass
class Seen:
    """What one visitor saw; ``rows`` holds the bytes of both worlds' rows, a frame each."""

    frames: int = 0
    steps: int = 0
    persons: int = 0
    rows: list[bytes] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def print_of_rows(self) -> str:
        """Digest of every row of both worlds, in order."""
        return hashlib.sha256(b"".join(self.rows)).hexdigest()


def settings(number: int, region: str, share: float) -> dict[str, Any]:
    """Settings that differ from visitor to visitor: seed and right world."""
    world = {"scenario": "no_iom", "government": "as_is", "levers": {}}
    right = {**world, "scenario": SCENARIOS[number % len(SCENARIOS)]}
    return {"region": region, "population_share": share, "seed": number % 5, "worlds": [world, right]}


def header_of(message: bytes) -> tuple[dict[str, Any], bytes]:
    """The JSON header of a frame, and the bytes of the rows of both worlds."""
    length = int.from_bytes(message[:4], "little")
    header = json.loads(message[8 : 8 + length])
    at, rows = 8 + length, b""
    sizes = {"uint8": 1, "int16": 2, "uint16": 2, "uint32": 4, "float64": 8}
    for name, kind, count in header["arrays"]:
        size = sizes[kind] * count
        rows += message[at : at + size] if name.startswith("rows") else b""
        at += size + (-size % 8)
    return header, rows


async def visit(address: str, number: int, region: str, share: float, steps: int, stop: float) -> Seen:
    """Open worlds, play them until ``steps`` steps are seen or the clock says stop."""
    seen = Seen()
    async with websockets.connect(address, max_size=None, open_timeout=60) as socket:
        await socket.send(json.dumps({"do": "open", "settings": settings(number, region, share), "to": 0}))
        async for message in socket:
            if isinstance(message, str):
                said = json.loads(message)
                if said["is"] == "problem":
                    seen.problems.append(said["text"])
                    break
                if said.get("stage") == "ready":
                    await socket.send(json.dumps({"do": "play", "steps": 1}))
                continue
            header, rows = header_of(message)
            if header["is"] == "opened":
                seen.persons = header["persons"]
                continue
            seen.frames += 1
            seen.steps = header["step"]
            seen.rows.append(rows)
            await socket.send(json.dumps({"do": "ack", "frame": header["frame"]}))
            if seen.steps >= steps or time.monotonic() > stop:
                break
    return seen


async def crowd(
    address: str, visitors: int, region: str, share: float, steps: int, seconds: float
) -> list[Seen]:
    """All visitors at once, each for at most so many steps and seconds."""
    stop = time.monotonic() + seconds
    waiting = [visit(address, number, region, share, steps, stop) for number in range(visitors)]
    return list(await asyncio.wait_for(asyncio.gather(*waiting), seconds + START_SECONDS))


class Server:
    """A dashboard of its own on a free port of this machine, ended by its handle."""

    def __init__(self, *words: str) -> None:
        root = Path(__file__).resolve().parents[1]
        environment = {**os.environ, "PYTHONPATH": str(root / "src")}
        command = [sys.executable, "-m", "safepassage", "dashboard", "port=0", *words]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if "http" not in line:
            self.end()
            raise RuntimeError(f"the server did not start: {line!r}")
        self.page = next(word for word in line.split() if word.startswith("http"))
        self.socket = self.page.replace("http", "ws", 1) + "visit"

    def state(self) -> dict[str, Any]:
        """How many visitors are there, and whether the model is compiled."""
        with urllib.request.urlopen(f"{self.page}state", timeout=20) as answer:
            state: dict[str, Any] = json.load(answer)
        return state

    def wait_until_ready(self) -> None:
        """Wait for the compiled model."""
        until = time.monotonic() + START_SECONDS
        while not self.state()["ready"]:
            if time.monotonic() > until:
                raise RuntimeError("the model was not compiled in time")
            time.sleep(0.1)

    def memory_mb(self) -> float:
        """Resident memory of the server, where the system tells it."""
        status = Path(f"/proc/{self.process.pid}/status")
        lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), float("nan"))

    def end(self) -> int:
        """End the server; return how it ended."""
        self.process.terminate()
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait(5)


def main(words: list[str]) -> None:
    """Run the crowd and print what it saw."""
    keys = {"visitors": "50", "seconds": "20", "share": "0.01", "region": "indonesia", "rounds": "2"}
    keys.update(word.split("=", 1) for word in words)
    visitors, seconds = int(keys["visitors"]), float(keys["seconds"])
    server = Server()
    try:
        server.wait_until_ready()
        before = server.memory_mb()
        peak = max(asyncio.run(_watched(server, visitors, seconds, keys)) for _ in range(int(keys["rounds"])))
        time.sleep(1.0)
        after, left = server.memory_mb(), server.state()["visitors"]
    finally:
        code = server.end()
    print(
        f"memory before {before:.0f} MB, at most {peak:.0f} MB, after {after:.0f} MB; visitors left {left}; end {code}"
    )


async def _watched(server: Server, visitors: int, seconds: float, keys: dict[str, str]) -> float:
    """Let the crowd play and watch the server's memory."""
    peak = [0.0]

    async def watch() -> None:
        while True:
            peak[0] = max(peak[0], server.memory_mb())
            await asyncio.sleep(0.2)

    watching = asyncio.create_task(watch())
    seen = await crowd(server.socket, visitors, keys["region"], float(keys["share"]), 10**6, seconds)
    watching.cancel()
    frames = sorted(one.frames / seconds for one in seen)
    problems = [text for one in seen for text in one.problems]
    print(
        f"{visitors} visitors, {seen[0].persons:,} persons in each of two worlds: frames a second and visitor "
        f"{frames[0]:.1f} to {frames[-1]:.1f}, together {sum(frames):.0f}; problems {len(problems)} {problems[:2]}"
    )
    for number, one in enumerate(seen):
        for other in range(number % 35, number, 35):  # seeds repeat every 5, scenarios every 7
            shared = min(len(one.rows), len(seen[other].rows))
            assert one.rows[:shared] == seen[other].rows[:shared], f"visitors {other} and {number} differ"
    return peak[0]


if __name__ == "__main__":
    main(sys.argv[1:])
