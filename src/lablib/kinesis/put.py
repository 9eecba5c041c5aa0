"""Writing: PutRecord and PutRecords.

A PutRecords call is checked as a whole: one invalid entry and nothing is stored. After that each entry is on
its own, in request order: hash, shard, limiter, stored or refused. The answer is HTTP 200 whatever happened
to the entries. Source: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lablib import limits
from lablib.errors import AwsError
from lablib.kinesis.limiter import charge_bytes
from lablib.kinesis.region import Operation, Params, Region
from lablib.kinesis.routing import ShardMap, hash_of
from lablib.kinesis.sequence import SHARDS_PER_COUNTER, counter_part, decode, prefix
from lablib.kinesis.stream import Shard, Stream
from lablib.stream_metrics import ShardCounts

THROTTLED = "ProvisionedThroughputExceededException"
INTERNAL_FAILURE = "InternalFailure"


def put_record(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Store one record, or raise: a throttled PutRecord is an exception, which the SDK retries."""
    stream = region.find_readable(params)
    check_entries(stream, [params], "")
    check_ordering(stream, params.get("SequenceNumberForOrdering"))
    call = PutCall(region, stream, now_us)
    answer = call.put(params)
    call.settle()
    call.report_put_record()
    if "ErrorCode" in answer:
        raise AwsError(
            answer["ErrorCode"],
            answer["ErrorMessage"],
            500 if answer["ErrorCode"] == INTERNAL_FAILURE else 400,
        )
    return answer | _encryption(stream)


