"""Grades read_until: streams whose shards change while gateways write and the function reads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from textwrap import shorten
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.simulator.kinesis.operations.put import THROTTLED
from lablib.simulator.kinesis.state.routing import hash_of
from lablib.simulator.kinesis.stream_metrics import NAMESPACE
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.background_gateways import TENANT, TENANTS, Event, Gateways, Plan
from lablib.teaching.checks.findings import Finding, exits, floods, replaces, returns_nothing
from lablib.teaching.checks.grader import Grader

import boto3
from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

SHARDS = ("shardId-000000000000", "shardId-000000000001")
"""Of every stream here, before it is changed."""
CHILDREN = ("shardId-000000000002", "shardId-000000000003")
"""Of the first shard, after it is split."""
PATIENCE_S = 60
"""A function that reads on for so long after `end` never ends."""
MOST_CALLS = 8_000
EMPTY_FOR_S = 12
"""After `end`, in the trial whose answers are empty although events are ahead."""
FAILS_FROM_S = 3
FAILS_FOR_S = 30
"""Longer than boto3's own attempts take."""
DAY_S = 25 * 3_600
"""Past the retention of a stream."""
REFUSED_SHARE = 0.1
"""A reader that has more of its reads refused asks without a pause."""


@dataclass(frozen=True, slots=True)
class Shard:
    """What one shard holds when all is over, oldest first."""

    id: str
    ids: list[str]
    is_child: bool
    opened_s: float
    """After the reader began; negative for before."""


@dataclass(slots=True)
class Seen(Attempt):
    """What the function returned for one stream, beside what was written to it."""

    events: list[Event] = field(default_factory=list)
    shards: list[Shard] = field(default_factory=list)
    empty_until_s: float = 0.0
    """Until then, from when the reader began, answers were empty although events were ahead; 0 for never."""
    reads: int = 0
    refused: int = 0
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


def play(fn: Callable[..., Any], name: str, scene: Scene) -> Seen:
    """Let `fn(kinesis, stream, end)` read while the gateways go on."""
    seen = Seen(name, end_s=scene.end_s, fails=scene.fails)
    with fresh_world(seed=5, stop_after_s=2 * DAY_S) as world:
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
    seen.refused = _sum_of(world, scene.stream, "ReadProvisionedThroughputExceeded")
    seen.reads = _sum_of(world, scene.stream, "GetRecords.Success") + seen.refused
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


