"""What lab 10 says of moto, of queues and of tables, where no cell shows it."""

import boto3
import pytest

from lablib import World
from lablib.scenarios.elsewhere import arrived, make_destinations

pytestmark = pytest.mark.slow


@pytest.fixture
def world():
    with World(seed=7) as opened:
        yield opened


def put(name):
    return {"PutRequest": {"Item": {"event_id": {"S": name}}}}


def test_moto_takes_more_than_aws_does(world):
    """AWS takes 25 requests in BatchWriteItem, and 500 records in PutRecordBatch."""
    to = make_destinations()
    answer = boto3.client("dynamodb").batch_write_item(
        RequestItems={to.table: [put(f"e{number}") for number in range(26)]}
    )
    assert answer["UnprocessedItems"] == {}
    records = [{"Data": "x"}] * 501
    answer = boto3.client("firehose").put_record_batch(DeliveryStreamName=to.delivery, Records=records)
    assert (answer["FailedPutCount"], len(answer["RequestResponses"])) == (0, 501)


def test_moto_refuses_an_unknown_bus_which_aws_takes(world):
    events = boto3.client("events")
    entry = {"Source": "usage", "DetailType": "alert", "Detail": "{}", "EventBusName": "nobody-made-it"}
    with pytest.raises(events.exceptions.ResourceNotFoundException):
        events.put_events(Entries=[entry])


def test_a_write_sent_twice_is_stored_once_and_a_message_twice(world):
    to = make_destinations()
    for _ in range(2):
        boto3.client("dynamodb").batch_write_item(RequestItems={to.table: [put("e1")]})
        entry = {"Id": "e1", "MessageBody": '{"event_id": "e1"}'}
        boto3.client("sqs").send_message_batch(QueueUrl=to.queue, Entries=[entry])
    there = arrived(to)
    assert (there["invoices"], there["alerts"]) == (["e1"], ["e1", "e1"])
