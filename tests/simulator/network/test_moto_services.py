"""What is not modelled: moto answers inside this process, on virtual time, or somebody says so by name."""

import time
from datetime import UTC, datetime

import boto3
import pytest
from botocore.exceptions import ClientError

from lablib import World
from lablib.simulator import limits

pytestmark = pytest.mark.slow


def use_four_services():
    """Everything random or dated that the services say."""
    sqs, s3, sns = boto3.client("sqs"), boto3.client("s3"), boto3.client("sns")
    queue = sqs.create_queue(QueueName="dead-letters")["QueueUrl"]
    time.sleep(60)
    message = sqs.send_message(QueueUrl=queue, MessageBody="one")
    got = sqs.receive_message(QueueUrl=queue, AttributeNames=["All"])["Messages"][0]
    s3.create_bucket(Bucket="usage")
    put = s3.put_object(Bucket="usage", Key="k", Body=b"x")
    topic = sns.create_topic(Name="pager")["TopicArn"]
    return [
        queue,
        message["MessageId"],
        got["ReceiptHandle"],
        got["Attributes"]["SentTimestamp"],
        put["ETag"],
        str(s3.get_object(Bucket="usage", Key="k")["LastModified"]),
        sns.publish(TopicArn=topic, Message="wake up")["MessageId"],
        message["ResponseMetadata"]["RequestId"],
    ]


def test_the_same_seed_gives_the_same_ids_and_times_and_another_seed_other_ids():
    runs = []
    for seed in (7, 7, 8):
        with World(seed):
            runs.append(use_four_services())
    assert runs[0] == runs[1]
    assert runs[0][1] != runs[2][1]


def test_times_are_virtual_and_the_account_is_the_labs():
    with World():
        queue, _, _, sent_ms, _, modified, _, _ = use_four_services()
    assert f"/{limits.ACCOUNT_ID}/" in queue
    assert 60 <= int(sent_ms) / 1_000 - limits.WORLD_START_S < 61
    assert modified == "2026-11-02 00:01:00+00:00"


def test_an_object_of_s3_is_read_whole_and_in_parts():
    with World():
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="usage")
        s3.put_object(Bucket="usage", Key="day", Body=b"one\ntwo\n")
        assert s3.get_object(Bucket="usage", Key="day")["Body"].read() == b"one\ntwo\n"
        assert list(s3.get_object(Bucket="usage", Key="day")["Body"].iter_lines()) == [b"one", b"two"]
        with pytest.raises(s3.exceptions.NoSuchKey):
            s3.get_object(Bucket="usage", Key="night")


def test_metrics_are_listed_of_all_namespaces_on_the_same_pages():
    with World():
        kinesis, cloudwatch = boto3.client("kinesis"), boto3.client("cloudwatch")
        kinesis.create_stream(StreamName="usage", ShardCount=1)
        time.sleep(60)
        kinesis.put_record(StreamName="usage", Data=b"x", PartitionKey="k")
        for name in ("orders", "returns"):
            cloudwatch.put_metric_data(Namespace="Shop", MetricData=[{"MetricName": name, "Value": 1.0}])
        listed = cloudwatch.list_metrics()["Metrics"]
        assert {each["Namespace"] for each in listed} == {"AWS/Kinesis", "Shop"}
        assert {"PutRecord.Success", "orders", "returns"} <= {each["MetricName"] for each in listed}
        assert [each["Namespace"] for each in cloudwatch.list_metrics(MetricName="orders")["Metrics"]] == [
            "Shop"
        ]
        pages = cloudwatch.get_paginator("list_metrics").paginate()
        assert [each for page in pages for each in page["Metrics"]] == listed


def test_a_list_of_metrics_longer_than_a_page_has_each_once():
    with World():
        cloudwatch = boto3.client("cloudwatch")
        for first in range(0, 1_100, 100):
            data = [{"MetricName": f"m{number}", "Value": 1.0} for number in range(first, first + 100)]
            cloudwatch.put_metric_data(Namespace="Shop", MetricData=data)
        pages = list(cloudwatch.get_paginator("list_metrics").paginate())
        assert [len(page["Metrics"]) for page in pages] == [500, 500, 100]
        assert len({each["MetricName"] for page in pages for each in page["Metrics"]}) == 1_100


