"""An end for code that uses no virtual time: a loop without a pause or a call, a wait for something real.

It's counted in the CPU time of the thread that runs the code, so a right answer that merely computes gets the
same on a slow machine. A loop of pauses that are next to nothing does use virtual time, so there is a limit
to all that the code may compute as well. Code that waits computes nothing, so of it the looks are counted at
which it had done nothing since the one before. A machine that is too busy to let the code compute is too busy
to look, and the time on the wall doesn't count. A thread of its own has the code looked at, by a signal that
nobody uses, so this needs no timer of the system. Code inside one long call of C, such as
`sum(range(10**12))`, can't be ended before the call returns.
"""

from __future__ import annotations

import _thread
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from greenlet import getcurrent

from lablib.simulator.clock import interrupts
from lablib.simulator.clock.clock import Clock
from lablib.teaching.checks.call_recorder import end_now
from lablib.teaching.checks.learner_traceback import lines_at

LIMIT_CPU_S = 20.0
LIMIT_ALL_CPU_S = 120.0
"""For the whole trial, however virtual time moves. A right answer takes a few seconds."""
LIMIT_WAIT_S = 60.0
"""As many looks, at `_LOOK_EVERY_S`, at which the code was idle."""
IDLE_CPU_S = 0.001
"""Code that has used less than this since the last look waits: to be looked at takes a twentieth of it."""
GRACE_S = 1.0
"""For what the code does on its way out: its `finally` blocks."""
_LOOK_EVERY_S = 0.1
_SIGNAL = getattr(signal, "SIGVTALRM", None) or signal.SIGBREAK  # type: ignore[attr-defined, unused-ignore]
_limits: list[TimeLimit] = []


class TimeLimit:
    """One function's time. When it runs out, `lines` are the learner's own at that moment."""

    def __init__(self, clock: Clock) -> None:
        self.over_after_s = 0.0
        """Which limit ran out: seconds of computing, or of waiting; 0 if none did."""
        self.lines: tuple[str, ...] = ()
        self._clock = clock
        self._began_cpu_s = time.thread_time()
        self._progressed()

    def look(self, frame: FrameType | None) -> None:
        """The code at work is in `frame`. Past the limit it stays there for good, whatever it catches."""
        if self._clock.now_us != self._seen_us:
            self._progressed()
        self._note_idle_look()
        if (after_s := self._too_long_s()) and self._is_learners(frame):
            if not self.over_after_s:
                self.over_after_s, self.lines = after_s, lines_at(frame)
            self._progressed()
            end_now(self._clock)

    def _is_learners(self, frame: FrameType | None) -> bool:
        return getcurrent() is not self._clock.hub and not interrupts.is_engine(frame)

    def _progressed(self) -> None:
        self._seen_us = self._clock.now_us
        self._cpu_s = self._looked_cpu_s = time.thread_time()
        self._idle_looks = 0

    def _note_idle_look(self) -> None:
        used_s = time.thread_time() - self._looked_cpu_s
        self._looked_cpu_s += used_s
        self._idle_looks += used_s < IDLE_CPU_S

    def _too_long_s(self) -> float:
        """The limit that has been passed, 0 if there is time left."""
        used_s = time.thread_time() - self._cpu_s
        if not self.over_after_s and time.thread_time() - self._began_cpu_s >= LIMIT_ALL_CPU_S:
            return LIMIT_ALL_CPU_S
        if used_s >= (GRACE_S if self.over_after_s else LIMIT_CPU_S):
            return LIMIT_CPU_S
        return LIMIT_WAIT_S if self._idle_looks * _LOOK_EVERY_S >= LIMIT_WAIT_S else 0.0


@contextmanager
def time_limit(clock: Clock) -> Iterator[TimeLimit]:
    """While this is on, code in flows of `clock` must use virtual time now and then.

    Only the main thread gets signals, so in another one there is no limit.
    """
    limit = TimeLimit(clock)
    if threading.current_thread() is not threading.main_thread():
        yield limit
        return
    _listen()
    _limits.append(limit)
    stop = _look_regularly()
    try:
        yield limit
    finally:
        stop()
        _limits.remove(limit)


def _listen() -> None:
    """For good: a signal that comes when its handler has gone would end the process."""
    before = signal.getsignal(_SIGNAL)
    if before is _on_signal or getattr(before, "calls", None) is _on_signal:
        return

    def handler(number: int, frame: FrameType | None) -> None:
        _on_signal(number, frame)
        if callable(before):
            before(number, frame)

    handler.calls = _on_signal  # type: ignore[attr-defined]
    signal.signal(_SIGNAL, handler if callable(before) else _on_signal)


def _on_signal(number: int, frame: FrameType | None) -> None:
    if _limits:
        _limits[-1].look(frame)


def _look_regularly() -> Callable[[], Any]:
    """Have the main thread look; returns what ends that. The locks of `_thread` are always real."""
    over, main = _thread.allocate_lock(), threading.main_thread().ident
    over.acquire()

    def ticks() -> None:
        while not over.acquire(timeout=_LOOK_EVERY_S):
            if hasattr(signal, "pthread_kill"):  # it also wakes a main thread that waits for a lock
                signal.pthread_kill(main or 0, _SIGNAL)
            else:
                _thread.interrupt_main(_SIGNAL)

    _thread.start_new_thread(ticks, ())
    return over.release
