# ruff: noqa: T201 - a command that prints what it found
"""Rewrite the baselines: ``python -m tests.regression.rewrite``, from the checkout's root. Nothing else writes them.

It refuses when results have changed and CHANGELOG.md has no new line that begins with "Results change:" and says why.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tests.regression.worlds import FOLDER, WORLDS, differences, from_text, to_text, unkept

CHANGELOG = FOLDER.parents[1] / "CHANGELOG.md"
REASONS = FOLDER / "reasons.txt"
"""The lines of the changelog that stood there at the last rewriting."""


def reasons(text: str) -> list[str]:
    """Every item of a changelog that begins with "Results change:", each on one line."""
    items = re.findall(r"^- (Results change:.*?)(?=\n- |\n\n|\n#|\Z)", text, re.M | re.S)
    return [" ".join(item.split()) for item in items]


def main(changelog: Path = CHANGELOG, known: Path = REASONS) -> int:
    """Compare, and write where it is allowed; 0 done, 2 a reason is missing."""
    new: dict[Path, str] = {}
    changed = False
    for world in WORLDS:
        totals = world.totals()
        new[world.path] = to_text(totals)
        if not world.path.exists():
            print(f"{world.name}: new")
            continue
        kept = from_text(world.path.read_text(encoding="utf-8"))
        faults = differences(kept, totals)
        changed = changed or bool(faults)
        print(f"{world.name}: {len(faults)} totals changed" if faults else f"{world.name}: as before")
        for name in unkept(kept, totals):
            print(f"  {name}: new")
        for fault in faults[:20]:
            print(f"  {fault}")
    have = reasons(changelog.read_text(encoding="utf-8"))
    before = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    if changed and not set(have) - set(before):
        print('CHANGELOG.md has no new line "- Results change: ..."; say why, then rewrite', file=sys.stderr)
        return 2
    for path, text in new.items():
        path.write_text(text, encoding="utf-8")
    known.write_text("".join(f"{line}\n" for line in have), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
