"""What a request over HTTP asks for: its service, its operation, and the protocol that it speaks.

The service stands in the signature's scope, as `Credential=KEY/20261129/us-east-1/kinesis/aws4_request`. A
signature is read and not verified: the world has no secrets. Sources:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html and
https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs

from lablib.simulator.api.errors import AwsError
from lablib.simulator.api.rest_routes import operation_of
from lablib.simulator.api.service_model import model_of
from lablib.simulator.api.wire import Request

Protocol = Literal["json", "amz-cbor", "rpc-cbor", "query", "rest-json", "rest-xml"]

SCOPE = re.compile(
    r"(?P<key>[^/=\s,]{1,128})/\d{8}/(?P<region>[a-z0-9-]+)/(?P<service>[a-z0-9-]+)/aws4_request"
)
RPC_PATH = re.compile(r"/service/[\w.]+/operation/(?P<operation>\w+)")
NAMES = {"monitoring": "cloudwatch", "states": "stepfunctions"}
"""botocore's name of a service that signs with another one."""
MODELS = frozenset(
    {
        "cloudwatch", "dynamodb", "events", "firehose", "iam", "kinesis", "kms", "lambda", "logs",
        "secretsmanager", "sns", "sqs", "ssm", "stepfunctions", "sts",
    }
)  # fmt: skip
"""Those of whose operations the door has the list: it tells an unknown one from one that isn't modelled."""
REST = frozenset({"apigateway", "iot", "lambda", "pipes", "s3", "scheduler"})
"""Those whose operations are told by method and path, for faults and for settings that name a function."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request that was understood so far."""

    key: str
    """The access key: what the ledger and a fault call the producer."""
    region: str
    service: str
    """As the signature and the host have it: `monitoring` for CloudWatch."""
    operation: str
    """Empty where only moto can tell."""
    protocol: Protocol

    @property
    def model(self) -> str:
        """botocore's name of the service."""
        return NAMES.get(self.service, self.service)


def read_call(request: Request) -> Call:
    """Raises AwsError for a request without a signature, or with one that can't be read."""
    signed = request.headers.get("authorization") or _presigned(request.target)
    if not signed:
        raise AwsError("MissingAuthenticationTokenException", "Missing Authentication Token", 403)
    scope = SCOPE.search(signed)
    if scope is None:
        raise AwsError(
            "IncompleteSignatureException",
            "Authorization header requires existence of a 'Credential' parameter with a scope of key, date, "
            "region, service and aws4_request.",
            403,
        )
    protocol = protocol_of(request, scope["service"])
    call = Call(
        scope["key"],
        scope["region"],
        scope["service"],
        _operation(request, protocol, scope["service"]),
        protocol,
    )
    _check_known(call)
    return call


def protocol_of(request: Request, service: str = "") -> Protocol:
    """How the request is written, and its answer is to be."""
    content_type = request.headers.get("content-type", "")
    if request.headers.get("smithy-protocol") == "rpc-v2-cbor":
        return "rpc-cbor"
    if content_type.startswith("application/x-amz-cbor"):
        return "amz-cbor"
    if "x-amz-target" in request.headers or content_type.startswith("application/x-amz-json"):
        return "json"
    if content_type.startswith("application/x-www-form-urlencoded") or "Action=" in request.target:
        return "query"
    return "rest-xml" if service == "s3" else "rest-json"


def _presigned(target: str) -> str:
    return "".join(parse_qs(target.partition("?")[2]).get("X-Amz-Credential", []))


def _operation(request: Request, protocol: Protocol, service: str) -> str:
    match protocol:
        case "rpc-cbor":
            found = RPC_PATH.search(request.target)
            return found["operation"] if found else request.target
        case "json" | "amz-cbor":
            return request.headers.get("x-amz-target", "").rpartition(".")[2]
        case "query":
            return form_of(request).get("Action", "")
        case _:
            return operation_of(service, request) if service in REST else ""


def form_of(request: Request) -> dict[str, str]:
    """The fields of a form, in the body or the address. Raises AwsError if it isn't UTF-8 or too long."""
    text = request.target.partition("?")[2] if request.method == "GET" else ""
    try:
        fields = parse_qs(text or request.body.decode(), keep_blank_values=True, max_num_fields=10_000)
    except ValueError as error:
        raise AwsError("MalformedQueryString", f"The form can't be read: {error}") from error
    return {name: values[0] for name, values in fields.items()}


def _check_known(call: Call) -> None:
    """Raise AwsError for an operation that AWS doesn't have, in the words of the protocol."""
    if call.model in MODELS and call.operation not in model_of(call.model).operation_names:
        raise unknown_operation(call)


def unknown_operation(call: Call) -> AwsError:
    """AWS has no such operation. JSON's answer has no message on AWS; this one says what was asked for."""
    if call.protocol == "query":
        return AwsError("InvalidAction", f"The action {call.operation} is not valid for this web service.")
    return AwsError(
        "UnknownOperationException",
        f"AWS has no operation {call.operation!r} of {call.model}.",
        404 if call.protocol in ("rpc-cbor", "rest-json") else 400,
    )
