"""The traffic of lab 08: an hour of usage in which three events are malformed."""

from __future__ import annotations

from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.traffic.diurnal_usage import CUT_AT, Usage, day
from lablib.traffic.load_generator import feed

MALFORMED_AT = (10, 25, 40)
"""Minutes."""
NIGHT = 0.4
"""Of the mean rate of a day is what comes in its first hour."""
EVENTS_A_GATEWAY = 0.05
"""Events a second that a gateway of this small region serves."""


def write_hour(world: World, gateways: int, stream: str = STREAM) -> list[Usage]:
    """Write an hour of usage into `stream` and wait for its end; three events of it are cut off.

    Returns what was written, in order of time.
    """
    events = day(gateways * EVENTS_A_GATEWAY / NIGHT, 1, world.seed, world.clock.now_us)
    for minute in MALFORMED_AT:
        at_us = world.clock.now_us + minute * 60 * limits.US_PER_S
        place = next(n for n, event in enumerate(events) if event.at_us >= at_us)
        events[place] = events[place]._replace(cut_at=CUT_AT)
    feed(world, stream, events).join()
    world.sleep(60)
    return events
