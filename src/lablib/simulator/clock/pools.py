"""Executors and pools of threads on virtual time, and the queue between their threads.

Their code is Python's own. It needs a queue that waits on our locks, numbers that begin anew in each world,
and futures that a set keeps in the same order in each run: an object's own hash is its address.
"""

from __future__ import annotations

import functools
import multiprocessing.pool
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor, _base
from concurrent.futures.thread import _worker
from typing import Any
from weakref import ReferenceType

from lablib.simulator import limits
from lablib.simulator.clock import innermost, stand_in

_real_pool_init = multiprocessing.pool.Pool.__init__
_real_wait_for_updates = multiprocessing.pool.Pool._wait_for_updates  # type: ignore[attr-defined]
_real_executor_init = ThreadPoolExecutor.__init__
_real_submit: Any = ThreadPoolExecutor.submit
_real_executor_number = ThreadPoolExecutor._counter  # type: ignore[attr-defined]


class SimpleQueue(queue._PySimpleQueue, metaclass=stand_in.StandsFor):  # type: ignore[name-defined,misc]
    """`queue.SimpleQueue`; Python has one of its own that waits on locks."""

    real = queue.SimpleQueue

    def __new__(cls) -> Any:
        """Python's own, for code that has real time."""
        if cls is SimpleQueue and stand_in.makes_real():
            return cls.real()
        return object.__new__(cls)


class Future(_base.Future[Any], metaclass=stand_in.StandsFor):
    """`concurrent.futures.Future`, with a number of its world for its hash."""

    real = _base.Future
    _number: int

    def __new__(cls) -> Any:
        """Python's own, for code that has real time."""
        clock = innermost.clock()
        if clock is None:
            return cls.real()
        one = object.__new__(cls)
        one._number = clock.number_of("future")
        return one

    def __hash__(self) -> int:
        return self._number

    def __eq__(self, other: object) -> bool:
        return self is other


class _Number:
    """The number in an executor's name, for those that have none."""

    def __call__(self) -> int:
        clock = innermost.clock()
        return int(_real_executor_number()) if clock is None else clock.number_of("executor", first=0)


@functools.wraps(_real_executor_init)
def _executor_init(self: Any, max_workers: int | None = None, *args: Any, **settings: Any) -> None:
    """A pool of the default size is as large on each machine."""
    if max_workers is None and innermost.clock() is not None:
        max_workers = limits.POOL_CPUS + 4
    _real_executor_init(self, max_workers, *args, **settings)


@functools.wraps(_real_submit)
def _submit(self: Any, fn: Any, /, *args: Any, **settings: Any) -> Any:
    """An executor from before the world waits on a queue in C; as long as it has no thread, it gets ours."""
    if innermost.clock() is not None and not self._threads and type(self._work_queue) is SimpleQueue.real:
        self._work_queue = object.__new__(SimpleQueue)
        self._work_queue.__init__()
        self._idle_semaphore = threading.Semaphore(0)
    return _real_submit(self, fn, *args, **settings)


def executor_of(thread: Any) -> ReferenceType[ThreadPoolExecutor] | None:
    """The executor whose worker this thread is going to be."""
    if getattr(thread, "_target", None) is not _worker:
        return None
    found: ReferenceType[ThreadPoolExecutor] = thread._args[0]
    return found


def is_idle(thread: Any) -> bool:
    """Whether this is a worker of an executor all of whose threads wait for work."""
    reference = executor_of(thread)
    executor: Any = reference() if reference is not None else None
    return executor is not None and executor._idle_semaphore._value >= len(executor._threads)


def worker_was_ended(reference: ReferenceType[ThreadPoolExecutor] | None, thread: Any) -> None:
    """A world or an invocation has ended, and a thread of this executor with it: it takes new ones.

    It would count on a thread that was idle. What was submitted and has not begun is canceled.
    """
    executor: Any = reference() if reference is not None else None
    if executor is None:
        return
    executor._threads.discard(thread)
    if not executor._threads:
        executor._idle_semaphore = threading.Semaphore(0)
        while not executor._work_queue.empty():
            item = executor._work_queue.get_nowait()
            if item is not None:
                item.future.cancel()


class _Time:
    """`time` as `as_completed` reads it: it gives up once its deadline has passed, and not when it has come.

    On virtual time it would look for ever at that moment. So each further look at one moment is a bit later.
    """

    def __init__(self) -> None:
        self._seen_s, self._looks = -1.0, 0

    def monotonic(self) -> float:
        """Virtual seconds, a tenth of a microsecond more at each look."""
        now_s = time.monotonic()
        self._looks = self._looks + 1 if now_s == self._seen_s else 0
        self._seen_s = now_s
        return now_s + self._looks * 1e-7


class _Notifier(SimpleQueue):
    """What a pool's threads wait for; Python's own is a pipe between processes."""

    @property
    def _reader(self) -> _Notifier:
        return self


class _Context:
    """The part of multiprocessing that a pool of threads asks for."""

    SimpleQueue = _Notifier


@functools.wraps(_real_pool_init)
def _pool_init(self: Any, processes: int | None = None, *args: Any, **settings: Any) -> None:
    if innermost.clock() is not None and isinstance(self, multiprocessing.pool.ThreadPool):
        processes = limits.POOL_CPUS if processes is None else processes
        settings["context"] = _Context()
    _real_pool_init(self, processes, *args, **settings)


def _wait_for_updates(sentinels: Any, change_notifier: Any, timeout: float | None = None) -> None:
    if not isinstance(change_notifier, _Notifier):
        _real_wait_for_updates(sentinels, change_notifier, timeout)
        return
    change_notifier.get()
    while not change_notifier.empty():
        change_notifier.get()


PATCHES: list[tuple[Any, str, Any]] = [
    (queue, "SimpleQueue", SimpleQueue),
    (_base, "Future", Future),
    (_base, "time", _Time()),
    (ThreadPoolExecutor, "_counter", _Number()),
    (ThreadPoolExecutor, "__init__", _executor_init),
    (ThreadPoolExecutor, "submit", _submit),
    (multiprocessing.pool.Pool, "__init__", _pool_init),
    (multiprocessing.pool.Pool, "_wait_for_updates", staticmethod(_wait_for_updates)),
]
EARLY_BOUND: list[tuple[Any, Any]] = [(queue.SimpleQueue, SimpleQueue)]
