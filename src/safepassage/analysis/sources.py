"""What the numbers rest on, in words: passports by kind, the tables, the BibTeX; of everything or of one result."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from safepassage.analysis.leaning import leaned_on, sources_of
from safepassage.ensemble.manifest import folder_hash
from safepassage.evidence.bibliography import TABLE, load_bibliography
from safepassage.evidence.datasets import Dataset, datasets
from safepassage.evidence.errors import InputError
from safepassage.evidence.passports import PASSPORTS, Kind, Passport, load_passports
from safepassage.evidence.reader import file_hash
from safepassage.interventions import load_scenario
from safepassage.region.load import load_region, region_folder, region_names
from safepassage.region.outline import read_outline

OLD_DAYS = 730
"""A passport that nobody has looked at for two years is named."""


def passports_text(today: dt.date | None = None) -> str:
    """Write every passport by kind and submodel, the sources, and the tables of the regions that come with the library.

    Returns
    -------
    str
        First how many parameters are of each kind, and when they were looked at.
    """
    passports = load_passports()
    lines = [
        *_counts(passports, today),
        *_by_kind(passports, {}),
        *_cited(passports),
    ]
    for name in region_names():
        folder = read_outline(region_folder(name)).tables
        if folder == region_folder(name):
            lines += ["", *_tables(f"Tables of region {name}", datasets(folder), {})]
    return "\n".join(lines)


def result_text(manifest: Mapping[str, Any], today: dt.date | None = None) -> str:
    """Write what a stored result leans on.

    Parameters
    ----------
    manifest
        What ``manifest.json`` of its folder holds.

    Returns
    -------
    str
        What was run, which parameters were set by hand, the passports of those that can have moved it,
        the sources they cite, and the tables that were read, with what has changed since.

    Raises
    ------
    KeyError
        The manifest is not of a compare, run or sweep.
    """
    configuration, hashes = manifest["configuration"], manifest["hashes"]
    changed: Mapping[str, float] = configuration["parameters"]
    passports = leaned_on(configuration["scenario"], _own(manifest))
    known = load_passports()
    lines = [
        f"Region {configuration['region']}, {configuration['start']} to {configuration['end']}; scenarios "
        f"{', '.join(configuration['scenario'])}; governments {', '.join(configuration['government'])}.",
        f"Code {hashes['code'][:12]}, passports {hashes['passports'][:12]}, configurations {hashes['configs'][:12]}.",
    ]
    if hashes["passports"] != folder_hash(PASSPORTS, "*.yaml"):
        lines.append("The passports have changed since this result was made; those of today are shown.")
    lines += ["", "Set by hand in this run" if changed else "No parameter was set by hand in this run."]
    for name, value in changed.items():
        of_passport = f"passport {known[name].value:g}" if name in known else "no passport today"
        lines.append(f"  {name} = {value:g} ({of_passport})")
    lines += _set_by_scenarios(configuration["scenario"], _own(manifest))
    left_out = len(known) - len(passports)
    lines += ["", *_counts(passports, today)]
    if left_out:
        lines.append(
            f"{left_out} more belong to programmes that none of the scenarios holds, and are left out."
        )
    lines += [
        *_by_kind(passports, changed),
        *_cited(passports),
        "",
        *_tables_read(configuration["region"], hashes["tables"]),
    ]
    return "\n".join(lines)


def bibtex(manifest: Mapping[str, Any] | None = None) -> str:
    """Write the BibTeX of all sources that passports cite, or of those that a result leans on; tables as ``@misc``.

    Raises
    ------
    InputError
        A passport cites an entry that ``sources.bib`` does not have.
    """
    if manifest is None:
        passports = load_passports()
    else:
        passports = leaned_on(manifest["configuration"]["scenario"], _own(manifest))
    entries = load_bibliography()
    texts = []
    for key in sources_of(passports.values()):
        if key.startswith(TABLE):
            texts.append(_table_entry(key.removeprefix(TABLE)))
        elif key in entries:
            texts.append(entries[key].text)
        else:
            cites = next(name for name, one in passports.items() if one.source == key)
            raise InputError(f"sources.bib has no entry {key!r}, which the passport of {cites} cites")
    return "\n\n".join(texts)


# ------------------------------------------------------------------------------------- parts


def _own(manifest: Mapping[str, Any]) -> tuple[Path, ...]:
    """The user's own configuration folder of a result, where there was one."""
    folder = manifest["configuration"].get("config_dir")
    return (Path(folder),) if folder else ()


def _counts(passports: Mapping[str, Passport], today: dt.date | None) -> list[str]:
    """How many are of each kind, and when they were looked at."""
    kinds = Counter(passport.kind for passport in passports.values())
    lines = [
        f"{len(passports)} parameters: "
        + ", ".join(f"{kinds[kind]} {kind}" for kind in get_args(Kind))
        + ".",
        "Assumed means that no source gives the number: its range is what a result should be tried over.",
    ]
    dates = {name: dt.date.fromisoformat(one.checked_on) for name, one in passports.items()}
    if dates:
        lines.append(f"Looked at between {min(dates.values())} and {max(dates.values())}.")
    old = [name for name, day in dates.items() if ((today or dt.date.today()) - day).days > OLD_DAYS]
    if old:
        lines.append(f"Not looked at for two years: {', '.join(old)}.")
    return lines


