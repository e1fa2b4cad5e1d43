"""Workers of dask.distributed: on this machine, or of a scheduler that runs already."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from safepassage.ensemble.identity import code_identity
from safepassage.ensemble.pool import ATTEMPTS
from safepassage.ensemble.processes import deaf_to_interrupts
from safepassage.evidence.errors import InputError

ANSWERS_WITHIN_SECONDS = 30

ALONE_SECONDS = 20.0
"""A cluster of this machine without a worker for so long is started anew."""


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
        # Hydra opens the root of logging; what workers and scheduler tell each other is nobody's concern.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self.killed: tuple[type[BaseException], ...] = (KilledWorker,)
        self._workers, self._address = workers, address
        self._cluster: Any = None
        self._alone_since: float | None = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        if address is None:
            self._scratch = tempfile.TemporaryDirectory(
                prefix="safepassage-dask-", ignore_cleanup_errors=True
            )
            # A worker may fall often before its task is given up.
            dask.config.set(
                {
                    "distributed.scheduler.allowed-failures": ATTEMPTS - 1,
                    "temporary-directory": self._scratch.name,
                }
            )
            self._cluster = self._started(LocalCluster)
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

    def _started(self, cluster: Any) -> Any:
        """A cluster of this machine; tried again where a worker is killed while it starts."""
        assert self._scratch is not None
        for attempt in range(ATTEMPTS):
            try:
                with deaf_to_interrupts():
                    return cluster(
                        n_workers=self._workers,
                        threads_per_worker=1,
                        processes=True,
                        dashboard_address=":0",
                        local_directory=self._scratch.name,
                        silence_logs=logging.CRITICAL,
                    )
            except RuntimeError as problem:
                if attempt == ATTEMPTS - 1:
                    raise InputError(
                        f"executor=dask: no workers can be started on this machine ({problem}); take executor=processes"
                    ) from None
        raise AssertionError("unreachable")

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

    def fallen(self) -> bool:
        """Whether no worker has been there for a while: a nanny gives up where its worker falls as it starts.

        Workers of a scheduler elsewhere are waited for: a queue may yet bring some.
        """
        if self._cluster is None or self._client.nthreads():
            self._alone_since = None
            return False
        self._alone_since = self._alone_since or time.monotonic()
        return time.monotonic() - self._alone_since > ALONE_SECONDS

    def renew(self) -> None:
        """Start a cluster of this machine anew if it has fallen; else nannies start a killed worker again."""
        if self._alone_since is None:
            return
        self.close(at_once=True)
        self.__init__(self._workers, self._address)  # type: ignore[misc]

    def close(self, at_once: bool) -> None:
        """Leave the scheduler; end it where it is our own."""
        self._executor.shutdown(wait=not at_once)
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()
        if self._scratch is not None:
            self._scratch.cleanup()
