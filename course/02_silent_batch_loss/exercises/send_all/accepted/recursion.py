"""Splits, sends, and calls itself with what failed."""

import json
import random
import time


def send_all(kinesis, stream, events, attempt=1):
    if len(events) > 500:
        send_all(kinesis, stream, events[:500])
        return send_all(kinesis, stream, events[500:])
    if not events:
        return None
    if attempt > 1:
        time.sleep(random.random() * min(2**attempt / 10, 10))
    results = kinesis.put_records(
        StreamName=stream,
        Records=[{"Data": json.dumps(event, indent=1), "PartitionKey": event["tenant"]} for event in events],
    )["Records"]
    failed = [event for event, result in zip(events, results, strict=True) if "ErrorCode" in result]
    return send_all(kinesis, stream, failed, attempt + 1)
