"""What the streams of trials are fed with."""

from __future__ import annotations

import random
from heapq import merge

from lablib import limits
from lablib.traffic import incident
from lablib.traffic.statuses import Request, with_status

STARTS_US = (limits.WORLD_START_S + limits.METRIC_PERIOD_S) * limits.US_PER_S
"""When a trial's traffic begins: by then its mapping is enabled."""


def requests(gateways: int, seconds: float, seed: int) -> list[Request]:
    """The incident's traffic from `STARTS_US` on, failed requests included."""
    events = merge(*incident(seed, gateways, seconds, STARTS_US), key=lambda event: event.at_us)
    return list(with_status(events, random.Random(f"statuses {seed}")))
