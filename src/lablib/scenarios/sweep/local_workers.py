"""Processes of this machine play the runs.

They are spawned, never forked. A fork copies one thread of a process, with whatever locks the others held
and with the greenlets of open worlds, and the thread that draws the progress bar is such another one.
A spawned worker imports lablib, which takes about a second, and is given the traffic once.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context

from lablib.scenarios.sweep.grid import Run
from lablib.scenarios.sweep.jobs import Job, played
from lablib.scenarios.sweep.table import Row, SweepError

MOST_LOSSES = 3
"""So often in a row workers may die before any run is over."""

_job: Job | None = None
"""In a worker: what it plays."""


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def play_here(job: Job, runs: tuple[Run, ...], workers: int) -> Generator[Row]:
    """Give the rows as they come. A worker that dies takes the pool with it: the rest goes to a new one.

    Raises SweepError when workers die again and again, and what a run raises.
    """
    left = {run.cells: run for run in runs}
    losses = 0
    while left:
        before = len(left)
        try:
            yield from _one_pool(job, left, min(workers, len(left)))
        except BrokenProcessPool as error:
            losses = losses + 1 if len(left) == before else 0
            if losses == MOST_LOSSES:
                remedy = "fewer --workers, if memory is short; then --resume"
                raise SweepError(
                    f"workers died {losses} times in a row before a run was over. Remedy: {remedy}"
                ) from error


def _one_pool(job: Job, left: dict[Row, Run], workers: int) -> Generator[Row]:
    """Play what is left, and take off what is over."""
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (job,))
    try:
        with _ctrl_c_held():
            futures: dict[Future[Row], Row] = {pool.submit(_play, run): cells for cells, run in left.items()}
        for future in as_completed(futures):
            row = future.result()
            del left[futures[future]]
            yield row
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _ctrl_c_held() -> Iterator[None]:
    """What is started in the block gets a Ctrl-C in `_begin` first: in its imports that'd be a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(job: Job) -> None:
    """A worker starts. Ctrl-C ends it at once and without a word: the one who started it tells."""
    global _job  # noqa: PLW0603 - what a pool gives to each of its processes
    _job = job
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _play(run: Run) -> Row:
    assert _job is not None
    return played(_job, run)
