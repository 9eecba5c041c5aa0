"""A producer that writes the same records each second, whatever the stream makes of them."""

from __future__ import annotations

import time

from lablib.simulator.network.clients import world_client

CALL_RECORDS = 325
"""Four such calls in a second are more than a shard takes, two are less."""
PAUSE_S = 0.95
REPORTED_S = 10


def write_steadily(stream: str, seconds: int, calls: int) -> list[int]:
    """Make so many calls of `CALL_RECORDS` records a second; returns the throttled ones of each ten seconds.

    Each record of a call has a partition key of its own. What is throttled isn't sent again.
    """
    kinesis = world_client("kinesis")
    batch = [{"Data": "an event", "PartitionKey": f"t-{number}"} for number in range(CALL_RECORDS)]
    throttled = [0] * (seconds // REPORTED_S)
    for second in range(seconds):
        for _ in range(calls):
            answer = kinesis.put_records(StreamName=stream, Records=batch)
            throttled[second // REPORTED_S] += answer["FailedRecordCount"]
        time.sleep(PAUSE_S)
    return throttled
