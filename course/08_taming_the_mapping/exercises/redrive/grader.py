"""Grades redrive: queues of messages that a mapping has written, and the stream that they point into."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader
from lablib.traffic.diurnal_usage import CUT_AT, Usage, day
from lablib.traffic.load_generator import feed

import boto3
from botocore.exceptions import ClientError

QUEUE = "given-up"
BEGINS_AT_S = 60
PER_S = 2.0
NIGHT = 0.4
"""Of the mean rate of a day is what comes in its first hour."""


class Given(NamedTuple):
    """What filled the queue: each n-th event is malformed, or the function is kept from running for a time."""

    seconds: int
    shards: int = 1
    malformed_each: int = 0
    throttled: bool = False
    age_s: int = limits.MAPPING_RECORD_AGE_MIN_S
    window_s: int = 10
    written_before: bool = False
    """The mapping finds all events in the stream: they are one batch, however it polls."""


QUEUES = {
    "one batch": Given(40, malformed_each=70, written_before=True),
    "two shards": Given(80, shards=2, malformed_each=50),
    "given up for their age": Given(30, shards=2, throttled=True),
    "more than ten messages": Given(110, malformed_each=15, window_s=5),
}


@dataclass(slots=True)
class Seen(Attempt):
    """What the messages spoke of, and what was handled."""

    messages: int = 0
    left: int = 0
    """Messages that are in the queue at the end."""
    numbers: dict[str, str] = field(default_factory=dict)
    """Sequence number of each event that the messages speak of, by its id."""
    bad: set[str] = field(default_factory=set)
    """Ids of those of them that cannot be handled."""
    handled: Counter[str] = field(default_factory=Counter)
    tried: set[str] = field(default_factory=set)
    strange: list[Any] = field(default_factory=list)
    """What handle was given and is no event."""
    unsafe: int = 0
    """Messages that were deleted before their last event was handled."""

    @property
    def wanted(self) -> set[str]:
        """Ids of the good events."""
        return self.numbers.keys() - self.bad


def events_of(given: Given) -> list[Usage]:
    begin_us = (limits.WORLD_START_S + BEGINS_AT_S) * limits.US_PER_S
    events = day(PER_S / NIGHT, given.seconds / limits.S_PER_HOUR, 5, begin_us)
    each = given.malformed_each
    return [
        event._replace(cut_at=CUT_AT) if each and n % each == each // 2 else event
        for n, event in enumerate(events)
    ]


def fill(world: World, given: Given) -> str:
    """Let a mapping give up; returns the URL of the queue."""
    make_stream(given.shards)
    url = str(boto3.client("sqs").create_queue(QueueName=QUEUE)["QueueUrl"])

    def handler(event: Any, context: Any) -> None:
        for record in event["Records"]:
            json.loads(base64.b64decode(record["kinesis"]["data"]))

    arriving = feed(world, STREAM, events_of(given))
    if given.written_before:
        arriving.join()
    world.deploy(handler, name="bill", reserved_concurrency=0 if given.throttled else None)
    boto3.client("lambda").create_event_source_mapping(
        FunctionName="bill",
        EventSourceArn=world.kinesis.streams[STREAM].arn,
        StartingPosition="TRIM_HORIZON",
        MaximumBatchingWindowInSeconds=given.window_s,
        MaximumRetryAttempts=0,
        MaximumRecordAgeInSeconds=given.age_s,
        DestinationConfig={
            "OnFailure": {
                "Destination": f"arn:{limits.PARTITION}:sqs:{limits.REGION}:{limits.ACCOUNT_ID}:{QUEUE}"
            }
        },
    )
    arriving.join()
    world.sleep(2 * given.age_s if given.throttled else 2 * given.window_s)
    return url


def peek(seen: Seen, world: World, sqs: Any, url: str, ids: dict[bytes, str]) -> dict[str, str]:
    """Read what the messages speak of, and leave them; returns which message speaks of which event."""
    message_of: dict[str, str] = {}
    logs = {shard.id: shard.log for shard in world.kinesis.streams[STREAM].shards}
    bodies: dict[str, dict[str, Any]] = {}
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=5).get(
        "Messages"
    ):
        bodies |= {each["MessageId"]: json.loads(each["Body"])["KinesisBatchInfo"] for each in messages}
    world.sleep(10)
    seen.messages = len(bodies)
    for message, about in bodies.items():
        log = logs[about["shardId"]]
        first, last = int(about["startSequenceNumber"]), int(about["endSequenceNumber"])
        for number, data in zip(log.sequence, log.data, strict=True):
            if first <= int(number) <= last:
                seen.numbers[ids[bytes(data)]] = str(number)
                message_of[ids[bytes(data)]] = message
    return message_of


def waiting(world: World, sqs: Any, url: str) -> int:
    """Messages that are in the queue or in somebody's hands.

    Asked in a flow beside the learner's, because the calls in that one count as the learner's.
    """
    return int(world.spawn(_waiting, sqs, url).join())


def _waiting(sqs: Any, url: str) -> int:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(found[name]) for name in names)


def play(fn: Callable[..., Any], name: str) -> Seen:
    seen = Seen(name)
    events = events_of(QUEUES[name])
    ids = {event.payload(): event.event_id for event in events}
    bad = {event.event_id for event in events if event.cut_at}
    with fresh_world(seed=5) as world:
        sqs, url = boto3.client("sqs"), fill(world, QUEUES[name])
        message_of = peek(seen, world, sqs, url, ids)
        seen.bad = bad & seen.numbers.keys()
        to_come = Counter(message_of.values())
        full = len(to_come)

        def handle(data: Any) -> None:
            event_id = ids.get(data) if isinstance(data, bytes) else None
            if event_id is None:
                seen.strange.append(data)
                raise ValueError("this is no usage event")
            seen.tried.add(event_id)
            if (message := message_of.get(event_id)) is not None:
                to_come[message] -= 1
                finished = sum(left < 0 for left in to_come.values())
                if to_come[message] == 0:  # its last event: asked before it counts as finished
                    seen.unsafe += waiting(world, sqs, url) < full - finished
                    to_come[message] = -1
            if event_id in bad:
                raise ValueError("this event is malformed")
            seen.handled[event_id] += 1

        def run(*given: Any) -> Any:
            returned = fn(*given)
            seen.left = waiting(world, sqs, url)
            return returned

        observe(seen, world, run, (url, handle), (sqs, boto3.client("kinesis")))
    return seen


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(play, name=name)) for name in QUEUES]


def looks_for_more(seen: Seen) -> Finding | None:
    """It looked into the message for what is not there."""
    if not isinstance(seen.error, KeyError):
        return None
    if seen.error.args[0] == "responseContext":
        return "08.2.response-context", {}
    return ("08.2.no-data", {"field": seen.error.args[0]}) if seen.error.args[0] in NOT_THERE else None


NOT_THERE = ("payload", "Records", "records", "data", "Data")


def too_fast(seen: Seen) -> Finding | None:
    code = seen.error.response["Error"]["Code"] if isinstance(seen.error, ClientError) else ""
    if code != "ProvisionedThroughputExceededException":
        return None
    return "08.2.too-fast", {"behind": len(seen.numbers.keys() - seen.tried)}


def stopped(seen: Seen) -> Finding | None:
    if not isinstance(seen.error, ValueError) or "is malformed" not in str(seen.error):
        return None
    return "08.2.stopped", {"behind": len(seen.numbers.keys() - seen.tried)}


def no_event(seen: Seen) -> Finding | None:
    if not seen.strange:
        return None
    given = seen.strange[0]
    return "08.2.no-event", {"given": repr(given)[:60], "kind": type(given).__name__}


def deleted_first(seen: Seen) -> Finding | None:
    return ("08.2.deleted-first", {"unsafe": seen.unsafe}) if seen.unsafe else None


def beyond(seen: Seen) -> Finding | None:
    others = seen.handled.keys() - seen.numbers.keys()
    return ("08.2.beyond", {"others": len(others)}) if others else None


def messages_left(seen: Seen) -> Finding | None:
    return ("08.2.messages-left", {"left": seen.left}) if seen.left else None


def missing(seen: Seen) -> Finding | None:
    gone = sorted(seen.wanted - seen.handled.keys(), key=lambda each: int(seen.numbers[each]))
    if not gone:
        return None
    return "08.2.missing", {"gone": len(gone), "first_gone": f"{gone[0]}, {seen.numbers[gone[0]]}"}


def twice(seen: Seen) -> Finding | None:
    again = seen.handled.total() - len(seen.handled)
    return ("08.2.twice", {"again": again}) if again else None


def no_list(seen: Seen) -> Finding | None:
    is_list = isinstance(seen.returned, (list, tuple, set, frozenset))
    return None if is_list else ("08.2.no-list", {"kind": type(seen.returned).__name__})


def unnamed(seen: Seen) -> Finding | None:
    right = {seen.numbers[each] for each in seen.bad}
    named = set(map(str, seen.returned))
    if named == right:
        return None
    return "08.2.unnamed", {"right": len(right), "named": len(named), "wrong": len(named - right)}


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "messages": seen.messages,
        "spoken_of": len(seen.numbers),
        "handled": len(seen.handled),
        "bad": len(seen.bad),
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {
        "messages": sum(each.messages for each in seen),
        "handled": sum(len(each.handled) for each in seen),
        "bad": sum(len(each.bad) for each in seen),
    }


grade = Grader(
    trials=trials,
    questions=(
        looks_for_more,
        too_fast,
        stopped,
        *ANY,
        no_event,
        deleted_first,
        beyond,
        messages_left,
        missing,
        twice,
        no_list,
        unnamed,
    ),
    facts=facts,
    columns="08.2.columns",
    row="08.2.row",
    totals=totals,
).grade
