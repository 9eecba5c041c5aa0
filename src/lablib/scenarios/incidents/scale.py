"""The company as a scale model: one event that is played stands for thousands of the company's.

So that a whole night costs half a second, a shard takes some records a minute here where it takes a thousand
a second on AWS, and a reader's bytes weigh as many times as much. What decides stays as it is: how full a
shard is, what a bunch of requests does to it, and who waits for whom.
"""

from __future__ import annotations

from lablib.scenarios.incidents.setup import Setup
from lablib.simulator import limits
from lablib.simulator.kinesis.state.model_choices import Policies
from lablib.simulator.kinesis.state.read_limiter import SharedReadLimiter

MINUTE_US = limits.METRIC_PERIOD_S * limits.US_PER_S
POLL_EVERY_S = 5.0


def policies(setup: Setup) -> Policies:
    """The model choices of a night's world."""
    return Policies(
        write_limiter=lambda now_us, burst_bytes: MinuteBucket(now_us, setup.shard_takes_a_min),
        read_limiter=lambda now_us: HeavyReads(now_us, setup.read_weight),
        poll_every_s=POLL_EVERY_S,
        on_demand_weight=limits.SHARD_WRITE_RECORDS_PER_S * limits.METRIC_PERIOD_S // setup.shard_takes_a_min,
    )


class MinuteBucket:
    """A shard's write limit: a bucket that holds a minute's worth of records and refills all the time."""

    __slots__ = ("_a_min", "_left", "_then_us")

    def __init__(self, now_us: int, a_min: int) -> None:
        self._a_min = a_min
        self._left = a_min * MINUTE_US
        """In records times the microseconds of a minute, to be exact."""
        self._then_us = now_us

    def has_room(self, charge_bytes: int, now_us: int, records: int) -> bool:
        """See `WriteLimiter`."""
        self._refill(now_us)
        return self._left >= records * MINUTE_US

    def admit(self, charge_bytes: int, now_us: int, records: int = 1) -> bool:
        """See `WriteLimiter`."""
        if not self.has_room(charge_bytes, now_us, records):
            return False
        self._left -= records * MINUTE_US
        return True

    def used(self, now_us: int) -> tuple[float, float]:
        """See `WriteLimiter`."""
        self._refill(now_us)
        return 1 - self._left / (self._a_min * MINUTE_US), 0.0

    def resize(self, burst_bytes: int, now_us: int) -> None:
        """Bytes don't count here."""

    def _refill(self, now_us: int) -> None:
        elapsed_us, self._then_us = now_us - self._then_us, now_us
        self._left = min(self._a_min * MINUTE_US, self._left + elapsed_us * self._a_min)


class HeavyReads(SharedReadLimiter):
    """A shard's read limit, for answers whose bytes weigh so many times as much."""

    __slots__ = ("_weight",)

    def __init__(self, now_us: int, weight: int) -> None:
        super().__init__(now_us)
        self._weight = weight

    def charge(self, answer_bytes: int, now_us: int) -> None:
        """See `ReadLimiter`."""
        super().charge(answer_bytes * self._weight, now_us)
