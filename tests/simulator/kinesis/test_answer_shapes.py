"""Every answer has the shape that botocore's service model gives it."""

from __future__ import annotations

from typing import Any

from answer_shapes import wrong_in
from small_region import STREAM, SmallRegion, shard_id

from lablib.simulator import limits
from lablib.simulator.api.service_model import model_of
from lablib.simulator.kinesis.service import OPERATIONS
from lablib.simulator.kinesis.state.write_limiter import TokenBucket, Unlimited

ARN = f"arn:aws:kinesis:us-east-1:{limits.ACCOUNT_ID}:stream/usage"
NAMED = {"StreamName": "usage"}
KMS = {"EncryptionType": "KMS", "KeyId": "alias/billing"}


class Never(TokenBucket):
    """A shard without room."""

    def has_room(self, charge_bytes: int, now_us: int, records: int) -> bool:
        return False


def calls(kinesis) -> list[tuple[str, dict[str, Any]]]:
    """One life of a stream, in which every operation of the control plane is called."""
    consumer = {"StreamARN": ARN, "ConsumerName": "invoices"}
    return [
        ("CreateStream", {**NAMED, "ShardCount": 4, "Tags": {"team": "billing"}}),
        ("DescribeLimits", {}),
        ("UpdateAccountSettings", {"MinimumThroughputBillingCommitment": {"Status": "ENABLED"}}),
        ("DescribeAccountSettings", {}),
        # Switched on first: AWS's own model forbids the empty list of metrics that AWS answers with before.
        ("EnableEnhancedMonitoring", {**NAMED, "ShardLevelMetrics": ["ALL"]}),
        ("DisableEnhancedMonitoring", {**NAMED, "ShardLevelMetrics": ["OutgoingBytes"]}),
        ("StartStreamEncryption", {**NAMED, **KMS}),
        ("DescribeStream", NAMED),
        ("DescribeStreamSummary", NAMED),
        ("StopStreamEncryption", {**NAMED, **KMS}),
        ("ListStreams", {}),
        ("ListShards", {**NAMED, "MaxResults": 2}),
        ("IncreaseStreamRetentionPeriod", {**NAMED, "RetentionPeriodHours": 48}),
        ("DecreaseStreamRetentionPeriod", {**NAMED, "RetentionPeriodHours": 24}),
        ("UpdateMaxRecordSize", {"StreamARN": ARN, "MaxRecordSizeInKiB": 2_048}),
        ("UpdateStreamMode", {"StreamARN": ARN, "StreamModeDetails": {"StreamMode": "ON_DEMAND"}}),
        ("UpdateStreamWarmThroughput", {**NAMED, "WarmThroughputMiBps": 8}),
        (
            "UpdateStreamRecordDistributionStrategy",
            {"StreamARN": ARN, "RecordDistributionStrategy": "AUTO"},
        ),
        ("DescribeStreamSummary", NAMED),
        ("AddTagsToStream", {**NAMED, "Tags": {"stage": "lab"}}),
        ("ListTagsForStream", NAMED),
        ("RemoveTagsFromStream", {**NAMED, "TagKeys": ["stage"]}),
        ("TagResource", {"ResourceARN": ARN, "Tags": {"stage": "lab"}}),
        ("ListTagsForResource", {"ResourceARN": ARN}),
        ("UntagResource", {"ResourceARN": ARN, "TagKeys": ["stage"]}),
        ("PutResourcePolicy", {"ResourceARN": ARN, "Policy": "{}"}),
        ("GetResourcePolicy", {"ResourceARN": ARN}),
        ("DeleteResourcePolicy", {"ResourceARN": ARN}),
        ("RegisterStreamConsumer", consumer),
        ("DescribeStreamConsumer", consumer),
        ("ListStreamConsumers", {"StreamARN": ARN}),
        ("DeregisterStreamConsumer", consumer),
        ("DeleteStream", NAMED),
    ]


def check_shape(operation: str, answer: dict[str, Any]) -> None:
    assert wrong_in(answer, model_of("kinesis").operation_model(operation).output_shape) == []


def test_every_answer_about_streams_fits_its_output_shape(kinesis) -> None:
    called = []
    for operation, params in calls(kinesis):
        answer = kinesis(operation, **params)
        called.append(operation)
        if operation == "EnableEnhancedMonitoring":
            assert answer.pop("CurrentShardLevelMetrics") == []
        check_shape(operation, answer)
        kinesis.region.clock.sleep(limits.UPDATE_STREAM_S)

    assert set(called) == set(kinesis.operations)


def test_every_answer_about_records_and_shards_fits_its_output_shape(kinesis) -> None:
    region = SmallRegion(shards=2, write_limiter=Never)
    region.region.streams[STREAM].shards[0].write_limiter = Unlimited(0)
    called = set()

    def call(operation: str, **params: Any) -> dict[str, Any]:
        answer = region.call(operation, **params)
        check_shape(operation, answer)
        called.add(operation)
        return answer

    low = {"Data": b"event", "PartitionKey": "t", "ExplicitHashKey": "0"}
    call("PutRecord", StreamName=STREAM, **low)
    refused = low | {"ExplicitHashKey": str(2**127)}
    assert call("PutRecords", StreamName=STREAM, Records=[low, refused])["FailedRecordCount"] == 1
    place = {"StreamName": STREAM, "ShardId": shard_id(0), "ShardIteratorType": "TRIM_HORIZON"}
    iterator = call("GetShardIterator", **place)["ShardIterator"]
    region.at(1)
    going_on = call("GetRecords", ShardIterator=iterator)["NextShardIterator"]
    call("UpdateShardCount", StreamName=STREAM, TargetShardCount=4, ScalingType="UNIFORM_SCALING")
    region.at(100)
    assert len(call("GetRecords", ShardIterator=going_on)["ChildShards"]) == 2
    call("MergeShards", StreamName=STREAM, ShardToMerge=shard_id(2), AdjacentShardToMerge=shard_id(3))
    region.at(200)
    call(
        "SplitShard", StreamName=STREAM, ShardToSplit=shard_id(5), NewStartingHashKey=str(2**127 + 2**126 + 9)
    )

    assert called == OPERATIONS.keys() - kinesis.operations.keys()
