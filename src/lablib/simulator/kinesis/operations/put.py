"""Writing: PutRecord and PutRecords.

A PutRecords call is checked as a whole: one invalid entry and nothing is stored. After that each entry is on
its own, in request order: hash, shard, limiter, stored or throttled. The answer is HTTP 200 whatever happened
to the entries. Source: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations import put_on_tape
from lablib.simulator.kinesis.operations.dry_run import end_dry_run
from lablib.simulator.kinesis.operations.put_columns import Columns
from lablib.simulator.kinesis.operations.put_validation import check_columns, check_entries, check_ordering
from lablib.simulator.kinesis.operations.put_whole import answers_of, put_whole
from lablib.simulator.kinesis.state.region import Operation, Params, Region
from lablib.simulator.kinesis.state.routing import hash_of
from lablib.simulator.kinesis.state.sequence_numbers import COUNTER_SHIFT, SHARDS_PER_COUNTER, sequence_base
from lablib.simulator.kinesis.state.shard import Shard
from lablib.simulator.kinesis.state.stream import Stream
from lablib.simulator.kinesis.state.write_limiter import charge_bytes
from lablib.simulator.kinesis.stream_metrics import ShardCounts
from lablib.simulator.tape.tape import FAILED, FATES, STORED
from lablib.simulator.tape.tape import THROTTLED as NO_ROOM

THROTTLED = "ProvisionedThroughputExceededException"
INTERNAL_FAILURE = "InternalFailure"
PATH = "records.{}.member."
"""Where the service sees an entry of PutRecords."""


def put_record(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Store one record, or raise: a throttled PutRecord is an exception, which the SDK retries."""
    stream = region.find_readable(params)
    sizes_bytes = check_entries(stream, [params], "")
    check_ordering(stream, params.get("SequenceNumberForOrdering"), now_us)
    end_dry_run(region, stream, params, now_us)
    call = PutCall(region, stream, now_us, "PutRecord")
    (answer,) = call.put_all([params], sizes_bytes)
    call.settle()
    call.report(region.metrics.put_record)
    if call.broken:
        raise AwsError("InternalFailureException", answer["ErrorMessage"], 500)
    if call.throttled:
        raise AwsError(THROTTLED, answer["ErrorMessage"])
    return answer | _encryption(stream)


