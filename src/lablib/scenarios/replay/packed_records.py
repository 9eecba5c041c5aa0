"""Several events in a record: what a fleet writes whose gateways pack the events of a key at each flush.

A pack is the events of one key and one flush, a line each, in their order, under that key. Where the trace
has no keys, a gateway packs all events of a flush under its own name. A pack that is full is closed, and the
next one begins. `traffic/packing.py` does the same with entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from lablib.scenarios.replay.array_records import ArrayRecords, Batch, Columns, Flush, id_bytes_of, one_call
from lablib.scenarios.replay.array_stream import ArrayStream, Shards
from lablib.scenarios.replay.one_by_one import Ints
from lablib.simulator import limits
from lablib.traffic import Gateway
from lablib.traffic.event_sizes import record_bytes
from lablib.traffic.key_hashes import Hashes, key_hashes
from lablib.traffic.outline import Outline
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


class _Packs(NamedTuple):
    """The packs of a flush."""

    order: Ints
    """The places of the events, pack after pack."""
    starts: Ints
    """Where each pack begins in `order`; at the end, how many events there are."""
    shards: Shards
    hashes: Hashes
    sizes_bytes: Ints
    """Data and key."""


class PackedRecords(ArrayRecords):
    """What the packs of a fleet are to a stream."""

    def __init__(self, outline: Outline, senders: Sequence[Gateway], stream: ArrayStream) -> None:
        super().__init__(outline, senders, stream)
        self._names = [sender.name.encode() for sender in senders]
        self._name_hashes = key_hashes(self._names)
        self._name_shards = stream.shards_of(self._name_hashes)
        hashes = outline.key_hashes
        self._key_numbers = None if hashes is None else np.unique(hashes, return_inverse=True)[1]
        """Of each row. It is the same number where the key is the same."""

    def batches(self, flush: Flush) -> Iterator[Batch]:
        """Pack a flush, and cut the packs into calls."""
        packs = self._packs_under_the_name(flush) if self._key_numbers is None else self._packs_by_key(flush)
        first = 0
        while first < len(packs.shards):
            end = first + one_call(packs.sizes_bytes[first : first + limits.PUT_RECORDS_MAX_ENTRIES])
            places = packs.order[packs.starts[first] : packs.starts[end]]
            own_starts = packs.starts[first : end + 1] - packs.starts[first]
            call = packs.shards[first:end], packs.sizes_bytes[first:end]
            yield PackedBatch(flush, first, *call, places, own_starts, packs.hashes[first:end])
            first = end

    def keys(self, batch: Batch) -> Hashes | None:
        """The hashes of the packs' keys."""
        assert isinstance(batch, PackedBatch)
        return batch.hashes

    def _packs_under_the_name(self, flush: Flush) -> _Packs:
        """All events of a flush are of one key, and nearly always one pack."""
        (data_bytes,) = self._columns(flush)
        gateway, events = flush.gateway, len(data_bytes)
        key_bytes = len(self._names[gateway])
        order, whole_bytes = (
            np.arange(events),
            int(data_bytes.sum()) + (events - 1) * len(SEPARATOR) + key_bytes,
        )
        if whole_bytes <= PACK_MAX_BYTES:
            key = slice(gateway, gateway + 1)
            sizes_bytes = np.array([whole_bytes])
            return _Packs(
                order, np.array([0, events]), self._name_shards[key], self._name_hashes[key], sizes_bytes
            )
        starts = np.array([*_full_at(data_bytes, key_bytes), events])
        packs = np.full(len(starts) - 1, gateway)
        sizes_bytes = _joined_bytes(data_bytes, starts) + key_bytes
        return _Packs(order, starts, self._name_shards[packs], self._name_hashes[packs], sizes_bytes)

    def _packs_by_key(self, flush: Flush) -> _Packs:
        data_bytes, keys_bytes, numbers, shards, hashes = self._columns(flush)
        group = _in_order_of_the_first(numbers)
        order = np.argsort(group, kind="stable")
        starts = _starts(group[order], data_bytes[order], keys_bytes[order])
        leaders = order[starts[:-1]]
        sizes_bytes = _joined_bytes(data_bytes[order], starts) + keys_bytes[leaders]
        return _Packs(order, starts, shards[leaders], hashes[leaders], sizes_bytes)

    def _look_up(self, sender: Gateway, numbers: range) -> Columns:
        """Of each event the bytes of its data; and if it has a key, its bytes, number, shard and hash."""
        rows = sender.rows(numbers)
        id_bytes = id_bytes_of(sender, numbers)
        outline = self.outline
        both_bytes = record_bytes(outline, rows, id_bytes)
        if outline.key_bytes is None or outline.key_hashes is None:
            return (both_bytes - id_bytes,)
        assert self._shards_by_row is not None
        assert self._key_numbers is not None
        keys_bytes = outline.key_bytes[rows].astype(np.int64)
        of_keys = self._key_numbers[rows], self._shards_by_row[rows], outline.key_hashes[rows]
        return both_bytes - keys_bytes, keys_bytes, *of_keys


def _joined_bytes(data_bytes: Ints, starts: Ints) -> Ints:
    """How long the data of each pack is, with what stands between its events."""
    joined: Ints = np.add.reduceat(data_bytes + len(SEPARATOR), starts[:-1]) - len(SEPARATOR)
    return joined


def _in_order_of_the_first(numbers: Ints) -> Ints:
    """Other numbers for the keys: 0 for the key of the first event, and so on."""
    _, first, inverse = np.unique(numbers, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse]


def _starts(group: Ints, data_bytes: Ints, keys_bytes: Ints) -> Ints:
    """Where the packs begin: at each new key, and where a pack is full."""
    starts = []
    begins = np.flatnonzero(np.diff(group, prepend=-1)).tolist()
    for begin, end in pairwise([*begins, len(group)]):
        starts += [begin + at for at in _full_at(data_bytes[begin:end], int(keys_bytes[begin]))]
    return np.array([*starts, len(group)], np.int64)


def _full_at(data_bytes: Ints, key_bytes: int) -> list[int]:
    """Where the packs of one key begin: at its first event, and where a pack is full."""
    room = PACK_MAX_BYTES - key_bytes + len(SEPARATOR)
    filled = np.cumsum(data_bytes + len(SEPARATOR))
    starts, at = [0], 0
    while (before := int(filled[at - 1]) if at else 0) + room < filled[-1]:
        at = max(at + 1, int(np.searchsorted(filled, before + room, side="right")))
        if at == len(filled):
            break
        starts.append(at)
    return starts
