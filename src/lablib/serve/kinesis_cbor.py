"""Kinesis in CBOR, as the SDK for Java sends it: the same shapes as in JSON, with bytes and milliseconds.

That timestamps are milliseconds is recorded in kinesalite: https://github.com/mhart/kinesalite
"""

from __future__ import annotations

import base64
import json
from typing import Any

from botocore.model import Shape

from lablib.serve import cbor
from lablib.serve.answers import AMZ_CBOR
from lablib.simulator.api.service_model import model_of
from lablib.simulator.api.wire import Answer

MS_PER_S = 1_000


def body_as_json(operation: str, body: bytes) -> bytes:
    """A request's body in the form that the service reads. Raises AwsError for one that isn't CBOR."""
    shape = model_of("kinesis").operation_model(operation).input_shape
    return json.dumps(_to_json(cbor.decode(body), shape)).encode()


def answer_as_cbor(operation: str, answer: Answer) -> Answer:
    """The service's answer, or its error, as the client reads it."""
    headers = answer.headers | AMZ_CBOR
    if not answer.body:
        return Answer(answer.status, headers, b"")
    shape = model_of("kinesis").operation_model(operation).output_shape if answer.status == 200 else None
    return Answer(answer.status, headers, cbor.encode(_to_cbor(json.loads(answer.body), shape)))


def _to_json(value: Any, shape: Shape | None) -> Any:
    match value:
        case bytes():
            return _as_text(value)
        case dict():
            return {name: _to_json(each, _inside(shape, name)) for name, each in value.items()}
        case list():
            return [_to_json(each, getattr(shape, "member", None)) for each in value]
        case int() | float() if _is(shape, "timestamp"):
            return value / MS_PER_S
    return value


def _to_cbor(value: Any, shape: Shape | None) -> Any:
    match value:
        case str() if _is(shape, "blob"):
            return base64.b64decode(value)
        case dict():
            return {name: _to_cbor(each, _inside(shape, name)) for name, each in value.items()}
        case list():
            return [_to_cbor(each, getattr(shape, "member", None)) for each in value]
        case int() | float() if _is(shape, "timestamp"):
            return cbor.Timestamp(round(value * MS_PER_S))
    return value


def _as_text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _inside(shape: Shape | None, name: str) -> Shape | None:
    """The shape of a member; None below what the model doesn't know."""
    if _is(shape, "structure"):
        return shape.members.get(name)  # type: ignore[union-attr]
    return getattr(shape, "value", None) if _is(shape, "map") else None


def _is(shape: Shape | None, type_name: str) -> bool:
    return shape is not None and shape.type_name == type_name
