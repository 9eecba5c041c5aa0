"""Making, deleting and describing streams.

A stream is CREATING, then ACTIVE; DELETING, then gone: see `stream_status.py` for the states and `limits.py`
for the durations, which are a model. The pages are API_CreateStream.html and so on under
https://docs.aws.amazon.com/kinesis/latest/APIReference/.
"""

from __future__ import annotations

from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations import next_token
from lablib.simulator.kinesis.operations.capacity_mode import check_distribution
from lablib.simulator.kinesis.operations.descriptions import (
    created_s,
    listed_shards,
    shard_shown,
    stream_shown,
)
from lablib.simulator.kinesis.operations.on_demand_scaling import AutoScaling
from lablib.simulator.kinesis.operations.quotas import (
    check_on_demand_quota,
    check_shard_quota,
    check_warm_throughput,
    on_demand_count,
    open_shard_count,
)
from lablib.simulator.kinesis.operations.stream_status import pass_through, require_active
from lablib.simulator.kinesis.operations.tags import put_tags
from lablib.simulator.kinesis.state import retention
from lablib.simulator.kinesis.state.on_demand_rule import Load, capacity_for, shards_for
from lablib.simulator.kinesis.state.open_shard import open_shard
from lablib.simulator.kinesis.state.region import Operation, Params, Region
from lablib.simulator.kinesis.state.routing import even_ranges
from lablib.simulator.kinesis.state.shard import full_shard_id
from lablib.simulator.kinesis.state.stream import Stream


