"""The wire of Kinesis: operation and JSON body in, result out; a function of request, region, time."""

from __future__ import annotations

import binascii
from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec

from lablib.simulator.api import constraints
from lablib.simulator.api.errors import AwsError
from lablib.simulator.api.service_model import model_of
from lablib.simulator.kinesis.operations import (
    account_settings,
    capacity_mode,
    consumers,
    iterators,
    list_shards,
    put,
    read,
    reshard,
    stream_lifecycle,
    stream_settings,
    tags,
)
from lablib.simulator.kinesis.operations.call_rates import check_rate
from lablib.simulator.kinesis.operations.put_columns import read_columns
from lablib.simulator.kinesis.state.region import Operation, Params, Region

OPERATIONS: dict[str, Operation] = {
    name: operation
    for module in (
        put,
        iterators,
        read,
        stream_lifecycle,
        list_shards,
        reshard,
        capacity_mode,
        stream_settings,
        account_settings,
        tags,
        consumers,
    )
    for name, operation in module.OPERATIONS.items()
}
"""Every operation that is modelled, by its API name."""


def parse_quickly(operation: str, body: bytes) -> Params:
    """As `parse`. A PutRecords with nothing unusual is read into columns, and is `Checked` by that."""
    checked = read_columns(body) if operation == "PutRecords" else None
    return parse(operation, body) if checked is None else checked


def parse(operation: str, body: bytes) -> Params:
    """The parameters of a request, blobs as bytes; a value of a wrong type stays for `constraints.py`.

    Raises `SerializationException` for a body that is not a JSON object, and for a blob that is not base64.
    """
    try:
        params: Params = msgspec.json.decode(body or b"{}", type=dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise AwsError("SerializationException", f"the body is not a JSON object: {error}") from error
    decode = _blob_decoder(operation)
    if decode is not None:
        try:
            decode(params)
        except ValueError as error:
            raise AwsError(
                "SerializationException", f"a blob of {operation} is not base64: {error}"
            ) from error
    return params


def serve(region: Region, operation: str, params: Params, now_us: int) -> dict[str, Any]:
    """Carry out one request; returns the result with the API's member names. Raises AwsError."""
    call = OPERATIONS.get(operation)
    if call is None:
        raise AwsError(
            "NotModelled",
            f"The lab's Kinesis does not model {operation}. On AWS this call exists; here these do: "
            f"{', '.join(sorted(OPERATIONS))}.",
        )
    if not isinstance(params, constraints.Checked):
        constraints.check("kinesis", operation, params)
    check_rate(region, operation, params, now_us)
    return call(region, params, now_us)


def to_json(result: dict[str, Any]) -> bytes:
    """A result as the service writes it. msgspec writes bytes in base64, which is how the wire has blobs."""
    return msgspec.json.encode(result)


def error_json(error: AwsError) -> bytes:
    """An error as the service writes it."""
    return msgspec.json.encode({"__type": error.code, "message": error.message})


@cache
def _blob_decoder(operation: str) -> Callable[[Any], None] | None:
    """Turns the base64 texts of an operation's input into bytes, in place; None if it has none."""
    model = model_of("kinesis")
    if operation not in model.operation_names:
        return None
    return _decoder_of(model.operation_model(operation).input_shape)


def _list_decoder(each: Callable[[Any], None] | None) -> Callable[[Any], None] | None:
    if each is None:
        return None

    def decode(values: Any) -> None:
        if type(values) is list:
            for value in values:
                each(value)

    return decode


def _decoder_of(shape: Any) -> Callable[[Any], None] | None:
    if shape is None:
        return None
    if shape.type_name == "list":
        return _list_decoder(_decoder_of(shape.member))
    if shape.type_name != "structure":
        return None
    blobs = [name for name, member in shape.members.items() if member.type_name == "blob"]
    nested = [(name, inner) for name, member in shape.members.items() if (inner := _decoder_of(member))]
    return _structure_decoder(blobs, nested) if blobs or nested else None


def _structure_decoder(
    blobs: list[str], nested: list[tuple[str, Callable[[Any], None]]]
) -> Callable[[Any], None]:
    def decode(value: Any) -> None:
        if type(value) is not dict:
            return
        for name in blobs:
            if type(text := value.get(name)) is str:
                value[name] = binascii.a2b_base64(text, strict_mode=True)
        for name, inner in nested:
            inner(value.get(name))

    return decode
