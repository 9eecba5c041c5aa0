"""PutRecords of 500 records of 200 bytes: the lab against botocore, against moto, and full against empty."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import Any

import boto3
from botocore.awsrequest import AWSResponse
from botocore.httpsession import URLLib3Session
from moto import mock_aws

from benchmarks.row import Call, Row, by_turns, milliseconds, seconds_of
from lablib import World
from lablib.scenarios.replay.incident import make_stream
from lablib.simulator.api.wire import JSON_HEADERS, Answer
from lablib.simulator.network.botocore_messages import to_response

RECORDS, BYTES = 500, 200
SHARDS = 8
STREAM = "bench"
Entries = list[dict[str, Any]]


def batches() -> Iterator[Entries]:
    """Calls of 500 records, no two alike, of 300 tenants."""
    number = 0
    while True:
        keys = [f"t-{(number + index) % 300:04d}" for index in range(RECORDS)]
        yield [
            {"Data": f"{number + index:012d}".encode().ljust(BYTES, b"x"), "PartitionKey": key}
            for index, key in enumerate(keys)
        ]
        number += RECORDS


def put(kinesis: Any, calls: Iterator[Entries], before: Callable[[], None] = lambda: None) -> Call:
    """The next call, of which no record may be throttled; neither its making nor `before` is counted."""

    def one_call(entries: Entries) -> None:
        assert kinesis.put_records(StreamName=STREAM, Records=entries)["FailedRecordCount"] == 0

    def timed() -> float:
        before()
        return seconds_of(partial(one_call, next(calls)))

    return timed


@contextmanager
def in_lab() -> Iterator[Call]:
    """A fresh world. One call a virtual second, so that no shard ever throttles."""
    with World(seed=7) as world:
        make_stream(SHARDS, STREAM)
        yield put(boto3.client("kinesis"), batches(), lambda: world.clock.sleep(1))


@contextmanager
def at_once(call: Call) -> Iterator[Call]:
    """The same call of the same client, with a transport that has the answer ready: botocore's own cost."""
    result = {"SequenceNumber": "4" * 56, "ShardId": "shardId-000000000000"}
    body = json.dumps({"FailedRecordCount": 0, "Records": [result] * RECORDS}, separators=(",", ":")).encode()
    headers = JSON_HEADERS | {"x-amzn-RequestId": "00000001-0000-4000-8000-000000000000"}

    def instant(session: URLLib3Session, request: Any) -> AWSResponse:
        return to_response(request.url, Answer(200, headers.copy(), body))

    send, URLLib3Session.send = URLLib3Session.send, instant
    try:
        yield call
    finally:
        URLLib3Session.send = send


@contextmanager
def in_moto() -> Iterator[Call]:
    """moto in the same process."""
    with mock_aws():
        client = boto3.client("kinesis", region_name="us-east-1")
        client.create_stream(StreamName=STREAM, ShardCount=SHARDS)
        yield put(client, batches())


def over_botocore(call: Call, rounds: int) -> tuple[float, float]:
    """Seconds of a call, and of the same without a service."""
    return by_turns(partial(nullcontext, call), partial(at_once, call), rounds)


def against_botocore(rounds: int) -> Row:
    """The lab's share on top of what botocore costs anyway."""
    with in_lab() as call:
        ours_s, floor_s = over_botocore(call, rounds)
    measured = f"{ours_s / floor_s:.2f} x {milliseconds(ours_s, floor_s)}"
    what = "put_records 500 x 200 B, over botocore alone"
    return Row(what, measured, "at most 1.4 x", ours_s / floor_s <= 1.4)


def against_moto(rounds: int) -> Row:
    """What a learner would have used instead."""
    ours_s, moto_s = by_turns(in_lab, in_moto, rounds)
    measured = f"{moto_s / ours_s:.1f} x faster {milliseconds(ours_s, moto_s)}"
    what = "put_records 500 x 200 B, against moto"
    return Row(what, measured, "at least 4 x faster", moto_s / ours_s >= 4)


def when_full(rounds: int, records: int) -> Row:
    """A world with a million records against the same one empty, each over botocore's cost at that moment.

    Minutes lie between the two, and the machine may be busier in one of them: botocore feels that as well.
    """
    with in_lab() as call:
        empty_s, empty_floor_s = over_botocore(call, rounds)
        for _ in range(records // RECORDS):
            call()
        full_s, full_floor_s = over_botocore(call, rounds)
    ratio = (full_s / full_floor_s) / (empty_s / empty_floor_s)
    what = f"the same with {records:,} records stored, over empty"
    return Row(what, f"{ratio:.2f} x {milliseconds(full_s, empty_s)}", "at most 1.10 x", ratio <= 1.1)
