"""Pages keep step with the code: generated parts, the README's hops and examples, the glossary, the targets."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from safepassage.interventions import load_scenario
from safepassage.model import BorderModel

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "experiments").rglob("*.md")])


def script(path: str) -> ModuleType:
    """A script of the checkout as a module, without running it."""
    name = path.replace("/", "_").removesuffix(".py")
    found = importlib.util.spec_from_file_location(name, ROOT / path)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules[name] = module  # dataclasses look their module up
    found.loader.exec_module(module)
    return module


def examples(language: str) -> list[str]:
    """The README's code blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.S)


# ----------------------------------------------------------------------------------- generated parts


@pytest.fixture(scope="module")
def make_pages() -> ModuleType:
    return script("docs/make_pages.py")


@pytest.mark.parametrize("page", ["mechanisms.md", "odd.md", "parameters.md", "state.md", "walk.md"])
def test_generated_parts_are_what_the_code_says(make_pages: ModuleType, page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert make_pages.remade(text) == text, f"run python docs/make_pages.py: docs/{page} is behind the code"


def test_every_generated_part_stands_on_a_page(make_pages: ModuleType) -> None:
    found = [
        name
        for page in make_pages.PAGES
        for name in make_pages.parts_in((ROOT / "docs" / page).read_text(encoding="utf-8"))
    ]
    assert sorted(found) == sorted(make_pages.PARTS)


def test_a_part_that_is_behind_is_seen_and_mended(make_pages: ModuleType) -> None:
    text = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
    behind = text.replace("| `debt_usd` |", "| `debt_idr` |")
    assert behind != text
    assert make_pages.remade(behind) == text


@pytest.mark.parametrize(("text", "lines"), [("def moved_elsewhere(", "0"), ("people.situation", "2")])
def test_a_hop_whose_text_is_gone_or_stands_twice_is_an_error(
    make_pages: ModuleType, text: str, lines: str
) -> None:
    with pytest.raises(LookupError, match=f"stands in {lines} lines; mend its hop in docs/walk.yaml"):
        make_pages.line_of("src/safepassage/stages/destination.py", text)


def test_a_situation_is_written_in_one_line() -> None:
    written = [
        path.name
        for path in (ROOT / "src").rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\bsituation\[[^\]]*\] = ", line)
    ]
    assert written == ["ledger.py"]


# ------------------------------------------------------------------------------------------ the README


def test_the_readmes_scenario_loads(tmp_path: Path) -> None:
    (text,) = examples("yaml")
    (tmp_path / "scenario").mkdir()
    (tmp_path / "scenario" / "partner_first.yaml").write_text(text, encoding="utf-8")
    scenario = load_scenario("partner_first", (tmp_path,))
    assert scenario.title == "Partner first"
    assert [item.name for item in scenario.interventions] == ["partner", "facilitator"]
    model = BorderModel("classroom", scenario, population_share=0.1, spin_up_years=0.0)
    model.step()
    assert model.indicator("spend_usd")[0].sum() > 0.0


def test_the_readmes_intervention_does_something(capsys: pytest.CaptureFixture[str]) -> None:
    (text,) = [block for block in examples("python") if "class Radio" in block]
    lines = [line for line in text.split("\nfor ")[0].splitlines() if line.strip() and "as sp" not in line]
    assert len(lines) == 10, "an intervention is ten lines"
    # A module of its own, since dataclasses look theirs up; a shorter world, since the example is of eight years.
    text = text.replace("population_share=1.0, seed=1", "population_share=0.2, seed=1, spin_up_years=0.0")
    module = ModuleType("readme_example")
    sys.modules["readme_example"] = module
    exec(compile(text, "README.md", "exec"), module.__dict__)
    said = dict(line.split() for line in capsys.readouterr().out.splitlines())
    assert float(said["radio"]) > float(said["no_iom"]) + 0.02


def test_the_readmes_python_compiles() -> None:
    for text in examples("python"):
        compile(text, "README.md", "exec")


