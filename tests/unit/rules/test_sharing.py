"""``rules/sharing.py``: a lock between processes, and a helper that ends with the one who asked for it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from safepassage.rules import sharing


def test_a_lock_keeps_another_process_out(tmp_path: Path) -> None:
    code = f"""
import pathlib
from safepassage.rules.sharing import locked
with locked(pathlib.Path({str(tmp_path / "lock")!r})):
    pathlib.Path({str(tmp_path / "entered")!r}).touch()
"""
    with sharing.locked(tmp_path / "lock"):
        other = subprocess.Popen([sys.executable, "-c", code])
        time.sleep(0.5)
        assert not (tmp_path / "entered").exists()
    assert other.wait(30) == 0
    assert (tmp_path / "entered").exists()


def test_a_helper_ends_when_its_asker_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    seen = []

    def ask() -> None:
        with sharing.helped("import time; time.sleep(60)", ["some.module"]):
            seen.append(sharing._awaited["some.module"])
            assert seen[0].poll() is None
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask()
    assert seen[0].poll() is not None
    assert not sharing._awaited
