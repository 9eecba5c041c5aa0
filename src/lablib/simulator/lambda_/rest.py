"""The wire of Lambda: REST and JSON. The parameters of a request, and the answer.

Both directions follow botocore's service model: where a member stands (path, query, header, body).
"""

from __future__ import annotations

import base64
import re
from typing import Any
from urllib.parse import parse_qs, unquote

import msgspec

from lablib.simulator.api.errors import AwsError
from lablib.simulator.api.rest_routes import path_of
from lablib.simulator.api.service_model import model_of
from lablib.simulator.api.wire import Answer, Request

JSON = {"Content-Type": "application/json"}


def parse(operation: str, request: Request) -> dict[str, Any]:
    """The parameters of a request, by the API's member names. Raises AwsError for a body that is no JSON."""
    path, _, query = request.target.partition("?")
    found = path_of("lambda", operation).fullmatch(path)
    groups = found.groupdict() if found else {}
    queries = parse_qs(query, keep_blank_values=True)
    shape = model_of("lambda").operation_model(operation).input_shape
    payload = shape.serialization.get("payload")
    body = {} if payload else _body(request)
    params: dict[str, Any] = {}
    for member, inner in shape.members.items():
        place, name = inner.serialization.get("location"), inner.serialization.get("name", member)
        if member == payload:
            params[member] = request.body
        elif place == "uri" and name in groups:
            params[member] = unquote(groups[name])
        elif place == "querystring" and name in queries:
            params[member] = _typed(queries[name][0], inner.type_name)
        elif place == "header" and name.lower() in request.headers:
            params[member] = request.headers[name.lower()]
        elif place is None and body.get(name) is not None:
            params[member] = body[name]
    return params


def answer(operation: str, result: dict[str, Any]) -> Answer:
    """A result as the service writes it."""
    model = model_of("lambda").operation_model(operation)
    shape, status = model.output_shape, model.http.get("responseCode", 200)
    if shape is None:
        return Answer(status, JSON.copy(), b"")
    headers, rest, payload = JSON.copy(), dict(result), shape.serialization.get("payload")
    for member, inner in shape.members.items():
        place = inner.serialization.get("location")
        if member not in rest or place is None:
            continue
        value = rest.pop(member)
        if place == "statusCode":
            status = value
        elif place == "header":
            headers[inner.serialization.get("name", member)] = str(value)
    body = rest[payload] if payload else msgspec.json.encode(rest)
    return Answer(status, headers, body)


def error(wrong: AwsError) -> Answer:
    """An error as the service writes it."""
    body = {"Type": "User" if wrong.status < 500 else "Service", "message": wrong.message, **wrong.members}
    return Answer(wrong.status, JSON | {"x-amzn-errortype": wrong.code}, msgspec.json.encode(body))


def as_base64(text: str) -> str:
    """A header cannot hold lines: the tail of a log goes in base64."""
    return base64.b64encode(text.encode()).decode()


def _body(request: Request) -> dict[str, Any]:
    if not request.body:
        return {}
    try:
        body = msgspec.json.decode(request.body)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise AwsError(
            "InvalidRequestContentException", f"Could not parse request body into json: {wrong}"
        ) from wrong
    if not isinstance(body, dict):
        raise AwsError("InvalidRequestContentException", "Could not parse request body into json: no object")
    return body


def _typed(text: str, type_name: str) -> Any:
    if type_name == "integer" and re.fullmatch(r"-?\d+", text):
        return int(text)
    return text == "true" if type_name == "boolean" else text
