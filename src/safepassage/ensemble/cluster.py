"""Workers of dask.distributed: on this machine, or of a scheduler that runs already."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from safepassage.ensemble.identity import code_identity
from safepassage.ensemble.pool import ATTEMPTS, Pool
from safepassage.ensemble.processes import deaf_to_interrupts
from safepassage.evidence.errors import InputError

ANSWERS_WITHIN_SECONDS = 30

ALONE_SECONDS = 20.0
"""A cluster of this machine without a worker for so long is started anew."""


@contextmanager
def open_dask(workers: int, address: str | None) -> Iterator[Pool]:
    """Open the executor of a dask scheduler, which itself does again what a lost worker did.

    Parameters
    ----------
    workers
        Processes of a cluster on this machine.
    address
        Of a scheduler with workers of its own; None for a cluster on this machine.

    Raises
    ------
    InputError
        The library is missing, no scheduler answers, it has no worker or one of another version.
    """
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise InputError(
            "executor=dask needs dask.distributed, which is not installed; "
            "pip install 'safepassage[cluster]', or take executor=processes"
        ) from None
    # Hydra opens the root of logging; what workers and scheduler tell each other is nobody's concern.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with ExitStack() as held:
        cluster = None if address is not None else _cluster_here(workers, held)
        try:
            client = held.enter_context(
                Client(cluster or address, timeout=ANSWERS_WITHIN_SECONDS, set_as_default=False)
            )
        except (OSError, ValueError) as problem:
            raise InputError(
                f"executor.address={address}: no dask scheduler answers ({problem}); start one with: dask scheduler"
            ) from None
        if address is not None:
            _same_code(client, address)

        def window() -> int:
            """Two tasks for each thread of the workers that there are now; elsewhere a queue may yet bring some."""
            if cluster is not None:
                try:  # a nanny gives up where its worker falls as it starts
                    client.wait_for_workers(1, timeout=ALONE_SECONDS)
                except TimeoutError:
                    raise CancelledError from None
            threads: int = sum(client.nthreads().values())
            return max(2, 2 * threads)

        # Cancelled are all, when the scheduler is lost.
        yield Pool(client.get_executor(pure=False), window, (CancelledError,), (KilledWorker,))


def _cluster_here(workers: int, held: ExitStack) -> Any:
    """A cluster of this machine; tried again where a worker is killed while it starts."""
    import dask
    from distributed import LocalCluster

    scratch = tempfile.TemporaryDirectory(prefix="safepassage-dask-", ignore_cleanup_errors=True)
    held.enter_context(scratch)
    dask.config.set(
        {"distributed.scheduler.allowed-failures": ATTEMPTS - 1, "temporary-directory": scratch.name}
    )
    for _ in range(ATTEMPTS):
        with suppress(RuntimeError), deaf_to_interrupts():
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address=":0",
                local_directory=scratch.name,
                silence_logs=logging.CRITICAL,
            )
            held.enter_context(cluster)
            return cluster
    raise InputError("executor=dask: no workers can be started on this machine; take executor=processes")


def _same_code(client: Any, address: str) -> None:
    """Refuse workers that hold other sources: results would be mixed."""
    try:
        client.wait_for_workers(1, timeout=ANSWERS_WITHIN_SECONDS)
    except TimeoutError:
        raise InputError(
            f"executor.address={address}: no worker yet; start one with: dask worker {address}"
        ) from None
    theirs = client.run(code_identity)
    other = [worker for worker, code in theirs.items() if code != code_identity()]
    if other:
        raise InputError(
            f"executor.address={address}: {len(other)} of {len(theirs)} workers hold another version of the code; "
            "install this version there"
        )
