"""Workers of Dask play the runs: of a cluster that is there, or of one on this machine.

Only this file imports `distributed`. The workers need lablib in the same version, and nothing else of ours:
the traffic goes to them with the runs. When a worker dies, Dask gives its runs to another.
"""

from __future__ import annotations

import pickle
from collections.abc import Generator
from contextlib import ExitStack
from importlib.util import find_spec
from typing import Any

from lablib.scenarios.sweep.grid import Run
from lablib.scenarios.sweep.jobs import Job, played
from lablib.scenarios.sweep.table import Row, SweepError

LOCAL = "local"
CONNECT_S = 10


def check_dask() -> None:
    """Raises SweepError where `distributed` is not installed."""
    if find_spec("distributed") is None:
        raise SweepError("--dask needs the package distributed. Remedy: pip install 'lablib[sweep]'")


def play_on_dask(job: Job, runs: tuple[Run, ...], address: str, workers: int) -> Generator[Row]:
    """Give the rows as they come. `workers` are those of a local cluster.

    Raises SweepError without a cluster at the address, without lablib there, and when a run ends its workers.
    """
    from distributed import KilledWorker, as_completed

    with ExitStack() as ends:
        client = _client(address, workers, ends)
        # As a task, not as data: when the worker that has it dies, another makes it again.
        sent = client.submit(pickle.loads, pickle.dumps(job), pure=False)
        futures = client.map(_play, runs, sent=sent, pure=False)
        try:
            for _, row in as_completed(futures, with_results=True):
                yield row
        except KilledWorker as error:
            remedy = "more memory for the workers; then --resume"
            raise SweepError(f"a run has ended several workers of Dask: {error}. Remedy: {remedy}") from error
        except ModuleNotFoundError as error:
            remedy = "install lablib where the workers run"
            raise SweepError(f"a worker of Dask says: {error}. Remedy: {remedy}") from error


def _play(run: Run, sent: Job) -> Row:
    return played(sent, run)


def _client(address: str, workers: int, ends: ExitStack) -> Any:
    from distributed import Client, LocalCluster

    if address == LOCAL:
        cluster = LocalCluster(
            n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
        )
        return ends.enter_context(Client(ends.enter_context(cluster)))
    try:
        return ends.enter_context(Client(address, timeout=CONNECT_S))
    except (OSError, ValueError) as error:
        remedy = "the address that the scheduler prints, such as tcp://10.0.0.5:8786, or --dask local"
        raise SweepError(f"--dask {address}: no scheduler of Dask answers there. Remedy: {remedy}") from error
