"""Workers of dask.distributed: on this machine, or of a scheduler that runs already."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from safepassage.ensemble.identity import code_identity
from safepassage.ensemble.pool import ATTEMPTS
from safepassage.ensemble.processes import deaf_to_interrupts
from safepassage.evidence.errors import InputError

ANSWERS_WITHIN_SECONDS = 30


class DaskPool:
    """A client of a dask scheduler; the scheduler itself does again what a lost worker did."""

    falls_as_one = False

    def __init__(self, workers: int, address: str | None) -> None:
        try:
            import dask
            from distributed import Client, LocalCluster
            from distributed.scheduler import KilledWorker
        except ImportError:
            raise InputError(
                "executor=dask needs dask.distributed, which is not installed; "
                "pip install 'safepassage[cluster]', or take executor=processes"
            ) from None
        self.killed: tuple[type[BaseException], ...] = (KilledWorker,)
        self._cluster: Any = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        if address is None:
            self._scratch = tempfile.TemporaryDirectory(
                prefix="safepassage-dask-", ignore_cleanup_errors=True
            )
            # A worker may fall often before its task is given up; no dashboard, so no port is taken.
            dask.config.set({"distributed.scheduler.allowed-failures": ATTEMPTS - 1})
            with deaf_to_interrupts():
                self._cluster = LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                    local_directory=self._scratch.name,
                    silence_logs=logging.CRITICAL,
                )
        try:
            self._client = Client(
                self._cluster or address, timeout=ANSWERS_WITHIN_SECONDS, set_as_default=False
            )
        except (OSError, ValueError) as problem:
            raise InputError(
                f"executor.address={address}: no dask scheduler answers ({problem}); start one with: dask scheduler"
            ) from None
        if address is not None:
            self._same_code(address)
        self._executor = self._client.get_executor(pure=False)

    def _same_code(self, address: str) -> None:
        """Refuse workers that hold other sources: results would be mixed."""
        theirs = self._client.run(code_identity)
        if not theirs:
            raise InputError(
                f"executor.address={address}: no worker yet; start one with: dask worker {address}"
            )
        other = [worker for worker, code in theirs.items() if code != code_identity()]
        if other:
            self._client.close()
            raise InputError(
                f"executor.address={address}: {len(other)} of {len(theirs)} workers hold another version of the code; "
                "install this version there"
            )

    @property
    def window(self) -> int:
        """Two tasks for each thread of the workers that there are now."""
        threads: int = sum(self._client.nthreads().values())
        return max(2, 2 * threads)

    def submit(self, function: Callable[[Any], Any], task: Any) -> Future[Any]:
        """Have a task done by one of the workers."""
        future: Future[Any] = self._executor.submit(function, task)
        return future

    def renew(self) -> None:
        """Nothing to do: nannies start a worker again that was killed."""

    def close(self, at_once: bool) -> None:
        """Leave the scheduler; end it where it is our own."""
        self._executor.shutdown(wait=not at_once)
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()
        if self._scratch is not None:
            self._scratch.cleanup()
