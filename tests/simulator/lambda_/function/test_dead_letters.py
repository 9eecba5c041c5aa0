"""A function's dead-letter queue takes Event invocations, and nothing that a mapping delivers."""

from __future__ import annotations

import json

import boto3
import pytest
from botocore.exceptions import ClientError

from lablib.scenarios.replay.incident import make_stream
from lablib.simulator import limits
from lablib.simulator.world import World


def refuse(event, context):
    raise KeyError("tokens_in")


def queue(name):
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    return url, sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]


def messages_in(url):
    asked = {"QueueUrl": url, "MessageAttributeNames": ["All"], "MaxNumberOfMessages": 10}
    return boto3.client("sqs").receive_message(**asked).get("Messages", [])


def with_queue(world, arn):
    world.deploy(refuse)
    return boto3.client("lambda").update_function_configuration(
        FunctionName="refuse", DeadLetterConfig={"TargetArn": arn}
    )


def test_an_event_invocation_ends_in_the_queue_after_its_two_retries():
    with World(7) as world:
        url, arn = queue("dead")
        assert with_queue(world, arn)["DeadLetterConfig"] == {"TargetArn": arn}
        boto3.client("lambda").invoke(FunctionName="refuse", InvocationType="Event", Payload=b'{"a": 1}')
        world.sleep(170)
        assert messages_in(url) == []
        world.sleep(30)
        (message,) = messages_in(url)
        last = world.logs("refuse")[-1].request_id
    assert len(world.logs("refuse")) == 3
    assert json.loads(message["Body"]) == {"a": 1}
    said = {name: value["StringValue"] for name, value in message["MessageAttributes"].items()}
    assert said == {"RequestID": last, "ErrorCode": "200", "ErrorMessage": "'tokens_in'"}


def test_what_a_mapping_delivers_never_comes_to_the_queue():
    with World(7) as world:
        url, arn = queue("dead")
        with_queue(world, arn)
        make_stream(1)
        boto3.client("lambda").create_event_source_mapping(
            FunctionName="refuse",
            EventSourceArn=world.kinesis.streams["usage-events"].arn,
            StartingPosition="TRIM_HORIZON",
            MaximumRetryAttempts=3,
        )
        boto3.client("kinesis").put_record(StreamName="usage-events", Data=b"{", PartitionKey="t")
        world.sleep(3_600)
        assert world.totals()["dropped by retries"] == 1
        assert messages_in(url) == []


def test_a_queue_that_is_not_there_is_counted_and_a_target_that_is_no_queue_is_refused():
    with World(7) as world:
        with_queue(world, f"arn:aws:sqs:{limits.REGION}:{limits.ACCOUNT_ID}:gone")
        boto3.client("lambda").invoke(FunctionName="refuse", InvocationType="Event")
        world.sleep(600)
        (failures,) = [series for series in world.metrics if series.name == "DeadLetterErrors"]
        assert sum(point.sum for point in failures.minutes.values()) == 1
        with pytest.raises(ClientError, match="SQS queue or an SNS topic"):
            with_queue(world, "arn:aws:s3:::bucket")