def create_stream(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Begin a stream: CREATING, with its shards shown once it is ACTIVE.

    Without ShardCount and StreamModeDetails it has four shards, as LocalStack recorded on AWS in
    `test_create_stream_without_shard_count`. Model: it is on demand, as a provisioned stream has to name its
    count, and four shards are what an on-demand stream begins with.

    Errors: `ResourceInUseException` (the name is taken), `LimitExceededException` (five streams CREATING,
    the account's shards or on-demand streams), `ValidationException` (a shard count that does not go with
    the mode).
    """
    name = params["StreamName"]
    mode = params.get("StreamModeDetails", {}).get("StreamMode") or _usual_mode(params)
    if name in region.streams:
        raise AwsError(
            "ResourceInUseException", f"Stream {name} under account {limits.ACCOUNT_ID} already exists."
        )
    strategy = params.get("RecordDistributionStrategy", "USER_PARTITION_KEY")
    warm_mib_per_s = params.get("WarmThroughputMiBps", 0)
    shard_count = _first_shards(params, mode)
    check_distribution(mode, strategy)
    check_warm_throughput(region, mode, warm_mib_per_s, now_us)
    _check_account(region, mode, shard_count)
    stream = Stream(name, now_us, mode=mode)
    if mode == "ON_DEMAND":
        stream.scaling = AutoScaling(region, stream, warm_mib_per_s)
        stream.distribution = strategy
    stream.max_record_kib = params.get("MaxRecordSizeInKiB", stream.max_record_kib)
    put_tags(stream.name, stream.tags, params.get("Tags", {}))
    for hash_start, hash_end in even_ranges(shard_count):
        open_shard(region, stream, hash_start, hash_end, now_us)
    region.streams[name] = stream
    pass_through(region, stream, "CREATING", now_us + int(limits.CREATE_STREAM_S * limits.US_PER_S))
    return {}


def delete_stream(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Begin the end of a stream: DELETING, then it and its consumers are gone.

    Errors: `ResourceInUseException` (it has consumers and EnforceConsumerDeletion is not set, or it is not
    ACTIVE).
    """
    stream = region.find(params)
    require_active(stream)
    if stream.consumers and not params.get("EnforceConsumerDeletion"):
        raise AwsError(
            "ResourceInUseException",
            f"DeleteStream can't delete {limits.ACCOUNT_ID}:{stream.name} because there are consumers"
            f" associated with this data stream. To delete {stream.name} anyway, set the"
            " EnforceConsumerDeletion parameter to true to force the deletion of all the consumers that are"
            " associated with it.",
        )
    stream.status = "DELETING"

    def vanish() -> None:
        del region.streams[stream.name]
        for shard in stream.shards:  # whoever still reads it, as a mapping does, finds it empty
            retention.forget(region, shard, region.clock.now_us + 1)

    region.clock.call_at(now_us + int(limits.DELETE_STREAM_S * limits.US_PER_S), vanish)
    return {}


def describe_stream(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """A stream with at most 100 of its shards, from ExclusiveStartShardId on."""
    stream = region.find(params)
    after = full_shard_id(params.get("ExclusiveStartShardId", ""))
    shards = [shard for shard in listed_shards(region, stream, now_us) if shard.id > after]
    most = min(params.get("Limit", limits.DESCRIBE_STREAM_PAGE), limits.DESCRIBE_STREAM_PAGE)
    shown = stream_shown(stream)
    shown["Shards"] = [shard_shown(shard) for shard in shards[:most]]
    shown["HasMoreShards"] = len(shards) > most
    return {"StreamDescription": shown}


def describe_stream_summary(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """A stream without its shards, which are only counted."""
    stream = region.find(params)
    shown = stream_shown(stream)
    shown["OpenShardCount"] = sum(shard.is_open for shard in listed_shards(region, stream, now_us))
    shown["ConsumerCount"] = len(stream.consumers)
    shown["MaxRecordSizeInKiB"] = stream.max_record_kib
    if stream.scaling is not None:
        shown["RecordDistributionStrategy"] = stream.distribution
        if region.commitment.holds(now_us):
            warm_mib_per_s = stream.scaling.scaler.warm_mib_per_s
            shown["WarmThroughput"] = {"TargetMiBps": warm_mib_per_s, "CurrentMiBps": len(stream.open_shards)}
    return {"StreamDescriptionSummary": shown}


def describe_limits(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """The account's quotas of shards and on-demand streams, and how far they are used."""
    del params, now_us
    return {
        "ShardLimit": limits.SHARDS_PER_ACCOUNT,
        "OpenShardCount": open_shard_count(region),
        "OnDemandStreamCount": on_demand_count(region),
        "OnDemandStreamCountLimit": limits.ON_DEMAND_STREAMS_PER_ACCOUNT,
    }


def list_streams(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """At most 100 streams by name, after ExclusiveStartStreamName or where NextToken left off."""
    token = params.get("NextToken")
    after = (
        next_token.redeem("ListStreams", token, now_us)["after"]
        if token
        else params.get("ExclusiveStartStreamName", "")
    )
    streams = [region.streams[name] for name in sorted(region.streams) if name > after]
    page = streams[: min(params.get("Limit", limits.LIST_STREAMS_PAGE), limits.LIST_STREAMS_PAGE)]
    answer: dict[str, Any] = {
        "StreamNames": [stream.name for stream in page],
        "HasMoreStreams": len(streams) > len(page),
        "StreamSummaries": [_summary(stream) for stream in page],
    }
    if answer["HasMoreStreams"]:
        answer["NextToken"] = next_token.issue("ListStreams", {"after": page[-1].name}, now_us)
    return answer


OPERATIONS: dict[str, Operation] = {
    "CreateStream": create_stream,
    "DeleteStream": delete_stream,
    "DescribeLimits": describe_limits,
    "DescribeStream": describe_stream,
    "DescribeStreamSummary": describe_stream_summary,
    "ListStreams": list_streams,
}


def _usual_mode(params: Params) -> str:
    return limits.STREAM_MODE_WITHOUT_SHARD_COUNT if params.get("ShardCount") is None else "PROVISIONED"


def _first_shards(params: Params, mode: str) -> int:
    shard_count: int | None = params.get("ShardCount")
    if mode == "ON_DEMAND":
        if shard_count is not None:
            raise AwsError("ValidationException", "ShardCount is not expected when StreamMode=ON_DEMAND")
        return shards_for(capacity_for(Load(), params.get("WarmThroughputMiBps", 0)))
    if shard_count is None:
        raise AwsError(
            "ValidationException", "ShardCount is missing: a stream with StreamMode=PROVISIONED needs one."
        )
    return shard_count


def _check_account(region: Region, mode: str, shard_count: int) -> None:
    creating = sum(stream.status == "CREATING" for stream in region.streams.values())
    if creating >= limits.STREAMS_CREATING_AT_ONCE:
        raise AwsError(
            "LimitExceededException",
            "This request would have exceed the limit on the number of streams that can simultaneously be in"
            f" CREATING or DELETING for the account {limits.ACCOUNT_ID}. Limit:"
            f" {limits.STREAMS_CREATING_AT_ONCE}.",
        )
    check_shard_quota(region, shard_count)
    if mode == "ON_DEMAND":
        check_on_demand_quota(region)


def _summary(stream: Stream) -> dict[str, Any]:
    return {
        "StreamName": stream.name,
        "StreamARN": stream.arn,
        "StreamStatus": stream.status,
        "StreamModeDetails": {"StreamMode": stream.mode},
        "StreamCreationTimestamp": created_s(stream),
    }
