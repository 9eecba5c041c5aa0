"""Powertools for AWS Lambda: its batch processor and its idempotency run unchanged, on virtual time."""

from __future__ import annotations

import json
import time

import boto3
import pytest
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent,
)

from lablib import World
from lablib.scenarios.replay.incident import make_stream

WARM = {"cold_start_s": 0.0, "takes_s": 0.0}


@pytest.fixture
def world():
    with World(seed=7) as world:
        world.network.latency_us = lambda: 0
        yield world


@pytest.fixture
def client(world):
    return boto3.client("lambda")


@pytest.fixture
def table(world):
    """As Powertools' own pages make it: https://docs.powertools.aws.dev/lambda/python/latest/utilities/idempotency/."""
    boto3.client("dynamodb").create_table(
        TableName="idempotency",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    return boto3.resource("dynamodb").Table("idempotency")


def payload_of(answer):
    return json.loads(answer["Payload"].read())


def test_an_idempotent_handler_bills_once_an_hour_of_virtual_time(world, client, table):
    billed = []

    @idempotent(
        persistence_store=DynamoDBPersistenceLayer(table_name="idempotency"),
        config=IdempotencyConfig(event_key_jmespath="request_id", expires_after_seconds=3_600),
    )
    def bill(event, context):
        billed.append((world.elapsed_s, event["request_id"]))
        return {"bill": len(billed)}

    world.deploy(bill, name="bill", **WARM)

    def invoke(request_id):
        return payload_of(client.invoke(FunctionName="bill", Payload=json.dumps({"request_id": request_id})))

    first = invoke("a")
    time.sleep(3_599)
    again = invoke("a")
    other = invoke("b")
    time.sleep(2)
    expired = invoke("a")
    assert [first, again, other, expired] == [{"bill": 1}, {"bill": 1}, {"bill": 2}, {"bill": 3}]
    assert billed == [(0.0, "a"), (3_599.0, "b"), (3_601.0, "a")]


def test_what_timed_out_is_in_progress_no_longer_once_its_time_is_over(world, client, table):
    """Powertools stores the time at which the context says that it ends."""
    config = IdempotencyConfig(event_key_jmespath="request_id")

    @idempotent(
        persistence_store=DynamoDBPersistenceLayer(table_name="idempotency"),
        config=config,
    )
    def bill(event, context):
        time.sleep(event["sleeps_s"])
        return "billed"

    world.deploy(bill, name="bill", timeout_s=3, **WARM)

    def invoke(sleeps_s):
        event = {"request_id": "a", "sleeps_s": sleeps_s}
        return payload_of(client.invoke(FunctionName="bill", Payload=json.dumps(event)))

    stuck = world.spawn(invoke, 10)
    time.sleep(1)
    meanwhile = invoke(0)
    assert stuck.join()["errorType"] == "Sandbox.Timedout"
    time.sleep(0.1)
    assert meanwhile["errorType"] == "IdempotencyAlreadyInProgressError"
    assert invoke(0) == "billed"


def test_the_batch_processor_reports_what_failed_and_a_mapping_goes_on_from_there(world, client, table):
    processor = BatchProcessor(event_type=EventType.KinesisDataStreams)
    handled = []

    def bill(record):
        usage = record.kinesis.data_as_json()
        if usage["n"] == 2 and len(handled) < 4:
            raise ValueError("cannot be billed yet")
        handled.append(usage["n"])

    def handler(event, context):
        return process_partial_response(
            event=event, record_handler=bill, processor=processor, context=context
        )

    world.deploy(handler, name="bill", **WARM)
    make_stream(1)
    for n in range(4):
        boto3.client("kinesis").put_record(
            StreamName="usage-events", Data=json.dumps({"n": n}).encode(), PartitionKey="t"
        )
    client.create_event_source_mapping(
        FunctionName="bill",
        EventSourceArn=world.kinesis.streams["usage-events"].arn,
        StartingPosition="TRIM_HORIZON",
        FunctionResponseTypes=["ReportBatchItemFailures"],
    )
    world.sleep(60)
    assert handled == [0, 1, 3, 3, 2, 3]  # it does not stop at the first failure, so 3 comes again
    assert world.totals()["handled"] == 4


def test_a_batch_of_which_all_failed_is_an_error_of_the_function(world, client):
    processor = BatchProcessor(event_type=EventType.KinesisDataStreams)

    def fails(record):
        raise ValueError("never")

    def handler(event, context):
        return process_partial_response(event=event, record_handler=fails, processor=processor)

    world.deploy(handler, name="bill", **WARM)
    make_stream(1)
    boto3.client("kinesis").put_record(StreamName="usage-events", Data=b"{}", PartitionKey="t")
    client.create_event_source_mapping(
        FunctionName="bill",
        EventSourceArn=world.kinesis.streams["usage-events"].arn,
        StartingPosition="TRIM_HORIZON",
        FunctionResponseTypes=["ReportBatchItemFailures"],
        MaximumRetryAttempts=0,
    )
    world.sleep(60)
    assert [line for log in world.logs("bill") for line in log.lines if "BatchProcessingError" in line]
    assert world.totals()["dropped by retries"] == 1
