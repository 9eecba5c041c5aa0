"""ListShards: the shards of a stream, filtered, a page at a time.

Source: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html and API_ShardFilter.html.
Model: a time before the trim horizon (or before the stream began) counts as the trim horizon.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations import descriptions, next_token
from lablib.simulator.kinesis.state.region import Operation, Params, Region, not_found
from lablib.simulator.kinesis.state.retention import horizon_us
from lablib.simulator.kinesis.state.shard import Shard, full_shard_id
from lablib.simulator.kinesis.state.stream import Stream

ShardTest = Callable[[Shard], bool]


def list_shards(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """At most 1,000 shards in the order of their ids, and a NextToken if there are more.

    Errors: `InvalidArgumentException` (a token beside other parameters, or a filter without its value),
    `ExpiredNextTokenException`, `ResourceNotFoundException`, `ResourceInUseException` (neither ACTIVE nor
    UPDATING).
    """
    query = _query(params, now_us)
    stream = region.find(query)
    check_created(stream, query.get("StreamCreationTimestamp"))
    _require_shards(stream)
    passes = _filter(stream, query.get("ShardFilter", {"Type": "FROM_TRIM_HORIZON"}), now_us)
    after = full_shard_id(query.get("ExclusiveStartShardId", ""))
    shards = [
        shard
        for shard in descriptions.listed_shards(region, stream, now_us)
        if shard.id > after and passes(shard)
    ]
    page = shards[: min(params.get("MaxResults", limits.LIST_SHARDS_PAGE), limits.LIST_SHARDS_PAGE)]
    answer: dict[str, Any] = {"Shards": [descriptions.shard_shown(shard) for shard in page]}
    if len(shards) > len(page):
        rest = {
            "StreamName": stream.name,
            "StreamCreationTimestamp": descriptions.created_s(stream),
            "ExclusiveStartShardId": page[-1].id,
            "ShardFilter": query.get("ShardFilter", {"Type": "FROM_TRIM_HORIZON"}),
        }
        answer["NextToken"] = next_token.issue("ListShards", rest, now_us)
    return answer


OPERATIONS: dict[str, Operation] = {"ListShards": list_shards}


def check_created(stream: Stream, created_s: float | None) -> None:
    """Raises `ResourceNotFoundException` if a StreamCreationTimestamp means another stream of this name."""
    if created_s is not None and created_s != descriptions.created_s(stream):
        raise not_found(stream.name)


def _require_shards(stream: Stream) -> None:
    if stream.status not in ("ACTIVE", "UPDATING"):
        raise AwsError(
            "ResourceInUseException",
            f"Stream {stream.name} under account {limits.ACCOUNT_ID} not ACTIVE or UPDATING, instead in state"
            f" {stream.status}",
        )


def _query(params: Params, now_us: int) -> Params:
    """What is asked for, by this call or by the one that issued its NextToken."""
    token = params.get("NextToken")
    if token is None:
        if params.get("StreamName") is None and params.get("StreamARN") is None:
            raise AwsError("InvalidArgumentException", "Either NextToken or StreamName should be provided.")
        return params
    for name in (
        "StreamName",
        "StreamARN",
        "ExclusiveStartShardId",
        "StreamCreationTimestamp",
        "ShardFilter",
    ):
        if params.get(name) is not None:
            raise AwsError("InvalidArgumentException", f"NextToken and {name} cannot be provided together.")
    return next_token.redeem("ListShards", token, now_us)


def _filter(stream: Stream, shard_filter: Params, now_us: int) -> ShardTest:
    kind = shard_filter["Type"]
    begin_us = max(stream.created_us, horizon_us(stream, now_us))
    if kind == "AFTER_SHARD_ID":
        after = full_shard_id(_needed(shard_filter, "ShardId"))
        return lambda shard: shard.id > after
    if kind == "AT_LATEST":
        return lambda shard: shard.is_open
    if kind == "AT_TRIM_HORIZON":
        return _open_at(begin_us)
    if kind == "FROM_TRIM_HORIZON":
        return lambda shard: True
    at_us = max(begin_us, round(_needed(shard_filter, "Timestamp") * limits.US_PER_S))
    return _open_at(at_us) if kind == "AT_TIMESTAMP" else _not_closed_before(at_us)


def _open_at(at_us: int) -> ShardTest:
    not_closed = _not_closed_before(at_us)
    return lambda shard: shard.created_us <= at_us and not_closed(shard)


def _not_closed_before(at_us: int) -> ShardTest:
    return lambda shard: shard.closed_us is None or shard.closed_us >= at_us


def _needed(shard_filter: Params, name: str) -> Any:
    value = shard_filter.get(name)
    if value is None:
        raise AwsError(
            "InvalidArgumentException",
            f"ShardFilter of type {shard_filter['Type']} needs {name}, which is missing.",
        )
    return value
