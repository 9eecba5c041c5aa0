"""PutRecords where every shard takes its part whole and nobody waits for the answer.

Most calls of `traffic/load_generator.py` are like that. `put.py` is the general way, which this one is tested
against.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lablib.simulator import limits
from lablib.simulator.kinesis.state.region import Region
from lablib.simulator.kinesis.state.sequence_numbers import COUNTER_SHIFT, SHARDS_PER_COUNTER, sequence_base
from lablib.simulator.kinesis.state.shard import Shard
from lablib.simulator.kinesis.state.stream import Stream
from lablib.simulator.kinesis.state.write_limiter import charge_bytes
from lablib.simulator.kinesis.stream_metrics import ShardCounts


@dataclass(slots=True)
class Columns:
    """The records of one call, in request order."""

    keys: list[str]
    data: list[bytes]
    sizes_bytes: list[int]


@dataclass(slots=True)
class _Part:
    """What the call brings to one shard."""

    shard: Shard
    counts: ShardCounts = field(default_factory=ShardCounts)
    numbers: list[int] = field(default_factory=list)
    """Which records of the call these are."""
    charge_bytes: int = 0


def put_whole(region: Region, stream: Stream, columns: Columns, now_us: int) -> bool:
    """Store the records, and tell the ledger and the metrics.

    False if it is not that simple, and then nothing is done: a shard has no room for all of its part, the
    service places the records, or some may fail in it.
    """
    if stream.distribution == "AUTO" or region.policies.entry_fault is not None:
        return False
    parts = _parts_of(stream, columns, region.policies.charge_unit_bytes)
    for part in parts.values():
        if not part.shard.write_limiter.has_room(part.charge_bytes, now_us, len(part.numbers)):
            return False
    for part in parts.values():
        part.shard.write_limiter.admit(part.charge_bytes, now_us, len(part.numbers))
    _store(region, stream, parts, columns, now_us)
    _charge(stream, columns)
    _report(region, stream, parts, now_us)
    return True


def _parts_of(stream: Stream, columns: Columns, unit_bytes: int) -> dict[int, _Part]:
    """By shard index, in the order in which the call comes to them."""
    parts: dict[int, _Part] = {}
    shard_of_key, sizes_bytes = stream.shard_map.shard_of_key, columns.sizes_bytes
    for number, key in enumerate(columns.keys):
        shard = shard_of_key(key)
        part = parts.get(shard.index)
        if part is None:
            part = parts[shard.index] = _Part(shard)
        part.numbers.append(number)
    for part in parts.values():
        records, size_bytes = len(part.numbers), sum([sizes_bytes[number] for number in part.numbers])
        part.counts = ShardCounts(
            offered=records, stored=records, offered_bytes=size_bytes, stored_bytes=size_bytes
        )
        part.charge_bytes = charge_bytes(size_bytes, 0, unit_bytes)
    return parts


def _store(region: Region, stream: Stream, parts: dict[int, _Part], columns: Columns, now_us: int) -> None:
    keys, data, ledger = columns.keys, columns.data, region.ledger
    rows = ledger.rows_of(data, now_us)
    counters = _counters(stream, parts, len(keys))
    for part in parts.values():
        base = sequence_base(part.shard.index, part.shard.created_us, now_us)
        part.shard.log.extend(
            [base + (counters[number] << COUNTER_SHIFT) for number in part.numbers],
            [keys[number] for number in part.numbers],
            [data[number] for number in part.numbers],
            now_us,
            [rows[number] for number in part.numbers],
        )
    region.caller.settled = True
    ledger.stored(zip(rows, keys, strict=True), region.caller.producer)


def _counters(stream: Stream, parts: dict[int, _Part], records: int) -> Sequence[int]:
    """Each record's part of its sequence number, in request order: neighbouring shards share a counter."""
    last_of, counters = stream.sequence_counters, [0] * records
    by_group: dict[int, list[int]] = {}
    for index, part in parts.items():
        by_group.setdefault(index // SHARDS_PER_COUNTER, []).extend(part.numbers)
    for group, numbers in by_group.items():
        first = last_of.get(group, 0) + 1
        last_of[group] = first + len(numbers) - 1
        if len(by_group) == 1:
            return range(first, first + records)
        for counter, number in enumerate(sorted(numbers), first):
            counters[number] = counter
    return counters


def _charge(stream: Stream, columns: Columns) -> None:
    """Each record is rounded up by itself; in most calls all of them are below the unit."""
    if max(columns.sizes_bytes) <= limits.ON_DEMAND_ROUNDING_BYTES:
        stream.charged.add(0, len(columns.data))
        return
    for key, data in zip(columns.keys, columns.data, strict=True):
        stream.charged.add(len(key.encode()) + len(data))


def _report(region: Region, stream: Stream, parts: dict[int, _Part], now_us: int) -> None:
    """Tell the metrics, and what scales the stream."""
    counts = {part.shard.id: part.counts for part in parts.values()}
    latency_ms = region.caller.latency_ms
    region.metrics.put_records(stream.name, now_us, latency_ms, counts, stream.enhanced_metrics)
    if stream.scaling is not None:
        stream.scaling.count(
            (index, part.counts.stored_bytes, part.counts.stored) for index, part in parts.items()
        )
