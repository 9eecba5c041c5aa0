"""The event that a handler gets, and how much of it fits into one invocation.

Source: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from lablib import limits
from lablib.kinesis.stream import RecordLog

ROLE_ARN = f"arn:{limits.PARTITION}:iam::{limits.ACCOUNT_ID}:role/lambda-role"
ENVELOPE_BYTES = 560
"""JSON around the data of one record: names, ids and ARNs (our own count of the event below)."""


def event_of(log: RecordLog, positions: Sequence[int], shard_id: str, source_arn: str) -> dict[str, Any]:
    """A fresh event each time: what a handler does to it is felt nowhere else."""
    first, sequences, keys, data, arrivals = log.first, log.sequence, log.keys, log.data, log.arrival_us
    records = []
    for position in positions:
        at = position - first
        sequence = str(sequences[at])
        records.append(
            {
                "kinesis": {
                    "kinesisSchemaVersion": "1.0",
                    "partitionKey": keys[at],
                    "sequenceNumber": sequence,
                    "data": b64encode(data[at]).decode("ascii"),
                    "approximateArrivalTimestamp": arrivals[at] // 1_000 / 1_000,
                },
                "eventSource": "aws:kinesis",
                "eventVersion": "1.0",
                "eventID": f"{shard_id}:{sequence}",
                "eventName": "aws:kinesis:record",
                "invokeIdentityArn": ROLE_ARN,
                "awsRegion": limits.REGION,
                "eventSourceARN": source_arn,
            }
        )
    return {"Records": records}


def json_bytes(log: RecordLog, position: int) -> int:
    """About what one record takes of the 6 MB of an event: its data in base64, its key, and the rest."""
    at = position - log.first
    return 4 * -(-len(log.data[at]) // 3) + len(log.keys[at]) + ENVELOPE_BYTES
