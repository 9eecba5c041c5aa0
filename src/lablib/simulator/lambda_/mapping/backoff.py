"""How long a mapping waits before it tries a batch again.

Model: AWS publishes no schedule for streams. Doubling from half a second agrees with the one case on record,
in which an always failing batch with a record age of 60 s was invoked about seven times.
"""

from __future__ import annotations

import random

from lablib.simulator import limits


def wait_us(failures: int, rng: random.Random) -> int:
    """Microseconds before the next try, after `failures` (1 or more) in a row."""
    doubled_s = limits.MAPPING_BACKOFF_BASE_S * limits.MAPPING_BACKOFF_FACTOR ** min(failures - 1, 64)
    wait_s = min(limits.MAPPING_BACKOFF_MAX_S, doubled_s)
    if limits.MAPPING_BACKOFF_JITTER:
        wait_s *= 1 - limits.MAPPING_BACKOFF_JITTER * rng.random()
    return round(wait_s * limits.US_PER_S)
