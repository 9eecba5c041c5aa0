"""The failure message: its exact shape at SQS, SNS and S3, and what happens if it cannot be delivered.

Source: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
"""

import json
import re

import boto3
import pytest
from mapping_stage import ARN, FUNCTION, failing
from test_mapping_failures import QUEUE, messages

from lablib.simulator import limits

TOPIC = "arn:aws:sns:us-east-1:111122223333:failed"
ACCOUNT = "arn:aws:lambda:us-east-1:111122223333"
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}"


def to(arn):
    return {"MaximumRetryAttempts": 0, "DestinationConfig": {"OnFailure": {"Destination": arn}}}


def expected(stage):
    """The message about records a and b, which arrived at -2 s and were tried once at 0 s."""
    return {
        "requestContext": {
            "requestId": stage.world.logs(FUNCTION)[0].request_id,
            "functionArn": f"{ACCOUNT}:function:{FUNCTION}",
            "condition": "RetryAttemptsExhausted",
            "approximateInvokeCount": 1,
        },
        "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
        "version": "1.0",
        "timestamp": "2026-11-02T00:00:13.000Z",
        "KinesisBatchInfo": {
            "shardId": "shardId-000000000000",
            "startSequenceNumber": stage.sequence(0),
            "endSequenceNumber": stage.sequence(1),
            "approximateArrivalOfFirstRecord": "2026-11-02T00:00:11.000Z",
            "approximateArrivalOfLastRecord": "2026-11-02T00:00:11.000Z",
            "batchSize": 2,
            "streamArn": ARN,
        },
    }


def fail(stage, arn, **settings):
    stage.begin("a", "b", **to(arn) | settings)
    stage.answer = failing()
    stage.at(5)


def test_a_queue_gets_the_message_as_the_body(stage):
    boto3.client("sqs").create_queue(QueueName="failed")
    fail(stage, QUEUE["OnFailure"]["Destination"])
    assert messages() == [expected(stage)]
    assert stage.fates == {"sent to destination": 2}


def test_a_topic_gets_the_message_as_the_text_of_the_notification(stage):
    sqs, sns = boto3.client("sqs"), boto3.client("sns")
    sqs.create_queue(QueueName="failed")
    sns.create_topic(Name="failed")
    sns.subscribe(TopicArn=TOPIC, Protocol="sqs", Endpoint=QUEUE["OnFailure"]["Destination"])
    fail(stage, TOPIC)
    (notification,) = messages()
    assert json.loads(notification["Message"]) == expected(stage)


def test_a_bucket_gets_the_event_as_well_as_one_string(stage):
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="failed")
    fail(stage, "arn:aws:s3:::failed")
    (found,) = s3.list_objects_v2(Bucket="failed")["Contents"]
    place = f"aws/lambda/{stage.uuid}/shardId-000000000000/2026/11/02/2026-11-02T00.00.13-"
    assert re.fullmatch(re.escape(place) + UUID, found["Key"])
    body = json.loads(s3.get_object(Bucket="failed", Key=found["Key"])["Body"].read())
    payload = body.pop("payload")
    assert body == expected(stage)
    assert json.loads(payload) == stage.events[0]


def test_what_a_message_names_can_be_read_again_from_the_stream(stage):
    boto3.client("sqs").create_queue(QueueName="failed")
    fail(stage, QUEUE["OnFailure"]["Destination"])
    info = messages()[0]["KinesisBatchInfo"]
    kinesis = boto3.client("kinesis")
    iterator = kinesis.get_shard_iterator(
        StreamARN=info["streamArn"],
        ShardId=info["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        StartingSequenceNumber=info["startSequenceNumber"],
    )["ShardIterator"]
    records = kinesis.get_records(ShardIterator=iterator, Limit=info["batchSize"])["Records"]
    assert [json.loads(record["Data"])["name"] for record in records] == ["a", "b"]


@pytest.mark.parametrize(
    "arn",
    [
        QUEUE["OnFailure"]["Destination"],  # nobody has made these
        TOPIC,
        "arn:aws:s3:::failed",
    ],
)
def test_a_destination_that_cannot_be_reached_leaves_a_metric_and_the_records_are_dropped(stage, arn):
    fail(stage, arn, MetricsConfig={"Metrics": ["EventCount"]})
    assert stage.metric("DestinationDeliveryFailures") == [(0, 1)]
    assert stage.metric("DroppedEventCount") == [(0, 2)]
    assert stage.metric("OnFailureDestinationDeliveredEventCount") == []
    assert stage.fates == {"dropped by retries": 2}


def test_a_fifo_queue_is_taken_as_a_destination_and_gets_nothing(stage):
    boto3.client("sqs").create_queue(QueueName="failed.fifo", Attributes={"FifoQueue": "true"})
    fail(stage, "arn:aws:sqs:us-east-1:111122223333:failed.fifo")
    assert stage.total("DestinationDeliveryFailures") == 1
    assert stage.fates == {"dropped by retries": 2}


def test_the_delivery_fails_by_chance_when_that_is_switched_on(stage, monkeypatch):
    monkeypatch.setattr(limits, "MAPPING_DESTINATION_FAULT_SHARE", 1.0)
    boto3.client("sqs").create_queue(QueueName="failed")
    fail(stage, QUEUE["OnFailure"]["Destination"])
    assert (messages(), stage.total("DestinationDeliveryFailures")) == ([], 1)
    assert stage.fates == {"dropped by retries": 2}


def test_a_record_that_no_event_has_room_for_goes_to_the_destination_with_its_data_at_s3(stage):
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="failed")
    stage.begin(**to("arn:aws:s3:::failed"))
    stage.store([b"x" * 5_000_000], keys=["large"])
    stage.at(5)
    (found,) = s3.list_objects_v2(Bucket="failed")["Contents"]
    assert found["Size"] > 6_666_668
    assert (stage.calls, stage.fates) == ([], {"sent to destination": 1})


@pytest.mark.parametrize(
    ("service", "operation", "arn"),
    [
        ("sqs", "SendMessage", QUEUE["OnFailure"]["Destination"]),
        ("sns", "Publish", TOPIC),
        ("s3", "PutObject", "arn:aws:s3:::failed"),
    ],
)
def test_a_destination_without_permission_gets_nothing_until_somebody_grants_it(
    stage, service, operation, arn
):
    boto3.client("sqs").create_queue(QueueName="failed")
    boto3.client("sns").create_topic(Name="failed")
    boto3.client("s3").create_bucket(Bucket="failed")
    denied = stage.world.fault("access_denied", for_s=3_600, service=service, operation=operation)
    fail(stage, arn)
    assert stage.total("DestinationDeliveryFailures") == 1
    assert stage.fates == {"dropped by retries": 2}
    stage.world.faults.remove(denied)
    stage.put("c")
    stage.at(10)
    assert stage.total("DestinationDeliveryFailures") == 1
    assert stage.fates == {"dropped by retries": 2, "sent to destination": 1}
