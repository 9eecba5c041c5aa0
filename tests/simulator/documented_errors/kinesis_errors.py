"""What provokes each error of Kinesis: usually, and of the operations that need something else."""

from __future__ import annotations

from typing import Any

from error_scene import Provocation, Scene, broken_service, calls, changed

from lablib import World
from lablib.simulator import limits

ARN = f"arn:aws:kinesis:{limits.REGION}:{limits.ACCOUNT_ID}:stream"
NAMED = {"StreamName": "usage"}
ARNED = {"StreamARN": f"{ARN}/usage"}
RESOURCE = {"ResourceARN": f"{ARN}/usage"}
CONSUMER = {**ARNED, "ConsumerName": "invoices"}
KMS = {"EncryptionType": "KMS", "KeyId": "alias/billing"}
ENTRY = {"Data": b"event", "PartitionKey": "t"}
SHARDS = ["shardId-000000000000", "shardId-000000000001"]
ON_DEMAND = {"StreamModeDetails": {"StreamMode": "ON_DEMAND"}}

CALLS: dict[str, dict[str, Any]] = {
    "AddTagsToStream": {**NAMED, "Tags": {"team": "billing"}},
    "CreateStream": {"StreamName": "new", "ShardCount": 1},
    "DecreaseStreamRetentionPeriod": {**NAMED, "RetentionPeriodHours": 24},
    "DeleteResourcePolicy": RESOURCE,
    "DeleteStream": {**NAMED, "EnforceConsumerDeletion": True},
    "DeregisterStreamConsumer": CONSUMER,
    "DescribeAccountSettings": {},
    "DescribeLimits": {},
    "DescribeStream": NAMED,
    "DescribeStreamConsumer": CONSUMER,
    "DescribeStreamSummary": NAMED,
    "DisableEnhancedMonitoring": {**NAMED, "ShardLevelMetrics": ["ALL"]},
    "EnableEnhancedMonitoring": {**NAMED, "ShardLevelMetrics": ["ALL"]},
    "GetRecords": {},
    "GetResourcePolicy": RESOURCE,
    "GetShardIterator": {**NAMED, "ShardId": SHARDS[0], "ShardIteratorType": "TRIM_HORIZON"},
    "IncreaseStreamRetentionPeriod": {**NAMED, "RetentionPeriodHours": 48},
    "ListShards": NAMED,
    "ListStreamConsumers": ARNED,
    "ListStreams": {},
    "ListTagsForResource": RESOURCE,
    "ListTagsForStream": NAMED,
    "MergeShards": {**NAMED, "ShardToMerge": SHARDS[0], "AdjacentShardToMerge": SHARDS[1]},
    "PutRecord": {**NAMED, **ENTRY},
    "PutRecords": {**NAMED, "Records": [ENTRY]},
    "PutResourcePolicy": {**RESOURCE, "Policy": "{}"},
    "RegisterStreamConsumer": {**ARNED, "ConsumerName": "reports"},
    "RemoveTagsFromStream": {**NAMED, "TagKeys": ["team"]},
    "SplitShard": {**NAMED, "ShardToSplit": SHARDS[0], "NewStartingHashKey": str(2**126)},
    "StartStreamEncryption": {**NAMED, **KMS},
    "StopStreamEncryption": {**NAMED, **KMS},
    "TagResource": {**RESOURCE, "Tags": {"team": "billing"}},
    "UntagResource": {**RESOURCE, "TagKeys": ["team"]},
    "UpdateAccountSettings": {"MinimumThroughputBillingCommitment": {"Status": "ENABLED"}},
    "UpdateMaxRecordSize": {**ARNED, "MaxRecordSizeInKiB": 2_048},
    "UpdateShardCount": {**NAMED, "TargetShardCount": 4, "ScalingType": "UNIFORM_SCALING"},
    "UpdateStreamMode": {**ARNED, **ON_DEMAND},
    "UpdateStreamRecordDistributionStrategy": {**ARNED, "RecordDistributionStrategy": "USER_PARTITION_KEY"},
    "UpdateStreamWarmThroughput": {**NAMED, "WarmThroughputMiBps": 8},
}
"""A call of each operation on a stream of two shards."""


def scene_of(world: World, operation: str) -> Scene:
    """The stream `usage`, ACTIVE, with two shards, a consumer and a policy; on demand if it has to be."""
    kinesis = Scene(world, "kinesis", operation, dict(CALLS[operation]))
    client = kinesis.client
    client.create_stream(**NAMED, ShardCount=2)
    world.sleep(limits.CREATE_STREAM_S)
    client.register_stream_consumer(**CONSUMER)
    client.put_resource_policy(**RESOURCE, Policy="{}")
    if operation == "GetRecords":
        kinesis.usual["ShardIterator"] = client.get_shard_iterator(**CALLS["GetShardIterator"])[
            "ShardIterator"
        ]
    if operation == "UpdateStreamWarmThroughput":
        client.update_account_settings(**CALLS["UpdateAccountSettings"])
        client.update_stream_mode(**ARNED, **ON_DEMAND)
    world.sleep(limits.UPDATE_STREAM_S)
    return kinesis


def elsewhere(scene: Scene, stream: str) -> dict[str, str]:
    """The call's own way to name a stream, for another one."""
    names = {"StreamName": stream} | dict.fromkeys(("StreamARN", "ResourceARN"), f"{ARN}/{stream}")
    return {name: value for name, value in names.items() if name in scene.usual}


def unknown_stream(scene: Scene) -> None:
    scene.call(**elsewhere(scene, "gone"))


def stream_that_is_being_created(scene: Scene) -> None:
    scene.client.create_stream(StreamName="young", ShardCount=2)
    scene.call(**elsewhere(scene, "young"))


