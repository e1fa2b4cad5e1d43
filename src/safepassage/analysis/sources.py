"""What the numbers rest on, in words: the passports, and what one result leans on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from safepassage.evidence.passports import Passport, load_passports


def passports_text() -> str:
    """Write every parameter's passport, one line each, by submodel.

    Returns
    -------
    str
        Name, value, range, unit, kind, source or derivation; first how many are of each kind.
    """
    passports = load_passports()
    kinds = Counter(passport.kind for passport in passports.values())
    lines = [
        f"{len(passports)} parameters: "
        + ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
        + ".",
        "Assumed means that no source gives the number: its range is what a result should be tried over.",
    ]
    submodel = ""
    for passport in passports.values():
        if passport.submodel != submodel:
            submodel = passport.submodel
            lines += ["", submodel.replace("_", " ")]
        lines.append(_line(passport))
    return "\n".join(lines)


def result_text(manifest: Mapping[str, Any]) -> str:
    """Write what a stored result leans on.

    Parameters
    ----------
    manifest
        What ``manifest.json`` of its folder holds.

    Returns
    -------
    str
        Region, tables with their hashes, the parameters that were changed, the code's hash.
    """
    configuration, hashes = manifest["configuration"], manifest["hashes"]
    passports = load_passports()
    changed = configuration["parameters"]
    lines = [
        f"Region {configuration['region']}, {configuration['start']} to {configuration['end']}; scenarios "
        f"{', '.join(configuration['scenario'])}; governments {', '.join(configuration['government'])}.",
        f"Code {hashes['code'][:12]}, passports {hashes['passports'][:12]}, configurations {hashes['configs'][:12]}.",
        "",
        "Tables (first digits of their SHA-256)",
        *(f"  {name:<44}{digest[:12]}" for name, digest in hashes["tables"].items()),
        "",
        "Parameters changed from their passports"
        if changed
        else "No parameter was changed from its passport.",
        *(f"  {name} = {value:g} (passport {passports[name].value:g})" for name, value in changed.items()),
        "",
        passports_text(),
    ]
    return "\n".join(lines)


def _line(passport: Passport) -> str:
    origin = (
        f"{passport.source}, {passport.where}" if passport.where else passport.source or passport.derivation
    )
    number = f"{passport.value:g} [{passport.low:g}, {passport.high:g}] {passport.unit}"
    return f"  {passport.name:<38}{number:<44}{passport.kind:<10}{origin}"
