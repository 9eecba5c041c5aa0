"""A mapping: its states, and the lanes that it keeps for the shards of its stream.

    Creating -> Enabled <-> Disabled      with Enabling, Disabling and Updating on the way
    any of them -> Deleting -> gone

A lane takes a shard from where the mapping stands. A child shard begins when its parents are through, so that
the order of a key survives a reshard. Stopped lanes finish the invocation under way.
Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

from lablib.simulator import limits
from lablib.simulator.clock.flow import Flow
from lablib.simulator.kinesis.state import retention
from lablib.simulator.kinesis.state.region import Region
from lablib.simulator.kinesis.state.shard import Shard
from lablib.simulator.kinesis.state.stream import Stream
from lablib.simulator.lambda_.function.function import Function
from lablib.simulator.lambda_.function.invocation import Runtime
from lablib.simulator.lambda_.mapping.history import Step
from lablib.simulator.lambda_.mapping.lane import Lane
from lablib.simulator.lambda_.mapping.lane_context import LaneContext
from lablib.simulator.lambda_.mapping.mapping_metrics import MappingMetrics
from lablib.simulator.lambda_.mapping.on_failure_destination import Destination
from lablib.simulator.lambda_.mapping.poller import Poller
from lablib.simulator.lambda_.mapping.settings import Settings
from lablib.simulator.lambda_.mapping.starting_position import StartingPosition
from lablib.simulator.lambda_.mapping.tumbling_windows import WindowedLane

NOTHING_YET = "No records processed"


class Mapping:
    """One mapping of a stream to a function. `source_arn` is the stream's, or a consumer's for fan-out.

    `rng` makes a generator for each purpose; no other mapping of the region draws from them.
    """

    def __init__(
        self,
        uuid: str,
        region: Region,
        stream: Stream,
        source_arn: str,
        function: Function,
        runtime: Runtime,
        settings: Settings,
        starting_position: StartingPosition,
        rng: Callable[[str], random.Random],
    ) -> None:
        self.uuid = uuid
        self.stream = stream
        self.source_arn = source_arn
        self.starting_position = starting_position
        self.clock = region.clock
        self._history: list[Step] = []
        self.state = "Creating"
        self.last_result = NOTHING_YET
        self.modified_us = self.clock.now_us
        self.positions: dict[int, int] = {}
        """Where each shard goes on, by its number: the lowest checkpoint of its lanes when they stopped."""
        self._region = region
        self._runtime = runtime
        self.new_rng = rng
        self._rng = rng("failures")
        self._done: set[int] = set()
        """Numbers of the shards that were read to their end."""
        self._lanes: dict[int, list[tuple[Lane, Flow]]] = {}
        self._resting: dict[int, list[tuple[Lane, Flow]]] = {}
        """Those that stand still: they know what they have not done."""
        self.configure(settings, function)

    def configure(self, settings: Settings, function: Function) -> None:
        """Take other settings, or another function; the lanes must stand still."""
        self.settings = settings
        self.function = function
        destination = None
        if settings.destination:
            destination = Destination(
                settings.destination, self.uuid, self.stream.arn, function, self._runtime, self._rng
            )
        self.context = LaneContext(
            uuid=self.uuid,
            settings=settings,
            source_arn=self.source_arn,
            function=function,
            runtime=self._runtime,
            clock=self.clock,
            ledger=self._region.ledger,
            metrics=MappingMetrics(self._region.metrics.metrics, self.uuid, enabled=settings.metrics),
            rng=self._rng,
            history=self._history,
            on_failure=destination.send if destination is not None else None,
            processed=self.processed,
        )

    @property
    def arn(self) -> str:
        """Its Amazon Resource Name."""
        place = f"{limits.REGION}:{limits.ACCOUNT_ID}"
        return f"arn:{limits.PARTITION}:lambda:{place}:event-source-mapping:{self.uuid}"

    @property
    def history(self) -> list[Step]:
        """Every step until now, oldest first; what has expired since the last look is noted at this one."""
        retention.trim(self._region, self.stream, self.clock.now_us)
        return self._history

    def processed(self, result: str) -> None:
        """What LastProcessingResult says from now on."""
        self.last_result = result

    # --- its lanes -----------------------------------------------------------------------------------

    def enable(self) -> None:
        """Start a lane for every shard that is next."""
        self.state = "Enabled"
        self.context.is_running = True
        self.starting_position.begin(self.clock.now_us)
        self._done |= {
            shard.index for shard in self.stream.shards if not self.starting_position.includes(shard)
        }
        self._open_lanes()

    def disable(self) -> None:
        """Stand still; the place in each shard is kept."""
        self.state = "Disabled"

    def stop(self) -> None:
        """No further invocation. What is under way ends by itself; `settle` waits for it."""
        self.context.is_running = False

    def settle(self) -> None:
        """Wait until every lane stands still, and keep its place."""
        for lanes in list(self._lanes.values()):
            for _, flow in lanes:
                flow.join()
        for index, lanes in self._lanes.items():
            self.positions[index] = _checkpoint(lanes)
        self._resting |= self._lanes
        self._lanes = {}

    def checkpoints(self) -> dict[str, int]:
        """By shard id, the position that the shard is through to."""
        now = {index: _checkpoint(lanes) for index, lanes in self._lanes.items()}
        return {shard_id(index): position for index, position in sorted((self.positions | now).items())}

    def _open_lanes(self) -> None:
        for shard in self.stream.shards:
            if shard.index not in self._lanes and shard.index not in self._done and self._is_next(shard):
                self._open(shard)

    def _is_next(self, shard: Shard) -> bool:
        """Whether its parents, as far as they still exist, are through."""
        parents = (shard.parent, shard.adjacent_parent)
        return all(each.index in self._done for each in self.stream.shards if each.id in parents)

    def _open(self, shard: Shard) -> None:
        position, gone = self.positions.get(shard.index), 0
        if position is None:
            position = self.starting_position.position(shard)
            gone = max(shard.log.first - position, 0)  # while it waited for its parents
        shard.owed_from.setdefault(self.uuid, position)
        shard.on_expiry[self.uuid] = partial(self._skip_expired, shard.index)
        self._resting.pop(shard.index, None)
        position = max(position, shard.log.first)
        context, fan_out = self.context, "/consumer/" in self.source_arn
        poller = Poller(
            self._region,
            self.stream,
            shard,
            position,
            context.metrics,
            self.new_rng(f"polls of {shard.id}"),
            fan_out,
        )
        kind = WindowedLane if self.settings.tumbling_window_s else Lane
        groups = range(self.settings.parallelization_factor)
        lanes = [kind(context, poller, group, position) for group in groups]
        if gone:
            lanes[0].progress.note_expired(position - gone, gone)
        self._lanes[shard.index] = [
            (lane, self.clock.spawn(self._run, lane, shard, name=f"{self.function.name} {shard.id}"))
            for lane in lanes
        ]

    def _skip_expired(self, index: int, end: int) -> None:
        """Retention is about to take what the shard holds before this position."""
        for lane, _ in self._lanes.get(index) or self._resting.get(index, []):
            lane.batching.skip_expired(end)

    def _run(self, lane: Lane, shard: Shard) -> None:
        """A lane's life. The last one of a closed shard makes room for the children."""
        lane.run()
        if not self.context.is_running:
            return
        lanes = self._lanes.get(shard.index, [])
        if all(each.has_ended for each, _ in lanes):
            self.positions[shard.index] = _checkpoint(lanes)
            del self._lanes[shard.index]
            del shard.on_expiry[self.uuid]
            self._done.add(shard.index)
            self._open_lanes()


def shard_id(index: int) -> str:
    """As AWS names shards."""
    return f"shardId-{index:012d}"


def _checkpoint(lanes: list[tuple[Lane, Flow]]) -> int:
    """Of a shard: the lowest of its lanes."""
    return min(lane.progress.checkpoint for lane, _ in lanes)
