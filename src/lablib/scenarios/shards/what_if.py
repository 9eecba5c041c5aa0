"""What if a stream had this load? Three minutes of it, quick enough to be played again at each change.

    run = shards_scenario(ShardKnobs(hot_share=0.5, flush_s=10))

No world and no records: numbers of records by shard and second, in arrays. What gateways have collected is
offered in one moment, at the end of a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from lablib.scenarios.shards.shard_arrays import dealt, stored_of
from lablib.simulator import limits
from lablib.simulator.kinesis.state.routing import hash_of

MINUTES = 3
SECONDS = MINUTES * limits.METRIC_PERIOD_S
TENANTS = 300
RECORD_BYTES = 200
"""Small: the limit of records is nearer than that of bytes."""
HOT = "t-0178"
PROVISIONED, ON_DEMAND, AUTO = "provisioned", "on-demand", "on-demand, AUTO"
MODES = (PROVISIONED, ON_DEMAND, AUTO)
MOST_SHARDS = 64


@dataclass(frozen=True, slots=True)
class ShardKnobs:
    """What can be turned: the stream, and the shape of its load."""

    shards: int = 4
    """Of a provisioned stream. An on-demand one begins with four, and needs longer to get more."""
    per_s: int = 700
    """Records a second, the mean over the whole span."""
    hot_share: float = 0.3
    """So many of the records have one key; the others have 300 keys, equally many each."""
    flush_s: int = 5
    """All gateways write what they have collected in one second of so many."""
    mode: str = PROVISIONED
    """One of `MODES`. AUTO is RecordDistributionStrategy: the service places records, whatever their keys."""

    def __post_init__(self) -> None:
        """Raises ValueError for what cannot be."""
        if not 1 <= self.shards <= MOST_SHARDS:
            raise ValueError(f"shards is {self.shards}: give 1 to {MOST_SHARDS}, which the picture can show")
        if self.per_s < 0 or not 1 <= self.flush_s <= limits.METRIC_PERIOD_S:
            raise ValueError(
                f"per_s is {self.per_s}, flush_s is {self.flush_s}: give 0 or more records, every 1 to 60 s"
            )
        if not 0 <= self.hot_share <= 1:
            raise ValueError(f"hot_share is {self.hot_share}: give a share from 0 to 1")
        if self.mode not in MODES:
            raise ValueError(f"mode is {self.mode!r}: give one of {', '.join(MODES)}")

    @property
    def open_shards(self) -> int:
        """As many as the stream has during the span."""
        return self.shards if self.mode == PROVISIONED else limits.ON_DEMAND_START_SHARDS


@dataclass(frozen=True, slots=True)
class ShardsRun:
    """What came of it. Arrays of records, shape (shards, seconds)."""

    knobs: ShardKnobs
    offered: NDArray[np.int64]
    stored: NDArray[np.int64]

    @property
    def throttled(self) -> NDArray[np.int64]:
        """What did not fit."""
        return self.offered - self.stored

    @property
    def minutes(self) -> list[float]:
        """What CloudWatch shows: IncomingRecords by minute, as a share of what all shards may take in it."""
        capacity = len(self.stored) * limits.SHARD_WRITE_RECORDS_PER_S * limits.METRIC_PERIOD_S
        by_minute = self.stored.sum(axis=0).reshape(MINUTES, -1).sum(axis=1)
        return [int(count) / capacity for count in by_minute]


def shards_scenario(knobs: ShardKnobs | None = None) -> ShardsRun:
    """Play it."""
    knobs = knobs or ShardKnobs()
    load = offered(knobs)
    return ShardsRun(knobs, load, stored_of(load, RECORD_BYTES))


def offered(knobs: ShardKnobs) -> NDArray[np.int64]:
    """Records that each shard is offered in each second."""
    seconds = np.arange(1, SECONDS + 1)
    flushed = seconds // knobs.flush_s * knobs.flush_s * knobs.per_s
    totals = np.diff(flushed, prepend=0)
    if knobs.mode == AUTO:
        return dealt(totals, np.full(knobs.open_shards, 1 / knobs.open_shards))
    hot = np.rint(totals * knobs.hot_share).astype(np.int64)
    load = dealt(totals - hot, _shares(knobs.open_shards))
    load[hash_of(HOT) * knobs.open_shards >> 128] += hot
    return load


@cache
def _shares(shards: int) -> NDArray[np.float64]:
    """How many of the ordinary keys are in each shard, as a share of all."""
    places = [hash_of(f"t-{number:04d}") * shards >> 128 for number in range(1, TENANTS + 1)]
    return np.bincount(places, minlength=shards) / TENANTS
