"""Records by shard and second in arrays: how they are dealt out, and what of them the shards store.

    offered = dealt(records_per_s, shares_of_shards)  # shape (shards, seconds)
    stored = ShardRooms(len(offered)).take(offered, record_bytes=200)

What a second brings to a shard comes in one moment, in one call, in records of one size. Then it is the token
bucket of `kinesis/state/write_limiter.py`, number by number.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lablib.simulator import limits

Ints = NDArray[np.int64]
UNIT_BYTES = limits.THROTTLE_CHARGE_UNIT_BYTES
RATE, BURST = limits.SHARD_WRITE_RECORDS_PER_S, limits.SHARD_WRITE_BURST_RECORDS
RATE_BYTES, BURST_BYTES = limits.SHARD_WRITE_BYTES_PER_S, limits.SHARD_WRITE_BURST_BYTES
GOLDEN = (5**0.5 - 1) / 2


def dealt(totals: Ints, shares: NDArray[np.float64], first_second: int | None = None) -> Ints:
    """Whole numbers, shape (shards, seconds), that add up to `totals` in these shares.

    With `first_second`, the place of `totals` in a longer row, what does not divide falls to another shard in
    each second, so that over time each shard has its share however few records a second brings.
    """
    turn = 0.0 if first_second is None else GOLDEN
    places = (np.arange(len(totals)) + (first_second or 0)) * turn % 1.0
    edges = np.floor(np.outer(np.concatenate(([0.0], shares.cumsum())), totals) + places + 1e-9)
    edges[-1] = totals
    whole: Ints = edges.astype(np.int64)
    counts: Ints = whole[1:] - whole[:-1]
    return counts


class ShardRooms:
    """What each of some shards has room for at this moment; full at first."""

    def __init__(self, shards: int) -> None:
        self.records = np.full(shards, BURST, dtype=np.int64)
        self.size_bytes = np.full(shards, BURST_BYTES, dtype=np.int64)

    def take(self, offered: Ints, record_bytes: int) -> Ints:
        """Let the seconds pass, one column each; returns what is stored of them, of the same shape.

        `record_bytes` is the size of a record with its key, at least 1. A second passes after each column.
        """
        stored = offered.copy()
        most = min(RATE, UNIT_BYTES * (RATE_BYTES // UNIT_BYTES) // record_bytes)
        busiest = np.maximum.accumulate(offered.max(axis=0)[::-1])[::-1]
        for second in range(offered.shape[1]):
            if busiest[second] <= most and self._is_full():
                break  # from here on everything fits, and leaves the rooms as full as they are
            stored[:, second] = self._take_second(offered[:, second], record_bytes)
        return stored

    def keep(self, places: list[int | None]) -> None:
        """The shards have changed: the room of each, by its place among the old ones; None for a new one."""
        old_records, old_bytes = self.records, self.size_bytes
        self.records = np.array([BURST if place is None else old_records[place] for place in places])
        self.size_bytes = np.array([BURST_BYTES if place is None else old_bytes[place] for place in places])

    def _is_full(self) -> bool:
        return bool((self.records == BURST).all() and (self.size_bytes == BURST_BYTES).all())

    def _take_second(self, offered: Ints, record_bytes: int) -> Ints:
        """A call is charged in whole KB, so of its room only whole KB count."""
        by_bytes = self.size_bytes // UNIT_BYTES * UNIT_BYTES // record_bytes
        stored = np.minimum(np.minimum(offered, self.records), by_bytes)
        self.records = np.minimum(BURST, self.records - stored + RATE)
        charged = -(-stored * record_bytes // UNIT_BYTES) * UNIT_BYTES
        self.size_bytes = np.minimum(BURST_BYTES, self.size_bytes - charged + RATE_BYTES)
        return stored
