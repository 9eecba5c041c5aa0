"""Twenty-five minutes in which a mapping meets everything: what became of each event under its settings.

    run = play(Incident(outage_s=180), {"MaximumRetryAttempts": 9})

Unless told otherwise the function bills event after event, stops at the first that fails, and reports it.
"""

from __future__ import annotations

import base64
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic.diurnal_usage import CUT_AT, Usage, day
from lablib.traffic.load_generator import feed

FUNCTION = "bill-usage"
STARTS_US = (limits.WORLD_START_S + limits.METRIC_PERIOD_S) * limits.US_PER_S
"""When the traffic begins: by then the mapping is enabled."""
MINUTES, REST_MINUTES = 25, 15
MALFORMED_AT, UNKNOWN_MODEL_AT, OUTAGE_AT = (1, 6), 11, 19
"""Minutes from the beginning of the traffic: each is over before the next begins."""
UNKNOWN_MODEL = "chat-unreleased"
"""No price is known for it, and the function waits for one until its timeout."""
TIMEOUT_S = 10
PACE_S = 0.02
"""For each event that is billed."""
IN_TIME = round(TIMEOUT_S / PACE_S)
"""So many events are billed by the timeout."""
READ_S = 1_800
"""More than it takes to read the queue once."""
NIGHT = 0.4
"""Of the mean rate of a day is what comes in its first hour."""


@dataclass(frozen=True, slots=True)
class Incident:
    """What happens, and what is asked of the settings."""

    events_per_s: float = 3.0
    shards: int = 2
    outage_s: int = 150
    """So long nothing can be billed."""
    most_age_s: int = 450
    most_invocations: int = 700
    most_billed_twice: int = 60
    most_to_redrive: int = 60
    queue: str = "given-up"
    seed: int = 7
    malformed_at: tuple[float, ...] = MALFORMED_AT
    """Minutes from the beginning of the traffic, one for each event that is cut off."""

    def as_dict(self) -> dict[str, Any]:
        """What whoever chooses the settings is told."""
        names = ("events_per_s", "shards", "outage_s")
        fixed = {"minutes": MINUTES, "bad_events": len(self.malformed_at) + 1}
        bounds = ("most_age_s", "most_invocations", "most_billed_twice", "most_to_redrive")
        arn = f"arn:{limits.PARTITION}:sqs:{limits.REGION}:{limits.ACCOUNT_ID}:{self.queue}"
        return {name: getattr(self, name) for name in names + bounds} | fixed | {"queue_arn": arn}

    def events(self) -> list[Usage]:
        """The traffic, with events that are cut off and one of a model without a price."""
        events = day(self.events_per_s / NIGHT, MINUTES / 60, self.seed, STARTS_US)
        changes: list[tuple[float, dict[str, Any]]] = [
            (minute, {"cut_at": CUT_AT}) for minute in self.malformed_at
        ]
        for minute, change in [*changes, (UNKNOWN_MODEL_AT, {"model": UNKNOWN_MODEL})]:
            at_us = STARTS_US + round(minute * 60 * limits.US_PER_S)
            place = next(n for n, event in enumerate(events) if event.at_us >= at_us)
            events[place] = events[place]._replace(**change)
        return events


@dataclass(slots=True)
class Tamed:
    """What came of it. With an `error` the mapping could not be made, and nothing ran."""

    events: list[Usage] = field(default_factory=list)
    billed: Counter[str] = field(default_factory=Counter)
    to_destination: set[str] = field(default_factory=set)
    """Ids of the events that the messages in the queue speak of."""
    messages: int = 0
    invocations: int = 0
    age_s: float = 0.0
    """The highest IteratorAge."""
    dropped: int = 0
    """Events that the mapping gave up, with no destination that took them."""
    waiting: int = 0
    """Events that are in the stream at the end and not through."""
    error: Exception | None = None

    @property
    def billed_twice(self) -> int:
        """Lines on an invoice beyond the first for an event."""
        return self.billed.total() - len(self.billed)

    @property
    def to_redrive(self) -> int:
        """Good events that wait behind a message."""
        bad = {event.event_id for event in self.events if is_bad(event)}
        return len(self.to_destination - bad - self.billed.keys())

    @property
    def lost(self) -> list[str]:
        """Ids of events that were neither billed nor told of, and are not waiting."""
        safe = self.billed.keys() | self.to_destination
        gone = [event.event_id for event in self.events if event.event_id not in safe]
        return gone[: max(0, len(gone) - self.waiting)]


