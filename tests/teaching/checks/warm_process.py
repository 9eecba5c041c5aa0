"""A process that has imported everything, and runs each job in a fork of itself.

A job may set module globals, the environment or signals, leave threads behind, or end its process: the next
one sees nothing of it, and nobody pays for the imports again.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import queue
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from multiprocessing.connection import Connection
from typing import Any

MOST_S = 540.0


class NoResult(Exception):
    """The job hung, or ended its process; the text says which."""


class Raised(NoResult):
    """The job raised; the text says what."""


class WarmProcess:
    """`warm` runs once, and then `run` as often as you like. A context manager: the process ends with it.

    A job has `most_s` real seconds. It needs a limit of its own: this one is for what Python can't end.
    """

    def __init__(self, warm: Callable[[], Any], most_s: float = MOST_S) -> None:
        spawn = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
        self._jobs, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(theirs, warm, most_s), daemon=True)
        self._process.start()
        theirs.close()

    def run(self, job: Callable[..., Any], *args: Any) -> Any:
        """What `job(*args)` returns, all of which can be pickled. Raises `NoResult`.

        Raises RuntimeError if the process could not be made warm; its traceback says why.
        """
        try:
            self._jobs.send((job, args))
            result, error = self._jobs.recv()
        except (EOFError, OSError) as gone:
            raise RuntimeError("the process ended while it was made warm: see above") from gone
        if error is not None:
            raise error
        return result

    def __enter__(self) -> WarmProcess:
        return self

    def __exit__(self, *exception: object) -> None:
        self._jobs.close()
        self._process.join()


def run_each(
    warm: Callable[[], Any],
    job: Callable[..., Any],
    many: Iterable[tuple[Any, ...]],
    most_s: float = MOST_S,
    processes: int = 2,
) -> Iterator[Any]:
    """What `job` returns for each of `many` arguments, in their order; a `NoResult` where that is nothing."""
    with ExitStack() as stack:
        free: queue.Queue[WarmProcess] = queue.Queue()
        for _ in range(processes):
            free.put(stack.enter_context(WarmProcess(warm, most_s)))

        def one(args: tuple[Any, ...]) -> Any:
            process = free.get()
            try:
                return process.run(job, *args)
            except NoResult as error:
                return error
            finally:
                free.put(process)

        pool = stack.enter_context(ThreadPoolExecutor(processes))
        try:
            yield from pool.map(one, many)
        finally:
            pool.shutdown(cancel_futures=True)


def _serve(jobs: Connection, warm: Callable[[], Any], most_s: float) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asked: the pipe ends with them
    warm()
    gc.freeze()  # a collection in a fork would copy every page of what is warm
    with suppress(EOFError):
        while True:
            jobs.send(_in_a_fork(*jobs.recv(), most_s))


def _in_a_fork(job: Callable[..., Any], args: tuple[Any, ...], most_s: float) -> tuple[Any, NoResult | None]:
    """The result and None, or the other way round."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _send(theirs, job, args)
        os._exit(0)
    theirs.close()
    try:
        return ours.recv() if ours.poll(most_s) else (None, NoResult(f"nothing after {most_s:g} s"))
    except EOFError:
        return None, NoResult("its process ended without a result")
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        ours.close()


def _send(pipe: Connection, job: Callable[..., Any], args: tuple[Any, ...]) -> None:
    try:
        pipe.send((job(*args), None))
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is told to the one who asked
        pipe.send((None, Raised(f"{type(error).__name__}: {error}")))
