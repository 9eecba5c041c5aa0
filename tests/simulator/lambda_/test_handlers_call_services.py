"""Plain boto3 in a handler: what it waits for is its duration, what it did before its timeout is done."""

from __future__ import annotations

import json
import time

import boto3
import pytest

from lablib import World
from lablib.scenarios.replay.incident import make_stream

WARM = {"cold_start_s": 0.0, "takes_s": 0.0}


def prepare():
    boto3.client("sqs").create_queue(QueueName="bills")
    boto3.client("s3").create_bucket(Bucket="bills")
    boto3.client("dynamodb").create_table(
        TableName="bills",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    make_stream(1, "bills")


def bill(event, context):
    sqs = boto3.client("sqs")
    url = sqs.get_queue_url(QueueName="bills")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="1")
    boto3.client("s3").put_object(Bucket="bills", Key="1", Body=b"1")
    boto3.resource("dynamodb").Table("bills").put_item(Item={"id": "1", "tokens": 12})
    boto3.client("kinesis").put_record(StreamName="bills", Data=b"1", PartitionKey="1")
    time.sleep(event.get("sleeps_s", 0))
    return boto3.resource("dynamodb").Table("bills").get_item(Key={"id": "1"})["Item"]


def test_a_handler_calls_queue_bucket_table_and_stream(world):
    prepare()
    world.network.latency_us = lambda: 10_000
    world.deploy(bill, **WARM)
    payload = boto3.client("lambda").invoke(FunctionName="bill")["Payload"].read()
    assert json.loads(payload) == {"id": "1", "tokens": 12.0}
    assert world.logs("bill")[0].duration_ms == 60.0  # six requests


def test_what_it_did_before_its_timeout_is_done(world):
    prepare()
    world.deploy(bill, **WARM)
    answer = boto3.client("lambda").invoke(FunctionName="bill", Payload=b'{"sleeps_s": 10}')
    assert json.loads(answer["Payload"].read())["errorType"] == "Sandbox.Timedout"
    sqs = boto3.client("sqs")
    assert (
        len(sqs.receive_message(QueueUrl=sqs.get_queue_url(QueueName="bills")["QueueUrl"])["Messages"]) == 1
    )
    assert boto3.client("s3").get_object(Bucket="bills", Key="1")["Body"].read() == b"1"
    assert boto3.resource("dynamodb").Table("bills").item_count == 1
    assert world.totals()["offered"] == 1


@pytest.mark.nightly
def test_the_same_seed_gives_the_same_logs():
    def logs():
        with World(seed=7) as world:
            prepare()
            world.deploy(bill)
            for _ in range(3):
                boto3.client("lambda").invoke(FunctionName="bill")
            return [log.lines for log in world.logs("bill")]

    assert logs() == logs()
