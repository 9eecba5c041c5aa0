"""Small events at a steady rate, with as many keys as you like: traffic without a story."""

from __future__ import annotations

import random
from typing import NamedTuple

from lablib.traffic.arrivals import poisson


class Plain(NamedTuple):
    """A small event: its number is all that it says."""

    number: int
    at_us: int
    key: str

    def payload(self) -> bytes:
        """The record's data, as JSON."""
        return b'{"event_id":"e%06d"}' % self.number


def steady(rate_per_s: float, seconds: float, seed: int, start_us: int, keys: int = 500) -> list[Plain]:
    """Return events in order of time, from `start_us` on; each has one of the keys, drawn evenly."""
    rng = random.Random(f"steady {seed}")
    arrivals = poisson(rate_per_s, seconds, rng)
    return [
        Plain(number, start_us + at_us, f"t-{rng.randrange(keys):04d}")
        for number, at_us in enumerate(arrivals)
    ]
