"""Services that would call a function of the lab: the setting is refused, with what to do instead."""

import json
import sys

import boto3
import pytest
from botocore.exceptions import ClientError

from lablib import World
from lablib.simulator.network.function_callers import SETTINGS
from lablib.simulator.network.socket_guard import NetworkRefused

ROLE = "arn:aws:iam::111122223333:role/any"
FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:handler"
CATCH_ALL = f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{FUNCTION}/invocations"
STATES = {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": FUNCTION, "End": True}}}
STACK = {"Resources": {"F": {"Type": "AWS::Lambda::Function", "Properties": {}}}}
ASKED = [
    ("sns", "subscribe", {"TopicArn": f"{ROLE}:t", "Protocol": "lambda", "Endpoint": FUNCTION}),
    ("events", "put_targets", {"Rule": "r", "Targets": [{"Id": "1", "Arn": FUNCTION}]}),
    (
        "s3",
        "put_bucket_notification_configuration",
        {
            "Bucket": "usage",
            "NotificationConfiguration": {
                "LambdaFunctionConfigurations": [{"LambdaFunctionArn": FUNCTION, "Events": ["s3:*"]}]
            },
        },
    ),
    (
        "logs",
        "put_subscription_filter",
        {"logGroupName": "g", "filterName": "f", "filterPattern": "", "destinationArn": FUNCTION},
    ),
    ("cognito-idp", "create_user_pool", {"PoolName": "p", "LambdaConfig": {"PreSignUp": FUNCTION}}),
    ("secretsmanager", "rotate_secret", {"SecretId": "s", "RotationLambdaARN": FUNCTION}),
    (
        "scheduler",
        "create_schedule",
        {
            "Name": "n",
            "ScheduleExpression": "rate(1 minute)",
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "Target": {"Arn": FUNCTION, "RoleArn": ROLE},
        },
    ),
    (
        "stepfunctions",
        "create_state_machine",
        {"name": "m", "definition": json.dumps(STATES), "roleArn": ROLE},
    ),
    ("pipes", "create_pipe", {"Name": "p", "Source": f"{ROLE}:q", "Target": FUNCTION, "RoleArn": ROLE}),
    (
        "apigateway",
        "put_integration",
        {"restApiId": "a", "resourceId": "r", "httpMethod": "GET", "type": "AWS_PROXY", "uri": CATCH_ALL},
    ),
    ("cloudformation", "create_stack", {"StackName": "s", "TemplateBody": json.dumps(STACK)}),
]


@pytest.fixture(autouse=True)
def world():
    with World() as opened:
        opened.deploy(lambda event, context: None, name="handler")
        yield opened


@pytest.mark.parametrize(("service", "call", "params"), ASKED, ids=[f"{each[0]}.{each[1]}" for each in ASKED])
def test_a_setting_that_names_a_function_is_refused_with_a_remedy(service, call, params):
    with pytest.raises(
        ClientError, match=rf"The lab does not model that {service} calls a Lambda"
    ) as refused:
        getattr(boto3.client(service), call)(**params)
    assert refused.value.response["Error"]["Code"] == "NotModelled"
    assert "Remedy" in str(refused.value)


def test_the_same_setting_without_a_function_works_and_a_message_may_name_one():
    sns, sqs = boto3.client("sns"), boto3.client("sqs")
    topic = sns.create_topic(Name="alerts")["TopicArn"]
    queue = sqs.create_queue(QueueName="alerts")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    sns.publish(TopicArn=topic, Message=f"{FUNCTION} failed")
    assert f"{FUNCTION} failed" in sqs.receive_message(QueueUrl=queue)["Messages"][0]["Body"]


def test_a_stack_without_functions_is_not_refused_by_name():
    with pytest.raises((ClientError, NetworkRefused)) as failed:
        boto3.client("cloudformation").create_stack(StackName="s", TemplateBody="{}")
    assert "The lab does not model" not in str(failed.value)


def test_a_service_for_which_moto_needs_another_package_says_which(monkeypatch):
    monkeypatch.setitem(sys.modules, "joserfc", None)
    with pytest.raises(NetworkRefused, match=r"cognito-idp: moto.* needs the package joserfc"):
        boto3.client("cognito-idp").list_user_pools(MaxResults=1)


def test_every_setting_is_an_operation_of_botocore():
    for service, operation in SETTINGS:
        assert operation in boto3.client(service).meta.service_model.operation_names
