"""Services that would call a Lambda function on AWS, and don't here: the setting that asks for it is refused.

moto takes these settings and later looks for the function among its own, where it isn't: what should have
called it ends in an error of moto's, or in nothing at all.
As in `cloudwatch_hook.py`, botocore's events tell operation and parameters by name, before the request is in
the format of its service, and the handlers do nothing unless a world is open.
Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from botocore.awsrequest import AWSResponse

from lablib.simulator.network import aws_guard

SETTINGS = frozenset(
    {
        ("apigateway", "CreateAuthorizer"),
        ("apigateway", "ImportRestApi"),
        ("apigateway", "PutIntegration"),
        ("apigateway", "PutRestApi"),
        ("apigatewayv2", "CreateAuthorizer"),
        ("apigatewayv2", "CreateIntegration"),
        ("apigatewayv2", "UpdateIntegration"),
        ("appsync", "CreateDataSource"),
        ("cloudformation", "CreateChangeSet"),
        ("cloudformation", "CreateStack"),
        ("cloudformation", "UpdateStack"),
        ("cognito-idp", "CreateUserPool"),
        ("cognito-idp", "UpdateUserPool"),
        ("config", "PutConfigRule"),
        ("elbv2", "RegisterTargets"),
        ("events", "PutTargets"),
        ("firehose", "CreateDeliveryStream"),
        ("firehose", "UpdateDestination"),
        ("iot", "CreateTopicRule"),
        ("iot", "ReplaceTopicRule"),
        ("logs", "PutSubscriptionFilter"),
        ("pipes", "CreatePipe"),
        ("pipes", "UpdatePipe"),
        ("s3", "PutBucketNotification"),
        ("s3", "PutBucketNotificationConfiguration"),
        ("scheduler", "CreateSchedule"),
        ("scheduler", "UpdateSchedule"),
        ("secretsmanager", "RotateSecret"),
        ("ses", "CreateReceiptRule"),
        ("ses", "UpdateReceiptRule"),
        ("sns", "Subscribe"),
        ("stepfunctions", "CreateStateMachine"),
        ("stepfunctions", "UpdateStateMachine"),
    }
)
"""Service and operation: those that can name a function for later."""
FUNCTION = re.compile(
    r"arn:[a-z-]+:lambda:[a-z0-9-]*:\d*:function:[\w:$-]+|AWS::Lambda::\w+|states:::lambda:\w+"
)
"""A function's ARN, also within a longer text, or what stands for one in a template and a state machine."""
_REFUSAL = "lablib_refusal"


def refusal(service: str, operation: str, params: Any) -> str | None:
    """Why this call is refused; None if it names no function for its service to call."""
    if (service, operation) not in SETTINGS:
        return None
    named = next((found[0] for text in _texts(params) if (found := FUNCTION.search(text))), None)
    if named is None:
        return None
    return (
        f"The lab does not model that {service} calls a Lambda function, and {operation} names {named}. On "
        "AWS this call exists; here only Invoke and a mapping of a Kinesis stream call functions. Remedy: "
        "have the messages sent to an SQS queue instead and read them there, or call the function yourself "
        "with boto3.client('lambda').invoke(...)."
    )


def _texts(value: Any) -> Iterator[str]:
    """Every text within parameters of a call."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _look(params: Any, model: Any, context: dict[str, Any], **_: Any) -> None:
    if not aws_guard.a_world_answers():
        return
    said = refusal(str(model.service_model.service_name), model.name, params)
    if said is not None:
        context[_REFUSAL] = said


def _refuse(context: dict[str, Any], **_: Any) -> tuple[AWSResponse, dict[str, Any]] | None:
    said = context.pop(_REFUSAL, None)
    if said is None:
        return None
    metadata = {"HTTPStatusCode": 400, "HTTPHeaders": {}, "RetryAttempts": 0}
    error = {"Code": "NotModelled", "Message": said}
    return AWSResponse("", 400, {}, None), {"Error": error, "ResponseMetadata": metadata}


HANDLERS: list[tuple[str, Callable[..., Any]]] = [("before-parameter-build", _look), ("before-call", _refuse)]
"""For botocore's events of every service."""
