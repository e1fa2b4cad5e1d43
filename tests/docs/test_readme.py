"""The README's promises: links that resolve, a scenario that loads, commands that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from safepassage.interventions.scenario import make_intervention

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_resolve(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
        assert target.startswith("http") or (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_scenario_of_the_readme_loads() -> None:
    text = re.search(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(), re.S)
    assert text is not None
    kinds = [make_intervention(raw, "README").name for raw in yaml.safe_load(text[1])["interventions"]]
    assert kinds == ["partner", "facilitator"]


def test_the_commands_of_the_readme_are_targets() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"^    make (\w+)", (ROOT / "README.md").read_text(), re.M):
        assert re.search(rf"^{target}:", makefile, re.M), target