def is_bad(event: Usage) -> bool:
    """Whether it can never be billed."""
    return event.cut_at is not None or event.model == UNKNOWN_MODEL


def stop_at_the_first(event: dict[str, Any], book: Callable[[bytes], None]) -> dict[str, Any]:
    """What a consumer of a stream does with a batch."""
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except (ValueError, ConnectionError):
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}


def play(
    incident: Incident,
    settings: dict[str, Any],
    bill_batch: Callable[..., Any] = stop_at_the_first,
    afterwards: Callable[[Tamed, str], None] | None = None,
) -> Tamed:
    """The incident in a fresh world. `settings` are members of CreateEventSourceMapping.

    When it is over, `afterwards` is called with the run and the URL of the queue, whose messages are visible.
    """
    run = Tamed(incident.events())
    with fresh_world(incident.seed) as world:
        make_stream(incident.shards)
        url = world_client("sqs").create_queue(QueueName=incident.queue)["QueueUrl"]
        handler = _handler(world, incident, run, bill_batch)
        world.deploy(
            handler,
            name=FUNCTION,
            timeout_s=TIMEOUT_S,
            takes_s=lambda event: PACE_S * min(len(event["Records"]), IN_TIME - 1),
        )
        named = {
            "FunctionName": FUNCTION,
            "EventSourceArn": world.kinesis.streams[STREAM].arn,
            "StartingPosition": "TRIM_HORIZON",
        }
        try:
            world_client("lambda").create_event_source_mapping(**(settings | named))
        except (BotoCoreError, ClientError, TypeError) as error:
            run.error = error
            return run
        feed(world, STREAM, run.events)
        world.sleep((MINUTES + REST_MINUTES) * 60)
        totals = world.totals()
        run.waiting = totals["stored"]
        run.dropped = totals["dropped by retries"] + totals["dropped by age"]
        _read_queue(world, run, url)
        if afterwards is not None:
            afterwards(run, url)
    return run


def _handler(
    world: World, incident: Incident, run: Tamed, bill_batch: Callable[..., Any]
) -> Callable[[Any, Any], Any]:
    outage_us = STARTS_US + OUTAGE_AT * 60 * limits.US_PER_S
    ends_us = outage_us + incident.outage_s * limits.US_PER_S

    def book(data: bytes, left: Iterator[int]) -> None:
        usage = json.loads(data)
        if usage["model"] == UNKNOWN_MODEL or next(left, None) is None:
            time.sleep(limits.FUNCTION_TIMEOUT_MAX_S)
        if outage_us <= world.clock.now_us < ends_us:
            raise ConnectionError("the invoices' database does not answer")
        run.billed[usage["event_id"]] += 1

    def handler(event: Any, context: Any) -> Any:
        arrived_s = event["Records"][-1]["kinesis"]["approximateArrivalTimestamp"]
        run.invocations += 1
        run.age_s = max(run.age_s, world.clock.now_s - arrived_s)
        return bill_batch(event, partial(book, left=iter(range(IN_TIME))))

    return handler


def _read_queue(world: World, run: Tamed, url: str) -> None:
    """Which events the messages speak of. They stay in the queue."""
    sqs = world_client("sqs")
    logs = {shard.id: shard.log for shard in world.kinesis.streams[STREAM].shards}
    ids = {event.payload(): event.event_id for event in run.events}
    seen = {"MaxNumberOfMessages": 10, "VisibilityTimeout": READ_S}
    while messages := sqs.receive_message(QueueUrl=url, **seen).get("Messages"):
        run.messages += len(messages)
        for message in messages:
            about = json.loads(message["Body"])["KinesisBatchInfo"]
            log = logs[about["shardId"]]
            first, last = int(about["startSequenceNumber"]), int(about["endSequenceNumber"])
            run.to_destination |= {
                ids[bytes(data)]
                for number, data in zip(log.sequence, log.data, strict=True)
                if first <= int(number) <= last
            }
    world.sleep(READ_S + 60)