def _split(world: World, after_s: int) -> None:
    """Cut the first shard in two."""
    world.clock.sleep(after_s)
    _change("split_shard", ShardToSplit=SHARDS[0], NewStartingHashKey=str(limits.HASH_KEY_MAX // 4))


def _split_then_merge(world: World) -> None:
    """Cut the first shard in two, later make one of the two again: children of children."""
    _split(world, after_s=3)
    world.clock.sleep(20)
    _change("merge_shards", ShardToMerge=CHILDREN[0], AdjacentShardToMerge=CHILDREN[1])


def _change(operation: str, **what: str) -> None:
    getattr(boto3.client("kinesis"), operation)(StreamName=STREAM, **what)


UPPER = [n for n in range(TENANTS) if hash_of(TENANT.format(n)) > limits.HASH_KEY_MAX // 2]
LOWER = [n for n in range(TENANTS) if n not in UPPER]
"""The tenants whose events are in the first shard."""


def _some(gateways: Gateways) -> None:
    gateways.write(120)


def _merged_with_a_backlog(gateways: Gateways) -> None:
    """The second parent holds more than two answers of GetRecords take, the first a few, the child goes on."""
    gateways.write(240)
    gateways.write_for(UPPER, 2 * limits.GET_RECORDS_MAX_RECORDS + 1)
    _change("merge_shards", ShardToMerge=SHARDS[0], AdjacentShardToMerge=SHARDS[1])
    gateways.world.clock.sleep(limits.UPDATE_STREAM_S + 1)
    gateways.write(240)


def _split_today(gateways: Gateways) -> None:
    """Parent and children are all listed, and all have events."""
    gateways.write(120)
    _split(gateways.world, after_s=0)
    gateways.world.clock.sleep(limits.UPDATE_STREAM_S + 1)
    gateways.write(120)


def _split_before_all(gateways: Gateways) -> None:
    """The parent is empty, so is the other shard: what there is lies in the children."""
    _split(gateways.world, after_s=0)
    gateways.world.clock.sleep(limits.UPDATE_STREAM_S + 1)
    gateways.write_for(LOWER, 60)
    gateways.world.clock.sleep(10)


def _split_yesterday(gateways: Gateways) -> None:
    """The parent is not listed any more; its children are, and what is written now is theirs."""
    _split(gateways.world, after_s=0)
    gateways.world.clock.sleep(DAY_S)
    gateways.write(120)
    gateways.world.clock.sleep(10)


SCENES = {
    "gateways fall silent": Scene(_some, [(60, 1), (60, 2), (60, 20)], end_s=24),
    "a split, then a merge": Scene(
        _some, [(48, at_s) for at_s in range(2, 48, 3)], end_s=52, during=_split_then_merge, zone_h=-7
    ),
    "a merge, and a backlog": Scene(_merged_with_a_backlog, [(48, 1)], end_s=6),
    "hardly anything for minutes": Scene(_split_today, [(48, 10), (48, 150), (48, 320)], end_s=326),
    "empty, with events ahead": Scene(
        _some, [(60, 1), (60, 6)], end_s=10, empty_from_s=5.5, tenants=LOWER, stream="usage-eu"
    ),
    "split yesterday, end is past": Scene(_split_yesterday, [], end_s=-5, zone_h=5.5),
    "split first, then written to": Scene(_split_before_all, [], end_s=-5),
    "reads fail for a while": Scene(_some, [(60, 1), (60, 6)], end_s=10, fails=True),
}


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """From a stream that stays as it is to hours in which little comes and shards change."""
    return [(name, partial(play, name=name, scene=scene)) for name, scene in SCENES.items()]


def raised(seen: Seen) -> Finding | None:
    """Which error it is tells what was not known about reading."""
    error = seen.error
    if error is None or seen.let_it_out:
        return None
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else ""
    no_iterator = (isinstance(error, KeyError) and "NextShardIterator" in str(error)) or (
        isinstance(error, ParamValidationError) and "parameter ShardIterator," in str(error)
    )
    ids = {"ExpiredIteratorException": "01.3.expired", THROTTLED: "01.3.throttled"}
    id_ = "01.3.end-of-shard" if no_iterator else ids.get(code, "01.3.raised")
    return id_, {"error": type(error).__name__}


def never_ends(seen: Seen) -> Finding | None:
    return ("01.3.never-ends", {}) if seen.never_ended else None


def no_list(seen: Seen) -> Finding | None:
    kind = type(seen.returned).__name__
    return None if isinstance(seen.returned, list) else ("01.3.no-list", {"kind": kind})


def no_events(seen: Seen) -> Finding | None:
    events = {event["event_id"]: event for event in seen.events}
    strange = next((each for each in seen.returned if each != events.get(_id_of(each))), None)
    return None if strange is None else ("01.3.no-events", {"first": shorten(repr(strange), 90)})


def lost(seen: Seen) -> Finding | None:
    """Where the lost events lie in their shard tells how they were lost."""
    if not seen.lost:
        return None
    missing, first = set(seen.lost), seen.lost[0]
    about: dict[str, object] = {"first": _name(seen, first), "shard": "a shard"}
    shard = next((each for each in seen.shards if first in each.ids), None)
    if seen.fails:
        return "01.3.error-swallowed", about | {"from_s": FAILS_FROM_S, "to_s": FAILS_FROM_S + FAILS_FOR_S}
    if seen.took_s < seen.end_s:
        return "01.3.stopped-early", about | {"early_s": seen.end_s - seen.took_s}
    assert shard is not None, f"{first} was never written, and `end` has passed"
    gaps = [id_ in missing for id_ in shard.ids]
    about |= {"shard": shard.id, "opened_s": shard.opened_s, "of_it": len(gaps), "got": gaps.count(False)}
    if all(gaps) and shard.is_child and shard.opened_s > 0:
        return "01.3.child-never-read", about
    if seen.took_s < seen.empty_until_s:
        return "01.3.empty-ahead", about
    if gaps[0] and not gaps[-1] and gaps == sorted(gaps, reverse=True):
        return "01.3.began-too-late", about
    return "01.3.lost", about


def twice(seen: Seen) -> Finding | None:
    return ("01.3.twice", {"first": _name(seen, seen.twice[0])}) if seen.twice else None


def reordered(seen: Seen) -> Finding | None:
    if not seen.disorder:
        return None
    first, younger = seen.disorder[0]
    in_one = any(first in shard.ids and younger in shard.ids for shard in seen.shards)
    id_ = "01.3.reordered-in-shard" if in_one else "01.3.reordered"
    return id_, {"first": _name(seen, first), "younger": younger}


def reads_too_often(seen: Seen) -> Finding | None:
    return ("01.3.reads-too-often", {}) if seen.refused > REFUSED_SHARE * seen.reads else None


def _id_of(event: Any) -> Any:
    return event.get("event_id") if isinstance(event, dict) else None


def _name(seen: Seen, id_: str) -> str:
    tenant = next(event["tenant"] for event in seen.events if event["event_id"] == id_)
    return f"{id_} of tenant {tenant}"


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "events": len(seen.events),
        "lost": len(seen.lost),
        "twice": len(seen.twice),
        "disorder": len(seen.disorder),
        "reads": seen.reads,
        "refused": seen.refused,
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    rows = [facts(each) for each in seen if not each.let_it_out]
    sums = {name: sum(row[name] for row in rows) for name in ("events", "reads", "refused")}
    return sums | {"streams": len(rows), "let_out": len(seen) - len(rows)}


ASKED_FIRST = (floods, replaces, exits, raised, never_ends, returns_nothing, no_list, no_events)


def unless_it_let_it_out(question: Callable[[Seen], Finding | None]) -> Callable[[Seen], Finding | None]:
    """An error that goes on for longer than boto3 tries is rightly the caller's: nothing else is asked then."""
    return lambda seen: None if seen.let_it_out else question(seen)


grade = Grader(
    trials=trials,
    questions=[*map(unless_it_let_it_out, (*ASKED_FIRST, lost, twice, reordered, reads_too_often))],
    facts=facts,
    columns="01.3.columns",
    row="01.3.row",
    totals=totals,
).grade
