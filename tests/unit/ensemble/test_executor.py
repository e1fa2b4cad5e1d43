"""Tasks on one or many processes give the same, in the same order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from safepassage.ensemble.executor import map_tasks
from safepassage.ensemble.processes import deaf_to_interrupts
from safepassage.ensemble.seeds import replicate_seed


def _square(number: int) -> int:
    return number * number


def _die_once(task: tuple[int, str]) -> int:
    """Kill the own process the first time that task 2 comes along."""
    number, folder = task
    mark = Path(folder) / "died"
    if number == 2 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_order_and_progress_do_not_depend_on_workers() -> None:
    for workers in (1, 2, 9):
        steps: list[int] = []
        assert list(map_tasks(_square, [3, 1, 2], workers, steps.append)) == [9, 1, 4]
        assert steps == [1, 1, 1]
    assert list(map_tasks(_square, [], 2)) == []


@pytest.mark.parametrize("executor", ["processes", "dask"])
def test_a_killed_process_costs_no_result(tmp_path: Path, executor: str) -> None:
    if executor == "dask":
        pytest.importorskip("distributed")
    tasks = [(number, str(tmp_path)) for number in range(5)]
    assert list(map_tasks(_die_once, tasks, workers=2, executor=executor)) == [0, 1, 2, 3, 4]


def test_an_interrupt_while_processes_start_is_held_back_and_not_lost() -> None:
    before = signal.default_int_handler  # a shell's background jobs ignore Ctrl-C
    given = signal.signal(signal.SIGINT, before)
    survivor = "import os, signal; os.kill(os.getpid(), signal.SIGINT); print('deaf')"
    said: list[str] = []

    def start() -> None:
        with deaf_to_interrupts():
            os.kill(os.getpid(), signal.SIGINT)
            child = subprocess.run([sys.executable, "-c", survivor], capture_output=True, text=True)
            said.append(child.stdout)

    try:
        with pytest.raises(KeyboardInterrupt):
            start()
        assert signal.getsignal(signal.SIGINT) is before
    finally:
        signal.signal(signal.SIGINT, given)
    assert said == ["deaf\n"]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
    with deaf_to_interrupts():
        pass


def test_an_interrupt_is_not_swallowed_where_processes_fail_to_start() -> None:
    def start() -> None:
        with deaf_to_interrupts():
            os.kill(os.getpid(), signal.SIGINT)
            raise RuntimeError

    given = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            start()
    finally:
        signal.signal(signal.SIGINT, given)


def test_seeds_are_plain_numbers_that_differ_and_stay() -> None:
    seeds = [replicate_seed(1, k) for k in range(1000)]
    assert len(set(seeds)) == 1000
    assert all(type(seed) is int and 0 <= seed < 2**53 for seed in seeds)
    # Written down: a change of the derivation would change every published result.
    assert seeds[:2] == [3630251794869490, 37989810494438]
    assert replicate_seed(2, 0) not in seeds
