"""`threading.Thread` inside a world: each thread is a flow, in the one thread of the operating system.

Python's own code does all the work (`Thread`, `Condition`, `Event`, executors). It begins a thread, and asks
which one runs, through the few names that are replaced here. So what subclasses and libraries do to a thread
keeps its meaning.
"""

from __future__ import annotations

import _thread
import _threading_local
import logging
import sys
import threading
from collections.abc import Callable
from itertools import count
from time import monotonic as real_monotonic
from typing import Any
from weakref import WeakSet

from greenlet import GreenletExit, greenlet

from lablib.simulator.clock import callers, deadlocks, innermost, interrupts, locks, pools
from lablib.simulator.clock.clock import Clock
from lablib.simulator.clock.deadlines import Call
from lablib.simulator.clock.flow import Flow
from lablib.simulator.clock.greenlets import FlowGreenlet
from lablib.simulator.clock.waiter import Waiter

_virtual: WeakSet[threading.Thread] = WeakSet()
_real_start = getattr(threading, "_start_new_thread", None) or threading._start_joinable_thread  # type: ignore[attr-defined]
_real_newname = threading._newname  # type: ignore[attr-defined]
_real_sentinel = getattr(threading, "_set_sentinel", None)
_exiting = False
POLL_S = 0.001
"""Real seconds between two looks of a real thread that waits for one of a world."""


class ThreadGreenlet(FlowGreenlet):
    """The greenlet of a thread."""

    kind = "thread"
    orders_to_end = 3  # executors take the first for an error of the task, and go on with the next one
    ident: int
    name: str
    end: End
    """What others wait for."""
    call: Call | None = None
    """The invocation that it was started in."""

    @property
    def label(self) -> str:
        """What an error calls it."""
        return f"thread {self.name!r}"


class End:
    """That a thread has ended: up to Python 3.12 the thread's lock, from 3.13 on its handle."""

    wanted = "{}"

    def __init__(self, holder: ThreadGreenlet) -> None:
        self.holder: greenlet = holder
        self.ident = holder.ident
        self._thread = holder.thread
        self._is_done = False
        self._waiters: list[Waiter] = []

    def come(self) -> None:
        """It has ended: whoever waits goes on."""
        self._is_done = True
        while self._waiters:
            waiter = self._waiters.pop(0)
            waiter.clock.wake(waiter)

    def is_done(self) -> bool:
        """Whether it has ended."""
        return self._is_done

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Wait for it, as for a lock that the thread holds; but nobody takes it."""
        if self._is_done or _exiting or locks.who() is self.holder:
            return True
        return (blocking and timeout != 0) and self._wait(timeout)

    def release(self) -> None:
        """Nobody has taken it."""

    def locked(self) -> bool:
        """Python asks when a wait for it fails, and would take a thread for ended whose lock is taken."""
        return False

    def join(self, timeout: float | None = None) -> None:
        """Wait for it, as Python's handle does."""
        self.acquire(timeout=-1 if timeout is None else timeout)

    def _set_done(self) -> None:
        """Python's own call for a handle."""

    def _wait(self, timeout_s: float) -> bool:
        clock = innermost.clock()
        if clock is None:
            return self._wait_really(timeout_s)
        waiter = Waiter(clock, self)
        if timeout_s < 0:
            deadlocks.refuse_circle(clock.waiting, waiter)
        self._waiters.append(waiter)
        try:
            return clock.block(waiter, locks.until_us(clock, timeout_s))
        finally:
            if waiter in self._waiters:
                self._waiters.remove(waiter)

    def _wait_really(self, timeout_s: float) -> bool:
        """Another thread of the operating system waits, or nobody has virtual time now."""
        if self._thread == _thread.get_ident():
            raise locks.stands_still(self.holder)  # type: ignore[arg-type]
        turn = _thread.allocate_lock()
        turn.acquire()
        until_s = real_monotonic() + timeout_s
        while not self._is_done and (timeout_s < 0 or real_monotonic() < until_s):
            turn.acquire(timeout=POLL_S)
        return self._is_done


def get_ident() -> int:
    """`threading.get_ident`. Flows that are no threads have that of the operating system's thread."""
    current = locks.who()
    return current.ident if type(current) is ThreadGreenlet else _thread.get_ident()


def _start(function: Callable[..., Any], *arguments: Any, **settings: Any) -> Any:
    """The last step of `Thread.start`. It must not wait: the caller may hold a real lock."""
    clock, thread = innermost.clock(), getattr(function, "__self__", None)
    if clock is None or not isinstance(thread, threading.Thread) or _is_real(thread):
        return _real_start(function, *arguments, **settings)
    return _begin(clock, thread, function)


def _is_real(thread: threading.Thread) -> bool:
    """Whether a package with real time starts it, or it is such a package's."""
    if callers.is_real(callers.caller_beyond(sys._getframe(2))):
        return True
    return callers.is_real(type(thread).__module__) or callers.is_real(_target_of(thread))