def _by_kind(passports: Mapping[str, Passport], changed: Mapping[str, float]) -> list[str]:
    """One line per passport; measured first, assumed last."""
    lines: list[str] = []
    for kind in get_args(Kind):
        submodel = ""
        for one in passports.values():
            if one.kind != kind:
                continue
            if not submodel:
                lines += ["", f"{kind.capitalize()}: value [low, high] unit, role: {_says(kind)}"]
            if one.submodel != submodel:
                submodel = one.submodel
                lines.append(f"  {submodel.replace('_', ' ')}")
            lines.append(_line(one, changed.get(one.name)))
    return lines


def _set_by_scenarios(names: Sequence[str], extra: tuple[Path, ...]) -> list[str]:
    """The parameters that scenarios set for themselves."""
    lines = []
    for name in names:
        try:
            own = load_scenario(name, extra).parameters
        except InputError:
            lines.append(f"Scenario {name} is not known today; what it set is not shown.")
            continue
        if own:
            lines.append(
                f"Set by scenario {name}: " + ", ".join(f"{key} = {value:g}" for key, value in own.items())
            )
    return lines


def _says(kind: str) -> str:
    return {"assumed": "why", "derived": "the sum", "calibrated": "against what"}.get(
        kind, "source: how carried over"
    )


def _line(one: Passport, set_to: float | None) -> str:
    value = f"{one.value:g}" if set_to is None else f"{set_to:g} (set; passport {one.value:g})"
    number = f"{value} [{one.low:g}, {one.high:g}] {one.unit}, {one.role}"
    places = ", ".join(
        f"{place} {own:g}" + (f" [{ends[0]:g}, {ends[1]:g}]" if ends else "")
        for place, own, ends in one.places
    )
    cited = (
        f"{one.source} ({one.where}): "
        if one.source and one.where
        else f"{one.source}: "
        if one.source
        else ""
    )
    return f"    {one.name:<34}{number:<50} {cited}{one.derivation}" + (f" [{places}]" if places else "")


def _cited(passports: Mapping[str, Passport]) -> list[str]:
    entries = load_bibliography()
    keys = sources_of(passports.values())
    lines = ["", "Sources that these passports cite (--bibtex prints them for a paper)"] if keys else []
    for key in keys:
        said = (
            entries[key].line
            if key in entries
            else "a table, see below"
            if key.startswith(TABLE)
            else "not in sources.bib"
        )
        lines.append(f"  {key:<36}{said}")
    return lines


def _table(one: Dataset, read: str | None, licence: bool) -> str:
    """One line per table: rows, hash, schema, whether it is still the one that was read, licence."""
    schema = f"{len(one.faults)} faults" if one.faults else "schema ok"
    same = "" if read is None else ", as read" if read == one.sha256 else f", changed since (was {read[:12]})"
    said = f"  licence: {one.licence or 'not said'}" if licence else ""
    return f"  {one.name:<40}{one.rows:>6} rows  {one.sha256[:12]}  {schema}{same}{said}"


def _tables(title: str, found: Sequence[Dataset], read: Mapping[str, str]) -> list[str]:
    """The tables of a folder; a licence that all share is said once."""
    shared = {one.licence for one in found}
    lines = [title]
    if len(shared) == 1:
        lines.append(f"  Licence of all: {shared.pop() or 'not said'}.")
    return [*lines, *(_table(one, read.get(one.name), len(lines) == 1) for one in found)]


def _tables_read(region: str, hashes: Mapping[str, str]) -> list[str]:
    """The tables that a result read, as they are now."""
    title = "Tables that were read (first digits of their SHA-256)"
    try:
        folder = read_outline(region_folder(region)).tables
        found = [one for one in datasets(folder) if one.name in hashes]
    except InputError as problem:
        found, title = [], f"{title}; today: {problem}"
    here = {one.name for one in found}
    others = [_file(region, name, read) for name, read in hashes.items() if name not in here]
    return [*_tables(title, found, hashes), *others]


def _file(region: str, name: str, read: str) -> str:
    """What is no table (the region's own page), or is no longer there."""
    try:
        same = "as read" if file_hash(region_folder(region) / name) == read else "changed since"
    except InputError:
        same = "no longer there"
    return f"  {name:<40}{read[:12]:>25}  {same}"


def _table_entry(name: str) -> str:
    """A table as an entry, from the first region that has it; the made-up ones come last."""
    for region in sorted(region_names(), key=lambda known: load_region(known).made_up):
        path: Path = region_folder(region) / name
        if path.is_file():
            one = next(found for found in datasets(path.parent) if found.name == name)
            title = f"{name} of region {region}"
            return (
                f"@misc{{{TABLE.rstrip(':')}_{path.stem},\n  title = {{{title}}},\n  howpublished = {{safepassage}},\n"
                f"  note = {{{one.content}; licence: {one.licence}; SHA-256 {one.sha256}}}\n}}"
            )
    raise InputError(f"no region that comes with the library has the table {name!r}, which a passport cites")
