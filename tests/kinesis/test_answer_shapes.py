"""Every answer has the shape that botocore's service model gives it."""

from __future__ import annotations

from typing import Any

from botocore.validate import validate_parameters

from lablib import limits
from lablib.service_model import kinesis_model

ARN = f"arn:aws:kinesis:us-east-1:{limits.ACCOUNT_ID}:stream/usage"
NAMED = {"StreamName": "usage"}
KMS = {"EncryptionType": "KMS", "KeyId": "alias/billing"}


def calls(kinesis) -> list[tuple[str, dict[str, Any]]]:
    """One life of a stream, in which every operation of the control plane is called."""
    consumer = {"StreamARN": ARN, "ConsumerName": "invoices"}
    return [
        ("CreateStream", {**NAMED, "ShardCount": 3, "Tags": {"team": "billing"}}),
        ("DescribeLimits", {}),
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


def test_every_answer_fits_its_output_shape(kinesis) -> None:
    called = []
    for operation, params in calls(kinesis):
        answer = kinesis(operation, **params)
        called.append(operation)
        shape = kinesis_model().operation_model(operation).output_shape
        if operation == "EnableEnhancedMonitoring":
            assert answer.pop("CurrentShardLevelMetrics") == []
        if shape is None:
            assert answer == {}
        else:
            validate_parameters(answer, shape)
            assert set(answer) <= set(shape.members)
        kinesis.region.clock.sleep(limits.UPDATE_STREAM_S)

    assert sorted(called) == sorted(kinesis.operations)
