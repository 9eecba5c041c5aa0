"""Where lab 10's function sends a usage event: a queue, a table, a Firehose stream; and what got there."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from itertools import islice
from typing import Any, NamedTuple

from lablib.simulator.call_forms import called_as, require_a, require_count, require_function
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic import incident

QUEUE, TABLE, DELIVERY, BUCKET = "alerts", "invoices", "metrics", "usage-metrics"
ROLE = "arn:aws:iam::111122223333:role/firehose"
Event = dict[str, Any]
FAILING = 0.05
"""The share of entries that fail in a throttled table and a throttled Firehose stream."""
LONGEST_DELAY_S = 900
"""Of an SQS message: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatchRequestEntry.html"""


class Destinations(NamedTuple):
    """The names that boto3's calls want."""

    queue: str
    """Its URL."""
    table: str = TABLE
    delivery: str = DELIVERY
    topic: str = ""
    """Its ARN."""
    log: dict[str, str] = {"logGroupName": "fan-out", "logStreamName": "fan-out"}  # noqa: RUF012 - a constant
    series: dict[str, str] = {"DatabaseName": "usage", "TableName": "usage"}  # noqa: RUF012 - a constant
    """A table of Timestream."""
    kept: str = "kept-invoices"
    """A bucket with one object, `june.csv`, that nobody may delete."""
    kept_version: str = ""


@called_as("make_destinations()")
def make_destinations(*, more: bool = False) -> Destinations:
    """Make a queue, a table and a Firehose stream in the open world; with `more` the others beside them."""
    sqs, dynamodb = world_client("sqs"), world_client("dynamodb")
    url = sqs.create_queue(QueueName=QUEUE)["QueueUrl"]
    dynamodb.create_table(
        TableName=TABLE,
        KeySchema=[{"AttributeName": "event_id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "event_id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    world_client("s3").create_bucket(Bucket=BUCKET)
    to = {"RoleARN": ROLE, "BucketARN": f"arn:aws:s3:::{BUCKET}"}
    world_client("firehose").create_delivery_stream(
        DeliveryStreamName=DELIVERY, ExtendedS3DestinationConfiguration=to
    )
    return _with_more(Destinations(url)) if more else Destinations(url)


def _with_more(to: Destinations) -> Destinations:
    """A topic, a log stream, a Timestream table and a locked object beside them."""
    logs, timestream = world_client("logs"), world_client("timestream-write")
    topic = world_client("sns").create_topic(Name="alerts")["TopicArn"]
    logs.create_log_group(logGroupName=to.log["logGroupName"])
    logs.create_log_stream(**to.log)
    timestream.create_database(DatabaseName=to.series["DatabaseName"])
    timestream.create_table(**to.series)
    return to._replace(topic=topic, kept_version=_locked(to.kept))


def _locked(bucket: str) -> str:
    """A bucket in which one object is under object lock; returns the object's version."""
    s3 = world_client("s3")
    s3.create_bucket(Bucket=bucket, ObjectLockEnabledForBucket=True)
    lock = {"ObjectLockMode": "COMPLIANCE", "ObjectLockRetainUntilDate": "2030-01-01T00:00:00Z"}
    return str(s3.put_object(Bucket=bucket, Key="june.csv", Body=b"", **lock)["VersionId"])


@called_as("some_usage(120)")
def some_usage(count: int, seed: int = 7) -> list[Event]:
    """The first usage events of two gateways in turn. `due_s` says when the tenant wants its alert.

    One tenant in a few wants it later than SQS delays a message.
    """
    require_count(count, "some_usage")
    pairs = zip(*incident(seed=seed, gateways=2, seconds=600), strict=False)
    events = (event.as_dict() for pair in pairs for event in pair)
    return [event | {"due_s": _due_s(event["tenant"])} for event in islice(events, count)]


def _due_s(tenant: str) -> int:
    return LONGEST_DELAY_S + 300 if tenant.endswith("7") else 60 * (int(tenant[-1]) % 3)


@called_as("an_evening(world, usage, fan_out)")
def an_evening(world: World, usage: list[Event], fan_out: Callable[[list[Event]], Any]) -> None:
    """Give `usage` to the function in batches of ten, one a second.

    Meanwhile Firehose and DynamoDB fail single entries, which moto doesn't do by itself.
    """
    require_a(World, world, "an_evening", "a world, as in an_evening(world, usage, fan_out)")
    require_a(list, usage, "an_evening", "a list of events, as in an_evening(world, usage, fan_out)")
    require_function(fan_out, "an_evening", "fan_out(batch)")
    for service in ("dynamodb", "firehose"):
        world.fault("entries_fail", service=service, for_s=len(usage), rate=FAILING)
    for start in range(0, len(usage), 10):
        fan_out(usage[start : start + 10])
        world.sleep(1)


@called_as("arrived(to)")
def arrived(to: Destinations) -> dict[str, list[str]]:
    """The ids of the events in each destination, sorted; one that is there twice is listed twice."""
    require_a(Destinations, to, "arrived", "what make_destinations returned, as in arrived(to)")
    return {
        "alerts": sorted(_in_queue(to.queue)),
        "invoices": sorted(item["event_id"]["S"] for item in _in_table(to.table)),
        "metrics": sorted(_in_bucket()),
    }


def _in_queue(url: str) -> list[str]:
    """Waits until the last delayed message is visible. The messages stay: the next call finds them again."""
    sqs, ids, empty = world_client("sqs"), [], False
    time.sleep(LONGEST_DELAY_S + 1)  # virtual
    while not empty:
        found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=60)
        ids += [json.loads(message["Body"])["event_id"] for message in found.get("Messages", [])]
        empty = not found.get("Messages")
    return ids


def _in_table(table: str) -> list[dict[str, Any]]:
    pages = world_client("dynamodb").get_paginator("scan").paginate(TableName=table)
    return [item for page in pages for item in page["Items"]]


def _in_bucket() -> list[str]:
    s3 = world_client("s3")
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
    keys = [found["Key"] for page in pages for found in page.get("Contents", [])]
    bodies = [s3.get_object(Bucket=BUCKET, Key=key)["Body"].read().decode() for key in keys]
    return [json.loads(line)["event_id"] for body in bodies for line in body.splitlines()]
