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
from lablib.simulator.ledger.fates import Refusal
from lablib.simulator.world import World
from lablib.traffic.key_hashes import Hashes, as_array

Shards = NDArray[np.uint16]
BLOCK_ROWS = 2**16
"""Whole files are gone through in blocks, so that only what is kept grows with them."""


class Answer(NamedTuple):
    """What PutRecords says."""

    at_us: int
    """When the call arrived."""
    refused: Ints
    """The places of the refused records in the call, in order."""
    in_order: bool
    """No shard stored a record that came after one that it refused."""


NONE_REFUSED = np.zeros(0, np.int64)


class ArrayStream:
    """One stream of a world, all of whose shards are open from beginning to end."""

    def __init__(self, world: World, name: str) -> None:
        self._name = name
        self._region = world.kinesis
        shards = world.kinesis.streams[name].shard_map.shards
        self._ids = [shard.id for shard in shards]
        self._limiters = [shard.write_limiter for shard in shards]
        self._starts = as_array(b"".join(shard.hash_start.to_bytes(16) for shard in shards))
        self._unit_bytes = world.policies.charge_unit_bytes
        self.shards = len(shards)
        self.refusals = 0
        """How many times a record was refused so far."""

    def shards_of(self, hashes: Hashes) -> Shards:
        """The place of the shard that holds each hash key."""
        shards = np.empty(len(hashes), np.uint16)
        for start in range(0, len(hashes), BLOCK_ROWS):  # what NumPy needs on the way is 8 bytes a row
            block = slice(start, start + BLOCK_ROWS)
            shards[block] = np.searchsorted(self._starts, hashes[block], side="right") - 1
        return shards

    def put(self, shards: Shards, sizes_bytes: Ints, at_us: int, latency_us: int) -> Answer:
        """Carry out a call that arrives at `at_us` and takes `latency_us` there and back."""
        records = np.bincount(shards, minlength=len(self._ids))
        records_bytes = np.bincount(shards, sizes_bytes, len(self._ids))
        (touched,) = records.nonzero()
        parts: dict[str, ShardCounts] = {}
        refused, in_order = [], True
        for shard, count, size_bytes in zip(
            touched.tolist(), records[touched].tolist(), records_bytes[touched].tolist(), strict=True
        ):
            part = parts[self._ids[shard]] = ShardCounts(offered=count, offered_bytes=int(size_bytes))
            if self._admit_whole(shard, part, at_us):
                continue
            (places,) = (shards == shard).nonzero()
            stored = self._admit_one_by_one(shard, part, sizes_bytes[places], at_us)
            refused.append(places[~stored])
            in_order &= not stored[part.stored :].any()
        self._report(parts, at_us, latency_us)
        return Answer(at_us, np.sort(np.concatenate(refused)) if refused else NONE_REFUSED, in_order)

    def refusal(self, shard: int, at_us: int) -> Refusal:
        """What the ledger would keep of a record that this shard had no room for."""
        return Refusal(at_us, THROTTLED, self._ids[shard])

    def _admit_whole(self, shard: int, part: ShardCounts, at_us: int) -> bool:
        charge = charge_bytes(part.offered_bytes, 0, self._unit_bytes)
        if not self._limiters[shard].admit(charge, at_us, part.offered):
            return False
        part.stored, part.stored_bytes = part.offered, part.offered_bytes
        return True

    def _admit_one_by_one(
        self, shard: int, part: ShardCounts, sizes_bytes: Ints, at_us: int
    ) -> NDArray[np.bool_]:
        room = OneByOne(self._limiters[shard], at_us, self._unit_bytes)
        stored = room.admit(sizes_bytes)
        part.stored, part.stored_bytes = int(stored.sum()), room.stored_bytes
        part.throttled = part.offered - part.stored
        self.refusals += part.throttled
        return stored

    def _report(self, parts: dict[str, ShardCounts], at_us: int, latency_us: int) -> None:
        self._region.metrics.put_records(self._name, at_us, latency_us / limits.US_PER_MS, parts, frozenset())
