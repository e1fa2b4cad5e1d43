"""``benchmarks/house.py``: what is counted of a checkout."""

from __future__ import annotations

from pathlib import Path

from benchmarks.house import figures, lines_by_room, page

GATES = '''def pass_gates(world, /, row, *, offer):
    """Three parameters, four lines."""

    return world


class Post:
    def asks(self):
        return 0
'''


def test_parameters_lines_and_rooms_are_counted(tmp_path: Path) -> None:
    for name, text in (
        ("stages/gates.py", GATES),
        ("model.py", "def run(a): ...\n"),
        ("__init__.py", "X = 1\n"),
    ):
        path = tmp_path / "before" / "src" / "safepassage" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = figures(tmp_path / "before")
    assert (found["files of Python"], found["functions"]) == ("3", "3")
    assert (found["parameters, median"], found["parameters, most"]) == ("1", "3")
    assert found["parameters in stages, median and most"] == "1.5, 3"
    assert found["lines of the longest function, 1"] == "4 (stages.gates: pass_gates)"
    rooms = {"lines of Python": "11", "lines in stages": "9", "lines in the entrance": "2"}
    assert lines_by_room(tmp_path / "before") == rooms
    assert "| lines in stages | 9 | 9 |" in page([tmp_path / "before"] * 2).splitlines()
