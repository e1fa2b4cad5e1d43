"""What happens in one step. The table of contents of the model, in the order in which it happens.

1.  context       the date, poverty, unemployment, wages; openings, closures, events
2.  programmes    IOM's and governments' budgets become activities; officials rotate, training decays
3.  awareness     outreach, word of mouth, testimony; decay
4.  aspiration    who sets out to leave, and by which channel
5.  recruitment   recruiters move, contact, offer; offers are accepted or not
6.  documents     the regular channel: time, money, the service office
7.  transit       travellers choose a way and move towards their gate
8.  gates         screening, bribes, refusal and retry, identification, referral; or a patrol
9.  destination   work or exploitation; debt; escape, rescue, deportation, end of stay, death
10. homecoming    return, the return and home doors, assistance
11. enforcement   reports, cases, arrests, release
12. adaptation    beliefs, entry and leaving
13. observation   truth and records are written down
"""

from collections.abc import Mapping, Sequence

from safepassage.stages.adaptation import adapt
from safepassage.stages.aspiration import set_out
from safepassage.stages.awareness import spread_awareness
from safepassage.stages.context import read_context
from safepassage.stages.destination import live_abroad
from safepassage.stages.documents import process_documents
from safepassage.stages.enforcement import enforce
from safepassage.stages.gates import pass_gates
from safepassage.stages.homecoming import come_home
from safepassage.stages.observation import observe
from safepassage.stages.programmes import run_programmes
from safepassage.stages.recruitment import recruit
from safepassage.stages.transit import choose_ways
from safepassage.world.handle import HANDLE_TYPE
from safepassage.world.world import Stage, World

__all__ = ["AHEAD", "SCHEDULE", "STAGES", "compile_ahead", "step", "without"]

STAGES: Mapping[str, Stage] = {
    "context": read_context,
    "programmes": run_programmes,
    "awareness": spread_awareness,
    "aspiration": set_out,
    "recruitment": recruit,
    "documents": process_documents,
    "transit": choose_ways,
    "gates": pass_gates,
    "destination": live_abroad,
    "homecoming": come_home,
    "enforcement": enforce,
    "adaptation": adapt,
    "observation": observe,
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
