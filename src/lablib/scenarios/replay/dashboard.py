"""What CloudWatch shows of a whole run: the figures that somebody on call would have looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What CloudWatch says about the whole run: sums, except where the name says otherwise."""

    incoming_records: int
    total_records: int
    throttled_records: int
    failed_records: int
    write_throughput_exceeded: int
    success_average: float
    busiest_minute_records_share: float
    """IncomingRecords of the busiest minute as a share of what the shards may take in a minute."""
    busiest_minute_bytes_share: float
    """IncomingBytes, likewise. A few large records fill a shard as many small ones do."""

    @property
    def busiest_minute_share(self) -> float:
        """How full the stream was by the limit that it came nearer to."""
        return max(self.busiest_minute_records_share, self.busiest_minute_bytes_share)


def dashboard(world: World, shards: int, stream: str = STREAM) -> Dashboard:
    """Ask CloudWatch for the minutes since the world began."""
    cloudwatch = world_client("cloudwatch")
    sums = {field: _minutes(cloudwatch, world, stream, name, "Sum") for field, name in _SUMS.items()}
    success = _minutes(cloudwatch, world, stream, "PutRecords.Success", "Sum")
    calls = _minutes(cloudwatch, world, stream, "PutRecords.Success", "SampleCount")
    incoming_bytes = _minutes(cloudwatch, world, stream, "IncomingBytes", "Sum")
    shard_seconds = shards * limits.METRIC_PERIOD_S
    return Dashboard(
        **{field: round(sum(minutes)) for field, minutes in sums.items()},
        success_average=sum(success) / sum(calls) if calls else 0.0,
        busiest_minute_records_share=max(sums["incoming_records"], default=0)
        / (shard_seconds * limits.SHARD_WRITE_RECORDS_PER_S),
        busiest_minute_bytes_share=max(incoming_bytes, default=0)
        / (shard_seconds * limits.SHARD_WRITE_BYTES_PER_S),
    )


_SUMS = {
    "incoming_records": "IncomingRecords",
    "total_records": "PutRecords.TotalRecords",
    "throttled_records": "PutRecords.ThrottledRecords",
    "failed_records": "PutRecords.FailedRecords",
    "write_throughput_exceeded": "WriteProvisionedThroughputExceeded",
}


def _minutes(cloudwatch: Any, world: World, stream: str, metric: str, statistic: str) -> list[float]:
    query = {
        "Id": "m",
        "MetricStat": {
            "Metric": {
                "Namespace": "AWS/Kinesis",
                "MetricName": metric,
                "Dimensions": [{"Name": "StreamName", "Value": stream}],
            },
            "Period": limits.METRIC_PERIOD_S,
            "Stat": statistic,
        },
    }
    answer = cloudwatch.get_metric_data(
        MetricDataQueries=[query],
        StartTime=datetime.fromtimestamp(world.start_us / limits.US_PER_S, UTC),
        EndTime=datetime.fromtimestamp(world.clock.now_s + limits.METRIC_PERIOD_S, UTC),
    )
    return list(answer["MetricDataResults"][0]["Values"])
