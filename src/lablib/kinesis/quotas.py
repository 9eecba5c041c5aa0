"""What the account may have altogether: open shards, on-demand streams, no warm throughput.

Source: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
"""

from __future__ import annotations

from lablib import limits
from lablib.errors import AwsError
from lablib.kinesis.region import Params, Region


def open_shard_count(region: Region) -> int:
    """Open shards of every stream of the account."""
    return sum(len(stream.open_shards) for stream in region.streams.values())


def check_shard_quota(region: Region, additional: int) -> None:
    """Raises `LimitExceededException` if `additional` more open shards would pass the account's quota."""
    current = open_shard_count(region)
    if current + additional > limits.SHARDS_PER_ACCOUNT:
        raise AwsError(
            "LimitExceededException",
            f"This request would exceed the shard limit for the account {limits.ACCOUNT_ID} in"
            f" {limits.REGION}. Current shard count for the account: {current}. Limit:"
            f" {limits.SHARDS_PER_ACCOUNT}. Number of additional shards that would have resulted from this"
            f" request: {additional}. Refer to the AWS Service Limits page"
            " (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits and"
            " how to request higher limits.",
        )


def check_on_demand_quota(region: Region) -> None:
    """Raises `LimitExceededException` if one more on-demand stream would pass the account's quota."""
    if on_demand_count(region) >= limits.ON_DEMAND_STREAMS_PER_ACCOUNT:
        raise AwsError(
            "LimitExceededException",
            f"This request would exceed the on-demand stream limit for the account {limits.ACCOUNT_ID} in"
            f" {limits.REGION}. Limit: {limits.ON_DEMAND_STREAMS_PER_ACCOUNT}.",
        )


def check_warm_throughput(params: Params) -> None:
    """Raises `ValidationException` if a request asks for warm throughput."""
    if params.get("WarmThroughputMiBps"):
        raise AwsError(
            "ValidationException",
            "WarmThroughputMiBps is refused: it needs an account with MinimumThroughputBillingCommitment"
            " enabled, and this one has not.",
        )


def on_demand_count(region: Region) -> int:
    """Streams in on-demand mode."""
    return sum(stream.mode == "ON_DEMAND" for stream in region.streams.values())
