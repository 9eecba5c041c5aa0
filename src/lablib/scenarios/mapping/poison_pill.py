"""The traffic of lab 07: two days of usage at a low rate, with one event that its gateway did not finish.

    served = write_usage(world, per_s=0.2, until_s=..., malformed_at_s=...)

A day of the real traffic would be forty million events. What decides here is how fast a function is compared
with what arrives, so the lab plays a small part of the events and lets the function take longer for each.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import boto3

from lablib.scenarios.mapping.blocked_consumer import FUNCTION, Consumer, pause_s, price, start
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.traffic import event_id_of
from lablib.traffic.diurnal_usage import Usage, day, malformed_from
from lablib.traffic.load_generator import feed

BATCH_SIZE = 10
RESERVE = 1.4
"""The function's speed as a multiple of the mean rate of its shard."""
BEGINS_AT_H, MALFORMED_AT_H, LOOKS_AT_H, ENDS_AT_H = 12, 13.2, 20, 24 + 18
"""Of another day, in hours from its first midnight."""


def write_usage(
    world: World, per_s: float, until_s: float, malformed_at_s: float, stream: str = STREAM
) -> list[dict[str, Any]]:
    """Write usage into `stream` from now on, `per_s` events a second over a day.

    `until_s` and `malformed_at_s` are seconds from the world's first midnight: where the traffic ends, and
    from when on the first event is cut off. Returns the gateways' own books, which fill while time passes:
    what is to be written next is in them a moment early. Raises ValueError if no event comes after
    `malformed_at_s`.
    """
    now_us, begin_us = world.clock.now_us, world.start_us
    events = day(per_s, until_s / limits.S_PER_HOUR, world.seed, begin_us)
    bad = malformed_from(events, begin_us + round(malformed_at_s * limits.US_PER_S))
    books: list[dict[str, Any]] = []

    def written() -> Iterator[Usage]:
        for event in events:
            if event.at_us >= now_us:
                yield bad if event.event_id == bad.event_id else event
                books.append(event.as_dict())

    feed(world, stream, written())
    return books


