"""The usage events of a run, some of them poison: what the producers write, and when."""

from __future__ import annotations

import random
from typing import NamedTuple

from lablib.scenarios.mapping.what_if.knobs import SECONDS
from lablib.simulator import limits

FLUSH_EVERY_S = 5
"""The producers' buffer: so often records come, a few for each shard at once."""
RECORDS_A_FLUSH = 15
KEYS = 90


class Event(NamedTuple):
    """A usage event, or a piece of one."""

    number: int
    at_us: int
    key: str
    is_poison: bool

    def payload(self) -> bytes:
        """The record's data."""
        whole = b'{"event_id":"e%06d","tokens_in":1034}' % self.number
        return whole[:-1] if self.is_poison else whole


def events_of(poison_share: float, seed: int, start_us: int) -> list[Event]:
    """The producers flush together; each record's luck is drawn once, whatever the share."""
    rng = random.Random(f"mapping scenario {seed}")
    events = []
    for number in range(SECONDS // FLUSH_EVERY_S * RECORDS_A_FLUSH):
        at_us = start_us + number // RECORDS_A_FLUSH * FLUSH_EVERY_S * limits.US_PER_S
        key = f"t-{rng.randrange(KEYS):02d}"
        events.append(Event(number, at_us, key, rng.random() < poison_share))
    return events
