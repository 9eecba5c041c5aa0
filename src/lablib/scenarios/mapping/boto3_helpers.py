"""Calls that labs 06 to 08 make more than once: a queue, a mapping, a metric by two hours. Plain boto3."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Any

from lablib.scenarios.mapping.blocked_consumer import FUNCTION
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.network.clients import world_client
from lablib.traffic import event_id_of

BATCH_SIZE = 10


def queue_arn(name: str) -> str:
    """Make an SQS queue; returns its ARN."""
    sqs = world_client("sqs")
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    return str(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"])


def waiting_in(name: str) -> list[Any]:
    """What the messages of a queue say, ten at most. They stay in it."""
    sqs = world_client("sqs")
    url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
    return [json.loads(message["Body"]) for message in answer.get("Messages", [])]


def ids_in(stream: str = STREAM) -> set[str]:
    """The ids of all events that are in a stream now, read shard by shard from the oldest."""
    kinesis = world_client("kinesis")
    ids: set[str] = set()
    for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
        where = {"StreamName": stream, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator, behind = kinesis.get_shard_iterator(**where)["ShardIterator"], True
        while behind:
            answer = kinesis.get_records(ShardIterator=iterator)
            found = (event_id_of(record["Data"]) for record in answer["Records"])
            ids |= {event_id.decode() for event_id in found if isinstance(event_id, bytes)}
            iterator, behind = answer["NextShardIterator"], answer["MillisBehindLatest"]
    return ids


def map_to(function: str, stream: str = STREAM, **settings: Any) -> dict[str, Any]:
    """Map the stream to a function, and wait until the mapping is enabled; returns what Lambda answers.

    `settings` are members of CreateEventSourceMapping. Without a StartingPosition it is LATEST.
    """
    about = world_client("kinesis").describe_stream_summary(StreamName=stream)["StreamDescriptionSummary"]
    functions = world_client("lambda")
    answer: dict[str, Any] = functions.create_event_source_mapping(
        FunctionName=function,
        EventSourceArn=about["StreamARN"],
        **({"StartingPosition": "LATEST"} | settings),
    )
    while functions.get_event_source_mapping(UUID=answer["UUID"])["State"] != "Enabled":
        time.sleep(1)  # virtual
    return answer


def map_usage(function: str, stream: str = STREAM, **settings: Any) -> dict[str, Any]:
    """Map the stream to a function from its beginning, ten records a batch; returns what Lambda answers."""
    about = world_client("kinesis").describe_stream_summary(StreamName=stream)["StreamDescriptionSummary"]
    answer: dict[str, Any] = world_client("lambda").create_event_source_mapping(
        FunctionName=function,
        EventSourceArn=about["StreamARN"],
        StartingPosition="TRIM_HORIZON",
        BatchSize=BATCH_SIZE,
        **settings,
    )
    return answer


def two_hours(metric: str, statistic: str, **dimension: str) -> list[float]:
    """One value for two hours from Monday 10:00 until now, oldest first; by default of the function.

    `StreamName="usage-events"` asks for a metric of Kinesis.
    """
    namespace = "AWS/Kinesis" if "StreamName" in dimension else "AWS/Lambda"
    dimension = dimension or {"FunctionName": FUNCTION}
    named = [{"Name": name, "Value": value} for name, value in dimension.items()]
    about = {"Namespace": namespace, "MetricName": metric, "Dimensions": named}
    query = {"Id": "m", "MetricStat": {"Metric": about, "Period": 2 * limits.S_PER_HOUR, "Stat": statistic}}
    answer = world_client("cloudwatch").get_metric_data(
        MetricDataQueries=[query],
        StartTime=datetime.fromtimestamp(limits.WORLD_START_S + 10 * limits.S_PER_HOUR, UTC),
        EndTime=datetime.now(UTC),
        ScanBy="TimestampAscending",
    )
    return list(answer["MetricDataResults"][0]["Values"])