def put_records(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Store what fits; the others are refused one by one inside the answer."""
    stream = region.find_readable(params)
    entries = params["Records"]
    check_entries(stream, entries, "records.{}.member.")
    call = PutCall(region, stream, now_us)
    answers = call.put_all(entries)
    call.settle()
    call.report_put_records()
    return {"FailedRecordCount": call.failed_count, "Records": answers} | _encryption(stream)


OPERATIONS: dict[str, Operation] = {"PutRecord": put_record, "PutRecords": put_records}


@dataclass(slots=True)
class PutCall:
    """One call under way: what was stored and refused so far, for the answer, the ledger and the metrics."""

    region: Region
    stream: Stream
    now_us: int
    shards: dict[int, ShardCounts] = field(default_factory=dict)
    """What each shard was offered and took in this call, by shard index."""
    kept: list[tuple[Shard, int, str, bytes]] = field(default_factory=list)
    """(shard, sequence number, key, data) of each stored entry, in request order."""
    throttled: list[tuple[bytes, str]] = field(default_factory=list)
    """(data, shard id) of each entry that did not fit."""
    broken: list[tuple[bytes, str]] = field(default_factory=list)
    """(data, shard id) of each entry that failed inside the service."""

    @property
    def failed_count(self) -> int:
        """FailedRecordCount: throttled and broken entries alike."""
        return len(self.throttled) + len(self.broken)

    def put_all(self, entries: list[Params]) -> list[dict[str, Any]]:
        """Each entry's place in the answer, in request order."""
        return [self.put(entry) for entry in entries]

    def put(self, entry: Params) -> dict[str, Any]:
        """One entry: its place in the answer."""
        key: str = entry["PartitionKey"]
        data: bytes = entry["Data"]
        explicit = entry.get("ExplicitHashKey")
        shard = shard_map(self.stream).shard_of(hash_of(key) if explicit is None else int(explicit))
        counts = self.shards.get(shard.index)
        if counts is None:
            counts = self.shards[shard.index] = ShardCounts()
        size_bytes = len(data) + len(key if key.isascii() else key.encode())
        counts.offered += 1
        counts.offered_bytes += size_bytes
        policies = self.region.policies
        charge = charge_bytes(size_bytes, counts.stored_bytes, policies.charge_unit_bytes)
        fault = policies.entry_fault
        if fault is not None and fault(self.stream.name, self.now_us):
            counts.failed += 1
            self.broken.append((data, shard.id))
            return {"ErrorCode": INTERNAL_FAILURE, "ErrorMessage": "Internal Service Failure"}
        if not shard.write_limiter.admit(charge, self.now_us):
            counts.throttled += 1
            self.throttled.append((data, shard.id))
            return {"ErrorCode": THROTTLED, "ErrorMessage": rate_exceeded(self.stream, shard)}
        counts.stored += 1
        counts.stored_bytes += size_bytes
        sequence = next_sequence(self.stream, shard, self.now_us)
        self.kept.append((shard, sequence, key, data))
        return {"SequenceNumber": str(sequence), "ShardId": shard.id}

    def settle(self) -> None:
        """Write the stored records into their shards and every fate into the ledger."""
        ledger, now_us = self.region.ledger, self.now_us
        self.region.caller.settled = True
        rows = ledger.rows_of([data for _, _, _, data in self.kept], now_us)
        ledger.stored(rows, [key for _, _, key, _ in self.kept], self.region.caller.producer)
        for row, (shard, sequence, key, data) in zip(rows, self.kept, strict=True):
            shard.log.append(sequence, key, data, now_us, row)
        for refused, code in ((self.throttled, THROTTLED), (self.broken, INTERNAL_FAILURE)):
            if refused:
                rows = ledger.rows_of([data for data, _ in refused], now_us)
                ledger.refused(zip(rows, (shard_id for _, shard_id in refused), strict=True), code, now_us)

    def report_put_records(self) -> None:
        """Tell the metrics of a PutRecords."""
        shards = {f"shardId-{index:012d}": counts for index, counts in self.shards.items()}
        self.region.metrics.put_records(
            self.stream.name, self.now_us, self.region.caller.latency_ms, shards, self.stream.enhanced_metrics
        )

    def report_put_record(self) -> None:
        """Tell the metrics of a PutRecord."""
        shards = {f"shardId-{index:012d}": counts for index, counts in self.shards.items()}
        self.region.metrics.put_record(
            self.stream.name, self.now_us, self.region.caller.latency_ms, shards, self.stream.enhanced_metrics
        )


def check_entries(stream: Stream, entries: list[Params], path: str) -> None:
    """What makes the whole call invalid. Lengths and patterns were checked from the service model before."""
    highest_bytes = stream.max_record_kib * 1_024
    total_bytes = 0
    for index, entry in enumerate(entries, 1):
        key = entry.get("PartitionKey")
        if key is None:
            where = path.format(index)
            raise AwsError(
                "InvalidArgumentException",
                f"PartitionKey is missing at '{where}partitionKey'. A record needs one in a stream whose "
                "record distribution strategy is USER_PARTITION_KEY.",
            )
        size_bytes = len(entry["Data"]) + len(key.encode())
        total_bytes += size_bytes
        if size_bytes > highest_bytes:
            raise too_long(entry["Data"], highest_bytes, path.format(index))
        explicit = entry.get("ExplicitHashKey")
        if explicit is not None and int(explicit) > limits.HASH_KEY_MAX:
            raise AwsError(
                "InvalidArgumentException",
                "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. "
                f"Specified value was {explicit}",
            )
    if total_bytes > limits.PUT_RECORDS_MAX_BYTES:
        raise AwsError(
            "InvalidArgumentException",
            f"Records size exceeds {limits.PUT_RECORDS_MAX_BYTES // 2**20} MB limit",
        )


def too_long(data: bytes, highest_bytes: int, path: str) -> AwsError:
    """AWS's words for a data blob above the stream's maximum."""
    length = len(data)
    return AwsError(
        "ValidationException",
        "1 validation error detected: "
        f"Value 'java.nio.HeapByteBuffer[pos=0 lim={length} cap={length}]' at '{path}data' "
        f"failed to satisfy constraint: Member must have length less than or equal to {highest_bytes}",
    )


def check_ordering(stream: Stream, after: str | None) -> None:
    """SequenceNumberForOrdering must be a number that this stream can have issued.

    The order itself needs nothing more: within a shard, numbers grow in any case.
    """
    if after is None:
        return
    try:
        shard_index = decode(int(after)).shard_index
    except ValueError:
        shard_index = stream.next_shard_index
    if shard_index >= stream.next_shard_index:
        raise AwsError(
            "InvalidArgumentException",
            f"ExclusiveMinimumSequenceNumber {after} used in PutRecord on stream {stream.name} "
            f"under account {limits.ACCOUNT_ID} is invalid.",
        )


def shard_map(stream: Stream) -> ShardMap:
    """Who holds which hash range now. Shards only ever change when a new one opens, so its number tells."""
    if stream.shard_map is None or stream.shard_map[0] != stream.next_shard_index:
        stream.shard_map = (stream.next_shard_index, ShardMap(stream.open_shards))
    return stream.shard_map[1]


def next_sequence(stream: Stream, shard: Shard, now_us: int) -> int:
    """The next number of this shard; neighbouring shards share a counter."""
    group = shard.index // SHARDS_PER_COUNTER
    counter = stream.sequence_counters.get(group, 0) + 1
    stream.sequence_counters[group] = counter
    return prefix(shard.index, shard.created_us) + counter_part(counter, now_us)


def rate_exceeded(stream: Stream, shard: Shard) -> str:
    """AWS's words for a record that a shard has no room for in this second."""
    return f"Rate exceeded for shard {shard.id} in stream {stream.name} under account {limits.ACCOUNT_ID}."


def _encryption(stream: Stream) -> dict[str, str]:
    return {"EncryptionType": stream.encryption} if stream.encryption == "KMS" else {}