def stream_on_demand(scene: Scene) -> None:
    scene.client.update_stream_mode(**ARNED, **ON_DEMAND)
    scene.world.sleep(limits.UPDATE_STREAM_S)
    scene.call()


def stream_provisioned_again(scene: Scene) -> None:
    scene.client.update_stream_mode(**ARNED, StreamModeDetails={"StreamMode": "PROVISIONED"})
    scene.world.sleep(limits.UPDATE_STREAM_S)
    scene.call()


def young_stream_on_demand(scene: Scene) -> None:
    scene.client.create_stream(StreamName="young", **ON_DEMAND)
    scene.call(StreamName="young")


def stream_that_was_deleted(scene: Scene) -> None:
    scene.client.delete_stream(**NAMED, EnforceConsumerDeletion=True)
    scene.world.sleep(limits.DELETE_STREAM_S)
    scene.call()


def calls_in_a_second(scene: Scene) -> None:
    """As many as the operation may have, and one more."""
    calls((limits.CALLS_PER_S_ACCOUNT | limits.CALLS_PER_S_STREAM)[scene.operation])(scene)


def stale_token(scene: Scene) -> None:
    """The second page comes 300 seconds late."""
    scene.client.create_stream(StreamName="young", ShardCount=1)
    scene.client.register_stream_consumer(**ARNED, ConsumerName="reports")
    page = {"ListStreams": "Limit"}.get(scene.operation, "MaxResults")
    token = scene.call(**{page: 1})["NextToken"]
    scene.world.sleep(limits.NEXT_TOKEN_LIFE_S + 1)
    scene.call(NextToken=token, StreamName=None)


def stale_iterator(scene: Scene) -> None:
    scene.world.sleep(limits.ITERATOR_LIFE_S + 1)
    scene.call()


def mode_and_back_and_again(scene: Scene) -> None:
    for mode in ("ON_DEMAND", "PROVISIONED", "ON_DEMAND"):
        scene.call(StreamModeDetails={"StreamMode": mode})
        scene.world.sleep(limits.UPDATE_STREAM_S)


two_names = changed(StreamName="usage", StreamARN=f"{ARN}/other")
no_name = changed(StreamARN=None)
long_arn = changed(ResourceARN=f"{ARN}/{'usage' * 1_000}")
forged_token = changed(NextToken="forged")
encryptions_of_a_day = calls(limits.ENCRYPTION_CHANGES_PER_DAY, pause_s=limits.UPDATE_STREAM_S)

USUALLY: dict[str, Provocation] = {
    "DryRunOperationException": changed(DryRun=True),
    "ExpiredIteratorException": stale_iterator,
    "ExpiredNextTokenException": stale_token,
    "InternalFailureException": broken_service,
    "InvalidArgumentException": two_names,
    "LimitExceededException": calls_in_a_second,
    "ProvisionedThroughputExceededException": calls(limits.SHARD_READ_CALLS_PER_S),
    "ResourceInUseException": stream_that_is_being_created,
    "ResourceNotFoundException": unknown_stream,
    "ValidationException": long_arn,
}
INSTEAD: dict[tuple[str, str], Provocation] = {
    ("CreateStream", "InvalidArgumentException"): changed(RecordDistributionStrategy="AUTO"),
    ("CreateStream", "ResourceInUseException"): changed(**NAMED),
    ("CreateStream", "ValidationException"): changed(**ON_DEMAND),
    ("DeregisterStreamConsumer", "InvalidArgumentException"): no_name,
    ("DescribeStreamConsumer", "InvalidArgumentException"): no_name,
    ("GetRecords", "InvalidArgumentException"): changed(ShardIterator="forged"),
    ("GetRecords", "ResourceNotFoundException"): stream_that_was_deleted,
    ("ListStreamConsumers", "InvalidArgumentException"): forged_token,
    ("ListStreams", "InvalidArgumentException"): forged_token,
    ("MergeShards", "ValidationException"): stream_on_demand,
    ("PutRecord", "ProvisionedThroughputExceededException"): calls(1, Data=bytes(2**20 - 1)),
    ("PutResourcePolicy", "InvalidArgumentException"): changed(Policy="allow all"),
    ("RegisterStreamConsumer", "InvalidArgumentException"): changed(Tags={"team": "billing!"}),
    ("SplitShard", "ValidationException"): stream_on_demand,
    ("StartStreamEncryption", "LimitExceededException"): encryptions_of_a_day,
    ("StopStreamEncryption", "LimitExceededException"): encryptions_of_a_day,
    ("TagResource", "InvalidArgumentException"): changed(Tags={"team": "billing!"}),
    ("UntagResource", "InvalidArgumentException"): changed(TagKeys=["team!"]),
    ("UpdateAccountSettings", "ValidationException"): changed(
        MinimumThroughputBillingCommitment={"Status": "SOMETIMES"}
    ),
    ("UpdateMaxRecordSize", "InvalidArgumentException"): no_name,
    ("UpdateMaxRecordSize", "ValidationException"): changed(MaxRecordSizeInKiB=1),
    ("UpdateShardCount", "ValidationException"): stream_on_demand,
    ("UpdateStreamMode", "LimitExceededException"): mode_and_back_and_again,
    ("UpdateStreamMode", "ValidationException"): changed(WarmThroughputMiBps=8),
    ("UpdateStreamRecordDistributionStrategy", "InvalidArgumentException"): changed(
        RecordDistributionStrategy="AUTO"
    ),
    ("UpdateStreamRecordDistributionStrategy", "ValidationException"): changed(
        RecordDistributionStrategy="SOMETIMES"
    ),
    ("UpdateStreamWarmThroughput", "ResourceInUseException"): young_stream_on_demand,
    ("UpdateStreamWarmThroughput", "ValidationException"): stream_provisioned_again,
}
