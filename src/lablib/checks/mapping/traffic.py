"""What the streams of trials are fed with."""

from __future__ import annotations

import random
from heapq import merge
from typing import NamedTuple

from lablib import limits
from lablib.traffic import incident, poisson
from lablib.traffic.statuses import Request, with_status

STARTS_US = (limits.WORLD_START_S + limits.METRIC_PERIOD_S) * limits.US_PER_S
"""When a trial's traffic begins: by then its mapping is enabled."""


class Plain(NamedTuple):
    """A small event: its number is all that it says."""

    number: int
    at_us: int
    key: str

    def payload(self) -> bytes:
        """The record's data, as JSON."""
        return b'{"event_id":"e%06d"}' % self.number


def steady(rate_per_s: float, seconds: float, seed: int, keys: int = 500) -> list[Plain]:
    """Events of many keys at a steady rate, from `STARTS_US` on."""
    rng = random.Random(f"steady {seed}")
    arrivals = poisson(rate_per_s, seconds, rng)
    return [
        Plain(number, STARTS_US + at_us, f"t-{rng.randrange(keys):04d}")
        for number, at_us in enumerate(arrivals)
    ]


def requests(gateways: int, seconds: float, seed: int) -> list[Request]:
    """The incident's traffic from `STARTS_US` on, failed requests included."""
    events = merge(*incident(seed, gateways, seconds, STARTS_US), key=lambda event: event.at_us)
    return list(with_status(events, random.Random(f"statuses {seed}")))
