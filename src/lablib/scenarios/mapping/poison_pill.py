"""The traffic of lab 07: two days of usage at a low rate, with one event that its gateway did not finish.

    served = write_usage(world, per_s=0.2, until_s=..., malformed_at_s=...)

A day of the real traffic would be forty million events. What decides here is how fast a function is compared
with what arrives, so the lab plays a small part of the events and lets the function take longer for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.traffic.diurnal_usage import Usage, day, malformed_from
from lablib.traffic.load_generator import feed


def write_usage(
    world: World, per_s: float, until_s: float, malformed_at_s: float, stream: str = STREAM
) -> list[dict[str, Any]]:
    """Write usage into `stream` from now on, `per_s` events a second over a day.

    `until_s` and `malformed_at_s` are seconds from the world's first midnight: where the traffic ends, and
    from when on the first event is cut off. Returns the gateways' own books, which fill while time passes:
    what is to be written next is in them a moment early. Raises ValueError if no event comes after
    `malformed_at_s`.
    """
    now_us, begin_us = world.clock.now_us, world.start_us
    events = day(per_s, until_s / limits.S_PER_HOUR, world.seed, begin_us)
    bad = malformed_from(events, begin_us + round(malformed_at_s * limits.US_PER_S))
    books: list[dict[str, Any]] = []

    def written() -> Iterator[Usage]:
        for event in events:
            if event.at_us >= now_us:
                yield bad if event.event_id == bad.event_id else event
                books.append(event.as_dict())

    feed(world, stream, written())
    return books


def served_at_s(books: Iterable[dict[str, Any]]) -> list[float]:
    """When each event in these books was served, in seconds since the epoch."""
    return [datetime.fromisoformat(event["at"]).timestamp() for event in books]
