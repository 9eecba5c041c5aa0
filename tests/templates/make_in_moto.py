"""Make a stack of a template in moto's CloudFormation, look at it, delete it, and look again; prints JSON.

Runs in an environment of its own: moto's CloudFormation imports packages that the course doesn't need.
"""

import json
import os
import sys
from pathlib import Path

import boto3
from moto import mock_aws

REGION = "eu-central-1"
KEYS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_DEFAULT_REGION": REGION}


def look() -> dict:
    """What stands in the account, by the services' own calls."""
    [kinesis, lambda_, sqs, cloudwatch, iam, logs] = (
        boto3.client(each) for each in ("kinesis", "lambda", "sqs", "cloudwatch", "iam", "logs")
    )
    return {
        "streams": kinesis.list_streams()["StreamNames"],
        "functions": [
            [each["FunctionName"], each["CodeSize"]] for each in lambda_.list_functions()["Functions"]
        ],
        "mappings": [
            [each["EventSourceArn"], each["FunctionArn"], each["BatchSize"]]
            for each in lambda_.list_event_source_mappings()["EventSourceMappings"]
        ],
        "queues": [url.rpartition("/")[2] for url in sqs.list_queues().get("QueueUrls", [])],
        "alarms": [each["AlarmName"] for each in cloudwatch.describe_alarms()["MetricAlarms"]],
        "roles": [each["RoleName"] for each in iam.list_roles()["Roles"]],
        "log groups": [each["logGroupName"] for each in logs.describe_log_groups()["logGroups"]],
    }


def make(template: str, parameters: dict[str, str]) -> dict:
    """What stands after the stack was made, and after it was deleted."""
    cloudformation = boto3.client("cloudformation")
    given = [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]
    cloudformation.create_stack(
        StackName="usage", TemplateBody=template, Parameters=given, Capabilities=["CAPABILITY_NAMED_IAM"]
    )
    [stack] = cloudformation.describe_stacks(StackName="usage")["Stacks"]
    outputs = {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}
    made = {"status": stack["StackStatus"], "outputs": outputs, "made": look()}
    cloudformation.delete_stack(StackName="usage")
    return made | {"left": look()}


def put_code(package: bytes) -> None:
    """A package in a bucket."""
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="code", CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket="code", Key="function.zip", Body=package)


if __name__ == "__main__":
    os.environ |= KEYS
    [text, package] = (Path(each).read_bytes() for each in sys.argv[1:])
    with mock_aws(config={"lambda": {"use_docker": False}}):
        put_code(package)
        runs = [make(text.decode(), {}), make(text.decode(), {"CodeBucket": "code", "BatchSize": "50"})]
    print(json.dumps(runs))
