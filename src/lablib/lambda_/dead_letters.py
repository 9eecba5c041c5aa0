"""A function's dead-letter queue: where an Event invocation goes when its tries are used up.

It belongs to asynchronous invocations alone. A mapping invokes synchronously, so nothing of a stream ever
comes here: that is a lesson of lab 07.
Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from lablib import limits
from lablib.errors import AwsError

if TYPE_CHECKING:
    from lablib.lambda_.function import Function
    from lablib.lambda_.invocation import Outcome


def keep(function: Function, event: Any, outcome: Outcome) -> None:
    """Send the event to the function's queue or topic, if it has one; `DeadLetterErrors` counts a failure."""
    if not function.dead_letter_arn:
        return
    body, attributes = json.dumps(event), _attributes(outcome)
    service, name = function.dead_letter_arn.split(":")[2], function.dead_letter_arn.rsplit(":", 1)[-1]
    client = boto3.client(service)
    try:
        if service == "sqs":
            url = client.get_queue_url(QueueName=name)["QueueUrl"]
            client.send_message(QueueUrl=url, MessageBody=body, MessageAttributes=attributes)
        else:
            client.publish(TopicArn=function.dead_letter_arn, Message=body, MessageAttributes=attributes)
    except (ClientError, BotoCoreError):
        function.metrics.dead_letter_failed(outcome.began_us)


def check_arn(arn: str) -> str:
    """Return it; empty is none. Raises `InvalidParameterValueException` for what is no queue and no topic."""
    if arn and (arn.count(":") < 5 or arn.split(":")[2] not in ("sqs", "sns")):
        raise AwsError(
            "InvalidParameterValueException",
            f"The dead-letter target {arn} is invalid: give the ARN of an SQS queue or an SNS topic.",
        )
    return arn


def _attributes(outcome: Outcome) -> dict[str, Any]:
    """Of the last try: its id, the HTTP status and the beginning of the error's message."""
    said = str((outcome.payload or {}).get("errorMessage", ""))[: limits.DEAD_LETTER_ERROR_CHARS]
    return {
        "RequestID": {"DataType": "String", "StringValue": outcome.request_id},
        "ErrorCode": {"DataType": "Number", "StringValue": "200"},
        "ErrorMessage": {"DataType": "String", "StringValue": said or "-"},
    }
