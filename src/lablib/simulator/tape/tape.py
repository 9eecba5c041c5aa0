"""The tape of a run: who offered which records when, each call with the fate of each entry, and the shards.

The ledger keeps where a record is now; a tape keeps its whole way. It is told at the places that know: the
ledger of offers, of records given up and of calls that failed as a whole; the two ways of a put (`put.py`,
`put_whole.py`) of what was settled, also for a feed, which uses no network; and the stream of its shards.

The entries stored in a shard, in the order of the tape, are the records of its log from position 0 on, also
those that retention took long ago. What a mapping did is in its own `history`; a tape has only when it was
done with which records, and how.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from lablib.simulator.clock.clock import Clock

STORED, THROTTLED, FAILED = 0, 1, 2
"""What can become of an entry; FAILED is an internal failure of the service."""
FATES = 3


Level = tuple[int, float, float]
"""A shard, and how much of its limit of records and of its limit of bytes was used after a call, from 0 to 1.

A plain tuple, as every call has some: made in half the time of one with names.
"""


class Call(NamedTuple):
    """One PutRecord or PutRecords that the service dealt with, or that failed as a whole."""

    stream: str
    left_us: int
    at_us: int
    """When it was dealt with, or failed."""
    producer: str
    rows: array[int]
    """The ledger's rows of its entries, in request order."""
    did: array[int]
    """For each entry `shard * FATES + what became of it`; empty if the call failed."""
    levels: tuple[Level, ...]
    """Of the shards that the call went to, in the order in which it came to them."""
    error: str = ""
    """Why it failed as a whole."""


class Said(NamedTuple):
    """What a producer said about some records: that it has them to send, or that it gives them up."""

    at_us: int
    producer: str
    rows: array[int]


class Ended(NamedTuple):
    """A mapping is done with these records, of which it may have been done with some before."""

    at_us: int
    mapping: str
    """Its UUID."""
    fate: int
    """What became of them, as a number of the ledger's fates: handled, filtered out, dropped or sent on."""
    rows: array[int]


class ShardLife(NamedTuple):
    """One shard. A stream that is deleted and made again begins anew with a shard 0."""

    stream: str
    shard: int
    opened_us: int
    closed_us: int | None
    parents: tuple[int, ...]


class Tape:
    """Lists in the order in which things happened. Times in microseconds since the epoch."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.calls: list[Call] = []
        self.offers: list[Said] = []
        self.given_up: list[Said] = []
        self.ends: list[Ended] = []
        self.shards: list[ShardLife] = []

    def offered(self, rows: Sequence[int], at_us: int) -> None:
        """The flow that runs has these records to send."""
        self.offers.append(Said(at_us, self._clock.current_flow, array("I", rows)))

    def gave_up(self, rows: Sequence[int], at_us: int) -> None:
        """The flow that runs will not send these any more."""
        self.given_up.append(Said(at_us, self._clock.current_flow, array("I", rows)))

    def ended(self, rows: Sequence[int], mapping: str, fate: int) -> None:
        """A mapping is done with these records now: see `Ended`."""
        self.ends.append(Ended(self._clock.now_us, mapping, fate, array("I", rows)))

    def settled(
        self,
        stream: str,
        left_us: int,
        at_us: int,
        producer: str,
        rows: Sequence[int],
        did: Sequence[int],
        levels: tuple[Level, ...],
    ) -> None:
        """The service dealt with a call: see `Call`."""
        self.calls.append(Call(stream, left_us, at_us, producer, array("I", rows), array("I", did), levels))

    def call_failed(
        self, stream: str, left_us: int, at_us: int, producer: str, rows: Sequence[int], error: str
    ) -> None:
        """A call failed as a whole, on its way or in the service."""
        self.calls.append(Call(stream, left_us, at_us, producer, array("I", rows), array("I"), (), error))

    def shard_opened(self, stream: str, shard: int, at_us: int, parents: tuple[int, ...]) -> None:
        """A shard takes records from now on."""
        self.shards.append(ShardLife(stream, shard, at_us, None, parents))

    def shard_closed(self, stream: str, shard: int, at_us: int) -> None:
        """A reshard has closed it."""
        place = max(n for n, each in enumerate(self.shards) if (each.stream, each.shard) == (stream, shard))
        self.shards[place] = self.shards[place]._replace(closed_us=at_us)
