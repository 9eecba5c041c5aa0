"""A stream: its shards, its settings, its registered consumers.

Plain data. The rules are functions over it: `retention.py` and `open_shard.py` beside it, and one for each
operation of the API in `operations/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from lablib.simulator import limits
from lablib.simulator.kinesis.state.charged_usage import Charged
from lablib.simulator.kinesis.state.on_demand_rule import OnDemandScaler
from lablib.simulator.kinesis.state.routing import ShardMap
from lablib.simulator.kinesis.state.shard import Shard


class Scaling(Protocol):
    """What splits the shards of an on-demand stream when they carry too much."""

    scaler: OnDemandScaler

    def count(self, stored: Iterable[tuple[int, int, int]]) -> None:
        """A call has stored this: `(shard, bytes, records)` of each shard that it went to."""
        ...


@dataclass(slots=True)
class Consumer:
    """A registered enhanced fan-out consumer."""

    name: str
    arn: str
    created_us: int
    active_from_us: int
    deleted_from_us: int | None = None
    tags: dict[str, str] = field(default_factory=dict)
    policy: str | None = None


@dataclass(slots=True)
class Stream:
    """One data stream. `status` is CREATING, ACTIVE, UPDATING or DELETING, and passes on virtual time."""

    name: str
    created_us: int
    status: str = "CREATING"
    mode: str = "PROVISIONED"
    scaling: Scaling | None = None
    """None for a provisioned stream."""
    distribution: str = "USER_PARTITION_KEY"
    """Or AUTO: the service places records, whatever their keys."""
    auto_placed: int = 0
    """Records that were placed so."""
    charged: Charged = field(default_factory=Charged)
    retention_h: float = limits.RETENTION_DEFAULT_H
    """A whole number on AWS. A run of a few minutes may set a part of an hour, to see it pass."""
    max_record_kib: int = limits.RECORD_MAX_KIB_DEFAULT
    shards: list[Shard] = field(default_factory=list)
    """Every shard that still exists, by index: the open ones, and closed ones that still hold records."""
    next_shard_index: int = 0
    sequence_counters: dict[int, int] = field(default_factory=dict)
    """The last counter used, by group of shards that share one: see `sequence_numbers.py`."""
    consumers: dict[str, Consumer] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    enhanced_metrics: set[str] = field(default_factory=set)
    encryption: str = "NONE"
    key_id: str | None = None
    policy: str | None = None
    mode_changes_us: list[int] = field(default_factory=list)
    shard_count_updates_us: list[int] = field(default_factory=list)
    encryption_starts_us: list[int] = field(default_factory=list)
    encryption_stops_us: list[int] = field(default_factory=list)
    _shard_map: ShardMap = field(init=False, repr=False, default_factory=lambda: ShardMap([]))
    _mapped_until: int = field(init=False, repr=False, default=0)
    """`next_shard_index` when the map was made."""

    @property
    def arn(self) -> str:
        """Its Amazon Resource Name."""
        return f"arn:{limits.PARTITION}:kinesis:{limits.REGION}:{limits.ACCOUNT_ID}:stream/{self.name}"

    @property
    def burst_bytes(self) -> int:
        """What a rested shard takes at once: more where records may be large."""
        large = self.max_record_kib > limits.RECORD_MAX_KIB_DEFAULT
        return limits.SHARD_WRITE_BURST_BYTES_LARGE if large else limits.SHARD_WRITE_BURST_BYTES

    @property
    def open_shards(self) -> list[Shard]:
        """Those that take records; their ranges cover all hash keys."""
        return [shard for shard in self.shards if shard.is_open]

    @property
    def shard_map(self) -> ShardMap:
        """Which open shard holds which hash range. Shards only ever change when a new one opens."""
        if self._mapped_until != self.next_shard_index:
            self._shard_map, self._mapped_until = ShardMap(self.open_shards), self.next_shard_index
        return self._shard_map

    @property
    def custom_metrics(self) -> int:
        """How many metrics of shards CloudWatch gets, each charged as a custom metric."""
        return len(self.enhanced_metrics) * len(self.open_shards)

    def count_metrics(self, now_us: int) -> int:
        """For how long it has had custom metrics, summed over them, in us. Call it before they change."""
        charged = self.charged
        charged.metric_us += self.custom_metrics * (now_us - charged.metrics_counted_us)
        charged.metrics_counted_us = now_us
        return charged.metric_us

    def shard(self, shard_id: str) -> Shard | None:
        """The shard with this id, if it still exists."""
        return next((shard for shard in self.shards if shard.id == shard_id), None)
