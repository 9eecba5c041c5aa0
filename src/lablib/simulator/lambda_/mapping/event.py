"""The event that a handler gets, and how much of it fits into one invocation.

Source: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
"""

from __future__ import annotations

import json
from binascii import b2a_base64
from collections.abc import Sequence
from typing import Any

from lablib.simulator import limits
from lablib.simulator.kinesis.state.record_log import RecordLog

ROLE_ARN = f"arn:{limits.PARTITION}:iam::{limits.ACCOUNT_ID}:role/lambda-role"
EMPTY_EVENT_BYTES = len('{"Records":[]}')


def event_of(log: RecordLog, positions: Sequence[int], shard_id: str, source_arn: str) -> dict[str, Any]:
    """A fresh event each time: what a handler does to it is felt nowhere else.

    What the stream has let go of is left out.
    """
    first, sequences, keys, data, arrivals = log.first, log.sequence, log.keys, log.data, log.arrival_us
    records = []
    for position in positions:
        at = position - first
        if at >= 0:
            sequence = str(sequences[at])
            arrival_s = arrivals[at] // limits.US_PER_MS / 1_000
            records.append(_record(shard_id, source_arn, sequence, keys[at], data[at], arrival_s))
    return {"Records": records}


def envelope_bytes(shard_id: str, source_arn: str) -> int:
    """The JSON around key and data of one record, at most: ids, names, ARNs, and the comma behind it."""
    record = _record(shard_id, source_arn, "9" * 56, "", b"", 1_793_577_600.123)
    return len(json.dumps(record, separators=(",", ":"))) + 1


def size_bytes(log: RecordLog, at: int) -> int:
    """What key and data of the record at this index of the columns take in an event: base64, UTF-8."""
    key = log.keys[at]
    return (len(log.data[at]) + 2) // 3 * 4 + (len(key) if key.isascii() else len(key.encode()))


def is_too_large(log: RecordLog, position: int, envelope: int) -> bool:
    """Whether no event has room for this record, not even alone; `envelope` is its `envelope_bytes`."""
    record_bytes = envelope + size_bytes(log, position - log.first)
    return EMPTY_EVENT_BYTES + record_bytes > limits.FUNCTION_REQUEST_MAX_BYTES


def _record(
    shard_id: str, source_arn: str, sequence: str, key: str, data: bytes, arrival_s: float
) -> dict[str, Any]:
    return {
        "kinesis": {
            "kinesisSchemaVersion": "1.0",
            "partitionKey": key or None,  # null for a record without one
            "sequenceNumber": sequence,
            "data": b2a_base64(data, newline=False).decode(),
            "approximateArrivalTimestamp": arrival_s,
        },
        "eventSource": "aws:kinesis",
        "eventVersion": "1.0",
        "eventID": f"{shard_id}:{sequence}",
        "eventName": "aws:kinesis:record",
        "invokeIdentityArn": ROLE_ARN,
        "awsRegion": limits.REGION,
        "eventSourceARN": source_arn,
    }