def test_dynamodb_keeps_items():
    with World():
        dynamodb = boto3.client("dynamodb")
        dynamodb.create_table(
            TableName="seen",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        item = {"id": {"S": "g01-1"}}
        dynamodb.put_item(TableName="seen", Item=item, ConditionExpression="attribute_not_exists(id)")
        with pytest.raises(ClientError, match="ConditionalCheckFailed"):
            dynamodb.put_item(TableName="seen", Item=item, ConditionExpression="attribute_not_exists(id)")
        table = dynamodb.describe_table(TableName="seen")["Table"]
        assert table["CreationDateTime"].astimezone(UTC) == pytest.approx(
            datetime(2026, 11, 2, tzinfo=UTC), abs=datetime.resolution * 1_000_000
        )


def test_a_hidden_message_comes_back_on_virtual_time():
    with World():
        sqs = boto3.client("sqs")
        queue = sqs.create_queue(QueueName="q", Attributes={"VisibilityTimeout": "30"})["QueueUrl"]
        sqs.send_message(QueueUrl=queue, MessageBody="one")
        seen = []
        for wait_s in (0, 29, 2):
            time.sleep(wait_s)
            seen.append(len(sqs.receive_message(QueueUrl=queue).get("Messages", [])))
        assert seen == [1, 0, 1]


def test_a_long_poll_waits_on_virtual_time_for_a_message_or_its_end():
    with World() as world:
        sqs = boto3.client("sqs")
        queue = sqs.create_queue(QueueName="q")["QueueUrl"]
        log = []

        def poll():
            for _ in range(2):
                answer = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=20)
                log.append((round(world.elapsed_s), [each["Body"] for each in answer.get("Messages", [])]))

        def send():
            time.sleep(5)
            sqs.send_message(QueueUrl=queue, MessageBody="hello")

        world.join(world.spawn(poll), world.spawn(send))
        assert log == [(5, ["hello"]), (25, [])]


def test_a_queue_that_waits_by_itself_does_not_hang():
    with World() as world:
        sqs = boto3.client("sqs")
        queue = sqs.create_queue(QueueName="q", Attributes={"ReceiveMessageWaitTimeSeconds": "20"})[
            "QueueUrl"
        ]
        assert "Messages" not in sqs.receive_message(QueueUrl=queue)
        assert world.elapsed_s < 1


def test_kinesis_never_goes_to_moto_while_moto_works():
    """A flow waits inside a long poll; another one makes its session then, after moto has hooked in."""
    with World() as world:
        sqs = boto3.client("sqs")
        queue = sqs.create_queue(QueueName="q")["QueueUrl"]

        def writes():
            time.sleep(3)
            kinesis = boto3.Session().client("kinesis")
            kinesis.create_stream(StreamName="usage", ShardCount=1)
            time.sleep(limits.CREATE_STREAM_S)
            kinesis.put_record(StreamName="usage", Data=b"x", PartitionKey="k")

        poll = world.spawn(lambda: sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=20))
        world.join(world.spawn(writes), poll)
        assert world.totals()["stored"] == 1


def test_each_world_has_its_own_queues_and_buckets():
    with World():
        boto3.client("sqs").create_queue(QueueName="outer")
        with World():
            assert "outer" not in str(boto3.client("sqs").list_queues())
            boto3.client("sqs").create_queue(QueueName="inner")
        assert queue_names() == ["outer"]


def queue_names():
    return [url.rpartition("/")[2] for url in boto3.client("sqs").list_queues().get("QueueUrls", [])]


def test_ids_go_on_as_if_there_had_been_no_world_inside():
    def sent(nested):
        with World(seed=7):
            sqs = boto3.client("sqs")
            queue = sqs.create_queue(QueueName="q")["QueueUrl"]
            first = sqs.send_message(QueueUrl=queue, MessageBody="one")["MessageId"]
            if nested:
                with World(seed=8):
                    use_four_services()
            return first, sqs.send_message(QueueUrl=queue, MessageBody="two")["MessageId"]

    assert sent(nested=True) == sent(nested=False)


def test_a_request_leaves_nothing_behind_in_moto():
    """moto enters a handler for each of its addresses when its patches go on: half a megabyte a request."""
    from moto.core.models import responses_mock

    with World():
        for _ in range(3):
            boto3.client("sqs").list_queues()
        assert responses_mock.registered() == []


def test_an_operation_of_kinesis_that_is_not_modelled_says_so_by_name():
    with World(), pytest.raises(ClientError) as caught:
        boto3.client("kinesis").subscribe_to_shard(
            ConsumerARN="arn:aws:kinesis:us-east-1:111122223333:stream/s/consumer/c:1",
            ShardId="shardId-000000000000",
            StartingPosition={"Type": "LATEST"},
        )
    assert caught.value.response["Error"]["Code"] == "NotModelled"
    assert "does not model SubscribeToShard" in str(caught.value)


def test_queues_of_kinesis_have_another_host_and_are_kinesis_all_the_same():
    with World(), pytest.raises(ClientError, match="does not model ListQueues"):
        boto3.client("kinesis").list_queues()


def test_an_operation_of_lambda_that_is_not_modelled_says_so_by_name():
    with World(), pytest.raises(ClientError) as caught:
        boto3.client("lambda").list_layers()
    assert caught.value.response["Error"]["Code"] == "NotModelled"
    assert "does not model ListLayers" in str(caught.value)
