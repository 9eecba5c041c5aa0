"""Records, a mapping and a function that play together for a while: what cases about mappings share."""

from __future__ import annotations

import base64
import json
from typing import Any

from lablib.conformance.environment import Deployed, Environment, Handler, Queue, Stream

REPORTS: dict[str, Any] = {"FunctionResponseTypes": ["ReportBatchItemFailures"]}
COUNTS: dict[str, Any] = {"MetricsConfig": {"Metrics": ["EventCount"]}}


def names(event: dict[str, Any]) -> list[str]:
    """The data of an event's records, as texts."""
    return [base64.b64decode(record["kinesis"]["data"]).decode() for record in event["Records"]]


def delivered_by(function: Deployed) -> list[list[str]]:
    """The data of each invocation, the oldest first, also of those that failed."""
    return [names(event) for event in function.events()]


def play(
    env: Environment,
    handler: Handler,
    *data: bytes,
    for_s: float = 60,
    **settings: Any,
) -> tuple[Stream, Deployed, str]:
    """Records in a stream of one shard, then a mapping from TRIM_HORIZON that runs for a while."""
    stream, function = env.stream(), env.deploy(handler)
    if data:
        env.put(stream, *data)
    uuid = env.mapping(stream, function, **settings)["UUID"]
    env.mapping_state(uuid)
    env.wait(for_s)
    return stream, function, uuid


def to(queue: Queue) -> dict[str, Any]:
    """The setting of a mapping whose failures go to this queue."""
    return {"DestinationConfig": {"OnFailure": {"Destination": queue.arn}}}


def failure_at(queue: Queue) -> dict[str, Any]:
    """The one message that has come to a destination."""
    messages = queue.messages()
    assert len(messages) == 1, f"{len(messages)} messages arrived at the destination"
    message: dict[str, Any] = json.loads(messages[0])
    return message
