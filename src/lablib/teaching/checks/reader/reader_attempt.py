"""A learner's reader, let loose on a stream to which gateways write until the end that it was given."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.simulator.kinesis.stream_metrics import NAMESPACE
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.background_gateways import Event, Gateways, Plan

PATIENCE_S = 60
"""A function that reads on for so long after `end` never ends."""
MOST_CALLS = 8_000
EMPTY_FOR_S = 12
"""After `end`, in the trial whose answers are empty although events are ahead."""
FAILS_FROM_S = 3
FAILS_FOR_S = 30
"""Longer than boto3's own attempts take."""
STOP_AFTER_S = 50 * limits.S_PER_HOUR
"""Of the world: two days, and time for what goes before."""


@dataclass(frozen=True, slots=True)
class Shard:
    """What one shard holds when all is over, oldest first."""

    id: str
    ids: list[str]
    is_child: bool
    opened_s: float
    """After the reader began; negative for before."""


@dataclass(slots=True)
class ReaderAttempt(Attempt):
    """What the function returned for one stream, beside what was written to it."""

    events: list[Event] = field(default_factory=list)
    shards: list[Shard] = field(default_factory=list)
    empty_until_s: float = 0.0
    """Until then, from when the reader began, answers were empty although events were ahead; 0 for never."""
    reads: int = 0
    throttled: int = 0
    end_s: float = 0.0
    """After the reader began."""
    fails: bool = False
    """Whether reads fail for longer than boto3 tries."""

    @property
    def let_it_out(self) -> bool:
        """Whether it raised where that is right."""
        return self.fails and isinstance(self.error, ClientError | BotoCoreError)

    @property
    def did_nothing(self) -> bool:
        """The calls of a trial are those of the gateways; its reads are the function's."""
        return not self.reads and not self.broke_off and (self.returned is None or self.returned is ...)

    @property
    def found(self) -> list[str]:
        """Ids of what was returned, in its order."""
        if not isinstance(self.returned, list):
            return []
        return [
            str(each["event_id"]) for each in self.returned if isinstance(each, dict) and "event_id" in each
        ]

    @property
    def lost(self) -> list[str]:
        """Ids of events that were not returned, in the order of their writing."""
        found = set(self.found)
        return [event["event_id"] for event in self.events if event["event_id"] not in found]

    @property
    def twice(self) -> list[str]:
        """Ids that came again."""
        left = Counter(self.found) - Counter(set(self.found))
        return list(left.elements())

    @property
    def disorder(self) -> list[tuple[str, str]]:
        """Each event that came behind a younger one of its tenant, with that one."""
        places = {event["event_id"]: place for place, event in enumerate(self.events)}
        newest: dict[str, str] = {}
        behind = []
        for id_ in self.found:
            if id_ in places:
                tenant = self.events[places[id_]]["tenant"]
                if places[id_] < places[newest.setdefault(tenant, id_)]:
                    behind.append((id_, newest[tenant]))
                else:
                    newest[tenant] = id_
        return behind


@dataclass(frozen=True, slots=True)
class Scene:
    """One trial: what has happened `before` the reader begins, and what happens `during`, until `end_s`.

    From `empty_from_s` on, until well after the end, answers are empty although events are ahead.
    """

    before: Callable[[Gateways], None]
    plan: Plan
    end_s: int
    during: Callable[[World], None] = lambda world: None
    empty_from_s: float | None = None
    fails: bool = False
    """Reads fail for half a minute."""
    zone_h: float = 0.0
    """Of `end`."""
    tenants: list[int] | None = None
    """Who writes meanwhile, if not all."""
    stream: str = STREAM


def play(fn: Callable[..., Any], name: str, scene: Scene) -> ReaderAttempt:
    """Let `fn(kinesis, stream, end)` read while the gateways go on."""
    seen = ReaderAttempt(name, end_s=scene.end_s, fails=scene.fails)
    with fresh_world(seed=5, stop_after_s=STOP_AFTER_S) as world:
        make_stream(2, scene.stream)
        gateways = Gateways(world, scene.stream)
        scene.before(gateways)
        began_us, written = world.clock.now_us, len(gateways.events)
        zone = timezone(timedelta(hours=scene.zone_h))
        end = datetime.fromtimestamp(began_us / limits.US_PER_S + scene.end_s, UTC).astimezone(zone)
        world.clock.stop_at_us = began_us + (max(0, scene.end_s) + PATIENCE_S) * limits.US_PER_S
        world.spawn(gateways.write_by, scene.plan, scene.tenants)
        world.spawn(scene.during, world)
        if scene.fails:
            _fail_reads(world)
        if scene.empty_from_s is not None:
            seen.empty_until_s = scene.end_s + EMPTY_FOR_S
            for_s = seen.empty_until_s - scene.empty_from_s
            world.fault("empty_read", after_s=scene.empty_from_s, for_s=for_s)
        observe(seen, world, fn, (scene.stream, end), (boto3.client("kinesis"),), most_calls=MOST_CALLS)
    gateways.plan_up_to(written + sum(count for count, _ in scene.plan))
    seen.events = gateways.events
    seen.shards = [_shard(each, began_us) for each in world.kinesis.streams[scene.stream].shards]
    seen.throttled = _sum_of(world, scene.stream, "ReadProvisionedThroughputExceeded")
    seen.reads = _sum_of(world, scene.stream, "GetRecords.Success") + seen.throttled
    return seen


def _shard(shard: Any, began_us: int) -> Shard:
    ids = [str(json.loads(data)["event_id"]) for data in shard.log.data]
    return Shard(shard.id, ids, shard.parent is not None, (shard.created_us - began_us) / limits.US_PER_S)


def _sum_of(world: World, stream: str, metric: str) -> int:
    series = world.metrics.find(NAMESPACE, metric, [("StreamName", stream)])
    return 0 if series is None else round(sum(point.sum for point in series.minutes.values()))


def _fail_reads(world: World) -> None:
    from_us = world.clock.now_us + FAILS_FROM_S * limits.US_PER_S
    to_us = from_us + FAILS_FOR_S * limits.US_PER_S
    world.faults.add("http_500", from_us, to_us, operation="GetRecords")
