"""The versions of the gateways' sender. The learner reads this code.

`send(kinesis, stream, events)` gets the events of a flush as dicts, and returns those that it gave up.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from typing import Any, NamedTuple

Events = list[dict[str, Any]]
Send = Callable[[Any, str, Events], Events]
MOST_IN_A_CALL = 500
ATTEMPTS = 8


def send_by_tenant(kinesis: Any, stream: str, events: Events) -> Events:
    """Send each tenant's events under the tenant's key."""
    return send_entries(kinesis, stream, events, key=lambda usage: usage["tenant"])


def send_with_one_key(kinesis: Any, stream: str, events: Events) -> Events:
    """Send all events in order: the key is the kind of the event."""
    return send_entries(kinesis, stream, events, key=lambda usage: usage.get("kind", "usage"))


def send_entries(kinesis: Any, stream: str, events: Events, key: Callable[[dict[str, Any]], str]) -> Events:
    """PutRecords in calls of 500; what failed is sent again with full jitter. Returns what never went."""
    given_up: Events = []
    for start in range(0, len(events), MOST_IN_A_CALL):
        pending = events[start : start + MOST_IN_A_CALL]
        for attempt in range(ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0, min(5, 0.1 * 2**attempt)))
            entries = [{"Data": json.dumps(usage), "PartitionKey": key(usage)} for usage in pending]
            answer = kinesis.put_records(StreamName=stream, Records=entries)
            results = zip(pending, answer["Records"], strict=True)
            pending = [usage for usage, result in results if "ErrorCode" in result]
            if not pending:
                break
        given_up += pending
    return given_up


class Version(NamedTuple):
    """One version that the pipeline can deploy."""

    send: Send
    says: str


VERSIONS = {
    "g7": Version(send_by_tenant, "partition key: the tenant; sends again what failed"),
    "g8": Version(send_with_one_key, "g7 with ordered events"),
}
"""By name, oldest first."""
