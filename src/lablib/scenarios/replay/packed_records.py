"""Several events in a record: what a fleet writes whose gateways pack the events of a key at each flush.

A pack is the events of one key and one flush, a line each, in their order, under that key. Where the trace
has no keys, a gateway packs all events of a flush under its own name. A pack that is full is closed, and the
next one begins. `traffic/packing.py` does the same with entries.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lablib.scenarios.replay.array_records import ArrayRecords, Batch, Flush, id_bytes_of, one_call
from lablib.scenarios.replay.one_by_one import Ints
from lablib.simulator import limits
from lablib.traffic import Gateway
from lablib.traffic.event_sizes import record_bytes
from lablib.traffic.key_hashes import Hashes, key_hashes
from lablib.traffic.packing import PACK_MAX_BYTES, SEPARATOR


@dataclass(slots=True)
class PackedBatch(Batch):
    """The packs of one call. Each record is a pack."""

    places: Ints
    """Of the events in the flush, pack after pack."""
    starts: Ints
    """Where each pack begins in `places`; at the end, how many events there are."""
    hashes: Hashes
    """Of the packs' keys."""

    @property
    def events(self) -> int:
        """How many events are in it."""
        return len(self.places)

    def numbers_at(self, records: Ints) -> Ints:
        """The numbers of the events in these packs."""
        return self.flush.numbers.start + np.concatenate([self._places_of(each) for each in records.tolist()])

    def all_numbers(self) -> Ints:
        """The numbers of all events."""
        return self.flush.numbers.start + self.places

    def first_of(self, record: int) -> int:
        """The place in the flush of a pack's first event."""
        return int(self.places[self.starts[record]])

    def _places_of(self, record: int) -> Ints:
        return self.places[self.starts[record] : self.starts[record + 1]]


class PackedRecords(ArrayRecords):
    """What the packs of a fleet are to a stream."""

    def batches(self, flush: Flush) -> Iterator[Batch]:
        """Pack a flush, and cut the packs into calls."""
        sender = self.senders[flush.gateway]
        order, starts, hashes, sizes_bytes = self._packs(sender, flush.numbers)
        shards = self.stream.shards_of(hashes)
        first = 0
        while first < len(shards):
            end = first + one_call(sizes_bytes[first : first + limits.PUT_RECORDS_MAX_ENTRIES])
            places = order[starts[first] : starts[end]]
            own_starts = starts[first : end + 1] - starts[first]
            call = shards[first:end], sizes_bytes[first:end]
            yield PackedBatch(flush, first, *call, places, own_starts, hashes[first:end])
            first = end

    def keys(self, batch: Batch) -> Hashes | None:
        """The hashes of the packs' keys."""
        assert isinstance(batch, PackedBatch)
        return batch.hashes

    def _packs(self, sender: Gateway, numbers: range) -> tuple[Ints, Ints, Hashes, Ints]:
        """The events in the order of their packs, where each pack begins, its key's hash, and its size."""
        rows = sender.rows(numbers)
        id_bytes = id_bytes_of(sender, numbers)
        keys_bytes = np.broadcast_to(
            id_bytes if self.outline.key_bytes is None else self.outline.key_bytes[rows], len(numbers)
        ).astype(np.int64)
        data_bytes = record_bytes(self.outline, rows, id_bytes) - keys_bytes
        of_events = None if self.outline.key_hashes is None else self.outline.key_hashes[rows]
        if of_events is None:
            of_events = np.repeat(key_hashes([sender.name.encode()]), len(numbers))
            keys_bytes = np.full(len(numbers), len(sender.name.encode()), np.int64)
        group = _in_order_of_the_first(of_events)
        order = np.argsort(group, kind="stable")
        starts = _starts(group[order], data_bytes[order], keys_bytes[order])
        lines_bytes = np.add.reduceat(data_bytes[order] + len(SEPARATOR), starts[:-1]) - len(SEPARATOR)
        leaders = order[starts[:-1]]
        return order, starts, of_events[leaders], lines_bytes + keys_bytes[leaders]


def _in_order_of_the_first(hashes: Hashes) -> Ints:
    """A number for each event's key: 0 for the key of the first event, and so on."""
    _, first, inverse = np.unique(hashes, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse]


def _starts(group: Ints, data_bytes: Ints, keys_bytes: Ints) -> Ints:
    """Where the packs begin: at each new key, and where a pack is full."""
    starts = []
    begins = np.flatnonzero(np.diff(group, prepend=-1))
    for begin, end in zip(begins.tolist(), [*begins[1:].tolist(), len(group)], strict=True):
        room = PACK_MAX_BYTES - int(keys_bytes[begin]) + len(SEPARATOR)
        filled = np.cumsum(data_bytes[begin:end] + len(SEPARATOR))
        at = 0
        while at < end - begin:
            starts.append(begin + at)
            before = int(filled[at - 1]) if at else 0
            at = max(at + 1, int(np.searchsorted(filled, before + room, side="right")))
    return np.array([*starts, len(group)], np.int64)
