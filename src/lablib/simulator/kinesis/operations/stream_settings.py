"""What can be changed about a stream that exists, its shards aside.

A change that AWS makes asynchronously puts the stream into UPDATING and, as a model, takes effect when it
is ACTIVE again. Setting what is there already is accepted and changes nothing (model). What it has room for
is in `capacity_mode.py`. The pages are API_UpdateMaxRecordSize.html and so on under
https://docs.aws.amazon.com/kinesis/latest/APIReference/.
"""

from __future__ import annotations

import json
from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations.call_rates import check_daily
from lablib.simulator.kinesis.operations.resource_arns import find_changeable, find_resource
from lablib.simulator.kinesis.operations.stream_status import require_active, update
from lablib.simulator.kinesis.state.region import Operation, Params, Region
from lablib.simulator.kinesis.state.retention import trim
from lablib.simulator.kinesis.state.stream import Stream
from lablib.simulator.kinesis.stream_metrics import SHARD_LEVEL_METRICS


def increase_stream_retention_period(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Keep records for longer. What has already expired does not come back."""
    stream, hours = region.find(params), params["RetentionPeriodHours"]
    _check_hours(hours)
    if hours < stream.retention_h:
        raise _wrong_direction(stream, hours, "shorter", "DecreaseRetentionPeriod")
    return _set_retention(region, stream, hours, now_us)


def decrease_stream_retention_period(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Keep records for a shorter time. Those that are older are gone as soon as it takes effect."""
    stream, hours = region.find(params), params["RetentionPeriodHours"]
    _check_hours(hours)
    if hours > stream.retention_h:
        raise _wrong_direction(stream, hours, "longer", "IncreaseRetentionPeriod")
    return _set_retention(region, stream, hours, now_us)


def enable_enhanced_monitoring(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Switch shard-level metrics on; ALL means every one. Answers the metrics before and after.

    They appear from the moment at which the stream is ACTIVE again, and are charged as custom metrics.
    """
    stream = region.find(params)
    return _set_metrics(region, stream, stream.enhanced_metrics | _named(params), now_us)


def disable_enhanced_monitoring(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Switch shard-level metrics off; ALL means every one. Answers the metrics before and after."""
    stream = region.find(params)
    return _set_metrics(region, stream, stream.enhanced_metrics - _named(params), now_us)


def update_max_record_size(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Change how large a record may be, 1,024 to 10,240 KiB. Throughput stays; room for a burst follows."""
    stream, size_kib = region.find(params), params["MaxRecordSizeInKiB"]

    def change() -> None:
        stream.max_record_kib = size_kib
        for shard in stream.open_shards:
            shard.write_limiter.resize(stream.burst_bytes, region.clock.now_us)

    if size_kib == stream.max_record_kib:
        require_active(stream)
    else:
        update(region, stream, now_us, change)
    return {}


def start_stream_encryption(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Encrypt with a KMS key from when the stream is ACTIVE again. 25 times in 24 hours at most."""
    stream, key_id = region.find(params), params["KeyId"]
    _check_kms(params)
    require_active(stream)
    check_daily(
        stream.name,
        stream.encryption_starts_us,
        limits.ENCRYPTION_CHANGES_PER_DAY,
        "StartStreamEncryption",
        now_us,
    )

    def change() -> None:
        stream.encryption, stream.key_id = "KMS", key_id

    update(region, stream, now_us, change)
    stream.encryption_starts_us.append(now_us)
    return {}


def stop_stream_encryption(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Encrypt no longer from when the stream is ACTIVE again. 25 times in 24 hours at most."""
    stream = region.find(params)
    _check_kms(params)
    require_active(stream)
    check_daily(
        stream.name,
        stream.encryption_stops_us,
        limits.ENCRYPTION_CHANGES_PER_DAY,
        "StopStreamEncryption",
        now_us,
    )

    def change() -> None:
        stream.encryption, stream.key_id = "NONE", None

    update(region, stream, now_us, change)
    stream.encryption_stops_us.append(now_us)
    return {}


def put_resource_policy(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Attach a policy, a JSON object as text, to a stream or a consumer. It is stored, not enforced."""
    del now_us
    resource = find_changeable(region, params["ResourceARN"])
    try:
        is_object = isinstance(json.loads(params["Policy"]), dict)
    except ValueError:
        is_object = False
    if not is_object:
        raise AwsError(
            "InvalidArgumentException",
            "Policy is not a JSON object. It must name the principal and the actions allowed.",
        )
    resource.policy = params["Policy"]
    return {}


def get_resource_policy(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """The policy of a stream or a consumer, `{}` if it has none (so does moto)."""
    del now_us
    return {"Policy": find_resource(region, params["ResourceARN"]).policy or "{}"}


def delete_resource_policy(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Detach the policy. Raises `ResourceNotFoundException` if there is none."""
    del now_us
    resource = find_changeable(region, params["ResourceARN"])
    if resource.policy is None:
        raise AwsError(
            "ResourceNotFoundException", f"No resource policy found for resource ARN {params['ResourceARN']}."
        )
    resource.policy = None
    return {}


OPERATIONS: dict[str, Operation] = {
    "DecreaseStreamRetentionPeriod": decrease_stream_retention_period,
    "DeleteResourcePolicy": delete_resource_policy,
    "DisableEnhancedMonitoring": disable_enhanced_monitoring,
    "EnableEnhancedMonitoring": enable_enhanced_monitoring,
    "GetResourcePolicy": get_resource_policy,
    "IncreaseStreamRetentionPeriod": increase_stream_retention_period,
    "PutResourcePolicy": put_resource_policy,
    "StartStreamEncryption": start_stream_encryption,
    "StopStreamEncryption": stop_stream_encryption,
    "UpdateMaxRecordSize": update_max_record_size,
}


def _set_retention(region: Region, stream: Stream, hours: int, now_us: int) -> dict[str, Any]:
    def change() -> None:
        # What the former period let go is gone, whatever the new one is.
        trim(region, stream, region.clock.now_us)
        stream.retention_h = hours

    if hours == stream.retention_h:
        require_active(stream)
    else:
        update(region, stream, now_us, change)
    return {}


def _check_hours(hours: int) -> None:
    if hours < limits.RETENTION_MIN_H:
        limit, verdict = f"Minimum allowed retention period is {limits.RETENTION_MIN_H} hours.", "short"
    elif hours > limits.RETENTION_MAX_H:
        limit, verdict = f"Maximum allowed retention period is {limits.RETENTION_MAX_H} hours.", "long"
    else:
        return
    raise AwsError(
        "InvalidArgumentException", f"{limit} Requested retention period ({hours} hours) is too {verdict}."
    )


def _wrong_direction(stream: Stream, hours: int, comparison: str, remedy: str) -> AwsError:
    return AwsError(
        "InvalidArgumentException",
        f"Requested retention period ({hours} hours) for stream {stream.name} can not be {comparison} than"
        f" existing retention period ({stream.retention_h} hours). Use {remedy} API.",
    )


def _named(params: Params) -> set[str]:
    names = set(params["ShardLevelMetrics"])
    return set(SHARD_LEVEL_METRICS) if "ALL" in names else names


def _set_metrics(region: Region, stream: Stream, desired: set[str], now_us: int) -> dict[str, Any]:
    def change() -> None:
        stream.count_metrics(region.clock.now_us)
        stream.enhanced_metrics = desired

    if desired == stream.enhanced_metrics:
        require_active(stream)
    else:
        update(region, stream, now_us, change)
    return {
        "StreamName": stream.name,
        "StreamARN": stream.arn,
        "CurrentShardLevelMetrics": [name for name in SHARD_LEVEL_METRICS if name in stream.enhanced_metrics],
        "DesiredShardLevelMetrics": [name for name in SHARD_LEVEL_METRICS if name in desired],
    }


def _check_kms(params: Params) -> None:
    if params["EncryptionType"] != "KMS":
        raise AwsError(
            "InvalidArgumentException",
            f"EncryptionType is {params['EncryptionType']}; the only valid value is KMS.",
        )
