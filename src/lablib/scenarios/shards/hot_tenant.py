"""The traffic of lab 04: shards that are mostly idle, and one tenant whose job fills one of them in a second.

    calls = serve(world, minute(world, gateways=60), gateways=60)

A batch job of a tenant starts thousands of short requests at once, and every gateway has some of them when it
flushes. Gateways flush once a second and send what they have in calls of PutRecords, as in labs 00 to 02;
throttled records are not resent. Records go through the limits, the metrics and the ledger as ever; boto3
and the network are left out, which cost a hundred times more and are another lab's subject.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from itertools import groupby
from json import dumps
from typing import Any, NamedTuple
from zlib import crc32

from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.simulator.kinesis.operations.put import PutCall
from lablib.simulator.kinesis.state.region import Caller
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic.arrivals import poisson
from lablib.traffic.usage_events import UsageEvent, usage_events

HOT, BIG = "t-0178", "t-0071"
"""The tenant with the job, and the one with most requests in a minute. Their hashes are half a line apart, so
that they never share a shard where there is more than one."""
BIG_SHARE = 0.1
TENANTS = 300
PER_GATEWAY_PER_S = 11.4
"""With the lab's 60 gateways and 4 shards this uses 17 % of the capacity."""
JOB_REQUESTS = 2_850
"""In one second, of one tenant: 2,000 or so do not fit into its shard."""
TURNS = 5
"""Requests of a session; one session has all its turns at one gateway."""
SPREAD_S = 0.04
"""All gateways flush within so much of a second."""
EVENING_MINUTES = 20
EVENING_PER_S = 30.0
EVENING_GATEWAYS = 2
EVENING_JOBS = (4, 11, 12, 13)
"""The minutes that have a job in them, counted from 0."""

Call = dict[str, Any]
KeyOf = Callable[[dict[str, Any]], str]


class Request(NamedTuple):
    """One answered request."""

    at_us: int
    tenant: str
    session: str
    turn: int
    """Its place in the session, counted from 1."""
    usage: UsageEvent

    def as_dict(self, number: int) -> dict[str, Any]:
        """The usage event that its gateway emits."""
        return {
            "event_id": f"e{number:06d}",
            "at": _iso(self.at_us),
            "tenant": self.tenant,
            "session": self.session,
            "turn": self.turn,
            "model": self.usage.model,
            "tokens_in": self.usage.tokens_in,
            "tokens_out": self.usage.tokens_out,
        }


def by_tenant(event: dict[str, Any]) -> str:
    """The partition key as it is in the beginning."""
    return str(event["tenant"])


def minute(world: World, gateways: int) -> list[Request]:
    """The next whole minute of the dashboard, by day, with a job in one of its seconds; in order of time."""
    rng = world.rng("hot tenant: minute")
    begin_us = next_minute_us(world)
    job_us = begin_us + rng.randrange(10, 50) * limits.US_PER_S
    base = _base(gateways * PER_GATEWAY_PER_S, limits.METRIC_PERIOD_S - 1, begin_us, rng)
    return sorted(base + job(job_us, JOB_REQUESTS, rng))


def evening(world: World, jobs: Sequence[int] = EVENING_JOBS) -> list[Request]:
    """The next `EVENING_MINUTES` whole minutes: few requests, and a job in each minute of `jobs`."""
    rng = world.rng("hot tenant: evening")
    begin_us = next_minute_us(world)
    seconds = EVENING_MINUTES * limits.METRIC_PERIOD_S
    found = _base(EVENING_PER_S, seconds - 1, begin_us, rng)
    for number in jobs:
        at_s = number * limits.METRIC_PERIOD_S + rng.randrange(10, 50)
        found += job(begin_us + at_s * limits.US_PER_S, JOB_REQUESTS, rng)
    return sorted(found)


def job(start_us: int, requests: int, rng: random.Random, tenant: str = HOT) -> list[Request]:
    """So many requests of one tenant within the second that begins at `start_us`, in sessions of `TURNS`."""
    usage = _usage()
    found = []
    for number in range(requests):
        session, turn = divmod(number, TURNS)
        at_us = start_us + (turn * limits.US_PER_S + rng.randrange(limits.US_PER_S)) // TURNS
        name = f"{tenant}-job-{session + 1}"
        found.append(Request(at_us, tenant, name, turn + 1, rng.choice(usage)))
    return found


