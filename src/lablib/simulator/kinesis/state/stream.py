"""What a stream is made of: shards with their hash ranges, the records in them, registered consumers.

Plain data. Rules live beside it: `routing.py` finds the shard, `write_limiter.py` says whether a record fits,
`put.py` and `read.py` are the data plane, `stream_lifecycle.py` and `reshard.py` change the shape.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lablib.simulator import limits

if TYPE_CHECKING:
    from lablib.simulator.kinesis.operations.on_demand_scaling import AutoScaling
    from lablib.simulator.kinesis.state.read_limiter import ReadLimiter
    from lablib.simulator.kinesis.state.routing import ShardMap
    from lablib.simulator.kinesis.state.write_limiter import WriteLimiter


class RecordLog:
    """The records of one shard in the order of their sequence numbers, as columns.

    A record has a position that never changes: the first ever stored in the shard is 0. Retention forgets the
    oldest ones, so positions below `first` are gone and `end` is one past the newest.
    """

    __slots__ = ("arrival_us", "data", "first", "keys", "rows", "sequence")

    def __init__(self) -> None:
        self.first = 0
        self.sequence: list[int] = []
        self.keys: list[str] = []
        """The partition keys; "" for a record that came without."""
        self.data: list[bytes] = []
        self.arrival_us = array("q")
        self.rows = array("q")
        """The record's row in the ledger."""

    @property
    def end(self) -> int:
        """One past the position of the newest record."""
        return self.first + len(self.sequence)

    def append(self, sequence: int, key: str, data: bytes, arrival_us: int, row: int) -> None:
        """Store one record behind all others."""
        self.sequence.append(sequence)
        self.keys.append(key)
        self.data.append(data)
        self.arrival_us.append(arrival_us)
        self.rows.append(row)

    def extend(
        self, sequence: list[int], keys: list[str], data: list[bytes], arrival_us: int, rows: list[int]
    ) -> None:
        """Store records that arrived together behind all others."""
        self.sequence += sequence
        self.keys += keys
        self.data += data
        self.arrival_us.extend([arrival_us] * len(rows))
        self.rows.extend(rows)

    def position_at_sequence(self, sequence: int) -> int:
        """Position of the first record whose sequence number is at least `sequence`."""
        return self.first + bisect_left(self.sequence, sequence)

    def position_after_sequence(self, sequence: int) -> int:
        """Position of the first record whose sequence number is above `sequence`."""
        return self.first + bisect_right(self.sequence, sequence)

    def position_at_time(self, at_us: int) -> int:
        """Position of the first record that arrived at `at_us` or later."""
        return self.first + bisect_left(self.arrival_us, at_us)

    def visible_end(self, now_us: int, delay_us: int) -> int:
        """One past the newest record that a reader can see, `delay_us` after it arrived."""
        return self.first + bisect_right(self.arrival_us, now_us - delay_us)

    def forget_before(self, at_us: int) -> array[int]:
        """Drop the records that arrived before `at_us`; returns their ledger rows."""
        count = bisect_left(self.arrival_us, at_us)
        gone = self.rows[:count]
        if count:
            for column in (self.sequence, self.keys, self.data, self.arrival_us, self.rows):
                del column[:count]
            self.first += count
        return gone


@dataclass(slots=True)
class Shard:
    """A hash range with a log. Open, then closed by a reshard, then expired with its last record."""

    index: int
    hash_start: int
    hash_end: int
    created_us: int
    start_sequence: int
    write_limiter: WriteLimiter
    read_limiter: ReadLimiter
    parent: str | None = None
    adjacent_parent: str | None = None
    end_sequence: int | None = None
    closed_us: int | None = None
    log: RecordLog = field(default_factory=RecordLog)
    owed_from: dict[str, int] = field(default_factory=dict)
    """By the UUID of each mapping that reads the shard: the first position that it has to deal with."""

    @property
    def id(self) -> str:
        """As AWS names shards."""
        return f"shardId-{self.index:012d}"

    @property
    def is_open(self) -> bool:
        """Whether it takes records."""
        return self.closed_us is None

    def first_owed(self) -> int:
        """The first position that some mapping has to deal with; the log's end if none reads the shard."""
        return min(self.owed_from.values(), default=self.log.end)


@dataclass(slots=True)
class Charged:
    """What a bill asks for and no shard can tell later. `billing/quantities.py` reads it."""

    payload_units: int = 0
    in_bytes: int = 0
    """Stored, each record rounded up to whole KB."""
    closed_shard_us: int = 0
    """For how long the shards that are closed now had been open."""
    metric_us: int = 0
    """Of enhanced monitoring, up to `metrics_counted_us`: each metric of each open shard for its time."""
    metrics_counted_us: int = 0

    def add(self, record_bytes: int, records: int = 1) -> None:
        """So many records of this size each, with the partition key, have been stored."""
        self.payload_units += records * rounded_up(record_bytes, limits.PAYLOAD_UNIT_BYTES)
        unit_bytes = limits.ON_DEMAND_ROUNDING_BYTES
        self.in_bytes += records * rounded_up(record_bytes, unit_bytes) * unit_bytes


def rounded_up(size_bytes: int, unit_bytes: int) -> int:
    """So many units; a record of no bytes is one, too."""
    return max(1, -(-size_bytes // unit_bytes))


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
    """One data stream. `status` passes on virtual time: see `stream_lifecycle.py`."""

    name: str
    created_us: int
    status: str = "CREATING"
    mode: str = "PROVISIONED"
    scaling: AutoScaling | None = None
    """What splits the shards of an on-demand stream."""
    distribution: str = "USER_PARTITION_KEY"
    """Or AUTO: the service places records, whatever their keys."""
    auto_placed: int = 0
    """Records that were placed so."""
    charged: Charged = field(default_factory=Charged)
    retention_h: float = limits.RETENTION_DEFAULT_H
    """A whole number; a scenario may shorten it to a part of an hour, so that it passes while one looks."""
    max_record_kib: int = limits.RECORD_MAX_KIB_DEFAULT
    shards: list[Shard] = field(default_factory=list)
    """Every shard that still exists, by index: the open ones, and closed ones that still hold records."""
    next_shard_index: int = 0
    sequence_counters: dict[int, int] = field(default_factory=dict)
    """The last counter used, by group of shards that share one: see `sequence.py`."""
    shard_map: tuple[int, ShardMap] | None = None
    """The map for `next_shard_index`, kept by `put.py`: shards only ever change when a new one opens."""
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
