"""Batches of other services in which some entries fail, as boto3 sees them: the rest is carried out."""

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from lablib import World

ONCE = Config(retries={"total_max_attempts": 1})
QUEUE = "arn:aws:kinesis:us-east-1:111122223333:queue/usage"


@pytest.fixture
def world():
    with World(seed=7) as opened:
        yield opened


def bad(field):
    """Entries whose `field` says bad."""
    return lambda entry: "bad" in str(entry[field])


def test_firehose_tells_by_index_which_record_it_did_not_take(world):
    s3, firehose = boto3.client("s3"), boto3.client("firehose")
    s3.create_bucket(Bucket="metrics")
    to = {"RoleARN": "arn:aws:iam::111122223333:role/firehose", "BucketARN": "arn:aws:s3:::metrics"}
    firehose.create_delivery_stream(DeliveryStreamName="metrics", ExtendedS3DestinationConfiguration=to)
    turns = iter([False, True, False])
    world.fault("entries_fail", service="firehose", for_s=60, hits=lambda record: next(turns))
    records = [{"Data": data} for data in (b"one", b"two", b"three")]
    answer = firehose.put_record_batch(DeliveryStreamName="metrics", Records=records)
    assert answer["FailedPutCount"] == 1
    assert [each.get("ErrorCode") for each in answer["RequestResponses"]] == [
        None,
        "ServiceUnavailableException",
        None,
    ]
    (stored,) = s3.list_objects_v2(Bucket="metrics")["Contents"]
    assert s3.get_object(Bucket="metrics", Key=stored["Key"])["Body"].read() == b"onethree"


def test_eventbridge_adds_its_own_refusals_to_those_of_the_fault(world):
    world.fault("entries_fail", service="events", for_s=60, hits=bad("Source"))
    entries = [{"Source": name, "DetailType": "t", "Detail": "{}"} for name in ("bad", "good")]
    entries.append({"Source": "good", "DetailType": "t", "Detail": "{"})
    answer = boto3.client("events").put_events(Entries=entries)
    assert answer["FailedEntryCount"] == 2
    codes = [each.get("ErrorCode") for each in answer["Entries"]]
    assert codes == ["ThrottlingException", None, "MalformedDetail"]


def test_hits_may_say_which_code_an_entry_fails_with(world):
    codes = {"a": "InternalFailure", "b": ""}
    world.fault("entries_fail", service="events", for_s=60, hits=lambda entry: codes[entry["Source"]])
    entries = [{"Source": name, "DetailType": "t", "Detail": "{}"} for name in codes]
    results = boto3.client("events").put_events(Entries=entries)["Entries"]
    assert [each.get("ErrorCode") for each in results] == ["InternalFailure", None]


def test_sqs_tells_by_id_and_says_whose_fault_it_is(world):
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName="alerts")["QueueUrl"]
    world.fault("entries_fail", service="sqs", for_s=60, hits=bad("MessageBody"))
    bodies = {"a": "bad", "b": "good", "c": "late"}
    entries = [{"Id": id_, "MessageBody": body} for id_, body in bodies.items()]
    entries[2]["DelaySeconds"] = 9_999
    answer = sqs.send_message_batch(QueueUrl=url, Entries=entries)
    assert [each["Id"] for each in answer["Successful"]] == ["b"]
    assert {each["Id"]: each["SenderFault"] for each in answer["Failed"]} == {"a": False, "c": True}
    assert [each["Body"] for each in sqs.receive_message(QueueUrl=url)["Messages"]] == ["good"]


