"""PutRecords where every shard takes its part whole, by columns.

Most calls of a producer are like that, and nearly all of `traffic/load_generator.py`. `put.py` is the general
way, which this one is tested against.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from lablib.simulator import limits
from lablib.simulator.kinesis.operations import put_on_tape
from lablib.simulator.kinesis.operations.put_columns import Columns
from lablib.simulator.kinesis.state.region import Region
from lablib.simulator.kinesis.state.sequence_numbers import COUNTER_SHIFT, SHARDS_PER_COUNTER, sequence_base
from lablib.simulator.kinesis.state.shard import Shard
from lablib.simulator.kinesis.state.stream import Stream
from lablib.simulator.kinesis.state.write_limiter import charge_bytes
from lablib.simulator.kinesis.stream_metrics import ShardCounts


@dataclass(slots=True)
class WholePart:
    """What the call brings to one shard."""

    shard: Shard
    numbers: list[int]
    """Which records of the call these are."""
    counts: ShardCounts
    charge_bytes: int
    sequences: Sequence[int] = ()
    """Their sequence numbers."""


def put_whole(region: Region, stream: Stream, columns: Columns, now_us: int) -> Collection[WholePart] | None:
    """Store the records, and tell the ledger and the metrics; returns what went to each shard.

    None if it is not that simple, and then nothing is done: a shard has no room for all of its part, the
    service places the records, or some may fail in it.
    """
    if stream.distribution == "AUTO" or region.policies.entry_fault is not None:
        return None
    parts = _parts_of(stream, columns, region.policies.charge_unit_bytes)
    for part in parts.values():
        if not part.shard.write_limiter.has_room(part.charge_bytes, now_us, len(part.numbers)):
            return None
    for part in parts.values():
        part.shard.write_limiter.admit(part.charge_bytes, now_us, len(part.numbers))
    _store(region, stream, parts, columns, now_us)
    _charge(stream, columns)
    _report(region, stream, parts, now_us)
    return parts.values()


def answers_of(parts: Iterable[WholePart], records: int) -> list[dict[str, str]]:
    """Each record's place in the answer, in request order."""
    answers: list[dict[str, str]] = [{}] * records
    for part in parts:
        shard_id = part.shard.id
        for number, sequence in zip(part.numbers, part.sequences, strict=True):
            answers[number] = {"SequenceNumber": str(sequence), "ShardId": shard_id}
    return answers


def _parts_of(stream: Stream, columns: Columns, unit_bytes: int) -> dict[int, WholePart]:
    """By shard index, in the order in which the call comes to them."""
    shards, sizes_bytes = stream.shard_map.shards_at(columns.places()), columns.sizes_bytes
    numbers_of: dict[int, list[int]] = {}
    for number, shard in enumerate(shards):
        numbers = numbers_of.get(shard.index)
        if numbers is None:
            numbers_of[shard.index] = [number]
        else:
            numbers.append(number)
    parts = {}
    for index, numbers in numbers_of.items():
        size_bytes = sum([sizes_bytes[number] for number in numbers])
        counts = ShardCounts(len(numbers), len(numbers), 0, 0, size_bytes, size_bytes)
        charged_bytes = charge_bytes(size_bytes, 0, unit_bytes)
        parts[index] = WholePart(shards[numbers[0]], numbers, counts, charged_bytes)
    return parts


def _store(
    region: Region, stream: Stream, parts: dict[int, WholePart], columns: Columns, now_us: int
) -> None:
    keys, data, ledger = columns.keys, columns.data, region.ledger
    rows = region.caller.rows or ledger.rows_of(data, now_us, keys)
    counters = _counters(stream, parts, len(keys))
    for part in parts.values():
        base = sequence_base(part.shard.index, part.shard.created_us, now_us)
        sequences = [base + (counters[number] << COUNTER_SHIFT) for number in part.numbers]
        part.sequences = sequences
        part.shard.log.extend(
            sequences,
            [keys[number] for number in part.numbers],
            [data[number] for number in part.numbers],
            now_us,
            [rows[number] for number in part.numbers],
        )
    region.caller.settled = True
    ledger.stored_together(rows, keys, region.caller.producer)
    if ledger.tape is not None:
        did = put_on_tape.all_stored(len(rows), [(part.shard, part.numbers) for part in parts.values()])
        shards = [part.shard for part in parts.values()]
        put_on_tape.note(ledger.tape, region, stream, now_us, rows, did, shards)


def _counters(stream: Stream, parts: dict[int, WholePart], records: int) -> Sequence[int]:
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


def _report(region: Region, stream: Stream, parts: dict[int, WholePart], now_us: int) -> None:
    """Tell the metrics, and what scales the stream."""
    counts = {part.shard.id: part.counts for part in parts.values()}
    latency_ms = region.caller.latency_ms
    region.metrics.put_records(stream.name, now_us, latency_ms, counts, stream.enhanced_metrics)
    if stream.scaling is not None:
        stream.scaling.count(
            (index, part.counts.stored_bytes, part.counts.stored) for index, part in parts.items()
        )
