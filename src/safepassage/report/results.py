"""The folder that an earlier ``safepassage compare`` left behind, read back and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from safepassage.analysis.effects import pick
from safepassage.ensemble import store
from safepassage.ensemble.spec import BASELINE, RunSpec
from safepassage.evidence.errors import InputError
from safepassage.region.load import load_region
from safepassage.region.region import Region

COMMANDS = ("compare", "report")
"""Commands whose folders hold a whole comparison."""


@dataclass(frozen=True)
class Results:
    """What a comparison left: its specification, tables and manifest.

    Attributes
    ----------
    spec
        What was run.
    region
        Where.
    series, effects, persons, subdistricts
        The tables of the folder.
    manifest
        Versions, hashes, configuration, seeds, effort.
    folder
        Where they were read, for messages; empty for a comparison in memory.
    """

    spec: RunSpec
    region: Region
    series: pd.DataFrame
    effects: pd.DataFrame
    persons: pd.DataFrame
    subdistricts: pd.DataFrame
    manifest: Mapping[str, Any]
    folder: str = ""

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Those held against the baseline, in order."""
        return tuple(name for name in self.spec.scenario if name != BASELINE)

    @property
    def headline(self) -> str:
        """The scenario of the three sentences: all roles together where it was run, else the last."""
        return "integrated" if "integrated" in self.scenarios else self.scenarios[-1]

    def effect(self, indicator: str, scenario: str, government: str) -> pd.Series:
        """One row of the effects of all districts together."""
        return pick(self.effects, indicator, scenario, government)


def read_spec(folder: Path | str) -> tuple[RunSpec, dict[str, Any]]:
    """Read the manifest of a results folder.

    Raises
    ------
    InputError
        No such folder, or it is not of a compare.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise InputError(f"results={folder}: no such folder; name the output folder of an earlier compare")
    manifest = store.read_json(folder / "manifest.json")
    if manifest.get("command") not in COMMANDS:
        raise InputError(
            f"results={folder}: made by {manifest.get('command', 'something else')!r}, not by compare; "
            "name the output folder of safepassage compare"
        )
    configuration = manifest.get("configuration")
    if not isinstance(configuration, dict):
        raise InputError(f"results={folder}: manifest.json has no configuration; run the comparison again")
    return RunSpec.from_mapping(configuration), manifest


def read_results(folder: Path | str) -> Results:
    """Read a whole comparison back.

    Raises
    ------
    InputError
        The folder, one of its files or a column is missing, or the region's tables are no longer there.
    """
    spec, manifest = read_spec(folder)
    folder = Path(folder)
    results = Results(
        spec=spec,
        region=load_region(spec.region),
        series=store.read_parquet(folder / "series.parquet"),
        effects=store.read_csv(folder / "effects.csv"),
        persons=store.read_csv(folder / "persons.csv"),
        subdistricts=store.read_csv(folder / "subdistricts.csv").astype({"subdistrict": str}),
        manifest=manifest,
        folder=str(folder),
    )
    if not results.scenarios or results.effects.empty:
        raise InputError(f"results={folder}: holds no scenario besides {BASELINE}; run a comparison with one")
    return results