def a_table():
    dynamodb = boto3.client("dynamodb", config=ONCE)
    key = {"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "id", "AttributeType": "S"}
    dynamodb.create_table(
        TableName="invoices", KeySchema=[key[0]], AttributeDefinitions=[key[1]], BillingMode="PAY_PER_REQUEST"
    )
    return dynamodb


def puts(*ids):
    return [{"PutRequest": {"Item": {"id": {"S": id_}}}} for id_ in ids]


def test_dynamodb_hands_back_the_requests_themselves_in_another_order(world):
    dynamodb = a_table()
    world.fault("entries_fail", service="dynamodb", for_s=60, hits=bad("PutRequest"))
    requests = puts("bad 1", "good", "bad 2")
    answer = dynamodb.batch_write_item(RequestItems={"invoices": requests})
    assert answer["UnprocessedItems"] == {"invoices": puts("bad 2", "bad 1")}
    assert dynamodb.scan(TableName="invoices")["Items"] == [{"id": {"S": "good"}}]


def test_dynamodb_throttles_the_whole_call_if_it_can_write_nothing(world):
    dynamodb = a_table()
    world.fault("entries_fail", service="dynamodb", for_s=60)
    with pytest.raises(dynamodb.exceptions.ProvisionedThroughputExceededException):
        dynamodb.batch_write_item(RequestItems={"invoices": puts("a", "b")})


def test_timestream_raises_although_it_has_written_the_rest(world):
    timestream = boto3.client("timestream-write")
    timestream.create_database(DatabaseName="metrics")
    timestream.create_table(DatabaseName="metrics", TableName="tokens")
    world.fault("entries_fail", service="timestream-write", for_s=60, hits=bad("MeasureName"))
    records = [
        {"MeasureName": name, "MeasureValue": "1", "Time": "1793577600000", "Dimensions": []}
        for name in ("good", "bad", "fine")
    ]
    with pytest.raises(timestream.exceptions.RejectedRecordsException) as caught:
        timestream.write_records(DatabaseName="metrics", TableName="tokens", Records=records)
    assert [each["RecordIndex"] for each in caught.value.response["RejectedRecords"]] == [1]


def test_a_queue_of_kinesis_tells_by_receipt_handle_and_only_while_the_fault_is_on(world):
    kinesis = boto3.client("kinesis")
    entries = [{"ReceiptHandle": name} for name in ("good", "bad")]
    world.fault("entries_fail", service="kinesis", for_s=60, hits=bad("ReceiptHandle"))
    answer = kinesis.acknowledge_queue_records(QueueARN=QUEUE, Entries=entries)
    assert answer["Successful"] == [{"ReceiptHandle": "good"}]
    assert [(each["ReceiptHandle"], each["ErrorCode"]) for each in answer["Failed"]] == [
        ("bad", "InternalFailure")
    ]
    world.sleep(60)
    with pytest.raises(ClientError):
        kinesis.acknowledge_queue_records(QueueARN=QUEUE, Entries=entries)


def test_a_rate_hits_its_share_of_the_entries(world):
    world.fault("entries_fail", service="events", for_s=60, rate=0.5)
    entries = [{"Source": "s", "DetailType": "t", "Detail": "{}"}] * 10
    failed = [boto3.client("events").put_events(Entries=entries)["FailedEntryCount"] for _ in range(6)]
    assert 15 < sum(failed) < 45
    assert len(set(failed)) > 1


def test_a_fault_that_is_over_or_of_another_operation_hits_nothing(world):
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName="alerts")["QueueUrl"]
    world.fault("entries_fail", service="sqs", operation="DeleteMessageBatch", for_s=60)
    world.fault("entries_fail", service="sqs", after_s=60, for_s=1)
    entries = [{"Id": "a", "MessageBody": "a"}]
    assert not sqs.send_message_batch(QueueUrl=url, Entries=entries).get("Failed")


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"service": "sns"}, "can't hit 'sns': give one of dynamodb, events"),
        (
            {"service": "sqs", "operation": "SendMessage"},
            "can't hit 'SendMessage': give one of SendMessageBatch",
        ),
        ({"service": "sqs", "rate": 0.5, "hits": bool}, "hits is given for entries_fail with a rate of 0.5"),
    ],
)
def test_what_would_hit_nothing_is_refused(world, settings, says):
    with pytest.raises(ValueError, match=says):
        world.fault("entries_fail", for_s=60, **settings)


def test_hits_belongs_to_entries_alone(world):
    with pytest.raises(ValueError, match="hits is given for http_500"):
        world.fault("http_500", for_s=60, hits=bool)


def test_a_batch_without_entries_is_refused_as_without_the_fault(world):
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName="alerts")["QueueUrl"]
    world.fault("entries_fail", service="sqs", for_s=60)
    with pytest.raises(ClientError) as refused:
        sqs.send_message_batch(QueueUrl=url, Entries=[])
    assert "EmptyBatchRequest" in refused.value.response["Error"]["Code"]
