"""What was written into the stream before the night began, for a consumer that is far behind."""

from __future__ import annotations

from lablib.scenarios.incidents.setup import Setup
from lablib.simulator import limits
from lablib.traffic.diurnal_usage import Usage, day

MINUTE_US = limits.METRIC_PERIOD_S * limits.US_PER_S


def before(setup: Setup, seed: int, night_us: int) -> list[Usage]:
    """In order of time. What was served in a minute is written at its end, so it has that time."""
    events: list[Usage] = []
    for stretch in setup.before:
        start_us = night_us - round(stretch.from_h * limits.S_PER_HOUR) * limits.US_PER_S
        for event in day(stretch.per_s, stretch.hours, seed, start_us):
            name = f"b{len(events):06d}"
            at_us = event.at_us - event.at_us % MINUTE_US + MINUTE_US - 1
            events.append(event._replace(event_id=name, at_us=at_us))
    return events