def _target_of(thread: threading.Thread) -> str:
    target = getattr(thread, "_target", None) or getattr(thread, "function", None)  # the latter of a Timer
    return str(getattr(target, "__module__", ""))


def _begin(clock: Clock, thread: Any, run: Callable[[], None]) -> None:
    executor = pools.executor_of(thread)

    def on_end() -> None:
        _has_ended(thread, one)
        if one.ended:
            pools.worker_was_ended(executor, thread)

    flow = ThreadFlow(clock, thread.name, run, (), kind=ThreadGreenlet, on_end=on_end)
    one: Any = flow.greenlet
    taken = {each.ident for each in threading.enumerate()}
    one.ident = next(number for number in count(1) if number not in taken)
    one.name = thread.name
    one.end = End(one)
    one.pauses = (clock.unread,)
    _inherit(one, locks.who(), flow)
    thread._ident = one.ident
    thread._tstate_lock = thread._handle = one.end
    thread._invoke_excepthook = _ExceptHook(thread._invoke_excepthook)
    thread._started.set()
    _virtual.add(thread)
    clock.begin(flow)


def _inherit(one: ThreadGreenlet, parent: greenlet | None, flow: Flow) -> None:
    """It belongs to what started it: a producer, or an invocation, with which it ends."""
    if isinstance(parent, FlowGreenlet):
        one.flow_name, one.output = parent.flow_name, parent.output
        one.threads_pause = parent.threads_pause
        if one.threads_pause is not None:
            one.pauses = (*one.pauses, one.threads_pause)
    one.call = parent if isinstance(parent, Call) else getattr(parent, "call", None)
    if one.call is not None:
        one.call.threads.append(flow)


def _has_ended(thread: Any, one: ThreadGreenlet) -> None:
    """Also where it was ended before it began, or never lets itself be ended."""
    with threading._active_limbo_lock:  # type: ignore[attr-defined]
        threading._limbo.pop(thread, None)  # type: ignore[attr-defined]
        if threading._active.get(one.ident) is thread:  # type: ignore[attr-defined]
            del threading._active[one.ident]  # type: ignore[attr-defined]
    one.end.come()


class ThreadFlow(Flow):
    """The flow of a thread."""

    def end(self) -> None:
        """End it where it stands. An executor's worker would log that as a critical error of its own."""
        logger = logging.getLogger("concurrent.futures")
        before, logger.disabled = logger.disabled, True
        try:
            super().end()
        finally:
            logger.disabled = before


class _ExceptHook:
    """What ends a thread goes to `threading.excepthook`, but for the order to end, and the stop button's."""

    def __init__(self, real: Callable[[Any], None]) -> None:
        self._real = real

    def __call__(self, thread: Any) -> None:
        error = sys.exception()
        if isinstance(error, KeyboardInterrupt):
            interrupts.hand_on("")
        elif not isinstance(error, GreenletExit):
            self._real(thread)


def _set_sentinel() -> Any:
    """What a thread gives others to wait for; Python's own ends with the operating system's thread."""
    current = locks.who()
    if type(current) is ThreadGreenlet:
        return current.end
    assert _real_sentinel is not None
    return _real_sentinel()


def _newname(template: str) -> str:
    """Threads without a name are numbered anew in each world."""
    clock = innermost.clock()
    if clock is None or callers.is_real(callers.caller_beyond(sys._getframe(1))):
        return str(_real_newname(template))
    return template % clock.number_of("thread")


def others_may_wake() -> bool:
    """Whether a thread of the operating system is alive that may know a lock of the world's."""
    return any(
        thread not in _virtual
        and thread is not threading.main_thread()
        and thread.ident != _thread.get_ident()
        and not callers.is_real(type(thread).__module__)
        and not callers.is_real(_target_of(thread))
        and not pools.is_idle(thread)
        for thread in threading.enumerate()
        if not isinstance(thread, threading._DummyThread)
    )


def _exit() -> None:
    """The process ends with a world open: Python waits for no thread of it."""
    global _exiting  # noqa: PLW0603 - a process ends once
    _exiting = True


threading._register_atexit(_exit)  # type: ignore[attr-defined]

_STARTS = "_start_new_thread" if hasattr(threading, "_start_new_thread") else "_start_joinable_thread"
PATCHES: list[tuple[Any, str, Any]] = [
    (threading, "get_ident", get_ident),
    (threading, "local", _threading_local.local),
    (threading, "_newname", _newname),
    (threading, _STARTS, _start),
    *([(threading, "_set_sentinel", _set_sentinel)] if _real_sentinel else []),
]
EARLY_BOUND: list[tuple[Any, Any]] = [
    (threading.get_ident, get_ident),
    (threading.local, _threading_local.local),
]
