"""A day of usage at a low rate: quiet at night, busy in the afternoon, the same for every shard.

For a slow consumer: the tide of a day without its forty million events. The curve and its numbers are ours.
Tenants are drawn evenly, and their names are spread evenly over the hash keys, so that shards of equal ranges
get equal shares (of 2, 3, 4, 5, 6, ... shards: whatever divides `SLICES`).
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from lablib.simulator.kinesis.state.routing import hash_of
from lablib.simulator.limits import S_PER_HOUR, US_PER_S
from lablib.traffic.arrivals import poisson
from lablib.traffic.events import iso, to_json
from lablib.traffic.usage_events import UsageEvent, usage_events

PEAK_HOUR = 14
TIDE = 0.6  # of the mean rate: from 0.4 of it at night to 1.6 in the afternoon
PEAK = 1 + TIDE
SLICES = 60
TENANTS_A_SLICE = 5
CUT_AT = 70
"""Bytes that are left of a malformed event: its id, its time, half of its tenant."""


class Usage(NamedTuple):
    """One answered request. `cut_at` is where its data ends, if it does not end where it should."""

    event_id: str
    at_us: int
    key: str
    """The partition key: the tenant."""
    model: str
    tokens_in: int
    tokens_out: int
    cut_at: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """What the gateway has in its own books."""
        return {
            "event_id": self.event_id,
            "at": iso(self.at_us),
            "tenant": self.key,
            "model": self.model,
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
        }

    def payload(self) -> bytes:
        """What it writes into the stream, as JSON; cut off if it is malformed."""
        return _encoded(self)


def day(per_s: float, hours: float, seed: int, start_us: int) -> list[Usage]:
    """Usage from `start_us` (a midnight) on, `per_s` events a second over a whole day, in order of time."""
    return list(_day(per_s, hours, seed, start_us))


# A check plays the same day in one world after another, so days and what is written of them are kept.


@lru_cache(maxsize=16)
def _day(per_s: float, hours: float, seed: int, start_us: int) -> tuple[Usage, ...]:
    rng = random.Random(f"day {seed}")
    tenants, requests = _tenants(), _requests()
    events: list[Usage] = []
    for us in poisson(per_s * PEAK, hours * S_PER_HOUR, rng):
        if rng.random() * PEAK < tide(us / US_PER_S / S_PER_HOUR):
            request = rng.choice(requests)
            about = rng.choice(tenants), request.model, request.tokens_in, request.tokens_out
            events.append(Usage(f"e{len(events):06d}", start_us + us, *about))
    return tuple(events)


@lru_cache(maxsize=1 << 16)
def _encoded(usage: Usage) -> bytes:
    return to_json(usage.as_dict())[: usage.cut_at]


def tide(hour: float) -> float:
    """The rate at this hour (0 to 24, and on) as a multiple of the mean."""
    return 1 + TIDE * math.cos(2 * math.pi * (hour - PEAK_HOUR) / 24)


def malformed_from(events: Sequence[Usage], at_us: int) -> Usage:
    """The first event at `at_us` or later, as a gateway wrote it that was killed while it wrote.

    Raises ValueError if there is none.
    """
    event = next((event for event in events if event.at_us >= at_us), None)
    if event is None:
        raise ValueError(f"no event is at {at_us} us or later: give an earlier time, or a longer day")
    return event._replace(cut_at=CUT_AT)


@cache
def _tenants() -> tuple[str, ...]:
    """So many names from each slice of the hash keys, in the order of their numbers."""
    left = [TENANTS_A_SLICE] * SLICES
    names = []
    number = 0
    while any(left):
        number += 1
        name = f"t-{number:04d}"
        slice_ = hash_of(name) * SLICES >> 128
        if left[slice_]:
            left[slice_] -= 1
            names.append(name)
    return tuple(names)


@cache
def _requests() -> tuple[UsageEvent, ...]:
    """What the incident's hour asked for: models and tokens to draw from."""
    return tuple(usage_events())
