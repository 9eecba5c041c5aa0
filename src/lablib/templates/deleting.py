"""How a deployment's resources are deleted: the boto3 calls, by type, and waiting until they are gone."""

from __future__ import annotations

from botocore.exceptions import ClientError

from lablib.templates.calling import POLL_S, Caller, Properties
from lablib.templates.resolving import Made


def stream(caller: Caller, made: Made) -> None:
    """With its consumers."""
    caller.call("kinesis", "DeleteStream", {"StreamName": made.ref, "EnforceConsumerDeletion": True})
    _until_gone(caller, "kinesis", "DescribeStreamSummary", {"StreamName": made.ref})


def queue(caller: Caller, made: Made) -> None:
    """With its messages."""
    caller.call("sqs", "DeleteQueue", {"QueueUrl": made.ref})


def log_group(caller: Caller, made: Made) -> None:
    """At once."""
    caller.call("logs", "DeleteLogGroup", {"logGroupName": made.ref})


def role(caller: Caller, made: Made) -> None:
    """A role goes only without its policies."""
    named = {"RoleName": made.ref}
    for policy in caller.call("iam", "ListRolePolicies", named)["PolicyNames"]:
        caller.call("iam", "DeleteRolePolicy", named | {"PolicyName": policy})
    caller.call("iam", "DeleteRole", named)


def function(caller: Caller, made: Made) -> None:
    """The simulator has no DeleteFunction, so the world is told directly."""
    del caller.world.lambda_.functions.by_name[made.ref]


def mapping(caller: Caller, made: Made) -> None:
    """Its place in the stream goes with it."""
    caller.call("lambda", "DeleteEventSourceMapping", {"UUID": made.ref})
    _until_gone(caller, "lambda", "GetEventSourceMapping", {"UUID": made.ref})


def alarm(caller: Caller, made: Made) -> None:
    """At once."""
    caller.call("cloudwatch", "DeleteAlarms", {"AlarmNames": [made.ref]})


def _until_gone(caller: Caller, service: str, operation: str, params: Properties) -> None:
    while True:
        try:
            caller.call(service, operation, params)
        except ClientError as error:
            if error.response["Error"]["Code"] == "ResourceNotFoundException":
                return
            raise
        caller.world.sleep(POLL_S)
