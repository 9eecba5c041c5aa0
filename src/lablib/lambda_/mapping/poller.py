"""Reads one shard for a mapping: once a second, and again at once while more is waiting.

The lanes of a shard share it. It reads the store directly, but draws on the shard's read limits and leaves the
metrics of GetRecords, as Lambda's own polls do.
Source: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lablib import limits
from lablib.kinesis import retention
from lablib.kinesis.read import millis_behind, take

if TYPE_CHECKING:
    from lablib.kinesis.region import Region
    from lablib.kinesis.stream import Shard, Stream
    from lablib.lambda_.mapping.mapping_metrics import MappingMetrics

POLL_EVERY_US = round(limits.MAPPING_POLL_EVERY_S * limits.US_PER_S)
FAN_OUT_EVERY_US = round(limits.FAN_OUT_DELAY_S * limits.US_PER_S)
"""Model: records that are pushed are looked for at this pace."""


class Poller:
    """`end` is one past the last record that was fetched; `next_us` the time of the next poll."""

    def __init__(
        self,
        region: Region,
        stream: Stream,
        shard: Shard,
        position: int,
        metrics: MappingMetrics,
        fan_out: bool = False,
    ) -> None:
        self.stream = stream
        self.shard = shard
        self.end = position
        self.next_us = region.clock.now_us
        self._region = region
        self._metrics = metrics
        self._fan_out = fan_out
        self._every_us = FAN_OUT_EVERY_US if fan_out else POLL_EVERY_US
        self._delay_us = FAN_OUT_EVERY_US if fan_out else region.policies.propagation_delay_us

    @property
    def is_done(self) -> bool:
        """Whether the shard is closed and fetched to its end."""
        return not self.shard.is_open and self.end >= self.shard.log.end

    def poll(self) -> None:
        """Fetch what can be seen now; the next poll is due in a second, or sooner if that was not all."""
        now_us = self._region.clock.now_us
        self.next_us = now_us + self._every_us
        self.trim(now_us)
        limiter = self.shard.read_limiter
        if not self._fan_out and not limiter.admit(now_us):
            self._account(now_us, 0, 0, None)
            return
        log = self.shard.log
        visible_end = log.visible_end(now_us, self._delay_us)
        run = take(log, self.end, limits.GET_RECORDS_MAX_RECORDS, visible_end)
        self.end = run.end
        if run.end < visible_end:
            self.next_us = now_us + limits.US_PER_S // limits.SHARD_READ_CALLS_PER_S
        if not self._fan_out:
            limiter.charge(run.size_bytes, now_us)
            self._account(now_us, run.count, run.size_bytes, millis_behind(log, run, visible_end, now_us))
        self._metrics.polled(run.count, now_us)

    def trim(self, now_us: int) -> None:
        """Let go of what is past retention."""
        arrivals = self.shard.log.arrival_us
        if arrivals and arrivals[0] < retention.horizon_us(self.stream, now_us):
            retention.trim(self._region, self.stream, now_us)
        self.end = max(self.end, self.shard.log.first)

    def _account(self, now_us: int, records: int, read_bytes: int, age_ms: float | None) -> None:
        """What a poll leaves in CloudWatch; `age_ms` is None for one that was refused."""
        self._region.metrics.get_records(
            self.stream.name,
            self.shard.id,
            now_us,
            limits.LATENCY_MEDIAN_MS,
            self.stream.enhanced_metrics,
            records=records,
            read_bytes=read_bytes,
            iterator_age_ms=age_ms,
            throttled=age_ms is None,
        )
