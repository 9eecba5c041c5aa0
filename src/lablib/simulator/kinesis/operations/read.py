"""Reading: GetRecords. A run of records from one shard, in the order of their sequence numbers.

Source: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from typing import Any, NamedTuple

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations import iterators
from lablib.simulator.kinesis.operations.dry_run import end_dry_run
from lablib.simulator.kinesis.operations.iterators import ShardIterator
from lablib.simulator.kinesis.operations.put import THROTTLED, rate_exceeded
from lablib.simulator.kinesis.state.record_log import RecordLog
from lablib.simulator.kinesis.state.region import Operation, Params, Region
from lablib.simulator.kinesis.state.shard import Shard
from lablib.simulator.kinesis.state.stream import Stream


class Run(NamedTuple):
    """Neighbouring records of a log: the positions from `start` up to, without, `end`."""

    start: int
    end: int
    size_bytes: int
    """Data and partition keys."""

    @property
    def records(self) -> int:
        """How many."""
        return self.end - self.start


def get_records(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """The next records behind an iterator and the iterator behind those.

    An answer may be empty, and that with records ahead: it may take several calls to get to a part of the
    shard that has some. `Policies.empty_read` says when, by default never; MillisBehindLatest is above 0.
    Only at the end of a closed shard an answer names child shards instead of an iterator.
    A throttled call raises `ProvisionedThroughputExceededException` and the same iterator reads on later.
    """
    iterator = iterators.from_token(params["ShardIterator"])
    stream, shard = iterators.resolve(region, iterator, now_us)
    _check_arn(params, stream)
    end_dry_run(region, stream, params, now_us)
    if not shard.read_limiter.admit(now_us):
        region.metrics.get_records(
            stream.name, shard.id, now_us, region.caller.latency_ms, stream.enhanced_metrics, throttled=True
        )
        raise AwsError(THROTTLED, rate_exceeded(stream, shard))
    visible_end = shard.log.visible_end(now_us, region.policies.propagation_delay_us)
    most = params.get("Limit", limits.GET_RECORDS_MAX_RECORDS)
    run = take(shard.log, iterator.position, most, visible_end)
    empty_read = region.policies.empty_read
    if run.records and empty_read is not None and empty_read(stream.name, now_us):
        run = Run(run.start, run.start, 0)
    shard.read_limiter.charge(run.size_bytes, now_us)
    behind_ms = millis_behind(shard.log, run, visible_end, now_us)
    _account(region, stream, shard, run, behind_ms, now_us)
    answer = {"Records": records(shard.log, run), "MillisBehindLatest": behind_ms}
    return answer | _what_follows(stream, shard, replace(iterator, position=run.end, issued_us=now_us))


OPERATIONS: dict[str, Operation] = {"GetRecords": get_records}


def take(log: RecordLog, position: int, most: int, visible_end: int) -> Run:
    """The visible records from `position` on that fit into one answer: at most `most` and 10 MiB.

    A position whose record was trimmed moves on to the trim horizon.
    """
    start = max(position, log.first)
    if start >= visible_end:  # as most of a mapping's polls find it
        return Run(start, start, 0)
    end = min(start + most, visible_end)
    part = slice(start - log.first, end - log.first)
    data, keys = log.data[part], log.keys[part]
    size_bytes = sum(map(len, data)) + len("".join(keys).encode())
    if size_bytes <= limits.GET_RECORDS_MAX_BYTES:
        return Run(start, end, size_bytes)
    totals_bytes = list(accumulate(_sizes_bytes(data, keys)))
    count = bisect_right(totals_bytes, limits.GET_RECORDS_MAX_BYTES)
    return Run(start, start + count, totals_bytes[count - 1] if count else 0)


def records(log: RecordLog, run: Run) -> list[dict[str, Any]]:
    """The records of a run as GetRecords returns them."""
    part = slice(run.start - log.first, run.end - log.first)
    columns = zip(log.sequence[part], log.arrival_us[part], log.data[part], log.keys[part], strict=True)
    answer = [
        {
            "SequenceNumber": str(sequence),
            "ApproximateArrivalTimestamp": arrival_us // limits.US_PER_MS / 1_000,
            "Data": data,
            "PartitionKey": key,
        }
        for sequence, arrival_us, data, key in columns
    ]
    for record in answer:
        if not record["PartitionKey"]:  # written without one, as distribution AUTO allows
            del record["PartitionKey"]
    return answer


def millis_behind(log: RecordLog, run: Run, visible_end: int, now_us: int) -> int:
    """How old the last record of a run is; 0 if no record that can be seen lies behind it.

    For an empty run it is the age of the record that comes next (model), and at least 1.
    """
    if run.end >= visible_end:
        return 0
    last = run.end - 1 if run.records else run.end
    behind_ms = (now_us - log.arrival_us[last - log.first]) // limits.US_PER_MS
    return behind_ms if run.records else max(1, behind_ms)


def _sizes_bytes(data: list[bytes], keys: list[str]) -> Iterator[int]:
    return (len(each) + len(key.encode()) for each, key in zip(data, keys, strict=True))


def _account(region: Region, stream: Stream, shard: Shard, run: Run, behind_ms: int, now_us: int) -> None:
    """What an answered call means to the ledger and to CloudWatch."""
    log = shard.log
    region.ledger.read(log.rows[run.start - log.first : run.end - log.first])
    region.metrics.get_records(
        stream.name,
        shard.id,
        now_us,
        region.caller.latency_ms,
        stream.enhanced_metrics,
        records=run.records,
        read_bytes=run.size_bytes,
        iterator_age_ms=behind_ms,
    )


def _what_follows(stream: Stream, shard: Shard, following: ShardIterator) -> dict[str, Any]:
    if shard.is_open or following.position < shard.log.end:
        return {"NextShardIterator": following.to_token()}
    children = [child for child in stream.shards if shard.id in (child.parent, child.adjacent_parent)]
    return {"ChildShards": [_child(child) for child in children]}


def _child(shard: Shard) -> dict[str, Any]:
    return {
        "ShardId": shard.id,
        "ParentShards": [parent for parent in (shard.parent, shard.adjacent_parent) if parent is not None],
        "HashKeyRange": {"StartingHashKey": str(shard.hash_start), "EndingHashKey": str(shard.hash_end)},
    }


def _check_arn(params: Params, stream: Stream) -> None:
    arn = params.get("StreamARN")
    if arn is not None and arn != stream.arn:
        raise AwsError(
            "InvalidArgumentException",
            f"StreamARN {arn} is not the stream that the ShardIterator points into: that is {stream.arn}.",
        )
