"""`threading.Lock` and `threading.RLock` of code on virtual time; Python builds all else on these two.

Each has a real lock in it, which always tells the truth. So one that was made in a world is as good after it,
and for other threads of the operating system. What is different is the wait: a flow hands over to the clock.
A lock that is released goes to whoever has waited longest.
"""

from __future__ import annotations

import _thread
import functools
import threading
from types import TracebackType
from typing import Any, NoReturn

from greenlet import getcurrent, greenlet

from lablib.simulator import limits
from lablib.simulator.clock import deadlocks, innermost, stand_in
from lablib.simulator.clock.clock import Clock
from lablib.simulator.clock.errors import ClockError
from lablib.simulator.clock.greenlets import FlowGreenlet
from lablib.simulator.clock.waiter import Waiter

_allocate = _thread.allocate_lock


def until_us(clock: Clock, timeout_s: float) -> int | None:
    """When a wait of `timeout_s` that begins now is over; None for one without a timeout (-1)."""
    if timeout_s < 0:
        return None
    return clock.now_us + max(round(timeout_s * limits.US_PER_S), 1)


def who() -> greenlet | None:
    """The greenlet that runs; None while one that has ended is cleared away."""
    try:
        return getcurrent()
    except RuntimeError:
        return None


class Lock(metaclass=stand_in.StandsFor):
    """`threading.Lock`."""

    __slots__ = ("__weakref__", "_real", "_waiters", "holder")
    real = type(_allocate())
    wanted = "the lock that {} holds"

    _waiters: list[Waiter]

    def __new__(cls) -> Any:
        """Python's own, for code that has real time."""
        return _allocate() if stand_in.makes_real() else virtual(cls)

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """As Python's. Raises ClockError for a wait that can never end."""
        if timeout != -1:
            _allocate().acquire(blocking, timeout)  # raises what Python raises for such a timeout
        if self._real.acquire(False):
            self.holder = who()
            return True
        if not blocking or timeout == 0:
            return False
        clock = innermost.clock()
        return self._wait_really(timeout) if clock is None else self._wait(clock, timeout)

    def release(self) -> None:
        """As Python's."""
        if self._waiters:
            self._hand_on()
        else:
            self.holder = None
            self._real.release()

    def locked(self) -> bool:
        """As Python's."""
        return self._real.locked()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def __repr__(self) -> str:
        state = "locked" if self.locked() else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("cannot pickle '_thread.lock' object")

    def _at_fork_reinit(self) -> None:
        self._real, self._waiters, self.holder = _allocate(), [], None

    def _wait(self, clock: Clock, timeout_s: float) -> bool:
        waiter = Waiter(clock, self)
        self._waiters.append(waiter)
        try:
            if self._real.acquire(False):  # another thread of the operating system has just released it
                self.holder = waiter.flow
                return True
            if timeout_s < 0:
                deadlocks.refuse_circle(clock.waiting, waiter)
            return clock.block(waiter, until_us(clock, timeout_s))
        except BaseException:
            if waiter.woken:
                self.release()  # it came, and whoever waited has been ended
            raise
        finally:
            if waiter in self._waiters:
                self._waiters.remove(waiter)

    def _hand_on(self) -> None:
        """Release it: it's the first waiter's now. Another thread leaves that to the world's."""
        clock = self._waiters[0].clock
        if clock.thread != _thread.get_ident():
            self.holder = None
            self._real.release()
            clock.post(self._take_and_hand_on)
            return
        while self._waiters:
            waiter = self._waiters.pop(0)
            if waiter.clock.wake(waiter):
                self.holder = waiter.flow
                return
        self.holder = None
        self._real.release()

    def _take_and_hand_on(self) -> None:
        if self._waiters and self._real.acquire(False):
            self._hand_on()

    def _wait_really(self, timeout_s: float) -> bool:
        """A wait of another thread, or while time is real: then flows stand still, and none releases it."""
        holder = self.holder
        if isinstance(holder, FlowGreenlet) and holder.thread == _thread.get_ident():
            raise stands_still(holder)
        if not self._real.acquire(True, timeout_s):
            return False
        self.holder = who()
        return True


def virtual(cls: type[Lock] = Lock, real: Any = None) -> Lock:
    """A lock on virtual time, whoever makes it. `real` is the lock inside, if it is there already."""
    lock: Lock = object.__new__(cls)
    lock._at_fork_reinit()
    if real is not None:
        lock._real = real
    return lock


def stands_still(holder: FlowGreenlet) -> ClockError:
    """The error of a wait for a flow while time is real."""
    why = "it has ended" if holder.dead else "time is real now, and the world stands still"
    return ClockError(
        f"this wait can never end: {deadlocks.name_of(holder)} would have to go on, and {why}. Remedy: wait "
        "for it while its world is open, in a notebook in a cell"
    )


class RLock(metaclass=stand_in.StandsFor):
    """`threading.RLock`. A flow holds it, whether or not it's a thread."""

    __slots__ = ("__weakref__", "_block", "_count")
    real = _thread.RLock

    _count: int

    def __new__(cls) -> Any:
        """Python's own, for code that has real time."""
        return _thread.RLock() if stand_in.makes_real() else virtual_rlock(cls)

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """As Python's. Raises ClockError for a wait that can never end."""
        if self._count and self._block.holder is who():
            self._count += 1
            return True
        if not self._block.acquire(blocking, timeout):
            return False
        self._count = 1
        return True

    __enter__ = acquire

    def release(self) -> None:
        """As Python's."""
        if not self._is_owned():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._block.release()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def locked(self) -> bool:
        """As Python's, from 3.14 on."""
        return self._block.locked()

    def __repr__(self) -> str:
        state = "locked" if self._count else "unlocked"
        return (
            f"<{state} _thread.RLock object owner={self._block.holder} count={self._count} at {id(self):#x}>"
        )

    def __reduce__(self) -> NoReturn:
        raise TypeError("cannot pickle '_thread.RLock' object")

    def _at_fork_reinit(self) -> None:
        self._block, self._count = virtual(), 0

    def _is_owned(self) -> bool:
        return bool(self._count) and self._block.holder is who()

    def _recursion_count(self) -> int:
        return self._count if self._is_owned() else 0

    def _release_save(self) -> int:
        """What `threading.Condition` calls before it waits."""
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        held, self._count = self._count, 0
        self._block.release()
        return held

    def _acquire_restore(self, held: int) -> None:
        self._block.acquire()
        self._count = held


def virtual_rlock(cls: type[RLock] = RLock) -> RLock:
    """An RLock on virtual time, whoever makes it."""
    one: RLock = object.__new__(cls)
    one._at_fork_reinit()
    return one


PATCHES: list[tuple[Any, str, Any]] = [
    (threading, "Lock", Lock),
    (threading, "RLock", RLock),
    (threading, "_allocate_lock", Lock),
    *([(functools, "RLock", RLock)] if hasattr(functools, "RLock") else []),  # of `cached_property`, to 3.11
]
EARLY_BOUND: list[tuple[Any, Any]] = [(threading.Lock, Lock), (threading.RLock, RLock)]
