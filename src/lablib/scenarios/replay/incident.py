"""A trace as the incident: a fleet of gateways collects what arrives and writes it to one stream on one tick.

Each gateway flushes when the wall clock shows a multiple of `flush_every_s`, as code does that is driven by a
timer. Nobody planned it, but sixty gateways write in the same few milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lablib.simulator import limits
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic import Event, Gateway, Trace, fleet, incident
from lablib.traffic.gateways import GATEWAYS
from lablib.traffic.producers import Entries, Producer

FLUSH_EVERY_S = 10
INCIDENT_FLUSH_EVERY_S = 5
STREAM = "usage-events"

Send = Callable[[Any, str, list[Any]], Any]
"""`send(kinesis, stream, batch)`: what a gateway calls with the events of one flush."""


def as_entry(event: Event) -> dict[str, Any]:
    """An event in the form of PutRecords."""
    return {"Data": event.payload(), "PartitionKey": event.key}


def make_stream(shards: int, name: str = STREAM) -> None:
    """Create a stream and wait until it is ACTIVE (virtual time passes)."""
    kinesis = world_client("kinesis")
    kinesis.create_stream(StreamName=name, ShardCount=shards)
    kinesis.get_waiter("stream_exists").wait(StreamName=name)


def play(
    world: World,
    gateways: Sequence[Gateway],
    send: Send,
    *,
    stream: str = STREAM,
    flush_every_s: float = FLUSH_EVERY_S,
    form: Callable[[Event], Any] = as_entry,
    on_progress: Callable[[float], None] | None = None,
) -> None:
    """Let every gateway run to the end of its traffic, then wait until the last one has sent its last batch.

    `form` makes of an event what `send` takes. What a gateway has to send is offered to the ledger before
    `send` is called; what `send` then raises is raised here.
    """
    kinesis = world_client("kinesis")

    def run(gateway: Gateway) -> None:
        while gateway.next_at_us is not None:
            world.clock.sleep_until(max(next_tick_us(world.clock.now_us, flush_every_s), gateway.start_us))
            events = gateway.due(world.clock.now_us)
            if events:
                world.ledger.offer((event.payload() for event in events), world.clock.now_us)
                send(kinesis, stream, [form(event) for event in events])

    flows = [world.spawn(run, gateway, name=gateway.name) for gateway in gateways]
    if on_progress is not None:
        _report(world, world.clock.now_us, max(gateway.end_us for gateway in gateways), on_progress)
    world.join(*flows)


def next_tick_us(now_us: int, every_s: float) -> int:
    """The next moment after `now_us` at which the wall clock shows a multiple of `every_s`."""
    every_us = round(every_s * limits.US_PER_S)
    return now_us - now_us % every_us + every_us


def _report(world: World, start_us: int, end_us: int, on_progress: Callable[[float], None]) -> None:
    """The main flow walks through the time in a hundred steps and says how far it is."""
    for step in range(1, 101):
        world.clock.sleep_until(start_us + (end_us - start_us) * step // 100)
        on_progress(step / 100)


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What CloudWatch says about the whole run: sums, except where the name says otherwise."""

    incoming_records: int
    total_records: int
    throttled_records: int
    failed_records: int
    write_throughput_exceeded: int
    success_average: float
    busiest_minute_share: float
    """IncomingRecords of the busiest minute as a share of what the shards may take in a minute."""


def dashboard(world: World, shards: int, stream: str = STREAM) -> Dashboard:
    """Ask CloudWatch for the minutes since the world began."""
    sums = {field: _minutes(world, stream, name, "Sum") for field, name in _SUMS.items()}
    success = _minutes(world, stream, "PutRecords.Success", "Sum")
    calls = _minutes(world, stream, "PutRecords.Success", "SampleCount")
    capacity = shards * limits.SHARD_WRITE_RECORDS_PER_S * limits.METRIC_PERIOD_S
    return Dashboard(
        **{field: round(sum(minutes)) for field, minutes in sums.items()},
        success_average=sum(success) / sum(calls) if calls else 0.0,
        busiest_minute_share=max(sums["incoming_records"], default=0) / capacity,
    )


_SUMS = {
    "incoming_records": "IncomingRecords",
    "total_records": "PutRecords.TotalRecords",
    "throttled_records": "PutRecords.ThrottledRecords",
    "failed_records": "PutRecords.FailedRecords",
    "write_throughput_exceeded": "WriteProvisionedThroughputExceeded",
}


def _minutes(world: World, stream: str, metric: str, statistic: str) -> list[float]:
    cloudwatch = world_client("cloudwatch")
    query = {
        "Id": "m",
        "MetricStat": {
            "Metric": {
                "Namespace": "AWS/Kinesis",
                "MetricName": metric,
                "Dimensions": [{"Name": "StreamName", "Value": stream}],
            },
            "Period": limits.METRIC_PERIOD_S,
            "Stat": statistic,
        },
    }
    answer = cloudwatch.get_metric_data(
        MetricDataQueries=[query],
        StartTime=datetime.fromtimestamp(world.start_us / limits.US_PER_S, UTC),
        EndTime=datetime.fromtimestamp(world.clock.now_s + limits.METRIC_PERIOD_S, UTC),
    )
    return list(answer["MetricDataResults"][0]["Values"])


def replay(
    world: World,
    trace: Trace,
    producer: Producer,
    *,
    shards: int,
    gateways: int = GATEWAYS,
    seconds: float | None = None,
    flush_every_s: float = FLUSH_EVERY_S,
    on_progress: Callable[[float], None] | None = None,
) -> int:
    """Make the stream and play the trace through `producer`, for `seconds` or one lap.

    Returns how many records the producer gave up.
    """
    given_up = 0

    def send(kinesis: Any, stream: str, batch: Entries) -> None:
        nonlocal given_up
        rest = producer(kinesis, stream, batch)
        world.ledger.give_up((entry["Data"] for entry in rest), world.clock.now_us)
        given_up += len(rest)

    make_stream(shards)
    start_us = next_tick_us(world.clock.now_us, flush_every_s)
    play(
        world,
        fleet(trace, gateways, world.seed, seconds, start_us),
        send,
        flush_every_s=flush_every_s,
        on_progress=on_progress,
    )
    return given_up


def replay_incident(
    world: World, send: Send, *, gateways: int = GATEWAYS, minutes: int = 2, stream: str = STREAM
) -> list[dict[str, Any]]:
    """Let the gateways serve the incident's traffic and call `send(kinesis, stream, events)` at each flush.

    It waits first, so that the flushes fill `minutes` whole minutes of the dashboard. `events` are dicts.
    Returns every event that the gateways had to send: what customers used, whatever became of it.
    """
    served: list[dict[str, Any]] = []

    def form(event: Event) -> dict[str, Any]:
        served.append(event.as_dict())
        return dict(served[-1])  # a copy, so that nothing a producer does to it changes the truth

    start_us = next_tick_us(
        world.clock.now_us + INCIDENT_FLUSH_EVERY_S * limits.US_PER_S, limits.METRIC_PERIOD_S
    )
    start_us -= INCIDENT_FLUSH_EVERY_S * limits.US_PER_S
    fleet_of_incident = incident(world.seed, gateways, minutes * limits.METRIC_PERIOD_S, start_us)
    play(world, fleet_of_incident, send, stream=stream, flush_every_s=INCIDENT_FLUSH_EVERY_S, form=form)
    return served
