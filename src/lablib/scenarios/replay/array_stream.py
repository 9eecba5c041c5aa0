"""PutRecords on records that are only numbers: the shard of each, and its size.

The shards, their limiters and the metrics are those of the world. So this file knows how a call is divided
among the shards (as `kinesis/operations/put.py` does it), and no limit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lablib.scenarios.replay.one_by_one import Ints, OneByOne
from lablib.simulator import limits
from lablib.simulator.kinesis.operations.put import THROTTLED
from lablib.simulator.kinesis.state.write_limiter import charge_bytes
from lablib.simulator.kinesis.stream_metrics import ShardCounts
from lablib.simulator.ledger.fates import Rejection
from lablib.simulator.world import World
from lablib.traffic.key_hashes import Hashes, as_array

Shards = NDArray[np.uint16]
Part = tuple[int, int, int]
"""What a call brings to a shard: the shard's place, records, bytes."""
BLOCK_ROWS = 2**16
"""Whole files are gone through in blocks, so that only what is kept grows with them."""


class Answer(NamedTuple):
    """What PutRecords says."""

    at_us: int
    """When the call arrived."""
    throttled: Ints
    """The places of the throttled records in the call, in order."""
    in_order: bool
    """No shard stored a record that came after one that it throttled."""


NONE_THROTTLED = np.zeros(0, np.int64)


class ArrayStream:
    """One stream of a world, all of whose shards are open from beginning to end."""

    def __init__(self, world: World, name: str, *, measured: bool = True) -> None:
        """Without `measured`, neither CloudWatch nor the shards' seconds are told, for who asks neither."""
        self._name = name
        self._measured = measured
        self._region = world.kinesis
        shards = world.kinesis.streams[name].shard_map.shards
        self._ids = [shard.id for shard in shards]
        self._limiters = [shard.write_limiter for shard in shards]
        self._starts = as_array(b"".join(shard.hash_start.to_bytes(16) for shard in shards))
        self._unit_bytes = world.policies.charge_unit_bytes
        self.shards = len(shards)
        self.stored = 0
        """How many records were stored so far."""
        self.rejections = 0
        """How many times a record was throttled so far."""

    def shards_of(self, hashes: Hashes) -> Shards:
        """The place of the shard that holds each hash key."""
        shards = np.empty(len(hashes), np.uint16)
        for start in range(0, len(hashes), BLOCK_ROWS):  # what NumPy needs on the way is 8 bytes a row
            block = slice(start, start + BLOCK_ROWS)
            shards[block] = np.searchsorted(self._starts, hashes[block], side="right") - 1
        return shards

    def put(self, shards: Shards, sizes_bytes: Ints, at_us: int, latency_us: int) -> Answer:
        """Carry out a call that arrives at `at_us` and takes `latency_us` there and back."""
        parts = self._parts(shards, sizes_bytes)
        full = [part for part in parts if not self._admit_whole(*part, at_us)]
        if not full:
            self.stored += len(shards)
            if self._measured:
                counts = {self._ids[shard]: _whole(records, size) for shard, records, size in parts}
                self._report(counts, at_us, latency_us)
            return Answer(at_us, NONE_THROTTLED, True)
        return self._put_in_part(shards, sizes_bytes, parts, full, at_us, latency_us)

    def rejection(self, shard: int, at_us: int) -> Rejection:
        """What the ledger would keep of a record that this shard had no room for."""
        return Rejection(at_us, THROTTLED, self._ids[shard])

    def _parts(self, shards: Shards, sizes_bytes: Ints) -> list[Part]:
        if self.shards == 1:
            return [(0, len(shards), int(sizes_bytes.sum()))]
        records = np.bincount(shards).tolist()
        records_bytes = np.bincount(shards, sizes_bytes).tolist()
        return [
            (shard, count, int(size_bytes))
            for shard, (count, size_bytes) in enumerate(zip(records, records_bytes, strict=True))
            if count
        ]

    def _put_in_part(
        self,
        shards: Shards,
        sizes_bytes: Ints,
        parts: list[Part],
        full: list[Part],
        at_us: int,
        latency_us: int,
    ) -> Answer:
        """The shards in `full` have no room for their whole part: they are asked for each record."""
        counts = {self._ids[shard]: _whole(records, size_bytes) for shard, records, size_bytes in parts}
        throttled, in_order = [], True
        for shard, *_ in full:
            part = counts[self._ids[shard]]
            (places,) = (shards == shard).nonzero()
            stored = self._admit_one_by_one(shard, part, sizes_bytes[places], at_us)
            throttled.append(places[~stored])
            in_order &= not stored[part.stored :].any()
        self.stored += sum(part.stored for part in counts.values())
        if self._measured:
            self._report(counts, at_us, latency_us)
        return Answer(at_us, np.sort(np.concatenate(throttled)), in_order)

    def _admit_whole(self, shard: int, records: int, size_bytes: int, at_us: int) -> bool:
        return self._limiters[shard].admit(charge_bytes(size_bytes, 0, self._unit_bytes), at_us, records)

    def _admit_one_by_one(
        self, shard: int, part: ShardCounts, sizes_bytes: Ints, at_us: int
    ) -> NDArray[np.bool_]:
        room = OneByOne(self._limiters[shard], at_us, self._unit_bytes)
        stored = room.admit(sizes_bytes)
        part.stored, part.stored_bytes = int(stored.sum()), room.stored_bytes
        part.throttled = part.offered - part.stored
        self.rejections += part.throttled
        return stored

    def _report(self, counts: dict[str, ShardCounts], at_us: int, latency_us: int) -> None:
        latency_ms = latency_us / limits.US_PER_MS
        self._region.metrics.put_records(self._name, at_us, latency_ms, counts, frozenset())


def _whole(records: int, size_bytes: int) -> ShardCounts:
    """What a shard is told of its part of a call when it stores all of it."""
    return ShardCounts(offered=records, stored=records, offered_bytes=size_bytes, stored_bytes=size_bytes)
