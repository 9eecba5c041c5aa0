"""How a deployment's resources are deleted: the boto3 calls, by type, and waiting until they are gone."""

from __future__ import annotations

from botocore.exceptions import ClientError

from lablib.templates.making import POLL_S, Maker, Properties
from lablib.templates.resolving import Made


def stream(maker: Maker, made: Made) -> None:
    """With its consumers."""
    maker.call("kinesis", "DeleteStream", {"StreamName": made.ref, "EnforceConsumerDeletion": True})
    _until_gone(maker, "kinesis", "DescribeStreamSummary", {"StreamName": made.ref})


def queue(maker: Maker, made: Made) -> None:
    """With its messages."""
    maker.call("sqs", "DeleteQueue", {"QueueUrl": made.ref})


def log_group(maker: Maker, made: Made) -> None:
    """At once."""
    maker.call("logs", "DeleteLogGroup", {"logGroupName": made.ref})


def role(maker: Maker, made: Made) -> None:
    """A role goes only without its policies."""
    named = {"RoleName": made.ref}
    for policy in maker.call("iam", "ListRolePolicies", named)["PolicyNames"]:
        maker.call("iam", "DeleteRolePolicy", named | {"PolicyName": policy})
    maker.call("iam", "DeleteRole", named)


def function(maker: Maker, made: Made) -> None:
    """The simulator has no DeleteFunction, so the world is told directly."""
    del maker.world.lambda_.functions.by_name[made.ref]


def mapping(maker: Maker, made: Made) -> None:
    """Its place in the stream goes with it."""
    maker.call("lambda", "DeleteEventSourceMapping", {"UUID": made.ref})
    _until_gone(maker, "lambda", "GetEventSourceMapping", {"UUID": made.ref})


def alarm(maker: Maker, made: Made) -> None:
    """At once."""
    maker.call("cloudwatch", "DeleteAlarms", {"AlarmNames": [made.ref]})


def _until_gone(maker: Maker, service: str, operation: str, params: Properties) -> None:
    while True:
        try:
            maker.call(service, operation, params)
        except ClientError as error:
            if error.response["Error"]["Code"] == "ResourceNotFoundException":
                return
            raise
        maker.world.sleep(POLL_S)
