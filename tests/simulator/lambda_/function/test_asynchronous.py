"""Event invocations: Lambda keeps the event, and tries again."""

from __future__ import annotations

import time

import boto3
import pytest
from botocore.exceptions import ClientError

from lablib.simulator import limits

WARM = {"cold_start_s": 0.0, "takes_s": 0.0}


def send(name, payload=b"{}"):
    boto3.client("lambda").invoke(FunctionName=name, InvocationType="Event", Payload=payload)


def test_a_throttled_event_waits_longer_and_longer_and_uses_up_no_try(world):
    """Source: 1 s after the first attempt, growing to 5 minutes, https://docs.aws.amazon.com/lambda/latest/dg/
    invocation-async-error-handling.html; that it doubles is a model."""
    ran = []

    def handler(event, context):
        ran.append(world.elapsed_s)
        raise ValueError

    function = world.deploy(handler, reserved_concurrency=0, **WARM)
    send("handler")
    world.spawn(lambda: (time.sleep(1_000), setattr(function, "reserved_concurrency", 1)))
    time.sleep(4_000)
    pauses_s = [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    first_s = sum(pauses_s)
    assert first_s == 1_111  # the first attempt after second 1,000
    assert ran == [first_s, first_s + 60, first_s + 60 + 120]


def test_an_event_that_finds_no_room_in_six_hours_goes_to_the_dead_letter_queue(world):
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName="dead")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    world.deploy(lambda event, context: None, name="full", reserved_concurrency=0, **WARM)
    boto3.client("lambda").update_function_configuration(
        FunctionName="full", DeadLetterConfig={"TargetArn": arn}
    )
    send("full", b'{"n": 1}')

    def kept():
        found = sqs.receive_message(QueueUrl=url, MessageAttributeNames=["All"]).get("Messages", [])
        return [(each["Body"], each["MessageAttributes"]["ErrorCode"]["StringValue"]) for each in found]

    time.sleep(limits.FUNCTION_ASYNC_EVENT_AGE_S - 301)
    assert kept() == []
    time.sleep(301)
    assert kept() == [('{"n": 1}', "429")]
    assert world.logs("full") == []


def test_an_event_that_needs_no_second_try_runs_once_beside_the_caller(world):
    ran = []
    world.deploy(lambda event, context: ran.append((world.elapsed_s, event)), name="f", cold_start_s=0.5)
    send("f", b"[1]")
    send("f", b"")
    assert ran == []
    time.sleep(1_000)
    assert ran == [(0.502, [1]), (0.502, {})]


@pytest.mark.parametrize(("size", "code"), [(1_048_576, 202), (1_048_577, "RequestEntityTooLargeException")])
def test_an_event_has_a_megabyte_at_most(world, client, size, code):
    world.deploy(lambda event, context: None, name="f", **WARM)
    payload = b'"' + b"x" * (size - 2) + b'"'
    try:
        answer = client.invoke(FunctionName="f", InvocationType="Event", Payload=payload)["StatusCode"]
    except ClientError as error:
        answer = error.response["Error"]["Code"]
    assert answer == code
