"""What a stream has room for and how records find their shard: mode, warm throughput, distribution.

The pages are API_UpdateStreamMode.html and so on under
https://docs.aws.amazon.com/kinesis/latest/APIReference/.
"""

from __future__ import annotations

from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations.call_rates import check_daily
from lablib.simulator.kinesis.operations.on_demand_scaling import AutoScaling
from lablib.simulator.kinesis.operations.quotas import check_on_demand_quota, check_warm_throughput
from lablib.simulator.kinesis.operations.reshard import even_out
from lablib.simulator.kinesis.operations.stream_status import require_active, update
from lablib.simulator.kinesis.state.region import Operation, Params, Region
from lablib.simulator.kinesis.state.stream import Stream


def update_stream_mode(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Change between PROVISIONED and ON_DEMAND; the shards stay. Twice in 24 hours at most.

    From then on an on-demand stream scales with its traffic; what it carried before does not count. Model:
    asking for the mode that the stream has changes nothing and does not count as a change, and a provisioned
    stream places records by key again.
    """
    stream, mode = region.find(params), params["StreamModeDetails"]["StreamMode"]
    warm_mib_per_s = params.get("WarmThroughputMiBps", 0)
    require_active(stream)
    check_warm_throughput(region, mode, warm_mib_per_s, now_us)
    if mode == stream.mode:
        return {}
    check_daily(
        stream.name, stream.mode_changes_us, limits.STREAM_MODE_CHANGES_PER_DAY, "UpdateStreamMode", now_us
    )
    if mode == "ON_DEMAND":
        check_on_demand_quota(region)

    def change() -> None:
        if mode == "ON_DEMAND":
            go_on_demand(region, stream, warm_mib_per_s)
        else:
            stream.mode, stream.scaling, stream.distribution = "PROVISIONED", None, "USER_PARTITION_KEY"

    update(region, stream, now_us, change)
    stream.mode_changes_us.append(now_us)
    return {}


def update_stream_warm_throughput(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Give an on-demand stream room for so many MiB a second, or take away what it has above that.

    Model: it gets as many shards, of equal size, as the warm throughput or twice its 30-day peak need,
    whichever is more; they come in rounds of splits, or go in rounds of merges, each as long as any other
    change of shards. Errors: `ValidationException` (the account has no commitment, or the stream is not on
    demand), `LimitExceededException` (above 10 GiB a second), `ResourceInUseException`.
    """
    stream, warm_mib_per_s = region.find(params), params["WarmThroughputMiBps"]
    if stream.scaling is None:
        raise AwsError(
            "ValidationException",
            f"Request is invalid. Stream {stream.name} under account {limits.ACCOUNT_ID} is in Provisioned"
            " mode, which has no warm throughput.",
        )
    require_active(stream)
    check_warm_throughput(region, stream.mode, warm_mib_per_s, now_us)
    stream.scaling.scaler.warm_mib_per_s = warm_mib_per_s
    even_out(region, stream, now_us, stream.scaling.scaler.shards_wanted(now_us))
    return {
        "StreamARN": stream.arn,
        "StreamName": stream.name,
        "WarmThroughput": {"TargetMiBps": warm_mib_per_s, "CurrentMiBps": len(stream.open_shards)},
    }


def update_stream_record_distribution_strategy(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Say who finds the shard of a record: its partition key, or the service (AUTO). At once; on demand only.

    Errors: `InvalidArgumentException` (AUTO for a provisioned stream), `ResourceInUseException`.
    """
    del now_us
    stream, strategy = region.find(params), params["RecordDistributionStrategy"]
    require_active(stream)
    check_distribution(stream.mode, strategy)
    stream.distribution = strategy
    return {}


OPERATIONS: dict[str, Operation] = {
    "UpdateStreamMode": update_stream_mode,
    "UpdateStreamRecordDistributionStrategy": update_stream_record_distribution_strategy,
    "UpdateStreamWarmThroughput": update_stream_warm_throughput,
}


def go_on_demand(region: Region, stream: Stream, warm_mib_per_s: int) -> None:
    """Let the stream scale by itself, beginning with the shards that it has."""
    stream.mode = "ON_DEMAND"
    stream.scaling = AutoScaling(region, stream, warm_mib_per_s)
    wanted = stream.scaling.scaler.shards_wanted(region.clock.now_us)
    if warm_mib_per_s and wanted > len(stream.open_shards):
        even_out(region, stream, region.clock.now_us, wanted)


def check_distribution(mode: str, strategy: str) -> None:
    """Raises `InvalidArgumentException` for AUTO without on-demand mode."""
    if strategy == "AUTO" and mode != "ON_DEMAND":
        raise AwsError(
            "InvalidArgumentException",
            "RecordDistributionStrategy AUTO is for streams in on-demand mode; a provisioned stream has"
            " USER_PARTITION_KEY only.",
        )
