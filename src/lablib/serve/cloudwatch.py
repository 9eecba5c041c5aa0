"""CloudWatch in the three protocols that its clients speak: CBOR and JSON of today, and the query of before.

The AWS CLI 1.46, boto3 1.44 and the SDK for JavaScript 3.1143 send Smithy's RPC in CBOR. Older ones send
JSON 1.0, or forms that are answered in XML. What the world's metrics and alarms don't hold is left to moto.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import msgspec
from botocore.model import OperationModel
from botocore.validate import ParamValidator

from lablib.serve import cbor, query
from lablib.serve.answers import RPC_CBOR, XML, error_answer
from lablib.serve.call import Call, Protocol, form_of
from lablib.serve.typed import typed
from lablib.simulator.api.errors import AwsError
from lablib.simulator.api.service_model import model_of
from lablib.simulator.api.wire import Answer, Request
from lablib.simulator.network.cloudwatch_hook import CloudWatchHook

JSON = {"Content-Type": "application/x-amz-json-1.0"}


def answer(hook: CloudWatchHook, call: Call, request: Request) -> Answer | None:
    """The answer, or its error; None for what moto has. Raises AwsError for what can't be read."""
    model = model_of("cloudwatch").operation_model(call.operation)
    params = _read(model, call.protocol, request)
    try:
        result = hook.ask(call.operation, params)
    except AwsError as error:
        return _error(error, model, call.protocol)
    return None if result is None else _written(model, call.protocol, result)


def _read(model: OperationModel, protocol: Protocol, request: Request) -> dict[str, Any]:
    """The parameters as boto3 takes them."""
    shape = model.input_shape
    match protocol:
        case "query":
            raw: Any = query.nested(form_of(request), shape)
        case "rpc-cbor":
            raw = cbor.decode(request.body)
        case _:
            raw = _from_json(request.body)
    params: dict[str, Any] = typed(raw, shape)
    report = ParamValidator().validate(params, shape)
    if report.has_errors():
        raise AwsError("ValidationError", report.generate_report())
    return params


def _from_json(body: bytes) -> Any:
    try:
        return msgspec.json.decode(body or b"{}", type=dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise AwsError("SerializationException", f"the body is not a JSON object: {error}") from error


def _written(model: OperationModel, protocol: Protocol, result: dict[str, Any]) -> Answer:
    match protocol:
        case "query":
            return Answer(200, XML.copy(), query.written(model, result))
        case "rpc-cbor":
            return Answer(200, RPC_CBOR.copy(), cbor.encode(_plain(result, cbor.Timestamp)))
        case _:
            return Answer(200, JSON.copy(), json.dumps(_plain(result, float)).encode())


def _plain(value: Any, moment: type[float]) -> Any:
    """Moments as numbers, tuples as lists, and nothing for None."""
    match value:
        case datetime():
            return moment(value.timestamp())
        case dict():
            return {name: _plain(each, moment) for name, each in value.items() if each is not None}
        case list() | tuple():
            return [_plain(each, moment) for each in value]
    return value


def _error(error: AwsError, model: OperationModel, protocol: Protocol) -> Answer:
    """The world's codes are the query protocol's. The others name the exception, and the code beside it."""
    if protocol == "query":
        return error_answer(error, protocol)
    named = AwsError(_exception_of(error.code, model), error.message, error.status)
    said = error_answer(named, protocol)
    said.headers["x-amzn-query-error"] = f"{error.code};Sender"
    return said


def _exception_of(code: str, model: OperationModel) -> str:
    """The exception of this operation that has the code; otherwise the code itself."""
    for shape in model.error_shapes:
        if shape.metadata.get("error", {}).get("code") == code:
            return str(shape.name)
    return "ValidationException" if code == "ValidationError" else code
