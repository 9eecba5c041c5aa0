"""An on-demand stream at work: what each shard stores is counted by the minute, and shards are split in time.

The rule is in `state/on_demand_rule.py`. A round of splits ends 15 minutes after the minute that began it;
the stream is UPDATING for the last seconds of it, as long as for any other change of shards. Model: if the
stream is being changed otherwise just then, the splits wait until it is ACTIVE.
"""

from __future__ import annotations

from collections.abc import Iterable

from lablib.simulator import limits
from lablib.simulator.kinesis.operations.reshard import Split
from lablib.simulator.kinesis.operations.stream_status import pass_through
from lablib.simulator.kinesis.state.on_demand_rule import Load, OnDemandScaler, middle
from lablib.simulator.kinesis.state.region import Region
from lablib.simulator.kinesis.state.stream import Stream

MINUTE_US = limits.METRIC_PERIOD_S * limits.US_PER_S


class AutoScaling:
    """Of one stream, for as long as it is on demand."""

    def __init__(self, region: Region, stream: Stream, warm_mib_per_s: int = 0) -> None:
        self.scaler = OnDemandScaler(warm_mib_per_s)
        self._region = region
        self._stream = stream
        self._stored: dict[int, tuple[int, int]] = {}
        """(bytes, records) that each shard has stored in the minute that runs."""
        self._minute_ends_us = 0

    def count(self, stored: Iterable[tuple[int, int, int]]) -> None:
        """A call has stored this: `(shard, bytes, records)` of each shard that it went to."""
        if not self._stored:
            self._minute_ends_us = (self._region.clock.now_us // MINUTE_US + 1) * MINUTE_US
            self._region.clock.call_at(self._minute_ends_us, self._minute_over)
        weight = self._region.policies.on_demand_weight
        for shard, size_bytes, records in stored:
            bytes_before, records_before = self._stored.get(shard, (0, 0))
            self._stored[shard] = (bytes_before + size_bytes * weight, records_before + records * weight)

    def _minute_over(self) -> None:
        now_us = self._region.clock.now_us
        if not self._stored or now_us < self._minute_ends_us or not self._is_on():
            return
        loads = {shard: Load.of_minute(*stored) for shard, stored in self._stored.items()}
        self._stored = {}
        due_us = self.scaler.minute_ended(now_us, loads, len(self._stream.open_shards))
        if due_us is not None:
            self._region.clock.call_at(max(now_us, due_us - _update_us()), self._begin_splits)

    def _begin_splits(self) -> None:
        clock = self._region.clock
        if not self._is_on():
            return
        if self._stream.status != "ACTIVE":
            clock.call_at(clock.now_us + limits.US_PER_S, self._begin_splits)
            return
        pass_through(self._region, self._stream, "UPDATING", clock.now_us + _update_us(), self._split)

    def _split(self) -> None:
        """The minute that ends now counts as well."""
        self._minute_over()
        now_us = self._region.clock.now_us
        shards = {
            shard.index: shard
            for shard in sorted(self._stream.open_shards, key=lambda shard: shard.hash_start)
            if shard.hash_start < shard.hash_end
        }
        for index in self.scaler.round_over(now_us, list(shards)):
            shard = shards[index]
            Split(shard, middle(shard.hash_start, shard.hash_end)).apply(self._region, self._stream, now_us)

    def _is_on(self) -> bool:
        """Neither was the stream deleted nor its mode changed."""
        return self._stream.scaling is self and self._stream.status != "DELETING"


def _update_us() -> int:
    return int(limits.UPDATE_STREAM_S * limits.US_PER_S)
