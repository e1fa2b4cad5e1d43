"""How a checkout is told: ``python -m benchmarks.house ROOT [ROOT]`` prints its figures, checkouts side by side.

Only parses the sources, as the tests of the house do, and counts what they hold.
"""

from __future__ import annotations

import math
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.house.signatures import ELSEWHERE, MOST_LINES, MOST_PARAMETERS, functions, lines_of, parameters_of
from tests.house.tree import modules, package_folder

LONGEST = 5
"""So many of the longest functions are named."""


def figures(root: Path) -> dict[str, str]:
    """What is counted of a checkout, as text by what it is."""
    files = modules(root)
    found = [(one, name, node) for one in files for name, node in functions(one)]
    parameters = sorted(parameters_of(node) for _, _, node in found)
    longest = sorted((-lines_of(node), f"{one.name}: {name}") for one, name, node in found)
    return {
        "files of Python": str(len(files)),
        "functions": str(len(found)),
        "parameters, median": f"{statistics.median(parameters):g}",
        "parameters, 95th percentile": str(parameters[math.ceil(0.95 * len(parameters)) - 1]),
        "parameters, most": str(parameters[-1]),
        **{
            f"parameters in {room}, median and most": f"{statistics.median(numbers):g}, {max(numbers)}"
            for room in MOST_PARAMETERS
            if (numbers := [parameters_of(node) for one, _, node in found if one.folder == room])
        },
        f"functions of more than {ELSEWHERE} parameters": str(
            sum(number > ELSEWHERE for number in parameters)
        ),
        f"functions of more than {MOST_LINES} lines": str(sum(-number > MOST_LINES for number, _ in longest)),
        **{
            f"lines of the longest function, {at}": f"{-number} ({place})"
            for at, (number, place) in enumerate(longest[:LONGEST], start=1)
        },
    }


def lines_by_room(root: Path) -> dict[str, str]:
    """Lines of Python by room, all first; files that stand in no room are the entrance."""
    lines: Counter[str] = Counter()
    for one in modules(root):
        room = one.folder if (package_folder(root) / one.folder).is_dir() and one.folder else "the entrance"
        lines[room] += len(one.path.read_text(encoding="utf-8").splitlines())
    by_room = {f"lines in {room}": f"{number:,}" for room, number in lines.items()}
    return {"lines of Python": f"{lines.total():,}", **by_room}


def page(roots: Sequence[Path]) -> str:
    """A table with a column for each checkout."""
    counted, lines = [figures(root) for root in roots], [lines_by_room(root) for root in roots]
    head = ["", *(root.name for root in roots)]
    rows = [head, ["---"] * len(head)]
    for columns, order in (
        (counted, list(counted[0])),
        (lines, sorted({name for one in lines for name in one})),
    ):
        rows += [[name, *(column.get(name, "-") for column in columns)] for name in order]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    given = [Path(word).resolve() for word in sys.argv[1:]]
    if not given or not all(package_folder(root).is_dir() for root in given):
        sys.exit(
            "python -m benchmarks.house ROOT [ROOT]: each the folder of a checkout, with src/safepassage in it"
        )
    print(page(given))
