"""The compile cache: a changed rule is always seen, processes share a cold cache, and a read-only install works.

A tiny package of one rule and one stage around the library's own ``rules/compiled.py``: all would take a minute.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.house.tree import ROOT, package_folder

RULE = '''"""A rule."""
from safepassage.rules.compiled import compiled
@compiled
def rule(x: float) -> float:
    """A number times another."""
    return 2.0 * x
'''
STAGE = '''"""A stage, which holds the rule once it is compiled."""
from safepassage.rules.compiled import compiled
from safepassage.rules.tiny import rule
@compiled
def stage(x: float) -> float:
    """The rule, and one."""
    return rule(x) + 1.0
'''
ASK = """
import sys
from safepassage.stages.tiny import stage
said = stage(10.0)
print(said, sum(stage.stats.cache_hits.values()), stage.stats.cache_path)
"""
FIXED = """
import pathlib
import safepassage.rules.compiled as compiling
folder = pathlib.Path({folder!r})
folder.mkdir(exist_ok=True)
compiling.cache_folder = lambda module: folder
"""
"""A cache folder that carries no hash: the trap."""
TOGETHER = """
from safepassage.rules.compiled import compiling
from safepassage.stages.tiny import stage
with compiling('a test'):
    stage(10.0)
print(sum(stage.stats.cache_misses.values()), 0, stage.stats.cache_path)
"""
"""What a worker does first: the first of several compiles, the others wait and read."""

HELPED = """
from safepassage.rules.compiled import compiling
from safepassage.stages.tiny import stage
with compiling("a test", "import safepassage.stages.help", ["safepassage.stages.tiny"]):
    said = stage(10.0)
print(said, sum(stage.stats.cache_hits.values()), stage.stats.cache_path)
"""
HELPS = {
    "helps": "from numba import float64; from safepassage.stages.tiny import stage; stage.compile((float64,))",
    "dies": "import os; os._exit(9)",
    "raises": "1 / 0",
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A folder with a small ``safepassage`` in it."""
    for name in ("rules", "world", "stages"):
        folder = tmp_path / "lib" / "safepassage" / name
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text("")
    shutil.copyfile(package_folder(ROOT) / "__init__.py", tmp_path / "lib" / "safepassage" / "__init__.py")
    for name in ("compiled.py", "inner.py", "sharing.py"):
        shutil.copyfile(
            package_folder(ROOT) / "rules" / name, tmp_path / "lib" / "safepassage" / "rules" / name
        )
    write(tmp_path / "lib", "rules/tiny.py", RULE)
    write(tmp_path / "lib", "stages/tiny.py", STAGE)
    return tmp_path / "lib"


def write(package: Path, name: str, text: str) -> None:
    """Write a source with a time that never changes, the worst case for whoever goes by times."""
    path = package / "safepassage" / name
    path.write_text(text)
    os.utime(path, (1_700_000_000, 1_700_000_000))


def start(package: Path, code: str = ASK, **environment: str) -> subprocess.Popen[str]:
    """A process that asks the stage."""
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=package.parent,
        env={
            **os.environ, "PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1",
            "SAFEPASSAGE_CACHE": str(package.parent / "cache"), **environment,
        },
    )  # fmt: skip


def answer(process: subprocess.Popen[str]) -> tuple[float, int, Path]:
    """What the stage said, how often it came from the cache, and where that is."""
    out, problems = process.communicate(timeout=120)
    assert process.returncode == 0, problems
    said, hits, folder = out.split(maxsplit=2)
    return float(said), int(hits), Path(folder.strip())


def test_a_second_process_finds_what_the_first_compiled(package: Path) -> None:
    first, second = answer(start(package)), answer(start(package))
    assert first[:2] == (21.0, 0)
    assert second == (21.0, 1, first[2])
    assert first[2].is_relative_to(package.parent / "cache" / "safepassage")


def test_a_changed_rule_in_another_file_is_seen(package: Path) -> None:
    """Same length, same time: only the content tells."""
    before = answer(start(package))
    write(package, "rules/tiny.py", RULE.replace("2.0 * x", "3.0 * x"))
    after = answer(start(package))
    assert (before[0], after[0]) == (21.0, 31.0)
    assert before[2] != after[2]
    write(package, "rules/tiny.py", RULE)
    assert answer(start(package)) == (21.0, 1, before[2])


def test_numbas_own_cache_would_keep_the_old_rule(package: Path) -> None:
    """Why the folder carries the hash. When this fails, numba has learned it, and the hash may go."""
    code = FIXED.format(folder=str(package.parent / "fixed")) + ASK
    assert answer(start(package, code))[0] == 21.0
    write(package, "rules/tiny.py", RULE.replace("2.0 * x", "3.0 * x"))
    assert answer(start(package, code))[0] == 21.0


@pytest.mark.parametrize(
    ("name", "seen"), [("stages/tiny.py", True), ("rules/tiny.py", True), ("world/more.py", False)]
)
def test_only_sources_that_a_stage_reads_compile_it_again(package: Path, name: str, seen: bool) -> None:
    texts = {"stages/tiny.py": STAGE, "rules/tiny.py": RULE, "world/more.py": ""}
    before = answer(start(package))[2]
    write(package, name, texts[name] + "# a word\n")
    after = answer(start(package))
    assert (after[2] != before) == seen
    assert after[1] == (not seen)


