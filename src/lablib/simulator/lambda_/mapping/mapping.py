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
from typing import TYPE_CHECKING

from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.filters import Filters
from lablib.simulator.lambda_.mapping.history import Step
from lablib.simulator.lambda_.mapping.lane import Lane
from lablib.simulator.lambda_.mapping.mapping_metrics import MappingMetrics
from lablib.simulator.lambda_.mapping.on_failure_destination import Destination, Discarded
from lablib.simulator.lambda_.mapping.poller import Poller
from lablib.simulator.lambda_.mapping.starting_position import Start
from lablib.simulator.lambda_.mapping.tumbling_windows import WindowedLane

if TYPE_CHECKING:
    from lablib.simulator.clock.clock import Clock, Flow
    from lablib.simulator.kinesis.state.region import Region
    from lablib.simulator.kinesis.state.stream import Shard, Stream
    from lablib.simulator.lambda_.function.function import Function
    from lablib.simulator.lambda_.function.invocation import Runtime
    from lablib.simulator.lambda_.mapping.settings import Settings
    from lablib.simulator.ledger.ledger import Ledger

NOTHING_YET = "No records processed"


class Mapping:
    """One mapping of a stream to a function. `source_arn` is the stream's, or a consumer's for fan-out."""

    def __init__(
        self,
        uuid: str,
        region: Region,
        stream: Stream,
        source_arn: str,
        function: Function,
        runtime: Runtime,
        settings: Settings,
        start: Start,
        rng: random.Random,
    ) -> None:
        self.uuid = uuid
        self.stream = stream
        self.source_arn = source_arn
        self.runtime = runtime
        self.start = start
        self.rng = rng
        self.region = region
        self.clock: Clock = region.clock
        self.ledger: Ledger = region.ledger
        self.history: list[Step] = []
        self.state = "Creating"
        self.last_result = NOTHING_YET
        self.modified_us = self.clock.now_us
        self.is_running = False
        self.positions: dict[int, int] = {}
        """Where each shard goes on, by its number: the lowest checkpoint of its lanes when they stopped."""
        self._done: set[int] = set()
        """Numbers of the shards that were read to their end."""
        self._lanes: dict[int, list[tuple[Lane, Flow]]] = {}
        self.configure(settings, function)

    def configure(self, settings: Settings, function: Function) -> None:
        """Take other settings, or another function; the lanes must stand still."""
        self.settings = settings
        self.function = function
        self.filters = Filters(settings.filters) if settings.filters else None
        self.on_failure = self._on_failure(settings.destination, function)
        self.metrics = MappingMetrics(self.region.metrics.metrics, self.uuid, enabled=settings.metrics)

    def _on_failure(self, arn: str | None, function: Function) -> Callable[[Discarded], bool] | None:
        """How to send a message about a discarded batch; None if nobody is told."""
        if not arn:
            return None
        return Destination(arn, self.uuid, self.stream.arn, function, self.runtime, self.rng).send

    @property
    def arn(self) -> str:
        """Its Amazon Resource Name."""
        place = f"{limits.REGION}:{limits.ACCOUNT_ID}"
        return f"arn:{limits.PARTITION}:lambda:{place}:event-source-mapping:{self.uuid}"

    def processed(self, result: str) -> None:
        """What LastProcessingResult says from now on."""
        self.last_result = result

    # --- its lanes -----------------------------------------------------------------------------------

    def enable(self) -> None:
        """Start a lane for every shard that is next."""
        self.state = "Enabled"
        self.is_running = True
        self.start.begin(self.clock.now_us)
        self._done |= {shard.index for shard in self.stream.shards if not self.start.includes(shard)}
        self._open_lanes()

    def disable(self) -> None:
        """Stand still; the place in each shard is kept."""
        self.state = "Disabled"

    def stop(self) -> None:
        """No further invocation. What is under way ends by itself; `settle` waits for it."""
        self.is_running = False

    def settle(self) -> None:
        """Wait until every lane stands still, and keep its place."""
        for lanes in list(self._lanes.values()):
            for _, flow in lanes:
                flow.join()
        for index, lanes in self._lanes.items():
            self.positions[index] = min(lane.checkpoint for lane, _ in lanes)
        self._lanes.clear()

    def checkpoints(self) -> dict[str, int]:
        """By shard id, the position that the shard is through to."""
        now = {index: min(lane.checkpoint for lane, _ in lanes) for index, lanes in self._lanes.items()}
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
        position = self.positions.get(shard.index)
        if position is None:
            position = self.start.position(shard)
        shard.owed_from.setdefault(self.uuid, position)
        poller = Poller(self.region, self.stream, shard, position, self.metrics, self.uses_fan_out)
        kind = WindowedLane if self.settings.tumbling_window_s else Lane
        lanes = [kind(self, poller, group, position) for group in range(self.settings.parallelization_factor)]
        self._lanes[shard.index] = [
            (lane, self.clock.spawn(self._run, lane, shard, name=f"{self.function.name} {shard.id}"))
            for lane in lanes
        ]

    def _run(self, lane: Lane, shard: Shard) -> None:
        """A lane's life. The last one of a closed shard makes room for the children."""
        lane.run()
        if not self.is_running:
            return
        lanes = self._lanes.get(shard.index, [])
        if all(each.has_ended for each, _ in lanes):
            del self._lanes[shard.index]
            self._done.add(shard.index)
            self._open_lanes()

    @property
    def uses_fan_out(self) -> bool:
        """Whether it reads as an enhanced fan-out consumer: pushed, with a throughput of its own."""
        return "/consumer/" in self.source_arn


def shard_id(index: int) -> str:
    """As AWS names shards."""
    return f"shardId-{index:012d}"
