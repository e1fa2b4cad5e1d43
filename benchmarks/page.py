"""Make ``docs/performance.md`` of what ``make bench`` and ``python -m benchmarks.peers`` wrote.

    python -m benchmarks.page > docs/performance.md

Sweeps are measured by ``python -m benchmarks.sweeps``.
Numbers come from ``outputs/bench/*.json`` and from nowhere else; a row without its measurement says so.
"""

# ruff: noqa: E501 - a row of the page is a line
from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "outputs" / "bench"
QUIET_LOAD = 1.3
"""Load averages up to this are this process alone; above it something else ran."""

NONE = "not measured"


def read(name: str) -> dict[str, Any]:
    """A file of results, empty where it is missing."""
    path = FOLDER / name
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def rows(bench: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What, value, command."""
    full, floor, start, stages = (bench.get(name) or {} for name in ("full", "floor", "start", "stages"))
    ns = full.get("ns_per_person_step")
    observed = stages.get("stages", {}).get("observation")
    share = NONE
    if stages:
        least = stages.get("chance", 0.0)
        told = (
            f"{observed / stages['ms_per_step']:.1%}"
            if observed > least
            else f"under {least / stages['ms_per_step']:.0%} (chance)"
        )
        share = f"{told} of a step for reading it into the series; writing the ledger and registers is inside the stages and cannot be told apart"
    over = f"{ns / floor['ns_per_person_step']:.0f} times one bare pass ({floor['ns_per_person_step']:.2f} ns)" if floor and ns else NONE  # fmt: skip
    return [
        ("Full population, loop", f"{full['cpu_seconds_loop']:.1f} CPU s, {full['steps']} weeks, {full['persons']:,} persons" if full else NONE,
         "`python -m benchmarks.full_population`"),
        ("Peak memory of that process", f"{full['peak_memory_mb']:.0f} MB" if full else NONE, "the same"),
        ("Plain Mesa twin at 100,000 persons", f"{bench['twin_ratio']:.0f} times the engine's CPU seconds" if bench.get("twin_ratio") else NONE,
         "`python -m benchmarks.twin`"),
        ("Growth with persons", f"power {bench['growth_exponent']:.2f}, from {bench['engine'][0]['persons']:,} to {bench['engine'][-1]['persons']:,}{power(bench['engine'], 100_000)}"
         if bench.get("engine") else NONE, "`python -m benchmarks.enlarged` for the last size"),
        ("Observation", share, "`python -m benchmarks.stages`"),
        ("First sign of life of the command line, warm",
         f"{start['first_progress_seconds']:.2f} s, {start['ratio']:.1f} times `import mesa, numba, hydra` ({start['imports_seconds']:.2f} s)" if start else NONE,
         "`python -m benchmarks.start`"),
        ("First step of a real world, from nothing, after an edit of a stage, warm",
         f"{start['first_step_cold_seconds']:.1f} s, {start['first_step_edited_seconds']:.1f} s, {start['first_step_warm_seconds']:.1f} s"
         if "first_step_cold_seconds" in (start or {}) else NONE, "the same"),
        ("Person-steps a second", f"{1e3 / ns:.0f} million; a person and step costs {over}" if ns else NONE, "`benchmarks/floor.c`"),
    ]  # fmt: skip


LIMITS = """\
At the full population three keyed draws of everybody in every week (two for awareness, one for aspiration) and the pass in which
awareness fades take most of a step; they are done eight persons at a time. All else concerns the few in a hundred who are not
settled at home, or the recruiters. Below some 30,000 persons a fixed part of a step dominates: loops over recruiters and officials, what
Mesa wraps around `step`, and in Python the doses of programmes, the context and the recorder. That part is why the power of growth
lies below one. Handing the world to a compiled stage is none of it: a stage takes one handle, in less than a microsecond.

The next factor of two would need, at full scale, either one pass for all three draws (which two stages now make, each for itself), a
generator with 32-bit multiplications (every life would change), or a second core for these passes."""


def power(engine: list[dict[str, Any]], least: int) -> str:
    """Exponent of cost in persons between the first size of at least so many and the largest; empty without them."""
    ends = [one for one in engine if one["persons"] >= least]
    if len(ends) < 2:
        return ""
    first, last = ends[0], ends[-1]
    found = math.log(last["ms_per_step"] / first["ms_per_step"]) / math.log(
        last["persons"] / first["persons"]
    )
    return f"; {found:.2f} from {first['persons']:,} on"


def sweep_lines(sweeps: dict[str, Any]) -> list[str]:
    """What sweeps cost, as lines of the page."""
    if not sweeps:
        return ["Not measured (`python -m benchmarks.sweeps`)."]
    thousand = sweeps["thousand"]
    return [
        f"`experiment=thousand` (100 draws of all uncertain parameters, one spin-up each, ten arms, 1 percent of the people; 469,000 steps)"
        f" on two cores: **{thousand['seconds']:.0f} s**, {thousand['cpu_seconds']:.0f} CPU s, {thousand['store_mb']:.0f} MB stored, largest"
        f" process {thousand['peak_mb']} MB.",
        "",
        "Runs of the smallest region over a quarter of a year, two workers: what grows with the number of runs. A driver holds the design, some"
        " 230 values a run here, and no results.",
        "",
        "| runs | s | runs a second | store MB | driver peak MB | worker peak MB | load |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(
            f"| {one['runs']:,} | {one['seconds']:.1f} | {one['runs'] / one['seconds']:.0f} | {one['store_mb']:.1f} |"
            f" {one['driver_peak_mb']} | {one['worker_peak_mb']} | {one['load_average']:.1f} |"
            for one in sweeps["sizes"]
        ),
    ]


def page(bench: dict[str, Any], peers: dict[str, Any], sweeps: dict[str, Any]) -> str:
    """The page."""
    machine = bench.get("machine", {})
    loads = [one["load_average"] for one in [*bench.get("engine", []), *peers.get("rows", [])]]
    others = (
        "nothing else ran to speak of"
        if loads and max(loads) <= QUIET_LOAD
        else "**other work ran beside it; measure again on a quiet machine before quoting**"
    )
    chance = (bench.get("stages") or {}).get("chance", 0.0)
    lines = [
        "# Performance",
        "",
        "Made by `python -m benchmarks.page > docs/performance.md` from what `make bench`, `python -m benchmarks.sweeps` and `python -m benchmarks.peers` wrote.",
        "CPU seconds are of one process on one core; the loop is the steps alone, after a warm start.",
        "",
        f"Machine: {machine.get('processor', NONE)}, {machine.get('cores', '?')} cores, Python {machine.get('python', '?')}, "
        f"{machine.get('system', '?')}. Load while it ran: {min(loads, default=0.0):.1f} to {max(loads, default=0.0):.1f}, this process "
        f"among it (sizes and peers): {others}.",
        "",
        "| what | measured | command |",
        "| --- | --- | --- |",
        *(f"| {what} | {value} | {command} |" for what, value, command in rows(bench)),
        "",
        "## Sizes",
        "",
        "| persons | weeks | loop CPU s | ms a step | ns per person and step | peak MB | load |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(
            f"| {one['persons']:,} | {one['steps']} | {one['cpu_seconds_loop']:.2f} | {one['ms_per_step']:.2f} |"
            f" {one['ns_per_person_step']:.1f} | {one['peak_memory_mb']:.0f} | {one['load_average']:.1f} |"
            for one in bench.get("engine", [])
        ),
        "",
        "The last row is a region with eight times the people, made on the fly; actors stay as many as they are.",
        "",
        "## Stages",
        "",
        "CPU ms a step at the full population, by leaving a stage out of a run that is under way: medians of pairs. Two equal runs",
        f"differ by {chance:.1f} ms; rows do not add up, since stages share what they read and one sets off another.",
        "",
        "| stage | ms a step |",
        "| --- | --- |",
        *(
            f"| {name} | {value:.1f} |" if value > chance else f"| {name} | not told apart from zero |"
            for name, value in (bench.get("stages") or {}).get("stages", {}).items()
        ),
        "",
        "## What limits it",
        "",
        LIMITS,
        "",
        "## Sweeps",
        "",
        *sweep_lines(sweeps),
        "",
        "## A peer",
        "",
        "The same chain of four situations in Starsim and as this project writes a stage; what is compared, and what is not, stands in",
        "[benchmarks/peers](../benchmarks/peers/README.md). The whole model does far more than the chain and is there for scale.",
        "",
        "| | persons | loop CPU s | ratio | ns per person and step | peak MB | same answer |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(
            f"| {one['what']} | {one['persons']:,} | {one['cpu_seconds_loop']:.2f} | {one['ratio']:.2f} |"
            f" {one['ns_per_person_step']:.1f} | {one['peak_memory_mb']:.0f} | {one['agrees']} |"
            for one in peers.get("rows", [])
        ),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(page(read("bench.json"), read("peers.json"), read("sweeps.json")), end="")
