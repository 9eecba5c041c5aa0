"""Records by shard and second in arrays: how they are dealt out, and what of them the shards store.

    offered = dealt(records_per_s, shares_of_shards)  # shape (shards, seconds)
    stored = stored_of(offered, record_bytes=200)

What a second brings to a shard comes in one moment, in one call, in records of one size. Then it is the token
bucket of `kinesis/state/write_limiter.py`, number by number.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lablib.simulator import limits

Ints = NDArray[np.int64]
UNIT_BYTES = limits.THROTTLE_CHARGE_UNIT_BYTES
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


def stored_of(offered: Ints, record_bytes: int) -> Ints:
    """What the shards store of it, of the same shape, if they have rested for a second before.

    `record_bytes` is the size of a record with its key, at least 1. A shard has room for as much as a second
    brings back: whatever it took, a second later it is as rested as before, so each second stands by itself.
    """
    # A call is charged in whole KB, so of the room only whole KB count.
    most_by_bytes = limits.SHARD_WRITE_BURST_BYTES // UNIT_BYTES * UNIT_BYTES // record_bytes
    return np.minimum(offered, min(limits.SHARD_WRITE_BURST_RECORDS, most_by_bytes))