def test_how_a_world_is_read_is_compiled_into_everything(package: Path) -> None:
    write(package, "world/handle.py", "# as it is\n")
    before = answer(start(package))[2]
    write(package, "world/handle.py", "# as it was\n")
    assert answer(start(package))[2] != before


def test_an_import_for_types_alone_is_not_read(package: Path) -> None:
    typed = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from safepassage.world.more import More\n"
    )
    write(
        package,
        "stages/tiny.py",
        STAGE.replace("from safepassage.rules.tiny", typed + "from safepassage.rules.tiny"),
    )
    write(package, "world/more.py", "More = int\n")
    before = answer(start(package))[2]
    write(package, "world/more.py", "More = bool\n")
    assert answer(start(package)) == (21.0, 1, before)


def test_two_workers_never_compile_the_same_side_by_side(package: Path) -> None:
    answers = [answer(process) for process in [start(package, TOGETHER) for _ in range(4)]]
    assert sorted(misses for misses, _, _ in answers) == [0.0, 0.0, 0.0, 1.0]


@pytest.mark.parametrize("kind", HELPS)
def test_a_helper_compiles_ahead_and_is_not_needed(package: Path, kind: str) -> None:
    """What it has compiled comes from the cache; what it has not is compiled as without it."""
    write(package, "stages/help.py", HELPS[kind] + "\n")
    said, hits, _ = answer(start(package, HELPED))
    assert (said, hits) == (21.0, kind == "helps")


def test_folders_that_nobody_has_used_for_long_are_removed(package: Path) -> None:
    used = answer(start(package, TOGETHER))[2].parent
    base = package.parent / "cache" / "safepassage"
    (base / "old").mkdir()
    (base / "old" / "code.nbc").write_text("")
    (base / "recent").mkdir()
    long_ago = time.time() - 20 * 86400.0
    os.utime(base / "old", (long_ago, long_ago))
    write(package, "rules/tiny.py", RULE.replace("2.0 * x", "3.0 * x"))
    answer(start(package, TOGETHER))
    assert not (base / "old").exists()
    assert (base / "recent").is_dir()
    assert used.is_dir(), "used today, if not by this version"


def test_processes_share_a_cold_cache(package: Path) -> None:
    """Four start at once, as workers do: each is right, and what they leave is whole."""
    answers = [answer(process) for process in [start(package) for _ in range(4)]]
    assert {said for said, _, _ in answers} == {21.0}
    folder = answers[0][2]
    assert not [path.name for path in folder.iterdir() if path.suffix not in (".nbi", ".nbc")]
    assert answer(start(package)) == (21.0, 1, folder)


def test_a_killed_worker_spoils_nothing(package: Path) -> None:
    """Killed while it compiles or writes: what is in the making has another name, and the next one is right."""
    for seconds in (0.4, 0.7, 1.0):
        process = start(package)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        process.kill()
        process.communicate()
        assert answer(start(package))[0] == 21.0
        shutil.rmtree(package.parent / "cache")


@pytest.fixture
def read_only(package: Path) -> Path:
    """The package as somebody else installed it."""
    for path in sorted(package.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    return package


def files(package: Path) -> list[str]:
    return sorted(path.relative_to(package).as_posix() for path in package.rglob("*"))


def test_a_read_only_install_compiles_beside_itself_nothing(read_only: Path) -> None:
    before = files(read_only)
    assert answer(start(read_only, PYTHONDONTWRITEBYTECODE=""))[0] == 21.0
    assert [name for name in files(read_only) if "pycache" not in name] == before
    assert not list(read_only.rglob("*.nb?"))


def test_without_a_home_that_can_be_written_the_cache_goes_to_the_temporary_folder(read_only: Path) -> None:
    """A file stands where the folder should be: nobody can write below it, not even root."""
    blocked = read_only.parent / "blocked"
    blocked.write_text("")
    temporary = read_only.parent / "temporary"
    temporary.mkdir()
    where = {"SAFEPASSAGE_CACHE": str(blocked), "HOME": str(blocked), "TMPDIR": str(temporary)}
    first, second = (answer(start(read_only, **where)) for _ in range(2))
    assert first[0] == second[0] == 21.0
    assert first[2].is_relative_to(temporary)
    assert second[1] == 1
    named = start(read_only, **{**where, "SAFEPASSAGE_CACHE": "", "XDG_CACHE_HOME": str(blocked)})
    assert answer(named) == second


def test_where_nothing_can_be_written_the_remedy_is_named(read_only: Path) -> None:
    blocked = read_only.parent / "blocked"
    blocked.write_text("")
    code = "import tempfile\ntempfile.tempdir = " + repr(str(blocked)) + "\n" + ASK
    process = start(read_only, code, SAFEPASSAGE_CACHE=str(blocked))
    _, problems = process.communicate(timeout=120)
    assert process.returncode != 0
    assert "SAFEPASSAGE_CACHE" in problems.splitlines()[-1]
