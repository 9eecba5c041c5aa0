"""Values off the wire as boto3 takes them: what a protocol can't say of a type, the service's model does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from botocore.model import Shape
from botocore.utils import parse_timestamp

from lablib.simulator.api.errors import AwsError


def typed(value: Any, shape: Shape) -> Any:
    """`value` with numbers, truth values and moments as `shape` has them; unknown members are left out.

    Raises AwsError for a value that has no such type.
    """
    match shape.type_name, value:
        case "structure", dict():
            known = {name: each for name, each in value.items() if name in shape.members and each is not None}
            return {name: typed(each, shape.members[name]) for name, each in known.items()}
        case "list", list():
            return [typed(each, shape.member) for each in value]
        case "map", dict():
            return {name: typed(each, shape.value) for name, each in value.items()}
    read = _READ.get(shape.type_name)
    if read is None:
        return value  # the model's check says what is wrong with it
    try:
        return read(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise AwsError("SerializationException", f"{value!r:.100} is no {shape.type_name}") from error


def _moment(value: Any) -> datetime:
    return parse_timestamp(value)  # type: ignore[no-any-return]


def _truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}[value.lower()] if isinstance(value, str) else _no(value)


def _whole(value: Any) -> int:
    return int(value) if isinstance(value, str) else value


def _number(value: Any) -> float:
    return _no(value) if isinstance(value, bool) else float(value)


def _no(value: Any) -> Any:
    raise TypeError(value)


_READ: dict[str, Callable[[Any], Any]] = {
    "timestamp": _moment,
    "boolean": _truth,
    "integer": _whole,
    "long": _whole,
    "double": _number,
    "float": _number,
}
