"""One sweep made on several machines, joined into one folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from safepassage.ensemble import store
from safepassage.ensemble.adoption import SUMS
from safepassage.ensemble.folder import SweepFolder, batch_of
from safepassage.ensemble.sweep import Outcome, outcome_of
from safepassage.evidence.errors import InputError


def merge_sweeps(folders: Sequence[Path | str], into: Path | str) -> Outcome:
    """Join the stores of one sweep that several machines made parts of.

    Parameters
    ----------
    folders
        Output folders of the same sweep: same configuration, data and code (``part=1/2`` and
        ``part=2/2``, say, or one that was broken off and one that went on elsewhere). They stay
        as they are.
    into
        A new folder, or one of the same sweep. A batch that is there is not written again.

    Raises
    ------
    InputError
        A folder holds no sweep, or another one; two folders hold other values for one run.
    """
    homes = [SweepFolder(folder) for folder in folders]
    _check(homes)
    design = homes[0].read_design()
    goal = SweepFolder(into)
    if goal.path.resolve() in {home.path.resolve() for home in homes}:
        raise InputError(f"{into} is one of the folders to be merged; name a new one")
    with goal.locked():
        if goal.begun and not goal.read_design().equals(design):
            raise InputError(f"{into} holds another sweep; name a new folder")
        _agree([*homes, goal])
        _copy(homes, goal)
        store.write_parquet(design, goal.design)
        store.write_json(_joined(homes, goal), goal.manifest)
    return outcome_of(into)


def _check(homes: list[SweepFolder]) -> None:
    """Refuse folders of another design, code or data, or with a damaged file."""
    first = homes[0]
    hashes, design = first.read_manifest()["hashes"], first.read_design()
    for home in homes:
        if home.read_manifest()["hashes"] != hashes:
            raise InputError(
                f"{home.path} was made with other code or data than {first.path}; make one of them again"
            )
        if not home.read_design().equals(design):
            raise InputError(
                f"{home.path} has another design than {first.path}; only parts of one sweep can be merged"
            )
        for path in home.damaged():
            raise InputError(f"{path} is damaged; call the sweep there again, then merge")


def _copy(homes: list[SweepFolder], goal: SweepFolder) -> None:
    """Write the batches that the goal does not have, and what failed everywhere."""
    have = goal.finished()
    for home in homes:
        for name, runs in home.stored().items():
            if have.isdisjoint(runs):
                goal.write_batch(batch_of(name), home.read_batch(name))
                have.update(runs)
            elif not have.issuperset(runs):
                raise InputError(
                    f"{home.runs / name} overlaps with a batch of another folder that was broken off; "
                    f"call the sweep in {home.path} again until nothing is missing, then merge"
                )
    for home in homes:
        for one in home.failed():
            if one["run"] not in have:
                goal.write_record(one)


def _joined(homes: list[SweepFolder], goal: SweepFolder) -> dict[str, Any]:
    """The manifest of all, with the effort of each."""
    others = [home.read_manifest() for home in homes]
    return {
        **others[0],
        "configuration": {**others[0]["configuration"], "part": None},
        "persons": max(one["persons"] for one in others),
        "files": {name: goal.hash_of(name) for name in goal.stored()},
        "calls": [call for one in others for call in one["calls"]],
        **{key: round(sum(one[key] for one in others), 4) for key in SUMS},
    }


def _agree(homes: list[SweepFolder]) -> None:
    """Refuse two folders that hold other bytes for a batch of the same runs, before anything is written."""
    known: dict[tuple[str, ...], str] = {}
    for home in homes:
        for name, runs in home.stored().items():
            found = home.hash_of(name)
            if known.setdefault(tuple(runs), found) != found:
                raise InputError(
                    f"{home.runs / name} differs from the same batch of another folder; "
                    f"safepassage verify {home.path} sample=all says which is right"
                )
