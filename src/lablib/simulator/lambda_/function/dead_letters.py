"""A function's dead-letter queue: where an Event invocation goes when its tries are used up.

It belongs to asynchronous invocations alone. A mapping invokes synchronously, so nothing of a stream ever
comes here: that is a lesson of lab 07.
Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
"""

from __future__ import annotations

from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.lambda_.function.function import Function
from lablib.simulator.lambda_.function.invocation import Outcome


def keep(function: Function, body: str, outcome: Outcome | None, now_us: int) -> None:
    """Send the event to the function's queue or topic, if it has one; `DeadLetterErrors` counts a failure.

    `outcome` is that of the last try, None if there was no room for any.
    """
    if not function.dead_letter_arn:
        return
    attributes = _attributes(outcome)
    service, name = function.dead_letter_arn.split(":")[2], function.dead_letter_arn.rsplit(":", 1)[-1]
    client = boto3.client(service)
    try:
        if service == "sqs":
            url = client.get_queue_url(QueueName=name)["QueueUrl"]
            client.send_message(QueueUrl=url, MessageBody=body, MessageAttributes=attributes)
        else:
            client.publish(TopicArn=function.dead_letter_arn, Message=body, MessageAttributes=attributes)
    except (ClientError, BotoCoreError):
        function.metrics.dead_letter_failed(now_us)


def check_arn(arn: str) -> str:
    """Return it; empty is none. Raises `InvalidParameterValueException` for what is no queue and no topic."""
    if arn and (arn.count(":") < 5 or arn.split(":")[2] not in ("sqs", "sns")):
        raise AwsError(
            "InvalidParameterValueException",
            f"The dead-letter target {arn} is invalid: give the ARN of an SQS queue or an SNS topic.",
        )
    return arn


def _attributes(outcome: Outcome | None) -> dict[str, Any]:
    """Of the last try: its id, the HTTP status and the beginning of the error's message."""
    if outcome is None:
        return {"ErrorCode": _number(429), "ErrorMessage": _string("Rate Exceeded.")}
    said = str((outcome.payload or {}).get("errorMessage", ""))[: limits.DEAD_LETTER_ERROR_CHARS]
    return {
        "RequestID": _string(outcome.request_id),
        "ErrorCode": _number(200),
        "ErrorMessage": _string(said or "-"),
    }


def _string(value: str) -> dict[str, str]:
    return {"DataType": "String", "StringValue": value}


def _number(value: int) -> dict[str, str]:
    return {"DataType": "Number", "StringValue": str(value)}
