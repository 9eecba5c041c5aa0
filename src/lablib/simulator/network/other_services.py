"""A service of moto's that is in trouble as a whole: DynamoDB, S3, SNS or SQS.

moto answers, and a fault comes between as it does for our own services: the answer is late, lost or an error.
Which operation a request asks for, only botocore knows of every service; it says so in a header that is added
while a world is open, after the request was signed.
Codes: InternalServerError, InternalFailure, InternalError and AccessDenied are those of each service's own
reference under https://docs.aws.amazon.com/; the words of a denial:
https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.handlers import BUILTIN_HANDLERS

from lablib.simulator import limits
from lablib.simulator.api.service_model import model_of
from lablib.simulator.api.wire import JSON_HEADERS, Answer, Exchange, Request
from lablib.simulator.network import aws_guard

OPERATION = "x-lablib-operation"
FAILED = {
    "dynamodb": "InternalServerError",
    "s3": "InternalError",
    "sns": "InternalError",
    "sqs": "InternalFailure",
}
DENIED = {
    "kinesis": "AccessDeniedException",
    "dynamodb": "AccessDeniedException",
    "s3": "AccessDenied",
    "sns": "AuthorizationError",
    "sqs": "AccessDenied",
}


class OtherService:
    """The far end of one request that moto will answer, if the fault lets it."""

    def __init__(
        self, request: AWSPreparedRequest, answer: Callable[[AWSPreparedRequest], AWSResponse]
    ) -> None:
        self._request = request
        self._answer = answer

    def operation_of(self, request: Request) -> str:
        """As botocore named it; nothing for a client that was made before the first world."""
        return request.headers.get(OPERATION, "")

    def takes_time(self, exchange: Exchange) -> bool:
        """Only a long poll waits."""
        return exchange.operation == "ReceiveMessage"

    def departs(self, exchange: Exchange) -> None:
        """Nothing to note: the ledger follows records of Kinesis."""

    def answer(self, exchange: Exchange, now_us: int) -> Answer:
        """What moto answers."""
        answer = self._answer(self._request)
        return Answer(answer.status_code, dict(answer.headers), answer.content)

    def forbids(self, exchange: Exchange, code: str, message: str, now_us: int) -> Answer:
        """Nothing is carried out."""
        return _error(exchange.service, 400 if exchange.service == "dynamodb" else 403, code, message)

    def fails(self, exchange: Exchange, now_us: int) -> Answer:
        """Nothing is carried out."""
        code = FAILED[exchange.service]
        return _error(exchange.service, 500, code, "We encountered an internal error. Please try again.")

    def never_arrives(self, exchange: Exchange, why: str, now_us: int) -> None:
        """Nothing to note."""


def access_denied(exchange: Exchange) -> tuple[str, str]:
    """Code and message for a caller without permission."""
    service, operation = exchange.service, exchange.operation
    who = f"arn:{limits.PARTITION}:sts::{limits.ACCOUNT_ID}:assumed-role/lab/{exchange.producer}"
    message = (
        f"User: {who} is not authorized to perform: {service}:{operation} because no identity-based policy "
        f"allows the {service}:{operation} action"
    )
    return DENIED[service], message


def _error(service: str, status: int, code: str, message: str) -> Answer:
    """An error in the form that the service's protocol has."""
    error = f"<Code>{code}</Code><Message>{message}</Message>"
    match model_of(service).metadata["protocol"]:
        case "json":
            body = json.dumps({"__type": code, "message": message})
            return Answer(status, JSON_HEADERS.copy(), body.encode())
        case "query":
            body = f"<ErrorResponse><Error>{error}</Error></ErrorResponse>"
        case _:
            body = f"<Error>{error}</Error>"
    return Answer(status, {"Content-Type": "text/xml"}, body.encode())


def _name_operation(request: AWSPreparedRequest, event_name: str, **_: Any) -> None:
    if aws_guard.a_world_answers():
        request.headers[OPERATION] = event_name.rsplit(".", 1)[-1]


HANDLERS: list[tuple[str, Callable[..., Any]]] = [
    (f"before-send.{service}", _name_operation) for service in FAILED
]
BUILTIN_HANDLERS.extend(HANDLERS)
