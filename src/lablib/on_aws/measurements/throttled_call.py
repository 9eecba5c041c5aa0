"""A PutRecords call of which every record is throttled: an answer, or an exception?"""

from __future__ import annotations

from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from lablib.conformance.environment import Environment, Stream
from lablib.on_aws.measurement import Behavior, Makes, Measurement, Seen

ROUNDS = 10
MANY, FEW = 500, 2
"""Calls with many records empty the shard; those with few come between them and find it empty."""


def observe(env: Environment) -> Seen:
    """Large and small calls at once, until one of them has all its records throttled, or raises."""
    stream = env.stream()
    calls = [partial(_end, env, stream, records) for records in (MANY, FEW) * 6]
    for _ in range(ROUNDS):
        for end in env.at_once(*calls):
            if end["failed"] in (end["sent"], None):
                return {"call": end}
    return {}


def _end(env: Environment, stream: Stream, records: int) -> Seen:
    """How a call ended."""
    try:
        answer = env.put(stream, *[b"."] * records)
    except ClientError as error:
        return _summary(records, f"raised {error.response['Error']['Code']}", error.response, None)
    codes = sorted({entry["ErrorCode"] for entry in answer["Records"] if "ErrorCode" in entry})
    return _summary(records, "answered", answer, answer["FailedRecordCount"]) | {"codes": codes}


def _summary(sent: int, ended: str, answer: dict[str, Any], failed: int | None) -> Seen:
    return {
        "sent": sent,
        "ended": ended,
        "http_status": answer["ResponseMetadata"]["HTTPStatusCode"],
        "failed": failed,
    }


MEASUREMENT = Measurement(
    id="throttled_call",
    asks="What does PutRecords answer if every record of a call is throttled?",
    closes="A fully throttled PutRecords call",
    does="puts records in calls of many and of few at once, until a call has all its records throttled",
    minutes=3,
    makes=Makes(records=30_120),
    observe=observe,
    behaviors=(
        Behavior("ends", "a call with all records throttled", lambda seen: seen["call"]["ended"]),
        Behavior("status", "its HTTP status", lambda seen: seen["call"]["http_status"]),
        Behavior("codes", "the codes of its records", lambda seen: seen["call"]["codes"]),
    ),
)
