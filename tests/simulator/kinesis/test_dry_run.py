"""DryRun: everything is checked, and nothing is done.

Source: https://docs.aws.amazon.com/streams/latest/dev/kds-dryrun-validation.html
"""

from __future__ import annotations

from typing import Any

import pytest
from small_region import STREAM, SmallRegion, shard_id

from lablib.simulator.kinesis.endpoint import contents_of

WOULD_SUCCEED = (
    "DryRunOperationException",
    "The request was rejected because the DryRun parameter was specified.",
)
ENTRY = {"Data": b"event", "PartitionKey": "t"}
PLACE = {"ShardId": shard_id(0), "ShardIteratorType": "TRIM_HORIZON"}
GOOD: dict[str, dict[str, Any]] = {
    "PutRecord": {"StreamName": STREAM, **ENTRY},
    "PutRecords": {"StreamName": STREAM, "Records": [ENTRY]},
    "GetShardIterator": {"StreamName": STREAM, **PLACE},
    "GetRecords": {},
}
WRONG = [
    ("PutRecord", {"PartitionKey": "k" * 257}, "ValidationException"),
    ("PutRecord", {"SequenceNumberForOrdering": "1"}, "InvalidArgumentException"),
    ("PutRecords", {"Records": [ENTRY | {"ExplicitHashKey": str(2**128)}]}, "InvalidArgumentException"),
    ("PutRecords", {"StreamName": "nowhere"}, "ResourceNotFoundException"),
    ("GetShardIterator", {"ShardId": shard_id(7)}, "ResourceNotFoundException"),
    ("GetShardIterator", {"ShardIteratorType": "AT_TIMESTAMP"}, "InvalidArgumentException"),
    ("GetRecords", {"ShardIterator": "x"}, "InvalidArgumentException"),
]


@pytest.mark.parametrize("operation", GOOD)
def test_a_good_request_ends_in_an_exception_that_says_so_and_nothing_is_done(operation: str) -> None:
    region = SmallRegion()
    params = GOOD[operation] | ({"ShardIterator": region.iterator()} if operation == "GetRecords" else {})
    ledger_before = region.ledger.totals(region.clock.now_us)
    assert region.refusal(operation, DryRun=True, **params) == WOULD_SUCCEED
    assert contents_of(operation, params | {"DryRun": True}) == []
    assert region.ledger.totals(region.clock.now_us) == ledger_before
    assert region.region.streams[STREAM].shards[0].log.end == 0
    region.call(operation, DryRun=False, **params)


@pytest.mark.parametrize(("operation", "change", "code"), WRONG)
def test_a_wrong_request_gets_the_error_that_it_would_get(
    operation: str, change: dict[str, Any], code: str
) -> None:
    region = SmallRegion()
    params = GOOD[operation] | change
    assert region.refusal(operation, DryRun=True, **params) == region.refusal(operation, **params)
    assert region.refusal(operation, DryRun=True, **params)[0] == code


def test_one_a_second_for_each_stream_whatever_the_operation() -> None:
    region = SmallRegion()
    region.call("CreateStream", StreamName="other", ShardCount=1)
    region.at(10)
    timeline = []
    for second, operation, stream in (
        (10, "PutRecord", STREAM),
        (10.5, "GetShardIterator", STREAM),
        (10.5, "PutRecord", "other"),
        (11, "PutRecords", STREAM),
    ):
        region.at(second)
        params = GOOD[operation] | {"StreamName": stream, "DryRun": True}
        timeline.append((second, region.refusal(operation, **params)[0].removesuffix("Exception")))
    assert timeline == [
        (10, "DryRunOperation"),
        (10.5, "Throttling"),
        (10.5, "DryRunOperation"),
        (11, "DryRunOperation"),
    ]


def test_it_takes_no_room_of_the_shard_and_none_is_asked_for() -> None:
    region = SmallRegion()
    for _ in range(1_000):
        region.put()
    assert region.refusal("PutRecord", DryRun=True, **GOOD["PutRecord"]) == WOULD_SUCCEED
    region.at(1)
    for _ in range(5):
        region.iterator()
    assert region.refusal("GetShardIterator", DryRun=True, **GOOD["GetShardIterator"]) == WOULD_SUCCEED
