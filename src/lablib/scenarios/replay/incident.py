"""A trace as the incident: a fleet of gateways collects what arrives and writes it to one stream on one tick.

Each gateway flushes when the wall clock shows a multiple of `flush_every_s`, as code does that is driven by a
timer. Nobody planned it, but sixty gateways write in the same few milliseconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from lablib.simulator import limits
from lablib.simulator.clock.activity import doing
from lablib.simulator.network.clients import set_up_client, world_client
from lablib.simulator.world import World
from lablib.traffic import Event, Gateway, incident
from lablib.traffic.events import from_json
from lablib.traffic.gateways import GATEWAYS

FLUSH_EVERY_S = 5
STREAM = "usage-events"
STEADY = ("Enabled", "Disabled")
"""States in which a mapping can be deleted."""

Send = Callable[[Any, str, list[Any]], Any]
"""`send(kinesis, stream, batch)`: what a gateway calls with the events of one flush."""
Progress = Callable[[float], None]
"""Told how far a run is, from 0 to 1."""


def nobody_watches(done: float) -> None:
    """Progress that is told to nobody."""


def as_entry(event: Event, content: bytes) -> dict[str, Any]:
    """An event in the form of PutRecords."""
    return {"Data": content, "PartitionKey": event.key}


def make_stream(shards: int, name: str = STREAM) -> None:
    """Create a stream and wait until it is ACTIVE (virtual time passes).

    A stream that has this name goes first, with its records and the mappings that read it.
    """
    kinesis = set_up_client("kinesis")
    try:
        kinesis.create_stream(StreamName=name, ShardCount=shards)
    except kinesis.exceptions.ResourceInUseException:
        _remove_stream(name)
        kinesis.create_stream(StreamName=name, ShardCount=shards)
    kinesis.get_waiter("stream_exists").wait(StreamName=name)


def _remove_stream(name: str) -> None:
    kinesis, lambda_ = world_client("kinesis"), world_client("lambda")
    kinesis.get_waiter("stream_exists").wait(StreamName=name)  # it can't be deleted while it is made
    arn = kinesis.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]["StreamARN"]
    for mapping in lambda_.list_event_source_mappings(EventSourceArn=arn)["EventSourceMappings"]:
        _remove_mapping(lambda_, mapping["UUID"])
    kinesis.delete_stream(StreamName=name, EnforceConsumerDeletion=True)
    kinesis.get_waiter("stream_not_exists").wait(StreamName=name)


def _remove_mapping(lambda_: Any, uuid: str) -> None:
    """Wait until it isn't being changed, delete it, and wait until it is gone."""
    while lambda_.get_event_source_mapping(UUID=uuid)["State"] not in STEADY:
        time.sleep(1)
    lambda_.delete_event_source_mapping(UUID=uuid)
    with suppress(lambda_.exceptions.ResourceNotFoundException):
        while lambda_.get_event_source_mapping(UUID=uuid):
            time.sleep(1)


def play(
    world: World,
    gateways: Sequence[Gateway],
    send: Send,
    *,
    stream: str = STREAM,
    flush_every_s: float = FLUSH_EVERY_S,
    form: Callable[[Event, bytes], Any] = as_entry,
    on_progress: Progress = nobody_watches,
) -> None:
    """Let every gateway run to the end of its traffic, then wait until the last one has sent its last batch.

    `form` makes of an event and its payload what `send` takes. What a gateway has to send is offered to the
    ledger before `send` is called; what `send` then raises is raised here. `on_progress` gets the share of
    all events that have been sent, after each flush. Raises NoWorldOpen if `world` is closed.
    """
    world.require_open()
    kinesis = world_client("kinesis")
    total = sum(gateway.total for gateway in gateways)
    sent = 0

    def run(gateway: Gateway) -> None:
        nonlocal sent
        while gateway.next_at_us is not None:
            world.clock.sleep_until(max(next_tick_us(world.clock.now_us, flush_every_s), gateway.start_us))
            events = gateway.due(world.clock.now_us)
            if events:
                contents = [event.payload() for event in events]
                world.ledger.offer(contents, world.clock.now_us)
                send(kinesis, stream, list(map(form, events, contents)))
                sent += len(events)
                on_progress(sent / total)

    with doing("the gateways write", lambda: sent / max(1, total)):
        world.join(*[world.spawn(run, gateway, name=gateway.name) for gateway in gateways])


def next_tick_us(now_us: int, every_s: float) -> int:
    """The next moment after `now_us` at which the wall clock shows a multiple of `every_s`."""
    every_us = round(every_s * limits.US_PER_S)
    return now_us - now_us % every_us + every_us


def replay_incident(
    world: World, send: Send, *, gateways: int = GATEWAYS, minutes: int = 2, stream: str = STREAM
) -> list[dict[str, Any]]:
    """Let the gateways serve the incident's traffic and call `send(kinesis, stream, events)` at each flush.

    It waits first, so that the flushes fill `minutes` whole minutes of the dashboard. `events` are dicts.
    Returns every event that the gateways had to send: what customers used, whatever became of it.
    Raises NoWorldOpen if `world` is closed.
    """
    world.require_open()
    served: list[dict[str, Any]] = []

    def form(event: Event, content: bytes) -> dict[str, Any]:
        served.append(from_json(content))
        return from_json(content)  # another one, so that nothing a producer does to it changes the truth

    start_us = next_tick_us(world.clock.now_us + FLUSH_EVERY_S * limits.US_PER_S, limits.METRIC_PERIOD_S)
    start_us -= FLUSH_EVERY_S * limits.US_PER_S
    fleet_of_incident = incident(world.seed, gateways, minutes * limits.METRIC_PERIOD_S, start_us)
    play(world, fleet_of_incident, send, stream=stream, flush_every_s=FLUSH_EVERY_S, form=form)
    return served
