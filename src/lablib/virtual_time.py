"""What code reads as now: `time` and `datetime` follow a clock while this is on, and are real again after.

`datetime.now`, `time.time` and their relatives are time-machine's work. `time.sleep` goes to the clock, and
the monotonic clocks count virtual seconds since the world began, so that a measured duration is virtual as
well. asyncio keeps real time: the event loop of a notebook's kernel runs in the same thread.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

import time_machine

from lablib import limits
from lablib.clock import Clock

_real_sleep = time.sleep
_real_monotonic = time.monotonic


class VirtualTime:
    """A switch: `on()` and `off()` any number of times; on twice is on once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._start_us = clock.now_us
        self._thread = threading.get_ident()
        self._known_threads = {thread.ident for thread in threading.enumerate()}
        self._saved: list[tuple[Any, str, Any]] = []
        self._traveller: time_machine.travel | None = None
        self._coordinates: Any = None
        self._shown_us = 0

    @property
    def is_on(self) -> bool:
        """Whether code reads virtual time now."""
        return self._traveller is not None

    def on(self) -> None:
        """From here on code reads and sleeps virtual time."""
        if self._traveller is not None:
            return
        whole_s, rest_us = divmod(self._clock.now_us, limits.US_PER_S)
        self._traveller = time_machine.travel(whole_s, tick=False)
        self._shown_us = whole_s * limits.US_PER_S
        self._coordinates = self._traveller.start()
        self._clock.on_advance = self._show
        self._show(self._shown_us + rest_us)
        self._patch(time, "sleep", self._sleep)
        for name in ("monotonic", "perf_counter"):
            self._patch(time, name, self._in_world_thread(getattr(time, name), limits.US_PER_S))
            self._patch(time, f"{name}_ns", self._in_world_thread(getattr(time, f"{name}_ns"), None))
        self._patch(asyncio.BaseEventLoop, "time", lambda loop: _real_monotonic())

    def off(self) -> None:
        """Real time again."""
        if self._traveller is None:
            return
        for owner, name, value in reversed(self._saved):
            setattr(owner, name, value)
        self._saved.clear()
        self._clock.on_advance = lambda now_us: None
        self._traveller.stop()
        self._traveller = None

    def _show(self, now_us: int) -> None:
        """Move what is read as now, by steps: a float of seconds since 1970 is too coarse for 1 us."""
        step_ns = (now_us - self._shown_us) * 1_000
        # Half a nanosecond more, because time-machine rounds down.
        self._coordinates.shift((step_ns + 0.5) / 1e9)
        self._shown_us = now_us

    def _patch(self, owner: Any, name: str, value: Any) -> None:
        self._saved.append((owner, name, getattr(owner, name)))
        setattr(owner, name, value)

    def _sleep(self, seconds: float) -> None:
        """`time.sleep` while virtual time is on; code that kept a reference sleeps really once it is off."""
        ident = threading.get_ident()
        if self.is_on and (ident == self._thread or ident not in self._known_threads):
            self._clock.sleep(seconds)  # refuses a thread that the learner's code started
        else:
            _real_sleep(seconds)

    def _in_world_thread(self, real: Callable[[], Any], per_s: int | None) -> Callable[[], Any]:
        """A monotonic clock, virtual for the world's thread only; in nanoseconds if `per_s` is None."""

        def read() -> Any:
            if not self.is_on or threading.get_ident() != self._thread:
                return real()
            elapsed_us = self._clock.now_us - self._start_us
            return elapsed_us / per_s if per_s else elapsed_us * 1_000

        return read
