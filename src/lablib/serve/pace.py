"""Virtual time led along real time: what o'clock it is in the world, and how long until something is due."""

from __future__ import annotations

import math
import time

from lablib.simulator import limits
from lablib.simulator.clock.virtual_time import real_monotonic


class Pace:
    """`speed` virtual seconds go by in each real one, from now on. Made before its world, in real time."""

    def __init__(self, speed: float) -> None:
        self.speed = speed
        self._began_s = real_monotonic()
        self._began_at_s = time.time()

    @property
    def start_us(self) -> int:
        """When the world begins: now."""
        return round(self._began_at_s * limits.US_PER_S)

    def now_us(self) -> int:
        """The world's time, had it nothing to compute."""
        return self.start_us + round(self._elapsed_s() * self.speed * limits.US_PER_S)

    def real_now_s(self) -> float:
        """The time of this machine, in seconds since the epoch: `time.time()` is the world's."""
        return self._began_at_s + self._elapsed_s()

    def real_s_until(self, at_us: int | None) -> float:
        """Real seconds until it is `at_us` in the world; infinite for never."""
        return math.inf if at_us is None else max(at_us - self.now_us(), 0) / limits.US_PER_S / self.speed

    def _elapsed_s(self) -> float:
        return real_monotonic() - self._began_s
