"""How a partition key changes the second in which a tenant's job starts: the experiment of lab 04."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.scenarios.shards.hot_tenant import HOT, Call, KeyOf, Request, by_tenant, minute, serve
from lablib.simulator import limits
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic import event_id_of

__all__ = ["Spread", "by_tenant", "spread"]

AROUND_S = 2.5
"""Before and after the job's first request."""


class Spread(NamedTuple):
    """The outcome. All but the first are about the hot tenant alone."""

    throttled: int
    keys: int
    shards: int
    """With records of the tenant. A consumer that wants all of its events has to read them all."""
    sessions: int
    split: int
    """Sessions with records in more than one shard, so that no consumer reads them in order."""

    def __str__(self) -> str:
        where = f"keys: {self.keys:>2}, shards: {self.shards:>2}"
        return f"{self.throttled:>6,} throttled; {where}; sessions split: {self.split:,} of {self.sessions:,}"


def spread(seed: int, gateways: int, shards: int | None, key_of: KeyOf = by_tenant) -> Spread:
    """Play five seconds around the job in a world of their own, from the minute of `World(seed)`.

    If `shards` is None, the stream is on-demand. If `key_of` returns no string, as a function does that
    isn't written yet, the key is the tenant.
    """
    keys: dict[str, str] = {}

    def keep(event: dict[str, Any]) -> str:
        key: Any = key_of(event)
        keys[event["event_id"]] = key if isinstance(key, str) else by_tenant(event)
        return keys[event["event_id"]]

    with World(seed, identify=event_id_of) as world:
        _make(shards)
        near = around_the_job(minute(world, gateways))
        return _what_came_of(serve(world, near, gateways, keep), keys)


def around_the_job(requests: Sequence[Request]) -> list[Request]:
    """The requests in the seconds before and after the job's first request."""
    job_us = next(each.at_us for each in requests if "-job-" in each.session)
    return [each for each in requests if abs(each.at_us - job_us) < AROUND_S * limits.US_PER_S]


def _make(shards: int | None) -> None:
    if shards is not None:
        make_stream(shards)
        return
    kinesis = world_client("kinesis")
    kinesis.create_stream(StreamName=STREAM, StreamModeDetails={"StreamMode": "ON_DEMAND"})
    kinesis.get_waiter("stream_exists").wait(StreamName=STREAM)


def _what_came_of(calls: Iterable[Call], keys: Mapping[str, str]) -> Spread:
    throttled = 0
    of_hot: set[str] = set()
    shards_of: dict[str, set[str]] = defaultdict(set)
    for call in calls:
        throttled += call["answer"]["FailedRecordCount"]
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if event["tenant"] == HOT:
                of_hot.add(keys[event["event_id"]])
                shards_of[event["session"]] |= {result["ShardId"]} if "ShardId" in result else set()
    split = sum(len(shards) > 1 for shards in shards_of.values())
    return Spread(throttled, len(of_hot), len(set().union(*shards_of.values())), len(shards_of), split)