def serve(
    world: World,
    requests: Iterable[Request],
    gateways: int,
    key_of: KeyOf = by_tenant,
    stream: str = STREAM,
) -> list[Call]:
    """Let the gateways answer `requests` (in order of time) and write their events; waits until all is done.

    Returns what the gateways logged, a dict for each call of PutRecords: `gateway`, `at` (seconds since the
    epoch), `events` (what was sent, as dicts) and `answer`. Raises KeyError if there is no such stream, and
    NoWorldOpen if `world` is closed.
    """
    world.require_open()
    found = world.kinesis.streams[stream]
    calls: list[Call] = []
    numbered = enumerate(requests)
    for second, group in groupby(numbered, key=lambda each: each[1].at_us // limits.US_PER_S):
        by_gateway: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for number, request in group:
            by_gateway[gateway_of(request.session, gateways)].append(request.as_dict(number))
        for gateway, events in sorted(by_gateway.items()):
            at_us = (second + 1) * limits.US_PER_S + int(gateway * SPREAD_S * limits.US_PER_S / gateways)
            world.clock.sleep_until(at_us)
            for start in range(0, len(events), limits.PUT_RECORDS_MAX_ENTRIES):
                batch = events[start : start + limits.PUT_RECORDS_MAX_ENTRIES]
                entries = [{"PartitionKey": key_of(event), "Data": dumps(event).encode()} for event in batch]
                answer = put_entries(world, found, entries)
                at_s = world.clock.now_us / limits.US_PER_S
                calls.append({"gateway": f"g{gateway:02d}", "at": at_s, "events": batch, "answer": answer})
    world.clock.sleep_until(next_minute_us(world))
    return calls


def serve_evening(world: World, shards: int, gateways: int) -> datetime:
    """Make the stream, wait for a whole minute, and serve the evening; returns when it began."""
    make_stream(shards)
    world.clock.sleep_until(next_minute_us(world))
    begin = datetime.now(UTC)
    serve(world, evening(world), gateways)
    return begin


def by_minute(
    begin: datetime, metric: str, statistic: str = "Sum", stream: str = STREAM, **dimension: str
) -> list[float]:
    """What CloudWatch has of a Kinesis metric from `begin` (a whole minute) until now, a value a minute.

    A minute without a datapoint is 0. `ShardId="shardId-..."` asks for a shard.
    """
    named = {"StreamName": stream} | dimension
    points = world_client("cloudwatch").get_metric_statistics(
        Namespace="AWS/Kinesis",
        MetricName=metric,
        Dimensions=[{"Name": name, "Value": value} for name, value in named.items()],
        StartTime=begin,
        EndTime=datetime.now(UTC),
        Period=limits.METRIC_PERIOD_S,
        Statistics=[statistic],
    )["Datapoints"]
    values = {point["Timestamp"]: point[statistic] for point in points}
    minutes = int((datetime.now(UTC) - begin).total_seconds()) // limits.METRIC_PERIOD_S
    return [values.get(begin + timedelta(minutes=number), 0.0) for number in range(minutes)]


def next_minute_us(world: World) -> int:
    """When the next minute of the dashboard begins; now, if one begins now."""
    minute_us = limits.METRIC_PERIOD_S * limits.US_PER_S
    return -(-world.clock.now_us // minute_us) * minute_us


def put_entries(world: World, stream: Any, entries: list[dict[str, Any]]) -> dict[str, Any]:
    """One PutRecords, from where the service has checked the parameters; returns its answer."""
    region = world.kinesis
    region.caller = Caller("gateways")
    world.ledger.offer((entry["Data"] for entry in entries), world.clock.now_us)
    call = PutCall(region, stream, world.clock.now_us)
    results = call.put_all(entries, [len(each["Data"]) + len(each["PartitionKey"]) for each in entries])
    call.settle()
    call.report(region.metrics.put_records)
    return {"FailedRecordCount": call.failed_count, "Records": results}


def _base(per_s: float, seconds: float, start_us: int, rng: random.Random) -> list[Request]:
    """Requests of all tenants, as many of each but of the big one."""
    usage = _usage()
    counts: dict[str, int] = defaultdict(int)
    found = []
    for us in poisson(per_s, seconds, rng):
        tenant = BIG if rng.random() < BIG_SHARE else f"t-{rng.randrange(1, TENANTS + 1):04d}"
        session, turn = divmod(counts[tenant], TURNS)
        counts[tenant] += 1
        found.append(Request(start_us + us, tenant, f"{tenant}-{session + 1}", turn + 1, rng.choice(usage)))
    return found


def gateway_of(session: str, gateways: int) -> int:
    """The load balancer keeps a session at one gateway."""
    return crc32(session.encode()) % gateways


@cache
def _usage() -> tuple[UsageEvent, ...]:
    """What the incident's hour asked for: models and tokens to draw from."""
    return tuple(usage_events())


def _iso(at_us: int) -> str:
    second, us = divmod(at_us, limits.US_PER_S)
    return f"{_iso_second(second)}.{us:06d}Z"


@lru_cache(maxsize=100)
def _iso_second(second: int) -> str:
    return f"{datetime.fromtimestamp(second, UTC):%Y-%m-%dT%H:%M:%S}"
