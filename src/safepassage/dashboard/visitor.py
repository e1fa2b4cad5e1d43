"""One visitor: one connection, one pair of worlds, one clock. Freed when the connection ends."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from safepassage.dashboard import downloads, scenario_file, settings
from safepassage.dashboard.hub import Hub
from safepassage.dashboard.levers import values_of
from safepassage.dashboard.problems import in_indonesian
from safepassage.dashboard.settings import SIDES, Plan, Settings
from safepassage.dashboard.worlds import TwoWorlds
from safepassage.ensemble.seeds import replicate_seed
from safepassage.evidence.errors import InputError
from safepassage.interventions.scenario import Scenario

Say = Callable[[dict[str, Any]], Awaitable[None]]
Send = Callable[[bytes], Awaitable[None]]

FRAMES_PER_SECOND = 12.0
"""Somewhat above the ten that are promised, so that a late one does not miss them."""

FRAMES_AHEAD = 3
"""Frames sent and not yet drawn: a slow browser slows its own clock, not the server."""

MOST_STEPS = 52
EFFECTS_EVERY = 4
"""Of the frames while playing, every so many carry the table of effects."""
CATCH_UP_STEPS = 26
ACK_SECONDS = 30.0

LONGEST_PROBLEM = 500
"""Characters of a refusal that are shown: a name in a file may be a page long."""


class Visitor:
    """The state of one connection, and what each message does to it.

    Parameters
    ----------
    hub
        What all visitors share.
    say, send
        Send a message as JSON, or as bytes.
    """

    def __init__(self, hub: Hub, say: Say, send: Send) -> None:
        self.hub, self.say, self.send = hub, say, send
        self.worlds: TwoWorlds | None = None
        self.uploads: dict[str, Scenario] = {}
        self._frames, self._acked = 0, 0
        self._drawn = asyncio.Event()
        self._busy = asyncio.Lock()
        self._playing: asyncio.Task[None] | None = None

    async def handle(self, message: Any) -> None:
        """Do what a message asks; what cannot be done is said, and the worlds stay as they are."""
        if not isinstance(message, dict) or not isinstance(message.get("do"), str):
            await self._problem(
                InputError("a message is a mapping with a word under 'do'", code="no_message")
            )
            return
        known: dict[str, Callable[[dict[str, Any]], Awaitable[None]]] = {
            "open": self._open, "play": self._play, "pause": self._pause, "step": self._step, "ack": self._ack,
            "file": self._file, "upload": self._upload, "ping": self._ping,
        }  # fmt: skip
        action = known.get(message["do"])
        if action is None:
            name, words = message["do"][:40], ", ".join(known)
            problem = f"unknown message {name!r}; known: {words}"
            await self._problem(InputError(problem, code="unknown.message", name=name, known=words))
            return
        try:
            await action(message)
        except InputError as problem:
            await self._problem(problem, message["do"])

    async def close(self) -> None:
        """Stop the clock and let the worlds go."""
        await self._stop()
        self.worlds = None
        self.uploads.clear()

    # ------------------------------------------------------------------------------ messages

    async def _open(self, message: dict[str, Any]) -> None:
        """Make two worlds anew, and take them as far as ``to``."""
        await self._stop()
        wanted = settings.read(message.get("settings"), self.hub.choices)
        plans = self._plans(wanted)
        to = message.get("to", 0)
        if isinstance(to, bool) or not isinstance(to, int) or to < 0:
            to = str(to)[:40]
            raise InputError(f"to = {to!r} is not a number of steps", code="no_steps", value=to)
        if not self.hub.ready.is_set():
            await self.say({"is": "progress", "stage": "compile"})
            await self.hub.ready.wait()
        if self.hub.failed:
            why = self.hub.failed
            raise InputError(f"the model cannot be started: {why}", code="no_model", why=why)
        await self.say({"is": "progress", "stage": "spin_up"})
        seed = replicate_seed(wanted.seed, 0)
        world = await self.hub.spun_up((wanted.region, wanted.population_share, seed))
        async with self._busy:
            made = await self.hub.run(lambda: TwoWorlds(wanted, plans, world, seed))
            self.worlds = made
            await self.send(await self.hub.run(made.opened))
            while made.step < min(to, made.steps_total):
                await self.say({"is": "progress", "stage": "catch_up", "step": made.step, "to": to})
                await self.hub.run(partial(made.advance, min(CATCH_UP_STEPS, to - made.step)))
        await self._frame(made, 0)
        await self.say({"is": "progress", "stage": "ready"})

    def _plans(self, wanted: Settings) -> tuple[Plan, Plan]:
        left, right = (
            settings.plan(world, self.uploads.get(side), self.hub.choices, side)
            for side, world in zip(SIDES, wanted.worlds, strict=True)
        )
        return left, right

    async def _play(self, message: dict[str, Any]) -> None:
        await self._stop()
        self._acked = self._frames
        self._playing = asyncio.create_task(self._run(_steps(message)))

    async def _pause(self, message: dict[str, Any]) -> None:
        await self._stop()
        if self.worlds is not None:
            await self._frame(self.worlds, 0)
        await self.say({"is": "paused"})

    async def _step(self, message: dict[str, Any]) -> None:
        await self._stop()
        await self._frame(self._have(), _steps(message))

    async def _ack(self, message: dict[str, Any]) -> None:
        frame = message.get("frame")
        if isinstance(frame, int) and self._acked < frame <= self._frames:
            self._acked = frame
            self._drawn.set()

    async def _ping(self, message: dict[str, Any]) -> None:
        await self.say({"is": "pong"})

    async def _file(self, message: dict[str, Any]) -> None:
        """Send a file as text; the browser saves it."""
        worlds, what = self._have(), message.get("what")
        async with self._busy:
            if what == "series":
                text = await self.hub.run(lambda: downloads.series_csv(worlds))
                name = "series.csv"
            elif what == "effects":
                text = await self.hub.run(lambda: downloads.effects_csv(worlds))
                name = "effects.csv"
            elif what in SIDES:
                plan = worlds.plans[SIDES.index(str(what))]
                text, name = downloads.scenario_yaml(plan, worlds.settings, str(what)), f"{what}.yaml"
            else:
                what = str(what)[:40]
                raise InputError(
                    f"what = {what!r} is not a file; series, effects, left or right are",
                    code="no_file",
                    value=what,
                )
        await self.say({"is": "file", "name": name, "text": text})

    async def _upload(self, message: dict[str, Any]) -> None:
        """Take a scenario file for one world; the page then asks for the worlds anew."""
        side, text = message.get("side"), message.get("text")
        if side not in SIDES or not isinstance(text, str):
            raise InputError("an upload has a side (left or right) and a text", code="no_side")
        name = settings.file_name(message.get("name"))
        scenario = scenario_file.read(text, name)
        self.uploads[str(side)] = scenario
        await self.say(
            {
                "is": "uploaded",
                "side": side,
                "file": name,
                "title": scenario.title,
                "values": values_of(scenario),
            }
        )

    # --------------------------------------------------------------------------------- clock

    async def _run(self, steps: int) -> None:
        """Play until paused or over, a frame at a time, never more than a few ahead of the browser."""
        try:
            worlds = self._have()
            while not worlds.over:
                began = time.monotonic()
                # The thread goes on when the clock is stopped: its frame is sent, and nobody steps beside it.
                await asyncio.shield(self._frame(worlds, steps, self._frames % EFFECTS_EVERY == 0))
                while self._frames - self._acked >= FRAMES_AHEAD:
                    self._drawn.clear()
                    await asyncio.wait_for(self._drawn.wait(), ACK_SECONDS)
                await asyncio.sleep(max(0.0, 1.0 / FRAMES_PER_SECOND - (time.monotonic() - began)))
            await self.say({"is": "paused"})
        except InputError as problem:
            await self._problem(problem)
        except TimeoutError:
            await self.say({"is": "paused"})

    async def _frame(self, worlds: TwoWorlds, steps: int, with_effects: bool = True) -> None:
        def work() -> bytes:
            worlds.advance(steps)
            return worlds.frame(self._frames, with_effects)

        async with self._busy:
            self._frames += 1
            await self.send(await self.hub.run(work))

    async def _stop(self) -> None:
        task, self._playing = self._playing, None
        if task is not None and task is not asyncio.current_task():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _have(self) -> TwoWorlds:
        if self.worlds is None:
            raise InputError("there are no worlds yet; open some first", code="no_worlds_yet")
        return self.worlds

    async def _problem(self, problem: InputError, at: str = "") -> None:
        english, indonesian = (
            text if len(text) <= LONGEST_PROBLEM else f"{text[:LONGEST_PROBLEM]} ..."
            for text in (str(problem), in_indonesian(problem))
        )
        await self.say({"is": "problem", "text": english, "indonesian": indonesian, "at": at})


def _steps(message: dict[str, Any]) -> int:
    steps = message.get("steps", 1)
    if isinstance(steps, bool) or not isinstance(steps, int) or not 1 <= steps <= MOST_STEPS:
        value = str(steps)[:40]
        raise InputError(
            f"steps = {value!r} is not a whole number from 1 to {MOST_STEPS}",
            code="few_steps", value=value, most=MOST_STEPS,
        )  # fmt: skip
    return steps
