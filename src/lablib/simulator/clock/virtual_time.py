"""What code reads as now: `time` and `datetime` follow a clock while this is on, and are real again after.

`datetime.now`, `time.time` and their relatives are time-machine's work. `time.sleep` goes to the clock, and
the monotonic clocks count virtual seconds since the world began, so that a measured duration is virtual as
well. The time zone is UTC, wherever the learner is (on Windows, which cannot switch it, their own). The event
loop of a notebook's kernel, which runs in the same thread, keeps real time. So does what waits for another
program, which knows nothing of our clock.

What is put into `time` are functions of this module that ask for the innermost clock at each call. So a name
bound once (`from time import sleep`) stays right in the next world, and is real when there is none. The names
of modules are Python's own again when the last world is closed.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
import queue
import sys
import threading
import time
from _thread import get_ident
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cache
from types import BuiltinFunctionType
from typing import Any
from weakref import WeakSet
from zoneinfo import ZoneInfo

import time_machine
from botocore.exceptions import CapacityNotAvailableError
from botocore.retries.bucket import TokenBucket

from lablib.simulator import limits
from lablib.simulator.clock import (
    asyncio_patches,
    callers,
    innermost,
    interrupts,
    locks,
    other_fakes,
    pools,
    threads,
    unmodelled,
)
from lablib.simulator.clock.clock import Clock
from lablib.simulator.clock.early_bound import EarlyBound
from lablib.simulator.clock.errors import ClockError
from lablib.simulator.clock.module_locks import ModuleLocks

_real_monotonic = time.monotonic
_real_sleep = time.sleep
_real_acquire = TokenBucket.acquire
_EPOCH = datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC"))
PYTHONS_OWN = ("time", "time_ns", "gmtime", "localtime", "strftime", "clock_gettime", "clock_gettime_ns")
"""The functions of `time` that time-machine changes."""
_NOTHING = object()
"""A name that its module doesn't have: it's one of Python's built-in names."""
_on: list[VirtualTime] = []
"""The worlds whose time is read now; the innermost is last."""


def real_monotonic() -> float:
    """Real seconds, whatever the time is that code reads: for a progress bar.

    A function of its own: who keeps it doesn't hold Python's, for which a world would have to look.
    """
    return _real_monotonic()


class VirtualTime:
    """A switch: `on()` and `off()` any number of times; on twice is on once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        clock.others_may_wake = threads.others_may_wake
        # The kernel's own. Not by ident: a new thread is given that of one which has ended.
        self._known_threads = WeakSet(threading.enumerate())
        self._traveller: time_machine.travel | None = None
        self._logging_began: float | int = 0

    @property
    def is_on(self) -> bool:
        """Whether code reads virtual time now."""
        return self._traveller is not None

    def on(self) -> None:
        """From here on code reads and sleeps virtual time.

        Raises ClockError if somebody had replaced what it builds on before the first world of the process, or
        if freezegun holds the time.
        """
        if self._traveller is None:
            with interrupts.deferred():
                self._switch_on()

    def _switch_on(self) -> None:
        other_fakes.refuse()
        _prepare()
        if not _on:
            _EARLY_BOUND.replace()
            _MODULE_LOCKS.replace()
        self._traveller = time_machine.travel(_EPOCH, tick=False)
        self._traveller.start().time_ns = self._now_ns  # type: ignore[method-assign]
        self._clock.on_advance = other_fakes.refuse
        _on.append(self)
        innermost.clocks.append(self._clock)
        _patch()
        self._logging_began = _count_logs_from(self._clock.start_us)
        self._clock.go_on(self._clock.unread)
        interrupts.hold()

    def off(self) -> None:
        """Real time again."""
        if self._traveller is not None:
            with interrupts.deferred():
                self._switch_off(self._traveller)

    def _switch_off(self, traveller: time_machine.travel) -> None:
        interrupts.release()
        self._clock.unread.is_on = True
        innermost.clocks.remove(self._clock)
        _on.remove(self)
        logging._startTime = self._logging_began  # type: ignore[attr-defined]
        if not _on:
            _unpatch()
            _MODULE_LOCKS.put_back()
            _EARLY_BOUND.put_back()
        self._clock.on_advance = lambda: None
        traveller.stop()
        self._traveller = None

    def _now_ns(self) -> int:
        return self._clock.now_us * limits.NS_PER_US

    def sleep(self, seconds: float) -> None:
        """`time.sleep` while this clock is the innermost."""
        if get_ident() != self._clock.thread and threading.current_thread() in self._known_threads:
            _real_sleep(seconds)
        else:
            self._clock.sleep(seconds)  # refuses a thread that the learner's code started


@cache
def _prepare() -> None:
    """time-machine reads these functions once, in C, and crashes if one of them isn't Python's own."""
    for name in PYTHONS_OWN:
        found = getattr(time, name, None)
        if found is not None and not isinstance(found, BuiltinFunctionType):
            raise ClockError(
                f"time.{name} isn't Python's own: something in this process has replaced it with {found!r}, "
                "and virtual time builds on it. Remedy: restart the kernel, or put Python's own back."
            )


class _Ours:
    """A function that stands for one of Python's own. Unlike a `def`, it doesn't become a class's method."""

    def __init__(self, real: Callable[..., Any]) -> None:
        self.real = real
        self.__name__ = self.__qualname__ = real.__name__
        self.__doc__ = real.__doc__

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as a name of `time`, as Python's own is: whoever reads it needs no lablib."""
        return getattr, (_TimeItself(), self.__name__)

    def __copy__(self) -> _Ours:
        """Copied as Python's own: a copy of an object has the same clock."""
        return self

    def __deepcopy__(self, memo: Any) -> _Ours:
        """As `__copy__`."""
        return self