def test_the_readmes_hops_lead_to_where_an_offer_is_accepted() -> None:
    hops = re.findall(r"^\d\. \[(\S+)\]\(\1\)", README, re.M)
    assert [Path(hop).name for hop in hops] == ["__init__.py", "recruitment.py", "offers.py"]
    step, recruitment, offers = ((ROOT / hop).read_text(encoding="utf-8") for hop in hops)
    assert re.search(r"\(\"recruitment\", \"recruit\", ", step)
    assert re.search(r"from safepassage\.rules\.offers import [^)]*?\bacceptance\b", recruitment)
    assert re.search(r"^def acceptance\(", offers, re.M)


def test_the_readmes_figure_is_a_picture() -> None:
    (name,) = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert (ROOT / name).read_bytes().startswith(b"\x89PNG")


# ------------------------------------------------------------------------------------------- all pages

PACKAGE = ROOT / "src" / "safepassage"
HISTORY = ("CHANGELOG.md", "0003-one-compiled-step.md")
"""Pages that speak of what was."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_sources_that_pages_name_are_there(page: Path) -> None:
    if page.name in HISTORY:
        return
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    for named in re.findall(r"`(\w+/[a-z\d_./-]+\.(?:py|yaml|md|c))`", page.read_text(encoding="utf-8")):
        above = (PACKAGE, ROOT) if named.split("/")[0] in rooms else (ROOT, page.parent)
        assert any((folder / named).exists() for folder in above), (
            f"{page.name} names {named}, which is not there"
        )


INSTITUTIONS = (
    "PLBN", "PLBT", "BP2MI", "BP3TKI", "LTSA", "GT-PP TPPO", "RAD", "Perda", "LPSK", "Polda", "SAPA", "PJTKI", "RMIM",
    "RCM", "PRT", "SOP",
)  # fmt: skip


@pytest.mark.parametrize("name", INSTITUTIONS)
def test_the_glossary_has_every_institution_of_the_study(name: str) -> None:
    rows = [
        line
        for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
        if "|" in line
    ]
    assert any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", row.split("|")[1]) for row in rows)


NOT_OURS = {
    "a path of somebody's machine": r"(?<![\w.])/(?:work|home|root|tmp|Users)/",
    "an address of a machine": r"localhost|127\.0\.0\.1|artifactory|index-url",
    "a word that makes a person of a breach": r"\billegals?\b(?<!\"illegal)",
}


@pytest.mark.parametrize("what", NOT_OURS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_pages_hold_nothing_that_does_not_belong(page: Path, what: str) -> None:
    found = re.search(NOT_OURS[what], page.read_text(encoding="utf-8"))
    assert found is None, f"{what}: {found and found[0]}"


def test_decisions_are_numbered_and_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    pages = sorted(folder.glob("0*.md"))
    # Numbers ascend and stand once; a gap is a page of work that is under way elsewhere.
    numbers = [int(page.name[:4]) for page in pages]
    assert numbers == sorted(set(numbers)) and numbers[0] == 1
    listed = re.findall(r"\]\((0\d+-[^)]+)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == [page.name for page in pages]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(page.name[:4])}. "), page.name
        assert [part for part in ("Context", "Decision", "Consequences") if f"**{part}.**" not in text] == []


def test_the_page_of_magnitudes_has_the_targets_of_its_script() -> None:
    run = script("experiments/magnitudes/run.py")
    page = (ROOT / "docs" / "magnitudes.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| ")]
    for target in run.TARGETS:
        band = f"{target.low:g}" if target.low == target.high else f"{target.low:g}-{target.high:g}"
        mine = [
            row
            for row in rows
            if row[0] == f"| {run.TITLES[target.what]} ({target.unit})"
            and row[1] == ", ".join(target.where)
            and row[2] == "-".join(str(year) for year in dict.fromkeys(target.years))
        ]
        assert len(mine) == 1, target
        assert mine[0][3:5] == [band, f"{target.basis}: {target.facts}"]
        if "more than three times off" in mine[0][7]:
            assert target.note, "what is far off says why"
