"""Usage events with the HTTP status of their request, so that failed requests are in the stream as well."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from heapq import merge
from typing import Any, NamedTuple

from lablib.traffic.events import Event
from lablib.traffic.gateways import incident

FAILED_FROM = 400
STATUSES = {200: 900, 206: 70, 400: 6, 429: 14, 500: 4, 503: 4, 504: 2}
"""How many of a thousand requests end with each status; 206 is a stream that its reader broke off."""
OLD_RELEASE = 0.3
"""The share of events from gateways of an old release, which writes the status with a fraction: 503.0."""


class Request(NamedTuple):
    """An event of a gateway with its status. It can be fed to a stream."""

    event: Event
    status: int | float

    @property
    def at_us(self) -> int:
        """When it happens, in microseconds since the epoch."""
        return self.event.at_us

    @property
    def key(self) -> str:
        """The partition key: the tenant."""
        return self.event.key

    @property
    def failed(self) -> bool:
        """Whether the request failed: a status of 400 or more."""
        return self.status >= FAILED_FROM

    def as_dict(self) -> dict[str, Any]:
        """What is written into the record."""
        return self.event.as_dict() | {"status": self.status}

    def payload(self) -> bytes:
        """The record's data, as JSON."""
        return json.dumps(self.as_dict(), separators=(",", ":")).encode()


def with_status(events: Iterable[Event], rng: random.Random) -> Iterator[Request]:
    """Give each event a status, by chance and `STATUSES`."""
    statuses, weights = list(STATUSES), list(STATUSES.values())
    for event in events:
        status = rng.choices(statuses, weights)[0]
        yield Request(event, float(status) if rng.random() < OLD_RELEASE else status)


def requests(gateways: int, seconds: float, seed: int, start_us: int) -> list[Request]:
    """Return the incident's traffic, failed requests included, from `start_us` on and in order of time."""
    events = merge(*incident(seed, gateways, seconds, start_us), key=lambda event: event.at_us)
    return list(with_status(events, random.Random(f"statuses {seed}")))
