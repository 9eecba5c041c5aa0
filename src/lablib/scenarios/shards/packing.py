"""Several events in a record: the minute of lab 04, and what packing makes of its limits and of its price.

print(packed_minute(seed=7, shards=4, gateways=60, by="tenant"))
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from json import dumps
from typing import Any, NamedTuple

from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.scenarios.shards.hot_tenant import HOT, SPREAD_S, Request, gateway_of, minute, put_entries
from lablib.simulator import limits
from lablib.simulator.kinesis.state.charged_usage import rounded_up
from lablib.simulator.world import World

Events = list[dict[str, Any]]
WAYS = ("event", "tenant", "gateway")


class Packed(NamedTuple):
    """What became of the minute's events."""

    events: int
    throttled: int
    """Throttled events: all of those in a throttled record."""
    records: int
    payload_units: int
    """Of all records, the throttled ones included."""
    largest: int
    """Events in the fullest record."""
    shards: int
    """How many shards have events of the tenant with the job."""

    def __str__(self) -> str:
        throttled = f"{self.throttled:>5,} of {self.events:,} events throttled"
        record = f"events in the fullest record: {self.largest:>3,}; shards of the tenant: {self.shards}"
        return f"{throttled}; payload units: {self.payload_units:>6,}; {record}"


def packed_minute(seed: int, shards: int, gateways: int, by: str, flush_s: int = 5) -> Packed:
    """Play it in its own simulator. At each flush a gateway writes its events, packed `by` one of `WAYS`.

    By "event" each event is a record, by "tenant" the events of a tenant at a gateway are one, by "gateway"
    all of its events are. Raises ValueError for another way.
    """
    if by not in WAYS:
        raise ValueError(f"by is {by!r}: choose one of {', '.join(WAYS)}")
    sizes: list[int] = []
    throttled, units = 0, 0
    of_tenant: set[str] = set()
    with World(seed) as world:
        make_stream(shards)
        stream = world.kinesis.streams[STREAM]
        for at_us, gateway, events in _flushes(minute(world, gateways), gateways, flush_s):
            world.clock.sleep_until(at_us)
            packs = list(_packs(gateway, events, by))
            for start in range(0, len(packs), limits.PUT_RECORDS_MAX_ENTRIES):
                batch = packs[start : start + limits.PUT_RECORDS_MAX_ENTRIES]
                entries = [{"PartitionKey": key, "Data": dumps(pack).encode()} for key, pack in batch]
                results = put_entries(world, stream, entries)["Records"]
                for (_, pack), entry, result in zip(batch, entries, results, strict=True):
                    sizes.append(len(pack))
                    size_bytes = len(entry["Data"]) + len(entry["PartitionKey"])
                    units += rounded_up(size_bytes, limits.PAYLOAD_UNIT_BYTES)
                    throttled += 0 if "ShardId" in result else len(pack)
                    if "ShardId" in result and any(event["tenant"] == HOT for event in pack):
                        of_tenant.add(result["ShardId"])
    return Packed(sum(sizes), throttled, len(sizes), units, max(sizes, default=0), len(of_tenant))


def _flushes(requests: list[Request], gateways: int, flush_s: int) -> Iterator[tuple[int, int, Events]]:
    """When, which gateway, and its events since the last time; in order of time."""
    waiting: dict[tuple[int, int], Events] = defaultdict(list)
    for number, request in enumerate(requests):
        tick = request.at_us // (flush_s * limits.US_PER_S) + 1
        waiting[tick, gateway_of(request.session, gateways)].append(request.as_dict(number))
    for (tick, gateway), events in sorted(waiting.items(), key=lambda each: each[0]):
        spread_us = int(gateway * SPREAD_S * limits.US_PER_S / gateways)
        yield tick * flush_s * limits.US_PER_S + spread_us, gateway, events


def _packs(gateway: int, events: Events, by: str) -> Iterator[tuple[str, Events]]:
    """Partition keys, and the events of a record each."""
    if by == "event":
        yield from ((event["tenant"], [event]) for event in events)
        return
    packs: dict[str, Events] = defaultdict(list)
    for event in events:
        packs[event["tenant"] if by == "tenant" else f"gateway-{gateway}"].append(event)
    yield from packs.items()
