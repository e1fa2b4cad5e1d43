"""What happens in one step: `CONTENTS` is the table of contents of the model, in the order in which it happens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

from safepassage.world.handle import HANDLE_TYPE
from safepassage.world.world import Stage, World

__all__ = ["AHEAD", "CONTENTS", "SCHEDULE", "STAGES", "compile_ahead", "step", "without"]

CONTENTS: tuple[tuple[str, str, str], ...] = (
    ("context", "read_context", "the date, poverty, unemployment, wages; openings, closures, events"),
    ("programmes", "run_programmes", "IOM's and governments' budgets become activities; officials rotate, forget"),
    ("awareness", "spread_awareness", "outreach, word of mouth, testimony; decay"),
    ("aspiration", "set_out", "who sets out to leave, and by which channel"),
    ("recruitment", "recruit", "recruiters move, contact, offer; offers are accepted or not"),
    ("documents", "process_documents", "the regular channel: time, permits, giving up"),
    ("transit", "choose_ways", "travellers choose a way and move towards their gate"),
    ("gates", "pass_gates", "screening, bribes, refusal and retry, identification, referral; or a patrol"),
    ("destination", "live_abroad", "work or exploitation; debt; escape, rescue, deportation, end of stay, death"),
    ("homecoming", "come_home", "return, the return and home doors, assistance"),
    ("enforcement", "enforce", "reports, cases, arrests, release"),
    ("adaptation", "adapt", "beliefs, entry and leaving"),
    ("observation", "observe", "truth and records are written down"),
)  # fmt: skip
"""A stage a line: its file in this folder, the function there, and what happens."""

STAGES: Mapping[str, Stage] = {
    file: getattr(import_module(f"{__name__}.{file}"), function) for file, function, _ in CONTENTS
}
"""Every stage by the name of its file, in order."""

SCHEDULE: tuple[Stage, ...] = tuple(STAGES.values())

AHEAD = ("documents", "transit", "gates", "destination", "homecoming", "enforcement", "adaptation")
"""Stages that a second process compiles on a cold cache: about half of the work."""


def compile_ahead() -> None:
    """Compile them for any world."""
    for name in AHEAD:
        STAGES[name].compile((HANDLE_TYPE,))  # type: ignore[attr-defined]


def without(*names: str) -> tuple[Stage, ...]:
    """The schedule with some stages left out, for ablation."""
    return tuple(stage for name, stage in STAGES.items() if name not in names)


def step(world: World, schedule: Sequence[Stage] = SCHEDULE) -> None:
    """One step of a world, in place; then time moves on."""
    for stage in schedule:
        stage(world)
    world.scenario_step += 1
    world.clock = world.clock.later()
