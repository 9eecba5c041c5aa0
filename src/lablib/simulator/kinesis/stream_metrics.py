"""Which CloudWatch metrics a Kinesis request leaves behind, with AWS's exact counting.

Three things make a dashboard lie about lost records: `PutRecords.Success` is 1 as soon as one record of the
call was stored, `PutRecords.FailedRecords` leaves throttled records out, and `IncomingRecords` counts only
what was accepted. Source: https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lablib.simulator.cloudwatch.metrics import Bundle, Dimensions, Metrics, Series

NAMESPACE = "AWS/Kinesis"
SHARD_LEVEL_METRICS = (
    "IncomingBytes",
    "IncomingRecords",
    "OutgoingBytes",
    "OutgoingRecords",
    "WriteProvisionedThroughputExceeded",
    "ReadProvisionedThroughputExceeded",
    "IteratorAgeMilliseconds",
)
"""What `ALL` stands for: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnableEnhancedMonitoring.html"""
WRITES = ("IncomingBytes", "IncomingRecords", "WriteProvisionedThroughputExceeded")
"""Of the stream and of each shard alike, for both operations that write."""
PUT_RECORD = (*WRITES, "PutRecord.Bytes", "PutRecord.Latency", "PutRecord.Success")
PUT_RECORDS = (
    *WRITES,
    "PutRecords.Bytes",
    "PutRecords.Latency",
    "PutRecords.Records",  # deprecated in favour of SuccessfulRecords, still sent
    "PutRecords.Success",
    "PutRecords.TotalRecords",
    "PutRecords.SuccessfulRecords",
    "PutRecords.FailedRecords",
    "PutRecords.ThrottledRecords",
)
GET_RECORDS_THROTTLED = (
    "GetRecords.Bytes",
    "GetRecords.Records",
    "GetRecords.Latency",
    "GetRecords.Success",
    "ReadProvisionedThroughputExceeded",
)
GET_RECORDS = (*GET_RECORDS_THROTTLED, "GetRecords.IteratorAgeMilliseconds")


@dataclass(slots=True)
class ShardCounts:
    """What one request brought to one shard: `offered = stored + throttled + failed` records.

    Bytes are data blob and partition key, as for the shard's limits. Model: AWS calls IncomingBytes the
    bytes that were put and does not say whether keys count.
    """

    offered: int = 0
    stored: int = 0
    throttled: int = 0
    failed: int = 0
    """Failed inside the service of the service."""
    offered_bytes: int = 0
    stored_bytes: int = 0


class StreamMetrics:
    """Turns each finished request into samples. One method an operation, called once a request.

    `enhanced` names the shard-level metrics that the stream has switched on. `now_us` is when the service
    handled the request. A sample is added for every operation, also a zero; a minute without calls has no
    datapoint (model: AWS does not say whether WriteProvisionedThroughputExceeded is sent as 0 in minutes
    without throttling, but explains its Maximum of 0). Requests that fail validation leave no sample
    (model). A request that the service fails as a whole leaves a 0 in Success.
    """

    def __init__(self, metrics: Metrics) -> None:
        self.metrics = metrics
        self._bundles: dict[tuple[str, str | None, tuple[str, ...]], Bundle] = {}
        """By stream, shard (None: the stream itself) and the names of the metrics."""

    def put_record(
        self,
        stream: str,
        now_us: int,
        latency_ms: float,
        shards: Mapping[str, ShardCounts],
        enhanced: Collection[str],
    ) -> None:
        """A PutRecord that was stored, throttled or failed. `shards` has one entry, by shard id."""
        call = self._put(stream, now_us, shards, enhanced)
        samples = (*_writes(call), call.stored_bytes, latency_ms, min(call.stored, 1))
        self._add(stream, None, PUT_RECORD, samples, now_us)

    def put_records(
        self,
        stream: str,
        now_us: int,
        latency_ms: float,
        shards: Mapping[str, ShardCounts],
        enhanced: Collection[str],
    ) -> None:
        """A PutRecords that was answered, whatever became of its entries. `shards` is by shard id."""
        call = self._put(stream, now_us, shards, enhanced)
        samples = (
            *_writes(call),
            call.stored_bytes,
            latency_ms,
            call.stored,
            min(call.stored, 1),
            call.offered,
            call.stored,
            call.failed,
            call.throttled,
        )
        self._add(stream, None, PUT_RECORDS, samples, now_us)

    def get_records(
        self,
        stream: str,
        shard_id: str,
        now_us: int,
        latency_ms: float,
        enhanced: Collection[str],
        *,
        records: int = 0,
        read_bytes: int = 0,
        iterator_age_ms: float | None = None,
        throttled: bool = False,
    ) -> None:
        """A GetRecords that was answered, or throttled for the shard's read limits (`throttled`).

        `iterator_age_ms` is the age of the last record read, 0 when caught up, None (no sample) for a
        throttled call. ReadProvisionedThroughputExceeded counts calls, not records.
        """
        is_throttled = int(throttled)
        samples = (read_bytes, records, latency_ms, 1 - is_throttled, is_throttled)
        if iterator_age_ms is None:
            self._add(stream, None, GET_RECORDS_THROTTLED, samples, now_us)
        else:
            self._add(stream, None, GET_RECORDS, (*samples, iterator_age_ms), now_us)
        if enhanced:
            of_shard: dict[str, float] = {
                "OutgoingBytes": read_bytes,
                "OutgoingRecords": records,
                "ReadProvisionedThroughputExceeded": is_throttled,
            }
            if iterator_age_ms is not None:
                of_shard["IteratorAgeMilliseconds"] = iterator_age_ms
            self._add_to_shard(stream, shard_id, of_shard, now_us, enhanced)

    def call_failed(self, stream: str, operation: str, now_us: int) -> None:
        """A call that the service failed as a whole: see `operations/failed_call.py`."""
        self._add(stream, None, (f"{operation}.Success",), (0.0,), now_us)

    def _put(
        self, stream: str, now_us: int, shards: Mapping[str, ShardCounts], enhanced: Collection[str]
    ) -> ShardCounts:
        """Tell the shards' seconds and metrics; returns the sum over the shards."""
        call = ShardCounts()
        for shard_id, counts in shards.items():
            call.offered += counts.offered
            call.stored += counts.stored
            call.throttled += counts.throttled
            call.failed += counts.failed
            call.stored_bytes += counts.stored_bytes
            self.metrics.seconds.add(
                stream,
                shard_id,
                now_us,
                offered=counts.offered,
                stored=counts.stored,
                throttled=counts.throttled,
                failed=counts.failed,
                offered_bytes=counts.offered_bytes,
                stored_bytes=counts.stored_bytes,
            )
            if enhanced:
                of_shard = dict(zip(WRITES, _writes(counts), strict=True))
                self._add_to_shard(stream, shard_id, of_shard, now_us, enhanced)
        return call

    def _add_to_shard(
        self, stream: str, shard_id: str, samples: Mapping[str, float], now_us: int, enhanced: Collection[str]
    ) -> None:
        switched_on = SHARD_LEVEL_METRICS if "ALL" in enhanced else enhanced
        wanted = {name: value for name, value in samples.items() if name in switched_on}
        self._add(stream, shard_id, tuple(wanted), tuple(wanted.values()), now_us)

    def _add(
        self,
        stream: str,
        shard_id: str | None,
        names: tuple[str, ...],
        samples: tuple[float, ...],
        now_us: int,
    ) -> None:
        bundle = self._bundles.get((stream, shard_id, names))
        if bundle is None:
            opened = [self._open(stream, shard_id, name) for name in names]
            bundle = self._bundles[stream, shard_id, names] = Bundle(opened)
        bundle.add(samples, now_us)

    def _open(self, stream: str, shard_id: str | None, name: str) -> Series:
        dimensions: Dimensions = (("StreamName", stream),)
        if shard_id is not None:
            dimensions += (("ShardId", shard_id),)
        return self.metrics.series(NAMESPACE, name, dimensions, _unit(name))


def _writes(counts: ShardCounts) -> tuple[int, int, int]:
    """The samples of `WRITES`."""
    return counts.stored_bytes, counts.stored, counts.throttled


def _unit(name: str) -> str:
    if name.endswith("Bytes"):
        return "Bytes"
    return "Milliseconds" if name.endswith(("Latency", "Milliseconds")) else "Count"
