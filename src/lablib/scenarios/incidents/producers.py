"""The versions of the gateways' sender. The learner reads this code.

`send(kinesis, stream, events)` gets the events of a flush as dicts, and returns those that it gave up.
"""

from __future__ import annotations

import gzip
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


def send_entries(
    kinesis: Any,
    stream: str,
    events: Events,
    key: Callable[[dict[str, Any]], str],
    encode: Callable[[dict[str, Any]], str | bytes] = json.dumps,
) -> Events:
    """PutRecords in calls of 500; what failed is sent again with full jitter. Returns what never went."""
    given_up: Events = []
    for start in range(0, len(events), MOST_IN_A_CALL):
        pending = events[start : start + MOST_IN_A_CALL]
        for attempt in range(ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0, min(5, 0.1 * 2**attempt)))
            entries = [{"Data": encode(usage), "PartitionKey": key(usage)} for usage in pending]
            answer = kinesis.put_records(StreamName=stream, Records=entries)
            results = zip(pending, answer["Records"], strict=True)
            pending = [usage for usage, result in results if "ErrorCode" in result]
            if not pending:
                break
        given_up += pending
    return given_up


def send_and_go_on(kinesis: Any, stream: str, events: Events) -> Events:
    """One call for up to 500 events. An answer without an exception is a success."""
    for start in range(0, len(events), MOST_IN_A_CALL):
        entries = [
            {"Data": json.dumps(usage), "PartitionKey": usage["tenant"]}
            for usage in events[start : start + MOST_IN_A_CALL]
        ]
        kinesis.put_records(StreamName=stream, Records=entries)
    return []


def send_all_again(kinesis: Any, stream: str, events: Events, attempts: int = ATTEMPTS) -> Events:
    """PutRecords until FailedRecordCount is 0. Returns the events if it never is."""
    entries = [{"Data": json.dumps(usage), "PartitionKey": usage["tenant"]} for usage in events]
    for attempt in range(attempts):
        if attempt:
            time.sleep(random.uniform(0, min(5, 0.1 * 2**attempt)))
        if kinesis.put_records(StreamName=stream, Records=entries)["FailedRecordCount"] == 0:
            return []
    return events


def send_all_again_and_again(kinesis: Any, stream: str, events: Events) -> Events:
    """As `send_all_again`, and it doesn't give up so soon."""
    return send_all_again(kinesis, stream, events, attempts=2 * ATTEMPTS)


def send_gzipped(kinesis: Any, stream: str, events: Events) -> Events:
    """As `send_by_tenant`, each event in gzip."""
    return send_entries(
        kinesis,
        stream,
        events,
        key=lambda usage: usage["tenant"],
        encode=lambda usage: gzip.compress(json.dumps(usage).encode(), mtime=0),
    )


class Version(NamedTuple):
    """One version that the pipeline can deploy."""

    send: Send
    says: str
    flush_every_s: int | None = None
    """None for the gateways' usual pace."""


VERSIONS = {
    "g7": Version(send_by_tenant, "partition key: the tenant; sends again what failed"),
    "g8": Version(send_with_one_key, "g7 with ordered events"),
    "g9": Version(send_and_go_on, "fewer, larger calls: every five minutes", flush_every_s=300),
    "g10": Version(send_all_again, "no event left behind: sends until FailedRecordCount is 0"),
    "g11": Version(send_all_again_and_again, "g10 with twice the attempts"),
    "g12": Version(send_gzipped, "g7 with gzip: a smaller bill"),
}
"""By name, oldest first."""
