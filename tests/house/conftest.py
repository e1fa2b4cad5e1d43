"""What is reported and not refused stands at the end of a run: long files, numbers and reasons that are owed."""

from __future__ import annotations

from typing import Any

from tests.house import names, parameters, passports
from tests.house.levers import DEAD
from tests.house.tree import ROOT


def pytest_terminal_summary(terminalreporter: Any, exitstatus: int, config: Any) -> None:
    """Write the list, if a test of the house was run."""
    ran = {
        report.nodeid
        for reports in terminalreporter.stats.values()
        for report in reports
        if hasattr(report, "nodeid")
    }
    if not any(node.startswith("tests/house/test_house.py") for node in ran):
        return
    write = terminalreporter.write_line
    terminalreporter.section("the house: reported, not refused")
    for name, lines in names.long_files(ROOT):
        write(f"{lines} lines (over {names.LONG}): {name}")
    for (name, number), what in parameters.DEBTS.items():
        write(f"a number without a passport: {name}: {number:g} {what}")
    bare = passports.reasons_missing(ROOT)
    write(f"{len(bare)} assumed numbers whose passport gives no reason: {', '.join(bare)}")
    for name, why in DEAD.items():
        write(f"a parameter that moves nothing: {name}: {why}")