class _TimeItself:
    """The module `time` in a pickle, which takes no modules."""

    def __reduce__(self) -> tuple[Any, ...]:
        return importlib.import_module, ("time",)


class _Sleep(_Ours):
    def __call__(self, seconds: float, /) -> None:
        if not _on:
            _real_sleep(seconds)
        elif callers.is_real(callers.caller_beyond(sys._getframe(1))):
            _real_sleep(seconds)
            interrupts.deliver()
        else:
            _on[-1].sleep(seconds)


class _Ctime(_Ours):
    def __call__(self, seconds: float | None = None, /) -> str:
        return str(self.real(time.time() if seconds is None else seconds))


class _Asctime(_Ours):
    def __call__(self, *moment: Any) -> str:
        return str(self.real(*(moment or [time.localtime()])))


class _Monotonic(_Ours):
    """A monotonic clock that is virtual in a world's thread."""

    def __init__(self, real: Callable[[], Any], of_us: Callable[[int], Any]) -> None:
        super().__init__(real)
        self._of_us = of_us

    def __call__(self) -> Any:
        clock = innermost.clock()
        if clock is None:
            return self.real()
        caller = callers.caller_beyond(sys._getframe(1))
        if callers.is_real(caller):
            return self.real()
        unmodelled.refuse_wait_of(caller)
        return self._of_us(clock.now_us - clock.start_us)


def _count_logs_from(start_us: int) -> float | int:
    """`relativeCreated` of a log record counts from there; returns what it was counted from before."""
    before: float | int = logging._startTime  # type: ignore[attr-defined]
    began = (
        start_us / limits.US_PER_S if isinstance(before, float) else start_us * limits.NS_PER_US
    )  # from 3.13
    logging._startTime = began  # type: ignore[attr-defined]
    return before


def _acquire(bucket: TokenBucket, amount: int = 1, block: bool = True) -> bool:
    """The rate limiter of botocore's adaptive retries.

    It waits on a lock, for which virtual time stands still: it is asked again and again instead.
    """
    while block:
        with suppress(CapacityNotAvailableError):
            return bool(_real_acquire(bucket, amount, block=False))
        time.sleep(bucket._sleep_amount(amount))
    return bool(_real_acquire(bucket, amount, block=False))


def _to_s(elapsed_us: int) -> float:
    return elapsed_us / limits.US_PER_S


def _to_ns(elapsed_us: int) -> int:
    return elapsed_us * limits.NS_PER_US


def _stand_ins() -> list[Any]:
    return [
        _Sleep(time.sleep),
        _Monotonic(time.monotonic, _to_s),
        _Monotonic(time.monotonic_ns, _to_ns),
        _Monotonic(time.perf_counter, _to_s),
        _Monotonic(time.perf_counter_ns, _to_ns),
        _Ctime(time.ctime),  # these two time-machine leaves as they are
        _Asctime(time.asctime),
    ]


_OURS = _stand_ins()
_MONOTONIC = _OURS[1]
_PATCHES: list[tuple[Any, str, Any]] = [
    *((time, each.__name__, each) for each in _OURS),
    (threading, "_time", _MONOTONIC),
    (queue, "time", _MONOTONIC),
    (asyncio.BaseEventLoop, "time", lambda loop: _real_monotonic()),
    (TokenBucket, "acquire", _acquire),
    *locks.PATCHES,
    *threads.PATCHES,
    *pools.PATCHES,
    *asyncio_patches.PATCHES,
    *unmodelled.patches(),
]
_REAL = [(owner, name, vars(owner).get(name, _NOTHING)) for owner, name, _ in _PATCHES]
_EARLY_BOUND = EarlyBound(
    [(each.real, each) for each in _OURS]
    + [
        (real, ours) for (owner, _, real), (*_, ours) in zip(_REAL, _PATCHES, strict=True) if owner is asyncio
    ],
    locks.EARLY_BOUND + threads.EARLY_BOUND + pools.EARLY_BOUND,
    kept=[(each.real, each) for each in _stand_ins()],
)

_MODULE_LOCKS = ModuleLocks()


def _patch() -> None:
    for owner, name, ours in _PATCHES:
        setattr(owner, name, ours)
    asyncio_patches.policy.on()


def _unpatch() -> None:
    asyncio_patches.policy.off()
    for owner, name, real in _REAL:
        if real is not _NOTHING:
            setattr(owner, name, real)
        elif name in vars(owner):
            delattr(owner, name)
