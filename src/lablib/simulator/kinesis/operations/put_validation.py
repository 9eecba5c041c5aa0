"""What makes a whole put invalid: one such entry, and nothing of the call is stored.

Lengths and patterns were checked from the service model before; here is what needs the stream, or all entries
together. Source: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
"""

from __future__ import annotations

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations.put_columns import Columns
from lablib.simulator.kinesis.state.region import Params
from lablib.simulator.kinesis.state.sequence_numbers import decode
from lablib.simulator.kinesis.state.stream import Stream


def check_entries(stream: Stream, entries: list[Params], path: str) -> list[int]:
    """The size of each entry in bytes: data and partition key. `path` is where entry {} is in the request.

    Raises `ValidationException` for a record above the stream's maximum, `InvalidArgumentException` for a
    missing key, a hash key out of range, and more than 10 MiB together.
    """
    highest_bytes = stream.max_record_kib * 1_024
    by_key = stream.distribution != "AUTO"
    sizes_bytes: list[int] = []
    for index, entry in enumerate(entries, 1):
        key = entry.get("PartitionKey") or ""
        if not key and by_key:
            raise _key_missing(path.format(index))
        key_bytes = len(key if key.isascii() else key.encode())
        size_bytes = len(entry["Data"]) + key_bytes
        sizes_bytes.append(size_bytes)
        if size_bytes > highest_bytes:
            raise _too_long(len(entry["Data"]), key_bytes, highest_bytes, path.format(index))
        explicit = entry.get("ExplicitHashKey")
        if explicit is not None and by_key and int(explicit) > limits.HASH_KEY_MAX:
            raise AwsError(
                "InvalidArgumentException",
                "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. "
                f"Specified value was {explicit}",
            )
    if sum(sizes_bytes) > limits.PUT_RECORDS_MAX_BYTES:
        raise AwsError(
            "InvalidArgumentException",
            f"Records size exceeds {limits.PUT_RECORDS_MAX_BYTES // 2**20} MB limit",
        )
    return sizes_bytes


def check_columns(stream: Stream, columns: Columns, path: str) -> None:
    """As `check_entries`, which is asked only if something may be wrong."""
    hash_keys = map(int, filter(None, columns.hash_keys or ()))
    if (
        not all(columns.keys)
        or max(columns.sizes_bytes) > stream.max_record_kib * 1_024
        or sum(columns.sizes_bytes) > limits.PUT_RECORDS_MAX_BYTES
        or max(hash_keys, default=0) > limits.HASH_KEY_MAX
    ):
        check_entries(stream, columns.entries(), path)


def check_ordering(stream: Stream, after: str | None, now_us: int) -> None:
    """SequenceNumberForOrdering must be a number that this stream can have issued by now.

    A stream with distribution AUTO takes none. The order itself needs nothing more: within a shard, numbers
    grow in any case.
    """
    if after is not None and stream.distribution == "AUTO":
        raise AwsError(
            "InvalidArgumentException",
            f"SequenceNumberForOrdering is not expected: stream {stream.name} under account"
            f" {limits.ACCOUNT_ID} has the record distribution strategy AUTO, which keeps no order.",
        )
    if after is None or _can_be_issued(stream, after, now_us):
        return
    raise AwsError(
        "InvalidArgumentException",
        f"ExclusiveMinimumSequenceNumber {after} used in PutRecord on stream {stream.name} "
        f"under account {limits.ACCOUNT_ID} is invalid.",
    )


def _can_be_issued(stream: Stream, number: str, now_us: int) -> bool:
    try:
        fields = decode(int(number))
    except ValueError:
        return False
    began_s, now_s = stream.created_us // limits.US_PER_S, now_us // limits.US_PER_S
    in_time = began_s <= fields.shard_created_s and fields.written_s <= now_s
    return in_time and fields.shard_index < stream.next_shard_index


def _key_missing(path: str) -> AwsError:
    """The key can be left out only where the service distributes records itself."""
    return AwsError(
        "InvalidArgumentException",
        f"PartitionKey is missing at '{path}partitionKey'. A record needs one in a stream whose "
        "record distribution strategy is USER_PARTITION_KEY.",
    )


def _too_long(data_bytes: int, key_bytes: int, highest_bytes: int, path: str) -> AwsError:
    """AWS's words for data above the maximum of its stream; data that fits only without its key has less."""
    most_bytes = highest_bytes if data_bytes > highest_bytes else highest_bytes - key_bytes
    return AwsError(
        "ValidationException",
        "1 validation error detected: "
        f"Value 'java.nio.HeapByteBuffer[pos=0 lim={data_bytes} cap={data_bytes}]' at '{path}data' "
        f"failed to satisfy constraint: Member must have length less than or equal to {most_bytes}",
    )
