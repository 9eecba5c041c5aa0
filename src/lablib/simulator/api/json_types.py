"""The JSON type of a value: which one the service's model wants, and the error for another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from botocore.model import Shape

from lablib.simulator.api.constraint_rules import FINE, Check, Violation
from lablib.simulator.api.errors import AwsError

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "blob": (bytes,),
    "integer": (int,),
    "double": (int, float),
    "float": (int, float),
    "long": (int,),
    "boolean": (bool,),
    "timestamp": (int, float),
}


def type_check(shape: Shape) -> Check:
    """A check that raises `SerializationException` for a value of another type than the shape's."""
    types, type_name = TYPES[shape.type_name], shape.type_name

    def check_type(value: Any) -> Sequence[Violation]:
        if type(value) not in types:
            raise wrong_type(value, type_name)
        return FINE

    return check_type


_JAVA_CLASS = {
    str: "java.lang.String",
    bool: "java.lang.Boolean",
    int: "com.amazon.coral.value.json.numbers.TruncatingBigNumber",
    float: "com.amazon.coral.value.json.numbers.TruncatingBigNumber",
}


def wrong_type(value: Any, wanted: str) -> AwsError:
    """The error for a value where the model wants another type."""
    if isinstance(value, list):
        text = "Start of list found where not expected"
    elif isinstance(value, dict):
        text = "Start of structure or map found where not expected."
    elif wanted in ("list", "map"):
        text = f"Expected {wanted} or null"
    elif wanted == "structure":
        text = "Expected null"
    else:
        article = "a" if wanted == "blob" else "an"
        name = _JAVA_CLASS.get(type(value), type(value).__name__)
        text = f"class {name} can not be converted to {article} {wanted.capitalize()}"
    return AwsError("SerializationException", text)
