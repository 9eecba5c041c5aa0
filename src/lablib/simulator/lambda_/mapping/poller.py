"""Reads one shard for a mapping: once a second, and again at once while more is waiting.

Model: each poller begins at a moment of its own, and no wait is exactly as long as the one before. So the
readers of a shard don't march in step: if they ask for more than the shard answers, each of them is throttled
now and then, all of them lag, and none is shut out.

The lanes of a shard share it. It reads the store directly, but draws on the shard's read limits and leaves
the metrics of GetRecords, as Lambda's own polls do. A consumer with fan-out is pushed to instead: no limits
are shared, and no GetRecords is counted.
Source: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
"""

from __future__ import annotations

import random

from lablib.simulator import limits
from lablib.simulator.kinesis.operations.read import Run, millis_behind, take
from lablib.simulator.kinesis.state import retention
from lablib.simulator.kinesis.state.region import Region
from lablib.simulator.kinesis.state.shard import Shard
from lablib.simulator.kinesis.state.stream import Stream
from lablib.simulator.lambda_.mapping.mapping_metrics import MappingMetrics

TRIM_BEHIND_US = 60 * limits.US_PER_S
"""Trimming moves all that is left, so what nobody reads any more is let go of a minute's worth at a time."""


class Poller:
    """`end` is one past the last record that was fetched; `next_us` the time of the next poll."""

    def __init__(
        self,
        region: Region,
        stream: Stream,
        shard: Shard,
        position: int,
        metrics: MappingMetrics,
        rng: random.Random,
        fan_out: bool = False,
    ) -> None:
        self.stream = stream
        self.shard = shard
        self.shard_id = shard.id
        self.end = position
        self._region = region
        self._metrics = metrics
        self._fan_out = fan_out
        usual_s = limits.FAN_OUT_DELAY_S if fan_out else limits.MAPPING_POLL_EVERY_S
        every_s = region.policies.poll_every_s or usual_s
        self._every_us = round(every_s * limits.US_PER_S)
        self._again_us = min(round(limits.MAPPING_POLL_AGAIN_S * limits.US_PER_S), self._every_us)
        self._throttled_us = self._every_us + round(limits.MAPPING_POLL_THROTTLED_S * limits.US_PER_S)
        self._rng = rng
        self._jitter = 0.0 if fan_out else limits.MAPPING_POLL_JITTER
        phase_s = 0.0 if fan_out else limits.MAPPING_POLL_PHASE_S * rng.random()
        self.next_us = region.clock.now_us + round(phase_s * limits.US_PER_S)
        self._delay_us = self._every_us if fan_out else region.policies.propagation_delay_us

    @property
    def is_done(self) -> bool:
        """Whether the shard is closed and fetched to its end."""
        return self.shard.closed_us is not None and self.end >= self.shard.log.end

    def poll(self) -> None:
        """Fetch what can be seen now; the next poll is due in a second, or sooner if that was not all."""
        now_us = self._region.clock.now_us
        self.next_us = now_us + self._jittered_us(self._every_us)
        if self._region.streams.get(self.stream.name) is not self.stream:
            return  # deleted; another one of its name is none of this mapping's business
        self._skip_gone(now_us)
        visible_end = self._visible_end(now_us)
        run = self._read(self.end, limits.GET_RECORDS_MAX_RECORDS, visible_end, now_us)
        if run is None:
            self.next_us = now_us + self._jittered_us(self._throttled_us)
            return
        self.end = run.end
        if run.end < visible_end:
            self.next_us = now_us + self._jittered_us(self._again_us)
        self._metrics.polled(run.records, now_us)

    def read_again(self, first: int, end: int) -> None:
        """Read records once more for a retry: it draws on the limits and leaves the metrics of a read.

        Model: AWS says that it reads again, not what follows if that is throttled; here the retry goes on.
        """
        if not self._fan_out:
            now_us = self._region.clock.now_us
            self._read(first, end - first, self._visible_end(now_us), now_us)

    def trim(self, now_us: int) -> None:
        """Let go of all that is past retention."""
        retention.trim(self._region, self.stream, now_us)
        self.end = max(self.end, self.shard.log.first)

    def _read(self, position: int, most: int, visible_end: int, now_us: int) -> Run | None:
        """What GetRecords answers from this position on; None if it is throttled."""
        log, limiter = self.shard.log, self.shard.read_limiter
        if self._fan_out:
            return take(log, position, most, visible_end)
        if not limiter.admit(now_us):
            self._account(now_us, 0, 0, None)
            return None
        run = take(log, position, most, visible_end)
        limiter.charge(run.size_bytes, now_us)
        self._account(now_us, run.records, run.size_bytes, millis_behind(log, run, visible_end, now_us))
        return run

    def _jittered_us(self, wait_us: int) -> int:
        return round(wait_us * (1 + self._jitter * (self._rng.random() - 0.5)))

    def _visible_end(self, now_us: int) -> int:
        return self.shard.log.visible_end(now_us, self._delay_us)

    def _skip_gone(self, now_us: int) -> None:
        """Trim, if the next record to fetch is past retention, or enough has come together."""
        log, horizon_us = self.shard.log, retention.horizon_us(self.stream, now_us)
        arrivals, at = log.arrival_us, self.end - log.first
        if arrivals and (
            at < 0
            or arrivals[0] < horizon_us - TRIM_BEHIND_US
            or (at < len(arrivals) and arrivals[at] < horizon_us)
        ):
            self.trim(now_us)

    def _account(self, now_us: int, records: int, read_bytes: int, age_ms: float | None) -> None:
        """What a poll leaves in CloudWatch; `age_ms` is None for one that was throttled."""
        self._region.metrics.get_records(
            self.stream.name,
            self.shard_id,
            now_us,
            limits.LATENCY_MEDIAN_MS,
            self.stream.enhanced_metrics,
            records=records,
            read_bytes=read_bytes,
            iterator_age_ms=age_ms,
            throttled=age_ms is None,
        )