def put_records(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Store what fits; the others are throttled one by one inside the answer."""
    stream = region.find_readable(params)
    records = params["Records"]
    if isinstance(records, Columns):
        return _put_columns(region, stream, params, records, now_us)
    sizes_bytes = check_entries(stream, records, PATH)
    end_dry_run(region, stream, params, now_us)
    return _put_entries(region, stream, records, sizes_bytes, now_us)


def _put_columns(
    region: Region, stream: Stream, params: Params, columns: Columns, now_us: int
) -> dict[str, Any]:
    """The quick way as far as it goes."""
    check_columns(stream, columns, PATH)
    end_dry_run(region, stream, params, now_us)
    parts = put_whole(region, stream, columns, now_us)
    if parts is None:
        return _put_entries(region, stream, columns.entries(), columns.sizes_bytes, now_us)
    answers = answers_of(parts, len(columns.keys))
    return {"FailedRecordCount": 0, "Records": answers} | _encryption(stream)


def _put_entries(
    region: Region, stream: Stream, entries: list[Params], sizes_bytes: list[int], now_us: int
) -> dict[str, Any]:
    call = PutCall(region, stream, now_us)
    answers = call.put_all(entries, sizes_bytes)
    call.settle()
    call.report(region.metrics.put_records)
    return {"FailedRecordCount": call.failed_count, "Records": answers} | _encryption(stream)


OPERATIONS: dict[str, Operation] = {"PutRecord": put_record, "PutRecords": put_records}


@dataclass(slots=True)
class ShardPart:
    """What one call brings to one shard: the counts, and columns of the entries that it stores."""

    shard: Shard
    shard_id: str
    sequence_base: int
    """A sequence number of this shard and second, but for its counter."""
    counter_group: int
    """Neighbouring shards share a counter."""
    fits: bool = False
    """The limiter has admitted all of it."""
    counts: ShardCounts = field(default_factory=ShardCounts)
    sequences: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    data: list[bytes] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


class PutCall:
    """One call under way: what was stored and rejected so far, for the answer, the ledger and the metrics."""

    def __init__(self, region: Region, stream: Stream, now_us: int, operation: str = "PutRecords") -> None:
        self.region = region
        self.stream = stream
        self.operation = operation
        self.now_us = now_us
        self.parts: dict[int, ShardPart] = {}
        """By shard index."""
        self.rows: list[int] = []
        """Ledger rows of all entries, in request order."""
        self.did: list[int] = []
        """What became of each of them, for a tape: see `tape.Call`."""
        self.stored_rows: list[int] = []
        """Ledger rows of the stored entries, in request order."""
        self.stored_keys: list[str] = []
        """Their partition keys."""
        self.throttled: list[tuple[int, str]] = []
        """(ledger row, shard id) of each entry that did not fit."""
        self.broken: list[tuple[int, str]] = []
        """(ledger row, shard id) of each entry that failed inside the service."""
        self._shard_map = stream.shard_map
        self._largest_bytes = 0
        self._fault = region.policies.entry_fault
        self._charge_unit_bytes = region.policies.charge_unit_bytes

    @property
    def failed_count(self) -> int:
        """FailedRecordCount: throttled and broken entries alike."""
        return len(self.throttled) + len(self.broken)

    def put_all(self, entries: list[Params], sizes_bytes: list[int]) -> list[dict[str, Any]]:
        """Each entry's place in the answer, in request order."""
        self._largest_bytes = max(sizes_bytes, default=0)
        data = [entry["Data"] for entry in entries]
        keys = [entry.get("PartitionKey") or "" for entry in entries]
        rows = self.rows = self.region.caller.rows or self.region.ledger.rows_of(data, self.now_us, keys)
        parts = self._route(entries, sizes_bytes)
        if self._fault is None:
            for part in self.parts.values():
                part.fits = self._admit_whole(part)
        errors = [
            None if part.fits else self._reject(part, size_bytes, row)
            for part, size_bytes, row in zip(parts, sizes_bytes, rows, strict=True)
        ]
        if self.region.ledger.tape is not None:
            self.did = [_did(*each) for each in zip(parts, errors, strict=True)]
        columns = zip(parts, keys, data, rows, errors, strict=True)
        return [
            self._store(part, key, content, row) if error is None else error
            for part, key, content, row, error in columns
        ]

    def _route(self, entries: list[Params], sizes_bytes: list[int]) -> list[ShardPart]:
        """The part of the call that each entry belongs to. Tenants repeat, so each key is hashed once."""
        if self.stream.distribution == "AUTO":
            return self._spread(sizes_bytes)
        parts: list[ShardPart] = []
        by_key: dict[str, ShardPart] = {}
        for entry, size_bytes in zip(entries, sizes_bytes, strict=True):
            key, explicit = entry["PartitionKey"], entry.get("ExplicitHashKey")
            if explicit is not None:
                part = self._part(int(explicit))
            elif key in by_key:
                part = by_key[key]
            else:
                part = by_key[key] = self._part(hash_of(key))
            part.counts.offered += 1
            part.counts.offered_bytes += size_bytes
            parts.append(part)
        return parts

    def _spread(self, sizes_bytes: list[int]) -> list[ShardPart]:
        """Distribution AUTO. Model: the open shards take turns, record by record, whatever the keys."""
        shards = self._shard_map.shards
        parts: list[ShardPart] = []
        for turn, size_bytes in enumerate(sizes_bytes, self.stream.auto_placed):
            part = self._part_of(shards[turn % len(shards)])
            part.counts.offered += 1
            part.counts.offered_bytes += size_bytes
            parts.append(part)
        self.stream.auto_placed += len(sizes_bytes)
        return parts

    def _part(self, hash_key: int) -> ShardPart:
        return self._part_of(self._shard_map.shard_of(hash_key))

    def _part_of(self, shard: Shard) -> ShardPart:
        part = self.parts.get(shard.index)
        if part is None:
            base = sequence_base(shard.index, shard.created_us, self.now_us)
            group = shard.index // SHARDS_PER_COUNTER
            part = self.parts[shard.index] = ShardPart(shard, shard.id, base, group)
        return part

    def _admit_whole(self, part: ShardPart) -> bool:
        """Take room for all at once: what fits together fits one by one. If not, nothing is taken.

        So the limiter admits or throttles each record once; what it only looks at is `has_room`.
        """
        counts, limiter = part.counts, part.shard.write_limiter
        charge = charge_bytes(counts.offered_bytes, 0, self._charge_unit_bytes)
        if not limiter.has_room(charge, self.now_us, counts.offered):
            return False
        if not limiter.admit(charge, self.now_us, counts.offered):
            return False
        counts.stored, counts.stored_bytes = counts.offered, counts.offered_bytes
        return True

    def _reject(self, part: ShardPart, size_bytes: int, row: int) -> dict[str, Any] | None:
        """The answer to an entry that cannot be stored; None if it can, which is then counted."""
        counts = part.counts
        if self._fault is not None and self._fault(self.stream.name, self.operation, self.now_us):
            counts.failed += 1
            self.broken.append((row, part.shard_id))
            return {"ErrorCode": INTERNAL_FAILURE, "ErrorMessage": "Internal Service Failure"}
        charge = charge_bytes(size_bytes, counts.stored_bytes, self._charge_unit_bytes)
        if not part.shard.write_limiter.admit(charge, self.now_us):
            counts.throttled += 1
            self.throttled.append((row, part.shard_id))
            return {"ErrorCode": THROTTLED, "ErrorMessage": rate_exceeded(self.stream, part.shard)}
        counts.stored += 1
        counts.stored_bytes += size_bytes
        return None

    def _store(self, part: ShardPart, key: str, data: bytes, row: int) -> dict[str, Any]:
        counters, group = self.stream.sequence_counters, part.counter_group
        counters[group] = counter = counters.get(group, 0) + 1
        sequence = part.sequence_base + (counter << COUNTER_SHIFT)
        part.sequences.append(sequence)
        part.keys.append(key)
        part.data.append(data)
        part.rows.append(row)
        self.stored_rows.append(row)
        self.stored_keys.append(key)
        return {"SequenceNumber": str(sequence), "ShardId": part.shard_id}

    def settle(self) -> None:
        """Write the stored records into their shards and every fate into the ledger."""
        ledger, now_us, caller = self.region.ledger, self.now_us, self.region.caller
        caller.settled = True
        for part in self.parts.values():
            part.shard.log.extend(part.sequences, part.keys, part.data, now_us, part.rows)
        ledger.stored(zip(self.stored_rows, self.stored_keys, strict=True), caller.producer)
        ledger.rejected(self.throttled, THROTTLED, now_us)
        ledger.rejected(self.broken, INTERNAL_FAILURE, now_us)
        if ledger.tape is not None:
            shards = [part.shard for part in self.parts.values()]
            put_on_tape.note(ledger.tape, self.region, self.stream, now_us, self.rows, self.did, shards)
        self._charge()

    def _charge(self) -> None:
        """Each stored record is rounded up by itself; in most calls all of them are below the unit."""
        charged = self.stream.charged
        if self._largest_bytes <= limits.ON_DEMAND_ROUNDING_BYTES:
            charged.add(0, len(self.stored_rows))
            return
        for part in self.parts.values():
            for key, data in zip(part.keys, part.data, strict=True):
                charged.add(len(key.encode()) + len(data))

    def report(self, to_metrics: Callable[..., None]) -> None:
        """Tell the metrics, by the method for this operation, and what scales the stream."""
        to_metrics(
            self.stream.name,
            self.now_us,
            self.region.caller.latency_ms,
            {part.shard_id: part.counts for part in self.parts.values()},
            self.stream.enhanced_metrics,
        )
        if self.stream.scaling is not None:
            self.stream.scaling.count(
                (index, part.counts.stored_bytes, part.counts.stored) for index, part in self.parts.items()
            )


def rate_exceeded(stream: Stream, shard: Shard) -> str:
    """AWS's words for a record that a shard has no room for in this second."""
    return f"Rate exceeded for shard {shard.id} in stream {stream.name} under account {limits.ACCOUNT_ID}."


def _did(part: ShardPart, error: dict[str, Any] | None) -> int:
    """What became of an entry, as a tape has it."""
    if error is None:
        return part.shard.index * FATES + STORED
    return part.shard.index * FATES + (NO_ROOM if error["ErrorCode"] == THROTTLED else FAILED)


def _encryption(stream: Stream) -> dict[str, str]:
    return {"EncryptionType": stream.encryption} if stream.encryption == "KMS" else {}
