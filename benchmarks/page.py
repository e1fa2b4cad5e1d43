"""Make ``docs/performance.md`` of what ``make bench`` and ``python -m benchmarks.peers`` wrote.

    python -m benchmarks.page > docs/performance.md

Numbers come from ``outputs/bench/*.json`` and from nowhere else; a row without its measurement says so.
"""

# ruff: noqa: E501 - a row of the page is a line
from __future__ import annotations

import json
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
        ("Growth with persons", f"power {bench['growth_exponent']:.2f}, from {bench['engine'][0]['persons']:,} to {bench['engine'][-1]['persons']:,}"
         if bench.get("engine") else NONE, "`python -m benchmarks.enlarged` for the last size"),
        ("Observation", share, "`python -m benchmarks.stages`"),
        ("First sign of life of the command line, warm",
         f"{start['first_progress_seconds']:.2f} s, {start['ratio']:.1f} times `import mesa, numba, hydra` ({start['imports_seconds']:.2f} s)" if start else NONE,
         "`python -m benchmarks.start`"),
        ("Person-steps a second", f"{1e3 / ns:.0f} million; a person and step costs {over}" if ns else NONE, "`benchmarks/floor.c`"),
    ]  # fmt: skip


def page(bench: dict[str, Any], peers: dict[str, Any]) -> str:
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
        "Made by `python -m benchmarks.page > docs/performance.md` from what `make bench` and `python -m benchmarks.peers` wrote.",
        "CPU seconds are of one process on one core; the loop is the steps alone, after a warm start.",
        "",
        f"Machine: {machine.get('processor', NONE)}, {machine.get('cores', '?')} cores, Python {machine.get('python', '?')}, "
        f"{machine.get('system', '?')}. Load while it ran: {min(loads, default=0.0):.1f} to {max(loads, default=0.0):.1f}, this process "
        f"among it: {others}.",
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
    print(page(read("bench.json"), read("peers.json")), end="")
