"""DynamoDB, S3, SNS and SQS in trouble: moto answers them, and a fault comes between."""

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from lablib import World

ONCE = Config(retries={"total_max_attempts": 1}, read_timeout=20)
PLACE = {
    "dynamodb": ("put_item", {"TableName": "booked", "Item": {"id": {"S": "one"}}}),
    "s3": ("put_object", {"Bucket": "booked", "Key": "one", "Body": b"x"}),
    "sns": ("publish", {"TopicArn": "arn:aws:sns:us-east-1:111122223333:booked", "Message": "one"}),
    "sqs": ("send_message", {"QueueUrl": "http://sqs.us-east-1.amazonaws.com/1/booked", "MessageBody": "1"}),
}
"""For each service a call that writes."""
LISTING = {"dynamodb": "list_tables", "s3": "list_buckets", "sns": "list_topics", "sqs": "list_queues"}


@pytest.fixture
def world():
    with World(seed=7) as opened:
        opened.network.median_latency_ms = 0.0
        yield opened


def make(service):
    """What the calls write to, and the client that writes; returns a function that writes once."""
    client = boto3.client(service, config=ONCE)
    match service:
        case "dynamodb":
            client.create_table(
                TableName="booked",
                KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                BillingMode="PAY_PER_REQUEST",
            )
        case "s3":
            client.create_bucket(Bucket="booked")
        case "sns":
            client.create_topic(Name="booked")
        case _:
            client.create_queue(QueueName="booked")
    operation, params = PLACE[service]
    return lambda: getattr(client, operation)(**params)


def code_of(call):
    """Error code and HTTP status of a call that must fail."""
    with pytest.raises(ClientError) as caught:
        call()
    answer = caught.value.response
    return answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]


@pytest.mark.parametrize(
    ("service", "kind", "error"),
    [
        ("dynamodb", "http_500", ("InternalServerError", 500)),
        ("s3", "http_500", ("InternalError", 500)),
        ("sns", "http_500", ("InternalError", 500)),
        ("sqs", "http_500", ("InternalFailure", 500)),
        ("dynamodb", "access_denied", ("AccessDeniedException", 400)),
        ("s3", "access_denied", ("AccessDenied", 403)),
        ("sns", "access_denied", ("AuthorizationError", 403)),
        ("sqs", "access_denied", ("AccessDenied", 403)),
    ],
)
def test_a_service_answers_with_its_own_error_and_then_works_again(world, service, kind, error):
    write = make(service)
    world.fault(kind, for_s=60, service=service)
    assert code_of(write) == error
    world.sleep(60)
    assert write()["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_a_denial_says_who_may_not_do_what(world):
    write = make("sqs")
    world.fault("access_denied", for_s=60, service="sqs", operation="SendMessage")
    with pytest.raises(ClientError, match=r"is not authorized to perform: sqs:SendMessage because"):
        write()


@pytest.mark.parametrize("service", PLACE)
def test_a_fault_of_one_operation_and_of_one_service_leaves_the_others_alone(world, service):
    writes = {each: make(each) for each in PLACE}
    operation = boto3.client(service).meta.method_to_api_mapping[PLACE[service][0]]
    world.fault("connection_refused", for_s=60, service=service, operation=operation)
    for name, write in writes.items():
        if name == service:
            with pytest.raises(EndpointConnectionError):
                write()
        else:
            write()
    getattr(boto3.client(service), LISTING[service])()


def test_a_slow_table_writes_at_once_and_answers_late(world):
    write = make("dynamodb")
    world.fault("slow", for_s=60, by_s=7, service="dynamodb", operation="PutItem")
    flow = world.spawn(write)
    world.sleep(1)
    table = boto3.client("dynamodb")
    assert (world.elapsed_s, table.scan(TableName="booked")["Count"]) == (1, 1)
    flow.join()
    assert world.elapsed_s == 7


def test_an_object_is_read_whole_through_a_slow_service(world):
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="booked")
    s3.put_object(Bucket="booked", Key="day", Body=b"one\ntwo\n")
    world.fault("slow", for_s=60, by_s=2, service="s3")
    assert s3.get_object(Bucket="booked", Key="day")["Body"].read() == b"one\ntwo\n"
    assert world.elapsed_s == 2


def test_a_queue_that_is_lost_on_the_way_back_has_the_message(world):
    write = make("sqs")
    world.fault("hang_after_processing", for_s=60, service="sqs")
    with pytest.raises(ReadTimeoutError):
        write()
    assert world.elapsed_s == 20
    world.sleep(60)
    queue = PLACE["sqs"][1]["QueueUrl"]
    assert len(boto3.client("sqs").receive_message(QueueUrl=queue)["Messages"]) == 1


def test_a_long_poll_is_cut_off_by_the_clients_timeout(world):
    make("sqs")
    world.fault("slow", for_s=60, by_s=1, service="sqs")
    impatient = boto3.client("sqs", config=ONCE.merge(Config(read_timeout=3)))
    with pytest.raises(ReadTimeoutError):
        impatient.receive_message(QueueUrl=PLACE["sqs"][1]["QueueUrl"], WaitTimeSeconds=10)
    assert world.elapsed_s == 3
