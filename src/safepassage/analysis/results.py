"""What a comparison found, in memory or in the folder that ``safepassage compare`` left behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pandas as pd

from safepassage.analysis.effects import pick
from safepassage.analysis.summary import effects_text
from safepassage.ensemble import store
from safepassage.ensemble.spec import BASELINE, RunSpec
from safepassage.evidence.errors import InputError
from safepassage.region.load import load_region
from safepassage.region.region import Region

COMMANDS = ("compare", "report")
"""Commands whose folders hold a whole comparison."""


@dataclass(frozen=True)
class Results:
    """Scenarios held against their baseline, paired by seed.

    Attributes
    ----------
    spec
        What was run.
    region
        Where.
    series
        One row per scenario, government, replicate, date and district; indicators as columns.
    effects
        One row per scenario, government, district and indicator: the paired difference.
    persons
        One row per scenario, government, district, group, level and indicator: who was spared, who harmed.
    subdistricts
        One row per scenario, government and subdistrict: who enters exploitation, per 1,000 adults.
    spending
        One row per scenario, government, district and activity: USD over the horizon, IOM's and the government's.
    manifest
        Versions, hashes, configuration, seeds, effort.
    """

    spec: RunSpec
    region: Region
    series: pd.DataFrame
    effects: pd.DataFrame
    persons: pd.DataFrame
    subdistricts: pd.DataFrame
    spending: pd.DataFrame
    manifest: Mapping[str, Any]

    def __str__(self) -> str:
        """Return the effects of all districts together as text."""
        period = f"{self.spec.start} to {self.spec.end}"
        return effects_text(self.effects, self.persons, self.spec.population_share, period, self.region.title)

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Those held against the baseline, in order."""
        return tuple(name for name in self.spec.scenario if name != BASELINE)

    @property
    def headline(self) -> str:
        """The scenario of the report's three sentences: all roles together where it was run, else the last."""
        return "integrated" if "integrated" in self.scenarios else self.scenarios[-1]

    def effect(self, indicator: str, scenario: str, government: str) -> pd.Series:
        """One row of the effects of all districts together."""
        return pick(self.effects, indicator, scenario, government)

    def save(self, folder: Path | str) -> list[Path]:
        """Write the tables and the manifest into a folder; each file whole or not at all.

        Raises
        ------
        InputError
            The folder cannot be written.
        """
        folder = Path(folder)
        return [
            store.write_parquet(self.series, folder / "series.parquet"),
            store.write_csv(self.effects, folder / "effects.csv"),
            store.write_csv(self.persons, folder / "persons.csv"),
            store.write_csv(self.subdistricts, folder / "subdistricts.csv"),
            store.write_csv(self.spending, folder / "spending.csv"),
            store.write_json(self.manifest, folder / "manifest.json"),
        ]

    @classmethod
    def load(cls, folder: Path | str) -> Self:
        """Read back what `save` wrote.

        Raises
        ------
        InputError
            The folder, one of its files or a column is missing, or there is no scenario to compare.
        """
        spec, manifest = read_spec(folder)
        folder = Path(folder)
        found = cls(
            spec=spec,
            region=load_region(spec.region),
            series=store.read_parquet(folder / "series.parquet"),
            effects=store.read_csv(folder / "effects.csv"),
            persons=store.read_csv(folder / "persons.csv"),
            subdistricts=store.read_csv(folder / "subdistricts.csv").astype({"subdistrict": str}),
            spending=store.read_csv(folder / "spending.csv"),
            manifest=manifest,
        )
        if not found.scenarios or found.effects.empty:
            raise InputError(
                f"results={folder}: holds no scenario besides {BASELINE}; run a comparison with one"
            )
        if "indicator" not in found.persons.columns:
            raise InputError(
                f"results={folder}: persons.csv has a column for each count, as earlier versions wrote it; "
                "run the comparison again"
            )
        return found


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
