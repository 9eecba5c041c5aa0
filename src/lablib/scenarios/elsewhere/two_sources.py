"""One handler on a queue and on a stream: how often each event is booked, and how late.

The stream's mapping is the simulator's. It models no mapping of a queue, so the queue has a poller of its own
here, which makes the calls that AWS documents for one: receive, invoke, delete what isn't reported.
https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
Model: one poller, which asks once a second while there are messages; they come in the order of sending.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lablib.scenarios.mapping.boto3_helpers import map_to
from lablib.scenarios.replay.incident import make_stream
from lablib.simulator.call_forms import called_as, require_a, require_function
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World

EVENTS, BATCH_SIZE = 30, 10
FAIL_ONCE = (3, 12, 16, 27)
"""Places of events whose first booking fails, because the database is busy."""
VISIBILITY_S = 30
IDLE_S = 5
"""Between two receives of which the first found nothing."""
LASTS_S = 60
STREAM, QUEUE = "two-sources", "two-sources"
Book = Callable[[bytes], None]
Handler = Callable[[dict[str, Any], Book], Any]


@dataclass(slots=True)
class Booked:
    """What became of the events."""

    times: Counter[str] = field(default_factory=Counter)
    """How often each was booked."""
    attempts: Counter[str] = field(default_factory=Counter)
    booked_at_s: dict[str, float] = field(default_factory=dict)
    """When each was booked, in seconds after the first was sent."""

    @property
    def last_s(self) -> float:
        """When the last one was booked."""
        return max(self.booked_at_s.values(), default=0.0)

    @property
    def never(self) -> int:
        """Events that nobody booked and nobody will."""
        return sum(not self.times[str(place)] for place in range(EVENTS))

    @property
    def twice(self) -> int:
        """Bookings beyond the first."""
        return sum(many - 1 for many in self.times.values() if many > 1)

    def book(self, began_s: float) -> Book:
        """The database: busy at the first attempt for some events."""

        def book(data: bytes) -> None:
            event = str(json.loads(data)["event"])
            self.attempts[event] += 1
            if int(event) in FAIL_ONCE and self.attempts[event] == 1:
                raise ConnectionError("the database is busy")
            self.times[event] += 1
            self.booked_at_s[event] = time.time() - began_s

        return book


@called_as("from_the_stream(world, handler)")
def from_the_stream(world: World, handler: Handler) -> Booked:
    """Write the events to a stream of one shard, whose mapping reports batch item failures."""
    _require(world, handler, "from_the_stream")
    make_stream(1, STREAM)
    booked = Booked()
    book = booked.book(time.time())
    world.deploy(lambda event, context: handler(event, book), name=STREAM, timeout_s=60)
    mapping = map_to(
        STREAM,
        STREAM,
        StartingPosition="TRIM_HORIZON",
        BatchSize=BATCH_SIZE,
        MaximumRetryAttempts=5,
        FunctionResponseTypes=["ReportBatchItemFailures"],
    )
    records = [{"Data": _payload(place), "PartitionKey": "one"} for place in range(EVENTS)]
    world_client("kinesis").put_records(StreamName=STREAM, Records=records)
    world.sleep(LASTS_S)
    world_client("lambda").delete_event_source_mapping(UUID=mapping["UUID"])
    return booked


@called_as("from_the_queue(world, handler)")
def from_the_queue(world: World, handler: Handler) -> Booked:
    """Send the same events to a queue, whose mapping reports batch item failures too."""
    _require(world, handler, "from_the_queue")
    sqs = world_client("sqs")
    url = sqs.create_queue(QueueName=QUEUE, Attributes={"VisibilityTimeout": str(VISIBILITY_S)})["QueueUrl"]
    for first in range(0, EVENTS, 10):
        entries = [{"Id": str(n), "MessageBody": _payload(n)} for n in range(first, first + 10)]
        sqs.send_message_batch(QueueUrl=url, Entries=entries)
    booked, began_s = Booked(), time.time()
    book = booked.book(began_s)
    while time.time() < began_s + 3 * VISIBILITY_S:
        world.sleep(1 if _poll(sqs, url, handler, book) else IDLE_S)
    return booked


def _require(world: World, handler: Handler, name: str) -> None:
    """Raise TypeError for what is no world, and for what is no handler."""
    require_a(World, world, name, f"a world, as in {name}(world, handler)")
    require_function(handler, name, "handler(event, book)")


def _payload(place: int) -> str:
    return json.dumps({"event": place})


def _poll(sqs: Any, url: str, handler: Handler, book: Book) -> bool:
    """One receive, and what comes of it; whether there were messages."""
    messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=BATCH_SIZE).get("Messages", [])
    if not messages:
        return False
    try:
        answer = handler({"Records": [_record(message) for message in messages]}, book)
    except Exception:  # noqa: BLE001 - a function that raises has done nothing, as its mapping sees it
        return True
    for message in done(answer, messages):
        sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return True


def done(answer: Any, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The messages that a mapping of a queue deletes: those that a valid report doesn't name."""
    report = {} if answer is None else answer
    failures = report.get("batchItemFailures") or [] if isinstance(report, dict) else [{}]
    named = [failure.get("itemIdentifier") for failure in failures]
    if not {message["MessageId"] for message in messages}.issuperset(named):
        return []
    return [message for message in messages if message["MessageId"] not in named]


def _record(message: dict[str, Any]) -> dict[str, Any]:
    """A message as a function gets it."""
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": {},
        "messageAttributes": {},
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-1:111122223333:two-sources",
        "awsRegion": "us-east-1",
    }
