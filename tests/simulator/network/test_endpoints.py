"""Every host of a service ends at the same service: VPC endpoints, FIPS, dual stack, accounts.

https://docs.aws.amazon.com/streams/latest/dev/vpc.html,
https://docs.aws.amazon.com/general/latest/gr/rande.html
"""

import boto3
import pytest
from botocore.config import Config

from lablib import World
from lablib.simulator.network.endpoints import usual_url
from lablib.simulator.network.network import NetworkRefused

KINESIS = [
    "vpce-0a1b2c3d-x1.kinesis.us-east-1.vpce.amazonaws.com",
    "vpce-0a1b2c3d-x1-us-east-1a.kinesis.us-east-1.vpce.amazonaws.com",
    "vpce-0a1b2c3d-x1.kinesis-fips.us-east-1.vpce.amazonaws.com",
    "kinesis.us-east-1.api.aws",
    "kinesis-fips.us-east-1.amazonaws.com",
    "kinesis-fips.us-east-1.api.aws",
    "111122223333.control-kinesis.us-east-1.amazonaws.com",
    "111122223333.data-kinesis-fips.us-east-1.api.aws",
]


@pytest.fixture
def world():
    with World(seed=7) as opened:
        boto3.client("kinesis").create_stream(StreamName="usage", ShardCount=1)
        yield opened


@pytest.mark.parametrize("host", KINESIS)
def test_a_host_of_kinesis_is_the_worlds_kinesis(world, host):
    assert boto3.client("kinesis", endpoint_url=f"https://{host}").list_streams()["StreamNames"] == ["usage"]


@pytest.mark.parametrize(
    "settings", [{"use_fips_endpoint": True}, {"use_dualstack_endpoint": True}], ids=["FIPS", "dual stack"]
)
def test_so_is_the_one_that_botocore_finds(world, settings):
    assert boto3.client("kinesis", config=Config(**settings)).list_streams()["StreamNames"] == ["usage"]


@pytest.mark.parametrize(
    "host",
    [
        "vpce-0a1b2c3d-x1.lambda.us-east-1.vpce.amazonaws.com",
        "lambda.us-east-1.api.aws",
        "lambda-fips.us-east-1.amazonaws.com",
    ],
)
def test_a_host_of_lambda_is_the_worlds_lambda(world, host):
    world.deploy(lambda event, context: None, name="bill")
    functions = boto3.client("lambda", endpoint_url=f"https://{host}").list_functions()["Functions"]
    assert [function["FunctionName"] for function in functions] == ["bill"]


@pytest.mark.parametrize(
    "host",
    [
        "vpce-0a1b2c3d-x1.monitoring.us-east-1.vpce.amazonaws.com",
        "monitoring.us-east-1.api.aws",
        "monitoring-fips.us-east-1.amazonaws.com",
    ],
)
def test_a_host_of_cloudwatch_has_the_worlds_metrics_and_the_learners_own(world, host):
    world.sleep(10)
    boto3.client("kinesis").put_record(StreamName="usage", Data=b"", PartitionKey="k")
    cloudwatch = boto3.client("cloudwatch", endpoint_url=f"https://{host}")
    cloudwatch.put_metric_data(Namespace="mine", MetricData=[{"MetricName": "given up", "Value": 1}])
    assert len(cloudwatch.list_metrics(Namespace="AWS/Kinesis")["Metrics"]) > 0
    there = boto3.client("cloudwatch").list_metrics(Namespace="mine")["Metrics"]
    assert [metric["MetricName"] for metric in there] == ["given up"]


@pytest.mark.parametrize(
    ("service", "host"),
    [
        ("sqs", "vpce-0a1b2c3d-x1.sqs.us-east-1.vpce.amazonaws.com"),
        ("sqs", "sqs-fips.us-east-1.amazonaws.com"),
        ("sqs", "sqs.us-east-1.api.aws"),
        ("s3", "bucket.vpce-0a1b2c3d-x1.s3.us-east-1.vpce.amazonaws.com"),
        ("dynamodb", "vpce-0a1b2c3d-x1.dynamodb.us-east-1.vpce.amazonaws.com"),
    ],
)
def test_a_host_of_another_service_is_that_service(world, service, host):
    boto3.client("sqs").create_queue(QueueName="failures")
    boto3.client("s3").create_bucket(Bucket="failures")
    boto3.client("dynamodb").create_table(
        TableName="failures",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    client = boto3.client(service, endpoint_url=f"https://{host}")
    listed = {"sqs": "list_queues", "s3": "list_buckets", "dynamodb": "list_tables"}[service]
    assert "failures" in str(getattr(client, listed)())


def test_a_vpc_endpoint_in_another_region_is_refused(world):
    host = "vpce-0a1b2c3d-x1.kinesis.eu-west-1.vpce.amazonaws.com"
    with pytest.raises(NetworkRefused, match=rf"{host}: this world has one region, us-east-1"):
        boto3.client("kinesis", endpoint_url=f"https://{host}").list_streams()


def test_a_host_of_aws_where_nobody_answers_is_refused_with_a_remedy(world):
    host = "nowhere.dynamodb.us-east-1.amazonaws.com"
    with pytest.raises(NetworkRefused, match=f"{host}: .* Remedy: leave endpoint_url out"):
        boto3.client("dynamodb", endpoint_url=f"https://{host}").list_tables()


@pytest.mark.parametrize(
    "url",
    [
        "https://sqs.us-east-1.amazonaws.com/111122223333/failures?Action=x",
        "https://failures.s3.us-east-1.amazonaws.com/key",
        "https://111122223333.ddb.us-east-1.amazonaws.com/",
        "https://iam.amazonaws.com/",
        "http://localhost:4566/",
    ],
)
def test_a_usual_url_stays_as_it_is(url):
    assert usual_url(url) == url


def test_path_and_query_stay_with_the_usual_host():
    assert usual_url("https://vpce-0a-1.sns.eu-west-1.vpce.amazonaws.com/a%20b?c=d") == (
        "https://sns.eu-west-1.amazonaws.com/a%20b?c=d"
    )
