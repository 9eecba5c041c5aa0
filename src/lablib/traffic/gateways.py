"""A fleet of gateways: each sends the traffic of one trace, turned in time by an offset of its own.

Turned means that a gateway starts somewhere inside the trace and goes on from its beginning when it reaches
the end, as on a ring. So every gateway sends every row once a lap, and no two gateways are in step.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from lablib.simulator.limits import US_PER_S, WORLD_START_S
from lablib.traffic.event_identity import event_id_of
from lablib.traffic.events import Event, event_id
from lablib.traffic.outline import Outline
from lablib.traffic.reading.row_by_row import read_trace
from lablib.traffic.trace import Trace, TraceError

GATEWAYS = 60
USAGE_EVENTS = Path(__file__).parents[3] / "data" / "usage-events.csv.gz"


class Gateway:
    """One sender. It hands out its events once each, in order of time: `due(until_us)` or by iterating."""

    def __init__(
        self, name: str, trace: Trace | Outline, offset_us: int, start_us: int, length_us: int
    ) -> None:
        """`offset_us` (0 to less than a lap) is where in the trace this gateway stands at `start_us`."""
        self.name = name
        self.start_us = start_us
        self.end_us = start_us + length_us
        self._trace = trace
        self._rows_a_lap, self._lap_us = len(trace), trace.lap_us
        self._zero_us = start_us - offset_us  # when row 0 of the first lap would happen
        self._first = bisect_left(trace.times_us, offset_us)
        self._sent = 0
        self.total = self._count_before(self.end_us)
        """How many events it sends from `start_us` until before `end_us`."""

    def due(self, until_us: int) -> list[Event]:
        """Return the events that happen before `until_us` and were not handed out yet."""
        return [self.event(number) for number in self.due_numbers(until_us)]

    def due_numbers(self, until_us: int) -> range:
        """Hand out the same events by their numbers alone."""
        first, self._sent = self._sent, max(self._sent, self._count_before(min(until_us, self.end_us)))
        return range(first, self._sent)

    @property
    def next_at_us(self) -> int | None:
        """When the next event happens; None when all are handed out."""
        return self._at_us(self._sent) if self._sent < self.total else None

    def __iter__(self) -> Iterator[Event]:
        while self._sent < self.total:
            self._sent += 1
            yield self.event(self._sent - 1)

    def event(self, number: int) -> Event:
        """Return one of its events, numbered from 0."""
        row = (self._first + number) % self._rows_a_lap
        name = event_id(self.name, number)
        return Event(name, self._at_us(number), self._trace.key(row) or name, row, self._trace)

    def rows(self, numbers: range) -> slice | list[int]:
        """Return the rows of successive events, in the form that takes them out of an array."""
        length = self._rows_a_lap
        first = (self._first + numbers.start) % length
        end = first + len(numbers)
        return slice(first, end) if end <= length else [row % length for row in range(first, end)]

    def _count_before(self, at_us: int) -> int:
        """Return how many events happen from `start_us` until before `at_us`."""
        if at_us <= self.start_us:
            return 0
        laps, position_us = divmod(at_us - self._zero_us, self._lap_us)
        return laps * self._rows_a_lap + bisect_left(self._trace.times_us, position_us) - self._first

    def _at_us(self, number: int) -> int:
        lap, row = divmod(self._first + number, self._rows_a_lap)
        return self._zero_us + lap * self._lap_us + self._trace.times_us[row]

    def __repr__(self) -> str:
        return f"<Gateway {self.name}: {self._sent:,} of {self.total:,} events handed out>"


def fleet(
    trace: Trace | Outline,
    gateways: int = GATEWAYS,
    seed: int = 7,
    seconds: float | None = None,
    start_us: int = WORLD_START_S * US_PER_S,
) -> list[Gateway]:
    """Return gateways `g00`, `g01`, … that send `trace` for `seconds`, or for one lap, from `start_us` on.

    The seed decides the offsets alone. Raises ValueError for no gateways or a negative length.
    """
    if gateways < 1:
        raise ValueError(f"gateways is {gateways}: give 1 or more")
    if seconds is not None and seconds < 0:
        raise ValueError(f"seconds is {seconds}: give 0 or more")
    length_us = trace.lap_us if seconds is None else round(seconds * US_PER_S)
    rng = random.Random(f"fleet:{seed}")
    digits = max(2, len(str(gateways - 1)))
    return [
        Gateway(f"g{number:0{digits}d}", trace, int(rng.random() * trace.lap_us), start_us, length_us)
        for number in range(gateways)
    ]


def row_of(content: bytes, senders: Iterable[Gateway]) -> int:
    """The row of the trace that became this event. Raises StopIteration if it's of none of the senders."""
    found = event_id_of(content)
    assert isinstance(found, bytes)
    name, _, number = found.decode().rpartition("-")
    return next(sender for sender in senders if sender.name == name).event(int(number)).row


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
