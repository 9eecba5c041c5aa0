"""The end of lab 10: an evening that the learner's three functions have not seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from lablib.scenarios.elsewhere.destinations import arrived, make_destinations, some_usage
from lablib.scenarios.elsewhere.two_sources import from_the_queue, from_the_stream
from lablib.simulator.call_forms import called_as, require_count, require_function
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World

HOUR_S = 3_600.0
RATE = 0.15


@called_as("another_evening(8, 60, send_all, batch_write, handle)")
def another_evening(
    seed: int,
    count: int,
    send_all: Callable[..., Any],
    batch_write: Callable[..., Any],
    handle: Callable[..., Any],
) -> list[str]:
    """What each of the functions lost, gave up or did twice, a line each."""
    require_count(count, "another_evening")
    require_function(send_all, "another_evening", "send_all(call, operation, entries)")
    require_function(batch_write, "another_evening", "batch_write(...)")
    require_function(handle, "another_evening", "handle(event, book)")
    return [_sent(seed, count, send_all), _written(seed, count, batch_write), _handled(seed, handle)]


def _sent(seed: int, count: int, send_all: Callable[..., Any]) -> str:
    with World(seed) as world:
        to = make_destinations()
        events = some_usage(count, seed)
        world.fault("entries_fail", service="sqs", for_s=HOUR_S, rate=RATE)
        entries = [
            {"Id": event["event_id"], "MessageBody": json.dumps(event), "DelaySeconds": event["due_s"]}
            for event in events
        ]
        sqs = world_client("sqs")

        def call(some: list[Any]) -> Any:
            return sqs.send_message_batch(QueueUrl=to.queue, Entries=some)

        given_up = _list(send_all(call, "send_message_batch", entries))
        stored = arrived(to)["alerts"]
        ids = {event["event_id"] for event in events}
        gone = ids - set(stored) - {entry["Id"] for entry in given_up if isinstance(entry, dict)}
    return (
        f"send_all:    {count} alerts, {len(set(stored))} stored, {len(given_up)} given up, "
        f"{len(gone)} lost silently, {len(stored) - len(set(stored))} twice"
    )


def _list(returned: Any) -> list[Any]:
    """What a function gave up; nothing, if it isn't written yet."""
    return list(returned) if isinstance(returned, list | tuple) else []


def _written(seed: int, count: int, batch_write: Callable[..., Any]) -> str:
    with World(seed) as world:
        to = make_destinations()
        events = some_usage(count, seed)
        world.fault("entries_fail", service="dynamodb", for_s=HOUR_S, rate=RATE)
        puts = ({"PutRequest": {"Item": {"event_id": {"S": event["event_id"]}}}} for event in events)
        given_up = _list(batch_write(world_client("dynamodb"), to.table, ["event_id"], puts))
        stored = len(arrived(to)["invoices"])
    lost = count - stored - len(given_up)
    return f"batch_write: {count} invoices, {stored} stored, {len(given_up)} given up, {lost} lost silently"


def _handled(seed: int, handle: Callable[..., Any]) -> str:
    with World(seed) as world:
        queue, stream = from_the_queue(world, handle), from_the_stream(world, handle)
    return (
        f"handle:      queue {queue.never} never booked, {queue.twice} twice; "
        f"stream {stream.never} never booked, {stream.twice} twice"
    )
