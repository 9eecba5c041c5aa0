"""Changing the shards of a stream: SplitShard, MergeShards, UpdateShardCount.

The stream is UPDATING meanwhile, read and written as before. At the end the parents are closed, keep their
records for their readers, and the children take all writes. A reader that drains a parent before its children
keeps the order per key.
Source: https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-after-resharding.html
The error texts were recorded from AWS by the authors of https://github.com/mhart/kinesalite and
https://github.com/getmoto/moto.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations import call_rates, stream_status
from lablib.simulator.kinesis.operations.quotas import check_shard_quota
from lablib.simulator.kinesis.state.open_shard import open_shard
from lablib.simulator.kinesis.state.region import Operation, Params, Region
from lablib.simulator.kinesis.state.routing import even_ranges
from lablib.simulator.kinesis.state.sequence_numbers import last_sequence
from lablib.simulator.kinesis.state.shard import Shard, full_shard_id
from lablib.simulator.kinesis.state.stream import Stream


@dataclass(frozen=True, slots=True)
class Split:
    """One shard becomes two; the second starts at the hash key `at`."""

    shard: Shard
    at: int

    def apply(self, region: Region, stream: Stream, now_us: int) -> None:
        """Close the parent, open the children."""
        shard = self.shard
        close(region, stream, shard, now_us)
        open_shard(region, stream, shard.hash_start, self.at - 1, now_us, parent=shard.id)
        open_shard(region, stream, self.at, shard.hash_end, now_us, parent=shard.id)


@dataclass(frozen=True, slots=True)
class Merge:
    """Two adjacent shards become one; `shard` is the lower of them."""

    shard: Shard
    adjacent: Shard

    def apply(self, region: Region, stream: Stream, now_us: int) -> None:
        """Close the parents, open the child."""
        shard, adjacent = self.shard, self.adjacent
        close(region, stream, shard, now_us)
        close(region, stream, adjacent, now_us)
        start, end = shard.hash_start, adjacent.hash_end
        open_shard(region, stream, start, end, now_us, parent=shard.id, adjacent=adjacent.id)


def close(region: Region, stream: Stream, shard: Shard, now_us: int) -> None:
    """No more writes; what is stored stays to be read until it is past retention."""
    stream.count_metrics(now_us)
    shard.closed_us = now_us
    stream.charged.closed_shard_us += now_us - shard.created_us
    shard.end_sequence = last_sequence(shard.index, shard.created_us, now_us)
    if region.ledger.tape is not None:
        region.ledger.tape.shard_closed(stream.name, shard.index, now_us)


def split_shard(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Cut a shard's hash range in two at `NewStartingHashKey`."""
    stream = _provisioned(region.find(params))
    shard = _shard(stream, params["ShardToSplit"])
    at = int(params["NewStartingHashKey"])
    if not shard.hash_start + 1 < at < shard.hash_end:
        raise AwsError(
            "InvalidArgumentException",
            f"NewStartingHashKey {at} used in SplitShard() on shard {shard.id} {_whereabouts(stream)} "
            f"is not both greater than one plus the shard's StartingHashKey {shard.hash_start} "
            f"and less than the shard's EndingHashKey {shard.hash_end}.",
        )
    _require_open(stream, shard)
    check_shard_quota(region, 1)
    _change(region, stream, now_us, Split(shard, at))
    return {}


