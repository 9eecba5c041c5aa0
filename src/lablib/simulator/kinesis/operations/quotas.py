"""What the account may have altogether: open shards, on-demand streams, warm throughput.

Source: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
"""

from __future__ import annotations

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.state.region import Region


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


def check_warm_throughput(region: Region, mode: str, warm_mib_per_s: int, now_us: int) -> None:
    """May a stream of this mode have so much warm throughput? None (0) may always be asked for.

    Raises `ValidationException` without on-demand mode or a commitment of the account,
    `LimitExceededException` above 10 GiB a second.
    """
    if not warm_mib_per_s:
        return
    if mode != "ON_DEMAND":
        raise AwsError(
            "ValidationException", "WarmThroughputMiBps is not expected when StreamMode=PROVISIONED"
        )
    if not region.commitment.holds(now_us):
        raise AwsError(
            "ValidationException",
            "WarmThroughputMiBps needs an account with MinimumThroughputBillingCommitment enabled, and"
            f" {limits.ACCOUNT_ID} has not. Enable it with UpdateAccountSettings.",
        )
    if warm_mib_per_s > limits.ON_DEMAND_MAX_SHARDS:
        raise AwsError(
            "LimitExceededException",
            f"WarmThroughputMiBps cannot be greater than {limits.ON_DEMAND_MAX_SHARDS}. Specified value was"
            f" {warm_mib_per_s}",
        )


def on_demand_count(region: Region) -> int:
    """Streams in on-demand mode."""
    return sum(stream.mode == "ON_DEMAND" for stream in region.streams.values())
