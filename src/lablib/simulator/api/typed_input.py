"""A request that is read and checked in one step, in C: msgspec types made of botocore's service model.

Where they accept a request, `constraints.check` finds nothing wrong with it. Where they don't, that isn't yet
an error: the general way of reading the request accepts a little more, and knows AWS's words for the rest.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

import msgspec
from botocore.model import Shape

from lablib.simulator.api.constraint_rules import unanchored
from lablib.simulator.api.service_model import model_of

_SCALARS = {"string": str, "blob": bytes, "boolean": bool}


def read(service: str, operation: str, body: bytes) -> Any:
    """The input of `operation` as a struct with the API's member names; None to read it the general way.

    Blobs are bytes, and a member that is left out is None. Only for operations whose input is made of texts,
    blobs, booleans, lists and structures; raises KeyError for any other.
    """
    try:
        return _decoder(service, operation).decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


@cache
def _decoder(service: str, operation: str) -> msgspec.json.Decoder[Any]:
    shape = model_of(service).operation_model(operation).input_shape
    return msgspec.json.Decoder(_type_of(shape))


def _type_of(shape: Shape) -> Any:
    if shape.type_name == "structure":
        return _struct_of(shape)
    plain = list[_type_of(shape.member)] if shape.type_name == "list" else _SCALARS[shape.type_name]  # type: ignore[misc]
    return Annotated[plain, _rules(shape.metadata)]


def _struct_of(shape: Shape) -> type[msgspec.Struct]:
    """An unknown member isn't taken, so that nobody has to look into it."""
    required = [(name, _type_of(shape.members[name])) for name in shape.required_members]
    optional = [
        (name, _type_of(member), None)
        for name, member in shape.members.items()
        if name not in shape.required_members
    ]
    return msgspec.defstruct(shape.name, [*required, *optional], forbid_unknown_fields=True, gc=False)


def _rules(metadata: dict[str, Any]) -> msgspec.Meta:
    pattern = metadata.get("pattern")
    return msgspec.Meta(
        min_length=metadata.get("min"),
        max_length=metadata.get("max"),
        pattern=None if pattern is None else rf"(?a)\A(?:{unanchored(pattern)})\Z",
    )