def queue_arn(name: str) -> str:
    """Make an SQS queue; returns its ARN."""
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    return str(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"])


def waiting_in(name: str) -> list[Any]:
    """What the messages of a queue say, ten at most. They stay in it."""
    sqs = boto3.client("sqs")
    url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
    return [json.loads(message["Body"]) for message in answer.get("Messages", [])]


def map_usage(function: str, stream: str = STREAM, **settings: Any) -> dict[str, Any]:
    """Map the stream to a function from its beginning, ten records a batch; returns what Lambda answers."""
    about = boto3.client("kinesis").describe_stream_summary(StreamName=stream)["StreamDescriptionSummary"]
    answer: dict[str, Any] = boto3.client("lambda").create_event_source_mapping(
        FunctionName=function,
        EventSourceArn=about["StreamARN"],
        StartingPosition="TRIM_HORIZON",
        BatchSize=BATCH_SIZE,
        **settings,
    )
    return answer


def two_hours(metric: str, statistic: str, namespace: str = "AWS/Lambda", **dimension: str) -> list[float]:
    """One value for two hours from Monday 10:00 until now, oldest first; by default of the function."""
    dimension = dimension or {"FunctionName": FUNCTION}
    named = [{"Name": name, "Value": value} for name, value in dimension.items()]
    about = {"Namespace": namespace, "MetricName": metric, "Dimensions": named}
    query = {"Id": "m", "MetricStat": {"Metric": about, "Period": 2 * limits.S_PER_HOUR, "Stat": statistic}}
    answer = boto3.client("cloudwatch").get_metric_data(
        MetricDataQueries=[query],
        StartTime=datetime.fromtimestamp(limits.WORLD_START_S + 10 * limits.S_PER_HOUR, UTC),
        EndTime=datetime.now(UTC),
        ScanBy="TimestampAscending",
    )
    return list(answer["MetricDataResults"][0]["Values"])


def another_day(
    seed: int,
    shards: int,
    load: int,
    find_poison: Callable[..., Any],
    gone_at: Callable[..., Any],
    account: Callable[..., Any],
) -> list[tuple[str, Any, Any]]:
    """The incident on another day, with the learner's three functions on call.

    Returns rows of: what was asked, what the function said, what the region knows.
    """
    per_s = load / 300
    with World(seed, identify=event_id_of) as world:
        world.sleep(BEGINS_AT_H * limits.S_PER_HOUR - limits.METRIC_PERIOD_S)
        begin_us = world.start_us + BEGINS_AT_H * limits.S_PER_HOUR * limits.US_PER_S
        events = [each for each in day(per_s, ENDS_AT_H, seed, world.start_us) if each.at_us >= begin_us]
        bad = malformed_from(
            events, world.start_us + round(MALFORMED_AT_H * limits.S_PER_HOUR * limits.US_PER_S)
        )
        written = [bad if each.event_id == bad.event_id else each for each in events]
        pace_s = shards / (RESERVE * per_s)
        consumer = start(world, written, shards=shards, pace_s=pace_s, BatchSize=BATCH_SIZE)
        world.sleep(LOOKS_AT_H * limits.S_PER_HOUR - world.elapsed_s)
        rows = _on_monday(world, consumer, bad, find_poison, gone_at)
        world.sleep(ENDS_AT_H * limits.S_PER_HOUR - world.elapsed_s)
        return [*rows, *_on_tuesday(world, consumer, events, account)]


def _on_monday(
    world: World, consumer: Consumer, bad: Usage, find_poison: Callable[..., Any], gone_at: Callable[..., Any]
) -> list[tuple[str, Any, Any]]:
    line = consumer.lines[consumer.failed[-1]]
    log = next(each for each in world.kinesis.streams[STREAM].shards if each.id == line["shard"]).log
    place = next(n for n, data in enumerate(log.data) if _id_of(bytes(data)) == bad.event_id)
    arrived = datetime.fromtimestamp(log.arrival_us[place] / limits.US_PER_S, UTC)
    mapping = boto3.client("lambda").get_event_source_mapping(UUID=consumer.uuid)
    found = find_poison(boto3.client("kinesis"), STREAM, dict(line), price)
    said = gone_at(arrived, limits.RETENTION_DEFAULT_H, mapping, pause_s)
    real = datetime.fromtimestamp(arrived.timestamp() + limits.RETENTION_DEFAULT_H * limits.S_PER_HOUR, UTC)
    return [
        (
            "the poison record ends with",
            found[-9:] if isinstance(found, str) else None,
            str(log.sequence[place])[-9:],
        ),
        ("gone at", f"{said:%A %H:%M}" if isinstance(said, datetime) else None, f"{real:%A %H:%M}"),
    ]


def _on_tuesday(
    world: World, consumer: Consumer, events: list[Usage], account: Callable[..., Any]
) -> list[tuple[str, Any, Any]]:
    gone = world.totals()["expired"]
    metrics = {
        name: consumer.total(name) for name in ("Invocations", "Errors", "Throttles", "DroppedEventCount")
    }
    metrics["IteratorAge"] = round(1_000 * consumer.lines[-1]["age_s"])
    logs = [shard.log for shard in world.kinesis.streams[STREAM].shards]
    in_stream = [_id_of(bytes(data)) for log in logs for data in log.data]
    said = account([each.as_dict() for each in events], list(consumer.booked), in_stream, metrics)
    lost, uncounted = said if isinstance(said, tuple) and len(said) == 2 else (..., ...)
    return [
        ("events lost", len(lost) if isinstance(lost, list) else None, gone),
        (
            "of them in no metric",
            None if uncounted is ... else uncounted,
            gone - metrics["DroppedEventCount"],
        ),
    ]


def _id_of(data: bytes) -> str:
    found = event_id_of(data)
    return found.decode() if isinstance(found, bytes) else str(found)
