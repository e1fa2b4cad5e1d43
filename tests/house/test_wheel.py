"""The wheel: what is in it, and that it works by itself from another folder in a fresh environment.

The environment sees the libraries of the one that runs the tests, and not its editable install: only ``.pth`` files
of its own folder are read. Nothing is fetched.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from tests.house.tree import ROOT

SHIPPED = {".py", ".yaml", ".csv", ".md", ".bib", ".typed", ".html", ".js", ".css", ".svg"}


def run(*words: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process that knows nothing of this checkout."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "PIP_", "VIRTUAL_ENV"))
    }
    return subprocess.run(
        [str(word) for word in words], cwd=cwd, capture_output=True, text=True, timeout=300,
        env={**kept, "PIP_CONSTRAINT": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **environment},
    )  # fmt: skip


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without the network."""
    folder = tmp_path_factory.mktemp("dist")
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index")
    done = run(*pip, "-w", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def venv(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; the libraries come from this one's folder."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    done = run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    python = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index")
    done = run(*pip, wheel, cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    own = next((folder / "lib").glob("python*/site-packages"))
    (own / "libraries.pth").write_text(
        f"{sysconfig.get_paths()['purelib']}\n{sysconfig.get_paths()['platlib']}\n"
    )
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A working folder far from the checkout."""
    return tmp_path


def test_the_wheel_holds_the_package_and_the_configurations_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    sources = {
        f"safepassage/{path.relative_to(ROOT / 'src' / 'safepassage').as_posix()}"
        for path in (ROOT / "src" / "safepassage").rglob("*")
        if path.suffix in SHIPPED
    }
    configs = {
        f"safepassage/configs/{path.relative_to(ROOT / 'configs').as_posix()}"
        for path in (ROOT / "configs").rglob("*")
        if path.suffix in SHIPPED
    }
    assert names == sources | configs
    assert {
        "safepassage/configs/config.yaml",
        "safepassage/evidence/sources.bib",
        "safepassage/py.typed",
        "safepassage/dashboard/assets/index.html",
    } <= names
    for part in ("tests", "benchmarks", "experiments", "docs", "__pycache__"):
        assert not any(part in Path(name).parts for name in names), part


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = [
            archive.read(name).decode() for name in archive.namelist() if name.endswith("/METADATA")
        ]
        (points,) = [
            archive.read(name).decode() for name in archive.namelist() if name.endswith("/entry_points.txt")
        ]
        assert any(name.endswith("/licenses/LICENSE") for name in archive.namelist())
    assert "Requires-Python: >=3.12" in metadata
    assert "License-Expression: Apache-2.0" in metadata
    assert "safepassage = safepassage.__main__:main" in points
    assert wheel.stat().st_size < 2_000_000


def test_the_environment_uses_the_wheel_and_not_the_checkout(venv: Path, elsewhere: Path) -> None:
    code = (
        "import safepassage, numpy; from safepassage.evidence.reader import config_folder\n"
        "print(safepassage.__file__); print(config_folder())"
    )
    done = run(venv / "bin" / "python", "-c", code, cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    assert all(Path(line).resolve().is_relative_to(venv.resolve()) for line in done.stdout.split()), (
        done.stdout
    )


def test_the_command_answers_from_another_folder(venv: Path, elsewhere: Path) -> None:
    for command in ((venv / "bin" / "safepassage",), (venv / "bin" / "python", "-m", "safepassage")):
        done = run(*command, "--help", cwd=elsewhere)
        assert done.returncode == 0, done.stderr
        assert "compare" in done.stdout
    done = run(venv / "bin" / "safepassage", "compare", "--help", cwd=elsewhere)
    assert "integrated" in done.stdout and "unresponsive" in done.stdout and "roles" in done.stdout
    done = run(venv / "bin" / "safepassage", "sources", cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    assert "Tables of region indonesia" in done.stdout
    assert list(elsewhere.iterdir()) == []


def test_a_wrong_word_is_refused_from_another_folder(venv: Path, elsewhere: Path) -> None:
    """The check composes the configuration, so Hydra has to find the configurations of the wheel."""
    for words, named in (
        ("scenario=integrted", "integrated"),
        ("parameters.fee_us=1", "fee_usd"),
        ("region=sambs", "sambas"),
    ):
        done = run(venv / "bin" / "safepassage", "compare", words, cwd=elsewhere)
        assert done.returncode == 2, done.stderr
        assert named in done.stderr
    assert list(elsewhere.iterdir()) == []


@pytest.mark.slow
def test_the_wheel_compares_in_a_fresh_environment(venv: Path, elsewhere: Path) -> None:
    """With a compile cache of its own, so everything is compiled."""
    (elsewhere / "mine" / "scenario").mkdir(parents=True)
    (elsewhere / "mine" / "scenario" / "liaison.yaml").write_text("interventions:\n  - {kind: partner}\n")
    words = (
        "region=classroom", "scenario=liaison", "government=as_is", "replicates=2", "workers=1", "population_share=0.2",
        "spin_up_years=0", "end=2016-03-31", "hydra.run.dir=out",
    )  # fmt: skip
    command = (venv / "bin" / "safepassage", "compare", "--config-dir", "mine")
    done = run(*command, *words, cwd=elsewhere, SAFEPASSAGE_CACHE=str(elsewhere / "cache"))
    assert done.returncode == 0, done.stderr
    manifest = json.loads((elsewhere / "out" / "manifest.json").read_text())
    assert manifest["configuration"]["scenario"] == ["no_iom", "liaison"]
    assert manifest["versions"]["safepassage"]
    assert {path.name for path in elsewhere.iterdir()} == {"mine", "out", "cache"}
    assert list((elsewhere / "cache").rglob("*.nbi"))
