"""Invoke, and what can be asked about a function and set.

Source: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html and the page of each operation.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.lambda_.function import async_invocation, dead_letters
from lablib.simulator.lambda_.function.function import Function
from lablib.simulator.lambda_.function.functions import LATEST
from lablib.simulator.lambda_.function.invocation import Outcome
from lablib.simulator.lambda_.paging import read_page
from lablib.simulator.lambda_.region import LambdaRegion
from lablib.simulator.lambda_.rest import as_base64

Params = dict[str, Any]
TAKES = {
    "GetFunction": {"FunctionName", "Qualifier"},
    "GetFunctionConfiguration": {"FunctionName", "Qualifier"},
    "Invoke": {"FunctionName", "InvocationType", "LogType", "Payload", "Qualifier"},
    "ListFunctions": {"Marker", "MaxItems"},
    "UpdateFunctionConfiguration": {"FunctionName", "Timeout", "MemorySize", "DeadLetterConfig"},
}
"""The parameters that are modelled, of operations that have others on AWS."""
MOST = {"Timeout": limits.FUNCTION_TIMEOUT_MAX_S, "MemorySize": limits.FUNCTION_MEMORY_MAX_MB}
"""Less than botocore's model says, which counts Lambda Managed Instances in."""


def invoke(region: LambdaRegion, params: Params, now_us: int) -> dict[str, Any]:
    """Run a function and wait for it (RequestResponse), start it (Event), or only check the call (DryRun)."""
    function = _find(region, params)
    kind, payload = params.get("InvocationType", "RequestResponse"), params.get("Payload") or b"{}"
    event = _event(payload, kind)
    if kind == "DryRun":
        return {"StatusCode": 204, "Payload": b""}
    if kind == "Event":
        name = f"{function.name} (event)"
        region.kinesis.clock.spawn(async_invocation.deliver, region.runtime, function, payload, name=name)
        return {"StatusCode": 202, "Payload": b""}
    outcome = region.runtime.invoke(function, event)
    answer = {
        "StatusCode": 200,
        "ExecutedVersion": LATEST,
        "Payload": json.dumps(outcome.payload).encode(),
    }
    if outcome.function_error is not None:
        answer["FunctionError"] = outcome.function_error
    if params.get("LogType") == "Tail":
        answer["LogResult"] = as_base64(_tail(outcome))
    return answer


def get_function(region: LambdaRegion, params: Params, now_us: int) -> dict[str, Any]:
    """A function's configuration and its reserved concurrency."""
    function = _find(region, params)
    answer: dict[str, Any] = {"Configuration": configuration(function), "Code": {"RepositoryType": "S3"}}
    if function.reserved_concurrency is not None:
        answer["Concurrency"] = {"ReservedConcurrentExecutions": function.reserved_concurrency}
    return answer


def get_configuration(region: LambdaRegion, params: Params, now_us: int) -> dict[str, Any]:
    """A function's configuration."""
    return configuration(_find(region, params))


def list_functions(region: LambdaRegion, params: Params, now_us: int) -> dict[str, Any]:
    """The functions by name, a page at a time."""
    functions = [region.functions.by_name[name] for name in sorted(region.functions.by_name)]
    page, more = read_page(functions, params, limits.LIST_FUNCTIONS_PAGE)
    return {"Functions": [configuration(function) for function in page]} | more


def update_configuration(region: LambdaRegion, params: Params, now_us: int) -> dict[str, Any]:
    """Change timeout, memory and dead-letter queue; they hold for invocations that begin from now on."""
    function = region.functions.find(params["FunctionName"])
    for name, most in MOST.items():
        if params.get(name, 0) > most:
            text = f"{name} {params[name]} is too much: only managed instances have more than {most}."
            raise AwsError("InvalidParameterValueException", text)
    if "DeadLetterConfig" in params:
        function.dead_letter_arn = dead_letters.check_arn(params["DeadLetterConfig"].get("TargetArn", ""))
    function.timeout_s = params.get("Timeout", function.timeout_s)
    function.memory_mb = params.get("MemorySize", function.memory_mb)
    function.changed(now_us)
    return configuration(function)


def put_concurrency(region: LambdaRegion, params: Params, now_us: int) -> dict[str, Any]:
    """Reserve concurrency: no other function gets it, and this one gets no more."""
    function = region.functions.find_unqualified(params["FunctionName"])
    region.functions.reserve(function, params["ReservedConcurrentExecutions"])
    return {"ReservedConcurrentExecutions": function.reserved_concurrency}


def get_concurrency(region: LambdaRegion, params: Params, now_us: int) -> dict[str, Any]:
    """The reservation, if there is one."""
    reserved = region.functions.find(params["FunctionName"]).reserved_concurrency
    return {} if reserved is None else {"ReservedConcurrentExecutions": reserved}


def delete_concurrency(region: LambdaRegion, params: Params, now_us: int) -> dict[str, Any]:
    """Give the reservation up."""
    region.functions.find_unqualified(params["FunctionName"]).reserved_concurrency = None
    return {}


def configuration(function: Function) -> dict[str, Any]:
    """A function as the API shows it."""
    modified = datetime.fromtimestamp((function.modified_us or function.created_us) / limits.US_PER_S, UTC)
    arn = function.dead_letter_arn
    return ({"DeadLetterConfig": {"TargetArn": arn}} if arn else {}) | {
        "FunctionName": function.name,
        "FunctionArn": function.arn,
        "Runtime": "python3.13",
        "Handler": f"{function.name}.{getattr(function.handler, '__name__', 'handler')}",
        "Timeout": function.timeout_s,
        "MemorySize": function.memory_mb,
        "LastModified": f"{modified:%Y-%m-%dT%H:%M:%S}.000+0000",
        "Version": LATEST,
        "State": "Active",
        "PackageType": "Zip",
        "Architectures": ["x86_64"],
    }


def _find(region: LambdaRegion, params: Params) -> Function:
    return region.functions.find(params["FunctionName"], params.get("Qualifier"))


def _event(payload: bytes, kind: str) -> Any:
    """The payload as a handler gets it. The code for a large one is not the model's RequestTooLargeException:

    https://github.com/ASFHyP3/hyp3/issues/2241 and https://github.com/pelmers/streetwarp-web/issues/14
    """
    most = limits.FUNCTION_ASYNC_PAYLOAD_MAX_BYTES if kind == "Event" else limits.FUNCTION_REQUEST_MAX_BYTES
    if len(payload) > most:
        text = f"Request must be smaller than {most} bytes for the InvokeFunction operation"
        if kind == "Event":
            text = (
                f"{len(payload)} byte payload is too large for the Event invocation type (limit {most} bytes)"
            )
        raise AwsError("RequestEntityTooLargeException", text, 413)
    try:
        return json.loads(payload)
    except (ValueError, RecursionError) as error:
        text = f"Could not parse request body into json: Could not parse payload into json: {error}"
        raise AwsError("InvalidRequestContentException", text) from error


def _tail(outcome: Outcome) -> str:
    return ("\n".join(outcome.log.lines) + "\n")[-limits.FUNCTION_LOG_TAIL_BYTES :]
