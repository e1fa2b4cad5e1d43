"""Commands that print texts: sources, region."""

from __future__ import annotations

from pathlib import Path

from safepassage.cli.command import DONE, WRONG_INPUT
from safepassage.evidence.errors import InputError, did_you_mean


def sources(name: str, words: list[str]) -> int:
    """Print the passports, or what a results folder leans on."""
    for word in words:
        if word.startswith("-") and word != "--bibtex":
            raise InputError(f"unknown option {word!r}{did_you_mean(word, ['--bibtex', '--help'])}")
    folders = [word for word in words if word != "--bibtex"]
    if len(folders) > 1:
        raise InputError(f"sources takes at most one folder, not {folders}")
    from safepassage.analysis.sources import bibtex, passports_text, result_text
    from safepassage.ensemble.store import read_json

    try:
        manifest = read_json(Path(folders[0]) / "manifest.json") if folders else None
        if "--bibtex" in words:
            print(bibtex(manifest))
        else:
            print(passports_text() if manifest is None else result_text(manifest))
    except KeyError as missing:
        raise InputError(
            f"{folders[0]}/manifest.json has no {missing}; name the folder of a compare or run"
        ) from None
    return DONE


def region(name: str, words: list[str]) -> int:
    """Check or start a folder of one's own region."""
    if len(words) != 2 or words[0] not in ("check", "new"):
        raise InputError(f"region takes two words: region check FOLDER or region new FOLDER, not {words}")
    action, folder = words
    from safepassage.region.check import check_region, new_region

    if action == "new":
        names = new_region(folder)
        print(f"{folder}: {', '.join(names)}\nChange them, then: safepassage region check {folder}")
        return DONE
    problems = check_region(folder)
    print("\n".join(problems) if problems else f"{folder}: a region that can be run")
    return WRONG_INPUT if problems else DONE
