"""What is charged for: the quantities of a run of a stream, or of a steady load for a month.

usage = usage_of_run(world, "usage-events")
usage = usage_of_load(hours=720, records_per_s=700, record_bytes=200, shards=4)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from lablib.simulator import limits
from lablib.simulator.kinesis.state.charged_usage import Charged

if TYPE_CHECKING:
    from lablib.simulator.cloudwatch.metrics import Metrics
    from lablib.simulator.world import World

US_PER_HOUR = limits.S_PER_HOUR * limits.US_PER_S


@dataclass(frozen=True, slots=True)
class Usage:
    """Quantities. Bytes in are rounded up record by record, as on-demand streams are charged."""

    hours: Decimal
    shard_hours: Decimal = Decimal(0)
    """Model: of open shards; what a closed one still holds is not charged as a shard."""
    payload_units: int = 0
    in_bytes: int = 0
    out_bytes: int = 0
    """To readers that share a shard's throughput, the mapping among them. Free in provisioned mode."""
    fan_out_shard_hours: Decimal = Decimal(0)
    fan_out_bytes: int = 0
    retention_h: int = limits.RETENTION_DEFAULT_H
    metric_hours: Decimal = Decimal(0)
    """Of enhanced monitoring: a metric of a shard for an hour."""
    lambda_requests: int = 0
    lambda_gb_s: Decimal = Decimal(0)

    def times(self, factor: Decimal) -> Usage:
        """The same for so many times as long."""
        grown = {
            name: type(value)(value * factor)
            for name in self.__slots__
            if name != "retention_h" and (value := getattr(self, name))
        }
        return replace(self, **grown)

    def for_a_month(self) -> Usage:
        """The same load for 30 days. Raises ValueError if it has lasted no time."""
        if not self.hours:
            raise ValueError(
                "no time has passed in this simulator, so there is no load to project to a month: "
                "let it run first"
            )
        return self.times(Decimal(limits.BILLED_MONTH_H) / self.hours)


def usage_of_load(
    *,
    records_per_s: float,
    record_bytes: int,
    hours: float | None = None,
    shards: float = 0,
    readers: int = 1,
    fan_out_consumers: int = 0,
    retention_h: int = limits.RETENTION_DEFAULT_H,
    enhanced_metrics: int = 0,
) -> Usage:
    """A load that is the same at all times; `enhanced_metrics` for each shard, up to 7.

    Without `hours` it is a month's. `record_bytes` are data and partition key. Each reader and each fan-out
    consumer reads all records once.
    """
    span_h = Decimal(limits.BILLED_MONTH_H if hours is None else hours)
    records = round(Decimal(records_per_s) * span_h * limits.S_PER_HOUR)
    charged = Charged()
    charged.add(record_bytes, records)
    return Usage(
        hours=span_h,
        shard_hours=Decimal(shards) * span_h,
        payload_units=charged.payload_units,
        in_bytes=charged.in_bytes,
        out_bytes=records * record_bytes * readers,
        fan_out_shard_hours=Decimal(shards) * fan_out_consumers * span_h,
        fan_out_bytes=records * record_bytes * fan_out_consumers,
        retention_h=retention_h,
        metric_hours=Decimal(shards) * enhanced_metrics * span_h,
    )


def usage_of_run(world: World, stream_name: str) -> Usage:
    """What a stream has used since it was created, and all functions of its world.

    Fan-out consumers are not counted, as nothing in a world subscribes. Raises `ResourceNotFoundException`
    for an unknown stream.
    """
    now_us = world.clock.now_us
    stream = world.kinesis.find({"StreamName": stream_name})
    open_us = sum(now_us - shard.created_us for shard in stream.open_shards)
    shard_hours = Decimal(open_us + stream.charged.closed_shard_us) / US_PER_HOUR
    requests, gb_s = _invocations(world)
    return Usage(
        hours=Decimal(now_us - stream.created_us) / US_PER_HOUR,
        shard_hours=shard_hours,
        payload_units=stream.charged.payload_units,
        in_bytes=stream.charged.in_bytes,
        out_bytes=round(_sum(world.metrics, "AWS/Kinesis", "GetRecords.Bytes", ("StreamName", stream_name))),
        retention_h=int(stream.retention_h),
        metric_hours=Decimal(stream.count_metrics(now_us)) / US_PER_HOUR,
        lambda_requests=requests,
        lambda_gb_s=gb_s,
    )


def _invocations(world: World) -> tuple[int, Decimal]:
    requests, gb_s = 0, Decimal(0)
    for name, function in world.lambda_.functions.by_name.items():
        dimension = ("FunctionName", name)
        requests += round(_sum(world.metrics, "AWS/Lambda", "Invocations", dimension))
        duration_ms = _sum(world.metrics, "AWS/Lambda", "Duration", dimension)
        gb_s += Decimal(duration_ms) / 1_000 * function.memory_mb / 1_024
    return requests, gb_s


def _sum(metrics: Metrics, namespace: str, name: str, dimension: tuple[str, str]) -> float:
    series = metrics.find(namespace, name, [dimension])
    return 0 if series is None else sum(point.sum for point in series.minutes.values())
