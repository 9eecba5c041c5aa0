"""A queue of messages about what a mapping gave up, and the stream that they point into."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic.diurnal_usage import CUT_AT, Usage, day

QUEUE = "given-up"
RATE_PER_S = 5.0
"""Of the day that the events are taken from."""


class Given(NamedTuple):
    """What filled the queue: events that are written at one moment, some of them malformed."""

    events: int
    bad: Sequence[int] = ()
    """Places of the malformed ones."""
    stream: str = STREAM
    shards: int = 1
    batch_size: int = 100
    throttled: bool = False
    """The function does not run, and the events get too old."""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """What the messages speak of."""

    url: str
    """Of the queue."""
    ids: dict[bytes, str]
    """Event id by payload, of every event of the stream."""
    bad: set[str]
    """Ids of the malformed events that the messages speak of."""
    numbers: dict[str, str]
    """Sequence number by event id, of what the messages speak of."""
    message_of: dict[str, str]
    """Message by event id."""


def give_up(world: World, given: Given) -> GivenUp:
    """Let a mapping give events up. The messages are in the queue, and visible."""
    make_stream(given.shards, given.stream)
    url = str(world_client("sqs").create_queue(QueueName=QUEUE)["QueueUrl"])
    events = _events(given)
    entries = [{"Data": event.payload(), "PartitionKey": event.key} for event in events]
    world_client("kinesis").put_records(StreamName=given.stream, Records=entries)
    _map(world, given)
    world.sleep((2 if given.throttled else 1) * limits.MAPPING_RECORD_AGE_MIN_S)
    ids = {event.payload(): event.event_id for event in events}
    numbers, message_of = _spoken_of(world, given.stream, url, ids)
    bad = {event.event_id for event in events if event.cut_at} & numbers.keys()
    return GivenUp(url, ids, bad, numbers, message_of)


def _events(given: Given) -> list[Usage]:
    hours = 4 * given.events / RATE_PER_S / limits.S_PER_HOUR
    events = day(RATE_PER_S, hours, 5, limits.WORLD_START_S * limits.US_PER_S)[: given.events]
    return [event._replace(cut_at=CUT_AT) if n in given.bad else event for n, event in enumerate(events)]


def _map(world: World, given: Given) -> None:
    def handler(event: Any, context: Any) -> None:
        for record in event["Records"]:
            json.loads(base64.b64decode(record["kinesis"]["data"]))

    world.deploy(handler, name="bill", reserved_concurrency=0 if given.throttled else None)
    queue = f"arn:{limits.PARTITION}:sqs:{limits.REGION}:{limits.ACCOUNT_ID}:{QUEUE}"
    world_client("lambda").create_event_source_mapping(
        FunctionName="bill",
        EventSourceArn=world.kinesis.streams[given.stream].arn,
        StartingPosition="TRIM_HORIZON",
        BatchSize=given.batch_size,
        MaximumRetryAttempts=0,
        MaximumRecordAgeInSeconds=limits.MAPPING_RECORD_AGE_MIN_S,
        DestinationConfig={"OnFailure": {"Destination": queue}},
    )


def _spoken_of(
    world: World, stream: str, url: str, ids: dict[bytes, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Read what the messages speak of, and leave them."""
    sqs = world_client("sqs")
    bodies: dict[str, dict[str, Any]] = {}
    seen = {"MaxNumberOfMessages": 10, "VisibilityTimeout": 5}
    while messages := sqs.receive_message(QueueUrl=url, **seen).get("Messages"):
        bodies |= {each["MessageId"]: json.loads(each["Body"])["KinesisBatchInfo"] for each in messages}
    world.sleep(10)
    logs = {shard.id: shard.log for shard in world.kinesis.streams[stream].shards}
    numbers: dict[str, str] = {}
    message_of: dict[str, str] = {}
    for message, about in bodies.items():
        log = logs[about["shardId"]]
        first, last = int(about["startSequenceNumber"]), int(about["endSequenceNumber"])
        for number, data in zip(log.sequence, log.data, strict=True):
            if first <= int(number) <= last:
                numbers[ids[bytes(data)]] = str(number)
                message_of[ids[bytes(data)]] = message
    return numbers, message_of
