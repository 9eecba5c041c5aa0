"""PutRecords of 500 records of 200 bytes: the lab against botocore, against moto, and empty against full."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import Any

import boto3
from botocore.awsrequest import AWSResponse
from botocore.httpsession import URLLib3Session

from benchmarks.row import Row, seconds_of, side_by_side
from lablib import World
from lablib.network import to_response
from lablib.replay import make_stream
from lablib.wire import JSON_HEADERS, Answer

RECORDS, BYTES = 500, 200
SHARDS = 8
BLOCKS = 5
STREAM = "bench"
FULL = 1_000_000
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


def put(world: World, kinesis: Any, calls: Iterator[Entries]) -> Callable[[], None]:
    """One call a virtual second, so that no shard ever throttles."""

    def one_call() -> None:
        world.clock.sleep(1)
        answer = kinesis.put_records(StreamName=STREAM, Records=next(calls))
        assert answer["FailedRecordCount"] == 0

    return one_call


def floor(kinesis: Any, calls: Iterator[Entries]) -> Callable[[], None]:
    """The same call of the same client, with a transport that has the answer ready: botocore's own cost."""
    result = {"SequenceNumber": "4" * 56, "ShardId": "shardId-000000000000"}
    body = json.dumps({"FailedRecordCount": 0, "Records": [result] * RECORDS}).encode()

    def instant(session: URLLib3Session, request: Any) -> AWSResponse:
        return to_response(request.url, Answer(200, JSON_HEADERS.copy(), body))

    def one_call() -> None:
        send, URLLib3Session.send = URLLib3Session.send, instant
        try:
            kinesis.put_records(StreamName=STREAM, Records=next(calls))
        finally:
            URLLib3Session.send = send

    return one_call


def against_botocore(rounds: int) -> Row:
    """The lab's share on top of what botocore costs anyway."""
    with World(seed=7) as world:
        make_stream(SHARDS, STREAM)
        kinesis, calls = boto3.client("kinesis"), batches()
        ours_s, floor_s = side_by_side(put(world, kinesis, calls), floor(kinesis, calls), rounds)
    measured = f"{ours_s / floor_s:.2f} x ({ours_s * 1e3:.1f} ms, {floor_s * 1e3:.1f} ms)"
    return Row(
        "put_records 500 x 200 B, over botocore alone", measured, "at most 1.25 x", ours_s / floor_s <= 1.25
    )


def against_moto(rounds: int) -> Row:
    """moto in the same process, in blocks by turns; each has its client."""
    from moto import mock_aws

    ours_s: list[float] = []
    moto_s: list[float] = []
    for _ in range(BLOCKS):
        with World(seed=7) as world:
            make_stream(SHARDS, STREAM)
            ours = put(world, boto3.client("kinesis"), batches())
            ours_s += [seconds_of(ours) for _ in range(rounds // BLOCKS)]
        with mock_aws():
            client, calls = boto3.client("kinesis", region_name="us-east-1"), batches()
            client.create_stream(StreamName=STREAM, ShardCount=SHARDS)
            theirs = partial(put_next, client, calls)
            moto_s += [seconds_of(theirs) for _ in range(rounds // BLOCKS)]
    ratio = median(moto_s) / median(ours_s)
    measured = f"{ratio:.1f} x faster ({median(ours_s) * 1e3:.1f} ms, {median(moto_s) * 1e3:.1f} ms)"
    return Row("put_records 500 x 200 B, against moto", measured, "at least 4 x faster", ratio >= 4)


def put_next(client: Any, calls: Iterator[Entries]) -> None:
    """One call of whichever client."""
    client.put_records(StreamName=STREAM, Records=next(calls))


def when_full(rounds: int, records: int = FULL) -> Row:
    """The last calls of a stream with a million records, against those of an empty one."""
    with World(seed=7) as world:
        make_stream(SHARDS, STREAM)
        kinesis, calls = boto3.client("kinesis"), batches()
        call = put(world, kinesis, calls)
        call()
        empty_s = sorted(seconds_of(call) for _ in range(rounds))[rounds // 2]
        for _ in range(records // RECORDS - 2 * rounds):
            call()
        full_s = sorted(seconds_of(call) for _ in range(rounds))[rounds // 2]
    measured = f"{full_s / empty_s:.2f} x ({full_s * 1e3:.1f} ms, {empty_s * 1e3:.1f} ms)"
    return Row(
        f"the same with {records:,} records stored, over empty",
        measured,
        "at most 1.10 x",
        full_s / empty_s <= 1.1,
    )
