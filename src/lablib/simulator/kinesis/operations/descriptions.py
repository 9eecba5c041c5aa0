"""How streams and shards are shown in answers: the API's structures, timestamps as seconds."""

from __future__ import annotations

from typing import Any

from lablib.simulator import limits
from lablib.simulator.kinesis.state.region import Region
from lablib.simulator.kinesis.state.retention import trim
from lablib.simulator.kinesis.state.shard import Shard
from lablib.simulator.kinesis.state.stream import Stream


def shard_shown(shard: Shard) -> dict[str, Any]:
    """The API's Shard: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Shard.html."""
    shown: dict[str, Any] = {"ShardId": shard.id}
    if shard.parent is not None:
        shown["ParentShardId"] = shard.parent
    if shard.adjacent_parent is not None:
        shown["AdjacentParentShardId"] = shard.adjacent_parent
    shown["HashKeyRange"] = {"StartingHashKey": str(shard.hash_start), "EndingHashKey": str(shard.hash_end)}
    shown["SequenceNumberRange"] = {"StartingSequenceNumber": str(shard.start_sequence)}
    if shard.end_sequence is not None:
        shown["SequenceNumberRange"]["EndingSequenceNumber"] = str(shard.end_sequence)
    return shown


def stream_shown(stream: Stream) -> dict[str, Any]:
    """What StreamDescription and StreamDescriptionSummary have in common."""
    shown = {
        "StreamName": stream.name,
        "StreamARN": stream.arn,
        "StreamStatus": stream.status,
        "StreamModeDetails": {"StreamMode": stream.mode},
        "RetentionPeriodHours": stream.retention_h,
        "StreamCreationTimestamp": created_s(stream),
        "EnhancedMonitoring": [{"ShardLevelMetrics": sorted(stream.enhanced_metrics)}],
        "EncryptionType": stream.encryption,
    }
    if stream.key_id is not None:
        shown["KeyId"] = stream.key_id
    return shown


def created_s(stream: Stream) -> float:
    """StreamCreationTimestamp, in whole seconds as in AWS's examples (boto3 sends it back so rounded)."""
    return float(stream.created_us // limits.US_PER_S)


def listed_shards(region: Region, stream: Stream, now_us: int) -> list[Shard]:
    """The shards that a listing shows, by id: none while the stream is CREATING, no expired ones."""
    if stream.status == "CREATING":
        return []
    trim(region, stream, now_us)
    return stream.shards