def merge_shards(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Join two shards whose hash ranges touch, the lower one named first.

    The other way round is no adjacent pair to AWS, as the authors of kinesalite recorded.
    """
    stream = _provisioned(region.find(params))
    shard, adjacent = _shard(stream, params["ShardToMerge"]), _shard(stream, params["AdjacentShardToMerge"])
    _require_open(stream, shard)
    _require_open(stream, adjacent)
    if shard.hash_end + 1 != adjacent.hash_start:
        raise AwsError(
            "InvalidArgumentException",
            f"Shards {shard.id} and {adjacent.id} {_whereabouts(stream)} "
            "are not an adjacent pair of shards eligible for merging",
        )
    _change(region, stream, now_us, Merge(shard, adjacent))
    return {}


def update_shard_count(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Bring the stream to `TargetShardCount` shards of equal size, by rounds of splits and then of merges."""
    stream = _provisioned(region.find(params))
    stream_status.require_active(stream)
    current, target = len(stream.open_shards), int(params["TargetShardCount"])
    _check_target(current, target)
    check_shard_quota(region, target - current)
    _count_update(stream, now_us)
    even_out(region, stream, now_us, target)
    return {
        "StreamName": stream.name,
        "CurrentShardCount": current,
        "TargetShardCount": target,
        "StreamARN": stream.arn,
    }


OPERATIONS: dict[str, Operation] = {
    "SplitShard": split_shard,
    "MergeShards": merge_shards,
    "UpdateShardCount": update_shard_count,
}


def even_out(region: Region, stream: Stream, now_us: int, count: int) -> None:
    """Bring the stream to `count` shards of equal size, one round of splits or merges after another.

    Raises `ResourceInUseException` unless the stream is ACTIVE.
    """
    starts = [start for start, _ in even_ranges(count)]
    changes = next_round(stream.open_shards, starts)

    def finish() -> None:
        at_us = region.clock.now_us
        for change in changes:
            change.apply(region, stream, at_us)
        if next_round(stream.open_shards, starts):
            even_out(region, stream, at_us, count)

    stream_status.update(region, stream, now_us, finish)


def next_round(open_shards: list[Shard], starts: list[int]) -> list[Split] | list[Merge]:
    """What brings the open shards closer to ranges that start at `starts` (growing); empty at the goal.

    Model: splits come first, merges when nothing is left to split, and a round touches a shard at most once.
    So short-lived shards appear, as AWS says they may.
    """
    shards = sorted(open_shards, key=lambda shard: shard.hash_start)
    splits = []
    for shard in shards:
        inside = starts[bisect_right(starts, shard.hash_start) : bisect_right(starts, shard.hash_end)]
        if inside:
            splits.append(Split(shard, inside[len(inside) // 2]))
    return splits or _merges(shards, set(starts))


def _merges(shards: list[Shard], starts: set[int]) -> list[Merge]:
    merges: list[Merge] = []
    taken = -1
    for index, (left, right) in enumerate(pairwise(shards)):
        if index > taken and right.hash_start not in starts:
            merges.append(Merge(left, right))
            taken = index + 1
    return merges


def _change(region: Region, stream: Stream, now_us: int, change: Split | Merge) -> None:
    stream_status.update(region, stream, now_us, lambda: change.apply(region, stream, region.clock.now_us))


def _provisioned(stream: Stream) -> Stream:
    if stream.mode == "ON_DEMAND":
        raise AwsError(
            "ValidationException",
            f"Request is invalid. Stream {stream.name} under account {limits.ACCOUNT_ID} "
            "is in On-Demand mode.",
        )
    return stream


def _shard(stream: Stream, named: str) -> Shard:
    shard_id = full_shard_id(named)
    shard = stream.shard(shard_id)
    if shard is None:
        raise AwsError(
            "ResourceNotFoundException",
            f"Could not find shard {shard_id} {_whereabouts(stream)}.",
        )
    return shard


def _require_open(stream: Stream, shard: Shard) -> None:
    if not shard.is_open:
        raise AwsError(
            "InvalidArgumentException",
            f"Shard {shard.id} {_whereabouts(stream)} has already been merged or split, "
            "and thus is not eligible for merging or splitting.",
        )


def _count_update(stream: Stream, now_us: int) -> None:
    """Model: accepted calls count for 24 hours. AWS's text for the eleventh is not known."""
    most = limits.UPDATE_SHARD_COUNT_PER_DAY
    if call_rates.recent(stream.shard_count_updates_us, call_rates.DAY_US, now_us) >= most:
        raise AwsError(
            "LimitExceededException",
            f"UpdateShardCount was already called {most} times within 24 hours {_whereabouts(stream)}; "
            f"{most} is the most that is allowed.",
        )
    stream.shard_count_updates_us.append(now_us)


def _whereabouts(stream: Stream) -> str:
    return f"in stream {stream.name} under account {limits.ACCOUNT_ID}"


def _check_target(current: int, target: int) -> None:
    """Model: half of an odd count is rounded up, as 2 is below half of 5."""
    counts = f"Current open shard count: {current}, Target shard count: {target}"
    if target > limits.UPDATE_SHARD_COUNT_MAX_TARGET:
        most = limits.UPDATE_SHARD_COUNT_MAX_TARGET
        raise AwsError(
            "LimitExceededException",
            f"Target shard count or number of open shards cannot be greater than {most}. {counts}",
        )
    if target > 2 * current:
        raise AwsError(
            "LimitExceededException",
            f"UpdateShardCount cannot scale up over double your current open shard count. {counts}",
        )
    if 2 * target < current:
        raise AwsError(
            "LimitExceededException",
            f"UpdateShardCount cannot scale down below half your current open shard count. {counts}",
        )
