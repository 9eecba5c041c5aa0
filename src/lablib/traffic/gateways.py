"""A fleet of gateways: each sends the traffic of one trace, turned in time by an offset of its own.

Turned means that a gateway starts somewhere inside the trace and goes on from its beginning when it reaches
the end, as on a ring. So every gateway sends every row once a lap, and no two gateways are in step.
"""

from __future__ import annotations

import json
import random
from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from lablib.simulator.limits import US_PER_S, WORLD_START_S
from lablib.traffic.csv_reading import read_trace
from lablib.traffic.trace import Trace, TraceError

GATEWAYS = 60
USAGE_EVENTS = Path(__file__).parents[3] / "data" / "usage-events.csv.gz"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Event(NamedTuple):
    """One row of the trace on its way. Its dict and its bytes are made when they are asked for."""

    event_id: str
    """Unique in the fleet: `g17-004211` is the event number 4211 of gateway 17, counted from 0."""
    at_us: int
    """When it happens, in us since the Unix epoch (virtual time)."""
    key: str
    """The partition key: the row's key, or the event's id where the trace has no key."""
    row: int
    trace: Trace

    def as_dict(self) -> dict[str, Any]:
        """Return what a producer sees: `event_id`, the columns of the row, and `at` in ISO-8601, UTC."""
        at = EPOCH + timedelta(microseconds=self.at_us)
        iso = at.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"
        ours = {"event_id": self.event_id, "at": iso}  # they win over columns of the same name
        return {"event_id": self.event_id} | self.trace.fields(self.row) | ours

    def payload(self) -> bytes:
        """Return the event as JSON.

        Where the trace has sizes, it is the id alone, filled up with spaces to the size of the row (which is
        still JSON); a size too small for the id gives the id alone.
        """
        if self.trace.sizes_bytes is None:
            return _json(self.as_dict())
        return _json({"event_id": self.event_id}).ljust(self.trace.sizes_bytes[self.row])

    def __repr__(self) -> str:
        return f"Event({self.event_id!r}, at_us={self.at_us}, key={self.key!r})"


class Gateway:
    """One sender. It hands out its events once each, in order of time: `due(until_us)` or by iterating."""

    def __init__(self, name: str, trace: Trace, offset_us: int, start_us: int, length_us: int) -> None:
        """`offset_us` (0 to less than a lap) is where in the trace this gateway stands at `start_us`."""
        self.name = name
        self.start_us = start_us
        self.end_us = start_us + length_us
        self._trace = trace
        self._zero_us = start_us - offset_us  # when row 0 of the first lap would happen
        self._first = bisect_left(trace.times_us, offset_us)
        self._sent = 0
        self.total = self._count_before(self.end_us)
        """How many events it sends from `start_us` until before `end_us`."""

    def due(self, until_us: int) -> list[Event]:
        """Return the events that happen before `until_us` and were not handed out yet."""
        upto = self._count_before(min(until_us, self.end_us))
        events = [self._event(number) for number in range(self._sent, upto)]
        self._sent = max(self._sent, upto)
        return events

    @property
    def next_at_us(self) -> int | None:
        """When the next event happens; None when all are handed out."""
        return self._event(self._sent).at_us if self._sent < self.total else None

    def __iter__(self) -> Iterator[Event]:
        while self._sent < self.total:
            self._sent += 1
            yield self._event(self._sent - 1)

    def _count_before(self, at_us: int) -> int:
        """Return how many events happen from `start_us` until before `at_us`."""
        if at_us <= self.start_us:
            return 0
        laps, position_us = divmod(at_us - self._zero_us, self._trace.lap_us)
        return laps * len(self._trace) + bisect_left(self._trace.times_us, position_us) - self._first

    def _event(self, number: int) -> Event:
        lap, row = divmod(self._first + number, len(self._trace))
        event_id = f"{self.name}-{number:06d}"
        at_us = self._zero_us + lap * self._trace.lap_us + self._trace.times_us[row]
        return Event(event_id, at_us, self._trace.key(row) or event_id, row, self._trace)

    def __repr__(self) -> str:
        return f"<Gateway {self.name}: {self._sent:,} of {self.total:,} events handed out>"


def fleet(
    trace: Trace,
    gateways: int = GATEWAYS,
    seed: int = 7,
    seconds: float | None = None,
    start_us: int = WORLD_START_S * US_PER_S,
) -> list[Gateway]:
    """Return gateways `g00`, `g01`, … that send `trace` for `seconds`, or for one lap, from `start_us` on.

    The seed decides the offsets alone. Raises ValueError for no gateways or a negative length.
    """
    if gateways < 1:
        raise ValueError(f"a fleet of {gateways} gateways sends nothing; give 1 or more")
    if seconds is not None and seconds < 0:
        raise ValueError(f"{seconds} seconds: a length cannot be negative; give 0 or more")
    length_us = trace.lap_us if seconds is None else round(seconds * US_PER_S)
    rng = random.Random(f"fleet:{seed}")
    digits = max(2, len(str(gateways - 1)))
    return [
        Gateway(f"g{number:0{digits}d}", trace, int(rng.random() * trace.lap_us), start_us, length_us)
        for number in range(gateways)
    ]


def incident(
    seed: int = 7,
    gateways: int = GATEWAYS,
    seconds: float | None = None,
    start_us: int = WORLD_START_S * US_PER_S,
) -> list[Gateway]:
    """Return the fleet of the incident: every gateway sends the hour of `data/usage-events.csv.gz`."""
    return fleet(_usage_trace(), gateways, seed, seconds, start_us)


@cache
def _usage_trace() -> Trace:
    if not USAGE_EVENTS.is_file():
        remedy = (
            "install lablib from its clone (pip install -e .), or run python -m lablib.traffic to write it"
        )
        raise TraceError(USAGE_EVENTS, None, "the traffic of the incident is not there", remedy)
    return read_trace(USAGE_EVENTS)


def _json(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode()
