"""One sweep made on several machines, joined into one folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from safepassage.ensemble import store
from safepassage.ensemble.folder import SweepFolder, batch_of
from safepassage.ensemble.sweep import SUMS, Outcome, outcome_of
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
    first = homes[0]
    manifest, design = first.read_manifest(), first.read_design()
    for home in homes:
        other, table = home.read_manifest(), home.read_design()
        if other["hashes"] != manifest["hashes"]:
            raise InputError(
                f"{home.path} was made with other code or data than {first.path}; make one of them again"
            )
        if not table.equals(design):
            raise InputError(
                f"{home.path} has another design than {first.path}; only parts of one sweep can be merged"
            )
        for path in home.damaged():
            raise InputError(f"{path} is damaged; call the sweep there again, then merge")
    goal = SweepFolder(into)
    if goal.path.resolve() in {home.path.resolve() for home in homes}:
        raise InputError(f"{into} is one of the folders to be merged; name a new one")
    with goal.locked():
        if goal.begun and not goal.read_design().equals(design):
            raise InputError(f"{into} holds another sweep; name a new folder")
        _agree([*homes, goal])
        have = {run for runs in goal.stored().values() for run in runs}
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
        files = {name: goal.hash_of(name) for name in goal.stored()}
        others = [home.read_manifest() for home in homes]
        joined = {
            **manifest,
            "configuration": {**manifest["configuration"], "part": None},
            "persons": max(one["persons"] for one in others),
            "files": files,
            "calls": [call for one in others for call in one["calls"]],
        }
        joined.update({key: round(sum(one[key] for one in others), 4) for key in SUMS})
        store.write_parquet(design, goal.design)
        store.write_json(joined, goal.manifest)
    return outcome_of(into)


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
