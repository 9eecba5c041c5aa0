"""Records older than the retention period leave their shard; a closed shard leaves with its last record.

Trimming is lazy: whoever needs to see a stream as it is now calls `trim` first. What was trimmed is gone: a
longer period brings nothing back, and a shorter one hides older records at once.
Source: https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html
"""

from __future__ import annotations

from lablib.simulator import limits
from lablib.simulator.kinesis.state.region import Region
from lablib.simulator.kinesis.state.shard import Shard
from lablib.simulator.kinesis.state.stream import Stream


def trim(region: Region, stream: Stream, now_us: int) -> None:
    """Forget the records that are past retention, tell the ledger, and drop the expired shards."""
    before_us = horizon_us(stream, now_us)
    for shard in stream.shards:
        forget(region, shard, before_us)
    if any(is_expired(stream, shard, now_us) for shard in stream.shards):
        stream.shards = [shard for shard in stream.shards if not is_expired(stream, shard, now_us)]


def forget(region: Region, shard: Shard, before_us: int) -> None:
    """Drop the records of a shard that arrived before this time.

    The mappings that poll the shard are told first, while the records can still be looked at; then the ledger
    is told which of them a mapping owed.
    """
    first, stays, owed = shard.log.first, shard.log.position_at_time(before_us), shard.first_owed()
    if stays == first:
        return
    for tell in shard.on_expiry.values():
        tell(stays)
    rows = shard.log.forget_before(before_us)
    free = max(owed - first, 0)
    region.ledger.expired(rows[:free])
    region.ledger.expired(rows[free:], owed=True)


def is_expired(stream: Stream, shard: Shard, now_us: int) -> bool:
    """A shard that was closed before the trim horizon holds no record any more and is not listed either."""
    return shard.closed_us is not None and shard.closed_us < horizon_us(stream, now_us)


def horizon_us(stream: Stream, now_us: int) -> int:
    """The trim horizon as a time: records that arrived before it are gone."""
    return now_us - round(stream.retention_h * limits.S_PER_HOUR * limits.US_PER_S)
