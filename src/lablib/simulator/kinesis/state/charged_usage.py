"""What AWS charges for in a stream, counted in AWS's units. Dollars are no concern of the simulator.

Source: https://aws.amazon.com/kinesis/data-streams/pricing/
"""

from __future__ import annotations

from dataclasses import dataclass

from lablib.simulator import limits


@dataclass(slots=True)
class Charged:
    """Counted while it happens: no shard can tell it later."""

    payload_units: int = 0
    in_bytes: int = 0
    """Stored, each record rounded up to whole KB."""
    closed_shard_us: int = 0
    """For how long the shards that are closed now had been open."""
    metric_us: int = 0
    """Of enhanced monitoring, up to `metrics_counted_us`: each metric of each open shard for its time."""
    metrics_counted_us: int = 0

    def add(self, record_bytes: int, records: int = 1) -> None:
        """So many records of this size each, with the partition key, have been stored."""
        self.payload_units += records * rounded_up(record_bytes, limits.PAYLOAD_UNIT_BYTES)
        unit_bytes = limits.ON_DEMAND_ROUNDING_BYTES
        self.in_bytes += records * rounded_up(record_bytes, unit_bytes) * unit_bytes


def rounded_up(size_bytes: int, unit_bytes: int) -> int:
    """So many units; a record of no bytes is one, too."""
    return max(1, -(-size_bytes // unit_bytes))
