"""The records of a fleet as arrays: what its gateways write, cut into calls as the producers cut it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lablib.scenarios.replay.array_stream import BLOCK_ROWS, ArrayStream, Shards
from lablib.scenarios.replay.one_by_one import Ints
from lablib.simulator import limits
from lablib.traffic import Gateway
from lablib.traffic.event_hashes import id_hashes
from lablib.traffic.event_sizes import record_bytes
from lablib.traffic.events import event_id, event_ids
from lablib.traffic.key_hashes import Hashes
from lablib.traffic.outline import Outline
from lablib.traffic.reading.row_by_row import RECORD_MAX_BYTES

Columns = tuple[NDArray[Any], ...]
"""Arrays with an entry for each of some successive events."""
BLOCK_EVENTS = 2**12


@dataclass(slots=True)
class Flush:
    """What one gateway has to send at one moment."""

    gateway: int
    """Its place in the fleet."""
    numbers: range
    """The events' numbers at their gateway."""
    at_us: int
    row: int
    """The place of the first event among all that the fleet has offered."""


@dataclass(slots=True)
class Batch:
    """The records of one call, a part of a flush."""

    flush: Flush
    start: int
    """The place of the first one in the flush."""
    shards: Shards
    sizes_bytes: Ints

    def __len__(self) -> int:
        return len(self.shards)

    @property
    def numbers(self) -> range:
        """The events' numbers at their gateway."""
        return self.flush.numbers[self.start : self.start + len(self)]

    @property
    def events(self) -> int:
        """How many events are in it: here, as many as records."""
        return len(self)

    def all_numbers(self) -> slice | Ints:
        """The numbers of all events, as they pick something of each out of an array."""
        numbers = self.numbers
        return slice(numbers.start, numbers.stop)

    def numbers_at(self, records: Ints) -> Ints:
        """The numbers of the events in the records at these places."""
        return self.numbers.start + records

    def first_of(self, record: int) -> int:
        """The place in the flush of a record's first event."""
        return self.start + record


class ArrayRecords:
    """What the events of a fleet are to a stream.

    A flush may be a handful of events. So what there is to know of an event is looked up for some thousands
    of its gateway at once, and kept until the gateway has sent them.
    """

    def __init__(self, outline: Outline, senders: Sequence[Gateway], stream: ArrayStream) -> None:
        self.outline = outline
        self.senders = senders
        self.stream = stream
        _check_sizes(outline, senders)
        hashes = outline.key_hashes
        self._shards_by_row = None if hashes is None else stream.shards_of(hashes)
        self._blocks: list[tuple[range, Columns]] = [(range(0), ())] * len(senders)

    def batches(self, flush: Flush) -> Iterator[Batch]:
        """Cut a flush as `producers.batches_of` does: as many as one call takes, and the rest in the last."""
        shards, sizes_bytes = self._columns(flush)
        start = 0
        while start < len(shards):
            end = start + one_call(sizes_bytes[start : start + limits.PUT_RECORDS_MAX_ENTRIES])
            yield Batch(flush, start, shards[start:end], sizes_bytes[start:end])
            start = end

    def keys(self, batch: Batch) -> Hashes | None:
        """The hashes of the keys of a batch; None if every record has a key of its own."""
        hashes = self.outline.key_hashes
        return None if hashes is None else hashes[self.senders[batch.flush.gateway].rows(batch.numbers)]

    def _columns(self, flush: Flush) -> Columns:
        """What `_look_up` says of the events of a flush."""
        gateway, numbers = flush.gateway, flush.numbers
        known, columns = self._blocks[gateway]
        if numbers.start < known.start or known.stop < numbers.stop:
            sender = self.senders[gateway]
            ahead = min(sender.total, numbers.start + BLOCK_EVENTS)
            known = range(numbers.start, max(numbers.stop, ahead))
            columns = self._look_up(sender, known)
            self._blocks[gateway] = known, columns
        part = slice(numbers.start - known.start, numbers.stop - known.start)
        return tuple(column[part] for column in columns)

    def _look_up(self, sender: Gateway, numbers: range) -> Columns:
        """Of each event its shard, and the bytes of its record."""
        rows = sender.rows(numbers)
        sizes_bytes = record_bytes(self.outline, rows, id_bytes_of(sender, numbers))
        if self._shards_by_row is not None:
            return self._shards_by_row[rows], sizes_bytes
        if self.stream.shards == 1:
            return np.zeros(len(numbers), np.uint16), sizes_bytes
        return self.stream.shards_of(id_hashes(sender.name, numbers)), sizes_bytes


def _check_sizes(outline: Outline, senders: Sequence[Gateway]) -> None:
    """Raises ValueError for a record that is too large: on AWS its whole call fails."""
    longest = max(len(event_id(sender.name, max(0, sender.total - 1))) for sender in senders)
    largest_bytes = max(
        int(record_bytes(outline, slice(start, start + BLOCK_ROWS), longest).max())
        for start in range(0, len(outline), BLOCK_ROWS)
    )
    if largest_bytes > RECORD_MAX_BYTES:
        raise ValueError(
            f"a record has up to {largest_bytes} bytes with its key, and Kinesis takes {RECORD_MAX_BYTES}. "
            "Remedy: leave it out, or play it with exact_engine.replay"
        )


def one_call(sizes_bytes: Ints) -> int:
    """How many of the first records fit into one call."""
    if sizes_bytes.sum() <= limits.PUT_RECORDS_MAX_BYTES:
        return len(sizes_bytes)
    return int(np.searchsorted(np.cumsum(sizes_bytes), limits.PUT_RECORDS_MAX_BYTES, side="right"))


def id_bytes_of(sender: Gateway, numbers: range) -> int | Ints:
    """How long the ids of these events are, which is nearly always the same for all."""
    shortest, longest = (len(event_id(sender.name, numbers[at])) for at in (0, -1))
    if shortest == longest:
        return longest
    return np.array([len(each) for each in event_ids(sender.name, numbers)])
