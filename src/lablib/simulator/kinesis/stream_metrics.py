"""Which CloudWatch metrics a Kinesis request leaves behind, with AWS's exact counting.

Three things make a dashboard lie about lost records: `PutRecords.Success` is 1 as soon as one record of the
call was stored, `PutRecords.FailedRecords` leaves throttled records out, and `IncomingRecords` counts only
what was accepted. Source: https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lablib.simulator.cloudwatch.metrics import Dimensions, Metrics, Series

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
    """Refused for an internal failure of the service."""
    offered_bytes: int = 0
    stored_bytes: int = 0


class StreamMetrics:
    """Turns each finished request into samples. One method an operation, called once a request.

    `enhanced` names the shard-level metrics that the stream has switched on. `now_us` is when the service
    handled the request. A sample is added for every operation, also a zero; a minute without calls has no
    datapoint (model: AWS does not say whether WriteProvisionedThroughputExceeded is sent as 0 in minutes
    without throttling, but explains its Maximum of 0). Requests that fail validation leave no sample
    (model).
    """

    def __init__(self, metrics: Metrics) -> None:
        self.metrics = metrics
        self._series: dict[tuple[str, str | None], dict[str, Series]] = {}
        """By stream and shard (None: the stream itself), then by metric name."""

    def put_record(
        self,
        stream: str,
        now_us: int,
        latency_ms: float,
        shards: Mapping[str, ShardCounts],
        enhanced: Collection[str],
    ) -> None:
        """A PutRecord that was stored or refused. `shards` has one entry, by shard id."""
        call = self._put(stream, now_us, shards, enhanced)
        samples = {
            "PutRecord.Bytes": call.stored_bytes,
            "PutRecord.Latency": latency_ms,
            "PutRecord.Success": min(call.stored, 1),
        }
        self._add(stream, None, samples, now_us)

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
        samples = {
            "PutRecords.Bytes": call.stored_bytes,
            "PutRecords.Latency": latency_ms,
            "PutRecords.Records": call.stored,  # deprecated in favour of SuccessfulRecords, still sent
            "PutRecords.Success": min(call.stored, 1),
            "PutRecords.TotalRecords": call.offered,
            "PutRecords.SuccessfulRecords": call.stored,
            "PutRecords.FailedRecords": call.failed,
            "PutRecords.ThrottledRecords": call.throttled,
        }
        self._add(stream, None, samples, now_us)

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
        """A GetRecords that was answered, or refused for the shard's read limits (`throttled`).

        `iterator_age_ms` is the age of the last record read, 0 when caught up, None (no sample) for a
        refused call. ReadProvisionedThroughputExceeded counts calls, not records.
        """
        samples: dict[str, float] = {
            "GetRecords.Bytes": read_bytes,
            "GetRecords.Records": records,
            "GetRecords.Latency": latency_ms,
            "GetRecords.Success": int(not throttled),
            "ReadProvisionedThroughputExceeded": int(throttled),
        }
        shard_samples: dict[str, float] = {
            "OutgoingBytes": read_bytes,
            "OutgoingRecords": records,
            "ReadProvisionedThroughputExceeded": int(throttled),
        }
        if iterator_age_ms is not None:
            samples["GetRecords.IteratorAgeMilliseconds"] = iterator_age_ms
            shard_samples["IteratorAgeMilliseconds"] = iterator_age_ms
        self._add(stream, None, samples, now_us)
        if enhanced:
            self._add_to_shard(stream, shard_id, shard_samples, now_us, enhanced)

    def _put(
        self, stream: str, now_us: int, shards: Mapping[str, ShardCounts], enhanced: Collection[str]
    ) -> ShardCounts:
        """What PutRecord and PutRecords have in common; returns the sum over the shards."""
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
                self._add_to_shard(stream, shard_id, _write_samples(counts), now_us, enhanced)
        self._add(stream, None, _write_samples(call), now_us)
        return call

    def _add_to_shard(
        self, stream: str, shard_id: str, samples: dict[str, float], now_us: int, enhanced: Collection[str]
    ) -> None:
        switched_on = SHARD_LEVEL_METRICS if "ALL" in enhanced else enhanced
        wanted = {name: value for name, value in samples.items() if name in switched_on}
        self._add(stream, shard_id, wanted, now_us)

    def _add(self, stream: str, shard_id: str | None, samples: Mapping[str, float], now_us: int) -> None:
        known = self._series.get((stream, shard_id))
        if known is None:
            known = self._series[stream, shard_id] = {}
        for name, value in samples.items():
            series = known.get(name)
            if series is None:
                series = known[name] = self._open(stream, shard_id, name)
            series.add(value, now_us)

    def _open(self, stream: str, shard_id: str | None, name: str) -> Series:
        dimensions: Dimensions = (("StreamName", stream),)
        if shard_id is not None:
            dimensions += (("ShardId", shard_id),)
        return self.metrics.series(NAMESPACE, name, dimensions, _unit(name))


def _write_samples(counts: ShardCounts) -> dict[str, float]:
    """The write metrics that exist for the stream and for each shard alike."""
    return {
        "IncomingBytes": counts.stored_bytes,
        "IncomingRecords": counts.stored,
        "WriteProvisionedThroughputExceeded": counts.throttled,
    }


def _unit(name: str) -> str:
    if name.endswith("Bytes"):
        return "Bytes"
    return "Milliseconds" if name.endswith(("Latency", "Milliseconds")) else "Count"
