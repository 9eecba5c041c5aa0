"""A load played under a plan: the real control plane on virtual time, and the records in arrays.

The stream is one of the region: UpdateShardCount, mode, warm throughput and on-demand scaling are its own
code and take their time. Only the records are numbers, by shard and second.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from lablib.billing.bill import ADVANTAGE, PROVISIONED, Bill, bill
from lablib.billing.quantities import Usage
from lablib.scenarios.capacity.load import Load, Part
from lablib.scenarios.capacity.plan import Plan
from lablib.scenarios.shards.shard_arrays import Ints, dealt, stored_of
from lablib.simulator import limits
from lablib.simulator.clock.activity import doing
from lablib.simulator.kinesis.operations.account_settings import update_account_settings
from lablib.simulator.kinesis.operations.capacity_mode import (
    update_stream_mode,
    update_stream_record_distribution_strategy,
    update_stream_warm_throughput,
)
from lablib.simulator.kinesis.operations.reshard import update_shard_count
from lablib.simulator.kinesis.operations.stream_lifecycle import create_stream
from lablib.simulator.kinesis.state.charged_usage import Charged
from lablib.simulator.kinesis.state.routing import ShardMap
from lablib.simulator.kinesis.state.stream import Stream
from lablib.simulator.world import World

STREAM = "usage-events"
NAME = {"StreamName": STREAM}
MINUTE_S = limits.METRIC_PERIOD_S
BEFORE_S = 3_600
"""Time before the load, in which the stream is made ready."""


@dataclass(frozen=True, slots=True, eq=False)
class CapacityRun:
    """What became of the load. Whether a throttled record is lost or late depends on its producer."""

    load: Load
    plan: Plan
    stored_per_s: Ints
    """Records, by second."""
    shards_per_s: Ints
    """Open shards, by second."""
    usage: Usage

    @property
    def throttled_per_s(self) -> Ints:
        """Records, by second."""
        return self.load.per_s - self.stored_per_s

    @property
    def throttled(self) -> int:
        """Records."""
        return int(self.throttled_per_s.sum())

    @property
    def month(self) -> Bill:
        """The bill of 30 such spans of time in a row, with one reader."""
        return bill(self.usage.for_a_month(), self.plan.mode)


def capacity_run(load: Load, plan: Plan, seed: int = 7) -> CapacityRun:
    """Play it. Raises `AwsError` where the API would refuse the plan, such as more than twice the shards."""
    world = World(seed, start_us=(limits.WORLD_START_S - BEFORE_S) * limits.US_PER_S)
    try:
        stream = _make_stream(world, plan)
        player = _Player(world, stream, load, plan)
        with doing("the load comes in", lambda: player.second / max(1, load.seconds)):
            return player.play()
    finally:
        world.clock.close()


def _make_stream(world: World, plan: Plan) -> Stream:
    """A stream that is ready when the load begins."""
    region, clock = world.kinesis, world.clock

    def ask(operation: Any, **params: Any) -> None:
        operation(region, NAME | params, clock.now_us)
        clock.run_until(clock.now_us + BEFORE_S * limits.US_PER_S // 8)

    ask(create_stream, ShardCount=plan.shards)
    if plan.mode == ADVANTAGE:
        status = {"MinimumThroughputBillingCommitment": {"Status": "ENABLED"}}
        update_account_settings(region, status, clock.now_us)
    if plan.mode != PROVISIONED:
        ask(update_stream_mode, StreamModeDetails={"StreamMode": "ON_DEMAND"})
    if plan.auto:
        ask(update_stream_record_distribution_strategy, RecordDistributionStrategy="AUTO")
    if plan.warm_mib_per_s:
        ask(update_stream_warm_throughput, WarmThroughputMiBps=plan.warm_mib_per_s)
    clock.run_until(limits.WORLD_START_S * limits.US_PER_S)
    return region.streams[STREAM]


class _Player:
    """Goes from minute to minute, and second by second while the shards are being changed."""

    def __init__(self, world: World, stream: Stream, load: Load, plan: Plan) -> None:
        self._world, self._stream, self._load, self._plan = world, stream, load, plan
        self.second = 0
        """How far it is."""
        self._changes = dict(plan.changes)
        self._map = stream.shard_map
        self._shares = self._shares_by_part()
        self._stored = np.empty(load.seconds, dtype=np.int64)
        self._open = np.empty(load.seconds, dtype=np.int64)

    def play(self) -> CapacityRun:
        """All of it."""
        while self.second < self._load.seconds:
            if self.second in self._changes:
                self._change(self._changes[self.second])
            self._follow_the_shards()
            self.second = self._step(self.second, self._next_stop(self.second))
        usage = self._usage()
        return CapacityRun(self._load, self._plan, self._stored, self._open, usage)

    def _next_stop(self, second: int) -> int:
        if self._stream.status != "ACTIVE":
            return second + 1
        minute_ends = (second // MINUTE_S + 1) * MINUTE_S
        stops = [each for each in self._changes if second < each < minute_ends]
        return min([*stops, minute_ends, self._load.seconds])

    def _change(self, shards: int) -> None:
        params = NAME | {"TargetShardCount": shards, "ScalingType": "UNIFORM_SCALING"}
        update_shard_count(self._world.kinesis, params, self._world.clock.now_us)

    def _step(self, first: int, end: int) -> int:
        """Write the seconds from `first` to `end`, not included, and let them pass; returns `end`."""
        offered = np.sum(
            [
                dealt(part.per_s[first:end], shares, first)
                for part, shares in zip(self._load.parts, self._shares, strict=True)
            ],
            axis=0,
        )
        stored = stored_of(offered, self._load.record_bytes)
        self._stored[first:end] = stored.sum(axis=0)
        self._open[first:end] = len(self._map.shards)
        if self._stream.scaling is not None:
            by_shard = zip(self._map.shards, stored.sum(axis=1).tolist(), strict=True)
            self._stream.scaling.count(
                (shard.index, count * self._load.record_bytes, count) for shard, count in by_shard if count
            )
        self._world.clock.run_until((limits.WORLD_START_S + end) * limits.US_PER_S)
        return end

    def _follow_the_shards(self) -> None:
        new = self._stream.shard_map
        if new is self._map:
            return
        self._map = new
        self._shares = self._shares_by_part()

    def _shares_by_part(self) -> list[Any]:
        if self._stream.distribution == "AUTO":
            even = np.full(len(self._map.shards), 1 / len(self._map.shards))
            return [even for _ in self._load.parts]
        return [_shares_of(self._map, part) for part in self._load.parts]

    def _usage(self) -> Usage:
        load, stored, charged = self._load, int(self._stored.sum()), Charged()
        charged.add(load.record_bytes, stored)
        return Usage(
            hours=Decimal(load.seconds) / limits.S_PER_HOUR,
            shard_hours=Decimal(int(self._open.sum())) / limits.S_PER_HOUR,
            payload_units=charged.payload_units,
            in_bytes=charged.in_bytes,
            out_bytes=stored * load.record_bytes,
        )


def _shares_of(shards: ShardMap, part: Part) -> Any:
    """How the records of a part fall to the shards, in the order of their hash ranges."""
    places = {shard.index: place for place, shard in enumerate(shards.shards)}
    of_key = [places[shards.shard_of(each).index] for each in part.hashes]
    return np.bincount(of_key, weights=part.shares, minlength=len(places))
